//! `textDocument/publishDiagnostics`, written straight from findings.
//!
//! A long article has thousands of findings and each keystroke moves all that follow it, so this JSON is written by hand, in one pass over
//! the text: what never needs an escape is copied, and only words that do go through the JSON library.

use super::capabilities::Client;
use super::convert::{Lines, floor, index};
use super::typing;
use crate::desk::Snapshot;
use crate::gazetteer::NameForm;
use crate::rules::{Finding, Fix};
use crate::text::position::{Encoding, Position};
use crate::text::{Problem, Severity, Span};

/// Bytes of JSON that most diagnostics take.
const USUAL: usize = 300;

/// The parameters that show the findings of an article, but for those that touch the sentence being `typed`.
#[must_use]
pub fn findings(
    uri: &str,
    version: Option<i32>,
    snapshot: &Snapshot,
    lines: &Lines,
    client: Client,
    typed: Option<Span>,
) -> Vec<u8> {
    let ranges = Ranges::new(&snapshot.ledger.text, lines, client.encoding);
    let mut params = Params::new(uri, version, snapshot.findings.len(), ranges);
    let shown = |finding: &&Finding| finding.severity != Severity::Off && !typing::waits(typed, finding.span);
    for finding in snapshot.findings.iter().filter(shown) {
        params.finding(finding, client, tag(snapshot, finding));
    }
    params.close()
}

/// The parameters that show the mistakes in one of the newsroom's own files, whose text is `text`. `version` is that of an open document.
#[must_use]
pub fn problems(uri: &str, version: Option<i32>, problems: &[Problem], text: &str, encoding: Encoding) -> Vec<u8> {
    let lines = Lines::new();
    let mut params = Params::new(uri, version, problems.len(), Ranges::new(text, &lines, encoding));
    for problem in problems.iter().filter(|p| p.severity != Severity::Off) {
        params.open(problem.span, problem.severity);
        params.message(&problem.message, problem.help.as_deref());
        params.put("}");
    }
    params.close()
}

/// The parameters that show one remark on a document as a whole, at its top.
#[must_use]
pub fn remark(uri: &str, version: i32, message: &str) -> Vec<u8> {
    let about = Problem { span: Span::default(), severity: Severity::Info, message: message.into(), help: None };
    problems(uri, Some(version), &[about], "", Encoding::default())
}

/// The parameters that take away what was shown before.
#[must_use]
pub fn nothing(uri: &str, version: Option<i32>) -> Vec<u8> {
    problems(uri, version, &[], "", Encoding::default())
}

/// What an editor may show a finding's words as, beside the line under them.
#[derive(Clone, Copy)]
enum Tag {
    /// Faded: they do nothing.
    Unnecessary,
    /// Struck out: a form that is not used any more.
    Deprecated,
}

/// The tag of a finding: a directive that lets nothing stand is unnecessary, a name a place no longer bears is deprecated.
fn tag(snapshot: &Snapshot, finding: &Finding) -> Option<Tag> {
    if finding.rule == "unused-directive" {
        return Some(Tag::Unnecessary);
    }
    let places = &snapshot.ledger.places;
    let it = places.get(places.partition_point(|it| it.span.start < finding.span.start))?;
    let former = it.span.start == finding.span.start && it.choice.form == NameForm::Former;
    (finding.rule.starts_with("place") && former).then_some(Tag::Deprecated)
}

/// The parameters as far as they are written.
struct Params<'a> {
    json: Vec<u8>,
    uri: &'a str,
    ranges: Ranges<'a>,
    empty: bool,
}

impl<'a> Params<'a> {
    fn new(uri: &'a str, version: Option<i32>, expected: usize, ranges: Ranges<'a>) -> Self {
        let mut params = Self { json: Vec::with_capacity((expected + 1) * USUAL), uri, ranges, empty: true };
        params.put("{\"uri\":");
        params.string(uri);
        if let Some(version) = version {
            params.put(",\"version\":");
            params.put(&version.to_string());
        }
        params.put(",\"diagnostics\":[");
        params
    }

    fn close(mut self) -> Vec<u8> {
        self.put("]}");
        self.json
    }

    fn finding(&mut self, finding: &Finding, client: Client, tag: Option<Tag>) {
        self.open(finding.span, finding.severity);
        self.put(",\"code\":");
        self.string(finding.rule);
        if client.links_codes
            && let Some(page) = page(finding.rule)
        {
            self.put(",\"codeDescription\":{\"href\":");
            self.string(&page);
            self.put("}");
        }
        self.message(&finding.message, finding.help.as_deref());
        if let Some(tag) = tag.filter(|_| client.tags) {
            self.put(match tag {
                Tag::Unnecessary => ",\"tags\":[1]",
                Tag::Deprecated => ",\"tags\":[2]",
            });
        }
        if client.shows_related && !finding.related.is_empty() {
            self.put(",\"relatedInformation\":");
            self.list(&finding.related, Self::related);
        }
        if client.keeps_data && !finding.fixes.is_empty() {
            // For the editor to give back when it asks for ways to mend a finding.
            self.put(",\"data\":{\"fixes\":");
            self.list(&finding.fixes, Self::fix);
            self.put("}");
        }
        self.put("}");
    }

    /// Begins a diagnostic, with what all have.
    fn open(&mut self, span: Span, severity: Severity) {
        let first = std::mem::take(&mut self.empty);
        self.put(if first { "{\"range\":" } else { ",{\"range\":" });
        self.range(span);
        // The protocol's numbers for severities.
        self.put(match severity {
            Severity::Error => ",\"severity\":1,\"source\":\"sayso\"",
            Severity::Warning => ",\"severity\":2,\"source\":\"sayso\"",
            Severity::Info => ",\"severity\":3,\"source\":\"sayso\"",
            Severity::Hint | Severity::Off => ",\"severity\":4,\"source\":\"sayso\"",
        });
    }

    /// What is missing, and on a line of its own how to mend it.
    fn message(&mut self, message: &str, help: Option<&str>) {
        self.put(",\"message\":\"");
        self.escaped(message);
        if let Some(help) = help {
            self.put("\\n");
            self.escaped(help);
        }
        self.put("\"");
    }

    fn related(&mut self, (span, message): &(Span, String)) {
        self.put("{\"location\":{\"uri\":");
        self.string(self.uri);
        self.put(",\"range\":");
        self.range(*span);
        self.put("},\"message\":");
        self.string(message);
        self.put("}");
    }

    fn fix(&mut self, fix: &Fix) {
        self.put("{\"title\":");
        self.string(&fix.title);
        self.put(if fix.safe { ",\"safe\":true,\"edits\":" } else { ",\"safe\":false,\"edits\":" });
        self.list(&fix.edits, |params, (span, text)| {
            params.put("{\"range\":");
            params.range(*span);
            params.put(",\"newText\":");
            params.string(text);
            params.put("}");
        });
        self.put("}");
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.put("[");
        for (i, item) in items.iter().enumerate() {
            self.put(if i == 0 { "" } else { "," });
            write(self, item);
        }
        self.put("]");
    }

    fn range(&mut self, span: Span) {
        let (start, end) = self.ranges.of(span);
        self.put("{\"start\":");
        self.position(start);
        self.put(",\"end\":");
        self.position(end);
        self.put("}");
    }

    fn position(&mut self, position: Position) {
        self.put("{\"line\":");
        self.number(position.line);
        self.put(",\"character\":");
        self.number(position.character);
        self.put("}");
    }

    fn number(&mut self, mut number: u32) {
        let mut digits = [b'0'; 10];
        let mut first = digits.len() - 1;
        while number > 9 {
            digits[first] += (number % 10) as u8;
            number /= 10;
            first -= 1;
        }
        digits[first] += number as u8;
        self.json.extend_from_slice(&digits[first..]);
    }

    fn string(&mut self, words: &str) {
        self.put("\"");
        self.escaped(words);
        self.put("\"");
    }

    fn escaped(&mut self, words: &str) {
        // Without an early end, so that the compiler can take many bytes at once.
        let plain = words.bytes().fold(true, |plain, b| plain & (b >= b' ') & (b != b'"') & (b != b'\\'));
        if plain {
            self.put(words);
        } else if let Ok(quoted) = serde_json::to_string(words) {
            self.put(&quoted[1..quoted.len() - 1]);
        }
    }

    fn put(&mut self, json: &str) {
        self.json.extend_from_slice(json.as_bytes());
    }
}

/// A rule's page, where the project has a home to keep it in.
fn page(rule: &str) -> Option<String> {
    let home = option_env!("CARGO_PKG_REPOSITORY").filter(|home| !home.is_empty())?;
    Some(format!("{home}/blob/main/docs/rules/{rule}.md"))
}

/// Turns spans into ranges. Spans in order of their start cost one pass over the text between them, also in a line of a million characters.
struct Ranges<'a> {
    text: &'a str,
    lines: &'a Lines,
    encoding: Encoding,
    /// The last start, in bytes and as a position.
    last: (usize, Position),
}

impl<'a> Ranges<'a> {
    fn new(text: &'a str, lines: &'a Lines, encoding: Encoding) -> Self {
        Self { text, lines, encoding, last: (0, Position::default()) }
    }

    fn of(&mut self, span: Span) -> (Position, Position) {
        let start = floor(self.text, span.start);
        let end = floor(self.text, span.end).max(start);
        if start >= self.last.0 {
            self.last = (start, self.onward(self.last, start));
            return (self.last.1, self.onward(self.last, end));
        }
        let start_position = index(self.lines, self.text).position(self.text, start, self.encoding);
        (start_position, self.onward((start, start_position), end))
    }

    /// Position of the byte `to`, at or after `from`.
    fn onward(&self, from: (usize, Position), to: usize) -> Position {
        let (mut byte, mut position) = from;
        let bytes = self.text.as_bytes();
        for found in memchr::memchr2_iter(b'\n', b'\r', &bytes[byte..to]) {
            let at = from.0 + found;
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            byte = at + 1;
            position = Position { line: position.line + 1, character: 0 };
        }
        position.character += units(&bytes[byte..to], self.encoding);
        position
    }
}

/// How many columns the UTF-8 `bytes` take.
fn units(bytes: &[u8], encoding: Encoding) -> u32 {
    // Counted by bytes, without branches and in sums of one byte, so that the compiler can take many at once: a continuation byte
    // (10xxxxxx) starts no character, and a lead byte of 0xF0 or more starts one of two UTF-16 code units.
    let sum = |count: fn(u8) -> u8| {
        let chunks = bytes.chunks(64).map(|chunk| chunk.iter().map(|&b| count(b)).sum::<u8>());
        chunks.map(usize::from).sum::<usize>()
    };
    let count = match encoding {
        Encoding::Utf8 => bytes.len(),
        Encoding::Utf16 => sum(|b| u8::from(b & 0xC0 != 0x80) + u8::from(b >= 0xF0)),
        Encoding::Utf32 => sum(|b| u8::from(b & 0xC0 != 0x80)),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn parsed(json: &[u8]) -> Value {
        serde_json::from_slice(json).expect("JSON")
    }

    #[test]
    fn a_finding_is_written_with_all_that_belongs_to_it() {
        let fix = Fix {
            title: "Write \u{201c}Kharkiv\u{201d}".into(),
            edits: vec![(Span::new(3, 4), "K".into())],
            safe: false,
        };
        let finding = Finding {
            help: Some("Mend \"it\".".into()),
            severity: Severity::Error,
            related: vec![(Span::new(0, 1), "Here.".into())],
            fixes: vec![fix],
            ..Finding::new("tk", Span::new(2, 8), "Still\tto come.")
        };
        let client = Client { shows_related: true, keeps_data: true, tags: true, ..Client::default() };
        let lines = Lines::new();
        let mut params = Params::new("file:///a", Some(12), 1, Ranges::new("a\nb😀c", &lines, Encoding::Utf16));
        params.finding(&finding, client, Some(Tag::Deprecated));
        params.finding(&Finding::new("tk", Span::new(7, 8), "Still to come."), client, None);
        let range = |start: [u32; 2], end: [u32; 2]| {
            let at = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
            json!({"start": at(start), "end": at(end)})
        };
        let expected = json!({"uri": "file:///a", "version": 12, "diagnostics": [
            {
                "range": range([1, 0], [1, 4]), "severity": 1, "source": "sayso", "code": "tk",
                "message": "Still\tto come.\nMend \"it\".", "tags": [2],
                "relatedInformation": [
                    {"location": {"uri": "file:///a", "range": range([0, 0], [0, 1])}, "message": "Here."}
                ],
                "data": {"fixes": [{
                    "title": "Write \u{201c}Kharkiv\u{201d}", "safe": false,
                    "edits": [{"range": range([1, 1], [1, 1]), "newText": "K"}]
                }]}
            },
            {
                "range": range([1, 3], [1, 4]), "severity": 4, "source": "sayso", "code": "tk",
                "message": "Still to come."
            }
        ]});
        assert_eq!(parsed(&params.close()), expected);
        assert_eq!(parsed(&nothing("a", None)), json!({"uri": "a", "diagnostics": []}));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_words_and_numbers_arrive_as_they_are(words: String, number: u32, text: String) {
            let lines = Lines::new();
            let mut params = Params::new(&words, None, 0, Ranges::new("", &lines, Encoding::Utf8));
            params.json.clear();
            params.put("[");
            params.number(number);
            params.put(",");
            params.string(&words);
            params.put("]");
            prop_assert_eq!(parsed(&params.json), json!([number, words]));
            let utf16 = units(text.repeat(20).as_bytes(), Encoding::Utf16);
            prop_assert_eq!(utf16 as usize, 20 * text.encode_utf16().count());
            prop_assert_eq!(units(text.as_bytes(), Encoding::Utf32) as usize, text.chars().count());
        }
    }
}
