//! What JavaScript calls: with the feature `workspace` a set of documents, for the web page and for Node; with the feature
//! `server` the language server, for a worker of an editor.
//!
//! Everything here translates; nothing decides.

#[cfg(feature = "workspace")]
mod data;
#[cfg(feature = "server")]
mod server;
#[cfg(feature = "workspace")]
mod workspace;

#[cfg(feature = "server")]
pub use server::LanguageServer;
#[cfg(feature = "workspace")]
pub use workspace::Workspace;

use wasm_bindgen::prelude::*;

#[cfg(feature = "workspace")]
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

/// A panic is an error of medlint; without this its words would be lost.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| error(&panic.to_string())));
}
