//! The commands of the server, for clients that show more than an editor does.
//!
//! What a command says is made in `medlint-core`; here it is only asked for. A command never changes anything by itself:
//! those that write give an edit, which the client applies.

use std::collections::BTreeMap;

use ls_types::WorkspaceEdit;
use medlint_core::assess::{Date, Home, PathPattern};
use medlint_core::catalog::{Catalogue, KindId, TopicId};
use medlint_core::config::{Answers, OneOrMany, WaiverData, template};
use medlint_core::draft::{self, Markup};
use medlint_core::lint;
use medlint_core::report::{self, Format, explain};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::edits::Editor;
use crate::folder::{CONFIG, Folder};
use crate::message::Failure;
use crate::uri::child;

/// Who made a report.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A command with what it is about. Folders are URIs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Command {
    /// Which sets there are.
    Folders,
    /// How a set stands: what `medlint check --format json` writes.
    Assessment { folder: String },
    /// What each document shows: what `medlint scan --format json` writes, but that evidence in documents which are not open
    /// comes without its reasons (`because` is empty): these are not kept.
    Scan { folder: String },
    /// A report as a file.
    Report { folder: String, format: Format },
    /// What can be asked for; of a folder, or of the first that has something of its own.
    Catalogue { folder: Option<String> },
    /// What an id means.
    Explain { id: String },
    /// A document to begin with.
    NewDocument { folder: String, kind: String },
    /// A section for a topic, in the document with this path or where it belongs.
    InsertSection { folder: String, topic: String, path: Option<String> },
    /// Answers about the device, written into medlint.toml.
    SetFacts { folder: String, facts: BTreeMap<String, Option<bool>>, name: Option<String> },
    /// A medlint.toml to begin with.
    Initialise { folder: String },
    /// An exception, written into medlint.toml.
    Waive { folder: String, waiver: WaiverData },
    /// A comment that takes a finding away; lines from 0.
    Suppress { uri: String, line: u32, code: String, reason: String },
    /// Applies an edit, for clients whose code actions can only be commands.
    Apply { edit: Value },
}

/// Their names, as they are announced.
pub(crate) const NAMES: [&str; 13] = [
    "medlint.server.folders",
    "medlint.server.assessment",
    "medlint.server.scan",
    "medlint.server.report",
    "medlint.server.catalogue",
    "medlint.server.explain",
    "medlint.server.newDocument",
    "medlint.server.insertSection",
    "medlint.server.setFacts",
    "medlint.server.initialise",
    "medlint.server.waive",
    "medlint.server.suppress",
    APPLY,
];

/// The command that applies an edit.
pub(crate) const APPLY: &str = "medlint.server.apply";

/// What has to be known before a command can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wants {
    /// Nothing.
    Nothing,
    /// Which files the sets have, and their configuration.
    Files,
    /// A document.
    Document { uri: String },
    /// All documents of all sets.
    Everything,
}

impl Command {
    /// Reads the parameters of `workspace/executeCommand`.
    ///
    /// # Errors
    /// When there is no such command, or an argument is missing or wrong.
    pub(crate) fn read(params: &Value) -> Result<Command, Failure> {
        let name = params.get("command").and_then(Value::as_str).unwrap_or_default();
        let given = params.get("arguments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let arguments = Arguments { name, given };
        Ok(match name {
            "medlint.server.folders" => Command::Folders,
            "medlint.server.assessment" => Command::Assessment { folder: arguments.folder()? },
            "medlint.server.scan" => Command::Scan { folder: arguments.folder()? },
            "medlint.server.report" => {
                let format: String = arguments.get(1, "the format of the report")?;
                let format = Format::from_id(&format).ok_or_else(|| {
                    let all: Vec<&str> = Format::ALL.iter().map(|format| format.id()).collect();
                    let words = format!("there is no report `{format}`; there are {}", all.join(", "));
                    Failure::new(Failure::INVALID_PARAMS, words)
                })?;
                Command::Report { folder: arguments.folder()?, format }
            }
            "medlint.server.catalogue" => {
                Command::Catalogue { folder: arguments.get(0, "the URI of a folder")? }
            }
            "medlint.server.explain" => Command::Explain { id: arguments.get(0, "the id to explain")? },
            "medlint.server.newDocument" => Command::NewDocument {
                folder: arguments.folder()?,
                kind: arguments.get(1, "the id of a kind of document")?,
            },
            "medlint.server.insertSection" => Command::InsertSection {
                folder: arguments.folder()?,
                topic: arguments.get(1, "the id of a topic")?,
                path: arguments.get(2, "the path of a document, or null")?,
            },
            "medlint.server.setFacts" => Command::SetFacts {
                folder: arguments.folder()?,
                facts: arguments.get(1, "an object of facts, each true, false or null")?,
                name: arguments.get(2, "the name of the device, or null")?,
            },
            "medlint.server.waive" => Command::Waive {
                folder: arguments.folder()?,
                waiver: arguments.get(1, "what is waived, and the reason")?,
            },
            "medlint.server.suppress" => Command::Suppress {
                uri: arguments.get(0, "the URI of a document")?,
                line: arguments.get(1, "a line, from 0")?,
                code: arguments.get(2, "the code of a finding")?,
                reason: arguments.get(3, "the reason")?,
            },
            "medlint.server.initialise" => Command::Initialise { folder: arguments.folder()? },
            APPLY => Command::Apply { edit: arguments.get(0, "an edit of the workspace")? },
            _ => {
                return Err(Failure::new(Failure::INVALID_PARAMS, format!("there is no command `{name}`")));
            }
        })
    }

    /// What has to be known before.
    pub(crate) fn wants(&self) -> Wants {
        match self {
            Command::Apply { .. } => Wants::Nothing,
            Command::Folders
            | Command::Catalogue { .. }
            | Command::Explain { .. }
            | Command::NewDocument { .. }
            | Command::SetFacts { .. }
            | Command::Initialise { .. }
            | Command::Waive { .. } => Wants::Files,
            Command::Suppress { uri, .. } => Wants::Document { uri: uri.clone() },
            Command::InsertSection { folder, path: Some(path), .. } => {
                Wants::Document { uri: child(folder, path) }
            }
            Command::Assessment { .. }
            | Command::Scan { .. }
            | Command::Report { .. }
            | Command::InsertSection { .. } => Wants::Everything,
        }
    }
}

/// Arguments by their place.
struct Arguments<'a> {
    name: &'a str,
    given: &'a [Value],
}

impl Arguments<'_> {
    fn get<T: DeserializeOwned>(&self, n: usize, what: &str) -> Result<T, Failure> {
        let value = self.given.get(n).cloned().unwrap_or_default();
        serde_json::from_value(value).map_err(|_| {
            let words = format!("argument {} of {} is {what}", n + 1, self.name);
            Failure::new(Failure::INVALID_PARAMS, words)
        })
    }

    fn folder(&self) -> Result<String, Failure> {
        self.get(0, "the URI of a folder")
    }
}

/// The sets. A file that was opened by itself makes one only where there is no other.
pub(crate) fn folders<'a>(all: impl Iterator<Item = &'a Folder> + Clone) -> Value {
    let any_whole = all.clone().any(|folder| folder.whole);
    let told = all.filter(|folder| folder.whole || !any_whole).map(|folder| {
        let config = folder.config.as_ref().map(|_| folder.uri_of(CONFIG));
        json!({ "uri": folder.uri, "name": folder.name(), "config": config })
    });
    told.collect()
}

/// How a set stands.
pub(crate) fn assessment(folder: &Folder) -> Result<Value, Failure> {
    parsed(&with_report(folder, report::json::check)?)
}

/// What each document shows.
pub(crate) fn scan(folder: &Folder) -> Result<Value, Failure> {
    parsed(&folder.workspace.scan(VERSION))
}

/// A report as a file.
pub(crate) fn report(folder: &Folder, format: Format) -> Result<Value, Failure> {
    with_report(folder, |check| format.write(check, folder.whole)).map(Value::from)
}

fn with_report<T>(folder: &Folder, write: impl FnOnce(&report::Check<'_>) -> T) -> Result<T, Failure> {
    let workspace = &folder.workspace;
    let standing = workspace
        .updated()
        .ok_or_else(|| Failure::refused("the documents of this folder have not been looked at yet"))?;
    let documents: Vec<_> = workspace.assessed().iter().map(|document| document.analysis).collect();
    let check = standing.report(VERSION, &documents, workspace.config(), workspace.catalogue());
    Ok(write(&report::Check { inputs: workspace.inputs(), ..check }))
}

/// What can be asked for.
pub(crate) fn catalogue(catalogue: &Catalogue) -> Result<Value, Failure> {
    parsed(&report::json::list::catalogue(catalogue, VERSION))
}

fn parsed(json: &str) -> Result<Value, Failure> {
    serde_json::from_str(json).map_err(|error| Failure::new(Failure::INTERNAL, error.to_string()))
}

/// What an id means, as Markdown; null when nobody knows.
pub(crate) fn explanation(id: &str, catalogue: &Catalogue) -> Option<String> {
    explain::markdown(id, catalogue, &explain::examples(id, catalogue))
}

/// A document to begin with, and a path at which there is none yet.
pub(crate) fn new_document(
    folder: &Folder,
    kind: &str,
    is_taken: &mut dyn FnMut(&str) -> bool,
) -> Result<Value, Failure> {
    let kind = kind_of(kind, folder.workspace.catalogue())?;
    let path = free_path(folder, kind, is_taken);
    Ok(json!({ "path": path, "text": starting_text(folder, kind, &path) }))
}

/// The text that a document of a kind is begun with.
pub(crate) fn starting_text(folder: &Folder, kind: KindId, path: &str) -> String {
    draft::document(&folder.scope(), kind, Markup::of_path(path))
}

/// Where a document of a kind could be kept: where the configuration lets documents in, and where nothing is yet.
pub(crate) fn free_path(folder: &Folder, kind: KindId, is_taken: &mut dyn FnMut(&str) -> bool) -> String {
    let config = folder.workspace.config();
    let usual = draft::path(folder.workspace.catalogue(), kind);
    let name = usual.rsplit('/').next().unwrap_or(&usual).to_owned();
    // Beside documents that are there, where most of them are.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, _) in folder.workspace.included() {
        *places.entry(path.rsplit_once('/').map_or("", |(place, _)| place)).or_default() += 1;
    }
    let mut places: Vec<(&str, usize)> = places.into_iter().collect();
    places.sort_by_key(|(_, documents)| std::cmp::Reverse(*documents));
    let beside = places.iter().map(|(place, _)| match *place {
        "" => name.clone(),
        place => format!("{place}/{name}"),
    });
    let path =
        std::iter::once(usual.clone()).chain(beside).find(|path| config.is_included(path)).unwrap_or(usual);
    if !is_taken(&path) {
        return path;
    }
    let (stem, extension) = path.rsplit_once('.').unwrap_or((&path, "md"));
    (2..100)
        .map(|n| format!("{stem}-{n}.{extension}"))
        .find(|path| !is_taken(path))
        .unwrap_or_else(|| path.clone())
}

/// A section for a topic, put where it belongs.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) edit: WorkspaceEdit,
    /// The document.
    uri: String,
    /// Where its first line will be, from 0.
    line: usize,
}

/// A section for a topic, in the document with this path or where it belongs.
pub(crate) fn section(
    folder: &Folder,
    editor: &Editor<'_>,
    topic: &str,
    path: Option<&str>,
) -> Result<Section, Failure> {
    let workspace = &folder.workspace;
    let catalogue = workspace.catalogue();
    let topic = topic_of(topic, catalogue)?;
    let path = match path {
        Some(path) => path,
        None => home(folder, topic)?,
    };
    let (document, analysis) = folder
        .document(path)
        .ok_or_else(|| Failure::refused(format!("{path} is not a document of {}", folder.name())))?;
    let (edit, place) = draft::insert(&folder.scope(), &document, analysis, topic)
        .ok_or_else(|| no_place(topic, path, catalogue))?;
    let uri = folder.uri_of(path);
    let above = document.lines.line(edit.range.start);
    let line = above as usize + place.before.matches('\n').count();
    let edit = editor.change(&uri, &document.source, &[edit])?;
    Ok(Section { edit, uri, line })
}

/// Nothing can be put in without changing how the rest is read.
pub(crate) fn no_place(topic: TopicId, path: &str, catalogue: &Catalogue) -> Failure {
    let title = &catalogue[topic].title;
    Failure::refused(format!(
        "nothing about {title} can be put into {path} without changing how the rest is read; is a code block left open?"
    ))
}

/// The document in which a topic should be written.
fn home(folder: &Folder, topic: TopicId) -> Result<&str, Failure> {
    let workspace = &folder.workspace;
    let catalogue = workspace.catalogue();
    let title = &catalogue[topic].title;
    let assessment = folder.assessment();
    let action = assessment.and_then(|all| all.actions.iter().find(|action| action.topic == topic));
    match action.map(|action| action.home) {
        Some(Home::Document(n)) => {
            let document = workspace.assessed_document(n).map(|document| document.analysis.path.as_str());
            document.ok_or_else(|| Failure::refused(format!("the document for {title} is gone")))
        }
        Some(Home::Create(kind)) => Err(Failure::refused(format!(
            "{title} belongs into a document of the kind {}, and there is none yet; create it first",
            catalogue[kind].title
        ))),
        Some(Home::Anywhere) | None => {
            let weight = |kind: KindId| {
                catalogue[kind].topics.iter().find(|expected| expected.topic == topic).map(|e| e.weight)
            };
            let fitting = workspace.included().filter_map(|(path, document)| {
                Some((std::cmp::Reverse(weight(document.analysis.kind.kind?)?), path))
            });
            let words = || format!("nothing says which document {title} belongs into; choose one");
            fitting.min().map(|(_, path)| path).ok_or_else(|| Failure::refused(words()))
        }
    }
}

/// Answers about the device. Where there is no medlint.toml yet, it is begun with them.
pub(crate) fn set_facts(
    folder: &Folder,
    editor: &Editor<'_>,
    facts: &BTreeMap<String, Option<bool>>,
    name: Option<&str>,
) -> Result<WorkspaceEdit, Failure> {
    let catalogue = folder.workspace.catalogue();
    let mut answers = Answers { name: name.map(str::to_owned), ..Answers::default() };
    for (fact, answer) in facts {
        let id = catalogue.fact(fact).ok_or_else(|| unknown("fact", fact, catalogue.nearest_fact(fact)))?;
        answers.facts.push((id, *answer));
    }
    let begin = || template(&answers, catalogue);
    editor.configure(folder, begin, |text| draft::config::set_facts(text, facts, name, catalogue))
}

/// An exception with its reason, since `today` if it does not say since when.
pub(crate) fn waive(
    folder: &Folder,
    editor: &Editor<'_>,
    waiver: &WaiverData,
    today: Option<Date>,
) -> Result<WorkspaceEdit, Failure> {
    if waiver.reason.trim().is_empty() {
        return Err(Failure::refused("a waiver without a reason excuses nothing; give one"));
    }
    check_waiver(waiver, folder.workspace.catalogue())?;
    excuse(folder, editor, waiver, today)
}

/// Writes an exception down, with or without a reason.
pub(crate) fn excuse(
    folder: &Folder,
    editor: &Editor<'_>,
    waiver: &WaiverData,
    today: Option<Date>,
) -> Result<WorkspaceEdit, Failure> {
    let catalogue = folder.workspace.catalogue();
    let mut waiver = waiver.clone();
    waiver.reason = waiver.reason.trim().to_owned();
    let filled =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    [&mut waiver.document, &mut waiver.owner, &mut waiver.date, &mut waiver.expires]
        .into_iter()
        .for_each(|text| *text = filled(text.take()));
    waiver.date = waiver.date.or_else(|| today.map(|today| today.to_string()));
    let begin = || {
        let edits = draft::config::add_waiver("", &waiver, catalogue);
        edits.and_then(|edits| draft::config::apply("", &edits)).unwrap_or_default()
    };
    editor.configure(folder, begin, |text| draft::config::add_waiver(text, &waiver, catalogue))
}

/// What a waiver names has to be there: else it would be written down and excuse nothing.
fn check_waiver(waiver: &WaiverData, catalogue: &Catalogue) -> Result<(), Failure> {
    let ids = |of: &Option<OneOrMany>| of.as_ref().map(OneOrMany::as_slice).unwrap_or_default().to_vec();
    let (requirements, topics, findings) =
        (ids(&waiver.requirement), ids(&waiver.topic), ids(&waiver.finding));
    if requirements.is_empty() && topics.is_empty() && findings.is_empty() {
        return Err(Failure::refused("a waiver names a requirement, a topic or a finding"));
    }
    if let Some(id) = requirements.iter().find(|id| catalogue.requirement(id).is_none()) {
        return Err(unknown("requirement", id, catalogue.nearest_requirement(id)));
    }
    if let Some(id) = topics.iter().find(|id| catalogue.topic(id).is_none()) {
        return Err(unknown("topic", id, catalogue.nearest_topic(id)));
    }
    let is_fingerprint = |id: &str| id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(id) = findings.iter().find(|id| lint::rule(id).is_none() && !is_fingerprint(id)) {
        return Err(unknown("finding", id, lint::nearest_rule(id)));
    }
    if let Some(pattern) = &waiver.document {
        PathPattern::new(pattern).map_err(|error| Failure::refused(format!("`{pattern}`: {error}")))?;
    }
    for day in [&waiver.date, &waiver.expires].into_iter().flatten() {
        let words = || format!("`{day}` is not a day; write year, month and day as in 2026-03-31");
        Date::parse(day).ok_or_else(|| Failure::refused(words()))?;
    }
    Ok(())
}

/// A comment that takes a finding away; lines from 0.
pub(crate) fn suppress(
    folder: &Folder,
    editor: &Editor<'_>,
    path: &str,
    line: u32,
    code: &str,
    reason: &str,
) -> Result<WorkspaceEdit, Failure> {
    if reason.trim().is_empty() {
        return Err(Failure::refused("a suppression without a reason suppresses nothing; give one"));
    }
    silence(folder, editor, path, line, code, reason)
}

/// Writes a comment, with or without a reason.
pub(crate) fn silence(
    folder: &Folder,
    editor: &Editor<'_>,
    path: &str,
    line: u32,
    code: &str,
    reason: &str,
) -> Result<WorkspaceEdit, Failure> {
    if lint::rule(code).is_none() {
        return Err(unknown("finding", code, lint::nearest_rule(code)));
    }
    let (document, _) = folder
        .document(path)
        .ok_or_else(|| Failure::refused(format!("{path} is not a document of {}", folder.name())))?;
    let catalogue = folder.workspace.catalogue();
    let edit = draft::suppress(&document, catalogue, line.saturating_add(1), code, reason);
    let words = || {
        let line = line.saturating_add(1);
        format!("no comment at line {line} of {path} could suppress {code}; waive it instead")
    };
    let edit = edit.ok_or_else(|| Failure::refused(words()))?;
    editor.change(&folder.uri_of(path), &document.source, &[edit])
}

/// A medlint.toml to begin with.
pub(crate) fn initialise(folder: &Folder, editor: &Editor<'_>) -> Result<WorkspaceEdit, Failure> {
    if editor.config(folder).is_some() {
        return Err(Failure::refused(format!("{} has a medlint.toml", folder.name())));
    }
    let text = template(&Answers::default(), folder.workspace.catalogue());
    editor.create(&folder.uri_of(CONFIG), text)
}

fn topic_of(id: &str, catalogue: &Catalogue) -> Result<TopicId, Failure> {
    catalogue.topic(id).ok_or_else(|| unknown("topic", id, catalogue.nearest_topic(id)))
}

fn kind_of(id: &str, catalogue: &Catalogue) -> Result<KindId, Failure> {
    catalogue.kind(id).ok_or_else(|| unknown("kind of document", id, catalogue.nearest_kind(id)))
}

fn unknown(what: &str, id: &str, near: Option<&str>) -> Failure {
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Failure::refused(format!("there is no {what} `{id}`{near}"))
}
