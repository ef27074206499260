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
    let parser = Parser::new_with_broken_link_callback(&text[skip..], options, Some(resolve));
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
                if matches!(tag, Tag::CodeBlock(_)) {
                    self.mask.code.push(span);
                }
                if !is_inline(tag.to_end()) {
                    self.part(span.start);
                }
            }
            Event::End(end) => {
                let autolink = *end == TagEnd::Link && self.text[span.start..].starts_with('<');
                let hidden = matches!(end, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image | TagEnd::Table);
                self.hidden = self.hidden.saturating_sub(usize::from(hidden || autolink));
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

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::Table(_) => true,
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
        let length = rest.find(|c: char| is_blank(c) || "<>\"“”«»`".contains(c)).unwrap_or(rest.len());
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
