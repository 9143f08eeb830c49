//! The session as a client sees it: messages in, messages out.

mod diagnostics;
mod hover;
mod kit;
mod life;
mod pull;
