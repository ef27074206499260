//! YAML into a [`Tree`]. After a mistake, reading goes on at the next entry of the list, so that one slip does not lose a registry.

use super::tree::{Builder, Container, NodeId, Tree};
use crate::text::{Problem, Severity, Span};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::HashMap;

/// After so many mistakes the rest of a file is left unread: it is not a registry, and each new start costs time.
const MAX_MISTAKES: usize = 20;

/// Tags that change nothing of what is read.
const PLAIN_TAGS: [&str; 7] = ["str", "map", "seq", "int", "bool", "float", "null"];

/// Reads `text`. Mistakes come with their places; what could be read before and after them is in the tree.
pub fn read(text: &str) -> (Tree, Vec<Problem>) {
    let mut builder = Builder::default();
    let mut problems = Vec::new();
    let mut from = 0;
    let mut mistakes = 0;
    while mistakes < MAX_MISTAKES {
        mistakes += 1;
        let Some(mistake) = read_from(text, from, &mut builder, &mut problems) else { break };
        builder.break_off(mistake.span.start);
        let next = next_entry(text, mistake.span.start.max(from));
        problems.push(mistake);
        match next {
            Some(next) => from = next,
            None => break,
        }
    }
    if let Some(span) = builder.too_deep {
        problems.push(Problem {
            span,
            severity: Severity::Warning,
            message: "This is nested too deep to read.".into(),
            help: Some("Move it closer to its entry.".into()),
        });
    }
    (builder.finish(text.len(), true, &mut problems), problems)
}

/// Reads from the byte `from` on; the mistake that ended it, if one did. What is not read in it is added to `problems`.
fn read_from(text: &str, from: usize, builder: &mut Builder, problems: &mut Vec<Problem>) -> Option<Problem> {
    let part = &text[from..];
    let places = Places::new(part);
    let mut anchors: HashMap<usize, NodeId> = HashMap::new();
    let mut parser = Parser::new_from_str(part);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(it) => it,
            Err(error) => {
                let start = from + places.byte(part, error.marker().index());
                return Some(mistake(text, start, error.info()));
            }
        };
        let start = from + places.byte(part, span.start.index());
        let end = from + places.byte(part, span.end.index());
        let span = Span::new(start, end.max(start));
        let odd = matches!(&event, Event::Scalar(.., Some(tag)) | Event::SequenceStart(_, Some(tag)) | Event::MappingStart(_, Some(tag))
            if !(tag.is_yaml_core_schema() && PLAIN_TAGS.contains(&tag.suffix.as_str())));
        if odd {
            problems.push(Problem {
                span,
                severity: Severity::Error,
                message: "sayso does not read values with a YAML tag (!).".into(),
                help: Some("Remove the tag and write the text itself.".into()),
            });
        }
        match event {
            Event::Scalar(words, style, anchor, _) => {
                let id = builder.scalar(span, words.into_owned(), style == ScalarStyle::Plain);
                builder.flaw_if(odd, id);
                anchors.insert(anchor, id);
            }
            Event::SequenceStart(anchor, _) => {
                let id = builder.open(span, Container::List);
                builder.flaw_if(odd, id);
                anchors.insert(anchor, id);
            }
            Event::MappingStart(anchor, _) => {
                let id = builder.open(span, Container::Map);
                builder.flaw_if(odd, id);
                anchors.insert(anchor, id);
            }
            // The end of a block container is noticed at the next thing after it, so its own place says too much.
            Event::SequenceEnd | Event::MappingEnd => builder.close(from + trimmed_end(part, start - from)),
            Event::Alias(anchor) => match anchors.get(&anchor) {
                Some(&id) => builder.alias(id),
                None => {
                    let id = builder.scalar(span, String::new(), true);
                    builder.flaw_if(true, id);
                }
            },
            // Nothing is open here unless too deep.
            Event::DocumentEnd => builder.break_off(start),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
    None
}

/// The end of what stands before `offset`, white space left out; one closing bracket at `offset` itself is taken in.
fn trimmed_end(text: &str, offset: usize) -> usize {
    match text.as_bytes().get(offset) {
        Some(b']' | b'}') => offset + 1,
        _ => text[..offset].trim_end().len(),
    }
}

/// The start of the first line after `offset` that looks like the start of an entry: "- id: ...".
fn next_entry(text: &str, offset: usize) -> Option<usize> {
    let mut at = offset;
    loop {
        at += text[at..].find('\n')? + 1;
        let line = &text[at..];
        if line.trim_start_matches(' ').starts_with("- ") && line.lines().next().is_some_and(|l| l.contains(": ")) {
            return Some(at);
        }
    }
}

fn mistake(text: &str, start: usize, info: &str) -> Problem {
    let help = if info.contains("mapping values") {
        "If a value contains a colon followed by a space, put the value in quotation marks."
    } else if info.contains("tab") {
        "Indent with spaces, not with tabs."
    } else if info.contains("quoted scalar") || info.contains("unexpected end") {
        "A quotation mark is never closed."
    } else if info.contains("block scalar") || info.contains("simple key") || info.contains("expected") {
        "Look for a missing colon, or a line that is indented differently from its neighbours."
    } else {
        "Compare the indentation, colons and quotation marks with the entry before."
    };
    let width = text[start..].chars().next().filter(|c| !c.is_control()).map_or(0, char::len_utf8);
    Problem {
        span: Span::new(start, start + width),
        severity: Severity::Error,
        message: "This entry cannot be read from here on: the YAML breaks off.".into(),
        help: Some(format!("{help} (The YAML reader says: {info}.)")),
    }
}

/// Byte offsets of characters, for a parser that counts characters. One number is kept for each [`Places::STEP`] characters.
struct Places {
    /// `None` for plain ASCII, where characters are bytes.
    steps: Option<Vec<usize>>,
}

impl Places {
    const STEP: usize = 32;

    fn new(text: &str) -> Self {
        let steps = (!text.is_ascii()).then(|| text.char_indices().step_by(Self::STEP).map(|(i, _)| i).collect());
        Self { steps }
    }

    /// The byte at which the character number `index` starts; the text's end if there are not so many.
    fn byte(&self, text: &str, index: usize) -> usize {
        let Some(steps) = &self.steps else { return index.min(text.len()) };
        let Some(&start) = steps.get(index / Self::STEP) else { return text.len() };
        text[start..].char_indices().nth(index % Self::STEP).map_or(text.len(), |(i, _)| start + i)
    }
}
