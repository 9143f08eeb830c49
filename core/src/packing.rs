//! Rows of numbers as bytes: how the build script hands its tables to the engine.
//!
//! Numbers of one sort stand together, in as many bytes as they need: that is a tenth of what tables take in memory, and
//! compresses well on its way to a browser. The bytes belong to one build of medlint; nobody else may read them.

/// Fills rows; only the build script and tests have a use for it.
#[allow(dead_code)]
#[derive(Debug)]
pub(crate) struct Writer {
    rows: Vec<Vec<u8>>,
}

#[allow(dead_code)]
impl Writer {
    /// So many rows, all empty.
    pub(crate) fn new(rows: usize) -> Self {
        Writer { rows: vec![Vec::new(); rows] }
    }

    /// Seven bits a byte, lowest first.
    pub(crate) fn put(&mut self, row: usize, value: usize) {
        let row = &mut self.rows[row];
        let mut rest = value;
        while rest >= 128 {
            row.push(rest as u8 | 128);
            rest >>= 7;
        }
        row.push(rest as u8);
    }

    /// Small numbers of either sign are short.
    pub(crate) fn put_signed(&mut self, row: usize, value: i32) {
        self.put(row, (((value << 1) ^ (value >> 31)) as u32) as usize);
    }

    /// A rising list: how many, then the distances.
    pub(crate) fn put_rising(
        &mut self,
        counts: usize,
        row: usize,
        values: impl ExactSizeIterator<Item = usize>,
    ) {
        self.put(counts, values.len());
        let mut next = 0;
        for value in values {
            self.put(row, value - next);
            next = value + 1;
        }
    }

    /// Bytes as they are.
    pub(crate) fn put_bytes(&mut self, row: usize, bytes: &[u8]) {
        self.rows[row].extend_from_slice(bytes);
    }

    /// All rows: their lengths, then they themselves.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut out = Vec::new();
        for row in &self.rows {
            out.extend_from_slice(&(row.len() as u32).to_le_bytes());
        }
        out.extend(self.rows.into_iter().flatten());
        out
    }
}

/// A row of numbers; what was put in comes out in the same order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row(&'static [u8]);

/// The rows that a [`Writer`] of as many made.
pub(crate) fn rows<const N: usize>(bytes: &'static [u8]) -> [Row; N] {
    let mut rest = &bytes[4 * N..];
    let mut lengths = bytes.chunks_exact(4);
    std::array::from_fn(|_| {
        let length = lengths.next().map_or(0, |l| u32::from_le_bytes([l[0], l[1], l[2], l[3]]));
        Row(split(&mut rest, length as usize))
    })
}

fn split(bytes: &mut &'static [u8], count: usize) -> &'static [u8] {
    let (first, rest) = bytes.split_at(count);
    *bytes = rest;
    first
}

impl Row {
    /// How many bytes are left: at least as many as numbers.
    pub(crate) fn len(self) -> usize {
        self.0.len()
    }

    /// The next so many bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> &'static [u8] {
        split(&mut self.0, count)
    }

    /// A number.
    pub(crate) fn take(&mut self) -> usize {
        // nearly all are short
        if let [byte @ 0..128, rest @ ..] = self.0 {
            self.0 = rest;
            return usize::from(*byte);
        }
        let (mut value, mut shift) = (0, 0);
        while let [byte, rest @ ..] = self.0 {
            self.0 = rest;
            value |= usize::from(byte & 127) << shift;
            shift += 7;
            if *byte < 128 {
                break;
            }
        }
        value
    }

    /// A number of either sign.
    pub(crate) fn take_signed(&mut self) -> i32 {
        let value = self.take() as u32;
        (value >> 1) as i32 ^ -((value & 1) as i32)
    }

    /// So many numbers of a rising list.
    pub(crate) fn take_rising(&mut self, count: usize, mut each: impl FnMut(usize)) {
        let mut next = 0;
        for _ in 0..count {
            let value = next + self.take();
            each(value);
            next = value + 1;
        }
    }
}
