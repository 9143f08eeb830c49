//! Sections to be filled in: for topics that are missing, and for what a weak section lacks.

use medlint_core::catalog::{Catalogue, RequirementId, TopicId};
use medlint_core::document::Document;
use medlint_core::draft::{self, Edit};
use medlint_core::workspace::analyze;

use crate::features::commands;
use crate::message::Failure;
use crate::view::View;

/// A section for a topic.
pub(super) fn insert(view: &View<'_>, topic: &str) -> Result<Vec<Edit>, Failure> {
    let topic = known(topic, view.catalogue())?;
    let inserted = draft::insert(&view.folder.scope(), &view.entry.document, &view.entry.analysis, topic);
    let (edit, _) = inserted.ok_or_else(|| commands::no_place(topic, view.path, view.catalogue()))?;
    Ok(vec![edit])
}

/// Sections for topics, one after another: each finds the place that the ones before have left.
pub(super) fn insert_all(view: &View<'_>, topics: &[String]) -> Result<Vec<Edit>, Failure> {
    let (catalogue, scope) = (view.catalogue(), view.folder.scope());
    let mut grown: Option<Document> = None;
    let mut insertions = Insertions::default();
    for topic in topics {
        let topic = known(topic, catalogue)?;
        let document = grown.as_ref().unwrap_or(&view.entry.document);
        let again =
            grown.as_ref().map(|document| analyze(document, view.folder.workspace.config(), catalogue));
        let analysis = again.as_ref().unwrap_or(&view.entry.analysis);
        let Some((edit, _)) = draft::insert(&scope, document, analysis, topic) else { continue };
        let Some(source) = edit.apply(&document.source) else { continue };
        grown = Some(Document::read_as(&document.path, document.format, source.as_bytes()));
        insertions.add(edit.range.start, &edit.text);
    }
    Ok(insertions.0.into_iter().map(|(at, text)| Edit { range: at..at, text }).collect())
}

/// Texts that are put in one after another, at places of the text before all of them.
#[derive(Debug, Default, PartialEq)]
struct Insertions(Vec<(u32, String)>);

impl Insertions {
    /// Puts a text in at a byte of the text with all that was put in before.
    fn add(&mut self, at: u32, text: &str) {
        let mut shift = 0;
        for n in 0..self.0.len() {
            let (place, there) = &mut self.0[n];
            let (start, length) = (*place + shift, there.len() as u32);
            if at < start {
                return self.0.insert(n, (at - shift, text.to_owned()));
            }
            if at <= start + length {
                return there.insert_str((at - start) as usize, text);
            }
            shift += length;
        }
        self.0.push((at - shift, text.to_owned()));
    }
}

/// Prompts for what a section about a topic lacks.
pub(super) fn complete(view: &View<'_>, topic: &str, requirements: &[String]) -> Result<Vec<Edit>, Failure> {
    let catalogue = view.catalogue();
    let topic = known(topic, catalogue)?;
    let requirements: Vec<RequirementId> =
        requirements.iter().filter_map(|id| catalogue.requirement(id)).collect();
    let document = &view.entry.document;
    let completed =
        draft::complete(&view.folder.scope(), document, &view.entry.analysis, topic, &requirements);
    let (edit, _) = completed.ok_or_else(|| commands::no_place(topic, view.path, catalogue))?;
    Ok(vec![edit])
}

fn known(topic: &str, catalogue: &Catalogue) -> Result<TopicId, Failure> {
    catalogue.topic(topic).ok_or_else(|| Failure::refused(format!("there is no topic `{topic}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insertions_count_on_the_text_before_all_of_them() {
        let mut insertions = Insertions::default();
        let mut text = "abcdef".to_owned();
        for (at, new) in [(3, "123"), (1, "x"), (6, "yy"), (12, "end"), (0, "z"), (3, "w")] {
            text.insert_str(at as usize, new);
            insertions.add(at, new);
        }
        let mut expected = "abcdef".to_owned();
        for (at, new) in insertions.0.iter().rev() {
            expected.insert_str(*at as usize, new);
        }
        assert_eq!(text, expected);
        assert_eq!(insertions.0.len(), 4, "{insertions:?}");
    }
}
