//! Mutations that turn good evidence into each other state.
//!
//! Each is a pure function from a subject to a text, `None` where it does not apply. Those called `..._text` turn
//! the subject's own words; the others put a generated sentence that names the topic in their place.

use super::subject::Subject;
use super::text::{self, Kind, Part, bare, lower_first, upper_first};
use super::verbs;
use crate::detect::State;

/// A mutated text and what the detector should make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// The text.
    pub text: String,
    /// States that are right.
    pub expect: &'static [State],
    /// What the text was before, when only some of the sentences could be turned: it must be shown, or nothing is
    /// tested.
    pub before: Option<String>,
}

/// A mutation: its name, what it does, the function.
#[derive(Debug)]
pub struct Mutation {
    /// Its name, which stays.
    pub id: &'static str,
    /// What is done, for people.
    pub what: &'static str,
    /// Does it; `None` where it does not apply.
    pub turn: fn(&Subject) -> Option<Turned>,
}

const GONE: &[State] = &[State::Missing, State::Mentioned];
const EMPTY: &[State] = &[State::Placeholder, State::Missing];
const PLACEHOLDER: &[State] = &[State::Placeholder];
const PLANNED: &[State] = &[State::Planned];
const DENIED: &[State] = &[State::Denied];
const MENTIONED: &[State] = &[State::Mentioned, State::Missing];
const ELSEWHERE: &[State] = &[State::Elsewhere];
const NOT_SHOWN: &[State] =
    &[State::Elsewhere, State::Planned, State::Denied, State::Placeholder, State::Mentioned, State::Missing];

/// All mutations, in the order of the report.
pub static MUTATIONS: [Mutation; 27] = [
    Mutation { id: "delete", what: "evidence deleted, heading and unrelated text left", turn: delete },
    Mutation { id: "empty-section", what: "nothing left under the heading", turn: empty_section },
    Mutation {
        id: "empty-cells",
        what: "all cells but those of the first column emptied",
        turn: empty_cells,
    },
    Mutation { id: "tbd", what: "`TBD` and the like under the heading", turn: tbd },
    Mutation { id: "tbd-cells", what: "`TBD` in all cells but those of the first column", turn: tbd_cells },
    Mutation {
        id: "form",
        what: "form lines, `[insert ...]`, `{{var}}`, `<...>` with the topic's name",
        turn: form,
    },
    Mutation { id: "form-text", what: "blanks for everything behind the verb", turn: form_text },
    Mutation { id: "holes", what: "blanks for numbers, names and abbreviations", turn: holes },
    Mutation {
        id: "instruction",
        what: "an instruction to the author, in italics, quoted or in brackets",
        turn: instruction,
    },
    Mutation { id: "instruction-text", what: "the text behind 'Describe here how'", turn: instruction_text },
    Mutation { id: "plan", what: "'<name> will be defined', 'is planned for release 3.0'", turn: plan },
    Mutation { id: "plan-text", what: "verbs turned into an announcement", turn: plan_text },
    Mutation {
        id: "plan-lead",
        what: "the text behind 'The following is planned for release 3.0 and not yet in place:'",
        turn: plan_lead,
    },
    Mutation {
        id: "plan-heading",
        what: "the text under a heading 'Roadmap', 'Open points'",
        turn: plan_heading,
    },
    Mutation { id: "denial", what: "'There is no <name>', '<name> is not provided'", turn: denial },
    Mutation { id: "denial-text", what: "verbs negated", turn: denial_text },
    Mutation { id: "duty", what: "'The manufacturer shall establish <name>'", turn: duty },
    Mutation { id: "duty-text", what: "the text behind 'Manufacturers should ensure that'", turn: duty_text },
    Mutation {
        id: "references",
        what: "an entry in references, abbreviations or change history",
        turn: references,
    },
    Mutation { id: "references-text", what: "the text moved under such a heading", turn: references_text },
    Mutation { id: "pointer", what: "'See the Security Manual, section 4, for <name>'", turn: pointer },
    Mutation {
        id: "quotation",
        what: "a guidance is quoted: '<name> should be established'",
        turn: quotation,
    },
    Mutation { id: "quotation-text", what: "the text as quotation of a guidance", turn: quotation_text },
    Mutation { id: "question", what: "a question without answer", turn: question },
    Mutation { id: "question-text", what: "sentences turned into questions", turn: question_text },
    Mutation { id: "comment", what: "the text in `<!-- -->`", turn: comment },
    Mutation { id: "comment-all", what: "heading and text in `<!-- -->`", turn: comment_all },
];

/// Text that has nothing to do with any topic.
pub(super) const UNRELATED: [&str; 3] = [
    "The housing is made of polycarbonate and weighs 310 g. The foot is rubberised so that it does not slip.",
    "The carton holds the unit, two tubes and the printed leaflet. Store it dry, between 5 and 40 °C.",
    "The calibration of the flow sensor is checked once a year with a reference meter.",
];

fn turned(text: String, expect: &'static [State]) -> Option<Turned> {
    Some(Turned { text, expect, before: None })
}

/// A body in place of the evidence, under its heading; where it had none, half of them get one that names the topic.
fn instead(s: &Subject, body: &str, expect: &'static [State]) -> Option<Turned> {
    let text = match &s.heading {
        Some(h) => format!("{h}\n\n{body}"),
        None if s.choice("headed", 2) == 0 => format!("{}\n\n{body}", s.topic_heading()),
        None => body.to_owned(),
    };
    turned(text, expect)
}

/// Turns every sentence that `f` can turn; those that it cannot are left out, before and after.
fn sentence_wise(
    s: &Subject,
    expect: &'static [State],
    f: &dyn Fn(&str) -> Option<String>,
) -> Option<Turned> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for part in text::parts(&s.body) {
        if !part.is_prose() {
            continue;
        }
        let (from, to): (Vec<String>, Vec<String>) = text::sentences(&part.text())
            .into_iter()
            .filter_map(|t| turn_sentence(&t, f).map(|u| (t, u)))
            .unzip();
        if !to.is_empty() {
            before.push(part.with_text(&from.join(" ")));
            after.push(part.with_text(&to.join(" ")));
        }
    }
    let before = Some(s.with_body(&text::join(&before)));
    (!after.is_empty()).then(|| Turned { text: s.with_body(&text::join(&after)), expect, before })
}

/// Turns a sentence behind its id or label.
fn turn_sentence(sentence: &str, f: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let (label, said) = verbs::label(sentence);
    f(said).map(|turned| format!("{label}{turned}"))
}

/// "is" or "are" for a noun phrase.
fn is_are(noun: &str) -> &'static str {
    let plural = noun.ends_with('s')
        && !["ss", "us", "is"].iter().any(|e| noun.ends_with(e))
        && !noun.contains(" of ");
    if plural { "are" } else { "is" }
}

/// Fills `{n}` (noun), `{N}` (noun, capital), `{is}`, `{T}` (title) and `{v}` (noun as a variable).
fn fill(s: &Subject, pattern: &str) -> String {
    let noun = &s.topic.noun;
    pattern
        .replace("{v}", &noun.to_lowercase().replace([' ', '-'], "_"))
        .replace("{n}", noun)
        .replace("{N}", &upper_first(noun))
        .replace("{is}", is_are(noun))
        .replace("{T}", &s.topic.title)
}

fn one_of(s: &Subject, ways: &[&str]) -> String {
    fill(s, s.one_of(ways))
}

/// Deletes the evidence. What is left: the heading over unrelated text, or the rest of the section.
fn delete(s: &Subject) -> Option<Turned> {
    let rest = if s.rest.is_empty() { UNRELATED[s.choice("unrelated", 3)] } else { &s.rest };
    turned(format!("{}\n\n{rest}", s.heading()), GONE)
}

/// Leaves the heading alone, with the next heading behind it.
fn empty_section(s: &Subject) -> Option<Turned> {
    let level = s.heading().bytes().take_while(|b| *b == b'#').count().max(1);
    turned(format!("{}\n\n{} Housing\n\n{}", s.heading(), "#".repeat(level), UNRELATED[0]), EMPTY)
}

/// Fills all cells but those of the first column, and leaves everything else out.
fn cells(s: &Subject, fill: &str) -> Option<Turned> {
    let tables: Vec<Part> = text::parts(&s.body).into_iter().filter(|p| p.kind == Kind::Table).collect();
    let emptied: Vec<Part> = tables
        .iter()
        .map(|t| {
            let rows = t.lines.iter().enumerate().map(|(n, line)| {
                if n < 2 {
                    return line.clone();
                }
                let mut cells = text::cells(line);
                cells.iter_mut().skip(1).for_each(|c| *c = fill.to_owned());
                text::row(&cells)
            });
            Part { kind: Kind::Table, lines: rows.collect() }
        })
        .collect();
    let wide = tables.iter().all(|t| t.rows()[0].len() > 1);
    (!tables.is_empty() && wide).then(|| Turned {
        text: s.with_body(&text::join(&emptied)),
        expect: EMPTY,
        before: Some(s.with_body(&text::join(&tables))),
    })
}

/// Empties the cells of a table.
fn empty_cells(s: &Subject) -> Option<Turned> {
    cells(s, "")
}

/// Puts `TBD` into the cells of a table.
fn tbd_cells(s: &Subject) -> Option<Turned> {
    cells(s, s.one_of(&["TBD", "tbd", "TODO", "...", "<...>"]))
}

/// Puts `TBD` under the heading.
fn tbd(s: &Subject) -> Option<Turned> {
    let body = s.one_of(&[
        "TBD",
        "TBD.",
        "TODO",
        "tbc",
        "[TBD]",
        "To be completed.",
        "*TBD by the project team*",
        "- TBD",
    ]);
    turned(format!("{}\n\n{body}", s.heading()), if s.heading.is_some() { EMPTY } else { PLACEHOLDER })
}

/// Puts a form to be filled in, which names the topic, in place of the evidence.
fn form(s: &Subject) -> Option<Turned> {
    let body = one_of(
        s,
        &[
            "{N}: ________________",
            "{N}: [insert description]",
            "[Insert a description of the {n}]",
            "{{{{{v}}}}}",
            "{N}: {{{{{v}}}}}",
            "{N}: <to be filled in by the project>",
            "<describe the {n}>",
            "| Item | Entry |\n|---|---|\n| {N} | <...> |",
            "{N}: YES / NO",
            "The {n} of <product name> {is} [insert].",
        ],
    );
    let body = body.replace("{{{{", "{{").replace("}}}}", "}}");
    instead(s, &body, PLACEHOLDER)
}

const BLANKS: [&str; 4] = ["________", "[insert]", "{{value}}", "<value>"];

/// Cuts each sentence behind its verb and puts a blank there.
fn form_text(s: &Subject) -> Option<Turned> {
    let blank = s.one_of(&["__________", "[insert how and by what means]", "{{description}}", "<describe>"]);
    sentence_wise(s, EMPTY, &|t| {
        let (subject, verb) = verbs::cut(bare(t))?;
        Some(format!("{subject} {verb} {blank}."))
    })
}

/// Puts blanks in place of numbers, names and abbreviations; only sentences with two or more of them.
fn holes(s: &Subject) -> Option<Turned> {
    let blank = s.one_of(&BLANKS);
    let topic = format!("{} {}", s.topic.noun, s.topic.title).to_lowercase();
    sentence_wise(s, EMPTY, &|t| {
        let mut count = 0;
        let mut out: Vec<String> = Vec::new();
        for (n, word) in bare(t).split(' ').enumerate() {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_means = core.bytes().any(|b| b.is_ascii_digit())
                || core.bytes().filter(u8::is_ascii_uppercase).count() > 1
                || n > 0 && core.starts_with(|c: char| c.is_uppercase())
                || word.contains('`');
            if core.is_empty() || !is_means || topic.contains(&core.to_lowercase()) {
                out.push(word.to_owned());
            } else if out.last().is_some_and(|l| l == blank) {
                count += 1;
            } else {
                count += 1;
                let comma = if word.ends_with(',') { "," } else { "" };
                out.push(format!("{blank}{comma}"));
            }
        }
        (count > 1).then(|| format!("{}.", out.join(" ")))
    })
}

/// Puts an instruction to the author in place of the evidence.
fn instruction(s: &Subject) -> Option<Turned> {
    let said = one_of(
        s,
        &[
            "Describe here how the {n} {is} realised.",
            "Describe the {n} of your device here.",
            "Explain how the {n} {is} ensured and by what means.",
            "Insert a description of the {n}.",
            "This section should describe the {n}.",
            "List all elements of the {n} with version and owner.",
            "Please summarise the {n} and name the responsible person.",
            "State whether {n} {is} provided and how.",
        ],
    );
    let body = match s.choice("form of instruction", 5) {
        0 => format!("*{said}*"),
        1 => format!("> {said}"),
        2 => format!("[{}]", bare(&said)),
        3 => format!("_Note to author: {}_", lower_first(&said)),
        _ => said,
    };
    instead(s, &body, PLACEHOLDER)
}

/// Turns the first sentence into an instruction to the author.
fn instruction_text(s: &Subject) -> Option<Turned> {
    let ask = s.one_of(&["Describe here how", "Explain how", "Describe that and how", "State here how"]);
    let star = s.choice("italic", 2) == 0;
    sentence_wise(s, PLACEHOLDER, &|t| {
        verbs::cut(bare(t))?;
        let said = format!("{ask} {}.", lower_first(bare(t)));
        Some(if star { format!("*{said}*") } else { said })
    })
}

/// Announces the topic.
fn plan(s: &Subject) -> Option<Turned> {
    let body = one_of(
        s,
        &[
            "{N} will be defined before release.",
            "{N} {is} planned for release 3.0.",
            "The {n} will be described in a later version of this document.",
            "{N} {is} not yet implemented; it is scheduled for the fourth quarter.",
            "We intend to introduce {n} with the next major version.",
            "The project team will set up the {n} by the end of the year.",
            "Open action: define {n} (owner J. Doe, due 2025-06-30).",
            "{N} will be added as soon as the supplier is chosen.",
        ],
    );
    instead(s, &body, PLANNED)
}

/// Turns the verbs into an announcement.
fn plan_text(s: &Subject) -> Option<Turned> {
    let way = s.choice("announcement", 3);
    sentence_wise(s, PLANNED, &|t| {
        let said = verbs::announce(t)?;
        Some(match way {
            0 => format!("From release 3.0 on, {}", lower_first(&said)),
            1 => format!("It is planned that {}", lower_first(&said)),
            _ => format!("{} in the next major release.", bare(&said)),
        })
    })
}

/// Puts the text, unchanged, behind a lead-in that says that it is only planned.
fn plan_lead(s: &Subject) -> Option<Turned> {
    let lead = s.one_of(&[
        "The following is planned for release 3.0 and not yet in place:",
        "Not yet implemented; planned for the next major version:",
        "Open actions for next year:",
    ]);
    turned(s.with_body(&format!("{lead}\n\n{}", s.body)), PLANNED)
}

/// Puts the text under a heading of plans.
fn plan_heading(s: &Subject) -> Option<Turned> {
    let heading = s.one_of(&["Roadmap", "Open points", "Future work", "Planned improvements", "To do"]);
    turned(format!("## {heading}\n\n{}", s.body), PLANNED)
}

/// Denies the topic.
fn denial(s: &Subject) -> Option<Turned> {
    let body = one_of(
        s,
        &[
            "There {is} no {n}.",
            "{N} {is} not provided.",
            "No {n} {is} available.",
            "{N}: none.",
            "{N} {is} out of scope.",
            "The product has no {n}.",
            "{N}: not applicable.",
            "We did not carry out or set up any {n}.",
        ],
    );
    instead(s, &body, DENIED)
}

/// Negates the verbs.
fn denial_text(s: &Subject) -> Option<Turned> {
    sentence_wise(s, DENIED, &verbs::negate)
}

/// Says that somebody shall have it.
fn duty(s: &Subject) -> Option<Turned> {
    let body = one_of(
        s,
        &[
            "The manufacturer shall establish {n}.",
            "Manufacturers should consider {n}.",
            "{N} shall be established and maintained.",
            "The organisation shall ensure that {n} {is} in place.",
            "Every supplier is required to implement {n}.",
            "{N} must be considered during development.",
            "Medical device companies are expected to address {n}.",
        ],
    );
    instead(s, &body, MENTIONED)
}

/// Turns sentences into duties of somebody in general.
fn duty_text(s: &Subject) -> Option<Turned> {
    let who = s.one_of(&[
        "Manufacturers should ensure that",
        "The manufacturer shall ensure that",
        "Organisations are expected to ensure that",
    ]);
    sentence_wise(s, MENTIONED, &|t| {
        verbs::cut(t)?;
        Some(format!("{who} {}", lower_first(t)))
    })
}

const REFERENCE_HEADINGS: [&str; 7] = [
    "References",
    "Reference documents",
    "Abbreviations",
    "Glossary",
    "Change history",
    "Revision history",
    "Applicable documents",
];

/// Names the topic in a list of references, of abbreviations, or in the change history.
fn references(s: &Subject) -> Option<Turned> {
    let body = one_of(
        s,
        &[
            "## References\n\n- [1] {T}, document CY-09, rev. 3\n- [2] ISO 14971:2019\n- [3] IEC 62366-1:2015",
            "## Applicable documents\n\n| No. | Title | Rev. |\n|---|---|---|\n| SOP-12 | {N} | C |\n| SOP-13 | Document control | F |",
            "## Abbreviations\n\n| Term | Meaning |\n|---|---|\n| IFU | instructions for use |\n| XQ | {n} |",
            "## Glossary\n\n**{N}**: {T}, in the sense of IMDRF N60.",
            "## Change history\n\n| Version | Date | Author | Change |\n|---|---|---|---|\n| 1.0 | 2023-01-12 | J. Doe | first issue |\n| 1.1 | 2024-03-01 | J. Doe | section on {n} added |",
            "## Revision history\n\n- 1.1 (2024-03-01): chapter {T} revised\n- 1.0 (2023-01-12): first issue",
            "# Contents\n\n1 Scope .......... 3\n2 {T} .......... 5\n3 Housing .......... 9",
        ],
    );
    turned(body, &[State::Mentioned])
}

/// Moves the text under the heading of such a section.
fn references_text(s: &Subject) -> Option<Turned> {
    turned(format!("## {}\n\n{}", s.one_of(&REFERENCE_HEADINGS), s.body), MENTIONED)
}

/// Sends the reader elsewhere.
fn pointer(s: &Subject) -> Option<Turned> {
    let body = one_of(
        s,
        &[
            "See the Security Manual, section 4, for {n}.",
            "{N}: see document CY-09, chapter 3.",
            "{N} {is} described in the Security Concept, document CY-04.",
            "For {n} refer to the Cybersecurity Management Plan.",
            "{N} {is} documented separately in SOP-23, annex B.",
            "Details of the {n} can be found in the [security manual](security-manual.md).",
        ],
    );
    instead(s, &body, ELSEWHERE)
}

/// Quotes a guidance on the topic.
fn quotation(s: &Subject) -> Option<Turned> {
    // a topic that consists in naming guidance
    if s.topic.id == "security-standards" {
        return None;
    }
    let body = one_of(
        s,
        &[
            "> {N} should be established by the manufacturer.\n>\n> IMDRF N60, section 5.2",
            "MDCG 2019-16 reads: \"The manufacturer shall provide {n} over the life cycle of the device.\"",
            "According to IMDRF N60, \"{n} should be considered early in design\".",
            "IEC 81001-5-1 requires that {n} {is} established.",
            "Quotation from the tender: “The bidder shall offer {n}.”",
        ],
    );
    instead(s, &body, MENTIONED)
}

/// Makes the text a quotation of a guidance.
fn quotation_text(s: &Subject) -> Option<Turned> {
    let parts: Vec<Part> = text::parts(&s.body).into_iter().filter(Part::is_prose).collect();
    let said: Vec<String> = parts.iter().map(Part::text).collect();
    if said.is_empty() {
        return None;
    }
    let body = match s.choice("form of quotation", 3) {
        0 => format!("MDCG 2019-16, section 3.4, gives this example:\n\n> {}", said.join("\n>\n> ")),
        1 => format!(
            "The text of the guidance reads:\n\n> {}\n>\n> (IMDRF N60, annex A)",
            said.join("\n>\n> ")
        ),
        _ => format!("The guidance says: “{}”", said.join(" ")),
    };
    let before = Some(s.with_body(&text::join(&parts)));
    Some(Turned { text: s.with_body(&body), expect: MENTIONED, before })
}

/// Asks a question that nobody answers.
fn question(s: &Subject) -> Option<Turned> {
    let body = one_of(
        s,
        &[
            "Is there any {n}?",
            "How {is} {n} handled in this product?",
            "Who is responsible for {n}?",
            "- [ ] {N} in place?",
            "| Question | Answer |\n|---|---|\n| Is {n} provided? | |",
            "Does the device provide {n}? How?",
        ],
    );
    instead(s, &body, NOT_SHOWN)
}

/// Turns sentences into questions.
fn question_text(s: &Subject) -> Option<Turned> {
    sentence_wise(s, NOT_SHOWN, &verbs::ask)
}

/// Comments the text out.
fn comment(s: &Subject) -> Option<Turned> {
    (!s.body.contains("-->")).then_some(())?;
    turned(format!("{}\n\n<!-- {} -->", s.heading(), s.body), NOT_SHOWN)
}

/// Comments heading and text out.
fn comment_all(s: &Subject) -> Option<Turned> {
    (!s.body.contains("-->")).then_some(())?;
    turned(format!("## Housing\n\n{}\n\n<!--\n{}\n-->", UNRELATED[0], s.text()), NOT_SHOWN)
}

#[cfg(test)]
mod tests {
    use super::super::subject::Topic;
    use super::*;

    fn subject(heading: Option<&str>, body: &str) -> Subject {
        Subject {
            id: "sbom-1".into(),
            topic: Topic {
                id: "sbom".into(),
                noun: "SBOM".into(),
                title: "Software bill of materials".into(),
            },
            above: String::new(),
            heading: heading.map(str::to_owned),
            body: body.into(),
            rest: String::new(),
            whole: body.into(),
        }
    }

    /// The mutated text of every prose mutation contains `want`.
    #[track_caller]
    fn becomes(turn: fn(&Subject) -> Option<Turned>, want: &[&str]) {
        let s = subject(Some("## The list"), "The SBOM is produced by Syft 1.2. If it fails, stop.");
        let text = turn(&s).expect("applies").text;
        assert!(want.iter().all(|w| text.contains(w)), "{text}");
    }

    #[test]
    fn what_is_deleted_is_gone() {
        for turn in [delete, empty_section, tbd] {
            let s = subject(Some("## The list"), "The SBOM is produced by Syft.");
            let text = turn(&s).unwrap().text;
            assert!(text.starts_with("## The list\n\n") && !text.contains("Syft"), "{text}");
        }
        let text = empty_section(&subject(Some("### A"), "b")).unwrap().text;
        assert!(text.contains("\n### Housing\n"), "{text}");
    }

    #[test]
    fn cells_are_emptied_but_for_the_first() {
        let s = subject(None, "Intro.\n\n| Part | Version |\n|---|---|\n| zlib | 1.3 |");
        assert_eq!(empty_cells(&s).unwrap().text, "| Part | Version |\n|---|---|\n| zlib |  |");
        assert!(!tbd_cells(&s).unwrap().text.contains("1.3"));
        assert_eq!(empty_cells(&subject(None, "No table.")), None);
    }

    #[test]
    fn forms_have_blanks() {
        let s = subject(None, "The SBOM is produced by Syft 1.2. If it fails, stop.");
        assert!(form_text(&s).unwrap().text.starts_with("The SBOM is "));
        assert!(!form_text(&s).unwrap().text.contains("Syft"));
        let text = holes(&s).unwrap().text;
        assert!(text.starts_with("The SBOM is produced by ") && !text.contains("1.2"), "{text}");
        assert!(!form(&s).unwrap().text.contains("{n}"));
    }

    #[test]
    fn sentences_are_turned_and_the_others_left_out() {
        becomes(instruction_text, &["the SBOM is produced"]);
        becomes(plan_text, &["will be produced"]);
        becomes(denial_text, &["The SBOM is not produced by Syft 1.2."]);
        becomes(duty_text, &[" that the SBOM is produced"]);
        becomes(question_text, &["Is the SBOM produced by Syft 1.2?"]);
        let s = subject(Some("## The list"), "The SBOM is produced by Syft 1.2. If it fails, stop.");
        assert_eq!(
            plan_text(&s).unwrap().before.unwrap(),
            "## The list\n\nThe SBOM is produced by Syft 1.2."
        );
    }

    #[test]
    fn generated_sentences_name_the_topic() {
        for turn in [instruction, plan, denial, duty, pointer, quotation, question, references] {
            let text = turn(&subject(None, "x")).unwrap().text;
            assert!(text.contains("SBOM") || text.contains("bill of materials"), "{text}");
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }

    #[test]
    fn the_text_is_put_into_another_frame() {
        becomes(plan_lead, &["## The list\n\n", ":\n\nThe SBOM is produced"]);
        becomes(plan_heading, &["\n\nThe SBOM is produced"]);
        becomes(references_text, &["\n\nThe SBOM is produced"]);
        becomes(quotation_text, &["The SBOM is produced"]);
        becomes(comment, &["## The list\n\n<!-- The SBOM"]);
        becomes(comment_all, &["<!--\n## The list\n\nThe SBOM"]);
    }
}
