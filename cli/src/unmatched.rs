//! Patterns of medlint.toml that match no file: most often a typing error, or a folder that was renamed.

use medlint_core::assess::{PathPattern, Severity};
use medlint_core::config::{Config, ConfigProblem};

use crate::settings::ConfigFile;

/// The patterns that have matched nothing so far.
pub(crate) struct Unmatched {
    patterns: Vec<Waiting>,
}

struct Waiting {
    pattern: PathPattern,
    key: &'static str,
    /// Line in the file from 1, where it is known.
    line: Option<u32>,
    /// It can be about documents only.
    documents: bool,
}

impl Unmatched {
    /// All patterns of a configuration.
    pub(crate) fn new(config: &Config) -> Self {
        let waiting = |key, documents| {
            move |pattern: &PathPattern| Waiting { pattern: pattern.clone(), key, line: None, documents }
        };
        let include = config.include.iter().map(waiting("documents.include", true));
        let exclude = config.exclude.iter().map(waiting("documents.exclude", false));
        let kinds = config.kinds.iter().map(|glob| Waiting {
            pattern: glob.pattern.clone(),
            key: "documents.kinds.glob",
            line: Some(glob.line),
            documents: true,
        });
        Unmatched { patterns: include.chain(exclude).chain(kinds).collect() }
    }

    /// There is a file with this path.
    pub(crate) fn met(&mut self, path: &str, is_document: bool) {
        self.patterns.retain(|waiting| (waiting.documents && !is_document) || !waiting.pattern.matches(path));
    }

    /// What is to be told when all files were met.
    pub(crate) fn problems(&self, file: &ConfigFile) -> Vec<ConfigProblem> {
        self.patterns.iter().map(|waiting| problem(waiting, file)).collect()
    }
}

fn problem(waiting: &Waiting, file: &ConfigFile) -> ConfigProblem {
    let source = place(waiting, &file.text);
    let before = &file.text[..source.start];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let what = if waiting.documents { "document" } else { "file" };
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    ConfigProblem {
        path: file.name.clone(),
        line: narrow(before.matches('\n').count() + 1),
        column: narrow(before[line_start..].chars().count() + 1),
        source: narrow(source.start)..narrow(source.end),
        key: waiting.key.to_owned(),
        message: format!("has the pattern `{}`, which matches no {what}", waiting.pattern.as_str()),
        suggestion: None,
        severity: Severity::Warning,
    }
}

/// Where the pattern stands in the file: the parsed configuration keeps patterns without their place.
fn place(waiting: &Waiting, text: &str) -> std::ops::Range<usize> {
    let from = match waiting.line {
        Some(line) => text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum(),
        None => {
            let key = waiting.key.rsplit('.').next().unwrap_or_default();
            text.find("[documents]").map_or(0, |at| at + text[at..].find(key).unwrap_or(0))
        }
    };
    let pattern = waiting.pattern.as_str();
    match text[from..].find(pattern) {
        Some(at) => from + at..from + at + pattern.len(),
        None => from..from,
    }
}
