//! The record at a terminal: both verdicts, and how each question was answered. Single cases are in JSON and HTML.

use super::{DIFFERENT, Record, duration, percent};
use crate::report::text::{Paint, Style, Table, wrap};

/// The record for a person at a terminal.
pub fn text(record: &Record<'_>, style: &Style) -> String {
    let about = record.circumstances;
    let mut out = format!("medlint {}, catalogue {}\n", record.version, record.catalogue.hash());
    let mut line = |name: &str, value: &str| out.push_str(&format!("{name:<10}{value}\n"));
    line("program", &about.program.as_ref().map_or("not known".into(), |hash| format!("SHA-256 {hash}")));
    line("platform", &about.platform);
    if let Some(date) = &about.date {
        line("date", date);
    }
    if let Some(milliseconds) = about.milliseconds {
        line("took", &duration(milliseconds));
    }
    let (paint, word) =
        if record.test.holds() { (Paint::Good, "holds") } else { (Paint::Bad, "does not hold") };
    out.push_str(&format!("\n{} {}\n", style.paint(Paint::Bold, "Installation:"), style.paint(paint, word)));
    paragraph(&mut out, &record.installation(), style);
    for (name, compared) in record.compared() {
        let same = if compared.same() { "as recorded" } else { "not as recorded" };
        out.push_str(&format!("  {} {name}: {same}\n    computed {}\n", compared.count, compared.sha256));
        if !compared.same() {
            out.push_str(&format!("    recorded {}\n", compared.recorded));
        }
    }
    if !record.test.holds() {
        paragraph(&mut out, DIFFERENT, style);
    }
    let all = record.all();
    out.push_str(&format!("\n{} {}\n", style.paint(Paint::Bold, "Quality:"), percent(all)));
    paragraph(&mut out, &record.quality(), style);
    out.push('\n');
    let mut table = Table::new(&["question", "cases", "passed", "accepted", "overlooked", "what is done"]);
    for (asked, rates) in record.test.groups() {
        let share = percent(rates);
        let cells = [
            asked.id(),
            &rates.cases.to_string(),
            &share,
            &rates.accepted.to_string(),
            &rates.overlooked.to_string(),
            asked.what(),
        ];
        table.row(cells.map(|cell| (cell.to_owned(), None)).into());
    }
    out.push_str(&table.print(style, "  "));
    out.push_str(
        "\naccepted: no evidence, but taken for evidence; overlooked: evidence, but not taken for it.\n",
    );
    out.push_str("Cases that did not pass are known limitations; --format html or json lists them.\n");
    out
}

fn paragraph(out: &mut String, text: &str, style: &Style) {
    out.push_str("  ");
    out.push_str(&wrap(text, style.columns(), "  "));
    out.push('\n');
}
