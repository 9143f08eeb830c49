//! M107: a link or "see ..." that leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::Severity;
use crate::lint::finding::Finding;
use crate::lint::pointer::{Pointer, PointerTarget, reduced, spellings};
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::{Checked, Set};

pub(in crate::lint) static RULE: Rule = Rule {
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

/// Names of the documents of a set.
#[derive(Debug)]
pub(in crate::lint) struct Known {
    /// Places of the documents by path.
    documents: BTreeMap<String, u32>,
    /// The first path for each file name, in lower case.
    by_name: BTreeMap<String, String>,
    names: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Known {
    /// The names of these documents.
    pub(in crate::lint) fn new(documents: &[Checked<'_>]) -> Self {
        let paths = || documents.iter().map(|document| document.analysis.path.as_str());
        let documents: BTreeMap<String, u32> = paths().map(str::to_owned).zip(0..).collect();
        let mut by_name = BTreeMap::new();
        for path in documents.keys() {
            by_name.entry(name(path).to_ascii_lowercase()).or_insert_with(|| path.clone());
        }
        let folders: BTreeSet<&str> =
            paths().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
        Known {
            by_name,
            names: paths().map(|path| name(path).to_owned()).collect(),
            folders: folders.into_iter().map(str::to_owned).collect(),
            documents,
        }
    }

    /// The place of the document with this path.
    pub(in crate::lint) fn document(&self, path: &str) -> Option<u32> {
        self.documents.get(path).copied()
    }
}

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    let known = Known::new(set.context.documents);
    for document in set.context.documents {
        findings.extend(of_document(set, &known, document));
    }
}

/// The pointers of a document that lead nowhere.
pub(in crate::lint) fn of_document<'f>(
    set: &'f Set<'_>,
    known: &'f Known,
    document: &'f Checked<'_>,
) -> impl Iterator<Item = Finding> + 'f {
    document.lint.pointers.iter().filter_map(move |pointer| {
        let (message, help) = fault(set, known, document, pointer)?;
        let mut finding = Finding::new(&RULE, Severity::Warning, message, help).at(
            &document.analysis.path,
            pointer.source.clone(),
            pointer.lines,
        );
        finding.headings.clone_from(&pointer.headings);
        Some(finding.with_key(&pointer.written))
    })
}

/// Whether what is wrong with the pointers of a document can depend on the headings of the one with this path.
pub(in crate::lint) fn leads_to(document: &Checked<'_>, path: &str) -> bool {
    document.lint.pointers.iter().any(|pointer| match &pointer.target {
        PointerTarget::File { path: to, fragment: Some(_), .. } => spellings(to).iter().any(|to| to == path),
        _ => false,
    })
}

/// What is wrong with a pointer, and what to do.
fn fault(set: &Set<'_>, known: &Known, from: &Checked<'_>, pointer: &Pointer) -> Option<(String, String)> {
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
            let place = spelled.iter().find_map(|p| known.documents.get(p.as_str()));
            if let Some(document) = place.and_then(|place| set.document(*place)) {
                return anchor_fault(&document, fragment.as_deref()?);
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
