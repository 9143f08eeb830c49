//! Writes the commented medlint.toml of `medlint init`.

use std::fmt::Write as _;

use super::to_toml::quoted;
use crate::catalog::{Catalogue, FactGroup, FactId, FrameworkId};

/// What is known when a configuration is begun.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The device's name.
    pub name: Option<String>,
    /// Facts; those that are not named here are written as open questions.
    pub facts: Vec<(FactId, Option<bool>)>,
    /// Frameworks to check; empty: all.
    pub frameworks: Vec<FrameworkId>,
    /// Patterns of documents; empty: all.
    pub include: Vec<String>,
    /// Patterns of documents to leave out.
    pub exclude: Vec<String>,
}

/// A medlint.toml with these answers, every key explained. [`Config::parse`](super::Config::parse) reads it without a
/// problem.
pub fn template(answers: &Answers, catalogue: &Catalogue) -> String {
    let mut out = String::from(
        "# What medlint has to know to check this documentation. Everything here is optional.\n\
         # `medlint explain <word>` explains every id in this file.\n\n\
         [device]\n",
    );
    match &answers.name {
        Some(name) => line(&mut out, &format!("name = {}", quoted(name))),
        None => line(&mut out, "# name = \"...\""),
    }
    out.push_str(
        "\n# Facts about the device decide which requirements apply. Write true or false behind a fact and take the `#` away.\n\
         # A fact that is not answered counts as possible: its requirements apply, and each run reminds of the question.\n\
         [device.facts]\n",
    );
    for &group in FactGroup::ALL {
        let _ = writeln!(out, "# -- {}", group.meaning());
        for fact in catalogue.fact_ids().filter(|fact| catalogue[*fact].group == group) {
            let answer = answers.facts.iter().rev().find(|(f, _)| *f == fact).and_then(|(_, answer)| *answer);
            let row = match answer {
                Some(value) => format!("{} = {value}", catalogue[fact].id),
                None => format!("# {} = ?", catalogue[fact].id),
            };
            let _ = writeln!(out, "{row:<32} # the device {}", catalogue[fact].meaning);
        }
    }
    out.push_str(
        "\n[documents]\n\
         # Which files are read, as in .gitignore; what .gitignore excludes is left out anyway.\n",
    );
    list(&mut out, "include", &answers.include, "[\"docs/**/*.md\", \"*.txt\"]");
    list(&mut out, "exclude", &answers.exclude, "[\"docs/templates/\"]");
    out.push_str(
        "# What a document is, where its title does not tell; the last match counts, `other` means none of medlint's kinds.\n\
         # A document can also say it itself, in its front matter: `medlint: threat-model`. See `medlint list kinds`.\n\
         # kinds = [{ glob = \"docs/risk/*.md\", kind = \"security-risk-management\" }]\n\n\
         [check]\n\
         # Which requirements are asked about; see `medlint list frameworks`.\n",
    );
    let frameworks: Vec<String> = answers.frameworks.iter().map(|f| catalogue[*f].id.to_string()).collect();
    let all: Vec<String> = catalogue.frameworks.iter().map(|f| quoted(&f.id)).collect();
    list(&mut out, "frameworks", &frameworks, &format!("[{}]", all.join(", ")));
    out.push_str(
        "# core: what a reviewer looks for; detail: refinements and examples; context: duties of others, background\n\
         # levels = [\"core\", \"detail\"]\n\
         # error, warning or info: milder findings are not shown\n\
         # min-severity = \"info\"\n\
         # error, warning, info or never: from where on a run fails\n\
         # fail-on = \"error\"\n\n\
         # Topics and frameworks of your own, in files of the same form as medlint's.\n\
         # [catalogue]\n\
         # topics = [\"medlint/topics/house-rules.toml\"]\n\
         # frameworks = [\"medlint/frameworks/our-sop.toml\"]\n\n\
         # How many percent of the requirements that apply have to be met, left out with a reason or waived; fewer are an error.\n\
         # Name a framework or a level if only that is meant.\n\
         # [[threshold]]\n\
         # framework = \"imdrf-n60\"\n\
         # level = \"core\"\n\
         # met = 90\n\n\
         # What a person decided of a requirement: met, partly, planned or missing. It outranks what was found.\n\
         # To say more than the documents it needs a reason, or evidence: the number of a document, a link.\n\
         # [[decision]]\n\
         # requirement = \"N60-5.3-m\"\n\
         # status = \"met\"\n\
         # reason = \"Tested by an external laboratory; its report is kept as PDF\"\n\
         # evidence = \"TR-2026-017, section 4\"\n\
         # note = \"To be repeated with release 4\"\n\
         # owner = \"Jane Doe, Regulatory Affairs\"\n\
         # date = \"2026-01-15\"\n\n\
         # Exceptions: what they excuse, why, who answers for it, since when, until when.\n\
         # Name a requirement, a topic, or a finding (its code or fingerprint), and a document if only that is meant.\n\
         # [[waiver]]\n\
         # requirement = \"N60-5.2-a\"\n\
         # reason = \"Covered by the hospital's service contract, see QMS-0815\"\n\
         # owner = \"Jane Doe, Regulatory Affairs\"\n\
         # date = \"2026-01-15\"\n\
         # expires = \"2026-12-31\"\n",
    );
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// A list of texts, or a comment that shows how it would look.
fn list(out: &mut String, key: &str, values: &[String], example: &str) {
    if values.is_empty() {
        let _ = writeln!(out, "# {key} = {example}");
    } else {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        let _ = writeln!(out, "{key} = [{}]", values.join(", "));
    }
}
