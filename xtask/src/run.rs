//! Runs other programs.

use std::path::Path;
use std::process::{Command, Output};

/// Runs a program to its end.
///
/// # Errors
/// When it cannot be run or does not end well.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown} ended with {status}")),
        Err(e) => Err(format!("{shown} cannot be run: {e}")),
    }
}

/// What a program writes, when it ends well.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    said(command).ok()
}

/// `cargo` in the root.
pub(crate) fn cargo(root: &Path, args: &[&str]) -> Result<(), String> {
    run(Command::new("cargo").args(args).current_dir(root))
}

/// What a program writes to standard output.
///
/// # Errors
/// When it cannot be run or fails; with the last lines of what it says on standard error.
pub(crate) fn said(command: &mut Command) -> Result<String, String> {
    let output = outcome(command)?;
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
pub(crate) fn outcome(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|e| format!("{} cannot be run: {e}", name(command)))
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
