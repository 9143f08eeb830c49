//! Cuts text into words and numbers.

/// A word or number of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte, in the text that was cut.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Iterator over the words and numbers of a text: see [`Pieces::new`].
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    text: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Pieces<'a> {
    /// Words of `text` between the byte offsets `start` and `end` (which lie on character boundaries).
    ///
    /// A word is a run of letters and digits; hyphens, slashes and underscores part words, so that "log-off" and
    /// "log off" are the same two. An apostrophe inside a word belongs to it ("isn't"), as does a full stop or comma
    /// between digits ("1.2", "17.4", "TLSv1.3"). Letters are ASCII letters and all characters from U+00C0 to U+1FFF,
    /// and CJK; other characters are punctuation.
    pub fn new(text: &'a str, start: usize, end: usize) -> Self {
        Self { text: text.as_bytes(), at: start, end }
    }
}

/// Length of the letter at `at` in bytes, or 0 if the character there is none; and the length of the character.
fn letter(text: &[u8], at: usize) -> (usize, usize) {
    let b = text[at];
    if b < 0x80 {
        return (usize::from(b.is_ascii_alphanumeric()), 1);
    }
    let next = text.get(at + 1).copied().unwrap_or(0);
    match b {
        // U+0080..U+00BF are signs and currency (and º, ª, µ, which do not matter here); × is U+00D7
        0xC2 => (0, 2),
        0xC3 if next == 0x97 || next == 0xB7 => (0, 2),
        0xC3..=0xDF => (2, 2),
        // U+0800..U+1FFF letters, U+2000..U+2FFF signs, from U+3040 letters
        0xE0 | 0xE1 => (3, 3),
        0xE2 => (0, 3),
        0xE3 if next < 0x81 => (0, 3),
        // private use, presentation forms, specials
        0xEE | 0xEF => (0, 3),
        0xE3..=0xED => (3, 3),
        _ => (0, 4),
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let (text, end) = (&self.text[..self.end], self.end);
        let mut at = self.at;
        while at < end {
            let (l, skip) = letter(text, at);
            if l > 0 {
                break;
            }
            at += skip;
        }
        if at >= end {
            self.at = end;
            return None;
        }
        let start = at;
        while at < end {
            let (l, _) = letter(text, at);
            if l > 0 {
                at += l;
                continue;
            }
            let after = |n: usize| text.get(at + n).copied().unwrap_or(b' ');
            let joined = match text[at] {
                b'.' | b',' => text[at - 1].is_ascii_digit() && after(1).is_ascii_digit(),
                b'\'' => {
                    after(1).is_ascii_lowercase() && !after(2).is_ascii_alphanumeric() && after(1) == b't'
                }
                _ => false,
            };
            if joined {
                at += 2;
            } else if text[at..].starts_with("’t".as_bytes()) && !after(4).is_ascii_alphanumeric() {
                at += 4;
            } else {
                break;
            }
        }
        self.at = at;
        Some(Piece { start: start as u32, end: at.min(end) as u32 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        Pieces::new(text, 0, text.len()).map(|p| &text[p.start as usize..p.end as usize]).collect()
    }

    #[test]
    fn words_numbers_and_joints() {
        assert_eq!(cut("Log-off after 10 min."), ["Log", "off", "after", "10", "min"]);
        assert_eq!(cut("TLSv1.3, not 1.0; 17.4(a)"), ["TLSv1.3", "not", "1.0", "17.4", "a"]);
        assert_eq!(cut("isn't the pump's"), ["isn't", "the", "pump", "s"]);
        assert_eq!(cut("isn’t it"), ["isn’t", "it"]);
        assert_eq!(cut("| a_b/c |"), ["a", "b", "c"]);
    }

    #[test]
    fn other_scripts_and_signs() {
        assert_eq!(cut("Prüfgröße – “größer” … 10 µg × 2"), ["Prüfgröße", "größer", "10", "g", "2"]);
        assert_eq!(cut("日本 ☐ ✓ 😀 x"), ["日本", "x"]);
        assert_eq!(cut(""), [""; 0]);
    }
}
