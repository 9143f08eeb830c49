//! What was found in documents that have not changed since, so that it need not be looked for again.
//!
//! An entry is found by what it depends on: engine, catalogue, path, the kind that the configuration tells, and the bytes
//! of the document. So it is right or not there; nothing is ever out of date. All entries of a set are in one file.
//! A file that is damaged, cut off or of another engine is as good as none: it is made anew, without a word. The file
//! has quotations from the documents in it and is readable by the user only.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use medlint_core::detect::Analysis;
use medlint_core::document::Digest;
use medlint_core::lint::DocumentLint;

use crate::args::CacheArgs;
use crate::settings::Settings;

/// The beginning of a cache: the form of the file and the engine.
const MAGIC: &[u8] = concat!("medlint cache 1 ", env!("MEDLINT_ENGINE"), "\n").as_bytes();
/// Length of the key of an entry.
const KEY: usize = 32;
/// Key, place, length and checksum of an entry.
const ROW: usize = KEY + 8 + 4 + 4;

/// What an analysis depends on, as a hash.
pub(crate) type Key = [u8; KEY];

/// A document that was looked at.
pub(crate) type Looked = (Analysis, DocumentLint);

/// What an analysis depends on. `kind` is what the configuration says of the document's kind.
pub(crate) fn key(catalogue: &str, path: &str, kind: &str, bytes: &[u8]) -> Key {
    *Digest::of_parts([catalogue.as_bytes(), path.as_bytes(), kind.as_bytes(), bytes]).bytes()
}

/// Where an entry is.
struct Place {
    bytes: Range<usize>,
    check: u32,
}

/// The cache of a set.
pub(crate) struct Cache {
    /// Where it is kept; `None`: only in memory, for this run.
    file: Option<PathBuf>,
    bytes: Vec<u8>,
    entries: HashMap<Key, Place>,
    fresh: Mutex<HashMap<Key, Vec<u8>>>,
    used: Mutex<HashSet<Key>>,
}

impl Cache {
    /// Opens the cache of a set. Nothing that is wrong with it matters.
    pub(crate) fn open(args: &CacheArgs, settings: &Settings) -> Cache {
        let file = match args {
            CacheArgs { no_cache: true, .. } => None,
            CacheArgs { cache_dir: Some(folder), .. } => Some(settings.here.join(folder)),
            CacheArgs { .. } => usual_folder(),
        };
        let file = file.map(|folder| folder.join(name(&settings.root)));
        let bytes = file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        let entries = index(&bytes).unwrap_or_default();
        Cache { file, bytes, entries, fresh: Mutex::default(), used: Mutex::default() }
    }

    /// What is kept under a key, or what `look` finds.
    pub(crate) fn get(&self, key: Key, look: impl FnOnce() -> Looked) -> Looked {
        lock(&self.used).insert(key);
        if let Some(kept) = self.entries.get(&key).and_then(|place| self.sound(place)).and_then(decode) {
            return kept;
        }
        // Cloned, so that others need not wait while it is taken apart.
        let made = lock(&self.fresh).get(&key).cloned();
        if let Some(kept) = made.and_then(|bytes| decode(&bytes)) {
            return kept;
        }
        let looked = look();
        if let Ok(bytes) = postcard::to_allocvec(&looked) {
            lock(&self.fresh).insert(key, bytes);
        }
        looked
    }

    /// Keeps what was used since the last time; and, when only a part of the set was looked at, what was there before. A cache
    /// that cannot be written is none the next time, which is nothing to fail for.
    pub(crate) fn save(&self, whole: bool) {
        let used = std::mem::take(&mut *lock(&self.used));
        let mut fresh = lock(&self.fresh);
        let keep = |key: &Key| !whole || used.contains(key);
        fresh.retain(|key, _| keep(key));
        let Some(file) = &self.file else { return };
        let mut entries: Vec<(&Key, &[u8])> =
            fresh.iter().map(|(key, bytes)| (key, bytes.as_slice())).collect();
        let old = self.entries.iter().filter(|(key, _)| keep(key) && !fresh.contains_key(*key));
        entries.extend(old.filter_map(|(key, place)| Some((key, self.sound(place)?))));
        if fresh.is_empty() && entries.len() == self.entries.len() {
            return;
        }
        entries.sort_unstable_by_key(|(key, _)| **key);
        // There is nobody who would have to know.
        let _ = write(file, &entries);
    }
}

impl Cache {
    /// The bytes of an entry, if they are those that were written.
    fn sound(&self, place: &Place) -> Option<&[u8]> {
        let bytes = self.bytes.get(place.bytes.clone())?;
        (crc32fast::hash(bytes) == place.check).then_some(bytes)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn decode(bytes: impl AsRef<[u8]>) -> Option<Looked> {
    postcard::from_bytes(bytes.as_ref()).ok()
}

/// The user's folder for such things.
fn usual_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("medlint").join("analyses"))
}

/// A file for each root.
fn name(root: &Path) -> String {
    let digest = Digest::of(root.to_string_lossy().as_bytes()).to_string();
    format!("{}.cache", &digest[..16])
}

/// Where the entries are, with their checksums; `None` when the file is none of this engine.
fn index(bytes: &[u8]) -> Option<HashMap<Key, Place>> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (count, rest) = rest.split_first_chunk::<8>()?;
    let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
    let rows = rest.get(..count.checked_mul(ROW)?)?;
    let (check, _) = rest.get(rows.len()..)?.split_first_chunk::<4>()?;
    if crc32fast::hash(rows) != u32::from_le_bytes(*check) {
        return None;
    }
    let entry = |row: &[u8]| {
        let (key, row) = row.split_first_chunk::<KEY>()?;
        let (start, row) = row.split_first_chunk::<8>()?;
        let (length, row) = row.split_first_chunk::<4>()?;
        let (check, _) = row.split_first_chunk::<4>()?;
        let start = usize::try_from(u64::from_le_bytes(*start)).ok()?;
        let place = start..start.checked_add(u32::from_le_bytes(*length) as usize)?;
        Some((*key, Place { bytes: place, check: u32::from_le_bytes(*check) }))
    };
    Some(rows.chunks_exact(ROW).filter_map(entry).collect())
}

fn write(file: &Path, entries: &[(&Key, &[u8])]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // Readable by the user only; two runs at a time write a file each, and the later one stays.
    let mut beside = tempfile::Builder::new().prefix(".medlint-").suffix(".tmp").tempfile_in(folder)?;
    let mut rows = Vec::with_capacity(entries.len() * ROW);
    let mut start = MAGIC.len() + 8 + entries.len() * ROW + 4;
    for (key, bytes) in entries {
        let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        rows.extend_from_slice(*key);
        rows.extend_from_slice(&(start as u64).to_le_bytes());
        rows.extend_from_slice(&length.to_le_bytes());
        rows.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
        start += bytes.len();
    }
    let mut out = io::BufWriter::with_capacity(1 << 20, &mut beside);
    out.write_all(MAGIC)?;
    out.write_all(&(entries.len() as u64).to_le_bytes())?;
    out.write_all(&rows)?;
    out.write_all(&crc32fast::hash(&rows).to_le_bytes())?;
    for (_, bytes) in entries {
        out.write_all(bytes)?;
    }
    out.flush()?;
    drop(out);
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}
