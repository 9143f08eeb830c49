//! Edits of documents: the kind in the front matter, suppression comments, editions.

use medlint_core::catalog::Catalogue;
use medlint_core::detect;
use medlint_core::document::Document;
use medlint_core::draft;
use medlint_core::lint;

#[track_caller]
fn assert_kind(source: &str, expected: &str) {
    let document = Document::read("a.md", source.as_bytes());
    let edit = draft::kind(&document, "sbom").unwrap_or_else(|| panic!("no edit of {source:?}"));
    assert_eq!(edit.apply(source).as_deref(), Some(expected));
}

#[test]
fn the_front_matter_says_the_kind() {
    assert_kind("# A\n", "---\nmedlint: sbom\n---\n\n# A\n");
    assert_kind("# A\r\n", "---\r\nmedlint: sbom\r\n---\r\n\r\n# A\r\n");
    assert_kind("", "---\nmedlint: sbom\n---\n");
    assert_kind("---\n\nA rule above.\n", "---\nmedlint: sbom\n---\n\n---\n\nA rule above.\n");
    assert_kind("---\ntitle: T\n---\n# A\n", "---\nmedlint: sbom\ntitle: T\n---\n# A\n");
    assert_kind("---\r\ntitle: T\r\n---\r\n# A\r\n", "---\r\nmedlint: sbom\r\ntitle: T\r\n---\r\n# A\r\n");
    assert_kind("---\nmedlint: wrong # ours\ntitle: T\n---\n", "---\nmedlint: sbom # ours\ntitle: T\n---\n");
    assert_kind("---\nmedlint: 'threat-model'\n---\n", "---\nmedlint: 'sbom'\n---\n");
    assert_kind("---\nmedlint:\n  kind: x\n---\n", "---\nmedlint:\n  kind: sbom\n---\n");
    assert_kind("---\nmedlint:\n  other: x\n---\n", "---\nmedlint:\n  kind: sbom\n  other: x\n---\n");
    assert_kind("---\nmedlint:\ntitle: T\n---\n", "---\nmedlint: sbom\ntitle: T\n---\n");
    assert_kind("---\nmedlint: {kind: x}\n---\n", "---\nmedlint: {kind: sbom}\n---\n");
    assert_kind("---\nmedlint: {a: b}\n---\n", "---\nmedlint: {kind: sbom,a: b}\n---\n");
    assert_kind("---\nmedlint: {}\n---\n", "---\nmedlint: {kind: sbom}\n---\n");
    assert_kind("---\n---\nText\n", "---\nmedlint: sbom\n---\nText\n");
    assert_kind("+++\ntitle = 'T'\n+++\n# A\n", "+++\nmedlint = \"sbom\"\ntitle = 'T'\n+++\n# A\n");
    assert_kind("+++\nmedlint = \"x\"\n+++\n", "+++\nmedlint = \"sbom\"\n+++\n");
    assert_kind("+++\n[medlint]\na = 1\n+++\n", "+++\n[medlint]\nkind = \"sbom\"\na = 1\n+++\n");
    assert_kind("+++\nmedlint = { a = 1 }\n+++\n", "+++\nmedlint = {kind = \"sbom\", a = 1 }\n+++\n");
    assert_kind("+++\n[x]\nmedlint = 1\n+++\n", "+++\nmedlint = \"sbom\"\n[x]\nmedlint = 1\n+++\n");
}

/// Suppresses M104 at the line with `TBD`; the finding is gone.
#[track_caller]
fn suppressed(path: &str, source: &str) -> String {
    let catalogue = Catalogue::builtin();
    let document = Document::read(path, source.as_bytes());
    let line = source.lines().position(|line| line.contains("TBD")).expect("a line") as u32 + 1;
    let edit = draft::suppress(&document, &catalogue, line, "M104", "agreed -->\n with QA");
    let new = edit.unwrap_or_else(|| panic!("no edit of\n{source}")).apply(source).expect("it fits");
    let document = Document::read(path, new.as_bytes());
    let analysis = detect::analyze(&document, &catalogue, None);
    let lint = lint::document(&document, &analysis, &catalogue);
    let line = new.lines().position(|line| line.contains("TBD")).expect("a line") as u32 + 1;
    let here = lint.findings.iter().filter(|f| f.code == "M104" && f.lines.0 <= line && line <= f.lines.1);
    let mut some = false;
    for finding in here {
        some = true;
        assert!(lint.suppressions.iter().any(|s| s.covers(finding)), "{finding:?}\n{new}");
    }
    assert!(some, "no finding in\n{new}");
    assert!(
        lint.suppressions.iter().all(|s| s.reason.as_deref().is_none_or(|r| r == "agreed with QA")),
        "{new}"
    );
    new
}

const NEXT: &str = "<!-- medlint-disable-next-line M104: agreed with QA -->";
const LINE: &str = "<!-- medlint-disable-line M104: agreed with QA -->";

#[test]
fn a_comment_stands_where_it_works() {
    let put = |source: &str| suppressed("a.md", source);
    assert_eq!(put("# A\n\nOne.\nBackups: TBD\n"), format!("# A\n\n{NEXT}\nOne.\nBackups: TBD\n"));
    assert_eq!(put("# A\r\n\r\nOne.\r\nTBD\r\n"), format!("# A\r\n\r\n{NEXT}\r\nOne.\r\nTBD\r\n"));
    assert_eq!(put("# A\n\n## Backups TBD\n\nText.\n"), format!("# A\n\n{NEXT}\n## Backups TBD\n\nText.\n"));
    assert_eq!(
        put("# A\n\n| a | b |\n|---|---|\n| c | d |\n| e | TBD |\n"),
        format!("# A\n\n{NEXT}\n| a | b |\n|---|---|\n| c | d |\n| e | TBD |\n")
    );
    assert_eq!(
        put("# A\n\n- One.\n- Backups: TBD\n- Three.\n"),
        format!("# A\n\n- One.\n- Backups: TBD {LINE}\n- Three.\n")
    );
    assert_eq!(
        put("# A\n\n1. One\n2. Backups: TBD\\\n   more\n"),
        format!("# A\n\n1. One\n2. Backups: TBD {LINE}\\\n   more\n")
    );
    assert_eq!(put("> Quoted.\n>\n> Backups: TBD\n"), format!("> Quoted.\n>\n> {NEXT}\n> Backups: TBD\n"));
    assert_eq!(put("- One.\n\n  Backups: TBD\n"), format!("- One.\n\n  {NEXT}\n  Backups: TBD\n"));
    assert_eq!(put("Backups: TBD"), format!("{NEXT}\nBackups: TBD"));
    assert_eq!(put("Title TBD\n===\n\nText.\n"), format!("{NEXT}\nTitle TBD\n===\n\nText.\n"));
}

#[test]
fn other_formats_have_comments_of_their_own() {
    let rst = suppressed("a.rst", "Title\n=====\n\nBackups: TBD\n");
    assert_eq!(rst, format!("Title\n=====\n\n.. {NEXT}\n\nBackups: TBD\n"));
    suppressed("a.rst", "Title\n=====\n\n+---+-----+\n| a | b   |\n+===+=====+\n| c | TBD |\n+---+-----+\n");
    suppressed("a.rst", "Title\n=====\n\n- One.\n- Backups: TBD\n");
    suppressed("a.adoc", "= Title\n\nOne.\n\nBackups: TBD\n");
    suppressed("a.adoc", "= Title\n\n* One.\n* Backups: TBD\n");
    suppressed("a.txt", "TITLE\n\nOne.\n\nBackups: TBD\n");
    suppressed("a.txt", "TITLE\n\n- One.\n- Backups: TBD\n");
}

#[test]
fn code_is_suppressed_above_its_fence() {
    let catalogue = Catalogue::builtin();
    for (source, expected) in [
        ("Text.\n\n```\nssl = TLSv1.0\n```\n", format!("Text.\n\n{NEXT}\n```\nssl = TLSv1.0\n```\n")),
        (
            "- Item.\n\n  ```\n  ssl = TLSv1.0\n  ```\n",
            format!("- Item.\n\n  {NEXT}\n  ```\n  ssl = TLSv1.0\n  ```\n"),
        ),
    ] {
        let document = Document::read("a.md", source.as_bytes());
        let line = source.lines().position(|line| line.contains("TLS")).expect("a line") as u32 + 1;
        let edit = draft::suppress(&document, &catalogue, line, "M104", "agreed with QA").expect("an edit");
        assert_eq!(edit.apply(source).as_deref(), Some(expected.as_str()));
    }
}

#[test]
fn without_a_reason_the_blank_is_visible() {
    let catalogue = Catalogue::builtin();
    let document = Document::read("a.md", b"Backups: TBD\n");
    let edit = draft::suppress(&document, &catalogue, 1, "placeholder", "").expect("an edit");
    assert_eq!(edit.text, "<!-- medlint-disable-next-line M104:  -->\n");
    assert_eq!(draft::suppress(&document, &catalogue, 1, "M999", "x"), None);
    assert_eq!(draft::suppress(&Document::read("a.md", b""), &catalogue, 1, "M104", "x"), None);
}

/// The text after all certain editions are put in.
fn current(source: &str) -> String {
    let catalogue = Catalogue::builtin();
    let document = Document::read("a.md", source.as_bytes());
    let analysis = detect::analyze(&document, &catalogue, None);
    let edits = analysis.citations.iter().filter_map(|hit| draft::superseded(&document, &catalogue, hit));
    let mut edits: Vec<_> = edits.collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    edits.iter().fold(source.to_owned(), |text, edit| edit.apply(&text).expect("it fits"))
}

#[test]
fn an_edition_is_replaced_where_that_is_certain() {
    for (old, new) in [
        ("Risks follow ISO 14971:2007.\n", "Risks follow ISO 14971:2019.\n"),
        ("Risks follow ISO-14971 (2007).\n", "Risks follow ISO-14971 (2019).\n"),
        (
            "We apply IEC 62304:2006 and **ISO 13485:2003**.\n",
            "We apply IEC 62304:2006+AMD1:2015 and **ISO 13485:2016**.\n",
        ),
        ("We apply ISO/IEC 27001:2013.\n", "We apply ISO/IEC 27001:2022.\n"),
        ("We apply ISO 27001:2013.\n", "We apply ISO 27001:2022.\n"),
    ] {
        assert_eq!(current(old), new);
        let again = current(new);
        assert_eq!(again, new, "it is current now");
    }
    for kept in [
        "Risks follow EN ISO 14971:2012.\n",
        "Risks follow EN ISO 14971:2007.\n",
        "Usability follows IEC 62366:2007.\n",
        "The link uses TLS 1.0.\n",
        "The module is validated to FIPS 140-2.\n",
        "Formerly ISO 14971:2007 was applied.\n",
        "We apply 14971:2007.\n",
        "Directive 93/42/EEC applies.\n",
    ] {
        assert_eq!(current(kept), kept);
    }
}

mod anything {
    use super::*;
    use medlint_core::assess::{DeviceProfile, Selection};
    use medlint_core::draft::{Scope, config};
    use proptest::prelude::*;

    const PIECES: [&str; 34] = [
        "# Title\n",
        "## 1 Scope\n",
        "## 2. Assets\n",
        "### Sub\n",
        "Title\n=====\n",
        "---\n",
        "+++\n",
        "medlint: x\n",
        "medlint:\n",
        "  kind: y\n",
        "[medlint]\n",
        "```\n",
        "~~~ mermaid\n",
        "| a | b |\n|---|---|\n",
        "| TBD | c |\n",
        "- item TBD\n",
        "  more\n",
        "1. one\n",
        "> quoted\n",
        "> ## head\n",
        "\n",
        "\r\n",
        "<!-- medlint-enable -->\n",
        "<!-- open\n",
        "<div>\n",
        "TODO: write ISO 14971:2007\n",
        "The log is kept for 3 years and signed.\n",
        "Ä… 日本\n",
        ":::{note}\n",
        "[^1]: note\n",
        "## Residual risk",
        "\u{a0}",
        "kinds = [ # x\n",
        "[device.facts]\n# cloud = ?\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn can_be_edited_or_is_left_alone(
            pieces in proptest::collection::vec(0..PIECES.len(), 0..14),
            path in 0..4usize,
            topic in 0..122usize,
            line in 0..20u32,
        ) {
            let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
            let path = ["a.md", "a.rst", "a.adoc", "a.txt"][path];
            let catalogue = Catalogue::builtin();
            let (profile, selection) = (DeviceProfile::default(), Selection::default());
            let scope = Scope { catalogue: &catalogue, profile: &profile, selection: &selection };
            let document = Document::read(path, text.as_bytes());
            let analysis = detect::analyze(&document, &catalogue, None);
            let topic = catalogue.topic_ids().nth(topic).expect("a topic");
            let mut edits = Vec::new();
            edits.extend(draft::insert(&scope, &document, &analysis, topic).map(|(edit, _)| edit));
            for result in &analysis.topics {
                edits.extend(draft::complete(&scope, &document, &analysis, result.topic, &[]).map(|(edit, _)| edit));
            }
            edits.extend(draft::kind(&document, "threat-model"));
            edits.extend(draft::suppress(&document, &catalogue, line, "M104", "why"));
            edits.extend(analysis.citations.iter().filter_map(|hit| draft::superseded(&document, &catalogue, hit)));
            for edit in edits {
                prop_assert!(edit.apply(&document.source).is_some(), "{edit:?} of {text:?}");
            }
            let facts = [("cloud".to_owned(), Some(true))].into_iter().collect();
            for edits in [
                config::set_facts(&text, &facts, Some("x"), &catalogue),
                config::set_kind_glob(&text, "a.md", "sbom", &catalogue),
            ] {
                prop_assert!(edits.is_none_or(|edits| config::apply(&text, &edits).is_some()));
            }
        }
    }
}
