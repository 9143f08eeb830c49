//! Reports as files: well-formed, self-contained, harmless whatever stands in the documents, and never a promise.

mod hand_made;

use std::collections::BTreeSet;

use hand_made::{CATALOGUE, Doc, Run, text};
use medlint_core::assess::Severity;
use medlint_core::compare::{Comparison, Snapshot};
use medlint_core::config::Config;
use medlint_core::detect::{Analysis, State};
use medlint_core::document::Digest;
use medlint_core::report::badge::badge;
use medlint_core::report::csv::csv;
use medlint_core::report::gspr::{gspr_csv, gspr_markdown};
use medlint_core::report::html::{STYLE, html};
use medlint_core::report::ig_nb::{ig_nb_csv, ig_nb_markdown};
use medlint_core::report::markdown::{linked, markdown};
use medlint_core::report::{Check, Format, InputFile, json};

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

/// The same with what is different from another set.
fn since<T>(base: &(Vec<Doc>, Run), now: &(Vec<Doc>, Run), report: impl FnOnce(&Check<'_>) -> T) -> T {
    let before = with(base, Snapshot::of);
    with(now, |check| {
        let comparison = Comparison::new("revision <1a2b3c4>", &before, &Snapshot::of(check), false);
        report(&Check { comparison: Some(&comparison), ..*check })
    })
}

/// The set as it was before somebody worked on it: a topic less, other words, another waiver.
fn earlier() -> (Vec<Doc>, Run) {
    let (mut documents, mut run) = hostile();
    let threat_model = &mut documents[0].analysis;
    for evidence in threat_model.topics.iter_mut().flat_map(|topic| &mut topic.evidence) {
        evidence.quote = "Earlier words | @octocat".to_owned();
    }
    documents[1] = text("gone.md", "# Gone\n\nTBD\n").blank("TBD", &[]).shows("penetration-testing");
    run.waivers.clear();
    run.decisions.clear();
    (documents, run)
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
    well_formed(&with(&hostile(), |check| html(check, true)));
    well_formed(&since(&earlier(), &hostile(), |check| html(check, true)));
}

fn well_formed(page: &str) {
    let tags = tags(page);
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
    ids.for_each(|r| assert!(page.contains(&format!("<tr id=\"{}\"", r.id)), "{}", r.id));
}

#[test]
fn what_stands_in_documents_is_text() {
    let set = hostile();
    let page = with(&set, |check| html(check, true));
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    assert!(!page.contains('\u{1b}'));
    let base = Some("https://example.org/blob/1a2b/");
    for page in [
        with(&set, |check| markdown(check, true)),
        with(&set, |check| linked(check, true, base)),
        since(&earlier(), &set, |check| linked(check, true, base)),
        with(&set, |check| ig_nb_markdown(check, true)),
        with(&set, |check| gspr_markdown(check, true)),
    ] {
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
        since(&earlier(), set, |check| Format::ALL.map(|format| format.write(check, true)).concat())
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

#[test]
fn the_page_tells_what_changed() {
    let page = since(&earlier(), &hostile(), |check| html(check, true));
    let (_, changes) = page.split_once("<h2 id=\"changes\">").expect("a section");
    let (changes, _) = changes.split_once("</section>").expect("an end");
    for part in [
        "Compared with <b>revision &lt;1a2b3c4&gt;</b>: ",
        "Evidence that changed",
        "Earlier words | @octocat",
        "new waiver of topic penetration-testing",
        "new decision of requirement IGNB-2.1",
        "Findings that are gone",
        "New: notes.md",
        "Gone: gone.md",
    ] {
        assert!(changes.contains(part), "{part} in\n{changes}");
    }
    let same = since(&hostile(), &hostile(), |check| html(check, true));
    assert!(same.contains("nothing that got better or worse"));
    assert!(!with(&hostile(), |check| html(check, true)).contains("id=\"changes\""));
}

#[test]
fn a_decision_whose_evidence_was_rewritten_is_told() {
    let decide = |words: &str| {
        let mut document = text("a.md", "# A\n\nText.\n").kind("threat-model").shows("threat-model");
        document.analysis.topics[0].evidence[0].quote = words.to_owned();
        let config = "[[decision]]\nrequirement = \"IGNB-2.1\"\nstatus = \"met\"\nreason = \"r\"\nowner = \"J. Doe\"\ndate = \"2026-01-02\"\n";
        let topic = CATALOGUE.topic("threat-model").expect("a topic");
        let named = CATALOGUE.requirements.iter().find(|r| r.topics.contains(&topic)).expect("a requirement");
        let (config, problems) =
            Config::parse("medlint.toml", &config.replace("IGNB-2.1", &named.id), &CATALOGUE);
        assert!(problems.is_empty(), "{problems:?}");
        (vec![document], Run { decisions: config.decisions, ..Run::default() })
    };
    let (before, now) = (decide("Made with STRIDE in March."), decide("Made with STRIDE in May."));
    let page = since(&before, &now, |check| html(check, true));
    assert!(page.contains("a person decided on the earlier text</b>: J. Doe, 2026-01-02"), "{page}");
    let comment = since(&before, &now, |check| markdown(check, true));
    assert!(comment.contains("### Evidence that changed after a person decided on it"), "{comment}");
    assert!(
        comment.contains("| J. Doe, 2026-01-02 |") && comment.contains("1 decision whose evidence changed"),
        "{comment}"
    );
}

#[test]
fn a_comment_leads_with_what_got_worse() {
    let mut now = hostile();
    now.0.push(text("later/notes 2.md", "# Later\n\nTBD\n").blank("TBD", &[]));
    let base = Some("https://example.org/blob/1a2b/");
    let page = since(&hostile(), &now, |check| linked(check, true, base));
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part} in\n{page}"));
    assert!(at("1 new finding") < at("Compared with revision &lt;1a2b3c4&gt;."));
    assert!(at("### New findings") < at("there before and"));
    assert!(at("there before and") < at("### What to do first"));
    at("M104 [`later/notes 2.md:3`](https://example.org/blob/1a2b/later/notes%202.md#L3): ");
    assert!(
        !page.contains("### Errors and warnings in the documents"),
        "known findings are only counted\n{page}"
    );
    let same = since(&hostile(), &hostile(), |check| markdown(check, true));
    assert!(
        same.contains("nothing changed for better or worse") && !same.contains("### New findings"),
        "{same}"
    );
}

#[test]
fn a_comment_on_great_changes_stays_short() {
    let documents = |word: &str| -> Vec<Doc> {
        (0..600)
            .map(|n| {
                let path = format!("docs/{}/{word}-{n}.md", "a-long-name-of-a-folder/".repeat(8));
                text(&path, "# Threat model\n\nTBD\n\nTBD and TBD\n").kind("threat-model").blank("TBD", &[])
            })
            .collect()
    };
    let (before, now) = ((documents("old"), Run::default()), (documents("new"), Run::default()));
    let base = Some(
        "https://example.org/a/long/address/of/a/repository/blob/0123456789012345678901234567890123456789/",
    );
    let page = since(&before, &now, |check| linked(check, true, base));
    assert!(page.chars().count() < 60_000, "{}", page.chars().count());
    assert!(page.contains(" are not shown here.") && page.ends_with("a person has to judge.\n"), "{page}");
    assert_eq!(page.matches("<details>").count(), page.matches("</details>").count());
}

#[test]
fn every_input_is_in_the_record_with_its_hash() {
    let inputs = ["configuration", "baseline"].map(|what| InputFile {
        what,
        path: format!("<{what}>"),
        digest: Digest::of(what.as_bytes()),
    });
    let page = with(&hostile(), |check| html(&Check { inputs: &inputs, ..*check }, true));
    for input in &inputs {
        assert!(
            page.contains(&input.digest.to_string()) && page.contains(&format!("&lt;{}&gt;", input.what))
        );
    }
}

#[test]
fn a_page_about_thousands_of_documents_says_what_it_leaves_out() {
    let documents: Vec<Doc> = (0..5000)
        .map(|n| {
            let blanks = if n % 100 == 0 { 60 } else { 1 };
            text(&format!("docs/{n}.md"), &("# Notes\n\n".to_owned() + &"TBD\n\n".repeat(blanks)))
                .blank("TBD", &[])
        })
        .collect();
    let page = with(&(documents, Run::default()), |check| html(check, true));
    for part in [
        "4000 of 5000 documents have no row here",
        "4800 of 5000 documents are not told one by one",
        "10 of 60 places to be filled in are not told here.",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // The heaviest are told, wherever they stand.
    assert!(page.contains("<h3 id=\"d4900\">"));
    assert_eq!(page.matches("<code class=\"hash\">").count(), 5000, "hashes are never left out");
    assert!(page.len() < 4_000_000, "{}", page.len());
    tags(&page);
}

#[test]
fn every_clause_of_annex_one_has_a_row_and_nothing_else_has() {
    let set = hostile();
    let rows = records(&with(&set, gspr_csv));
    let framework = &CATALOGUE[CATALOGUE.framework("eu-gspr").expect("built in")];
    let of_annex = framework
        .requirements
        .clone()
        .filter(|id| CATALOGUE.requirements[*id as usize].clause.starts_with("MDR Annex I "));
    assert_eq!(rows.len(), 1 + of_annex.count());
    let head = rows[0].clone();
    let column = |name: &str| head.iter().position(|h| h == name).expect("a column");
    let of = |id: &str| rows.iter().find(|row| row[column("id")] == id).expect("a row");
    assert_eq!(of("GSPR-1")[column("applies")], "yes");
    assert_eq!(of("GSPR-9")[column("applies")], "open");
    assert!(of("GSPR-9")[column("why")].starts_with("applies if one of these is so of the device: it "));
    assert!(rows.iter().all(|row| row.len() == head.len()));
    let quoted = rows[1..].iter().find(|row| !row[column("quotes")].is_empty()).expect("evidence");
    assert!(
        quoted[column("quotes")].contains("octocat") && quoted[column("evidence")].contains(" (line"),
        "{quoted:?}"
    );
}

#[test]
fn the_badge_says_a_number_and_nothing_of_a_part() {
    let set = hostile();
    let svg = with(&set, |check| badge(check, true));
    let counts = set.1.assess(&set.0).coverage.total;
    assert!(svg.contains(&format!(">{} of {} found</text>", counts.done(), counts.applicable())), "{svg}");
    assert!(
        svg.contains("role=\"img\"") && svg.contains("<title id=\"t\">medlint: the content was found for ")
    );
    assert!(!svg.contains("octocat") && !svg.contains("href"));
    assert!(with(&set, |check| badge(check, false)).contains(">part of the documents</text>"));
    assert!(
        with(&(Vec::new(), Run::default()), |check| badge(check, true)).contains(">nothing checked</text>")
    );
}
