//! The built-in catalogue: statics that the build script wrote from `core/catalog/`.

// The generated file is data only.
#[allow(clippy::all, unreachable_pub)]
mod tables {
    use super::super::model::*;
    use std::borrow::Cow::Borrowed as B;

    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

use super::model::Catalogue;

impl Catalogue {
    /// The catalogue that medlint brings along. Nothing is parsed or copied.
    pub const fn builtin() -> Catalogue {
        tables::BUILTIN
    }
}
