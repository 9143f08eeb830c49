//! The questions of the German notified bodies (IG-NB), filled in: status, manufacturer reference, remark.
//!
//! Every question of the catalogue has a row, also one that this run did not ask about. The questions are paraphrases;
//! the published questionnaire prevails, and both formats say so.

use super::answer::{Answer, answer};
use super::markdown::escape;
use super::{Check, csv};
use crate::catalog::{Catalogue, RequirementId};

/// The framework whose questions these are.
const FRAMEWORK: &str = "ig-nb";

/// As Markdown: a table for each part of the questionnaire. `whole_set` says whether all documents were looked at.
pub fn ig_nb_markdown(check: &Check<'_>, whole_set: bool) -> String {
    let catalogue = check.catalogue;
    let mut out = String::from("# Cybersecurity questionnaire of the notified bodies\n\n");
    if let Some(name) = &check.profile.name {
        out.push_str(&format!("Device: {}\n\n", escape(name)));
    }
    if let Some(framework) = catalogue.framework(FRAMEWORK) {
        let framework = &catalogue[framework];
        out.push_str(&format!(
            "Questions of {}, {} ({}), published by {}. The questions are paraphrased here; the published questionnaire prevails.\n",
            escape(&framework.title),
            escape(&framework.edition),
            escape(&framework.published),
            escape(&framework.publisher)
        ));
    }
    out.push_str("The answers say what was found in the documents; a person has to check them before they are given to anybody.\n");
    if !whole_set {
        out.push_str(
            "\n**Only a part of the documents was looked at;** what was not found can stand in the others.\n",
        );
    }
    let mut part = "";
    for id in questions(catalogue) {
        let row = answer(id, check);
        if row.requirement.section != part {
            part = &row.requirement.section;
            out.push_str(&format!(
                "\n## {}\n\n| no. | question | status | manufacturer reference | remark |\n|---|---|---|---|---|\n",
                escape(part)
            ));
        }
        let cell = |texts: &[String]| texts.iter().map(|text| escape(text)).collect::<Vec<_>>().join("<br>");
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            escape(&row.requirement.clause),
            escape(&row.requirement.text),
            row.status,
            cell(&references(&row)),
            cell(&row.remarks)
        ));
    }
    out.push_str(&format!("\nmedlint {}, catalogue {}\n", escape(check.version), catalogue.hash()));
    out
}

/// As CSV, in the form of [`csv`](super::csv::csv).
pub fn ig_nb_csv(check: &Check<'_>) -> String {
    let mut out = String::new();
    csv::row(
        &mut out,
        &["no", "section", "question (paraphrase)", "status", "manufacturer reference", "remark"],
    );
    for id in questions(check.catalogue) {
        let row = answer(id, check);
        let requirement = row.requirement;
        let (references, remarks) = (references(&row).join("\n"), row.remarks.join("\n"));
        csv::row(
            &mut out,
            &[
                &requirement.clause,
                &requirement.section,
                &requirement.text,
                &row.status,
                &references,
                &remarks,
            ],
        );
    }
    out
}

/// All questions, in the order of the questionnaire.
fn questions(catalogue: &Catalogue) -> impl Iterator<Item = RequirementId> + use<> {
    let all = catalogue.framework(FRAMEWORK).map(|id| catalogue[id].requirements.clone());
    all.unwrap_or_default().map(RequirementId)
}

/// The places that answer a question, each once.
fn references(row: &Answer<'_>) -> Vec<String> {
    let mut references: Vec<String> = Vec::new();
    for passage in &row.passages {
        if !references.contains(&passage.reference) {
            references.push(passage.reference.clone());
        }
    }
    references
}
