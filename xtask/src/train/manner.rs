//! Learns how evidence is said: weights of marks and of words that belong to no topic.

use super::data::Item;
use super::texts::Seen;
use super::{Lab, linear, scaled};
use medlint_core::detect::judge::{self, MARK_COUNT};
use medlint_core::detect::weights::{self, NEAR, ONE};

/// Whether the statement says something as a matter of fact; `None` where the label does not tell.
fn asserts(item: &Item, seen: &Seen, statement: u32) -> Option<bool> {
    if item.is_document() {
        let lines = seen.lines[statement as usize];
        let within = |l: &&super::data::Place| l.lines.iter().any(|r| lines.0 <= r[1] && r[0] <= lines.1);
        let mut states = item.places.iter().filter(within).map(|l| l.state.as_str()).peekable();
        states.peek()?;
        let states: Vec<&str> = states.collect();
        if states.iter().any(|s| matches!(*s, "shown" | "partly")) {
            return Some(true);
        }
        return states
            .iter()
            .any(|s| matches!(*s, "planned" | "denied" | "placeholder" | "elsewhere"))
            .then_some(false);
    }
    match item.state.as_str() {
        "shown" | "missing" => Some(true),
        "planned" | "denied" | "elsewhere" | "placeholder" => Some(false),
        // one-liners labelled so are often only vague
        "mentioned" if item.kind != "statement" => Some(false),
        _ => None,
    }
}

/// Statements with a label: features of the statement, whether it asserts, how much it counts.
type Set = (Vec<linear::Sparse>, Vec<bool>, Vec<f32>);

/// Goes through all statements whose manner is known: into the first set those to learn from, into the second those
/// kept aside.
fn sets(lab: &Lab, features: &dyn Fn(usize, u32) -> linear::Sparse) -> [Set; 2] {
    let mut sets = [Set::default(), Set::default()];
    for (at, (item, seen)) in lab.items.iter().zip(&lab.seen).enumerate() {
        let set = &mut sets[usize::from(item.aside())];
        for n in 0..seen.manners.len() as u32 {
            let Some(asserts) = asserts(item, seen, n) else { continue };
            // what is certain anyway is not to be learned
            if seen.is_frame(n) || judge::verdict(seen.manners[n as usize].marks).is_some() {
                continue;
            }
            set.0.push(features(at, n));
            set.1.push(asserts);
            set.2.push(match (item.kind.as_str(), asserts) {
                ("statement", _) => 1.0,
                ("document", true) => 0.3,
                (_, true) => 0.4,
                (_, false) => 0.7,
            });
        }
    }
    sets
}

fn tell(what: &str, w: &[f32], sets: &[Set; 2]) {
    for (name, set) in ["trained on", "aside"].iter().zip(sets) {
        let sum = |x: &linear::Sparse| x.iter().map(|(f, v)| w[*f as usize] * v).sum::<f32>();
        let right = set.0.iter().zip(&set.1).filter(|(x, y)| (sum(x) > 0.0) == **y).count();
        eprintln!("{what}, {name}: {:.3} of {} statements", right as f32 / set.0.len() as f32, set.0.len());
    }
}

/// Trains the weights of manner: first of a statement by itself, then with its neighbours.
pub(crate) fn train(lab: &mut Lab) {
    let atoms = lab.lexicon.atom_count();
    let features = atoms + MARK_COUNT + 1;
    let first = sets(lab, &|item, n| {
        let seen = &lab.seen[item];
        let words: Vec<u16> = seen.atoms(n).filter(|a| lab.manner_terms[*a as usize]).collect();
        let value = 1.0 / ((words.len() + 1) as f32).sqrt();
        let mut x: linear::Sparse = words.iter().map(|a| (u32::from(*a), value)).collect();
        let marks = seen.manners[n as usize].marks;
        x.extend((0..MARK_COUNT).filter(|m| marks.0 >> m & 1 == 1).map(|m| ((atoms + m) as u32, 1.0)));
        x.push(((atoms + MARK_COUNT) as u32, 1.0));
        x
    });
    let w = linear::logistic(&first[0].0, &first[0].1, &first[0].2, features, 2e-5, 300);
    tell("manner", &w, &first);
    lab.weights.manner_words = w[..atoms].iter().map(|w| scaled(*w)).collect();
    lab.weights.manner_marks = w[atoms..atoms + MARK_COUNT].iter().map(|w| scaled(*w)).collect();
    lab.weights.manner_bias = i32::from(scaled(w[atoms + MARK_COUNT]));

    let measures: Vec<_> = lab
        .seen
        .iter()
        .map(|s| {
            let scores = weights::score(&s.scan, &s.manners, &s.contexts, &lab.weights);
            weights::near(&scores.manner, &s.manners, &s.contexts)
        })
        .collect();
    let second = sets(lab, &|item, n| {
        let measures = measures[item][n as usize];
        measures.iter().enumerate().map(|(f, m)| (f as u32, *m as f32 / ONE as f32)).collect()
    });
    let w = linear::logistic(&second[0].0, &second[0].1, &second[0].2, NEAR.len(), 1e-5, 600);
    tell("manner with neighbours", &w, &second);
    let parts: Vec<String> = NEAR.iter().zip(&w).map(|(n, w)| format!("{n} {w:.2}")).collect();
    eprintln!("neighbours: {}", parts.join(", "));
    lab.weights.near = w.iter().map(|w| i32::from(scaled(*w))).collect();
}
