//! Where a section for a topic belongs in a document, and what a weak one is completed with.

use super::markup::HeadingStyle;
use super::outline::Outline;
use super::section::{Said, Section, list, point, prompts, section};
use super::{Edit, Markup, Scope};
use crate::catalog::{Catalogue, KindId, RequirementId, TopicId};
use crate::detect::{Analysis, State};
use crate::document::{BlockKind, Document};

/// Where a section goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Byte of the source before which it is put.
    pub offset: u32,
    /// Level of its heading, 1 to 6.
    pub level: u8,
    /// Its heading is there already and has nothing under it: only the text is put in.
    pub has_heading: bool,
    /// What parts it from the text before it: line ends.
    pub before: String,
    /// What parts it from the text behind it.
    pub after: String,
    number: Option<String>,
    style: HeadingStyle,
    newline: &'static str,
}

impl Place {
    /// Puts a section there.
    pub fn edit(&self, section: &Section) -> Edit {
        let mut text = String::new();
        if !self.has_heading {
            let title = match &self.number {
                Some(number) => format!("{number} {}", section.heading),
                None => section.heading.clone(),
            };
            text.push_str(&self.style.heading(self.level, &title));
            text.push('\n');
        }
        text.push_str(section.text.trim_end());
        text.push('\n');
        let text = text.replace('\n', self.newline);
        Edit { range: self.offset..self.offset, text: [&self.before, text.as_str(), &self.after].concat() }
    }
}

/// A place that could do, before it is known whether the document stays what it is.
struct Candidate {
    offset: usize,
    level: u8,
    has_heading: bool,
    number: Option<String>,
}

/// Where a section for a topic belongs: under its heading if that is there and empty; else behind the section that shows
/// what usually comes before it, or before what usually follows; else at the end, before appendices, references and the
/// revision history. Where headings are numbered, it is the next number. `None` when there is no place at which
/// everything else stays as it is (a code block that is never closed).
pub fn place(
    document: &Document,
    analysis: &Analysis,
    catalogue: &Catalogue,
    kind: Option<KindId>,
    topic: TopicId,
) -> Option<Place> {
    let markup = Markup::of(document);
    let outline = Outline::of(document, markup);
    let order = order(catalogue, kind, topic);
    let mut candidates: Vec<Candidate> =
        empty_section(document, analysis, catalogue, &outline, kind, topic).into_iter().collect();
    let at = order.iter().position(|other| *other == topic).unwrap_or(order.len());
    let nearest_before =
        order[..at].iter().rev().find_map(|other| shown_under(analysis, &outline, &order, *other));
    let nearest_behind =
        order.iter().skip(at + 1).find_map(|other| shown_under(analysis, &outline, &order, *other));
    candidates.extend(nearest_before.map(|head| behind(&outline, head)));
    candidates.extend(nearest_behind.map(|head| ahead(&outline, head)));
    candidates.push(at_the_end(document, &outline));
    let main = outline.heads.iter().enumerate().filter(|(_, head)| head.level == outline.main_level());
    candidates.extend(main.rev().map(|(head, _)| ahead(&outline, head)));
    candidates.into_iter().find_map(|candidate| settle(document, &outline, markup, candidate))
}

/// A place, unless a section put there would not be read as one, or the rest of the document differently from before.
fn settle(document: &Document, outline: &Outline<'_>, markup: Markup, candidate: Candidate) -> Option<Place> {
    let Candidate { offset, level, has_heading, number } = candidate;
    let newline = newline(document);
    let (before, after) = distance(&document.source, offset, newline);
    let style = outline.style(level, markup);
    let offset = u32::try_from(offset).ok()?;
    let place = Place { offset, level, has_heading, before, after, number, style, newline };
    let probe = Section::new("Probe", "Text.\n", markup);
    let (grown, new) = grown(document, &place.edit(&probe))?;
    let kinds = grown.blocks[new].iter().map(|block| block.kind);
    let expected = [BlockKind::Heading(level), BlockKind::Paragraph];
    kinds.eq(expected[usize::from(has_heading)..].iter().copied()).then_some(place)
}

/// A section for a topic, put where it belongs in a document; and where that is.
pub fn insert(
    scope: &Scope<'_>,
    document: &Document,
    analysis: &Analysis,
    topic: TopicId,
) -> Option<(Edit, Place)> {
    let kind = analysis.kind.kind;
    let place = place(document, analysis, scope.catalogue, kind, topic)?;
    let edit = place.edit(&section(scope, topic, kind, Markup::of(document)));
    Some((edit, place))
}

/// At most so many prompts are added to a section.
const ADDED: usize = 6;

/// Prompts for what a section lacks, put at the end of the section that has the best evidence of the topic: for the points
/// that `requirements` ask for, or, without these, for what is not yet said of the topic. They stand in a sub-section:
/// among blanks, what is said already would count for less. `None` when the document has no such section.
pub fn complete(
    scope: &Scope<'_>,
    document: &Document,
    analysis: &Analysis,
    topic: TopicId,
    requirements: &[RequirementId],
) -> Option<(Edit, Place)> {
    let markup = Markup::of(document);
    let outline = Outline::of(document, markup);
    let result = analysis.topics.iter().find(|result| result.topic == topic)?;
    let evidence = result.evidence.first().filter(|_| result.state < State::Mentioned)?;
    let head = outline.head_of(evidence.section);
    let mut candidates: Vec<Candidate> = head.map(|head| under(&outline, head)).into_iter().collect();
    candidates.extend(head.map(|head| behind(&outline, head)));
    candidates.push(at_the_end(document, &outline));
    let mut lacking: Vec<String> =
        requirements.iter().map(|id| point(&scope.catalogue[*id], scope.catalogue)).collect();
    if lacking.is_empty() {
        let said = match head {
            Some(head) => document.source.get(outline.heads[head].start..outline.end(head)),
            None => Some(document.source.as_str()),
        };
        let said = Said::of(said.unwrap_or_default());
        lacking = prompts(scope, topic);
        if lacking.iter().any(|prompt| !said.has_half(prompt)) {
            lacking.retain(|prompt| !said.has_half(prompt));
        }
    }
    lacking.dedup();
    let title = &scope.catalogue[topic].title;
    let same = head.is_some_and(|head| outline.heads[head].title.to_lowercase() == title.to_lowercase());
    let heading = if same { "Further points" } else { title };
    let asked_by = requirements.iter().map(|id| &scope.catalogue[*id]);
    let section = Section::new(heading, &list(markup, asked_by, lacking.iter().take(ADDED)), markup);
    let mut places = candidates.into_iter().filter_map(|c| settle(document, &outline, markup, c));
    let place = places.next()?;
    Some((place.edit(&section), place))
}

/// The topics among which a topic has its place: those of the kind if it is one of them, else all.
fn order(catalogue: &Catalogue, kind: Option<KindId>, topic: TopicId) -> Vec<TopicId> {
    let of_kind =
        kind.map(|kind| catalogue[kind].topics.iter().map(|expected| expected.topic).collect::<Vec<_>>());
    of_kind.filter(|order| order.contains(&topic)).unwrap_or_else(|| catalogue.topic_ids().collect())
}

/// A heading over nothing that is that of the topic.
fn empty_section(
    document: &Document,
    analysis: &Analysis,
    catalogue: &Catalogue,
    outline: &Outline<'_>,
    kind: Option<KindId>,
    topic: TopicId,
) -> Option<Candidate> {
    let expected = kind.and_then(|kind| catalogue[kind].topics.iter().find(|e| e.topic == topic));
    let names = [Some(&catalogue[topic].title), expected.map(|e| &e.heading)];
    let result = analysis.topics.iter().find(|result| result.topic == topic);
    let is_named = |head: usize| {
        let head = &outline.heads[head];
        let by_title = names.iter().flatten().any(|name| name.to_lowercase() == head.title.to_lowercase());
        let found = result.filter(|result| result.state == State::Placeholder);
        by_title || found.is_some_and(|found| found.evidence.iter().any(|e| e.section == head.section))
    };
    let is_empty = |head: usize| {
        let section = &document.sections[outline.heads[head].section as usize];
        let blocks = &document.blocks[section.blocks.start as usize..section.blocks.end as usize];
        let alone = outline.heads.get(head + 1).is_none_or(|next| next.parent != Some(head));
        alone && blocks.iter().all(|b| matches!(b.kind, BlockKind::Heading(_) | BlockKind::Comment))
    };
    let head = (0..outline.heads.len()).find(|head| is_empty(*head) && is_named(*head))?;
    let level = outline.heads[head].level;
    Some(Candidate { offset: outline.own_end(head), level, has_heading: true, number: None })
}

/// The heading of the section that shows a topic: of nested ones the outermost that has no other topic of the order.
fn shown_under(
    analysis: &Analysis,
    outline: &Outline<'_>,
    order: &[TopicId],
    topic: TopicId,
) -> Option<usize> {
    let home = |topic: TopicId| {
        let result = analysis.topics.iter().find(|result| result.topic == topic)?;
        let evidence = result.evidence.first().filter(|_| result.state < State::Mentioned)?;
        outline.head_of(evidence.section)
    };
    let title = outline.title();
    let mut head = home(topic)?;
    let others: Vec<usize> =
        order.iter().filter(|other| **other != topic).filter_map(|other| home(*other)).collect();
    while let Some(parent) = outline.heads[head].parent.filter(|parent| Some(*parent) != title) {
        let shared = outline.subtree(parent).any(|below| below != head && others.contains(&below));
        if shared {
            break;
        }
        head = parent;
    }
    let mut above = Some(head);
    while let Some(head) = above {
        if outline.is_back_matter(head) {
            return None;
        }
        above = outline.heads[head].parent;
    }
    Some(head)
}

/// Behind a section, as its sibling; below the title, as the first of the main sections.
fn behind(outline: &Outline<'_>, head: usize) -> Candidate {
    if outline.title() == Some(head) {
        return match outline.heads.get(head + 1).filter(|first| first.number.is_some()) {
            Some(_) => behind(outline, head + 1),
            None => Candidate {
                offset: outline.own_end(head),
                level: outline.main_level(),
                has_heading: false,
                number: None,
            },
        };
    }
    // In a numbered series only the place behind the last leaves all numbers as they are.
    let last = outline.last_sibling(head).unwrap_or(head);
    let number = outline.heads[last].number.as_ref().map(|number| number.next().to_string());
    Candidate { offset: outline.end(last), level: outline.heads[last].level, has_heading: false, number }
}

/// Below a section, as the last of its sub-sections.
fn under(outline: &Outline<'_>, head: usize) -> Candidate {
    let above = &outline.heads[head];
    match outline.subtree(head).filter(|n| outline.heads[*n].parent == Some(head)).last() {
        Some(last) => behind(outline, last),
        None if above.level == 6 => behind(outline, head),
        None => {
            let number = above.number.as_ref().map(|number| number.first_below().to_string());
            Candidate { offset: outline.end(head), level: above.level + 1, has_heading: false, number }
        }
    }
}

/// Before a section, as its sibling.
fn ahead(outline: &Outline<'_>, head: usize) -> Candidate {
    if outline.title() == Some(head) || outline.heads[head].number.is_some() {
        return behind(outline, head);
    }
    let level = outline.heads[head].level;
    Candidate { offset: outline.before(head), level, has_heading: false, number: None }
}

/// At the end of the content.
fn at_the_end(document: &Document, outline: &Outline<'_>) -> Candidate {
    let level = outline.main_level();
    let main: Vec<usize> = (0..outline.heads.len()).filter(|n| outline.heads[*n].level == level).collect();
    let content = main.iter().rposition(|head| !outline.is_back_matter(*head));
    match (content.map(|n| main[n]), main.first()) {
        (Some(last), _) => behind(outline, last),
        (None, Some(first)) => ahead(outline, *first),
        (None, None) => {
            // The first underline that is met is the top level, whatever it looks like.
            let underlined = matches!(Markup::of(document), Markup::ReStructuredText | Markup::Plain);
            let level = if underlined && outline.heads.is_empty() { 1 } else { level };
            Candidate { offset: document.source.len(), level, has_heading: false, number: None }
        }
    }
}

/// The line end of a document.
pub(super) fn newline(document: &Document) -> &'static str {
    let end = document.source.find('\n').unwrap_or(0);
    if document.source[..end].ends_with('\r') { "\r\n" } else { "\n" }
}

/// Line ends that leave one blank line before and behind what is put in at `offset`, which ends with a line end.
fn distance(source: &str, offset: usize, newline: &str) -> (String, String) {
    let (before, behind) = source.split_at(offset);
    let ends = before.trim_end_matches([' ', '\t', '\n', '\r']).len();
    let there = before[ends..].matches('\n').count();
    let missing = if ends == 0 { 0 } else { 2usize.saturating_sub(there) };
    let after = if behind.trim().is_empty() { String::new() } else { newline.to_owned() };
    (newline.repeat(missing), after)
}

/// What a document says, block by block.
fn blocks(document: &Document) -> Vec<(BlockKind, bool, &str)> {
    document.blocks.iter().map(|b| (b.kind, b.quoted, document.text_at(&b.text))).collect()
}

/// The document with an edit.
fn edited(document: &Document, edit: &Edit) -> Option<Document> {
    let source = edit.apply(&document.source)?;
    Some(Document::read_as(&document.path, document.format, source.as_bytes()))
}

/// The document with an edit, and its new blocks; `None` when anything else is read differently from before.
fn grown(document: &Document, edit: &Edit) -> Option<(Document, std::ops::Range<usize>)> {
    let grown = edited(document, edit)?;
    let kind = |document: &Document| document.front_matter.kind.as_ref().map(|(word, _)| word.clone());
    let (old, new) = (blocks(document), blocks(&grown));
    let more = new.len().checked_sub(old.len())?;
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let same = old[start..] == new[start + more..] && kind(document) == kind(&grown);
    same.then_some((grown, start..start + more))
}

/// The document with an edit, if its text is read as before.
pub(super) fn reads_as_before(document: &Document, edit: &Edit) -> Option<Document> {
    edited(document, edit).filter(|new| blocks(document) == blocks(new))
}
