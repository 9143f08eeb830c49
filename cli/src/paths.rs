//! Paths as people and reports name them. Nothing here follows a link.

use std::path::{Component, Path, PathBuf};

/// The path from the root of the file system, without `.` and `..`.
pub(crate) fn absolute(here: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// A path within a folder, with forward slashes; `None` when it is not in it, empty when it is the folder itself.
pub(crate) fn within(folder: &Path, path: &Path) -> Option<String> {
    path.strip_prefix(folder).ok().map(slashed)
}

/// How a file is best named to somebody who stands in a folder: short, and so that a terminal can open it.
pub(crate) fn seen_from(here: &Path, path: &Path) -> String {
    /// A path that begins with more `..` is harder to read than a full one.
    const MOST_UP: usize = 2;
    let up = here.ancestors().take(MOST_UP + 1).enumerate();
    for (steps, folder) in up {
        if let Some(rest) = within(folder, path) {
            let rest = format!("{}{rest}", "../".repeat(steps));
            let rest = if rest.len() > 1 { rest.trim_end_matches('/') } else { &rest };
            return if rest.is_empty() { ".".to_owned() } else { rest.to_owned() };
        }
        if folder.parent().is_none_or(|parent| parent.parent().is_none()) {
            break;
        }
    }
    slashed(path)
}

/// The innermost folder that all these paths are in; `None` when there is none (drives of Windows).
pub(crate) fn common_folder(paths: &[PathBuf]) -> Option<PathBuf> {
    let mut folders = paths.iter();
    let mut common = folders.next()?.clone();
    for path in folders {
        while !path.starts_with(&common) {
            if !common.pop() {
                return None;
            }
        }
    }
    Some(common)
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_paths_have_no_detours() {
        let here = Path::new("/home/me/device");
        assert_eq!(absolute(here, Path::new("./docs/../a.md")), Path::new("/home/me/device/a.md"));
        assert_eq!(absolute(here, Path::new("/x/./y")), Path::new("/x/y"));
        assert_eq!(absolute(here, Path::new("../../../../..")), Path::new("/"));
    }

    #[test]
    fn files_are_named_as_seen_from_a_folder() {
        let seen = |here: &str, path: &str| seen_from(Path::new(here), Path::new(path));
        assert_eq!(seen("/home/me/device", "/home/me/device/docs/a.md"), "docs/a.md");
        assert_eq!(seen("/home/me/device", "/home/me/device"), ".");
        assert_eq!(seen("/home/me/device/docs", "/home/me/device/a.md"), "../a.md");
        assert_eq!(seen("/home/me/device/docs", "/home/me/device"), "..");
        assert_eq!(seen("/home/me", "/tmp/a.md"), "/tmp/a.md");
    }

    #[test]
    fn the_common_folder_is_the_innermost() {
        let common = |paths: &[&str]| common_folder(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(common(&["/a/b/c", "/a/b/d"]), Some(PathBuf::from("/a/b")));
        assert_eq!(common(&["/a/b"]), Some(PathBuf::from("/a/b")));
        assert_eq!(common(&["/a/bc", "/a/b"]), Some(PathBuf::from("/a")));
        assert_eq!(common(&[]), None);
    }
}
