//! Tells prose from markup within a block.
//!
//! Markdown is read by `pulldown-cmark`, whose offsets say which stretches are text; all that lies between them is masked. Plain text has
//! no markup but web addresses. A mask never holds white space at its ends.

use super::Format;
use super::chars::is_blank;
use crate::text::Span;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// What of a block is prose.
#[derive(Default)]
pub(super) struct Mask {
    /// Stretches that are not prose, in order, apart from one another.
    pub masked: Vec<Span>,
    /// Stretches that no sentence runs across (paragraphs, items), in order.
    pub leaves: Vec<Span>,
    /// Footnote references, in order; they are masked too.
    pub notes: Vec<Span>,
    /// Code, in order; it is masked too.
    pub code: Vec<Span>,
    /// Rows of tables, in order: each is one or more leaves.
    pub rows: Vec<Span>,
    /// Cells of tables, in order, each with the white space between its pipes: the leaves that hold words of a table.
    pub cells: Vec<Span>,
}

/// The mask of the prose or heading `text`.
pub(super) fn read(text: &str, format: Format) -> Mask {
    let mut mask = match format {
        Format::Markdown if has_markup(text) => markdown(text),
        _ => Mask { leaves: vec![Span::new(0, text.len())], ..Mask::default() },
    };
    mask.notes = notes(text, &mask.code);
    mask.masked.extend(&mask.notes);
    addresses(text, &mut mask.masked);
    tidy(&mut mask.masked);
    mask
}

/// Whether any character of `text` may be markup. Most paragraphs of news have none.
fn has_markup(text: &str) -> bool {
    let first = text.trim_start().as_bytes().first().copied().unwrap_or(0);
    let lead = first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'=' | b'|' | b':');
    lead || text
        .bytes()
        .any(|b| matches!(b, b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'#' | b'|' | b'~' | b'>' | b'^' | b'='))
}

fn markdown(text: &str) -> Mask {
    let skip = leading(text);
    let of_list = as_item(text, skip);
    let (shown, skip) = of_list.as_deref().map_or((&text[skip..], skip), |item| (item, 0));
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    // A reference link's definition may stand in another block; but "[a][@b]" and "[@a][^1]" are no links.
    let other =
        |label: &str| label.starts_with(['@', '^']) || label.starts_with("-@") || label.eq_ignore_ascii_case("cq");
    let resolve = |link: BrokenLink<'_>| {
        let known = link.link_type == LinkType::Reference
            && !other(&link.reference)
            && !text.get(skip + link.span.start + 1..).is_some_and(other);
        known.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(shown, options, Some(resolve));
    let mut reader = Reader { text, prose: skip, leaf: skip, hidden: 0, mask: Mask::default() };
    reader.hide(0, skip);
    for (event, range) in parser.into_offset_iter() {
        reader.event(&event, Span::new(range.start + skip, range.end + skip));
    }
    reader.hide(reader.prose, text.len());
    reader.part(text.len());
    reader.mask
}

/// Length of the white space and whole comments `text` begins with: CommonMark would take the rest of the line for HTML, and indented
/// text after a list for code.
fn leading(text: &str) -> usize {
    let mut rest = text.trim_start_matches(is_blank);
    while let Some(after) = rest.strip_prefix("<!--").and_then(|r| r.split_once("-->")).map(|(_, after)| after) {
        rest = after.trim_start_matches(is_blank);
    }
    text.len() - rest.len()
}

/// `text`, of which `blank` bytes are its first line's indentation, as an item of a list, byte for byte: a table that belongs to an item
/// is told from code by the columns of that item alone. `None` where that makes no difference.
fn as_item(text: &str, blank: usize) -> Option<String> {
    // With less a block is no code, whatever it belongs to; and no list is eight deep.
    const INDENTED: std::ops::RangeInclusive<usize> = 4..=32;
    if !INDENTED.contains(&blank) || !text.contains('|') || text[..blank].bytes().any(|byte| byte != b' ') {
        return None;
    }
    // A mark and its blanks are two to five columns wide, and every mark stands in the columns of the one before.
    let last = if blank % 4 == 1 { 5 } else { 4 };
    let mut item = String::with_capacity(text.len());
    while blank - item.len() > last {
        item.push_str("-   ");
    }
    item.push('-');
    item.extend(std::iter::repeat_n(' ', blank - item.len()));
    Some(item + &text[blank..])
}

struct Reader<'t> {
    text: &'t str,
    /// End of the last stretch of prose.
    prose: usize,
    /// Where the leaf being read starts.
    leaf: usize,
    /// How many elements deep in what is no prose.
    hidden: usize,
    mask: Mask,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => {
                self.hidden += usize::from(is_hidden(tag));
                match tag {
                    Tag::CodeBlock(_) => self.mask.code.push(span),
                    Tag::HtmlBlock => self.after_comments(span),
                    Tag::TableHead | Tag::TableRow => self.mask.rows.push(span),
                    Tag::TableCell if !span.is_empty() => self.mask.cells.push(span),
                    _ => {}
                }
                if !is_inline(tag.to_end()) {
                    self.part(span.start);
                }
            }
            Event::End(end) => {
                let autolink = *end == TagEnd::Link && self.text[span.start..].starts_with('<');
                let hidden = matches!(end, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image);
                self.hidden = self.hidden.saturating_sub(usize::from(hidden || autolink));
                if matches!(end, TagEnd::TableHead | TagEnd::TableRow) {
                    self.surplus(span);
                }
                if !is_inline(*end) {
                    self.part(span.end);
                }
            }
            Event::Code(_) => self.mask.code.push(span),
            // An entity stands for a character that is not in the text as such.
            Event::Text(text) if self.hidden == 0 && **text == *span.of(self.text) => self.keep(span),
            _ => {}
        }
    }

    /// Reads what follows the comments that a block of HTML begins with, on the line the first of them ends on: prose, as Pandoc has it,
    /// and taken for plain text.
    fn after_comments(&mut self, html: Span) {
        let text = html.of(self.text);
        let Some(end) = text.trim_start().starts_with("<!--").then(|| text.find("-->")).flatten() else { return };
        let mut at = html.start + end + "-->".len();
        let stop = at + self.text[at..html.end].find(['\r', '\n']).unwrap_or(html.end - at);
        while at < stop {
            let rest = &self.text[at..stop];
            let length = rest.find("<!--").unwrap_or(rest.len());
            let words = &rest[..length];
            let bare = words.trim_matches(is_blank);
            if !bare.is_empty() {
                let from = at + words.len() - words.trim_start_matches(is_blank).len();
                self.keep(Span::new(from, from + bare.len()));
            }
            let comment = rest[length..].find("-->").map_or(rest.len() - length, |end| end + "-->".len());
            at += length + comment;
        }
    }

    /// Reads the cells that `row` has beyond the columns of its table. No page shows them, but they stand in the copy: they are taken for
    /// plain text.
    fn surplus(&mut self, row: Span) {
        let mut at = self.mask.cells.last().map_or(row.start, |cell| cell.end).max(row.start);
        let end = row.start + row.of(self.text).trim_end_matches(['\r', '\n']).len();
        while let Some(pipe) = self.text.get(at..end).and_then(|rest| rest.find('|')) {
            let start = at + pipe + 1;
            let cell = Span::new(start, start + cell_length(&self.text[start..end.max(start)]));
            at = cell.end;
            let words = cell.of(self.text);
            let bare = words.trim_matches(is_blank);
            if !bare.is_empty() {
                self.part(cell.start);
                let from = cell.start + words.len() - words.trim_start_matches(is_blank).len();
                self.keep(Span::new(from, from + bare.len()));
                self.part(cell.end);
                self.mask.cells.push(cell);
            }
        }
    }

    /// Takes `span` for prose, and what lies between it and the prose before it for markup.
    fn keep(&mut self, span: Span) {
        if span.start >= self.prose {
            self.hide(self.prose, span.start);
            self.prose = span.end;
        }
    }

    /// Masks what is not white space in `start..end`, line by line so that line breaks stay white space.
    fn hide(&mut self, start: usize, end: usize) {
        let mut at = start;
        for line in self.text[start..end].split_inclusive('\n') {
            let bare = line.trim_matches(is_blank);
            if !bare.is_empty() {
                let from = at + line.len() - line.trim_start_matches(is_blank).len();
                self.mask.masked.push(Span::new(from, from + bare.len()));
            }
            at += line.len();
        }
    }

    /// Ends the leaf at `at` and begins the next.
    fn part(&mut self, at: usize) {
        let at = at.clamp(self.leaf, self.text.len());
        if at > self.leaf {
            self.mask.leaves.push(Span::new(self.leaf, at));
            self.leaf = at;
        }
    }
}

/// Bytes of the cell that `text` begins with: up to a pipe that no backslash stands before.
fn cell_length(text: &str) -> usize {
    let mut escaped = false;
    let pipe = text.bytes().position(|byte| {
        let ends = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    pipe.unwrap_or(text.len())
}

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } => true,
        Tag::Link { link_type, .. } => matches!(link_type, LinkType::Autolink | LinkType::Email),
        _ => false,
    }
}

/// Footnote references outside `code`: `[^1]`. Found by form, since the notes themselves stand in other blocks.
fn notes(text: &str, code: &[Span]) -> Vec<Span> {
    let reference = |at: usize| {
        let rest = &text[at + 2..];
        let length = rest.bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        let hidden = code.get(code.partition_point(|c| c.end <= at)).is_some_and(|c| c.start <= at);
        (length > 0 && !hidden && rest[length..].starts_with(']')).then(|| Span::new(at, at + length + 3))
    };
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'[', bytes).filter(|&at| bytes.get(at + 1) == Some(&b'^')).filter_map(reference).collect()
}

/// Adds bare web addresses to `masked`.
fn addresses(text: &str, masked: &mut Vec<Span>) {
    let mut from = 0;
    for at in memchr::memchr_iter(b':', text.as_bytes()) {
        if at < from || !text[at..].starts_with("://") {
            continue;
        }
        let scheme = text[from..at].bytes().rev().take(16).take_while(u8::is_ascii_alphabetic).count();
        if scheme == 0 {
            continue;
        }
        let rest = &text[at..];
        let length = rest.find(|c: char| is_blank(c) || "<>\"“”«»`|".contains(c)).unwrap_or(rest.len());
        let end =
            at + rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '’', '\'', '*', '_']).len();
        if end > at + 3 {
            masked.push(Span::new(at - scheme, end));
        }
        from = at + length;
    }
}

/// Sorts `spans` and joins those that overlap.
pub(super) fn tidy(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let overlap = next.start < last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
}
