//! Reduces an English word to a stem: inflection (plural, tense, participle), the nouns in -ation and -ion of verbs,
//! and British spelling. Deliberately lighter than Porter's algorithm, which makes one word of *authority*,
//! *authorise* and *author*, or of *organisation* and *organ*: in this field these must stay apart.

/// Longest word that is stemmed, in bytes; longer ones are taken as they are.
pub const MAX_WORD: usize = 40;

/// Nouns in -ation that mean something else than their verb.
const WHOLE: [&[u8]; 3] = [b"information", b"station", b"reputation"];

/// Writes the stem of `word` (ASCII letters in lower case; anything else is left as it is) into `out` and returns
/// its length. `out` must hold [`MAX_WORD`] bytes; a longer word is cut.
///
/// ```
/// use medlint_core::language::{stem, MAX_WORD};
/// let mut out = [0; MAX_WORD];
/// let n = stem(b"authorisation", &mut out);
/// let m = stem(b"authorized", &mut [0; MAX_WORD]);
/// assert_eq!(&out[..n], b"authoriz");
/// assert_eq!(n, m);
/// ```
pub fn stem(word: &[u8], out: &mut [u8; MAX_WORD]) -> usize {
    let mut n = word.len().min(MAX_WORD);
    out[..n].copy_from_slice(&word[..n]);
    if word.len() > MAX_WORD || n < 4 || !word.iter().all(u8::is_ascii_lowercase) {
        return n;
    }
    n = plural(out, n);
    if WHOLE.contains(&&out[..n]) {
        return n;
    }
    n = spelling(out, n);
    n = participle(out, n);
    n = noun_of_verb(out, n);
    finish(out, n)
}

fn ends(out: &[u8], n: usize, suffix: &[u8], keep: usize) -> bool {
    n >= suffix.len() + keep && out[..n].ends_with(suffix)
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn plural(out: &mut [u8], n: usize) -> usize {
    if !ends(out, n, b"s", 3) || matches!(out[n - 2], b's' | b'u' | b'i') {
        return n;
    }
    if ends(out, n, b"ies", 2) {
        out[n - 3] = b'y';
        return n - 2;
    }
    let sibilant = [&b"sses"[..], b"xes", b"ches", b"shes", b"zzes"];
    if sibilant.iter().any(|s| ends(out, n, s, 1)) { n - 2 } else { n - 1 }
}

/// British to American, as far as endings tell: -isation, -ise, -our, -ence, -tre, -mme, -ogue.
fn spelling(out: &mut [u8], mut n: usize) -> usize {
    for suffix in [&b"isation"[..], b"ised", b"ising", b"ise", b"iser"] {
        if ends(out, n, suffix, 4) {
            out[n - suffix.len() + 1] = b'z';
            return n;
        }
    }
    for (from, to) in [("our", "or"), ("oured", "ored"), ("ouring", "oring")] {
        if ends(out, n, from.as_bytes(), 3) {
            n -= from.len();
            out[n..n + to.len()].copy_from_slice(to.as_bytes());
            return n + to.len();
        }
    }
    if ends(out, n, b"ence", 3) {
        out[n - 2] = b's';
    } else if ends(out, n, b"tre", 3) {
        out[n - 2] = b'e';
        out[n - 1] = b'r';
    } else if ends(out, n, b"ramme", 3) || ends(out, n, b"ogue", 4) {
        n -= 2;
    }
    n
}

fn participle(out: &mut [u8], n: usize) -> usize {
    if ends(out, n, b"ied", 2) {
        out[n - 3] = b'y';
        return n - 2;
    }
    for suffix in [&b"ing"[..], b"ed"] {
        if ends(out, n, suffix, 3) && out[..n - suffix.len()].iter().any(|b| is_vowel(*b)) {
            // "need", "speed", "proceed" carry no ending
            return if suffix == b"ed" && out[n - 3] == b'e' { n } else { n - suffix.len() };
        }
    }
    n
}

fn noun_of_verb(out: &mut [u8], n: usize) -> usize {
    if ends(out, n, b"ification", 2) {
        return n - 6;
    }
    if ends(out, n, b"ization", 3) {
        return n - 5;
    }
    for suffix in [&b"ation"[..], b"ate", b"at"] {
        if ends(out, n, suffix, 4) {
            return n - suffix.len();
        }
    }
    if ends(out, n, b"tion", 2) || ends(out, n, b"sion", 3) { n - 3 } else { n }
}

fn finish(out: &mut [u8], mut n: usize) -> usize {
    if n > 3 && out[n - 1] == b'e' {
        n -= 1;
    }
    if n > 2 && out[n - 1] == b'y' && !is_vowel(out[n - 2]) {
        out[n - 1] = b'i';
    }
    if n > 3 && out[n - 1] == out[n - 2] && !is_vowel(out[n - 1]) {
        n -= 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stemmed(word: &str) -> String {
        let mut out = [0; MAX_WORD];
        let n = stem(word.as_bytes(), &mut out);
        String::from_utf8_lossy(&out[..n]).into_owned()
    }

    #[track_caller]
    fn same(words: &str) {
        let stems: Vec<String> = words.split(' ').map(stemmed).collect();
        assert!(stems.windows(2).all(|w| w[0] == w[1]), "{words}: {stems:?}");
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        same("encrypt encrypts encrypted encrypting encryption");
        same("authenticate authenticates authenticated authenticating authentication authentications");
        same("verify verifies verified verifying verification verifications");
        same("authorise authorize authorised authorized authorisation authorization authorising");
        same("install installs installed installing installation installations");
        same("policy policies");
        same("log logs logged logging");
        same("update updates updated updating");
        same("process processes processed processing");
        same("vulnerability vulnerabilities");
        same("model models modelled modelling modeling");
        same("defence defense defences");
        same("behaviour behavior behaviours");
        same("lock locks locked locking");
        same("access accesses accessed accessing");
    }

    #[test]
    fn different_meanings_stay_apart() {
        for (a, b) in [("authority", "authorise"), ("author", "authorise"), ("organ", "organisation")] {
            assert_ne!(stemmed(a), stemmed(b), "{a} and {b}");
        }
        assert_ne!(stemmed("information"), stemmed("inform"));
        assert_ne!(stemmed("operator"), stemmed("operate"));
    }

    #[test]
    fn short_and_foreign_words_are_left_alone() {
        for word in ["tls", "aes", "usb", "dns", "größe", "sha256", ""] {
            assert_eq!(stemmed(word), word);
        }
    }
}
