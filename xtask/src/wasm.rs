//! The engine for JavaScript: compiles `medlint-wasm`, writes its bindings and makes the npm package `wasm/pkg` of it, or the
//! language server for a worker, `wasm/lsp-pkg`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::npm;
use crate::run::{output, run};

const TARGET: &str = "wasm32-unknown-unknown";
/// The package's folder, from the root.
pub(crate) const PACKAGE: &str = "wasm/pkg";
/// The folder of the language server, from the root.
pub(crate) const SERVER: &str = "wasm/lsp-pkg";

/// What can compile for the web on this machine.
enum Toolchain {
    /// The one that is in use has the target's standard library.
    Own,
    /// Debian's compiler with the source of the library, linked by the linker of the one in use.
    Debian { linker: PathBuf },
}

impl Toolchain {
    /// Takes the first that there is: the toolchain in use, the same after rustup has added the target, Debian's. Says
    /// which.
    fn find() -> Result<Self, String> {
        let sysroot =
            output(Command::new("rustc").args(["--print", "sysroot"])).ok_or("rustc does not run")?;
        let libraries = Path::new(&sysroot).join("lib/rustlib");
        let installed = || libraries.join(TARGET).join("lib").is_dir();
        if installed() {
            println!("the toolchain has {TARGET}");
            return Ok(Self::Own);
        }
        if output(Command::new("rustup").args(["target", "add", TARGET])).is_some() && installed() {
            println!("{TARGET} was added by rustup");
            return Ok(Self::Own);
        }
        println!("neither the toolchain nor rustup has {TARGET}: using Debian's compiler");
        let there = ["/usr/bin/rustc", "/usr/bin/cargo"].iter().all(|p| Path::new(p).exists())
            && output(Command::new("dpkg").args(["-s", "rust-web-src"])).is_some();
        if !there {
            run(Command::new("apt-get").args(["update", "-qq"]))?;
            let packages = ["rustc-web", "cargo-web", "rust-web-src"];
            run(Command::new("apt-get")
                .args(["install", "-y", "-qq", "--no-install-recommends"])
                .args(packages))
            .map_err(|e| format!("{e}; install the target with `rustup target add {TARGET}`"))?;
        }
        let host = output(Command::new("rustc").args(["-vV"])).unwrap_or_default();
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
        Ok(Self::Debian { linker: libraries.join(host).join("bin/rust-lld") })
    }

    /// `cargo` with these words, for the web.
    fn cargo(&self, root: &Path, words: &[&str]) -> Command {
        let mut command = match self {
            Self::Own => Command::new("cargo"),
            Self::Debian { linker } => {
                let mut command = Command::new("/usr/bin/cargo");
                command
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("CARGO");
                command
            }
        };
        command
            .args(words)
            .args(["--target", TARGET, "--target-dir"])
            .arg(root.join("target/web"))
            .current_dir(root);
        if matches!(self, Self::Debian { .. }) {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        command
    }
}

/// Makes the package.
pub(crate) fn build(root: &Path) -> Result<(), String> {
    let package = root.join(PACKAGE);
    bind(root, &[], &package)?;
    for name in ["package.json", "node.js", "README.md"] {
        std::fs::copy(root.join("wasm/npm").join(name), package.join(name))
            .map_err(|e| format!("{name}: {e}"))?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        std::fs::copy(root.join(name), package.join(name)).map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}

/// Makes the language server for a worker.
pub(crate) fn build_server(root: &Path) -> Result<(), String> {
    bind(root, &["--no-default-features", "--features", "server"], &root.join(SERVER))
}

/// Compiles the crate with these features and puts module and bindings into a folder.
fn bind(root: &Path, features: &[&str], folder: &Path) -> Result<(), String> {
    let words = ["build", "--quiet", "--profile", "wasm", "-p", "medlint-wasm"];
    run(&mut Toolchain::find()?.cargo(root, &[&words, features].concat()))?;
    let compiled = root.join("target/web").join(TARGET).join("wasm/medlint_wasm.wasm");
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&compiled)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(true).omit_default_module_path(false).generate(folder))
        .map_err(|e| format!("{}: {e:#}", compiled.display()))?;
    optimise(root, &folder.join("medlint_wasm_bg.wasm"))
}

/// Makes the package and tests it: as a stranger installs it, against the command, against its types.
pub(crate) fn test(root: &Path) -> Result<(), String> {
    build(root)?;
    let command = crate::release::build(root)?;
    let tools = npm::install(root, "wasm")?;
    run(Command::new("npm").args(["test", "--silent"]).env("MEDLINT", command).current_dir(tools))
}

/// wasm-opt of binaryen, from npm.
fn optimise(root: &Path, file: &Path) -> Result<(), String> {
    let tools = npm::install(root, "wasm")?;
    run(Command::new("node")
        .arg(tools.join("node_modules/binaryen/bin/wasm-opt"))
        .arg(file)
        .args(["-O3", "-o"])
        .arg(file)
        .args([
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
            "--enable-mutable-globals",
            "--enable-reference-types",
            "--enable-multivalue",
        ]))
}
