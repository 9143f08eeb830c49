//! Sets of documents that change.

use medlint_core::assess::Date;
use medlint_core::workspace::{CheckOptions, Workspace};
use proptest::prelude::*;

use crate::texts::{self, Edit, edits};

/// What medlint.toml says.
const CONFIGS: [&str; 4] = [
    "",
    r#"
[device.facts]
networked = true
software-only = false

[documents]
exclude = ["docs/3*"]
kinds = [{ glob = "docs/1*.md", kind = "threat-model" }, { glob = "docs/2*.md", kind = "other" }]
"#,
    r#"
[[decision]]
requirement = ["N60-4.2-c", "N60-4.3-a"]
status = "met"
reason = "in the quality file"

[[decision]]
requirement = ["N60-5.3-m", "N60-5.3-n"]
status = "planned"

[[decision]]
requirement = "N60-4.3-b"
status = "met"

[[waiver]]
topic = "audit-logging"
reason = "no data"
owner = "QA"
date = "2025-01-01"
expires = "2026-01-01"

[[waiver]]
finding = "M104"
document = "docs/0*"
reason = "drafts"
"#,
    r#"
[[waiver]]
topic = ["threat-model", "session-timeout", "sbom"]
reason = "elsewhere"

[[waiver]]
finding = "M101"
reason = "known"

[[waiver]]
finding = "M107"

[[threshold]]
framework = "imdrf-n60"
level = "core"
met = 95

[[threshold]]
met = 5
"#,
];

/// Something that happens to a set.
#[derive(Debug, Clone)]
enum Event {
    /// Some documents are edited before the next fold.
    Edits(Vec<(prop::sample::Index, Edit)>),
    Open(prop::sample::Index),
    Close(prop::sample::Index),
    Remove(prop::sample::Index),
    Add(prop::sample::Index),
    Configure(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let index = any::<prop::sample::Index>;
    let edited = (index(), edits(2)).prop_map(|(at, mut edits)| (at, edits.remove(0)));
    let event = prop_oneof![
        8 => prop::collection::vec(edited, 1..4).prop_map(Event::Edits),
        1 => index().prop_map(Event::Open),
        1 => index().prop_map(Event::Close),
        1 => index().prop_map(Event::Remove),
        1 => index().prop_map(Event::Add),
        1 => (0..CONFIGS.len()).prop_map(Event::Configure),
    ];
    prop::collection::vec(event, 1..16)
}

/// The texts of a set, and a workspace that is kept.
struct Set {
    texts: Vec<(String, String)>,
    workspace: Workspace,
    options: CheckOptions,
    toml: Option<&'static str>,
}

impl Set {
    fn new(part: bool, dated: bool) -> Self {
        let today = dated.then(|| Date::parse("2026-11-22").expect("a date"));
        let files = dated.then(|| vec!["README.md".to_owned()]);
        let options = CheckOptions { today, files, part };
        Set { texts: Vec::new(), workspace: Workspace::default(), options, toml: None }
    }

    fn add(&mut self, start: prop::sample::Index) {
        let (_, text) = texts::start(start);
        let path = format!("docs/{}.md", self.texts.len());
        self.workspace.read(&path, text.as_bytes());
        self.texts.push((path, text));
    }

    fn happen(&mut self, event: &Event) {
        let Set { texts, workspace, .. } = self;
        match event {
            Event::Edits(edits) => {
                for (at, edit) in edits {
                    if texts.is_empty() {
                        return;
                    }
                    let at = at.index(texts.len());
                    let (path, text) = &mut texts[at];
                    edit.apply(text);
                    // as an editor does, and as a watcher of files does
                    if at % 2 == 0 {
                        workspace.put(path, text.as_bytes());
                    } else {
                        workspace.read(path, text.as_bytes());
                    }
                }
            }
            Event::Open(at) if !texts.is_empty() => workspace.open(&at.get(texts).0),
            Event::Close(at) if !texts.is_empty() => workspace.close(&at.get(texts).0),
            Event::Remove(at) if !texts.is_empty() => {
                let (path, _) = texts.remove(at.index(texts.len()));
                workspace.remove(&path);
                // the next one must not take the name of another
                texts.retain(|(other, _)| *other != path);
            }
            Event::Add(start)
                if texts.iter().all(|(path, _)| *path != format!("docs/{}.md", texts.len())) =>
            {
                self.add(*start);
            }
            Event::Configure(config) => {
                self.toml = Some(CONFIGS[*config]);
                workspace.configure(CONFIGS[*config]);
            }
            _ => {}
        }
    }

    /// Compares with a workspace that was made just now, and what was said to have changed with what did.
    fn check(&mut self) {
        let before: Vec<_> = self.shown();
        let changes = self.workspace.update(&self.options);
        let mut fresh = Workspace::default();
        if let Some(toml) = self.toml {
            fresh.configure(toml);
        }
        for (path, text) in &self.texts {
            fresh.put(path, text.as_bytes());
        }
        let expected = fresh.standing(&self.options);
        let found = self.workspace.updated().expect("it was updated");
        let lines = |standing: &medlint_core::workspace::Standing| {
            (format!("{:#?}", standing.assessment), format!("{:#?}", standing.lint))
        };
        let (expected, found) = (lines(&expected), lines(&found));
        for (expected, found) in [(&expected.0, &found.0), (&expected.1, &found.1)] {
            let differs = expected.lines().zip(found.lines()).enumerate().find(|(_, (a, b))| a != b);
            assert!(expected == found, "{differs:#?}, {changes:?}");
        }
        for (path, shown) in self.shown() {
            let old = before.iter().find(|(other, _)| *other == path).map(|(_, shown)| shown);
            let told = changes.documents.contains(&path) || changes.moved.contains(&path);
            assert!(told || old == Some(&shown), "{path} has other findings, which was not told");
        }
    }

    fn shown(&self) -> Vec<(String, String)> {
        let paths = self.texts.iter().map(|(path, _)| path);
        paths.map(|path| (path.clone(), format!("{:?}", self.workspace.findings(path)))).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_set_that_is_kept_stands_as_a_fresh_one(
        starts in prop::collection::vec(any::<prop::sample::Index>(), 1..7),
        events in events(),
        config in 0..CONFIGS.len(),
        (part, dated) in any::<(bool, bool)>(),
    ) {
        let mut set = Set::new(part, dated);
        for start in starts {
            set.add(start);
        }
        set.happen(&Event::Configure(config));
        set.check();
        for event in &events {
            set.happen(event);
            set.check();
        }
    }
}

/// Each of the example's configurations means something.
#[test]
fn the_configurations_are_good() {
    for toml in CONFIGS {
        let problems = Workspace::default().configure(toml);
        assert!(problems.is_empty(), "{problems:#?}");
    }
}
