//! Messages cut out of the stream an editor writes: `Content-Length` headers and bodies, and JSON that JavaScript may write and Rust may not.
//!
//! A broken frame costs that frame and never the stream: reading goes on at the next header that names a length. Nothing here knows what
//! a message says, and nothing is logged of one.

use std::io::{self, BufRead, Read};

/// Bodies longer than this many bytes are read past and not looked at.
pub const LONGEST: usize = 64 << 20;

/// Header lines are looked at in pieces of at most this many bytes, so that a stream without line ends takes no memory.
const LONGEST_LINE: u64 = 16 << 10;

/// What stood next in the stream.
#[derive(Debug, PartialEq, Eq)]
pub enum InputFrame {
    /// A body: UTF-8 JSON if the editor keeps to the protocol.
    Body(Vec<u8>),
    /// A body longer than [`LONGEST`]: its length in bytes, and how it starts.
    TooLong(usize, Vec<u8>),
    /// Headers that name no length.
    NoLength,
}

/// Reads the next frame; `None` at the end of the stream, also if a frame is cut short by it.
///
/// # Errors
///
/// Those of the stream.
pub fn next(stream: &mut impl BufRead) -> io::Result<Option<InputFrame>> {
    let mut length = None;
    let mut line = Vec::new();
    let mut lines = 0;
    loop {
        line.clear();
        stream.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if matches!(line.as_slice(), b"\r\n" | b"\n") {
            match length {
                Some(length) => return body(stream, length),
                None if lines > 0 => return Ok(Some(InputFrame::NoLength)),
                // Blank lines between frames are harmless.
                None => continue,
            }
        }
        lines += 1;
        length = content_length(&line).or(length);
    }
}

/// The body of `length` bytes.
fn body(stream: &mut impl BufRead, length: usize) -> io::Result<Option<InputFrame>> {
    let kept = if length > LONGEST { LONGEST_LINE as usize } else { length };
    let mut body = vec![0; kept];
    let whole = stream.read_exact(&mut body).and_then(|()| {
        let rest = (length - kept) as u64;
        let read = io::copy(&mut stream.by_ref().take(rest), &mut io::sink())?;
        if read == rest { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    });
    match whole {
        Ok(()) if kept < length => Ok(Some(InputFrame::TooLong(length, body))),
        Ok(()) => Ok(Some(InputFrame::Body(body))),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(e) => Err(e),
    }
}

/// The length a header line names. The name may stand anywhere in the line: after a frame with a wrong length, or none, the next header
/// follows the rest of a body without a line end between them.
fn content_length(line: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    let at = line.windows(NAME.len()).rposition(|w| w.eq_ignore_ascii_case(NAME))?;
    std::str::from_utf8(&line[at + NAME.len()..]).ok()?.trim().parse().ok()
}

/// Replaces each `\uD800`-`\uDFFF` escape that is half of no pair by `\ufffd`.
///
/// Editors written in JavaScript send such halves when a text holds them; they cannot be UTF-8. U+FFFD is one UTF-16 code unit as the
/// half was, so every position the editor counts stays right.
pub fn mend_surrogates(json: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &json[at..]) {
        let start = at + found;
        at = match unit(json, start) {
            Some(0xD800..=0xDBFF) if matches!(unit(json, start + 6), Some(0xDC00..=0xDFFF)) => start + 12,
            Some(0xD800..=0xDFFF) => {
                json[start + 2..start + 6].copy_from_slice(b"fffd");
                start + 6
            }
            // Any escape but `\u` is two bytes; skipping both keeps `\\u` from being read as an escape.
            _ => (start + 2).min(json.len()),
        };
    }
}

/// The code unit of the `\uXXXX` escape that starts at `start`.
fn unit(json: &[u8], start: usize) -> Option<u16> {
    let hex = json.get(start..start + 6)?.strip_prefix(b"\\u")?;
    if !hex.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut stream: &[u8]) -> Vec<InputFrame> {
        std::iter::from_fn(|| next(&mut stream).expect("memory does not fail")).collect()
    }

    fn body(text: &str) -> InputFrame {
        InputFrame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_in_any_case_and_order() {
        let stream =
            b"content-length: 2\r\n\r\n{}Content-Type: x\r\nCONTENT-LENGTH:3\r\n\r\n[1]\r\nContent-Length: 1\n\n1";
        assert_eq!(frames(stream), [body("{}"), body("[1]"), body("1")]);
    }

    #[test]
    fn a_broken_header_costs_one_frame() {
        let stream = b"Length: 2\r\n\r\n{}Content-Length: many\r\n\r\n{}Content-Length: 2\r\n\r\n[]";
        assert_eq!(frames(stream), [InputFrame::NoLength, InputFrame::NoLength, body("[]")]);
    }

    #[test]
    fn a_length_too_short_costs_the_rest_of_its_body() {
        assert_eq!(frames(b"Content-Length: 1\r\n\r\n{}\r\nContent-Length: 2\r\n\r\n[]"), [body("{"), body("[]")]);
        assert_eq!(frames(b"Content-Length: 1\r\n\r\n{}Content-Length: 2\r\n\r\n[]"), [body("{"), body("[]")]);
    }

    #[test]
    fn a_stream_cut_short_is_at_its_end() {
        assert_eq!(frames(b""), []);
        assert_eq!(frames(b"Content-Len"), []);
        assert_eq!(frames(b"Content-Length: 9\r\n\r\n{}"), []);
    }

    #[test]
    fn a_body_too_long_is_read_past() {
        let mut stream = format!("Content-Length: {}\r\n\r\n", LONGEST + 1).into_bytes();
        stream.resize(stream.len() + LONGEST + 1, b' ');
        stream.extend(b"Content-Length: 2\r\n\r\n[]");
        let found = frames(&stream);
        assert!(
            matches!(&found[..], [InputFrame::TooLong(n, head), InputFrame::Body(_)] if *n == LONGEST + 1 && !head.is_empty())
        );
    }

    #[test]
    fn a_stream_without_line_ends_is_read_in_pieces() {
        let mut stream = vec![b'x'; 1 << 20];
        stream.extend(b"\r\n\r\nContent-Length: 2\r\n\r\n[]");
        assert_eq!(frames(&stream), [InputFrame::NoLength, body("[]")]);
    }

    #[test]
    fn half_a_surrogate_pair_becomes_a_replacement_character() {
        let mended = |json: &str| {
            let mut json = json.as_bytes().to_vec();
            mend_surrogates(&mut json);
            String::from_utf8(json).expect("only ASCII is written")
        };
        assert_eq!(mended(r#""\ud83d""#), r#""\ufffd""#);
        assert_eq!(mended(r#""\uDE00\ud83d\ude00\ud83d""#), r#""\ufffd\ud83d\ude00\ufffd""#);
        assert_eq!(mended(r#""\ud83d\ud83d\ude00""#), r#""\ufffd\ud83d\ude00""#);
        assert_eq!(mended(r#""\\ud83d""#), r#""\\ud83d""#);
        assert_eq!(mended(r#""\\\ud83d\n""#), r#""\\\ufffd\n""#);
        assert_eq!(mended(r#""é\ud83"#), r#""é\ud83"#);
        assert_eq!(mended("\\"), "\\");
    }
}
