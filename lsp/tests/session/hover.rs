//! What stands under the pointer.

use serde_json::{Value, json};

use crate::kit::{Client, capabilities};

const TESTS: &str = "---\nmedlint: security-test\n---\n# Security test report\n\n\
## Penetration testing\n\n\
An external laboratory carried out a penetration test of release 3.2 in May 2025 over ten days and found four weaknesses.\n\n\
## Fuzzing\n\nTBD\n\n\
## References\n\né𝄞 See MDCG 2019-16 rev.1, section 3.7 and N60-5.3-m, both beside ISO 14971:2007.\n\n\
<!-- medlint-disable-next-line M104: the site fills it in -->\nBackups are kept for TBD days.\n";

const CONFIG: &str = "[[waiver]]\nrequirement = \"N60-5.3-b\"\nreason = \"no <b>such</b> interface\"\nowner = \"A\"\n\
date = \"2026-01-01\"\nexpires = \"2027-01-01\"\n\n\
[[decision]]\nrequirement = \"N60-5.3-a\"\nstatus = \"met\"\nreason = \"seen in the laboratory\"\n";

fn client(text: &str) -> Client {
    let mut client = Client::with(&[("tests.md", text), ("medlint.toml", CONFIG)]);
    client.open("tests.md", text);
    client
}

/// What stands under the pointer in the middle of these words.
fn over(client: &mut Client, text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("no {words}")) + words.len() / 2;
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let character = text[start..at].encode_utf16().count();
    client.at(
        "textDocument/hover",
        "tests.md",
        u32::try_from(line).unwrap(),
        u32::try_from(character).unwrap(),
    )
}

fn words_over(client: &mut Client, text: &str, words: &str) -> String {
    over(client, text, words)["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn has(hover: &str, parts: &[&str]) {
    for part in parts {
        assert!(hover.contains(part), "`{part}` is not in:\n{hover}");
    }
    assert!(hover.lines().count() <= 30, "longer than a screen:\n{hover}");
}

#[test]
fn a_statement_says_what_it_shows_and_why() {
    let hover = words_over(&mut client(TESTS), TESTS, "external laboratory");
    has(
        &hover,
        &[
            "[Penetration testing](https://medlint.github.io/medlint/reference/topics/penetration-testing.html): **shown here**; answers ",
            "- the words \"external\", \"penetration test\"",
            "/reference/requirements/",
            "**half said**",
            "- it says too little for certain",
            "- a reader should find: ",
        ],
    );
    assert!(!hover.contains("judgement:") && !hover.contains("marks:"), "{hover}");
}

#[test]
fn a_heading_says_what_its_section_shows() {
    let mut client = client(TESTS);
    has(
        &words_over(&mut client, TESTS, "Penetration testing"),
        &["**This section**", "- [Penetration testing](", "): shown here"],
    );
    has(&words_over(&mut client, TESTS, "Fuzzing"), &["Fuzz", "to be filled in"]);
}

#[test]
fn title_and_front_matter_say_what_the_document_should_show() {
    let mut client = client(TESTS);
    let title = words_over(&mut client, TESTS, "# Security test report");
    has(
        &title,
        &[
            "Taken for: [Security test",
            "because its front matter says so",
            "Shows 2 of ",
            "): missing",
            "Penetration testing](",
        ],
    );
    let kind = words_over(&mut client, TESTS, "security-test");
    has(&kind, &["/reference/kinds/security-test.html", "Shows 2 of ", "): missing"]);
    assert_eq!(over(&mut client, TESTS, "medlint:"), Value::Null);
}

#[test]
fn a_placeholder_says_what_is_expected() {
    let hover = words_over(&mut client(TESTS), TESTS, "\nTBD\n");
    has(&hover, &["**To be filled in**: a mark for work to be done", "a reader should find"]);
}

#[test]
fn a_requirement_says_what_it_asks_for_and_how_it_stands() {
    let mut client = client(TESTS);
    let hover = over(&mut client, TESTS, "N60-5.3-m");
    // é is one unit, 𝄞 two.
    let range = json!({ "start": { "line": 15, "character": 44 }, "end": { "line": 15, "character": 53 } });
    assert_eq!(hover["range"], range);
    has(
        hover["contents"]["value"].as_str().unwrap(),
        &[
            "[N60-5.3-m](https://medlint.github.io/medlint/reference/requirements/N60-5.3-m.html): **",
            "IMDRF N60",
            "clause 5.3",
            " level.",
            "](file:///device/tests.md#L8)",
            "Other sources on the same: [",
        ],
    );
}

#[test]
fn waivers_and_decisions_are_told() {
    let text = "# A\n\nN60-5.3-b, N60-5.3-a\n";
    let mut client = client(text);
    has(
        &words_over(&mut client, text, "N60-5.3-b"),
        &[
            "**waived**",
            "excused in [medlint.toml:1](file:///device/medlint.toml#L1), until 2027-01-01: no \\<b\\>such\\</b\\> interface",
        ],
    );
    has(
        &words_over(&mut client, text, "N60-5.3-a"),
        &["**met**", "decided as met in [medlint.toml:8]", "seen in the laboratory"],
    );
}

#[test]
fn a_clause_lists_its_requirements() {
    let hover = words_over(&mut client(TESTS), TESTS, "section 3.7");
    has(
        &hover,
        &["MDCG 2019-16 Guidance", "clause 3.7", " requirements: ", " met, ", " open", "- [MDCG-3.7-"],
    );
}

#[test]
fn a_superseded_edition_says_what_replaced_it() {
    let hover = words_over(&mut client(TESTS), TESTS, "14971:2007");
    has(
        &hover,
        &[
            "/reference/citations.html#iso-14971-2007",
            "**Superseded** since 2019-12: cite ISO 14971:2019",
            "Source: ",
        ],
    );
}

#[test]
fn a_standard_says_its_edition_and_who_names_it() {
    let text = "# A\n\nThe process follows IEC 81001-5-1 and ISO 14971:2019.\n";
    let mut client = client(text);
    has(
        &words_over(&mut client, text, "ISO 14971:2019"),
        &[
            "**ISO 14971**",
            "Current edition, as of this catalogue: ISO 14971:2019 ",
            " requirements name it:",
            "- [",
        ],
    );
    has(&words_over(&mut client, text, "81001-5-1"), &["**IEC 81001-5-1**", " name it:"]);
}

#[test]
fn a_suppression_says_what_it_hides() {
    let mut client = client(TESTS);
    has(&words_over(&mut client, TESTS, "M104"), &["/reference/rules/M104.html", "What to do: "]);
    has(&words_over(&mut client, TESTS, "the site fills"), &["hides 1 finding now", "M104 placeholder"]);
}

#[test]
fn plain_text_for_who_wants_nothing_else() {
    let mut wants = capabilities();
    wants["textDocument"]["hover"] = json!({ "contentFormat": ["plaintext"] });
    let mut client = Client::start(&[("tests.md", TESTS)], json!({}), wants);
    client.open("tests.md", TESTS);
    let hover = over(&mut client, TESTS, "external laboratory");
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let value = hover["contents"]["value"].as_str().unwrap();
    assert!(value.starts_with("Penetration testing: shown here; answers "), "{value}");
    assert!(!value.contains("](") && !value.contains("**"), "{value}");
}

#[test]
fn lines_that_end_with_two_characters_and_bytes_for_columns() {
    let text = TESTS.replace('\n', "\r\n");
    let mut wants = capabilities();
    wants["general"] = json!({ "positionEncodings": ["utf-8", "utf-16"] });
    let mut client = Client::start(&[("tests.md", text.as_str())], json!({}), wants);
    client.open("tests.md", &text);
    let line = text.lines().position(|line| line.contains("N60-5.3-m")).unwrap();
    let hover = client.at("textDocument/hover", "tests.md", u32::try_from(line).unwrap(), 55);
    let start = text.lines().nth(line).unwrap().find("N60-5.3-m").unwrap();
    assert_eq!(hover["range"]["start"]["character"], start);
}

#[test]
fn nothing_is_said_where_nothing_is() {
    let mut client = client("# A\n\nThe weather was fine.\n\n");
    assert_eq!(client.at("textDocument/hover", "tests.md", 2, 3), Value::Null);
    assert_eq!(client.at("textDocument/hover", "tests.md", 99, 99), Value::Null);
}
