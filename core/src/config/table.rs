//! Reads the keys of one TOML table with their places; notes every mistake and goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::ConfigProblem;
use crate::assess::{ConfigPlace, Date, Severity};
use crate::catalog::nearest;

/// A value with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// The file that is read, and the mistakes found so far.
pub(super) struct Reader<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) problems: Vec<ConfigProblem>,
}

impl Reader<'_> {
    /// Line and column of a byte, both from 1.
    pub(super) fn position(&self, offset: usize) -> (u32, u32) {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before[start..].chars().count() + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// A place for messages that are made later.
    pub(super) fn place(&self, span: Range<usize>) -> ConfigPlace {
        let (line, _) = self.position(span.start);
        // A header's span may reach to the line end; the place does not.
        let text = self.text.get(span.clone()).unwrap_or_default();
        let end = span.start + text.trim_end().len();
        let (end_line, _) = self.position(end);
        ConfigPlace {
            path: self.path.to_owned(),
            line,
            end_line: end_line.max(line),
            source: bytes(span.start..end),
        }
    }

    /// Notes a mistake; the suggestion can be added to what is returned.
    pub(super) fn problem(
        &mut self,
        severity: Severity,
        span: Range<usize>,
        key: &str,
        message: impl Into<String>,
    ) -> &mut Option<String> {
        let (line, column) = self.position(span.start);
        let problem = ConfigProblem {
            path: self.path.to_owned(),
            line,
            column,
            source: bytes(span),
            key: key.to_owned(),
            message: message.into(),
            suggestion: None,
            severity,
        };
        let place = self.problems.len();
        self.problems.push(problem);
        &mut self.problems[place].suggestion
    }
}

/// A range of bytes as the rest of medlint has it. Offsets beyond 4 GiB cannot be told.
fn bytes(range: Range<usize>) -> Range<u32> {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    narrow(range.start)..narrow(range.end)
}

/// A whole number from 0 to 100.
pub(super) fn percent(value: &DeValue<'_>) -> Option<u8> {
    let number = value.as_integer()?;
    u8::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| *n <= 100)
}

/// The keys of one table while they are read.
pub(super) struct Table<'t, 'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    table: &'t DeTable<'t>,
    span: Range<usize>,
    name: String,
    known: Vec<&'static str>,
}

impl<'t, 'r, 'a> Table<'t, 'r, 'a> {
    pub(super) fn new(
        reader: &'r mut Reader<'a>,
        table: &'t DeTable<'t>,
        span: Range<usize>,
        name: &str,
    ) -> Self {
        Table { reader, table, span, name: name.to_owned(), known: Vec::new() }
    }

    pub(super) fn key(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Notes an error about the value of a key.
    pub(super) fn wrong(
        &mut self,
        span: Range<usize>,
        key: &str,
        message: impl Into<String>,
    ) -> &mut Option<String> {
        let key = self.key(key);
        self.reader.problem(Severity::Error, span, &key, message)
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let message = format!("must be {wanted}, not {}", value.get_ref().type_str());
        self.wrong(value.span(), key, message);
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, key, "a text in quotes");
            return None;
        };
        if text.trim().is_empty() {
            return None;
        }
        Some(At { value: text.trim().to_owned(), span: value.span() })
    }

    /// A date, in quotes or not.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        let value = self.get(key)?;
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                self.wrong_type(value, key, "a date such as \"2026-03-31\"");
                return None;
            }
        };
        let date = Date::parse(written.trim());
        if date.is_none() {
            let message = format!("`{written}` is not a date; write year, month and day as in 2026-03-31");
            self.wrong(value.span(), key, message);
        }
        date
    }

    /// A whole number from 0 to 100.
    pub(super) fn percent(&mut self, key: &'static str) -> Option<u8> {
        let value = self.get(key)?;
        let number = percent(value.get_ref());
        if number.is_none() {
            self.wrong(value.span(), key, "must be a whole number from 0 to 100");
        }
        number
    }

    /// A text or a list of texts, none empty; what stands twice is kept once, with a warning.
    pub(super) fn words(&mut self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        if let Some(text) = value.get_ref().as_str() {
            return vec![At { value: text.trim().to_owned(), span: value.span() }];
        }
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of texts");
            return Vec::new();
        };
        let mut words: Vec<At<String>> = Vec::with_capacity(array.len());
        for item in array.iter() {
            match item.get_ref().as_str().map(str::trim) {
                None => self.wrong_type(item, key, "a list of texts"),
                Some("") => {
                    self.wrong(item.span(), key, "has an empty entry");
                }
                Some(text) if words.iter().any(|w| w.value == text) => {
                    let key = self.key(key);
                    let message = format!("`{text}` stands in the list twice");
                    self.reader.problem(Severity::Warning, item.span(), &key, message);
                }
                Some(text) => words.push(At { value: text.to_owned(), span: item.span() }),
            }
        }
        words
    }

    /// A table of `word = true|false`, in the order of the file.
    pub(super) fn flags(&mut self, key: &'static str) -> Vec<(At<String>, bool)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, key, "a table of facts, each `true` or `false`");
            return Vec::new();
        };
        let mut flags = Vec::with_capacity(table.len());
        for (word, flag) in table {
            let name = word.get_ref().to_string();
            match flag.get_ref() {
                DeValue::Boolean(flag) => flags.push((At { value: name, span: word.span() }, *flag)),
                DeValue::String(text) if text == "unknown" => {}
                _ => self.wrong_type(
                    flag,
                    &format!("{key}.{name}"),
                    "true or false (leave it out when it is not known)",
                ),
            }
        }
        flags.sort_by_key(|(word, _)| word.span.start);
        flags
    }

    /// A table within this one.
    pub(super) fn table(&mut self, key: &'static str, read: impl FnOnce(&mut Table<'_, '_, 'a>)) {
        let Some(value) = self.get(key) else { return };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, key, "a table");
            return;
        };
        let name = self.key(key);
        let mut inner = Table::new(self.reader, table, value.span(), &name);
        read(&mut inner);
        inner.no_others();
    }

    /// A list of tables within this one.
    pub(super) fn tables(&mut self, key: &'static str, mut read: impl FnMut(&mut Table<'_, '_, 'a>)) {
        let Some(value) = self.get(key) else { return };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of tables");
            return;
        };
        let name = self.key(key);
        for item in array.iter() {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong_type(item, key, "a list of tables");
                continue;
            };
            let mut inner = Table::new(self.reader, table, item.span(), &name);
            read(&mut inner);
            inner.no_others();
        }
    }

    /// Reports every key that nobody asked for.
    pub(super) fn no_others(&mut self) {
        let mut unknown: Vec<(Range<usize>, String)> = self
            .table
            .keys()
            .filter(|key| !self.known.contains(&&**key.get_ref()))
            .map(|key| (key.span(), key.get_ref().to_string()))
            .collect();
        unknown.sort_by_key(|(span, _)| span.start);
        for (span, name) in unknown {
            let near = nearest(&name, self.known.iter().copied()).map(|near| self.key(near));
            let valid = self.known.join(", ");
            *self.wrong(
                span,
                &name,
                format!("is not a key that medlint knows and is ignored; known here: {valid}"),
            ) = near;
        }
    }
}
