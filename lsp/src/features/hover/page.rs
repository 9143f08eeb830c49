//! What something of the catalogue means, and how it stands in the set.

use medlint_core::assess::{Answer, Assessed, EvidenceRef, Status};
use medlint_core::catalog::{Catalogue, CitationKind, FactId, FrameworkId, KindId, RequirementId, TopicId};
use medlint_core::detect::{Blank, CitationHit, State};
use medlint_core::lint::{Reach, Suppression, rule};

use super::content::{expected, state_words, topics_around};
use super::writing::{Writing, listed};
use crate::folder::CONFIG;
use crate::named::Target;
use crate::view::View;

/// So many requirements of a clause are told one by one.
const OF_CLAUSE: usize = 8;
/// So many related ones are named.
const RELATED: usize = 5;
/// So many words that would do are named.
const CUES: usize = 6;

/// What a name means.
pub(super) fn target(view: &View<'_>, target: &Target, out: &mut Writing) {
    match target {
        Target::Requirement(id) => requirement(view, *id, out),
        Target::Clause { framework, clause, requirements } => {
            self::clause(view, *framework, clause, requirements, out);
        }
        Target::Framework(id) => framework(view, *id, out),
        Target::Topic(id) => topic(view, *id, out),
        Target::Kind(id) => kind(view, *id, out),
        Target::Fact(id) => fact(view, *id, out),
        Target::Rule(code) => of_rule(view, code, out),
    }
}

/// Leads to a page of the reference; what an organisation has added has none.
fn reference(view: &View<'_>, sort: &str, id: &str, is_builtin: bool) -> Option<String> {
    is_builtin.then(|| format!("{}{sort}/{id}.html", view.client.reference))
}

fn requirement_link(view: &View<'_>, id: RequirementId, out: &Writing) -> String {
    let name = &view.catalogue()[id].id;
    let is_builtin = id.index() < Catalogue::builtin().requirements.len();
    out.link(name, reference(view, "requirements", name, is_builtin).as_deref())
}

/// A requirement with its title and how it stands.
pub(super) fn requirement_line(view: &View<'_>, id: RequirementId, out: &Writing) -> String {
    let assessed = view.assessment().requirement(id);
    let how = assessed.map_or_else(|| "not asked about".to_owned(), |assessed| status_words(assessed.status));
    let link = requirement_link(view, id, out);
    format!("{link} {}: {how}", out.plain(&view.catalogue()[id].title))
}

/// A few requirements and how many more there are.
pub(super) fn requirement_links(
    view: &View<'_>,
    ids: &[RequirementId],
    most: usize,
    out: &Writing,
) -> String {
    let links: Vec<String> = ids.iter().map(|id| requirement_link(view, *id, out)).collect();
    listed(&links, most)
}

/// The title of a topic with a link to what is known of it.
pub(super) fn topic_link(view: &View<'_>, id: TopicId, out: &Writing) -> String {
    let topic = &view.catalogue()[id];
    let is_builtin = id.index() < Catalogue::builtin().topics.len();
    out.link(&topic.title, reference(view, "topics", &topic.id, is_builtin).as_deref())
}

/// A place in a file of the set.
fn place_link(view: &View<'_>, path: &str, line: u32, out: &Writing) -> String {
    let target = format!("{}#L{line}", view.folder.uri_of(path));
    out.link(&format!("{path}:{line}"), Some(&target))
}

pub(super) fn evidence_link(view: &View<'_>, place: EvidenceRef, out: &Writing) -> Option<String> {
    let (path, evidence) = view.evidence(place)?;
    Some(place_link(view, path, evidence.lines.0, out))
}

/// `clause 5.2`, or what the source calls it.
fn of_clause(clause: &str) -> String {
    let numbered = clause.starts_with(|c: char| c.is_ascii_digit());
    if numbered { format!("clause {clause}") } else { clause.to_owned() }
}

fn status_words(status: Status) -> String {
    status.id().replace('-', " ")
}

fn requirement(view: &View<'_>, id: RequirementId, out: &mut Writing) {
    let catalogue = view.catalogue();
    let requirement = &catalogue[id];
    let framework = &catalogue[requirement.framework];
    out.paragraph(&format!("{}: {}", requirement_link(view, id, out), out.bold(&requirement.title)));
    out.paragraph(&out.plain(&requirement.text));
    out.paragraph(&out.plain(&format!(
        "{}, {}. {}, {} level.",
        framework.title,
        of_clause(&requirement.clause),
        match requirement.strength.id() {
            "must" => "Must",
            "should" => "Should",
            "may" => "May",
            _ => "Information",
        },
        requirement.level.id(),
    )));
    match view.assessment().requirement(id) {
        Some(assessed) => standing(view, assessed, out),
        None => out.paragraph("Not asked about (frameworks and levels in medlint.toml or in the settings)."),
    }
    let link = |id: &RequirementId| {
        format!("{} ({})", requirement_link(view, *id, out), out.plain(&catalogue[*id].title))
    };
    let related: Vec<String> = catalogue.related(id).iter().map(link).collect();
    let similar: Vec<String> = elsewhere(catalogue, id).iter().map(link).collect();
    if !related.is_empty() {
        out.paragraph(&format!("Related: {}", listed(&related, RELATED)));
    } else if !similar.is_empty() {
        out.paragraph(&format!("Other sources on the same: {}", listed(&similar, RELATED)));
    }
}

/// What other sources ask for on the same topics, what says it best first.
fn elsewhere(catalogue: &Catalogue, id: RequirementId) -> Vec<RequirementId> {
    let requirement = &catalogue[id];
    let topics = requirement.topics.iter().chain(requirement.any_topics.iter());
    let mut others: Vec<RequirementId> = topics
        .flat_map(|topic| catalogue.requirements_for_topic(*topic).iter().copied())
        .filter(|other| catalogue[*other].framework != requirement.framework)
        .collect();
    others.sort_by_key(|id| (catalogue[*id].level, catalogue[*id].strength, *id));
    others.dedup();
    others
}

/// How a requirement stands, and where that is to be seen.
fn standing(view: &View<'_>, assessed: &Assessed, out: &mut Writing) {
    let config = view.folder.workspace.config();
    let status = assessed.status;
    out.paragraph(&format!("{}: {}", out.bold(&status_words(status)), out.plain(status.meaning())));
    if let Some(decision) = assessed.decision.and_then(|n| config.decisions.get(n)) {
        let why = decision.reason.as_ref().or(decision.evidence.as_ref()).or(decision.note.as_ref());
        let why = why.map(|why| format!(": {}", out.plain(why))).unwrap_or_default();
        let place = place_link(view, CONFIG, decision.place.line, out);
        out.item(&format!("decided as {} in {place}{why}", decision.status.id()));
    }
    if let Some(waiver) = assessed.waiver.and_then(|n| config.waivers.get(n)) {
        let place = place_link(view, CONFIG, waiver.place.line, out);
        let reason = out.plain(waiver.reason.as_deref().unwrap_or_default());
        let until = waiver.expires.map(|day| format!(", until {day}")).unwrap_or_default();
        out.item(&format!("excused in {place}{until}: {reason}"));
    }
    if matches!(status, Status::NotApplicable | Status::NeedsAPerson) {
        return;
    }
    for topic in &assessed.topics {
        let title = topic_link(view, topic.topic, out);
        let place = topic.evidence.and_then(|place| evidence_link(view, place, out));
        let state = match topic.state {
            State::Shown => "shown",
            state => state_words(state),
        };
        match place {
            Some(place) => out.item(&format!("{title}: {state} in {place}")),
            None => out.item(&format!("{title}: {state}")),
        }
    }
    let cues: Vec<String> =
        assessed.missing_cues(view.catalogue()).map(|cue| out.plain(&format!("\"{cue}\""))).collect();
    if !cues.is_empty() {
        out.item(&format!("none of these words was found there: {}", listed(&cues, CUES)));
    }
}

fn clause(
    view: &View<'_>,
    framework: FrameworkId,
    clause: &str,
    requirements: &[RequirementId],
    out: &mut Writing,
) {
    let catalogue = view.catalogue();
    let source = &catalogue[framework];
    let link = reference(view, "frameworks", &source.id, true);
    let title = out.link(&source.title, link.as_deref());
    out.paragraph(&format!("{title}, {}", out.plain(&of_clause(clause))));
    if requirements.is_empty() {
        out.paragraph("The catalogue has no requirement of this clause.");
        return;
    }
    let status = |id: &RequirementId| view.assessment().requirement(*id).map(|assessed| assessed.status);
    let open = requirements.iter().filter(|id| status(id).is_some_and(Status::is_open)).count();
    let met =
        requirements.iter().filter(|id| matches!(status(id), Some(Status::Met | Status::Justified))).count();
    let many = if requirements.len() == 1 { "requirement" } else { "requirements" };
    out.paragraph(&format!("{} {many}: {met} met, {open} open", requirements.len()));
    // What is open is what somebody looks for here.
    let mut order: Vec<RequirementId> = requirements.to_vec();
    order.sort_by_key(|id| (!status(id).is_some_and(Status::is_open), catalogue[*id].level));
    for id in order.iter().take(OF_CLAUSE) {
        out.item(&requirement_line(view, *id, out));
    }
    if order.len() > OF_CLAUSE {
        out.item(&format!("and {} more", order.len() - OF_CLAUSE));
    }
}

fn framework(view: &View<'_>, id: FrameworkId, out: &mut Writing) {
    let framework = &view.catalogue()[id];
    let link =
        reference(view, "frameworks", &framework.id, id.index() < Catalogue::builtin().frameworks.len());
    out.paragraph(&out.link(&framework.title, link.as_deref()));
    let sort = if framework.binding { "law" } else { "guidance, not binding" };
    out.paragraph(&out.plain(&format!(
        "{}, {} ({}); {sort}.",
        framework.edition, framework.publisher, framework.published
    )));
    let coverage = &view.assessment().coverage;
    match coverage.frameworks.iter().find(|row| row.framework == id) {
        Some(row) => out.paragraph(&format!(
            "{} requirements to be answered: {} met, {} open.",
            row.counts.applicable(),
            row.counts.done(),
            row.counts.open()
        )),
        None => out.paragraph("Not asked about (frameworks in medlint.toml or in the settings)."),
    }
}

fn topic(view: &View<'_>, id: TopicId, out: &mut Writing) {
    let topic = &view.catalogue()[id];
    out.paragraph(&topic_link(view, id, out));
    out.paragraph(&format!("Shown when a document says: {}", out.plain(&topic.shown_when)));
    out.paragraph(&format!("Not enough: {}", out.plain(&topic.not_enough)));
    let Some(status) = view.assessment().topics.get(id.index()) else { return };
    let place = status.evidence.and_then(|place| evidence_link(view, place, out));
    let state = if status.state == State::Shown { "shown" } else { state_words(status.state) };
    match place {
        Some(place) => out.paragraph(&format!("{} in {place}", out.bold(state))),
        None => out.paragraph(&out.bold(state)),
    }
    if !status.open.is_empty() {
        out.paragraph(&format!("Open: {}", requirement_links(view, &status.open, RELATED, out)));
    }
}

fn kind(view: &View<'_>, id: KindId, out: &mut Writing) {
    let kind = &view.catalogue()[id];
    let link = reference(view, "kinds", &kind.id, true);
    out.paragraph(&out.link(&kind.title, link.as_deref()));
    out.paragraph(&out.plain(&kind.meaning));
    if view.analysis().kind.kind == Some(id) {
        expected(view, out);
    }
}

fn fact(view: &View<'_>, id: FactId, out: &mut Writing) {
    let fact = &view.catalogue()[id];
    let link = format!("{}facts.html#{}", view.client.reference, fact.id);
    out.paragraph(&format!("{}: the device {}", out.link(&fact.id, Some(&link)), out.plain(&fact.meaning)));
    let answer = match view.folder.workspace.config().profile.answer(id) {
        Answer::Yes => "True of this device.",
        Answer::No => "Not true of this device.",
        Answer::Unknown => {
            "Not answered in medlint.toml; requirements that depend on it count as applicable."
        }
    };
    out.paragraph(answer);
}

fn of_rule(view: &View<'_>, code: &str, out: &mut Writing) {
    let Some(rule) = rule(code) else { return };
    let link = reference(view, "rules", rule.code, true);
    let name = out.link(&format!("{} {}", rule.code, rule.name), link.as_deref());
    out.paragraph(&name);
    out.paragraph(&out.plain(rule.what));
    out.paragraph(&format!("What to do: {}", out.plain(rule.fix)));
}

/// A comment that suppresses findings.
pub(super) fn suppression(view: &View<'_>, suppression: &Suppression, out: &mut Writing) {
    let reaches = match suppression.reach {
        Reach::Lines(first, last) if first == last => format!("line {first}"),
        Reach::Lines(first, last) => format!("lines {first} to {last}"),
        Reach::Region(first, u32::MAX) => format!("line {first} and everything below"),
        Reach::Region(first, last) => format!("lines {first} to {last}"),
    };
    if suppression.reason.is_none() {
        out.paragraph("This comment gives no reason and suppresses nothing.");
    } else {
        let lint = view.folder.workspace.findings(view.path);
        let suppressed = lint.into_iter().flat_map(|lint| &lint.suppressed);
        let hidden = suppressed.filter(|(_, excuse)| excuse.line == suppression.lines.0);
        out.paragraph(&format!("Reaches {reaches}; hides {} now.", findings(hidden.count())));
    }
    for code in suppression.codes.iter().take(2) {
        of_rule(view, code, out);
    }
}

fn findings(n: usize) -> String {
    match n {
        0 => "nothing".to_owned(),
        1 => "1 finding".to_owned(),
        n => format!("{n} findings"),
    }
}

/// A place to be filled in.
pub(super) fn blank(view: &View<'_>, blank: &Blank, out: &mut Writing) {
    out.paragraph(&format!("{}: {}", out.bold("To be filled in"), out.plain(&blank.because)));
    // A blank that says nothing itself is about what its section is about.
    let around = if blank.topics.is_empty() { topics_around(view, blank.source.start) } else { Vec::new() };
    let topics = if blank.topics.is_empty() { &around } else { &blank.topics };
    for id in topics.iter().take(3) {
        let topic = &view.catalogue()[*id];
        let title = topic_link(view, *id, out);
        out.item(&format!("{title}: a reader should find {}", out.plain(&topic.shown_when)));
    }
    if let [only] = topics.as_slice() {
        let open = view.assessment().topics.get(only.index()).map(|s| s.open.as_slice()).unwrap_or_default();
        if !open.is_empty() {
            out.paragraph(&format!("Asked for by {}", requirement_links(view, open, RELATED, out)));
        }
    }
}

/// A superseded edition, or an algorithm that no longer protects.
pub(super) fn citation(view: &View<'_>, hit: &CitationHit, out: &mut Writing) {
    let Some(citation) = view.catalogue().citations.get(hit.citation) else { return };
    let link = format!("{}citations.html#{}", view.client.reference, citation.id);
    out.paragraph(&out.link(&citation.title, Some(&link)));
    let (how, verb) = match citation.kind {
        CitationKind::Algorithm => ("No longer protects", "use"),
        _ => ("Superseded", "cite"),
    };
    out.paragraph(&format!(
        "{} since {}: {verb} {}",
        out.bold(how),
        out.plain(&citation.since),
        out.plain(&citation.superseded_by)
    ));
    if hit.excused {
        out.paragraph("The statement says itself that it is not relied on; this is no finding.");
    }
    if let Some(note) = &citation.note {
        out.paragraph(&out.plain(note));
    }
    out.paragraph(&format!("Source: {}", out.plain(&citation.source)));
}
