//! JUnit's XML, for the test reports of GitLab, Jenkins, Azure Pipelines and others.
//!
//! A suite for each framework has a test case for each requirement that applies; a suite for the documents has one for
//! each document with its findings. What fails is what is an error or a warning: open requirements that are optional or
//! details, and findings that are information, never do. What a waiver excuses, a baseline knows or a person has to judge
//! is skipped, with the reason. There are no times and no dates. The elements and attributes are those that Jenkins' schema knows.

use super::place;
use super::{Check, Circumstances, NO_PROMISE, sentence, severest_first};
use crate::assess::{Assessed, Severity, Status};
use crate::catalog::FrameworkId;
use crate::compare::Turn;
use crate::lint::{Finding, wording};
use crate::report::{NOWHERE, trace};

/// Findings of a document that are told in full.
const MOST: usize = 200;

/// How a test case ended.
enum Outcome {
    Passed,
    Failed { sort: String, message: String, text: String },
    Skipped(String),
}

struct Case {
    class: String,
    name: String,
    outcome: Outcome,
    /// What else there is to say.
    output: String,
}

/// The report. Of a part of the set only the documents are told.
pub(super) fn junit(check: &Check<'_>, around: &Circumstances<'_>) -> String {
    let mut suites: Vec<(String, Vec<Case>)> = Vec::new();
    if around.whole_set {
        for row in &check.assessment.coverage.frameworks {
            suites.push((check.catalogue[row.framework].id.to_string(), requirements(row.framework, check)));
        }
    }
    suites.push(("documents".to_owned(), documents(check, around)));
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<testsuites name=\"medlint\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        all().count(),
        failures(all())
    ));
    for (name, cases) in &suites {
        suite(&mut out, name, cases, check, around);
    }
    out.push_str("</testsuites>\n");
    out
}

fn failures<'a>(cases: impl Iterator<Item = &'a Case>) -> usize {
    cases.filter(|case| matches!(case.outcome, Outcome::Failed { .. })).count()
}

fn suite(out: &mut String, name: &str, cases: &[Case], check: &Check<'_>, around: &Circumstances<'_>) {
    let skipped = cases.iter().filter(|case| matches!(case.outcome, Outcome::Skipped(_))).count();
    out.push_str(&format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{skipped}\">\n    <properties>\n",
        attribute(name),
        cases.len(),
        failures(cases.iter()),
    ));
    let catalogue = check.catalogue.hash();
    let properties = [
        ("medlint.version", check.version),
        ("medlint.catalogue", &catalogue),
        ("medlint.whole-set", if around.whole_set { "true" } else { "false" }),
        ("medlint.base", check.comparison.map_or("", |comparison| &comparison.base)),
        ("medlint.note", NO_PROMISE),
    ];
    for (name, value) in properties.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("      <property name=\"{name}\" value=\"{}\"/>\n", attribute(value)));
    }
    out.push_str("    </properties>\n");
    cases.iter().for_each(|case| write_case(out, case));
    out.push_str("  </testsuite>\n");
}

fn write_case(out: &mut String, case: &Case) {
    let head =
        format!("    <testcase classname=\"{}\" name=\"{}\"", attribute(&case.class), attribute(&case.name));
    out.push_str(&head);
    if matches!(case.outcome, Outcome::Passed) && case.output.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    match &case.outcome {
        Outcome::Passed => {}
        // An attribute would be handier, but Jenkins' schema has none here.
        Outcome::Skipped(why) => out.push_str(&format!("      <skipped>{}</skipped>\n", escaped(why))),
        Outcome::Failed { sort, message, text } => out.push_str(&format!(
            "      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
            attribute(sort),
            attribute(message),
            escaped(text)
        )),
    }
    if !case.output.is_empty() {
        out.push_str(&format!("      <system-out>{}</system-out>\n", escaped(&case.output)));
    }
    out.push_str("    </testcase>\n");
}

fn requirements(framework: FrameworkId, check: &Check<'_>) -> Vec<Case> {
    let of = check.assessment.requirements.iter().filter(|assessed| {
        check.catalogue[assessed.requirement].framework == framework
            && assessed.status != Status::NotApplicable
    });
    of.map(|assessed| requirement(assessed, check)).collect()
}

fn requirement(assessed: &Assessed, check: &Check<'_>) -> Case {
    let requirement = &check.catalogue[assessed.requirement];
    let mut said = trace::remarks(assessed, check);
    let outcome = match assessed.status {
        Status::Met | Status::Justified => Outcome::Passed,
        Status::Waived | Status::NeedsAPerson | Status::DeniedWithReason => {
            Outcome::Skipped(format!("{}. {}", trace::outcome(assessed), said.join(". ")))
        }
        _ => open(assessed, check),
    };
    if matches!(outcome, Outcome::Skipped(_)) && !assessed.status.is_open() {
        said.clear();
    }
    Case {
        class: check.catalogue[requirement.framework].id.to_string(),
        name: format!(
            "{} ({}): {}",
            requirement.id,
            wording::clause(assessed.requirement, check.catalogue),
            requirement.title
        ),
        outcome,
        output: said.join("\n"),
    }
}

/// A requirement with something left to write.
fn open(assessed: &Assessed, check: &Check<'_>) -> Outcome {
    let requirement = &check.catalogue[assessed.requirement];
    let how = trace::outcome(assessed);
    if Severity::of(requirement.strength, requirement.level) == Severity::Info {
        let (strength, level) = (requirement.strength.id(), requirement.level.id());
        return Outcome::Skipped(format!("information only ({strength}, {level}): {how}"));
    }
    if let Some(comparison) = check.comparison {
        let worse = |turn: Turn| matches!(turn, Turn::Lost | Turn::Asked);
        let changed = comparison.requirements.iter().any(|c| c.id == requirement.id && worse(c.turn));
        if !changed {
            return Outcome::Skipped(format!("known to {}: {how}", comparison.base));
        }
    }
    let mut text = format!("{}\n", requirement.text);
    for topic in assessed.open_topics() {
        let title = &check.catalogue[topic.topic].title;
        text.push_str(&format!("\n{title}: {}", trace::state(topic.state)));
        if let Some((document, evidence)) = topic.evidence.and_then(|place| trace::evidence(place, check)) {
            text.push_str(&format!(" at {}:{}", document.path, evidence.lines.0));
        }
        let action = check.assessment.actions.iter().find(|action| action.topic == topic.topic);
        if let Some(action) = action {
            text.push_str(&format!("; write: {}", trace::destination(action, check)));
        }
    }
    Outcome::Failed { sort: assessed.status.id().to_owned(), message: how, text }
}

/// A test case for each document, and one for what belongs to none. That a topic is shown nowhere is told by the
/// requirements.
fn documents(check: &Check<'_>, around: &Circumstances<'_>) -> Vec<Case> {
    let mut groups: std::collections::BTreeMap<&str, Vec<&Finding>> =
        check.documents.iter().map(|document| (document.path.as_str(), Vec::new())).collect();
    for finding in check.fresh().filter(|finding| !around.whole_set || finding.code != NOWHERE) {
        groups.entry(place::of(finding, check).0).or_default().push(finding);
    }
    let cases = groups.into_iter().map(|(path, findings)| document(path, &findings, check));
    cases.collect()
}

fn document(path: &str, findings: &[&Finding], check: &Check<'_>) -> Case {
    let findings = severest_first(findings.iter().copied());
    let line = |finding: &&Finding| {
        let (path, (first, _)) = place::of(finding, check);
        let severity = finding.severity.id();
        format!(
            "{path}:{first}: {severity}[{}] {}\n{}\n",
            finding.code,
            sentence(&finding.message),
            sentence(&finding.help)
        )
    };
    let tell = |findings: &[&Finding]| {
        let mut text = findings.iter().take(MOST).map(line).collect::<Vec<_>>().join("\n");
        if findings.len() > MOST {
            text.push_str(&format!("\n{} more findings are not told here\n", findings.len() - MOST));
        }
        text
    };
    let (count, mild): (Vec<&Finding>, Vec<&Finding>) =
        findings.into_iter().partition(|finding| finding.severity > Severity::Info);
    let outcome = match count.first() {
        None => Outcome::Passed,
        Some(worst) => Outcome::Failed {
            sort: worst.severity.id().to_owned(),
            message: super::tally(count.iter().copied()),
            text: tell(&count),
        },
    };
    Case { class: "documents".to_owned(), name: path.to_owned(), outcome, output: tell(&mild) }
}

/// Text between tags. Characters that XML 1.0 has not are replaced.
fn escaped(text: &str) -> String {
    escape(text, false)
}

/// The value of an attribute; its line breaks and tabs stay what they are.
fn attribute(text: &str) -> String {
    escape(text, true)
}

fn escape(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // Also what would end a CDATA section.
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\n' if attribute => out.push_str("&#10;"),
            // A reader would make it a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{attribute, escaped};

    #[test]
    fn only_what_xml_knows_is_written() {
        assert_eq!(
            escaped("a<b>&\"c\" ]]> \0\u{8}\u{ffff}\t\r\n"),
            "a&lt;b&gt;&amp;\"c\" ]]&gt; \u{fffd}\u{fffd}\u{fffd}\t&#13;\n"
        );
        assert_eq!(attribute("\"a\"\n\tb"), "&quot;a&quot;&#10;&#9;b");
    }
}
