//! What each section of a document shows: the sum of the evidence that stands under its heading, without sub-sections.

use std::collections::BTreeMap;

use medlint_core::catalog::TopicId;
use medlint_core::detect::State;

use crate::view::View;

/// Topics of a section with the strongest state that each has there, strongest first.
pub(crate) type Topics = Vec<(TopicId, State)>;

/// For each heading of the document, in order, the topics of its section. Topics that are only mentioned are left out.
pub(crate) fn topics(view: &View<'_>) -> Vec<Topics> {
    let mut found: Vec<BTreeMap<TopicId, State>> = vec![BTreeMap::new(); view.analysis().headings.len()];
    for result in &view.analysis().topics {
        for evidence in result.evidence.iter().filter(|evidence| evidence.state < State::Mentioned) {
            let Some(section) = heading_of(evidence.section).and_then(|heading| found.get_mut(heading))
            else {
                continue;
            };
            let state = section.entry(result.topic).or_insert(evidence.state);
            *state = evidence.state.min(*state);
        }
    }
    let sorted = |topics: BTreeMap<TopicId, State>| {
        let mut topics: Topics = topics.into_iter().collect();
        topics.sort_by_key(|(topic, state)| (*state, *topic));
        topics
    };
    found.into_iter().map(sorted).collect()
}

/// The heading of a section: every section but the first is opened by one.
pub(crate) fn heading_of(section: u32) -> Option<usize> {
    usize::try_from(section).ok()?.checked_sub(1)
}

/// Items in a row, at most `most` of them, and how many more there are.
pub(crate) fn list<S: AsRef<str>>(items: &[S], most: usize) -> String {
    // Naming the last one takes no more room than saying that there is one more.
    let most = if items.len() == most + 1 { items.len() } else { most };
    let named: Vec<&str> = items.iter().take(most).map(AsRef::as_ref).collect();
    // Titles may have commas of their own.
    let named = named.join(if named.iter().any(|item| item.contains(',')) { "; " } else { ", " });
    match items.len().saturating_sub(most) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
