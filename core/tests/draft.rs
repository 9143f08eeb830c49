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
fn drafted(
    asked: &Asked,
    path: &str,
    kind: KindId,
    topic: TopicId,
    level: u8,
) -> (String, Analysis, Vec<lint::Finding>) {
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

/// Documents of the example, each with its name.
fn examples() -> Vec<(String, String)> {
    let example = |name: &str, text: &str| (name.to_owned(), text.replace("\r\n", "\n"));
    vec![
        example(
            "software-bill-of-materials.md",
            include_str!("../../examples/infusion-pump/docs/components/software-bill-of-materials.md"),
        ),
        example(
            "security-architecture.md",
            include_str!("../../examples/infusion-pump/docs/design/security-architecture.md"),
        ),
        example(
            "security-requirements.md",
            include_str!("../../examples/infusion-pump/docs/design/security-requirements.md"),
        ),
        example(
            "administrator-and-security-manual.md",
            include_str!("../../examples/infusion-pump/docs/labelling/administrator-and-security-manual.md"),
        ),
        example(
            "instructions-for-use.md",
            include_str!("../../examples/infusion-pump/docs/labelling/instructions-for-use.md"),
        ),
        example(
            "cybersecurity-management-plan.md",
            include_str!("../../examples/infusion-pump/docs/management/cybersecurity-management-plan.md"),
        ),
        example(
            "post-market-surveillance-plan.md",
            include_str!("../../examples/infusion-pump/docs/post-market/post-market-surveillance-plan.md"),
        ),
        example(
            "update-and-patch-management-plan.md",
            include_str!("../../examples/infusion-pump/docs/post-market/update-and-patch-management-plan.md"),
        ),
        example(
            "security-risk-assessment.md",
            include_str!("../../examples/infusion-pump/docs/risk/security-risk-assessment.md"),
        ),
        example("threat-model.md", include_str!("../../examples/infusion-pump/docs/risk/threat-model.md")),
        example(
            "qg-2026-041.md",
            include_str!("../../examples/infusion-pump/docs/verification/qg-2026-041.md"),
        ),
    ]
}

/// What differs between the states of two analyses, one topic left out.
fn changes(asked: &Asked, before: &Analysis, after: &Analysis, except: TopicId) -> Vec<String> {
    let catalogue = &asked.catalogue;
    let stronger_than_placeholder = |state: State| state.min(State::Placeholder);
    let topics = catalogue.topic_ids().filter(|topic| *topic != except);
    let states = topics.map(|topic| (topic, state_in(before, topic), state_in(after, topic)));
    states
        // a prompt may name another topic
        .filter(|(_, old, new)| stronger_than_placeholder(*old) != stronger_than_placeholder(*new))
        .map(|(topic, old, new)| format!("{} was {}, is {}", catalogue[topic].id, old.id(), new.id()))
        .collect()
}

#[test]
fn a_section_put_into_a_document_leaves_the_rest_alone() {
    let asked = Asked::new();
    let mut wrong = Vec::new();
    for (name, text) in examples() {
        for crlf in [false, true] {
            let text = if crlf { text.replace('\n', "\r\n") } else { text.clone() };
            let (document, analysis) = asked.analyze(&name, &text);
            for topic in asked.catalogue.topic_ids().filter(|topic| !crlf || topic.0 % 8 == 0) {
                let id = &asked.catalogue[topic].id;
                let old = state_in(&analysis, topic);
                let Some((edit, _)) = draft::insert(&asked.scope(), &document, &analysis, topic) else {
                    wrong.push(format!("{name}: no place for {id}"));
                    continue;
                };
                assert!(!crlf || edit.text.matches('\n').count() == edit.text.matches("\r\n").count());
                let (_, after) = asked.analyze(&name, &edit.apply(&document.source).expect("it fits"));
                let new = state_in(&after, topic);
                if new != old.min(State::Placeholder) {
                    wrong.push(format!("{name}: {id} was {}, is {}", old.id(), new.id()));
                }
                if after.headings.len() != analysis.headings.len() + 1 {
                    wrong.push(format!("{name}: {id} is no section of its own"));
                }
                wrong.extend(
                    changes(&asked, &analysis, &after, topic).iter().map(|c| format!("{name}, {id}: {c}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(400)].join("\n"));
}

#[test]
fn every_point_that_is_asked_for_by_name_goes_into_a_prompt() {
    let asked = Asked::new();
    let requirements = asked.catalogue.requirements.iter().filter(|r| !r.cues.is_empty());
    let without: Vec<&str> = requirements
        .filter(|r| draft::point(r, &asked.catalogue) == "name what is asked for, with its number")
        .map(|r| &*r.id)
        .collect();
    // its title and its cue are numbers
    assert_eq!(without, ["N60-5.0-d"]);
}

#[test]
fn what_a_section_lacks_is_added_at_its_end() {
    let asked = Asked::new();
    let mut wrong = Vec::new();
    let mut added = 0;
    for (name, text) in examples() {
        let (document, analysis) = asked.analyze(&name, &text);
        for result in analysis.topics.iter().filter(|result| result.state <= State::Partly) {
            let topic = result.topic;
            let id = &asked.catalogue[topic].id;
            let with_cues: Vec<_> = asked
                .catalogue
                .requirements_for_topic(topic)
                .iter()
                .copied()
                .filter(|r| !asked.catalogue[*r].cues.is_empty())
                .collect();
            for requirements in [&with_cues[..], &[]] {
                let Some((edit, _)) =
                    draft::complete(&asked.scope(), &document, &analysis, topic, requirements)
                else {
                    wrong.push(format!("{name}: no place to complete {id}"));
                    continue;
                };
                added += 1;
                let (_, after) = asked.analyze(&name, &edit.apply(&document.source).expect("it fits"));
                wrong.extend(
                    changes(&asked, &analysis, &after, TopicId(u16::MAX))
                        .iter()
                        .map(|c| format!("{name}, {id}: {c}")),
                );
                if after.blanks.len() == analysis.blanks.len() {
                    wrong.push(format!("{name}: {id}: no new blank: {}", edit.text));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {added} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(400)].join("\n")
    );
}

/// Where a section for a topic is put in a document: the lines around its heading, and the heading.
#[track_caller]
fn assert_put(path: &str, source: &str, topic: &str, expected: &str) {
    let asked = Asked::new();
    let (document, analysis) = asked.analyze(path, source);
    let topic = asked.catalogue.topic(topic).expect("a topic");
    let (edit, place) = draft::insert(&asked.scope(), &document, &analysis, topic).expect("a place");
    assert_eq!(edit.range, place.offset..place.offset);
    let new = edit.apply(source).expect("it fits");
    // what is put in, without what is to be written
    let comment = edit.text.find("<!--").or(edit.text.find(".. ")).unwrap_or(edit.text.len());
    let head = &edit.text[..comment.min(edit.text.find("- [").unwrap_or(comment))];
    let at = edit.range.start as usize;
    let before = source[..at].lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("");
    let after = new[at + edit.text.len()..].lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    assert_eq!(format!("{before}|{}|{after}", head.escape_debug()), expected, "{new}");
    let (grown, _) = asked.analyze(path, &new);
    assert!(place.has_heading || grown.sections.len() == document.sections.len() + 1, "{new}");
}

const MODEL: &str = "---\nmedlint: threat-model\n---\n";

#[test]
fn a_section_goes_behind_what_usually_comes_before_it() {
    let assets = "The pump stores the drug library and the log of doses; both need protection from change, and the signing key from theft.";
    let text = format!("{MODEL}# Threat model\n\n## Assets\n\n{assets}\n\n## Something else\n\nText.\n");
    assert_put(
        "a.md",
        &text,
        "trust-boundaries",
        &format!("{assets}|## Trust boundaries and entry points\\n\\n|## Something else"),
    );
    // above it, when only what follows is there
    assert_put(
        "a.md",
        &text,
        "intended-environment",
        "# Threat model|## Scope and environment\\n\\n|## Assets",
    );
    // nested sections of that topic belong to it
    let nested = text.replace(assets, &format!("### Data\n\n{assets}"));
    assert_put(
        "a.md",
        &nested,
        "trust-boundaries",
        &format!("{assets}|## Trust boundaries and entry points\\n\\n|## Something else"),
    );
    // comments about the next heading stay with it, those about the text before do not
    let comment = text.replace("## Something", "<!-- medlint-disable-next-line M104: why -->\n## Something");
    assert_put(
        "a.md",
        &comment,
        "trust-boundaries",
        &format!(
            "{assets}|## Trust boundaries and entry points\\n\\n|<!-- medlint-disable-next-line M104: why -->"
        ),
    );
    let comment = text.replace("## Something", "<!-- medlint-enable -->\n\n## Something");
    assert_put(
        "a.md",
        &comment,
        "trust-boundaries",
        "<!-- medlint-enable -->|## Trust boundaries and entry points\\n\\n|## Something else",
    );
}

#[test]
fn without_a_neighbour_it_goes_to_the_end_of_the_content() {
    let topic = "residual-risk";
    let put = |source: &str, expected: &str| assert_put("a.md", &format!("{MODEL}{source}"), topic, expected);
    put(
        "# T\n\n## One\n\nText.\n\n## Appendix A\n\nx\n\n## References\n\ny\n",
        "Text.|## Remaining risk\\n\\n|## Appendix A",
    );
    put("# T\n\n## One\n\nText.", "Text.|\\n\\n## Remaining risk\\n\\n|");
    put("# T\n\n## One\n\nText.\n", "Text.|\\n## Remaining risk\\n\\n|");
    put("# T\n\n## One\n\nText.\n\n\n", "Text.|## Remaining risk\\n\\n|");
    let crlf = format!("{MODEL}# T\n\n## One\n\nText.\n").replace('\n', "\r\n");
    assert_put("a.md", &crlf, topic, "Text.|\\r\\n## Remaining risk\\r\\n\\r\\n|");
    put("Just text.\n", "Just text.|\\n## Remaining risk\\n\\n|");
    put("", "---|\\n## Remaining risk\\n\\n|");
    // code that is never closed would swallow it
    put("# T\n\n## One\n\n```\ncode\n", "# T|## Remaining risk\\n\\n|## One");
    // headings in code, in quotations and lists are none
    put(
        "# T\n\n## One\n\n> ## Quoted\n\n```\n# code\n```\n\n- ## Item\n",
        "- ## Item|\\n## Remaining risk\\n\\n|",
    );
    put("# T\n\n## One\n\n| a | b |\n|---|---|\n| c | d |\n", "| c | d ||\\n## Remaining risk\\n\\n|");
}

#[test]
fn headings_are_written_and_numbered_as_the_others() {
    let put = |source: &str, expected: &str| {
        assert_put("a.md", &format!("{MODEL}{source}"), "residual-risk", expected)
    };
    put("T\n=\n\nOne\n---\n\nText.\n", "Text.|\\nRemaining risk\\n--------------\\n\\n|");
    put("# T\n\n## 1. One\n\nText.\n\n## 2. Two\n\nText.\n", "Text.|\\n## 3. Remaining risk\\n\\n|");
    put(
        "# 1 One\n\nText.\n\n# 2 Two\n\n## 2.1 Sub\n\nText.\n\n# Annex A\n",
        "Text.|# 3 Remaining risk\\n\\n|# Annex A",
    );
    // numbers behind it stay what they are
    put("# T\n\n## 1 One\n\nText.\n\n## 2 References\n\nx\n", "x|\\n## 3 Remaining risk\\n\\n|");
    let topic = "residual-risk";
    assert_put(
        "threat-model.rst",
        "Title\n=====\n\nOne\n---\n\nText.\n",
        topic,
        "Text.|\\nRemaining risk\\n--------------\\n\\n|",
    );
    assert_put(
        "threat-model.rst",
        "===\nTit\n===\n\nText.\n",
        topic,
        "Text.|\\nRemaining risk\\n--------------\\n\\n|",
    );
    assert_put(
        "threat-model.txt",
        "1 One\n\nText.\n\n2 Two\n\nMore text.\n",
        topic,
        "More text.|\\n3 Remaining risk\\n\\n|",
    );
    assert_put(
        "threat-model.txt",
        "FIRST\n\nText.\n\nSECOND\n\nMore text.\n",
        topic,
        "More text.|\\nREMAINING RISK\\n\\n|",
    );
    assert_put("threat-model.txt", "Text.\n", topic, "Text.|\\nRemaining risk\\n==============\\n\\n|");
    assert_put(
        "threat-model.adoc",
        "= T\n\n== One\n\nText.\n",
        topic,
        "Text.|\\n== Remaining risk\\n\\n* [TODO: list the security risks that remain after the controls]\\n* [TODO: state for each how it was evaluated, and why it is acceptable]\\n* [TODO: state the overall residual security risk, and where users are told of it]\\n|",
    );
}

#[test]
fn an_empty_section_is_filled() {
    let put = |source: &str, expected: &str| {
        assert_put("a.md", &format!("{MODEL}{source}"), "residual-risk", expected)
    };
    put("# T\n\n## Remaining risk\n\n## Other\n\nText.\n", "## Remaining risk||## Other");
    put("# T\n\n## Residual risk\n## Other\n\nText.\n", "## Residual risk|\\n|## Other");
    put("# T\n\n## 1 Residual risk", "## 1 Residual risk|\\n\\n|");
    put("# T\n\n## Residual risk\n\n<!-- to come -->\n", "<!-- to come -->|\\n|");
}

#[test]
fn a_topic_of_an_organisations_own_brings_its_prompts_or_gets_one() {
    let topic = |more: &str| {
        format!(
            "id = \"kiosk-mode\"\narea = \"access\"\ntitle = \"Kiosk mode\"\nshown_when = \"users cannot leave it\"\nnot_enough = \"a stand\"\n{more}\n[lexicon]\nnames = [\"kiosk mode\"]\ntitles = [\"kiosk mode\"]\nsigns = [\"kiosk mode + cannot, blocked\"]\n"
        )
    };
    let mut asked = Asked::new();
    let mut drafted = |more: &str| {
        asked.catalogue = Catalogue::builtin();
        let errors = asked.catalogue.extend(&[("kiosk-mode.toml", &topic(more))]);
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        if !messages.is_empty() {
            return Err(messages);
        }
        let id = asked.catalogue.topic("kiosk-mode").expect("it was added");
        let section = draft::section(&asked.scope(), id, None, Markup::Markdown).at_level(2);
        let (_, analysis) = asked.analyze("a.md", &section);
        assert_eq!(state_in(&analysis, id), State::Placeholder, "{section}");
        Ok(section)
    };
    assert_eq!(
        drafted(""),
        Ok("## Kiosk mode\n\n- [TODO: describe kiosk mode for this device or organisation]\n".to_owned())
    );
    assert_eq!(
        drafted("prompts = [\"name the shell of the kiosk mode\"]\ncolumns = [\"User\", \"Shell\"]"),
        Ok("## Kiosk mode\n\n- [TODO: name the shell of the kiosk mode]\n\n| User | Shell |\n|------|-------|\n| TODO | TODO  |\n".to_owned())
    );
    for wrong in ["Which shell is used", "name the 3 shells", "name [the] shell", &"name it and ".repeat(6)] {
        let told = drafted(&format!("prompts = [\"{}\"]", wrong.trim())).expect_err("it is no prompt");
        assert!(told[0].starts_with("kiosk-mode.toml:6:12: prompts: "), "{told:?}");
    }
}
