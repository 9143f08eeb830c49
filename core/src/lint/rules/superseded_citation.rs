//! M108: a superseded edition is cited, or an algorithm named that no longer protects.

use std::collections::BTreeMap;

use crate::assess::Severity;
use crate::catalog::{CitationKind, CitationSeverity};
use crate::detect::CitationHit;
use crate::lint::document::Input;
use crate::lint::finding::{Finding, Related};
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "M108",
    name: "superseded-citation",
    scope: Scope::Document,
    what: "The document cites an edition of a standard, law or guidance that has been replaced, or names an algorithm or protocol \
           that no longer protects. Words like \"formerly\" or \"disabled\" near it make it harmless.",
    why: "A reviewer checks editions first; an old one raises the question whether the work was done to the old text.",
    fix: "Cite the current edition after checking what has changed, or say why the old one still applies (a transition \
          period, a device placed on the market before).",
    severity: "a warning when relying on it is a weakness or the text is no longer in force, information when a newer edition exists",
    bad: Example::of(&[(
        "docs/risk.md",
        "# Risk management plan\n\nRisks are managed according to ISO 14971:2007.\n",
    )]),
    good: Example::of(&[(
        "docs/risk.md",
        "# Risk management plan\n\nRisks are managed according to ISO 14971:2019.\n",
    )]),
    check: Check::Document(check),
};

fn check(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let mut by_citation: BTreeMap<usize, Vec<&CitationHit>> = BTreeMap::new();
    for hit in input.analysis.citations.iter().filter(|hit| !hit.excused) {
        by_citation.entry(hit.citation).or_default().push(hit);
    }
    for (index, hits) in by_citation {
        let (Some(citation), Some(first)) = (input.catalogue.citations.get(index), hits.first()) else {
            continue;
        };
        let severity = match citation.severity {
            CitationSeverity::Warning => Severity::Warning,
            CitationSeverity::Info => Severity::Info,
        };
        let words = wording::quote(input.document.source_at(&first.source), 60);
        let (message, verb) = match citation.kind {
            CitationKind::Algorithm => (format!("`{words}`: no longer protects ({})", citation.title), "use"),
            _ => (format!("`{words}`: {} is superseded", citation.title), "cite"),
        };
        let help = format!("{verb} {} (since {})", citation.superseded_by, citation.since);
        let mut finding = Finding::new(&RULE, severity, message, help).at(
            &input.analysis.path,
            first.source.clone(),
            first.lines,
        );
        finding.why = format!("{} Source: {}", RULE.why, citation.source);
        finding.related = hits[1..]
            .iter()
            .map(|hit| Related {
                path: input.analysis.path.clone(),
                source: hit.source.clone(),
                lines: hit.lines,
                note: "cited here, too".to_owned(),
            })
            .collect();
        // One finding per edition and document, wherever its first place is.
        findings.push(finding.with_key(&citation.id));
    }
}
