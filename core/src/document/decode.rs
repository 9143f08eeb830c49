//! From bytes to characters.
//!
//! Documents are UTF-8. Others are read as well as can be, and what was assumed is said in a notice: UTF-16 is
//! recognised by its mark or its pattern of zero bytes; bytes that are no UTF-8 are read as Windows-1252, the
//! superset of Latin-1 that office programs write.

use super::Notice;
use super::search::memchr;

/// Longest source that is read; the rest is cut off with a notice. Text made from it stays within `u32` offsets.
const MAX_BYTES: usize = 0x3FFF_FFFF;

/// How many bytes are looked at to tell text from binary data.
const SAMPLE: usize = 8192;

/// Decoded text and what was noticed on the way.
pub(super) struct Decoded {
    pub(super) source: String,
    pub(super) notices: Vec<Notice>,
}

/// Decodes a file's bytes. Never fails.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let mut notices = Vec::new();
    let mut source = if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        utf8(rest, 3, &mut notices)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        utf16(rest, u16::from_le_bytes, &mut notices)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        utf16(rest, u16::from_be_bytes, &mut notices)
    } else {
        match utf16_by_pattern(bytes) {
            Some(order) => {
                let source = utf16(bytes, order, &mut notices);
                notices.push(notice("The file is UTF-16 without a byte order mark; save it as UTF-8.", 0, 0));
                source
            }
            None => utf8(bytes, 0, &mut notices),
        }
    };
    if source.len() > MAX_BYTES {
        let end = super::position::floor_char_boundary(&source, MAX_BYTES as u32);
        source.truncate(end as usize);
        let message = "The file is larger than 1 GiB; only the first GiB was read.";
        notices.push(notice(message, end as usize, end as usize));
    }
    if let Some(at) = memchr(0, source.as_bytes()) {
        notices.push(notice("The file contains NUL bytes; it may not be a text document.", at, at + 1));
    }
    Decoded { source, notices }
}

/// Says whether the bytes are no text at all, so that a command can pass over the file. Looks at the first 8 KiB.
pub fn is_binary(bytes: &[u8]) -> bool {
    const MAGIC: [&[u8]; 12] = [
        b"%PDF-",
        b"PK\x03\x04",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"\x7FELF",
        b"\x1F\x8B",
        b"\xD0\xCF\x11\xE0",
        b"BZh",
        b"\xFD7zXZ",
        b"7z\xBC\xAF",
        b"\0asm",
    ];
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || bytes.starts_with(b"\xEF\xBB\xBF")
    {
        return false;
    }
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return true;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if memchr(0, sample).is_some() {
        return utf16_by_pattern(bytes).is_none();
    }
    let controls = sample.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, 8..=13 | 27)).count();
    controls * 10 > sample.len()
}

fn notice(message: impl Into<String>, start: usize, end: usize) -> Notice {
    Notice { message: message.into(), source: start as u32..end as u32 }
}

/// `skipped` is the number of bytes before `bytes` in the file.
fn utf8(bytes: &[u8], skipped: usize, notices: &mut Vec<Notice>) -> String {
    let valid = match std::str::from_utf8(bytes) {
        Ok(source) => return source.to_owned(),
        Err(error) => error.valid_up_to(),
    };
    let mut source = String::with_capacity(bytes.len() + bytes.len() / 8);
    // Characters that are UTF-8 stay what they are: a file of mixed encodings is the likelier case for them.
    for chunk in bytes.utf8_chunks() {
        source.push_str(chunk.valid());
        source.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
    }
    let bad = bytes.get(valid).copied().unwrap_or_default();
    let message = format!(
        "The file is not valid UTF-8: byte 0x{bad:02X} at offset {} was read as Windows-1252 (Latin-1), as were others \
         like it. Save the file as UTF-8.",
        valid + skipped
    );
    let end = valid + windows_1252(bad).len_utf8();
    notices.push(notice(message, valid, end));
    source
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16, notices: &mut Vec<Notice>) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut source = String::with_capacity(bytes.len());
    let mut broken = None;
    for unit in char::decode_utf16(pairs.iter().map(|&pair| order(pair))) {
        let character = unit.unwrap_or_else(|_| {
            broken.get_or_insert(source.len());
            char::REPLACEMENT_CHARACTER
        });
        source.push(character);
    }
    if let Some(at) = broken {
        notices.push(notice("The file is UTF-16 with broken characters (lone surrogates).", at, at + 3));
    }
    if !odd.is_empty() {
        let end = source.len();
        notices.push(notice(
            "The file is UTF-16 and ends in half a character, which was left out.",
            end,
            end,
        ));
    }
    source
}

/// Recognises UTF-16 without a mark, only where there is no doubt: Latin letters make every second byte zero, and no
/// zero byte stands in the other places.
fn utf16_by_pattern(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    if bytes.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (sample, _) = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>();
    let first = sample.iter().filter(|pair| pair[0] == 0).count();
    let second = sample.iter().filter(|pair| pair[1] == 0).count();
    let order: fn([u8; 2]) -> u16 = match (first, second) {
        (0, zeros) if zeros * 2 > sample.len() => u16::from_le_bytes,
        (zeros, 0) if zeros * 2 > sample.len() => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let plausible = char::decode_utf16(pairs.iter().map(|&pair| order(pair)))
        .all(|unit| unit.is_ok_and(|character| character != '\0'));
    plausible.then_some(order)
}

/// The character of a byte in Windows-1252; the five bytes it leaves open are read as in Latin-1.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf8_is_taken_as_it_is() {
        let decoded = decode("Größe\r\n".as_bytes());
        assert_eq!(decoded.source, "Größe\r\n");
        assert!(decoded.notices.is_empty());
    }

    #[test]
    fn byte_order_marks_are_stripped() {
        assert_eq!(decode("\u{FEFF}# Title".as_bytes()).source, "# Title");
        let little = [vec![0xFF, 0xFE], utf16_bytes("# Größe 𝄞", u16::to_le_bytes)].concat();
        let big = [vec![0xFE, 0xFF], utf16_bytes("# Größe 𝄞", u16::to_be_bytes)].concat();
        assert_eq!(decode(&little).source, "# Größe 𝄞");
        assert_eq!(decode(&big).source, "# Größe 𝄞");
        assert!(decode(&big).notices.is_empty());
    }

    #[test]
    fn utf16_without_a_mark_is_recognised_when_certain() {
        let decoded = decode(&utf16_bytes("# Risk file\n", u16::to_le_bytes));
        assert_eq!(decoded.source, "# Risk file\n");
        assert_eq!(decoded.notices.len(), 1);
        assert_eq!(decode(b"a\0b").source, "a\0b");
    }

    #[test]
    fn other_bytes_are_windows_1252_and_said_so() {
        let decoded = decode(b"caf\xE9 \x96 10 \x80");
        assert_eq!(decoded.source, "café – 10 €");
        assert_eq!(decoded.notices.len(), 1);
        assert!(decoded.notices[0].message.contains("0xE9 at offset 3"), "{}", decoded.notices[0].message);
        assert_eq!(decoded.notices[0].source, 3..5);
    }

    #[test]
    fn one_bad_byte_does_not_spoil_the_rest() {
        assert_eq!(decode(b"\xC3\xA9t\xC3\xA9 \xE9").source, "été é");
    }

    #[test]
    fn broken_utf16_is_read_with_a_notice() {
        let decoded = decode(b"\xFF\xFEa\0\x00\xD8b\0c");
        assert_eq!(decoded.source, "a\u{FFFD}b");
        assert_eq!(decoded.notices.len(), 2);
    }

    #[test]
    fn nul_bytes_are_kept_and_noticed() {
        let decoded = decode(b"a\0b\0\0c\0");
        assert_eq!(decoded.source, "a\0b\0\0c\0");
        assert_eq!(decoded.notices[0].source, 1..2);
    }

    #[test]
    fn binary_data_is_told_from_text() {
        assert!(is_binary(b"%PDF-1.7 ..."));
        assert!(is_binary(b"PK\x03\x04...."));
        assert!(is_binary(b"text \0 and zero"));
        assert!(!is_binary(b""));
        assert!(!is_binary(b"# Title\n"));
        assert!(!is_binary(b"caf\xE9"));
        assert!(!is_binary(&utf16_bytes("# Risk file\n", u16::to_le_bytes)));
    }
}
