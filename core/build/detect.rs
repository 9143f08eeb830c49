//! The library's lexicon compiler, compiled into the build script.

#[allow(dead_code, unreachable_pub)]
#[path = "../src/detect/compile.rs"]
pub(crate) mod compile;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/detect/learned.rs"]
pub(crate) mod learned;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/detect/lexicon.rs"]
pub(crate) mod lexicon;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/detect/pack.rs"]
pub(crate) mod pack;
