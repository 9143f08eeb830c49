//! The whole report of a run, and its parts.

use super::coverage::{coverage, documents};
use super::finding::findings;
use super::nowhere;
use super::style::{Paint, Style, clean, wrap};
use crate::assess::{DecidedStatus, Status};
use crate::compare::{Novelty, Turn};
use crate::report::{Check, NOWHERE, trace, wording};

/// How many things to do are named.
const MOST_ACTIONS: usize = 10;

/// Findings, tables, what to do first, summary. `source_of` gives the decoded source of a document, for excerpts.
pub fn check(check: &Check<'_>, source_of: &dyn Fn(&str) -> Option<String>, style: &Style) -> String {
    let at_a_place = check.fresh().filter(|finding| finding.code != NOWHERE);
    let mut out = findings(at_a_place, check.catalogue, source_of, style);
    out.push_str(&nowhere::nowhere(check, style));
    if check.comparison.is_some() {
        // What got worse is what was asked about; the whole picture is in the other reports.
        out.push_str(&format!("\n{}", summary(check, style)));
        return out.trim_start_matches('\n').to_owned();
    }
    out.push_str(&coverage(check, style));
    let first = actions(check, MOST_ACTIONS, style);
    if !first.is_empty() {
        out.push('\n');
        out.push_str(&first);
    }
    out.push('\n');
    out.push_str(&summary(check, style));
    out
}

/// The report on a part of a set: nothing is said about how the requirements stand, because the other documents were
/// not looked at.
pub fn check_part(check: &Check<'_>, source_of: &dyn Fn(&str) -> Option<String>, style: &Style) -> String {
    let mut out = findings(check.fresh(), check.catalogue, source_of, style);
    out.push_str(documents(check, style).trim_start_matches('\n'));
    out.push_str(&format!("\n{}{}{}", found(check), compared(check), excused(check)));
    let text =
        "Only a part of the documents was looked at, so nothing is said about what the set as a whole lacks";
    out.push_str(&format!("{}\n", wrap(text, style.columns(), "")));
    out
}

/// What to do first, at most `most` things; empty when there is nothing to do.
pub fn actions(check: &Check<'_>, most: usize, style: &Style) -> String {
    let actions = &check.assessment.actions;
    if actions.is_empty() {
        return String::new();
    }
    let catalogue = check.catalogue;
    let mut out = style.paint(Paint::Bold, "What to do first");
    out.push('\n');
    for (n, action) in (1..).zip(actions.iter().take(most)) {
        let topic = &catalogue[action.topic];
        let place = trace::destination(action, check);
        let behind = wording::count(action.requirements.len(), "requirement", "requirements");
        let state =
            if action.state == crate::detect::State::Shown { "lacks points" } else { action.state.id() };
        let text = format!("{} ({state}, {behind}): {place}", topic.title);
        let number = style.paint(Paint::of_severity(action.severity), &format!("{n:>4}."));
        out.push_str(&format!("{number} {}\n", wrap(&clean(&text), style.columns(), "      ")));
    }
    if actions.len() > most {
        out.push_str(&style.paint(Paint::Dim, &format!("      and {} more topics\n", actions.len() - most)));
    }
    out
}

/// Facts that are not known, with what hangs on each; empty when there are none.
pub fn questions(check: &Check<'_>, style: &Style) -> String {
    let questions = &check.assessment.open_questions;
    if questions.is_empty() {
        return String::new();
    }
    let mut out =
        style.paint(Paint::Bold, "Open questions about the device ([device.facts] in medlint.toml)");
    out.push('\n');
    for question in questions {
        let fact = &check.catalogue[question.fact];
        let hanging = wording::count(question.requirements.len(), "requirement", "requirements");
        out.push_str(&format!(
            "  {:<28} the device {} ({hanging})\n",
            format!("{} = ?", fact.id),
            fact.meaning
        ));
    }
    out
}

/// One line of what was found, one of how the requirements stand, and what was not judged.
pub fn summary(check: &Check<'_>, style: &Style) -> String {
    if check.documents.is_empty() {
        let text = "No document was checked, so nothing can be said about the requirements.";
        return format!("{}\n", style.paint(Paint::Doubtful, text));
    }
    let mut out = found(check);
    out.push_str(&compared(check));
    let counts = &check.assessment.coverage.total;
    out.push_str(&format!(
        "{} of {} are met, {} open, {} to judge by a person, {} not applicable\n",
        counts.done(),
        wording::count(
            usize::from(counts.applicable()),
            "requirement that applies",
            "requirements that apply"
        ),
        counts.open(),
        counts.of(Status::NeedsAPerson) + counts.of(Status::DeniedWithReason),
        counts.of(Status::NotApplicable),
    ));
    out.push_str(&decided(check));
    out.push_str(&excused(check));
    out.push_str(
        "medlint says what was found in the documents; whether that is enough, a person has to judge\n",
    );
    out
}

/// How many findings there are.
fn found(check: &Check<'_>) -> String {
    let [errors, warnings, infos] = check.counts();
    let documents = wording::count(check.documents.len(), "document", "documents");
    let mut out = format!(
        "{documents}: {}, {}, {}",
        wording::count(errors, "error", "errors"),
        wording::count(warnings, "warning", "warnings"),
        wording::count(infos, "note", "notes"),
    );
    let hidden = check.lint.findings.len() - (errors + warnings + infos);
    if hidden > 0 {
        out.push_str(&format!(", {hidden} below {} not shown", check.min_severity.id()));
    }
    out.push('\n');
    out
}

/// How it stands to the base; empty when there is none.
fn compared(check: &Check<'_>) -> String {
    let Some(comparison) = check.comparison else { return String::new() };
    let shown = |novelty| check.findings().filter(|f| comparison.novelty(f) == novelty).count();
    let mut out = format!(
        "Compared with {}: {}, {} worse, {} known and not shown, {} gone\n",
        clean(&comparison.base),
        wording::count(shown(Novelty::New), "new finding", "new findings"),
        shown(Novelty::Worsened),
        shown(Novelty::Known),
        comparison.gone.len(),
    );
    let (lost, gained) = (comparison.turned(Turn::Lost), comparison.turned(Turn::Gained));
    if lost + gained > 0 {
        out.push_str(&format!(
            "{} less shown than there, {gained} more\n",
            wording::count(lost, "requirement is", "requirements are")
        ));
    }
    out
}

/// How many requirements stand as a person decided; empty when there are none.
fn decided(check: &Check<'_>) -> String {
    let requirements = check.assessment.requirements.iter();
    let decided: Vec<Status> = requirements.filter(|a| a.decision.is_some()).map(|a| a.status).collect();
    if decided.is_empty() {
        return String::new();
    }
    let each = DecidedStatus::ALL.iter().filter_map(|status| {
        let many = decided.iter().filter(|s| **s == status.status()).count();
        (many > 0).then(|| format!("{many} {}", status.id()))
    });
    let each: Vec<String> = each.collect();
    let many = wording::count(decided.len(), "requirement stands", "requirements stand");
    format!("{many} as a person decided in medlint.toml: {}\n", each.join(", "))
}

/// What suppressions and waivers took away; empty when there are none.
fn excused(check: &Check<'_>) -> String {
    let mut out = String::new();
    let counts = &check.assessment.coverage.total;
    let lint = check.lint;
    if lint.suppressions > 0 || !lint.waived.is_empty() || counts.of(Status::Waived) > 0 {
        out.push_str(&format!(
            "{} suppressed by {}; {} and {} waived\n",
            wording::count(lint.suppressed.len(), "finding", "findings"),
            wording::count(lint.suppressions, "comment", "comments"),
            wording::count(lint.waived.len(), "finding", "findings"),
            wording::count(usize::from(counts.of(Status::Waived)), "requirement", "requirements"),
        ));
    }
    if !check.assessment.expiry_judged && check.waivers.iter().any(|waiver| waiver.expires.is_some()) {
        out.push_str("No date was given: whether waivers have expired was not judged\n");
    }
    out
}
