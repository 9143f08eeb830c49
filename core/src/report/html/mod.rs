//! The whole report as one HTML file: for reading, printing and filing.
//!
//! It needs nothing else: no script, no request, no `style` attribute; drawings are inline, [`STYLE`] is its only style
//! sheet and always the same text. What it shows in colour it also says in words or figures. It names no date of its own, so that
//! the same input gives the same bytes; it names a hash of every document instead.
//!
//! On paper it says the same with less: what is met takes a line, and passages are quoted once, under their number. Of lists that
//! grow with the number of documents the worst is told, and how much is left out; hashes are never left out.
//!
//! `page` writes markup, `charts` draws, `requirements` and `documents` are the long tables, `passages` the quotations,
//! `changes` what is different from a base, `record` who, what and why.

mod changes;
mod charts;
mod documents;
pub(in crate::report) mod page;
mod passages;
mod record;
mod requirements;

use super::{Check, groups, trace};
use crate::assess::{Action, Status};
use crate::lint::wording;
use page::Page;
use passages::Passages;

/// The style sheet, for who has to name it in a content security policy.
pub const STYLE: &str = include_str!("style.css");

/// How many things to do are told in full.
const FIRST: usize = 20;
/// How many requirements are named behind one.
const BEHIND: usize = 6;

/// The report. `whole_set` says whether all documents were looked at; if not, the report warns.
pub fn html(check: &Check<'_>, whole_set: bool) -> String {
    let title = match &check.profile.name {
        Some(name) => format!("{name}: cybersecurity content of the documents"),
        None => "Cybersecurity content of the documents".to_owned(),
    };
    let mut page = Page::default();
    page.head(&title, check.version).raw("<header>\n").element("h1", &title);
    summary(&mut page, check, whole_set);
    contents(&mut page, check);
    page.raw("</header>\n<main id=\"content\">\n");
    changes::section(&mut page, check);
    first(&mut page, check);
    charts::coverage(&mut page, check);
    documents::documents(&mut page, check);
    let passages = Passages::of(check);
    requirements::requirements(&mut page, &passages, check);
    passages.section(&mut page, check);
    record::excused(&mut page, check);
    record::device(&mut page, check);
    record::record(&mut page, check);
    page.raw("</main>\n<footer><p>Made by medlint ").text(check.version);
    page.raw(". It says what was found in the documents. Whether that is enough, a person has to judge.</p></footer>\n</body>\n</html>\n");
    page.out
}

fn summary(page: &mut Page, check: &Check<'_>, whole_set: bool) {
    let counts = &check.assessment.coverage.total;
    let [met, begun, open, person, waived] = groups(counts);
    page.raw("<p class=\"lead\">");
    if check.documents.is_empty() {
        page.raw("No document was checked, so nothing can be said about the requirements.</p>\n");
        return;
    }
    page.text(&format!(
        "For {met} of {} the content that is asked for is there. {begun} are begun, {open} are open",
        wording::count(
            usize::from(counts.applicable()),
            "requirement that applies",
            "requirements that apply"
        ),
    ));
    if waived > 0 {
        page.text(&format!(", {waived} waived"));
    }
    page.text(&format!(". {person} more are for a person to judge.")).raw("</p>\n");
    if !whole_set {
        page.raw("<p><b class=\"gap\">Only a part of the documents was looked at.</b> What is open here can stand in the others.</p>\n");
    }
    let questions = &check.assessment.open_questions;
    if !questions.is_empty() {
        page.raw("<p>").text(&wording::count(questions.len(), "fact", "facts"));
        page.raw(" of the device are not known; requirements that depend on them count as if they applied. <a href=\"#device\">The open questions</a></p>\n");
    }
    let decided = check.assessment.requirements.iter().filter(|a| a.decision.is_some()).count();
    if decided > 0 {
        page.raw("<p>").text(&wording::count(decided, "requirement stands", "requirements stand"));
        page.raw(" as a person decided, not as the documents alone give it. <a href=\"#excused\">The decisions</a></p>\n");
    }
    if let Some(comparison) = check.comparison {
        let short = super::changes::in_short(comparison);
        page.raw("<p>Compared with <b>").text(&comparison.base).raw("</b>: ");
        page.text(if short.is_empty() { "nothing that got better or worse" } else { &short });
        page.raw(". <a href=\"#changes\">What changed</a></p>\n");
    }
    let [errors, warnings, infos] = check.counts();
    page.raw("<dl class=\"figures\">");
    for (name, n) in [
        ("documents", check.documents.len()),
        ("requirements apply", usize::from(counts.applicable())),
        ("content found", usize::from(met)),
        ("begun", usize::from(begun)),
        ("open", usize::from(open)),
        ("errors", errors),
        ("warnings", warnings),
        ("notes", infos),
    ] {
        page.raw("<div>").element("dt", name).figure("dd", n).raw("</div>");
    }
    page.raw("</dl>\n");
}

fn contents(page: &mut Page, check: &Check<'_>) {
    page.raw("<nav aria-label=\"Contents\"><ul>");
    let excused = record::has_excused(check);
    for (id, name) in [
        ("changes", "What changed"),
        ("first", "What to do first"),
        ("coverage", "Coverage"),
        ("documents", "Documents"),
        ("requirements", "Requirements"),
        ("evidence", "Evidence"),
        ("excused", "Decisions and exceptions"),
        ("device", "The device"),
        ("record", "Record"),
    ] {
        let there = match id {
            "changes" => check.comparison.is_some(),
            "evidence" => check.assessment.requirements.iter().any(|a| a.best_evidence().is_some()),
            "first" => !check.assessment.actions.is_empty(),
            "excused" => excused,
            _ => true,
        };
        if there {
            page.raw("<li><a href=\"#").raw(id).raw("\">").raw(name).raw("</a></li>");
        }
    }
    page.raw("</ul></nav>\n");
}

fn first(page: &mut Page, check: &Check<'_>) {
    let actions = &check.assessment.actions;
    if actions.is_empty() {
        return;
    }
    page.raw("<section>\n<h2 id=\"first\">What to do first</h2>\n<p class=\"soft\">Topics that open requirements ask for, the one first that an hour of writing does most for.</p>\n<ol class=\"todo\">\n");
    for action in actions.iter().take(FIRST) {
        told(page, action, check);
    }
    page.raw("</ol>\n");
    if actions.len() > FIRST {
        page.raw("<h3>Then</h3>\n<table class=\"stack\"><thead><tr><th scope=\"col\">Topic</th><th scope=\"col\">Now</th><th scope=\"col\">Write it in</th><th scope=\"col\" class=\"n\">Requirements</th></tr></thead><tbody>\n");
        for action in &actions[FIRST..] {
            page.raw("<tr>").element("th scope=\"row\"", &check.catalogue[action.topic].title);
            page.raw("<td>").action(action).raw("</td>");
            page.element("td", &trace::destination(action, check));
            page.figure("td class=\"n\" data-l=\"Requirements\"", action.requirements.len()).raw("</tr>\n");
        }
        page.raw("</tbody></table>\n");
    }
    page.raw("</section>\n");
}

fn told(page: &mut Page, action: &Action, check: &Check<'_>) {
    let topic = &check.catalogue[action.topic];
    page.raw("<li><div><b>").text(&topic.title).raw("</b><p>").action(action);
    page.raw("</p><p>").text(&trace::destination(action, check)).raw("</p></div><div>");
    page.raw("<p><b>The text has to say:</b> ").text(&topic.shown_when).raw("</p>");
    page.raw("<p class=\"soft aside\">Not enough: ").text(&topic.not_enough).raw("</p>");
    page.raw("<p class=\"small\">Asked for by ");
    record::links(page, &action.requirements[..action.requirements.len().min(BEHIND)], check);
    if action.requirements.len() > BEHIND {
        page.text(&format!(" and {} more", action.requirements.len() - BEHIND));
    }
    page.raw("</p></div></li>\n");
}

/// The open ones of a framework, for a heading.
fn figures(check: &Check<'_>, framework: crate::catalog::FrameworkId) -> String {
    let rows = &check.assessment.coverage.frameworks;
    let counts = rows.iter().find(|row| row.framework == framework).map(|row| row.counts);
    let counts = counts.unwrap_or_default();
    let [met, begun, open, ..] = groups(&counts);
    format!(
        "{met} of {} content found, {begun} begun, {open} open, {} do not apply",
        counts.applicable(),
        counts.of(Status::NotApplicable)
    )
}
