//! Reads medlint.toml section by section.

use toml::de::DeTable;

use super::problem::{CatalogueFile, ConfigProblem};
use super::table::{At, Reader, Table};
use super::{Config, FailOn, KindGlob};
use crate::assess::{
    DecidedStatus, Decision, PathPattern, Selection, Severity, Threshold, Waiver, WaiverTarget,
};
use crate::catalog::{Catalogue, Level, nearest};
use crate::lint;

impl Config {
    /// Reads medlint.toml. `path` is only for messages. Never fails: what is good is kept, problems come in the order of
    /// the file.
    pub fn parse(path: &str, text: &str, catalogue: &Catalogue) -> (Config, Vec<ConfigProblem>) {
        let mut config = Config::default();
        let mut reader = Reader { path, text, problems: Vec::new() };
        // A byte order mark is no part of the text; without it the offsets would still be those of the file.
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let message = format!("not valid TOML: {}; what stands there is not read", error.message());
            reader.problem(Severity::Error, span, "", message);
        }
        let mut top = Table::new(&mut reader, table.get_ref(), 0..0, "");
        top.table("device", |t| device(t, &mut config, catalogue));
        top.table("documents", |t| documents(t, &mut config, catalogue));
        top.table("check", |t| check(t, &mut config, catalogue));
        top.table("catalogue", |t| {
            t.words("topics");
            t.words("frameworks");
        });
        top.tables("threshold", |t| {
            let threshold = threshold(t, &config.selection, catalogue);
            config.thresholds.extend(threshold);
        });
        top.tables("decision", |t| {
            let decided = decision(t, &config.decisions, catalogue);
            config.decisions.extend(decided);
        });
        top.tables("waiver", |t| config.waivers.extend(waiver(t, catalogue)));
        top.no_others();
        let mut problems = reader.problems;
        problems.sort_by_key(|p| (p.source.start, p.source.end));
        (config, problems)
    }
}

/// The organisation's own catalogue files that medlint.toml names. Mistakes are told by [`Config::parse`].
pub fn catalogue_files(text: &str) -> Vec<CatalogueFile> {
    let mut files = Vec::new();
    let mut reader = Reader { path: "", text, problems: Vec::new() };
    let (table, _) = DeTable::parse_recoverable(text);
    let mut top = Table::new(&mut reader, table.get_ref(), 0..0, "");
    top.table("catalogue", |t| {
        let mut words = t.words("topics");
        words.extend(t.words("frameworks"));
        for word in words.into_iter().filter(|w| !w.value.is_empty()) {
            let (line, column) = t.reader.position(word.span.start);
            files.push(CatalogueFile { path: word.value, line, column });
        }
    });
    files
}

fn device(t: &mut Table<'_, '_, '_>, config: &mut Config, catalogue: &Catalogue) {
    config.profile.name = t.text("name").map(|name| name.value);
    for (word, value) in t.flags("facts") {
        match catalogue.fact(&word.value) {
            Some(fact) => config.profile.set(fact, value),
            None => {
                let near = catalogue.nearest_fact(&word.value).map(str::to_owned);
                let key = format!("facts.{}", word.value);
                *t.wrong(
                    word.span,
                    &key,
                    "is not a fact that medlint knows and is ignored; see `medlint list facts`",
                ) = near;
            }
        }
    }
}

fn documents(t: &mut Table<'_, '_, '_>, config: &mut Config, catalogue: &Catalogue) {
    config.include = patterns(t, "include");
    config.exclude = patterns(t, "exclude");
    t.tables("kinds", |t| {
        let globs = t.words("glob");
        if globs.is_empty() {
            let span = t.span();
            t.wrong(span, "glob", "is missing: which documents are meant, e.g. \"docs/risk/*.md\"");
        }
        let kind = match t.text("kind") {
            None => {
                let span = t.span();
                t.wrong(span, "kind", "is missing: what the documents are; see `medlint list kinds`");
                return;
            }
            Some(word) if word.value == "other" => None,
            Some(word) => match catalogue.kind(&word.value) {
                Some(kind) => Some(kind),
                None => {
                    let near = catalogue.nearest_kind(&word.value).map(str::to_owned);
                    let message = format!(
                        "`{}` is not a kind of document that medlint knows; the entry is ignored",
                        word.value
                    );
                    *t.wrong(word.span, "kind", message) = near;
                    return;
                }
            },
        };
        for glob in globs {
            let (line, _) = t.reader.position(glob.span.start);
            if let Some(pattern) = pattern(t, "glob", &glob) {
                config.kinds.push(KindGlob { pattern, kind, line });
            }
        }
    });
}

fn patterns(t: &mut Table<'_, '_, '_>, key: &'static str) -> Vec<PathPattern> {
    let words = t.words(key);
    words.iter().filter_map(|word| pattern(t, key, word)).collect()
}

fn pattern(t: &mut Table<'_, '_, '_>, key: &str, word: &At<String>) -> Option<PathPattern> {
    match PathPattern::new(&word.value) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            t.wrong(word.span.clone(), key, format!("`{}` is not a pattern: {error}", word.value));
            None
        }
    }
}

fn check(t: &mut Table<'_, '_, '_>, config: &mut Config, catalogue: &Catalogue) {
    let words = t.words("frameworks");
    if t.has("frameworks") {
        let mut chosen = Vec::new();
        for word in &words {
            match catalogue.framework(&word.value) {
                Some(framework) => chosen.push(framework),
                None => {
                    let near = catalogue.nearest_framework(&word.value).map(str::to_owned);
                    let message = format!("`{}` is not a framework that medlint knows", word.value);
                    *t.wrong(word.span.clone(), "frameworks", message) = near;
                }
            }
        }
        // If nothing of the list is valid, checking everything is safer than checking nothing.
        if !chosen.is_empty() {
            config.selection.frameworks = Some(chosen);
        }
    }
    let words = t.words("levels");
    let levels: Vec<Level> = choices(t, "levels", &words, Level::from_id, Level::ALL.iter().map(|l| l.id()));
    if !levels.is_empty() {
        config.selection.levels = levels;
    }
    let severities = || Severity::ALL.iter().map(|s| s.id());
    if let Some(word) = t.text("min-severity") {
        let chosen = choices(t, "min-severity", &[word], Severity::from_id, severities());
        config.min_severity = chosen.first().copied().unwrap_or(config.min_severity);
    }
    if let Some(word) = t.text("fail-on") {
        let chosen = choices(t, "fail-on", &[word], FailOn::from_id, severities().chain(["never"]));
        config.fail_on = chosen.first().copied().unwrap_or(config.fail_on);
    }
}

/// The values that words of a closed list stand for.
fn choices<T>(
    t: &mut Table<'_, '_, '_>,
    key: &str,
    words: &[At<String>],
    read: impl Fn(&str) -> Option<T>,
    valid: impl Iterator<Item = &'static str> + Clone,
) -> Vec<T> {
    let mut chosen = Vec::new();
    for word in words {
        match read(&word.value) {
            Some(value) => chosen.push(value),
            None => {
                let all: Vec<&str> = valid.clone().collect();
                let message = format!("`{}` is not one of {}", word.value, all.join(", "));
                *t.wrong(word.span.clone(), key, message) =
                    nearest(&word.value, valid.clone()).map(str::to_owned);
            }
        }
    }
    chosen
}

/// A threshold; `None` when it says nothing that can be used.
fn threshold(t: &mut Table<'_, '_, '_>, asked: &Selection, catalogue: &Catalogue) -> Option<Threshold> {
    let before = t.reader.problems.len();
    let framework = t.text("framework").and_then(|word| {
        let framework = catalogue.framework(&word.value);
        if framework.is_none() {
            let near = catalogue.nearest_framework(&word.value).map(str::to_owned);
            let message =
                format!("`{}` is not a framework that medlint knows; the threshold is ignored", word.value);
            *t.wrong(word.span.clone(), "framework", message) = near;
        } else if framework.is_some_and(|framework| !asked.contains_framework(framework)) {
            nothing_asked(t, "framework", &word, "check.frameworks");
        }
        framework
    });
    let level = t.text("level").and_then(|word| {
        let valid = Level::ALL.iter().map(|level| level.id());
        let level = choices(t, "level", std::slice::from_ref(&word), Level::from_id, valid).first().copied();
        if level.is_some_and(|level| !asked.levels.contains(&level)) {
            nothing_asked(t, "level", &word, "check.levels");
        }
        level
    });
    let met = t.percent("met");
    if !t.has("met") {
        let span = t.span();
        t.wrong(span, "met", "is missing: how many percent have to be answered, such as 90");
    }
    // A threshold whose scope could not be read must not ask for something else than was meant.
    let lost = t.reader.problems[before..].iter().any(|problem| problem.severity == Severity::Error);
    let place = t.reader.place(t.span());
    met.filter(|_| !lost).map(|met| Threshold { framework, level, met, place })
}

/// Of what a threshold names no requirement is asked about.
fn nothing_asked(t: &mut Table<'_, '_, '_>, key: &str, word: &At<String>, by: &str) {
    let key = t.key(key);
    let message = format!("`{}` is not asked about ({by}), so this threshold is never judged", word.value);
    t.reader.problem(Severity::Warning, word.span.clone(), &key, message);
}

/// A decision; `None` when it says nothing that can be used. Whether it counts against what was found is the business of
/// the assessment.
fn decision(t: &mut Table<'_, '_, '_>, others: &[Decision], catalogue: &Catalogue) -> Option<Decision> {
    let mut requirements = Vec::new();
    let before = t.reader.problems.len();
    let words = t.words("requirement");
    if words.is_empty() && t.reader.problems.len() == before {
        let span = t.span();
        t.wrong(span, "requirement", "is missing: a decision names a requirement, or a list of them");
    }
    for word in words {
        let Some(id) = catalogue.requirement(&word.value) else {
            let near = catalogue.nearest_requirement(&word.value).map(str::to_owned);
            let message =
                format!("`{}` is not a requirement that medlint knows; nothing is decided of it", word.value);
            *t.wrong(word.span, "requirement", message) = near;
            continue;
        };
        match others.iter().find(|other| other.requirements.contains(&id)) {
            Some(first) => {
                let message = format!(
                    "`{}` was decided before, at line {}; the first decision counts",
                    word.value, first.place.line
                );
                t.wrong(word.span, "requirement", message);
            }
            None => requirements.push(id),
        }
    }
    let before = t.reader.problems.len();
    let word = t.text("status");
    let valid = || DecidedStatus::ALL.iter().map(|status| status.id());
    if word.is_none() && t.reader.problems.len() == before {
        let all: Vec<&str> = valid().collect();
        let span = t.span();
        t.wrong(span, "status", format!("is missing: one of {}", all.join(", ")));
    }
    let word: Vec<At<String>> = word.into_iter().collect();
    let status = choices(t, "status", &word, DecidedStatus::from_id, valid()).first().copied();
    let [reason, evidence, note, owner] =
        ["reason", "evidence", "note", "owner"].map(|key| t.text(key).map(|word| word.value));
    let date = t.date("date");
    let place = t.reader.place(t.span());
    let status = status.filter(|_| !requirements.is_empty())?;
    Some(Decision { requirements, status, reason, evidence, note, owner, date, place })
}

/// A waiver; `None` when it excuses nothing that medlint knows. Whether it has a reason, an owner, a date, and whether it
/// has expired, is the business of findings.
fn waiver(t: &mut Table<'_, '_, '_>, catalogue: &Catalogue) -> Option<Waiver> {
    let before = t.reader.problems.len();
    let mut targets = Vec::new();
    for word in t.words("requirement") {
        match catalogue.requirement(&word.value) {
            Some(id) => targets.push(WaiverTarget::Requirement(id)),
            None => {
                let near = catalogue.nearest_requirement(&word.value).map(str::to_owned);
                *unknown(t, "requirement", &word) = near;
            }
        }
    }
    for word in t.words("topic") {
        match catalogue.topic(&word.value) {
            Some(id) => targets.push(WaiverTarget::Topic(id)),
            None => {
                let near = catalogue.nearest_topic(&word.value).map(str::to_owned);
                *unknown(t, "topic", &word) = near;
            }
        }
    }
    for word in t.words("finding") {
        let fingerprint = word.value.len() == 16 && word.value.bytes().all(|b| b.is_ascii_hexdigit());
        match lint::rule(&word.value) {
            Some(rule) => targets.push(WaiverTarget::Finding(rule.code.to_owned())),
            None if fingerprint => targets.push(WaiverTarget::Finding(word.value.to_ascii_lowercase())),
            None => *unknown(t, "finding", &word) = lint::nearest_rule(&word.value).map(str::to_owned),
        }
    }
    let reason = t.text("reason").map(|w| w.value);
    let owner = t.text("owner").map(|w| w.value);
    let (date, expires) = (t.date("date"), t.date("expires"));
    let document = t.text("document").and_then(|word| pattern(t, "document", &word));
    if targets.is_empty() {
        if t.reader.problems.len() == before {
            let span = t.span();
            t.wrong(span, "requirement", "is missing: a waiver names a requirement, a topic or a finding");
        }
        return None;
    }
    // A waiver whose scope or end could not be read must not excuse more than was meant.
    let lost = (t.has("document") && document.is_none()) || (t.has("expires") && expires.is_none());
    if lost {
        return None;
    }
    let place = t.reader.place(t.span());
    Some(Waiver { targets, reason, owner, date, expires, document, place })
}

fn unknown<'t>(t: &'t mut Table<'_, '_, '_>, key: &str, word: &At<String>) -> &'t mut Option<String> {
    t.wrong(
        word.span.clone(),
        key,
        format!("`{}` is not a {key} that medlint knows; it excuses nothing", word.value),
    )
}
