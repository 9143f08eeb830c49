//! The built-in tables as bytes: the build script packs them, the engine unpacks them when it is first used.
//!
//! What follows from something else is not packed.

use std::borrow::Cow;

use super::learned::Weights;
use super::lexicon::{Atom, Force, Index, Lexicon, NONE, Part, Reach, Sign, Word, hash};
use crate::packing::{Row, Writer, rows};

/// Everything that the built-in detector needs.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Phrases and signs.
    pub lexicon: Lexicon,
    /// Learned weights.
    pub weights: Weights,
    /// Atoms of the cues of requirements with the cue, sorted.
    pub cues: Vec<(Atom, u16)>,
    /// Atoms of superseded editions with the edition, sorted.
    pub citations: Vec<(Atom, u16)>,
}

// Sorts of numbers, each kept in a row of its own.
const SHARED: usize = 0;
const LENGTHS: usize = 1;
const LETTERS: usize = 2;
const NODES: usize = 3;
const EDGES: usize = 4;
const EMIT_ATOMS: usize = 5;
const EMITS: usize = 6;
const PARTS: usize = 7;
const PART_ATOMS: usize = 8;
const SIGNS: usize = 9;
const TOPICS: usize = 10;
const SIGN_PARTS: usize = 11;
const RARITY: usize = 12;
const MANNER: usize = 13;
const ITEM_COUNTS: usize = 14;
const ITEM_TOPICS: usize = 15;
const ITEM_WEIGHTS: usize = 16;
const SMALL: usize = 17;
const ROWS: usize = 18;

fn put_text(w: &mut Writer, before: &str, text: &str) {
    let shared = before.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    w.put(SHARED, shared);
    w.put(LENGTHS, text.len() - shared);
    w.put_bytes(LETTERS, &text.as_bytes()[shared..]);
}

/// The tables as bytes.
pub fn pack(tables: &Tables) -> Vec<u8> {
    let (lexicon, weights) = (&tables.lexicon, &tables.weights);
    let mut w = Writer::new(ROWS);
    let words = lexicon.word_ends.len();
    w.put(SMALL, words);
    for word in 1..words {
        put_text(&mut w, lexicon.word(word as Word - 1), lexicon.word(word as Word));
    }
    for list in [&lexicon.concepts, &lexicon.prefixes] {
        w.put(SMALL, list.len());
        let mut before = "";
        for (name, atom) in list.iter() {
            put_text(&mut w, before, name);
            w.put(SMALL, usize::from(*atom));
            before = name;
        }
    }
    let atoms = lexicon.atom_count();
    w.put(SMALL, atoms);
    w.put(SMALL, lexicon.node_atom.len());
    for (node, atom) in lexicon.node_atom.iter().enumerate() {
        let range = lexicon.node_edges[node] as usize..lexicon.node_edges[node + 1] as usize;
        w.put(NODES, range.len() * 2 + usize::from(*atom != NONE));
        let mut next = 0;
        for (word, _) in &lexicon.edges[range] {
            w.put(EDGES, usize::from(*word) - next);
            next = usize::from(*word) + 1;
        }
    }
    let speaking: Vec<usize> = (0..atoms).filter(|a| !lexicon.emits(*a as Atom).is_empty()).collect();
    w.put_rising(SMALL, EMIT_ATOMS, speaking.iter().copied());
    for atom in speaking {
        let list = lexicon.emits(atom as Atom);
        w.put_rising(EMIT_ATOMS, EMITS, list.iter().map(|a| usize::from(*a)));
    }
    w.put(SMALL, lexicon.parts.len());
    for part in lexicon.parts.iter() {
        w.put(PARTS, usize::from(part.count) * 2 + usize::from(part.outside));
        let list = &lexicon.part_atoms[part.start as usize..part.end as usize];
        w.put_rising(PARTS, PART_ATOMS, list.iter().map(|a| usize::from(*a)));
    }
    w.put(SMALL, lexicon.signs.len());
    let (mut topic, mut before) = (0, 0);
    for sign in lexicon.signs.iter() {
        w.put_signed(TOPICS, i32::from(sign.topic) - topic);
        topic = i32::from(sign.topic);
        let list = &lexicon.sign_parts[sign.start as usize..sign.end as usize];
        w.put(SIGNS, (list.len() * 3 + sign.force as usize) * 3 + sign.reach as usize);
        for part in list {
            w.put_signed(SIGN_PARTS, i32::from(*part) - before);
            before = i32::from(*part);
        }
    }
    w.put(SMALL, lexicon.exclusions.len());
    lexicon.exclusions.iter().for_each(|part| w.put(SMALL, usize::from(part.wrapping_add(1))));

    w.put_bytes(RARITY, &weights.rarity);
    weights.manner_words.iter().for_each(|weight| w.put_signed(MANNER, i32::from(*weight)));
    for atom in 0..atoms {
        let items = weights.items_of(atom as Atom);
        w.put_rising(ITEM_COUNTS, ITEM_TOPICS, items.iter().map(|item| usize::from(item.0)));
        let steps: Vec<u8> = items.iter().map(|item| item.1 as u8).collect();
        w.put_bytes(ITEM_WEIGHTS, &steps);
    }
    let marks: Vec<i32> = weights.manner_marks.iter().map(|weight| i32::from(*weight)).collect();
    for list in [&*weights.bias, &marks, &[weights.manner_bias], &weights.near, &weights.combine] {
        w.put(SMALL, list.len());
        list.iter().for_each(|weight| w.put_signed(SMALL, *weight));
    }
    for list in [&tables.cues, &tables.citations] {
        w.put(SMALL, list.len());
        let mut before = 0;
        for (atom, what) in list {
            w.put(SMALL, usize::from(*atom) - before);
            w.put(SMALL, usize::from(*what));
            before = usize::from(*atom);
        }
    }
    w.finish()
}

/// Texts, each as what it shares with the one before and what follows.
struct Texts {
    shared: Row,
    lengths: Row,
    letters: Row,
}

impl Texts {
    /// Makes the text before to the next one.
    fn take(&mut self, text: &mut Vec<u8>) {
        text.truncate(self.shared.take());
        text.extend_from_slice(self.letters.bytes(self.lengths.take()));
    }

    fn names(&mut self, small: &mut Row) -> Vec<(Cow<'static, str>, Atom)> {
        let mut text = Vec::new();
        (0..small.take())
            .map(|_| {
                self.take(&mut text);
                (Cow::Owned(String::from_utf8_lossy(&text).into_owned()), small.take() as Atom)
            })
            .collect()
    }
}

fn take_list(small: &mut Row) -> Vec<i32> {
    (0..small.take()).map(|_| small.take_signed()).collect()
}

fn take_pairs(small: &mut Row) -> Vec<(Atom, u16)> {
    let mut atom = 0;
    (0..small.take())
        .map(|_| {
            atom += small.take();
            (atom as Atom, small.take() as u16)
        })
        .collect()
}

/// The tables from bytes that [`pack`] made; panics on others.
pub fn unpack(bytes: &'static [u8]) -> Tables {
    // in the order of the rows
    let [
        shared,
        lengths,
        letters,
        nodes,
        edges,
        mut emit_atoms,
        mut emitted,
        mut part_kinds,
        mut part_members,
        mut sign_kinds,
        mut topics,
        mut sign_members,
        mut rarity,
        mut manner,
        mut item_counts,
        mut item_topics,
        mut item_weights,
        mut small,
    ] = rows::<ROWS>(bytes);
    let mut texts = Texts { shared, lengths, letters };
    let count = small.take();
    let (mut words, mut word_ends, mut text) = (String::new(), vec![0], Vec::new());
    for _ in 1..count {
        texts.take(&mut text);
        words.push_str(&String::from_utf8_lossy(&text));
        word_ends.push(words.len() as u32);
    }
    let concepts = texts.names(&mut small);
    let prefixes = texts.names(&mut small);
    let atoms = small.take();
    let tree = tree(nodes, edges, small.take(), count, concepts.len() + prefixes.len());

    let mut emit_starts = vec![0; atoms + 1];
    let mut emits: Vec<Atom> = Vec::new();
    let mut speaking = Vec::new();
    emit_atoms.take_rising(small.take(), |atom| speaking.push(atom));
    let mut filled = 0;
    for atom in speaking {
        emit_starts[filled..=atom].fill(emits.len() as u32);
        filled = atom + 1;
        emitted.take_rising(emit_atoms.take(), |concept| emits.push(concept as Atom));
    }
    emit_starts[filled..].fill(emits.len() as u32);

    let mut part_atoms: Vec<Atom> = Vec::with_capacity(part_members.len());
    let parts: Vec<Part> = (0..small.take())
        .map(|_| {
            let (kind, start) = (part_kinds.take(), part_atoms.len() as u32);
            part_members.take_rising(part_kinds.take(), |atom| part_atoms.push(atom as Atom));
            Part { start, end: part_atoms.len() as u32, count: (kind / 2) as u8, outside: kind % 2 == 1 }
        })
        .collect();
    let (mut sign_parts, mut topic, mut part) = (Vec::new(), 0, 0);
    let signs: Vec<Sign> = (0..small.take())
        .map(|_| {
            topic += topics.take_signed();
            let shape = sign_kinds.take();
            let start = sign_parts.len() as u32;
            for _ in 0..shape / 9 {
                part += sign_members.take_signed();
                sign_parts.push(part as u16);
            }
            let force = [Force::Full, Force::Half, Force::Name][shape / 3 % 3];
            let reach = [Reach::Statement, Reach::Passage, Reach::Title][shape % 3];
            Sign { topic: topic as u16, force, reach, start, end: sign_parts.len() as u32 }
        })
        .collect();
    let exclusions: Vec<u16> = (0..small.take()).map(|_| (small.take() as u16).wrapping_sub(1)).collect();

    let manner_words: Vec<i16> = (0..atoms).map(|_| manner.take_signed() as i16).collect();
    let (mut starts, mut items) = (vec![0], Vec::with_capacity(item_weights.len()));
    for _ in 0..atoms {
        let count = item_counts.take();
        let mut weights = item_weights.bytes(count).iter();
        let mut next = || weights.next().map_or(0, |weight| *weight as i8);
        item_topics.take_rising(count, |topic| items.push((topic as u8, next())));
        starts.push(items.len() as u32);
    }
    let bias = take_list(&mut small);
    let manner_marks: Vec<i16> = take_list(&mut small).into_iter().map(|weight| weight as i16).collect();
    let manner_bias = take_list(&mut small)[0];
    let (near, combine) = (take_list(&mut small), take_list(&mut small));
    let (cues, citations) = (take_pairs(&mut small), take_pairs(&mut small));

    let [statement_index, passage_index] =
        indexes(&parts, &part_atoms, &signs, &sign_parts, &exclusions, atoms);
    let lexicon = Lexicon {
        word_table: word_table(&words, &word_ends).into(),
        words: words.into(),
        word_ends: word_ends.into(),
        prefixes: prefixes.into(),
        node_edges: tree.node_edges.into(),
        edges: tree.edges.into(),
        roots: tree.roots.into(),
        node_atom: tree.node_atom.into(),
        emit_starts: emit_starts.into(),
        emits: emits.into(),
        part_atoms: part_atoms.into(),
        parts: parts.into(),
        sign_parts: sign_parts.into(),
        signs: signs.into(),
        statement_index,
        passage_index,
        exclusions: exclusions.into(),
        concepts: concepts.into(),
    };
    let weights = Weights {
        rarity: rarity.bytes(atoms).into(),
        starts: starts.into(),
        items: items.into(),
        bias: bias.into(),
        manner_words: manner_words.into(),
        manner_marks: manner_marks.into(),
        manner_bias,
        near: near.into(),
        combine: combine.into(),
    };
    Tables { lexicon, weights, cues, citations }
}

/// The phrase tree.
struct Tree {
    node_edges: Vec<u32>,
    edges: Vec<(Word, u16)>,
    roots: Vec<u16>,
    node_atom: Vec<Atom>,
}

/// Nodes stand in the order of a walk through the tree, so the first child of a node is the next one, and a further one
/// comes when all below the one before has come. Atoms of nodes are numbered in the same order, from `first` on.
fn tree(mut nodes: Row, mut gaps: Row, count: usize, words: usize, first: usize) -> Tree {
    let (mut node_edges, mut edges, mut node_atom) = (vec![0], Vec::new(), Vec::with_capacity(count));
    let mut atom = first;
    // For each node above the present one the edges that do not lead anywhere yet.
    let mut open: Vec<std::ops::Range<usize>> = Vec::new();
    for node in 0..count {
        if let Some(edge) = open.last_mut().and_then(Iterator::next) {
            let edge: &mut (Word, u16) = &mut edges[edge];
            edge.1 = node as u16;
        }
        let shape = nodes.take();
        let start = edges.len();
        gaps.take_rising(shape / 2, |word| edges.push((word as Word, 0)));
        node_edges.push(edges.len() as u32);
        node_atom.push(if shape % 2 == 1 { atom as Atom } else { NONE });
        atom += shape % 2;
        open.push(start..edges.len());
        while open.last().is_some_and(|edges| edges.is_empty()) {
            open.pop();
        }
    }
    let mut roots = vec![0; words];
    for (word, node) in &edges[..node_edges.get(1).map_or(0, |end| *end as usize)] {
        roots[usize::from(*word)] = *node;
    }
    Tree { node_edges, edges, roots, node_atom }
}

/// Open-addressed hash table of words; see [`Lexicon::word_table`].
pub(super) fn word_table(words: &str, ends: &[u32]) -> Vec<Word> {
    let size = (ends.len() * 3).next_power_of_two();
    let mut table = vec![0; size];
    for n in 1..ends.len() {
        let word = &words.as_bytes()[ends[n - 1] as usize..ends[n] as usize];
        let mut slot = hash(word) as usize & (size - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        table[slot] = n as Word;
    }
    table
}

/// For signs that meet in a statement, and for those that meet in a passage: which parts an atom is in, and which signs
/// begin with a part.
pub(super) fn indexes(
    parts: &[Part],
    part_atoms: &[Atom],
    signs: &[Sign],
    sign_parts: &[u16],
    exclusions: &[u16],
    atoms: usize,
) -> [Index; 2] {
    [false, true].map(|passage| {
        let mut used = vec![false; parts.len()];
        exclusions.iter().filter(|part| **part != NONE).for_each(|part| used[usize::from(*part)] = true);
        let mut begun = Lists::new(parts.len());
        let here = || signs.iter().enumerate().filter(|(_, sign)| (sign.reach == Reach::Passage) == passage);
        let parts_of = |sign: &Sign| &sign_parts[sign.start as usize..sign.end as usize];
        for (_, sign) in here() {
            parts_of(sign).iter().for_each(|part| used[usize::from(*part)] = true);
            begun.expect(usize::from(parts_of(sign)[0]));
        }
        begun.begin();
        here().for_each(|(n, sign)| begun.add(usize::from(parts_of(sign)[0]), n as u16));
        let mut of_atom = Lists::new(atoms);
        let atoms_of = |part: &Part| &part_atoms[part.start as usize..part.end as usize];
        let used = || parts.iter().enumerate().filter(|(n, _)| used[*n]);
        used()
            .for_each(|(_, part)| atoms_of(part).iter().for_each(|atom| of_atom.expect(usize::from(*atom))));
        of_atom.begin();
        for (n, part) in used() {
            atoms_of(part).iter().for_each(|atom| of_atom.add(usize::from(*atom), n as u16));
        }
        Index {
            part_starts: of_atom.starts.into(),
            parts: of_atom.all.into(),
            sign_starts: begun.starts.into(),
            signs: begun.all.into(),
        }
    })
}

/// Lists one after another: first it is counted how long each gets, then they are filled.
struct Lists {
    starts: Vec<u32>,
    filled: Vec<u32>,
    all: Vec<u16>,
}

impl Lists {
    fn new(lists: usize) -> Self {
        Lists { starts: vec![0; lists + 1], filled: Vec::new(), all: Vec::new() }
    }

    fn expect(&mut self, list: usize) {
        self.starts[list + 1] += 1;
    }

    fn begin(&mut self) {
        for n in 1..self.starts.len() {
            self.starts[n] += self.starts[n - 1];
        }
        self.all = vec![0; self.starts.last().map_or(0, |end| *end as usize)];
        self.filled = self.starts.clone();
    }

    fn add(&mut self, list: usize, value: u16) {
        let at = &mut self.filled[list];
        self.all[*at as usize] = value;
        *at += 1;
    }
}

// The build script compiles this file, too, and has no use for tests.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::compile::{LexiconSource, TopicSource, compile};

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let lock = TopicSource {
            topic: 1,
            names: texts(&["session timeout", "auto-lock"]),
            signs: texts(&[
                "lock, log off, sign out + @idle, unattended + -battery",
                "passage: 2x lock, screen, wake* + ^session",
            ]),
            half: texts(&["lock + some time"]),
            exclude: texts(&["battery, lock washer"]),
            titles: texts(&["session"]),
        };
        let none = TopicSource { topic: 0, ..TopicSource::default() };
        let source = LexiconSource {
            concepts: [("idle".to_owned(), texts(&["idle", "inactiv*", "no input for", "@number"]))].into(),
            topics: vec![none, lock],
            topic_count: 3,
            phrases: texts(&["=screen lock", "zebra", "TLS 1.2"]),
        };
        let (lexicon, phrases) = compile(&source, &|word| word.len() as u32).expect("it can be read");
        let atoms = lexicon.atom_count();
        let mut starts = vec![0_u32];
        let mut items = Vec::new();
        for atom in 0..atoms {
            items.extend((0..atom % 4).map(|n| ((n * 40) as u8, (atom as i32 * 7 - 100) as i8)));
            starts.push(items.len() as u32);
        }
        let weights = Weights {
            rarity: (0..atoms).map(|n| (n * 5) as u8).collect(),
            starts: starts.into(),
            items: items.into(),
            bias: vec![-1300, 0, 1 << 20].into(),
            manner_words: (0..atoms).map(|n| n as i16 * 300 - 2000).collect(),
            manner_marks: vec![i16::MIN, 0, i16::MAX].into(),
            manner_bias: -5,
            near: vec![1, -1].into(),
            combine: Vec::new().into(),
        };
        let mut cues: Vec<(Atom, u16)> = phrases.iter().copied().zip(0..).collect();
        cues.sort_unstable();
        let tables = Tables { lexicon, weights, cues, citations: Vec::new() };
        let bytes = Box::leak(pack(&tables).into_boxed_slice());
        assert_eq!(format!("{:?}", unpack(bytes)), format!("{tables:?}"));
    }
}
