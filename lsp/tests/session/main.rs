//! The session as a client sees it: messages in, messages out.

mod actions;
mod commands;
mod diagnostics;
mod edited;
mod kit;
mod life;
