//! A folder with documents for one test, and the command run in it.

// Each test binary uses its own part of it.
#![allow(dead_code, unreachable_pub)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that is a repository of its own; it is gone when the test is over.
pub struct Folder {
    path: PathBuf,
}

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// An empty folder. The name is that of the test, so that no two meet.
    pub fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join(".git")).expect("a folder for the test");
        Folder { path }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let file = self.file(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder for the file");
        fs::write(file, content).expect("a file for the test");
        self
    }

    /// The command, in this folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_medlint"));
        command.args(args).current_dir(&self.path).stdin(Stdio::null());
        command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/caches"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args), b"")
    }

    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        Ran::of(&mut self.command(args), input)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

impl Ran {
    pub fn of(command: &mut Command, input: &[u8]) -> Ran {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("the command ends");
        writer.join().expect("the input is written");
        Ran {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// All that was said, for messages of failed tests.
    pub fn said(&self) -> String {
        format!("exit code {}\n--- stdout\n{}--- stderr\n{}", self.code, self.out, self.err)
    }

    /// The paths of the documents of a scan, in the order of the report.
    pub fn scanned(&self) -> Vec<String> {
        let places = self.out.split("{\"path\":\"").skip(1);
        places.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    }
}

/// A document that shows nothing.
pub const NOTES: &str = "# Notes of the kick-off\n\nThe team met on Monday and had coffee.\n";
