//! The rules, one file each. A new rule is a new file and a line in [`RULES`]; codes are never used again.

pub(super) mod dangling_pointer;
mod decided_as_open;
mod decision_without_reason;
pub(super) mod denied_without_reason;
mod duplicate_waiver;
mod expired_waiver;
mod incomplete_waiver;
pub(super) mod missing_content;
pub(super) mod only_planned;
pub(super) mod only_pointed_to;
mod open_question;
mod placeholder;
mod reader_notice;
pub(super) mod requirement_without_evidence;
pub(super) mod shown_elsewhere;
mod superseded_citation;
mod suppression_without_reason;
mod threshold_not_reached;
mod unknown_kind;
pub(super) mod unused_suppression;
pub(super) mod weak_section;

use super::rule::Rule;

/// All rules, by code.
pub static RULES: &[&Rule] = &[
    &missing_content::RULE,
    &requirement_without_evidence::RULE,
    &weak_section::RULE,
    &placeholder::RULE,
    &only_planned::RULE,
    &denied_without_reason::RULE,
    &dangling_pointer::RULE,
    &superseded_citation::RULE,
    &expired_waiver::RULE,
    &incomplete_waiver::RULE,
    &suppression_without_reason::RULE,
    &unused_suppression::RULE,
    &duplicate_waiver::RULE,
    &shown_elsewhere::RULE,
    &open_question::RULE,
    &reader_notice::RULE,
    &unknown_kind::RULE,
    &only_pointed_to::RULE,
    &decision_without_reason::RULE,
    &decided_as_open::RULE,
    &threshold_not_reached::RULE,
];
