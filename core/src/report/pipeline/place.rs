//! Where something is, as receivers know it: paths in the repository, and a file for findings that have none.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Check, Circumstances};
use crate::lint::Finding;

/// What a path may hold as it is; RFC 3986, unreserved.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path of the set as a path of the repository.
pub(super) fn in_repository(path: &str, around: &Circumstances<'_>) -> String {
    if is_absolute(path) {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = around.root.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            "" | "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `/a/b` or `C:/a/b`: outside of any repository.
pub(super) fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes();
    path.starts_with('/') || (drive.len() > 2 && drive[0].is_ascii_alphabetic() && &drive[1..3] == b":/")
}

/// A path of the set as a reference to a URI: relative to the root of the repository, or of the scheme `file`.
pub(super) fn uri(path: &str, around: &Circumstances<'_>) -> String {
    let path = in_repository(path, around);
    if !is_absolute(&path) {
        return utf8_percent_encode(&path, PATH).to_string();
    }
    match path.strip_prefix('/') {
        Some(path) => format!("file:///{}", utf8_percent_encode(path, PATH)),
        // The colon of a drive stays.
        None => format!("file:///{}{}", &path[..2], utf8_percent_encode(&path[2..], PATH)),
    }
}

/// The file at which findings without a place are shown: receivers take only what has a file. medlint.toml says what the
/// set is; without one it is the first document.
pub(super) fn stand_in<'a>(check: &Check<'a>) -> &'a str {
    let config = check.inputs.iter().find(|input| input.what == "configuration");
    let first = check.documents.first().map(|document| document.path.as_str());
    config.map(|input| input.path.as_str()).or(first).unwrap_or("medlint.toml")
}

/// File and lines of a finding, from 1; of one without a place its stand-in's first line.
pub(super) fn of<'a>(finding: &'a Finding, check: &Check<'a>) -> (&'a str, (u32, u32)) {
    match &finding.path {
        Some(path) => (path, (finding.lines.0.max(1), finding.lines.1.max(finding.lines.0).max(1))),
        None => (stand_in(check), (1, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(root: &str) -> Circumstances<'_> {
        Circumstances { root, ..Circumstances::default() }
    }

    #[test]
    fn paths_are_those_of_the_repository() {
        assert_eq!(in_repository("docs/a.md", &below("")), "docs/a.md");
        assert_eq!(in_repository("docs/a.md", &below("devices/pump/")), "devices/pump/docs/a.md");
        assert_eq!(in_repository("../a.md", &below("devices/pump")), "devices/a.md");
        assert_eq!(in_repository("../../a.md", &below("pump")), "../a.md");
        assert_eq!(in_repository("/etc/a.md", &below("pump")), "/etc/a.md");
    }

    #[test]
    fn a_uri_says_any_path() {
        assert_eq!(uri("docs/a b/ü%?#.md", &below("")), "docs/a%20b/%C3%BC%25%3F%23.md");
        assert_eq!(uri("a:b\n.md", &below("")), "a%3Ab%0A.md");
        assert_eq!(uri("/tmp/a b.md", &below("x")), "file:///tmp/a%20b.md");
        assert_eq!(uri("C:/x/a b.md", &below("x")), "file:///C:/x/a%20b.md");
    }
}
