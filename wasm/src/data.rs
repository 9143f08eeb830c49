//! Small values that go over the border to JavaScript; `types.ts` has their types.

use medlint_core::assess::Date;
use medlint_core::config::{ConfigFile, ConfigProblem};
use medlint_core::report::selftest::Circumstances;
use medlint_core::workspace::{self, Entry};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// What became of a file.
#[derive(Serialize)]
pub(crate) struct Put<'a> {
    read: bool,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    empty: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notices: Option<Vec<&'a str>>,
}

impl<'a> Put<'a> {
    /// It is no text.
    pub(crate) fn binary(path: &'a str) -> Self {
        Put { read: false, path, reason: Some("binary"), empty: None, notices: None }
    }

    /// It was read.
    pub(crate) fn new(entry: &'a Entry, bytes: &[u8]) -> Self {
        Put {
            read: true,
            path: &entry.document.path,
            reason: None,
            empty: Some(bytes.iter().all(u8::is_ascii_whitespace)),
            notices: Some(entry.analysis.notices.iter().map(|notice| notice.message.as_str()).collect()),
        }
    }
}

/// Evidence with its place in an editor's text.
#[derive(Serialize)]
pub(crate) struct Mark<'a> {
    pub(crate) topic: &'a str,
    pub(crate) state: &'static str,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) start_line: u32,
    pub(crate) end_line: u32,
    pub(crate) quote: &'a str,
    pub(crate) because: &'a [String],
}

/// A mistake in a medlint.toml.
#[derive(Serialize)]
pub(crate) struct Problem<'a> {
    line: u32,
    message: String,
    help: Option<&'a str>,
}

impl<'a> From<&'a ConfigProblem> for Problem<'a> {
    fn from(problem: &'a ConfigProblem) -> Self {
        let message = match problem.key.as_str() {
            "" => problem.message.clone(),
            key => format!("{key}: {}", problem.message),
        };
        Problem { line: problem.line, message, help: problem.suggestion.as_deref() }
    }
}

/// What a check needs to know.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct CheckOptions {
    today: Option<String>,
    files: Option<Vec<String>>,
    whole_set: Option<bool>,
}

impl CheckOptions {
    /// From JavaScript; nothing at all is the default.
    pub(crate) fn read(value: JsValue) -> Result<workspace::CheckOptions, JsError> {
        let options: CheckOptions = match value.is_undefined() || value.is_null() {
            true => CheckOptions::default(),
            false => serde_wasm_bindgen::from_value(value)?,
        };
        let today = options.today.map(|day| {
            Date::parse(&day).ok_or_else(|| JsError::new(&format!("`{day}` is not a day like 2026-11-22")))
        });
        Ok(workspace::CheckOptions {
            today: today.transpose()?,
            files: options.files,
            part: options.whole_set == Some(false),
        })
    }
}

/// A medlint.toml that was read.
#[derive(Serialize)]
pub(crate) struct ReadConfig<'a> {
    pub(crate) config: ConfigFile,
    pub(crate) problems: Vec<Problem<'a>>,
}

/// What a record of a self-test has from outside the engine.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct SelftestOptions {
    program: Option<String>,
    platform: String,
    date: Option<String>,
}

impl SelftestOptions {
    /// From JavaScript; nothing at all is the default.
    pub(crate) fn read(value: JsValue) -> Result<Self, JsError> {
        match value.is_undefined() || value.is_null() {
            true => Ok(SelftestOptions::default()),
            false => Ok(serde_wasm_bindgen::from_value(value)?),
        }
    }

    /// With the milliseconds it took. Without a date the record is the same each time, so they are left out.
    pub(crate) fn circumstances(self, milliseconds: f64) -> Circumstances {
        // Negative when the clock was set back meanwhile: then it is not known how long it took.
        let took = (milliseconds >= 0.0).then_some(milliseconds as u64);
        Circumstances {
            program: self.program,
            platform: self.platform,
            milliseconds: self.date.as_ref().and(took),
            date: self.date,
        }
    }
}

/// The record of a self-test.
#[derive(Serialize)]
pub(crate) struct Selftest {
    pub(crate) holds: bool,
    pub(crate) json: String,
    pub(crate) html: String,
}
