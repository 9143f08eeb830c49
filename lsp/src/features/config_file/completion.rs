//! What can be typed next in medlint.toml: tables, keys, and the words of closed lists.

use std::collections::BTreeSet;
use std::ops::Range;

use ls_types::{CompletionItemKind, CompletionList, Position};
use medlint_core::config::keys::{self, Key, TABLES, TableKey, ValueSort};

use super::spots::{Spot, What, at, spots, table_at, text_of};
use super::{ConfigView, FACTS, key};
use crate::features::completion::{Items, New, escaped};

/// What can be typed at a position.
pub(crate) fn complete(view: &ConfigView<'_>, position: Position) -> CompletionList {
    let offset = view.places().offset(position);
    let all = spots(view.text);
    let mut writer =
        Writer { view, all: &all, offset, items: Items::new(view.client, view.folder, view.places()) };
    match at(&all, offset) {
        Some(spot) => match &spot.what {
            What::Comment => {}
            What::Header { .. } => writer.tables(true),
            What::Key { table, assigned } if table.is_empty() || !writer.is_inline(spot) => {
                writer.keys(table, &spot.bytes, *assigned, false);
                if !assigned {
                    writer.tables(false);
                }
            }
            What::Key { table, assigned } => writer.keys(table, &spot.bytes, *assigned, true),
            What::Value { table, key, quoted } => writer.value(table, key, &spot.bytes, *quoted),
        },
        None if writer.is_blank_line() => {
            let table = table_at(view.text, &all, offset).to_owned();
            writer.keys(&table, &(offset..offset), false, false);
            writer.tables(false);
        }
        None => {}
    }
    writer.items.finish()
}

struct Writer<'a> {
    view: &'a ConfigView<'a>,
    all: &'a [Spot],
    offset: u32,
    items: Items<'a>,
}

impl Writer<'_> {
    /// The line up to the cursor.
    fn line(&self) -> Range<u32> {
        let lines = self.view.lines;
        lines.line_start(lines.line(self.offset))..self.offset
    }

    fn is_blank_line(&self) -> bool {
        let lines = self.view.lines;
        let range = lines.line_range(self.view.text, lines.line(self.offset));
        text_of(self.view.text, &range).trim().is_empty()
    }

    /// A key within braces: its table begins in the same line.
    fn is_inline(&self, spot: &Spot) -> bool {
        let before = text_of(self.view.text, &(self.line().start..spot.bytes.start));
        before.contains('{')
    }

    /// Tables that are not there yet, and those of which there may be several.
    fn tables(&mut self, header: bool) {
        let line = self.line();
        let range = if header {
            // With the brackets that an editor may have closed already.
            let rest = text_of(
                self.view.text,
                &(self.offset
                    ..self.view.lines.line_range(self.view.text, self.view.lines.line(self.offset)).end),
            );
            let name =
                rest.find(|c: char| !c.is_alphanumeric() && c != '.' && c != '-').unwrap_or(rest.len());
            let brackets = rest[name..].len() - rest[name..].trim_start_matches(']').len();
            line.start..self.offset + u32::try_from(name + brackets).unwrap_or(0)
        } else {
            line
        };
        // The one that is being typed does not count.
        let headers = self.all.iter().filter(|spot| matches!(spot.what, What::Header { .. }));
        let there: BTreeSet<&str> = headers
            .filter(|spot| !(spot.bytes.start <= self.offset && self.offset <= spot.bytes.end))
            .map(|spot| text_of(self.view.text, &spot.bytes).trim())
            .collect();
        let wanted = |table: &&TableKey| {
            table.name != "documents.kinds" && (table.list || !there.contains(table.name))
        };
        for table in TABLES.iter().filter(wanted) {
            let label = if table.list { format!("[[{}]]", table.name) } else { format!("[{}]", table.name) };
            let text = match table.name {
                "decision" => format!(
                    "{label}\nrequirement = \"$1\"\nstatus = \"${{2|{}|}}\"\nreason = \"$3\"\nowner = \"$4\"\n",
                    choices(self.view, ValueSort::Decided)
                ),
                "waiver" => format!("{label}\nrequirement = \"$1\"\nreason = \"$2\"\nowner = \"$3\"\n"),
                "threshold" => format!("{label}\nmet = ${{1:90}}\n"),
                _ => format!("{label}\n"),
            };
            let dated = keys::keys(table.name).any(|key| key.name == "date");
            let text = match self.view.today.filter(|_| dated) {
                Some(today) => format!("{text}date = \"{today}\"\n"),
                None => text,
            };
            self.items.add(New {
                label: &label,
                kind: CompletionItemKind::MODULE,
                detail: table.meaning,
                bytes: range.clone(),
                text: text.trim_end().to_owned(),
                filter: Some(label.clone()),
                about: None,
            });
        }
    }

    /// Keys of a table that it does not have yet.
    fn keys(&mut self, table: &str, bytes: &Range<u32>, assigned: bool, inline: bool) {
        if table == FACTS {
            return self.facts(bytes, assigned);
        }
        let there = self.keys_there(table, bytes, inline);
        for key in keys::keys(table).filter(|key| !there.contains(key.name)) {
            let value = match key.value {
                _ if assigned => String::new(),
                _ if table_of(key) => " = [\n  { glob = \"$1\", kind = \"$2\" },\n]".to_owned(),
                ValueSort::Date => match self.view.today.filter(|_| key.name == "date") {
                    Some(today) => format!(" = \"{today}\""),
                    None => " = \"$1\"".to_owned(),
                },
                ValueSort::Level if key.many => " = [\"$1\"]".to_owned(),
                ValueSort::Percent => " = $1".to_owned(),
                ValueSort::Level | ValueSort::Severity | ValueSort::FailOn | ValueSort::Decided => {
                    format!(" = \"${{1|{}|}}\"", choices(self.view, key.value))
                }
                _ if key.many && matches!(table, "documents" | "check" | "catalogue") => {
                    " = [\"$1\"]".to_owned()
                }
                _ => " = \"$1\"".to_owned(),
            };
            self.items.add(New {
                label: key.name,
                kind: CompletionItemKind::PROPERTY,
                detail: key.meaning,
                bytes: bytes.clone(),
                text: format!("{}{value}", key.name),
                filter: None,
                about: None,
            });
        }
    }

    fn facts(&mut self, bytes: &Range<u32>, assigned: bool) {
        let there = self.keys_there(FACTS, bytes, false);
        let catalogue = self.view.folder.workspace.catalogue();
        for fact in catalogue.facts.iter().filter(|fact| !there.contains(&*fact.id)) {
            let value = if assigned { "" } else { " = ${1|true,false|}" };
            self.items.add(New {
                label: &fact.id,
                kind: CompletionItemKind::PROPERTY,
                detail: &format!("the device {}", fact.meaning),
                bytes: bytes.clone(),
                text: format!("{}{value}", fact.id),
                filter: None,
                about: Some(("fact", &fact.id)),
            });
        }
    }

    /// The keys that the table at the cursor has already, the one that is being typed apart.
    fn keys_there(&self, table: &str, bytes: &Range<u32>, inline: bool) -> BTreeSet<String> {
        // Of an inline table its braces are the bounds, else the headers.
        let text = self.view.text;
        let (start, end) = if inline {
            let start = text_of(text, &(0..bytes.start)).rfind('{').unwrap_or(0);
            let end = text[bytes.end as usize..].find('}').map_or(text.len(), |n| bytes.end as usize + n);
            (start, end)
        } else {
            let heads = || self.all.iter().filter(|spot| matches!(spot.what, What::Header { .. }));
            let start = heads().filter(|s| s.bytes.end < self.offset).map(|s| s.bytes.end).max().unwrap_or(0);
            let end = heads().map(|s| s.bytes.start).find(|at| *at > self.offset);
            (start as usize, end.map_or(text.len(), |end| end as usize))
        };
        let own = |spot: &&Spot| {
            matches!(&spot.what, What::Key { table: other, assigned: true } if other == table)
                && spot.bytes != *bytes
                && (start..=end).contains(&(spot.bytes.start as usize))
        };
        let mut there: BTreeSet<String> =
            self.all.iter().filter(own).map(|spot| text_of(text, &spot.bytes).to_owned()).collect();
        // An inline list, or the tables `[[documents.kinds]]`: not both.
        let tables = self.all.iter().filter(|spot| matches!(spot.what, What::Header { .. }));
        let prefix = format!("{table}.");
        there.extend(
            tables
                .filter_map(|spot| text_of(text, &spot.bytes).trim().strip_prefix(&prefix))
                .map(str::to_owned),
        );
        there
    }

    fn value(&mut self, table: &str, name: &str, bytes: &Range<u32>, quoted: bool) {
        if table == FACTS {
            for answer in ["true", "false"] {
                self.items.add(New {
                    label: answer,
                    kind: CompletionItemKind::VALUE,
                    detail: "",
                    bytes: bytes.clone(),
                    text: answer.to_owned(),
                    filter: None,
                    about: Some(("fact", name)),
                });
            }
            return;
        }
        let Some(key) = key(table, name) else { return };
        let write = |id: &str| if quoted { escaped(id) } else { format!("\"{}\"", escaped(id)) };
        match key.value {
            _ if table_of(key) => self.items.add(New {
                label: "{ glob, kind }",
                kind: CompletionItemKind::STRUCT,
                detail: key.meaning,
                bytes: bytes.clone(),
                text: "{ glob = \"$1\", kind = \"$2\" }".to_owned(),
                filter: Some("{".to_owned()),
                about: None,
            }),
            ValueSort::Pattern => self.paths(bytes, write),
            ValueSort::Date => self.dates(key, bytes, quoted),
            ValueSort::Text | ValueSort::File | ValueSort::Percent => {}
            sort => self.items.add_words(sort, bytes, write),
        }
    }

    /// Folders of documents, as patterns, and documents.
    fn paths(&mut self, bytes: &Range<u32>, write: impl Fn(&str) -> String) {
        let typed = text_of(self.view.text, bytes).trim();
        let documents: BTreeSet<&str> = self.view.folder.documents.iter().map(String::as_str).collect();
        let mut folders: BTreeSet<String> = BTreeSet::new();
        for path in &documents {
            for (at, _) in path.match_indices('/') {
                let extension = path.rsplit_once('.').map_or("md", |(_, extension)| extension);
                folders.insert(format!("{}/**/*.{extension}", &path[..at]));
            }
        }
        let wanted = |path: &&str| typed.is_empty() || path.to_lowercase().contains(&typed.to_lowercase());
        for pattern in folders.iter().map(String::as_str).filter(wanted) {
            self.path(pattern, CompletionItemKind::FOLDER, bytes, &write);
        }
        for path in documents.into_iter().filter(wanted) {
            self.path(path, CompletionItemKind::FILE, bytes, &write);
        }
    }

    fn path(
        &mut self,
        path: &str,
        kind: CompletionItemKind,
        bytes: &Range<u32>,
        write: impl Fn(&str) -> String,
    ) {
        let text = write(path);
        self.items.add(New {
            label: path,
            kind,
            detail: "",
            bytes: bytes.clone(),
            text,
            filter: None,
            about: None,
        });
    }

    /// Today; of an end the same day next year.
    fn dates(&mut self, key: &Key, bytes: &Range<u32>, quoted: bool) {
        let Some(today) = self.view.today.map(|today| today.to_string()) else { return };
        let (date, detail) = match (key.name, today.split_once('-')) {
            ("expires", Some((year, rest))) => {
                // The 29th of February is in no following year.
                let rest = if rest == "02-29" { "02-28" } else { rest };
                (format!("{}-{rest}", year.parse::<u32>().unwrap_or_default() + 1), "in a year")
            }
            _ => (today, "today"),
        };
        let text = if quoted { date.clone() } else { format!("\"{date}\"") };
        self.items.add(New {
            label: &date,
            kind: CompletionItemKind::VALUE,
            detail,
            bytes: bytes.clone(),
            text,
            filter: None,
            about: None,
        });
    }
}

/// A key whose value is a list of tables.
fn table_of(key: &Key) -> bool {
    keys::table(&format!("{}.{}", key.table, key.name)).is_some()
}

/// The words of a closed list as a snippet has them.
fn choices(view: &ConfigView<'_>, sort: ValueSort) -> String {
    let words = sort.words(view.folder.workspace.catalogue());
    words.iter().map(|word| word.id).collect::<Vec<_>>().join(",")
}
