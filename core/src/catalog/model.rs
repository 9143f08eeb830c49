//! The catalogue's types and the questions that can be asked of it.
//!
//! The build script compiles this file too, fills the types from `core/catalog/` and packs them. Texts are [`Text`] and
//! lists are [`List`]: borrowed in the built-in catalogue, owned in an extension.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::{Index, Range};
use std::sync::Arc;

use super::nearest::nearest;
use crate::detect::compile::TopicSource;
use crate::detect::lexicon::{Atom, Lexicon};

/// A text of the catalogue.
pub type Text = Cow<'static, str>;
/// A list of the catalogue.
pub type List<T> = Cow<'static, [T]>;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident($repr:ty) of $item:ty, $table:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub $repr);

        impl $name {
            /// The place in its table.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }

        impl Index<$name> for Catalogue {
            type Output = $item;

            fn index(&self, id: $name) -> &$item {
                &self.$table[id.index()]
            }
        }
    )*};
}

ids! {
    /// Place of a [`Framework`] in [`Catalogue::frameworks`].
    FrameworkId(u8) of Framework, frameworks;
    /// Place of a [`Requirement`] in [`Catalogue::requirements`].
    RequirementId(u16) of Requirement, requirements;
    /// Place of a [`Topic`] in [`Catalogue::topics`].
    TopicId(u16) of Topic, topics;
    /// Place of a [`DocumentKind`] in [`Catalogue::kinds`].
    KindId(u8) of DocumentKind, kinds;
    /// Place of a [`Fact`] in [`Catalogue::facts`].
    FactId(u8) of Fact, facts;
    /// Place of a cue in [`Catalogue::cues`].
    CueId(u16) of Text, cues;
    /// Place of an [`Area`] in [`Catalogue::areas`].
    AreaId(u8) of Area, areas;
}

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident = $id:literal, $meaning:literal;)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $meaning] $variant,)*
        }

        impl $name {
            /// All values, in the order of the vocabulary.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The word that stands for it in catalogue files and outputs.
            pub fn id(self) -> &'static str {
                match self { $($name::$variant => $id,)* }
            }

            /// What it means, as the vocabulary has it.
            pub fn meaning(self) -> &'static str {
                match self { $($name::$variant => $meaning,)* }
            }

            /// The value that a word stands for.
            pub fn from_id(id: &str) -> Option<$name> {
                match id { $($id => Some($name::$variant),)* _ => None }
            }
        }
    )*};
}

// The meanings repeat core/catalog/vocabulary.toml; the build fails when they differ.
words! {
    /// How the source words a requirement.
    Strength {
        Must = "must", "binding text, or the source says shall/must";
        Should = "should", "recommended by the source";
        May = "may", "given as an option or an example: absence alone is no gap";
        Info = "info", "context, definition or a statement of fact";
    }
    /// How the checker uses a requirement.
    Level {
        Core = "core", "content that a reviewer looks for in a manufacturer's documents";
        Detail = "detail", "a refinement, an example, or something that applies at one life-cycle event only";
        Context = "context", "a duty of somebody else, or background";
    }
    /// Whose duty it is.
    Actor {
        Manufacturer = "manufacturer", "the legal manufacturer and its suppliers";
        Operator = "operator", "hospital, healthcare provider, IT department";
        Integrator = "integrator", "who builds the device into a larger system";
        User = "user", "patient, carer or health professional";
        Regulator = "regulator", "authority or notified body";
        Finder = "finder", "who finds and reports a vulnerability";
        All = "all", "everybody";
    }
    /// When in the device's life it matters.
    Stage {
        Concept = "concept", "intended use, context, planning";
        Design = "design", "requirements, architecture, implementation";
        Risk = "risk", "risk management";
        Verification = "verification", "verification and validation, security testing";
        Information = "information", "labelling, instructions for use, customer documentation, release";
        Deployment = "deployment", "installation, integration, operation at the operator";
        Postmarket = "postmarket", "surveillance, vulnerability and incident handling, updates";
        Vigilance = "vigilance", "reporting to authorities";
        Legacy = "legacy", "limited support, end of life, end of support";
        Submission = "submission", "documentation for a regulator";
        General = "general", "principles for every stage";
    }
    /// What sort of thing a superseded edition is.
    CitationKind {
        Standard = "standard", "a standard or technical report of a standards body";
        Law = "law", "a law, directive or regulation";
        Guidance = "guidance", "guidance of a regulator or an industry body";
        Algorithm = "algorithm", "a cryptographic algorithm or protocol that no longer protects";
    }
    /// How strongly a superseded edition should be reported, before a project's own settings.
    CitationSeverity {
        Warning = "warning", "relying on it is a weakness or cites law that is no longer in force";
        Info = "info", "a newer edition exists; a transition or a deliberate choice is possible";
    }
    /// What sort of fact it is: when its answer can change.
    FactGroup {
        Device = "device", "true of the device by its design, intended use or market";
        LifeCycle = "life-cycle", "becomes true as the device ages";
        Event = "event", "true while something that happened is being dealt with";
    }
}

/// A source of requirements.
#[derive(Debug, Clone)]
pub struct Framework {
    /// `imdrf-n60`; never changes meaning.
    pub id: Text,
    /// Full title with the publisher's number.
    pub title: Text,
    /// The edition that the requirements were written from.
    pub edition: Text,
    /// Date of that edition: `2020`, `2020-07` or `2020-03-18`.
    pub published: Text,
    /// Who publishes it.
    pub publisher: Text,
    /// Where the text is found.
    pub url: Text,
    /// Law rather than guidance.
    pub binding: bool,
    /// Its requirements: a range of [`RequirementId`]s.
    pub requirements: Range<u16>,
}

/// One atomic content obligation of a framework.
///
/// With neither `topics` nor `any_topics` only a person can judge it, and [`note`](Self::note) says why.
/// Otherwise:
/// it is met when *all* of [`topics`](Self::topics) and, if there are any, *one* of [`any_topics`](Self::any_topics)
/// are shown, and one of [`cues`](Self::cues) (if there are any) occurs in the evidence.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// `N60-5.2-a`; never changes meaning.
    pub id: Text,
    /// Where it comes from.
    pub framework: FrameworkId,
    /// Clause in the source, as the source numbers it.
    pub clause: Text,
    /// Title of the source's section, shortened.
    pub section: Text,
    /// A few words.
    pub title: Text,
    /// The obligation, paraphrased; the source prevails.
    pub text: Text,
    /// Whose duty it is.
    pub actor: Actor,
    /// When in the device's life it matters.
    pub stage: Stage,
    /// How the source words it.
    pub strength: Strength,
    /// How the checker uses it.
    pub level: Level,
    /// The kinds of document in which it is expected.
    pub kinds: List<KindId>,
    /// Topics that must all be shown.
    pub topics: List<TopicId>,
    /// Topics of which one must be shown; empty when there is no such choice.
    pub any_topics: List<TopicId>,
    /// Words or phrases of which one must occur in the evidence; empty when any evidence will do. Match whole words,
    /// with inflections and hyphen variants.
    pub cues: List<CueId>,
    /// It applies if any of these facts is true of the device; empty: it always applies.
    pub when: List<FactId>,
    /// What a complete answer has, for the reader; not checked one by one.
    pub elements: List<Text>,
    /// A remark on source, interpretation, or the limits of checking it.
    pub note: Option<Text>,
    /// Requirements that this one names (`asked_by`, `requirements`, `gspr`, `related`). Both directions:
    /// [`Catalogue::related`].
    pub related: List<RequirementId>,
    /// Clause of Regulation (EU) 2017/745, e.g. `17.4`, `23.4.ab`, `AnnexII.4`, `Art83`.
    pub mdr: Option<Text>,
    /// Clause of Regulation (EU) 2017/746; `-` when there is no counterpart.
    pub ivdr: Option<Text>,
}

impl Requirement {
    /// Whether no text detection can tell, so that a person has to look.
    pub fn needs_a_person(&self) -> bool {
        self.topics.is_empty() && self.any_topics.is_empty()
    }
}

/// A group of topics.
#[derive(Debug, Clone)]
pub struct Area {
    /// `access`.
    pub id: Text,
    /// `Access control`.
    pub title: Text,
}

/// Content that can be detected in text.
#[derive(Debug, Clone)]
pub struct Topic {
    /// `transport-encryption`; never changes meaning.
    pub id: Text,
    /// The group it belongs to.
    pub area: AreaId,
    /// A few words.
    pub title: Text,
    /// The statement that a document must make, to be read with "for this device, system or organisation".
    pub shown_when: Text,
    /// What looks like evidence and is none.
    pub not_enough: Text,
    /// What a writer has to fill in, to be read after "to do:"; each begins with a verb. Empty for a topic that has none.
    pub prompts: List<Text>,
    /// Columns of a table that suits the content; empty when it is told in sentences.
    pub columns: List<Text>,
}

/// What a document is.
#[derive(Debug, Clone)]
pub struct DocumentKind {
    /// `threat-model`; never changes meaning.
    pub id: Text,
    /// Title as one would write it on the cover.
    pub title: Text,
    /// What it is.
    pub meaning: Text,
    /// Lower-case names by which a title is recognised.
    pub names: List<Text>,
    /// Lower-case stems by which a file name is recognised (`-`, `_` and space are the same).
    pub file_names: List<Text>,
    /// Lower-case titles that contain one of the names but mean something else.
    pub not_names: List<Text>,
    /// Lower-case names that other documents bear, too: in a title or file name they decide only when the content agrees.
    pub hints: List<Text>,
    /// What a document of this kind should show, in the order in which it is usually presented.
    pub topics: List<ExpectedTopic>,
}

/// A topic that a kind of document should show.
#[derive(Debug, Clone)]
pub struct ExpectedTopic {
    /// The topic.
    pub topic: TopicId,
    /// 3: the document fails its purpose without it; 2: a reviewer asks for it; 1: good to have here.
    pub weight: u8,
    /// A typical heading for it in this kind of document.
    pub heading: Text,
}

/// Something that is true of the device or not, and decides which requirements apply.
#[derive(Debug, Clone)]
pub struct Fact {
    /// `networked`; never changes meaning.
    pub id: Text,
    /// To be read after "the device".
    pub meaning: Text,
    /// When the answer can change.
    pub group: FactGroup,
}

/// A superseded edition of a standard, law or guidance, or an algorithm that no longer protects.
#[derive(Debug, Clone)]
pub struct Citation {
    /// `iso-14971-2007`.
    pub id: Text,
    /// What it is, in words.
    pub title: Text,
    /// How documents write it; see the head of `core/catalog/citations.toml` for how patterns match.
    pub patterns: List<Text>,
    /// When one of these follows directly (`+A1`, `rev.1`), another and current edition is meant.
    pub unless_followed_by: List<Text>,
    /// What to cite or use now.
    pub superseded_by: Text,
    /// Since when: `2019`, `2020-07` or `2021-05-26`.
    pub since: Text,
    /// Standard, law, guidance or algorithm.
    pub kind: CitationKind,
    /// How strongly to report it.
    pub severity: CitationSeverity,
    /// Words that, near the citation, make it harmless ("formerly", "disabled").
    pub except: List<Text>,
    /// Where the supersession is stated.
    pub source: Text,
    /// A remark, above all on what was not verified.
    pub note: Option<Text>,
}

/// Everything that can be asked for.
///
/// Ids index the tables: `catalogue[topic_id].title`. An id of one catalogue means the same in every extension of it.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Frameworks, the built-in ones in the order of the vocabulary.
    pub frameworks: List<Framework>,
    /// Requirements, grouped by framework, in the order of the source.
    pub requirements: List<Requirement>,
    /// Areas in the order in which they are presented.
    pub areas: List<Area>,
    /// Topics, the built-in ones by area in the order in which they are presented.
    pub topics: List<Topic>,
    /// Document kinds in the order of the vocabulary.
    pub kinds: List<DocumentKind>,
    /// Facts in the order of the vocabulary.
    pub facts: List<Fact>,
    /// All cues of all requirements, each once; the built-in ones sorted, those of extensions behind them.
    pub cues: List<Text>,
    /// Superseded editions.
    pub citations: List<Citation>,
    pub(crate) hash: u64,
    pub(crate) indexes: Indexes,
    /// How what extensions brought is recognised in text; nothing in the built-in catalogue, whose lexicon stands apart.
    pub(crate) own: Option<Arc<OwnLexicon>>,
}

/// How the topics and cues of an organisation's own files are recognised.
#[derive(Debug, Clone)]
pub(crate) struct OwnLexicon {
    /// Phrases and signs; topics are numbered as in the catalogue.
    pub(crate) lexicon: Lexicon,
    /// Atoms of the own cues with the place of each in [`Catalogue::cues`], sorted.
    pub(crate) cues: Vec<(Atom, u16)>,
    /// What the signs were compiled from, so that a further extension can be compiled with them.
    pub(crate) topics: Vec<TopicSource>,
}

/// What is computed from the tables so that questions need no search.
#[derive(Debug, Clone, Default)]
pub(crate) struct Indexes {
    /// Requirements sorted by id.
    pub(crate) requirements_by_id: List<RequirementId>,
    /// Topics sorted by id.
    pub(crate) topics_by_id: List<TopicId>,
    /// For each topic, the requirements that name it in `topics` or `any_topics`.
    pub(crate) topic_requirements: List<List<RequirementId>>,
    /// For each requirement, those it names and those that name it.
    pub(crate) related: List<List<RequirementId>>,
}

impl Catalogue {
    /// Nothing to ask for.
    pub(crate) fn empty() -> Catalogue {
        Catalogue {
            frameworks: List::default(),
            requirements: List::default(),
            areas: List::default(),
            topics: List::default(),
            kinds: List::default(),
            facts: List::default(),
            cues: List::default(),
            citations: List::default(),
            hash: 0,
            indexes: Indexes::default(),
            own: None,
        }
    }

    /// Changes with every byte of every catalogue file (line ends apart): 16 hexadecimal digits.
    pub fn hash(&self) -> String {
        format!("{:016x}", self.hash)
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<RequirementId> {
        let sorted = &self.indexes.requirements_by_id;
        sorted.binary_search_by(|&r| (*self[r].id).cmp(id)).ok().map(|i| sorted[i])
    }

    /// The topic with this id.
    pub fn topic(&self, id: &str) -> Option<TopicId> {
        let sorted = &self.indexes.topics_by_id;
        sorted.binary_search_by(|&t| (*self[t].id).cmp(id)).ok().map(|i| sorted[i])
    }

    /// The framework with this id.
    pub fn framework(&self, id: &str) -> Option<FrameworkId> {
        place(&self.frameworks, |f| f.id == id).map(FrameworkId)
    }

    /// The document kind with this id.
    pub fn kind(&self, id: &str) -> Option<KindId> {
        place(&self.kinds, |k| k.id == id).map(KindId)
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<FactId> {
        place(&self.facts, |f| f.id == id).map(FactId)
    }

    /// The area with this id.
    pub fn area(&self, id: &str) -> Option<AreaId> {
        place(&self.areas, |a| a.id == id).map(AreaId)
    }

    /// The superseded edition with this id.
    pub fn citation(&self, id: &str) -> Option<&Citation> {
        self.citations.iter().find(|c| c.id == id)
    }

    /// All requirements.
    pub fn requirement_ids(&self) -> impl Iterator<Item = RequirementId> + use<> {
        (0..self.requirements.len() as u16).map(RequirementId)
    }

    /// All topics.
    pub fn topic_ids(&self) -> impl Iterator<Item = TopicId> + use<> {
        (0..self.topics.len() as u16).map(TopicId)
    }

    /// All frameworks.
    pub fn framework_ids(&self) -> impl Iterator<Item = FrameworkId> + use<> {
        (0..self.frameworks.len() as u8).map(FrameworkId)
    }

    /// All document kinds.
    pub fn kind_ids(&self) -> impl Iterator<Item = KindId> + use<> {
        (0..self.kinds.len() as u8).map(KindId)
    }

    /// All facts.
    pub fn fact_ids(&self) -> impl Iterator<Item = FactId> + use<> {
        (0..self.facts.len() as u8).map(FactId)
    }

    /// The requirements of a framework, in the order of the source.
    pub fn requirements_of(&self, framework: FrameworkId) -> impl Iterator<Item = RequirementId> + use<> {
        self[framework].requirements.clone().map(RequirementId)
    }

    /// The requirements that name the topic, among `topics` or `any_topics`, in the order of the catalogue.
    pub fn requirements_for_topic(&self, topic: TopicId) -> &[RequirementId] {
        &self.indexes.topic_requirements[topic.index()]
    }

    /// The requirements that this one names and those that name it, each once, in the order of the catalogue.
    pub fn related(&self, requirement: RequirementId) -> &[RequirementId] {
        &self.indexes.related[requirement.index()]
    }

    /// The topic id nearest to a mistyped one.
    pub fn nearest_topic(&self, word: &str) -> Option<&str> {
        nearest(word, self.topics.iter().map(|t| &*t.id))
    }

    /// The requirement id nearest to a mistyped one.
    pub fn nearest_requirement(&self, word: &str) -> Option<&str> {
        nearest(word, self.requirements.iter().map(|r| &*r.id))
    }

    /// The framework id nearest to a mistyped one.
    pub fn nearest_framework(&self, word: &str) -> Option<&str> {
        nearest(word, self.frameworks.iter().map(|f| &*f.id))
    }

    /// The document kind nearest to a mistyped one.
    pub fn nearest_kind(&self, word: &str) -> Option<&str> {
        nearest(word, self.kinds.iter().map(|k| &*k.id))
    }

    /// The fact nearest to a mistyped one.
    pub fn nearest_fact(&self, word: &str) -> Option<&str> {
        nearest(word, self.facts.iter().map(|f| &*f.id))
    }

    /// The id of anything (requirement, topic, kind, framework, fact, citation) nearest to a mistyped one.
    pub fn nearest_id(&self, word: &str) -> Option<&str> {
        let ids = self.topics.iter().map(|t| &*t.id);
        let ids = ids.chain(self.kinds.iter().map(|k| &*k.id));
        let ids = ids.chain(self.frameworks.iter().map(|f| &*f.id));
        let ids = ids.chain(self.requirements.iter().map(|r| &*r.id));
        let ids = ids.chain(self.facts.iter().map(|f| &*f.id));
        nearest(word, ids.chain(self.citations.iter().map(|c| &*c.id)))
    }
}

/// Place of an item in a table of at most 256.
fn place<T>(table: &[T], wanted: impl Fn(&T) -> bool) -> Option<u8> {
    table.iter().position(wanted).and_then(|i| u8::try_from(i).ok())
}

/// FNV-1a, 64 bits, over bytes without carriage returns (so that a checkout with CRLF has the same hash).
pub(crate) fn fnv1a(mut hash: u64, bytes: &[u8]) -> u64 {
    for &byte in bytes.iter().filter(|&&b| b != b'\r') {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// Goes on with a hash: one file, its name, then its text, each ended by a byte that occurs in neither.
pub(crate) fn hash_file(hash: u64, name: &str, text: &str) -> u64 {
    let hash = fnv1a(fnv1a(hash, name.as_bytes()), &[0]);
    fnv1a(fnv1a(hash, text.as_bytes()), &[0])
}
