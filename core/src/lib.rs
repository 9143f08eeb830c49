//! The engine of medlint: reads the design documents of a medical device and says which cybersecurity content they
//! show, where, in what state, and what is missing.
//!
//! The engine does no I/O, reads no clock, has no global state and no thread of its own; the same bytes in give the
//! same result on every platform. See `docs/architecture.md` for the rooms.

pub mod assess;
pub mod catalog;
pub mod compare;
pub mod config;
pub mod detect;
pub mod document;
pub mod draft;
pub mod edition;
pub mod language;
pub mod lint;
mod packing;
pub mod report;
pub mod selftest;
pub mod workspace;
