//! Where a command reads from and writes to, and what its words go through on the way.
//!
//! A folder may come from anybody, and what its files are called is no order to a terminal or a build server. So no command holds the streams
//! themselves: it says what it writes, and [`shown`] has its look at it. A file's name is a [`FileName`], which cannot be printed raw by
//! mistake.

use crate::text::json::tame;
use crate::text::shown;
use std::fmt::{self, Display};
use std::io::{self, Read, Write};
use std::path::Path;

/// Where a command reads from and writes to.
pub(crate) struct Streams<'a> {
    /// Standard input.
    input: Box<dyn Read + Send + 'a>,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Whether a person looks at what is asked for as it comes.
    terminal: bool,
    /// Whether pages may carry colours.
    pub colour: bool,
    /// Columns to fit pages into.
    pub width: usize,
}

impl<'a> Streams<'a> {
    /// `colour` and `width` are those of what is asked for.
    pub fn new(
        input: impl Read + Send + 'a,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
        terminal: bool,
        colour: bool,
        width: usize,
    ) -> Self {
        Self { input: Box::new(input), out, err, terminal, colour, width }
    }

    /// Standard input, which is handed out once.
    pub fn take_input(&mut self) -> Box<dyn Read + Send + 'a> {
        std::mem::replace(&mut self.input, Box::new(io::empty()))
    }

    /// A line of what was asked for, with anybody's words in it.
    pub fn line(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.out, "{}", shown::page(&shown::one_line(&line.to_string()), false))
    }

    /// A line to the person at the terminal, with anybody's words in it.
    pub fn note(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.err, "{}", shown::page(&shown::one_line(&line.to_string()), false))
    }

    /// Rows of what was asked for, as a person reads them. Whoever makes them has made one line of each of anybody's words.
    pub fn page(&mut self, rows: &str) -> io::Result<()> {
        self.out.write_all(shown::page(rows, self.colour).as_bytes())
    }

    /// Rows to the person at the terminal.
    pub fn aside(&mut self, rows: &str) -> io::Result<()> {
        self.err.write_all(shown::page(rows, self.colour).as_bytes())
    }

    /// JSON that was asked for, or a part of some, cut between two values.
    pub fn json(&mut self, json: String) -> io::Result<()> {
        self.out.write_all(tame(json).as_bytes())
    }

    /// Lines of JSON that are tame as they were written (see [`crate::text::json::Json`]).
    pub fn tame(&mut self, lines: &[u8]) -> io::Result<()> {
        self.out.write_all(lines)
    }

    /// What was asked for as a file is, to the byte, with no words that its format leaves raw but the copy's own: a clean copy, a patch, a page.
    /// Where it is not to be a file but is looked at, it steers nothing.
    pub fn document(&mut self, text: &str) -> io::Result<()> {
        if self.terminal { self.page(text) } else { self.out.write_all(text.as_bytes()) }
    }

    /// Lets what was written reach its reader.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What a file is called: printed, a line that cannot steer what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileName(String);

impl FileName {
    /// As it is written, for a format that escapes it itself.
    pub fn as_written(&self) -> &str {
        &self.0
    }
}

impl From<&str> for FileName {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown::name(&self.0))
    }
}

/// The path as the person at the terminal would write it: from where they stand, if it lies below.
pub(crate) fn name_of(path: &Path) -> FileName {
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    FileName(inside.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_steers_nothing_where_it_is_looked_at() {
        for (terminal, wanted) in [(true, "a\u{fffd}[2J\n"), (false, "a\u{1b}[2J\n")] {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            Streams::new(io::empty(), &mut out, &mut err, terminal, terminal, 80).document("a\u{1b}[2J\n").unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), wanted);
        }
    }

    #[test]
    fn a_line_is_a_line_and_no_order() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams::new(io::empty(), &mut out, &mut err, false, true, 80);
        streams.note(format_args!("{}: a\nb", name_of(Path::new("::error::\u{1b}[2J\n.md")))).unwrap();
        drop(streams);
        assert_eq!(String::from_utf8(err).unwrap(), ":\u{fffd}error::\u{fffd}[2J\u{fffd}.md: a b\n");
    }
}
