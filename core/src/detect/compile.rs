//! Compiles the readable form of the lexicon to [`Lexicon`] tables. Used by the build script for the built-in
//! topics and at run time for an organisation's own.
//!
//! # How a sign is written
//!
//! ```text
//! lock, log off, sign out + inactivity, idle, unattended + -battery
//! ```
//!
//! `+` parts what must meet, `,` parts alternatives, a leading `-` forbids, `^` asks for the heading, header row or
//! lead-in, `3x` for three different alternatives. A trailing `*` matches every word with that beginning, `@name` is
//! a concept. `passage:` in front lets the parts meet anywhere in a run of statements of one section.

use super::lexicon::{Atom, Force, Lexicon, NONE, Part, Reach, Sign, Word};
use super::pack::{indexes, word_table};
use crate::language::{MAX_WORD, Pieces, stem};
use std::collections::BTreeMap;

/// The readable lexicon of one topic.
#[derive(Debug, Clone, Default)]
pub struct TopicSource {
    /// Index of the topic in the catalogue.
    pub topic: u16,
    /// Words that name it.
    pub names: Vec<String>,
    /// Signs that show it.
    pub signs: Vec<String>,
    /// Signs that show half of it.
    pub half: Vec<String>,
    /// Words that tell that a statement is about something else.
    pub exclude: Vec<String>,
    /// Titles under which it usually stands.
    pub titles: Vec<String>,
}

/// Everything that goes into a lexicon.
#[derive(Debug, Clone, Default)]
pub struct LexiconSource {
    /// Concepts by name with their phrases.
    pub concepts: BTreeMap<String, Vec<String>>,
    /// Topics.
    pub topics: Vec<TopicSource>,
    /// Number of topics in the catalogue.
    pub topic_count: usize,
    /// Further phrases that must get an atom of their own (cues of requirements, citations).
    pub phrases: Vec<String>,
}

/// Concepts that every lexicon has, at these indices: first those that the matcher gives to words by their form, then
/// those of `core/catalog/judgements.toml`.
pub const BUILT_IN_CONCEPTS: [&str; 28] = [
    "number",
    "version",
    "name",
    "code",
    "plan",
    "plan-title",
    "denial",
    "reason",
    "pointer",
    "document-noun",
    "author-instruction",
    "duty",
    "duty-holder",
    "duty-verb",
    "source-voice",
    "reference-title",
    "history-head",
    "reference-head",
    "quote-lead",
    "template-title",
    "essay-title",
    "negation",
    "attribution",
    "refusal",
    "loose-reference-title",
    "form-notice",
    "general-holder",
    "prompt",
];

/// Concepts that the matcher gives to places in the text by their form, beside [`BUILT_IN_CONCEPTS`]: they carry weight
/// for topics like words.
pub const FORMS: [&str; 11] =
    ["duration", "bits", "cve", "email", "link", "address", "port", "arrow", "identifier", "percent", "date"];

/// Names of the marks that are not concepts of the lexicon; they follow [`BUILT_IN_CONCEPTS`] in a set of marks.
pub const FORM_MARKS: [&str; 36] = [
    "blank",
    "blank-mostly",
    "empty-cells",
    "question",
    "comment",
    "code-block",
    "row",
    "item",
    "heading",
    "block-quote",
    "in-quotes",
    "emphasised",
    "dot-leader",
    "unchecked",
    "checked",
    "short",
    "instruction-first",
    "pointer-to-document",
    "duty-of-holder",
    "under-plans",
    "under-references",
    "history-table",
    "reference-table",
    "denial-first",
    "template",
    "hollow-row",
    "holes",
    "among-blanks",
    "some-blanks",
    "in-form",
    "under-loose-references",
    "under-plan-lead",
    "under-source-lead",
    "general-duty",
    "bare-duty",
    "prompt-first",
];

/// What the last sum is made of, in the order of the learned table.
pub const COMBINED: [&str; 14] = [
    "bias",
    "words",
    "manner",
    "doubt",
    "full-sign",
    "half-sign",
    "name",
    "title",
    "size-2",
    "size-more",
    "agreement",
    "foremost",
    "margin",
    "behind",
];

/// What a statement's manner is made of in the end, in the order of the learned table: how it is said itself, how its
/// neighbours in the section are on average, the least of them, the heading.
pub const NEAR: [&str; 5] = ["bias", "own", "mean", "least", "above"];

/// How many of [`BUILT_IN_CONCEPTS`] are given by form.
const BY_FORM: usize = 4;

/// A mistake in the readable lexicon: the item and what is wrong with it.
pub type CompileError = (String, String);

/// Stems of a phrase; `=` in front says that its words are stems already.
fn stems(text: &str) -> Vec<Vec<u8>> {
    if let Some(stems) = text.strip_prefix('=') {
        return stems.split(' ').map(|s| s.as_bytes().to_vec()).collect();
    }
    Pieces::new(text, 0, text.len())
        .map(|piece| {
            let mut out = [0; MAX_WORD];
            let n = key(&text[piece.start as usize..piece.end as usize], &mut out);
            out[..n].to_vec()
        })
        .collect()
}

#[derive(Default)]
struct Builder {
    words: BTreeMap<Vec<u8>, Word>,
    word_list: Vec<Vec<u8>>,
    children: Vec<BTreeMap<Word, u16>>,
    node_atom: Vec<Atom>,
    prefixes: BTreeMap<String, Atom>,
    concepts: BTreeMap<String, Atom>,
    members: BTreeMap<Atom, Vec<Atom>>,
    names: Vec<String>,
    emits: Vec<Vec<Atom>>,
    parts: BTreeMap<(Vec<Atom>, u8, bool), u16>,
    part_list: Vec<(Vec<Atom>, u8, bool)>,
    frequency: Vec<u32>,
}

/// Stem of a word as the lexicon keys it: lower case, apostrophes dropped.
pub fn key(word: &str, out: &mut [u8; MAX_WORD]) -> usize {
    let mut lower = [0; MAX_WORD];
    let mut n = 0;
    for b in word.bytes().filter(|b| *b != b'\'') {
        if n == MAX_WORD {
            break;
        }
        lower[n] = b.to_ascii_lowercase();
        n += 1;
    }
    stem(&lower[..n], out)
}

/// Compiles a lexicon. `frequency` tells how often a stem occurs in ordinary text of the field; it only decides which
/// part of a sign is looked for first. Returns the lexicon and the atoms of `source.phrases`.
///
/// # Errors
/// Every item that cannot be read, with the reason.
pub fn compile(
    source: &LexiconSource,
    frequency: &dyn Fn(&str) -> u32,
) -> Result<(Lexicon, Vec<Atom>), Vec<CompileError>> {
    let mut b = Builder { children: vec![BTreeMap::new()], node_atom: vec![NONE], ..Builder::default() };
    let mut errors = Vec::new();
    b.word_list.push(Vec::new());
    for name in BUILT_IN_CONCEPTS {
        b.concept(name);
    }
    for name in FORMS.into_iter().chain(source.concepts.keys().map(String::as_str)) {
        b.concept(name);
    }
    for (name, phrases) in &source.concepts {
        let concept = b.concept(name);
        for phrase in phrases {
            match b.alternative(phrase, &source.concepts, frequency) {
                Ok(atom) => {
                    b.members.entry(concept).or_default().push(atom);
                    if !b.emits[atom as usize].contains(&concept) {
                        b.emits[atom as usize].push(concept);
                    }
                }
                Err(message) => errors.push((format!("concept {name}: {phrase}"), message)),
            }
        }
    }
    b.close_emits();
    let phrases: Vec<Atom> = source
        .phrases
        .iter()
        .map(|p| {
            b.alternative(p, &source.concepts, frequency).unwrap_or_else(|m| {
                errors.push((p.clone(), m));
                NONE
            })
        })
        .collect();

    let mut signs: Vec<(Sign, Vec<u16>)> = Vec::new();
    let mut exclusions = vec![NONE; source.topic_count];
    for topic in &source.topics {
        let lists = [
            (&topic.signs, Force::Full, Reach::Statement),
            (&topic.half, Force::Half, Reach::Statement),
            (&topic.names, Force::Name, Reach::Statement),
            (&topic.titles, Force::Name, Reach::Title),
        ];
        for (list, force, reach) in lists {
            for text in list {
                match b.sign(text, &source.concepts, frequency) {
                    Ok((passage, parts)) => {
                        let reach = if passage { Reach::Passage } else { reach };
                        signs.push((Sign { topic: topic.topic, force, reach, start: 0, end: 0 }, parts));
                    }
                    Err(message) => errors.push((text.clone(), message)),
                }
            }
        }
        if !topic.exclude.is_empty() {
            match b.part(&topic.exclude.join(", "), &source.concepts, frequency) {
                Ok(part) => exclusions[topic.topic as usize] = part,
                Err(message) => errors.push((topic.exclude.join(", "), message)),
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let new = b.sort();
    let phrases = phrases.into_iter().map(|atom: Atom| new[atom as usize]).collect();
    Ok((b.finish(signs, exclusions), phrases))
}

impl Builder {
    fn atom(&mut self, name: &str, frequency: u32) -> Atom {
        self.names.push(name.to_owned());
        self.emits.push(Vec::new());
        self.frequency.push(frequency);
        (self.names.len() - 1) as Atom
    }

    fn concept(&mut self, name: &str) -> Atom {
        if let Some(atom) = self.concepts.get(name) {
            return *atom;
        }
        let common = if BUILT_IN_CONCEPTS[..BY_FORM].contains(&name) { u32::MAX / 1024 } else { 0 };
        let atom = self.atom(&format!("@{name}"), common);
        self.concepts.insert(name.to_owned(), atom);
        atom
    }

    fn word(&mut self, stem: &[u8]) -> Word {
        let next = self.word_list.len() as Word;
        *self.words.entry(stem.to_vec()).or_insert_with(|| {
            self.word_list.push(stem.to_vec());
            next
        })
    }

    /// The atom of one alternative: a phrase, a prefix or a concept.
    fn alternative(
        &mut self,
        text: &str,
        concepts: &BTreeMap<String, Vec<String>>,
        frequency: &dyn Fn(&str) -> u32,
    ) -> Result<Atom, String> {
        let text = text.trim();
        if let Some(name) = text.strip_prefix('@') {
            return match self.concepts.get(name) {
                Some(atom) => Ok(*atom),
                None => Err(format!(
                    "there is no concept '{name}'; concepts are {}",
                    concepts.keys().cloned().collect::<Vec<_>>().join(", ")
                )),
            };
        }
        // in a phrase, or of a very short word, the star has nothing to add: stems are matched anyway
        let (text, open) = text.strip_suffix('*').map_or((text, false), |t| (t, true));
        if open && text.len() >= 3 && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let prefix = text.to_ascii_lowercase();
            if let Some(atom) = self.prefixes.get(&prefix) {
                return Ok(*atom);
            }
            let atom = self.atom(&format!("{text}*"), frequency(&prefix));
            self.prefixes.insert(prefix, atom);
            return Ok(atom);
        }
        let mut node = 0_u16;
        let mut rarest = u32::MAX;
        for stem in stems(text) {
            rarest = rarest.min(frequency(&String::from_utf8_lossy(&stem)));
            let word = self.word(&stem);
            node = match self.children[node as usize].get(&word) {
                Some(next) => *next,
                None => {
                    let next = self.children.len() as u16;
                    self.children.push(BTreeMap::new());
                    self.node_atom.push(NONE);
                    self.children[node as usize].insert(word, next);
                    next
                }
            };
        }
        if node == 0 {
            return Err("has no word in it".to_owned());
        }
        if self.node_atom[node as usize] == NONE {
            let atom = self.atom(text, rarest);
            self.node_atom[node as usize] = atom;
        }
        Ok(self.node_atom[node as usize])
    }

    fn part(
        &mut self,
        text: &str,
        concepts: &BTreeMap<String, Vec<String>>,
        frequency: &dyn Fn(&str) -> u32,
    ) -> Result<u16, String> {
        let mut text = text.trim();
        let (mut count, mut outside) = (1, false);
        if let Some(rest) = text.strip_prefix('-') {
            (text, count) = (rest.trim(), 0);
        } else if let Some(rest) = text.strip_prefix('^') {
            (text, outside) = (rest.trim(), true);
        }
        if let Some((n, rest)) = text.split_once("x ")
            && let Ok(n) = n.parse::<u8>()
        {
            (text, count) = (rest.trim(), n);
        }
        let mut atoms = Vec::new();
        for alternative in text.split(',').map(str::trim).filter(|a| !a.is_empty()) {
            let atom = self.alternative(alternative, concepts, frequency)?;
            // to count different ones, a concept stands for its phrases
            if count > 1 && alternative.starts_with('@') {
                atoms.extend(self.members.get(&atom).cloned().unwrap_or_default());
            } else {
                atoms.push(atom);
            }
        }
        atoms.sort_unstable();
        atoms.dedup();
        if atoms.len() < usize::from(count.max(1)) {
            return Err(format!("'{text}' has too few alternatives"));
        }
        let key = (atoms, count, outside);
        if let Some(part) = self.parts.get(&key) {
            return Ok(*part);
        }
        let part = self.part_list.len() as u16;
        self.part_list.push(key.clone());
        self.parts.insert(key, part);
        Ok(part)
    }

    fn part_frequency(&self, part: u16) -> u64 {
        let (atoms, count, outside) = &self.part_list[part as usize];
        let total: u64 = atoms.iter().map(|a| u64::from(self.frequency[*a as usize])).sum();
        // what is forbidden or stands outside cannot start a search; a counted part starts it often
        match count {
            0 => u64::MAX,
            _ if *outside => u64::MAX / 2,
            _ => total.saturating_mul(u64::from(*count)),
        }
    }

    fn sign(
        &mut self,
        text: &str,
        concepts: &BTreeMap<String, Vec<String>>,
        frequency: &dyn Fn(&str) -> u32,
    ) -> Result<(bool, Vec<u16>), String> {
        let (passage, rest) = match text.trim().strip_prefix("passage:") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut parts = Vec::new();
        for part in rest.split(" + ") {
            let part = self.part(part, concepts, frequency)?;
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.sort_by_key(|p| self.part_frequency(*p));
        if self.part_list[parts[0] as usize].1 == 0 {
            return Err("only forbids; it needs something to find".to_owned());
        }
        Ok((passage, parts))
    }

    /// Concepts of concepts are concepts of the phrase; the frequency of a concept is that of its phrases.
    fn close_emits(&mut self) {
        for atom in 0..self.names.len() {
            let mut at = 0;
            while at < self.emits[atom].len() {
                let concept = self.emits[atom][at];
                for further in self.emits[concept as usize].clone() {
                    if !self.emits[atom].contains(&further) {
                        self.emits[atom].push(further);
                    }
                }
                at += 1;
            }
            if !self.names[atom].starts_with('@') {
                for concept in self.emits[atom].clone() {
                    let own = self.frequency[atom];
                    let sum = &mut self.frequency[concept as usize];
                    *sum = sum.saturating_add(own);
                }
            }
        }
        let members = self.members.clone();
        for list in self.members.values_mut() {
            let mut flat = Vec::new();
            let mut open = list.clone();
            while let Some(atom) = open.pop() {
                match members.get(&atom) {
                    Some(inner) if !flat.contains(&atom) => open.extend(inner),
                    _ => flat.push(atom),
                }
            }
            *list = flat;
        }
    }

    /// Brings words, nodes and atoms into an order of their own, so that the tables depend on what is in them and pack
    /// well: words by spelling; nodes as a walk through the tree meets them; atoms concepts first, as they are, then
    /// prefixes by spelling, then phrases as their nodes. Returns the new number of each atom.
    fn sort(&mut self) -> Vec<Atom> {
        let mut order: Vec<Word> = (1..self.word_list.len() as Word).collect();
        order.sort_by(|a, b| self.word_list[*a as usize].cmp(&self.word_list[*b as usize]));
        let mut new_word = vec![0; self.word_list.len()];
        for (n, word) in (1..).zip(&order) {
            new_word[*word as usize] = n;
        }
        self.word_list.sort_unstable();
        let mut new_atom = vec![NONE; self.names.len()];
        let mut atoms: Atom = 0;
        let mut number = |atom: Atom| {
            new_atom[atom as usize] = atoms;
            atoms += 1;
        };
        let mut concepts: Vec<Atom> = self.concepts.values().copied().collect();
        concepts.sort_unstable();
        concepts.into_iter().chain(self.prefixes.values().copied()).for_each(&mut number);
        let (mut children, mut node_atom) = (Vec::new(), Vec::new());
        let mut open = vec![(0_u16, None::<(usize, Word)>)];
        while let Some((node, parent)) = open.pop() {
            let place = children.len();
            if let Some((parent, word)) = parent {
                let siblings: &mut BTreeMap<Word, u16> = &mut children[parent];
                siblings.insert(word, place as u16);
            }
            children.push(BTreeMap::new());
            let atom = self.node_atom[node as usize];
            node_atom.push(atom);
            if atom != NONE {
                number(atom);
            }
            let mut below: Vec<(Word, u16)> = self.children[node as usize]
                .iter()
                .map(|(word, child)| (new_word[*word as usize], *child))
                .collect();
            below.sort_unstable_by_key(|child| std::cmp::Reverse(child.0));
            open.extend(below.into_iter().map(|(word, child)| (child, Some((place, word)))));
        }
        let renumber = |atom: &mut Atom| {
            if *atom != NONE {
                *atom = new_atom[*atom as usize];
            }
        };
        node_atom.iter_mut().for_each(renumber);
        (self.children, self.node_atom) = (children, node_atom);
        self.prefixes.values_mut().chain(self.concepts.values_mut()).for_each(renumber);
        let mut emits = vec![Vec::new(); self.emits.len()];
        for (atom, mut list) in self.emits.drain(..).enumerate() {
            list.iter_mut().for_each(renumber);
            list.sort_unstable();
            emits[new_atom[atom] as usize] = list;
        }
        self.emits = emits;
        for (list, ..) in &mut self.part_list {
            list.iter_mut().for_each(renumber);
            list.sort_unstable();
        }
        new_atom
    }

    fn finish(self, mut signs: Vec<(Sign, Vec<u16>)>, exclusions: Vec<u16>) -> Lexicon {
        let atoms = self.names.len();
        let mut part_atoms = Vec::new();
        let parts: Vec<Part> = self
            .part_list
            .iter()
            .map(|(list, count, outside)| {
                let start = part_atoms.len() as u32;
                part_atoms.extend_from_slice(list);
                Part { start, end: part_atoms.len() as u32, count: *count, outside: *outside }
            })
            .collect();
        let mut sign_parts = Vec::new();
        for (sign, list) in &mut signs {
            sign.start = sign_parts.len() as u32;
            sign_parts.extend_from_slice(list);
            sign.end = sign_parts.len() as u32;
        }
        let signs: Vec<Sign> = signs.into_iter().map(|s| s.0).collect();
        let mut words = String::new();
        let mut word_ends = Vec::new();
        for word in &self.word_list {
            words.push_str(&String::from_utf8_lossy(word));
            word_ends.push(words.len() as u32);
        }
        let mut roots = vec![0; self.word_list.len()];
        for (word, node) in &self.children[0] {
            roots[*word as usize] = *node;
        }
        let (node_edges, edges) =
            flatten(self.children.iter().map(|c| c.iter().map(|(w, n)| (*w, *n)).collect::<Vec<_>>()));
        let (emit_starts, emits) = flatten(self.emits.into_iter());
        let [statement_index, passage_index] =
            indexes(&parts, &part_atoms, &signs, &sign_parts, &exclusions, atoms);
        Lexicon {
            word_table: word_table(&words, &word_ends).into(),
            words: words.into(),
            word_ends: word_ends.into(),
            prefixes: self.prefixes.into_iter().map(|(p, a)| (p.into(), a)).collect(),
            node_edges: node_edges.into(),
            edges: edges.into(),
            roots: roots.into(),
            node_atom: self.node_atom.into(),
            emit_starts: emit_starts.into(),
            emits: emits.into(),
            part_atoms: part_atoms.into(),
            parts: parts.into(),
            sign_parts: sign_parts.into(),
            signs: signs.into(),
            statement_index,
            passage_index,
            exclusions: exclusions.into(),
            concepts: self.concepts.into_iter().map(|(n, a)| (n.into(), a)).collect(),
        }
    }
}

/// Lists one after another with the start of each and, last, the end of all.
fn flatten<T>(lists: impl Iterator<Item = Vec<T>>) -> (Vec<u32>, Vec<T>) {
    let mut starts = vec![0];
    let mut all = Vec::new();
    for list in lists {
        all.extend(list);
        starts.push(all.len() as u32);
    }
    (starts, all)
}
