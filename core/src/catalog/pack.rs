//! The built-in catalogue as bytes: the build script packs it, the engine unpacks it when it is first used.
//!
//! One walk over all fields serves both ways, so that what is put in is what is taken out. Texts stay where they are:
//! an unpacked catalogue refers to them.

use std::borrow::Cow;

use super::link::indexes;
use super::model::*;
use crate::packing::{Row, Writer, rows};

/// Numbers of all sorts but those below.
const NUMBERS: usize = 0;
/// Ids in lists.
const IDS: usize = 1;
/// Lengths of texts.
const LENGTHS: usize = 2;
/// Texts of requirements stand with their like: ids, clauses, sections, titles, texts, elements.
const REQUIREMENT_TEXTS: usize = 3;
/// Prompts and columns of topics.
const PROMPTS: usize = 9;
/// All other texts.
const TEXTS: usize = 10;
const ROWS: usize = 11;

/// Something that all fields pass: it notes them down, or fills them in.
trait Tape {
    fn number(&mut self, row: usize, value: &mut usize);
    fn text(&mut self, row: usize, value: &mut Text);

    /// The length of a list, which is given that length with blanks when it has another.
    fn list<T: Clone>(&mut self, list: &mut List<T>, blank: impl FnMut() -> T) {
        let mut length = list.len();
        self.number(NUMBERS, &mut length);
        if list.len() != length {
            list.to_mut().resize_with(length, blank);
        }
    }

    fn texts(&mut self, row: usize, list: &mut List<Text>) {
        self.list(list, Text::default);
        list.to_mut().iter_mut().for_each(|text| self.text(row, text));
    }

    fn optional(&mut self, row: usize, value: &mut Option<Text>) {
        let mut there = usize::from(value.is_some());
        self.number(NUMBERS, &mut there);
        if there == 1 {
            self.text(row, value.get_or_insert_default());
        }
    }

    /// One of the values of a closed list.
    fn word<T: Copy + PartialEq>(&mut self, all: &[T], value: &mut T) {
        let mut place = all.iter().position(|word| word == value).unwrap_or(0);
        self.number(NUMBERS, &mut place);
        *value = all[place];
    }
}

impl Tape for Writer {
    fn number(&mut self, row: usize, value: &mut usize) {
        self.put(row, *value);
    }

    fn text(&mut self, row: usize, value: &mut Text) {
        self.put(LENGTHS, value.len());
        self.put_bytes(row, value.as_bytes());
    }
}

impl Tape for [Row; ROWS] {
    fn number(&mut self, row: usize, value: &mut usize) {
        *value = self[row].take();
    }

    fn text(&mut self, row: usize, value: &mut Text) {
        let length = self[LENGTHS].take();
        *value = Cow::Borrowed(std::str::from_utf8(self[row].bytes(length)).unwrap_or_default());
    }
}

macro_rules! ids {
    ($tape:expr, $list:expr, $id:ident($repr:ty)) => {{
        $tape.list(&mut $list, || $id(0));
        for id in $list.to_mut() {
            let mut number = id.index();
            $tape.number(IDS, &mut number);
            *id = $id(number as $repr);
        }
    }};
}

/// All fields but the indexes, which follow from them.
fn walk(tape: &mut impl Tape, c: &mut Catalogue) {
    let mut hash = Text::from(c.hash());
    tape.text(TEXTS, &mut hash);
    c.hash = u64::from_str_radix(&hash, 16).unwrap_or(0);
    tape.list(&mut c.frameworks, blank_framework);
    for f in c.frameworks.to_mut() {
        let texts = [&mut f.id, &mut f.title, &mut f.edition, &mut f.published, &mut f.publisher, &mut f.url];
        texts.into_iter().for_each(|text| tape.text(TEXTS, text));
        tape.word(&[false, true], &mut f.binding);
        let (mut start, mut end) = (usize::from(f.requirements.start), usize::from(f.requirements.end));
        tape.number(NUMBERS, &mut start);
        tape.number(NUMBERS, &mut end);
        f.requirements = start as u16..end as u16;
    }
    tape.list(&mut c.requirements, blank_requirement);
    for r in c.requirements.to_mut() {
        let texts = [&mut r.id, &mut r.clause, &mut r.section, &mut r.title, &mut r.text];
        texts.into_iter().zip(REQUIREMENT_TEXTS..).for_each(|(text, row)| tape.text(row, text));
        let mut framework = r.framework.index();
        tape.number(NUMBERS, &mut framework);
        r.framework = FrameworkId(framework as u8);
        tape.word(Actor::ALL, &mut r.actor);
        tape.word(Stage::ALL, &mut r.stage);
        tape.word(Strength::ALL, &mut r.strength);
        tape.word(Level::ALL, &mut r.level);
        ids!(tape, r.kinds, KindId(u8));
        ids!(tape, r.topics, TopicId(u16));
        ids!(tape, r.any_topics, TopicId(u16));
        ids!(tape, r.cues, CueId(u16));
        ids!(tape, r.when, FactId(u8));
        ids!(tape, r.related, RequirementId(u16));
        tape.texts(REQUIREMENT_TEXTS + 5, &mut r.elements);
        tape.optional(TEXTS, &mut r.note);
        tape.optional(TEXTS, &mut r.mdr);
        tape.optional(TEXTS, &mut r.ivdr);
    }
    tape.list(&mut c.areas, || Area { id: Text::default(), title: Text::default() });
    for a in c.areas.to_mut() {
        tape.text(TEXTS, &mut a.id);
        tape.text(TEXTS, &mut a.title);
    }
    tape.list(&mut c.topics, blank_topic);
    for t in c.topics.to_mut() {
        [&mut t.id, &mut t.title, &mut t.shown_when, &mut t.not_enough]
            .into_iter()
            .for_each(|text| tape.text(TEXTS, text));
        let mut area = t.area.index();
        tape.number(NUMBERS, &mut area);
        t.area = AreaId(area as u8);
        tape.texts(PROMPTS, &mut t.prompts);
        tape.texts(PROMPTS, &mut t.columns);
    }
    tape.list(&mut c.kinds, blank_kind);
    for k in c.kinds.to_mut() {
        [&mut k.id, &mut k.title, &mut k.meaning].into_iter().for_each(|text| tape.text(TEXTS, text));
        [&mut k.names, &mut k.file_names, &mut k.not_names, &mut k.hints]
            .into_iter()
            .for_each(|list| tape.texts(TEXTS, list));
        tape.list(&mut k.topics, || ExpectedTopic { topic: TopicId(0), weight: 0, heading: Text::default() });
        for expected in k.topics.to_mut() {
            let (mut topic, mut weight) = (expected.topic.index(), usize::from(expected.weight));
            tape.number(IDS, &mut topic);
            tape.number(NUMBERS, &mut weight);
            tape.text(TEXTS, &mut expected.heading);
            (expected.topic, expected.weight) = (TopicId(topic as u16), weight as u8);
        }
    }
    tape.list(&mut c.facts, || Fact {
        id: Text::default(),
        meaning: Text::default(),
        group: FactGroup::Device,
    });
    for f in c.facts.to_mut() {
        tape.text(TEXTS, &mut f.id);
        tape.text(TEXTS, &mut f.meaning);
        tape.word(FactGroup::ALL, &mut f.group);
    }
    tape.texts(TEXTS, &mut c.cues);
    tape.list(&mut c.citations, blank_citation);
    for e in c.citations.to_mut() {
        [&mut e.id, &mut e.title, &mut e.superseded_by, &mut e.since, &mut e.source]
            .into_iter()
            .for_each(|text| tape.text(TEXTS, text));
        [&mut e.patterns, &mut e.unless_followed_by, &mut e.except]
            .into_iter()
            .for_each(|list| tape.texts(TEXTS, list));
        tape.word(CitationKind::ALL, &mut e.kind);
        tape.word(CitationSeverity::ALL, &mut e.severity);
        tape.optional(TEXTS, &mut e.note);
    }
}

/// The catalogue as bytes; only the build script and the test below have a use for it.
#[allow(dead_code)]
pub(crate) fn pack(mut catalogue: Catalogue) -> Vec<u8> {
    let mut writer = Writer::new(ROWS);
    walk(&mut writer, &mut catalogue);
    writer.finish()
}

/// The catalogue from bytes that [`pack`] made.
pub(crate) fn unpack(bytes: &'static [u8]) -> Catalogue {
    let mut catalogue = Catalogue::empty();
    walk(&mut rows::<ROWS>(bytes), &mut catalogue);
    catalogue.indexes = indexes(&catalogue);
    catalogue
}

fn blank_framework() -> Framework {
    Framework {
        id: Text::default(),
        title: Text::default(),
        edition: Text::default(),
        published: Text::default(),
        publisher: Text::default(),
        url: Text::default(),
        binding: false,
        requirements: 0..0,
    }
}

fn blank_requirement() -> Requirement {
    Requirement {
        id: Text::default(),
        framework: FrameworkId(0),
        clause: Text::default(),
        section: Text::default(),
        title: Text::default(),
        text: Text::default(),
        actor: Actor::Manufacturer,
        stage: Stage::General,
        strength: Strength::Info,
        level: Level::Context,
        kinds: List::default(),
        topics: List::default(),
        any_topics: List::default(),
        cues: List::default(),
        when: List::default(),
        elements: List::default(),
        note: None,
        related: List::default(),
        mdr: None,
        ivdr: None,
    }
}

fn blank_topic() -> Topic {
    Topic {
        id: Text::default(),
        area: AreaId(0),
        title: Text::default(),
        shown_when: Text::default(),
        not_enough: Text::default(),
        prompts: List::default(),
        columns: List::default(),
    }
}

fn blank_kind() -> DocumentKind {
    DocumentKind {
        id: Text::default(),
        title: Text::default(),
        meaning: Text::default(),
        names: List::default(),
        file_names: List::default(),
        not_names: List::default(),
        hints: List::default(),
        topics: List::default(),
    }
}

fn blank_citation() -> Citation {
    Citation {
        id: Text::default(),
        title: Text::default(),
        patterns: List::default(),
        unless_followed_by: List::default(),
        superseded_by: Text::default(),
        since: Text::default(),
        kind: CitationKind::Standard,
        severity: CitationSeverity::Info,
        except: List::default(),
        source: Text::default(),
        note: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let catalogue = Catalogue::builtin();
        let bytes = Box::leak(pack(catalogue.clone()).into_boxed_slice());
        assert_eq!(format!("{:?}", unpack(bytes)), format!("{catalogue:?}"));
    }
}
