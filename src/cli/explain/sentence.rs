//! `sayso explain --sentence FILE:LINE`: why a sentence stands as it does.
//!
//! The words are those of [`account`], which hover shows too; only their order on the page is decided here.

use super::super::check::snippet::Source;
use super::super::check::text::Style;
use super::super::files::{Newsrooms, checked, whole};
use super::super::{FileName, Outcome, Streams, name_of};
use crate::desk::Snapshot;
use crate::features::account::{self, Account, Medium, SentenceAccount};
use crate::features::structure;
use crate::ledger::Ledger;
use crate::text::Span;
use crate::text::position::{Encoding, LineIndex, Position};
use crate::text::shown::one_line;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

/// A place in an article, as findings give it: FILE:LINE or FILE:LINE:COLUMN, both from 1, columns in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    path: PathBuf,
    line: u32,
    column: Option<u32>,
}

impl FromStr for Spot {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse::<u32>().ok().filter(|&n| n > 0);
        // From the end, for a path may hold colons itself.
        let cut =
            |text: &str| text.rsplit_once(':').and_then(|(rest, digits)| Some((rest.to_owned(), number(digits)?)));
        let (rest, last) = cut(written).filter(|(rest, _)| !rest.is_empty()).ok_or_else(|| {
            "write the file and the line, such as draft.md:12, or the column too, such as draft.md:12:40".to_owned()
        })?;
        Ok(match cut(&rest).filter(|(path, _)| !path.is_empty()) {
            Some((path, line)) => Self { path: path.into(), line, column: Some(last) },
            None => Self { path: rest.into(), line: last, column: None },
        })
    }
}

/// Prints the account of every sentence at `spot`.
pub(super) fn run(spot: &Spot, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    let path = whole(&spot.path);
    let name = name_of(&path);
    let snapshot = checked(&path, &Newsrooms::default().of(&path));
    let found = snapshot.and_then(|snapshot| Ok((lines_at(&snapshot.ledger, spot)?, snapshot)));
    match found {
        Err(why) => {
            streams.note(format_args!("{name}: {why}"))?;
            Ok(Outcome::Failed)
        }
        Ok((lines, snapshot)) => {
            let style = Style { colour: streams.colour, width: streams.width };
            let pages: Vec<String> = lines.into_iter().map(|index| page(&snapshot, &name, index, style)).collect();
            streams.page(&pages.join("\n"))?;
            Ok(Outcome::Clean)
        }
    }
}

/// Lines of the ledger that touch `spot`; if none does, says in a sentence or two what is there.
fn lines_at(ledger: &Ledger, spot: &Spot) -> Result<Vec<usize>, String> {
    let index = LineIndex::new(&ledger.text);
    let last = index.lines();
    if spot.line as usize > last {
        let lines = if last == 1 { "one line".to_owned() } else { format!("{last} lines") };
        return Err(format!("There is no line {}. The article has {lines}.", spot.line));
    }
    let place = |character| Position { line: spot.line - 1, character };
    let at = |character| index.offset(&ledger.text, place(character), Encoding::Utf32);
    let wanted = match spot.column {
        Some(column) => Span::new(at(column - 1), at(column)),
        None => Span::new(at(0), at(u32::MAX)),
    };
    let touches = |span: Span| span.overlaps(wanted) || spot.column.is_some() && span.touches(wanted.start);
    let lines: Vec<usize> = (0..ledger.lines.len()).filter(|&i| touches(ledger.lines[i].span)).collect();
    // At the seam of two sentences, the one that begins there is meant.
    let lines = if spot.column.is_some() { lines.last().copied().into_iter().collect() } else { lines };
    if lines.is_empty() {
        let from = |i: &usize| index.position(&ledger.text, ledger.lines[*i].span.start, Encoding::Utf8).line + 1;
        let nearest = (0..ledger.lines.len()).map(|i| from(&i)).min_by_key(|line| line.abs_diff(spot.line));
        let nearest = nearest.map_or("The article has none.".into(), |line| format!("The nearest is on line {line}."));
        return Err(format!("There is no sentence on line {}. {nearest}", spot.line));
    }
    Ok(lines)
}

/// The sentence, and its account.
fn page(snapshot: &Snapshot, name: &FileName, index: usize, style: Style) -> String {
    let ledger = &*snapshot.ledger;
    let guard = snapshot.guard();
    let text = guard.masked(&ledger.text);
    let source = Source::new(name, &text);
    let span = ledger.lines[index].span;
    let gutter = source.place(span.end).0.to_string().len();
    let mut page = String::new();
    style.snippet(&mut page, &source, span, gutter, "1;34", '^');
    let one_line = |line: &str| one_line(&guard.shown(line));
    let told = account::sentence(ledger, &snapshot.data.registry, index, Medium::Plain);
    let SentenceAccount { standing, answering, tags, checkworthy, others } = told;
    let _ = writeln!(page, "\n{}", style.paint("1", &one_line(&standing)));
    if let Some(answering) = answering {
        if answering.verdict != standing {
            let _ = writeln!(page, "{}", one_line(&answering.verdict));
        }
        details(&mut page, &answering, "  ", &one_line);
    }
    for line in tags.iter().chain(&checkworthy) {
        let _ = writeln!(page, "{}", one_line(line));
    }
    if !others.is_empty() {
        page.push_str("Also in this sentence:\n");
        for other in others {
            let _ = writeln!(page, "  {}", one_line(&other.verdict));
            details(&mut page, &other, "    ", &one_line);
        }
    }
    let clauses = structure::clauses(ledger, index, Medium::Plain);
    if !clauses.is_empty() {
        page.push_str("How the sentence is built:\n");
        for clause in clauses {
            let _ = writeln!(page, "  {}", one_line(&clause));
        }
    }
    page
}

fn details(page: &mut String, account: &Account, indent: &str, one_line: &dyn Fn(&str) -> String) {
    for line in account.advice.iter().chain(&account.facts) {
        let _ = writeln!(page, "{indent}{}", one_line(line));
    }
}

#[cfg(test)]
mod tests {
    use super::Spot;

    #[test]
    fn a_place_is_read_from_its_end() {
        let spot = |path: &str, line, column| Ok(Spot { path: path.into(), line, column });
        assert_eq!("draft.md:12".parse(), spot("draft.md", 12, None));
        assert_eq!("draft.md:12:4".parse(), spot("draft.md", 12, Some(4)));
        assert_eq!("C:\\desk\\draft.md:12".parse(), spot("C:\\desk\\draft.md", 12, None));
        assert_eq!("notes: day 2.md:3".parse(), spot("notes: day 2.md", 3, None));
        for wrong in ["draft.md", "draft.md:", "draft.md:0", "draft.md:x", ":3", "", "draft.md:99999999999"] {
            assert!(wrong.parse::<Spot>().is_err(), "{wrong}");
        }
    }
}
