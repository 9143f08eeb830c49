//! Which findings are told together, where, and how loudly.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use medlint_core::assess::Severity;
use medlint_core::lint::{Checked, Finding};

use crate::client::{Client, Placeholders};
use crate::folder::{CONFIG, Folder};

/// Findings that are told as one.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// Not empty, the one that gives it its code first.
    pub(super) findings: Vec<&'a Finding>,
    /// On one line of the text.
    pub(super) bytes: Range<u32>,
    pub(super) severity: Severity,
}

/// What is told as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// What the document should show and does not.
    Summary,
    /// A weak section, by the number of headings up to it.
    Section(usize),
    /// What no document shows.
    Nowhere,
    /// Stands alone, by its number.
    Alone(usize),
}

impl<'a> Told<'a> {
    /// Of findings with the severity in which each is shown.
    fn of(mut findings: Vec<(&'a Finding, Severity)>, bytes: Range<u32>) -> Self {
        let severity = findings.iter().map(|(_, severity)| *severity).max().unwrap_or(Severity::Info);
        // The summary of its kind is what a document's summary begins with, whatever else is worse.
        findings.sort_by_key(|(finding, severity)| (finding.code != "M101", Reverse(*severity)));
        Told { findings: findings.into_iter().map(|(finding, _)| finding).collect(), bytes, severity }
    }

    /// The one that gives it its code.
    pub(super) fn lead(&self) -> &'a Finding {
        self.findings[0]
    }
}

/// What is told of a document.
pub(super) fn of_document<'a>(
    folder: &'a Folder,
    path: &'a str,
    document: Checked<'a>,
    source: &str,
    client: &Client,
) -> Vec<Told<'a>> {
    let headings = &document.analysis.headings;
    let title = &document.lint.title.0;
    let group = |n: usize, finding: &Finding| {
        if finding.whole_document && finding.source == *title {
            Group::Summary
        } else if finding.code == "M103" {
            Group::Section(headings.partition_point(|h| h.source.start <= finding.source.start))
        } else {
            Group::Alone(n)
        }
    };
    grouped(folder, path, client, group)
        .into_iter()
        .map(|(group, findings)| {
            let heading = match group {
                Group::Section(n) if findings.len() > 1 => n.checked_sub(1).and_then(|n| headings.get(n)),
                _ => None,
            };
            let place = heading.map_or(&findings[0].0.source, |heading| &heading.source);
            let bytes = first_line(source, place);
            Told::of(findings, bytes)
        })
        .collect()
}

/// What is told of a set as a whole, at the places of its medlint.toml that are about it.
pub(super) fn of_set<'a>(folder: &'a Folder, text: &str, client: &Client) -> Vec<Told<'a>> {
    let at_table = |tables: &[&str]| {
        let place = tables.iter().find_map(|table| table_head(text, table));
        first_line(text, &place.unwrap_or(0..narrow(text.len())))
    };
    let whole =
        grouped(
            folder,
            "",
            client,
            |n, finding| {
                if finding.code == "M102" { Group::Nowhere } else { Group::Alone(n) }
            },
        );
    let whole = whole.into_iter().map(|(group, findings)| {
        let tables: &[&str] = match group {
            Group::Nowhere => &["[check]", "[documents]"],
            _ => &["[device.facts]", "[device]"],
        };
        Told::of(findings, at_table(tables))
    });
    let own = grouped(folder, CONFIG, client, |n, _| Group::Alone(n)).into_values();
    let own = own.map(|findings| {
        let bytes = first_line(text, &findings[0].0.source);
        Told::of(findings, bytes)
    });
    whole.chain(own).collect()
}

/// The findings at a path that are shown, in groups.
fn grouped<'a>(
    folder: &'a Folder,
    path: &'a str,
    client: &Client,
    group: impl Fn(usize, &Finding) -> Group,
) -> BTreeMap<Group, Vec<(&'a Finding, Severity)>> {
    let mut groups: BTreeMap<Group, Vec<(&Finding, Severity)>> = BTreeMap::new();
    for (n, finding) in folder.findings(path).enumerate() {
        if let Some(severity) = shown_as(folder, finding, client) {
            groups.entry(group(n, finding)).or_default().push((finding, severity));
        }
    }
    groups
}

/// The severity in which a finding is shown; `None`: it is not.
fn shown_as(folder: &Folder, finding: &Finding, client: &Client) -> Option<Severity> {
    let settings = &client.settings;
    // What medlint.toml leaves out is judged by the rule's own severity, as the command does it.
    if finding.severity < folder.workspace.config().min_severity {
        return None;
    }
    let severity = match (finding.code, settings.placeholders) {
        ("M104", Placeholders::Off) => return None,
        ("M104", Placeholders::Information) => Severity::Info,
        _ => finding.severity,
    };
    (severity >= settings.min_severity()).then_some(severity)
}

/// A range as far as its first line goes, without spaces at its end.
pub(super) fn first_line(text: &str, bytes: &Range<u32>) -> Range<u32> {
    let (start, end) = (bytes.start as usize, bytes.end as usize);
    let Some(inside) = text.get(start..end.min(text.len())) else { return bytes.clone() };
    // An empty line before the words would be a range without anything to see.
    let skipped = inside.len() - inside.trim_start().len();
    let skipped = if skipped == inside.len() { 0 } else { skipped };
    let line = inside[skipped..].lines().next().unwrap_or_default().trim_end();
    let start = bytes.start + narrow(skipped);
    start..start + narrow(line.len())
}

/// The line that opens a table of a medlint.toml.
fn table_head(text: &str, table: &str) -> Option<Range<u32>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with(table) {
            return Some(narrow(at)..narrow(at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Texts are shorter than 4 GiB.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_ends_with_its_first_line() {
        let text = "é one  \r\ntwo\n";
        assert_eq!(first_line(text, &(0..12)), 0..6);
        assert_eq!(first_line(text, &(7..12)), 10..12);
        assert_eq!(first_line(text, &(13..14)), 13..13);
        assert_eq!(first_line(text, &(9..99)), 10..13);
        assert_eq!(first_line("", &(0..0)), 0..0);
    }

    #[test]
    fn tables_are_found_at_the_beginning_of_a_line() {
        let text = "# [check]\n  [check]\r\n";
        assert_eq!(table_head(text, "[check]"), Some(10..21));
        assert_eq!(table_head(text, "[device]"), None);
    }
}
