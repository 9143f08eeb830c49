//! What is turned: good evidence of a topic, and the topic's names for generated sentences.

use super::text::{self, Kind};
use crate::catalog::Catalogue;
use crate::detect;

/// Names of a topic for generated sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// A noun phrase that reads well after "there is no".
    pub noun: String,
    /// Its title.
    pub title: String,
}

impl Topic {
    /// All topics of the built-in catalogue, in its order.
    pub fn all() -> Vec<Topic> {
        let catalogue = Catalogue::builtin();
        let names = detect::names();
        let topic = |(n, topic): (usize, &crate::catalog::Topic)| {
            let id: &str = &topic.id;
            let chosen = NOUNS.iter().find(|noun| noun.0 == id).map(|noun| noun.1.to_owned());
            let name = || names.get(n).filter(|name| !name.is_empty()).map(|name| (*name).to_owned());
            let noun = chosen.or_else(name).unwrap_or_else(|| text::lower_first(&topic.title));
            Topic { id: id.to_owned(), noun, title: topic.title.to_string() }
        };
        catalogue.topics.iter().enumerate().map(topic).collect()
    }
}

/// Good evidence of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Tells it from others; chooses among ways to say the same.
    pub id: String,
    /// What it is evidence of.
    pub topic: Topic,
    /// Headings above the section, as Markdown; empty for a passage.
    pub above: String,
    /// The heading or bold label over the evidence, as Markdown.
    pub heading: Option<String>,
    /// The evidence, with the header of its table and the lead-in of its list.
    pub body: String,
    /// What the section holds beside the evidence.
    pub rest: String,
    /// All of the section.
    pub whole: String,
}

impl Subject {
    /// A passage that is evidence as a whole: parted into its heading or bold label, if it begins with one, and the rest.
    pub fn passage(id: String, topic: Topic, passage: &str) -> Self {
        let mut parts = text::parts(passage.trim());
        let headed = parts.len() > 1 && matches!(parts[0].kind, Kind::Heading | Kind::Label);
        let heading = headed.then(|| parts.remove(0).lines.join("\n"));
        let body = text::join(&parts);
        Subject { id, topic, above: String::new(), heading, whole: body.clone(), body, rest: String::new() }
    }

    /// A number that depends on nothing but the subject: chooses among ways to say the same.
    pub(super) fn choice(&self, salt: &str, ways: usize) -> usize {
        // the low bits of a product-based hash alternate too regularly
        (fnv(&format!("{salt} {}", self.id)) >> 7) as usize % ways
    }

    /// One of several ways to say the same.
    pub(super) fn one_of<'a>(&self, ways: &[&'a str]) -> &'a str {
        ways[self.choice(ways[0], ways.len())]
    }

    /// A heading that names the topic.
    pub(super) fn topic_heading(&self) -> String {
        let name = if self.choice("heading", 2) == 0 { &self.topic.noun } else { &self.topic.title };
        format!("## {}", text::upper_first(name))
    }

    /// The heading over the evidence, or one that names the topic where there is none.
    pub(super) fn heading(&self) -> String {
        self.heading.clone().unwrap_or_else(|| self.topic_heading())
    }

    /// The evidence under its heading.
    pub fn text(&self) -> String {
        self.with_body(&self.body)
    }

    /// Another body under the heading of the evidence.
    pub fn with_body(&self, body: &str) -> String {
        match &self.heading {
            Some(h) => format!("{h}\n\n{body}"),
            None => body.to_owned(),
        }
    }

    /// The text as a document: under the headings above it.
    pub fn document(&self, text: &str) -> String {
        if self.above.is_empty() { format!("{text}\n") } else { format!("{}\n\n{text}\n", self.above) }
    }
}

/// FNV-1a, 32 bits.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Noun phrases for topics whose first name does not read well after "there is no".
const NOUNS: [(&str, &str); 37] = [
    ("adjacent-legislation", "list of adjacent cybersecurity legislation"),
    ("asset-inventory", "asset list"),
    ("autonomy-reliance", "list of security assumptions on the environment"),
    ("availability-resilience", "protection against denial of service"),
    ("benefit-risk", "benefit-risk analysis with security taken in"),
    ("change-security-impact", "security impact analysis"),
    ("component-support", "support status of components"),
    ("control-justification", "justification of the security controls"),
    ("control-side-effects", "analysis of side effects of security controls"),
    ("data-flows", "data flow diagram"),
    ("essential-functions", "list of essential functions"),
    ("exploitability-scoring", "exploitability scoring"),
    ("forensic-evidence", "evidence capture"),
    ("foreseeable-misuse", "analysis of foreseeable misuse"),
    ("gspr-security", "GSPR checklist"),
    ("intended-environment", "intended use environment"),
    ("interfaces-ports", "list of ports"),
    ("legacy-management", "legacy management"),
    ("minimum-it-requirements", "list of minimum IT requirements"),
    ("physical-access", "physical protection"),
    ("privacy-compliance", "data protection impact assessment"),
    ("residual-risk", "evaluation of residual security risk"),
    ("responsibility-transfer", "transfer of responsibility"),
    ("risk-acceptance", "set of acceptance criteria for security risk"),
    ("safety-security-link", "link between safety and security"),
    ("sbom-coverage", "statement on coverage of the SBOM"),
    ("sbom-format", "SBOM format"),
    ("secure-disposal", "data erasure"),
    ("security-features", "list of security controls"),
    ("security-requirements", "security requirements specification"),
    ("shared-responsibility", "responsibility agreement"),
    ("supply-chain-threats", "analysis of supply chain threats"),
    ("support-stages", "definition of support stages"),
    ("update-rollback", "rollback of updates"),
    ("user-incident-instructions", "security incident instruction"),
    ("vulnerability-analysis", "vulnerability analysis"),
    ("weak-peers", "policy for less secure peers"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(passage: &str) -> (Option<String>, String) {
        let subject = Subject::passage("x".into(), Topic::default(), passage);
        (subject.heading, subject.body)
    }

    #[test]
    fn a_heading_is_parted_from_its_text() {
        assert_eq!(parted("## A\nb"), (Some("## A".into()), "b".into()));
        assert_eq!(parted("b\n\nc"), (None, "b\n\nc".into()));
    }

    #[test]
    fn every_topic_has_a_noun_and_every_chosen_noun_a_topic() {
        let topics = Topic::all();
        assert!(topics.iter().all(|topic| !topic.noun.is_empty() && !topic.noun.contains('*')));
        let known = |id: &str| topics.iter().any(|topic| topic.id == id);
        assert!(NOUNS.iter().all(|(id, _)| known(id)));
    }
}
