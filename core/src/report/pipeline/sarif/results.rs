//! Findings as results.

use std::collections::BTreeMap;

use super::model::{
    Location, LogicalLocation, Map, Outcome, OutcomeProperties, PhysicalLocation, Region, Suppression, text,
};
use super::taxonomies::Taxonomies;
use super::{location, rules};
use crate::assess::{Home, Severity};
use crate::compare::{Novelty, PastFinding};
use crate::lint::{Excuse, Finding, Related};
use crate::report::pipeline::{Check, Circumstances, place, sentence};
use crate::report::trace;

/// Other places of a result that GitHub shows.
const RELATED: usize = 100;

/// Writes results of one check.
pub(super) struct Writer<'a> {
    check: &'a Check<'a>,
    around: &'a Circumstances<'a>,
    taxonomies: &'a Taxonomies<'a>,
    /// Places of files among the artifacts.
    files: BTreeMap<&'a str, usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        check: &'a Check<'a>,
        around: &'a Circumstances<'a>,
        taxonomies: &'a Taxonomies<'a>,
    ) -> Self {
        let documents = check.documents.iter().map(|document| document.path.as_str());
        let all = documents.chain(check.inputs.iter().map(|input| input.path.as_str()));
        let files = all.enumerate().map(|(index, path)| (path, index)).collect();
        Writer { check, around, taxonomies, files }
    }

    /// A finding that is shown.
    pub(super) fn shown(&self, finding: &Finding) -> Outcome {
        let state = self.check.comparison.map(|comparison| match comparison.novelty(finding) {
            Novelty::New => "new",
            Novelty::Worsened => "updated",
            Novelty::Known => "unchanged",
        });
        Outcome { baseline_state: state, ..self.finding(finding) }
    }

    /// A finding that a comment or a waiver takes away.
    pub(super) fn excused(&self, finding: &Finding, excuse: &Excuse, kind: &'static str) -> Outcome {
        let owner = excuse.owner.as_ref().map(|owner| format!(" ({owner})")).unwrap_or_default();
        let suppression = Suppression {
            kind,
            status: "accepted",
            justification: format!("{}{owner}", excuse.reason),
            location: self.place(&excuse.path, Some(lines((excuse.line, excuse.line)))),
        };
        // The base remembers what was shown. Whether something was excused before, it does not say.
        let was_shown = |past: &PastFinding| past.fingerprint == finding.fingerprint;
        let known = self.check.comparison.is_some_and(|comparison| comparison.gone.iter().any(was_shown));
        Outcome {
            suppressions: vec![suppression],
            baseline_state: known.then_some("unchanged"),
            ..self.finding(finding)
        }
    }

    /// A finding of the base that is gone.
    pub(super) fn gone(&self, past: &PastFinding) -> Outcome {
        let path = past.path.as_deref().unwrap_or_else(|| place::stand_in(self.check));
        // A baseline has no lines; receivers want one.
        let line = past.start_line.unwrap_or(1);
        let mut location = self.place(path, Some(lines((line, line))));
        location.logical_locations = section(&past.headings);
        Outcome {
            rule_id: past.code.clone(),
            rule_index: rules::index(&past.code),
            level: Severity::from_id(&past.severity).map_or("warning", level),
            message: text(literal(&sentence(&past.message))),
            locations: vec![location],
            related_locations: Vec::new(),
            partial_fingerprints: fingerprints(&past.fingerprint),
            taxa: Vec::new(),
            suppressions: Vec::new(),
            baseline_state: Some("absent"),
            properties: Some(OutcomeProperties {
                topics: past.topics.clone(),
                about_the_set: past.path.is_none(),
            }),
        }
    }

    fn finding(&self, finding: &Finding) -> Outcome {
        let (path, span) = place::of(finding, self.check);
        let mut region = lines(span);
        if finding.path.is_some() && !finding.source.is_empty() {
            region.byte_offset = Some(finding.source.start);
            region.byte_length = Some(finding.source.end - finding.source.start);
        }
        let mut location = self.place(path, Some(region));
        location.logical_locations = section(&finding.headings);
        let topics = finding.topics.iter().map(|topic| self.check.catalogue[*topic].id.to_string());
        let message = format!("{}\n\n{}", sentence(&finding.message), sentence(&finding.help));
        Outcome {
            rule_id: finding.code.to_owned(),
            rule_index: rules::index(finding.code),
            level: level(finding.severity),
            message: text(literal(&message)),
            locations: vec![location],
            related_locations: self.related(finding),
            partial_fingerprints: fingerprints(&finding.fingerprint),
            taxa: self.taxonomies.taxa(&finding.requirements),
            suppressions: Vec::new(),
            baseline_state: None,
            properties: Some(OutcomeProperties {
                topics: topics.collect(),
                about_the_set: finding.path.is_none(),
            }),
        }
    }

    /// Other places, numbered from 1. A finding without a place gets the document in which it should be written.
    fn related(&self, finding: &Finding) -> Vec<Location> {
        let named = finding.related.iter().map(|related: &Related| {
            let mut place = self.place(&related.path, Some(lines(related.lines)));
            place.message = Some(text(literal(&sentence(&related.note))));
            place
        });
        let actions = self.check.assessment.actions.iter();
        let home = actions.filter(|action| finding.path.is_none() && finding.topics.contains(&action.topic));
        let homes = home.filter_map(|action| {
            let Home::Document(index) = action.home else { return None };
            let document = self.check.documents.get(index as usize)?;
            let evidence = action.evidence.filter(|evidence| evidence.document == index);
            let span = evidence.and_then(|evidence| evidence.get(self.check.documents)).map(|e| e.lines);
            let mut place = self.place(&document.path, span.map(lines));
            place.message = Some(text(literal(&sentence(&format!(
                "Write it here: {}",
                trace::destination(action, self.check)
            )))));
            Some(place)
        });
        let mut all: Vec<Location> = named.chain(homes).take(RELATED).collect();
        (1..).zip(&mut all).for_each(|(id, place)| place.id = Some(id));
        all
    }

    fn place(&self, path: &str, region: Option<Region>) -> Location {
        let index = self.files.get(path).copied();
        Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: location(path, index, self.around),
                region,
            },
            logical_locations: Vec::new(),
            message: None,
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Whole lines: columns are not known here.
fn lines((first, last): (u32, u32)) -> Region {
    let first = first.max(1);
    Region { start_line: first, end_line: last.max(first), byte_offset: None, byte_length: None }
}

/// Our fingerprint, and the same under the one name that GitHub looks at. Without the second GitHub's upload action would
/// make one of the text of the line: findings on one line would become one alert, all findings without a place, too, and a
/// dismissed alert would come back when the line changes.
fn fingerprints(fingerprint: &str) -> Map<String> {
    Map(vec![
        ("medlintFingerprint/v1", fingerprint.to_owned()),
        ("primaryLocationLineHash", format!("{fingerprint}:1")),
    ])
}

/// The section as a place in the structure of the document.
fn section(headings: &[String]) -> Vec<LogicalLocation> {
    let name = headings.last().filter(|name| !name.is_empty());
    let place = name.map(|name| LogicalLocation {
        name: name.clone(),
        fully_qualified_name: trace::section(headings),
        kind: "section",
    });
    place.into_iter().collect()
}

/// Text of a message in which nothing is a placeholder (`{0}`) or a link (`[text](1)`).
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', ']']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let digits = from[1..].bytes().take_while(u8::is_ascii_digit).count();
        if from.starts_with('{') && digits > 0 && from[1 + digits..].starts_with('}') {
            out.push_str(&format!("{{{}}}", &from[..digits + 2]));
            rest = &from[digits + 2..];
            continue;
        }
        if from.starts_with("](") {
            out.push('\\');
        }
        out.push_str(&from[..1]);
        rest = &from[1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn nothing_in_a_message_is_a_placeholder_or_a_link() {
        assert_eq!(literal("{0} {{device}} {x} {12"), "{{0}} {{device}} {x} {12");
        assert_eq!(literal("[a](1) [b] c]("), "[a\\](1) [b] c\\](");
    }
}
