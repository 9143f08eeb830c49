//! Reports for people at a terminal.

mod check;
mod coverage;
mod excerpt;
mod finding;
mod nowhere;
mod problem;
mod scan;
mod style;

pub use check::{actions, check, check_part, questions, summary};
pub use coverage::coverage;
pub use finding::{finding, findings};
pub use problem::problems;
pub use scan::{scan, why};
pub use style::Style;
pub(super) use style::{Paint, Table, clean, wrap};
