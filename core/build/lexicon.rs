//! Makes `lexicon.rs`: compiles the lexicons of the topics, the judgements, the cues, the superseded editions and the
//! learned tables of `core/catalog/model/` to one set of static tables.

use crate::detect::compile::{
    BUILT_IN_CONCEPTS, COMBINED, FORM_MARKS, LexiconSource, NEAR, TopicSource, compile,
};
use crate::detect::lexicon::{Index, Lexicon, NONE};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

#[derive(Deserialize)]
struct Concept {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct TopicFile {
    id: String,
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

/// The source of `lexicon.rs`.
///
/// # Errors
/// What is wrong in the data, one line each.
pub(crate) fn generate(files: &[(String, String)], names: &Names) -> Result<String, Vec<String>> {
    let mut errors = Vec::new();
    let file = |name: &str| files.iter().find(|(n, _)| n == name).map_or("", |(_, text)| text);
    let mut source = LexiconSource { topic_count: names.topics.len(), ..LexiconSource::default() };
    match toml::from_str::<BTreeMap<String, Concept>>(file("judgements.toml")) {
        Ok(concepts) => source.concepts = concepts.into_iter().map(|(n, c)| (n, c.words)).collect(),
        Err(e) => errors.push(format!("judgements.toml: {e}")),
    }
    let mut examples: Vec<[String; 4]> = vec![Default::default(); names.topics.len()];
    for (name, text) in files.iter().filter(|(n, _)| n.starts_with("topics/")) {
        match toml::from_str::<TopicFile>(text) {
            Ok(topic) => {
                let Some(index) = names.topics.iter().position(|t| *t == topic.id) else { continue };
                let lists = topic.lexicon.unwrap_or_default();
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
    let mut out = String::new();
    write_lexicon(&mut out, &lexicon);
    write_weights(&mut out, &lexicon, &terms, &atoms, file("model/sums.tsv"), &names.topics, &mut errors);
    let cues = &atoms[terms.len()..terms.len() + names.cues.len()];
    let mut by_atom: Vec<(u16, u16)> = cues.iter().enumerate().map(|(n, a)| (*a, n as u16)).collect();
    by_atom.sort_unstable();
    let _ = writeln!(out, "pub static CUES: &[(u16, u16)] = &{by_atom:?};");
    let citations = atoms[terms.len() + names.cues.len()..].iter().zip(&names.citations);
    let mut by_atom: Vec<(u16, u16)> = citations.map(|(a, c)| (*a, c.0 as u16)).collect();
    by_atom.sort_unstable();
    by_atom.dedup();
    let _ = writeln!(out, "pub static CITATIONS: &[(u16, u16)] = &{by_atom:?};");
    let _ = writeln!(out, "pub static EXAMPLES: &[[&str; 4]] = &{examples:?};");
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

/// A learned term as a phrase of the lexicon: the name of a form, or stems.
fn phrase(term: &str) -> String {
    if term.starts_with('@') { term.to_owned() } else { format!("={term}") }
}

struct Term {
    term: String,
    rarity: u8,
    manner: i16,
    weights: Vec<(u16, i16)>,
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
                weights.push((topics.iter().position(|t| t == topic)? as u16, weight.parse().ok()?));
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

fn write_lexicon(out: &mut String, l: &Lexicon) {
    let parts: Vec<String> = l
        .parts
        .iter()
        .map(|p| format!("Part{{start:{},end:{},count:{},outside:{}}}", p.start, p.end, p.count, p.outside))
        .collect();
    let signs: Vec<String> = l
        .signs
        .iter()
        .map(|s| {
            format!(
                "Sign{{topic:{},force:Force::{:?},reach:Reach::{:?},start:{},end:{}}}",
                s.topic, s.force, s.reach, s.start, s.end
            )
        })
        .collect();
    let pairs = |list: &[(std::borrow::Cow<'static, str>, u16)]| {
        list.iter().map(|(n, a)| format!("(B({n:?}),{a})")).collect::<Vec<_>>().join(",")
    };
    let index = |i: &Index| {
        format!(
            "Index{{part_starts:B(&{:?}),parts:B(&{:?}),sign_starts:B(&{:?}),signs:B(&{:?})}}",
            i.part_starts, i.parts, i.sign_starts, i.signs
        )
    };
    let names = l.atom_names.iter().map(|n| format!("B({n:?})")).collect::<Vec<_>>().join(",");
    let _ = writeln!(
        out,
        "pub static LEXICON: Lexicon = Lexicon {{ words: B({:?}), word_ends: B(&{:?}), word_table: B(&{:?}), \
         prefixes: B(&[{}]), node_edges: B(&{:?}), edges: B(&{:?}), roots: B(&{:?}), node_atom: B(&{:?}), \
         emit_starts: B(&{:?}), emits: B(&{:?}), part_atoms: B(&{:?}), parts: B(&[{}]), sign_parts: B(&{:?}), \
         signs: B(&[{}]), statement_index: {}, passage_index: {}, exclusions: B(&{:?}), concepts: B(&[{}]), \
         atom_names: B(&[{}]) }};",
        l.words,
        l.word_ends,
        l.word_table,
        pairs(&l.prefixes),
        l.node_edges,
        l.edges,
        l.roots,
        l.node_atom,
        l.emit_starts,
        l.emits,
        l.part_atoms,
        parts.join(","),
        l.sign_parts,
        signs.join(","),
        index(&l.statement_index),
        index(&l.passage_index),
        l.exclusions,
        pairs(&l.concepts),
        names
    );
}

fn write_weights(
    out: &mut String,
    lexicon: &Lexicon,
    terms: &[Term],
    atoms: &[u16],
    sums: &str,
    topics: &[String],
    errors: &mut Vec<String>,
) {
    let count = lexicon.atom_names.len();
    let (mut rarity, mut manner) = (vec![0_u8; count], vec![0_i16; count]);
    let mut lists: Vec<Vec<(u16, i16)>> = vec![Vec::new(); count];
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
    let _ = writeln!(
        out,
        "pub static WEIGHTS: Weights = Weights {{ rarity: B(&{rarity:?}), starts: B(&{starts:?}), items: B(&{items:?}), \
         bias: B(&{:?}), manner_words: B(&{manner:?}), manner_marks: B(&{:?}), manner_bias: {}, near: B(&{:?}), combine: B(&{:?}) }};",
        list("topic", &topic_names),
        list("mark", &marks),
        list("manner", &["bias"])[0],
        list("near", &NEAR),
        list("sum", &COMBINED),
    );
}
