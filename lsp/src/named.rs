//! What a text names: ids of the catalogue and of rules, clauses of the guidance and the law.
//!
//! Ids of requirements and clauses ("MDCG 2019-16 rev.1, section 4.2", "IMDRF N60 clause 5.5.2", "MDR Annex I 17.2") count
//! everywhere. Ids of topics, kinds and facts are ordinary words as well; they count where they can be nothing else: in
//! medlint.toml, in front matter, between backticks. One pass over the words; nothing is looked back for.

mod clause;

use std::ops::Range;

use medlint_core::catalog::{Catalogue, FactId, FrameworkId, KindId, RequirementId, TopicId};
use medlint_core::lint::{Rule, rule};

use clause::Clauses;

/// What is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Requirement(RequirementId),
    /// A source as a whole.
    Framework(FrameworkId),
    /// A clause of a source.
    Clause {
        framework: FrameworkId,
        /// In the words of the catalogue: `5.5.2`, `MDR Annex I 17.2`.
        clause: String,
        /// Requirements of that clause and of those below it, else of the nearest one above; nearest first.
        requirements: Vec<RequirementId>,
    },
    Topic(TopicId),
    Kind(KindId),
    Fact(FactId),
    /// A rule, by its code.
    Rule(&'static str),
}

/// Something that is named, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Bytes of the text.
    pub(crate) bytes: Range<u32>,
    pub(crate) target: Target,
}

/// What sort of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A document: its prose, front matter and suppression comments.
    Document,
    /// A medlint.toml.
    Config,
}

/// What is named at a place; its end belongs to it.
pub(crate) fn at(text: &str, offset: u32, sort: Sort, catalogue: &Catalogue) -> Option<Named> {
    let mut all = all(text, sort, catalogue);
    let here = |named: &Named| named.bytes.start <= offset && offset <= named.bytes.end;
    // Of two that touch, the one that begins here.
    let place = all.iter().rposition(here)?;
    Some(all.swap_remove(place))
}

/// All that is named, in order.
pub(crate) fn all(text: &str, sort: Sort, catalogue: &Catalogue) -> Vec<Named> {
    let mut reader = Reader {
        text,
        sort,
        catalogue,
        clauses: Clauses::new(catalogue),
        front_matter: if sort == Sort::Document { front_matter(text) } else { 0 },
        comments: if sort == Sort::Document { suppressions(text) } else { Vec::new() },
        key: "",
        found: Vec::new(),
    };
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        at = reader.word(word);
    }
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    sort: Sort,
    catalogue: &'t Catalogue,
    clauses: Clauses<'t>,
    /// Where the front matter ends; 0: there is none.
    front_matter: usize,
    /// The names of rules in suppression comments, last place first.
    comments: Vec<Range<usize>>,
    /// The key before the value that is being read.
    key: &'t str,
    found: Vec<Named>,
}

impl<'t> Reader<'t> {
    /// Looks at a word; says where to go on.
    fn word(&mut self, place: Range<usize>) -> usize {
        let word = &self.text[place.clone()];
        if word.contains('-')
            && let Some(requirement) = self.catalogue.requirement(word)
        {
            self.push(place.clone(), Target::Requirement(requirement));
            return place.end;
        }
        if let Some(end) = self.clauses.read(self.text, place.clone(), &mut self.found) {
            return end;
        }
        let target = match self.sort {
            Sort::Config => self.in_config(&place, word),
            Sort::Document if place.start < self.front_matter => self.in_front_matter(&place, word),
            Sort::Document => self.in_comment(&place, word).or_else(|| self.between_backticks(&place, word)),
        };
        if let Some(target) = target {
            self.push(place.clone(), target);
        }
        place.end
    }

    fn push(&mut self, bytes: Range<usize>, target: Target) {
        // A text that the engine takes in is shorter than 4 GiB.
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.found.push(Named { bytes: narrow(bytes.start)..narrow(bytes.end), target });
    }

    /// A word in medlint.toml: a key, which may be a fact, or a text between quotes.
    fn in_config(&mut self, place: &Range<usize>, word: &'t str) -> Option<Target> {
        let after = self.text[place.end..].trim_start_matches([' ', '\t']);
        if after.starts_with('=') && self.begins(place.start, &['#', '{', ',']) {
            self.key = word;
            return self.catalogue.fact(word).map(Target::Fact);
        }
        if !self.is_between(place, &['"', '\'']) {
            return None;
        }
        match self.key {
            "kind" => self.catalogue.kind(word).map(Target::Kind),
            "topic" => self.catalogue.topic(word).map(Target::Topic),
            "frameworks" => self.catalogue.framework(word).map(Target::Framework),
            "finding" => rule(word).map(|rule: &Rule| Target::Rule(rule.code)),
            _ => None,
        }
    }

    /// `medlint: threat-model`, `medlint: { kind: threat-model }`, or the same in TOML.
    fn in_front_matter(&mut self, place: &Range<usize>, word: &'t str) -> Option<Target> {
        let after = self.text[place.end..].trim_start_matches([' ', '\t', '"', '\'']);
        if after.starts_with([':', '=']) {
            self.key = word;
            return None;
        }
        matches!(self.key, "medlint" | "kind").then(|| self.catalogue.kind(word).map(Target::Kind))?
    }

    /// A rule that a suppression comment names.
    fn in_comment(&mut self, place: &Range<usize>, word: &str) -> Option<Target> {
        while self.comments.last().is_some_and(|names| names.end <= place.start) {
            self.comments.pop();
        }
        let inside = self.comments.last().is_some_and(|names| names.start <= place.start);
        inside.then(|| rule(word).map(|rule| Target::Rule(rule.code)))?
    }

    /// `` `transport-encryption` `` in prose. Words without a hyphen ("cloud", "sbom") are names of too many other things.
    fn between_backticks(&self, place: &Range<usize>, word: &str) -> Option<Target> {
        if !word.contains('-') || !self.is_between(place, &['`']) {
            return None;
        }
        let catalogue = self.catalogue;
        let topic = || catalogue.topic(word).map(Target::Topic);
        let kind = || catalogue.kind(word).map(Target::Kind);
        topic().or_else(kind).or_else(|| catalogue.fact(word).map(Target::Fact))
    }

    /// Whether a place stands at the beginning of its line, or behind one of these signs and spaces.
    fn begins(&self, at: usize, signs: &[char]) -> bool {
        let before = self.text[..at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '\r']) || before.ends_with(signs)
    }

    fn is_between(&self, place: &Range<usize>, quotes: &[char]) -> bool {
        let before = self.text[..place.start].chars().next_back();
        before.is_some_and(|quote| quotes.contains(&quote) && self.text[place.end..].starts_with(quote))
    }
}

/// The next run of letters, digits, hyphens and full stops from a place on, without hyphens and full stops around it.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let is_inner = |c: char| c == '-' || c == '.';
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let rest = &text[start..];
    let run = rest.find(|c: char| !c.is_alphanumeric() && !is_inner(c)).unwrap_or(rest.len());
    Some(start..start + rest[..run].trim_end_matches(is_inner).len())
}

/// Where the front matter of a document ends, with its fence.
fn front_matter(text: &str) -> usize {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut end = text.len() - body.len();
    let mut lines = body.split_inclusive('\n');
    let Some(first) = lines.next() else { return 0 };
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return 0;
    }
    end += first.len();
    for line in lines {
        end += line.len();
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return end;
        }
    }
    0
}

/// The names of rules in all suppression comments, last place first.
fn suppressions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("<!--").map(|n| at + n + 4) {
        let end = text[open..].find("-->").map_or(text.len(), |n| open + n);
        let inside = text[open..end].trim_start();
        if inside.starts_with("medlint-") {
            let start = end - inside.len();
            let names = inside.find(':').unwrap_or(inside.len());
            found.push(start..start + names);
        }
        at = end;
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is named, one a line: the words and what they mean.
    fn named(text: &str, sort: Sort) -> Vec<String> {
        let catalogue = Catalogue::builtin();
        let words = |bytes: &Range<u32>| text[bytes.start as usize..bytes.end as usize].to_owned();
        let each = all(text, sort, &catalogue).into_iter().map(|named| {
            let meaning = match named.target {
                Target::Requirement(id) => catalogue[id].id.to_string(),
                Target::Framework(id) => catalogue[id].id.to_string(),
                Target::Clause { framework, clause, requirements } => {
                    let first = requirements.first().map_or("none", |id| &*catalogue[*id].id);
                    format!("{} {clause}: {first}", catalogue[framework].id)
                }
                Target::Topic(id) => format!("topic {}", catalogue[id].id),
                Target::Kind(id) => format!("kind {}", catalogue[id].id),
                Target::Fact(id) => format!("fact {}", catalogue[id].id),
                Target::Rule(code) => code.to_owned(),
            };
            format!("{} = {meaning}", words(&named.bytes))
        });
        each.collect()
    }

    fn in_document(text: &str) -> Vec<String> {
        named(text, Sort::Document)
    }

    #[test]
    fn ids_of_requirements_are_found_in_prose() {
        assert_eq!(
            in_document("é𝄞 (N60-5.2-a, **GSPR-17.2**), N60-5.1-T1-SC-1. N60-9.9-z; xN60-5.2-a"),
            ["N60-5.2-a = N60-5.2-a", "GSPR-17.2 = GSPR-17.2", "N60-5.1-T1-SC-1 = N60-5.1-T1-SC-1"]
        );
    }

    #[test]
    fn words_of_the_catalogue_count_where_they_can_be_nothing_else() {
        let text = "---\ntitle: cloud sbom\nmedlint: threat-model\n---\n# cloud sbom threat-model\n\nM104 `transport-encryption`\n\n\
                    <!-- medlint-disable-next-line M104, weak-section: because of M108 -->\n";
        assert_eq!(
            in_document(text),
            [
                "threat-model = kind threat-model",
                "transport-encryption = topic transport-encryption",
                "M104 = M104",
                "weak-section = M103"
            ]
        );
        assert_eq!(in_document("---\r\nmedlint: {kind: sbom}\r\n---\r\n"), ["sbom = kind sbom"]);
        assert_eq!(in_document("---\nno end: sbom\n"), [""; 0]);
    }

    #[test]
    fn keys_of_a_medlint_toml_tell_what_a_word_is() {
        let text = "[device.facts]\ncloud = false # remote-access\n# wireless = ?\n[documents]\n\
                    kinds = [{ glob = \"sbom\", kind = \"sbom\" }]\n[check]\nframeworks = [\n  \"imdrf-n60\",\n]\n\
                    [[waiver]]\ntopic = \"sbom\"\nreason = \"sbom, see MDCG 2019-16, 4.2\"\nfinding = \"M104\"\n";
        assert_eq!(
            named(text, Sort::Config),
            [
                "cloud = fact cloud",
                "wireless = fact wireless",
                "sbom = kind sbom",
                "imdrf-n60 = imdrf-n60",
                "sbom = topic sbom",
                "MDCG 2019-16, 4.2 = mdcg-2019-16 4.2: MDCG-4.2-a",
                "M104 = M104"
            ]
        );
    }

    #[test]
    fn a_place_between_two_belongs_to_the_one_that_begins_there() {
        let catalogue = Catalogue::builtin();
        let text = "N60-5.2-a/N60-5.2-b";
        let at = |offset| at(text, offset, Sort::Document, &catalogue).map(|named| named.bytes);
        assert_eq!((at(0), at(9), at(10), at(19)), (Some(0..9), Some(0..9), Some(10..19), Some(10..19)));
        assert_eq!(super::at("a", 7, Sort::Document, &catalogue), None);
    }

    #[test]
    fn a_long_text_is_read_quickly() {
        let text = "The pump uses TLS 1.3 (MDCG 2019-16, 4.2; N60-5.2-a; section 3 of the plan), <!-- x --> `a-b`.\n".repeat(4000);
        let start = std::time::Instant::now();
        let found = all(&text, Sort::Document, &Catalogue::builtin());
        assert_eq!(found.len(), 8000);
        assert!(start.elapsed().as_millis() < 500, "{:?}", start.elapsed());
    }
}
