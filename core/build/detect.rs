//! The library's lexicon compiler, compiled into the build script.

#[allow(dead_code, unreachable_pub)]
#[path = "../src/detect/compile.rs"]
pub(crate) mod compile;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/detect/lexicon.rs"]
pub(crate) mod lexicon;
