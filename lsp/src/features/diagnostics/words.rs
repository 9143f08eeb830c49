//! What a diagnostic says: first a line that is enough for a list of problems, then what helps to mend it.

use medlint_core::catalog::{Catalogue, TopicId};
use medlint_core::config::ConfigProblem;
use medlint_core::detect::State;
use medlint_core::lint::Finding;

use super::told::Told;
use crate::folder::Folder;

/// So many characters are read at a glance.
const GLANCE: usize = 150;
/// So many topics or points are named in the first line.
const NAMED: usize = 3;
/// So many lines of help; a hover shows the rest.
const LINES: usize = 8;

/// What a diagnostic says.
pub(super) fn message(folder: &Folder, told: &Told<'_>) -> String {
    let lead = told.lead();
    let (first, mut below) = match (lead.code, told.findings.len()) {
        ("M101" | "M102", _) => summary(folder, told),
        ("M103", 1) => {
            let (what, missing) = weak(folder, lead);
            (format!("{what}: {missing}"), help(lead))
        }
        ("M103", n) => weak_section(folder, told, n),
        ("M114", 1) => {
            let names = titles(folder.workspace.catalogue(), &lead.topics);
            (format!("Shown here, but looked for in another document: {names}"), help(lead))
        }
        ("M104", 1) => {
            return alone(&placeholder(folder, told).unwrap_or_else(|| sentence(&lead.message)), lead);
        }
        (_, 1) => return alone(&sentence(&lead.message), lead),
        // Something else about the document as a whole.
        _ => (sentence(&lead.message), others(told)),
    };
    if below.len() > LINES {
        let more = below.len() - LINES;
        below.truncate(LINES);
        below.push(format!("- and {more} more"));
    }
    below.insert(0, first);
    below.join("\n")
}

/// A mistake in medlint.toml.
pub(super) fn problem(problem: &ConfigProblem) -> String {
    let key = if problem.key.is_empty() { String::new() } else { format!("{}: ", problem.key) };
    let near = problem.suggestion.as_ref().map(|near| format!(" Did you mean `{near}`?"));
    format!("{key}{}{}", problem.message, near.unwrap_or_default())
}

/// One finding: what is wrong and what to do, on one line where there is room for both.
fn alone(what: &str, finding: &Finding) -> String {
    let todo = sentence(&finding.help);
    let fits = !todo.contains('\n') && what.chars().count() + todo.chars().count() < GLANCE;
    let (stop, joint) = if fits { (".", " ") } else { ("", "\n") };
    let end = if fits && !todo.ends_with(['.', '?']) { "." } else { "" };
    format!("{what}{stop}{joint}{todo}{end}")
}

/// A place to be filled in, by its own words instead of the statement around it.
fn placeholder(folder: &Folder, told: &Told<'_>) -> Option<String> {
    let finding = told.lead();
    let path = finding.path.as_deref()?;
    let analysis = folder.workspace.checked(path)?.analysis;
    let blank = analysis.blanks.iter().find(|blank| blank.source == finding.source)?;
    let words = folder.workspace.source(path)?.get(told.bytes.start as usize..told.bytes.end as usize)?;
    let fits = finding.related.is_empty() && (1..=GLANCE / 2).contains(&words.chars().count());
    (fits && !words.contains('`')).then(|| format!("`{words}` is still to be filled in ({})", blank.because))
}

/// What a document should show and does not, or what no document of the set shows.
fn summary(folder: &Folder, told: &Told<'_>) -> (String, Vec<String>) {
    let catalogue = folder.workspace.catalogue();
    let lead = told.lead();
    let mut topics: Vec<TopicId> = Vec::new();
    for finding in told.findings.iter().filter(|f| matches!(f.code, "M101" | "M102")) {
        topics.extend(finding.topics.iter().filter(|topic| !topics.contains(topic)).collect::<Vec<_>>());
    }
    let names = titles(catalogue, &topics);
    let kind = lead.path.as_deref().and_then(|path| folder.workspace.checked(path)?.analysis.kind.kind);
    let first = match (lead.code, kind, &lead.path) {
        ("M101", Some(kind), _) => {
            format!("Expected here (\"{}\") and not shown yet: {names}", catalogue[kind].title)
        }
        (_, _, Some(_)) => format!("Shown in no document, and best written here: {names}"),
        (_, _, None) => format!("Shown in no document: {names}"),
    };
    let mut below: Vec<String> = Vec::new();
    for topic in &topics {
        let heading = kind.and_then(|kind| catalogue[kind].topics.iter().find(|e| e.topic == *topic));
        let heading = heading.map(|expected| format!(" (\"{}\")", expected.heading)).unwrap_or_default();
        below.push(format!("- {}{heading}: {}", catalogue[*topic].title, catalogue[*topic].shown_when));
    }
    let rest = told.findings.iter().filter(|f| !matches!(f.code, "M101" | "M102"));
    below.truncate(LINES.max(1) - 1);
    if topics.len() > below.len() {
        below.push(format!("- and {} more", topics.len() - below.len()));
    }
    below.extend(rest.take(1).map(|finding| sentence(&finding.message)));
    below.truncate(LINES);
    (first, below)
}

/// A weak place: what it is about, and what is missing in it.
fn weak(folder: &Folder, finding: &Finding) -> (String, String) {
    let catalogue = folder.workspace.catalogue();
    let Some(topic) = finding.topics.first() else { return (sentence(&finding.message), String::new()) };
    let standing = folder.assessment().and_then(|all| all.topics.get(topic.index()));
    let missing = if standing.is_some_and(|standing| standing.state == State::Shown) {
        let points: Vec<&str> = finding.requirements.iter().map(|id| &*catalogue[*id].title).collect();
        let s = if points.len() == 1 { "" } else { "s" };
        format!("lacks {} point{s} asked for: {}", points.len(), listed(&points, "; "))
    } else {
        "only half of it is said".to_owned()
    };
    (catalogue[*topic].title.to_string(), missing)
}

fn weak_section(folder: &Folder, told: &Told<'_>, n: usize) -> (String, Vec<String>) {
    let each: Vec<(String, String)> = told.findings.iter().map(|finding| weak(folder, finding)).collect();
    let names: Vec<&str> = each.iter().map(|(what, _)| what.as_str()).collect();
    let first = format!("This section says too little of {n} topics: {}", listed(&names, ", "));
    (first, each.iter().map(|(what, missing)| format!("- {what}: {missing}")).collect())
}

/// The help of a finding, line by line.
fn help(finding: &Finding) -> Vec<String> {
    sentence(&finding.help).lines().map(str::to_owned).collect()
}

/// What else is told in one with the leading finding.
fn others(told: &Told<'_>) -> Vec<String> {
    let rest = told.findings.iter().skip(1).map(|finding| format!("- {}", sentence(&finding.message)));
    help(told.lead()).into_iter().chain(rest).collect()
}

fn titles(catalogue: &Catalogue, topics: &[TopicId]) -> String {
    let names: Vec<&str> = topics.iter().map(|topic| &*catalogue[*topic].title).collect();
    listed(&names, ", ")
}

/// A few of the items, as many as can be read at a glance, and how many more there are.
fn listed(items: &[&str], joint: &str) -> String {
    let mut out = String::new();
    let mut named = 0;
    for item in items.iter().take(NAMED) {
        let length = out.chars().count() + joint.len() + item.chars().count();
        if named > 0 && length > GLANCE - GLANCE / 4 {
            break;
        }
        if named > 0 {
            out.push_str(joint);
        }
        out.push_str(item);
        named += 1;
    }
    if items.len() > named {
        out.push_str(&format!(" and {} more", items.len() - named));
    }
    out
}

/// With a capital letter at its beginning.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    // What begins with a path or a word between backticks stays as it is.
    let word = text.split_whitespace().next().unwrap_or_default();
    match chars.next() {
        Some(first) if first.is_lowercase() && !word.contains(['.', '/', '_']) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_name_a_few() {
        assert_eq!(listed(&["a", "b", "c"], ", "), "a, b, c");
        assert_eq!(listed(&["a", "b", "c", "d", "e"], "; "), "a; b; c and 2 more");
        let long = "é".repeat(100);
        assert_eq!(listed(&[&long, &long], ", "), format!("{long} and 1 more"));
    }

    #[test]
    fn a_sentence_begins_with_a_capital_letter() {
        assert_eq!(sentence("shows it"), "Shows it");
        assert_eq!(sentence("`TBD` is open"), "`TBD` is open");
        assert_eq!(sentence("docs/a.md has no heading"), "docs/a.md has no heading");
        assert_eq!(sentence(""), "");
    }
}
