//! The web page: `web/dist` from the engine, the page's own code and the reference.

use std::path::Path;

use crate::{npm, wasm};

/// Builds the engine, the page and the reference into `web/dist`; with `serve` shows it until it is interrupted.
///
/// # Errors
/// When a step fails.
pub(crate) fn run(root: &Path, serve: bool) -> Result<(), String> {
    wasm::build(root)?;
    let web = npm::install(root, "web")?;
    npm::script(&web, "build")?;
    println!("the page is in {}", web.join("dist").display());
    if serve { npm::script(&web, "preview") } else { Ok(()) }
}
