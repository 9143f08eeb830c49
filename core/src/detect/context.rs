//! What a statement is read under: its headings, its table's header row, the sentence that introduces its list.

use crate::document::{BlockKind, Document};
use crate::language::Statement;

/// Index of a statement.
pub type StatementId = u32;

/// Statements that a statement is read under.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// The heading of its section, or the bold label above it.
    pub heading: Option<StatementId>,
    /// The heading above that, unless it is the document's title.
    pub above: Option<StatementId>,
    /// The header row of its table.
    pub head: Option<StatementId>,
    /// The sentence that introduces its list or table.
    pub lead: Option<StatementId>,
}

impl Context {
    /// All of them, outermost first.
    pub fn list(&self) -> [Option<StatementId>; 4] {
        [self.above, self.heading, self.head, self.lead]
    }

    /// Those that there are.
    pub fn all(&self) -> impl Iterator<Item = StatementId> + use<> {
        self.list().into_iter().flatten()
    }
}

/// The context of every statement of a document.
pub fn contexts(document: &Document, statements: &[Statement]) -> Vec<Context> {
    let mut last_of_block: Vec<Option<StatementId>> = vec![None; document.blocks.len()];
    for (n, statement) in statements.iter().enumerate() {
        last_of_block[statement.block as usize] = Some(n as StatementId);
    }
    let mut term: Option<(u32, StatementId)> = None;
    let mut out = Vec::with_capacity(statements.len());
    for (n, statement) in statements.iter().enumerate() {
        let block = &document.blocks[statement.block as usize];
        let section = &document.sections[block.section as usize];
        let mut context = Context::default();
        if !matches!(block.kind, BlockKind::Heading(_)) {
            let heading = section.heading.and_then(|b| last_of_block[b as usize]);
            let parent = section.parent.map(|p| &document.sections[p as usize]);
            let above = parent
                .filter(|p| p.parent.is_some_and(|g| document.sections[g as usize].heading.is_some()))
                .and_then(|p| p.heading)
                .and_then(|b| last_of_block[b as usize]);
            if block.kind == BlockKind::Term {
                term = Some((block.section, n as StatementId));
                (context.heading, context.above) = (heading, above);
            } else {
                match term.filter(|t| t.0 == block.section) {
                    Some((_, label)) => (context.heading, context.above) = (Some(label), heading),
                    None => (context.heading, context.above) = (heading, above),
                }
            }
            context.head = block.head.and_then(|b| last_of_block[b as usize]);
            context.lead = block.lead.and_then(|b| last_of_block[b as usize]);
        }
        out.push(context);
    }
    out
}
