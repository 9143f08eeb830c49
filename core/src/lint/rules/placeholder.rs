//! M104: something is still to be filled in.

use crate::assess::Severity;
use crate::catalog::TopicId;
use crate::detect::Blank;
use crate::lint::document::Input;
use crate::lint::finding::{Finding, Related};
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "M104",
    name: "placeholder",
    scope: Scope::Document,
    what: "Something is still to be filled in: TBD, `[insert ...]`, `<company name>`, an unchosen YES / NO, an instruction to \
           the author, an empty table. Many in one section are one finding.",
    why: "A blank in a released document shows that nobody has read it to the end, and what should stand there is not \
          there.",
    fix: "Fill it in, or delete it. If the document is a draft, say so in its front matter (`status: draft`).",
    severity: "a warning; information in a document whose front matter says `status: draft`",
    bad: Example::of(&[(
        "docs/plan.md",
        "# Backup and restore\n\nBackups are kept for TBD days at [insert location].\n",
    )]),
    good: Example::of(&[(
        "docs/plan.md",
        "# Backup and restore\n\nBackups are kept for 30 days in the data centre in Essen.\n",
    )]),
    check: Check::Document(check),
};

/// More blanks than this in one section are told together.
const APART: usize = 3;

fn check(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let headings: Vec<u32> = input.analysis.headings.iter().map(|h| h.source.start).collect();
    // Blanks come in order, so those of one section are neighbours.
    let section = |blank: &Blank| headings.partition_point(|start| *start <= blank.source.start);
    for blanks in input.analysis.blanks.chunk_by(|a, b| section(a) == section(b)) {
        if blanks.len() > APART {
            findings.push(together(input, blanks));
        } else {
            findings.extend(blanks.iter().map(|blank| one(input, blank)));
        }
    }
}

fn one(input: &Input<'_>, blank: &Blank) -> Finding {
    let message =
        format!("`{}` is still to be filled in ({})", wording::quote(&blank.quote, 60), blank.because);
    let help = match blank.topics.first() {
        Some(topic) => {
            let topic = &input.catalogue[*topic];
            format!("fill it in; for {}, a reader should find: {}", topic.title, topic.shown_when)
        }
        None => "fill it in or delete it".to_owned(),
    };
    at(input, blank, message, help, &blank.topics)
}

fn together(input: &Input<'_>, blanks: &[Blank]) -> Finding {
    let quotes = blanks.iter().map(|blank| format!("`{}`", wording::quote(&blank.quote, 30)));
    let message = format!(
        "{} places in this section are still to be filled in: {}",
        blanks.len(),
        wording::list(quotes, 3)
    );
    let mut topics: Vec<TopicId> = blanks.iter().flat_map(|blank| blank.topics.iter().copied()).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut finding = at(input, &blanks[0], message, "fill them in or delete them".to_owned(), &topics);
    finding.related = blanks[1..]
        .iter()
        .map(|blank| Related {
            path: input.analysis.path.clone(),
            source: blank.source.clone(),
            lines: blank.lines,
            note: wording::quote(&blank.quote, 60),
        })
        .collect();
    finding
}

fn at(input: &Input<'_>, blank: &Blank, message: String, help: String, topics: &[TopicId]) -> Finding {
    let severity = if input.draft { Severity::Info } else { Severity::Warning };
    let mut finding = Finding::new(&RULE, severity, message, help)
        .at(&input.analysis.path, blank.source.clone(), blank.lines)
        .about(topics, &[]);
    finding.headings = input.headings(blank.source.start);
    finding.with_key(&blank.quote)
}
