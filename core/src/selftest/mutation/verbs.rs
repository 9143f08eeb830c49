//! Sentences turned into announcements, denials, questions by their first verb.
//!
//! Not a grammar: sentences whose first verb is not certain are left out (`None`) rather than turned badly.

use super::text::{bare, lower_first};

/// Verbs that are hardly ever nouns, in their base form.
const VERBS: [&str; 92] = [
    "accept",
    "add",
    "allow",
    "analyse",
    "analyze",
    "apply",
    "archive",
    "assess",
    "ask",
    "authenticate",
    "authorise",
    "authorize",
    "automate",
    "become",
    "begin",
    "block",
    "bring",
    "carry",
    "close",
    "collect",
    "compare",
    "comprise",
    "confirm",
    "consist",
    "contain",
    "create",
    "decide",
    "decrypt",
    "define",
    "deliver",
    "demand",
    "detect",
    "disable",
    "discard",
    "distribute",
    "enable",
    "encrypt",
    "enforce",
    "erase",
    "evaluate",
    "examine",
    "execute",
    "expire",
    "fetch",
    "follow",
    "forward",
    "generate",
    "get",
    "give",
    "go",
    "hold",
    "identify",
    "include",
    "inform",
    "inspect",
    "install",
    "isolate",
    "keep",
    "leave",
    "let",
    "list",
    "make",
    "need",
    "notify",
    "obtain",
    "offer",
    "overwrite",
    "perform",
    "prevent",
    "protect",
    "prove",
    "provide",
    "publish",
    "put",
    "read",
    "receive",
    "refuse",
    "reject",
    "remain",
    "remove",
    "require",
    "send",
    "separate",
    "stay",
    "store",
    "take",
    "tell",
    "use",
    "verify",
    "wipe",
    "write",
    "come",
];

/// Words that begin a clause, a question or a request: the first verb is not that of a statement.
const CLAUSES: [&str; 29] = [
    "if", "when", "whenever", "after", "before", "as", "unless", "while", "where", "since", "although",
    "because", "once", "until", "should", "to", "what", "how", "for", "then", "please", "who", "which",
    "why", "do", "does", "is", "are", "have",
];

/// Words that begin a relative clause: a verb behind them is not that of the sentence.
const RELATIVE: [&str; 7] = ["which", "that", "who", "whose", "where", "when", "if"];

const NEGATIONS: [&str; 12] = [
    "no", "not", "none", "never", "nothing", "nobody", "cannot", "without", "neither", "nor", "only",
    "except",
];

/// The first finite verb of a sentence.
#[derive(Debug, PartialEq, Eq)]
enum Verb<'a> {
    /// is, are, was, were
    Be(&'a str),
    /// has, have
    Have(&'a str),
    /// can
    Can,
    /// shall, must
    Must,
    /// A verb in the present; its base form and whether it is a third person.
    Other(&'static str, bool),
}

/// Base form of a verb of the list in the third person or the plural.
fn base(word: &str) -> Option<(&'static str, bool)> {
    let find = |w: &str| VERBS.iter().find(|v| **v == w).copied();
    if let Some(v) = find(word) {
        return Some((v, false));
    }
    let stem = word.strip_suffix('s')?;
    find(stem)
        .or_else(|| stem.strip_suffix('e').and_then(find))
        .or_else(|| stem.strip_suffix("ie").and_then(|s| find(&format!("{s}y"))))
        .map(|v| (v, true))
}

/// The finite verb that a word is, if it is one.
fn verb(word: &str) -> Option<Verb<'_>> {
    Some(match word {
        "is" | "are" | "was" | "were" => Verb::Be(word),
        "has" | "have" => Verb::Have(word),
        "can" => Verb::Can,
        "shall" | "must" => Verb::Must,
        _ => base(word).map(|(v, third)| Verb::Other(v, third))?,
    })
}

/// The sentence before its first verb, the verb, and what follows. Only plain sentences of one clause.
fn split(sentence: &str) -> Option<(&str, Verb<'_>, &str)> {
    if sentence.ends_with('?') || bare(sentence).contains([';', ':', '–', '—', '?']) {
        return None;
    }
    let mut at = 0;
    let mut before = "";
    let mut found = None;
    for (n, word) in sentence.split(' ').enumerate() {
        let start = at;
        at += word.len() + 1;
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = plain.to_ascii_lowercase();
        let infinitive = std::mem::replace(&mut before, plain) == "to";
        if found.is_some() {
            // a second clause, or a part of one that would stay as it is
            match verb(plain).filter(|_| !infinitive) {
                Some(Verb::Other(_, false)) | None => continue,
                Some(_) => return None,
            }
        }
        let ends_clause = word.ends_with(',') || word.contains('(');
        let modal = matches!(
            plain,
            "will" | "may" | "should" | "does" | "do" | "did" | "had" | "could" | "would" | "might"
        );
        if n == 0 && CLAUSES.contains(&lower.as_str())
            || n > 12
            || ends_clause
            || modal
            || RELATIVE.contains(&lower.as_str())
        {
            return None;
        }
        if n == 0 || infinitive || word != plain || plain != lower {
            continue;
        }
        if let Some(verb) = verb(plain) {
            found = Some((sentence[..start].trim_end(), verb, sentence.get(at..).unwrap_or("")));
        }
    }
    found
}

/// An id or label in front of a sentence ("SRS-12: "), and the sentence.
pub(super) fn label(sentence: &str) -> (&str, &str) {
    match sentence.find(": ") {
        Some(at) if sentence[..at].split(' ').count() < 4 => sentence.split_at(at + 2),
        _ => {
            let id = sentence.split(' ').next().unwrap_or("");
            let is_id = id.bytes().any(|b| b.is_ascii_digit()) && id.bytes().any(|b| b.is_ascii_uppercase());
            let rest =
                sentence.get(id.len() + 1..).filter(|r| is_id && r.starts_with(|c: char| c.is_uppercase()));
            rest.map_or(("", sentence), |r| (&sentence[..id.len() + 1], r))
        }
    }
}

fn is_negated(sentence: &str) -> bool {
    sentence.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|w| {
        let w = w.to_ascii_lowercase();
        NEGATIONS.contains(&w.as_str()) || w.ends_with("n't")
    })
}

/// The sentence up to its first verb, and the verb as written.
pub(super) fn cut(sentence: &str) -> Option<(&str, &str)> {
    let (subject, _, rest) = split(sentence)?;
    let verb = sentence[subject.len()..sentence.len() - rest.len()].trim();
    (!rest.is_empty()).then_some((subject, verb))
}

/// Turns a statement into an announcement: "The key is stored" -> "The key will be stored".
pub(super) fn announce(sentence: &str) -> Option<String> {
    let (subject, verb, rest) = split(sentence)?;
    let verb = match verb {
        Verb::Be(_) => "will be".to_owned(),
        Verb::Have(_) if rest.starts_with("been ") => {
            return Some(format!("{subject} will be {}", &rest[5..]));
        }
        Verb::Have(_) if rest.split(' ').next().is_some_and(|w| w.ends_with("ed")) => return None,
        Verb::Have(_) => "will have".to_owned(),
        Verb::Can => "will be able to".to_owned(),
        Verb::Must => "will".to_owned(),
        Verb::Other(base, _) => format!("will {base}"),
    };
    Some(format!("{subject} {verb} {rest}"))
}

/// Turns a statement into its contrary: "The key is stored" -> "The key is not stored".
pub(super) fn negate(sentence: &str) -> Option<String> {
    if is_negated(sentence) {
        return None;
    }
    let (subject, verb, rest) = split(sentence)?;
    let verb = match verb {
        Verb::Be(b) => format!("{b} not"),
        Verb::Have(h) if rest.split(' ').next().is_some_and(|w| w.ends_with("ed") || w == "been") => {
            format!("{h} not")
        }
        Verb::Have(h) => {
            let rest = ["a ", "an ", "the ", "its own ", "their own "]
                .iter()
                .find_map(|a| rest.strip_prefix(a))
                .unwrap_or(rest);
            return Some(format!("{subject} {h} no {rest}"));
        }
        Verb::Can => "cannot".to_owned(),
        Verb::Must => return None,
        Verb::Other(base, true) => format!("does not {base}"),
        Verb::Other(base, false) => format!("do not {base}"),
    };
    Some(format!("{subject} {verb} {rest}"))
}

/// Turns a statement into a question: "The key is stored." -> "Is the key stored?"
pub(super) fn ask(sentence: &str) -> Option<String> {
    let (subject, verb, rest) = split(bare(sentence))?;
    let subject = lower_first(subject);
    let words = subject.split(' ').count();
    if words > 8 || subject.contains([',', ':', ';']) {
        return None;
    }
    Some(match verb {
        Verb::Be("is") => format!("Is {subject} {rest}?"),
        Verb::Be("are") => format!("Are {subject} {rest}?"),
        Verb::Be("was") => format!("Was {subject} {rest}?"),
        Verb::Be(_) => format!("Were {subject} {rest}?"),
        Verb::Have(_) => return None,
        Verb::Can => format!("Can {subject} {rest}?"),
        Verb::Must => format!("Must {subject} {rest}?"),
        Verb::Other(base, true) => format!("Does {subject} {base} {rest}?"),
        Verb::Other(base, false) => format!("Do {subject} {base} {rest}?"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announcements() {
        assert_eq!(announce("The key is stored in the TPM.").unwrap(), "The key will be stored in the TPM.");
        assert_eq!(announce("The gateway verifies it.").unwrap(), "The gateway will verify it.");
        assert_eq!(announce("It has been tested.").unwrap(), "It will be tested.");
        assert_eq!(announce("If the key is lost, it stops."), None);
        assert_eq!(announce("Data that leave are encrypted."), None);
        assert_eq!(announce("The key is stored; the lock is shut."), None);
        assert_eq!(announce("The key is stored and the pump verifies it."), None);
    }

    #[test]
    fn denials() {
        assert_eq!(negate("The key is stored.").unwrap(), "The key is not stored.");
        assert_eq!(negate("The pump has a lock.").unwrap(), "The pump has no lock.");
        assert_eq!(negate("Updates use TLS.").unwrap(), "Updates do not use TLS.");
        assert_eq!(negate("No key is stored."), None);
    }

    #[test]
    fn labels() {
        assert_eq!(label("R-1: The pump is"), ("R-1: ", "The pump is"));
        assert_eq!(label("SEC-12 The pump is"), ("SEC-12 ", "The pump is"));
        assert_eq!(label("The pump is"), ("", "The pump is"));
    }

    #[test]
    fn questions() {
        assert_eq!(ask("The key is stored.").unwrap(), "Is the key stored?");
        assert_eq!(ask("The pump rejects it.").unwrap(), "Does the pump reject it?");
        assert_eq!(ask("After that, it stops."), None);
    }
}
