//! Lint: problems shown to the user at a place.
//!
//! Every rule is one file in `rules/` that holds all there is to know of it: code, name, what it does, why it matters,
//! how to mend it, how severe it is, an example, and the check itself. [`document`] runs the rules that need one
//! document only (pure, to be cached); [`set`] runs those that need the whole set, then takes away what a suppression
//! comment or a waiver excuses. Few and useful findings are better than complete ones.

mod document;
mod finding;
mod kept;
mod pointer;
mod rule;
mod rules;
mod set;
mod suppression;
pub(crate) mod wording;

pub use document::{DocumentLint, document};
pub(crate) use finding::normal;
pub use finding::{Finding, Related};
pub(crate) use kept::KeptLint;
pub use pointer::{KnownFiles, Pointer, PointerTarget, number_of, pointer_targets, reduced};
pub use rule::{Example, Rule, RuleWord, Scope, nearest_rule, rule};
pub use rules::RULES;
pub use set::{Checked, Context, Excuse, SetLint, set};
pub use suppression::{Reach, Suppression};
