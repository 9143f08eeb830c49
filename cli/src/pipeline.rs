//! What formats for programs of others need of the world: where the set is in its repository, and which time is to stand
//! in files. Nothing here asks a clock.

use std::path::Path;

use crate::output::Terminal;
use crate::paths::within;

/// The folder of the set within its repository; empty when it is the repository's root, or when there is no repository.
pub(crate) fn folder_in_repository(root: &Path) -> String {
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    repository.and_then(|repository| within(repository, root)).unwrap_or_default()
}

/// Seconds since 1970 that a build wants to stand in all files (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub(crate) fn source_date_epoch(terminal: &Terminal) -> Option<u64> {
    let told = std::env::var_os("SOURCE_DATE_EPOCH").filter(|told| !told.is_empty())?;
    let seconds = told.to_str().and_then(|told| told.parse().ok());
    if seconds.is_none() {
        terminal.warning("SOURCE_DATE_EPOCH is no number of seconds and is not used");
    }
    seconds
}
