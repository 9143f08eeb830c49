//! `cargo xtask server-bench`: how long after an edit the findings are there, over standard input and output, beside the
//! language server of rumdl, driven by the same client on the same texts.
//!
//! The workspace has 500 documents of about 10 kB, made of the texts of `tests/corpus`. In turn with the other server, a
//! document is opened and one character typed in its middle, again and again; the time from sending the edit to having
//! read the findings of that document is what counts. A server that does not answer within a minute fails.

mod client;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use client::Client;

use crate::peers::from_pypi;
use crate::release;
use crate::run::said;

/// Documents of the workspace, and how many bytes each has.
const DOCUMENTS: usize = 500;
const EACH: usize = 10_000;
/// Sizes of the documents that are typed in, and the most milliseconds that the median edit may take.
const SIZES: [(usize, f64); 3] = [(4_000, 1.0), (58_000, 4.0), (390_000, 20.0)];
/// Edits in each document, in so many turns.
const EDITS: usize = 40;
const TURNS: usize = 5;
/// How often a server is started.
const STARTS: usize = 9;

/// Measures both servers and prints a Markdown table.
///
/// # Errors
/// When medlint's server does not run or says nothing. A peer that cannot be had is left out, and that is said.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let place = release::target(root)?.join("server-bench");
    let sources = texts(&root.join("tests/corpus/documents"))?;
    let workspace = make(&place, &sources)?;
    let mut servers = vec![Server::new("medlint", release::build(root)?, &["lsp"])?];
    let peers = release::target(root)?.join("peers");
    match from_pypi(&peers, "rumdl").and_then(|rumdl| Server::new("rumdl", rumdl, &["server"])) {
        Ok(server) => servers.push(server),
        Err(why) => println!("rumdl is left out: {why}"),
    }
    for round in 1..=STARTS {
        println!("start {round} of {STARTS}");
        for server in &mut servers {
            server.start(&workspace)?;
        }
    }
    for (size, _) in SIZES {
        let path = workspace.join(format!("open-{size}.md"));
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut running = Vec::new();
        for server in &servers {
            let mut client = server.client(&workspace)?;
            client.open(&path, &text)?;
            client.quiet();
            running.push(client);
        }
        let mut times: Vec<Vec<f64>> = vec![Vec::new(); servers.len()];
        for turn in 1..=TURNS {
            println!("{size} bytes, turn {turn} of {TURNS}");
            for (client, times) in running.iter_mut().zip(&mut times) {
                for _ in 0..EDITS {
                    times.push(client.edit(&path, &text)?);
                }
            }
        }
        for ((server, client), times) in servers.iter_mut().zip(&mut running).zip(times) {
            server.memory.push(client.memory());
            server.edits.push(times);
        }
    }
    match worker(root, &workspace) {
        Ok(server) => servers.push(server),
        Err(why) => println!("the server in a worker is left out: {why}"),
    }
    print!("\n{}", table(&mut servers));
    Ok(())
}

/// The server as it runs in VS Code: WebAssembly in a worker. It has to be built by `cargo xtask vscode` before.
fn worker(root: &Path, workspace: &Path) -> Result<Server, String> {
    println!("in a worker");
    let files = SIZES.map(|(size, _)| format!("open-{size}.md"));
    let mut node = Command::new("node");
    node.args(["scripts/speed.mjs"]).arg(workspace).arg((EDITS * TURNS).to_string()).args(files);
    let told = said(node.current_dir(root.join("vscode-extension")))?;
    let told: Worker = serde_json::from_str(&told).map_err(|e| e.to_string())?;
    Ok(Server {
        name: "medlint in a worker",
        version: env!("CARGO_PKG_VERSION").to_owned(),
        program: PathBuf::new(),
        args: Vec::new(),
        initialize: vec![told.initialize],
        first: vec![told.first],
        edits: told.edits,
        memory: Vec::new(),
    })
}

/// What `vscode-extension/scripts/speed.mjs` writes, in milliseconds.
#[derive(serde::Deserialize)]
struct Worker {
    initialize: f64,
    first: f64,
    edits: Vec<Vec<f64>>,
}

/// A server and what was measured of it.
struct Server {
    name: &'static str,
    version: String,
    program: PathBuf,
    args: Vec<String>,
    /// Milliseconds from starting the process to the answer of `initialize`.
    initialize: Vec<f64>,
    /// Milliseconds from opening a document to its findings, in a session that has just begun.
    first: Vec<f64>,
    /// For each size the milliseconds of all edits.
    edits: Vec<Vec<f64>>,
    /// For each size the resident memory in MB after the edits, if the system tells.
    memory: Vec<Option<f64>>,
}

impl Server {
    fn new(name: &'static str, program: PathBuf, args: &[&str]) -> Result<Self, String> {
        let version = said(Command::new(&program).arg("--version"))?;
        let version = version.split_whitespace().last().unwrap_or("?").trim_start_matches('v').to_owned();
        let args = args.iter().map(|&a| a.to_owned()).collect();
        let (initialize, first, edits, memory) = Default::default();
        Ok(Server { name, version, program, args, initialize, first, edits, memory })
    }

    fn client(&self, workspace: &Path) -> Result<Client, String> {
        Client::start(Command::new(&self.program).args(&self.args), workspace)
            .map_err(|e| format!("{}: {e}", self.name))
    }

    /// Starts the server once and opens the small document.
    fn start(&mut self, workspace: &Path) -> Result<(), String> {
        let begun = Instant::now();
        let mut client = self.client(workspace)?;
        self.initialize.push(begun.elapsed().as_secs_f64() * 1000.0);
        let path = workspace.join(format!("open-{}.md", SIZES[0].0));
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        self.first.push(client.open(&path, &text)?);
        Ok(())
    }
}

/// The texts of the corpus, by name, one after another.
fn texts(folder: &Path) -> Result<String, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "md"));
    files.sort();
    let mut all = String::new();
    for file in files {
        let text = fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        all.push_str(&String::from_utf8_lossy(&text).replace('\r', ""));
        all.push_str("\n\n");
    }
    Ok(all)
}

/// Writes the workspace; what was there is replaced.
fn make(place: &Path, source: &str) -> Result<PathBuf, String> {
    let folder = place.join("workspace");
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(folder.join("docs")).map_err(failed)?;
    let mut at = 0;
    for n in 0..DOCUMENTS {
        let text = piece(source, &mut at, EACH);
        fs::write(folder.join(format!("docs/{n:03}.md")), text).map_err(failed)?;
    }
    for (size, _) in SIZES {
        let mut at = 0;
        fs::write(folder.join(format!("open-{size}.md")), piece(source, &mut at, size)).map_err(failed)?;
    }
    Ok(folder)
}

/// Whole lines of about so many bytes from `at` on; after the end it goes on at the beginning.
fn piece(source: &str, at: &mut usize, size: usize) -> String {
    let mut out = String::with_capacity(size + 256);
    while out.len() < size {
        let line = source[*at..].split_inclusive('\n').next().unwrap_or_default();
        if line.is_empty() {
            *at = 0;
        } else {
            out.push_str(line);
            *at += line.len();
        }
    }
    out
}

/// The `n`th hundredth of sorted values.
fn percentile(values: &mut [f64], n: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get((values.len() * n / 100).min(values.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

fn table(servers: &mut [Server]) -> String {
    let mut out = String::from("| what |");
    for server in servers.iter() {
        out.push_str(&format!(" {} {} |", server.name, server.version));
    }
    out.push_str(" aimed at |\n|---|");
    out.push_str(&"---:|".repeat(servers.len() + 1));
    out.push('\n');
    let mut row = |what: &str, aim: &str, value: &mut dyn FnMut(&mut Server) -> String| {
        out.push_str(&format!("| {what} |"));
        for server in servers.iter_mut() {
            out.push_str(&format!(" {} |", value(server)));
        }
        out.push_str(&format!(" {aim} |\n"));
    };
    row("start to the answer of `initialize`, median", "10 ms", &mut |s| {
        format!("{:.1} ms", percentile(&mut s.initialize, 50))
    });
    row("first findings of a document of 4 kB, median", "150 ms", &mut |s| {
        format!("{:.1} ms", percentile(&mut s.first, 50))
    });
    for (n, (size, aim)) in SIZES.iter().enumerate() {
        let what = format!("edit in {} kB to its findings, median; 99 of 100", size / 1000);
        row(&what, &format!("{aim} ms; {} ms", aim * 3.0), &mut |s| {
            let times = &mut s.edits[n];
            format!("{:.2} ms; {:.2} ms", percentile(times, 50), percentile(times, 99))
        });
    }
    row("memory with the document of 390 kB open", "60 MB", &mut |s| {
        s.memory.last().copied().flatten().map_or_else(|| "not told".to_owned(), |mb| format!("{mb:.0} MB"))
    });
    out
}
