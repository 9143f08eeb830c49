//! Traceability as CSV (RFC 4180): one row for each requirement and piece of evidence.
//!
//! UTF-8 without a byte order mark, commas, lines that end with CR LF, a field in quotation marks where it needs them.
//! `status` is how the requirement stands, `found` how it stands by the documents alone; `reason`, `owner` and `date` are
//! those of the waiver or the decision that makes the difference.
//! A field that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) has
//! an apostrophe before it, because its text can come from anybody's document.

use super::{Check, trace};
use crate::assess::{Assessed, TopicEvidence};

const HEAD: [&str; 20] = [
    "requirement",
    "framework",
    "clause",
    "title",
    "strength",
    "level",
    "stage",
    "applies",
    "status",
    "topic",
    "state",
    "document",
    "section",
    "start_line",
    "end_line",
    "quote",
    "reason",
    "owner",
    "date",
    "found",
];

/// All requirements of the selection in catalogue order. One without topics has a single row.
pub fn csv(check: &Check<'_>) -> String {
    let mut out = String::new();
    row(&mut out, &HEAD);
    for assessed in &check.assessment.requirements {
        if assessed.topics.is_empty() {
            requirement(&mut out, assessed, None, check);
        }
        for topic in &assessed.topics {
            requirement(&mut out, assessed, Some(topic), check);
        }
    }
    out
}

fn requirement(out: &mut String, assessed: &Assessed, topic: Option<&TopicEvidence>, check: &Check<'_>) {
    let catalogue = check.catalogue;
    let requirement = &catalogue[assessed.requirement];
    let place = topic.and_then(|topic| topic.evidence).and_then(|place| trace::evidence(place, check));
    let evidence = place.map(|(_, evidence)| evidence);
    let line = |line: Option<u32>| line.map(|n| n.to_string()).unwrap_or_default();
    let words = trace::words(assessed, check);
    let word = words.last();
    row(
        out,
        &[
            &requirement.id,
            &catalogue[requirement.framework].id,
            &requirement.clause,
            &requirement.title,
            requirement.strength.id(),
            requirement.level.id(),
            requirement.stage.id(),
            &trace::applies(assessed, check),
            assessed.status.id(),
            topic.map_or("", |topic| &*catalogue[topic.topic].id),
            topic.map_or("", |topic| topic.state.id()),
            place.map_or("", |(document, _)| &document.path),
            &evidence.map(|evidence| trace::section(&evidence.headings)).unwrap_or_default(),
            &line(evidence.map(|evidence| evidence.lines.0)),
            &line(evidence.map(|evidence| evidence.lines.1)),
            evidence.map_or("", |evidence| &evidence.quote),
            word.map_or("", |word| &word.reason),
            word.and_then(|word| word.owner).unwrap_or_default(),
            &word.and_then(|word| word.date).map(|day| day.to_string()).unwrap_or_default(),
            assessed.found.id(),
        ],
    );
}

/// One record.
pub(super) fn row(out: &mut String, fields: &[&str]) {
    for (i, text) in fields.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        field(out, text);
    }
    out.push_str("\r\n");
}

fn field(out: &mut String, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = text.contains(['"', ',', '\n', '\r']);
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::row;

    fn of(fields: &[&str]) -> String {
        let mut out = String::new();
        row(&mut out, fields);
        out
    }

    #[test]
    fn fields_are_quoted_where_they_need_it() {
        assert_eq!(of(&["a", "b c", ""]), "a,b c,\r\n");
        assert_eq!(of(&["a,b", "say \"no\"", "two\nlines"]), "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }

    #[test]
    fn nothing_is_a_formula() {
        assert_eq!(of(&["=1+1", "+1", "-1", "@a", "\tx"]), "'=1+1,'+1,'-1,'@a,'\tx\r\n");
        assert_eq!(of(&["=HYPERLINK(\"x\",\"y\")"]), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
        assert_eq!(of(&["1-2", "a=b"]), "1-2,a=b\r\n");
    }
}
