//! The session as a client sees it: messages in, messages out.

mod actions;
mod commands;
mod completion;
mod config_file;
mod diagnostics;
mod edited;
mod hover;
mod kit;
mod lenses;
mod life;
mod navigation;
mod pull;
mod symbols;
