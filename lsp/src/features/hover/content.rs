//! What the document's own text shows: the document, a section, a statement.

use std::ops::Range;

use medlint_core::assess::{EvidenceRef, state_in};
use medlint_core::catalog::{RequirementId, TopicId};
use medlint_core::detect::{Evidence, KindReason, State};

use super::page::{evidence_link, requirement_links, topic_link};
use super::writing::{Writing, listed};
use crate::view::View;

/// So many topics are told of one by one.
const TOPICS: usize = 8;
/// So many topics of one statement are told with their reasons.
const EXPLAINED: usize = 3;
/// So many requirements are named.
const REQUIREMENTS: usize = 3;

/// What the document is taken for, and what it should show.
pub(super) fn document(view: &View<'_>, out: &mut Writing) {
    let guess = &view.analysis().kind;
    let catalogue = view.catalogue();
    let Some(kind) = guess.kind else {
        out.paragraph(&format!(
            "{}: medlint knows no kind of document that it could be. {} in its front matter says what it is.",
            out.bold("Other document"),
            out.code("medlint: <kind>"),
        ));
        return;
    };
    let because = match guess.because {
        KindReason::FrontMatter => "its front matter says so".to_owned(),
        KindReason::Config => format!("medlint.toml says so ({})", out.code(&guess.detail)),
        KindReason::Title => "of its title".to_owned(),
        KindReason::FileName => "of its file name".to_owned(),
        KindReason::Content => "of what it shows".to_owned(),
        KindReason::Unknown => "nothing speaks against it".to_owned(),
    };
    let reference = format!("{}kinds/{}.html", view.client.reference, catalogue[kind].id);
    let name = out.link(&catalogue[kind].title, Some(&reference));
    out.paragraph(&format!("Taken for: {name}, because {because}."));
    expected(view, out);
}

/// The topics that the document's kind should show, with how they stand in it.
pub(super) fn expected(view: &View<'_>, out: &mut Writing) {
    let Some(kind) = view.analysis().kind.kind else { return };
    let catalogue = view.catalogue();
    let topics = &view.assessment().topics;
    let needed = |topic: TopicId| topics.get(topic.index()).is_some_and(|status| status.needed);
    let expected: Vec<_> = catalogue[kind].topics.iter().filter(|e| needed(e.topic)).collect();
    let mut shown: Vec<String> = Vec::new();
    let mut rest: Vec<(&str, u8, String)> = Vec::new();
    for one in &expected {
        let title = topic_link(view, one.topic, out);
        match state_in(view.analysis(), one.topic) {
            State::Shown => shown.push(title),
            State::Missing | State::Mentioned => {
                let other = topics.get(one.topic.index()).is_some_and(|status| status.state == State::Shown);
                let how = if other { "shown in another document" } else { "missing" };
                rest.push((how, one.weight, title));
            }
            state => rest.push((state_words(state), one.weight, title)),
        }
    }
    out.paragraph(&format!("Shows {} of {} topics that are expected of it.", shown.len(), expected.len()));
    // What is missing altogether and weighs most comes first.
    rest.sort_by_key(|(how, weight, _)| (*how != "missing", std::cmp::Reverse(*weight)));
    for (how, _, title) in rest.iter().take(TOPICS) {
        out.item(&format!("{title}: {how}"));
    }
    if rest.len() > TOPICS {
        out.item(&format!("and {} more", rest.len() - TOPICS));
    }
    if !shown.is_empty() {
        out.paragraph(&format!("Shown: {}", listed(&shown, TOPICS)));
    }
}

/// What stands under a heading, with its sub-sections.
pub(super) fn section(view: &View<'_>, heading: usize, out: &mut Writing) {
    let headings = &view.analysis().headings;
    let level = headings[heading].level;
    let after = headings[heading + 1..].iter().find(|next| next.level <= level);
    let topics = between(view, &(headings[heading].source.start..after.map_or(u32::MAX, |n| n.source.start)));
    if topics.is_empty() {
        return;
    }
    out.paragraph(&out.bold("This section"));
    for (topic, evidence) in topics.iter().take(TOPICS) {
        let title = topic_link(view, *topic, out);
        let answers = answers(view, *topic, evidence, out);
        out.item(&format!("{title}: {}{answers}", state_words(evidence.state)));
    }
    if topics.len() > TOPICS {
        out.item(&format!("and {} more", topics.len() - TOPICS));
    }
}

/// What the section around a place is about, without its sub-sections.
pub(super) fn topics_around(view: &View<'_>, offset: u32) -> Vec<TopicId> {
    let headings = &view.analysis().headings;
    let next = headings.partition_point(|heading| heading.source.start <= offset);
    let start = next.checked_sub(1).map_or(0, |n| headings[n].source.start);
    let end = headings.get(next).map_or(u32::MAX, |heading| heading.source.start);
    between(view, &(start..end)).into_iter().map(|(topic, _)| topic).collect()
}

/// Topics with evidence between two places, each with its best, strongest first.
fn between<'a>(view: &View<'a>, bytes: &Range<u32>) -> Vec<(TopicId, &'a Evidence)> {
    let mut topics: Vec<(TopicId, &Evidence)> = Vec::new();
    for result in &view.analysis().topics {
        let inside = result.evidence.iter().filter(|evidence| bytes.contains(&evidence.source.start));
        let best = inside.min_by_key(|e| e.state).filter(|e| e.state < State::Mentioned);
        topics.extend(best.map(|evidence| (result.topic, evidence)));
    }
    topics.sort_by_key(|(topic, evidence)| (evidence.state, *topic));
    topics
}

/// What the statement at a place shows, and the words that decided it; gives its range.
pub(super) fn statement(view: &View<'_>, offset: u32, out: &mut Writing) -> Option<Range<u32>> {
    let mut here: Vec<(TopicId, &Evidence)> = Vec::new();
    for result in &view.analysis().topics {
        let around = result.evidence.iter().filter(|e| e.source.contains(&offset));
        here.extend(
            around.min_by_key(|e| (e.state, e.source.len())).map(|evidence| (result.topic, evidence)),
        );
    }
    // What is only named is worth a word where there is nothing else.
    if here.iter().any(|(_, evidence)| evidence.state < State::Mentioned) {
        here.retain(|(_, evidence)| evidence.state < State::Mentioned);
    }
    here.sort_by_key(|(topic, evidence)| (evidence.state, std::cmp::Reverse(evidence.score), *topic));
    let bytes = here.first()?.1.source.clone();
    for (topic, evidence) in here.iter().take(EXPLAINED) {
        let title = topic_link(view, *topic, out);
        let answers = answers(view, *topic, evidence, out);
        out.paragraph(&format!("{title}: {}{answers}", out.bold(state_words(evidence.state))));
        for reason in reasons(evidence, out) {
            out.item(&reason);
        }
        if evidence.state != State::Shown && better(view, *topic, evidence).is_none() {
            out.item(&format!("a reader should find: {}", out.plain(&view.catalogue()[*topic].shown_when)));
        }
    }
    if here.len() > EXPLAINED {
        let more: Vec<String> =
            here[EXPLAINED..].iter().map(|(topic, _)| topic_link(view, *topic, out)).collect();
        out.paragraph(&format!("Also: {}", listed(&more, TOPICS)));
    }
    Some(bytes)
}

/// Where the set shows a topic better than this evidence does.
fn better(view: &View<'_>, topic: TopicId, evidence: &Evidence) -> Option<EvidenceRef> {
    let status = view.assessment().topics.get(topic.index())?;
    (status.state == State::Shown && evidence.state != State::Shown).then_some(status.evidence)?
}

/// Requirements that a topic answers, when this is evidence for it; else those that are open, or where it is said better.
fn answers(view: &View<'_>, topic: TopicId, evidence: &Evidence, out: &Writing) -> String {
    if let Some(place) = better(view, topic, evidence).and_then(|place| evidence_link(view, place, out)) {
        return format!("; shown in {place}");
    }
    let standing = |id: &RequirementId| view.assessment().requirement(*id).map(|a| a.status);
    let asked = view.catalogue().requirements_for_topic(topic);
    let wanted = |open: bool| -> Vec<RequirementId> {
        let fits = |id: &&RequirementId| standing(id).is_some_and(|s| s.counts() && s.is_open() == open);
        asked.iter().filter(fits).copied().collect()
    };
    let (met, open) = (wanted(false), wanted(true));
    let mut parts = Vec::new();
    if evidence.state == State::Shown && !met.is_empty() {
        parts.push(format!("answers {}", requirement_links(view, &met, REQUIREMENTS, out)));
    }
    if !open.is_empty() {
        parts.push(format!("still open: {}", requirement_links(view, &open, REQUIREMENTS, out)));
    }
    if parts.is_empty() { String::new() } else { format!("; {}", parts.join("; ")) }
}

/// A state as people say it of a place.
pub(super) fn state_words(state: State) -> &'static str {
    match state {
        State::Shown => "shown here",
        State::Partly => "half said",
        State::Elsewhere => "only pointed to",
        State::Planned => "only announced",
        State::Denied => "denied",
        State::Placeholder => "to be filled in",
        State::Mentioned => "only named",
        State::Missing => "missing",
    }
}

/// Why this is evidence in this state: the words that matched and how they are said.
fn reasons(evidence: &Evidence, out: &Writing) -> Vec<String> {
    let mut words: Vec<&str> = Vec::new();
    let mut manners: Vec<String> = Vec::new();
    for reason in &evidence.because {
        match reason.split_once(": ") {
            Some(("name" | "sign", found)) => words.extend(found.split(" + ")),
            Some(("words", found)) => words.extend(found.split(", ")),
            // What is to be filled in is a thing, other judgements are said of the statement.
            Some(("judgement", found))
                if evidence.state == State::Placeholder && !found.starts_with("is ") =>
            {
                manners.push(format!("has {found}"));
            }
            Some(("judgement", found)) => manners.push(found.to_owned()),
            Some(("marks", found)) => {
                manners.extend(found.split(", ").filter_map(|mark| manner(mark).map(str::to_owned)));
            }
            _ => manners.push(reason.clone()),
        }
    }
    let mut said: Vec<&str> = Vec::new();
    for word in words.into_iter().filter(|word| tells(word)) {
        // A word inside another one says nothing more.
        if !said.iter().any(|other| other.contains(word)) {
            said.push(word);
        }
    }
    let mut reasons = Vec::new();
    if !said.is_empty() {
        let quoted: Vec<String> = said.iter().map(|word| out.plain(&format!("\"{word}\""))).collect();
        reasons.push(format!("the words {}", listed(&quoted, 5)));
    }
    let mut told: Vec<String> = Vec::new();
    for manner in manners {
        if !told.contains(&manner) {
            told.push(manner);
        }
    }
    if !told.is_empty() {
        reasons.push(out.plain(&format!("it {}", told.join("; it "))));
    }
    reasons
}

/// Whether a phrase means something to people: "server and" is as good as any to the sum, but tells nobody anything.
fn tells(phrase: &str) -> bool {
    const EMPTY: &[&str] = &[
        "a", "an", "and", "as", "at", "by", "for", "from", "if", "in", "is", "it", "of", "on", "or", "out",
        "that", "the", "them", "there", "they", "to", "we", "with",
    ];
    let mut words = phrase.split(' ');
    let ends = [words.next(), words.next_back()];
    phrase.chars().count() > 1 && !ends.into_iter().flatten().any(|word| EMPTY.contains(&word))
}

/// How something is said, in words to be read after "it".
fn manner(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "plan" | "under-plans" => "speaks of what is to come",
        "denial" | "refusal" => "denies",
        "pointer" => "points to another place",
        "author-instruction" | "instruction-first" | "template" => "tells the author what to write",
        "duty" | "duty-holder" | "duty-verb" => "states a duty, not what was done",
        "source-voice" => "repeats what a standard or guidance says",
        "blank" | "empty-cells" | "unchecked" | "dot-leader" => "has blanks to be filled in",
        "comment" => "stands in a comment",
        "block-quote" | "in-quotes" => "is a quotation",
        "under-references" => "stands in a list of references",
        "history-table" => "stands in a change history",
        _ => return None,
    })
}
