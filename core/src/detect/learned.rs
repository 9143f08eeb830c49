//! The learned tables, as the build script packs them and the engine uses them.

use std::borrow::Cow;

use super::lexicon::Atom;

/// Scale of all weights: 1.0 is 1024.
pub const ONE: i32 = 1024;

/// The weights of words come in steps of this: a quarter is exact enough, and they fit a byte.
pub const STEP: i32 = ONE / 4;

/// The learned tables.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// For each atom its rarity (inverse document frequency) in sixteenths; 0 when it is no feature.
    pub rarity: Cow<'static, [u8]>,
    /// For each atom the first of its entries in `items`. One longer than there are atoms.
    pub starts: Cow<'static, [u32]>,
    /// Topic and weight (times rarity, in [`STEP`]s), for each atom by topic.
    pub items: Cow<'static, [(u8, i8)]>,
    /// For each topic what is added to every score.
    pub bias: Cow<'static, [i32]>,
    /// For each atom how much it speaks for evidence.
    pub manner_words: Cow<'static, [i16]>,
    /// For each mark how much it speaks for evidence.
    pub manner_marks: Cow<'static, [i16]>,
    /// What is added to every manner score.
    pub manner_bias: i32,
    /// How a statement's manner and that of its neighbours are put together, see [`NEAR`](super::compile::NEAR); empty
    /// while that is learned.
    pub near: Cow<'static, [i32]>,
    /// How the scores and signs are put together, see [`COMBINED`](super::compile::COMBINED).
    pub combine: Cow<'static, [i32]>,
}

impl Weights {
    /// Topics and weights of an atom.
    pub fn items_of(&self, atom: Atom) -> &[(u8, i8)] {
        let atom = usize::from(atom);
        &self.items[self.starts[atom] as usize..self.starts[atom + 1] as usize]
    }

    /// How much an atom speaks for a topic, 0 for not at all.
    pub fn of(&self, atom: Atom, topic: u16) -> i32 {
        if usize::from(atom) + 1 >= self.starts.len() {
            return 0;
        }
        let items = self.items_of(atom);
        let at = items.binary_search_by_key(&topic, |item| u16::from(item.0));
        at.map_or(0, |n| i32::from(items[n].1) * STEP)
    }
}
