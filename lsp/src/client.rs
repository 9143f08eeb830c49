//! What the client can do and wants: capabilities, options of `initialize`, settings.

use ls_types::{ClientCapabilities, DiagnosticTag, InitializeParams, MarkupKind};
use medlint_core::assess::{Date, Severity};
use serde::Deserialize;
use serde_json::Value;

use crate::place::Encoding;

/// Where the reference of requirements, topics and findings is published.
const REFERENCE: &str = "https://medlint.github.io/medlint/reference/";

/// When an edit is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(crate) enum Run {
    /// While it is typed.
    #[default]
    #[serde(rename = "onType")]
    OnType,
    /// When the document is saved.
    #[serde(rename = "onSave")]
    OnSave,
}

/// How placeholders are shown: a draft is full of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Placeholders {
    #[default]
    Information,
    Warning,
    Off,
}

/// Whose findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ClosedDocuments {
    /// Those of documents that are not open, too.
    #[default]
    All,
    /// Those of open documents only.
    None,
}

/// The section `medlint` of the client's settings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Settings {
    pub(crate) enable: bool,
    pub(crate) run: Run,
    /// `info`, `warning` or `error`: milder findings are not shown.
    min_severity: String,
    pub(crate) placeholders: Placeholders,
    /// Only these frameworks, whatever medlint.toml says; empty: as medlint.toml says.
    pub(crate) frameworks: Vec<String>,
    /// Only these levels; empty: as medlint.toml says.
    pub(crate) levels: Vec<String>,
    pub(crate) code_lens: bool,
    pub(crate) inlay_hints: bool,
    pub(crate) closed_documents: ClosedDocuments,
    pub(crate) max_diagnostics_per_document: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            enable: true,
            run: Run::default(),
            min_severity: "info".to_owned(),
            placeholders: Placeholders::default(),
            frameworks: Vec::new(),
            levels: Vec::new(),
            code_lens: true,
            inlay_hints: false,
            closed_documents: ClosedDocuments::default(),
            max_diagnostics_per_document: 100,
        }
    }
}

impl Settings {
    /// Reads settings; each that has a wrong value is left at its default and named.
    pub(crate) fn read(value: &Value) -> (Settings, Vec<String>) {
        let Some(given) = value.as_object() else { return (Settings::default(), Vec::new()) };
        // Clients hand on keys for themselves (`server`, `trace`), and null for what is not set.
        let mut good = serde_json::Map::new();
        let mut wrong = Vec::new();
        for (key, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            let alone = Value::Object([(key.clone(), value.clone())].into_iter().collect());
            match serde_json::from_value::<Settings>(alone) {
                Ok(_) => {
                    good.insert(key.clone(), value.clone());
                }
                Err(error) => wrong.push(format!("medlint.{key}: {error}")),
            }
        }
        let mut settings: Settings = serde_json::from_value(Value::Object(good)).unwrap_or_default();
        if Severity::from_id(&settings.min_severity).is_none() {
            wrong.push(format!(
                "medlint.minSeverity: `{}` is not info, warning or error",
                settings.min_severity
            ));
            settings.min_severity = "info".to_owned();
        }
        (settings, wrong)
    }

    /// Milder findings are not shown.
    pub(crate) fn min_severity(&self) -> Severity {
        Severity::from_id(&self.min_severity).unwrap_or(Severity::Info)
    }
}

/// What a client hands over with `initialize`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Options {
    files: Option<String>,
    ask: bool,
    changed: bool,
    today: Option<String>,
    reference: Option<String>,
    settings: Value,
}

/// The client.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) encoding: Encoding,
    /// Files are asked of the client, even if the host has some.
    pub(crate) supplies_files: bool,
    /// It knows `medlint.ask.waive` and `medlint.ask.suppress`.
    pub(crate) asks: bool,
    /// It wants `medlint/changed`.
    pub(crate) wants_changes: bool,
    /// The day that it says it is.
    pub(crate) today: Option<Date>,
    /// The reference, with a slash at its end.
    pub(crate) reference: String,
    pub(crate) settings: Settings,
    /// What was wrong in options and settings, to be told.
    pub(crate) wrong: Vec<String>,
    capabilities: ClientCapabilities,
}

impl Client {
    /// Reads what `initialize` says.
    pub(crate) fn new(params: &InitializeParams) -> Client {
        let capabilities = params.capabilities.clone();
        let mut wrong = Vec::new();
        let given = params.initialization_options.clone().filter(|options| !options.is_null());
        let options: Options = given.map_or_else(Options::default, |given| {
            serde_json::from_value(given).unwrap_or_else(|error| {
                wrong.push(format!("initializationOptions: {error}"));
                Options::default()
            })
        });
        let (settings, more) = Settings::read(&options.settings);
        wrong.extend(more);
        let offered = capabilities.general.as_ref().and_then(|g| g.position_encodings.as_deref());
        let mut reference = options.reference.unwrap_or_else(|| REFERENCE.to_owned());
        if !reference.ends_with('/') {
            reference.push('/');
        }
        Client {
            encoding: Encoding::choose(offered),
            supplies_files: options.files.as_deref() == Some("client"),
            asks: options.ask,
            wants_changes: options.changed,
            today: options.today.as_deref().and_then(Date::parse),
            reference,
            settings,
            wrong,
            capabilities,
        }
    }

    /// It asks for the findings of a document when it wants them.
    pub(crate) fn pulls_diagnostics(&self) -> bool {
        self.capabilities.text_document.as_ref().is_some_and(|t| t.diagnostic.is_some())
    }

    /// It shows places that belong to a finding.
    pub(crate) fn shows_related(&self) -> bool {
        let text = self.capabilities.text_document.as_ref();
        let pushed = text.and_then(|t| t.publish_diagnostics.as_ref()).and_then(|p| p.related_information);
        let pulled = text.and_then(|t| t.diagnostic.as_ref()).and_then(|d| d.related_information);
        pushed == Some(true) || pulled == Some(true)
    }

    /// It shows what a tag of a finding means.
    pub(crate) fn knows_tag(&self, tag: &DiagnosticTag) -> bool {
        let text = self.capabilities.text_document.as_ref();
        let pushed = text.and_then(|t| t.publish_diagnostics.as_ref()).and_then(|p| p.tag_support.as_ref());
        let pulled = text.and_then(|t| t.diagnostic.as_ref()).and_then(|d| d.tag_support.as_ref());
        // The type has no other way to its values.
        let pulled = pulled.and_then(|known| serde_json::to_value(known).ok());
        let tag_value = serde_json::to_value(tag).unwrap_or_default();
        let listed = |known: &Value| known["valueSet"].as_array().is_some_and(|all| all.contains(&tag_value));
        pushed.is_some_and(|known| known.value_set.contains(tag))
            || pulled.is_some_and(|known| listed(&known))
    }

    /// It shows Markdown in hovers; not so one that asks for plain text only.
    pub(crate) fn shows_markdown(&self) -> bool {
        let hover = self.capabilities.text_document.as_ref().and_then(|t| t.hover.as_ref());
        let formats = hover.and_then(|h| h.content_format.as_deref()).unwrap_or_default();
        formats.is_empty() || formats.contains(&MarkupKind::Markdown)
    }

    /// It can be told to ask again for findings.
    pub(crate) fn refreshes_diagnostics(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support) == Some(true)
    }

    /// It can be told to ask again for code lenses.
    pub(crate) fn refreshes_lenses(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        workspace.and_then(|w| w.code_lens.as_ref()).and_then(|l| l.refresh_support) == Some(true)
    }

    /// It can be told to ask again for inlay hints.
    pub(crate) fn refreshes_hints(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        workspace.and_then(|w| w.inlay_hint.as_ref()).and_then(|h| h.refresh_support) == Some(true)
    }

    /// It answers `workspace/configuration`.
    pub(crate) fn has_configuration(&self) -> bool {
        self.capabilities.workspace.as_ref().and_then(|w| w.configuration) == Some(true)
    }

    /// It shows headings as a tree.
    pub(crate) fn nests_symbols(&self) -> bool {
        let text = self.capabilities.text_document.as_ref();
        let symbols = text.and_then(|t| t.document_symbol.as_ref());
        symbols.and_then(|s| s.hierarchical_document_symbol_support) == Some(true)
    }

    /// It takes completions with places to fill in.
    pub(crate) fn takes_snippets(&self) -> bool {
        let text = self.capabilities.text_document.as_ref();
        let item = text.and_then(|t| t.completion.as_ref()).and_then(|c| c.completion_item.as_ref());
        item.and_then(|i| i.snippet_support) == Some(true)
    }

    /// It shows the explanations of completions as Markdown.
    pub(crate) fn explains_in_markdown(&self) -> bool {
        let text = self.capabilities.text_document.as_ref();
        let item = text.and_then(|t| t.completion.as_ref()).and_then(|c| c.completion_item.as_ref());
        let formats = item.and_then(|i| i.documentation_format.as_ref());
        formats.is_none_or(|formats| formats.contains(&ls_types::MarkupKind::Markdown))
    }

    /// It takes registrations for watched files.
    pub(crate) fn watches_files(&self) -> bool {
        let workspace = self.capabilities.workspace.as_ref();
        workspace.and_then(|w| w.did_change_watched_files).and_then(|w| w.dynamic_registration) == Some(true)
    }

    /// It shows progress that the server begins.
    pub(crate) fn shows_progress(&self) -> bool {
        self.capabilities.window.as_ref().and_then(|w| w.work_done_progress) == Some(true)
    }

    /// Code actions may be more than commands.
    pub(crate) fn takes_code_actions(&self) -> bool {
        let text = self.capabilities.text_document.as_ref();
        text.and_then(|t| t.code_action.as_ref()).is_some_and(|a| a.code_action_literal_support.is_some())
    }

    /// Whether it asks for the edit of a code action when it is chosen.
    pub(crate) fn resolves_edits(&self) -> bool {
        let text = self.capabilities.text_document.as_ref();
        let actions = text.and_then(|t| t.code_action.as_ref());
        let keeps_data = actions.and_then(|a| a.data_support) == Some(true);
        let resolved = actions.and_then(|a| a.resolve_support.as_ref());
        keeps_data && resolved.is_some_and(|r| r.properties.iter().any(|property| property == "edit"))
    }

    /// Whether an edit of the workspace may say which version of a text it is for.
    pub(crate) fn versions_edits(&self) -> bool {
        let edit = self.capabilities.workspace.as_ref().and_then(|w| w.workspace_edit.as_ref());
        edit.and_then(|e| e.document_changes) == Some(true)
    }

    /// Whether an edit of the workspace may create files.
    pub(crate) fn creates_files(&self) -> bool {
        let edit = self.capabilities.workspace.as_ref().and_then(|w| w.workspace_edit.as_ref());
        let operations = edit.and_then(|e| e.resource_operations.as_ref());
        operations.is_some_and(|o| o.contains(&ls_types::ResourceOperationKind::Create))
            && self.versions_edits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_wrong_setting_is_named_and_the_others_count() {
        let given = json!({
            "run": "sometimes", "placeholders": "off", "codeLens": false, "server": { "path": null },
            "minSeverity": "fatal", "inlayHints": null,
        });
        let (settings, wrong) = Settings::read(&given);
        assert_eq!((settings.run, settings.placeholders), (Run::OnType, Placeholders::Off));
        assert!(!settings.code_lens && !settings.inlay_hints);
        assert_eq!(settings.min_severity(), Severity::Info);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong.iter().any(|w| w.starts_with("medlint.run: ")), "{wrong:?}");
    }
}
