//! URIs as clients write them, and one spelling of each to compare.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ls_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stays as it is in the path of a URI.
const PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A URI in the one spelling that is compared: without percent signs, a drive letter in lower case, without a slash at its
/// end. Clients write `file:///c%3A/a`, `file:///C:/a` and `file:///c:/a/` for the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(String);

impl Key {
    /// Of a URI.
    pub(crate) fn of(uri: &str) -> Key {
        let mut key = percent_decode_str(uri).decode_utf8_lossy().into_owned();
        if let Some(path) = key.find("://").and_then(|at| key[at + 3..].find('/').map(|slash| at + 3 + slash))
        {
            let bytes = key.as_bytes();
            if bytes.get(path + 1).is_some_and(u8::is_ascii_uppercase) && bytes.get(path + 2) == Some(&b':') {
                key[path + 1..path + 2].make_ascii_lowercase();
            }
        }
        while key.ends_with('/') && !key.ends_with("//") {
            key.pop();
        }
        Key(key)
    }

    /// The path from this folder to what is below it.
    pub(crate) fn path_to<'a>(&self, below: &'a Key) -> Option<&'a str> {
        let rest = below.0.strip_prefix(self.0.as_str())?;
        // The root of a file system ends with a slash, other folders do not.
        let path = if self.0.ends_with('/') { rest } else { rest.strip_prefix('/')? };
        (!path.is_empty()).then_some(path)
    }

    /// What is at a path below this folder.
    pub(crate) fn join(&self, path: &str) -> Key {
        let slash = if self.0.ends_with('/') { "" } else { "/" };
        Key(format!("{}{slash}{path}", self.0))
    }

    /// The folder that it is in.
    pub(crate) fn parent(&self) -> Option<Key> {
        let (folder, _) = self.0.rsplit_once('/')?;
        Some(Key(if folder.ends_with("//") { format!("{folder}/") } else { folder.to_owned() }))
    }

    /// The last part of its path.
    pub(crate) fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// How long it is: of two folders that a document is in, the longer one is the nearer.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The URI of a path below a folder.
pub(crate) fn child(folder: &str, path: &str) -> String {
    format!("{}/{}", folder.trim_end_matches('/'), utf8_percent_encode(path, &PATH))
}

/// The URI of the folder that something is in.
pub(crate) fn parent(uri: &str) -> &str {
    uri.rsplit_once('/').map_or(uri, |(folder, _)| folder)
}

/// The path of a file on this machine; `None` for what is none (another scheme, no path).
pub fn file_path(uri: &str) -> Option<PathBuf> {
    uri.starts_with("file:").then(|| uri.parse::<Uri>().ok())??.to_file_path().map(Cow::into_owned)
}

/// The URI of an absolute path on this machine.
pub fn file_uri(path: &Path) -> Option<String> {
    path.is_absolute().then(|| Uri::from_file_path(path))?.map(|uri| uri.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_are_the_same() {
        for uri in ["file:///c:/a b", "file:///C:/a%20b", "file:///c%3A/a%20b/"] {
            assert_eq!(Key::of(uri), Key::of("file:///c%3a/a%20b"), "{uri}");
        }
        assert_ne!(Key::of("file:///A"), Key::of("file:///a"));
    }

    #[test]
    fn paths_are_below_folders_only() {
        let folder = Key::of("file:///docs");
        assert_eq!(folder.path_to(&Key::of("file:///docs/a%20b.md")), Some("a b.md"));
        assert_eq!(folder.path_to(&Key::of("file:///docs-2/a.md")), None);
        assert_eq!(folder.path_to(&folder), None);
        assert_eq!(Key::of("file:///").path_to(&folder), Some("docs"));
        assert_eq!(folder.join("a b.md"), Key::of(&child("file:///docs/", "a b.md")));
        assert_eq!(folder.join("x/y").parent(), Some(folder.join("x")));
    }
}
