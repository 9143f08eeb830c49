//! M116: something about the file made it hard to read.

use crate::assess::Severity;
use crate::lint::document::Input;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};

pub(super) static RULE: Rule = Rule {
    code: "M116",
    name: "reader-notice",
    scope: Scope::Document,
    what: "The file is not what it seems: another encoding than UTF-8, a code fence or comment that is never closed, front \
           matter that cannot be read.",
    why: "What a tool reads differently from what the author meant may be lost in the rendered document, too.",
    fix: "Save the file as UTF-8, close what is open, mend the front matter.",
    severity: "a warning",
    bad: Example::of(&[("docs/a.md", "# Keys\n\n```\nkeys are rotated\n")]),
    good: Example::of(&[("docs/a.md", "# Keys\n\n```\nkeys are rotated\n```\n")]),
    check: Check::Document(check),
};

fn check(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for notice in &input.analysis.notices {
        let lines = input.lines(&notice.source);
        let help = "mend it, so that nothing is read other than it was meant";
        let finding = Finding::new(&RULE, Severity::Warning, notice.message.clone(), help).at(
            &input.analysis.path,
            notice.source.clone(),
            lines,
        );
        findings.push(finding.with_key(&notice.message));
    }
}
