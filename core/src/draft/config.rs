//! Edits of a medlint.toml that keep comments, order and every other line as they are.
//!
//! Each edit is tried in the forms that TOML has for it (a header, a dotted key, a list in one line), and the first is
//! taken after which the file reads as meant: its own data as before but for what was to change. A file with mistakes in
//! its TOML is not edited. To begin a file there is [`template`](crate::config::template).

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Edit;
use crate::catalog::Catalogue;
use crate::config::{
    ConfigFile, DecisionData, KindData, WaiverData, catalogue_files, decision_text, from_toml, key, quoted,
    waiver_text,
};

/// Answers facts, and names the device if `name` is given; `None` as an answer makes a fact that was answered unknown
/// again. A fact that stands in the file as a question (`# networked = ?`) is answered on that line.
pub fn set_facts(
    text: &str,
    facts: &BTreeMap<String, Option<bool>>,
    name: Option<&str>,
    catalogue: &Catalogue,
) -> Option<Vec<Edit>> {
    let file = File::read(text, catalogue)?;
    let mut wanted = file.data.clone();
    for (fact, answer) in facts {
        match answer {
            Some(answer) => _ = wanted.device.facts.insert(fact.clone(), *answer),
            None => _ = wanted.device.facts.remove(fact),
        }
    }
    if let Some(name) = name {
        wanted.device.name = Some(name.to_owned());
    }
    let mut edits = Vec::new();
    let mut new: Vec<String> = Vec::new();
    for (fact, answer) in facts {
        let word = answer.map_or("\"unknown\"".to_owned(), |answer| answer.to_string());
        if let Some(value) = file.value(&["device", "facts", fact]) {
            edits.push(replace(value.span(), word));
        } else if let Some(answer) = answer {
            match file.question(fact) {
                Some(line) => edits.push(file.answer(line, fact, *answer)),
                None => new.push(format!("{} = {word}", key(fact))),
            }
        }
    }
    let mut ways: Vec<Vec<Edit>> = vec![Vec::new()];
    if let Some(name) = name {
        ways = file.name(name).into_iter().map(|edit| vec![edit]).collect();
    }
    if !new.is_empty() {
        let forms = file.new_facts(&new);
        ways = ways
            .iter()
            .flat_map(|way| forms.iter().map(move |form| [&way[..], std::slice::from_ref(form)].concat()))
            .collect();
    }
    for way in &mut ways {
        way.extend(edits.iter().cloned());
    }
    file.first(ways, &wanted)
}

/// Adds an exception.
pub fn add_waiver(text: &str, waiver: &WaiverData, catalogue: &Catalogue) -> Option<Vec<Edit>> {
    let file = File::read(text, catalogue)?;
    let mut wanted = file.data.clone();
    wanted.waiver.push(waiver.clone());
    let block = waiver_text(waiver, catalogue);
    file.first(vec![file.at_the_end(&block)], &wanted).or_else(|| file.in_list("waiver", &block, &wanted))
}

/// Adds what a person decided of requirements.
pub fn add_decision(text: &str, decision: &DecisionData, catalogue: &Catalogue) -> Option<Vec<Edit>> {
    let file = File::read(text, catalogue)?;
    let mut wanted = file.data.clone();
    wanted.decision.push(decision.clone());
    let block = decision_text(decision, catalogue);
    file.first(vec![file.at_the_end(&block)], &wanted).or_else(|| file.in_list("decision", &block, &wanted))
}

/// Says that documents that match a pattern are of a kind (its id, or `other`). An entry for the same pattern gets the new
/// kind; else one is added behind the others, so that it counts.
pub fn set_kind_glob(text: &str, glob: &str, kind: &str, catalogue: &Catalogue) -> Option<Vec<Edit>> {
    let file = File::read(text, catalogue)?;
    let mut wanted = file.data.clone();
    let kinds = &mut wanted.documents.kinds;
    let last = kinds.iter().rposition(|entry| entry.glob == glob);
    let (g, k) = (quoted(glob), quoted(kind));
    let mut ways = Vec::new();
    if let Some(last) = last {
        kinds[last].kind = kind.to_owned();
        let list = file.value(&["documents", "kinds"]).and_then(|list| list.get_ref().as_array());
        for item in list.into_iter().flatten().filter_map(|item| item.get_ref().as_table()) {
            let same = item.get("glob").is_some_and(|value| value.get_ref().as_str() == Some(glob));
            if let Some(value) = item.get("kind").filter(|_| same) {
                ways.push(vec![replace(value.span(), k.clone())]);
            }
        }
        // Of entries with the same pattern the last counts.
        ways.reverse();
        if let Some(edits) = file.first(ways, &wanted) {
            return Some(edits);
        }
        wanted = file.data.clone();
    }
    wanted.documents.kinds.push(KindData { glob: glob.to_owned(), kind: kind.to_owned() });
    let entry = format!("{{ glob = {g}, kind = {k} }}");
    let line = format!("kinds = [{entry}]");
    let mut ways = Vec::new();
    ways.extend(file.value(&["documents", "kinds"]).and_then(|list| file.item(list, &entry)));
    let block = format!("[[documents.kinds]]\nglob = {g}\nkind = {k}\n");
    if file.value(&["documents", "kinds"]).is_some() {
        ways.push(file.at_the_end(&block));
    } else {
        ways.extend(file.below("documents", "# kinds =", &line).map(|edit| vec![edit]));
        ways.push(file.at_the_end(&format!("[documents]\n{line}\n")));
        ways.push(file.at_the_end(&block));
    }
    file.first(ways, &wanted)
}

/// A text with edits that do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let apart = sorted.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
    let mut out = text.to_owned();
    for edit in sorted.iter().rev() {
        out = edit.apply(&out)?;
    }
    apart.then_some(out)
}

/// A medlint.toml with the places of what it says.
struct File<'a> {
    text: &'a str,
    table: Spanned<DeTable<'a>>,
    data: ConfigFile,
    catalogue: &'a Catalogue,
    newline: &'static str,
    /// Texts of several lines, in which nothing is a header or a comment.
    texts: Vec<Range<usize>>,
}

/// Places of texts that begin with three quotes.
fn long_texts(text: &str, value: &DeValue<'_>, span: Range<usize>, found: &mut Vec<Range<usize>>) {
    match value {
        DeValue::String(_) => {
            let written = text.get(span.clone()).unwrap_or_default();
            found.extend((written.starts_with("\"\"\"") || written.starts_with("'''")).then_some(span));
        }
        DeValue::Array(items) => {
            items.iter().for_each(|item| long_texts(text, item.get_ref(), item.span(), found));
        }
        DeValue::Table(table) => {
            table.values().for_each(|item| long_texts(text, item.get_ref(), item.span(), found));
        }
        _ => {}
    }
}

impl<'a> File<'a> {
    /// `None` when it is no TOML.
    fn read(text: &'a str, catalogue: &'a Catalogue) -> Option<File<'a>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let end = text.find('\n').unwrap_or(0);
        let newline = if text[..end].ends_with('\r') { "\r\n" } else { "\n" };
        let data = from_toml(text, catalogue).0;
        let mut texts = Vec::new();
        for value in table.get_ref().values() {
            long_texts(text, value.get_ref(), value.span(), &mut texts);
        }
        errors.is_empty().then_some(File { text, table, data, catalogue, newline, texts })
    }

    fn value(&self, path: &[&str]) -> Option<&Spanned<DeValue<'a>>> {
        let (last, above) = path.split_last()?;
        let mut table = self.table.get_ref();
        for key in above {
            table = table.get(*key)?.get_ref().as_table()?;
        }
        table.get(*last)
    }

    /// The first way after which the file says what it should and nothing else.
    fn first(&self, ways: Vec<Vec<Edit>>, wanted: &ConfigFile) -> Option<Vec<Edit>> {
        ways.into_iter().find_map(|mut edits| {
            for edit in &mut edits {
                edit.text = edit.text.replace("\r\n", "\n").replace('\n', self.newline);
            }
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            let new = apply(self.text, &edits)?;
            let (_, errors) = DeTable::parse_recoverable(&new);
            let files =
                |text: &str| -> Vec<String> { catalogue_files(text).into_iter().map(|f| f.path).collect() };
            let right = errors.is_empty()
                && same(&from_toml(&new, self.catalogue).0, wanted)
                && files(&new) == files(self.text);
            right.then_some(edits)
        })
    }

    /// Lines with their places, without line ends; not those within a text.
    fn lines(&self) -> impl Iterator<Item = (Range<usize>, &'a str)> {
        let mut start = 0;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            let body = line.trim_end_matches(['\n', '\r']);
            let range = start..start + body.len();
            start += line.len();
            (range, body)
        });
        lines.filter(|(line, _)| {
            !self.texts.iter().any(|text| text.start < line.start && line.start < text.end)
        })
    }

    /// The lines under a header `[name]`, up to the next header, the header first.
    fn under(&self, name: &str) -> Vec<(Range<usize>, &'a str)> {
        let is_header = |line: &str| line.trim_start().starts_with('[');
        let named = |line: &str| {
            let header = line.split('#').next().unwrap_or_default().trim();
            header.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|h| h.trim() == name)
        };
        let mut lines = self.lines().skip_while(|(_, line)| !named(line));
        let first = lines.next();
        first.into_iter().chain(lines.take_while(|(_, line)| !is_header(line))).collect()
    }

    /// The line `# fact = ?` of the generated file.
    fn question(&self, fact: &str) -> Option<Range<usize>> {
        let asks = |line: &str| {
            let (named, value) = line.split_once('=')?;
            let named = named.trim_start().strip_prefix('#')?.trim();
            Some(named == fact && value.trim_start().starts_with('?'))
        };
        let under = self.under("device.facts");
        under.into_iter().find(|(_, line)| asks(line) == Some(true)).map(|(range, _)| range)
    }

    /// Answers a question on its line; the remark behind it stays in its column.
    fn answer(&self, line: Range<usize>, fact: &str, answer: bool) -> Edit {
        let text = &self.text[line.clone()];
        let asked = text.find('?').map_or(text.len(), |at| at + 1);
        let remark = text[asked..].find('#').map_or(text.len(), |at| asked + at);
        let width = if remark < text.len() { remark } else { 0 };
        let row = format!("{} = {answer}", key(fact));
        let gap = if remark < text.len() { " " } else { "" };
        let padded = format!("{row:<width$}", width = width.saturating_sub(1));
        Edit { range: narrow(line.start)..narrow(line.start + remark), text: format!("{padded}{gap}") }
    }

    /// Ways to name the device.
    fn name(&self, name: &str) -> Vec<Edit> {
        if let Some(value) = self.value(&["device", "name"]) {
            return vec![replace(value.span(), quoted(name))];
        }
        let line = format!("name = {}", quoted(name));
        let example = |line: &&(Range<usize>, &str)| {
            let rest = line.1.trim_start().strip_prefix('#').map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with("name ="))
        };
        let mut ways = Vec::new();
        let device = self.under("device");
        ways.extend(device.iter().find(example).map(|(range, _)| replace(range.clone(), line.clone())));
        ways.extend(device.first().map(|(range, _)| self.after_line(range.end, &line)));
        ways.extend(self.value(&["device"]).and_then(|device| self.in_braces(device, &line)));
        ways.extend(self.end(&format!("[device]\n{line}\n")));
        ways
    }

    /// Ways to write facts that are not there yet.
    fn new_facts(&self, facts: &[String]) -> Vec<Edit> {
        let mut ways = Vec::new();
        let under = self.under("device.facts");
        let written = under.iter().rev().find(|(_, line)| {
            let line = line.trim();
            !line.is_empty() && !line.starts_with('#')
        });
        ways.extend(written.map(|(range, _)| self.after_line(range.end, &facts.join("\n"))));
        let facts_table = self.value(&["device", "facts"]);
        ways.extend(facts_table.and_then(|table| self.in_braces(table, &facts.join(", "))));
        let dotted: Vec<String> = facts.iter().map(|fact| format!("facts.{fact}")).collect();
        if facts_table.is_some() {
            let device = self.under("device");
            ways.extend(device.first().map(|(range, _)| self.after_line(range.end, &dotted.join("\n"))));
        }
        ways.extend(self.value(&["device"]).and_then(|device| self.in_braces(device, &dotted.join(", "))));
        let block = format!("[device.facts]\n{}\n", facts.join("\n"));
        // Right behind the device's own keys, if it has a header.
        let device = self.under("device");
        let last =
            device.iter().rev().find(|(_, line)| !line.trim().is_empty() && !line.trim().starts_with('#'));
        ways.extend(last.map(|(range, _)| self.after_line(range.end, &format!("\n{}", block.trim_end()))));
        ways.extend(self.end(&block));
        let top: Vec<String> = facts.iter().map(|fact| format!("device.facts.{fact}\n")).collect();
        ways.push(Edit::insert(0, top.concat()));
        ways
    }

    /// New lines behind the line that ends at `end`.
    fn after_line(&self, end: usize, lines: &str) -> Edit {
        Edit::insert(end, format!("\n{lines}"))
    }

    /// A line below a comment of the generated file, or else below the header.
    fn below(&self, header: &str, comment: &str, line: &str) -> Option<Edit> {
        let under = self.under(header);
        let place = under.iter().find(|(_, text)| text.trim_start().starts_with(comment)).or(under.first());
        place.map(|(range, _)| self.after_line(range.end, line))
    }

    /// Keys at the beginning of a table that is written in braces.
    fn in_braces(&self, table: &Spanned<DeValue<'a>>, keys: &str) -> Option<Edit> {
        let span = table.span();
        let inside = self.text.get(span.clone())?.strip_prefix('{')?;
        let comma = if inside.trim_start().starts_with('}') { " " } else { "," };
        Some(Edit::insert(span.start + 1, format!(" {keys}{comma}")))
    }

    /// A block at the end of the file, a blank line before it.
    fn end(&self, block: &str) -> Option<Edit> {
        let body = self.text.trim_end_matches([' ', '\t', '\n', '\r']).len();
        let there = self.text[body..].matches('\n').count();
        let missing = if body == 0 { 0 } else { 2usize.saturating_sub(there) };
        Some(Edit::insert(self.text.len(), format!("{}{block}", "\n".repeat(missing))))
    }

    fn at_the_end(&self, block: &str) -> Vec<Edit> {
        self.end(block).into_iter().collect()
    }

    /// A block of keys as one more table of a list that is written in brackets.
    fn in_list(&self, key: &str, block: &str, wanted: &ConfigFile) -> Option<Vec<Edit>> {
        let list = self.value(&[key])?;
        let mut entry = String::from("{ ");
        let mut in_text = false;
        for line in block.lines().filter(|line| !line.starts_with(['[', '#'])) {
            entry.push_str(if in_text {
                "\n"
            } else if entry.len() > 2 {
                ", "
            } else {
                ""
            });
            entry.push_str(line);
            // Only a text of several lines has three quotes.
            in_text ^= line.matches("\"\"\"").count() % 2 == 1;
        }
        entry.push_str(" }");
        self.first(self.item(list, &entry).into_iter().collect(), wanted)
    }

    /// One more item of a list that is written in brackets; on a line of its own, if the closing bracket has one.
    fn item(&self, list: &Spanned<DeValue<'a>>, entry: &str) -> Option<Vec<Edit>> {
        let span = list.span();
        let text = self.text.get(span.clone())?;
        // `[[name]]` is a header.
        if !text.starts_with('[') || text.starts_with("[[") || !text.ends_with(']') {
            return None;
        }
        let close = span.end - 1;
        let last = list.get_ref().as_array()?.iter().last().map(|item| item.span().end);
        let line = self.text[..close].rfind('\n').map(|end| end + 1).filter(|start| *start > span.start);
        let own_line = line.filter(|start| self.text[*start..close].trim().is_empty());
        let comma = last.filter(|end| {
            let mut rest =
                self.text[*end..close].lines().map(|line| line.split('#').next().unwrap_or_default());
            !rest.any(|line| line.contains(','))
        });
        let mut edits = Vec::new();
        match (own_line, last) {
            (Some(start), _) => {
                edits.extend(comma.map(|end| Edit::insert(end, ",".to_owned())));
                edits.push(Edit::insert(start, format!("    {entry},\n")));
            }
            (None, Some(end)) => edits.push(Edit::insert(end, format!(", {entry}"))),
            (None, None) => edits.push(Edit::insert(span.start + 1, entry.to_owned())),
        }
        Some(edits)
    }
}

/// Whether both say the same. A text of several lines has the line ends of its file.
fn same(one: &ConfigFile, other: &ConfigFile) -> bool {
    let text = |file: &ConfigFile| serde_json::to_string(file).map(|json| json.replace("\\r\\n", "\\n")).ok();
    one == other || text(one).is_some_and(|one| Some(one) == text(other))
}

fn replace(range: Range<usize>, text: String) -> Edit {
    Edit { range: narrow(range.start)..narrow(range.end), text }
}

/// Configurations are shorter than 4 GiB.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
