//! What an article says of itself between `---` lines at its top, as YAML.
//!
//! Read event by event, so that neither deep nesting nor aliases cost anything. A mistake is a problem at its place; what could be read
//! before it stays.

use super::FrontMatter;
use super::chars::trimmed;
use super::split::lines;
use super::tags;
use crate::text::{Problem, Severity, Span};
use saphyr_parser::{Event, Parser, ScalarStyle};

const BOM: char = '\u{FEFF}';

/// Where the front matter at the top of `text` ends (after its closing line), if there is any: `---` on the first line, a line that is
/// `---` or `...` later. One that is never closed ends at the first blank line, if it begins as YAML does.
pub(super) fn end(text: &str) -> Option<usize> {
    let top = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut blank = None;
    for (i, line) in lines(text, top).enumerate() {
        let bare = line.text.trim_end();
        match i {
            0 if bare != "---" => return None,
            0 => {}
            1 if !begins_yaml(bare) => return None,
            _ if is_end(bare) => return Some(line.next),
            _ if bare.is_empty() && blank.is_none() => blank = Some(line.next),
            _ => {}
        }
    }
    text[top..].starts_with("---").then(|| blank.unwrap_or(text.len()))
}

fn is_end(line: &str) -> bool {
    matches!(line, "---" | "...")
}

/// Whether `line` can be the first line of front matter: its end, a comment, or a key and a colon.
fn begins_yaml(line: &str) -> bool {
    let key = line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '"' | '\''));
    is_end(line) || line.starts_with('#') || (key.len() < line.len() && key.starts_with(':'))
}

/// Reads the front matter piece; `text` is that piece's own text, which starts the article, so spans are the article's too.
#[must_use]
pub fn parse_front_matter(text: &str) -> FrontMatter {
    let mut reader = Reader { front: FrontMatter::default(), seen: Vec::new(), nocite: Vec::new() };
    let top = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut all = lines(text, top);
    let Some(first) = all.next() else { return reader.front };
    let start = first.next;
    let stop = match all.find(|l| is_end(l.text.trim_end())) {
        Some(line) => line.start,
        None => {
            let place = Span::new(first.start, first.start + first.text.trim_end().len());
            reader.problem(place, "The front matter is never closed.", "Add a line of three hyphens (---) after it.");
            text.len()
        }
    };
    reader.read(&text[start..stop], start);
    let listed = reader.nocite.iter().flat_map(|&span| tags::find(text, span, &[]));
    reader.front.nocite = listed.flat_map(|tag| tag.citations).collect();
    reader.front
}

/// A YAML value as far as front matter needs one.
enum Value {
    /// A single value; `None` if it is left out.
    One(Option<(String, Span)>),
    /// A list of single values.
    Many(Vec<(String, Span)>),
    /// Names and single values.
    Pairs(Vec<(String, String)>),
    /// Something deeper.
    Other,
}

struct Reader {
    front: FrontMatter,
    /// Keys met so far.
    seen: Vec<String>,
    /// Where the words of `nocite` stand.
    nocite: Vec<Span>,
}

/// YAML counts characters; this knows the byte each one starts at.
struct Offsets {
    /// Empty if every character is one byte.
    bytes: Vec<usize>,
    length: usize,
    shift: usize,
}

impl Offsets {
    fn new(yaml: &str, shift: usize) -> Self {
        let bytes = if yaml.is_ascii() { Vec::new() } else { yaml.char_indices().map(|(at, _)| at).collect() };
        Self { bytes, length: yaml.len(), shift }
    }

    fn at(&self, index: usize) -> usize {
        let byte = if self.bytes.is_empty() { index } else { self.bytes.get(index).copied().unwrap_or(self.length) };
        byte.min(self.length) + self.shift
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.at(span.start.index());
        Span::new(start, self.at(span.end.index()).max(start))
    }
}

impl Reader {
    fn problem(&mut self, span: Span, message: &str, help: &str) {
        let (message, help) = (message.to_owned(), Some(help.to_owned()));
        self.front.problems.push(Problem { span, severity: Severity::Warning, message, help });
    }

    /// Reads the mapping `yaml`, which starts at byte `shift` of the article.
    fn read(&mut self, yaml: &str, shift: usize) {
        let offsets = Offsets::new(yaml, shift);
        let mut depth = 0usize;
        let mut key: Option<(String, Span)> = None;
        let mut value = Value::Other;
        let mut inner_key: Option<String> = None;
        for event in Parser::new_from_str(yaml) {
            let (event, span) = match event {
                Ok((event, span)) => (event, offsets.span(span)),
                Err(error) => {
                    let at = offsets.at(error.marker().index()).min(shift + yaml.len());
                    let place = line_of(yaml, at - shift).shifted(shift);
                    let help = format!(
                        "{}. A missing space after a colon or a missing quotation mark is the usual cause.",
                        sentence(error.info())
                    );
                    self.problem(place, "The front matter cannot be read from here on.", &help);
                    return;
                }
            };
            match event {
                Event::Scalar(text, style, ..) => {
                    let single = (style != ScalarStyle::Plain || !matches!(&*text, "" | "~" | "null"))
                        .then(|| (text.into_owned(), span));
                    match (depth, key.take()) {
                        (0, _) => return self.no_mapping(yaml, span.start - shift, shift),
                        (1, None) => key = Some(single.unwrap_or_default()),
                        (1, Some((name, at))) => self.set(&name, at, Value::One(single)),
                        (_, outer) => {
                            key = outer;
                            if depth == 2 {
                                collect(&mut value, &mut inner_key, single);
                            }
                        }
                    }
                }
                Event::Alias(_) if depth == 1 => key = if key.is_some() { None } else { Some(Default::default()) },
                Event::Alias(_) if depth == 2 => collect(&mut value, &mut inner_key, None),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    let list = matches!(event, Event::SequenceStart(..));
                    match depth {
                        0 if list => return self.no_mapping(yaml, span.start - shift, shift),
                        1 => value = if list { Value::Many(Vec::new()) } else { Value::Pairs(Vec::new()) },
                        2 => value = Value::Other,
                        _ => {}
                    }
                    inner_key = None;
                    depth += 1;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    depth = depth.saturating_sub(1);
                    if depth == 1 {
                        let done = std::mem::replace(&mut value, Value::Other);
                        match key.take() {
                            Some((name, at)) => self.set(&name, at, done),
                            // A key that is itself a list; its value is nobody's.
                            None => key = Some(Default::default()),
                        }
                    }
                }
                // A second document would start at the closing line.
                Event::DocumentEnd => return,
                _ => {}
            }
        }
    }

    fn no_mapping(&mut self, yaml: &str, at: usize, shift: usize) {
        let place = line_of(yaml, at).shifted(shift);
        self.problem(
            place,
            "The front matter has no values.",
            "Write one \"name: value\" on each line, such as \"date: 2025-12-01\".",
        );
    }

    /// Takes over what stands under `name`, whose place is `at`.
    fn set(&mut self, name: &str, at: Span, value: Value) {
        let known = matches!(name, "date" | "dateline" | "language" | "lang" | "bibliography" | "places" | "nocite");
        if !known {
            return;
        }
        if self.seen.iter().any(|s| s == name) {
            let message = format!("\"{name}\" appears twice in the front matter.");
            return self.problem(at, &message, "Keep the right one.");
        }
        self.seen.push(name.to_owned());
        match (name, value) {
            (_, Value::One(None)) => {}
            ("date", Value::One(Some((text, _)))) => self.front.date = Some(text),
            ("dateline", Value::One(Some((text, _)))) => self.front.dateline = Some(text),
            ("language", Value::One(Some((text, _)))) => self.front.language = Some(text),
            ("lang", Value::One(Some((text, _)))) => {
                self.front.language.get_or_insert(text);
            }
            ("nocite", Value::One(Some((_, span)))) => self.nocite.push(span),
            ("nocite", Value::Many(all)) => self.nocite.extend(all.into_iter().map(|(_, span)| span)),
            // Pandoc's own affair.
            ("nocite", _) => {}
            ("bibliography", Value::One(Some(path))) => self.front.bibliography.push(path),
            ("bibliography", Value::Many(paths)) => self.front.bibliography.extend(paths),
            ("places", Value::Pairs(pins)) => self.front.places = pins,
            ("places", _) => {
                let help = "Write one \"name: place id\" on each line under it, indented.";
                self.problem(at, "\"places\" is not a list of names and place ids.", help);
            }
            ("bibliography", _) => {
                let help = "Write one path after it, or a list of paths under it, each after a hyphen.";
                self.problem(at, "\"bibliography\" is not a path or a list of paths.", help);
            }
            _ => {
                let message = format!("\"{name}\" is not a single value.");
                self.problem(at, &message, "Write it on one line: \"name: value\".");
            }
        }
    }
}

/// Adds a single value to the list or the pairs being read.
fn collect(value: &mut Value, inner_key: &mut Option<String>, single: Option<(String, Span)>) {
    match value {
        Value::Many(all) => all.extend(single),
        Value::Pairs(pairs) => match inner_key.take() {
            None => *inner_key = Some(single.unwrap_or_default().0),
            Some(name) => pairs.extend(single.map(|(id, _)| (name, id))),
        },
        _ => {}
    }
}

/// The line of `text` around the byte `at`, without blanks at its ends; at least one character where there is one.
fn line_of(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    trimmed(text, Span::new(start, end)).unwrap_or(Span::new(start, start))
}

/// `info` as the beginning of a sentence.
fn sentence(info: &str) -> String {
    let mut chars = info.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
