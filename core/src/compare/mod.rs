//! What is different between two states of a set of documents: the ratchet of pipelines and the record of changes.
//!
//! A [`Snapshot`] is what is remembered of a check. It is made of the check itself, or read from what was written of an
//! earlier one: its JSON ([`Snapshot::read`]) or a [`baseline`]. A [`Comparison`] says of two of them which findings are new or
//! worse, which are gone, and which requirements gained or lost. Nothing here goes by line numbers.

pub mod baseline;
mod comparison;
mod read;
mod snapshot;

pub use comparison::{
    Comparison, DocumentChange, EvidenceChange, ExceptionChange, Novelty, RequirementChange, Turn,
};
pub use read::ReadError;
pub use snapshot::{
    PastDocument, PastEvidence, PastException, PastFinding, PastRequirement, PastTopic, Snapshot,
};
