//! Annotations on GitHub: workflow commands (`::error file=...::message`), one on each line.
//!
//! GitHub keeps ten annotations of each sort (error, warning, notice) of a step and drops the others without a word. So the ten
//! severest are written here, and a notice says how many there are more. Only findings that count are annotated, not
//! those that a baseline knows.

use super::place;
use super::{Check, Circumstances, sentence, severest_first, tally};
use crate::assess::Severity;
use crate::lint::Finding;

/// Annotations of one sort that GitHub keeps of a step.
const MOST: usize = 10;

/// The commands, the severest first.
pub(super) fn github(check: &Check<'_>, around: &Circumstances<'_>) -> String {
    let findings = severest_first(check.fresh());
    let of = |severity: Severity| findings.iter().copied().filter(move |f| f.severity == severity);
    let too_many = Severity::ALL.iter().any(|severity| of(*severity).count() > MOST);
    let (mut out, mut left): (String, Vec<&Finding>) = (String::new(), Vec::new());
    for severity in Severity::ALL.into_iter().rev() {
        // The notice that tells of the others is one of the ten.
        let most = if too_many && severity == Severity::Info { MOST - 1 } else { MOST };
        of(severity).take(most).for_each(|finding| annotation(&mut out, finding, check, around));
        left.extend(of(severity).skip(most));
    }
    if !left.is_empty() {
        let message = format!(
            "{} more findings are not shown here ({}), because GitHub keeps {MOST} annotations of each sort of a step. \
             The other reports have all of them.",
            left.len(),
            tally(left.iter().copied())
        );
        out.push_str(&format!("::notice title=medlint::{}\n", data(&message)));
    }
    out
}

fn annotation(out: &mut String, finding: &Finding, check: &Check<'_>, around: &Circumstances<'_>) {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (path, (first, last)) = place::of(finding, check);
    let file = property(&place::in_repository(path, around));
    let title = property(&format!("medlint {} {}", finding.code, finding.name));
    let message = data(&format!("{}\n{}", sentence(&finding.message), sentence(&finding.help)));
    out.push_str(&format!("::{command} file={file},line={first},endLine={last},title={title}::{message}\n"));
}

/// A message; what the runner takes for the end of the line is said with a percent sign, and so is that itself.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before the message; what ends it there is said with a percent sign, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_command() {
        assert_eq!(data("100 %\r\nnext: a, b"), "100 %25%0D%0Anext: a, b");
        assert_eq!(property("a, b: 1%\n"), "a%2C b%3A 1%25%0A");
    }
}
