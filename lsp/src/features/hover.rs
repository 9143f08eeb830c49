//! What stands under the pointer: which topics it shows and why.

use ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::view::View;

/// The evidence around a position.
pub(crate) fn hover(view: &View<'_>, position: Position) -> Option<Hover> {
    let offset = view.places().offset(position);
    let mut lines = Vec::new();
    let mut place = None;
    for topic in &view.analysis().topics {
        for evidence in topic.evidence.iter().filter(|e| e.source.contains(&offset)) {
            let title = &view.catalogue()[topic.topic].title;
            lines.push(format!("**{title}**: {}", evidence.state.id()));
            place.get_or_insert_with(|| evidence.source.clone());
        }
    }
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: lines.join("\n\n"),
        }),
        range: Some(view.range(&place?)),
    })
}
