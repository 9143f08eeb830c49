//! The library's words and stems, compiled into the build script.

#[allow(dead_code, unreachable_pub)]
#[path = "../src/language/stem.rs"]
mod stem;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/language/token.rs"]
mod token;

pub(crate) use stem::{MAX_WORD, stem};
pub(crate) use token::Pieces;
