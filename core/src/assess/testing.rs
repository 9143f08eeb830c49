//! Hand-made analyses for tests of the rooms that come after detection.

use crate::catalog::{Catalogue, CueId};
use crate::detect::{Analysis, Evidence, KindGuess, KindReason, State, TopicResult};
use crate::document::Format;

/// A document that says what a test needs: `Doc::new("docs/a.md").kind("threat-model").shows("sbom")`.
pub(crate) struct Doc<'a> {
    catalogue: &'a Catalogue,
    pub(crate) analysis: Analysis,
}

impl<'a> Doc<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue, path: &str) -> Self {
        let analysis = Analysis {
            path: path.to_owned(),
            format: Format::Markdown,
            title: None,
            kind: KindGuess { kind: None, because: KindReason::Unknown, detail: String::new() },
            topics: Vec::new(),
            headings: Vec::new(),
            blanks: Vec::new(),
            statements: 1,
            notices: Vec::new(),
            citations: Vec::new(),
        };
        Doc { catalogue, analysis }
    }

    pub(crate) fn kind(mut self, kind: &str) -> Self {
        let kind = self.catalogue.kind(kind).expect("a kind of the catalogue");
        self.analysis.kind = KindGuess { kind: Some(kind), because: KindReason::FrontMatter, detail: String::new() };
        self
    }

    pub(crate) fn shows(self, topic: &str) -> Self {
        self.says(topic, State::Shown, 10, &[], false)
    }

    pub(crate) fn state(self, topic: &str, state: State) -> Self {
        self.says(topic, state, 20, &[], false)
    }

    pub(crate) fn says(mut self, topic: &str, state: State, line: u32, cues: &[&str], reasoned: bool) -> Self {
        let topic = self.catalogue.topic(topic).unwrap_or_else(|| panic!("no topic {topic}"));
        let mut cues: Vec<CueId> = cues
            .iter()
            .map(|cue| {
                let place = self.catalogue.cues.iter().position(|c| c == cue);
                CueId(u16::try_from(place.unwrap_or_else(|| panic!("no cue {cue}"))).expect("few cues"))
            })
            .collect();
        cues.sort_unstable();
        let evidence = Evidence {
            state,
            source: line * 100..line * 100 + 50,
            lines: (line, line + 1),
            section: 0,
            headings: vec!["1 Scope".to_owned()],
            quote: format!("What the document says of {}.", self.catalogue[topic].id),
            because: vec!["words".to_owned()],
            cues,
            reasoned,
            score: 10,
        };
        match self.analysis.topics.binary_search_by_key(&topic, |t| t.topic) {
            Ok(i) => {
                let result = &mut self.analysis.topics[i];
                result.evidence.push(evidence);
                result.evidence.sort_by_key(|e| e.state);
                result.state = result.evidence[0].state;
            }
            Err(i) => self.analysis.topics.insert(i, TopicResult { topic, state, evidence: vec![evidence] }),
        }
        self
    }
}
