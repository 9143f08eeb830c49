//! The catalogue: what frameworks ask for, which topics answer it, what kinds of document there are, and which
//! editions are superseded.
//!
//! The built-in catalogue is made at build time from `core/catalog/` (see `core/build/catalogue.rs`) and costs nothing
//! to open. An organisation adds topics and frameworks of its own with [`Catalogue::extend`]. Nothing is detected or
//! judged here: this room only knows what can be asked.

mod embedded;
mod error;
mod extend;
// Shared with the build script, which reads more sorts of files and so more sorts of keys.
#[allow(dead_code)]
mod fields;
mod link;
mod model;
mod nearest;
mod own;
mod pack;
mod source;

pub use error::CatalogueError;
pub use model::*;
pub(crate) use nearest::nearest;
