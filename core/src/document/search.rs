//! Search for bytes, in chunks that the compiler turns into vector instructions.
//!
//! The names are those of the `memchr` crate, which could take this file's place (`pub(super) use memchr::*`).

/// Bytes looked at together.
const CHUNK: usize = 32;

/// The first byte that fits.
#[inline]
fn position(bytes: &[u8], fits: impl Fn(u8) -> bool) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    for (index, chunk) in chunks.iter().enumerate() {
        // No early exit within a chunk: that is what makes it fast.
        if chunk.iter().fold(false, |found, &byte| found | fits(byte)) {
            let found = chunk.iter().position(|&byte| fits(byte))?;
            return Some(index * CHUNK + found);
        }
    }
    let found = rest.iter().position(|&byte| fits(byte))?;
    Some(chunks.len() * CHUNK + found)
}

/// The places of all bytes that fit.
fn positions(bytes: &[u8], fits: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = from + position(bytes.get(from..)?, &fits)?;
        from = found + 1;
        Some(found)
    })
}

pub(super) fn memchr(a: u8, bytes: &[u8]) -> Option<usize> {
    position(bytes, |byte| byte == a)
}

pub(super) fn memchr2(a: u8, b: u8, bytes: &[u8]) -> Option<usize> {
    position(bytes, |byte| byte == a || byte == b)
}

pub(super) fn memchr3(a: u8, b: u8, c: u8, bytes: &[u8]) -> Option<usize> {
    position(bytes, |byte| byte == a || byte == b || byte == c)
}

pub(super) fn memchr_iter(a: u8, bytes: &[u8]) -> impl Iterator<Item = usize> {
    positions(bytes, move |byte| byte == a)
}

pub(super) fn memchr2_iter(a: u8, b: u8, bytes: &[u8]) -> impl Iterator<Item = usize> {
    positions(bytes, move |byte| byte == a || byte == b)
}

/// Search for short sequences of bytes.
pub(super) mod memmem {
    /// The first place of the needle, which must not be empty.
    pub(crate) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
        find_iter(bytes, needle).next()
    }

    /// All places of the needle.
    pub(crate) fn find_iter(bytes: &[u8], needle: &[u8]) -> impl Iterator<Item = usize> {
        let first = needle.first().copied();
        super::positions(bytes, move |byte| Some(byte) == first)
            .filter(move |&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(needle)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_at_any_place() {
        for len in [1, 31, 32, 33, 64, 100] {
            for at in 0..len {
                let mut bytes = vec![b'.'; len];
                bytes[at] = b'x';
                assert_eq!(memchr(b'x', &bytes), Some(at));
                assert_eq!(memchr3(b'a', b'b', b'x', &bytes), Some(at));
                assert_eq!(memchr2(b'a', b'b', &bytes), None);
            }
        }
        assert_eq!(memchr(b'x', b""), None);
        assert!(memchr2_iter(b'a', b'b', b"xaxbb").eq([1, 3, 4]));
    }

    #[test]
    fn sequences_are_found() {
        assert_eq!(memmem::find(b"a--b-->", b"-->"), Some(4));
        assert!(memmem::find_iter(b"</a></b", b"</").eq([0, 4]));
        assert_eq!(memmem::find(b"--", b"-->"), None);
    }
}
