//! A small set of documents, made for the self-test, and the whole check of it: waivers, open questions, a suppression,
//! pointers between documents, blanks and plans are in it, so that every part of the engine takes part.

use crate::assess::Date;
use crate::catalog::Catalogue;
use crate::report::json;
use crate::workspace::{CheckOptions, Workspace};

const DOCUMENTS: [(&str, &str); 3] = [
    ("docs/architecture.md", include_str!("set/architecture.md")),
    ("docs/instructions-for-use.md", include_str!("set/instructions-for-use.md")),
    ("docs/security-risk-assessment.md", include_str!("set/security-risk-assessment.md")),
];

const CONFIG: &str = include_str!("set/medlint.toml");

/// The day for which its waivers are judged: one has expired, one has not.
const DAY: &str = "2026-03-31";

/// How many documents it has.
pub(super) const SIZE: usize = DOCUMENTS.len();

/// The assessment as JSON. It names no version of medlint, so that a new number alone changes nothing.
pub(super) fn assessment(catalogue: &Catalogue) -> String {
    let mut workspace = Workspace::new(catalogue.clone());
    workspace.configure(CONFIG);
    for (path, text) in DOCUMENTS {
        workspace.put(path, text.as_bytes());
    }
    let options = CheckOptions { today: Date::parse(DAY), files: Some(Vec::new()), part: false };
    workspace.check("self-test", &options, json::check)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn the_set_is_read_as_it_is_meant() {
        let (_, problems) = config::from_toml(CONFIG, &Catalogue::builtin());
        assert!(problems.is_empty(), "{problems:?}");
        let json = assessment(&Catalogue::builtin());
        for part in
            ["\"met\"", "\"missing\"", "\"waived\"", "M103", "M104", "M108", "M109", "M118", "risk R-7"]
        {
            assert!(json.contains(part), "{part} is nowhere in {json}");
        }
    }
}
