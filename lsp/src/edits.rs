//! Changes of files, as the client can take them: with versions and creations where it can, plain else.

use std::collections::{BTreeMap, HashMap};

use ls_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};
use medlint_core::document::LineIndex;
use medlint_core::draft;

use crate::client::Client;
use crate::folder::{CONFIG, Folder};
use crate::message::Failure;
use crate::place::Places;
use crate::text::OpenText;
use crate::uri::Key;

/// Writes edits of the workspace.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Editor<'a> {
    pub(crate) client: &'a Client,
    pub(crate) open: &'a BTreeMap<Key, OpenText>,
}

impl<'a> Editor<'a> {
    /// The open text of a file.
    fn open(&self, uri: &str) -> Option<&'a OpenText> {
        self.open.get(&Key::of(uri))
    }

    /// Changes a text that is known as `source`. The edits count on it and do not overlap; those at one place are put
    /// there in order.
    ///
    /// # Errors
    /// When another text is in the editor: the edits would hit the wrong places.
    pub(crate) fn change(
        &self,
        uri: &str,
        source: &str,
        edits: &[draft::Edit],
    ) -> Result<WorkspaceEdit, Failure> {
        let open = self.open(uri);
        if open.is_some_and(|open| {
            open.text().trim_start_matches('\u{feff}') != source.trim_start_matches('\u{feff}')
        }) {
            let words = format!("{uri} has changed since it was looked at; save it and try again");
            return Err(Failure::refused(words));
        }
        let lines = LineIndex::new(source);
        let places = Places { source, lines: &lines, encoding: self.client.encoding };
        let edits = edits.iter().map(|edit| TextEdit::new(places.range(&edit.range), edit.text.clone()));
        self.written(open.map_or(uri, |open| &open.uri), open.map(|open| open.version), edits.collect())
    }

    fn written(
        &self,
        uri: &str,
        version: Option<i32>,
        edits: Vec<TextEdit>,
    ) -> Result<WorkspaceEdit, Failure> {
        let uri = parsed(uri)?;
        Ok(if self.client.versions_edits() {
            WorkspaceEdit {
                document_changes: Some(DocumentChanges::Edits(vec![document_edit(uri, version, edits)])),
                ..WorkspaceEdit::default()
            }
        } else {
            WorkspaceEdit::new(HashMap::from([(uri, edits)]))
        })
    }

    /// Makes a file that is not there yet.
    ///
    /// # Errors
    /// When the client cannot make files.
    pub(crate) fn create(&self, uri: &str, text: String) -> Result<WorkspaceEdit, Failure> {
        if !self.client.creates_files() {
            let words = format!("this editor does not let a server make files; make an empty {uri} first");
            return Err(Failure::refused(words));
        }
        let uri = parsed(uri)?;
        let create = CreateFile {
            uri: uri.clone(),
            // A file that has come into being in the meantime stays as it is.
            options: Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) }),
            annotation_id: None,
        };
        let start = Range::new(Position::new(0, 0), Position::new(0, 0));
        Ok(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(vec![
                DocumentChangeOperation::Op(ResourceOp::Create(create)),
                DocumentChangeOperation::Edit(document_edit(uri, None, vec![TextEdit::new(start, text)])),
            ])),
            ..WorkspaceEdit::default()
        })
    }

    /// The text of a set's medlint.toml: as it is open, else as it was read.
    pub(crate) fn config(&self, folder: &'a Folder) -> Option<&'a str> {
        let open = self.open(&folder.uri_of(CONFIG)).map(OpenText::text);
        open.or_else(|| folder.config.as_ref().map(|config| config.text.as_str()))
    }

    /// Changes a set's medlint.toml, or makes one that begins with `begin`.
    ///
    /// # Errors
    /// When its mistakes are in the way, or there is none and the client cannot make files.
    pub(crate) fn configure(
        &self,
        folder: &'a Folder,
        begin: impl FnOnce() -> String,
        change: impl FnOnce(&str) -> Option<Vec<draft::Edit>>,
    ) -> Result<WorkspaceEdit, Failure> {
        let uri = folder.uri_of(CONFIG);
        let Some(text) = self.config(folder) else { return self.create(&uri, begin()) };
        let words =
            "medlint.toml cannot be changed as long as it has mistakes; mend them, or change it by hand";
        self.change(&uri, text, &change(text).ok_or_else(|| Failure::refused(words))?)
    }
}

fn document_edit(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    }
}

fn parsed(uri: &str) -> Result<Uri, Failure> {
    uri.parse().map_err(|_| Failure::new(Failure::INTERNAL, format!("{uri} is no URI")))
}
