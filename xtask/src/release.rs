//! The command as users get it, for tasks that measure it: builds it and says where it is.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// What a program writes to standard output.
///
/// # Errors
/// When it cannot be run or fails; with the last lines of what it says on standard error.
pub(crate) fn said(command: &mut Command) -> Result<String, String> {
    let output = run(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = error.trim().lines().collect();
    let last = lines[lines.len().saturating_sub(3)..].join("\n");
    Err(format!("{} ended with {}\n{last}", name(command), output.status).trim_end().to_owned())
}

/// Runs a program to its end, however that is.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn run(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|e| format!("{} cannot be run: {e}", name(command)))
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
