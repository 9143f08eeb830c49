//! What can be typed next in a document: ids of requirements, kinds in front matter, suppression comments, sections that
//! are missing. Nothing in prose otherwise.
//!
//! It looks at the text as it is typed and does not wait for the analysis; what sections there are is as of the last one.

use std::cmp::Reverse;
use std::ops::Range;

use ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, InsertTextFormat,
    TextEdit,
};
use medlint_core::assess::state_in;
use medlint_core::config::keys::ValueSort;
use medlint_core::detect::State;
use medlint_core::document::BlockKind;
use medlint_core::draft::{Markup, Scope, section};
use medlint_core::lint::{self, RULES};
use medlint_core::workspace::Entry;
use serde_json::{Value, json};

use super::describe;
use crate::client::Client;
use crate::folder::Folder;
use crate::place::Places;

/// At most so many items; clients ask again while more is typed.
pub(crate) const MOST: usize = 100;

/// A document that is being written, and where.
pub(crate) struct Typed<'a> {
    pub(crate) client: &'a Client,
    pub(crate) folder: &'a Folder,
    /// Path in the folder.
    pub(crate) path: &'a str,
    /// The text as it is open.
    pub(crate) places: Places<'a>,
    pub(crate) offset: u32,
    /// As of the last analysis.
    pub(crate) entry: Option<&'a Entry>,
    /// Somebody asked for it, not just typed.
    pub(crate) invoked: bool,
}

/// Items under way: where they go, and what the client can do with them.
pub(crate) struct Items<'a> {
    client: &'a Client,
    folder: &'a Folder,
    places: Places<'a>,
    list: CompletionList,
}

/// What makes an item.
pub(crate) struct New<'t> {
    pub(crate) label: &'t str,
    pub(crate) kind: CompletionItemKind,
    pub(crate) detail: &'t str,
    /// What is replaced, bytes of the text.
    pub(crate) bytes: Range<u32>,
    /// What takes its place; a snippet if the client takes them.
    pub(crate) text: String,
    pub(crate) filter: Option<String>,
    /// What [`resolve`] explains.
    pub(crate) about: Option<(&'static str, &'t str)>,
}

impl<'a> Items<'a> {
    pub(crate) fn new(client: &'a Client, folder: &'a Folder, places: Places<'a>) -> Self {
        let list = CompletionList { is_incomplete: false, items: Vec::new() };
        Items { client, folder, places, list }
    }

    /// Adds an item; the client shows them in this order.
    pub(crate) fn add(&mut self, new: New<'_>) {
        if self.list.items.len() >= MOST {
            self.list.is_incomplete = true;
            return;
        }
        let snippet = self.client.takes_snippets() && new.text.contains('$');
        let new_text = if snippet { new.text } else { plain(&new.text) };
        self.list.items.push(CompletionItem {
            label: new.label.to_owned(),
            kind: Some(new.kind),
            detail: (!new.detail.is_empty()).then(|| new.detail.to_owned()),
            sort_text: Some(format!("{:03}", self.list.items.len())),
            filter_text: new.filter,
            insert_text_format: Some(if snippet {
                InsertTextFormat::SNIPPET
            } else {
                InsertTextFormat::PLAIN_TEXT
            }),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                range: self.places.range(&new.bytes),
                new_text,
            })),
            data: new.about.map(|(sort, id)| json!({ "folder": self.folder.uri, "sort": sort, "id": id })),
            ..CompletionItem::default()
        });
    }

    /// All words of a closed list, as values.
    pub(crate) fn add_words(&mut self, sort: ValueSort, bytes: &Range<u32>, write: impl Fn(&str) -> String) {
        let typed = super::config_file::text_of(self.places.source, bytes);
        let wanted = wanted(typed);
        for word in sort.words(self.folder.workspace.catalogue()).iter().filter(|word| wanted(word.id)) {
            self.add(New {
                label: word.id,
                kind: CompletionItemKind::ENUM_MEMBER,
                detail: word.meaning,
                bytes: bytes.clone(),
                text: write(word.id),
                filter: None,
                about: Some((sort.id(), word.id)),
            });
        }
    }

    pub(crate) fn finish(self) -> CompletionList {
        self.list
    }
}

/// Whether an id goes on from what is typed; long lists are cut before the client can filter them.
fn wanted(typed: &str) -> impl Fn(&str) -> bool {
    let typed = typed.trim().to_lowercase();
    move |id| {
        let id = id.to_lowercase();
        typed.is_empty() || id.contains(&typed)
    }
}

/// A snippet without its marks: places to fill in are what stands in them.
fn plain(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut rest = snippet.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => out.extend(rest.next()),
            '$' if rest.peek() == Some(&'{') => {
                let choice: String = rest.by_ref().take_while(|c| !matches!(c, ':' | '|' | '}')).collect();
                // `${1:text}` stays its text, `${1|a,b|}` nothing.
                if snippet.contains(&format!("${choice}|")) {
                    let _ = rest.by_ref().find(|c| *c == '}');
                }
            }
            '$' => while rest.next_if(char::is_ascii_digit).is_some() {},
            '}' => {}
            c => out.push(c),
        }
    }
    out
}

/// A text within a snippet.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// What can be typed at a place.
pub(crate) fn complete(typed: &Typed<'_>) -> CompletionList {
    let mut items = Items::new(typed.client, typed.folder, typed.places);
    let Some(line) = Line::at(typed) else { return items.finish() };
    if let Some(fence) = front_matter(typed) {
        in_front_matter(typed, &line, fence, &mut items);
    } else if let Some(open) = line.before.rfind("<!--").filter(|open| !line.before[*open..].contains("-->"))
    {
        in_comment(typed, &line, open, &mut items);
    } else if !is_code(typed) {
        sections(typed, &line, &mut items);
        ids(typed, &line, &mut items);
    }
    items.finish()
}

/// The line that is typed in.
struct Line<'a> {
    /// Where it begins.
    start: u32,
    before: &'a str,
    after: &'a str,
}

impl<'a> Line<'a> {
    fn at(typed: &Typed<'a>) -> Option<Line<'a>> {
        let Places { source, lines, .. } = typed.places;
        let range = lines.line_range(source, lines.line(typed.offset));
        let before = source.get(range.start as usize..typed.offset as usize)?;
        let after = source.get(typed.offset as usize..(range.end.max(typed.offset)) as usize)?;
        Some(Line { start: range.start, before, after })
    }

    /// The bytes from a place in `before` up to the cursor, and `more` behind it.
    fn bytes(&self, from: usize, more: usize) -> Range<u32> {
        let place = |n: usize| self.start + u32::try_from(n).unwrap_or(u32::MAX - self.start);
        place(from)..place(self.before.len() + more)
    }
}

/// The fence of the front matter that a place stands in.
fn front_matter<'a>(typed: &Typed<'a>) -> Option<&'a str> {
    let before = typed.places.source.get(..typed.offset as usize)?;
    let mut lines = before.lines();
    let fence = lines.next()?.trim_start_matches('\u{feff}').trim_end();
    let is_inside = before.contains(['\n', '\r'])
        && matches!(fence, "---" | "+++")
        && lines.all(|line| line.trim_end() != fence && !(fence == "---" && line.trim_end() == "..."));
    // Without an end it is no front matter but a rule, unless it is being begun.
    let ends =
        || typed.places.source[typed.offset as usize..].lines().skip(1).any(|line| line.trim_end() == fence);
    (is_inside && (ends() || before.lines().count() < 8)).then_some(fence)
}

fn in_front_matter(typed: &Typed<'_>, line: &Line<'_>, fence: &str, items: &mut Items<'_>) {
    let sign = if fence == "+++" { '=' } else { ':' };
    let value = line.before.rfind([':', '=']).map(|at| (&line.before[..at], at + 1));
    match value {
        Some((key, at)) => {
            let key = key.rsplit(['{', ' ']).find(|part| !part.is_empty()).unwrap_or_default();
            if matches!(key, "medlint" | "kind") {
                let from = at + line.before[at..].len()
                    - line.before[at..].trim_start_matches([' ', '"', '\'', '{']).len();
                let quoted = line.before[at..].contains(['"', '\'']);
                let rest =
                    line.after.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(line.after.len());
                items.add_words(ValueSort::Kind, &line.bytes(from, rest), |id| {
                    let space = if line.before[at..].is_empty() { " " } else { "" };
                    if sign == '=' && !quoted { format!("{space}\"{id}\"") } else { format!("{space}{id}") }
                });
            }
        }
        None if line.after.trim().is_empty() && line.before.chars().all(char::is_alphabetic) => {
            let text = |key: &str, value: &str| {
                if sign == '=' { format!("{key} = \"{value}\"") } else { format!("{key}: {value}") }
            };
            let has = |key: &str| {
                typed
                    .places
                    .source
                    .lines()
                    .take(40)
                    .any(|l| l.trim_start().starts_with(key) && l.contains(sign))
            };
            for (key, value, detail) in [
                ("medlint", "$1", "what kind of document this is"),
                ("status", "draft", "placeholders in a draft are information, not warnings"),
            ] {
                if !has(key) {
                    items.add(New {
                        label: key,
                        kind: CompletionItemKind::PROPERTY,
                        detail,
                        bytes: line.bytes(0, 0),
                        text: text(key, value),
                        filter: None,
                        about: None,
                    });
                }
            }
        }
        None => {}
    }
}

/// Comments that suppress findings.
fn in_comment(typed: &Typed<'_>, line: &Line<'_>, open: usize, items: &mut Items<'_>) {
    let inside = line.before[open + 4..].trim_start();
    let below = findings_below(typed, line);
    let end = line.after.len() - line.after.trim_start_matches([' ', '\t']).len();
    let closed = line.after[end..].starts_with("-->");
    let more = if closed { end + 3 } else { 0 };
    if let Some((verb, names)) =
        inside.split_once(' ').filter(|(verb, _)| verb.starts_with("medlint-disable"))
    {
        if names.contains(':') {
            return;
        }
        let word = names.len() - names.rfind([' ', ',']).map_or(0, |at| at + 1);
        let from = line.before.len() - word;
        let excusable =
            RULES.iter().filter(|rule| rule.scope != lint::Scope::Config && !below.contains(&rule.code));
        for code in below.iter().copied().chain(excusable.map(|rule| rule.code)) {
            let detail = lint::rule(code).map_or("", |rule| rule.name);
            let text =
                if closed || names.contains(',') { code.to_owned() } else { format!("{code}: $1 -->") };
            items.add(New {
                label: code,
                kind: CompletionItemKind::ENUM_MEMBER,
                detail,
                bytes: line.bytes(from, 0),
                text,
                filter: Some(format!("{code} {verb}")),
                about: Some((ValueSort::Finding.id(), code)),
            });
        }
        return;
    }
    let begun = !inside.is_empty() && "medlint-disable-next-line".starts_with(inside);
    if !begun && !(inside.is_empty() && (typed.invoked || !below.is_empty())) {
        return;
    }
    let mut add = |label: &str, text: &str, detail: &str, about| {
        items.add(New {
            label,
            kind: CompletionItemKind::SNIPPET,
            detail,
            bytes: line.bytes(open, more),
            text: format!("<!-- {text} -->"),
            filter: Some(format!("<!-- {label}")),
            about,
        });
    };
    for code in &below {
        let name = lint::rule(code).map_or("", |rule| rule.name);
        let label = format!("medlint-disable-next-line {code}");
        add(&label, &format!("{label}: $1"), name, Some((ValueSort::Finding.id(), *code)));
    }
    if typed.invoked || begun {
        add(
            "medlint-disable-next-line",
            "medlint-disable-next-line $1: $2",
            "excuses findings of the next block",
            None,
        );
        add("medlint-disable", "medlint-disable $1: $2", "excuses findings from here on", None);
        add("medlint-enable", "medlint-enable", "ends what was disabled", None);
    }
}

/// Codes of the findings that begin in the block below, without those about suppressions.
fn findings_below(typed: &Typed<'_>, line: &Line<'_>) -> Vec<&'static str> {
    let lines = typed.places.lines;
    let here = lines.line_number(line.start);
    let empty = |n: &u32| {
        let range = lines.line_range(typed.places.source, n - 1);
        super::config_file::text_of(typed.places.source, &range).trim().is_empty()
    };
    let Some(next) = (here + 1..here + 4).find(|n| !empty(n)) else { return Vec::new() };
    let mut codes: Vec<&'static str> = typed
        .folder
        .findings(typed.path)
        .filter(|finding| (finding.lines.0 == next || finding.lines.0 == next - 1) && finding.lines.0 >= here)
        .map(|finding| finding.code)
        // About the comments themselves, and about one that is not closed yet.
        .filter(|code| !matches!(*code, "M111" | "M112" | "M116"))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Inside code, where nothing is meant for readers.
fn is_code(typed: &Typed<'_>) -> bool {
    let blocks = typed.entry.map(|entry| entry.document.blocks.as_slice()).unwrap_or_default();
    let after = blocks.partition_point(|block| block.source.start <= typed.offset);
    blocks[..after].last().is_some_and(|block| {
        matches!(block.kind, BlockKind::Code | BlockKind::Diagram) && block.source.end > typed.offset
    })
}

/// Sections that the kind of document should have and that are not there, the most important first: behind the marks of
/// a heading, or on an empty line when somebody asks.
fn sections(typed: &Typed<'_>, line: &Line<'_>, items: &mut Items<'_>) {
    let (Some(entry), Some(assessment)) = (typed.entry, typed.folder.assessment()) else { return };
    let Some(kind) = entry.analysis.kind.kind.filter(|_| line.after.trim().is_empty()) else { return };
    let markup = Markup::of_path(typed.path);
    let marks = line.before.len() - line.before.trim_start_matches(['#', '=']).len();
    let sign = if markup == Markup::AsciiDoc { "=" } else { "#" };
    let is_heading = (1..=6).contains(&marks)
        && matches!(markup, Markup::Markdown | Markup::AsciiDoc)
        && line.before[..marks].trim_matches(|c| sign.contains(c)).is_empty()
        && line.before[marks..].starts_with(' ');
    let level = match u8::try_from(marks) {
        Ok(level) if is_heading => level,
        _ if line.before.is_empty() && typed.invoked => level_above(entry, typed.offset),
        _ => return,
    };
    let workspace = &typed.folder.workspace;
    let (catalogue, config) = (workspace.catalogue(), workspace.config());
    let scope = Scope { catalogue, profile: &config.profile, selection: &config.selection };
    let mut missing: Vec<_> = catalogue[kind]
        .topics
        .iter()
        .filter_map(|expected| {
            let status = assessment.topics.get(expected.topic.index())?;
            let here = state_in(&entry.analysis, expected.topic);
            (status.needed && here >= State::Mentioned).then_some((expected, status))
        })
        .collect();
    // What no document shows comes first.
    missing.sort_by_key(|(expected, status)| {
        (status.state == State::Shown, Reverse(expected.weight), Reverse(status.severity))
    });
    for (expected, status) in missing {
        let section = section(&scope, expected.topic, Some(kind), markup);
        let detail = if status.state == State::Shown {
            "shown in another document".to_owned()
        } else {
            match status.open.len() {
                1 => "1 open requirement".to_owned(),
                n => format!("{n} open requirements"),
            }
        };
        let marks = &line.before[..if is_heading { marks } else { 0 }];
        items.add(New {
            label: &section.heading,
            kind: CompletionItemKind::SNIPPET,
            detail: &detail,
            bytes: line.bytes(0, 0),
            text: snippet(section.at_level(level).trim_end()),
            filter: Some(format!("{marks} {}", section.heading).trim_start().to_owned()),
            about: Some((ValueSort::Topic.id(), &catalogue[expected.topic].id)),
        });
    }
}

/// The level of a new section at a place: that of the one above it, below the title.
fn level_above(entry: &Entry, offset: u32) -> u8 {
    let above = entry.analysis.headings.iter().rev().find(|heading| heading.source.start < offset);
    above.map_or(2, |heading| heading.level.max(2))
}

/// A starting text whose prompts are places to fill in.
fn snippet(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    let mut n = 0;
    while let Some(start) = rest.find("[TODO: ") {
        let end = rest[start..].find(']').map_or(rest.len(), |end| start + end + 1);
        n += 1;
        out.push_str(&escaped(&rest[..start]));
        out.push_str(&format!("${{{n}:{}}}", escaped(&rest[start..end])));
        rest = &rest[end..];
    }
    out.push_str(&escaped(rest));
    out
}

/// Ids of requirements that go on from a word which can be nothing else.
fn ids(typed: &Typed<'_>, line: &Line<'_>, items: &mut Items<'_>) {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let from = line
        .before
        .rfind(|c| !part(c))
        .map_or(0, |at| at + line.before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &line.before[from..];
    let names_something =
        word.bytes().any(|b| b.is_ascii_digit() || b == b'-') || word.bytes().all(|b| b.is_ascii_uppercase());
    if word.len() < 3 || !names_something {
        return;
    }
    let rest = line.after.find(|c: char| !part(c)).unwrap_or(line.after.len());
    let rest = line.after[..rest].trim_end_matches(['.', '-']).len();
    let catalogue = typed.folder.workspace.catalogue();
    let goes_on = |id: &str| id.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    for requirement in catalogue.requirements.iter().filter(|requirement| goes_on(&requirement.id)) {
        items.add(New {
            label: &requirement.id,
            kind: CompletionItemKind::REFERENCE,
            detail: &requirement.title,
            bytes: line.bytes(from, rest),
            text: escaped(&requirement.id),
            filter: None,
            about: Some((ValueSort::Requirement.id(), &requirement.id)),
        });
    }
}

/// The explanation of an item, when the client comes to show it.
pub(crate) fn resolve<'a>(
    mut item: CompletionItem,
    markdown: bool,
    folder_of: impl FnOnce(&str) -> Option<&'a Folder>,
) -> CompletionItem {
    let text = |key: &str| item.data.as_ref().and_then(|data| data.get(key)).and_then(Value::as_str);
    let described = || {
        let (folder, sort, id) = (folder_of(text("folder")?)?, text("sort")?, text("id")?);
        match ValueSort::from_id(sort) {
            Some(sort) => describe::word(folder, sort, id),
            None => folder.workspace.catalogue().fact(id).map(|fact| describe::fact(folder, fact)),
        }
    };
    let described = described();
    if let Some(value) = described {
        item.documentation = Some(Documentation::MarkupContent(describe::content(value, markdown)));
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_become_places_to_fill_in() {
        let text = snippet("## A $ } \\\n\n- [TODO: name it]\n- [TODO: say more]\n");
        assert_eq!(text, "## A \\$ \\} \\\\\n\n- ${1:[TODO: name it]}\n- ${2:[TODO: say more]}\n");
        assert_eq!(plain(&text), "## A $ } \\\n\n- [TODO: name it]\n- [TODO: say more]\n");
        assert_eq!(plain("a = ${1|true,false|}\nb = \"$2\"$0"), "a = \nb = \"\"");
    }
}
