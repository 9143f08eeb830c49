//! Writes the learned tables.

use super::Lab;
use medlint_core::detect::compile::{BUILT_IN_CONCEPTS, COMBINED, FORM_MARKS, NEAR};
use std::fmt::Write as _;
use std::path::Path;

/// Writes `model/words.tsv` and `model/sums.tsv` under `catalog`.
pub(crate) fn write(lab: &Lab, catalog: &Path) -> Result<(), String> {
    let weights = &lab.weights;
    let mut words = String::from(
        "# Learned by `cargo xtask train`; do not edit.\n\
         # Term (stems), rarity in sixteenths, weight of manner (1024 is 1), weights of topics (4 is 1).\n",
    );
    for (atom, term) in &lab.terms {
        let items = weights.items_of(*atom);
        let (rarity, manner) = (weights.rarity[usize::from(*atom)], weights.manner_words[usize::from(*atom)]);
        let list: Vec<String> =
            items.iter().map(|(t, w)| format!("{}:{w}", lab.topics[usize::from(*t)])).collect();
        let _ = writeln!(words, "{term}\t{}\t{manner}\t{}", rarity, list.join(" "));
    }
    let mut sums = String::from(
        "# Learned by `cargo xtask train`; do not edit.\n# What, name, weight. A weight of 1024 is 1.\n",
    );
    for (topic, bias) in lab.topics.iter().zip(weights.bias.iter()) {
        let _ = writeln!(sums, "topic\t{topic}\t{bias}");
    }
    for (mark, weight) in BUILT_IN_CONCEPTS.iter().chain(&FORM_MARKS).zip(weights.manner_marks.iter()) {
        let _ = writeln!(sums, "mark\t{mark}\t{weight}");
    }
    let _ = writeln!(sums, "manner\tbias\t{}", weights.manner_bias);
    for (name, weight) in NEAR.iter().zip(weights.near.iter()) {
        let _ = writeln!(sums, "near\t{name}\t{weight}");
    }
    for (name, weight) in COMBINED.iter().zip(weights.combine.iter()) {
        let _ = writeln!(sums, "sum\t{name}\t{weight}");
    }
    for (name, text) in [("words.tsv", words), ("sums.tsv", sums)] {
        let path = catalog.join("model").join(name);
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}
