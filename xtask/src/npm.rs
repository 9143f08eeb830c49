//! Packages from npm.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{output, run};

/// Installs what the package-lock.json of a folder names, unless that is done, and gives the folder back.
///
/// # Errors
/// When npm cannot be run or a package cannot be had.
pub(crate) fn install(root: &Path, folder: &str) -> Result<PathBuf, String> {
    let folder = root.join(folder);
    let lock = std::fs::read(folder.join("package-lock.json"))
        .map_err(|e| format!("{}: {e}", folder.join("package-lock.json").display()))?;
    let stamp = folder.join("node_modules/.medlint-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(folder);
    }
    node()?;
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder))?;
    std::fs::write(&stamp, lock).map_err(|e| format!("{}: {e}", stamp.display()))?;
    Ok(folder)
}

/// Node and npm are there; on Debian they are installed when they are missing.
fn node() -> Result<(), String> {
    if output(Command::new("npm").arg("--version")).is_some() {
        return Ok(());
    }
    let missing = "the web page needs Node 20 or newer with npm: see https://nodejs.org";
    println!("npm is missing: apt-get install nodejs npm");
    run(Command::new("apt-get").args(["update", "-qq"])).map_err(|e| format!("{missing} ({e})"))?;
    let packages = ["install", "-y", "-qq", "--no-install-recommends", "nodejs", "npm"];
    run(Command::new("apt-get").args(packages)).map_err(|e| format!("{missing} ({e})"))
}

/// Runs a script of a folder's package.json.
///
/// # Errors
/// When it does not end well.
pub(crate) fn script(folder: &Path, name: &str) -> Result<(), String> {
    run(Command::new("npm").args(["run", "--silent", name]).current_dir(folder))
}
