//! The one pass over a document's words: finds every phrase of the lexicon in every statement.

use super::compile::FORMS;
use super::forms::Forms;
use super::lexicon::{Atom, Lexicon, NONE, Word};
use super::same::Same;
use crate::document::Document;
use crate::language::{MAX_WORD, Pieces, Statement};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A phrase found.
#[derive(Debug, Clone, Copy)]
pub struct Occurrence {
    /// What was found.
    pub atom: Atom,
    /// Its first word, an index into [`Scan::tokens`].
    pub token: u32,
    /// How many words it has.
    pub length: u8,
}

/// A word of the document.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte, in [`Document::text`].
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its stem in the lexicon, 0 for an unknown one.
    pub word: Word,
    /// Begins with a capital letter.
    pub capital: bool,
}

/// What was found in a document.
#[derive(Debug, Default)]
pub struct Scan {
    /// All words of all statements in order.
    pub tokens: Vec<Token>,
    /// All phrases found, by first word.
    pub occurrences: Vec<Occurrence>,
    /// For each statement its words.
    pub statement_tokens: Vec<Range<u32>>,
    /// For each statement its phrases.
    pub statement_occurrences: Vec<Range<u32>>,
}

impl Scan {
    /// Puts what was found anew in the place of what stood there, and moves the rest.
    pub(super) fn replace(&mut self, same: Same, new: Scan) {
        let replaced = same.replaced();
        let starts = |ranges: &[Range<u32>], at: usize, len: usize| {
            ranges.get(at).map_or(len, |range| range.start as usize)
        };
        let place = |ranges: &[Range<u32>], len: usize| {
            starts(ranges, replaced.start, len)..starts(ranges, replaced.end, len)
        };
        let tokens = place(&self.statement_tokens, self.tokens.len());
        let occurrences = place(&self.statement_occurrences, self.occurrences.len());
        let more_tokens = (new.tokens.len() as u32).wrapping_sub(tokens.len() as u32);
        let more_occurrences = (new.occurrences.len() as u32).wrapping_sub(occurrences.len() as u32);
        for token in &mut self.tokens[tokens.end..] {
            token.start = token.start.wrapping_add(same.moved);
            token.end = token.end.wrapping_add(same.moved);
        }
        for occurrence in &mut self.occurrences[occurrences.end..] {
            occurrence.token = occurrence.token.wrapping_add(more_tokens);
        }
        let (first_token, first_occurrence) = (tokens.start as u32, occurrences.start as u32);
        let shift = |range: &Range<u32>, by: u32| range.start.wrapping_add(by)..range.end.wrapping_add(by);
        for (ranges, new, first, more) in [
            (&mut self.statement_tokens, &new.statement_tokens, first_token, more_tokens),
            (&mut self.statement_occurrences, &new.statement_occurrences, first_occurrence, more_occurrences),
        ] {
            for range in &mut ranges[replaced.end..] {
                *range = shift(range, more);
            }
            ranges.splice(replaced.clone(), new.iter().map(|range| shift(range, first)));
        }
        self.tokens.splice(tokens, new.tokens);
        let moved = |o: Occurrence| Occurrence { token: o.token + first_token, ..o };
        self.occurrences.splice(occurrences, new.occurrences.into_iter().map(moved));
    }

    /// The phrases found in a statement.
    pub fn of(&self, statement: u32) -> &[Occurrence] {
        let range = self.statement_occurrences[statement as usize].clone();
        &self.occurrences[range.start as usize..range.end as usize]
    }
}

/// What is known of one spelling; looked up once per document.
#[derive(Clone, Copy)]
struct Spelling {
    word: Word,
    capital: bool,
    /// Into the list of prefix and built-in atoms.
    extra: (u32, u32),
}

/// Finds the phrases of `lexicon` in the statements of `document`.
pub fn scan(document: &Document, statements: &[Statement], lexicon: &Lexicon) -> Scan {
    let text = &document.text;
    let mut spellings: FxHashMap<&str, Spelling> = FxHashMap::default();
    let mut extras: Vec<Atom> = Vec::new();
    let length = match (statements.first(), statements.last()) {
        (Some(first), Some(last)) => (last.text.end - first.text.start) as usize,
        _ => return Scan::default(),
    };
    let mut scan = Scan {
        tokens: Vec::with_capacity(length / 6),
        occurrences: Vec::with_capacity(length / 4),
        statement_tokens: Vec::with_capacity(statements.len()),
        statement_occurrences: Vec::with_capacity(statements.len()),
    };
    let built_in = BuiltIn::of(lexicon);
    let mut extra_of: Vec<(u32, u32)> = Vec::new();
    for statement in statements {
        let first_token = scan.tokens.len();
        let first_occurrence = scan.occurrences.len();
        extra_of.clear();
        for piece in Pieces::new(text, statement.text.start as usize, statement.text.end as usize) {
            let written = &text[piece.start as usize..piece.end as usize];
            let spelling = *spellings
                .entry(written)
                .or_insert_with(|| look_up(written, lexicon, &built_in, &mut extras));
            scan.tokens.push(Token {
                start: piece.start,
                end: piece.end,
                word: spelling.word,
                capital: spelling.capital,
            });
            extra_of.push(spelling.extra);
        }
        let forms = Forms::new(text, &scan.tokens[first_token..]);
        for at in first_token..scan.tokens.len() {
            if let Some((form, length)) = forms.at(at - first_token) {
                let atom = built_in.forms[form as usize];
                if atom != NONE {
                    scan.occurrences.push(Occurrence { atom, token: at as u32, length });
                }
            }
            let extra = extra_of[at - first_token];
            for atom in &extras[extra.0 as usize..extra.1 as usize] {
                scan.occurrences.push(Occurrence { atom: *atom, token: at as u32, length: 1 });
            }
            let token = scan.tokens[at];
            if token.capital && at > first_token && built_in.name != NONE {
                scan.occurrences.push(Occurrence { atom: built_in.name, token: at as u32, length: 1 });
            }
            let mut node = lexicon.roots.get(token.word as usize).copied().unwrap_or(0);
            let mut next = at + 1;
            while node != 0 {
                let atom = lexicon.node_atom[node as usize];
                if atom != NONE {
                    scan.occurrences.push(Occurrence { atom, token: at as u32, length: (next - at) as u8 });
                }
                let Some(following) = scan.tokens.get(next) else { break };
                if parts(&text.as_bytes()[scan.tokens[next - 1].end as usize..following.start as usize]) {
                    break;
                }
                node = if following.word == 0 { 0 } else { lexicon.step(node, following.word) };
                next += 1;
            }
        }
        scan.statement_tokens.push(first_token as u32..scan.tokens.len() as u32);
        scan.statement_occurrences.push(first_occurrence as u32..scan.occurrences.len() as u32);
    }
    scan
}

/// Whether what stands between two words parts them, so that no phrase goes across.
pub fn parts(between: &[u8]) -> bool {
    between.len() > 1 && between.iter().any(|b| matches!(b, b':' | b';' | b'|'))
}

/// Atoms that the matcher gives to words by their form.
struct BuiltIn {
    number: Atom,
    version: Atom,
    name: Atom,
    code: Atom,
    forms: [Atom; FORMS.len()],
    /// Which hashes the first three letters of prefixes have: most words begin with none of them.
    heads: [u64; HEADS / 64],
}

const HEADS: usize = 2048;

/// Hash of the first three bytes.
fn head(word: &[u8]) -> usize {
    let [a, b, c] = [word[0], word[1], word[2]].map(|b| usize::from(b.to_ascii_lowercase()));
    (a * 131 + b * 31 + c) % HEADS
}

impl BuiltIn {
    fn of(lexicon: &Lexicon) -> Self {
        let mut heads = [0; HEADS / 64];
        for (prefix, _) in lexicon.prefixes.iter() {
            let head = head(prefix.as_bytes());
            heads[head / 64] |= 1 << (head % 64);
        }
        Self {
            heads,
            forms: FORMS.map(|name| lexicon.concept(name)),
            number: lexicon.concept("number"),
            version: lexicon.concept("version"),
            name: lexicon.concept("name"),
            code: lexicon.concept("code"),
        }
    }
}

fn look_up(written: &str, lexicon: &Lexicon, built_in: &BuiltIn, extras: &mut Vec<Atom>) -> Spelling {
    let bytes = written.as_bytes();
    let first = extras.len() as u32;
    let mut out = [0; MAX_WORD];
    let n = super::compile::key(written, &mut out);
    let word = lexicon.find_word(&out[..n]);
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let dots = bytes.iter().filter(|b| **b == b'.').count();
    let mut give = |atom: Atom| {
        if atom != NONE {
            extras.push(atom);
        }
    };
    if bytes[0].is_ascii_digit() {
        give(built_in.number);
    }
    if dots > 0 && digits > 1 && (bytes[0].is_ascii_digit() || bytes[0] == b'v') {
        give(built_in.version);
    }
    if digits > 0 && digits + dots < bytes.len() && bytes.iter().any(u8::is_ascii_uppercase) {
        give(built_in.code);
    }
    let known = |head: usize| built_in.heads[head / 64] >> (head % 64) & 1 == 1;
    if !bytes[0].is_ascii_digit() && bytes.len() > 2 && known(head(bytes)) {
        lexicon.prefixes_of(&written.to_ascii_lowercase(), extras);
    }
    Spelling { word, capital: bytes[0].is_ascii_uppercase(), extra: (first, extras.len() as u32) }
}
