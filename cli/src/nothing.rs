//! What was not read, and why nothing was when nothing was.

use std::collections::BTreeMap;

use crate::input::{Run, Source, Tally};
use crate::output::Terminal;
use crate::paths::seen_from;
use crate::walk::{self, Remark};

/// So many names are given before it is only said how many more there are.
const MOST: usize = 3;

/// What was passed over although it may have been meant: binary files, formats that medlint does not read.
pub(crate) fn tell_left_out(run: &Run, tally: &Tally, terminal: &Terminal) {
    if tally.read == 0 {
        return;
    }
    if let Some(text) = binaries(run, tally) {
        terminal.note(&text);
    }
    if let Some(text) = formats(run) {
        terminal.note(&text);
    }
}

/// Says that nothing was read, and which filter removed what.
pub(crate) fn tell_nothing_read(run: &Run, tally: &Tally, verb: &str, terminal: &Terminal) {
    let walk = &run.walk;
    let mut reasons: Vec<String> = Vec::new();
    let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, why) in &walk.excluded {
        by_reason.entry(why).or_default().push(run.settings.seen(path));
    }
    for (why, paths) in by_reason {
        let why = if paths.len() == 1 { why.to_owned() } else { why.replacen("it matches", "they match", 1) };
        reasons.push(format!("{} left out, because {why}: {}", count(paths.len(), "document"), some(&paths)));
    }
    reasons.extend(binaries(run, tally));
    reasons.extend(formats(run));
    if walk.not_ours > 0 {
        reasons
            .push(format!("{} left out as licences or lists of packages", count(walk.not_ours, "text file")));
    }
    let found = walk.documents.len() + walk.excluded.len() + walk.not_ours;
    let hidden = if matches!(run.source, Source::Disk) {
        walk::count_hidden(&run.settings).saturating_sub(found)
    } else {
        0
    };
    if hidden > 0 {
        let them = if hidden == 1 { "it" } else { "them" };
        let left_out = count(hidden, "document");
        reasons.push(format!("{left_out} left out, because .gitignore names {them} or a dot hides {them}"));
    }
    let told = tally.trouble && walk.remarks.iter().any(|remark| matches!(remark, Remark::Error(_)));
    if reasons.is_empty() && (told || !walk.documents.is_empty()) {
        // The errors before have said it all.
        return;
    }
    let places: Vec<String> =
        run.settings.paths.iter().map(|path| seen_from(&run.settings.here, path)).collect();
    let mut message = format!("nothing was {verb}");
    if reasons.is_empty() {
        let below = if places == ["."] { "this folder".to_owned() } else { some(&places) };
        message.push_str(&format!(": there is no Markdown or text document in {below}"));
    }
    for reason in reasons {
        message.push_str(&format!("\n  {reason}"));
    }
    terminal.error(&message);
    terminal.help("`medlint help check` says which files are read");
}

fn binaries(run: &Run, tally: &Tally) -> Option<String> {
    let names: Vec<String> = tally.binaries.iter().map(|path| run.settings.seen(path)).collect();
    (!names.is_empty())
        .then(|| format!("{} passed over: {}", count(names.len(), "binary file"), some(&names)))
}

fn formats(run: &Run) -> Option<String> {
    let formats: Vec<String> =
        run.walk.other_formats.iter().map(|(format, n)| format!("{n} .{format}")).collect();
    (!formats.is_empty())
        .then(|| format!("{} passed over: medlint reads Markdown and text, not this", formats.join(", ")))
}

/// The first of some names, and how many more there are.
fn some(names: &[String]) -> String {
    let mut text = names[..names.len().min(MOST)].join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" and {} more", names.len() - MOST));
    }
    text
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what} was") } else { format!("{n} {what}s were") }
}
