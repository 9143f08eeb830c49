//! Any bytes as a document of any format: nothing panics, and every range lies inside the source on character boundaries.
//! The first byte chooses the format.
#![no_main]

use libfuzzer_sys::fuzz_target;
use medlint_core::catalog::Catalogue;
use medlint_core::detect::analyze;
use medlint_core::document::{Document, Format};
use std::sync::OnceLock;

fuzz_target!(|bytes: &[u8]| {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    let catalogue = CATALOGUE.get_or_init(Catalogue::builtin);
    let Some((first, bytes)) = bytes.split_first() else { return };
    let format = if first % 2 == 0 { Format::Markdown } else { Format::PlainText };
    let document = Document::read_as("fuzzed", format, bytes);
    let inside = |range: &std::ops::Range<u32>| {
        assert!(document.source.get(range.start as usize..range.end as usize).is_some(), "{range:?}");
    };
    document.blocks.iter().for_each(|b| inside(&b.source));
    let analysis = analyze(&document, catalogue, None);
    analysis.topics.iter().flat_map(|t| &t.evidence).for_each(|e| inside(&e.source));
    analysis.blanks.iter().for_each(|b| inside(&b.source));
    analysis.headings.iter().for_each(|h| inside(&h.source));
});
