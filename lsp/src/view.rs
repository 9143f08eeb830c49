//! What a feature looks at: one document in its set.

use std::ops::Range;

use ls_types::{Location, Uri};
use medlint_core::assess::{Assessment, EvidenceRef};
use medlint_core::catalog::Catalogue;
use medlint_core::detect::{Analysis, Evidence};
use medlint_core::workspace::Entry;

use crate::client::Client;
use crate::folder::Folder;
use crate::place::Places;

/// A document in its set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) client: &'a Client,
    pub(crate) folder: &'a Folder,
    /// Path in the folder.
    pub(crate) path: &'a str,
    /// URI as the client writes it.
    pub(crate) uri: &'a str,
    pub(crate) entry: &'a Entry,
    pub(crate) assessment: &'a Assessment,
}

impl<'a> View<'a> {
    pub(crate) fn catalogue(&self) -> &'a Catalogue {
        self.folder.workspace.catalogue()
    }

    pub(crate) fn analysis(&self) -> &'a Analysis {
        &self.entry.analysis
    }

    pub(crate) fn assessment(&self) -> &'a Assessment {
        self.assessment
    }

    /// Its URI: as the client writes it where it is open, else as it is told to the client.
    pub(crate) fn address(&self) -> String {
        if self.uri.is_empty() { self.folder.uri_of(self.path) } else { self.uri.to_owned() }
    }

    /// The text of the document as the engine read it.
    pub(crate) fn source(&self) -> &'a str {
        &self.entry.document.source
    }

    /// Its places, in what the client counts.
    pub(crate) fn places(&self) -> Places<'a> {
        places(self.entry, self.client)
    }

    /// A range of its bytes.
    pub(crate) fn range(&self, bytes: &Range<u32>) -> ls_types::Range {
        self.places().range(bytes)
    }

    /// A piece of evidence anywhere in the set, with its path.
    pub(crate) fn evidence(&self, place: EvidenceRef) -> Option<(&'a str, &'a Evidence)> {
        let analysis = self.folder.workspace.assessed_document(place.document)?.analysis;
        let result = analysis.topics.get(usize::from(place.result))?;
        Some((&analysis.path, result.evidence.get(usize::from(place.evidence))?))
    }

    /// A place in a document of the set.
    pub(crate) fn location(&self, path: &str, bytes: &Range<u32>) -> Option<Location> {
        location(self.folder, self.client, path, bytes)
    }
}

/// The places of a document that was analysed.
pub(crate) fn places<'a>(entry: &'a Entry, client: &Client) -> Places<'a> {
    Places { source: &entry.document.source, lines: &entry.document.lines, encoding: client.encoding }
}

/// A place in a document of a set, or in its medlint.toml.
pub(crate) fn location(folder: &Folder, client: &Client, path: &str, bytes: &Range<u32>) -> Option<Location> {
    let uri: Uri = folder.uri_of(path).parse().ok()?;
    let range = folder.text(path)?.places(client.encoding).range(bytes);
    Some(Location { uri, range })
}
