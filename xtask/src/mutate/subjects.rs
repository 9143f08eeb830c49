//! What is mutated: passages that show their topic, and sections of real documents that do.

use super::text::{self, Kind, Part};
use crate::eval::Labels;
use crate::train::data::{self, fnv};
use medlint_core::detect::{Analysis, Evidence, State};
use medlint_core::document::{BlockKind, Document, Format};
use serde::Deserialize;
use std::path::Path;

/// Where a subject comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A labelled passage of `core/catalog/topics/`.
    Passage,
    /// A section of `examples/infusion-pump`.
    Example,
    /// A section of `tests/corpus/documents` that its label confirms.
    Corpus,
}

/// Names of a topic for generated sentences.
#[derive(Debug, Clone, Default)]
pub(super) struct Topic {
    pub(super) id: String,
    /// A noun phrase that reads well after "there is no".
    pub(super) noun: String,
    pub(super) title: String,
}

/// Good evidence of a topic.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) id: String,
    pub(super) origin: Origin,
    /// Kept aside by training.
    pub(super) aside: bool,
    pub(super) topic: Topic,
    /// Headings above the section, as Markdown; empty for a passage.
    pub(super) above: String,
    /// The heading or bold label over the evidence, as Markdown.
    pub(super) heading: Option<String>,
    /// The evidence, with the header of its table and the lead-in of its list.
    pub(super) body: String,
    /// What the section holds beside the evidence.
    pub(super) rest: String,
    /// All of the section.
    pub(super) whole: String,
}

impl Subject {
    /// A number that depends on nothing but the subject: chooses among ways to say the same.
    pub(super) fn choice(&self, salt: &str, ways: usize) -> usize {
        // the low bits of a product-based hash alternate too regularly
        (fnv(&format!("{salt} {}", self.id)) >> 7) as usize % ways
    }

    /// One of several ways to say the same.
    pub(super) fn one_of<'a>(&self, ways: &[&'a str]) -> &'a str {
        ways[self.choice(ways[0], ways.len())]
    }

    /// A heading that names the topic.
    pub(super) fn topic_heading(&self) -> String {
        let name = if self.choice("heading", 2) == 0 { &self.topic.noun } else { &self.topic.title };
        format!("## {}", text::upper_first(name))
    }

    /// The heading over the evidence, or one that names the topic where there is none.
    pub(super) fn heading(&self) -> String {
        self.heading.clone().unwrap_or_else(|| self.topic_heading())
    }

    /// The evidence under its heading.
    pub(super) fn text(&self) -> String {
        self.with_body(&self.body)
    }

    /// Another body under the heading of the evidence.
    pub(super) fn with_body(&self, body: &str) -> String {
        match &self.heading {
            Some(h) => format!("{h}\n\n{body}"),
            None => body.to_owned(),
        }
    }

    /// The text as a document: under the headings above it.
    pub(super) fn document(&self, text: &str) -> String {
        if self.above.is_empty() { format!("{text}\n") } else { format!("{}\n\n{text}\n", self.above) }
    }
}

/// Noun phrases for topics whose first name does not read well after "there is no".
const NOUNS: [(&str, &str); 37] = [
    ("adjacent-legislation", "list of adjacent cybersecurity legislation"),
    ("asset-inventory", "asset list"),
    ("autonomy-reliance", "list of security assumptions on the environment"),
    ("availability-resilience", "protection against denial of service"),
    ("benefit-risk", "benefit-risk analysis with security taken in"),
    ("change-security-impact", "security impact analysis"),
    ("component-support", "support status of components"),
    ("control-justification", "justification of the security controls"),
    ("control-side-effects", "analysis of side effects of security controls"),
    ("data-flows", "data flow diagram"),
    ("essential-functions", "list of essential functions"),
    ("exploitability-scoring", "exploitability scoring"),
    ("forensic-evidence", "evidence capture"),
    ("foreseeable-misuse", "analysis of foreseeable misuse"),
    ("gspr-security", "GSPR checklist"),
    ("intended-environment", "intended use environment"),
    ("interfaces-ports", "list of ports"),
    ("legacy-management", "legacy management"),
    ("minimum-it-requirements", "list of minimum IT requirements"),
    ("physical-access", "physical protection"),
    ("privacy-compliance", "data protection impact assessment"),
    ("residual-risk", "evaluation of residual security risk"),
    ("responsibility-transfer", "transfer of responsibility"),
    ("risk-acceptance", "set of acceptance criteria for security risk"),
    ("safety-security-link", "link between safety and security"),
    ("sbom-coverage", "statement on coverage of the SBOM"),
    ("sbom-format", "SBOM format"),
    ("secure-disposal", "data erasure"),
    ("security-features", "list of security controls"),
    ("security-requirements", "security requirements specification"),
    ("shared-responsibility", "responsibility agreement"),
    ("supply-chain-threats", "analysis of supply chain threats"),
    ("support-stages", "definition of support stages"),
    ("update-rollback", "rollback of updates"),
    ("user-incident-instructions", "security incident instruction"),
    ("vulnerability-analysis", "vulnerability analysis"),
    ("weak-peers", "policy for less secure peers"),
];

#[derive(Deserialize)]
struct TopicFile {
    title: String,
    lexicon: Option<Names>,
}

#[derive(Deserialize)]
struct Names {
    names: Vec<String>,
}

/// Names of all topics, in the order of `ids`.
pub(super) fn topics(root: &Path, ids: &[String]) -> Result<Vec<Topic>, String> {
    ids.iter()
        .map(|id| {
            let path = root.join("core/catalog/topics").join(format!("{id}.toml"));
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            let file: TopicFile = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
            let chosen = NOUNS.iter().find(|n| n.0 == id).map(|n| n.1.to_owned());
            let name = || file.lexicon.and_then(|l| l.names.into_iter().find(|n| !n.contains('*')));
            let noun = chosen.or_else(name).unwrap_or_else(|| text::lower_first(&file.title));
            Ok(Topic { id: id.clone(), noun, title: file.title })
        })
        .collect()
}

/// Parts a passage into its heading or bold label, if it begins with one, and the rest.
fn part_heading(text: &str) -> (Option<String>, String) {
    let mut parts = text::parts(text);
    let headed = parts.len() > 1 && matches!(parts[0].kind, Kind::Heading | Kind::Label);
    let heading = headed.then(|| parts.remove(0).lines.join("\n"));
    (heading, text::join(&parts))
}

/// Passages of kind plain, table, paraphrase and free that show their topic.
pub(super) fn passages(root: &Path, topics: &[Topic]) -> Result<Vec<Subject>, String> {
    let ids: Vec<String> = topics.iter().map(|t| t.id.clone()).collect();
    let items = data::read(&root.join("core/catalog"), &ids)?;
    let wanted = |kind: &str| matches!(kind, "plain" | "table" | "paraphrase" | "free");
    Ok(items
        .into_iter()
        .filter(|i| i.state == "shown" && wanted(&i.kind) && i.shows.contains(&i.topic))
        .map(|i| {
            let (heading, body) = part_heading(i.text.trim());
            Subject {
                aside: i.aside(),
                id: i.id,
                origin: Origin::Passage,
                topic: topics[i.topic].clone(),
                above: String::new(),
                heading,
                whole: body.clone(),
                body,
                rest: String::new(),
            }
        })
        .collect())
}

/// Sections of the example repository that show a topic.
pub(super) fn examples(
    root: &Path,
    topics: &[Topic],
    analyze: &dyn Fn(&Document) -> Analysis,
) -> Result<Vec<Subject>, String> {
    let folder = root.join("examples/infusion-pump");
    let mut files = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let path = entry.map_err(|e| e.to_string())?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let document = Document::read(&name, &bytes);
        sections(&document, &name, Origin::Example, topics, analyze, &|_, _| true, &mut out);
    }
    Ok(out)
}

/// Sections of the corpus (Markdown only) that show a topic, where the label says so too.
pub(super) fn corpus(
    root: &Path,
    topics: &[Topic],
    analyze: &dyn Fn(&Document) -> Analysis,
) -> Result<Vec<Subject>, String> {
    let mut out = Vec::new();
    for (labels, path, bytes) in crate::eval::corpus(root)? {
        let document = Document::read(&path, &bytes);
        if document.format == Format::Markdown {
            let confirmed = |topic: &str, evidence: &Evidence| confirms(&labels, topic, evidence);
            sections(&document, &labels.id, Origin::Corpus, topics, analyze, &confirmed, &mut out);
        }
    }
    Ok(out)
}

fn confirms(labels: &Labels, topic: &str, evidence: &Evidence) -> bool {
    labels.labels.iter().any(|l| {
        l.topic == topic
            && l.state == "shown"
            && l.lines.iter().any(|l| evidence.lines.0 <= l[1] && l[0] <= evidence.lines.1)
    })
}

/// Adds the sections of a document that show a topic.
fn sections(
    document: &Document,
    name: &str,
    origin: Origin,
    topics: &[Topic],
    analyze: &dyn Fn(&Document) -> Analysis,
    confirmed: &dyn Fn(&str, &Evidence) -> bool,
    out: &mut Vec<Subject>,
) {
    let lines: Vec<&str> = document.source.lines().collect();
    for result in &analyze(document).topics {
        let topic = &topics[result.topic.index()];
        let shown: Vec<&Evidence> =
            result.evidence.iter().filter(|e| e.state == State::Shown && confirmed(&topic.id, e)).collect();
        let mut places: Vec<u32> = shown.iter().map(|e| e.section).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            let section = &document.sections[place as usize];
            let Some(heading) = section.heading else { continue };
            let (_, first) = line_range(document, heading);
            // up to the next heading
            let next = document.sections.get(place as usize + 1).and_then(|s| s.heading);
            let end = next.map_or(lines.len(), |h| line_range(document, h).0).max(first);
            let is_evidence = |n: usize| {
                let line = n as u32 + 1;
                shown.iter().any(|e| e.section == place && e.lines.0 <= line && line <= e.lines.1)
            };
            let (body, rest) = part_evidence(&lines[first..end].join("\n"), &|n| is_evidence(first + n));
            if body.is_empty() {
                continue;
            }
            let mut subject = Subject {
                id: format!("{name}:{} {}", first, topic.id),
                origin,
                aside: false,
                topic: topic.clone(),
                above: above(document, place),
                heading: Some(format!(
                    "{} {}",
                    "#".repeat(usize::from(section.level)),
                    document.block_text(heading)
                )),
                whole: text::join(&text::parts(&lines[first..end].join("\n"))),
                body,
                rest,
            };
            clear(&mut subject, result.topic.index(), analyze);
            out.push(subject);
        }
    }
}

/// Takes out of the rest of a section what else the detector names as evidence: it keeps the best only.
fn clear(subject: &mut Subject, topic: usize, analyze: &dyn Fn(&Document) -> Analysis) {
    for _ in 0..3 {
        let head = subject.document(&subject.with_body(""));
        let source = subject.document(&subject.with_body(&subject.rest));
        let first = head.trim_end().lines().count() + 1;
        let found = analyze(&Document::read("design/section.md", source.as_bytes()));
        let Some(result) = found.topics.into_iter().find(|t| t.topic.index() == topic) else { return };
        let strong: Vec<_> =
            result.evidence.iter().filter(|e| e.state <= State::Partly).map(|e| e.lines).collect();
        if strong.is_empty() {
            return;
        }
        let is_evidence = |n: usize| strong.iter().any(|l| (l.0..=l.1).contains(&((first + n + 1) as u32)));
        subject.rest = part_evidence(&subject.rest, &is_evidence).1;
    }
}

/// Lines of a block, 0-based, the end not included.
fn line_range(document: &Document, block: u32) -> (usize, usize) {
    let (first, last) = document.lines_of(&document.blocks[block as usize].source);
    (first as usize - 1, last as usize)
}

/// Headings above a section, outermost first, as Markdown.
fn above(document: &Document, section: u32) -> String {
    let mut out = Vec::new();
    let mut next = document.sections[section as usize].parent;
    while let Some(section) = next.map(|s| &document.sections[s as usize]) {
        if let Some(heading) = section.heading {
            debug_assert!(matches!(document.blocks[heading as usize].kind, BlockKind::Heading(_)));
            out.push(format!("{} {}", "#".repeat(usize::from(section.level)), document.block_text(heading)));
        }
        next = section.parent;
    }
    out.reverse();
    out.join("\n\n")
}

/// Parts a section into the evidence, whole paragraphs, items and rows with what they are read under, and the rest.
fn part_evidence(section: &str, is_evidence: &dyn Fn(usize) -> bool) -> (String, String) {
    let mut body: Vec<Part> = Vec::new();
    let mut rest: Vec<Part> = Vec::new();
    // the paragraph before a list or table, as long as nothing else came
    let mut lead: Option<Part> = None;
    for (first, part) in text::numbered_parts(section) {
        let hit = |n: usize| is_evidence(first + n);
        if part.kind == Kind::Table {
            let split = |wanted: bool| {
                let rows = part.lines.iter().enumerate().filter(|(n, _)| *n < 2 || hit(*n) == wanted);
                Part { kind: Kind::Table, lines: rows.map(|r| r.1.clone()).collect() }
            };
            for (list, wanted) in [(&mut body, true), (&mut rest, false)] {
                let table = split(wanted);
                if table.lines.len() > 2 {
                    if wanted {
                        list.extend(lead.take());
                    }
                    list.push(table);
                }
            }
        } else if (0..part.lines.len()).any(hit) {
            body.extend(lead.take().filter(|_| part.kind == Kind::Item));
            body.push(part);
        } else {
            let is_lead = part.is_prose() && part.text().ends_with(':') || part.kind == Kind::Label;
            if part.kind != Kind::Item || is_lead {
                lead = is_lead.then(|| part.clone());
            }
            rest.push(part);
        }
    }
    (text::join(&body), text::join(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_parted_from_its_text() {
        assert_eq!(part_heading("## A\nb"), (Some("## A".into()), "b".into()));
        assert_eq!(part_heading("b\n\nc"), (None, "b\n\nc".into()));
    }

    #[test]
    fn evidence_keeps_its_header_and_lead() {
        let (body, rest) =
            part_evidence("Intro.\n\nAs follows:\n\n- x\n- y\n\n| a |\n|---|\n| 1 |\n| 2 |", &|n| {
                n == 5 || n == 9
            });
        assert_eq!(body, "As follows:\n\n- y\n\n| a |\n|---|\n| 1 |");
        assert_eq!(rest, "Intro.\n\nAs follows:\n\n- x\n\n| a |\n|---|\n| 2 |");
    }
}
