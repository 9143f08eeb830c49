//! M107: a link or "see ..." that leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::Severity;
use crate::lint::finding::Finding;
use crate::lint::pointer::{Pointer, PointerTarget, reduced, spellings};
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::{Checked, Set};

pub(super) static RULE: Rule = Rule {
    code: "M107",
    name: "dangling-pointer",
    scope: Scope::Set,
    what: "A link leads to a file or heading that does not exist, or the text says \"see recovery.md\" or \"see section 4.2\" and \
           there is no such file or section.",
    why: "What is \"described elsewhere\" and cannot be found there is not described.",
    fix: "Correct the path or the number, or write the section that is missing.",
    severity: "a warning",
    bad: Example::of(&[(
        "docs/plan.md",
        "# Plan\n\nRestoring is described in [the recovery plan](recovery.md).\n",
    )]),
    good: Example::of(&[
        ("docs/plan.md", "# Plan\n\nRestoring is described in [the recovery plan](recovery.md#restore).\n"),
        ("docs/recovery.md", "# Recovery plan\n\n## Restore\n\nStart the device with the recovery card.\n"),
    ]),
    check: Check::Set(check),
};

struct Known<'a> {
    documents: BTreeMap<&'a str, &'a Checked<'a>>,
    /// The first path for each file name, in lower case.
    by_name: BTreeMap<String, &'a str>,
    names: BTreeSet<&'a str>,
    folders: BTreeSet<&'a str>,
}

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    let documents = set.context.documents;
    let (by_name, names, folders) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    let mut known = Known { documents: BTreeMap::new(), by_name, names, folders };
    for document in documents {
        let path = document.analysis.path.as_str();
        known.documents.insert(path, document);
        known.names.insert(name(path));
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        known.folders.extend(ends);
    }
    for path in known.documents.keys() {
        known.by_name.entry(name(path).to_ascii_lowercase()).or_insert(path);
    }
    for document in documents {
        for pointer in &document.lint.pointers {
            if let Some((message, help)) = fault(set, &known, document, pointer) {
                let mut finding = Finding::new(&RULE, Severity::Warning, message, help).at(
                    &document.analysis.path,
                    pointer.source.clone(),
                    pointer.lines,
                );
                finding.headings.clone_from(&pointer.headings);
                findings.push(finding.with_key(&pointer.written));
            }
        }
    }
}

/// What is wrong with a pointer, and what to do.
fn fault(
    set: &Set<'_>,
    known: &Known<'_>,
    from: &Checked<'_>,
    pointer: &Pointer,
) -> Option<(String, String)> {
    match &pointer.target {
        PointerTarget::Anchor(fragment) => anchor_fault(from, fragment),
        PointerTarget::Section(number) => {
            let numbers = &from.lint.section_numbers;
            let inside = format!("{number}.");
            let exists = numbers.iter().any(|n| n == number || n.starts_with(&inside));
            (!exists).then(|| {
                (
                    format!("this document has no section {number}"),
                    "correct the number, or name the document that is meant".to_owned(),
                )
            })
        }
        PointerTarget::File { path, fragment, prose } => {
            let spelled = spellings(path);
            if let Some(document) = spelled.iter().find_map(|p| known.documents.get(p.as_str())) {
                return anchor_fault(document, fragment.as_deref()?);
            }
            let files = set.context.files;
            let exists = spelled.iter().any(|p| files.contains(p) || known.folders.contains(p.as_str()))
                || (*prose && known.names.contains(name(path)));
            if exists || !files.complete {
                return None;
            }
            let help = match known.by_name.get(&name(path).to_ascii_lowercase()) {
                Some(other) => format!("there is {other}; is it meant?"),
                None => "correct the path, or add the file".to_owned(),
            };
            let written = &pointer.written;
            let message = if written.trim_start_matches("./") == path {
                format!("`{written}` does not exist")
            } else {
                format!("`{written}` leads to {path}, which does not exist")
            };
            Some((message, help))
        }
    }
}

fn anchor_fault(document: &Checked<'_>, fragment: &str) -> Option<(String, String)> {
    let wanted = reduced(fragment);
    let anchors = &document.lint.anchors;
    // Footnotes, line numbers and `#top` are made by renderers.
    let rendered =
        wanted == "top" || fragment.starts_with("fn") || wanted.strip_prefix('l').is_some_and(is_number);
    if wanted.is_empty() || rendered || anchors.binary_search(&wanted).is_ok() {
        return None;
    }
    let near = anchors.iter().find(|a| a.contains(&wanted) || wanted.contains(a.as_str()));
    let path = &document.analysis.path;
    let help =
        match near.and_then(|near| document.analysis.headings.iter().find(|h| reduced(&h.title) == **near)) {
            Some(heading) => format!("is the heading \"{}\" meant?", heading.title),
            None => "correct the fragment, or add the section".to_owned(),
        };
    Some((format!("{path} has no heading or anchor `#{fragment}`"), help))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
