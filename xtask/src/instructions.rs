//! `cargo xtask instructions`: counts the instructions of one scan, so that a slower engine is noticed without a clock.

use crate::release;
use crate::run::{outcome, said};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// Where the figure is committed.
const FILE: &str = "tests/instructions.toml";

/// What is counted; one thread, or the count would depend on who waits for whom.
const SCAN: [&str; 6] = ["scan", "--threads", "1", "examples/infusion-pump", "--format", "json"];

/// By how much the count may exceed the committed figure. The same program on the same machine differs by less than
/// 0.1 % from run to run (seeds of hash maps, the order in which the disk lists files). The rest is for what differs
/// between machines: the version of rustc and of the C library, and processor features that code asks for at run time
/// (`memchr` takes other paths without AVX2). It also leaves room for small changes of the catalogue and the example.
const TOLERANCE: f64 = 0.10;

/// The C library chooses its string functions by the processor; these features are switched off for it, so that all
/// machines count nearly the same ones. (With them the count is 3 % higher.) It passes over names that it does not know.
const TUNABLES: &str = "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX512BW,-AVX2,-AVX,-EVEX,-BMI1,-BMI2,-ERMS,-FSRM,-LZCNT,-MOVBE,-RTM";

/// Only there are the figures comparable.
const MACHINE: &str = "x86_64";

#[derive(Deserialize)]
struct Figures {
    scan: u64,
}

/// Counts, compares with the committed figure, and writes it when asked to.
///
/// # Errors
/// When nothing can be counted, or there are more instructions than the tolerance allows.
pub(crate) fn run(root: &Path, write: bool) -> Result<(), String> {
    if std::env::consts::ARCH != MACHINE || !cfg!(target_os = "linux") {
        return Err(format!("the figure of {FILE} holds for Linux on {MACHINE}; nothing was counted"));
    }
    need_valgrind()?;
    let program = release::build(root)?;
    let count = count(root, &program)?;
    let file = root.join(FILE);
    let before = match std::fs::read_to_string(&file) {
        Ok(text) => Some(toml::from_str::<Figures>(&text).map_err(|e| format!("{FILE}: {e}"))?.scan),
        Err(_) if write => None,
        Err(e) => return Err(format!("{FILE}: {e}; `cargo xtask instructions --write` writes it")),
    };
    println!("scan: {count} instructions");
    let change = before.map(|before| count as f64 / before as f64 - 1.0);
    if let (Some(before), Some(change)) = (before, change) {
        println!("committed: {before}; change: {:+.2} %", change * 100.0);
    }
    if write {
        std::fs::write(&file, text(count)?).map_err(|e| format!("{FILE}: {e}"))?;
        println!("{FILE} is written");
        return Ok(());
    }
    match change {
        Some(change) if change > TOLERANCE => Err(format!(
            "{:.1} % more instructions than committed, {:.0} % are allowed: make it faster, or say in the change why \
             it is worth it, and write the figure with `cargo xtask instructions --write`",
            change * 100.0,
            TOLERANCE * 100.0
        )),
        _ => Ok(()),
    }
}

fn text(count: u64) -> Result<String, String> {
    let rustc = said(Command::new("rustc").arg("--version"))?;
    Ok(format!(
        "# Instructions of `medlint {}`, counted by valgrind.\n\
         # `cargo xtask instructions` fails when there are more than {:.0} % above; `--write` writes the figure.\n\
         # Counted with {rustc}, {MACHINE}.\nscan = {count}\n",
        SCAN.join(" "),
        TOLERANCE * 100.0
    ))
}

/// Runs the scan under callgrind, in an environment with almost nothing in it: its size would count, too.
fn count(root: &Path, program: &Path) -> Result<u64, String> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args(SCAN);
    valgrind.current_dir(root).env_clear().env("GLIBC_TUNABLES", TUNABLES);
    valgrind.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let output = outcome(&mut valgrind)?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("the scan under valgrind ended with {}:\n{}", output.status, said.trim()));
    }
    // "==1234== Collected : 123456789"
    let collected = |line: &str| line.strip_prefix("==")?.split_once("Collected :")?.1.trim().parse().ok();
    said.lines().find_map(collected).ok_or_else(|| format!("valgrind says no count:\n{}", said.trim()))
}

/// Installs valgrind when it is missing and this may be done.
fn need_valgrind() -> Result<(), String> {
    let there = || said(Command::new("valgrind").arg("--version")).is_ok();
    if there() {
        return Ok(());
    }
    let missing =
        "valgrind is missing: install it (on Debian: `apt-get install valgrind`) and run this again";
    if !said(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Err(missing.to_owned());
    }
    println!("installing valgrind with apt-get");
    let apt = |args: &[&str]| said(Command::new("apt-get").args(args));
    let install = ["install", "-y", "-qq", "valgrind"];
    if apt(&install).is_err() {
        // the lists of packages are old or not there
        apt(&["update", "-qq"]).and_then(|_| apt(&install)).map_err(|e| format!("{missing}\n{e}"))?;
    }
    if there() { Ok(()) } else { Err(missing.to_owned()) }
}
