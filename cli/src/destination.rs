//! Files that medlint writes: a report is there as a whole or not at all.
//!
//! It is written beside its place and then renamed, so that a full disk or an end of the power leaves what was there before.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::output::reason;
use crate::paths::seen_from;

/// Writes a file; folders on the way are made.
///
/// # Errors
/// When it cannot be written; then nothing of it is there, and an older file is as it was.
pub(crate) fn write(file: &Path, bytes: &[u8], here: &Path) -> Result<(), Failure> {
    place(file, bytes).map_err(|error| {
        let seen = seen_from(here, file);
        let failure = Failure::new(format!("{seen} cannot be written: {}", reason(&error)));
        match error.kind() {
            io::ErrorKind::StorageFull => failure.help("the disk is full; an older file was left as it was"),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                failure.help("choose a folder in which you may write; it takes a new file beside the old one")
            }
            io::ErrorKind::IsADirectory => failure.help("name a file, not a folder"),
            _ => failure,
        }
    })
}

fn place(file: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a link leads to is to be replaced, not the link.
    let file: PathBuf = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    match fs::metadata(&file) {
        Ok(about) if about.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // A pipe or a device has no place of its own to be replaced.
        Ok(about) if !about.is_file() => {
            return fs::OpenOptions::new().write(true).open(&file)?.write_all(bytes);
        }
        // Nothing to do; and who waits for changes is not told of one.
        Ok(about) if about.len() == bytes.len() as u64 && fs::read(&file).is_ok_and(|old| old == bytes) => {
            return Ok(());
        }
        _ => {}
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new();
    beside.prefix(".medlint-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any other new file: what the user's mask leaves of it.
        beside.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut beside = beside.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(&file) {
        beside.as_file().set_permissions(old.permissions())?;
    }
    beside.write_all(bytes)?;
    // Only then some file systems say that the disk is full.
    beside.as_file().sync_all()?;
    beside.persist(&file).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/report.html");
        write(&file, b"one", folder.path()).unwrap();
        write(&file, b"two", folder.path()).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let failure = write(folder.path(), b"one", folder.path()).unwrap_err();
        assert_eq!(failure.help.as_deref(), Some("name a file, not a folder"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn the_target_of_a_link_is_replaced_and_the_link_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"two", folder.path()).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"two");
    }
}
