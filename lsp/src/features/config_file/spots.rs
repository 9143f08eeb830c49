//! What stands where in a medlint.toml, also in one that is no valid TOML while it is typed.
//!
//! One pass over the text that never gives up: a string ends with its line, a list where a table or a key begins. What it
//! means is decided elsewhere.

use std::ops::Range;

/// Something in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Bytes of the text: of a header what stands between the brackets, of a text what stands between the quotes.
    pub(crate) bytes: Range<u32>,
    /// Where it may be typed: the bytes, and the spaces around where there is nothing yet.
    pub(crate) reach: Range<u32>,
    pub(crate) what: What,
}

/// What it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// `[table]` or `[[table]]`.
    Header {
        /// Two brackets.
        list: bool,
    },
    /// A key; `assigned` when there is an `=` behind it.
    Key { table: String, assigned: bool },
    /// A value of a key.
    Value { table: String, key: String, quoted: bool },
    /// A comment.
    Comment,
}

/// All of it, in order.
pub(crate) fn spots(text: &str) -> Vec<Spot> {
    let mut reader = Reader { text, at: 0, table: String::new(), found: Vec::new() };
    while reader.at < text.len() {
        reader.line();
    }
    reader.found
}

/// What is typed or stands at a place: what stands there, else what could be typed there.
pub(crate) fn at(spots: &[Spot], offset: u32) -> Option<&Spot> {
    let within = |range: &Range<u32>| range.start <= offset && offset <= range.end;
    // Of two that touch, the one that begins here.
    let exact = spots.iter().rev().find(|spot| !spot.bytes.is_empty() && within(&spot.bytes));
    let quoted = |spot: &&Spot| matches!(spot.what, What::Value { quoted: true, .. }) && within(&spot.bytes);
    let comment =
        |spot: &&Spot| spot.what == What::Comment && spot.bytes.start < offset && offset <= spot.bytes.end;
    spots
        .iter()
        .find(comment)
        .or_else(|| spots.iter().find(quoted))
        .or(exact)
        .or_else(|| spots.iter().rev().find(|spot| within(&spot.reach)))
}

/// The table that a place belongs to: that of the last header before it; `""` before the first.
pub(crate) fn table_at<'t>(text: &'t str, spots: &[Spot], offset: u32) -> &'t str {
    let before = spots.iter().rev().find(|s| matches!(s.what, What::Header { .. }) && s.bytes.end < offset);
    before.map_or("", |header| text_of(text, &header.bytes).trim())
}

/// A piece of the text.
pub(crate) fn text_of<'t>(text: &'t str, bytes: &Range<u32>) -> &'t str {
    text.get(bytes.start as usize..bytes.end as usize).unwrap_or_default()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    table: String,
    found: Vec<Spot>,
}

/// Deeper lists are no medlint.toml.
const DEEPEST: usize = 8;

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(b'\n')
    }

    /// Goes on by the bytes for which this holds. Those of characters beyond ASCII always go together.
    fn skip(&mut self, wanted: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        let length = self.rest().bytes().position(|byte| !wanted(byte)).unwrap_or(self.rest().len());
        self.at += length;
        start..self.at
    }

    fn spaces(&mut self) -> Range<usize> {
        self.skip(|byte| byte == b' ' || byte == b'\t')
    }

    fn push(&mut self, bytes: Range<usize>, reach: Range<usize>, what: What) {
        // A medlint.toml is shorter than 4 GiB.
        let narrow = |range: Range<usize>| {
            let of = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            of(range.start)..of(range.end)
        };
        self.found.push(Spot { bytes: narrow(bytes), reach: narrow(reach), what });
    }

    fn line(&mut self) {
        self.spaces();
        match self.byte() {
            b'\n' | b'\r' => self.at += 1,
            b'#' => self.comment(),
            b'[' => self.header(),
            _ => {
                let table = self.table.clone();
                self.pair(&table, 0);
                // A list that was not closed has ended before the next line.
                if self.text[..self.at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']) {
                    return;
                }
                // What does not belong there: to the end of the line.
                self.spaces();
                match self.byte() {
                    b'#' => self.comment(),
                    _ => drop(self.skip(|byte| byte != b'\n')),
                }
            }
        }
    }

    fn comment(&mut self) {
        let bytes = self.skip(|byte| byte != b'\n' && byte != b'\r');
        self.push(bytes.clone(), bytes, What::Comment);
    }

    fn header(&mut self) {
        let list = self.rest().starts_with("[[");
        self.at += if list { 2 } else { 1 };
        let bytes = self.skip(|byte| !b"]#\r\n".contains(&byte));
        self.table = self.text[bytes.clone()].split('.').map(bare).collect::<Vec<_>>().join(".");
        self.push(bytes.clone(), bytes, What::Header { list });
        self.skip(|byte| byte == b']');
        self.spaces();
        if self.byte() == b'#' {
            self.comment();
        } else {
            self.skip(|byte| byte != b'\n');
        }
    }

    /// `key = value`, or what there is of it.
    fn pair(&mut self, table: &str, depth: usize) {
        let key = self.key(depth);
        let written = &self.text[key.clone()];
        let gap = self.spaces();
        let assigned = self.byte() == b'=';
        // `facts.networked = true` in `[device]`.
        let (table, name, start) = match written.rsplit_once('.') {
            Some((tables, name)) => (
                joined(table, &tables.split('.').map(bare).collect::<Vec<_>>().join(".")),
                name,
                key.end - name.len(),
            ),
            None => (table.to_owned(), written, key.start),
        };
        let name = bare(name).to_owned();
        if !key.is_empty() || !assigned {
            self.push(
                start..key.end,
                start..gap.end.max(key.end),
                What::Key { table: table.clone(), assigned },
            );
        }
        if assigned {
            self.at += 1;
            self.value(&table, &name, depth);
        }
    }

    /// A key, in quotes or not, with full stops.
    fn key(&mut self, depth: usize) -> Range<usize> {
        let ends: &[u8] = if depth > 0 { b"=#\r\n,]}[{" } else { b"=#\r\n" };
        let key = self.skip(|byte| !ends.contains(&byte));
        let end = key.start + self.text[key.clone()].trim_end().len();
        self.at = end;
        key.start..end
    }

    fn value(&mut self, table: &str, key: &str, depth: usize) {
        let start = self.at;
        self.spaces();
        let what = |quoted| What::Value { table: table.to_owned(), key: key.to_owned(), quoted };
        match self.byte() {
            quote @ (b'"' | b'\'') => {
                let bytes = self.quoted(quote);
                self.push(bytes.clone(), bytes, what(true));
            }
            b'[' if depth < DEEPEST => self.list(table, key, depth),
            b'{' if depth < DEEPEST => self.inline_table(&joined(table, key), depth),
            _ => {
                let ends: &[u8] = if depth > 0 { b"#\r\n,]}" } else { b"#\r\n" };
                let bytes = self.skip(|byte| !ends.contains(&byte));
                let end = bytes.start + self.text[bytes.clone()].trim_end().len();
                self.push(bytes.start..end, start..bytes.end, what(false));
            }
        }
    }

    /// What stands between quotes. One that is not closed ends with its line.
    fn quoted(&mut self, quote: u8) -> Range<usize> {
        let long = if quote == b'"' { "\"\"\"" } else { "'''" };
        if self.rest().starts_with(long) {
            self.at += 3;
            let start = self.at;
            let end = self.rest().find(long).map_or(self.text.len(), |n| start + n);
            self.at = (end + 3).min(self.text.len());
            return start..end;
        }
        self.at += 1;
        let start = self.at;
        let bytes = self.text.as_bytes();
        while !matches!(self.byte(), b'\n' | b'\r') && self.byte() != quote {
            // What is escaped is ASCII, or begins a character whose other bytes are no quotes.
            let escaped = quote == b'"'
                && self.byte() == b'\\'
                && !matches!(bytes.get(self.at + 1), None | Some(b'\n' | b'\r'));
            self.at += if escaped { 2 } else { 1 };
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        let end = self.at.min(self.text.len());
        if self.byte() == quote && end < self.text.len() {
            self.at = end + 1;
        }
        start..end
    }

    fn list(&mut self, table: &str, key: &str, depth: usize) {
        self.at += 1;
        loop {
            let start = self.at;
            if self.blanks_and_comments() && self.begins_something_else() {
                return;
            }
            match self.byte() {
                _ if self.at >= self.text.len() => return,
                b']' => {
                    self.slot(start, table, key);
                    self.at += 1;
                    return;
                }
                b',' => {
                    self.slot(start, table, key);
                    self.at += 1;
                }
                _ => {
                    let before = self.at;
                    self.value(table, key, depth + 1);
                    self.spaces();
                    // Something that is no value: not the same place for ever.
                    if self.at == before {
                        self.at += 1;
                        while !self.text.is_char_boundary(self.at) {
                            self.at += 1;
                        }
                    } else if self.byte() == b',' {
                        self.at += 1;
                    }
                }
            }
        }
    }

    /// Where another element can be typed.
    fn slot(&mut self, start: usize, table: &str, key: &str) {
        let what = What::Value { table: table.to_owned(), key: key.to_owned(), quoted: false };
        self.push(self.at..self.at, start..self.at, what);
    }

    fn inline_table(&mut self, table: &str, depth: usize) {
        self.at += 1;
        loop {
            let start = self.at;
            self.spaces();
            match self.byte() {
                b'\n' | b'\r' | b'}' => {
                    let what = What::Key { table: table.to_owned(), assigned: false };
                    self.push(self.at..self.at, start..self.at, what);
                    if self.byte() == b'}' {
                        self.at += 1;
                    }
                    return;
                }
                b',' => self.at += 1,
                b']' | b'#' => return,
                _ => {
                    let before = self.at;
                    self.pair(table, depth + 1);
                    self.spaces();
                    if self.at == before {
                        self.skip(|byte| !b",}\r\n".contains(&byte));
                    }
                    if self.at == before {
                        return;
                    }
                }
            }
        }
    }

    /// Goes over spaces, line ends and comments; whether a line has begun.
    fn blanks_and_comments(&mut self) -> bool {
        let mut new_line = false;
        loop {
            self.spaces();
            match self.byte() {
                b'\n' | b'\r' if self.at < self.text.len() => {
                    self.at += 1;
                    new_line = true;
                }
                b'#' => self.comment(),
                _ => return new_line,
            }
        }
    }

    /// A list that was not closed is over where a table or `key =` begins.
    fn begins_something_else(&self) -> bool {
        let line = self.rest().lines().next().unwrap_or_default();
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        match line.strip_prefix('[') {
            Some(rest) => rest.starts_with('[') || rest.starts_with(char::is_alphabetic),
            None => line.starts_with(name) && line.trim_start_matches(name).trim_start().starts_with('='),
        }
    }
}

/// A name without the quotes around it.
fn bare(name: &str) -> &str {
    name.trim().trim_matches(['"', '\''])
}

fn joined(table: &str, name: &str) -> String {
    if table.is_empty() { name.to_owned() } else { format!("{table}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is at the place of `|`, in words.
    fn place(text: &str) -> String {
        let offset = text.find('|').unwrap();
        let text = text.replace('|', "");
        let spots = spots(&text);
        let offset = u32::try_from(offset).unwrap();
        let Some(spot) = at(&spots, offset) else {
            return format!("nothing in {}", table_at(&text, &spots, offset));
        };
        let words = text_of(&text, &spot.bytes);
        match &spot.what {
            What::Header { list } => format!("header {words} {list}"),
            What::Key { table, assigned } => format!("key {table}.{words} {assigned}"),
            What::Value { table, key, quoted } => format!("value {table}.{key} {words} {quoted}"),
            What::Comment => "comment".to_owned(),
        }
    }

    #[test]
    fn a_file_is_read_as_it_is_meant() {
        for (text, expected) in [
            ("[device.fa|cts]\n", "header device.facts false"),
            ("[[wai|", "header wai true"),
            ("[device.facts]\nnet| = true\n", "key device.facts.net true"),
            ("[device]\nfacts = { networked = tr|ue, c = 1 }\n", "value device.facts.networked true false"),
            ("[device]\nfacts = { networked = true, | }\n", "key device.facts. false"),
            ("device.facts.cloud| = false\n", "key device.facts.cloud true"),
            ("[check]\nfail-on = |\n[x]\n", "value check.fail-on  false"),
            ("[check]\nfail-on = \"er|ror\" # x\n", "value check.fail-on error true"),
            ("[check]\nlevels = [\"core\", \"|\"]\n", "value check.levels  true"),
            ("[check]\nlevels = [ | ]\n", "value check.levels  false"),
            ("[check]\nlevels = [\n  \"core\", # yes\n  \"de|tail\",\n]\n", "value check.levels detail true"),
            (
                "[documents]\nkinds = [\n { glob = \"a|\", kind = \"sbom\" },\n]\n",
                "value documents.kinds.glob a true",
            ),
            (
                "[documents]\nkinds = [{ glob = \"a\", kind = \"sb|om\" }]\n",
                "value documents.kinds.kind sbom true",
            ),
            ("[check]\n# fail|-on\n", "comment"),
            ("[check]\n\n|\n", "nothing in check"),
            ("|\n[check]\n", "nothing in "),
            ("[[waiver]]\nreason = \"\"\"\na\nb|\"\"\"\n", "value waiver.reason \na\nb true"),
            ("a = 'C:\\|'\n", "value .a C:\\ true"),
        ] {
            assert_eq!(place(text), expected, "{text:?}");
            let crlf = text.replace('\n', "\r\n");
            assert_eq!(place(&crlf), expected.replace('\n', "\r\n"), "{crlf:?}");
        }
    }

    #[test]
    fn what_is_not_closed_does_not_swallow_the_rest() {
        for (text, expected) in [
            ("[check]\nlevels = [\"core\n[dev|ice]\n", "header device false"),
            ("[check]\nlevels = [\"core\",\nfail-on = \"er|", "value check.fail-on er true"),
            ("[check]\nfail-on = \"error\nlevels| = []\n", "key check.levels true"),
            ("[documents]\nkinds = [{ glob = \"a\n[ch|eck]\n", "header check false"),
            ("[ch\nlevels| = 1\n", "key ch.levels true"),
        ] {
            assert_eq!(place(text), expected, "{text:?}");
        }
    }

    #[test]
    fn every_text_has_an_end() {
        let bits = [
            "[", "]", "{", "}", "\"", "'", "=", ",", "#", "\n", "\r", "é", "𝄞", "a", ".", "\\", " ", "\"\"\"",
        ];
        let mut state = 7_u32;
        for length in 0..400 {
            let mut text = String::new();
            for _ in 0..length % 40 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(bits[(state >> 16) as usize % bits.len()]);
            }
            for spot in spots(&text) {
                assert!(text.get(spot.bytes.start as usize..spot.bytes.end as usize).is_some(), "{text:?}");
                assert!(spot.reach.end as usize <= text.len(), "{text:?}");
            }
        }
    }
}
