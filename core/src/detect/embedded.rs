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
