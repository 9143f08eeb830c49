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

/// Takes from rows what was put into them, in the same order.
#[derive(Debug)]
pub(crate) struct Reader {
    bytes: &'static [u8],
    at: Vec<usize>,
}

impl Reader {
    /// Of as many rows as were written.
    pub(crate) fn new(bytes: &'static [u8], rows: usize) -> Self {
        let mut next = 4 * rows;
        let lengths = bytes.chunks_exact(4).take(rows);
        let at = lengths.map(|length| {
            let start = next;
            next += u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize;
            start
        });
        Reader { bytes, at: at.collect() }
    }

    /// One byte.
    pub(crate) fn byte(&mut self, row: usize) -> u8 {
        let at = &mut self.at[row];
        *at += 1;
        self.bytes[*at - 1]
    }

    /// The next so many bytes.
    pub(crate) fn bytes(&mut self, row: usize, count: usize) -> &'static [u8] {
        let at = &mut self.at[row];
        *at += count;
        &self.bytes[*at - count..*at]
    }

    /// A number.
    pub(crate) fn take(&mut self, row: usize) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte(row);
            value |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return value;
            }
        }
    }

    /// A number of either sign.
    pub(crate) fn take_signed(&mut self, row: usize) -> i32 {
        let value = self.take(row) as u32;
        (value >> 1) as i32 ^ -((value & 1) as i32)
    }

    /// The numbers of a rising list.
    pub(crate) fn take_rising(&mut self, counts: usize, row: usize, mut each: impl FnMut(usize)) {
        let mut next = 0;
        for _ in 0..self.take(counts) {
            let value = next + self.take(row);
            each(value);
            next = value + 1;
        }
    }
}
