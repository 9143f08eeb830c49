//! What an id means: a requirement, topic, kind, framework, fact, rule, superseded edition, or the word for a state.

use super::text::{Paint, Style, wrap};
use crate::assess::Status;
use crate::catalog::{
    Catalogue, Citation, FactId, FrameworkId, KindId, Level, Requirement, RequirementId, TopicId,
};
use crate::detect::{self, State};
use crate::lint::{self, Rule, Scope};
use crate::report::wording;

/// Explains an id; `None` when medlint does not know it. `examples` are passages of the topic that [`topic_of`] names:
/// two labelled texts say more than a definition.
pub fn explain(id: &str, catalogue: &Catalogue, examples: &[(&str, &str)], style: &Style) -> Option<String> {
    let id = id.trim();
    let mut page = Page { catalogue, style, out: String::new() };
    // The same id can mean a topic and a kind or a fact (`threat-model`, `remote-access`): then both are meant.
    if let Some(requirement) = catalogue.requirement(id) {
        page.requirement(requirement);
        page.examples(examples);
    }
    if let Some(topic) = catalogue.topic(id) {
        page.topic(topic);
        page.examples(examples);
    }
    if let Some(rule) = lint::rule(id) {
        page.rule(rule);
    }
    if let Some(kind) = catalogue.kind(id) {
        page.kind(kind);
    }
    if let Some(framework) = catalogue.framework(id) {
        page.framework(framework);
    }
    if let Some(fact) = catalogue.fact(id) {
        page.fact(fact);
    }
    if let Some(citation) = catalogue.citation(id) {
        page.citation(citation);
    }
    page.word(id);
    (!page.out.is_empty()).then_some(page.out)
}

/// A passage that shows the topic of an id, and one that only looks like it: state and text of each.
pub fn examples(id: &str, catalogue: &Catalogue) -> Vec<(&'static str, &'static str)> {
    let topic = topic_of(id, catalogue);
    let [state, text, other_state, other_text] =
        topic.and_then(|topic| detect::examples().get(topic.index())).copied().unwrap_or_default();
    [(state, text), (other_state, other_text)].into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// The topic whose examples make an id clearer.
pub fn topic_of(id: &str, catalogue: &Catalogue) -> Option<TopicId> {
    let id = id.trim();
    catalogue.topic(id).or_else(|| {
        let requirement = &catalogue[catalogue.requirement(id)?];
        requirement.topics.first().or(requirement.any_topics.first()).copied()
    })
}

/// The id nearest to a mistyped one.
pub fn nearest<'a>(id: &str, catalogue: &'a Catalogue) -> Option<&'a str> {
    catalogue.nearest_id(id).or_else(|| lint::nearest_rule(id))
}

struct Page<'a> {
    catalogue: &'a Catalogue,
    style: &'a Style,
    out: String,
}

impl Page<'_> {
    fn title(&mut self, sort: &str, id: &str, title: &str) {
        let id = self.style.paint(Paint::Bold, id);
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(&format!("{sort} {id}: {}\n", wrap(title, self.style.columns(), "  ")));
    }

    fn field(&mut self, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let label = format!("  {label:<12} ");
        let indent = " ".repeat(label.chars().count());
        let text = wrap(text, self.style.columns(), &indent);
        self.out.push_str(&format!("{}{text}\n", self.style.paint(Paint::Dim, &label)));
    }

    fn prose(&mut self, text: &str) {
        self.out.push_str(&format!("  {}\n", wrap(text, self.style.columns(), "  ")));
    }

    fn requirement(&mut self, id: RequirementId) {
        let catalogue = self.catalogue;
        let requirement = &catalogue[id];
        let framework = &catalogue[requirement.framework];
        self.title("Requirement", &requirement.id, &requirement.title);
        self.prose(&requirement.text);
        self.out.push('\n');
        self.field(
            "source",
            &format!("{}, {}, {}", framework.title, wording::clause(id, catalogue), requirement.section),
        );
        self.field("strength", &format!("{}: {}", requirement.strength.id(), requirement.strength.meaning()));
        self.field("level", &format!("{}: {}", requirement.level.id(), requirement.level.meaning()));
        self.field("for", &format!("{}: {}", requirement.actor.id(), requirement.actor.meaning()));
        self.field("stage", &format!("{}: {}", requirement.stage.id(), requirement.stage.meaning()));
        self.field("applies", &applies(requirement, catalogue));
        self.field("expected in", &wording::list(requirement.kinds.iter().map(|k| &*catalogue[*k].id), 20));
        if requirement.needs_a_person() {
            self.field("met when", "text detection cannot tell; a person has to look");
        } else {
            self.field("met when", &met_when(requirement, catalogue));
        }
        let cues = requirement.cues.iter().map(|cue| format!("\"{}\"", catalogue[*cue]));
        self.field("and one of", &wording::list(cues, 24));
        self.field("complete with", &wording::list(requirement.elements.iter(), 30));
        for topic in requirement.topics.iter().chain(requirement.any_topics.iter()) {
            let topic = &catalogue[*topic];
            self.field("shown when", &format!("{}: {}", topic.id, topic.shown_when));
            self.field("not enough", &topic.not_enough);
        }
        self.field("MDR", requirement.mdr.as_deref().unwrap_or_default());
        self.field("IVDR", requirement.ivdr.as_deref().unwrap_or_default());
        self.field("note", requirement.note.as_deref().unwrap_or_default());
        self.related(id);
    }

    /// What it names and what names it, then what other frameworks ask for on the same topic.
    fn related(&mut self, id: RequirementId) {
        let catalogue = self.catalogue;
        let requirement = &catalogue[id];
        let named = catalogue.related(id);
        let line =
            |id: RequirementId| format!("{} {}", wording::requirement(id, catalogue), catalogue[id].title);
        let lines: Vec<String> = named.iter().take(8).map(|id| line(*id)).collect();
        self.field("related", &lines.join("\n"));
        let topics = requirement.topics.iter().chain(requirement.any_topics.iter());
        let mut others: Vec<RequirementId> = topics
            .flat_map(|topic| catalogue.requirements_for_topic(*topic).iter().copied())
            .filter(|other| catalogue[*other].framework != requirement.framework && !named.contains(other))
            .collect();
        // Core requirements say best what another framework wants here.
        others.sort_by_key(|id| (catalogue[*id].level != Level::Core, catalogue[*id].strength, *id));
        others.dedup();
        let lines: Vec<String> = others.iter().take(8).map(|id| line(*id)).collect();
        self.field("elsewhere", &lines.join("\n"));
    }

    fn topic(&mut self, id: TopicId) {
        let catalogue = self.catalogue;
        let topic = &catalogue[id];
        self.title("Topic", &topic.id, &topic.title);
        self.field("area", &catalogue[topic.area].title);
        self.field("shown when", &topic.shown_when);
        self.field("not enough", &topic.not_enough);
        let kinds = catalogue.kinds.iter().filter(|kind| kind.topics.iter().any(|e| e.topic == id));
        self.field("expected in", &wording::list(kinds.map(|kind| &*kind.id), 20));
        let asked = catalogue.requirements_for_topic(id);
        for framework in catalogue.framework_ids() {
            let own: Vec<RequirementId> =
                asked.iter().copied().filter(|r| catalogue[*r].framework == framework).collect();
            self.field(&catalogue[framework].id, &wording::requirements(&own, 12, catalogue));
        }
    }

    fn examples(&mut self, examples: &[(&str, &str)]) {
        for (label, text) in examples {
            self.out
                .push_str(&format!("\n  {}\n", self.style.paint(Paint::Bold, &format!("Example: {label}"))));
            for line in text.trim_end().lines() {
                let line = wrap(line, self.style.columns(), "  | ");
                self.out.push_str(format!("  | {line}").trim_end());
                self.out.push('\n');
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.title("Rule", rule.code, rule.name);
        self.prose(rule.what);
        self.out.push('\n');
        self.field("why", rule.why);
        self.field("what to do", rule.fix);
        self.field("severity", rule.severity);
        self.field(
            "looks at",
            match rule.scope {
                Scope::Document => "one document",
                Scope::Set => "all documents together, with the device profile",
                Scope::Config => "medlint.toml",
            },
        );
        if rule.scope != Scope::Config {
            self.field("excuse it", &format!("<!-- medlint-disable-next-line {}: the reason -->", rule.code));
        }
        for (label, example) in [("found in", rule.bad), ("not found in", rule.good)] {
            let mut files = example.files.to_vec();
            if !example.config.is_empty() {
                files.push(("medlint.toml", example.config));
            }
            for (path, text) in files {
                self.examples(&[(&format!("{label} {path}"), text)]);
            }
        }
    }

    fn kind(&mut self, id: KindId) {
        let catalogue = self.catalogue;
        let kind = &catalogue[id];
        self.title("Kind of document", &kind.id, &kind.title);
        self.prose(&kind.meaning);
        self.out.push('\n');
        self.field("known by", &wording::list(kind.names.iter(), 12));
        self.field("file names", &wording::list(kind.file_names.iter(), 12));
        self.field("or say it", &format!("`medlint: {}` in its front matter", kind.id));
        let rows: Vec<String> = kind
            .topics
            .iter()
            .map(|expected| {
                let weight = match expected.weight {
                    3 => "must have",
                    2 => "asked for",
                    _ => "good to have",
                };
                format!("{weight:<13}{:<32} \"{}\"", catalogue[expected.topic].id, expected.heading)
            })
            .collect();
        if !rows.is_empty() {
            self.out.push_str("\n  Should show, in the usual order:\n");
            for row in rows {
                self.out.push_str(&format!("    {row}\n"));
            }
        }
    }

    fn framework(&mut self, id: FrameworkId) {
        let framework = &self.catalogue[id];
        self.title("Framework", &framework.id, &framework.title);
        self.field("publisher", &framework.publisher);
        self.field("edition", &format!("{}, {}", framework.edition, framework.published));
        self.field("binding", if framework.binding { "law" } else { "guidance, not binding" });
        self.field("text", &framework.url);
        let own: Vec<&Requirement> = self.catalogue.requirements_of(id).map(|r| &self.catalogue[r]).collect();
        let levels = Level::ALL.iter().map(|level| {
            let n = own.iter().filter(|r| r.level == *level).count();
            format!("{n} {}", level.id())
        });
        self.field("requirements", &format!("{} ({})", own.len(), wording::list(levels, 9)));
        self.prose(
            "The requirements are paraphrases; where they differ from the source, the source prevails.",
        );
    }

    fn fact(&mut self, id: FactId) {
        let catalogue = self.catalogue;
        let fact = &catalogue[id];
        self.title("Fact", &fact.id, &format!("the device {}", fact.meaning));
        self.field("group", fact.group.meaning());
        self.field(
            "answer it",
            &format!("`{} = true` or `false` under [device.facts] in medlint.toml", fact.id),
        );
        let hanging: Vec<RequirementId> =
            catalogue.requirement_ids().filter(|r| catalogue[*r].when.contains(&id)).collect();
        self.field("decides on", &wording::count(hanging.len(), "requirement", "requirements"));
        self.field("", &wording::requirements(&hanging, 12, catalogue));
    }

    fn citation(&mut self, citation: &Citation) {
        self.title("Superseded", &citation.id, &citation.title);
        self.field("now", &format!("{} (since {})", citation.superseded_by, citation.since));
        self.field("sort", &format!("{}: {}", citation.kind.id(), citation.kind.meaning()));
        self.field("severity", &format!("{}: {}", citation.severity.id(), citation.severity.meaning()));
        self.field("written as", &wording::list(citation.patterns.iter(), 12));
        self.field("harmless near", &wording::list(citation.except.iter(), 12));
        self.field("source", &citation.source);
        self.field("note", citation.note.as_deref().unwrap_or_default());
    }

    /// The words for states and statuses.
    fn word(&mut self, id: &str) {
        let state = State::ALL.into_iter().find(|state| state.id() == id);
        let status = Status::ALL.into_iter().find(|status| status.id() == id);
        if let Some(state) = state {
            self.title("State", id, state.meaning());
        }
        if let Some(status) = status {
            self.title("Status", id, status.meaning());
        }
    }
}

fn applies(requirement: &Requirement, catalogue: &Catalogue) -> String {
    if requirement.when.is_empty() {
        return "to every device".to_owned();
    }
    let facts =
        requirement.when.iter().map(|fact| format!("{} ({})", catalogue[*fact].meaning, catalogue[*fact].id));
    format!("if the device {}", facts.collect::<Vec<_>>().join(", or "))
}

fn met_when(requirement: &Requirement, catalogue: &Catalogue) -> String {
    let ids = |topics: &[TopicId], joint: &str| {
        topics.iter().map(|topic| catalogue[*topic].id.to_string()).collect::<Vec<_>>().join(joint)
    };
    let all = ids(&requirement.topics, " and ");
    let any = ids(&requirement.any_topics, " or ");
    match (all.is_empty(), any.is_empty()) {
        (false, false) => format!("{all}, and {any}, are shown"),
        (true, _) => format!("{any} is shown"),
        (_, true) => format!("{all} {} shown", if requirement.topics.len() == 1 { "is" } else { "are" }),
    }
}
