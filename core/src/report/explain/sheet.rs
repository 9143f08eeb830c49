//! How an explanation is set: for a terminal, or as Markdown.

use crate::report::markdown::escape;
use crate::report::text::{Paint, Style, wrap};

/// What it is written for.
#[derive(Clone, Copy)]
pub(super) enum Form<'a> {
    /// Lines of a terminal.
    Terminal(&'a Style),
    /// CommonMark with tables, for what editors and web pages show.
    Markdown,
}

/// A text while it is written.
pub(super) struct Sheet<'a> {
    form: Form<'a>,
    out: String,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(form: Form<'a>) -> Self {
        Sheet { form, out: String::new() }
    }

    /// The text; `None` when nothing was written.
    pub(super) fn finish(self) -> Option<String> {
        (!self.out.is_empty()).then_some(self.out)
    }

    /// What sort of thing it is, its id and its title.
    pub(super) fn title(&mut self, sort: &str, id: &str, title: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        match self.form {
            Form::Terminal(style) => {
                let id = style.paint(Paint::Bold, id);
                self.out.push_str(&format!("{sort} {id}: {}\n", wrap(title, style.columns(), "  ")));
            }
            Form::Markdown => {
                self.out.push_str(&format!("### {}\n\n{sort} `{id}`\n\n", marked(title)));
            }
        }
    }

    /// A labelled line; nothing when there is nothing to say. Lines of the text stay lines.
    pub(super) fn field(&mut self, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.form {
            Form::Terminal(style) => {
                let label = format!("  {label:<12} ");
                let indent = " ".repeat(label.chars().count());
                let text = wrap(text, style.columns(), &indent);
                self.out.push_str(&format!("{}{text}\n", style.paint(Paint::Dim, &label)));
            }
            // More of the field above.
            Form::Markdown if label.is_empty() => self.out.push_str(&format!("  - {}\n", marked(text))),
            Form::Markdown if text.contains('\n') => {
                self.out.push_str(&format!("- **{label}**\n"));
                text.lines().for_each(|line| self.out.push_str(&format!("  - {}\n", marked(line))));
            }
            Form::Markdown => self.out.push_str(&format!("- **{label}**: {}\n", marked(text))),
        }
    }

    /// A labelled line that is to be written as it stands.
    pub(super) fn code(&mut self, label: &str, code: &str) {
        match self.form {
            Form::Terminal(_) => self.field(label, code),
            Form::Markdown => self.out.push_str(&format!("- **{label}**: `{code}`\n")),
        }
    }

    /// A paragraph, set apart from fields behind it.
    pub(super) fn prose(&mut self, text: &str) {
        match self.form {
            Form::Terminal(style) => {
                self.out.push_str(&format!("  {}\n", wrap(text, style.columns(), "  ")));
            }
            Form::Markdown => {
                if !self.out.ends_with("\n\n") {
                    self.out.push('\n');
                }
                self.out.push_str(&format!("{}\n", marked(text)));
            }
        }
    }

    /// Parts what is above from what comes.
    pub(super) fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A table under a line of its own.
    pub(super) fn table(&mut self, above: &str, columns: [&str; 3], rows: &[[&str; 3]]) {
        match self.form {
            Form::Terminal(_) => {
                self.out.push_str(&format!("\n  {above}\n"));
                for [first, second, third] in rows {
                    self.out.push_str(&format!("    {first:<13}{second:<32} \"{third}\"\n"));
                }
            }
            Form::Markdown => {
                let [first, second, third] = columns;
                self.out.push_str(&format!("\n{above}\n\n| {first} | {second} | {third} |\n|---|---|---|\n"));
                for [first, second, third] in rows {
                    self.out.push_str(&format!("| {first} | `{second}` | {} |\n", escape(third)));
                }
            }
        }
    }

    /// A text of somebody, as it was written.
    pub(super) fn example(&mut self, label: &str, text: &str) {
        match self.form {
            Form::Terminal(style) => {
                self.out
                    .push_str(&format!("\n  {}\n", style.paint(Paint::Bold, &format!("Example: {label}"))));
                for line in text.trim_end().lines() {
                    let line = wrap(line, style.columns(), "  | ");
                    self.out.push_str(format!("  | {line}").trim_end());
                    self.out.push('\n');
                }
            }
            Form::Markdown => {
                let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
                let fence = "`".repeat(longest.max(2) + 1);
                let text = text.trim_end();
                self.out.push_str(&format!("\n**Example: {}**\n\n{fence}\n{text}\n{fence}\n", marked(label)));
            }
        }
    }
}

/// Texts of the catalogue mark code with backticks; all else in them is text.
fn marked(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let set = |(n, part): (usize, &&str)| {
        if n % 2 == 0 { escape(part) } else { format!("`{}`", part.replace('\n', " ")) }
    };
    parts.iter().enumerate().map(set).collect()
}
