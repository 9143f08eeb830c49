//! What is mutated: passages that show their topic, and sections of real documents that do.

use crate::eval::Labels;
use crate::train::data;
use medlint_core::detect::{Analysis, Evidence, State};
use medlint_core::document::{BlockKind, Document, Format};
use medlint_core::selftest::mutation::text::{self, Kind, Part};
use medlint_core::selftest::mutation::{Subject, Topic};
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

/// Good evidence of a topic, and where it is from.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) subject: Subject,
    pub(super) origin: Origin,
    /// Kept aside by training.
    pub(super) aside: bool,
}

/// Passages of kind plain, table, paraphrase and free that show their topic.
pub(super) fn passages(root: &Path, topics: &[Topic]) -> Result<Vec<Source>, String> {
    let ids: Vec<String> = topics.iter().map(|t| t.id.clone()).collect();
    let items = data::read(&root.join("core/catalog"), &ids)?;
    let wanted = |kind: &str| matches!(kind, "plain" | "table" | "paraphrase" | "free");
    Ok(items
        .into_iter()
        .filter(|i| i.state == "shown" && wanted(&i.kind) && i.shows.contains(&i.topic))
        .map(|i| Source {
            aside: i.aside(),
            origin: Origin::Passage,
            subject: Subject::passage(i.id, topics[i.topic].clone(), &i.text),
        })
        .collect())
}

/// Sections of the example repository that show a topic.
pub(super) fn examples(
    root: &Path,
    topics: &[Topic],
    analyze: &dyn Fn(&Document) -> Analysis,
) -> Result<Vec<Source>, String> {
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
) -> Result<Vec<Source>, String> {
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
    out: &mut Vec<Source>,
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
            out.push(Source { subject, origin, aside: false });
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
    fn evidence_keeps_its_header_and_lead() {
        let (body, rest) =
            part_evidence("Intro.\n\nAs follows:\n\n- x\n- y\n\n| a |\n|---|\n| 1 |\n| 2 |", &|n| {
                n == 5 || n == 9
            });
        assert_eq!(body, "As follows:\n\n- y\n\n| a |\n|---|\n| 1 |");
        assert_eq!(rest, "Intro.\n\nAs follows:\n\n- x\n\n| a |\n|---|\n| 2 |");
    }
}
