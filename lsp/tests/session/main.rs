//! The session as a client sees it: messages in, messages out.

mod diagnostics;
mod kit;
mod life;
