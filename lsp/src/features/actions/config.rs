//! Actions in a medlint.toml: mistakes of which it is known what was meant, and findings of the set as a whole.

use std::ops::Range;

use ls_types::WorkspaceEdit;
use medlint_core::assess::{Action, Home};
use medlint_core::config::ConfigProblem;
use medlint_core::draft::Edit;
use medlint_core::lint::Finding;

use super::{Deed, Desk, Offer, Told, sort, touches};
use crate::features::commands;
use crate::folder::{CONFIG, ConfigText};
use crate::message::Failure;
use crate::place::Places;

/// So many topics that no document shows are offered to be waived, and so many documents to be begun.
const TOPICS: usize = 5;
const DOCUMENTS: usize = 3;

/// What can be done at a range of a medlint.toml.
pub(super) fn offers(desk: &Desk<'_>, range: &ls_types::Range, told: &Told<'_>) -> Vec<Offer> {
    let Some(config) = &desk.folder.config else { return Vec::new() };
    let places = Places { source: &config.text, lines: &config.lines, encoding: desk.editor.client.encoding };
    let mut offers = Vec::new();
    for problem in &config.problems {
        let place = places.range(&problem.source);
        let diagnostics = told.mistakes(&place);
        let is_here = touches(&place, range) || !diagnostics.is_empty();
        if let Some(edit) = correction(problem, &config.text).filter(|_| is_here) {
            offers.push(Offer {
                title: format!("Replace by {}", edit.text),
                sort: sort::CONFIG,
                deed: Deed::Correct { at: problem.source.start },
                diagnostics,
                preferred: true,
            });
        }
    }
    offers.extend(nowhere(desk, &places, range, told));
    offers
}

/// What no document shows and none has a place for is told in medlint.toml: a document can be begun for it, or it is waived.
fn nowhere(desk: &Desk<'_>, places: &Places<'_>, range: &ls_types::Range, told: &Told<'_>) -> Vec<Offer> {
    let folder = desk.folder;
    let catalogue = folder.workspace.catalogue();
    let Some(assessment) = folder.assessment() else { return Vec::new() };
    let is_here = |finding: &&Finding| {
        let place = places.range(&finding.source);
        finding.code == "M102" && (touches(&place, range) || !told.of(finding, &place).is_empty())
    };
    let found: Vec<&Finding> =
        [CONFIG, ""].into_iter().flat_map(|path| folder.findings(path)).filter(is_here).collect();
    let first: Vec<(&Action, &Finding)> = assessment
        .actions
        .iter()
        .filter_map(|action| Some((action, *found.iter().find(|f| f.topics.contains(&action.topic))?)))
        .collect();
    let diagnostics = |finding: &Finding| told.of(finding, &places.range(&finding.source));
    let mut offers: Vec<Offer> = Vec::new();
    for (action, finding) in &first {
        let Home::Create(about) = action.home else { continue };
        let kind = catalogue[about].id.to_string();
        let is_offered =
            |offer: &Offer| matches!(&offer.deed, Deed::Create { kind: other, .. } if *other == kind);
        if offers.len() < DOCUMENTS && !offers.iter().any(is_offered) {
            let mut is_taken = |path: &str| {
                folder.documents.contains(path) || folder.others.as_ref().is_some_and(|o| o.contains(path))
            };
            let path = commands::free_path(folder, about, &mut is_taken);
            offers.push(Offer {
                title: format!("Begin a document: {} ({path})", catalogue[about].title),
                sort: sort::INSERT,
                deed: Deed::Create { kind, path },
                diagnostics: diagnostics(finding),
                preferred: offers.is_empty(),
            });
        }
    }
    offers.extend(first.iter().take(TOPICS).map(|(action, finding)| {
        let topic = &catalogue[action.topic];
        Offer {
            title: format!("Waive {} for the whole set", topic.title),
            sort: sort::WAIVE,
            deed: Deed::Waive { requirement: None, topic: Some(topic.id.to_string()), document: None },
            diagnostics: diagnostics(finding),
            preferred: false,
        }
    }));
    offers
}

/// What was meant, in the place of what was written.
pub(super) fn correct(desk: &Desk<'_>, at: u32) -> Result<WorkspaceEdit, Failure> {
    let gone = || Failure::refused("medlint.toml has changed; there is nothing left to mend here");
    let ConfigText { text, problems, .. } = desk.folder.config.as_ref().ok_or_else(gone)?;
    let mut edits = problems.iter().filter(|p| p.source.start == at).filter_map(|p| correction(p, text));
    let edit = edits.next().ok_or_else(gone)?;
    desk.editor.change(&desk.folder.uri_of(CONFIG), text, &[edit])
}

/// The suggestion as it is written at the place of the mistake: a key stays a key, a text in quotes stays one.
fn correction(problem: &ConfigProblem, text: &str) -> Option<Edit> {
    let near = problem.suggestion.as_deref()?;
    let Range { start, end } = problem.source;
    let written = text.get(start as usize..end as usize)?;
    let behind = text.get(end as usize..)?.trim_start_matches([' ', '\t']);
    let is_key = behind.starts_with(['=', '.']) || !written.starts_with(['"', '\'']);
    // A key is suggested with the tables around it.
    let near = if is_key { near.rsplit('.').next()? } else { near };
    let quote = written.chars().next().filter(|first| matches!(first, '"' | '\''));
    let quote = quote.map(String::from).unwrap_or_default();
    if written.starts_with("\"\"\"") || near.contains(['"', '\'', '\\']) {
        return None;
    }
    Some(Edit { range: problem.source.clone(), text: format!("{quote}{near}{quote}") })
}
