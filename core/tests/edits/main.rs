//! What is kept from one edit to the next changes nothing: after any sequence of edits, results are those of a fresh
//! analysis, to the last byte.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test reads the corpus")]

mod sets;
mod texts;

use medlint_core::catalog::Catalogue;
use medlint_core::detect::{Memory, analyze, analyze_again};
use medlint_core::document::Document;
use medlint_core::{lint, report};
use proptest::prelude::*;
use texts::{Edit, edits};

const TOPIC: &str = r#"
id = "acme-service-seal"
area = "access"
title = "Seal on the service hatch"
shown_when = "the service hatch carries a seal that is numbered and checked"
not_enough = "a label; a seal against dust or water"

[lexicon]
names = ["service seal", "hatch seal", "tamper seal"]
titles = ["seals", "tamper seals"]
exclude = ["seal ring", "gasket"]
signs = [
    "service hatch, back cover + seal, sealed + -dust",
    "^seals + 2x numbered, checked, replaced",
    "passage: seal register + technician + @number",
]
half = ["hatch + closed, glued"]
"#;

fn own() -> Catalogue {
    let mut catalogue = Catalogue::builtin();
    assert_eq!(catalogue.extend(&[("seal.toml", TOPIC)]), []);
    catalogue
}

/// Edits a document again and again and compares after each edit.
fn assert_edits(path: &str, mut text: String, edits: &[Edit], catalogue: &Catalogue) {
    let mut memory = Memory::default();
    for (n, edit) in std::iter::once(None).chain(edits.iter().map(Some)).enumerate() {
        let before = text.clone();
        if let Some(edit) = edit {
            edit.apply(&mut text);
        }
        let document = Document::read(path, text.as_bytes());
        let fresh = analyze(&document, catalogue, None);
        let again = analyze_again(&mut memory, &document, catalogue, None);
        let (expected, found) = (format!("{fresh:#?}"), format!("{again:#?}"));
        if expected != found {
            let differs = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
            panic!("edit {n}, {edit:?}: {differs:#?}\nbefore: {before:?}\nafter: {text:?}");
        }
        assert_eq!(
            report::json::scan_document(&again, catalogue),
            report::json::scan_document(&fresh, catalogue)
        );
        let of = |analysis| format!("{:?}", lint::document(&document, analysis, catalogue));
        assert_eq!(of(&again), of(&fresh));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_document_is_analysed_as_a_fresh_one(
        start in any::<prop::sample::Index>(),
        edits in edits(12),
        with_own in any::<bool>(),
    ) {
        let (path, text) = texts::start(start);
        let catalogue = if with_own { own() } else { Catalogue::builtin() };
        assert_edits(&path, text, &edits, &catalogue);
    }

    #[test]
    fn plain_text_too(edits in edits(12)) {
        assert_edits("notes.txt", texts::PLAIN.to_owned(), &edits, &Catalogue::builtin());
    }
}

/// Every place of a document is typed at, one character.
#[test]
fn a_character_typed_anywhere() {
    let catalogue = own();
    let text = texts::MIXED;
    let places = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
    let mut memory = Memory::default();
    for at in places {
        for typed in ["x", "\n", "|", "#"] {
            let mut text = text.to_owned();
            text.insert_str(at, typed);
            let document = Document::read("a.md", text.as_bytes());
            let fresh = analyze(&document, &catalogue, None);
            let again = analyze_again(&mut memory, &document, &catalogue, None);
            assert_eq!(format!("{again:?}"), format!("{fresh:?}"), "{typed:?} at {at}");
        }
    }
}

/// A memory that was used for another document or another catalogue is of no harm.
#[test]
fn a_memory_of_something_else() {
    let (built_in, own) = (Catalogue::builtin(), own());
    let mut memory = Memory::default();
    for (text, catalogue) in [
        (texts::MIXED, &built_in),
        (texts::PLAIN, &built_in),
        (texts::MIXED, &own),
        (texts::MIXED, &built_in),
        ("", &built_in),
        (texts::MIXED, &own),
    ] {
        let document = Document::read("a.md", text.as_bytes());
        let fresh = analyze(&document, catalogue, None);
        let again = analyze_again(&mut memory, &document, catalogue, None);
        assert_eq!(format!("{again:?}"), format!("{fresh:?}"));
    }
}
