//! The command as users get it, for tasks that measure it or compare with it: builds it and says where it is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::said;

/// Builds the command for release; the path of the program.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn build(root: &Path) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--release", "-p", "medlint", "--bin", "medlint"]);
    cargo.args(["--message-format", "json-render-diagnostics"]).current_dir(root);
    cargo.stderr(std::process::Stdio::inherit());
    let messages = said(&mut cargo)?;
    let program = |line: &str| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    };
    messages.lines().find_map(program).ok_or_else(|| "cargo does not say where the program is".to_owned())
}

/// The folder into which cargo builds.
///
/// # Errors
/// When cargo does not tell.
pub(crate) fn target(root: &Path) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root);
    let data: serde_json::Value = serde_json::from_str(&said(&mut cargo)?).map_err(|e| e.to_string())?;
    data["target_directory"].as_str().map(PathBuf::from).ok_or_else(|| "cargo names no target folder".into())
}
