//! What can be said of one document alone. Depends on that document and the catalogue only, so it can be cached.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::finding::Finding;
use super::pointer::{self, Pointer};
use super::rule::Check;
use super::rules::RULES;
use super::suppression::{self, Suppression};
use crate::catalog::Catalogue;
use crate::detect::Analysis;
use crate::document::Document;

/// Findings of one document, and what the set-level rules need to know of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentLint {
    /// Findings of rules that look at one document; nothing is suppressed or waived yet.
    pub findings: Vec<Finding>,
    /// Suppression comments, in order.
    pub suppressions: Vec<Suppression>,
    /// Pointers to other documents and sections, in order.
    pub pointers: Vec<Pointer>,
    /// What a `#fragment` can lead to, reduced to lower-case letters and digits; sorted.
    pub anchors: Vec<String>,
    /// Numbers of headings (`4.2`), sorted.
    pub section_numbers: Vec<String>,
    /// Where a finding about the whole document is shown: its first heading, else its first line.
    pub title: (Range<u32>, (u32, u32)),
    /// The front matter says that it is a draft.
    pub draft: bool,
}

/// What the rules for one document look at.
pub(super) struct Input<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) catalogue: &'a Catalogue,
    pub(super) suppressions: &'a [Suppression],
    pub(super) draft: bool,
}

impl Input<'_> {
    /// First and last line of a range, from 1.
    pub(super) fn lines(&self, source: &Range<u32>) -> (u32, u32) {
        self.document.lines_of(source)
    }

    /// Titles of the headings above a place, outermost first.
    pub(super) fn headings(&self, offset: u32) -> Vec<String> {
        let block =
            self.document.blocks.partition_point(|block| block.source.start <= offset).saturating_sub(1);
        let section = self.document.blocks.get(block).map_or(0, |block| block.section);
        self.document.headings(section).into_iter().map(str::to_owned).collect()
    }
}

/// Runs the rules that need one document only. Cannot fail.
pub fn document(document: &Document, analysis: &Analysis, catalogue: &Catalogue) -> DocumentLint {
    let suppressions = suppression::find(document);
    let title = title_place(document, analysis);
    let draft = is_draft(document);
    let mut findings = Vec::new();
    let input = Input { document, analysis, catalogue, suppressions: &suppressions, draft };
    for rule in RULES {
        if let Check::Document(check) = rule.check {
            check(&input, &mut findings);
        }
    }
    let section_numbers = pointer::section_numbers(analysis);
    DocumentLint {
        findings,
        pointers: pointer::find(document, &section_numbers),
        anchors: pointer::anchors(document),
        section_numbers,
        suppressions,
        title,
        draft,
    }
}

fn title_place(document: &Document, analysis: &Analysis) -> (Range<u32>, (u32, u32)) {
    match analysis.headings.first() {
        Some(heading) => (heading.source.clone(), (heading.line, heading.line)),
        None => (document.lines.line_range(&document.source, 0), (1, 1)),
    }
}

/// `status: draft` in the front matter.
fn is_draft(document: &Document) -> bool {
    let Some(front) = &document.front_matter.source else { return false };
    document.source_at(front).lines().any(|line| {
        let Some((key, value)) = line.split_once([':', '=']) else { return false };
        let value = value.trim().trim_matches(['"', '\'']);
        key.trim_end() == "status" && value.get(..5).is_some_and(|v| v.eq_ignore_ascii_case("draft"))
    })
}
