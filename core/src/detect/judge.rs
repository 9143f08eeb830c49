//! How a statement is said, whatever it is about.
//!
//! Each statement gets a set of marks: words of planning, denying, pointing, obliging (`core/catalog/judgements.toml`),
//! blanks to be filled in, the sort of heading it stands under, whether it is a row, a quotation, a comment. The marks
//! name the judgement; how much weight each has in telling evidence from what only looks like it is learned (see
//! [`super::weights`]).

use super::State;
use super::blank::{self, Blanks};
use super::compile::BUILT_IN_CONCEPTS;
pub use super::compile::FORM_MARKS;
use super::lexicon::Lexicon;
use super::scan::{Occurrence, Scan};
use crate::document::{BlockId, BlockKind, Document, InlineKind, SectionId};
use crate::language::Statement;
use std::ops::Range;

/// Number of marks.
pub const MARK_COUNT: usize = BUILT_IN_CONCEPTS.len() + FORM_MARKS.len();

/// A set of marks of one statement, a bit each: first [`BUILT_IN_CONCEPTS`], then [`FORM_MARKS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(pub u64);

impl Marks {
    /// Whether all marks of `other` are set.
    pub fn has(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether one of the marks of `other` is set.
    pub fn any(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    fn set(&mut self, mark: Marks, on: bool) {
        if on {
            self.0 |= mark.0;
        }
    }

    /// Names of the marks that are set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let all = BUILT_IN_CONCEPTS.iter().chain(&FORM_MARKS).copied().enumerate();
        all.filter(move |(n, _)| self.0 >> n & 1 == 1).map(|m| m.1)
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut n = 0;
    while n < a.len() && n < b.len() && a[n] == b[n] {
        n += 1;
    }
    n == a.len() && n == b.len()
}

/// The mark with this name.
///
/// # Panics
/// When there is none: at compile time, where it is used for constants.
pub const fn mark(name: &str) -> Marks {
    let mut n = 0;
    while n < BUILT_IN_CONCEPTS.len() {
        if same(BUILT_IN_CONCEPTS[n], name) {
            return Marks(1 << n);
        }
        n += 1;
    }
    n = 0;
    while n < FORM_MARKS.len() {
        if same(FORM_MARKS[n], name) {
            return Marks(1 << (n + BUILT_IN_CONCEPTS.len()));
        }
        n += 1;
    }
    panic!("no mark of this name")
}

macro_rules! marks {
    ($($(#[$doc:meta])* $id:ident = $name:literal;)*) => { $($(#[$doc])* pub const $id: Marks = mark($name);)* };
}

marks! {
    /// Announces.
    PLAN = "plan";
    /// Heading of plans.
    PLAN_TITLE = "plan-title";
    /// Says that something is not.
    DENIAL = "denial";
    /// Says plainly that a thing is not there.
    REFUSAL = "refusal";
    /// Gives a reason.
    REASON = "reason";
    /// Sends elsewhere.
    POINTER = "pointer";
    /// A document, section, chapter.
    DOCUMENT_NOUN = "document-noun";
    /// Tells the author what to write.
    INSTRUCTION = "author-instruction";
    /// Shall, must, should.
    DUTY = "duty";
    /// Manufacturers, organisations.
    DUTY_HOLDER = "duty-holder";
    /// Heading of references, glossaries, histories.
    REFERENCE_TITLE = "reference-title";
    /// Header cell of a change history.
    HISTORY_HEAD = "history-head";
    /// Header cell of a list of documents.
    REFERENCE_HEAD = "reference-head";
    /// Title of a form.
    TEMPLATE_TITLE = "template-title";
    /// Something is to be filled in.
    BLANK = "blank";
    /// Little else than what is to be filled in.
    BLANK_MOSTLY = "blank-mostly";
    /// A row without content.
    EMPTY_CELLS = "empty-cells";
    /// A question.
    QUESTION = "question";
    /// A comment in the source.
    COMMENT = "comment";
    /// A line of code.
    CODE = "code-block";
    /// A table row.
    ROW = "row";
    /// A list item.
    ITEM = "item";
    /// A heading.
    HEADING = "heading";
    /// In a block quote.
    BLOCK_QUOTE = "block-quote";
    /// In quotation marks.
    IN_QUOTES = "in-quotes";
    /// All of it emphasised.
    EMPHASISED = "emphasised";
    /// A line of a table of contents.
    DOT_LEADER = "dot-leader";
    /// A check box without a tick.
    UNCHECKED = "unchecked";
    /// A ticked check box.
    CHECKED = "checked";
    /// Fewer than five words.
    SHORT = "short";
    /// Begins with an instruction to the author.
    INSTRUCTION_FIRST = "instruction-first";
    /// A pointer with a document behind it.
    POINTER_TO_DOCUMENT = "pointer-to-document";
    /// A duty of somebody in general.
    DUTY_OF_HOLDER = "duty-of-holder";
    /// Under a heading of plans.
    UNDER_PLANS = "under-plans";
    /// Under a heading of references.
    UNDER_REFERENCES = "under-references";
    /// In a change history.
    HISTORY_TABLE = "history-table";
    /// In a table of documents or terms.
    REFERENCE_TABLE = "reference-table";
    /// Begins with a negation.
    DENIAL_FIRST = "denial-first";
    /// In a document that is a form.
    TEMPLATE = "template";
    /// Tells that a form is to be filled in.
    FORM_NOTICE = "form-notice";
    /// Heading that may stand over references.
    LOOSE_REFERENCE_TITLE = "loose-reference-title";
    /// Under such a heading.
    UNDER_LOOSE_REFERENCES = "under-loose-references";
    /// Manufacturers, organisations in general.
    GENERAL_HOLDER = "general-holder";
    /// A duty of manufacturers or organisations in general.
    GENERAL_DUTY = "general-duty";
    /// A duty without means: "access control shall be established".
    BARE_DUTY = "bare-duty";
    /// Obligations that name no means.
    DUTY_VERB = "duty-verb";
    /// Numbers in it.
    NUMBER = "number";
    /// Asks the author for a text.
    PROMPT = "prompt";
    /// Begins so.
    PROMPT_FIRST = "prompt-first";
    /// Speaks for a guidance, standard, law.
    SOURCE_VOICE = "source-voice";
    /// Introduces a quotation.
    QUOTE_LEAD = "quote-lead";
    /// A row with nothing behind its first cell.
    HOLLOW_ROW = "hollow-row";
    /// More than one blank.
    HOLES = "holes";
    /// Half of what stands in the section is to be filled in.
    AMONG_BLANKS = "among-blanks";
    /// Some of what stands in the section is to be filled in.
    SOME_BLANKS = "some-blanks";
    /// In a section that says that it is to be filled in.
    IN_FORM = "in-form";
    /// Behind "The following is planned:".
    UNDER_PLAN_LEAD = "under-plan-lead";
    /// What a guidance says, behind "The guidance says:".
    UNDER_SOURCE_LEAD = "under-source-lead";
}

const fn either(marks: &[Marks]) -> Marks {
    let (mut all, mut n) = (0, 0);
    while n < marks.len() {
        all |= marks[n].0;
        n += 1;
    }
    Marks(all)
}

/// What is no text of its own: headings, header rows and comments are never evidence.
pub const FRAME: Marks = either(&[HEADING, COMMENT]);

/// Under these nothing is evidence: references, histories, contents, what a guidance says, questions.
const NAMES_ONLY: Marks = either(&[
    UNDER_REFERENCES,
    HISTORY_TABLE,
    DOT_LEADER,
    UNDER_SOURCE_LEAD,
    GENERAL_DUTY,
    BARE_DUTY,
    QUESTION,
]);

/// What is still to be written.
const TO_BE_FILLED_IN: Marks = either(&[HOLLOW_ROW, BLANK_MOSTLY, HOLES, PROMPT_FIRST]);

/// What is still to be done.
const TO_BE_DONE: Marks = either(&[UNDER_PLANS, UNDER_PLAN_LEAD]);

/// What is certain from the marks alone, whatever the words: the state of a statement that cannot be evidence. Answers
/// to be ticked count as given where one is ticked.
pub fn verdict(marks: Marks) -> Option<State> {
    if marks.any(NAMES_ONLY) {
        Some(State::Mentioned)
    } else if marks.any(TO_BE_FILLED_IN) {
        Some(State::Placeholder)
    } else if marks.any(TO_BE_DONE) && !marks.has(CHECKED) {
        Some(State::Planned)
    } else {
        None
    }
}

/// What was judged of one statement.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// Its marks.
    pub marks: Marks,
    /// What is to be filled in.
    pub blanks: Blanks,
}

/// Marks of concepts among the phrases found; concepts have the lowest atoms.
fn concept_marks(occurrences: &[Occurrence], lexicon: &Lexicon, mut each: impl FnMut(Marks, &Occurrence)) {
    for occurrence in occurrences {
        if usize::from(occurrence.atom) < BUILT_IN_CONCEPTS.len() {
            each(Marks(1 << occurrence.atom), occurrence);
        }
        for concept in lexicon.emits(occurrence.atom) {
            if usize::from(*concept) < BUILT_IN_CONCEPTS.len() {
                each(Marks(1 << concept), occurrence);
            }
        }
    }
}

/// A duty of at most so many words without a number names no means.
const BARE_WORDS: usize = 14;

/// What is judged of a statement by its own words, wherever it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Marks of the phrases in it.
    own: Marks,
    /// Those, and what follows from them.
    marks: Marks,
    /// Number of words.
    count: u32,
    /// Begins with a negation.
    denial_first: bool,
    /// Ends with a colon.
    colon: bool,
    /// There are quotation marks in it.
    quotes: bool,
    /// What is to be filled in; places in the statement.
    blanks: Blanks,
}

/// Judges the words of statements; `scan` is of these statements alone.
pub(super) fn words(text: &str, statements: &[Statement], scan: &Scan, lexicon: &Lexicon) -> Vec<Words> {
    let each = statements.iter().enumerate();
    each.map(|(n, statement)| {
        let text = &text[statement.text.start as usize..statement.text.end as usize];
        words_of(text, scan.of(n as u32), scan.statement_tokens[n].clone(), lexicon)
    })
    .collect()
}

fn words_of(text: &str, found: &[Occurrence], tokens: Range<u32>, lexicon: &Lexicon) -> Words {
    let count = tokens.len();
    let mut own = Marks::default();
    let (mut instruction_first, mut prompt_first, mut denial_first) = (false, false, false);
    let (mut holder, mut general, mut duty, mut pointer, mut noun) =
        (u32::MAX, u32::MAX, u32::MAX, u32::MAX, 0);
    concept_marks(found, lexicon, |mark, at| {
        own.set(mark, true);
        let place = at.token - tokens.start;
        if mark == INSTRUCTION {
            instruction_first |= place == 0;
        } else if mark == PROMPT {
            prompt_first |= place == 0;
        } else if mark == GENERAL_HOLDER {
            general = general.min(place);
        } else if mark == DENIAL {
            denial_first |= place == 0;
        } else if mark == DUTY_HOLDER {
            holder = holder.min(place);
        } else if mark == DUTY {
            duty = duty.min(place);
        } else if mark == POINTER {
            pointer = pointer.min(place);
        } else if mark == DOCUMENT_NOUN {
            noun = noun.max(place);
        }
    });
    let mut marks = own;
    marks.set(INSTRUCTION_FIRST, instruction_first);
    marks.set(PROMPT_FIRST, prompt_first);
    marks.set(GENERAL_DUTY, general < duty && duty != u32::MAX && duty - general < 6);
    marks.set(DUTY_OF_HOLDER, holder < duty && duty != u32::MAX && duty - holder < 5);
    let bare = count <= BARE_WORDS && marks.has(DUTY_VERB) && !marks.has(NUMBER);
    let somebody = marks.any(either(&[DUTY_OF_HOLDER, SOURCE_VOICE, QUOTE_LEAD]));
    marks.set(BARE_DUTY, bare && duty != u32::MAX && (somebody || text.contains("should")));
    marks.set(POINTER_TO_DOCUMENT, pointer != u32::MAX && noun > pointer);
    marks.set(SHORT, count < 5);
    marks.set(QUESTION, text.ends_with('?'));
    marks.set(IN_QUOTES, matches!(text.as_bytes().first(), Some(b'"')) || text.starts_with(['“', '„', '«']));
    marks.set(DOT_LEADER, blank::is_dot_leader(text));
    Words {
        own,
        marks,
        count: count as u32,
        denial_first,
        colon: text.ends_with(':'),
        quotes: text.contains(['"', '”', '»', '“', '„', '«']),
        blanks: blank::find(text, 0),
    }
}

/// Judges every statement of a document.
pub fn judge(document: &Document, statements: &[Statement], scan: &Scan, lexicon: &Lexicon) -> Vec<Manner> {
    manners(document, statements, &words(&document.text, statements, scan, lexicon))
}

/// Judges every statement by its words and by where it stands.
pub(super) fn manners(document: &Document, statements: &[Statement], words: &[Words]) -> Vec<Manner> {
    let sections = section_marks(document, statements, words);
    let mut heads: Vec<Marks> = vec![Marks::default(); document.blocks.len()];
    let mut inline = 0;
    // "No." as an answer holds for what follows in the paragraph
    let mut refused_block = None;
    let (mut leads, mut quotes) = (Leads::default(), Quotes::default());
    let mut out = Vec::with_capacity(statements.len());
    for (statement, words) in statements.iter().zip(words) {
        let block = &document.blocks[statement.block as usize];
        let text = &document.text[statement.text.start as usize..statement.text.end as usize];
        let mut marks = words.marks;
        marks.set(sections[block.section as usize], true);
        let refused = refused_block == Some(statement.block);
        if words.denial_first && words.count <= 4 {
            refused_block = Some(statement.block);
        }
        marks.set(DENIAL_FIRST, words.denial_first || refused);
        leads.step(document, statement, words);
        let quoted = quotes.step(statement, text, words);
        marks.set(UNDER_PLAN_LEAD, leads.over(statement, PLAN));
        let source = Marks(SOURCE_VOICE.0 | QUOTE_LEAD.0);
        marks.set(UNDER_SOURCE_LEAD, quoted == Some(true) || block.quoted && leads.over(statement, source));
        marks.set(IN_QUOTES, quoted.is_some());
        marks.set(BLOCK_QUOTE, block.quoted);
        while document.inlines.get(inline).is_some_and(|i| i.text.end <= statement.text.start) {
            inline += 1;
        }
        marks.set(
            EMPHASISED,
            document.inlines[inline..]
                .iter()
                .take_while(|i| i.text.start <= statement.text.start)
                .any(|i| i.kind == InlineKind::Emphasis && i.text.end + 1 >= statement.text.end),
        );
        let mut blanks = words.blanks.moved(statement.text.start);
        // what stands in code is for the reader to replace, not for the author
        blanks.places.retain(|p| {
            let code = document.inlines[inline..].iter().take_while(|i| i.text.start <= p.start);
            !code.clone().any(|i| i.kind == InlineKind::Code && i.text.end >= p.end)
        });
        match block.kind {
            BlockKind::Heading(_) | BlockKind::Term => marks.set(HEADING, true),
            BlockKind::TableHead => {
                marks.set(HEADING, true);
                heads[statement.block as usize] = words.own;
                blanks = Blanks::default();
            }
            BlockKind::TableRow => {
                marks.set(ROW, true);
                let head = block.head.map_or(Marks::default(), |h| heads[h as usize]);
                marks.set(HISTORY_TABLE, head.has(HISTORY_HEAD) && is_history(document, block.head));
                marks.set(REFERENCE_TABLE, head.has(REFERENCE_HEAD));
                let cells = &document.cells[block.cells.start as usize..block.cells.end as usize];
                let empty = cells.iter().skip(1).filter(|c| is_empty_cell(document, c.text.clone())).count();
                marks.set(EMPTY_CELLS, cells.len() > 1 && empty * 2 >= cells.len() - 1 && empty > 0);
                marks.set(HOLLOW_ROW, cells.len() > 1 && empty == cells.len() - 1);
            }
            BlockKind::ListItem { task, .. } => {
                marks.set(ITEM, true);
                marks.set(UNCHECKED, task == Some(false));
                marks.set(CHECKED, task == Some(true));
            }
            BlockKind::Comment => marks.set(COMMENT, true),
            BlockKind::Code => marks.set(CODE, true),
            _ => {}
        }
        marks.set(BLANK, !blanks.is_empty());
        marks.set(BLANK_MOSTLY, blanks.mostly(words.count as usize));
        marks.set(HOLES, blanks.places.len() > 1);
        out.push(Manner { marks, blanks });
    }
    blank_sections(document, statements, &mut out);
    out
}

/// Marks statements that stand among blanks: the words of a form are no evidence.
fn blank_sections(document: &Document, statements: &[Statement], manners: &mut [Manner]) {
    let section = |n: usize| document.blocks[statements[n].block as usize].section;
    let hollow = either(&[BLANK, EMPTY_CELLS, INSTRUCTION_FIRST, PROMPT_FIRST]);
    let frame = either(&[HEADING, COMMENT, CODE]);
    let mut start = 0;
    while start < statements.len() {
        let end =
            (start..statements.len()).find(|n| section(*n) != section(start)).unwrap_or(statements.len());
        let content = || manners[start..end].iter().filter(|m| !m.marks.any(frame));
        let all = content().count();
        let blanks = content().filter(|m| m.marks.any(hollow)).count();
        let form = manners[start..end].iter().any(|m| m.marks.any(either(&[FORM_NOTICE, PROMPT_FIRST])));
        for manner in &mut manners[start..end] {
            manner.marks.set(AMONG_BLANKS, blanks > 1 && blanks * 2 >= all);
            manner.marks.set(SOME_BLANKS, blanks > 0 && blanks * 5 >= all);
            manner.marks.set(IN_FORM, form);
        }
        start = end;
    }
}

/// Sentences with a colon at their end that govern what follows: "The following is planned:".
#[derive(Default)]
struct Leads {
    /// The block that governs now, its section and marks, and whether it does so up to the end of the section.
    now: Option<(BlockId, SectionId, Marks, bool)>,
    section: Option<SectionId>,
}

impl Leads {
    fn step(&mut self, document: &Document, statement: &Statement, words: &Words) {
        let block = &document.blocks[statement.block as usize];
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Term);
        let first = self.section != Some(block.section);
        if !matches!(block.kind, BlockKind::Heading(_)) {
            self.section = Some(block.section);
        }
        if let Some((lead, section, _, whole)) = self.now {
            // a further paragraph ends it, unless it opened the section
            if section != block.section || prose && !whole && statement.block > lead + 1 {
                self.now = None;
            }
        }
        if prose && words.colon {
            self.now = Some((statement.block, block.section, words.own, first));
        }
    }

    /// Whether a lead-in with one of the marks stands over the statement.
    fn over(&self, statement: &Statement, marks: Marks) -> bool {
        self.now.is_some_and(|(lead, _, found, _)| lead != statement.block && found.any(marks))
    }
}

/// Quotation marks that are open from one statement of a block to the next.
#[derive(Default)]
struct Quotes {
    block: Option<BlockId>,
    /// Open, and whether what opened it speaks for a guidance.
    open: Option<bool>,
}

impl Quotes {
    /// Whether the statement is within quotation marks, and if so, whether a guidance is quoted.
    fn step(&mut self, statement: &Statement, text: &str, words: &Words) -> Option<bool> {
        if self.block != Some(statement.block) {
            *self = Self { block: Some(statement.block), open: None };
        }
        let before = self.open;
        if !words.quotes {
            return before;
        }
        let mut introduced = None;
        let mut at_start = true;
        for c in text.chars() {
            match c {
                '”' | '»' => self.open = None,
                '“' | '„' | '«' | '"' if self.open.is_none() && at_start => {
                    let source = words.own.any(either(&[SOURCE_VOICE, QUOTE_LEAD]));
                    self.open = Some(source);
                    introduced = self.open;
                }
                '“' | '"' if self.open.is_some() => self.open = None,
                _ => {}
            }
            at_start = c.is_whitespace() || matches!(c, '(' | ':');
        }
        // a quotation that ends where it began quotes a word or a name
        before.or(if self.open.is_some() { introduced } else { None })
    }
}

/// What the headings above a section say about everything under it.
fn section_marks(document: &Document, statements: &[Statement], words: &[Words]) -> Vec<Marks> {
    let mut of_heading: Vec<Marks> = vec![Marks::default(); document.sections.len()];
    let mut template = false;
    let mut labelled: Option<SectionId> = None;
    for (statement, words) in statements.iter().zip(words) {
        let block = &document.blocks[statement.block as usize];
        match block.kind {
            BlockKind::Heading(level) => {
                // what stands right under a heading is text, not a label
                labelled = Some(block.section);
                of_heading[block.section as usize].0 |= words.own.0;
                template |= level == 1 && words.own.has(TEMPLATE_TITLE);
            }
            // a bold label or a short first line does the work of a heading
            BlockKind::Term | BlockKind::Paragraph if labelled != Some(block.section) => {
                labelled = Some(block.section);
                let text = &document.text[statement.text.start as usize..statement.text.end as usize];
                if block.kind == BlockKind::Term || is_label(text) {
                    of_heading[block.section as usize].0 |= words.own.0;
                }
            }
            _ => labelled = Some(block.section),
        }
    }
    let mut out: Vec<Marks> = Vec::with_capacity(document.sections.len());
    for (n, section) in document.sections.iter().enumerate() {
        let mut marks = Marks::default();
        marks.set(UNDER_PLANS, of_heading[n].has(PLAN_TITLE));
        marks.set(UNDER_REFERENCES, of_heading[n].has(REFERENCE_TITLE));
        marks.set(UNDER_LOOSE_REFERENCES, of_heading[n].has(LOOSE_REFERENCE_TITLE));
        marks.set(TEMPLATE, template);
        // a parent comes before its child
        if let Some(parent) = section.parent.and_then(|p| out.get(p as usize)) {
            marks.0 |= parent.0;
        }
        out.push(marks);
    }
    out
}

/// A short line without a full stop at its end.
fn is_label(text: &str) -> bool {
    text.len() < 90 && text.split_whitespace().count() <= 10 && !text.ends_with(['.', '!', '?', ';', ','])
}

fn is_empty_cell(document: &Document, range: Range<u32>) -> bool {
    let text = document.text[range.start as usize..range.end as usize].trim();
    text.chars()
        .all(|c| !c.is_alphanumeric() && !matches!(c, '✓' | '✔' | '●' | '○' | '■' | '✗' | '✘' | '×' | 'x'))
}

/// A change history has a column for the revision and one for the date.
fn is_history(document: &Document, head: Option<u32>) -> bool {
    let Some(head) = head.map(|h| &document.blocks[h as usize]) else { return false };
    let text = document.text[head.text.start as usize..head.text.end as usize].to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    has(&["rev", "version", "issue", "edition"]) && has(&["date", "author", "changed", "change", "function"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::{Detector, scan::scan};
    use crate::language;

    /// The verdict on the last statement of a document.
    fn last(text: &str) -> Option<State> {
        let document = Document::read("a.md", text.as_bytes());
        let statements = language::statements(&document);
        let lexicon = Detector::built_in().lexicon;
        let manners = judge(&document, &statements, &scan(&document, &statements, lexicon), lexicon);
        verdict(manners.last().expect("there is a statement").marks)
    }

    #[test]
    fn what_is_certain_whatever_the_words() {
        for (text, state) in [
            ("# A\n\nThe console locks after 10 minutes.\n", None),
            ("# A\n\n## Roadmap\n\nThe console locks after 10 minutes.\n", Some(State::Planned)),
            (
                "# A\n\nThe following is planned for release 3:\n\n- The console locks.\n",
                Some(State::Planned),
            ),
            ("# A\n\n## Glossary\n\nThe console locks after 10 minutes.\n", Some(State::Mentioned)),
            ("# A\n\nDoes the console lock after 10 minutes?\n", Some(State::Mentioned)),
            ("# A\n\nManufacturers should lock the console.\n", Some(State::Mentioned)),
            ("# A\n\n| Item | Value |\n|---|---|\n| Lock | |\n", Some(State::Placeholder)),
            ("# A\n\nDescribe how the console locks.\n", Some(State::Placeholder)),
        ] {
            assert_eq!(last(text), state, "{text}");
        }
    }
}
