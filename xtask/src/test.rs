//! `cargo xtask test`: everything that must hold before a change lands.

use std::path::Path;
use std::process::Command;

use crate::npm;
use crate::run::{cargo, output, run as execute};

/// Runs all steps, goes on after a failure, and counts.
///
/// # Errors
/// When a step failed.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let steps: [(&str, &dyn Fn(&Path) -> Result<(), String>); 22] = [
        ("formatting", &|r| cargo(r, &["fmt", "--all", "--check"])),
        ("clippy", &|r| {
            cargo(r, &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
        }),
        ("tests", &|r| cargo(r, &["test", "--workspace", "--quiet", "--no-fail-fast"])),
        ("engine for JavaScript", &crate::wasm::test),
        ("web page, its parts", &|r| npm::script(&npm::install(r, "web")?, "check")),
        ("web page, built", &|r| npm::script(&npm::install(r, "web")?, "build")),
        ("web page in Chromium", &|r| npm::script(&npm::install(r, "web")?, "test:browser")),
        ("web page, examined by Lighthouse", &|r| npm::script(&npm::install(r, "web")?, "test:lighthouse")),
        ("reports, by the schemas of their receivers", &reports),
        ("language server, by its protocol", &protocol),
        ("VS Code extension, its parts and the package", &extension),
        ("VS Code, extension in Node", &|r| vscode(r, "node")),
        ("VS Code, extension in the browser", &|r| vscode(r, "web")),
        ("Neovim and Emacs", &editors),
        ("workflows and scripts of pipelines", &|r| integrations(r, &["test_workflows.py"])),
        ("action, hooks, templates, installation", &|r| integrations(r, &["--ignore=test_workflows.py"])),
        ("licences of dependencies", &licences),
        ("what core must not know", &core_alone),
        ("medlint on its own disclosure policy", &own_policy),
        ("5,000 documents, unchanged", &crate::many::run),
        ("instructions of a scan", &|r| crate::instructions::run(r, false)),
        ("quality of detection", &|r| crate::eval::run(r, false, true)),
    ];
    let (mut passed, mut failed) = (0, Vec::new());
    for (name, step) in steps {
        println!("==> {name}");
        match step(root) {
            Ok(()) => passed += 1,
            Err(why) => {
                println!("{name} failed: {why}");
                failed.push(name);
            }
        }
    }
    println!("\n{passed} passed, {} failed", failed.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

/// The real command, spoken to by a generic client: pytest-lsp, in a virtual environment of Python's.
fn protocol(root: &Path) -> Result<(), String> {
    let folder = root.join("tests/protocol");
    let command = crate::release::build(root)?;
    let tools = crate::python::environment(&crate::release::target(root)?, &folder.join("requirements.txt"))?;
    execute(
        Command::new(tools.join("pytest"))
            .args(["-q", "-p", "no:cacheprovider"])
            .env("MEDLINT", command)
            .current_dir(folder),
    )
}

/// What pipelines of others use: examined by the programs that know their rules, and run in scratch repositories with the real
/// command, the real pre-commit and git.
fn integrations(root: &Path, words: &[&str]) -> Result<(), String> {
    let folder = root.join("tests/integrations");
    let command = crate::release::build(root)?;
    let tools = crate::python::environment(&crate::release::target(root)?, &folder.join("requirements.txt"))?;
    execute(
        Command::new(tools.join("pytest")).arg("-q").args(words).env("MEDLINT", command).current_dir(folder),
    )
}

/// What the command writes for programs of others, examined by validators from npm and PyPI.
fn reports(root: &Path) -> Result<(), String> {
    let folder = npm::install(root, "tests/reports")?;
    let command = crate::release::build(root)?;
    let tools = crate::python::environment(&crate::release::target(root)?, &folder.join("requirements.txt"))?;
    execute(
        Command::new(tools.join("pytest"))
            .args(["-q", "-p", "no:cacheprovider"])
            .env("MEDLINT", command)
            .current_dir(folder),
    )
}

/// What the extension is made of, and the VSIX file.
fn extension(root: &Path) -> Result<(), String> {
    let folder = npm::install(root, "vscode-extension")?;
    crate::vscode::build(root)?;
    npm::script(&folder, "check")?;
    npm::script(&folder, "test")
}

/// The built extension in a real VS Code, which is installed once outside the repository.
fn vscode(root: &Path, host: &str) -> Result<(), String> {
    let folder = npm::install(root, "tests/editors")?;
    execute(
        Command::new("npm")
            .args(["run", "--silent", "test:vscode", "--", &format!("--host={host}")])
            .env("VSIX", root.join(crate::vscode::VSIX))
            .current_dir(folder),
    )
}

/// Other editors, with the configurations of docs/editors.md.
fn editors(root: &Path) -> Result<(), String> {
    let folder = npm::install(root, "tests/editors")?;
    let command = crate::release::build(root)?;
    for test in ["test:neovim", "test:emacs"] {
        execute(
            Command::new("npm").args(["run", "--silent", test]).env("MEDLINT", &command).current_dir(&folder),
        )?;
    }
    Ok(())
}

/// Licences that may stand in the tree of dependencies.
const LICENCES: [&str; 10] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Unlicense",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Apache-2.0 WITH LLVM-exception",
];

/// Every dependency has a licence of the list: of alternatives one, of several all.
fn licences(root: &Path) -> Result<(), String> {
    let text = output(Command::new("cargo").args(["metadata", "--format-version", "1"]).current_dir(root))
        .ok_or("cargo metadata does not run")?;
    let data: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    let mut bad = Vec::new();
    for package in data["packages"].as_array().into_iter().flatten() {
        let licence = package["license"].as_str().unwrap_or("none stated").replace('/', " OR ");
        let fine = licence
            .split(" AND ")
            .all(|all| all.split(" OR ").any(|one| LICENCES.contains(&one.trim_matches(['(', ')', ' ']))));
        if !fine {
            bad.push(format!("{} ({licence})", package["name"].as_str().unwrap_or("?")));
        }
    }
    if bad.is_empty() { Ok(()) } else { Err(bad.join(", ")) }
}

/// Core has no dependency that reads files, clocks or the network, and knows no other part of the project.
fn core_alone(root: &Path) -> Result<(), String> {
    let tree = output(
        Command::new("cargo")
            .args(["tree", "-p", "medlint-core", "-e", "normal", "--prefix", "none", "--format", "{p}"])
            .current_dir(root),
    )
    .ok_or("cargo tree does not run")?;
    let allowed = [
        "medlint-core",
        "pulldown-cmark",
        "bitflags",
        "memchr",
        "unicase",
        "rustc-hash",
        // SHA-256; what the processor can do decides on its speed, not on its result
        "sha2",
        "digest",
        "block-buffer",
        "crypto-common",
        "hybrid-array",
        "typenum",
        "cpufeatures",
        "cfg-if",
        "serde",
        "serde_core",
        "serde_derive",
        "serde_json",
        "itoa",
        "ryu",
        "zmij",
        "toml",
        "toml_datetime",
        "toml_parser",
        "toml_writer",
        "serde_spanned",
        "winnow",
        "proc-macro2",
        "quote",
        "syn",
        "unicode-ident",
        "indexmap",
        "hashbrown",
        "equivalent",
        "percent-encoding",
        "sha1_smol",
        "uuid",
    ];
    let strange: Vec<&str> = tree
        .lines()
        .filter_map(|l| l.split(' ').next())
        .filter(|name| !name.is_empty() && !allowed.contains(name))
        .collect();
    if strange.is_empty() { Ok(()) } else { Err(format!("core depends on {}", strange.join(", "))) }
}

/// The project's own SECURITY.md must be what medlint asks of a disclosure policy.
fn own_policy(root: &Path) -> Result<(), String> {
    let bytes = std::fs::read(root.join("SECURITY.md")).map_err(|e| format!("SECURITY.md: {e}"))?;
    let catalogue = medlint_core::catalog::Catalogue::builtin();
    let document = medlint_core::document::Document::read("SECURITY.md", &bytes);
    let analysis = medlint_core::detect::analyze(&document, &catalogue, None);
    let shown = |id: &str| {
        analysis
            .topics
            .iter()
            .any(|t| catalogue[t.topic].id == id && t.state == medlint_core::detect::State::Shown)
    };
    let missing: Vec<&str> = ["disclosure-policy", "support-contact", "vulnerability-handling"]
        .into_iter()
        .filter(|t| !shown(t))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("SECURITY.md does not show {}", missing.join(", "))) }
}
