//! Runs other programs.

use std::path::Path;
use std::process::Command;

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
    let out = command.output().ok().filter(|o| o.status.success())?;
    Some(String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// `cargo` in the root.
pub(crate) fn cargo(root: &Path, args: &[&str]) -> Result<(), String> {
    run(Command::new("cargo").args(args).current_dir(root))
}
