//! M117: the front matter names a kind of document that does not exist.

use crate::assess::Severity;
use crate::lint::document::Input;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};

pub(super) static RULE: Rule = Rule {
    code: "M117",
    name: "unknown-front-matter-kind",
    scope: Scope::Document,
    what: "The front matter says `medlint: <kind>` with a kind that medlint does not know.",
    why: "The document is then taken for what its title or content suggests, and may be asked for the wrong things.",
    fix: "Write one of the kinds of `medlint list kinds`, or `other` when it is none of them.",
    severity: "a warning",
    bad: Example::of(&[("docs/a.md", "---\nmedlint: treat-model\n---\n# Analysis\n\nText.\n")]),
    good: Example::of(&[("docs/a.md", "---\nmedlint: other\n---\n# Analysis\n\nText.\n")]),
    check: Check::Document(check),
};

fn check(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let Some((kind, source)) = &input.document.front_matter.kind else { return };
    if kind == "other" || input.catalogue.kind(kind).is_some() {
        return;
    }
    let help = match input.catalogue.nearest_kind(kind) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`medlint list kinds` shows all of them; `other` is for anything else".to_owned(),
    };
    let message = format!("`{kind}` is not a kind of document that medlint knows");
    let mut finding = Finding::new(&RULE, Severity::Warning, message, help)
        .at(&input.analysis.path, source.clone(), input.lines(source))
        .with_key(kind);
    finding.whole_document = true;
    findings.push(finding);
}
