//! Learns the last sum: how words, manner and signs are put together.
//!
//! Trained on word scores that come from models which did not see the text, and only on texts whose authors did not
//! see the signs, so that it trusts neither more than they deserve.

use super::data::Item;
use super::linear::{self, Sparse};
use super::words::{self, Model, View};
use super::{Lab, scaled};
use medlint_core::detect::judge;
use medlint_core::detect::lexicon::Force;
use medlint_core::detect::signs::{self, Hit};
use medlint_core::detect::weights::{ABOUT, COMBINED, Evaluator, Foremost, ONE, SMOOTH, Signs};

/// What is known of one text and topic: the measures of every window.
struct Pair {
    item: usize,
    topic: usize,
    options: Vec<Sparse>,
}

/// Trains the last sum. `models[f]` did not see fold `f`; `fold` tells the fold of a text.
pub(crate) fn train(lab: &mut Lab, views: &[View], models: &[Vec<Model>], fold: &dyn Fn(&Item) -> usize) {
    let mut pairs = Vec::new();
    for n in 0..lab.items.len() {
        if !lab.items[n].aside() && lab.items[n].judges_signs() {
            measure(lab, n, &views[n], &models[fold(&lab.items[n])], &mut pairs);
        }
    }
    let mut w: Vec<f32> = vec![0.0; COMBINED.len()];
    (w[1], w[2], w[4]) = (1.0, 0.5, 1.0);
    let dot = |w: &[f32], x: &Sparse| x.iter().map(|(f, v)| w[*f as usize] * v).sum::<f32>();
    for _ in 0..4 {
        let (mut x, mut y, mut c) = (Vec::new(), Vec::new(), Vec::new());
        for pair in &pairs {
            let item = &lab.items[pair.item];
            let best = pair.options.iter().max_by(|a, b| dot(&w, a).total_cmp(&dot(&w, b)));
            if let Some(best) = best {
                x.push(best.clone());
                y.push(item.shows.contains(&pair.topic));
                c.push(if item.is_document() { 1.5 } else { 1.0 });
            }
        }
        w = linear::logistic(&x, &y, &c, COMBINED.len(), 1e-5, 600);
    }
    w[0] += SHIFT;
    let parts: Vec<String> = COMBINED.iter().zip(&w).map(|(n, w)| format!("{n} {w:.2}")).collect();
    eprintln!("sum: {}", parts.join(", "));
    lab.weights.combine = w.iter().map(|w| i32::from(scaled(*w))).collect();
}

/// The F-measure is best a little below even odds.
const SHIFT: f32 = 0.85;

fn measure(lab: &Lab, n: usize, view: &View, models: &[Model], pairs: &mut Vec<Pair>) {
    let (item, seen) = (&lab.items[n], &lab.seen[n]);
    let (scores, asserts) = lab.assertive(seen);
    let hits = signs::find(&seen.scan, &seen.contexts, &seen.runs, &lab.lexicon, &asserts);
    let is_heading = |n: u32| seen.manners[n as usize].marks.has(judge::HEADING);
    let about = |n: u32, topic: u16| {
        let model = &models[usize::from(topic)];
        let rarity = |atom: u16| f32::from(lab.weights.rarity[usize::from(atom)]) / 16.0;
        let sum: f32 = seen.atoms(n).map(|atom| model[usize::from(atom)] * rarity(atom)).sum();
        let norm: f32 = seen.atoms(n).map(|atom| rarity(atom) * rarity(atom)).sum();
        sum * ONE as f32 > (norm + SMOOTH as f32).sqrt() * ABOUT
    };
    let hits = signs::with_titles(&hits, &seen.contexts, &is_heading, &about);
    let evaluator =
        Evaluator { scores: &scores, contexts: &seen.contexts, asserts: &asserts, weights: &lab.weights };
    let scaled = |model: &Model, x: &Sparse| (words::score(model, x) * ONE as f32) as i32;
    let all: Vec<Vec<i32>> =
        view.features.iter().map(|x| models.iter().map(|m| scaled(m, x)).collect()).collect();
    let foremost: Vec<Foremost> = all.iter().map(|w| Foremost::of(w.iter().copied())).collect();
    for topic in 0..models.len() {
        let yes = item.shows.contains(&topic);
        if !yes && item.near.contains(&topic) && item.topic != topic {
            continue;
        }
        if !crate::eval::labelled(item, &lab.topics, topic) {
            continue;
        }
        let mine: Vec<&Hit> = hits.iter().filter(|h| h.topic as usize == topic).collect();
        let options: Vec<Sparse> = view
            .windows
            .iter()
            .zip(all.iter().zip(&foremost))
            .map(|(w, (words, foremost))| {
                let mut signs = Signs::default();
                for h in mine.iter().filter(|h| h.statement < w.statements.end && h.end > w.statements.start)
                {
                    signs |= Signs::from(*h);
                }
                let measures =
                    evaluator.measures(words[topic], *foremost, evaluator.manner(w), signs, w.size);
                measures.iter().enumerate().map(|(n, m)| (n as u32, *m as f32 / ONE as f32)).collect()
            })
            .collect();
        let top = options.iter().map(|x: &Sparse| x[1].1).fold(f32::MIN, f32::max);
        // what nothing speaks for teaches nothing
        if yes || item.topic == topic || top > -0.9 || mine.iter().any(|h| h.force != Force::Name) {
            pairs.push(Pair { item: n, topic, options });
        }
    }
}
