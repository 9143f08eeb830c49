//! Inlay hints: behind a statement, which topics it is evidence for. Off unless the settings want them.

use std::collections::BTreeMap;

use ls_types::{InlayHint, InlayHintLabel, InlayHintTooltip, MarkupContent, MarkupKind, Range};
use medlint_core::catalog::TopicId;
use medlint_core::detect::{Evidence, State};

use super::sections::list;
use crate::view::View;

/// At most so many topics are named behind a line.
const NAMED: usize = 2;

/// The hints of a range, one for a line.
pub(crate) fn hints(view: &View<'_>, range: &Range) -> Vec<InlayHint> {
    let settings = &view.client.settings;
    if !settings.enable || !settings.inlay_hints {
        return Vec::new();
    }
    let (first, last) = (range.start.line + 1, range.end.line.saturating_add(1));
    // By line, then by topic: the strongest evidence.
    let mut lines: BTreeMap<u32, BTreeMap<TopicId, &Evidence>> = BTreeMap::new();
    for result in &view.analysis().topics {
        let here = |evidence: &&Evidence| (first..=last).contains(&evidence.lines.0);
        for evidence in result.evidence.iter().filter(here).filter(|e| e.state < State::Mentioned) {
            lines.entry(evidence.lines.0).or_default().entry(result.topic).or_insert(evidence);
        }
    }
    lines.iter().map(|(line, topics)| hint(view, *line, topics)).collect()
}

fn hint(view: &View<'_>, line: u32, topics: &BTreeMap<TopicId, &Evidence>) -> InlayHint {
    let mut topics: Vec<(&TopicId, &&Evidence)> = topics.iter().collect();
    topics.sort_by_key(|(topic, evidence)| (evidence.state, **topic));
    let title = |topic: &TopicId| view.catalogue()[*topic].title.to_string();
    let labels: Vec<String> =
        topics.iter().map(|(topic, evidence)| format!("{} {}", mark(evidence.state), title(topic))).collect();
    let why: Vec<String> = topics
        .iter()
        .map(|(topic, evidence)| {
            let because: Vec<String> =
                evidence.because.iter().map(|reason| format!("\n- {reason}")).collect();
            format!(
                "**{}**: {}: {}\n{}",
                title(topic),
                evidence.state.id(),
                evidence.state.meaning(),
                because.concat()
            )
        })
        .collect();
    let document = &view.entry.document;
    let end = document.lines.line_range(&document.source, line.saturating_sub(1)).end;
    InlayHint {
        position: view.places().position(end),
        label: InlayHintLabel::String(list(&labels, NAMED)),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: why.join("\n\n"),
        })),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// A state as one character.
fn mark(state: State) -> char {
    match state {
        State::Shown => '●',
        State::Partly => '◐',
        State::Elsewhere => '↗',
        State::Planned => '◷',
        State::Denied => '⊘',
        State::Placeholder | State::Mentioned | State::Missing => '○',
    }
}
