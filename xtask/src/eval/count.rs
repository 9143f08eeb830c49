//! Counts how often detection is right, as the READMEs beside the passages and the corpus tell.

use crate::train::data::Item;
use medlint_core::catalog::Catalogue;
use medlint_core::detect::{Analysis, State};
use serde::Deserialize;
use std::fmt;
use std::path::Path;

/// Topics that came after the passages and the corpus were labelled; texts of that time say nothing about them.
pub(crate) const LATER_TOPICS: [&str; 8] = [
    "control-justification",
    "control-side-effects",
    "sbom-coverage",
    "sbom-format",
    "security-features",
    "support-stages",
    "update-rollback",
    "weak-peers",
];

/// Right, wrong and missed, as the READMEs beside the passages and the corpus count them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tally {
    pub(crate) own: u32,
    pub(crate) own_right: u32,
    pub(crate) right: u32,
    pub(crate) wrong: u32,
    pub(crate) missed: u32,
    pub(crate) located: u32,
}

impl Tally {
    pub(crate) fn add(&mut self, found: bool, yes: bool, near: bool) {
        match (found, yes) {
            (true, true) => self.right += 1,
            (false, true) => self.missed += 1,
            (true, false) if !near => self.wrong += 1,
            _ => {}
        }
    }

    pub(crate) fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    pub(crate) fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    pub(crate) fn f1(&self) -> f64 {
        2.0 * f64::from(self.right) / f64::from((2 * self.right + self.wrong + self.missed).max(1))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.own > 0 {
            write!(f, "own topic {:.3} of {}; ", f64::from(self.own_right) / f64::from(self.own), self.own)?;
        }
        write!(
            f,
            "F1 {:.3}, precision {:.3}, recall {:.3} ({} right, {} wrong, {} missed)",
            self.f1(),
            self.precision(),
            self.recall(),
            self.right,
            self.wrong,
            self.missed
        )
    }
}

/// Whether a text's labels cover a topic.
pub(crate) fn labelled(item: &Item, topics: &[String], topic: usize) -> bool {
    item.covers_later_topics() || !LATER_TOPICS.contains(&topics[topic].as_str()) || item.topic == topic
}

/// Counts one passage.
pub(crate) fn passage(tally: &mut Tally, item: &Item, topics: &[String], analysis: &Analysis) {
    for topic in 0..topics.len() {
        if !labelled(item, topics, topic) {
            continue;
        }
        let found = analysis.topics.iter().any(|t| t.topic.index() == topic && t.state == State::Shown);
        let yes = item.shows.contains(&topic);
        if topic == item.topic && !item.id.starts_with("multi-") {
            tally.own += 1;
            tally.own_right += u32::from(found == yes);
        }
        tally.add(found, yes, item.near.contains(&topic));
    }
}

/// Labels of a document of the corpus.
#[derive(Deserialize)]
pub(crate) struct Labels {
    pub(crate) id: String,
    pub(crate) repo: String,
    pub(crate) doc_kind: String,
    pub(crate) labels: Vec<Label>,
}

/// Label of one topic.
#[derive(Deserialize)]
pub(crate) struct Label {
    pub(crate) topic: String,
    pub(crate) state: String,
    #[serde(default)]
    pub(crate) lines: Vec<[u32; 2]>,
}

/// Reads the corpus: labels with path and bytes of each document.
pub(crate) fn corpus(root: &Path) -> Result<Vec<(Labels, String, Vec<u8>)>, String> {
    let folder = root.join("tests/corpus");
    let mut out = Vec::new();
    let index = std::fs::read_to_string(folder.join("index.tsv")).map_err(|e| e.to_string())?;
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (Some(id), Some(file)) = (fields.first(), fields.get(1)) else { continue };
        let file = if file.ends_with(".docx") { format!("{file}.txt") } else { (*file).to_owned() };
        let labels = folder.join("labels").join(format!("{id}.json"));
        let labels = std::fs::read_to_string(&labels).map_err(|e| format!("{}: {e}", labels.display()))?;
        let labels: Labels = serde_json::from_str(&labels).map_err(|e| format!("{id}: {e}"))?;
        let bytes =
            std::fs::read(folder.join("documents").join(&file)).map_err(|e| format!("{file}: {e}"))?;
        // the name in its repository: the number and repository in front are the corpus's own
        let path = fields.get(3).map_or_else(|| file.clone(), |p| (*p).to_owned());
        let path = if file.ends_with(".docx.txt") { format!("{path}.txt") } else { path };
        out.push((labels, path, bytes));
    }
    Ok(out)
}

/// Figures on the corpus.
#[derive(Debug, Default)]
pub(crate) struct CorpusFigures {
    pub(crate) topics: Tally,
    pub(crate) kinds: u32,
    pub(crate) kinds_right: u32,
    pub(crate) notes: Vec<String>,
}

impl fmt::Display for CorpusFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let located = f64::from(self.topics.located) / f64::from(self.topics.right.max(1));
        write!(f, "{}; located {located:.3}; kind right {} of {}", self.topics, self.kinds_right, self.kinds)
    }
}

/// Counts one document.
pub(crate) fn document(
    figures: &mut CorpusFigures,
    labels: &Labels,
    catalogue: &Catalogue,
    analysis: &Analysis,
) {
    figures.kinds += 1;
    let kind = analysis.kind.kind.map_or("other", |k| catalogue[k].id.as_ref());
    if kind == labels.doc_kind {
        figures.kinds_right += 1;
    } else {
        figures.notes.push(format!(
            "{} kind {kind} ({}: {}) instead of {}; title {:?}",
            labels.id,
            analysis.kind.because.id(),
            analysis.kind.detail,
            labels.doc_kind,
            analysis.title
        ));
    }
    for id in catalogue.topic_ids() {
        let topic = &catalogue[id];
        if LATER_TOPICS.contains(&topic.id.as_ref()) {
            continue;
        }
        let label = labels.labels.iter().find(|l| l.topic == topic.id);
        let state = label.map_or("missing", |l| l.state.as_str());
        let result = analysis.topics.iter().find(|t| t.topic == id);
        let found = result.filter(|t| t.state == State::Shown);
        figures.topics.add(found.is_some(), state == "shown", state == "partly");
        if let (Some(found), Some(label)) = (found, label)
            && state == "shown"
        {
            let evidence = found.evidence.iter().filter(|e| e.state == State::Shown);
            let overlap =
                evidence.clone().any(|e| label.lines.iter().any(|l| e.lines.0 <= l[1] && l[0] <= e.lines.1));
            figures.topics.located += u32::from(overlap);
        }
        match (found, state) {
            (Some(f), s) if s != "shown" && s != "partly" => figures.notes.push(format!(
                "{} WRONG {} ({s}) {:?} {:?}",
                labels.id, topic.id, f.evidence[0].lines, f.evidence[0].quote
            )),
            (None, "shown") => figures.notes.push(format!(
                "{} MISSED {} lines {:?}, found {:?}",
                labels.id,
                topic.id,
                label.map(|l| &l.lines),
                result.map(|r| (r.state, r.evidence[0].lines, r.evidence[0].score))
            )),
            _ => {}
        }
    }
}
