//! The session as a client sees it: messages in, messages out.

mod kit;
mod life;
