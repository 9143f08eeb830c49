//! `cargo xtask new-rule`: begins a finding rule and registers it.
//!
//! What it writes compiles and finds nothing. Its texts and examples are empty, and tests say so until they are written.

use medlint_core::lint::RULES;
use std::fs;
use std::path::Path;

const FOLDER: &str = "core/src/lint/rules";

/// Words that cannot be the name of a module.
const RESERVED: [&str; 50] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "pub", "ref", "return", "self", "static", "struct",
    "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where",
    "while", "yield",
];

/// Writes `core/src/lint/rules/<name>.rs`, its `mod` line and its place at the end of `RULES`.
///
/// # Errors
/// When the code or the name cannot be a rule's or is taken. Nothing is written then.
pub(crate) fn run(root: &Path, code: &str, name: &str) -> Result<(), String> {
    let module = name.replace('-', "_");
    let file = root.join(FOLDER).join(format!("{module}.rs"));
    let list = root.join(FOLDER).join("mod.rs");
    free(code, name, &module)?;
    if file.exists() {
        return Err(format!("{} is there already", file.display()));
    }
    let text = fs::read_to_string(&list).map_err(|e| format!("{}: {e}", list.display()))?;
    let registered = registered(&text, &module).ok_or_else(|| {
        format!("{} has no modules or no `pub static RULES` as they are known here", list.display())
    })?;
    fs::write(&file, rule(code, name)).map_err(|e| format!("{}: {e}", file.display()))?;
    fs::write(&list, registered).map_err(|e| format!("{}: {e}", list.display()))?;
    print!("{}", next(code, &module));
    Ok(())
}

/// The code comes behind all others, and nothing has the name.
fn free(code: &str, name: &str, module: &str) -> Result<(), String> {
    let digits = code.strip_prefix('M').unwrap_or_default();
    if digits.len() != 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!("`{code}` is no code: an M and three digits, as M119"));
    }
    if let Some(rule) = RULES.iter().find(|r| r.code == code || r.name == name) {
        return Err(format!("there is the rule {} {}", rule.code, rule.name));
    }
    if let Some(last) = RULES.last().filter(|last| code < last.code) {
        return Err(format!("{code} comes before {}, the last; codes are never used again", last.code));
    }
    let parts = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    if !name.split('-').all(parts) || RESERVED.contains(&module) {
        return Err(format!(
            "`{name}` is no name: words of lower-case letters with `-` between, as weak-section"
        ));
    }
    Ok(())
}

/// The list of rules with a `mod` line at its place in the alphabet and the rule as the last of `RULES`.
fn registered(list: &str, module: &str) -> Option<String> {
    let mut lines: Vec<String> = list.lines().map(str::to_owned).collect();
    let named = |line: &str| {
        let name =
            line.strip_prefix("pub(super) ").unwrap_or(line).strip_prefix("mod ")?.strip_suffix(';')?;
        Some(name.to_owned())
    };
    let modules: Vec<(usize, String)> =
        lines.iter().enumerate().filter_map(|(n, line)| Some((n, named(line)?))).collect();
    let behind = modules.iter().find(|(_, name)| name.as_str() > module).map(|(n, _)| *n);
    lines.insert(behind.or(modules.last().map(|(n, _)| n + 1))?, format!("mod {module};"));
    let start = lines.iter().position(|l| l.starts_with("pub static RULES"))?;
    let end = start + lines[start..].iter().position(|l| l == "];")?;
    lines.insert(end, format!("    &{module}::RULE,"));
    Some(lines.join("\n") + "\n")
}

fn rule(code: &str, name: &str) -> String {
    TEMPLATE.replace("{code}", code).replace("{name}", name)
}

const TEMPLATE: &str = r##"//! {code}: what is wrong, in one line.

use std::ops::Range;

use crate::assess::Severity;
use crate::lint::document::Input;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "{code}",
    name: "{name}",
    scope: Scope::Document,
    // What it reports: a sentence or two, with a full stop.
    what: "",
    // Why it matters to a reviewer or a user of the device.
    why: "",
    // How to mend it.
    fix: "",
    // "a warning", or on what the severity depends.
    severity: "",
    // A small document that has the problem, and the same without it.
    bad: Example::of(&[("docs/plan.md", "")]),
    good: Example::of(&[("docs/plan.md", "")]),
    check: Check::Document(check),
};

fn check(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for source in places(input) {
        let quote = wording::quote(input.document.source_at(&source), 60);
        // What is wrong, with the words of the document, and what to do; `why` is that of the rule.
        let message = format!("`{quote}`");
        let help = "";
        let lines = input.lines(&source);
        let headings = input.headings(source.start);
        let mut finding =
            Finding::new(&RULE, Severity::Warning, message, help).at(&input.analysis.path, source, lines);
        finding.headings = headings;
        findings.push(finding.with_key(&quote));
    }
}

/// The places that have the problem, as bytes of the source, in order.
fn places(_input: &Input<'_>) -> Vec<Range<u32>> {
    Vec::new()
}
"##;

fn next(code: &str, module: &str) -> String {
    format!(
        "{FOLDER}/{module}.rs is begun and registered in {FOLDER}/mod.rs. It compiles and finds nothing yet.

Now (CONTRIBUTING.md, \"A finding rule\"):
  1. Write the texts and the two examples. It looks at one document; only_planned.rs shows one that looks at the set.
  2. Write `places`, message and help: what is wrong, why it matters, what to do.
  3. cargo test -p medlint-core --test rule_examples --test findings
     Until that is done both fail on purpose: \"{code} says too little\", \"nothing is found in the bad example\".
  4. Name the rule in CHANGELOG.md. TRYCMD=overwrite cargo test -p medlint --test command writes what the command prints
     anew, if the rule finds something there; read the difference.
"
    )
}
