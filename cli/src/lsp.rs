//! `medlint lsp`: the language server, with the files of this machine.

use std::path::{Path, PathBuf};

use medlint_core::assess::Date;
use medlint_core::catalog::Catalogue;
use medlint_core::config::Config;
use medlint_lsp::{Host, Listing, file_path, file_uri, stdio};

use crate::assessed::today;
use crate::documents::read;
use crate::failure::{Failure, Outcome};
use crate::output::reason;
use crate::settings::{ConfigFile, FILE_NAME, Settings, find};
use crate::unmatched::Unmatched;
use crate::walk::{Remark, walk};

/// Runs until the editor says goodbye.
pub(crate) fn run() -> Result<Outcome, Failure> {
    match stdio::serve(Disk) {
        Ok(0) => Ok(Outcome::Clean),
        Ok(_) => Ok(Outcome::Findings),
        Err(error) => Err(Failure::new(format!("the language server cannot start: {}", reason(&error)))),
    }
}

/// The files of this machine, chosen as `medlint check` chooses them.
struct Disk;

impl Host for Disk {
    fn today(&self) -> Option<Date> {
        today()
    }

    fn has_files(&self) -> bool {
        true
    }

    fn root_of(&mut self, folder: &str) -> Option<String> {
        let file = find(&file_path(folder)?)?;
        file_uri(file.parent()?)
    }

    fn list(&mut self, folder: &str, config: &Config) -> Result<Listing, String> {
        let root = file_path(folder).ok_or("it is no folder of this machine")?;
        let settings = settings(root.clone(), config.clone());
        let found = walk(&settings, &mut Unmatched::new(&settings.config));
        if found.documents.is_empty()
            && let Some(Remark::Error(why)) = found.remarks.first()
        {
            return Err(why.clone());
        }
        let below = |path: &Path| crate::paths::within(&root, path).filter(|path| !path.is_empty());
        Ok(Listing {
            documents: found.documents.into_iter().map(|document| document.path).collect(),
            sets: found.apart.iter().filter_map(|folder| below(folder)).collect(),
            has_config: Some(settings.file.is_some()),
            others: None,
        })
    }

    fn read(&mut self, uri: &str) -> Result<Vec<u8>, String> {
        let path = file_path(uri).ok_or("it is no file of this machine")?;
        read(&path).map_err(|error| reason(&error))
    }

    fn exists(&mut self, uri: &str) -> bool {
        file_path(uri).is_some_and(|path| path.exists())
    }
}

/// What a walk through a folder has to know.
fn settings(root: PathBuf, config: Config) -> Settings {
    let path = root.join(FILE_NAME);
    let file = path.is_file().then(|| ConfigFile {
        path,
        name: FILE_NAME.to_owned(),
        text: String::new(),
        at_root: true,
        named: false,
    });
    let (here, paths, catalogue) = (root.clone(), vec![root.clone()], Catalogue::builtin());
    Settings { here, paths, root, file, config, catalogue, trouble: false }
}
