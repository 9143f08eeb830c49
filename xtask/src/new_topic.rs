//! `cargo xtask new-topic`: begins the file of a topic and gives the topic its place in the order.
//!
//! What only a person can write stays empty, and the build names it until it is there.

use medlint_core::catalog::Catalogue;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const VOCABULARY: &str = "core/catalog/vocabulary.toml";

/// Lines of `topic_order` are not longer than this.
const WIDTH: usize = 105;

#[derive(Deserialize)]
struct Vocabulary {
    topic_order: Vec<String>,
    area: BTreeMap<String, String>,
}

/// Writes `core/catalog/topics/<id>.toml` and puts the id into `topic_order`, at the end of its area.
///
/// # Errors
/// When the id is no id or taken, or there is no such area. Nothing is written then.
pub(crate) fn run(root: &Path, id: &str, area: &str, title: &str) -> Result<(), String> {
    let file = root.join("core/catalog/topics").join(format!("{id}.toml"));
    let vocabulary = root.join(VOCABULARY);
    let text = fs::read_to_string(&vocabulary).map_err(|e| format!("{VOCABULARY}: {e}"))?;
    let words: Vocabulary = toml::from_str(&text).map_err(|e| format!("{VOCABULARY}: {e}"))?;
    free(id, &words, &file)?;
    if !words.area.contains_key(area) {
        let areas: Vec<&str> = words.area.keys().map(String::as_str).collect();
        return Err(format!("there is no area `{area}`; there are {}", areas.join(", ")));
    }
    if title.trim().is_empty() {
        return Err("a topic needs a title, a few words".to_owned());
    }
    let ordered = ordered(&text, id, area)?;
    fs::write(&file, topic(id, area, title.trim())).map_err(|e| format!("{}: {e}", file.display()))?;
    fs::write(&vocabulary, ordered).map_err(|e| format!("{VOCABULARY}: {e}"))?;
    print!("{}", next(id));
    Ok(())
}

/// The id can be a topic's, and nothing else has it.
fn free(id: &str, words: &Vocabulary, file: &Path) -> Result<(), String> {
    let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.starts_with(|c: char| c.is_ascii_lowercase()) || !id.chars().all(lower) || id.ends_with('-') {
        return Err(format!("`{id}` is no id: lower-case letters, digits and `-`, beginning with a letter"));
    }
    let catalogue = Catalogue::builtin();
    let ids = catalogue.topics.iter().map(|t| (&t.id, "topic"));
    let ids = ids.chain(catalogue.frameworks.iter().map(|f| (&f.id, "framework")));
    let ids = ids.chain(catalogue.requirements.iter().map(|r| (&r.id, "requirement")));
    let mut ids = ids.chain(catalogue.citations.iter().map(|c| (&c.id, "citation")));
    if let Some((_, what)) = ids.find(|(taken, _)| taken.eq_ignore_ascii_case(id)) {
        return Err(format!("the id `{id}` is taken by a {what}"));
    }
    if file.exists() || words.topic_order.iter().any(|t| t == id) {
        return Err(format!("the topic `{id}` has been begun: see {} and {VOCABULARY}", file.display()));
    }
    Ok(())
}

/// The vocabulary with the id behind the other topics of its area, which stand below a comment with its name.
fn ordered(vocabulary: &str, id: &str, area: &str) -> Result<String, String> {
    let mut lines: Vec<String> = vocabulary.lines().map(str::to_owned).collect();
    let group = || {
        let start = lines.iter().position(|l| l.starts_with("topic_order = ["))?;
        let head = start + lines[start..].iter().position(|l| l.trim() == format!("# {area}"))?;
        let close = start + lines[start..].iter().position(|l| l.trim() == "]")?;
        let is_end = |l: &String| l.trim().starts_with('#') || l.trim() == "]";
        let end = head + 1 + lines[head + 1..].iter().position(is_end)?;
        (head < close).then_some(end)
    };
    let end = group().ok_or_else(|| {
        format!("`topic_order` of {VOCABULARY} has no comment `# {area}`: write one where its topics begin")
    })?;
    let last = &mut lines[end - 1];
    let entry = format!("\"{id}\",");
    if last.trim_end().ends_with(',') && last.len() + 1 + entry.len() <= WIDTH {
        *last = format!("{} {entry}", last.trim_end());
    } else {
        lines.insert(end, format!("    {entry}"));
    }
    Ok(lines.join("\n") + "\n")
}

/// State of a passage, its kind, whether it shows the topic, and what is to be written.
const PASSAGES: [(&str, &str, &str); 7] = [
    ("shown", "plain", "says plainly what is done, by what means, for this device; a paragraph or two"),
    (
        "elsewhere",
        "planned-or-denied",
        "points to the document or section where it stands, and says nothing itself",
    ),
    ("planned", "planned-or-denied", "says that it will be done, defined or added later"),
    ("denied", "planned-or-denied", "says that there is none"),
    ("placeholder", "placeholder", "a form for it that nobody has filled in: TBD, [insert ...], empty cells"),
    (
        "mentioned",
        "mention",
        "only names it: references, glossary, change history, a duty quoted from guidance",
    ),
    ("missing", "near-miss", "the same words about something else"),
];

fn topic(id: &str, area: &str, title: &str) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut out = format!(
        r#"id = "{id}"
area = "{area}"
title = {}
# The statement a document must make. Read it with "for this device, system or organisation": what is done, by what means.
shown_when = ""
# What looks like evidence and is none, with the neighbour it belongs to: "... (see other-topic)".
not_enough = ""

# ---------------------------------------------------------------- lexicon: the words by which the topic is recognised
# Written after the passages. A list holds texts; the text is a sign:
#   "lock, log off"            alternatives: one of them
#   "idle, unattended + lock"  parts: all must meet in one statement, read under its headings; spaces around the `+`
#   "... + -battery, gas"      none of these in the statement
#   "^session, lock + ..."     in the context: heading, header row or lead-in
#   "3x a, b, c, d"            three different ones
#   "encrypt*"                 every word that begins like this
#   "@number"                  a concept: @number, @version, @name, @code, or one of judgements.toml
#   "passage: a + b"           the parts may be spread over up to eight statements of a section
# Good signs have two or three parts: the thing, what is done to it, the means or value. All of it: docs/detection.md
[lexicon]
# it is named
names = []
# it is named as headings name it
titles = []
# words that tell that a statement is about something else
exclude = []
# speak strongly for `shown`
signs = []
# speak for half of it
half = []

# ---------------------------------------------------------------- passages: what shows the topic, and what only looks like it
# One of each state to begin with; 14 are needed, half of them `shown` (plain, paraphrase, table, long). Write the text of
# each, or delete it: the build stops at a passage without text. `shows` names every topic that the text shows, `near`
# those that are debatable; `hand` is a name for its author. Ids go on as g8, g9 ...
"#,
        quoted(title)
    );
    for (n, (state, kind, what)) in PASSAGES.iter().enumerate() {
        let (shows, near) =
            if *state == "shown" { (quoted(id), String::new()) } else { (String::new(), quoted(id)) };
        out.push_str(&format!(
            "[[passage]]\nid = \"{id}-g{}\"\nhand = \"\"\nkind = \"{kind}\"\nstate = \"{state}\"\nshows = [{shows}]\nnear = [{near}]\n\
             # {what}\n# text = '''\n# ...'''\n\n",
            n + 1
        ));
    }
    out.push_str(&format!(
        "# ---------------------------------------------------------------- statements: single sentences and rows\n\
         # About twenty that show it and ten that do not, in this form. `partly` is a state of statements:\n\
         # [[statement]]\n# id = \"{id}-s1\"\n# state = \"partly\"\n# shows = []\n# near = [\"{id}\"]\n# text = 'says half of it'\n"
    ));
    out
}

fn next(id: &str) -> String {
    format!(
        "core/catalog/topics/{id}.toml is begun, and `{id}` stands in `topic_order` of {VOCABULARY}, last of its area.

Now, step by step (CONTRIBUTING.md, \"A topic\"):
  1. Move it in `topic_order` if it belongs elsewhere in its area.
  2. Fill in `shown_when` and `not_enough`, then the `text` of each passage. Until then `cargo build` stops, and with it
     cargo xtask, and names what is empty.
  3. Let requirements use it (`topics` or `any_topics` in core/catalog/frameworks), or put it into `free_topics` of
     {VOCABULARY} if none does on purpose; kinds of document may expect it (core/catalog/kinds.toml).
  4. Write more passages, statements, and then the lexicon.
  5. Add it to LATER_TOPICS in xtask/src/eval/count.rs, and correct the number of topics in core/tests/catalogue.rs.
  6. cargo xtask train, then cargo xtask eval.
"
    )
}
