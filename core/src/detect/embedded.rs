//! The built-in detector: tables that the build script made of `core/catalog/`, unpacked when they are first asked for.

use std::sync::LazyLock;

use super::Detector;
use super::pack::{Tables, unpack};

// The generated file is data only.
#[allow(clippy::all, unreachable_pub, missing_docs)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/examples.rs"));
}

static TABLES: LazyLock<Tables> =
    LazyLock::new(|| unpack(include_bytes!(concat!(env!("OUT_DIR"), "/detector.bin"))));

impl Detector<'static> {
    /// The one that medlint brings along.
    pub fn built_in() -> Self {
        let tables = &*TABLES;
        Detector {
            lexicon: &tables.lexicon,
            weights: &tables.weights,
            cues: &tables.cues,
            citations: &tables.citations,
        }
    }
}

/// Two passages of each built-in topic, in catalogue order: state and text of one that shows it, state and text of one
/// that only looks like it.
pub fn examples() -> &'static [[&'static str; 4]] {
    generated::EXAMPLES
}

/// Tables that show a topic, with its place in catalogue order: one of each area.
pub(crate) fn tables() -> &'static [(usize, &'static str)] {
    generated::TABLES
}

/// Of each built-in topic the first name that it is recognised by, in catalogue order; empty where it has none.
pub(crate) fn names() -> &'static [&'static str] {
    generated::NAMES
}

/// Hashes of what decides on evidence: of each built-in topic its signs and learned weights, in catalogue order; and of
/// what all topics share. They tell whether evidence may be judged differently by another version.
pub fn fingerprints() -> (&'static [u64], u64) {
    (generated::DETECTION, generated::MANNER)
}
