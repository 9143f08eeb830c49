//! Texts and places in Markdown as GitHub and GitLab show it: what comes from outside is never markup and calls nobody.

use crate::lint::wording;

/// How long a text of somebody else may be, in characters.
pub(super) const LONGEST: usize = 300;

/// Where the files can be seen, if that is known.
#[derive(Clone, Copy)]
pub(super) struct Links<'a>(pub(super) Option<&'a str>);

impl Links<'_> {
    /// A line of a file; line 0 is the file as a whole.
    pub(super) fn place(self, path: &str, line: u32) -> String {
        let shown = if line == 0 { path.to_owned() } else { format!("{path}:{line}") };
        let shown = code(&wording::quote(&shown, LONGEST));
        let Some(base) = self.0 else { return shown };
        let mut out = format!("[{shown}]({base}");
        for byte in path.bytes() {
            // What RFC 3986 leaves as it is in a path; the rest could end the link or mean something else in it.
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
        if line > 0 {
            out.push_str(&format!("#L{line}"));
        }
        out.push(')');
        out
    }
}

/// A text of somebody else, cut and without markup.
pub(super) fn said(text: &str) -> String {
    escape(&wording::quote(text, LONGEST))
}

/// Text that stands for itself, on one line, also in a table.
pub(in crate::report) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // GitHub looks for people, issues and addresses (which may be those of issues) in what is shown, where a
            // backslash is gone already.
            '@' if !before.is_alphanumeric() => out.push_str("@<!-- -->"),
            '#' if letters.peek().is_some_and(char::is_ascii_digit) => out.push_str("#<!-- -->"),
            '-' if out.ends_with("GH") && letters.peek().is_some_and(char::is_ascii_digit) => {
                out.push_str("-<!-- -->");
            }
            // GitLab: merge requests, snippets, labels are `!1`, `$1`, `~1`; the last two have a backslash.
            '!' if letters.peek().is_some_and(char::is_ascii_digit) => out.push_str("!<!-- -->"),
            ':' if letters.peek() == Some(&'/') => out.push_str(":<!-- -->"),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// A path or the like.
pub(super) fn code(text: &str) -> String {
    let plain = !text.contains(|c: char| c == '`' || c == '|' || c.is_control());
    if plain && !text.is_empty() { format!("`{text}`") } else { escape(text) }
}

/// A message of medlint, which has words of documents between backticks.
pub(super) fn marked(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 {
        return escape(text);
    }
    let parts = text.split('`').enumerate();
    parts.map(|(i, part)| if i % 2 == 1 { code(part) } else { escape(part) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_markup() {
        assert_eq!(
            escape("a|b *c* <i>\n[x](y) `z` & ~w~"),
            "a\\|b \\*c\\* &lt;i&gt; \\[x\\](y) \\`z\\` &amp; \\~w\\~"
        );
    }

    #[test]
    fn nobody_is_called() {
        assert_eq!(escape("ask @octocat, a@b.org, #12"), "ask @<!-- -->octocat, a@b.org, #<!-- -->12");
        assert_eq!(escape("o/r#7, GH-7, !7"), "o/r#<!-- -->7, GH-<!-- -->7, !<!-- -->7");
        assert_eq!(escape("https://github.com/o/r/issues/7"), "https:<!-- -->//github.com/o/r/issues/7");
    }

    #[test]
    fn words_of_documents_stay_code() {
        assert_eq!(marked("`TBD` is *open*"), "`TBD` is \\*open\\*");
        assert_eq!(marked("`a|b` and `"), "\\`a\\|b\\` and \\`");
        assert_eq!(marked("`a|b`"), "a\\|b");
    }

    #[test]
    fn places_lead_to_lines_where_files_can_be_seen() {
        assert_eq!(Links(None).place("docs/a b.md", 3), "`docs/a b.md:3`");
        let links = Links(Some("https://example.org/blob/1a2b/"));
        assert_eq!(
            links.place("docs/a b).md", 3),
            "[`docs/a b).md:3`](https://example.org/blob/1a2b/docs/a%20b%29.md#L3)"
        );
        assert_eq!(links.place("a.md", 0), "[`a.md`](https://example.org/blob/1a2b/a.md)");
    }
}
