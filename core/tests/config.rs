//! medlint.toml: what is good is kept, everything else is told with its place and what was probably meant.

mod hand_made;

use hand_made::{CATALOGUE, fact};
use medlint_core::assess::{Answer, Date, DecidedStatus, Severity, WaiverTarget};
use medlint_core::catalog::Level;
use medlint_core::config::{Answers, Config, FailOn, catalogue_files, template};

fn good(text: &str) -> Config {
    let (config, problems) = Config::parse("medlint.toml", text, &CATALOGUE);
    assert!(problems.is_empty(), "{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>());
    config
}

fn told(text: &str) -> Vec<String> {
    Config::parse("medlint.toml", text, &CATALOGUE).1.iter().map(ToString::to_string).collect()
}

/// That there is exactly one problem, and what is said of it.
fn only(text: &str) -> String {
    let told = told(text);
    assert_eq!(told.len(), 1, "{told:#?}");
    told.into_iter().next().unwrap_or_default()
}

#[test]
fn everything_can_be_said() {
    let config = good(
        r#"
        [device]
        name = "Aria 3"
        facts = { networked = true, cloud = false }

        [documents]
        include = ["docs/**/*.md"]
        exclude = ["docs/old/"]
        kinds = [
            { glob = "docs/risk/*.md", kind = "security-risk-management" },
            { glob = ["docs/risk/notes.md", "minutes/"], kind = "other" },
        ]

        [check]
        frameworks = ["imdrf-n60", "eu-gspr"]
        levels = ["core"]
        min-severity = "warning"
        fail-on = "never"

        [[decision]]
        requirement = ["N60-5.3-m", "N60-5.3-n"]
        status = "met"
        reason = "tested by a laboratory"
        evidence = "TR-17"
        note = "again with release 4"
        owner = "J. Doe"
        date = 2025-02-28

        [[waiver]]
        requirement = "N60-4.2-a"
        reason = "see QMS-12"
        owner = "J. Doe"
        date = "2025-01-31"
        expires = 2026-01-31
        document = "docs/risk/*.md"

        [[waiver]]
        topic = ["sbom", "fuzz-testing"]
        finding = ["M104", "only-planned", "0123456789ABCDEF"]
        reason = "x"
        "#,
    );
    assert_eq!(config.profile.name.as_deref(), Some("Aria 3"));
    assert_eq!(config.profile.answer(fact("networked")), Answer::Yes);
    assert_eq!(config.profile.answer(fact("cloud")), Answer::No);
    assert_eq!(config.profile.answer(fact("wireless")), Answer::Unknown);
    let kind = |path: &str| config.kind_for(path).map(|k| k.kind.map(|kind| CATALOGUE[kind].id.to_string()));
    assert_eq!(kind("docs/risk/a.md"), Some(Some("security-risk-management".to_owned())));
    assert_eq!(kind("docs/risk/notes.md"), Some(None), "the last match counts");
    assert_eq!(kind("docs/a.md"), None);
    assert!(config.is_included("docs/a.md"));
    assert!(!config.is_included("docs/old/a.md") && !config.is_included("a.md"));
    assert!(config.why_excluded("docs/old/a.md").is_some_and(|why| why.contains("docs/old/")));
    assert_eq!(config.selection.levels, [Level::Core]);
    assert_eq!(config.selection.frameworks.as_ref().map(Vec::len), Some(2));
    assert_eq!((config.min_severity, config.fail_on), (Severity::Warning, FailOn::Never));
    let [decision] = &config.decisions[..] else { panic!("a decision") };
    assert_eq!((decision.requirements.len(), decision.status), (2, DecidedStatus::Met));
    assert_eq!((decision.date, decision.place.line), (Date::parse("2025-02-28"), 20));
    let texts = [&decision.reason, &decision.evidence, &decision.note, &decision.owner];
    assert_eq!(
        texts.map(|text| text.as_deref().unwrap_or_default()),
        ["tested by a laboratory", "TR-17", "again with release 4", "J. Doe"]
    );
    let [first, second] = &config.waivers[..] else { panic!("two waivers") };
    assert_eq!(first.expires, Date::parse("2026-01-31"));
    assert_eq!((first.place.line, first.place.path.as_str()), (29, "medlint.toml"));
    assert!(first.document.as_ref().is_some_and(|d| d.matches("docs/risk/a.md")));
    let finding = |id: &str| WaiverTarget::Finding(id.to_owned());
    assert_eq!(second.targets[2..], [finding("M104"), finding("M105"), finding("0123456789abcdef")]);
}

#[test]
fn nothing_has_to_be_said() {
    let config = good("");
    assert!(config.is_included("any/thing.md") && config.kind_for("a.md").is_none());
    assert!(config.fail_on.fails(Some(Severity::Error)));
    assert!(!config.fail_on.fails(Some(Severity::Warning)) && !config.fail_on.fails(None));
}

#[test]
fn unknown_words_are_told_with_the_nearest_valid_one() {
    assert_eq!(
        only("[device.facts]\nnetwroked = true"),
        "medlint.toml:2:1: error: device.facts.netwroked: is not a fact that medlint knows and is ignored; see `medlint list facts` (did you mean `networked`?)"
    );
    let near = |text: &str, suggestion: &str| {
        let said = only(text);
        assert!(said.ends_with(&format!("(did you mean `{suggestion}`?)")), "{said}");
    };
    near("[chekc]", "check");
    near("[check]\nlevel = [\"core\"]", "check.levels");
    near("[check]\nlevels = [\"cor\"]", "core");
    near("[check]\nframeworks = [\"imdrf-n06\"]", "imdrf-n60");
    near("[check]\nmin-severity = \"warn\"", "warning");
    near("[check]\nfail-on = \"errors\"", "error");
    near("[documents]\nkinds = [{glob = \"a.md\", kind = \"treat-model\"}]", "threat-model");
    near("[[decision]]\nrequirement = \"N60-4.2-aa\"\nstatus = \"met\"", "N60-4.2-a");
    near("[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = \"mett\"", "met");
    near("[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = \"met\"\nowners = \"x\"", "decision.owner");
    near("[[waiver]]\nrequirement = \"N60-4.2-aa\"\nreason = \"x\"", "N60-4.2-a");
    near("[[waiver]]\ntopic = \"sbon\"\nreason = \"x\"", "sbom");
    near("[[waiver]]\nfinding = \"placeholders\"\nreason = \"x\"", "placeholder");
}

#[test]
fn values_of_the_wrong_sort_are_told() {
    let says = |text: &str, words: &str| {
        let said = only(text);
        assert!(said.contains(words), "{said}");
    };
    says("[device]\nname = 3", "must be a text");
    says("[device.facts]\nnetworked = \"yes\"", "true or false");
    says("device = 3", "must be a table");
    says("[documents]\ninclude = 3", "must be a list");
    says("[documents]\ninclude = [\"a[\"]", "`[` is not closed");
    says("[documents]\ninclude = [\"\"]", "empty");
    says("[documents]\nkinds = [{kind = \"sbom\"}]", "is missing");
    says("[[waiver]]\ntopic = \"sbom\"\nreason = \"x\"\nexpires = \"31.12.2026\"", "2026-03-31");
    says("[[waiver]]\ntopic = \"sbom\"\nreason = \"x\"\nexpires = \"2026-02-30\"", "not a date");
    says("[[waiver]]\nreason = \"x\"", "names a requirement, a topic or a finding");
    says("waiver = 3", "must be a list of tables");
    says("[[decision]]\nstatus = \"met\"", "names a requirement");
    says("[[decision]]\nrequirement = 3\nstatus = \"met\"", "must be a list of texts");
    says("[[decision]]\nrequirement = \"N60-4.2-a\"", "is missing: one of met, partly, planned, missing");
    says("[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = true", "must be a text");
    says("[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = \"met\"\ndate = \"31.12.2026\"", "2026-03-31");
    says("decision = 3", "must be a list of tables");
    says("[documents]\nexclude = [\"a\", \"a\"]", "twice");
}

#[test]
fn the_good_part_of_a_file_is_kept() {
    let (config, problems) = Config::parse(
        "medlint.toml",
        "[device]\nname = \"Aria\"\nfacts = { cloud = true, claud = true }\n[check]\nlevels = [\"core\", \"x\"]\nframeworks = [\"x\"]\n[[waiver]]\ntopic = [\"x\", \"sbom\"]\nreason = \"y\"\n",
        &CATALOGUE,
    );
    assert_eq!(problems.len(), 4);
    assert_eq!(config.profile.answer(fact("cloud")), Answer::Yes);
    assert_eq!(config.selection.levels, [Level::Core]);
    assert_eq!(config.selection.frameworks, None, "no valid framework: everything is checked, not nothing");
    assert_eq!(config.waivers.len(), 1);
    let (config, problems) =
        Config::parse("medlint.toml", "[device]\nname = \"Aria\"\n[check\nlevels = [\"core\"]\n", &CATALOGUE);
    assert!(problems[0].to_string().starts_with("medlint.toml:3:"), "{}", problems[0]);
    assert_eq!(config.profile.name.as_deref(), Some("Aria"));
}

#[test]
fn a_waiver_whose_end_or_scope_is_unreadable_excuses_nothing() {
    for line in ["expires = \"soon\"", "document = \"a{\""] {
        let text = format!("[[waiver]]\ntopic = \"sbom\"\nreason = \"x\"\n{line}\n");
        let (config, problems) = Config::parse("medlint.toml", &text, &CATALOGUE);
        assert_eq!((config.waivers.len(), problems.len()), (0, 1), "{line}");
    }
}

#[test]
fn a_requirement_is_decided_once() {
    let block =
        |ids: &str, status: &str| format!("[[decision]]\nrequirement = {ids}\nstatus = \"{status}\"\n");
    let text = block("\"N60-4.2-a\"", "met") + &block("[\"N60-5.3-m\", \"N60-4.2-a\"]", "missing");
    let (config, problems) = Config::parse("medlint.toml", &text, &CATALOGUE);
    assert_eq!(
        problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "medlint.toml:5:29: error: decision.requirement: `N60-4.2-a` was decided before, at line 1; the first decision counts"
        ]
    );
    let decided: Vec<_> = config.decisions.iter().map(|d| (d.status, d.requirements.len())).collect();
    assert_eq!(decided, [(DecidedStatus::Met, 1), (DecidedStatus::Missing, 1)]);
}

#[test]
fn a_decision_is_kept_without_a_date_that_is_none_and_not_without_a_status() {
    let with = |status: &str, date: &str| {
        let text =
            format!("[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = \"{status}\"\ndate = \"{date}\"\n");
        let (config, problems) = Config::parse("medlint.toml", &text, &CATALOGUE);
        (config.decisions.len(), problems.len())
    };
    assert_eq!(with("met", "2026-01-31"), (1, 0));
    assert_eq!(with("met", "yesterday"), (1, 1));
    assert_eq!(with("waived", "2026-01-31"), (0, 1));
}

#[test]
fn any_text_is_answered() {
    let pieces = [
        "[device]",
        "[[waiver]]",
        "[[decision]]",
        "=",
        "\"",
        "{",
        "[",
        "]",
        "\n",
        "é",
        "\0",
        "facts",
        "2026-01-01",
        ".",
        "#",
        "\r",
        "'''",
        "1e999",
    ];
    let mut state = 7u32;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        }
        let (_, problems) = Config::parse("medlint.toml", &text, &CATALOGUE);
        for problem in problems {
            let (start, end) = (problem.source.start as usize, problem.source.end as usize);
            assert!(problem.line >= 1 && start <= end && end <= text.len(), "{text:?} {problem:?}");
        }
        catalogue_files(&text);
    }
}

#[test]
fn own_catalogue_files_are_named_with_their_place() {
    let text = "[catalogue]\ntopics = [\"a.toml\",\n  \"b.toml\"]\nframeworks = [\"f.toml\"]\n";
    let files: Vec<_> = catalogue_files(text).into_iter().map(|f| (f.path, f.line, f.column)).collect();
    assert_eq!(
        files,
        [("a.toml".to_owned(), 2, 11), ("b.toml".to_owned(), 3, 3), ("f.toml".to_owned(), 4, 15)]
    );
    good(text);
}

#[test]
fn the_template_is_read_without_a_problem() {
    good(&template(&Answers::default(), &CATALOGUE));
    let answers = Answers {
        name: Some("Aria \"3\" \\ β\n".to_owned()),
        facts: vec![(fact("cloud"), Some(true)), (fact("wireless"), Some(false)), (fact("ivd"), None)],
        frameworks: vec![CATALOGUE.framework("imdrf-n60").expect("built in")],
        include: vec!["docs/**/*.md".to_owned()],
        exclude: vec!["docs/old/".to_owned()],
    };
    let config = good(&template(&answers, &CATALOGUE));
    assert_eq!(config.profile.name.as_deref(), Some("Aria \"3\" \\ β"));
    let known: Vec<_> = config.profile.known().collect();
    assert_eq!(known.len(), 2);
    assert!(known.contains(&(fact("cloud"), true)) && known.contains(&(fact("wireless"), false)));
    assert_eq!(config.selection.frameworks, Some(answers.frameworks));
    assert!(config.is_included("docs/a.md") && !config.is_included("docs/old/a.md"));
}

#[test]
fn the_template_mentions_every_fact() {
    let text = template(&Answers::default(), &CATALOGUE);
    assert!(CATALOGUE.facts.iter().all(|f| text.contains(&format!("# {} = ?", f.id))));
    // Everything that is commented out would be read, too.
    let uncommented = |line: &str| {
        let inside =
            line.strip_prefix("# ").filter(|l| l.contains(" = ") || l.starts_with('[')).unwrap_or(line);
        if line.contains(" = ?") { String::new() } else { format!("{inside}\n") }
    };
    let open: String = text.lines().map(uncommented).collect();
    let (_, problems) = Config::parse("medlint.toml", &open, &CATALOGUE);
    // The ids in it are those of this version.
    assert!(problems.is_empty(), "{open}\n{problems:#?}");
}
