//! The general safety and performance requirements (Annex I of MDR and IVDR) as the checklist of the technical
//! documentation: does a clause apply and why, by which standard or method, where is the evidence.
//!
//! The columns are what Annex II, section 4 of both regulations asks for. Only clauses with a security side are in it, and
//! of standards only those that the evidence itself names; the rest is for the manufacturer. Nothing here says that a device
//! conforms to anything.

use super::answer::{Answer, answer};
use super::markdown::escape;
use super::{Check, csv};
use crate::assess::{Applicability, DeviceProfile};
use crate::catalog::{Catalogue, FactId, Requirement, RequirementId};
use crate::lint::wording;

/// The framework whose clauses these are.
const FRAMEWORK: &str = "eu-gspr";
/// How many facts are named that decide on a clause.
const FACTS: usize = 5;

/// As Markdown: a table for each part of Annex I. `whole_set` says whether all documents were looked at.
pub fn gspr_markdown(check: &Check<'_>, whole_set: bool) -> String {
    let catalogue = check.catalogue;
    let mut out =
        String::from("# General safety and performance requirements: clauses with a security side\n\n");
    if let Some(name) = &check.profile.name {
        out.push_str(&format!("Device: {}\n\n", escape(name)));
    }
    out.push_str(
        "Annex I of Regulations (EU) 2017/745 (MDR) and (EU) 2017/746 (IVDR). The clauses are paraphrased and read for cybersecurity; the legal text prevails. Clauses without a security side are not in this table.\n\
         The answers say what was found in the documents; a person has to check them. Standards are those that the evidence names; what else was applied has to be filled in.\n",
    );
    if !whole_set {
        out.push_str(
            "\n**Only a part of the documents was looked at;** what was not found can stand in the others.\n",
        );
    }
    let mut part = "";
    for id in clauses(catalogue) {
        let row = answer(id, check);
        if row.requirement.section != part {
            part = &row.requirement.section;
            out.push_str(&format!(
                "\n## {}\n\n| MDR | IVDR | requirement | applies | standard or method | status | evidence | remark |\n|---|---|---|---|---|---|---|---|\n",
                escape(part)
            ));
        }
        let cell = |texts: &[String]| texts.iter().map(|text| escape(text)).collect::<Vec<_>>().join("<br>");
        let (applies, why) = applies(&row, check.profile, catalogue);
        let evidence: Vec<String> = row
            .passages
            .iter()
            .map(|passage| format!("{}: \u{201c}{}\u{201d}", passage.reference, passage.quote))
            .collect();
        out.push_str(&format!(
            "| {} | {} | **{}** {} | {} | {} | {} | {} | {} |\n",
            escape(mdr(row.requirement)),
            escape(ivdr(row.requirement)),
            escape(&row.requirement.title),
            escape(&row.requirement.text),
            if why.is_empty() { applies.to_owned() } else { format!("{applies}: {}", escape(&why)) },
            cell(&standards(&row)),
            row.status,
            cell(&evidence),
            cell(&row.remarks)
        ));
    }
    out.push_str(&format!("\nmedlint {}, catalogue {}\n", escape(check.version), catalogue.hash()));
    out
}

/// As CSV, in the form of [`csv`](super::csv::csv): a row for each clause. Several pieces of evidence stand on lines of
/// their own, in `evidence` and `quotes` in the same order.
pub fn gspr_csv(check: &Check<'_>) -> String {
    let mut out = String::new();
    csv::row(
        &mut out,
        &[
            "MDR Annex I",
            "IVDR Annex I",
            "section",
            "title",
            "requirement (paraphrase)",
            "applies",
            "why",
            "standard or method",
            "status",
            "evidence",
            "quotes",
            "remark",
            "id",
        ],
    );
    for id in clauses(check.catalogue) {
        let row = answer(id, check);
        let requirement = row.requirement;
        let (applies, why) = applies(&row, check.profile, check.catalogue);
        let evidence: Vec<&str> = row.passages.iter().map(|passage| &*passage.reference).collect();
        let quotes: Vec<&str> = row.passages.iter().map(|passage| passage.quote).collect();
        csv::row(
            &mut out,
            &[
                mdr(requirement),
                ivdr(requirement),
                &requirement.section,
                &requirement.title,
                &requirement.text,
                applies,
                &why,
                &standards(&row).join("\n"),
                &row.status,
                &evidence.join("\n"),
                &quotes.join("\n"),
                &row.remarks.join("\n"),
                &requirement.id,
            ],
        );
    }
    out
}

/// The clauses of Annex I, in its order. Other annexes and articles are no general requirements.
fn clauses(catalogue: &Catalogue) -> impl Iterator<Item = RequirementId> + '_ {
    let all = catalogue.framework(FRAMEWORK).map(|id| catalogue[id].requirements.clone());
    let all = all.unwrap_or_default().map(RequirementId);
    all.filter(|id| mdr(&catalogue[*id]).starts_with(|c: char| c.is_ascii_digit()))
}

fn mdr(requirement: &Requirement) -> &str {
    requirement.mdr.as_deref().unwrap_or("-")
}

fn ivdr(requirement: &Requirement) -> &str {
    requirement.ivdr.as_deref().unwrap_or("-")
}

/// `yes`, `no` or `open`, and why.
fn applies(row: &Answer<'_>, profile: &DeviceProfile, catalogue: &Catalogue) -> (&'static str, String) {
    let requirement = row.requirement;
    let meanings = |facts: &mut dyn Iterator<Item = FactId>| {
        wording::list(facts.map(|fact| format!("it {}", catalogue[fact].meaning)), FACTS)
    };
    // Of a clause that this run did not ask about the profile knows all the same.
    let by = row.assessed.map_or_else(|| profile.applicability(requirement), |a| a.applicability);
    match by {
        Applicability::Always => ("yes", String::new()),
        Applicability::Because(fact) => ("yes", format!("the device {}", catalogue[fact].meaning)),
        Applicability::Unknown => {
            let facts = &mut profile.unknown_facts(requirement);
            ("open", format!("applies if one of these is so of the device: {}", meanings(facts)))
        }
        Applicability::No => {
            let facts = &mut requirement.when.iter().copied();
            ("no", format!("none of these is so of the device: {}", meanings(facts)))
        }
    }
}

/// The standards that the evidence names, each once.
fn standards(row: &Answer<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in row.passages.iter().flat_map(|passage| named_standards(passage.quote)) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Who publishes standards.
const PUBLISHERS: [&str; 13] =
    ["AAMI", "ANSI", "ASTM", "BS", "CLSI", "DIN", "EN", "ETSI", "IEC", "IEEE", "ISO", "NIST", "UL"];
/// What stands between publisher and number. Alone it can mean anything: a test report, a service pack.
const SERIES: [&str; 4] = ["SP", "TR", "TS", "TIR"];

/// `IEC 81001-5-1:2021`, `AAMI TIR57`, `EN ISO 14971`: names of publishers and then a number.
fn named_standards(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || "()[],;\"\u{201c}\u{201d}".contains(c)) {
        let word = word.trim_end_matches(['.', ':', '\'']);
        let known = |part: &str| PUBLISHERS.contains(&part) || !name.is_empty() && SERIES.contains(&part);
        let of_publishers = word.split('/').all(known);
        let number = word.strip_prefix("TIR").unwrap_or(word);
        let is_number = number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_alphanumeric() || "-:.+/".contains(c));
        if of_publishers {
            name.push(word);
        } else {
            // `TIR57` says what it is by itself; a number says it only behind a publisher.
            if is_number && (!name.is_empty() || number.len() < word.len()) {
                name.push(word);
                found.push(name.join(" "));
            }
            name.clear();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::named_standards;

    #[test]
    fn standards_are_read_from_running_text() {
        for (text, standards) in [
            ("done as in IEC 81001-5-1:2021, clause 5.", &["IEC 81001-5-1:2021"][..]),
            ("EN ISO 14971:2019+A11:2021 and (AAMI TIR57)", &["EN ISO 14971:2019+A11:2021", "AAMI TIR57"]),
            ("ISO/IEC 27001; NIST SP 800-30; UL 2900-1.", &["ISO/IEC 27001", "NIST SP 800-30", "UL 2900-1"]),
            ("IEC/TR 80001-2-2 and IEC TR 80001-2-2", &["IEC TR 80001-2-2"]),
            ("The ISO has 3 rooms; release 3.2, TR 17, SP 3", &[]),
            ("", &[]),
        ] {
            assert_eq!(named_standards(text), standards, "{text}");
        }
    }
}
