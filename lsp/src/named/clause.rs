//! Clauses of the guidance and the law, as documents cite them.

use std::collections::BTreeMap;
use std::ops::Range;

use medlint_core::catalog::{Catalogue, FrameworkId, RequirementId};

use super::{Named, Target};

/// Words before the number of a clause.
const MARKS: &[&str] = &[
    "sections",
    "section",
    "sect",
    "sec",
    "clauses",
    "clause",
    "cl",
    "chapters",
    "chapter",
    "ch",
    "paragraphs",
    "paragraph",
    "para",
    "points",
    "point",
    "no",
    "number",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A source that is cited by clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// One of the catalogue's frameworks, by its own numbers.
    Guidance(&'static str),
    /// Regulation (EU) 2017/745.
    Mdr,
    /// Regulation (EU) 2017/746.
    Ivdr,
}

/// The framework that has the clauses of the law.
const LAW: &str = "eu-gspr";

/// Reads citations; what a clause has is looked up once.
pub(super) struct Clauses<'c> {
    catalogue: &'c Catalogue,
    known: BTreeMap<(Source, String), Vec<RequirementId>>,
}

impl<'c> Clauses<'c> {
    pub(super) fn new(catalogue: &'c Catalogue) -> Self {
        Clauses { catalogue, known: BTreeMap::new() }
    }

    /// Reads a citation that begins with this word. Says where to go on; nothing when there is none.
    pub(super) fn read(&mut self, text: &str, word: Range<usize>, found: &mut Vec<Named>) -> Option<usize> {
        // Most words end here.
        let first = text.as_bytes().get(word.start)?;
        if !b"MINGRACScs2".contains(first) {
            return None;
        }
        let mut cursor = Cursor { text, at: word.start, open: 0 };
        if let Some(source) = cursor.source() {
            let framework = self.framework(source)?;
            let after = cursor.at;
            let clauses = cursor.clauses(source);
            let Some((first, more)) = clauses.split_first() else {
                let target = Target::Framework(framework);
                // The law as a whole is no framework of its own here.
                if matches!(source, Source::Guidance(_)) {
                    found.push(Named { bytes: narrow(word.start..after), target });
                }
                return Some(after);
            };
            found.push(self.named(word.start..first.1.end, source, framework, &first.0));
            found.extend(more.iter().map(|(key, place)| self.named(place.clone(), source, framework, key)));
            return Some(clauses.last().map_or(after, |(_, place)| place.end));
        }
        self.read_backwards(cursor, word.start, found)
    }

    /// "section 4.2 of MDCG 2019-16", "Annex I 17.2 of the MDR".
    fn read_backwards(&mut self, cursor: Cursor<'_>, start: usize, found: &mut Vec<Named>) -> Option<usize> {
        // Numbers of a law are written in another way than those of guidance, and the source is not known yet.
        [Source::Guidance(""), Source::Mdr].into_iter().find_map(|style| {
            let mut cursor = cursor;
            let clauses = cursor.marked_clauses(style);
            let (first, more) = clauses.split_first()?;
            cursor.gap();
            if ["of", "in", "from"].iter().any(|word| cursor.eat_word(word)) {
                cursor.gap();
                let _ = cursor.eat_word("the") && {
                    cursor.gap();
                    true
                };
            }
            let source = cursor.source()?;
            if matches!(source, Source::Guidance(_)) != matches!(style, Source::Guidance(_)) {
                return None;
            }
            let framework = self.framework(source)?;
            let end = if more.is_empty() { cursor.at } else { first.1.end };
            found.push(self.named(start..end, source, framework, &first.0));
            found.extend(more.iter().map(|(key, place)| self.named(place.clone(), source, framework, key)));
            Some(cursor.at)
        })
    }

    fn framework(&self, source: Source) -> Option<FrameworkId> {
        self.catalogue.framework(match source {
            Source::Guidance(id) => id,
            Source::Mdr | Source::Ivdr => LAW,
        })
    }

    fn named(&mut self, bytes: Range<usize>, source: Source, framework: FrameworkId, key: &str) -> Named {
        let catalogue = self.catalogue;
        let requirements = self
            .known
            .entry((source, key.to_owned()))
            .or_insert_with(|| requirements_of(catalogue, framework, source, key))
            .clone();
        let clause = match source {
            Source::Guidance(_) => key.replace("Annex", "Annex ").replace("Appendix", "Appendix "),
            Source::Mdr => format!("MDR {}", of_law(key)),
            Source::Ivdr => format!("IVDR {}", of_law(key)),
        };
        Named { bytes: narrow(bytes), target: Target::Clause { framework, clause, requirements } }
    }
}

fn narrow(bytes: Range<usize>) -> Range<u32> {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    narrow(bytes.start)..narrow(bytes.end)
}

/// A key of a law for people: `AnnexII.6.1.b` is "Annex II 6.1(b)".
fn of_law(key: &str) -> String {
    let mut out = String::new();
    let mut parts = key.split('.');
    let first = parts.next().unwrap_or_default();
    match (first.strip_prefix("Annex"), first.strip_prefix("Art")) {
        (Some(annex), _) => out.push_str(&format!("Annex {annex}")),
        (None, Some(article)) => out.push_str(&format!("Art. {article}")),
        (None, None) => out.push_str(&format!("Annex I {first}")),
    }
    let is_article = first.starts_with("Art");
    for (n, part) in parts.enumerate() {
        if is_article || part.starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.push_str(&format!("({part})"));
        } else {
            let joint = if n == 0 && first.starts_with("Annex") { ' ' } else { '.' };
            out.push_str(&format!("{joint}{part}"));
        }
    }
    out
}

/// The requirements of a clause and those below it; when there is none, those of the nearest clause above.
fn requirements_of(
    catalogue: &Catalogue,
    framework: FrameworkId,
    source: Source,
    key: &str,
) -> Vec<RequirementId> {
    let mut wanted: Vec<&str> = key.split('.').collect();
    while !wanted.is_empty() {
        let is_below = |key: &str| {
            let mut parts = key.split('.');
            wanted.iter().all(|part| parts.next() == Some(part))
        };
        let has = |id: &RequirementId| {
            let requirement = &catalogue[*id];
            match source {
                Source::Mdr => requirement.mdr.as_deref().is_some_and(is_below),
                Source::Ivdr => requirement.ivdr.as_deref().is_some_and(is_below),
                Source::Guidance(_) => {
                    requirement.clause.split(", ").any(|clause| is_below(&reduced(clause)))
                }
            }
        };
        let mut found: Vec<RequirementId> = catalogue.requirements_of(framework).filter(has).collect();
        if !found.is_empty() {
            // What stands in several clauses comes behind what stands in this one.
            found.sort_by_key(|id| {
                matches!(source, Source::Guidance(_)) && !is_below(&reduced(&catalogue[*id].clause))
            });
            return found;
        }
        wanted.pop();
    }
    Vec::new()
}

/// The key of a clause as the catalogue writes it: `2.2(a)` is `2.2.a`, `Annex IV` is `AnnexIV`.
fn reduced(clause: &str) -> String {
    clause.replace(' ', "").replace('(', ".").replace(')', "")
}

/// A place in a text that goes forward.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// Brackets that were opened since the citation began.
    open: u8,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Goes over letters without regard to case.
    fn eat(&mut self, word: &str) -> bool {
        let is_next = self.rest().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Goes over a whole word.
    fn eat_word(&mut self, word: &str) -> bool {
        let before = self.at;
        if self.eat(word) && !self.rest().starts_with(char::is_alphanumeric) {
            return true;
        }
        self.at = before;
        false
    }

    fn eat_char(&mut self, is: impl Fn(char) -> bool) -> bool {
        let next = self.rest().chars().next().filter(|c| is(*c));
        self.at += next.map_or(0, char::len_utf8);
        next.is_some()
    }

    fn digits(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Goes over spaces, marks of emphasis, commas and brackets that stand in a citation, one line end at most.
    fn gap(&mut self) -> bool {
        let before = self.at;
        let mut lines = 0;
        while let Some(c) = self.rest().chars().next() {
            match c {
                ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\r' | ',' | '*' | '_' => {}
                '\n' if lines == 0 => lines = 1,
                '(' => self.open += 1,
                ')' if self.open > 0 => self.open -= 1,
                _ => break,
            }
            self.at += c.len_utf8();
        }
        self.at > before
    }

    fn hyphen(&mut self) -> bool {
        self.eat_char(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '_'))
    }

    /// Nothing is read when `read` gives nothing.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = *self;
        let result = read(self);
        if result.is_none() {
            *self = before;
        }
        result
    }

    /// The name of a source with its edition.
    fn source(&mut self) -> Option<Source> {
        let source = self
            .attempt(Self::mdcg)
            .or_else(|| self.attempt(Self::imdrf))
            .or_else(|| self.attempt(Self::questionnaire))
            .or_else(|| self.attempt(Self::law))?;
        let mut end = *self;
        while self.edition() {
            end = *self;
        }
        // A bracket that was opened for the edition is closed with it.
        *self = end;
        if self.open > 0 && self.eat(")") {
            self.open -= 1;
        }
        Some(source)
    }

    fn mdcg(&mut self) -> Option<Source> {
        let separated = self.eat("MDCG") && { self.gap() || self.hyphen() };
        let named = separated && self.eat("2019") && self.hyphen() && self.digits() == "16";
        named.then_some(Source::Guidance("mdcg-2019-16"))
    }

    /// `IMDRF N60`, `IMDRF/CYBER WG/N60FINAL:2020`, `N60`.
    fn imdrf(&mut self) -> Option<Source> {
        if self.eat("IMDRF") {
            let _ = self.eat("/CYBER") && self.gap() && self.eat("WG");
            let _ = self.eat("/") || self.gap() || self.hyphen();
        }
        if !self.rest().starts_with('N') {
            return None;
        }
        self.at += 1;
        let source = match self.digits() {
            "60" => "imdrf-n60",
            "70" => "imdrf-n70",
            "73" => "imdrf-n73",
            _ => return None,
        };
        let _ = self.attempt(|cursor| {
            cursor.gap();
            cursor.eat_word("FINAL").then_some(())
        });
        // `N60-9.9-z` would be the id of a requirement.
        let ends = !self.rest().starts_with(|c: char| c.is_alphanumeric() || c == '-');
        ends.then_some(Source::Guidance(source))
    }

    fn questionnaire(&mut self) -> Option<Source> {
        let named = self.eat("IG")
            && {
                self.hyphen();
                true
            }
            && self.eat_word("NB");
        if !named {
            return None;
        }
        let mut after = *self;
        if after.gap() && after.eat_word("questionnaire") {
            *self = after;
        }
        Some(Source::Guidance("ig-nb"))
    }

    fn law(&mut self) -> Option<Source> {
        let mut source = None;
        if self.eat_word("Regulation") {
            self.gap();
        }
        if self.eat_word("EU") {
            self.gap();
        }
        for (word, law) in [("IVDR", Source::Ivdr), ("MDR", Source::Mdr)] {
            if self.rest().starts_with(word) && self.eat_word(word) {
                source = Some(law);
            }
        }
        if source.is_none() && (self.rest().starts_with("GSPR") && self.eat("GSPR")) {
            // The clauses follow the abbreviation.
            self.at -= 4;
            return Some(Source::Mdr);
        }
        self.attempt(|cursor| {
            cursor.gap();
            let _ = cursor.eat_word("Regulation") && cursor.gap();
            let _ = cursor.eat_word("EU") && cursor.gap();
            let _ = cursor.eat_word("No") && cursor.gap();
            let numbered = cursor.eat("2017/") && {
                let law = match cursor.digits() {
                    "745" => Some(Source::Mdr),
                    "746" => Some(Source::Ivdr),
                    _ => None,
                };
                source = source.or(law);
                law.is_some()
            };
            numbered.then_some(())
        });
        source
    }

    /// Goes over a piece of an edition: `rev.1`, `FINAL:2020`, `(July 2020)`, `version 1`.
    fn edition(&mut self) -> bool {
        let read = self.attempt(|cursor| {
            let separated = cursor.gap();
            if ["rev", "revision", "r", "version", "edition", "ed"].iter().any(|word| {
                cursor
                    .attempt(|c| {
                        let named = c.eat(word) && !c.rest().starts_with(char::is_alphabetic);
                        let _ = named && {
                            c.eat(".");
                            c.gap();
                            true
                        };
                        (named && !c.digits().is_empty()).then_some(())
                    })
                    .is_some()
            }) {
                return Some(());
            }
            if MONTHS.iter().any(|month| cursor.eat_word(month)) {
                cursor.gap();
            } else if !separated && !cursor.eat(":") {
                return None;
            }
            cursor.gap();
            let year = cursor.digits();
            let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
            let rest = cursor.rest();
            // A full stop may end the sentence; with a digit behind it, it is part of something else.
            let ends = !rest.starts_with(['.', '-', '/']) || rest.starts_with(". ");
            (is_year && ends).then_some(())
        });
        read.is_some()
    }

    /// The clauses behind a source: keys and places.
    fn clauses(&mut self, source: Source) -> Vec<(String, Range<usize>)> {
        let mut found: Vec<(String, Range<usize>)> = Vec::new();
        let mut annex = None;
        while let Some(one) = self.attempt(|cursor| cursor.next_clause(source, found.is_empty(), &mut annex))
        {
            found.push(one);
        }
        found
    }

    /// Clauses that begin with a word for them: "section 4.2 and 4.3", "Annex I 17.2".
    fn marked_clauses(&mut self, source: Source) -> Vec<(String, Range<usize>)> {
        let marked = match source {
            Source::Guidance(_) => MARKS.iter().chain(&["annex", "appendix"]).any(|mark| {
                let mut ahead = *self;
                ahead.eat_word(mark)
            }),
            Source::Mdr | Source::Ivdr => ["annex", "article", "art", "gspr", "gsprs"].iter().any(|mark| {
                let mut ahead = *self;
                ahead.eat_word(mark)
            }),
        };
        if marked { self.clauses(source) } else { Vec::new() }
    }

    fn next_clause(
        &mut self,
        source: Source,
        first: bool,
        annex: &mut Option<String>,
    ) -> Option<(String, Range<usize>)> {
        self.gap();
        if !first {
            let joined = ["and", "or", "to"].iter().any(|word| self.eat_word(word))
                || self.eat_char(|c| matches!(c, '&' | '/' | '-' | '\u{2013}'));
            let _ = joined && self.gap();
        }
        let start = self.at;
        let key = match source {
            Source::Guidance(_) => self.guidance_key()?,
            Source::Mdr | Source::Ivdr => self.law_key(first, annex)?,
        };
        let ends = !self.rest().starts_with(char::is_alphanumeric) && !self.rest().starts_with(['%', '°']);
        ends.then_some((key, start..self.at))
    }

    /// Words like "section"; whether there was one.
    fn mark(&mut self) -> bool {
        let mut marked = false;
        loop {
            let one = MARKS.iter().any(|mark| self.eat_word(mark)) && {
                self.eat(".");
                true
            } || self.eat_char(|c| matches!(c, '§' | '#'));
            if !one {
                return marked;
            }
            marked = true;
            self.gap();
        }
    }

    fn guidance_key(&mut self) -> Option<String> {
        for word in ["annex", "appendix"] {
            if let Some(key) = self.attempt(|cursor| {
                let named = cursor.eat_word(word) && cursor.gap();
                let title = if word == "annex" { "Annex" } else { "Appendix" };
                let letter = named.then(|| cursor.roman_or_letter())??;
                Some(format!("{title}{letter}"))
            }) {
                return Some(key);
            }
        }
        let marked = self.mark();
        let number = self.number()?;
        // "MDCG 2019-16, 4 pages": a number alone is one of a clause only when it is called so.
        (marked || number.contains('.')).then_some(number)
    }

    fn law_key(&mut self, first: bool, annex: &mut Option<String>) -> Option<String> {
        if self.eat_word("articles") || self.eat_word("article") || self.eat_word("art") {
            self.eat(".");
            self.gap();
            let number = self.number()?;
            *annex = Some("Art".to_owned());
            return Some(format!("Art{number}"));
        }
        if self.eat_word("gsprs") || self.eat_word("gspr") {
            self.gap();
            *annex = Some(String::new());
        } else if self.eat_word("annex") {
            self.gap();
            let roman = self.roman_or_letter()?;
            *annex = Some(if roman == "I" { String::new() } else { format!("Annex{roman}") });
            let after = self.attempt(|cursor| {
                cursor.gap();
                let _ = cursor.attempt(|c| {
                    let chapter = (c.eat_word("chapter") || c.eat_word("part")) && c.gap();
                    chapter.then(|| c.roman_or_letter())??;
                    c.gap();
                    Some(())
                });
                let _ = cursor.eat_word("gsprs") || cursor.eat_word("gspr");
                cursor.gap();
                cursor.mark();
                cursor.number()
            });
            return match (after, annex.as_deref()) {
                (Some(number), Some("")) => Some(number),
                (Some(number), Some(annex)) => Some(format!("{annex}.{number}")),
                (None, Some("")) | (_, None) => None,
                (None, Some(annex)) => Some(annex.to_owned()),
            };
        } else if first {
            return None;
        }
        let annex = annex.clone()?;
        self.mark();
        let number = self.number()?;
        match annex.as_str() {
            "" => Some(number),
            "Art" => Some(format!("Art{number}")),
            annex => Some(format!("{annex}.{number}")),
        }
    }

    /// `IV`, or `A`.
    fn roman_or_letter(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(rest.len());
        let word = &rest[..end];
        let is_one = word.len() == 1 || (!word.is_empty() && word.bytes().all(|b| b"IVX".contains(&b)));
        (is_one && !rest[end..].starts_with(char::is_alphanumeric)).then(|| {
            self.at += end;
            word
        })
    }

    /// `5.5.2`, `23.4(ab)`, `23.4.ab`: the parts with full stops between them.
    fn number(&mut self) -> Option<String> {
        let first = self.digits();
        if first.is_empty() || first.len() > 2 {
            return None;
        }
        let mut number = first.to_owned();
        loop {
            let part = self.attempt(|cursor| {
                let inside = if cursor.eat("(") {
                    let inside = cursor.letters_or_digits();
                    cursor.eat(")").then_some(inside)?
                } else {
                    cursor.eat(".").then(|| cursor.letters_or_digits())?
                };
                let fits = (1..=2).contains(&inside.len())
                    && (inside.bytes().all(|b| b.is_ascii_digit())
                        || inside.bytes().all(|b| b.is_ascii_lowercase()));
                fits.then(|| inside.to_owned())
            });
            let Some(part) = part else { return Some(number) };
            number.push('.');
            number.push_str(&part);
        }
    }

    fn letters_or_digits(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::named::{Sort, all};

    fn cited(text: &str) -> Vec<String> {
        let catalogue = Catalogue::builtin();
        let each = all(text, Sort::Document, &catalogue).into_iter().map(|named| {
            let words = &text[named.bytes.start as usize..named.bytes.end as usize];
            match named.target {
                Target::Clause { framework, clause, requirements } => {
                    let first = requirements.first().map_or("none", |id| &*catalogue[*id].id);
                    format!("{words} = {} {clause}: {first}", catalogue[framework].id)
                }
                Target::Framework(id) => format!("{words} = {}", catalogue[id].id),
                other => format!("{words} = {other:?}"),
            }
        });
        each.collect()
    }

    #[test]
    fn guidance_is_cited_in_many_ways() {
        for (text, expected) in [
            ("see MDCG 2019-16, 4.2.", "MDCG 2019-16, 4.2 = mdcg-2019-16 4.2: MDCG-4.2-a"),
            (
                "MDCG 2019-16 Rev.1 section 4.2",
                "MDCG 2019-16 Rev.1 section 4.2 = mdcg-2019-16 4.2: MDCG-4.2-a",
            ),
            (
                "MDCG 2019\u{2011}16 rev. 1 (July 2020), § 4.2",
                "MDCG 2019\u{2011}16 rev. 1 (July 2020), § 4.2 = mdcg-2019-16 4.2: MDCG-4.2-a",
            ),
            ("IMDRF N60 clause 5.5.2", "IMDRF N60 clause 5.5.2 = imdrf-n60 5.5.2: N60-5.5.2-a"),
            (
                "IMDRF/CYBER WG/N60FINAL:2020, 5.2",
                "IMDRF/CYBER WG/N60FINAL:2020, 5.2 = imdrf-n60 5.2: N60-5.2-a",
            ),
            ("(N73 FINAL:2023, section 9.1)", "N73 FINAL:2023, section 9.1 = imdrf-n73 9.1: N73-9.1-a"),
            ("N60 Appendix A", "N60 Appendix A = imdrf-n60 Appendix A: N60-AppA-a"),
            (
                "as section 4.2 of MDCG 2019-16 says",
                "section 4.2 of MDCG 2019-16 = mdcg-2019-16 4.2: MDCG-4.2-a",
            ),
            ("clause 5.2 in the IMDRF N60", "clause 5.2 in the IMDRF N60 = imdrf-n60 5.2: N60-5.2-a"),
            ("IG-NB questionnaire, 3.1", "IG-NB questionnaire, 3.1 = ig-nb 3.1: IGNB-3.1"),
            ("MDCG 2019-16,\r\nsection 4.2", "MDCG 2019-16,\r\nsection 4.2 = mdcg-2019-16 4.2: MDCG-4.2-a"),
        ] {
            assert_eq!(cited(text), [expected], "{text}");
        }
    }

    #[test]
    fn the_law_is_cited_by_annex_and_article() {
        for (text, expected) in [
            ("MDR Annex I 17.2", "MDR Annex I 17.2 = eu-gspr MDR Annex I 17.2: GSPR-17.2"),
            (
                "MDR, Annex I, Chapter II, section 17.2",
                "MDR, Annex I, Chapter II, section 17.2 = eu-gspr MDR Annex I 17.2: GSPR-17.2",
            ),
            ("IVDR Annex I 16.2", "IVDR Annex I 16.2 = eu-gspr IVDR Annex I 16.2: GSPR-17.2"),
            ("GSPR 23.4(ab)", "GSPR 23.4(ab) = eu-gspr MDR Annex I 23.4(ab): GSPR-23.4-ab"),
            ("Annex I 17.4 of the MDR", "Annex I 17.4 of the MDR = eu-gspr MDR Annex I 17.4: GSPR-17.4"),
            ("Article 83 MDR", "Article 83 MDR = eu-gspr MDR Art. 83: GSPR-Art83"),
        ] {
            let found = cited(text);
            let (words, rest) = expected.split_once(" = ").unwrap();
            let (meaning, _) = rest.split_once(": ").unwrap();
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].starts_with(&format!("{words} = {meaning}: GSPR-")), "{text}: {found:?}");
        }
        let found = cited("Regulation (EU) 2017/745, Annex II, 6.1(b) and Annex III 1.1");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("MDR Annex II 6.1(b): GSPR"), "{found:?}");
    }

    #[test]
    fn several_clauses_of_one_source() {
        assert_eq!(
            cited("MDCG 2019-16, 4.2, 4.3 and section 5; N60 5.1\u{2013}5.3"),
            [
                "MDCG 2019-16, 4.2 = mdcg-2019-16 4.2: MDCG-4.2-a",
                "4.3 = mdcg-2019-16 4.3: MDCG-4.3-1",
                "section 5 = mdcg-2019-16 5: MDCG-5-a",
                "N60 5.1 = imdrf-n60 5.1: N60-5.1-a",
                "5.3 = imdrf-n60 5.3: N60-5.3-a",
            ]
        );
    }

    #[test]
    fn deeper_clauses_lead_to_the_one_above_and_unknown_ones_nowhere() {
        assert_eq!(cited("N60 5.5.2.7"), ["N60 5.5.2.7 = imdrf-n60 5.5.2.7: N60-5.5.2-a"]);
        assert_eq!(cited("N60 clause 99"), ["N60 clause 99 = imdrf-n60 99: none"]);
    }

    #[test]
    fn a_source_alone_and_numbers_of_something_else() {
        for (text, expected) in [
            ("MDCG 2019-16 rev.1", "MDCG 2019-16 rev.1 = mdcg-2019-16"),
            ("MDCG 2019-16, 4 pages", "MDCG 2019-16 = mdcg-2019-16"),
            ("(MDCG 2019-16), 4.2 V", "MDCG 2019-16 = mdcg-2019-16"),
            ("IMDRF N60 (2020). 4.2 is next", "IMDRF N60 (2020) = imdrf-n60"),
            ("MDCG 2019-16\n\n4.2 Title", "MDCG 2019-16 = mdcg-2019-16"),
        ] {
            assert_eq!(cited(text), [expected], "{text}");
        }
        for text in [
            "MDCG 2023-4, 4.2",
            "the MDR applies",
            "section 4.2 of the plan",
            "N600",
            "IMDRF",
            "MDR 3.2",
            "NB 4.2",
        ] {
            assert_eq!(cited(text), [""; 0], "{text}");
        }
    }
}
