//! Every rule's examples are run: the bad one has the finding, the good one does not.

use medlint_core::assess::{Date, assess};
use medlint_core::catalog::Catalogue;
use medlint_core::config::Config;
use medlint_core::detect::{Analysis, analyze};
use medlint_core::document::Document;
use medlint_core::lint::{self, Checked, Context, Example, Finding, KnownFiles, RULES};

fn findings(example: &Example) -> Vec<Finding> {
    let catalogue = Catalogue::builtin();
    let (config, problems) = Config::parse("medlint.toml", example.config, &catalogue);
    assert!(problems.is_empty(), "{problems:#?}");
    let documents: Vec<Document> =
        example.files.iter().map(|(path, text)| Document::read(path, text.as_bytes())).collect();
    let analyses: Vec<Analysis> = documents.iter().map(|d| analyze(d, &catalogue, None)).collect();
    let lints: Vec<_> =
        documents.iter().zip(&analyses).map(|(d, a)| lint::document(d, a, &catalogue)).collect();
    let checked: Vec<Checked<'_>> =
        analyses.iter().zip(&lints).map(|(analysis, lint)| Checked { analysis, lint }).collect();
    let today = Date::parse("2026-01-01");
    let refs: Vec<&Analysis> = analyses.iter().collect();
    let assessment = assess(
        &refs,
        &config.profile,
        &catalogue,
        &config.decisions,
        &config.waivers,
        today,
        &config.selection,
    );
    let mut files = KnownFiles::default();
    files.complete = true;
    let context = Context {
        documents: &checked,
        assessment: &assessment,
        catalogue: &catalogue,
        profile: &config.profile,
        decisions: &config.decisions,
        waivers: &config.waivers,
        thresholds: &config.thresholds,
        today,
        whole_set: true,
        files: &files,
        config: (!example.config.is_empty()).then_some("medlint.toml"),
    };
    lint::set(&context).findings
}

#[test]
fn bad_examples_have_the_finding_and_good_ones_do_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let of = |example: &Example| {
            findings(example).into_iter().filter(|f| f.code == rule.code).collect::<Vec<_>>()
        };
        let bad = of(&rule.bad);
        if bad.is_empty() {
            wrong.push(format!("{} {}: nothing is found in the bad example", rule.code, rule.name));
        }
        for finding in &bad {
            assert!(
                [&finding.message, &finding.why, &finding.help].iter().all(|text| text.len() > 5),
                "{finding:#?}"
            );
        }
        if let Some(finding) = of(&rule.good).first() {
            wrong
                .push(format!("{} {}: found in the good example: {}", rule.code, rule.name, finding.message));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
