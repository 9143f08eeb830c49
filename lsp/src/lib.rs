//! The language server of medlint.
//!
//! A [`Session`] is the whole server without a transport: messages go in with [`Session::receive`], work is done in small
//! steps with [`Session::work`], messages come out with [`Session::take`]. It does no I/O, reads no clock and waits for
//! nothing; files and the day come from a [`Host`]. The same session runs as `medlint lsp` over standard input and output
//! (feature `stdio`) and in a web worker. What it says of a document is decided in `medlint-core`; here it is only shown.

mod client;
mod edits;
mod features;
mod folder;
mod host;
mod message;
mod named;
mod place;
mod session;
#[cfg(feature = "stdio")]
pub mod stdio;
mod text;
mod uri;
mod view;

pub use host::{Host, Listing};
pub use message::{Failure, Id, Message};
pub use session::Session;
pub use uri::{file_path, file_uri};
