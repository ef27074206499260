//! Blocks of Markdown, as CommonMark 0.31 cuts them, by a light scan: paragraphs, list items, headings, fences, HTML.
//!
//! The scan knows only what it needs to tell prose from the rest; inlines are read block by block later. Where CommonMark and Pandoc
//! differ on a comment, Pandoc is followed: one that is never closed is text, and text after one on its line is prose.

use super::{BlockKind, Line, line_at};
use crate::article::chars::is_blank;

/// Appends to `starts` where the pieces of `text` begin from `from` on, and what they are.
pub(super) fn starts(text: &str, from: usize, starts: &mut Vec<(usize, BlockKind)>) {
    let mut scan = Scan { text, starts, paragraph: Paragraph::None, in_list: false, open_comments_from: usize::MAX };
    let mut next = from;
    while let Some(line) = line_at(text, next) {
        next = scan.line(line);
    }
}

/// What the line before belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paragraph {
    /// Nothing a line can go on.
    None,
    /// A paragraph: a line of `===` makes it a heading.
    Text,
    /// A list item.
    Item,
    /// A block quote.
    Quote,
}

struct Scan<'t, 's> {
    text: &'t str,
    starts: &'s mut Vec<(usize, BlockKind)>,
    paragraph: Paragraph,
    /// Whether indented text still belongs to a list.
    in_list: bool,
    /// No comment that starts from here on is ever closed.
    open_comments_from: usize,
}

impl<'t> Scan<'t, '_> {
    /// Reads the block or the line that starts with `line`; returns where to go on.
    fn line(&mut self, line: Line<'t>) -> usize {
        if line.is_blank() {
            self.paragraph = Paragraph::None;
            return line.next;
        }
        let body = line.text.trim_start_matches(['\u{FEFF}', ' ', '\t']);
        let indent = width(&line.text[..line.text.len() - body.len()]);
        let shallow = indent < 4 || self.in_list;
        if self.paragraph == Paragraph::None {
            if indent >= 4 && !self.in_list {
                return self.indented_code(line);
            }
            if indent < 2 && item(body).is_none() {
                self.in_list = false;
            }
        }
        if shallow && let Some(fence) = fence(body) {
            return self.fenced_code(line, fence);
        }
        if indent < 4 && is_atx(body) {
            self.paragraph = Paragraph::None;
            self.starts.push((line.start, BlockKind::Heading));
            return line.next;
        }
        if shallow
            && body.starts_with('<')
            && let Some(end) = self.html(line, body)
        {
            self.paragraph = Paragraph::None;
            self.starts.push((line.start, BlockKind::Html));
            return end;
        }
        if indent < 4 && self.paragraph == Paragraph::Text && is_setext(body) {
            if let Some(piece) = self.starts.last_mut() {
                piece.1 = BlockKind::Heading;
            }
            self.paragraph = Paragraph::None;
            return line.next;
        }
        if indent < 4 && is_break(body) {
            self.starts.push((line.start, BlockKind::Prose));
            self.paragraph = Paragraph::None;
            return line.next;
        }
        self.prose(line, body);
        line.next
    }

    /// A line of prose: begins a paragraph, an item or a block quote, or goes on with the one before.
    fn prose(&mut self, line: Line<'t>, body: &str) {
        let found = item(body);
        let starts_item = match found {
            None => false,
            Some(1) => true,
            // Only "1." may interrupt a paragraph; any number may follow another item.
            Some(_) => self.paragraph == Paragraph::None || self.in_list,
        };
        let starts_quote =
            body.starts_with('>') && self.paragraph != Paragraph::Quote && self.paragraph != Paragraph::Item;
        if !(self.paragraph == Paragraph::None || starts_item || starts_quote) {
            return;
        }
        self.starts.push((line.start, BlockKind::Prose));
        self.in_list |= starts_item;
        self.paragraph = match () {
            () if starts_item => Paragraph::Item,
            () if starts_quote => Paragraph::Quote,
            () => Paragraph::Text,
        };
    }

    fn indented_code(&mut self, first: Line<'t>) -> usize {
        self.starts.push((first.start, BlockKind::Code));
        let mut next = first.next;
        while let Some(line) = line_at(self.text, next).filter(|l| !l.is_blank()) {
            let body = line.text.trim_start_matches([' ', '\t']);
            if width(&line.text[..line.text.len() - body.len()]) < 4 {
                break;
            }
            next = line.next;
        }
        next
    }

    /// A fence runs to its closing line, or to the end of the text.
    fn fenced_code(&mut self, first: Line<'t>, (mark, length): (char, usize)) -> usize {
        self.starts.push((first.start, BlockKind::Code));
        self.paragraph = Paragraph::None;
        let mut next = first.next;
        while let Some(line) = line_at(self.text, next) {
            next = line.next;
            let body = line.text.trim_start_matches([' ', '\t']);
            let rest = body.trim_start_matches(mark);
            if body.len() - rest.len() >= length && rest.trim_matches(is_blank).is_empty() {
                break;
            }
        }
        next
    }

    /// Where the HTML block that starts with `line` ends; `None` if none starts there.
    fn html(&mut self, line: Line<'t>, body: &'t str) -> Option<usize> {
        if body.starts_with("<!--") {
            return self.comment(line.start + line.text.len() - body.len(), line);
        }
        let name_end = body.len()
            - body.trim_start_matches(['<', '/']).trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let name = body[..name_end].trim_start_matches(['<', '/']).to_ascii_lowercase();
        let after = body[name_end..].chars().next().unwrap_or(' ');
        if matches!(&*name, "script" | "pre" | "style" | "textarea") && !body.starts_with("</") {
            return Some(self.until(line, &["</script>", "</pre>", "</style>", "</textarea>"]));
        }
        if name.is_empty() {
            return (body.starts_with("<?") || body.starts_with("<!") && after.is_ascii_alphabetic())
                .then(|| self.until(line, &[">"]));
        }
        let known = HTML_BLOCKS.binary_search(&&*name).is_ok() && matches!(after, ' ' | '\t' | '>' | '/');
        let lone = self.paragraph == Paragraph::None && matches!(after, ' ' | '>' | '/') && {
            let trimmed = body.trim_end_matches(is_blank);
            trimmed.ends_with('>') && memchr::memchr_iter(b'>', trimmed.as_bytes()).count() == 1
        };
        (known || lone).then(|| {
            let mut next = line.next;
            while let Some(line) = line_at(self.text, next).filter(|l| !l.is_blank()) {
                next = line.next;
            }
            next
        })
    }

    /// Where the block of comments that starts at `at` on `line` ends: with the line the last of them ends on. `None` if prose follows one
    /// on its first line, or if it is never closed.
    fn comment(&mut self, mut at: usize, line: Line<'t>) -> Option<usize> {
        let stop = line.start + line.text.len();
        loop {
            if at >= self.open_comments_from {
                return None;
            }
            let Some(length) = memchr::memmem::find(&self.text.as_bytes()[at + 4..], b"-->") else {
                self.open_comments_from = at;
                return None;
            };
            let end = at + 4 + length + 3;
            if end > stop {
                return Some(line_at(self.text, end).map_or(self.text.len(), |last| last.next));
            }
            let rest = self.text[end..stop].trim_start_matches(is_blank);
            if rest.is_empty() {
                return Some(line.next);
            }
            if !rest.starts_with("<!--") {
                return None;
            }
            at = stop - rest.len();
        }
    }

    /// The line after the first one, from `line` on, that holds one of `ends`.
    fn until(&self, line: Line<'t>, ends: &[&str]) -> usize {
        let mut line = line;
        loop {
            let lower = line.text.to_ascii_lowercase();
            if ends.iter().any(|e| lower.contains(e)) {
                return line.next;
            }
            match line_at(self.text, line.next) {
                Some(next) => line = next,
                None => return self.text.len(),
            }
        }
    }
}

/// Names of tags that start an HTML block (CommonMark 0.31, condition 6), sorted.
const HTML_BLOCKS: [&str; 62] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// Columns that `blank` takes, tabs to the next multiple of four.
fn width(blank: &str) -> usize {
    blank.bytes().fold(0, |w, b| if b == b'\t' { w / 4 * 4 + 4 } else { w + usize::from(b == b' ') })
}

/// The mark and length of the code fence `body` opens.
fn fence(body: &str) -> Option<(char, usize)> {
    let mark = body.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = body.trim_start_matches(mark);
    let length = body.len() - rest.len();
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length))
}

fn is_atx(body: &str) -> bool {
    let rest = body.trim_start_matches('#');
    (1..=6).contains(&(body.len() - rest.len())) && rest.chars().next().is_none_or(|c| matches!(c, ' ' | '\t'))
}

fn is_setext(body: &str) -> bool {
    let line = body.trim_end_matches(is_blank);
    !line.is_empty() && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

fn is_break(body: &str) -> bool {
    let Some(mark) = body.chars().next().filter(|c| matches!(c, '*' | '-' | '_')) else { return false };
    body.chars().all(|c| c == mark || is_blank(c)) && body.chars().filter(|&c| c == mark).nth(2).is_some()
}

/// The number of the list item `body` begins, 1 for a bullet.
fn item(body: &str) -> Option<u32> {
    let digits = body.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let (number, rest) = match digits {
        0 => (1, body.strip_prefix(['-', '*', '+'])?),
        _ => (body[..digits].parse().ok()?, body[digits..].strip_prefix(['.', ')'])?),
    };
    (rest.starts_with([' ', '\t']) && !rest.trim_start_matches(is_blank).is_empty()).then_some(number)
}
