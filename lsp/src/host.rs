//! What a session needs of the world: files, and the day.

use medlint_core::assess::Date;
use medlint_core::config::Config;

/// The files of a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Documents below the folder, relative to it, with forward slashes; those below a folder with a medlint.toml of its
    /// own are not among them.
    pub documents: Vec<String>,
    /// Folders below with a medlint.toml of their own, relative to the folder.
    pub sets: Vec<String>,
    /// Whether the folder itself has a medlint.toml; `None` when nobody has looked.
    pub has_config: Option<bool>,
    /// Everything else that is there, for links; `None` when nobody has looked.
    pub others: Option<Vec<String>>,
}

/// The world of a session.
///
/// A host without files has the session ask the client for them.
pub trait Host: Send {
    /// The day, for waivers that expire.
    fn today(&self) -> Option<Date>;

    /// Whether [`list`](Self::list) and [`read`](Self::read) can be asked.
    fn has_files(&self) -> bool;

    /// The folder at or above `folder` that has the medlint.toml which counts for it, as a URI.
    fn root_of(&mut self, folder: &str) -> Option<String>;

    /// Which documents are in a folder.
    ///
    /// # Errors
    /// When it cannot be read, with the reason for people.
    fn list(&mut self, folder: &str, config: &Config) -> Result<Listing, String>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it cannot be read, with the reason for people.
    fn read(&mut self, uri: &str) -> Result<Vec<u8>, String>;

    /// Whether there is a file or folder.
    fn exists(&mut self, uri: &str) -> bool;
}
