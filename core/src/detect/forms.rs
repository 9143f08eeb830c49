//! What a place in the text is by its form alone: a duration, an e-mail address, an arrow, an identifier.
//!
//! "15 min" and "a quarter of an hour after 20:00" have no word in common with "30 days", yet all three are times, and
//! times speak for some topics. The names of the forms are in [`FORMS`](super::compile::FORMS), in the same order.

use super::scan::Token;

/// A form, an index into [`FORMS`](super::compile::FORMS).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Form {
    Duration,
    Bits,
    Cve,
    Email,
    Link,
    Address,
    Port,
    Arrow,
    Identifier,
    Percent,
    Date,
}

/// Words behind a number that make it a time.
const UNITS: [&str; 24] = [
    "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour",
    "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "working", "business",
];

/// Looks at the words of one statement.
pub(super) struct Forms<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Forms<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens }
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// Bytes between a word and the one behind it.
    fn gap(&self, at: usize) -> &'a [u8] {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(a), Some(b)) => &self.text.as_bytes()[a.end as usize..b.start as usize],
            _ => b"",
        }
    }

    /// The form that begins at a word, and how many words it has.
    pub(super) fn at(&self, at: usize) -> Option<(Form, u8)> {
        let word = self.word(at);
        let gap = self.gap(at);
        let first = word.as_bytes().first()?;
        if first.is_ascii_digit() {
            return self.number(at, word, gap);
        }
        if gap == b" " || gap.is_empty() {
            let port = matches!(word, "port" | "Port" | "ports" | "TCP" | "UDP" | "tcp" | "udp");
            let number = port && self.word(at + 1).as_bytes().first().is_some_and(u8::is_ascii_digit);
            return number.then_some((Form::Port, 2));
        }
        if gap.starts_with(b"://") {
            return Some((Form::Link, 1));
        }
        if gap == b"@" {
            return Some((Form::Email, 2));
        }
        if gap == b"-" || gap == b"_" {
            let digits = self.word(at + 1).as_bytes().first().is_some_and(u8::is_ascii_digit);
            if digits && word.eq_ignore_ascii_case("cve") {
                return Some((Form::Cve, 2));
            }
            let upper = word.bytes().all(|b| b.is_ascii_uppercase());
            return (digits && upper).then_some((Form::Identifier, 2));
        }
        is_arrow(gap).then_some((Form::Arrow, 2))
    }

    fn number(&self, at: usize, word: &str, gap: &[u8]) -> Option<(Form, u8)> {
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        let dots = word.bytes().filter(|b| *b == b'.').count();
        if dots == 3 && word.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Some((Form::Address, 1));
        }
        if word.len() == 10 && dots == 2 {
            return Some((Form::Date, 1));
        }
        if word.len() == 4
            && digits
            && gap == b"-"
            && self.gap(at + 1) == b"-"
            && self.word(at + 1).len() == 2
        {
            return Some((Form::Date, 3));
        }
        let end = self.tokens[at].end as usize;
        let rest = &self.text.as_bytes()[end..];
        if rest.starts_with(b"%") || rest.starts_with(b" %") {
            return Some((Form::Percent, 1));
        }
        let next = self.word(at + 1);
        if matches!(gap, b" " | b"-") {
            if next.eq_ignore_ascii_case("bit") || next.eq_ignore_ascii_case("bits") {
                return Some((Form::Bits, 2));
            }
            if UNITS.iter().any(|u| u.eq_ignore_ascii_case(next)) {
                return Some((Form::Duration, 2));
            }
        }
        if matches!(next, "tcp" | "udp" | "TCP" | "UDP") && gap == b"/" {
            return Some((Form::Port, 2));
        }
        is_arrow(gap).then_some((Form::Arrow, 2))
    }
}

fn is_arrow(gap: &[u8]) -> bool {
    gap.len() > 1
        && ([&b"->"[..], b"=>", b"--|"].iter().any(|a| gap.windows(a.len()).any(|w| w == *a))
            || ["→", "⇒", "↔", "←"].iter().any(|a| gap.windows(3).any(|w| w == a.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Pieces;

    fn forms(text: &str) -> Vec<Form> {
        let tokens: Vec<Token> = Pieces::new(text, 0, text.len())
            .map(|p| Token { start: p.start, end: p.end, word: 0, capital: false })
            .collect();
        let forms = Forms::new(text, &tokens);
        (0..tokens.len()).filter_map(|n| forms.at(n)).map(|f| f.0).collect()
    }

    #[test]
    fn forms_are_told_from_each_other() {
        assert_eq!(forms("after 15 minutes, 30 working days or 90-day periods"), [Form::Duration; 3]);
        assert_eq!(forms("AES with 256-bit keys, 2048 bits"), [Form::Bits; 2]);
        assert_eq!(forms("CVE-2023-1234 and SEC-014"), [Form::Cve, Form::Identifier]);
        assert_eq!(forms("write to psirt@pump.example or https://pump.example"), [Form::Email, Form::Link]);
        assert_eq!(
            forms("10.0.0.1 on port 443, TCP 104, 22/tcp"),
            [Form::Address, Form::Port, Form::Port, Form::Port]
        );
        assert_eq!(forms("pump → gateway -> cloud"), [Form::Arrow; 2]);
        assert_eq!(forms("99.9 % on 2024-05-01 and 01.05.2024"), [Form::Percent, Form::Date, Form::Date]);
        assert_eq!(forms("The well-known pump of 1999 weighs 310 g."), []);
    }
}
