//! Reports as files: well-formed, self-contained, harmless whatever stands in the documents, and never a promise.

mod hand_made;

use std::collections::BTreeSet;

use hand_made::{CATALOGUE, Doc, Run, text};
use medlint_core::assess::Severity;
use medlint_core::config::Config;
use medlint_core::detect::{Analysis, State};
use medlint_core::document::Digest;
use medlint_core::report::csv::csv;
use medlint_core::report::html::{STYLE, html};
use medlint_core::report::ig_nb::{ig_nb_csv, ig_nb_markdown};
use medlint_core::report::markdown::markdown;
use medlint_core::report::{Check, json};

const HOSTILE: &str = "<script>alert('x')</script> \"&\" | ` *a* @octocat ]]> =1+1\u{1b}";

/// A set in which every text that comes from outside is hostile.
fn hostile() -> (Vec<Doc>, Run) {
    let mut model = text("docs/<b>\"x'.md", "# Threat model\n\nKept for TBD days.\n")
        .kind("threat-model")
        .blank("TBD", &["backup-restore"])
        .says("penetration-testing", State::Planned, &[])
        .shows("threat-model")
        .shows("sbom");
    model.analysis.title = Some(HOSTILE.to_owned());
    model.analysis.blanks[0].quote = HOSTILE.to_owned();
    for evidence in model.analysis.topics.iter_mut().flat_map(|topic| &mut topic.evidence) {
        evidence.quote = HOSTILE.to_owned();
        evidence.headings = vec![HOSTILE.to_owned()];
    }
    let notes = text("notes.md", "Nothing.\n\n<!-- medlint-disable-next-line M104: a form -->\nTBD\n")
        .blank("TBD", &[]);
    let quoted = toml::Value::String(HOSTILE.to_owned());
    let config = format!(
        "[device]\nname = {quoted}\nfacts = {{networked = true, ivd = false}}\n\
         [[waiver]]\ntopic = \"penetration-testing\"\nreason = {quoted}\nowner = {quoted}\ndate = \"2025-01-01\"\n\
         [[decision]]\nrequirement = \"IGNB-2.1\"\nstatus = \"met\"\nreason = {quoted}\nevidence = {quoted}\nowner = {quoted}\n"
    );
    let (config, problems) = Config::parse("medlint.toml", &config, &CATALOGUE);
    assert!(problems.is_empty(), "{problems:?}");
    let run = Run {
        profile: config.profile,
        waivers: config.waivers,
        decisions: config.decisions,
        ..Run::default()
    };
    (vec![model, notes], run)
}

fn with<T>((documents, run): &(Vec<Doc>, Run), report: impl FnOnce(&Check<'_>) -> T) -> T {
    let analyses: Vec<&Analysis> = documents.iter().map(|d| &d.analysis).collect();
    let (assessment, lint) = (run.assess(documents), run.lint(documents));
    report(&Check {
        version: "1.2.3",
        documents: &analyses,
        catalogue: &CATALOGUE,
        profile: &run.profile,
        decisions: &run.decisions,
        waivers: &run.waivers,
        assessment: &assessment,
        lint: &lint,
        min_severity: Severity::Info,
        comparison: None,
        inputs: &[],
    })
}

/// Start tags of a page with their attributes; every element has to be closed in its order.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    const VOID: [&str; 4] = ["br", "meta", "!doctype", "link"];
    let (mut open, mut all): (Vec<String>, Vec<_>) = (Vec::new(), Vec::new());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').expect("a tag has an end");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed before {}", &rest[..rest.len().min(200)]);
            continue;
        }
        let name: String = tag.chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
        let mut attributes = Vec::new();
        let mut text = tag[name.len()..].trim_end_matches('/').trim();
        while let Some((key, more)) = text.split_once("=\"") {
            let (value, more) = more.split_once('"').expect("a value has an end");
            attributes.push((key.to_owned(), value.to_owned()));
            text = more.trim_start();
        }
        assert!(VOID.contains(&&*name) || text.is_empty(), "{tag}");
        if name == "style" {
            rest = rest.strip_prefix(&format!("\n{STYLE}")).expect("the style sheet and nothing else");
        }
        if !VOID.contains(&&*name) && !tag.ends_with('/') {
            open.push(name.clone());
        }
        all.push((name, attributes));
    }
    assert!(open.is_empty(), "{open:?} are not closed");
    all
}

#[test]
fn the_page_is_well_formed_and_needs_nothing_else() {
    let page = with(&hostile(), |check| html(check, true));
    let tags = tags(&page);
    let mut ids = BTreeSet::new();
    for (name, attributes) in &tags {
        assert!(!["script", "link", "img", "iframe", "object", "base", "form"].contains(&&**name), "{name}");
        for (key, value) in attributes {
            assert!(key != "style" && key != "src" && !key.starts_with("on"), "{key} of {name}");
            if key == "id" {
                assert!(ids.insert(value.clone()), "{value} is there twice");
            }
            if key == "href" && name != "a" {
                assert!(value.starts_with('#'), "{value}");
            }
        }
    }
    let targets = tags.iter().flat_map(|(_, attributes)| attributes).filter(|(key, _)| key == "href");
    for (_, target) in targets {
        let inside = target.strip_prefix('#').map(|id| ids.contains(id));
        assert!(inside.unwrap_or_else(|| target.starts_with("https://")), "{target} leads nowhere");
    }
    assert!(!STYLE.contains("http") && !STYLE.contains("@import"));
    assert_eq!(tags.iter().filter(|(name, _)| name == "h1").count(), 1);
}

#[test]
fn the_page_has_everything_that_is_to_be_filed() {
    let set = hostile();
    let page = with(&set, |check| html(check, true));
    for part in [
        "What to do first",
        "Coverage",
        "Open questions",
        "Waivers",
        "Decisions",
        "Record",
        "met (decided)",
        &*CATALOGUE.hash(),
    ] {
        assert!(page.contains(part), "{part}");
    }
    for document in &set.0 {
        assert!(page.contains(&Digest::of(document.source.as_bytes()).to_string()));
    }
    let ids = CATALOGUE.requirements.iter().filter(|r| r.level != medlint_core::catalog::Level::Context);
    ids.for_each(|r| assert!(page.contains(&format!("<tr id=\"{}\">", r.id)), "{}", r.id));
}

#[test]
fn what_stands_in_documents_is_text() {
    let set = hostile();
    let page = with(&set, |check| html(check, true));
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    assert!(!page.contains('\u{1b}'));
    for page in [with(&set, |check| markdown(check, true)), with(&set, |check| ig_nb_markdown(check, true))] {
        assert!(
            !page.contains("<script") && !page.contains(" @octocat") && !page.contains('\u{1b}'),
            "{page}"
        );
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let mut table = None;
        for line in page.lines() {
            if !line.starts_with('|') {
                table = None;
                continue;
            }
            assert_eq!(cells(line), *table.get_or_insert(cells(line)), "{line}");
        }
    }
}

#[test]
fn a_comment_on_a_pull_request_stays_short_whatever_the_set() {
    let documents: Vec<Doc> = (0..600)
        .map(|n| {
            let source = "# Threat model\n\nTBD\n\n".to_owned() + &"TBD and TBD\n\n".repeat(3);
            let path = format!("docs/{}/{n}.md", "a-long-name-of-a-folder/".repeat(8));
            text(&path, &source).kind("threat-model").blank("TBD", &["backup-restore"])
        })
        .collect();
    let page = with(&(documents, Run::default()), |check| markdown(check, true));
    assert!(page.chars().count() < 60_000, "{}", page.chars().count());
    assert!(page.contains(" of 600 rows are not shown here."), "{page}");
    assert!(page.ends_with("a person has to judge.\n"));
    assert_eq!(page.matches("<details>").count(), page.matches("</details>").count());
}

/// The records of a CSV file.
fn records(file: &str) -> Vec<Vec<String>> {
    let (mut all, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = file.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'));
                record.push(std::mem::take(&mut field));
                all.push(std::mem::take(&mut record));
            }
            _ => field.push(c),
        }
    }
    assert!(!quoted && field.is_empty() && record.is_empty());
    all
}

#[test]
fn every_requirement_has_a_row_in_the_table() {
    let set = hostile();
    let rows = records(&with(&set, csv));
    let head = rows[0].clone();
    assert!(rows.iter().all(|row| row.len() == head.len()));
    let column = |name: &str| head.iter().position(|h| h == name).expect("a column");
    let named: BTreeSet<&String> = rows[1..].iter().map(|row| &row[column("requirement")]).collect();
    assert_eq!(named.len(), set.1.assess(&set.0).requirements.len());
    let of = |id: &str| rows.iter().find(|row| row[0] == id).expect("a row");
    let decided = of("IGNB-2.1");
    assert_eq!((&*decided[column("status")], &*decided[column("found")]), ("met", "missing"));
    assert!(decided[column("reason")].starts_with(HOSTILE));
    let shown = rows.iter().find(|row| row[column("topic")] == "sbom").expect("a row");
    assert_eq!(shown[column("document")], "docs/<b>\"x'.md");
    assert_eq!(shown[column("quote")], HOSTILE);
    for row in &rows {
        assert!(row.iter().all(|field| !field.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
    }
}

#[test]
fn every_question_of_the_notified_bodies_is_answered() {
    let set = hostile();
    let framework = &CATALOGUE[CATALOGUE.framework("ig-nb").expect("built in")];
    let rows = records(&with(&set, ig_nb_csv));
    assert_eq!(rows.len(), 1 + framework.requirements.len());
    assert!(rows[1][5].contains("Decided to be met (by the documents alone: not found)"), "{:?}", rows[1]);
    let page = with(&set, |check| ig_nb_markdown(check, true));
    assert!(page.contains("paraphrased") && page.contains("the published questionnaire prevails"));
    assert!(page.contains("docs/&lt;b&gt;\"x'.md, section "), "{page}");
}

#[test]
fn a_framework_that_was_not_asked_about_is_not_answered() {
    let (documents, mut run) = hostile();
    run.selection.frameworks = CATALOGUE.framework("imdrf-n60").map(|id| vec![id]);
    let page = with(&(documents, run), |check| ig_nb_markdown(check, true));
    assert!(page.contains("not assessed") && !page.contains("not found"), "{page}");
}

#[test]
fn a_part_of_the_documents_is_called_a_part() {
    let set = hostile();
    assert!(with(&set, |check| html(check, false)).contains("Only a part of the documents was looked at"));
    let page = with(&set, |check| markdown(check, false));
    assert!(page.contains("a part of the documents") && !page.contains("What to do first"), "{page}");
    assert!(with(&set, |check| ig_nb_markdown(check, false)).contains("Only a part of the documents"));
}

#[test]
fn nothing_promises_that_anything_is_enough_and_everything_is_the_same_again() {
    let all = |set: &(Vec<Doc>, Run)| {
        with(set, |check| {
            [
                html(check, true),
                markdown(check, true),
                csv(check),
                ig_nb_markdown(check, true),
                ig_nb_csv(check),
            ]
            .concat()
        })
    };
    let (one, two) = (all(&hostile()), all(&hostile()));
    assert_eq!(one, two);
    assert!(!one.to_lowercase().contains("compliant"));
}

#[test]
fn a_set_without_documents_and_requirements_is_a_report() {
    let mut run = Run::default();
    run.selection.levels.clear();
    let empty = (Vec::new(), run);
    tags(&with(&empty, |check| html(check, true)));
    assert_eq!(records(&with(&empty, csv)).len(), 1);
    assert!(with(&empty, |check| markdown(check, true)).contains("0 documents"));
    assert!(with(&empty, json::check).contains("\"documents\":[]"));
}
