//! Documents and edits of them.

use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

/// A bit of everything.
pub(crate) const MIXED: &str = "---\ntitle: Security of the pump\nstatus: draft\n---\n# 1 Access\n\nThe console locks after 10 minutes. See section 4.2. Users \
“sign in with a personal account” as the guidance says.\n\n## 1.1 Seals\n\nThe service hatch has a numbered seal; it is checked. TBD\n\nThe following is planned:\n\n- An audit log of 90 days %\n- [ ] Multi-factor authentication\n- [x] Role based access control\n\n| Interface | Protocol | Encrypted |\n|---|---|---|\n| Ethernet | TLS 1.2, RSA 2048 | yes |\n| Bluetooth | LE | ____ |\n\n**Updates**\n\nUpdates are signed with ECDSA P-256 and verified before they are installed. There is no audit log, because the pump keeps no data.\n\n<!-- medlint-disable-next-line M104: agreed -->\n\n> Manufacturers should test by fuzzing. ISO 14971:2007 – Größe\n\n```c\nint x = 10\n % 5; // MD5\n```\n\n## Revision history\n\n| Rev | Date | Author |\n|---|---|---|\n| 1 | YYYY-MM-DD | N. N. |\n\n## References\n\n1. IEC 62304, see [plan](plan.md#scope)\n";

/// The same without markup.
pub(crate) const PLAIN: &str = "SECURITY OF THE PUMP\n====================\n\n1. Access\n\nThe console locks after 10 minutes. Each user has a personal account.\n\n- Audit log: 90 days\n- Passwords: at least 12 characters, TBD\n\n2. Updates\n\nUpdates are signed and verified before they are installed.\n";

/// What is typed or pasted.
const PIECES: &[&str] = &[
    "x",
    " ",
    "\n",
    "\n\n",
    ".",
    ". ",
    ":",
    "?",
    "%",
    " %",
    "é",
    "“",
    "”",
    "\"",
    "𝄞",
    "\r\n",
    "\r",
    "0",
    "|",
    "#",
    "-",
    "*",
    "`",
    "<",
    "[",
    "…",
    "# Template\n",
    "## Access control\n\n",
    "### Roadmap\n",
    "\n## References\n\n",
    "\n## Glossary\n\n",
    "**Audit log**\n\n",
    "Title\n=====\n",
    "\n```\n",
    "\n~~~text\n",
    "\n---\n",
    "---\nmedlint: threat-model\n---\n",
    "+++\ntitle = \"Plan\"\n+++\n",
    "\n<!-- note -->\n",
    "<!--",
    "-->",
    "\n<!-- medlint-disable M104: why -->\n",
    "TBD",
    "[to be defined]",
    "____",
    "{{name}}",
    "[ ]",
    "<br>",
    "\n- item of a list\n",
    "\n- [ ] open\n",
    "\n1. first\n2. second\n",
    "\n> quoted\n",
    "\n| a | b |\n|---|---|\n| 1 | |\n",
    "| Rev | Date |\n",
    "\n| more | of it |\n",
    "The following is planned:\n\n",
    "The guidance says: ",
    "See section 4.2 of plan.md. ",
    "There is no audit log. ",
    "No. ",
    "This template is to be filled in. ",
    "The console locks after 15 minutes without input. ",
    "Updates are signed with ECDSA and verified before installation. ",
    "The service hatch has a numbered seal that is checked. ",
    "A penetration test by an external laboratory took ten days in May 2025 and found four weaknesses. ",
    "It shall be encrypted. ",
    "because the risk is acceptable ",
    "TLS 1.0 and MD5 ",
    "ISO 14971:2007 ",
    "not ",
    "CVE-2024-1234 ",
    "10.0.0.1 ",
    "seal register 4 technician ",
    ":::{note}\nA note.\n:::\n",
    "<table><tr><td>x</td></tr></table>\n",
    "[link](other.md#scope)",
    "Term\n: Definition of it\n",
    "\u{feff}",
    "\0",
];

/// One edit: what it takes out and what it puts in.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    at: prop::sample::Index,
    /// Begin at a line's beginning.
    line: bool,
    cut: Cut,
    pieces: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy)]
enum Cut {
    Nothing,
    Characters(u8),
    Lines(u8),
    /// Moved to another place.
    Move(u8, prop::sample::Index),
    /// Copied to another place.
    Copy(u8, prop::sample::Index),
    /// All line ends become CRLF, or LF.
    LineEnds,
}

/// So many edits at most.
pub(crate) fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    let cut = prop_oneof![
        6 => Just(Cut::Nothing),
        3 => (1u8..12).prop_map(Cut::Characters),
        2 => (1u8..6).prop_map(Cut::Lines),
        1 => (1u8..20, any::<prop::sample::Index>()).prop_map(|(n, to)| Cut::Move(n, to)),
        1 => (1u8..20, any::<prop::sample::Index>()).prop_map(|(n, to)| Cut::Copy(n, to)),
        1 => Just(Cut::LineEnds),
    ];
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..3);
    let edit = (any::<prop::sample::Index>(), any::<bool>(), cut, pieces);
    let edit = edit.prop_map(|(at, line, cut, pieces)| Edit { at, line, cut, pieces });
    prop::collection::vec(edit, 1..most)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_start(text: &str, at: usize) -> usize {
    text[..boundary(text, at)].rfind('\n').map_or(0, |end| end + 1)
}

/// The end of the `n`th line from `at` on.
fn lines_end(text: &str, at: usize, n: u8) -> usize {
    text[at..].match_indices('\n').nth(usize::from(n) - 1).map_or(text.len(), |(end, _)| at + end + 1)
}

impl Edit {
    /// Edits a text.
    pub(crate) fn apply(&self, text: &mut String) {
        let at = boundary(text, self.at.index(text.len() + 1));
        let at = if self.line { line_start(text, at) } else { at };
        let new = self.pieces.concat();
        match self.cut {
            Cut::Nothing => text.insert_str(at, &new),
            Cut::Characters(n) => {
                let end =
                    text[at..].char_indices().nth(usize::from(n)).map_or(text.len(), |(end, _)| at + end);
                text.replace_range(at..end, &new);
            }
            Cut::Lines(n) => {
                let end = lines_end(text, at, n);
                text.replace_range(at..end, &new);
            }
            Cut::Move(n, to) | Cut::Copy(n, to) => {
                let end = lines_end(text, at, n);
                let lines = text[at..end].to_owned();
                if matches!(self.cut, Cut::Move(..)) {
                    text.replace_range(at..end, "");
                }
                let to = line_start(text, to.index(text.len() + 1));
                text.insert_str(to, &lines);
            }
            Cut::LineEnds if text.contains("\r\n") => *text = text.replace("\r\n", "\n"),
            Cut::LineEnds => *text = text.replace('\n', "\r\n"),
        }
    }
}

/// Documents of the example and of the corpus.
static DOCUMENTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = vec![("docs/mixed.md".to_owned(), MIXED.to_owned())];
    let mut folders = vec![root.join("examples/infusion-pump/docs"), root.join("tests/corpus/documents")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).expect("the example and the corpus are beside the engine");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).into_owned();
                if text.len() < 12_000 {
                    let name =
                        path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
                    found.push((format!("docs/{name}"), text));
                }
            }
        }
    }
    found
});

/// One of them: path and text.
pub(crate) fn start(index: prop::sample::Index) -> (String, String) {
    index.get(&DOCUMENTS).clone()
}
