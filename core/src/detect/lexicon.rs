//! The compiled lexicon: which words mean what, and the one pass over a document's words that finds them.
//!
//! A *phrase* is a run of stems. An *atom* is what phrases stand for: the phrase itself or a concept that several
//! phrases express. A *sign* is a combination of atoms that shows a topic when they meet. The tables are flat arrays
//! so that the built-in lexicon can be packed; an organisation's own topics are compiled to the same form.

use std::borrow::Cow;

/// Index of an atom.
pub type Atom = u16;
/// Index of a stem; 0 is a stem that no phrase contains.
pub type Word = u16;

/// Where the parts of a sign must meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// In one statement, read under its headings, its table's header and its lead-in.
    Statement,
    /// Anywhere in a run of statements of one section.
    Passage,
    /// In the heading: a title under which the topic usually stands.
    Title,
}

/// How far a sign goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// Shows the topic.
    Full,
    /// Shows half of it.
    Half,
    /// Names it.
    Name,
}

/// A group of atoms of which some must occur.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// First index into [`Lexicon::part_atoms`].
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// How many different ones must occur; 0 means that none may.
    pub count: u8,
    /// Must stand in the headings, header cells or lead-in.
    pub outside: bool,
}

/// A combination of parts that tells something about a topic.
#[derive(Debug, Clone, Copy)]
pub struct Sign {
    /// Index of the topic in the catalogue.
    pub topic: u16,
    /// What it amounts to.
    pub force: Force,
    /// Where the parts must meet.
    pub reach: Reach,
    /// First index into [`Lexicon::sign_parts`]; the first part is the anchor (the rarest).
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// From atoms to the parts that contain them, and from a sign's rarest part to the sign.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// For each atom the first of its parts in `parts`. One longer than there are atoms.
    pub part_starts: Cow<'static, [u32]>,
    /// Parts by atom.
    pub parts: Cow<'static, [u16]>,
    /// For each part the first of the signs that begin with it. One longer than there are parts.
    pub sign_starts: Cow<'static, [u32]>,
    /// Signs by their first part.
    pub signs: Cow<'static, [u16]>,
}

impl Index {
    /// Parts that contain an atom.
    pub fn parts_of(&self, atom: Atom) -> &[u16] {
        slice(&self.part_starts, &self.parts, atom as usize)
    }

    /// Signs that begin with a part.
    pub fn signs_of(&self, part: u16) -> &[u16] {
        slice(&self.sign_starts, &self.signs, part as usize)
    }
}

fn slice<'a, T>(starts: &[u32], all: &'a [T], at: usize) -> &'a [T] {
    &all[starts[at] as usize..starts[at + 1] as usize]
}

/// A compiled lexicon.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// All stems, one after another.
    pub words: Cow<'static, str>,
    /// End of each stem in `words`; stem 0 is empty.
    pub word_ends: Cow<'static, [u32]>,
    /// Open-addressed hash table of stems, size a power of two; 0 is free.
    pub word_table: Cow<'static, [Word]>,
    /// Prefixes (`encrypt*`) in byte order with the atom each stands for.
    pub prefixes: Cow<'static, [(Cow<'static, str>, Atom)]>,
    /// Phrase tree: first child edge of each node; node 0 is the root. One longer than there are nodes.
    pub node_edges: Cow<'static, [u32]>,
    /// Edges of the tree, sorted by word within a node: word and the node it leads to.
    pub edges: Cow<'static, [(Word, u16)]>,
    /// The node a first word leads to, 0 for none.
    pub roots: Cow<'static, [u16]>,
    /// The atom that ends at a node, [`NONE`] for none.
    pub node_atom: Cow<'static, [Atom]>,
    /// For each atom the first of its concepts in `emits`. One longer than there are atoms.
    pub emit_starts: Cow<'static, [u32]>,
    /// Concepts that an atom expresses.
    pub emits: Cow<'static, [Atom]>,
    /// Atoms of the parts.
    pub part_atoms: Cow<'static, [Atom]>,
    /// The parts; equal ones occur once.
    pub parts: Cow<'static, [Part]>,
    /// Parts of the signs.
    pub sign_parts: Cow<'static, [u16]>,
    /// The signs.
    pub signs: Cow<'static, [Sign]>,
    /// Where the atoms of signs that meet in a statement stand.
    pub statement_index: Index,
    /// Where the atoms of signs that meet in a passage stand.
    pub passage_index: Index,
    /// For each topic the part with its exclusions, [`NONE`] for none.
    pub exclusions: Cow<'static, [u16]>,
    /// Names of concepts with their atoms, sorted by name.
    pub concepts: Cow<'static, [(Cow<'static, str>, Atom)]>,
}

/// No atom, no part.
pub const NONE: u16 = u16::MAX;

/// Hash of a stem in [`Lexicon::word_table`] (FNV-1a, folded).
pub fn hash(word: &[u8]) -> u32 {
    let mut h = 0x811c_9dc5_u32;
    for b in word {
        h = (h ^ u32::from(*b)).wrapping_mul(0x0100_0193);
    }
    h ^ (h >> 15)
}

impl Lexicon {
    /// The stem with index `word`.
    pub fn word(&self, word: Word) -> &str {
        let end = self.word_ends[word as usize] as usize;
        let start = if word == 0 { 0 } else { self.word_ends[word as usize - 1] as usize };
        &self.words[start..end]
    }

    /// Index of a stem, 0 when no phrase contains it.
    pub fn find_word(&self, stem: &[u8]) -> Word {
        if self.word_table.is_empty() {
            return 0;
        }
        let mask = self.word_table.len() - 1;
        let mut slot = hash(stem) as usize & mask;
        loop {
            let word = self.word_table[slot];
            if word == 0 || self.word(word).as_bytes() == stem {
                return word;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Atoms of the prefixes that `word` (lower case, not stemmed) begins with.
    pub fn prefixes_of(&self, word: &str, out: &mut Vec<Atom>) {
        // every prefix of a word sorts before it and shares its first three letters
        let Some(first) = word.get(..3) else { return };
        let start = self.prefixes.partition_point(|(p, _)| p.as_ref() < first);
        for (prefix, atom) in &self.prefixes[start..] {
            if prefix.as_ref() > word {
                break;
            }
            if word.starts_with(prefix.as_ref()) {
                out.push(*atom);
            }
        }
    }

    /// The child of `node` by `word`, 0 for none.
    pub fn step(&self, node: u16, word: Word) -> u16 {
        let range = self.node_edges[node as usize] as usize..self.node_edges[node as usize + 1] as usize;
        let edges = &self.edges[range];
        edges.binary_search_by_key(&word, |e| e.0).map_or(0, |n| edges[n].1)
    }

    /// Concepts that an atom expresses.
    pub fn emits(&self, atom: Atom) -> &[Atom] {
        slice(&self.emit_starts, &self.emits, atom as usize)
    }

    /// Number of atoms.
    pub fn atom_count(&self) -> usize {
        self.emit_starts.len().saturating_sub(1)
    }

    /// The phrases and prefixes that express a concept, as the compiler reads them (`=stem stem`, `prefix*`).
    pub fn phrases_of(&self, concept: Atom) -> Vec<String> {
        let expresses = |atom: Atom| atom != NONE && self.emits(atom).contains(&concept);
        let prefixes = self.prefixes.iter().filter(|(_, atom)| expresses(*atom));
        let mut out: Vec<String> = prefixes.map(|(prefix, _)| format!("{prefix}*")).collect();
        let mut open = vec![(0_u16, String::from("="))];
        while let Some((node, text)) = open.pop() {
            if expresses(self.node_atom[node as usize]) {
                out.push(text.clone());
            }
            let gap = if node == 0 { "" } else { " " };
            let range = self.node_edges[node as usize] as usize..self.node_edges[node as usize + 1] as usize;
            open.extend(
                self.edges[range]
                    .iter()
                    .map(|(word, next)| (*next, format!("{text}{gap}{}", self.word(*word)))),
            );
        }
        out
    }

    /// Atom of a concept, [`NONE`] when there is none of that name.
    pub fn concept(&self, name: &str) -> Atom {
        self.concepts.binary_search_by(|(n, _)| n.as_ref().cmp(name)).map_or(NONE, |n| self.concepts[n].1)
    }
}
