//! The session as a client sees it: messages in, messages out.

mod commands;
mod diagnostics;
mod edited;
mod hover;
mod kit;
mod life;
mod pull;
