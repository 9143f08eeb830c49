//! Tables of numbers: by framework, by stage, by document.

use super::style::{Paint, Style, Table, clean};
use crate::assess::{Counts, Status};
use crate::report::Check;

/// The columns that are wide enough to be said in one word.
const COLUMNS: [(&str, &[Status]); 9] = [
    ("partly", &[Status::Partly]),
    ("elsewhere", &[Status::Elsewhere]),
    ("planned", &[Status::Planned]),
    ("denied", &[Status::Denied, Status::DeniedWithReason]),
    ("blank", &[Status::Placeholder]),
    ("missing", &[Status::Missing]),
    ("waived", &[Status::Waived]),
    ("person", &[Status::NeedsAPerson]),
    ("n/a", &[Status::NotApplicable]),
];

/// Requirements by framework and stage, then documents.
pub fn coverage(check: &Check<'_>, style: &Style) -> String {
    let mut out = style.paint(Paint::Bold, "Requirements by framework");
    out.push('\n');
    let mut head = vec!["framework", "apply", "met", ""];
    head.extend(COLUMNS.iter().map(|(name, _)| *name));
    let mut table = Table::new(&head);
    let coverage = &check.assessment.coverage;
    for row in &coverage.frameworks {
        table.row(numbers(&check.catalogue[row.framework].id, &row.counts));
    }
    if coverage.frameworks.len() > 1 {
        table.row(numbers("all", &coverage.total));
    }
    out.push_str(&table.print(style, "  "));
    out.push_str(&stages(check, style));
    out.push_str(&documents(check, style));
    out
}

type Cell = (String, Option<Paint>);

fn numbers(name: &str, counts: &Counts) -> Vec<Cell> {
    let plain = |text: String| (text, None);
    let mut cells = vec![
        plain(name.to_owned()),
        plain(counts.applicable().to_string()),
        (counts.done().to_string(), (counts.done() > 0).then_some(Paint::Good)),
        plain(percent(counts.done(), counts.applicable())),
    ];
    for (_, statuses) in COLUMNS {
        let n: u16 = statuses.iter().map(|status| counts.of(*status)).sum();
        let text = if n == 0 { "-".to_owned() } else { n.to_string() };
        let paint = if n == 0 { Paint::Dim } else { Paint::of_status(statuses[0]) };
        cells.push((text, Some(paint)));
    }
    cells
}

/// Whole percent, rounded down, so that 100 % means all.
fn percent(part: u16, whole: u16) -> String {
    if whole == 0 { String::new() } else { format!("{}%", u32::from(part) * 100 / u32::from(whole)) }
}

/// Met of applicable by stage of life; a column per framework, so that it fits on a terminal.
fn stages(check: &Check<'_>, style: &Style) -> String {
    let frameworks = &check.assessment.coverage.frameworks;
    let stages: Vec<_> = crate::catalog::Stage::ALL
        .iter()
        .copied()
        .filter(|stage| frameworks.iter().any(|f| f.stages.iter().any(|(s, _)| s == stage)))
        .collect();
    if stages.is_empty() {
        return String::new();
    }
    let mut head = vec!["stage"];
    head.extend(frameworks.iter().map(|row| &*check.catalogue[row.framework].id));
    let mut table = Table::new(&head);
    for stage in stages {
        let mut cells = vec![(stage.id().to_owned(), None)];
        for row in frameworks {
            let counts = row.stages.iter().find(|(s, _)| *s == stage).map(|(_, counts)| counts);
            cells.push(match counts {
                Some(counts) if counts.applicable() > 0 => {
                    (format!("{}/{}", counts.done(), counts.applicable()), None)
                }
                _ => ("-".to_owned(), Some(Paint::Dim)),
            });
        }
        table.row(cells);
    }
    format!(
        "\n{}\n{}",
        style.paint(Paint::Bold, "Met of those that apply, by stage"),
        table.print(style, "  ")
    )
}

pub(super) fn documents(check: &Check<'_>, style: &Style) -> String {
    let rows = &check.assessment.coverage.documents;
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["document", "kind", "known by", "shown", "partly", "blanks", "all"]);
    // What the other columns need at most.
    let room = style.columns().saturating_sub(70).max(24);
    for row in rows {
        let Some(analysis) = check.documents.get(row.document as usize) else { continue };
        let kind = row.kind.map_or("other", |kind| &*check.catalogue[kind].id);
        let none = row.kind.is_none();
        let number = |text: String| if none { ("-".to_owned(), Some(Paint::Dim)) } else { (text, None) };
        let blanks = if row.blanks > 0 { Some(Paint::Doubtful) } else { Some(Paint::Dim) };
        table.row(vec![
            (shortened(&clean(&analysis.path), room), None),
            (kind.to_owned(), none.then_some(Paint::Dim)),
            (analysis.kind.because.id().to_owned(), Some(Paint::Dim)),
            number(format!("{}/{}", row.shown, row.expected)),
            number(row.partly.to_string()),
            (row.blanks.to_string(), blanks),
            (row.shown_in_all.to_string(), None),
        ]);
    }
    let title = "Topics by document (shown of those expected in its kind)";
    format!("\n{}\n{}", style.paint(Paint::Bold, title), table.print(style, "  "))
}

/// The end of a path, which tells documents apart better than its beginning.
fn shortened(path: &str, most: usize) -> String {
    let length = path.chars().count();
    if length <= most {
        return path.to_owned();
    }
    let end: String = path.chars().skip(length + 3 - most).collect();
    format!("...{end}")
}
