//! Detection: which topics a document shows, in what state, and why.
//!
//! [`analyze`] looks at one document and nothing else; it cannot fail. Three questions are asked of every statement:
//! *how* is it said ([`judge`]: an assertion, a duty, a plan, a denial, a pointer, a placeholder ...), *what* is it
//! about (signs of the [`lexicon`] and learned weights), and, together, what state does it give which topic. The
//! fold over a set of documents is not here but in [`crate::assess`].

mod analyze;
pub mod blank;
mod candidates;
mod citation;
pub mod compile;
pub mod context;
mod embedded;
mod evidence;
mod forms;
mod inspect;
pub mod judge;
pub mod kind;
pub mod learned;
pub mod lexicon;
mod memory;
mod own;
pub mod pack;
mod same;
pub mod scan;
pub mod signs;
pub mod weights;

pub use analyze::{Detector, PARTLY, SHOWN, analyze, analyze_again, analyze_with};
pub use embedded::{examples, fingerprints};
pub(crate) use embedded::{names, tables};
pub use inspect::{Inspected, inspect};
pub use memory::Memory;

use crate::catalog::{CueId, KindId, TopicId};
use crate::document::{Digest, Format, Notice, SectionId};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// State of a topic in a document, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Says what is done and by what means, for this device or organisation.
    Shown,
    /// Says half of it.
    Partly,
    /// Points to another document or section.
    Elsewhere,
    /// Announces it.
    Planned,
    /// Says that there is none.
    Denied,
    /// A heading without content, a form to be filled in, an instruction to the author.
    Placeholder,
    /// Names it: reference list, glossary, history, quotation, duty of somebody, essay.
    Mentioned,
    /// Nothing.
    Missing,
}

impl State {
    /// All states, strongest first.
    pub const ALL: [State; 8] = [
        Self::Shown,
        Self::Partly,
        Self::Elsewhere,
        Self::Planned,
        Self::Denied,
        Self::Placeholder,
        Self::Mentioned,
        Self::Missing,
    ];

    /// The word used in output and configuration.
    pub fn id(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Partly => "partly",
            Self::Elsewhere => "elsewhere",
            Self::Planned => "planned",
            Self::Denied => "denied",
            Self::Placeholder => "placeholder",
            Self::Mentioned => "mentioned",
            Self::Missing => "missing",
        }
    }

    /// What it means, for people.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Shown => {
                "the document says what is done and by what means, for this device or organisation"
            }
            Self::Partly => "the document says half of it",
            Self::Elsewhere => "the document points to another document or section",
            Self::Planned => "the document announces it",
            Self::Denied => "the document says that there is none",
            Self::Placeholder => {
                "a heading without content, a form to be filled in, an instruction to the author"
            }
            Self::Mentioned => {
                "the document only names it: a reference list, a glossary, a quotation, a duty of somebody"
            }
            Self::Missing => "the document says nothing of it",
        }
    }
}

/// A statement or a run of them that gives a topic its state.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Evidence {
    /// The state that this evidence alone gives the topic.
    pub state: State,
    /// Place, bytes of the source.
    pub source: Range<u32>,
    /// First and last line, 1-based, inclusive.
    pub lines: (u32, u32),
    /// The section it stands in.
    pub section: SectionId,
    /// Titles of the headings above it, outermost first.
    pub headings: Vec<String>,
    /// Its text without markup, cut at about 240 characters.
    pub quote: String,
    /// The words that matched and the judgements made, for people.
    pub because: Vec<String>,
    /// Cues of requirements that occur in it, sorted.
    pub cues: Vec<CueId>,
    /// A denial that gives its reason.
    pub reasoned: bool,
    /// How strongly it speaks for the topic; orders evidence of the same state.
    pub score: i32,
}

/// What a document has to say about a topic; never [`State::Missing`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TopicResult {
    /// The topic.
    pub topic: TopicId,
    /// The strongest state that occurs.
    pub state: State,
    /// The evidence, best first; not empty.
    pub evidence: Vec<Evidence>,
}

/// Why a document is taken for a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindReason {
    /// The front matter says so.
    FrontMatter,
    /// A pattern in medlint.toml says so.
    Config,
    /// The title names the kind.
    Title,
    /// The file's name or folder names the kind.
    FileName,
    /// The topics that the document shows are those of the kind.
    Content,
    /// Nothing tells.
    Unknown,
}

impl KindReason {
    /// The word used in output.
    pub fn id(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Config => "config",
            Self::Title => "title",
            Self::FileName => "file-name",
            Self::Content => "content",
            Self::Unknown => "unknown",
        }
    }
}

/// What a document is taken for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KindGuess {
    /// The kind; `None` when it is none that medlint knows (`other`).
    pub kind: Option<KindId>,
    /// How it was found out.
    pub because: KindReason,
    /// The words that told it.
    pub detail: String,
}

/// A heading of an analysed document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Heading {
    /// Its text.
    pub title: String,
    /// 1 to 6.
    pub level: u8,
    /// Its line, 1-based.
    pub line: u32,
    /// The heading, bytes of the source.
    pub source: Range<u32>,
}

/// A place where something is still to be filled in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Blank {
    /// Bytes of the source.
    pub source: Range<u32>,
    /// 1-based, inclusive.
    pub lines: (u32, u32),
    /// What stands there.
    pub quote: String,
    /// What kind of placeholder it is, for people.
    pub because: String,
    /// Topics that the statement or its heading is about.
    pub topics: Vec<TopicId>,
}

/// A superseded edition, outdated law or broken algorithm that is named.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CitationHit {
    /// Index into the catalogue's citations.
    pub citation: usize,
    /// The words, bytes of the source.
    pub source: Range<u32>,
    /// 1-based, inclusive.
    pub lines: (u32, u32),
    /// The statement it stands in.
    pub quote: String,
    /// The statement says that it is not used any more or the like.
    pub excused: bool,
}

/// Everything medlint knows of one document; depends on that document and the catalogue only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Analysis {
    /// Path as given.
    pub path: String,
    /// How it was read.
    pub format: Format,
    /// Hash of the bytes it was read from.
    pub digest: Digest,
    /// Its title.
    pub title: Option<String>,
    /// What it is taken for.
    pub kind: KindGuess,
    /// Topics with a state, in catalogue order.
    pub topics: Vec<TopicResult>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Placeholders in order.
    pub blanks: Vec<Blank>,
    /// Superseded editions that are named, in order.
    pub citations: Vec<CitationHit>,
    /// Number of statements judged.
    pub statements: u32,
    /// What the reader noticed.
    pub notices: Vec<Notice>,
}
