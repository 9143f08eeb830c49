//! Makes `detector.bin`: compiles the lexicons of the topics, the judgements, the cues, the superseded editions and the
//! learned tables of `core/catalog/model/` to one set of packed tables; and `examples.rs` with passages of the topics.

use crate::catalogue::{FNV_START, fnv1a};
use crate::detect::compile::{
    BUILT_IN_CONCEPTS, COMBINED, FORM_MARKS, LexiconSource, NEAR, TopicSource, compile,
};
use crate::detect::learned::Weights;
use crate::detect::lexicon::{Lexicon, NONE};
use crate::detect::pack::{Tables, pack};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize)]
struct Concept {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct TopicFile {
    id: String,
    area: String,
    lexicon: Option<Lists>,
    #[serde(default)]
    passage: Vec<Passage>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    half: Vec<String>,
}

#[derive(Deserialize)]
struct Passage {
    kind: String,
    state: String,
    text: String,
}

/// What the catalogue contributes: topics in order, cues in order, patterns of citations with the index of theirs.
pub(crate) struct Names {
    pub(crate) topics: Vec<String>,
    pub(crate) cues: Vec<String>,
    pub(crate) citations: Vec<(usize, String)>,
}

/// What comes out of it.
pub(crate) struct Generated {
    /// `detector.bin`.
    pub(crate) detector: Vec<u8>,
    /// `examples.rs`.
    pub(crate) examples: String,
}

/// Reads and compiles everything.
///
/// # Errors
/// What is wrong in the data, one line each.
pub(crate) fn generate(files: &[(String, String)], names: &Names) -> Result<Generated, Vec<String>> {
    let mut errors = Vec::new();
    let file = |name: &str| files.iter().find(|(n, _)| n == name).map_or("", |(_, text)| text);
    let mut source = LexiconSource { topic_count: names.topics.len(), ..LexiconSource::default() };
    match toml::from_str::<BTreeMap<String, Concept>>(file("judgements.toml")) {
        Ok(concepts) => source.concepts = concepts.into_iter().map(|(n, c)| (n, c.words)).collect(),
        Err(e) => errors.push(format!("judgements.toml: {e}")),
    }
    let mut examples: Vec<[String; 4]> = vec![Default::default(); names.topics.len()];
    let mut tables: Vec<(String, usize, String)> = Vec::new();
    let mut first_names = vec![String::new(); names.topics.len()];
    let mut signs = vec![FNV_START; names.topics.len()];
    for (name, text) in files.iter().filter(|(n, _)| n.starts_with("topics/")) {
        match toml::from_str::<TopicFile>(text) {
            Ok(topic) => {
                let Some(index) = names.topics.iter().position(|t| *t == topic.id) else { continue };
                let lists = topic.lexicon.unwrap_or_default();
                first_names[index] =
                    lists.names.iter().find(|n| !n.contains('*')).cloned().unwrap_or_default();
                signs[index] = lists.digest();
                source.topics.push(TopicSource {
                    topic: index as u16,
                    names: lists.names,
                    signs: lists.signs,
                    half: lists.half,
                    exclude: lists.exclude,
                    titles: lists.titles,
                });
                let mut pick = |slot: usize, wanted: &dyn Fn(&Passage) -> bool| {
                    if let Some(p) = topic.passage.iter().find(|p| wanted(p)) {
                        examples[index][slot] = p.state.clone();
                        examples[index][slot + 1] = p.text.trim().to_owned();
                    }
                };
                pick(0, &|p| p.kind == "plain" && p.state == "shown");
                pick(2, &|p| p.kind == "near-miss" && p.state != "shown");
                let table = topic.passage.iter().find(|p| p.kind == "table" && p.state == "shown");
                if let Some(table) = table.filter(|t| t.text.contains("|--")) {
                    tables.push((topic.area, index, table.text.trim().to_owned()));
                }
            }
            Err(e) => errors.push(format!("{name}: {e}")),
        }
    }
    let terms = terms(file("model/words.tsv"), &names.topics, &mut errors);
    let rarity: HashMap<&str, f64> =
        terms.iter().map(|t| (t.term.as_str(), f64::from(t.rarity) / 16.0)).collect();
    source.phrases = terms.iter().map(|t| phrase(&t.term)).collect();
    source.phrases.extend(names.cues.iter().cloned());
    source.phrases.extend(names.citations.iter().map(|c| c.1.clone()));
    // a stem that is in no learned table is rare
    let frequency = |stem: &str| rarity.get(stem).map_or(1, |r| (20_000.0 / r.exp()) as u32 + 2);
    let (lexicon, atoms) = match compile(&source, &frequency) {
        Ok(done) => done,
        Err(list) => {
            errors.extend(list.iter().map(|(item, what)| format!("lexicon: {item}: {what}")));
            return Err(errors);
        }
    };
    let weights = weights(&lexicon, &terms, &atoms, file("model/sums.tsv"), &names.topics, &mut errors);
    let cues = &atoms[terms.len()..terms.len() + names.cues.len()];
    let mut cues: Vec<(u16, u16)> = cues.iter().enumerate().map(|(n, a)| (*a, n as u16)).collect();
    cues.sort_unstable();
    let citations = atoms[terms.len() + names.cues.len()..].iter().zip(&names.citations);
    let mut citations: Vec<(u16, u16)> = citations.map(|(a, c)| (*a, c.0 as u16)).collect();
    citations.sort_unstable();
    citations.dedup();
    if !errors.is_empty() {
        return Err(errors);
    }
    // one of each area is enough to try what is done to tables, and small
    tables.sort_by_key(|table| table.1);
    let mut areas: Vec<String> = Vec::new();
    tables.retain(|(area, ..)| {
        !areas.contains(area) && {
            areas.push(area.clone());
            true
        }
    });
    let tables: Vec<(usize, String)> = tables.into_iter().map(|(_, index, text)| (index, text)).collect();
    let detection = digests(signs, file("model/words.tsv"), file("model/sums.tsv"), &names.topics);
    let manner = fnv1a(detection.1, file("judgements.toml").as_bytes());
    Ok(Generated {
        detector: pack(&Tables { lexicon, weights, cues, citations }),
        examples: format!(
            "pub static EXAMPLES: &[[&str; 4]] = &{examples:?};\n\
             pub static TABLES: &[(usize, &str)] = &{tables:?};\n\
             pub static NAMES: &[&str] = &{first_names:?};\n\
             pub static DETECTION: &[u64] = &{:?};\n\
             pub static MANNER: u64 = {manner};\n",
            detection.0
        ),
    })
}

impl Lists {
    /// A hash of the words that this topic is recognised by.
    fn digest(&self) -> u64 {
        let lists = [&self.names, &self.titles, &self.exclude, &self.signs, &self.half];
        lists.iter().fold(FNV_START, |hash, list| {
            let hash = list.iter().fold(hash, |hash, word| fnv1a(fnv1a(hash, word.as_bytes()), &[0]));
            fnv1a(hash, &[1])
        })
    }
}

/// Hashes of what decides on each topic, its signs and its learned weights; and of what decides on all of them.
fn digests(mut each: Vec<u64>, words: &str, sums: &str, topics: &[String]) -> (Vec<u64>, u64) {
    let place: HashMap<&str, usize> = topics.iter().enumerate().map(|(n, t)| (t.as_str(), n)).collect();
    let mut add = |topic: &str, what: &str| {
        if let Some(n) = place.get(topic) {
            each[*n] = fnv1a(fnv1a(each[*n], what.as_bytes()), &[0]);
        }
    };
    let mut shared = FNV_START;
    for fields in words.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>()) {
        let [term, rarity, manner, weights] = fields[..] else { continue };
        shared = fnv1a(shared, format!("{term}\t{rarity}\t{manner}\n").as_bytes());
        for (topic, weight) in weights.split(' ').filter_map(|w| w.split_once(':')) {
            add(topic, &format!("{term}:{weight}"));
        }
    }
    for line in sums.lines().filter(|l| !l.starts_with('#')) {
        match line.strip_prefix("topic\t").and_then(|rest| rest.split_once('\t')) {
            Some((topic, weight)) => add(topic, weight),
            None => shared = fnv1a(fnv1a(shared, line.as_bytes()), b"\n"),
        }
    }
    (each, shared)
}

/// A learned term as a phrase of the lexicon: the name of a form, or stems.
fn phrase(term: &str) -> String {
    if term.starts_with('@') { term.to_owned() } else { format!("={term}") }
}

struct Term {
    term: String,
    rarity: u8,
    manner: i16,
    weights: Vec<(u8, i8)>,
}

/// Reads `words.tsv`: term, rarity, weight of manner, weights of topics (`topic:weight`, parted by spaces).
fn terms(text: &str, topics: &[String], errors: &mut Vec<String>) -> Vec<Term> {
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let read = || -> Option<Term> {
            let mut weights = Vec::new();
            for item in fields.get(3)?.split(' ').filter(|i| !i.is_empty()) {
                let (topic, weight) = item.split_once(':')?;
                let topic = topics.iter().position(|t| t == topic)?;
                weights.push((u8::try_from(topic).ok()?, weight.parse().ok()?));
            }
            Some(Term {
                term: (*fields.first()?).to_owned(),
                rarity: fields.get(1)?.parse().ok()?,
                manner: fields.get(2)?.parse().ok()?,
                weights,
            })
        };
        match read() {
            Some(term) => out.push(term),
            None => {
                errors.push(format!("model/words.tsv:{}: cannot be read; run `cargo xtask train`", n + 1))
            }
        }
    }
    out
}

fn weights(
    lexicon: &Lexicon,
    terms: &[Term],
    atoms: &[u16],
    sums: &str,
    topics: &[String],
    errors: &mut Vec<String>,
) -> Weights {
    let count = lexicon.atom_count();
    let (mut rarity, mut manner) = (vec![0_u8; count], vec![0_i16; count]);
    let mut lists: Vec<Vec<(u8, i8)>> = vec![Vec::new(); count];
    for (term, atom) in terms.iter().zip(atoms) {
        if *atom != NONE {
            rarity[*atom as usize] = term.rarity;
            manner[*atom as usize] = term.manner;
            lists[*atom as usize] = term.weights.clone();
            lists[*atom as usize].sort_unstable();
        }
    }
    let mut starts = vec![0_u32];
    let mut items = Vec::new();
    for list in lists {
        items.extend(list);
        starts.push(items.len() as u32);
    }
    // sums.tsv: what, name, weight
    let mut table: HashMap<(&str, &str), i32> = HashMap::new();
    for (n, line) in sums.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        match (fields.first(), fields.get(1), fields.get(2).and_then(|w| w.parse().ok())) {
            (Some(what), Some(name), Some(weight)) => {
                table.insert((what, name), weight);
            }
            _ => errors.push(format!("model/sums.tsv:{}: cannot be read; run `cargo xtask train`", n + 1)),
        }
    }
    let list = |what: &str, names: &[&str]| -> Vec<i32> {
        names.iter().map(|n| table.get(&(what, *n)).copied().unwrap_or(0)).collect()
    };
    let topic_names: Vec<&str> = topics.iter().map(String::as_str).collect();
    let mut marks: Vec<&str> = BUILT_IN_CONCEPTS.to_vec();
    marks.extend(FORM_MARKS);
    Weights {
        rarity: rarity.into(),
        starts: starts.into(),
        items: items.into(),
        bias: list("topic", &topic_names).into(),
        manner_words: manner.into(),
        manner_marks: list("mark", &marks).into_iter().map(|weight| weight as i16).collect(),
        manner_bias: list("manner", &["bias"])[0],
        near: list("near", &NEAR).into(),
        combine: list("sum", &COMBINED).into(),
    }
}
