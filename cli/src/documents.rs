//! Reads and analyses documents on all cores. What comes out does not depend on how many there are.

use std::any::Any;
use std::fs::File;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use medlint_core::catalog::Catalogue;
use medlint_core::config::Config;
use medlint_core::detect::Analysis;
use medlint_core::document::{Document, is_binary};
use medlint_core::workspace;

use crate::output::{Terminal, reason};
use crate::progress::Progress;
use crate::walk::Found;

/// Stack of a worker: that of a main thread, so that it does not matter who reads a document.
const STACK: usize = 8 << 20;
/// No more of a file is read; the engine reads a GiB at most, and says so.
const MOST: u64 = (1 << 30) + 1;

/// Reads a file, of the disk or of elsewhere.
pub(crate) type Read<'a> = &'a (dyn Fn(&Found) -> std::io::Result<Vec<u8>> + Sync);

/// What became of a file.
pub(crate) enum Outcome<T> {
    /// It was read.
    Read {
        /// What was made of it.
        result: T,
        /// There is nothing in it.
        empty: bool,
    },
    /// It is no text.
    Binary,
    /// It could not be read, for this reason.
    Unreadable(String),
    /// medlint has an error of its own.
    Broken(String),
}

/// Does `work` with the bytes of every file, on `threads` threads, and hands the outcomes over in the order of the files.
/// `take` says whether to go on.
pub(crate) fn each<T: Send>(
    files: &[Found],
    read: Read<'_>,
    threads: usize,
    terminal: &Terminal,
    work: &(dyn Fn(&Found, &[u8]) -> T + Sync),
    mut take: impl FnMut(&Found, Outcome<T>, &mut Progress<'_>) -> bool,
) {
    let mut progress = Progress::new(terminal, files.len());
    if threads <= 1 || files.len() <= 1 {
        for (done, file) in files.iter().enumerate() {
            progress.show(done);
            if !take(file, one(file, read, work), &mut progress) {
                break;
            }
        }
        progress.clear();
        return;
    }
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for n in 0..threads.min(files.len()) {
            let (send, next, stop) = (send.clone(), &next, &stop);
            let worker = move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(index) else { break };
                    if send.send((index, one(file, read, work))).is_err() {
                        break;
                    }
                }
            };
            if thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker.clone()).is_err() {
                // Where no more threads can be had, those that there are do the work; if there is none, this one.
                if n == 0 {
                    worker();
                }
                break;
            }
        }
        drop(send);
        let mut waiting: Vec<Option<Outcome<T>>> = files.iter().map(|_| None).collect();
        let (mut done, mut handed) = (0, 0);
        loop {
            match receive.recv_timeout(progress.pace()) {
                Ok((index, outcome)) => {
                    waiting[index] = Some(outcome);
                    done += 1;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            while let Some(outcome) = waiting.get_mut(handed).and_then(Option::take) {
                if !take(&files[handed], outcome, &mut progress) {
                    stop.store(true, Ordering::Relaxed);
                    break;
                }
                handed += 1;
            }
            progress.show(done);
        }
    });
    progress.clear();
}

/// How many threads to use; all cores when nobody says.
pub(crate) fn threads(asked: Option<std::num::NonZeroUsize>, files: usize) -> usize {
    if files <= 1 {
        return 1;
    }
    asked.or_else(|| thread::available_parallelism().ok()).map_or(1, std::num::NonZeroUsize::get)
}

fn one<T>(file: &Found, read: Read<'_>, work: &(dyn Fn(&Found, &[u8]) -> T + Sync)) -> Outcome<T> {
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::Unreadable(reason(&error)),
    };
    look(file, &bytes, work)
}

/// Does `work` with bytes that are at hand.
fn look<T>(file: &Found, bytes: &[u8], work: &(dyn Fn(&Found, &[u8]) -> T + Sync)) -> Outcome<T> {
    if is_binary(bytes) {
        return Outcome::Binary;
    }
    let empty = bytes.iter().all(u8::is_ascii_whitespace);
    // One document that the engine cannot cope with must not take the others with it.
    match catch_unwind(AssertUnwindSafe(|| work(file, bytes))) {
        Ok(result) => Outcome::Read { result, empty },
        Err(panic) => Outcome::Broken(words(&*panic)),
    }
}

/// The bytes of a file, up to a limit that the engine has, too.
pub(crate) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata().map_or(0, |about| about.len()).min(MOST);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no reason given").to_owned()
}

/// Reads a document and says what it shows.
pub(crate) fn analyze(
    found: &Found,
    bytes: &[u8],
    config: &Config,
    catalogue: &Catalogue,
) -> (Document, Analysis) {
    let document = Document::read(&found.path, bytes);
    let analysis = workspace::analyze(&document, config, catalogue);
    (document, analysis)
}
