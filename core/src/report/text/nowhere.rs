//! Topics that no document shows (M102), together: by the document in which they should be written.

use std::cmp::Reverse;

use super::style::{Paint, Style, clean, wrap};
use crate::assess::{Home, Severity};
use crate::lint::Finding;
use crate::report::{Check, NOWHERE as CODE, wording};

/// How many requirements are named with each topic.
const MOST: usize = 2;

/// The findings as a list, one line each; empty when there are none.
pub(super) fn nowhere(check: &Check<'_>, style: &Style) -> String {
    let findings: Vec<&Finding> = check.fresh().filter(|finding| finding.code == CODE).collect();
    let Some(worst) = findings.iter().map(|finding| finding.severity).max() else { return String::new() };
    let home = |finding: &Finding| {
        let topic = finding.topics.first();
        let action = check.assessment.actions.iter().find(|action| Some(&action.topic) == topic);
        action.map_or(Home::Anywhere, |action| action.home)
    };
    let mut groups: Vec<(Home, Vec<&Finding>)> = Vec::new();
    for finding in findings.iter().copied() {
        let home = home(finding);
        match groups.iter_mut().find(|(h, _)| *h == home) {
            Some((_, group)) => group.push(finding),
            None => groups.push((home, vec![finding])),
        }
    }
    let rank = |finding: &&Finding| (Reverse(finding.severity), Reverse(finding.requirements.len()));
    groups.iter_mut().for_each(|(_, group)| group.sort_by_key(rank));
    let errors = |group: &[&Finding]| group.iter().filter(|f| f.severity == Severity::Error).count();
    groups.sort_by_key(|(_, group)| Reverse((errors(group), group.len())));

    let count = wording::count(
        findings.len(),
        "topic that requirements ask for is",
        "topics that requirements ask for are",
    );
    let head = format!("{}[{CODE}]", worst.id());
    let mut out = format!(
        "{}{}\n",
        style.paint(Paint::of_severity(worst), &head),
        style.paint(Paint::Bold, &format!(": {count} shown in no document"))
    );
    for (home, group) in groups {
        let place = match home {
            Home::Document(index) => match check.documents.get(index as usize) {
                Some(document) => format!("write in {}", document.path),
                None => "write".to_owned(),
            },
            Home::Create(kind) => {
                format!("create a document of the kind {}, with", wording::kind(kind, check.catalogue))
            }
            Home::Anywhere => "write anywhere".to_owned(),
        };
        out.push_str(&format!("  {} {}:\n", style.paint(Paint::Frame, "="), clean(&place)));
        for finding in group {
            let title = finding.topics.first().map_or("", |topic| &*check.catalogue[*topic].title);
            let behind = wording::requirements(&finding.requirements, MOST, check.catalogue);
            let severity = format!("{:<7}", finding.severity.id());
            let text = wrap(&format!("{title}: {behind}"), style.columns(), "              ");
            out.push_str(&format!(
                "    {} {text}\n",
                style.paint(Paint::of_severity(finding.severity), &severity)
            ));
        }
    }
    out.push_str("  = what each of them has to say: medlint explain ID\n\n");
    out
}
