//! Words that several rules put into their messages.

use crate::catalog::{Catalogue, KindId, RequirementId, TopicId};

/// `one`, or the number and `many`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// Items joined by commas, at most `most` of them, and how many more there are.
pub(crate) fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>, most: usize) -> String {
    let items: Vec<S> = items.into_iter().collect();
    let mut out = String::new();
    // Naming the last one takes no more room than saying that there is one more.
    let most = if items.len() == most + 1 { items.len() } else { most };
    for (i, item) in items.iter().take(most).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(item.as_ref());
    }
    if items.len() > most {
        out.push_str(&format!(" and {} more", items.len() - most));
    }
    out
}

/// `N60-5.2-a (clause 5.2)`.
pub(crate) fn requirement(id: RequirementId, catalogue: &Catalogue) -> String {
    format!("{} ({})", catalogue[id].id, clause(id, catalogue))
}

/// `clause 5.2`, or what the source calls it: `MDR Annex I 17.2`.
pub(crate) fn clause(id: RequirementId, catalogue: &Catalogue) -> String {
    let clause = &catalogue[id].clause;
    let numbered = clause.starts_with(|c: char| c.is_ascii_digit());
    if numbered { format!("clause {clause}") } else { clause.to_string() }
}

/// Requirements with their clauses.
pub(crate) fn requirements(ids: &[RequirementId], most: usize, catalogue: &Catalogue) -> String {
    list(ids.iter().map(|id| requirement(*id, catalogue)), most)
}

/// Titles of topics.
pub(crate) fn topics(ids: &[TopicId], most: usize, catalogue: &Catalogue) -> String {
    list(ids.iter().map(|id| &*catalogue[*id].title), most)
}

/// `"Threat model" (threat-model)`.
pub(crate) fn kind(id: KindId, catalogue: &Catalogue) -> String {
    format!("\"{}\" ({})", catalogue[id].title, catalogue[id].id)
}

/// A quotation of at most `most` characters on one line.
pub(crate) fn quote(text: &str, most: usize) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_say_how_many_more_there_are() {
        assert_eq!(list(["a", "b", "c", "d"], 2), "a, b and 2 more");
        assert_eq!(list(["a", "b", "c"], 2), "a, b, c");
        assert_eq!(list(["a"], 2), "a");
    }

    #[test]
    fn quotations_are_cut_between_characters() {
        assert_eq!(quote("größer \n als  zehn", 40), "größer als zehn");
        assert_eq!(quote("ääääääääääää", 8), "äääää...");
    }
}
