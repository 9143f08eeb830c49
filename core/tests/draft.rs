//! Drafts: what they ask for, where they are put, and that they are never taken for content.

use medlint_core::assess::{DeviceProfile, Selection, state_in};
use medlint_core::catalog::{Catalogue, KindId, TopicId};
use medlint_core::detect::{self, Analysis, State};
use medlint_core::document::Document;
use medlint_core::draft::{self, Markup, Scope};
use medlint_core::lint;

struct Asked {
    catalogue: Catalogue,
    profile: DeviceProfile,
    selection: Selection,
}

impl Asked {
    fn new() -> Asked {
        Asked {
            catalogue: Catalogue::builtin(),
            profile: DeviceProfile::default(),
            selection: Selection::default(),
        }
    }

    fn scope(&self) -> Scope<'_> {
        Scope { catalogue: &self.catalogue, profile: &self.profile, selection: &self.selection }
    }

    fn analyze(&self, path: &str, text: &str) -> (Document, Analysis) {
        let document = Document::read(path, text.as_bytes());
        let analysis = detect::analyze(&document, &self.catalogue, None);
        (document, analysis)
    }
}

const FILES: [&str; 4] = ["a.md", "a.rst", "a.adoc", "a.txt"];

fn weak(state: State) -> bool {
    !matches!(state, State::Shown | State::Partly | State::Elsewhere | State::Planned)
}

/// States in a document with one drafted section.
fn drafted(asked: &Asked, path: &str, kind: KindId, topic: TopicId, level: u8) -> (String, Analysis, Vec<lint::Finding>) {
    let markup = Markup::of_path(path);
    let section = draft::section(&asked.scope(), topic, Some(kind), markup);
    let title = match markup {
        Markup::Markdown => format!("---\nmedlint: {}\n---\n\n# Product file\n", asked.catalogue[kind].id),
        Markup::AsciiDoc => "= Product file\n".to_owned(),
        _ => "Product file\n============\n".to_owned(),
    };
    let text = format!("{title}\n{}", section.at_level(level));
    let (document, analysis) = asked.analyze(path, &text);
    let findings = lint::document(&document, &analysis, &asked.catalogue).findings;
    (text, analysis, findings)
}

#[test]
fn a_section_of_any_topic_is_a_placeholder_and_nothing_more() {
    let asked = Asked::new();
    let catalogue = &asked.catalogue;
    let mut wrong = Vec::new();
    for topic in catalogue.topic_ids() {
        for kind in catalogue.kind_ids() {
            let expected = catalogue[kind].topics.iter().any(|e| e.topic == topic);
            // what a kind does not expect has the same text in all kinds
            if !expected && kind != KindId(0) {
                continue;
            }
            for path in FILES {
                for level in if path == "a.md" { 2..=4 } else { 2..=2 } {
                    let (_, analysis, findings) = drafted(&asked, path, kind, topic, level);
                    let own = state_in(&analysis, topic);
                    let (topic, kind) = (&catalogue[topic].id, &catalogue[kind].id);
                    if own != State::Placeholder {
                        wrong.push(format!("{topic} in {kind}, {path}: {}", own.id()));
                    }
                    for other in analysis.topics.iter().filter(|t| !weak(t.state)) {
                        let evidence = &other.evidence[0];
                        wrong.push(format!(
                            "{topic} in {kind}, {path}: {} is {}: {} {:?}",
                            catalogue[other.topic].id,
                            other.state.id(),
                            evidence.quote,
                            evidence.because
                        ));
                    }
                    if !findings.iter().any(|f| f.code == "M104") {
                        wrong.push(format!("{topic} in {kind}, {path}: no M104"));
                    }
                    if let Some(other) = findings.iter().find(|f| f.code != "M104") {
                        wrong.push(format!("{topic} in {kind}, {path}: {} {}", other.code, other.message));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(400)].join("\n"));
}

#[test]
fn a_whole_document_is_of_its_kind_and_all_to_be_written() {
    let asked = Asked::new();
    let catalogue = &asked.catalogue;
    let mut wrong = Vec::new();
    for kind in catalogue.kind_ids() {
        let id = &catalogue[kind].id;
        for path in FILES {
            let text = draft::document(&asked.scope(), kind, Markup::of_path(path));
            let (document, analysis) = asked.analyze(path, &text);
            if analysis.kind.kind != Some(kind) {
                wrong.push(format!("{id}, {path}: taken for {:?}", analysis.kind));
            }
            for topic in analysis.topics.iter().filter(|t| !weak(t.state)) {
                let evidence = &topic.evidence[0];
                wrong.push(format!(
                    "{id}, {path}: {} is {}: {} {:?}",
                    catalogue[topic.topic].id,
                    topic.state.id(),
                    evidence.quote,
                    evidence.because
                ));
            }
            for expected in catalogue[kind].topics.iter() {
                let state = state_in(&analysis, expected.topic);
                let needed = catalogue.requirements_for_topic(expected.topic).iter();
                let needed = needed.map(|id| &catalogue[*id]).any(|r| asked.selection.contains(r));
                if (state == State::Placeholder) != needed {
                    wrong.push(format!("{id}, {path}: {} is {}", catalogue[expected.topic].id, state.id()));
                }
            }
            let lint = lint::document(&document, &analysis, catalogue);
            for finding in lint.findings.iter().filter(|f| f.code != "M104") {
                wrong.push(format!("{id}, {path}: {} {}", finding.code, finding.message));
            }
        }
        assert_eq!(draft::path(catalogue, kind), format!("docs/{id}.md"));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(400)].join("\n"));
}
