//! Programs from PyPI, in virtual environments below cargo's target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::said;

/// A virtual environment with what a requirements.txt names, made unless that was done; the folder of its programs.
///
/// # Errors
/// When Python cannot be run or a package cannot be had.
pub(crate) fn environment(target: &Path, requirements: &Path) -> Result<PathBuf, String> {
    let wanted = std::fs::read(requirements).map_err(|e| format!("{}: {e}", requirements.display()))?;
    let name = requirements.parent().and_then(Path::file_name).unwrap_or_default();
    let place = target.join("python").join(name);
    let programs = programs(&place);
    let stamp = place.join("medlint-requirements.txt");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    create(&place)?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    said(Command::new(programs.join("python")).args(pip).arg(requirements))?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))?;
    Ok(programs)
}

/// Makes an empty virtual environment; on Debian Python's module for that is installed when it is missing.
///
/// # Errors
/// When there is no Python.
pub(crate) fn create(place: &Path) -> Result<(), String> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let venv = || said(Command::new(python).args(["-m", "venv"]).arg(place)).map(drop);
    venv().or_else(|why| {
        let packages = ["install", "-y", "-qq", "--no-install-recommends", "python3-venv"];
        said(Command::new("apt-get").args(["update", "-qq"]))
            .and_then(|_| said(Command::new("apt-get").args(packages)))
            .map_err(|_| format!("Python 3 with venv is needed: {why}"))?;
        venv()
    })
}

/// Where the programs of an environment are.
pub(crate) fn programs(place: &Path) -> PathBuf {
    place.join(if cfg!(windows) { "Scripts" } else { "bin" })
}
