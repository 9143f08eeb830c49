//! What a word of the catalogue means, in a few lines of Markdown: beside a completion, and under the pointer in medlint.toml.

use ls_types::{MarkupContent, MarkupKind};
use medlint_core::assess::{Answer, Status};
use medlint_core::catalog::{Catalogue, FactId, FrameworkId, KindId, RequirementId, TopicId};
use medlint_core::config::keys::ValueSort;
use medlint_core::lint::rule;

use crate::folder::Folder;

/// A description for a client, with the marks of Markdown or without.
pub(crate) fn content(value: String, markdown: bool) -> MarkupContent {
    if markdown {
        MarkupContent { kind: MarkupKind::Markdown, value }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: value.replace("**", "") }
    }
}

/// What a value of this sort means; nothing for words that are none.
pub(crate) fn word(folder: &Folder, sort: ValueSort, word: &str) -> Option<String> {
    let catalogue = folder.workspace.catalogue();
    match sort {
        ValueSort::Requirement => Some(requirement(folder, catalogue.requirement(word)?)),
        ValueSort::Topic => Some(topic(folder, catalogue.topic(word)?)),
        ValueSort::Framework => Some(framework(catalogue, catalogue.framework(word)?)),
        ValueSort::Finding => finding(word),
        ValueSort::Kind if word != "other" => Some(kind(catalogue, catalogue.kind(word)?)),
        _ => {
            let words = sort.words(catalogue);
            let found = words.iter().find(|known| known.id == word)?;
            Some(format!("**{}**: {}", found.id, found.meaning))
        }
    }
}

/// What a requirement asks for, and how it stands.
pub(crate) fn requirement(folder: &Folder, id: RequirementId) -> String {
    let catalogue = folder.workspace.catalogue();
    let requirement = &catalogue[id];
    let framework = &catalogue[requirement.framework];
    let mut out = format!(
        "**{}: {}**\n\n{}\n\n{}, {} ({}); {}, {}",
        requirement.id,
        requirement.title,
        requirement.text,
        framework.title,
        requirement.clause,
        requirement.section,
        requirement.strength.id(),
        requirement.level.id(),
    );
    if let Some(status) = status(folder, id) {
        out.push_str(&format!("\n\nStatus: **{}**: {}", status.id(), status.meaning()));
    }
    out
}

/// How a requirement stands; nothing for one that is not asked about.
pub(crate) fn status(folder: &Folder, id: RequirementId) -> Option<Status> {
    folder.assessment()?.requirement(id).map(|assessed| assessed.status)
}

/// What shows a topic, and how it stands.
pub(crate) fn topic(folder: &Folder, id: TopicId) -> String {
    let topic = &folder.workspace.catalogue()[id];
    let mut out = format!(
        "**{}**\n\nShown when: {}\n\nNot enough: {}",
        topic.title, topic.shown_when, topic.not_enough
    );
    let status = folder.assessment().and_then(|assessment| assessment.topics.get(id.index()));
    if let Some(status) = status {
        out.push_str(&format!("\n\nState over all documents: **{}**", status.state.id()));
    }
    out
}

/// What a kind of document is, and what it should show.
pub(crate) fn kind(catalogue: &Catalogue, id: KindId) -> String {
    let kind = &catalogue[id];
    let asked: Vec<&str> =
        kind.topics.iter().filter(|e| e.weight > 1).map(|e| &*catalogue[e.topic].title).collect();
    let mut out = format!("**{}**\n\n{}", kind.title, kind.meaning);
    if !asked.is_empty() {
        out.push_str(&format!("\n\nShould show: {}", asked.join(", ")));
    }
    out
}

/// What a framework is.
pub(crate) fn framework(catalogue: &Catalogue, id: FrameworkId) -> String {
    let framework = &catalogue[id];
    let binding = if framework.binding { "law" } else { "guidance" };
    format!(
        "**{}**\n\n{}, edition {} ({}), {binding}, {} requirements. [Text]({})",
        framework.title,
        framework.publisher,
        framework.edition,
        framework.published,
        framework.requirements.len(),
        framework.url
    )
}

/// What a fact says, how it is answered, and how much hangs on it.
pub(crate) fn fact(folder: &Folder, id: FactId) -> String {
    let catalogue = folder.workspace.catalogue();
    let fact = &catalogue[id];
    let hanging = catalogue.requirements.iter().filter(|requirement| requirement.when.contains(&id)).count();
    let answer = match folder.workspace.config().profile.answer(id) {
        Answer::Yes => "Answered: yes.",
        Answer::No => "Answered: no.",
        Answer::Unknown => "Not answered: it counts as possible.",
    };
    format!(
        "**{}**: the device {}\n\n{answer} {hanging} requirements depend on it. Group: {}.",
        fact.id,
        fact.meaning,
        fact.group.meaning()
    )
}

/// What a finding reports; nothing for a fingerprint.
fn finding(code: &str) -> Option<String> {
    let rule = rule(code)?;
    Some(format!(
        "**{} {}**\n\n{}\n\n{}\n\nWhat to do: {}",
        rule.code, rule.name, rule.what, rule.why, rule.fix
    ))
}
