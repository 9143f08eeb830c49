//! Writes Markdown, or plain text for a client that shows nothing else.

/// A text that is being written, paragraph by paragraph.
#[derive(Debug)]
pub(super) struct Writing {
    markdown: bool,
    out: String,
}

impl Writing {
    pub(super) fn new(markdown: bool) -> Self {
        Writing { markdown, out: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.out.trim_end().to_owned()
    }

    /// A paragraph. Its text was made with the other functions here.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push_str(if self.out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        self.out.push_str(text);
    }

    /// An item of a list.
    pub(super) fn item(&mut self, text: &str) {
        let follows = self.out.lines().next_back().is_some_and(|line| line.starts_with("- "));
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push_str(if follows { "\n" } else { "\n\n" });
        }
        self.out.push_str("- ");
        self.out.push_str(text);
    }

    /// Words that are no markup.
    pub(super) fn plain(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !self.markdown {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }

    pub(super) fn bold(&self, text: &str) -> String {
        if self.markdown { format!("**{}**", self.plain(text)) } else { self.plain(text) }
    }

    /// Words as they are written in a file.
    pub(super) fn code(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match (self.markdown, text.contains('`')) {
            (true, false) => format!("`{text}`"),
            (true, true) => format!("`` {text} ``"),
            (false, _) => format!("\"{text}\""),
        }
    }

    /// Words that lead somewhere. Who shows plain text only cannot follow.
    pub(super) fn link(&self, text: &str, target: Option<&str>) -> String {
        match target.filter(|_| self.markdown) {
            // What would end the address is written in another way.
            Some(target) => {
                let target = target.replace('(', "%28").replace(')', "%29").replace(' ', "%20");
                format!("[{}]({target})", self.plain(text))
            }
            None => self.plain(text),
        }
    }
}

/// A few items and how many more there are.
pub(super) fn listed(items: &[String], most: usize) -> String {
    // Naming the last one takes no more room than saying that there is one more.
    let most = if items.len() == most + 1 { items.len() } else { most };
    let mut out = items.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    if items.len() > most {
        out.push_str(&format!(" and {} more", items.len() - most));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_document_is_no_markup() {
        let out = Writing::new(true);
        assert_eq!(out.plain("<b>*x*\n [a](b)"), "\\<b\\>\\*x\\* \\[a\\](b)");
        assert_eq!(out.code("a `b`"), "`` a `b` ``");
        assert_eq!(out.link("a_b", Some("x(1).md")), "[a\\_b](x%281%29.md)");
        let plain = Writing::new(false);
        assert_eq!(plain.link("a_b", Some("x")), "a_b");
        assert_eq!(plain.bold("a"), "a");
    }

    #[test]
    fn paragraphs_and_items_are_apart() {
        let mut out = Writing::new(true);
        out.paragraph("a");
        out.item("b");
        out.item("c");
        out.paragraph("d");
        assert_eq!(out.finish(), "a\n\n- b\n- c\n\nd");
    }
}
