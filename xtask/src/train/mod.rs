//! `cargo xtask train`: learns the weights in `core/catalog/model/` from the labelled texts of the topics.

pub(crate) mod data;
pub(crate) mod linear;

use data::Item;
use linear::Sparse;
use medlint_core::catalog::Catalogue;
use medlint_core::detect::compile::{LexiconSource, TopicSource, compile};
use medlint_core::detect::context::{Context, contexts};
use medlint_core::detect::judge::{self, MARK_COUNT, Manner, judge};
use medlint_core::detect::lexicon::{Force, Lexicon};
use medlint_core::detect::scan::{Scan, scan};
use medlint_core::detect::signs::{self, Hit};
use medlint_core::detect::weights::{self, COMBINED, Evaluator, ONE, Signs, Weights, Window};
use medlint_core::document::Document;
use medlint_core::language::{self, MAX_WORD, Pieces};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

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
pub(crate) fn lexicon_source(catalog: &Path, topics: &[String]) -> Result<LexiconSource, String> {
    let mut source = LexiconSource { topic_count: topics.len(), ..LexiconSource::default() };
    for file in ["judgements.toml", "concepts.toml"] {
        let text = std::fs::read_to_string(catalog.join(file)).map_err(|e| format!("{file}: {e}"))?;
        let concepts: BTreeMap<String, Concept> = toml::from_str(&text).map_err(|e| format!("{file}: {e}"))?;
        source.concepts.extend(concepts.into_iter().map(|(n, c)| (n, c.words)));
    }
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

/// One text, read and scanned.
pub(crate) struct Seen {
    lexicon: std::sync::Arc<Lexicon>,
    pub(crate) scan: Scan,
    pub(crate) manners: Vec<Manner>,
    pub(crate) contexts: Vec<Context>,
    pub(crate) sections: Vec<u32>,
    pub(crate) runs: Vec<Range<u32>>,
}

pub(crate) fn see(text: &str, path: &str, lexicon: &std::sync::Arc<Lexicon>) -> Seen {
    let document = Document::read(path, text.as_bytes());
    let statements = language::statements(&document);
    let scan = scan(&document, &statements, lexicon);
    let manners = judge(&document, &statements, &scan, lexicon);
    let contexts = contexts(&document, &statements);
    let sections: Vec<u32> =
        statements.iter().map(|s| document.blocks[s.block as usize].section).collect();
    let runs = weights::runs(&scan, &manners, &sections, &contexts);
    Seen { lexicon: lexicon.clone(), scan, manners, contexts, sections, runs }
}

/// Counts stems and pairs of neighbouring stems over all texts.
fn vocabulary(items: &[Item]) -> (BTreeMap<String, u32>, BTreeMap<String, u32>, BTreeMap<String, std::collections::BTreeSet<usize>>) {
    let (mut one, mut two) = (BTreeMap::new(), BTreeMap::new());
    let mut spread: BTreeMap<String, std::collections::BTreeSet<usize>> = BTreeMap::new();
    for item in items {
        let document = Document::read("passage.md", item.text.as_bytes());
        let mut seen = std::collections::BTreeSet::new();
        for statement in language::statements(&document) {
            let mut before: Option<String> = None;
            for piece in Pieces::new(&document.text, statement.text.start as usize, statement.text.end as usize) {
                let word = &document.text[piece.start as usize..piece.end as usize];
                let mut out = [0; MAX_WORD];
                let n = medlint_core::detect::compile::key(word, &mut out);
                let stem = String::from_utf8_lossy(&out[..n]).into_owned();
                if let Some(before) = &before {
                    seen.insert(format!("{before} {stem}"));
                }
                seen.insert(stem.clone());
                before = Some(stem);
            }
        }
        for feature in seen {
            spread.entry(feature.clone()).or_default().insert(item.topic);
            *if feature.contains(' ') { &mut two } else { &mut one }.entry(feature).or_insert(0) += 1;
        }
    }
    (one, two, spread)
}

/// State of a training run that can be asked for figures.
pub(crate) struct Lab {
    pub(crate) topics: Vec<String>,
    pub(crate) items: Vec<Item>,
    pub(crate) lexicon: std::sync::Arc<Lexicon>,
    pub(crate) weights: Weights,
    pub(crate) seen: Vec<Seen>,
    /// Features that may carry weights, by atom.
    features: Vec<bool>,
    manner_features: Vec<bool>,
}

pub(crate) fn run(root: &Path) -> Result<(), String> {
    let catalog = root.join("core/catalog");
    let catalogue = Catalogue::builtin();
    let topics: Vec<String> = catalogue.topics.iter().map(|t| t.id.to_string()).collect();
    let mut items = data::read(&catalog, &topics)?;
    if opt("REQ") > 0.0 {
        for r in catalogue.requirements.iter() {
            let all: Vec<usize> = r.topics.iter().chain(r.any_topics.iter()).map(|t| t.index()).collect();
            if all.is_empty() { continue; }
            items.push(Item { id: format!("{}-req", r.id), topic: all[0], kind: "statement".to_owned(), state: "requirement".to_owned(), shows: all, near: vec![], text: format!("{}\n\n{} {}", r.title, r.text, r.elements.join("; ")) });
        }
        for (t, topic) in catalogue.topics.iter().enumerate() {
            items.push(Item { id: format!("{}-def", topic.id), topic: t, kind: "statement".to_owned(), state: "requirement".to_owned(), shows: vec![t], near: vec![], text: format!("{}\n\n{}", topic.title, topic.shown_when) });
        }
    }
    eprintln!("{} texts, {} kept aside", items.len(), items.iter().filter(|i| i.aside()).count());
    let training: Vec<Item> = items.iter().filter(|i| !i.aside()).cloned().collect();
    let (one, two, spread) = vocabulary(&training);
    let mut source = lexicon_source(&catalog, &topics)?;
    let one: BTreeMap<String, u32> = one.into_iter().filter(|(_, n)| *n >= 3).collect();
    let two: BTreeMap<String, u32> = two.into_iter().filter(|(_, n)| *n >= 4).collect();
    let known: Vec<(String, u32)> = one.iter().chain(&two).map(|(w, n)| (w.clone(), *n)).collect();
    let mut known = known;
    if opt("PREFIX") > 0.0 {
        let len = opt("PREFIX") as usize;
        let mut count: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for (w, n) in &one {
            if w.len() > len && w.bytes().all(|b| b.is_ascii_lowercase()) {
                let e = count.entry(w[..len].to_owned()).or_default();
                e.0 += n; e.1 += 1;
            }
        }
        known.extend(count.into_iter().filter(|c| c.1.1 > 1).map(|(w, n)| (format!("{w}*"), n.0)));
    }
    source.phrases = known.iter().map(|(w, _)| if w.ends_with('*') { w.clone() } else { format!("={w}") }).collect();
    let count = one.clone();
    let (lexicon, atoms) = compile(&source, &|w| count.get(w).copied().unwrap_or(0)).map_err(|e| {
        e.iter().map(|(item, what)| format!("{item}: {what}")).collect::<Vec<_>>().join("\n")
    })?;
    let lexicon = std::sync::Arc::new(lexicon);
    eprintln!("{} words, {} phrases, {} signs, {} atoms", one.len(), two.len(), lexicon.signs.len(), lexicon.atom_names.len());
    let n_atoms = lexicon.atom_names.len();
    let mut weights = Weights {
        rarity: vec![0; n_atoms].into(),
        starts: vec![0; n_atoms + 1].into(),
        bias: vec![0; topics.len()].into(),
        manner_words: vec![0; n_atoms].into(),
        manner_marks: vec![0; MARK_COUNT].into(),
        combine: vec![0; COMBINED.len()].into(),
        ..Weights::default()
    };
    let mut features = vec![false; n_atoms];
    let mut manner_features = vec![false; n_atoms];
    let total = training.len() as f32;
    for ((word, n), atom) in known.iter().zip(&atoms) {
        let digits = word.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b' ');
        features[*atom as usize] = !digits || *n >= 6;
        let idf = (total / *n as f32).ln();
        weights.rarity.to_mut()[*atom as usize] = if features[*atom as usize] { (idf * 16.0).round() as u8 } else { 0 };
        manner_features[*atom as usize] = spread.get(word).is_some_and(|s| s.len() >= 25) && !digits;
    }
    if opt("CONCEPTS") > 0.0 {
        // concepts: rarity by the texts they occur in
        let probe: Vec<Seen> = training.iter().map(|i| see(&i.text, "passage.md", &lexicon)).collect();
        let mut df = vec![0_u32; n_atoms];
        for seen in &probe {
            let mut here = std::collections::BTreeSet::new();
            for n in 0..seen.manners.len() { here.extend(occurrences(seen, n)); }
            for a in here { df[a as usize] += 1; }
        }
        let judgements = medlint_core::detect::compile::BUILT_IN_CONCEPTS.len();
        for a in judgements..n_atoms {
            let concept = lexicon.atom_names[a].starts_with('@');
            let phrase = !features[a] && !concept && df[a] >= 3 && opt("CONCEPTS") > 1.0;
            if (concept || phrase) && df[a] > 0 {
                features[a] = true;
                weights.rarity.to_mut()[a] = ((total / df[a] as f32).ln() * 16.0).round() as u8;
            }
        }
    }
    let seen: Vec<Seen> = items.iter().map(|i| see(&i.text, "passage.md", &lexicon)).collect();
    let mut lab = Lab { topics, items, lexicon, weights, seen, features, manner_features };
    lab.train_manner();
    lab.train_words();
    Ok(())
}

impl Lab {
    fn training(&self) -> Vec<usize> {
        (0..self.items.len()).filter(|n| !self.items[*n].aside()).collect()
    }

    fn aside(&self) -> Vec<usize> {
        (0..self.items.len()).filter(|n| self.items[*n].aside()).collect()
    }

    /// Whether the statements of a text say something as a matter of fact; `None` where that cannot be told.
    fn asserts(item: &Item) -> Option<bool> {
        match item.state.as_str() {
            "shown" => Some(true),
            "missing" => Some(true),
            "planned" | "denied" | "elsewhere" | "placeholder" => Some(false),
            "mentioned" if item.kind != "statement" => Some(false),
            _ => None,
        }
    }

    fn train_manner(&mut self) {
        let n_atoms = self.lexicon.atom_names.len();
        let features = n_atoms + MARK_COUNT + 1;
        let mut sets = [(Vec::new(), Vec::new(), Vec::new()), (Vec::new(), Vec::new(), Vec::new())];
        for (item, seen) in self.items.iter().zip(&self.seen) {
            let Some(asserts) = Self::asserts(item) else { continue };
            let set = &mut sets[usize::from(item.aside())];
            for n in 0..seen.manners.len() {
                if seen.manners[n].marks.has(judge::HEADING) {
                    continue;
                }
                let words: Vec<u32> = occurrences(seen, n).filter(|a| self.manner_features[*a as usize]).collect();
                let value = 1.0 / ((words.len() + 1) as f32).sqrt();
                let mut x: Sparse = words.iter().map(|a| (*a, value)).collect();
                let marks = seen.manners[n].marks;
                x.extend((0..MARK_COUNT).filter(|m| marks.0 >> m & 1 == 1).map(|m| ((n_atoms + m) as u32, 1.0)));
                x.push(((n_atoms + MARK_COUNT) as u32, 1.0));
                set.0.push(x);
                set.1.push(asserts);
                set.2.push(if item.kind == "statement" { 1.0 } else if asserts { 0.4 } else { 0.7 });
            }
        }
        let w = linear::logistic(&sets[0].0, &sets[0].1, &sets[0].2, features, 2e-5, 300);
        for (name, set) in ["training", "aside"].iter().zip(&sets) {
            let right = set.0.iter().zip(&set.1).filter(|(x, y)| (x.iter().map(|(f, v)| w[*f as usize] * v).sum::<f32>() > 0.0) == **y).count();
            eprintln!("manner, {name}: {:.3} of {} statements", right as f32 / set.0.len() as f32, set.0.len());
        }
        let scaled = |w: f32| (w * ONE as f32).round().clamp(-32000.0, 32000.0) as i16;
        for n in 0..n_atoms {
            self.weights.manner_words.to_mut()[n] = scaled(w[n]);
        }
        for n in 0..MARK_COUNT {
            self.weights.manner_marks.to_mut()[n] = scaled(w[n_atoms + n]);
        }
        self.weights.manner_bias = i32::from(scaled(w[n_atoms + MARK_COUNT]));
        for (n, name) in medlint_core::detect::compile::BUILT_IN_CONCEPTS.iter().chain(&judge::FORM_MARKS).enumerate() {
            eprint!("{name} {:.2}  ", w[n_atoms + n]);
        }
        eprintln!();
    }

    /// Which statements of a text count as evidence, by their manner.
    pub(crate) fn assertive(&self, seen: &Seen) -> (weights::Scores, Vec<bool>) {
        let scores = weights::score(&seen.scan, &seen.manners, &self.weights);
        let asserts = seen.manners.iter().zip(&scores.manner).map(|(m, s)| *s > MANNER_FLOOR && !m.marks.has(judge::HEADING)).collect();
        (scores, asserts)
    }

    /// Features of a window: every atom with its share.
    fn window_features(&self, seen: &Seen, window: &Window, asserts: &[bool]) -> Sparse {
        let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
        let mut norm = 0.0;
        let mut add = |n: u32| {
            for atom in occurrences(seen, n as usize).filter(|a| self.features[*a as usize]) {
                let idf = f32::from(self.weights.rarity[atom as usize]) / 16.0;
                *sum.entry(atom).or_insert(0.0) += idf;
                norm += idf * idf;
            }
        };
        for n in window.statements.clone().filter(|n| asserts[*n as usize]) {
            add(n);
        }
        for n in seen.contexts[window.statements.start as usize].all() {
            if !(window.statements.contains(&n) && asserts[n as usize]) {
                add(n);
            }
        }
        let norm = f32::max(norm, 1.0).sqrt();
        sum.into_iter().map(|(f, v)| (f, v / norm)).collect()
    }

    fn train_words(&mut self) {
        let topics = self.topics.len();
        let n_atoms = self.lexicon.atom_names.len();
        // windows of every text; of texts that are no evidence all statements, so that the topic is known there, too
        let views: Vec<(Vec<Window>, Vec<Sparse>, Vec<Window>)> = self
            .items
            .iter()
            .zip(&self.seen)
            .map(|(_, seen)| {
                let (_, asserts) = self.assertive(seen);
                let mut windows = weights::windows(&seen.runs, &asserts);
                let shown = windows.clone();
                let mut used = asserts;
                if windows.is_empty() {
                    used = vec![true; used.len()];
                    windows = weights::windows(&seen.runs, &used);
                }
                let features = windows.iter().map(|w| self.window_features(seen, w, &used)).collect();
                (windows, features, shown)
            })
            .collect();
        let folds = 3;
        let training = self.training();
        let mut models: Vec<Vec<Vec<f32>>> = Vec::new();
        for fold in 0..=folds {
            let part: Vec<usize> = training
                .iter()
                .copied()
                .filter(|n| fold == folds || data::fnv(&self.items[*n].id).wrapping_mul(2_654_435_761) >> 7 & 0xffff_u32 != u32::MAX && fold_of(&self.items[*n].id, folds) != fold)
                .collect();
            models.push((0..topics).map(|t| self.train_topic(t, &part, &views, n_atoms)).collect());
        }
        // the last sum: out of fold, so that it does not trust the words more than it may
        let score = |model: &[f32], x: &Sparse| x.iter().map(|(f, v)| model[*f as usize] * v).sum::<f32>() + model[n_atoms];
        let mut pairs: Vec<Pair> = Vec::new();
        for (n, item) in self.items.iter().enumerate() {
            let seen = &self.seen[n];
            let (scores, asserts) = self.assertive(seen);
            let (windows, features, shown) = &views[n];
            if shown.is_empty() { 
                for t in 0..topics { if t == item.topic || item.shows.contains(&t) { pairs.push(Pair { item: n, topic: t, options: Vec::new() }); } }
                continue;
            }
            let hits = signs::find(&seen.scan, &seen.contexts, &seen.runs, &self.lexicon, &asserts);
            let evaluator = Evaluator { scores: &scores, contexts: &seen.contexts, asserts: &asserts, weights: &self.weights };
            let model = &models[if item.aside() { folds } else { fold_of(&item.id, folds) }];
            for t in 0..topics {
                let mine: Vec<&Hit> = hits.iter().filter(|h| h.topic as usize == t).collect();
                let options: Vec<Sparse> = windows.iter().zip(features).map(|(w, x)| {
                    let mut signs = Signs::default();
                    for h in &mine {
                        if h.statement < w.statements.end && h.end > w.statements.start { signs.add(h); }
                    }
                    let m = evaluator.measures((score(&model[t], x) * ONE as f32) as i32, evaluator.manner(w), signs, w.size);
                    m.iter().enumerate().map(|(n, m)| (n as u32, *m as f32 / ONE as f32)).collect()
                }).collect();
                let top = options.iter().map(|x| x[1].1).fold(f32::MIN, f32::max);
                if t == item.topic || item.shows.contains(&t) || top > -0.9 || mine.iter().any(|h| h.force != Force::Name) {
                    pairs.push(Pair { item: n, topic: t, options });
                }
            }
        }
        let mut w: Vec<f32> = vec![0.0, 1.0, 0.5, 0.0, 1.0, 0.3, 0.2, 0.2, 0.0, 0.0, 0.0];
        let dot = |w: &[f32], x: &Sparse| x.iter().map(|(f, v)| w[*f as usize] * v).sum::<f32>();
        let passage_weight = |i: &Item| if i.kind == "statement" { 0.5 } else { 1.0 };
        for _ in 0..4 {
            let mut x = Vec::new(); let mut y = Vec::new(); let mut c = Vec::new();
            for p in &pairs {
                let item = &self.items[p.item];
                if item.aside() || !item.id.rsplit('-').next().is_some_and(|l| l.bytes().all(|b| b.is_ascii_digit())) || item.near.contains(&p.topic) && !item.shows.contains(&p.topic) && item.topic != p.topic { continue; }
                let Some(best) = p.options.iter().max_by(|a, b| dot(&w, a).total_cmp(&dot(&w, b))) else { continue };
                x.push(best.clone()); y.push(item.shows.contains(&p.topic)); c.push(passage_weight(item));
            }
            w = linear::logistic(&x, &y, &c, COMBINED.len(), 1e-5, 500);
        }
        eprintln!("{:?}", COMBINED.iter().zip(&w).map(|(n, w)| format!("{n} {w:.2}")).collect::<Vec<_>>());
        for (name, aside) in [("out of fold", false), ("aside", true)] {
            for floor in [-1.0_f32, -0.7, -0.5, -0.3, 0.0, 0.3] {
                let mut tally = Tally::default();
                for p in &pairs {
                    let item = &self.items[p.item];
                    if item.aside() != aside || item.kind == "statement" { continue; }
                    let best = p.options.iter().map(|x| dot(&w, x)).fold(f32::MIN, f32::max);
                    tally.add(item, p.topic, best > floor);
                }
                eprintln!("{name} {floor}: {tally}");
            }
        }
        if opt("ERRORS") != 0.0 {
            for p in &pairs {
                let item = &self.items[p.item];
                if item.aside() || item.kind == "statement" { continue; }
                let best = p.options.iter().max_by(|a, b| dot(&w, a).total_cmp(&dot(&w, b)));
                let z = best.map_or(-9.0, |x| dot(&w, x));
                let yes = item.shows.contains(&p.topic);
                if (z > -0.3) != yes && !(item.near.contains(&p.topic) && !yes) {
                    println!("{} {} [{}] {} z={z:.2} {:?}\n{}\n", if yes { "MISSED" } else { "WRONG" }, self.topics[p.topic], item.id, item.kind, best.map(|b| b.iter().map(|x| (x.1 * 100.0).round() / 100.0).collect::<Vec<_>>()), item.text);
                }
            }
        }
    }

    fn train_topic(&self, topic: usize, part: &[usize], views: &[(Vec<Window>, Vec<Sparse>, Vec<Window>)], n_atoms: usize) -> Vec<f32> {
        let mut model: Vec<f32> = Vec::new();
        for round in 0..(3 - opt("ROUNDS") as usize) {
            let mut examples: Vec<&Sparse> = Vec::new();
            let mut positive = Vec::new();
            let mut cost = Vec::new();
            for &n in part {
                let item = &self.items[n];
                let (windows, features, shown) = &views[n];
                if features.is_empty() { continue; }
                let own = item.topic == topic;
                let yes = item.shows.contains(&topic);
                if item.near.contains(&topic) && !yes && !(own && item.state == "missing") { continue; }
                // a plan, a denial, a reference is about the topic; whether it is evidence is a matter of manner
                let about = own && !yes && item.state != "missing";
                if about && !shown.is_empty() && item.state == "partly" { continue; }
                let best = |model: &Vec<f32>| {
                    let mut best = (f32::MIN, 0);
                    for (w, x) in features.iter().enumerate() {
                        let s = x.iter().map(|(f, v)| model[*f as usize] * v).sum::<f32>();
                        if s > best.0 { best = (s, w); }
                    }
                    best.1
                };
                let chosen = if round == 0 { windows.iter().enumerate().max_by_key(|(_, w)| w.size).map_or(0, |w| w.0) } else { best(&model) };
                examples.push(&features[chosen]);
                if about && opt("ABOUT") == 1.0 { examples.pop(); continue; }
                positive.push(yes || (about && opt("ABOUT") == 0.0));
                let weight = if yes { if own { 1.0 } else { 0.7 } } else if about { 0.5 } else if own { 0.6 } else { 0.12 };
                let weight = if item.state == "requirement" { weight * opt("REQ") } else { weight };
                cost.push(weight * (1.0 + opt("COST")) * if !yes && !about { 1.0 + opt("NEG") } else { 1.0 });
            }
            if opt("NB") > 0.0 {
                let (mut pos, mut neg) = (vec![0.0_f32; n_atoms], vec![0.0_f32; n_atoms]);
                let (mut np, mut nn) = (1.0_f32, 1.0_f32);
                for ((x, y), c) in examples.iter().zip(&positive).zip(&cost) {
                    let _ = c;
                    let side = if *y { np += 1.0; &mut pos } else { nn += 1.0; &mut neg };
                    for (f, _) in x.iter() { side[*f as usize] += 1.0; }
                }
                let a = opt("NB");
                let r: Vec<f32> = (0..n_atoms).map(|f| {
                    let l = (((pos[f] + a) / (np + a * 2.0)) / ((neg[f] + a * 4.0) / (nn + a * 8.0))).ln();
                    if l > 0.0 { 0.3 + l } else { 0.3 }
                }).collect();
                let scaled: Vec<Sparse> = examples.iter().map(|x| x.iter().map(|(f, v)| (*f, v * r[*f as usize] / 2.0)).collect()).collect();
                let refs: Vec<&Sparse> = scaled.iter().collect();
                model = linear::svm(&refs, &positive, &cost, n_atoms, 1.0, 20);
                for f in 0..n_atoms { model[f] *= r[f] / 2.0; }
                continue;
            }
            model = linear::svm(&examples, &positive, &cost, n_atoms, 1.0, 20);
        }
        model
    }
}

/// Below this, a statement is no evidence.
pub(crate) const MANNER_FLOOR: i32 = -ONE;

fn opt(name: &str) -> f32 { std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(0.0) }

fn fold_of(id: &str, folds: usize) -> usize {
    (data::fnv(id) / 3) as usize % folds
}

/// Atoms found in a statement.
fn occurrences(seen: &Seen, n: usize) -> impl Iterator<Item = u32> + '_ {
    let range = seen.scan.statement_occurrences[n].clone();
    let lexicon = seen.lexicon.clone();
    seen.scan.occurrences[range.start as usize..range.end as usize].iter().flat_map(move |o| {
        let mut all = vec![u32::from(o.atom)];
        all.extend(lexicon.emits(o.atom).iter().map(|a| u32::from(*a)));
        all
    })
}

/// What is known of one text and topic: the measures of every window.
struct Pair {
    item: usize,
    topic: usize,
    options: Vec<Sparse>,
}

/// Counts as the README beside the passages says.
#[derive(Default)]
pub(crate) struct Tally {
    own: u32,
    own_right: u32,
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Tally {
    pub(crate) fn add(&mut self, item: &Item, topic: usize, shown: bool) {
        let yes = item.shows.contains(&topic);
        if topic == item.topic {
            self.own += 1;
            self.own_right += u32::from(shown == yes);
        }
        match (shown, yes, item.near.contains(&topic)) {
            (true, true, _) => self.right += 1,
            (false, true, _) => self.missed += 1,
            (true, false, false) => self.wrong += 1,
            _ => {}
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = 2.0 * self.right as f32 / (2 * self.right + self.wrong + self.missed).max(1) as f32;
        write!(
            f,
            "own topic {:.3} of {}, all topics F1 {f1:.3} (right {}, wrong {}, missed {})",
            self.own_right as f32 / self.own.max(1) as f32, self.own, self.right, self.wrong, self.missed
        )
    }
}
