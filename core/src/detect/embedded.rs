//! The built-in detector: statics that the build script compiled from `core/catalog/`.

// The generated file is data only.
#[allow(clippy::all, unreachable_pub, missing_docs)]
mod tables {
    use crate::detect::lexicon::{Force, Index, Lexicon, Part, Reach, Sign};
    use crate::detect::weights::Weights;
    use std::borrow::Cow::Borrowed as B;

    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

pub(super) use tables::{CITATIONS, CUES, LEXICON, WEIGHTS};

/// Two passages of each built-in topic, in catalogue order: state and text of one that shows it, state and text of one
/// that only looks like it.
pub fn examples() -> &'static [[&'static str; 4]] {
    tables::EXAMPLES
}
