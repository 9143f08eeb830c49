//! An organisation's own topics and frameworks, added to the built-in catalogue at run time.

use std::collections::BTreeMap;

use super::error::CatalogueError;
use super::fields::File;
use super::link::{self, Parts};
use super::model::{Catalogue, hash_file};
use super::own;
use super::source::{self, Part};

impl Catalogue {
    /// Adds topics and frameworks from files `(path, text)` of the same form as those in `core/catalog/`.
    ///
    /// A file is taken whole or not at all: one with a mistake is left out, and so is a file that refers to something
    /// in it; all others are added, whatever order they come in. Every mistake is returned, in the order of the files.
    /// Ids that existed before keep their place and meaning, and the [hash](Catalogue::hash) changes with every file
    /// that was added.
    #[must_use = "mistakes in the files are to be shown to the user"]
    pub fn extend(&mut self, files: &[(&str, &str)]) -> Vec<CatalogueError> {
        let mut errors: Vec<Vec<CatalogueError>> = vec![Vec::new(); files.len()];
        let mut read: Vec<(usize, File<'_>, Part)> = Vec::new();
        let mut left_out = BTreeMap::new();
        for (i, &(path, text)) in files.iter().enumerate() {
            let file = File { path, text };
            let part = source::read(&file, &mut errors[i]);
            if let Some(part) = &part {
                own::check(&file, part, &mut errors[i]);
            }
            match part {
                Some(part) if errors[i].is_empty() => read.push((i, file, part)),
                Some(part) => remember(&mut left_out, path, &part),
                None => {}
            }
        }
        // Each round either succeeds or leaves at least one more file out.
        while !read.is_empty() {
            let mut parts = Parts { left_out: left_out.clone(), ..Parts::default() };
            for (_, file, part) in &read {
                match part.clone() {
                    Part::Topic(topic) => parts.topics.push((file.clone(), topic)),
                    Part::Framework(framework) => parts.frameworks.push((file.clone(), framework)),
                }
            }
            let mut trial = self.clone();
            let mut found = Vec::new();
            link::add(&mut trial, &parts, &mut found);
            if found.is_empty() {
                own::compile(&mut trial, &parts, &mut found);
            }
            if found.is_empty() {
                let mut names: Vec<_> = read.iter().map(|(_, file, _)| (file.path, file.text)).collect();
                names.sort_unstable();
                trial.hash = names.iter().fold(trial.hash, |hash, (path, text)| hash_file(hash, path, text));
                *self = trial;
                break;
            }
            let before = read.len();
            read.retain(|(i, file, part)| {
                let own: Vec<_> = found.iter().filter(|e| e.file == file.path).cloned().collect();
                let good = own.is_empty();
                if !good {
                    remember(&mut left_out, file.path, part);
                    errors[*i] = own;
                }
                good
            });
            if read.len() == before {
                // A mistake that belongs to no file cannot be mended by leaving one out.
                errors.push(found);
                break;
            }
        }
        errors.into_iter().flatten().collect()
    }
}

/// Notes what a file would have brought, so that a reference to it can be explained.
fn remember(left_out: &mut BTreeMap<String, String>, path: &str, part: &Part) {
    let mut note = |id: &str| left_out.insert(id.to_owned(), path.to_owned());
    match part {
        Part::Topic(topic) => {
            note(&topic.id.value);
        }
        Part::Framework(framework) => {
            for requirement in &framework.requirements {
                note(&requirement.id.value);
            }
        }
    }
}
