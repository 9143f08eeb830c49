//! Learns what each topic is about: a support vector machine per topic over the words of windows.
//!
//! Only the text is labelled, not the window in it: of a text that shows the topic the best window is taken, of one
//! that does not the most tempting; which that is follows from the model of the round before.

use super::Lab;
use super::data::Item;
use super::linear::{self, Sparse};
use super::texts::Seen;
use medlint_core::detect::weights::{self, ONE, STEP, Window};
use std::collections::BTreeMap;

/// Windows of a text with their features.
pub(crate) struct View {
    pub(crate) windows: Vec<Window>,
    pub(crate) features: Vec<Sparse>,
}

/// The windows of a text over the statements that can be evidence.
pub(crate) fn view(lab: &Lab, seen: &Seen) -> View {
    let (_, asserts) = lab.assertive(seen);
    let windows = weights::windows(&seen.runs, &asserts);
    let features = windows.iter().map(|w| features(lab, seen, w, &asserts)).collect();
    View { windows, features }
}

/// Every term of a window and what it is read under, with its share.
fn features(lab: &Lab, seen: &Seen, window: &Window, asserts: &[bool]) -> Sparse {
    let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
    let mut norm = 0.0;
    let inside = window.statements.clone().filter(|n| asserts[*n as usize]);
    let context = seen.contexts[window.statements.start as usize].all();
    let context = context.filter(|n| !(window.statements.contains(n) && asserts[*n as usize]));
    for n in inside.chain(context) {
        for atom in seen.atoms(n) {
            let rarity = f32::from(lab.weights.rarity[atom as usize]) / 16.0;
            if rarity > 0.0 {
                *sum.entry(u32::from(atom)).or_insert(0.0) += rarity;
                norm += rarity * rarity;
            }
        }
    }
    let norm = (norm + weights::SMOOTH as f32).sqrt();
    sum.into_iter().map(|(f, v)| (f, v / norm)).collect()
}

/// A topic's weights, the bias last.
pub(crate) type Model = Vec<f32>;

/// What the words of a window say.
pub(crate) fn score(model: &Model, x: &Sparse) -> f32 {
    x.iter().map(|(f, v)| model[*f as usize] * v).sum::<f32>() + model[model.len() - 1]
}

/// Trains all topics on the texts of `part`, on two threads.
pub(crate) fn train(lab: &Lab, part: &[usize], views: &[View]) -> Vec<Model> {
    let topics = lab.topics.len();
    let range = |r: std::ops::Range<usize>| r.map(|t| topic(lab, t, part, views)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| range(topics / 2..topics));
        let mut all = range(0..topics / 2);
        all.extend(second.join().expect("training does not panic"));
        all
    })
}

const ROUNDS: usize = 3;

fn topic(lab: &Lab, topic: usize, part: &[usize], views: &[View]) -> Model {
    let terms = lab.lexicon.atom_count();
    let mut model: Model = vec![0.0; terms + 1];
    for round in 0..ROUNDS {
        let mut examples: Vec<&Sparse> = Vec::new();
        let mut positive = Vec::new();
        let mut cost = Vec::new();
        for &n in part {
            let (item, view, seen) = (&lab.items[n], &views[n], &lab.seen[n]);
            let Some(weight) = weight(lab, item, topic) else { continue };
            let yes = item.shows.contains(&topic);
            if item.is_document() || item.is_background() {
                // which window of a long text it is must be known to some degree first
                if round == 0 {
                    continue;
                }
                let places: Vec<[u32; 2]> =
                    item.places.iter().filter(|p| p.topic == topic).flat_map(|p| p.lines.clone()).collect();
                let overlaps = |w: &Window| {
                    let first = seen.lines[w.statements.start as usize].0;
                    let last = seen.lines[w.statements.end as usize - 1].1;
                    places.iter().any(|p| first <= p[1] && p[0] <= last)
                };
                let mut ranked: Vec<(f32, usize)> = (0..view.windows.len())
                    .filter(|w| !yes || overlaps(&view.windows[*w]))
                    .map(|w| (score(&model, &view.features[w]), w))
                    .collect();
                ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                for (_, w) in ranked.iter().take(if item.is_document() && !yes { 3 } else { 2 }) {
                    examples.push(&view.features[*w]);
                    positive.push(yes);
                    cost.push(weight);
                }
                continue;
            }
            let chosen = if round == 0 {
                view.windows.iter().enumerate().max_by_key(|(_, w)| w.size).map(|w| w.0)
            } else {
                let best = |a: &usize, b: &usize| {
                    score(&model, &view.features[*a]).total_cmp(&score(&model, &view.features[*b]))
                };
                (0..view.windows.len()).max_by(best)
            };
            let Some(chosen) = chosen else { continue };
            examples.push(&view.features[chosen]);
            positive.push(yes);
            cost.push(weight);
        }
        model = linear::svm(&examples, &positive, &cost, terms, 1.0, 15);
        if round + 1 == ROUNDS {
            // what carries little weight is left out, and the rest learns to do without
            let keep = foremost(&model, &examples, &cost, terms);
            let cut = |x: &Sparse| x.iter().copied().filter(|(f, _)| keep[*f as usize]).collect::<Sparse>();
            let examples: Vec<Sparse> = examples.iter().map(|x| cut(x)).collect();
            let examples: Vec<&Sparse> = examples.iter().collect();
            model = linear::svm(&examples, &positive, &cost, terms, 1.0, 15);
        }
    }
    model
}

/// The terms that matter most: those with much weight that occur often enough for it to show.
fn foremost(model: &Model, examples: &[&Sparse], cost: &[f32], terms: usize) -> Vec<bool> {
    let mut mass = vec![0.0_f32; terms];
    for (x, cost) in examples.iter().zip(cost) {
        x.iter().for_each(|(f, v)| mass[*f as usize] += v * v * cost);
    }
    let worth: Vec<f32> = (0..terms).map(|f| model[f].abs() * mass[f].sqrt()).collect();
    let mut order: Vec<usize> = (0..terms).filter(|f| model[*f] != 0.0).collect();
    order.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
    let mut keep = vec![false; terms];
    order.into_iter().take(MOST).for_each(|f| keep[f] = true);
    keep
}

/// How much a text counts for a topic; `None` when its label says nothing about it.
fn weight(lab: &Lab, item: &Item, topic: usize) -> Option<f32> {
    let own = item.topic == topic;
    let yes = item.shows.contains(&topic);
    if !yes && (item.near.contains(&topic) && !(own && item.state == "missing")) {
        return None;
    }
    if !yes && !crate::eval::labelled(item, &lab.topics, topic) {
        return None;
    }
    // a plan, a denial, a reference is about the topic; that it is no evidence is a matter of manner
    if own && !yes && item.state != "missing" && item.topic != usize::MAX {
        return None;
    }
    Some(match (item.kind.as_str(), yes, own) {
        ("document", true, _) => 3.0,
        ("document" | "background", false, _) => 0.6,
        (_, true, true) => 4.0,
        (_, true, false) => 2.8,
        (_, false, true) => 2.4,
        (_, false, false) => 0.48,
    })
}

/// Puts the models into the tables, in steps.
pub(crate) fn quantise(lab: &mut Lab, models: &[Model]) {
    let terms = lab.lexicon.atom_count();
    let (mut starts, mut items) = (vec![0_u32], Vec::new());
    for atom in 0..terms {
        let rarity = f32::from(lab.weights.rarity[atom]) / 16.0;
        for (topic, model) in models.iter().enumerate() {
            let steps = level(model[atom] * rarity * (ONE / STEP) as f32);
            if steps != 0 {
                items.push((topic as u8, steps));
            }
        }
        starts.push(items.len() as u32);
    }
    eprintln!("{} weights of words", items.len());
    let bias = models.iter().map(|model| (model[terms] * ONE as f32).round() as i32);
    lab.weights.bias = bias.collect();
    lab.weights.starts = starts.into();
    lab.weights.items = items.into();
}

/// The nearest of few values: whole steps as far as 4, above that each a quarter more than the one before. Finer makes the
/// tables longer and no judgement better.
fn level(steps: f32) -> i8 {
    let size = steps.abs();
    let mut level = 1.0_f32;
    if size < 0.5 {
        return 0;
    }
    loop {
        let next = (level * 1.25).round().max(level + 1.0);
        if next > 127.0 || size < (level + next) / 2.0 {
            return (level * steps.signum()) as i8;
        }
        level = next;
    }
}

/// So many terms carry weight for a topic.
const MOST: usize = 1000;
