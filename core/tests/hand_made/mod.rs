//! Hand-made analyses, so that the fold and the findings are tested apart from detection.

#![allow(dead_code, unreachable_pub)]

use medlint_core::assess::{Assessment, Date, Decision, DeviceProfile, Selection, Threshold, Waiver, assess};
use medlint_core::catalog::{Catalogue, CueId, FactId};
use medlint_core::detect::{Analysis, Blank, Evidence, Heading, KindGuess, KindReason, State, TopicResult};
use medlint_core::document::{BlockKind, Document, Format};
use medlint_core::lint::{self, Checked, Context, DocumentLint, KnownFiles, SetLint};

/// The built-in catalogue.
pub static CATALOGUE: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(Catalogue::builtin);

/// A document that says what a test needs: `doc("a.md").kind("threat-model").shows("sbom")`.
#[derive(Clone)]
pub struct Doc {
    pub source: String,
    pub analysis: Analysis,
}

/// A document without content.
pub fn doc(path: &str) -> Doc {
    text(path, "")
}

/// A document with this source; headings and notices are those of the reader, everything else is up to the test.
pub fn text(path: &str, source: &str) -> Doc {
    let document = Document::read_as(path, Format::Markdown, source.as_bytes());
    let headings = document.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading(level) => Some(Heading {
            title: document.text_at(&block.text).to_owned(),
            level,
            line: document.line_of(block.source.start),
            source: block.source.clone(),
        }),
        _ => None,
    });
    let analysis = Analysis {
        path: path.to_owned(),
        format: Format::Markdown,
        digest: document.digest,
        title: document.title.clone(),
        kind: KindGuess { kind: None, because: KindReason::Unknown, detail: String::new() },
        topics: Vec::new(),
        headings: headings.collect(),
        blanks: Vec::new(),
        statements: 1,
        notices: document.notices.clone(),
        citations: Vec::new(),
    };
    Doc { source: source.to_owned(), analysis }
}

impl Doc {
    pub fn kind(mut self, kind: &str) -> Self {
        let kind = CATALOGUE.kind(kind).unwrap_or_else(|| panic!("no kind {kind}"));
        self.analysis.kind =
            KindGuess { kind: Some(kind), because: KindReason::FrontMatter, detail: String::new() };
        self
    }

    pub fn shows(self, topic: &str) -> Self {
        self.says(topic, State::Shown, &[])
    }

    pub fn says(mut self, topic: &str, state: State, cues: &[&str]) -> Self {
        self.add(topic, state, cues, false);
        self
    }

    pub fn denies_with_reason(mut self, topic: &str) -> Self {
        self.add(topic, State::Denied, &[], true);
        self
    }

    fn add(&mut self, topic: &str, state: State, cues: &[&str], reasoned: bool) {
        let topic = CATALOGUE.topic(topic).unwrap_or_else(|| panic!("no topic {topic}"));
        let mut cues: Vec<CueId> = cues.iter().map(|cue| cue_id(cue)).collect();
        cues.sort_unstable();
        let length = u32::try_from(self.source.len()).expect("a short source");
        let evidence = Evidence {
            state,
            source: 0..length.min(10),
            lines: (1, 1),
            section: 0,
            headings: vec!["1 Scope".to_owned()],
            quote: "What the document says.".to_owned(),
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
    }

    /// Marks every occurrence of a text as still to be filled in.
    pub fn blank(mut self, quote: &str, topics: &[&str]) -> Self {
        let document = Document::read_as("a.md", Format::Markdown, self.source.as_bytes());
        let topics: Vec<_> = topics.iter().map(|t| CATALOGUE.topic(t).expect("a topic")).collect();
        for (at, _) in self.source.match_indices(quote) {
            let at = u32::try_from(at).expect("a short source");
            let line = document.line_of(at);
            self.analysis.blanks.push(Blank {
                source: at..at + u32::try_from(quote.len()).expect("a short quote"),
                lines: (line, line),
                quote: quote.to_owned(),
                because: "to be done".to_owned(),
                topics: topics.clone(),
            });
        }
        self
    }

    pub fn lint(&self) -> DocumentLint {
        let document = Document::read_as(&self.analysis.path, Format::Markdown, self.source.as_bytes());
        lint::document(&document, &self.analysis, &CATALOGUE)
    }
}

/// The id of a cue.
pub fn cue_id(cue: &str) -> CueId {
    let place = CATALOGUE.cues.iter().position(|c| c == cue).unwrap_or_else(|| panic!("no cue {cue}"));
    CueId(u16::try_from(place).expect("few cues"))
}

/// The fact with this id.
pub fn fact(id: &str) -> FactId {
    CATALOGUE.fact(id).unwrap_or_else(|| panic!("no fact {id}"))
}

/// Everything about a run.
#[derive(Default)]
pub struct Run {
    pub profile: DeviceProfile,
    pub decisions: Vec<Decision>,
    pub waivers: Vec<Waiver>,
    pub thresholds: Vec<Threshold>,
    pub today: Option<Date>,
    pub selection: Selection,
    pub files: KnownFiles,
    pub part: bool,
}

impl Run {
    pub fn assess(&self, documents: &[Doc]) -> Assessment {
        let analyses: Vec<&Analysis> = documents.iter().map(|d| &d.analysis).collect();
        assess(
            &analyses,
            &self.profile,
            &CATALOGUE,
            &self.decisions,
            &self.waivers,
            self.today,
            &self.selection,
        )
    }

    pub fn lint(&self, documents: &[Doc]) -> SetLint {
        let assessment = self.assess(documents);
        let lints: Vec<DocumentLint> = documents.iter().map(Doc::lint).collect();
        let checked: Vec<Checked<'_>> =
            documents.iter().zip(&lints).map(|(d, lint)| Checked { analysis: &d.analysis, lint }).collect();
        lint::set(&Context {
            documents: &checked,
            assessment: &assessment,
            catalogue: &CATALOGUE,
            profile: &self.profile,
            decisions: &self.decisions,
            waivers: &self.waivers,
            thresholds: &self.thresholds,
            today: self.today,
            whole_set: !self.part,
            files: &self.files,
            config: Some("medlint.toml"),
        })
    }

    /// Findings with this code as `path:line message`.
    pub fn said(&self, code: &str, documents: &[Doc]) -> Vec<String> {
        let result = self.lint(documents);
        let of_code = result.findings.iter().filter(|finding| finding.code == code);
        of_code.map(|f| format!("{}:{} {}", f.path.as_deref().unwrap_or("-"), f.lines.0, f.message)).collect()
    }
}
