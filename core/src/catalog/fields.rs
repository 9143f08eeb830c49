//! Reads the keys of a TOML table with their places, and notes every mistake instead of stopping at the first.
//!
//! Whoever reads a table asks for its keys one by one; [`Fields::no_others`] then reports those nobody asked for.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::CatalogueError;
use super::nearest::nearest;

/// A value with its place.
#[derive(Debug, Clone)]
pub(crate) struct At<T> {
    /// The value.
    pub(crate) value: T,
    /// Byte offset in the file.
    pub(crate) at: usize,
}

/// A text with its place.
pub(crate) type Word = At<String>;

/// A file while it is read and linked.
#[derive(Debug, Clone)]
pub(crate) struct File<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
}

impl File<'_> {
    /// A mistake in this file.
    pub(crate) fn error(&self, at: usize, key: &str, message: impl Into<String>) -> CatalogueError {
        CatalogueError::at(self.path, self.text, at, key, message.into())
    }
}

/// A word of the vocabulary and what it means.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) id: Word,
    pub(crate) meaning: String,
}

/// Parses the file as TOML; a syntax error is the only mistake then.
pub(crate) fn parse<'a>(file: &File<'a>, errors: &mut Vec<CatalogueError>) -> Option<DeTable<'a>> {
    match DeTable::parse(file.text) {
        Ok(table) => Some(table.into_inner()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            errors.push(file.error(at, "", format!("not valid TOML: {}", error.message())));
            None
        }
    }
}

/// The keys of one table while they are read.
pub(crate) struct Fields<'t, 'e> {
    pub(crate) file: &'t File<'t>,
    pub(crate) table: &'t DeTable<'t>,
    /// Where the table begins.
    at: usize,
    /// The table's name with those around it, for messages.
    path: &'static str,
    /// Every key that was asked for: the valid ones.
    known: Vec<&'static str>,
    pub(crate) errors: &'e mut Vec<CatalogueError>,
    /// How many mistakes there were before this table.
    before: usize,
}

impl<'t, 'e> Fields<'t, 'e> {
    pub(crate) fn new(
        file: &'t File<'t>,
        table: &'t DeTable<'t>,
        at: usize,
        path: &'static str,
        errors: &'e mut Vec<CatalogueError>,
    ) -> Self {
        let before = errors.len();
        Fields { file, table, at, path, known: Vec::new(), errors, before }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn key(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub(crate) fn wrong(&mut self, at: usize, key: &str, message: impl Into<String>) {
        let key = self.key(key);
        self.errors.push(self.file.error(at, &key, message));
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let found = value.get_ref().type_str();
        self.wrong(value.span().start, key, format!("must be {wanted}, not {found}"));
    }

    pub(crate) fn missing(&mut self, key: &str, message: &str) {
        self.wrong(self.at, key, message);
    }

    /// A text that must be there.
    pub(crate) fn word(&mut self, key: &'static str) -> Option<Word> {
        if !self.table.contains_key(key) {
            self.known.push(key);
            self.missing(key, "is missing");
            return None;
        }
        self.optional_word(key)
    }

    pub(crate) fn optional_word(&mut self, key: &'static str) -> Option<Word> {
        let value = self.get(key)?;
        let at = value.span().start;
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => {
                self.wrong(at, key, "must not be empty");
                None
            }
            Some(text) => Some(At { value: text.to_owned(), at }),
            None => {
                self.wrong_type(value, key, "a text");
                None
            }
        }
    }

    /// An id: letters, digits, `-` and `.`, so that it can stand in a command line, a file name and a URL.
    pub(crate) fn id(&mut self, key: &'static str) -> Option<Word> {
        let word = self.word(key)?;
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        if !word.value.chars().all(fits) {
            self.wrong(word.at, key, "may have letters, digits, `-` and `.` only");
            return None;
        }
        Some(word)
    }

    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        self.word(key).map(|w| w.value)
    }

    pub(crate) fn optional_text(&mut self, key: &'static str) -> Option<String> {
        self.optional_word(key).map(|w| w.value)
    }

    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let Some(value) = self.get(key) else {
            self.missing(key, "is missing");
            return None;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(value, key, "true or false");
        }
        flag
    }

    pub(crate) fn integer(&mut self, key: &'static str) -> Option<At<i64>> {
        let value = self.get(key)?;
        let number =
            value.get_ref().as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            self.wrong_type(value, key, "a whole number");
        }
        number.map(|number| At { value: number, at: value.span().start })
    }

    pub(crate) fn required_integer(&mut self, key: &'static str) -> Option<At<i64>> {
        if !self.table.contains_key(key) {
            self.missing(key, "is missing");
        }
        self.integer(key)
    }

    /// A list of texts, none empty, none twice; no list at all is an empty one.
    pub(crate) fn words(&mut self, key: &'static str) -> Vec<Word> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of texts");
            return Vec::new();
        };
        let mut words: Vec<Word> = Vec::with_capacity(array.len());
        for item in array.iter() {
            let at = item.span().start;
            match item.get_ref().as_str() {
                None => self.wrong_type(item, key, "a list of texts"),
                Some(text) if text.trim().is_empty() => self.wrong(at, key, "has an empty entry"),
                Some(text) if words.iter().any(|w| w.value == text) => {
                    self.wrong(at, key, format!("`{text}` stands in the list twice"));
                }
                Some(text) => words.push(At { value: text.to_owned(), at }),
            }
        }
        words
    }

    pub(crate) fn required_words(&mut self, key: &'static str) -> Vec<Word> {
        let before = self.errors.len();
        let words = self.words(key);
        if words.is_empty() && self.errors.len() == before {
            self.missing(key, "must have at least one entry");
        }
        words
    }

    /// A list of lower-case words or phrases for matching.
    pub(crate) fn lower_words(&mut self, key: &'static str) -> Vec<Word> {
        let words = self.words(key);
        for word in &words {
            let text = &word.value;
            if *text != text.to_lowercase() || text.trim() != text || text.contains("  ") {
                self.wrong(word.at, key, format!("`{text}` must be lower case, with single spaces"));
            }
        }
        words
    }

    /// A table of `word = "meaning"`, in the order of the file.
    pub(crate) fn entries(&mut self, key: &'static str) -> Vec<Entry> {
        let Some(value) = self.get(key) else {
            self.missing(key, "is missing");
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, key, "a table");
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(table.len());
        for (word, meaning) in table {
            match meaning.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => {
                    let id = At { value: word.get_ref().to_string(), at: word.span().start };
                    entries.push(Entry { id, meaning: text.to_owned() });
                }
                _ => self.wrong_type(meaning, key, "a table of words and their meanings"),
            }
        }
        entries.sort_by_key(|entry| entry.id.at);
        entries
    }

    pub(crate) fn table<T>(
        &mut self,
        key: &'static str,
        path: &'static str,
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.get(key) else {
            self.missing(key, "is missing");
            return None;
        };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, key, "a table");
            return None;
        };
        let mut fields = Fields::new(self.file, table, value.span().start, path, self.errors);
        let result = read(&mut fields);
        fields.no_others(false);
        result
    }

    pub(crate) fn tables<T>(
        &mut self,
        key: &'static str,
        path: &'static str,
        mut read: impl FnMut(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of tables");
            return Vec::new();
        };
        let mut items = Vec::with_capacity(array.len());
        for item in array.iter() {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong_type(item, key, "a list of tables");
                continue;
            };
            let mut fields = Fields::new(self.file, table, item.span().start, path, self.errors);
            items.extend(read(&mut fields));
            fields.no_others(false);
        }
        items
    }

    /// Reports every key that nobody asked for; tables among them are accepted when `tables_are_fine`.
    pub(crate) fn no_others(&mut self, tables_are_fine: bool) {
        let mut unknown = Vec::new();
        for (key, value) in self.table {
            let name = key.get_ref();
            if self.known.contains(&&**name) {
                continue;
            }
            let value = value.get_ref();
            let list_of_tables =
                value.as_array().is_some_and(|a| a.iter().all(|item| item.get_ref().is_table()));
            if tables_are_fine && (value.is_table() || list_of_tables) {
                continue;
            }
            unknown.push((key.span().start, name.to_string()));
        }
        unknown.sort();
        for (at, name) in unknown {
            let near = nearest(&name, self.known.iter().copied());
            if let Some(near) = near {
                // A mistyped key is one mistake, not also a missing key.
                let key = self.key(near);
                let own = self.errors.split_off(self.before);
                let others = own.into_iter().filter(|e| e.key != key || !e.message.starts_with("is missing"));
                self.errors.extend(others);
            }
            let error =
                self.file.error(at, &self.key(&name), "is not a key that medlint knows").suggest(near);
            self.errors.push(error);
        }
    }
}
