//! Where pointers lead ("see section 4", "see recovery.md", links), and links for what only medlint knows.
//!
//! Ordinary links of Markdown are left to the editor; [`resolve`] follows them for "go to definition".

use std::ops::Range;

use ls_types::{DocumentLink, Uri};
use medlint_core::catalog::Catalogue;
use medlint_core::detect::Analysis;
use medlint_core::lint::{Checked, Pointer, PointerTarget, number_of, reduced, rule};

use crate::named::{Sort, Target, all};
use crate::view::View;

/// Links of a document: pointers in prose to their targets, ids of requirements and rules to their pages.
pub(crate) fn links(view: &View<'_>) -> Vec<DocumentLink> {
    let mut out = Vec::new();
    for pointer in &view.entry.lint.pointers {
        let prose =
            matches!(pointer.target, PointerTarget::Section(_) | PointerTarget::File { prose: true, .. });
        if prose && let Some((path, place)) = resolve(view, pointer) {
            let line = view.location(path, &place).map_or(0, |location| location.range.start.line);
            let target = format!("{}#L{}", view.folder.uri_of(path), line + 1);
            out.extend(link(view, &pointer.source, &target, None));
        }
    }
    let reference = &view.client.reference;
    // Requirements of an organisation's own have no page.
    let builtin = (!view.folder.own.is_empty()).then(Catalogue::builtin);
    for named in all(view.source(), Sort::Document, view.catalogue()) {
        match named.target {
            Target::Requirement(id) => {
                let requirement = &view.catalogue()[id];
                if builtin.as_ref().is_none_or(|builtin| builtin.requirement(&requirement.id).is_some()) {
                    let target = format!("{reference}requirements/{}.html", requirement.id);
                    out.extend(link(view, &named.bytes, &target, Some(requirement.title.to_string())));
                }
            }
            Target::Rule(code) => {
                let title = rule(code).map(|rule| rule.name.to_owned());
                out.extend(link(view, &named.bytes, &format!("{reference}rules/{code}.html"), title));
            }
            _ => {}
        }
    }
    out
}

fn link(view: &View<'_>, bytes: &Range<u32>, target: &str, tooltip: Option<String>) -> Option<DocumentLink> {
    let target: Uri = target.parse().ok()?;
    Some(DocumentLink { range: view.range(bytes), target: Some(target), tooltip, data: None })
}

/// The pointer at a place.
pub(crate) fn pointer_at<'a>(view: &View<'a>, offset: u32) -> Option<&'a Pointer> {
    view.entry.lint.pointers.iter().find(|p| p.source.start <= offset && offset <= p.source.end)
}

/// Where a pointer leads: a document of the set, and the place in it.
pub(crate) fn resolve<'a>(view: &View<'a>, pointer: &Pointer) -> Option<(&'a str, Range<u32>)> {
    match &pointer.target {
        PointerTarget::Anchor(fragment) => Some((view.path, fragment_in(view, view.analysis(), fragment)?)),
        PointerTarget::Section(number) => Some((view.path, section(view.analysis(), number)?)),
        PointerTarget::File { path, fragment, prose } => {
            let Checked { analysis, lint } = file(view, path, *prose)?;
            let place = fragment.as_deref().and_then(|fragment| fragment_in(view, analysis, fragment));
            Some((&analysis.path, place.unwrap_or_else(|| lint.title.0.clone())))
        }
    }
}

/// The document that a path means: as written, as the source of a rendered page, as a folder's first page; from prose one
/// of that name anywhere.
fn file<'a>(view: &View<'a>, path: &str, prose: bool) -> Option<Checked<'a>> {
    let workspace = &view.folder.workspace;
    let bare = path.trim_end_matches('/');
    let stem = bare.strip_suffix(".html").unwrap_or(bare);
    let rendered = [".md", ".rst", "/index.md", "/README.md"].map(|end| format!("{stem}{end}"));
    let spelled = std::iter::once(bare).chain(rendered.iter().map(String::as_str));
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    spelled.filter_map(|path| workspace.checked(path)).next().or_else(|| {
        let wanted = name(bare);
        workspace.documents().find(|(other, _)| prose && name(other) == wanted).map(|(_, document)| document)
    })
}

/// The place of a `#fragment`: a heading, a line (`L12`), an anchor that is written down.
fn fragment_in(view: &View<'_>, analysis: &Analysis, fragment: &str) -> Option<Range<u32>> {
    let wanted = reduced(fragment);
    if wanted.is_empty() {
        return None;
    }
    // The second heading of the same name gets `-1`, the third `-2`, and so on.
    let mut seen = std::collections::BTreeMap::new();
    for heading in &analysis.headings {
        let title = reduced(&heading.title);
        let n = seen.entry(title.clone()).and_modify(|n| *n += 1).or_insert(0_u32);
        if title == wanted && *n == 0 || (*n > 0 && format!("{title}{n}") == wanted) {
            return Some(heading.source.clone());
        }
    }
    let text = view.folder.text(&analysis.path)?;
    if let Some(line) = fragment.strip_prefix(['L', 'l']).and_then(|line| line.parse::<u32>().ok()) {
        return Some(text.lines.line_range(text.source, line.saturating_sub(1)));
    }
    let forms = [
        format!("\"{fragment}\""),
        format!("'{fragment}'"),
        format!("{{#{fragment}"),
        format!("\n({fragment})="),
    ];
    let at = forms.iter().filter_map(|form| text.source.find(form.as_str())).min()?;
    let at = u32::try_from(at).ok()?;
    Some(at..at)
}

/// The heading with a number, else the first one below it: 4.1 for 4.
fn section(analysis: &Analysis, number: &str) -> Option<Range<u32>> {
    let headings = &analysis.headings;
    let inside = format!("{number}.");
    let exact = headings.iter().find(|heading| number_of(&heading.title) == number);
    let below = || headings.iter().find(|heading| number_of(&heading.title).starts_with(&inside));
    exact.or_else(below).map(|heading| heading.source.clone())
}
