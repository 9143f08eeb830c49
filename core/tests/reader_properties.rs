//! What holds for every document, whatever the bytes are.

use medlint_core::document::{BlockKind, Document, Format};
use proptest::prelude::*;

/// Checks the invariants of the model.
fn assert_sound(doc: &Document) {
    let in_source = |range: &std::ops::Range<u32>, what: &str| {
        let (start, end) = (range.start as usize, range.end as usize);
        assert!(start <= end && end <= doc.source.len(), "{what} {range:?} lies in the source");
        assert!(doc.source.is_char_boundary(start) && doc.source.is_char_boundary(end), "{what} {range:?}");
    };
    let in_text = |range: &std::ops::Range<u32>, what: &str| {
        let (start, end) = (range.start as usize, range.end as usize);
        assert!(start <= end && end <= doc.text.len(), "{what} {range:?} lies in the text");
        assert!(doc.text.is_char_boundary(start) && doc.text.is_char_boundary(end), "{what} {range:?}");
        in_source(&doc.source_range(range.clone()), what);
    };

    let mut at = 0;
    for (id, block) in doc.blocks.iter().enumerate() {
        let id = id as u32;
        in_source(&block.source, "a block");
        in_text(&block.text, "the text of a block");
        assert_eq!(block.text.start, at, "blocks follow each other without gaps");
        assert_eq!(doc.text.as_bytes().get(block.text.end as usize), Some(&b'\n'), "a block is a line");
        assert!(!doc.block_text(id).contains(['\n', '\r']), "and only one");
        at = block.text.end + 1;

        let section = &doc.sections[block.section as usize];
        assert!(section.blocks.contains(&id), "a block is among those of its section");
        if let BlockKind::Heading(level) = block.kind {
            assert!((1..=6).contains(&level));
            assert!(
                block.quoted || section.heading == Some(id),
                "a heading opens a section unless it is quoted"
            );
        }
        assert!(block.lead.is_none_or(|lead| lead < id), "what introduces a block stands before it");
        if let Some(head) = block.head {
            assert!(head < id && doc.blocks[head as usize].kind == BlockKind::TableHead);
        }
        if let Some(label) = &block.label {
            in_source(label, "a label");
        }
        let mut cell_at = block.text.start;
        for cell in &doc.cells[block.cells.start as usize..block.cells.end as usize] {
            in_text(&cell.text, "the text of a cell");
            in_source(&cell.source, "a cell");
            assert!(
                cell.text.start >= cell_at && cell.text.end <= block.text.end,
                "cells follow each other in a row"
            );
            cell_at = cell.text.end;
        }
        let is_row = matches!(block.kind, BlockKind::TableHead | BlockKind::TableRow);
        assert_eq!(is_row, !block.cells.is_empty(), "rows have cells, and nothing else has");
    }
    assert_eq!(at as usize, doc.text.len(), "all text belongs to a block");

    let mut next = 0;
    for (id, section) in doc.sections.iter().enumerate() {
        assert_eq!(section.blocks.start, next, "sections follow each other without gaps");
        next = section.blocks.end;
        if let Some(parent) = section.parent {
            assert!((parent as usize) < id && doc.sections[parent as usize].level < section.level);
        }
    }
    assert_eq!(next as usize, doc.blocks.len(), "all blocks belong to a section");

    assert!(doc.inlines.is_sorted_by_key(|inline| inline.text.start));
    assert!(doc.breaks.is_sorted());
    for inline in &doc.inlines {
        in_text(&inline.text, "an inline");
        assert!(!doc.text_at(&inline.text).contains('\n'), "an inline stays in its block");
    }
    for link in &doc.links {
        in_text(&link.text, "the text of a link");
        in_source(&link.source, "a link");
    }
    for &at in &doc.breaks {
        assert_eq!(doc.text.as_bytes().get(at as usize), Some(&b' '), "a break is a space of the text");
    }
    for notice in &doc.notices {
        in_source(&notice.source, "a notice");
    }
    if let Some((kind, range)) = &doc.front_matter.kind {
        assert_eq!(kind, doc.source_at(range));
    }
    if let Some(range) = &doc.front_matter.source {
        in_source(range, "the front matter");
    }
}

fn assert_sound_in_all_formats(bytes: &[u8]) {
    for path in ["a.md", "a.txt", "a.rst", "a.adoc", "a.html"] {
        assert_sound(&Document::read(path, bytes));
    }
}

/// Pieces of markup and text in any order: nearer to what breaks a reader than random characters are.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# ",
        "## ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "- ",
        "  - ",
        "1. ",
        "    ",
        "\t",
        "> ",
        "> [!NOTE]\n",
        "| a | b |\n",
        "|-|-|\n",
        "|",
        "\n---\n",
        "+++\n",
        "===\n",
        "```",
        "```rust\n",
        "```{note}\n",
        "````",
        "~~~",
        ":::",
        ":::{tip} x\n",
        "::: note\n",
        ":::{mermaid}\n",
        ":key: v\n",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</td>",
        "</tr>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<br>",
        "<b>",
        "</b>",
        "<a href='x'>",
        "<img alt=\"y\">",
        "<script>",
        "<h2>",
        "</h2>",
        "<blockquote>",
        "</blockquote>",
        "<my name>",
        "<dt>",
        "<pre>",
        "&amp;",
        "&#10;",
        "&#0;",
        "&nbsp;",
        "&",
        "\\",
        "\\|",
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
        "[",
        "]",
        "](x)",
        "![",
        "[^1]",
        "[^1]: ",
        "[x] ",
        ": ",
        "Term\n: def\n",
        "title: x\n",
        "medlint: y\n",
        "+--+--+\n",
        "=== ===\n",
        ".. note:: ",
        ".. x\n",
        "::\n",
        "a",
        "word",
        "é",
        "𝄞",
        "\0",
        "\u{a0}",
        " ",
        "  ",
        "  \n",
        ".",
        "3.2 Title",
        "CAPS HERE",
        "{#id}",
        "{x}",
        "http://x.y",
        "(a)=\n",
        "<",
        ">",
        "\u{feff}",
        "│",
        "┌",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_make_a_sound_document(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        assert_sound_in_all_formats(&bytes);
    }

    #[test]
    fn any_text_makes_a_sound_document(text in "\\PC{0,200}") {
        assert_sound_in_all_formats(text.as_bytes());
    }

    #[test]
    fn any_markup_makes_a_sound_document(text in soup()) {
        assert_sound_in_all_formats(text.as_bytes());
    }

    #[test]
    fn line_ends_do_not_change_the_text(text in soup()) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for path in ["a.md", "a.rst", "a.txt"] {
            let unix = Document::read(path, text.as_bytes());
            let windows = Document::read(path, text.replace('\n', "\r\n").as_bytes());
            prop_assert_eq!(&unix.text, &windows.text);
            prop_assert_eq!(unix.blocks.len(), windows.blocks.len());
        }
    }

    #[test]
    fn every_heading_is_in_the_model(
        parts in prop::collection::vec((1usize..=6, "[A-Za-z][A-Za-z0-9 ]{0,20}[a-z]", "[a-z ,.]{0,40}"), 1..20),
        front_matter in any::<bool>(),
    ) {
        let mut text = if front_matter { "---\ntitle: t\n---\n".to_owned() } else { String::new() };
        for (level, title, body) in &parts {
            text.push_str(&format!("{} {title}\n\n{}\n\n", "#".repeat(*level), body.trim()));
        }
        let doc = Document::read("a.md", text.as_bytes());
        let found: Vec<(usize, String)> = doc
            .sections
            .iter()
            .filter_map(|section| Some((section.level.into(), doc.block_text(section.heading?).to_owned())))
            .collect();
        let expected: Vec<(usize, String)> = parts.iter().map(|(level, title, _)| (*level, title.trim().to_owned())).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn plain_words_map_to_themselves(words in prop::collection::vec("[a-zé]{1,8}", 1..30), at in any::<prop::sample::Index>()) {
        let text: String = words.iter().enumerate().map(|(i, w)| format!("{w}{i}{}", ["\n", " ", "  \n", " **x** "][i % 4])).collect();
        let doc = Document::read("a.md", format!("- {text}").as_bytes());
        let index = at.index(words.len());
        let word = format!("{}{index}", words[index]);
        let start = doc.text.find(&word).expect("every word is in the text") as u32;
        prop_assert_eq!(doc.source_at(&doc.source_range(start..start + word.len() as u32)), &word);
    }

    #[test]
    fn positions_go_there_and_back(text in "[a-z\r\né𝄞]{0,60}") {
        let doc = Document::read("a.txt", text.as_bytes());
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            if text[..at].ends_with('\r') && text[at..].starts_with('\n') {
                continue;
            }
            let at = at as u32;
            prop_assert_eq!(doc.lines.offset(&text, doc.lines.position(&text, at)), at);
            prop_assert_eq!(doc.lines.offset_utf16(&text, doc.lines.position_utf16(&text, at)), at);
        }
    }
}

// Hostile input: it must be read in linear time and without deep recursion. Times are not measured here; a quadratic
// reader would not come back.

fn size(release: usize) -> usize {
    if cfg!(debug_assertions) { release / 5 } else { release }
}

fn assert_reads(bytes: &[u8]) -> Document {
    assert_sound(&Document::read("a.rst", bytes));
    let doc = Document::read("a.md", bytes);
    assert_sound(&doc);
    doc
}

#[test]
fn one_line_of_50_megabytes() {
    let doc = assert_reads("word *and* more ".repeat(size(50_000_000) / 16).as_bytes());
    assert_eq!(doc.blocks.len(), 1);
    let end = doc.source.len() as u32;
    assert_eq!(doc.lines.position_utf16(&doc.source, end).column, end);
}

#[test]
fn a_hundred_thousand_headings() {
    let text: String = (0..100_000).map(|i| format!("{} Heading {i}\n", "#".repeat(i % 6 + 1))).collect();
    assert_eq!(assert_reads(text.as_bytes()).sections.len(), 100_001);
}

#[test]
fn ten_thousand_quotes_and_lists_in_each_other() {
    assert_eq!(assert_reads(format!("{} deep\n", ">".repeat(10_000)).as_bytes()).block_text(0), "deep");
    assert_eq!(assert_reads(format!("{}deep\n", "- ".repeat(10_000)).as_bytes()).block_text(0), "deep");
    let steps: String = (0..1_000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    assert_eq!(assert_reads(steps.as_bytes()).blocks.len(), 1_000);
    assert_reads("<div><ul><li><table><tr><td><blockquote>".repeat(20_000).as_bytes());
    assert_reads(":::{note}\n```{tip}\n~~~\n".repeat(50_000).as_bytes());
}

#[test]
fn what_is_never_closed() {
    for opening in [
        "```\n",
        "<!--\n",
        "---\na: b\n",
        "+++\na = 1\n",
        ":::{note}\n",
        "<table>\n",
        "<p \"\n",
        "<script>\n",
        "[",
        "**",
        "<",
    ] {
        assert_reads(format!("{opening}{}", "key: more text\n".repeat(20_000)).as_bytes());
        assert_reads(opening.repeat(20_000).as_bytes());
    }
    assert_reads(format!("<div>\n{}", "<x y ".repeat(50_000)).as_bytes());
    assert_reads(format!("<div>\n{}", "<!".repeat(50_000)).as_bytes());
    assert_reads("a <b c> ".repeat(50_000).as_bytes());
}

#[test]
fn wide_and_long_tables() {
    assert_reads(
        format!("{}\n{}\n{}", "|a".repeat(5_000), "|-".repeat(5_000), "|\n".repeat(5_000)).as_bytes(),
    );
    assert_reads(format!("{}\n{}\n", "= ".repeat(100_000), "a ".repeat(100_000)).as_bytes());
    assert_reads(format!("+{}\n{}", "-+".repeat(10_000), "|a|b\n".repeat(10_000)).as_bytes());
    assert_reads(format!("<table>{}", "<tr><td>a".repeat(50_000)).as_bytes());
}

#[test]
fn nothing_and_nul() {
    assert_eq!(assert_reads(b"").blocks.len(), 0);
    assert_reads(&vec![0; 100_000]);
    assert_reads(b"# A\0B\n\n\0\n");
    assert_reads(b"\xFF\xFE");
    assert_reads(b"\xEF\xBB\xBF");
}

#[test]
fn the_same_bytes_give_the_same_document() {
    let text = "# A\n\n- b <!-- c -->\n\n| d |\n|---|\n| e |\n";
    let read = || format!("{:?}", Document::read_as("a.md", Format::Markdown, text.as_bytes()));
    assert_eq!(read(), read());
}
