//! A [`Workspace`] of documents, for the web page and for Node. Results are those of the command, built from the same JSON.

use crate::VERSION;
use crate::data::{self, CheckOptions, Mark, Put, SelftestOptions};
use js_sys::{JSON, Uint32Array};
use medlint_core::document::is_binary;
use medlint_core::report::text::Style;
use medlint_core::workspace::{Entry, Workspace as Inner};
use medlint_core::{assess, config, report};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.ts");

/// Documents with their analyses, the device profile, and the catalogue.
#[wasm_bindgen]
#[derive(Default)]
pub struct Workspace {
    inner: Inner,
}

#[wasm_bindgen]
impl Workspace {
    /// With the built-in catalogue and without documents.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Versions of engine and catalogue.
    #[wasm_bindgen(unchecked_return_type = "Tool")]
    pub fn about(&self) -> JsValue {
        parsed(&report::json::tool(VERSION, self.inner.catalogue()))
    }

    /// Everything that can be asked for.
    #[wasm_bindgen(unchecked_return_type = "Catalogue")]
    pub fn catalogue(&self) -> JsValue {
        parsed(&report::json::list::catalogue(self.inner.catalogue(), VERSION))
    }

    /// Whether each requirement applies to a device with these facts; facts that are not there are unknown.
    ///
    /// # Errors
    /// When `facts` is no object of booleans.
    #[wasm_bindgen(unchecked_return_type = "Applicability")]
    pub fn applicability(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Record<string, boolean>")] facts: JsValue,
    ) -> Result<JsValue, JsError> {
        let facts: std::collections::BTreeMap<String, bool> = serde_wasm_bindgen::from_value(facts)?;
        let catalogue = self.inner.catalogue();
        let mut profile = assess::DeviceProfile::new();
        for (id, value) in &facts {
            if let Some(fact) = catalogue.fact(id) {
                profile.set(fact, *value);
            }
        }
        Ok(parsed(&report::json::applicability(&profile, catalogue)))
    }

    /// Takes a medlint.toml over and says what is wrong in it; the rest counts.
    #[wasm_bindgen(unchecked_return_type = "ConfigProblem[]")]
    pub fn configure(&mut self, toml: &str) -> Result<JsValue, JsError> {
        let problems = self.inner.configure(toml);
        object(&problems.iter().map(data::Problem::from).collect::<Vec<_>>())
    }

    /// What a medlint.toml says, as data, and what is wrong in it.
    #[wasm_bindgen(js_name = readConfig, unchecked_return_type = "{ config: Config; problems: ConfigProblem[] }")]
    pub fn read_config(&self, toml: &str) -> Result<JsValue, JsError> {
        let (config, problems) = config::from_toml(toml, self.inner.catalogue());
        object(&data::ReadConfig { config, problems: problems.iter().map(data::Problem::from).collect() })
    }

    /// A medlint.toml that says this.
    ///
    /// # Errors
    /// When there is a key in it that no medlint.toml has, or a value of the wrong type.
    #[wasm_bindgen(js_name = writeConfig)]
    pub fn write_config(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
    ) -> Result<String, JsError> {
        let config: config::ConfigFile = serde_wasm_bindgen::from_value(config)?;
        Ok(config::to_toml(&config, self.inner.catalogue()))
    }

    /// Reads, analyses and keeps a document. It takes the place of the one with the same path.
    #[wasm_bindgen(unchecked_return_type = "Put")]
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> Result<JsValue, JsError> {
        if is_binary(bytes) {
            self.inner.remove(path);
            return object(&Put::binary(path));
        }
        let out = object(&Put::new(self.inner.put(path, bytes), bytes))?;
        let _ = js_sys::Reflect::set(&out, &"document".into(), &self.scan(path));
        Ok(out)
    }

    /// Takes a document out; whether there was one.
    pub fn remove(&mut self, path: &str) -> bool {
        self.inner.remove(path)
    }

    /// Takes all documents out.
    pub fn clear(&mut self) {
        self.inner.clear();
    }

    /// The paths of all documents, in order.
    pub fn paths(&self) -> Vec<String> {
        self.inner.entries().map(|(path, _)| path.to_owned()).collect()
    }

    /// The text of a document as it was decoded.
    pub fn source(&self, path: &str) -> Option<String> {
        Some(self.inner.get(path)?.document.source.clone())
    }

    /// What a document shows, or nothing when it is not there.
    #[wasm_bindgen(unchecked_return_type = "ScannedDocument | undefined")]
    pub fn scan(&self, path: &str) -> JsValue {
        let entry = self.inner.get(path);
        entry.map_or(JsValue::UNDEFINED, |entry| {
            parsed(&report::json::scan_document(&entry.analysis, self.inner.catalogue()))
        })
    }

    /// All evidence of a document with its places in UTF-16 code units.
    #[wasm_bindgen(unchecked_return_type = "Mark[]")]
    pub fn marks(&self, path: &str) -> Result<JsValue, JsError> {
        let Some(Entry { document, analysis, .. }) = self.inner.get(path) else {
            return object(&Vec::<Mark<'_>>::new());
        };
        let catalogue = self.inner.catalogue();
        let found =
            || analysis.topics.iter().flat_map(|topic| topic.evidence.iter().map(move |e| (topic, e)));
        let places: Vec<u32> = found().flat_map(|(_, e)| [e.source.start, e.source.end]).collect();
        let places = document.lines.to_utf16(&document.source, &places);
        let marks = found().zip(places.chunks_exact(2)).map(|((topic, evidence), place)| Mark {
            topic: &catalogue[topic.topic].id,
            state: evidence.state.id(),
            start: place[0],
            end: place[1],
            start_line: evidence.lines.0,
            end_line: evidence.lines.1,
            quote: &evidence.quote,
            because: &evidence.because,
        });
        object(&marks.collect::<Vec<_>>())
    }

    /// Converts places of a document from bytes to UTF-16 code units, in any order. Beyond the end is the end.
    pub fn utf16(&self, path: &str, bytes: Vec<u32>) -> Uint32Array {
        let entry = self.inner.get(path);
        Uint32Array::from(&*entry.map_or_else(Vec::new, |Entry { document, .. }| {
            document.lines.to_utf16(&document.source, &bytes)
        }))
    }

    /// Converts places of a document from UTF-16 code units to bytes.
    pub fn bytes(&self, path: &str, utf16: Vec<u32>) -> Uint32Array {
        let Some(Entry { document, .. }) = self.inner.get(path) else {
            return Uint32Array::new_with_length(0);
        };
        Uint32Array::from(&*document.lines.from_utf16(&document.source, &utf16))
    }

    /// How the whole set stands.
    #[wasm_bindgen(unchecked_return_type = "Check")]
    pub fn check(
        &self,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        Ok(parsed(&self.check_json(options)?))
    }

    /// The same as text: what `medlint check --format json` writes.
    #[wasm_bindgen(js_name = checkJson)]
    pub fn check_json(
        &self,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: JsValue,
    ) -> Result<String, JsError> {
        let options = CheckOptions::read(options)?;
        Ok(self.inner.check(VERSION, &options, report::json::check))
    }

    /// A report as a file: what `medlint check --format ...` writes.
    ///
    /// # Errors
    /// When there is no such format, or the options are wrong.
    pub fn report(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ReportFormat")] format: &str,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions")] options: JsValue,
    ) -> Result<String, JsError> {
        let options = CheckOptions::read(options)?;
        let Some(format) = report::Format::from_id(format) else {
            return Err(JsError::new(&format!("there is no report format `{format}`")));
        };
        Ok(self.inner.check(VERSION, &options, |check| format.write(check, !options.part)))
    }

    /// What `medlint scan --format json` writes.
    #[wasm_bindgen(js_name = scanJson)]
    pub fn scan_json(&self) -> String {
        self.inner.scan(VERSION)
    }

    /// How each statement of a document stands to a topic, as `medlint scan --why` writes it.
    pub fn why(&self, path: &str, topic: &str) -> Option<String> {
        let catalogue = self.inner.catalogue();
        let topic = catalogue.topic(topic)?;
        let statements = self.inner.inspect(path, topic)?;
        let analysis = &self.inner.get(path)?.analysis;
        Some(report::text::why(analysis, &statements, topic, catalogue, &Style::plain()))
    }

    /// Tests the engine on the texts that it brings along, as `medlint selftest` does.
    ///
    /// # Errors
    /// When the options are wrong.
    #[wasm_bindgen(unchecked_return_type = "Selftest")]
    pub fn selftest(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SelftestOptions")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let begun = js_sys::Date::now();
        let test = medlint_core::selftest::run();
        let took = js_sys::Date::now() - begun;
        let circumstances = SelftestOptions::read(options)?.circumstances(took);
        let catalogue = medlint_core::catalog::Catalogue::builtin();
        let record = report::selftest::Record {
            version: VERSION,
            catalogue: &catalogue,
            test: &test,
            circumstances: &circumstances,
        };
        object(&data::Selftest {
            holds: test.holds(),
            json: report::selftest::json(&record),
            html: report::selftest::html(&record),
        })
    }

    /// What the id of a requirement, topic, finding, kind, fact, framework or state means, as `medlint explain` writes it.
    pub fn explain(&self, id: &str) -> Option<String> {
        let catalogue = self.inner.catalogue();
        let examples = report::explain::examples(id, catalogue);
        report::explain::explain(id, catalogue, &examples, &Style::plain())
    }
}

/// An object of JavaScript from JSON that the engine made.
fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::NULL)
}

/// An object of JavaScript from a small value.
fn object(value: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsError::from)
}
