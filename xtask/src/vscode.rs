//! The VS Code extension: the language server for a worker, and the VSIX file around it.

use std::path::Path;

use crate::{npm, wasm};

/// Where the built extension is, from the root.
pub(crate) const VSIX: &str = "vscode-extension/medlint.vsix";

/// Builds the server and packs the extension.
///
/// # Errors
/// When a step fails.
pub(crate) fn build(root: &Path) -> Result<(), String> {
    wasm::build_server(root)?;
    let folder = npm::install(root, "vscode-extension")?;
    npm::script(&folder, "build")?;
    npm::script(&folder, "package")?;
    println!("the extension is {VSIX}");
    Ok(())
}
