//! Places in a set that belong together: evidence of requirements and topics, waivers and decisions, where ids are named.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use ls_types::Location;
use medlint_core::assess::{Assessment, EvidenceRef, WaiverTarget};
use medlint_core::catalog::{CueId, KindId, RequirementId, TopicId};
use medlint_core::detect::{Evidence, State, TopicResult};
use medlint_core::lint::Checked;

use crate::client::Client;
use crate::folder::{CONFIG, Folder, Text};
use crate::place::Places;

/// At most so many places answer a question.
pub(crate) const MOST: usize = 500;

/// A set, to be asked for places.
pub(crate) struct Set<'a> {
    pub(crate) folder: &'a Folder,
    client: &'a Client,
    /// The documents that are assessed, as evidence counts them.
    documents: Vec<(&'a str, Checked<'a>)>,
    /// Texts in which places were looked for; the lines of those that are not open are counted once.
    texts: RefCell<BTreeMap<String, Text<'a>>>,
}

impl<'a> Set<'a> {
    pub(crate) fn new(folder: &'a Folder, client: &'a Client) -> Self {
        let documents = folder.workspace.included().collect();
        Set { folder, client, documents, texts: RefCell::default() }
    }

    /// How the requirements stand; nothing while evidence could be counted differently.
    fn assessment(&self) -> Option<&'a Assessment> {
        self.folder.assessment().filter(|_| !self.folder.stale)
    }

    /// A place in a document of the set or in its medlint.toml.
    pub(crate) fn location(&self, path: &str, bytes: &Range<u32>) -> Option<Location> {
        let uri = self.folder.uri_of(path).parse().ok()?;
        let mut texts = self.texts.borrow_mut();
        if !texts.contains_key(path) {
            texts.insert(path.to_owned(), self.folder.text(path)?);
        }
        let range = texts.get(path)?.places(self.client.encoding).range(bytes);
        Some(Location { uri, range })
    }

    /// The evidence that decided how a requirement stands, one piece for a topic.
    pub(crate) fn best_of_requirement(&self, id: RequirementId) -> Vec<Location> {
        let assessed = self.assessment().and_then(|assessment| assessment.requirement(id));
        let evidence =
            assessed.into_iter().flat_map(|assessed| &assessed.topics).filter_map(|topic| topic.evidence);
        evidence.filter_map(|place| self.evidence(place)).collect()
    }

    /// The place of a piece of evidence.
    pub(crate) fn evidence(&self, place: EvidenceRef) -> Option<Location> {
        let analysis = self.folder.workspace.assessed_document(place.document)?.analysis;
        let result = analysis.topics.get(usize::from(place.result))?;
        self.location(&analysis.path, &result.evidence.get(usize::from(place.evidence))?.source)
    }

    /// All evidence for a requirement: of one that asks for a point by name that with the point, if there is any.
    pub(crate) fn of_requirement(&self, id: RequirementId) -> Vec<Location> {
        let requirement = &self.folder.workspace.catalogue()[id];
        let topics: Vec<TopicId> =
            requirement.topics.iter().chain(requirement.any_topics.iter()).copied().collect();
        let cues: &[CueId] = &requirement.cues;
        let with_point = |evidence: &Evidence| evidence.cues.iter().any(|cue| cues.contains(cue));
        let found: Vec<Location> =
            topics.iter().flat_map(|topic| self.of_topic_if(*topic, with_point)).collect();
        if cues.is_empty() || found.is_empty() {
            topics.iter().flat_map(|topic| self.of_topic(*topic)).collect()
        } else {
            found
        }
    }

    /// All evidence for a topic, document by document, the best of each first.
    pub(crate) fn of_topic(&self, topic: TopicId) -> Vec<Location> {
        self.of_topic_if(topic, |_| true)
    }

    fn of_topic_if(&self, topic: TopicId, wanted: impl Fn(&Evidence) -> bool) -> Vec<Location> {
        let mut out = Vec::new();
        for (path, result) in self.results(topic) {
            let evidence = result.evidence.iter().filter(|e| e.state < State::Mentioned && wanted(e));
            out.extend(evidence.filter_map(|evidence| self.location(path, &evidence.source)));
        }
        out
    }

    /// The best evidence for a topic in each document that has some.
    pub(crate) fn best_of_topic(&self, topic: TopicId) -> Vec<Location> {
        let best = |(path, result): (&str, &TopicResult)| {
            let evidence = result.evidence.iter().min_by_key(|evidence| evidence.state)?;
            self.location(path, &evidence.source).filter(|_| evidence.state < State::Mentioned)
        };
        self.results(topic).filter_map(best).collect()
    }

    fn results(&self, topic: TopicId) -> impl Iterator<Item = (&'a str, &'a TopicResult)> {
        self.documents.iter().filter_map(move |(path, document)| {
            let topics = &document.analysis.topics;
            let place = topics.binary_search_by_key(&topic, |result| result.topic).ok()?;
            Some((*path, &topics[place]))
        })
    }

    /// The documents of a kind.
    pub(crate) fn of_kind(&self, kind: Option<KindId>) -> Vec<Location> {
        let own = self.documents.iter().filter(|(_, entry)| entry.analysis.kind.kind == kind);
        own.filter_map(|(path, entry)| self.location(path, &entry.lint.title.0)).collect()
    }

    /// The documents whose paths are wanted.
    pub(crate) fn at_paths(&self, wanted: impl Fn(&str) -> bool) -> Vec<Location> {
        let own = self.folder.workspace.documents().filter(|(path, _)| wanted(path));
        own.filter_map(|(path, entry)| self.location(path, &entry.lint.title.0)).collect()
    }

    /// Waivers and decisions that name one of these requirements or topics.
    pub(crate) fn excuses(&self, requirements: &[RequirementId], topics: &[TopicId]) -> Vec<Location> {
        let config = self.folder.workspace.config();
        let waived = |target: &WaiverTarget| match target {
            WaiverTarget::Requirement(id) => requirements.contains(id),
            WaiverTarget::Topic(id) => topics.contains(id),
            WaiverTarget::Finding(_) => false,
        };
        let waivers =
            config.waivers.iter().filter(|waiver| waiver.targets.iter().any(waived)).map(|w| &w.place);
        let decided = |id: &RequirementId| requirements.contains(id);
        let decisions =
            config.decisions.iter().filter(|d| d.requirements.iter().any(decided)).map(|d| &d.place);
        decisions.chain(waivers).filter_map(|place| self.location(CONFIG, &place.source)).collect()
    }

    /// Where an id is written, in documents and in medlint.toml.
    pub(crate) fn mentions(&self, id: &str) -> Vec<Location> {
        let mut out = Vec::new();
        for (path, _) in &self.documents {
            let Some(source) = self.folder.workspace.source(path) else { continue };
            let found = occurrences(source, id).filter_map(|bytes| self.location(path, &bytes));
            out.extend(found.take(MOST));
        }
        if let Some(config) = &self.folder.config {
            out.extend(occurrences(&config.text, id).filter_map(|bytes| self.location(CONFIG, &bytes)));
        }
        out
    }

    /// A range in the medlint.toml.
    pub(crate) fn in_config(&self, bytes: &Range<u32>) -> Option<Location> {
        let config = self.folder.config.as_ref()?;
        let places = Places { source: &config.text, lines: &config.lines, encoding: self.client.encoding };
        let uri = self.folder.uri_of(CONFIG).parse().ok()?;
        Some(Location { uri, range: places.range(bytes) })
    }
}

/// Where a text has a word; "N60-5.2-a" does not stand in "N60-5.2-ab".
fn occurrences<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<u32>> + use<'t> {
    let part = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(word).filter_map(move |(start, _)| {
        let end = start + word.len();
        let before = text[..start].chars().next_back().is_some_and(|c| part(c) || c == '.');
        let mut rest = text[end..].chars();
        let after = match rest.next() {
            Some('.') => rest.next().is_some_and(char::is_alphanumeric),
            Some(c) => part(c),
            None => false,
        };
        let narrow = |n: usize| u32::try_from(n).ok();
        (!word.is_empty() && !before && !after).then(|| Some(narrow(start)?..narrow(end)?))?
    })
}

/// Each place once, at most [`MOST`].
pub(crate) fn distinct(places: Vec<Location>) -> Vec<Location> {
    let mut out: Vec<Location> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for place in places {
        let ls_types::Range { start, end } = place.range;
        if out.len() < MOST
            && seen.insert((
                place.uri.as_str().to_owned(),
                start.line,
                start.character,
                end.line,
                end.character,
            ))
        {
            out.push(place);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::occurrences;

    #[test]
    fn a_longer_id_is_another_one() {
        let found: Vec<_> =
            occurrences("N60-5.2-a. xN60-5.2-a N60-5.2-ab (N60-5.2-a) N60-5.2-a.b", "N60-5.2-a").collect();
        assert_eq!(found, [0..9, 34..43]);
    }
}
