//! Edits that change nothing that is said: the state must stay `shown`.
//!
//! Each is a pure function from a subject to the text of its section, `None` where it does not apply.

use super::subject::Subject;
use super::text::{self, Kind, Part, bare, replace_word, upper_first};
use super::turns::UNRELATED;

/// A neutral edit: its name, what it does, the function.
#[derive(Debug)]
pub struct Edit {
    /// Its name, which stays.
    pub id: &'static str,
    /// What is done, for people.
    pub what: &'static str,
    /// Does it; `None` where it does not apply.
    pub edit: fn(&Subject) -> Option<String>,
}

/// All edits, in the order of the report.
pub static EDITS: [Edit; 21] = [
    Edit { id: "wrap", what: "hard wraps at 60 columns", edit: wrap },
    Edit { id: "unwrap", what: "wrapped lines joined", edit: unwrap },
    Edit { id: "reorder", what: "sections in another order", edit: reorder },
    Edit { id: "heading-other", what: "a heading that says nothing ('4.2 Details')", edit: heading_other },
    Edit { id: "heading-none", what: "no heading", edit: heading_none },
    Edit { id: "heading-level", what: "another heading level", edit: heading_level },
    Edit { id: "list-to-sentences", what: "list items as sentences of a paragraph", edit: list_to_sentences },
    Edit { id: "sentences-to-list", what: "sentences as list items", edit: sentences_to_list },
    Edit { id: "table-to-list", what: "rows as list items 'header: cell; ...'", edit: table_to_list },
    Edit { id: "list-to-table", what: "list items as rows of a table", edit: list_to_table },
    Edit { id: "american", what: "American spelling", edit: american },
    Edit { id: "british", what: "British spelling", edit: british },
    Edit { id: "around", what: "unrelated paragraphs before and after", edit: around },
    Edit { id: "inside", what: "unrelated paragraphs in the same section", edit: inside },
    Edit { id: "crlf", what: "CRLF line ends", edit: crlf },
    Edit { id: "bold", what: "a word in bold", edit: bold },
    Edit { id: "italic", what: "a word in italics", edit: italic },
    Edit { id: "indent", what: "paragraphs indented by two spaces", edit: indent },
    Edit { id: "numbered", what: "an id in front of each paragraph and item", edit: numbered },
    Edit { id: "synonyms", what: "other function words (employs, prior to, is able to)", edit: synonyms },
    Edit { id: "shall", what: "'must' for 'shall' and the other way round", edit: shall },
];

/// The section with its parts edited; `None` when nothing changed.
fn edited(s: &Subject, f: &dyn Fn(Vec<Part>) -> Vec<Part>) -> Option<String> {
    let parts = text::parts(&s.whole);
    let out = text::join(&f(parts.clone()));
    (out != text::join(&parts)).then(|| s.with_body(&out))
}

/// Each part edited on its own.
fn each(s: &Subject, f: &dyn Fn(&Part) -> Part) -> Option<String> {
    edited(s, &|parts| parts.iter().map(f).collect())
}

/// Wraps paragraphs and list items at 60 columns.
fn wrap(s: &Subject) -> Option<String> {
    each(s, &|part| {
        if !part.is_prose() || has_break(part) {
            return part.clone();
        }
        let indent = " ".repeat(if part.kind == Kind::Item { part.marker().len() } else { 0 });
        let mut lines = vec![if part.kind == Kind::Item { part.marker().to_owned() } else { String::new() }];
        for word in part.text().split(' ') {
            let line = lines.last_mut().expect("there is a line");
            // a line must not begin with what would be a marker there
            let safe = !word.starts_with(['-', '+', '*', '#', '>', '|', '=', '_', '`'])
                && !word.ends_with(['.', ')']);
            if line.trim().is_empty() || line.len() + word.len() < 60 || !safe {
                if !line.trim().is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
                line.push_str(word);
            } else {
                lines.push(format!("{indent}{word}"));
            }
        }
        Part { kind: part.kind, lines }
    })
}

/// A line break that the author asked for.
fn has_break(part: &Part) -> bool {
    part.lines.iter().any(|l| l.ends_with("  ") || l.ends_with('\\'))
}

/// Joins wrapped lines.
fn unwrap(s: &Subject) -> Option<String> {
    each(s, &|part| {
        if part.is_prose() && !has_break(part) { part.with_text(&part.text()) } else { part.clone() }
    })
}

/// The section between others, in two orders.
fn reorder(s: &Subject) -> Option<String> {
    let heading =
        s.heading.clone().filter(|h| h.starts_with('#')).unwrap_or_else(|| "## 2 Details".to_owned());
    let level = "#".repeat(heading.bytes().take_while(|b| *b == b'#').count());
    let own = format!("{heading}\n\n{}", s.whole);
    let others =
        [format!("{level} Housing\n\n{}", UNRELATED[0]), format!("{level} Delivery\n\n{}", UNRELATED[1])];
    Some(match s.choice("order", 3) {
        0 => format!("{own}\n\n{}\n\n{}", others[0], others[1]),
        1 => format!("{}\n\n{own}\n\n{}", others[1], others[0]),
        _ => format!("{}\n\n{}\n\n{own}", others[0], others[1]),
    })
}

/// Another heading, which says nothing of the topic.
fn heading_other(s: &Subject) -> Option<String> {
    let old = s.heading.as_ref()?;
    let new = s.one_of(&["4.2 Details", "Description", "3.1 General", "Notes", "Implementation"]);
    let level = old.bytes().take_while(|b| *b == b'#').count();
    Some(if level == 0 {
        format!("**{new}**\n\n{}", s.whole)
    } else {
        format!("{} {new}\n\n{}", "#".repeat(level), s.whole)
    })
}

/// No heading.
fn heading_none(s: &Subject) -> Option<String> {
    s.heading.as_ref().filter(|_| s.above.is_empty()).map(|_| s.whole.clone())
}

/// The heading one level up or down.
fn heading_level(s: &Subject) -> Option<String> {
    let heading = s.heading.as_ref().filter(|h| h.starts_with('#'))?;
    let level = heading.bytes().take_while(|b| *b == b'#').count();
    let title = heading.trim_start_matches('#').trim();
    let level = if level > 3 { level - 1 } else { level + 1 };
    Some(format!("{} {title}\n\n{}", "#".repeat(level), s.whole))
}

/// List items as sentences of one paragraph; a lead-in stays in front.
fn list_to_sentences(s: &Subject) -> Option<String> {
    edited(s, &|parts| {
        let mut out: Vec<Part> = Vec::new();
        let mut items: Vec<String> = Vec::new();
        for part in parts.into_iter().map(Some).chain([None]) {
            match part {
                Some(p) if p.kind == Kind::Item => {
                    let text = p.text();
                    let said = upper_first(bare(text.trim_start_matches("[x] ")));
                    items.push(if text.ends_with(['?', '!', ':']) {
                        text.clone()
                    } else {
                        format!("{said}.")
                    });
                }
                other => {
                    if !items.is_empty() {
                        out.push(Part::new(Kind::Paragraph, &items.join(" ")));
                        items.clear();
                    }
                    out.extend(other);
                }
            }
        }
        out
    })
}

/// Paragraphs of two and more sentences as lists.
fn sentences_to_list(s: &Subject) -> Option<String> {
    edited(s, &|parts| {
        let mut out = Vec::new();
        for part in parts {
            let sentences = text::sentences(&part.text());
            // emphasis or quotes over several sentences would be torn
            let whole = sentences
                .iter()
                .all(|t| t.matches('*').count() % 2 == 0 && t.matches(['“', '”', '"']).count() % 2 == 0);
            if part.kind == Kind::Paragraph && sentences.len() > 1 && whole && !has_break(&part) {
                out.extend(sentences.iter().map(|t| Part::new(Kind::Item, &format!("- {t}"))));
            } else {
                out.push(part);
            }
        }
        out
    })
}

/// Table rows as list items: "header: cell; header: cell".
fn table_to_list(s: &Subject) -> Option<String> {
    edited(s, &|parts| {
        let mut out = Vec::new();
        for part in parts {
            let rows = part.rows();
            let Some(head) = rows.first().filter(|_| part.kind == Kind::Table) else {
                out.push(part);
                continue;
            };
            for row in &rows[1..] {
                let said: Vec<String> = head
                    .iter()
                    .zip(row)
                    .filter(|(_, c)| !c.is_empty())
                    .map(|(h, c)| if h.is_empty() { c.clone() } else { format!("{h}: {c}") })
                    .collect();
                out.push(Part::new(Kind::Item, &format!("- {}", said.join("; "))));
            }
        }
        out
    })
}

/// Lists of two and more items as tables with a number and a text.
fn list_to_table(s: &Subject) -> Option<String> {
    edited(s, &|parts| {
        let mut out: Vec<Part> = Vec::new();
        let mut items: Vec<Part> = Vec::new();
        for part in parts.into_iter().map(Some).chain([None]) {
            match part {
                Some(p) if p.kind == Kind::Item => items.push(p),
                other => {
                    if items.len() > 1 {
                        let rows = items
                            .iter()
                            .enumerate()
                            .map(|(n, i)| text::row(&[(n + 1).to_string(), i.text().replace('|', "\\|")]));
                        let head = text::row(&["No.".to_owned(), "Description".to_owned()]);
                        let lines = [head, text::dashes(2)].into_iter().chain(rows).collect();
                        out.push(Part { kind: Kind::Table, lines });
                    } else {
                        out.append(&mut items);
                    }
                    items.clear();
                    out.extend(other);
                }
            }
        }
        out
    })
}

/// British and American spelling.
const SPELLINGS: [(&str, &str); 44] = [
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("analysing", "analyzing"),
    ("anonymised", "anonymized"),
    ("anonymisation", "anonymization"),
    ("pseudonymised", "pseudonymized"),
    ("pseudonymisation", "pseudonymization"),
    ("authorise", "authorize"),
    ("authorised", "authorized"),
    ("authorisation", "authorization"),
    ("behaviour", "behavior"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("cheque", "check"),
    ("colour", "color"),
    ("customise", "customize"),
    ("customised", "customized"),
    ("defence", "defense"),
    ("digitised", "digitized"),
    ("initialisation", "initialization"),
    ("initialised", "initialized"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("minimise", "minimize"),
    ("minimised", "minimized"),
    ("modelling", "modeling"),
    ("neutralised", "neutralized"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("prioritised", "prioritized"),
    ("programme", "program"),
    ("recognised", "recognized"),
    ("recognise", "recognize"),
    ("sanitise", "sanitize"),
    ("sanitised", "sanitized"),
    ("sanitisation", "sanitization"),
    ("signalled", "signaled"),
    ("synchronised", "synchronized"),
    ("summarised", "summarized"),
    ("travelled", "traveled"),
    ("unauthorised", "unauthorized"),
    ("utilised", "utilized"),
];

fn words(s: &Subject, pairs: &[(&str, &str)]) -> Option<String> {
    let mut text = s.with_body(&s.whole);
    let mut changed = false;
    for (from, to) in pairs {
        if let Some(new) = replace_word(&text, from, to) {
            (text, changed) = (new, true);
        }
    }
    changed.then_some(text)
}

/// American for British spelling.
fn american(s: &Subject) -> Option<String> {
    words(s, &SPELLINGS)
}

/// British for American spelling.
fn british(s: &Subject) -> Option<String> {
    let pairs: Vec<(&str, &str)> =
        SPELLINGS.iter().filter(|p| p.1 != "check" && p.1 != "program").map(|p| (p.1, p.0)).collect();
    words(s, &pairs)
}

/// Unrelated sections before and after.
fn around(s: &Subject) -> Option<String> {
    Some(format!("{}\n\n{}\n\n## Delivery\n\n{}", UNRELATED[0], s.with_body(&s.whole), UNRELATED[1]))
}

/// Unrelated paragraphs in the same section, before and after.
fn inside(s: &Subject) -> Option<String> {
    Some(s.with_body(&format!("{}\n\n{}\n\n{}", UNRELATED[2], s.whole, UNRELATED[1])))
}

/// CRLF line ends.
fn crlf(s: &Subject) -> Option<String> {
    Some(s.with_body(&s.whole).replace('\n', "\r\n"))
}

/// Marks one longer word in the middle of each paragraph and item.
fn marked(s: &Subject, mark: &str) -> Option<String> {
    each(s, &|part| {
        let text = part.text();
        if !part.is_prose() || has_break(part) || text.contains(['*', '`', '[', '<', '_']) {
            return part.clone();
        }
        let list: Vec<&str> = text.split(' ').collect();
        let is_word = |w: &str| w.len() > 3 && w.chars().all(char::is_alphabetic);
        let Some(at) = (list.len() / 2..list.len()).find(|n| is_word(list[*n])) else { return part.clone() };
        let word = format!("{mark}{}{mark}", list[at]);
        let said: Vec<&str> =
            list.iter().enumerate().map(|(n, w)| if n == at { word.as_str() } else { w }).collect();
        part.with_text(&said.join(" "))
    })
}

/// A word in bold.
fn bold(s: &Subject) -> Option<String> {
    marked(s, "**")
}

/// A word in italics.
fn italic(s: &Subject) -> Option<String> {
    marked(s, "*")
}

/// Indents paragraphs and lists by two spaces.
fn indent(s: &Subject) -> Option<String> {
    each(s, &|part| {
        if part.is_prose() {
            Part { kind: part.kind, lines: part.lines.iter().map(|l| format!("  {l}")).collect() }
        } else {
            part.clone()
        }
    })
}

/// Puts an id in front of each paragraph and item that has none.
fn numbered(s: &Subject) -> Option<String> {
    let form = s.one_of(&["SR-", "4.2.", "REQ_", "[SEC-"]);
    edited(s, &|parts| {
        let number = |n: usize| match form {
            "4.2." => format!("4.2.{n}"),
            "[SEC-" => format!("[SEC-{n:03}]"),
            _ => format!("{form}{n:03}"),
        };
        parts
            .iter()
            .enumerate()
            .map(|(n, p)| {
                if p.is_prose() { p.with_text(&format!("{} {}", number(n + 1), p.text())) } else { p.clone() }
            })
            .collect()
    })
}

/// Other function words.
const SYNONYMS: [(&str, &str); 13] = [
    ("uses", "employs"),
    ("employs", "uses"),
    ("prior to", "before"),
    ("before", "prior to"),
    ("in order to", "to"),
    ("is able to", "can"),
    ("can", "is able to"),
    ("such as", "for example"),
    ("by means of", "with"),
    ("every", "each"),
    ("each", "every"),
    ("approximately", "about"),
    ("via", "by way of"),
];

/// Other function words; none is turned back.
fn synonyms(s: &Subject) -> Option<String> {
    let text = s.with_body(&s.whole);
    // "can" in questions, after a plural and in front of a negation is left alone
    let plain_can = !["s can ", "Can ", "can not", "I can", "you can", "they can", "we can"]
        .iter()
        .any(|p| text.contains(p));
    let mut out = text.clone();
    let mut made: Vec<&str> = Vec::new();
    for (from, to) in SYNONYMS {
        if made.contains(&from) || from == "can" && !plain_can {
            continue;
        }
        if let Some(new) = replace_word(&out, from, to) {
            out = new;
            made.push(to);
        }
    }
    (out != text).then_some(out)
}

/// `must` for `shall` and the other way round.
fn shall(s: &Subject) -> Option<String> {
    let text = s.with_body(&s.whole);
    if text.contains("hat shall") || text.contains("hat must") {
        return None;
    }
    match replace_word(&text, "shall", "must") {
        Some(new) => Some(new),
        None => replace_word(&text, "must", "shall"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::Topic;
    use super::*;

    #[track_caller]
    fn becomes(edit: fn(&Subject) -> Option<String>, from: &str, to: Option<&str>) {
        let (heading, whole) = match from.strip_prefix("## A\n\n") {
            Some(rest) => (Some("## A".to_owned()), rest),
            None => (None, from),
        };
        let subject = Subject {
            id: "x".into(),
            topic: Topic::default(),
            above: String::new(),
            heading,
            body: whole.into(),
            rest: String::new(),
            whole: whole.into(),
        };
        assert_eq!(edit(&subject).as_deref(), to);
    }

    #[test]
    fn wraps() {
        let long = "word ".repeat(20);
        let (first, second) = (["word"; 12].join(" "), ["word"; 8].join(" "));
        becomes(
            wrap,
            &format!("- {}", long.trim()),
            Some(&format!("- {}\n  {}", ["word"; 11].join(" "), ["word"; 9].join(" "))),
        );
        becomes(wrap, long.trim(), Some(&format!("{first}\n{second}")));
        becomes(unwrap, "a\nb\n\n- c\n  d", Some("a b\n\n- c d"));
        becomes(unwrap, "a", None);
    }

    #[test]
    fn headings() {
        becomes(heading_none, "## A\n\nb", Some("b"));
        becomes(heading_level, "## A\n\nb", Some("### A\n\nb"));
        becomes(heading_level, "b", None);
        becomes(heading_other, "b", None);
    }

    #[test]
    fn lists_tables_and_sentences() {
        becomes(list_to_sentences, "So:\n\n- a\n- b", Some("So:\n\nA. B."));
        becomes(sentences_to_list, "A is. B is.", Some("- A is.\n- B is."));
        becomes(table_to_list, "| X | Y |\n|---|---|\n| 1 | 2 |", Some("- X: 1; Y: 2"));
        becomes(list_to_table, "- a\n- b", Some("| No. | Description |\n|---|---|\n| 1 | a |\n| 2 | b |"));
        becomes(list_to_table, "- a", None);
    }

    #[test]
    fn words_and_marks() {
        becomes(american, "Authorised", Some("Authorized"));
        becomes(british, "Authorized", Some("Authorised"));
        becomes(bold, "The long word here", Some("The long **word** here"));
        becomes(italic, "The long word here", Some("The long *word* here"));
        becomes(indent, "a", Some("  a"));
        becomes(synonyms, "It uses each", Some("It employs every"));
        becomes(shall, "It shall", Some("It must"));
        becomes(crlf, "a\n\nb", Some("a\r\n\r\nb"));
    }

    #[test]
    fn neighbours() {
        for edit in [around, inside, reorder] {
            let subject_text = "Something said.";
            let (heading, whole) = (Some("## A".to_owned()), subject_text.to_owned());
            let s = Subject {
                id: "x".into(),
                topic: Topic::default(),
                above: String::new(),
                heading,
                body: whole.clone(),
                rest: String::new(),
                whole,
            };
            let text = edit(&s).unwrap();
            assert!(text.contains(subject_text) && text.len() > 100, "{text}");
        }
    }
}
