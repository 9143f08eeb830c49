//! The labelled texts: passages and statements of `core/catalog/topics/`, and how they are parted.

use serde::Deserialize;
use std::path::Path;

/// A labelled text.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Its id.
    pub(crate) id: String,
    /// Its author: `first` for those that the project began with; empty for one-liners and documents.
    pub(crate) hand: String,
    /// The topic it was written for.
    pub(crate) topic: usize,
    /// `plain`, `table`, `mention` ...; `statement` for one-liners.
    pub(crate) kind: String,
    /// State of its own topic.
    pub(crate) state: String,
    /// Topics it shows.
    pub(crate) shows: Vec<usize>,
    /// Topics that are debatable.
    pub(crate) near: Vec<usize>,
    /// Markdown.
    pub(crate) text: String,
    /// Its file name; the format is told by it.
    pub(crate) path: String,
    /// What it must not be parted from: the repository of a document.
    pub(crate) group: Option<String>,
    /// Where a document of the corpus says what.
    pub(crate) places: Vec<Place>,
}

/// Label of a place in a document.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) topic: usize,
    pub(crate) state: String,
    pub(crate) lines: Vec<[u32; 2]>,
}

impl Item {
    /// Kept aside: never trained on, and not looked at while lexicons are written. One passage in three by the hash
    /// of its id; statements are all for training.
    pub(crate) fn aside(&self) -> bool {
        self.is_passage() && fnv(&self.id).is_multiple_of(3)
    }

    /// A document of the corpus.
    pub(crate) fn is_document(&self) -> bool {
        self.kind == "document"
    }

    /// Text of real documents without cybersecurity content: what is not evidence.
    pub(crate) fn is_background(&self) -> bool {
        self.kind == "background"
    }

    /// A passage: neither a one-liner nor a document.
    pub(crate) fn is_passage(&self) -> bool {
        !matches!(self.kind.as_str(), "statement" | "document" | "background")
    }

    /// Its author and the authors of the signs did not know each other's work: so it must stay, or the last sum would
    /// trust signs too much.
    pub(crate) fn judges_signs(&self) -> bool {
        self.is_document() || self.hand == "fifth"
    }

    /// By the author of the passages that the project began with.
    pub(crate) fn by_first_hand(&self) -> bool {
        self.hand == "first"
    }

    /// Its labels cover the topics that came after the first passages and documents were labelled.
    pub(crate) fn covers_later_topics(&self) -> bool {
        let last = self.id.rsplit('-').next().unwrap_or_default();
        if self.is_background() {
            true
        } else if self.is_document() {
            self.id.starts_with(['M', 'N', 'P'])
        } else {
            self.id.starts_with("multi-") || last.starts_with(['d', 'e', 'f', 'g', 'h'])
        }
    }
}

/// FNV-1a.
pub(crate) fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

#[derive(Deserialize)]
struct TopicFile {
    #[serde(default)]
    passage: Vec<Text>,
    #[serde(default)]
    statement: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    id: String,
    #[serde(default)]
    hand: String,
    kind: Option<String>,
    state: String,
    #[serde(default)]
    shows: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    text: String,
}

/// Reads all labelled texts, in the order of `topics` (ids).
pub(crate) fn read(catalog: &Path, topics: &[String]) -> Result<Vec<Item>, String> {
    let index = |id: &String| {
        topics.iter().position(|t| t == id).ok_or_else(|| format!("a passage names the unknown topic '{id}'"))
    };
    let mut items = Vec::new();
    for (topic, id) in topics.iter().enumerate() {
        let path = catalog.join("topics").join(format!("{id}.toml"));
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let file: TopicFile = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        for text in file.passage.into_iter().chain(file.statement) {
            items.push(Item {
                topic,
                hand: text.hand,
                kind: text.kind.unwrap_or_else(|| "statement".to_owned()),
                state: text.state,
                shows: text.shows.iter().map(index).collect::<Result<_, _>>()?,
                near: text.near.iter().map(index).collect::<Result<_, _>>()?,
                text: text.text,
                path: format!("{}.md", text.id),
                id: text.id,
                group: None,
                places: Vec::new(),
            });
        }
    }
    Ok(items)
}

/// Reads the documents of the corpus.
pub(crate) fn documents(root: &Path, topics: &[String]) -> Result<Vec<Item>, String> {
    let index = |id: &str| topics.iter().position(|t| t == id);
    let mut items = Vec::new();
    for (labels, path, bytes) in crate::eval::corpus(root)? {
        let with = |state: &str| {
            labels
                .labels
                .iter()
                .filter(|l| l.state == state)
                .filter_map(|l| index(&l.topic))
                .collect::<Vec<_>>()
        };
        let places = labels.labels.iter().filter_map(|l| {
            Some(Place { topic: index(&l.topic)?, state: l.state.clone(), lines: l.lines.clone() })
        });
        items.push(Item {
            topic: usize::MAX,
            hand: String::new(),
            kind: "document".to_owned(),
            state: String::new(),
            shows: with("shown"),
            near: with("partly"),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            path,
            group: Some(labels.repo.clone()),
            places: places.collect(),
            id: labels.id,
        });
    }
    Ok(items)
}

/// Topics that a text can show without a word of security in it: the background says nothing about them.
const SHOWN_WITHOUT_SECURITY: [&str; 24] = [
    "asset-inventory",
    "availability-resilience",
    "cloud-hosting",
    "component-support",
    "data-flows",
    "data-integrity",
    "degraded-mode",
    "essential-functions",
    "input-validation",
    "intended-environment",
    "interfaces-ports",
    "minimum-it-requirements",
    "sbom",
    "sbom-coverage",
    "sbom-elements",
    "sbom-format",
    "sbom-maintenance",
    "system-diagram",
    "third-party-platform",
    "traceability",
    "update-instructions",
    "update-mechanism",
    "update-validation",
    "user-skills",
];

/// Reads the background: sections of real documents in which no word of security occurs.
pub(crate) fn background(root: &Path, topics: &[String]) -> Result<Vec<Item>, String> {
    let folder = root.join("tests/corpus/background");
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let near: Vec<usize> =
        (0..topics.len()).filter(|t| SHOWN_WITHOUT_SECURITY.contains(&topics[*t].as_str())).collect();
    let mut items = Vec::new();
    for line in read("index.tsv")?.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(file), Some(repository)) = (fields.next(), fields.next()) else { continue };
        items.push(Item {
            id: file.to_owned(),
            hand: String::new(),
            topic: usize::MAX,
            kind: "background".to_owned(),
            state: String::new(),
            shows: Vec::new(),
            near: near.clone(),
            text: read(file)?,
            path: file.to_owned(),
            group: Some(repository.to_owned()),
            places: Vec::new(),
        });
    }
    Ok(items)
}
