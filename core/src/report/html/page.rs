//! Writing HTML: what comes from outside goes through [`Page::text`] and nowhere else.

use std::fmt::Write as _;

use crate::assess::{Action, Assessed, Severity, Status};
use crate::detect::State;
use crate::report::trace;

use super::STYLE;

/// A page that is being written.
#[derive(Debug, Default)]
pub(in crate::report) struct Page {
    pub(in crate::report) out: String,
}

impl Page {
    /// All that comes before the `header`: style sheet, drawings, the way to the content.
    pub(in crate::report) fn head(&mut self, title: &str, version: &str) -> &mut Self {
        self.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"medlint ");
        self.text(version).raw("\">\n").element("title", title);
        self.raw("\n<style>\n").raw(STYLE).raw("</style>\n</head>\n<body>\n");
        self.raw("<a class=\"skip\" href=\"#content\">To the content</a>\n").raw(DRAWINGS).raw("\n")
    }

    /// Markup.
    pub(in crate::report) fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text. It is safe in elements and in quoted attributes; control characters become spaces.
    pub(in crate::report) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\n' => self.out.push('\n'),
                _ if c.is_control() => self.out.push(' '),
                _ => self.out.push(c),
            }
        }
        self
    }

    /// A number.
    pub(in crate::report) fn number(&mut self, n: usize) -> &mut Self {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{n}");
        self
    }

    /// Text in an element; `open` is its start tag without the brackets.
    pub(in crate::report) fn element(&mut self, open: &str, text: &str) -> &mut Self {
        self.raw("<").raw(open).raw(">").text(text).close(open)
    }

    /// A number in an element.
    pub(super) fn figure(&mut self, open: &str, n: usize) -> &mut Self {
        self.raw("<").raw(open).raw(">").number(n).close(open)
    }

    fn close(&mut self, open: &str) -> &mut Self {
        self.raw("</").raw(open.split(' ').next().unwrap_or_default()).raw(">")
    }

    /// A message of medlint, which has words of documents between backticks.
    pub(in crate::report) fn message(&mut self, text: &str) -> &mut Self {
        if text.matches('`').count() % 2 == 1 {
            return self.text(text);
        }
        for (i, part) in text.split('`').enumerate() {
            if i % 2 == 1 {
                self.element("code", part)
            } else {
                self.text(part)
            };
        }
        self
    }

    /// How a requirement stands: a sign and a word.
    pub(super) fn status(&mut self, assessed: &Assessed) -> &mut Self {
        let (sign, tone) = match assessed.status {
            Status::Met => ("met", "good"),
            Status::Justified => ("justified", "good"),
            Status::Partly => ("partly", "half"),
            Status::Elsewhere => ("elsewhere", "half"),
            Status::Planned => ("planned", "plan"),
            Status::Denied => ("denied", "gap"),
            Status::Placeholder => ("placeholder", "gap"),
            Status::Missing => ("missing", "gap"),
            Status::DeniedWithReason => ("denied", "plan"),
            Status::NeedsAPerson => ("person", "plan"),
            Status::Waived => ("waived", "calm"),
            Status::NotApplicable => ("none", "calm"),
        };
        self.sign(sign, tone, &trace::outcome(assessed))
    }

    /// The same for a topic.
    pub(super) fn state(&mut self, state: State) -> &mut Self {
        let (sign, tone) = match state {
            State::Shown => ("met", "good"),
            State::Partly => ("partly", "half"),
            State::Elsewhere => ("elsewhere", "half"),
            State::Planned => ("planned", "plan"),
            State::Denied => ("denied", "gap"),
            State::Placeholder => ("placeholder", "gap"),
            State::Mentioned | State::Missing => ("missing", "gap"),
        };
        self.sign(sign, tone, trace::state(state))
    }

    /// How a topic stands that something is to be written about.
    pub(super) fn action(&mut self, action: &Action) -> &mut Self {
        match action.state {
            State::Shown => self.sign("partly", "half", trace::standing(action)),
            state => self.state(state),
        }
    }

    /// A severity in a word.
    pub(super) fn severity(&mut self, severity: Severity) -> &mut Self {
        let (tone, word) = match severity {
            Severity::Error => ("gap", "error"),
            Severity::Warning => ("half", "warning"),
            Severity::Info => ("calm", "note"),
        };
        self.raw("<b class=\"").raw(tone).raw("\">").raw(word).raw("</b>")
    }

    fn sign(&mut self, sign: &str, tone: &str, word: &str) -> &mut Self {
        self.raw("<span class=\"st ").raw(tone).raw("\"><svg aria-hidden=\"true\"><use href=\"#i-").raw(sign);
        self.raw("\"/></svg>").raw(word).raw("</span>")
    }
}

/// Signs and fillings, each drawn once. They differ in form, not only in colour.
const DRAWINGS: &str = concat!(
    "<svg class=\"defs\" aria-hidden=\"true\"><defs>",
    "<pattern id=\"hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M1.75 0v7\"/></pattern>",
    "<pattern id=\"dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><circle class=\"dots\" cx=\"3\" cy=\"3\" r=\"1.6\"/></pattern>",
    "<symbol id=\"i-met\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"currentColor\"/></symbol>",
    "<symbol id=\"i-justified\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/><circle cx=\"8\" cy=\"8\" r=\"3\" fill=\"currentColor\"/></symbol>",
    "<symbol id=\"i-partly\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/><path d=\"M8 2a6 6 0 0 0 0 12z\" fill=\"currentColor\"/></symbol>",
    "<symbol id=\"i-elsewhere\" viewBox=\"0 0 16 16\"><path d=\"M3 13 13 3M6 3h7v7\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>",
    "<symbol id=\"i-planned\" viewBox=\"0 0 16 16\"><path d=\"M8 4v4l3 2M8 2a6 6 0 1 0 .1 0\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>",
    "<symbol id=\"i-denied\" viewBox=\"0 0 16 16\"><path d=\"M8 2a6 6 0 1 0 .1 0M4 12l8-8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>",
    "<symbol id=\"i-placeholder\" viewBox=\"0 0 16 16\"><path d=\"M2 2h12v12H2z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/></symbol>",
    "<symbol id=\"i-missing\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>",
    "<symbol id=\"i-person\" viewBox=\"0 0 16 16\"><path d=\"M8 1.5a3 3 0 1 0 .1 0M2.5 15a5.5 5.5 0 0 1 11 0\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>",
    "<symbol id=\"i-waived\" viewBox=\"0 0 16 16\"><path d=\"M2 8h12\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>",
    "<symbol id=\"i-none\" viewBox=\"0 0 16 16\"><path d=\"M6 8h4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>",
    "</defs></svg>",
);

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn text_is_never_markup() {
        let mut page = Page::default();
        page.element("b class=\"x\"", "<script>\"'&\u{1b}");
        assert_eq!(page.out, "<b class=\"x\">&lt;script&gt;&quot;&#39;&amp; </b>");
    }

    #[test]
    fn words_between_backticks_are_code() {
        let mut page = Page::default();
        page.message("`<b>` is open").message(" 1 ` 2");
        assert_eq!(page.out, "<code>&lt;b&gt;</code> is open 1 ` 2");
    }
}
