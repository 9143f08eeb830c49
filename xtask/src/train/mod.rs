//! `cargo xtask train`: learns the tables in `core/catalog/model/` from the labelled texts.
//!
//! Four steps: the vocabulary, the manner of evidence, the words of each topic, the last sum. Everything is
//! deterministic. Passages kept aside are read for nothing but the figures printed at the end.

pub(crate) mod data;
mod linear;
mod manner;
mod sums;
mod tables;
mod texts;
mod vocabulary;
mod words;

use data::Item;
use medlint_core::catalog::Catalogue;
use medlint_core::detect::compile::{COMBINED, FORMS, LexiconSource, TopicSource, compile};
use medlint_core::detect::judge::MARK_COUNT;
use medlint_core::detect::lexicon::Lexicon;
use medlint_core::detect::weights::{self, ONE, Scores, Weights};
use medlint_core::detect::{Detector, analyze_with};
use medlint_core::document::Document;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use texts::Seen;

#[derive(Deserialize)]
struct Concept {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct TopicLexicon {
    lexicon: Option<Lists>,
}

#[derive(Deserialize)]
struct Lists {
    names: Vec<String>,
    titles: Vec<String>,
    exclude: Vec<String>,
    signs: Vec<String>,
    half: Vec<String>,
}

/// The readable lexicon of `core/catalog/`.
fn lexicon_source(catalog: &Path, topics: &[String]) -> Result<LexiconSource, String> {
    let mut source = LexiconSource { topic_count: topics.len(), ..LexiconSource::default() };
    let text = std::fs::read_to_string(catalog.join("judgements.toml"))
        .map_err(|e| format!("judgements.toml: {e}"))?;
    let concepts: BTreeMap<String, Concept> =
        toml::from_str(&text).map_err(|e| format!("judgements.toml: {e}"))?;
    source.concepts = concepts.into_iter().map(|(n, c)| (n, c.words)).collect();
    for (topic, id) in topics.iter().enumerate() {
        let path = catalog.join("topics").join(format!("{id}.toml"));
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let file: TopicLexicon = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        if let Some(l) = file.lexicon {
            source.topics.push(TopicSource {
                topic: topic as u16,
                names: l.names,
                signs: l.signs,
                half: l.half,
                exclude: l.exclude,
                titles: l.titles,
            });
        }
    }
    Ok(source)
}

/// Everything a training run works on.
pub(crate) struct Lab {
    pub(crate) topics: Vec<String>,
    pub(crate) items: Vec<Item>,
    pub(crate) seen: Vec<Seen>,
    pub(crate) lexicon: Lexicon,
    pub(crate) weights: Weights,
    /// For each atom whether it may carry weight in judging manner.
    manner_terms: Vec<bool>,
    /// Stems of the terms by atom.
    terms: BTreeMap<u16, String>,
}

/// A weight in the fixed-point form of the tables.
fn scaled(weight: f32) -> i16 {
    (weight * ONE as f32).round().clamp(-32_000.0, 32_000.0) as i16
}

const FOLDS: usize = 3;

fn fold(item: &Item) -> usize {
    // documents of one repository stay together
    (data::fnv(item.group.as_deref().unwrap_or(&item.id)) / 3) as usize % FOLDS
}

/// Trains, prints figures and, unless `dry`, writes the tables.
pub(crate) fn run(root: &Path, dry: bool) -> Result<(), String> {
    let catalog = root.join("core/catalog");
    let topics: Vec<String> = Catalogue::builtin().topics.iter().map(|t| t.id.to_string()).collect();
    let mut items = data::read(&catalog, &topics)?;
    items.extend(data::documents(root, &topics)?);
    items.extend(data::background(root, &topics)?);
    let mut lab = prepare(&catalog, topics, items)?;
    manner::train(&mut lab);
    let views: Vec<words::View> = lab.seen.iter().map(|s| words::view(&lab, s)).collect();
    let training: Vec<usize> = (0..lab.items.len()).filter(|n| !lab.items[*n].aside()).collect();
    let models: Vec<Vec<words::Model>> = (0..FOLDS)
        .map(|f| {
            let part: Vec<usize> = training.iter().copied().filter(|n| fold(&lab.items[*n]) != f).collect();
            words::train(&lab, &part, &views)
        })
        .collect();
    let full = words::train(&lab, &training, &views);
    sums::train(&mut lab, &views, &models, &fold);
    // what can be expected of documents that were not trained on: each with the model that did not see its repository
    let mut unseen = crate::eval::CorpusFigures::default();
    for (f, model) in models.iter().enumerate() {
        words::quantise(&mut lab, model);
        lab.corpus(root, &mut unseen, &|item| fold(item) == f)?;
    }
    words::quantise(&mut lab, &full);
    lab.report(root, &unseen)?;
    if dry {
        return Ok(());
    }
    tables::write(&lab, &catalog)?;
    let path = catalog.join("model/unseen.tsv");
    let line = crate::eval::unseen_line("all, each repository unseen", &unseen);
    let text =
        format!("# Measured by `cargo xtask train`; a row of the table in docs/evaluation.md.\n{line}\n");
    std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn prepare(catalog: &Path, topics: Vec<String>, items: Vec<Item>) -> Result<Lab, String> {
    let count = items.iter().filter(|i| !i.aside() && !i.is_background()).count();
    let terms = vocabulary::terms(
        items.iter().filter(|i| !i.aside() && !i.is_document() && !i.is_background()),
        3,
        8,
    );
    let mut source = lexicon_source(catalog, &topics)?;
    source.phrases = terms.iter().map(|t| format!("={}", t.stems)).collect();
    let texts: HashMap<&str, u32> = terms.iter().map(|t| (t.stems.as_str(), t.texts)).collect();
    let (lexicon, atoms) = compile(&source, &|w| texts.get(w).copied().unwrap_or(0))
        .map_err(|e| e.iter().map(|(item, what)| format!("{item}: {what}")).collect::<Vec<_>>().join("\n"))?;
    let size = lexicon.atom_count();
    eprintln!("{} texts to train on, {} terms, {} signs", count, terms.len(), lexicon.signs.len());
    let mut rarity = vec![0_u8; size];
    let mut manner_terms = vec![false; size];
    for (term, atom) in terms.iter().zip(&atoms) {
        if !term.is_number() || term.texts >= 6 {
            rarity[*atom as usize] = ((count as f32 / term.texts as f32).ln() * 16.0).round() as u8;
        }
        manner_terms[*atom as usize] = term.topics >= 25 && !term.is_number();
    }
    let seen: Vec<Seen> = items.iter().map(|i| Seen::new(&i.path, i.text.as_bytes(), &lexicon)).collect();
    let mut names: BTreeMap<u16, String> =
        terms.into_iter().zip(&atoms).map(|(t, a)| (*a, t.stems)).collect();
    for form in FORMS {
        let atom = lexicon.concept(form);
        let texts = items.iter().zip(&seen).filter(|(i, s)| {
            !i.aside() && !i.is_background() && s.scan.occurrences.iter().any(|o| o.atom == atom)
        });
        rarity[atom as usize] = ((count as f32 / texts.count().max(1) as f32).ln() * 16.0).round() as u8;
        names.insert(atom, format!("@{form}"));
    }
    let weights = Weights {
        rarity: rarity.into(),
        starts: vec![0; size + 1].into(),
        bias: vec![0; topics.len()].into(),
        manner_words: vec![0; size].into(),
        manner_marks: vec![0; MARK_COUNT].into(),
        combine: vec![0; COMBINED.len()].into(),
        ..Weights::default()
    };
    Ok(Lab { topics, items, seen, lexicon, weights, manner_terms, terms: names })
}

impl Lab {
    /// Which statements of a text can be evidence, by their manner.
    fn assertive(&self, seen: &Seen) -> (Scores, Vec<bool>) {
        let scores = weights::score(&seen.scan, &seen.manners, &seen.contexts, &self.weights);
        let asserts = scores.asserts(&seen.manners);
        (scores, asserts)
    }

    fn detector(&self) -> Detector<'_> {
        Detector { lexicon: &self.lexicon, weights: &self.weights, cues: &[], citations: &[] }
    }

    /// Adds the figures of those documents of the corpus that `wanted` picks.
    fn corpus(
        &self,
        root: &Path,
        figures: &mut crate::eval::CorpusFigures,
        wanted: &dyn Fn(&Item) -> bool,
    ) -> Result<(), String> {
        let catalogue = Catalogue::builtin();
        for (labels, path, bytes) in crate::eval::corpus(root)? {
            let item = self.items.iter().find(|i| i.is_document() && i.id == labels.id);
            if item.is_some_and(wanted) {
                let analysis =
                    analyze_with(&self.detector(), &Document::read(&path, &bytes), &catalogue, None);
                crate::eval::document(figures, &labels, &catalogue, &analysis);
            }
        }
        Ok(())
    }

    /// Prints figures, made the way the command works.
    fn report(&self, root: &Path, unseen: &crate::eval::CorpusFigures) -> Result<(), String> {
        let catalogue = Catalogue::builtin();
        let sets: [(&str, &dyn Fn(&Item) -> bool); 4] = [
            ("passages, first hand, aside", &|i| i.by_first_hand() && i.aside()),
            ("passages, fifth hand, aside", &|i| i.judges_signs() && i.aside()),
            ("passages, other hands, aside", &|i| !i.judges_signs() && !i.by_first_hand() && i.aside()),
            ("passages, all, aside", &|i| i.aside()),
        ];
        for (name, wanted) in sets {
            let mut tally = crate::eval::Tally::default();
            for item in self.items.iter().filter(|i| i.is_passage() && wanted(i)) {
                let document = Document::read(&item.path, item.text.as_bytes());
                let analysis = analyze_with(&self.detector(), &document, &catalogue, None);
                crate::eval::passage(&mut tally, item, &self.topics, &analysis);
            }
            eprintln!("{name}: {tally}");
        }
        let mut seen = crate::eval::CorpusFigures::default();
        self.corpus(root, &mut seen, &|_| true)?;
        for (name, figures) in [("corpus", &seen), ("corpus, each repository unseen", unseen)] {
            eprintln!("{name}: {figures}");
        }
        if std::env::var_os("MEDLINT_NOTES").is_some() {
            unseen.notes.iter().for_each(|n| println!("{n}"));
        }
        Ok(())
    }
}
