//! Input that the transport can read to its end.
//!
//! The transport stops at the first message that it cannot read. A writer's session must not end because an editor or a
//! plugin has sent one bad message, so what is no message is replaced here by a notification that says so, and what stands
//! between messages is skipped.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, ReadBuf};
use tower_lsp_server::jsonrpc::{Request, Response};

/// The method of the notification that stands for something that is no message.
pub(super) const MALFORMED: &str = "$/medlint/malformed";

/// How each message begins.
const LENGTH: &str = "Content-Length:";
/// A header is over by then; a longer one is none.
const HEADER: usize = 4096;
/// No message is longer: a document of the greatest size, every character of it escaped.
const BODY: usize = 2 << 30;
/// So much is read at once.
const CHUNK: usize = 1 << 16;

/// A reader of messages, each with its header.
pub(super) struct Guard<R> {
    inner: R,
    frames: Frames,
    ready: Vec<u8>,
    /// How much of `ready` was handed over.
    given: usize,
}

impl<R> Guard<R> {
    pub(super) fn new(inner: R) -> Self {
        Guard { inner, frames: Frames::default(), ready: Vec::new(), given: 0 }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Guard<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        while this.given == this.ready.len() {
            (this.ready, this.given) = (this.frames.next().unwrap_or_default(), 0);
            if !this.ready.is_empty() {
                break;
            }
            let mut chunk = [0; CHUNK];
            let mut read = ReadBuf::new(&mut chunk);
            match Pin::new(&mut this.inner).poll_read(cx, &mut read) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                // The end of the input; half a message is none.
                Poll::Ready(Ok(())) if read.filled().is_empty() => return Poll::Ready(Ok(())),
                Poll::Ready(Ok(())) => this.frames.0.extend_from_slice(read.filled()),
            }
        }
        let rest = &this.ready[this.given..];
        let part = rest.len().min(out.remaining());
        out.put_slice(&rest[..part]);
        this.given += part;
        Poll::Ready(Ok(()))
    }
}

/// Bytes that were read and not handed on.
#[derive(Default)]
struct Frames(Vec<u8>);

impl Frames {
    /// The next message with a header, or what stands for it; nothing while it is not here as a whole.
    fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            let start = self.beginning()?;
            self.0.drain(..start);
            let Some(end) = find(&self.0, b"\r\n\r\n") else {
                if self.0.len() < HEADER {
                    return None;
                }
                self.0.drain(..LENGTH.len());
                continue;
            };
            let Some(length) = length_in(&self.0[..end]).filter(|length| *length <= BODY) else {
                self.0.drain(..LENGTH.len());
                return Some(framed(malformed().as_bytes()));
            };
            let body = end + 4;
            if self.0.len() < body + length {
                return None;
            }
            let message = framed(&self.0[body..body + length]);
            let good = is_message(&self.0[body..body + length]);
            self.0.drain(..body + length);
            return Some(if good { message } else { framed(malformed().as_bytes()) });
        }
    }

    /// Where the next header begins.
    fn beginning(&mut self) -> Option<usize> {
        // Other headers may come before.
        let is_header = self.0.first().is_some_and(|byte| byte.is_ascii_alphabetic());
        match find(&self.0, LENGTH.as_bytes()) {
            Some(_)
                if is_header
                    && find(&self.0, b"\r\n\r\n").is_some_and(|end| length_in(&self.0[..end]).is_some()) =>
            {
                Some(0)
            }
            Some(start) => Some(start),
            None => {
                let kept = self.0.len().min(HEADER);
                self.0.drain(..self.0.len() - kept);
                None
            }
        }
    }
}

/// The length that a header tells.
fn length_in(header: &[u8]) -> Option<usize> {
    let header = std::str::from_utf8(header).ok()?;
    let value = header.split("\r\n").find_map(|line| line.strip_prefix(LENGTH))?;
    value.trim().parse().ok()
}

/// Whether the transport can read it.
fn is_message(body: &[u8]) -> bool {
    serde_json::from_slice::<Request>(body).is_ok() || serde_json::from_slice::<Response>(body).is_ok()
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut out = format!("{LENGTH} {}\r\n\r\n", body.len()).into_bytes();
    out.extend_from_slice(body);
    out
}

fn malformed() -> String {
    format!(r#"{{"jsonrpc":"2.0","method":"{MALFORMED}"}}"#)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    /// What comes out of an input that comes in so many bytes at a time.
    fn through(input: &[u8], step: usize) -> Vec<String> {
        let mut frames = Frames::default();
        let mut out = Vec::new();
        for part in input.chunks(step) {
            frames.0.extend_from_slice(part);
            while let Some(frame) = frames.next() {
                let text = String::from_utf8(frame).unwrap();
                out.push(text.split_once("\r\n\r\n").unwrap().1.to_owned());
            }
        }
        out
    }

    #[test]
    fn messages_pass_and_others_are_told() {
        let bad = malformed();
        for (body, expected) in
            [(EXIT.as_bytes(), EXIT), (b"{", &bad), (b"\xff", &bad), (b"", &bad), (b"[]", &bad)]
        {
            let input = [framed(body), framed(EXIT.as_bytes())].concat();
            for step in [1, 7, input.len()] {
                assert_eq!(through(&input, step), [expected, EXIT], "{body:?} by {step}");
            }
        }
    }

    #[test]
    fn what_stands_between_messages_is_skipped() {
        let input = format!(
            "noise\r\n\r\nContent-Length: many\r\n\r\nContent-Type: a; charset=b\r\nContent-Length: {}\r\n\r\n{EXIT}",
            EXIT.len()
        );
        assert_eq!(through(input.as_bytes(), input.len()).last().map(String::as_str), Some(EXIT));
    }
}
