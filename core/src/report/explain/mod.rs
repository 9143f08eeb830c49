//! What an id means: a requirement, topic, kind, framework, fact, rule, superseded edition, or the word for a state.

mod sheet;

use super::text::Style;
use sheet::{Form, Sheet};

use crate::assess::Status;
use crate::catalog::{
    Catalogue, Citation, ExpectedTopic, FactId, FrameworkId, KindId, Level, Requirement, RequirementId,
    TopicId,
};
use crate::detect::{self, State};
use crate::lint::{self, Rule, Scope};
use crate::report::wording;

/// Explains an id at a terminal; `None` when medlint does not know it. `examples` are passages of the topic that
/// [`topic_of`] names: two labelled texts say more than a definition.
pub fn explain(id: &str, catalogue: &Catalogue, examples: &[(&str, &str)], style: &Style) -> Option<String> {
    write(id, catalogue, examples, Form::Terminal(style))
}

/// The same as Markdown.
pub fn markdown(id: &str, catalogue: &Catalogue, examples: &[(&str, &str)]) -> Option<String> {
    write(id, catalogue, examples, Form::Markdown)
}

fn write(id: &str, catalogue: &Catalogue, examples: &[(&str, &str)], form: Form<'_>) -> Option<String> {
    let id = id.trim();
    let mut page = Page { catalogue, sheet: Sheet::new(form) };
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
    page.sheet.finish()
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
    sheet: Sheet<'a>,
}

impl<'c> Page<'c> {
    fn requirement(&mut self, id: RequirementId) {
        let catalogue = self.catalogue;
        let requirement = &catalogue[id];
        let framework = &catalogue[requirement.framework];
        self.sheet.title("Requirement", &requirement.id, &requirement.title);
        self.sheet.prose(&requirement.text);
        self.sheet.gap();
        self.sheet.field(
            "source",
            &format!("{}, {}, {}", framework.title, wording::clause(id, catalogue), requirement.section),
        );
        self.sheet
            .field("strength", &format!("{}: {}", requirement.strength.id(), requirement.strength.meaning()));
        self.sheet.field("level", &format!("{}: {}", requirement.level.id(), requirement.level.meaning()));
        self.sheet.field("for", &format!("{}: {}", requirement.actor.id(), requirement.actor.meaning()));
        self.sheet.field("stage", &format!("{}: {}", requirement.stage.id(), requirement.stage.meaning()));
        self.sheet.field("applies", &applies(requirement, catalogue));
        self.sheet
            .field("expected in", &wording::list(requirement.kinds.iter().map(|k| &*catalogue[*k].id), 20));
        if requirement.needs_a_person() {
            self.sheet.field("met when", "text detection cannot tell; a person has to look");
        } else {
            self.sheet.field("met when", &met_when(requirement, catalogue));
        }
        let cues = requirement.cues.iter().map(|cue| format!("\"{}\"", catalogue[*cue]));
        self.sheet.field("and one of", &wording::list(cues, 24));
        self.sheet.field("complete with", &wording::list(requirement.elements.iter(), 30));
        for topic in requirement.topics.iter().chain(requirement.any_topics.iter()) {
            let topic = &catalogue[*topic];
            self.sheet.field("shown when", &format!("{}: {}", topic.id, topic.shown_when));
            self.sheet.field("not enough", &topic.not_enough);
        }
        self.sheet.field("MDR", requirement.mdr.as_deref().unwrap_or_default());
        self.sheet.field("IVDR", requirement.ivdr.as_deref().unwrap_or_default());
        self.sheet.field("note", requirement.note.as_deref().unwrap_or_default());
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
        self.sheet.field("related", &lines.join("\n"));
        let topics = requirement.topics.iter().chain(requirement.any_topics.iter());
        let mut others: Vec<RequirementId> = topics
            .flat_map(|topic| catalogue.requirements_for_topic(*topic).iter().copied())
            .filter(|other| catalogue[*other].framework != requirement.framework && !named.contains(other))
            .collect();
        // Core requirements say best what another framework wants here.
        others.sort_by_key(|id| (catalogue[*id].level != Level::Core, catalogue[*id].strength, *id));
        others.dedup();
        let lines: Vec<String> = others.iter().take(8).map(|id| line(*id)).collect();
        self.sheet.field("elsewhere", &lines.join("\n"));
    }

    fn topic(&mut self, id: TopicId) {
        let catalogue = self.catalogue;
        let topic = &catalogue[id];
        self.sheet.title("Topic", &topic.id, &topic.title);
        self.sheet.field("area", &catalogue[topic.area].title);
        self.sheet.field("shown when", &topic.shown_when);
        self.sheet.field("not enough", &topic.not_enough);
        let kinds = catalogue.kinds.iter().filter(|kind| kind.topics.iter().any(|e| e.topic == id));
        self.sheet.field("expected in", &wording::list(kinds.map(|kind| &*kind.id), 20));
        let asked = catalogue.requirements_for_topic(id);
        for framework in catalogue.framework_ids() {
            let own: Vec<RequirementId> =
                asked.iter().copied().filter(|r| catalogue[*r].framework == framework).collect();
            self.sheet.field(&catalogue[framework].id, &wording::requirements(&own, 12, catalogue));
        }
    }

    fn examples(&mut self, examples: &[(&str, &str)]) {
        for (label, text) in examples {
            self.sheet.example(label, text);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.sheet.title("Rule", rule.code, rule.name);
        self.sheet.prose(rule.what);
        self.sheet.gap();
        self.sheet.field("why", rule.why);
        self.sheet.field("what to do", rule.fix);
        self.sheet.field("severity", rule.severity);
        self.sheet.field(
            "looks at",
            match rule.scope {
                Scope::Document => "one document",
                Scope::Set => "all documents together, with the device profile",
                Scope::Config => "medlint.toml",
            },
        );
        if rule.scope != Scope::Config {
            self.sheet
                .code("excuse it", &format!("<!-- medlint-disable-next-line {}: the reason -->", rule.code));
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
        self.sheet.title("Kind of document", &kind.id, &kind.title);
        self.sheet.prose(&kind.meaning);
        self.sheet.gap();
        self.sheet.field("known by", &wording::list(kind.names.iter(), 12));
        self.sheet.field("file names", &wording::list(kind.file_names.iter(), 12));
        self.sheet.field("or say it", &format!("`medlint: {}` in its front matter", kind.id));
        let row = |expected: &'c ExpectedTopic| {
            let weight = match expected.weight {
                3 => "must have",
                2 => "asked for",
                _ => "good to have",
            };
            [weight, &catalogue[expected.topic].id, &expected.heading]
        };
        let rows: Vec<[&str; 3]> = kind.topics.iter().map(row).collect();
        if !rows.is_empty() {
            self.sheet.table("Should show, in the usual order:", ["", "Topic", "Heading"], &rows);
        }
    }

    fn framework(&mut self, id: FrameworkId) {
        let framework = &self.catalogue[id];
        self.sheet.title("Framework", &framework.id, &framework.title);
        self.sheet.field("publisher", &framework.publisher);
        self.sheet.field("edition", &format!("{}, {}", framework.edition, framework.published));
        self.sheet.field("binding", if framework.binding { "law" } else { "guidance, not binding" });
        self.sheet.field("text", &framework.url);
        let own: Vec<&Requirement> = self.catalogue.requirements_of(id).map(|r| &self.catalogue[r]).collect();
        let levels = Level::ALL.iter().map(|level| {
            let n = own.iter().filter(|r| r.level == *level).count();
            format!("{n} {}", level.id())
        });
        self.sheet.field("requirements", &format!("{} ({})", own.len(), wording::list(levels, 9)));
        self.sheet.prose(
            "The requirements are paraphrases; where they differ from the source, the source prevails.",
        );
    }

    fn fact(&mut self, id: FactId) {
        let catalogue = self.catalogue;
        let fact = &catalogue[id];
        self.sheet.title("Fact", &fact.id, &format!("the device {}", fact.meaning));
        self.sheet.field("group", fact.group.meaning());
        self.sheet.field(
            "answer it",
            &format!("`{} = true` or `false` under [device.facts] in medlint.toml", fact.id),
        );
        let hanging: Vec<RequirementId> =
            catalogue.requirement_ids().filter(|r| catalogue[*r].when.contains(&id)).collect();
        self.sheet.field("decides on", &wording::count(hanging.len(), "requirement", "requirements"));
        self.sheet.field("", &wording::requirements(&hanging, 12, catalogue));
    }

    fn citation(&mut self, citation: &Citation) {
        self.sheet.title("Superseded", &citation.id, &citation.title);
        self.sheet.field("now", &format!("{} (since {})", citation.superseded_by, citation.since));
        self.sheet.field("sort", &format!("{}: {}", citation.kind.id(), citation.kind.meaning()));
        self.sheet.field("severity", &format!("{}: {}", citation.severity.id(), citation.severity.meaning()));
        self.sheet.field("written as", &wording::list(citation.patterns.iter(), 12));
        self.sheet.field("harmless near", &wording::list(citation.except.iter(), 12));
        self.sheet.field("source", &citation.source);
        self.sheet.field("note", citation.note.as_deref().unwrap_or_default());
    }

    /// The words for states and statuses.
    fn word(&mut self, id: &str) {
        let state = State::ALL.into_iter().find(|state| state.id() == id);
        let status = Status::ALL.into_iter().find(|status| status.id() == id);
        if let Some(state) = state {
            self.sheet.title("State", id, state.meaning());
        }
        if let Some(status) = status {
            self.sheet.title("Status", id, status.meaning());
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
