//! Language: words and statements.
//!
//! Turns the readable text of a [`Document`](crate::document::Document) into statements (sentences, list items, table
//! rows) and words into stems, so that spelling, hyphens, plurals and tenses do not matter further on. Nothing here
//! knows a topic or a meaning.

mod statement;
mod stem;
mod token;

pub use statement::{Statement, statements};
pub use stem::{MAX_WORD, stem};
pub use token::{Piece, Pieces};
