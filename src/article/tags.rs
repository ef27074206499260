//! Lexes source tags on the raw text, by Pandoc's grammar of citations (Pandoc User's Guide, "Citation syntax").
//!
//! A key starts with a letter, a digit or `_` and holds letters, digits, `_` and single marks of `:.#$%&-+?<>~/` between two of them; any
//! other is written `@{...}`. `a@b.org` is no tag, `\@` neither. What is almost a tag is one with a problem, and as much of it as can be
//! read is read. Linear: brackets are matched in one pass, and what is in them is read once.

use super::chars::{is_blank, is_hyphen, is_passed_over};
use super::{Block, Citation, Tag};
use crate::text::{Problem, Severity, Span};
use std::collections::HashMap;

/// Finds the tags in the stretch `within` of `text`, in order. Nothing in `hidden` (code, HTML, link targets; in order) is a tag.
pub(super) fn find(text: &str, within: Span, hidden: &[Span]) -> Vec<Tag> {
    if memchr::memchr(b'@', within.of(text).as_bytes()).is_none() {
        return Vec::new();
    }
    let hidden = &hidden[hidden.partition_point(|h| h.end <= within.start)..];
    // What follows the stretch is out of sight; what stands before it is never asked for more than a character.
    let lexer = Lexer { text: &text[..within.end], hidden };
    let signs = lexer.signs(within.start);
    let mut tags = Vec::new();
    let mut at = 0;
    for sign in &signs.order {
        match *sign {
            Sign::Bracket { open, close } if open >= at => {
                if let Some(tag) = lexer.bracketed(open, close) {
                    at = tag.span.end;
                    tags.push(tag);
                }
            }
            Sign::At(sign) if sign >= at => {
                if let Some(tag) = lexer.in_text(sign, &signs.close_of) {
                    at = tag.span.end;
                    tags.push(tag);
                }
            }
            _ => {}
        }
    }
    tags
}

/// The keys that the reasons of a block's directives name, in order. What is read as a tag already is left out.
pub(crate) fn named_in_reasons(text: &str, block: &Block) -> Vec<Citation> {
    let tagged = |span: Span| block.tags.iter().any(|tag| tag.span.overlaps(span));
    let reasons = block.directives.iter().filter(|it| !tagged(it.span)).filter_map(|it| it.reason);
    reasons.flat_map(|reason| find(text, reason, &[])).flat_map(|tag| tag.citations).collect()
}

/// A character that can begin a tag.
enum Sign {
    At(usize),
    /// A bracket that holds an `@` and no bracket around that; `close` is the offset of its closing bracket, if it has one.
    Bracket {
        open: usize,
        close: Option<usize>,
    },
}

struct Signs {
    order: Vec<Sign>,
    /// Closing bracket of each opening one.
    close_of: HashMap<usize, usize, foldhash::fast::FixedState>,
}

struct Lexer<'t> {
    text: &'t str,
    hidden: &'t [Span],
}

/// A key read at an `@`.
struct Key {
    citation: Citation,
    /// The `@`, with the `-` before it.
    start: usize,
    /// One past the key, with its braces.
    end: usize,
}

impl<'t> Lexer<'t> {
    /// Matches brackets from `start` on, skipping what is escaped or hidden.
    fn signs(&self, start: usize) -> Signs {
        let bytes = &self.text.as_bytes()[start..];
        let mut signs = Signs { order: Vec::new(), close_of: HashMap::default() };
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut hidden = self.hidden.iter().peekable();
        let found = bytes.iter().enumerate().filter(|(_, b)| matches!(b, b'[' | b']' | b'@'));
        for (i, &byte) in found.map(|(i, byte)| (start + i, byte)) {
            while hidden.next_if(|h| h.end <= i).is_some() {}
            if hidden.peek().is_some_and(|h| h.start <= i) || self.is_escaped(i) {
                continue;
            }
            match byte {
                b'[' => open.push((i, false)),
                b']' => {
                    let Some((start, cites)) = open.pop() else { continue };
                    signs.close_of.insert(start, i);
                    if cites {
                        signs.order.push(Sign::Bracket { open: start, close: Some(i) });
                    }
                }
                _ => {
                    if let Some(last) = open.last_mut() {
                        // What holds such an `@` always reads as a tag, so that nothing in it is read twice.
                        let leads = self.text[last.0 + 1..i].trim_start_matches(is_blank);
                        last.1 |= matches!(leads, "" | "-") || self.key(i).is_some();
                    }
                    signs.order.push(Sign::At(i));
                }
            }
        }
        let never_closed = open.into_iter().filter(|o| o.1).map(|(open, _)| Sign::Bracket { open, close: None });
        signs.order.extend(never_closed);
        signs.order.sort_by_key(|sign| match sign {
            Sign::At(at) => *at,
            Sign::Bracket { open, .. } => *open,
        });
        signs
    }

    /// Whether an odd number of backslashes stands before `at`.
    fn is_escaped(&self, at: usize) -> bool {
        self.text.as_bytes()[..at].iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1
    }

    /// The key at the `@` at `at`, if it starts one.
    fn key(&self, at: usize) -> Option<Key> {
        let before = &self.text[..at];
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '@') {
            return None;
        }
        let suppressed =
            before.ends_with('-') && !before[..at - 1].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let after = &self.text[at + 1..];
        let (key, from, end) = if after.starts_with('{') {
            let length = balanced(after)?;
            (&after[1..length - 1], at + 2, at + 1 + length)
        } else {
            let length = meant_key(after);
            (&after[..length], at + 1, at + 1 + length)
        };
        let key_span = Span::new(from, from + key.len());
        let citation = Citation { key: key.to_owned(), key_span, locator: None, suppressed };
        (!key.is_empty()).then_some(Key { citation, start: at - usize::from(suppressed), end })
    }

    /// `@key said`, `@key [para. 2]`.
    fn in_text(&self, at: usize, close_of: &HashMap<usize, usize, foldhash::fast::FixedState>) -> Option<Tag> {
        let key = self.key(at)?;
        let mut tag = Tag {
            span: Span::new(key.start, key.end),
            bracketed: false,
            citations: vec![key.citation],
            sentence: None,
            problem: self.doubled_mark(key.end, false),
        };
        let blank = self.text[key.end..].len() - self.text[key.end..].trim_start_matches(' ').len();
        let open = key.end + blank;
        if blank <= 1
            && let Some(&close) = close_of.get(&open)
            && self.is_locator(open + 1, close)
        {
            let (items, problem) = self.items(open + 1, close, Some(&mut tag.citations[0]));
            tag.citations.extend(items);
            tag.problem = tag.problem.or(problem);
            tag.span.end = close + 1;
        }
        Some(tag)
    }

    /// Whether the bracket after a key in the text says where in the source, rather than being a mark, a note or a tag of its own.
    fn is_locator(&self, start: usize, close: usize) -> bool {
        let inside = self.text[start..close].trim_matches(is_blank);
        let other = inside.is_empty()
            || inside.starts_with(['@', '^'])
            || inside.starts_with("-@")
            || inside.starts_with("stet");
        !other
            && !inside.eq_ignore_ascii_case("cq")
            && inside != "TK"
            && !self.text[close + 1..].starts_with(['(', '['])
    }

    /// `[@key, para. 3; see -@other]`, or what was meant to be one.
    fn bracketed(&self, open: usize, close: Option<usize>) -> Option<Tag> {
        let Some(close) = close else { return self.never_closed(open) };
        if self.text[close + 1..].starts_with('(') {
            return None;
        }
        let (citations, problem) = self.items(open + 1, close, None);
        let inside = self.text[open + 1..close].trim_matches(is_blank);
        let meant = inside.starts_with('@') || inside.starts_with("-@");
        if citations.is_empty() && !(meant && problem.is_some()) {
            return None;
        }
        Some(Tag { span: Span::new(open, close + 1), bracketed: true, citations, sentence: None, problem })
    }

    /// `[@key` without its bracket: the tag ends with the key.
    fn never_closed(&self, open: usize) -> Option<Tag> {
        let rest = self.text[open + 1..].trim_start_matches(is_blank);
        let at = self.text.len() - rest.len() + usize::from(rest.starts_with('-'));
        if !self.text[at..].starts_with('@') {
            return None;
        }
        let key = self.key(at);
        let span = Span::new(open, key.as_ref().map_or(at + 1, |k| k.end));
        let problem = problem(span, "This source tag is never closed.", "Add the closing bracket: [@key].");
        let citations = key.map(|k| k.citation).into_iter().collect();
        Some(Tag { span, bracketed: true, citations, sentence: None, problem: Some(problem) })
    }

    /// Reads `;`-separated items in `start..close`. With `first`, the first item is only a locator: that citation's.
    fn items(&self, start: usize, close: usize, first: Option<&mut Citation>) -> (Vec<Citation>, Option<Problem>) {
        let mut citations: Vec<Citation> = Vec::new();
        let mut first_problem = None;
        let mut from = start;
        let mut host = first;
        for part in split_items(&self.text[start..close]) {
            let end = from + part.len();
            let keys = self.keys(from, end);
            if let Some(citation) = host.take() {
                citation.locator = self.locator(from, keys.first().map_or(end, |k| k.start));
            } else if keys.is_empty() {
                first_problem = first_problem.or_else(|| Some(self.no_key(from, end)));
            }
            let ends: Vec<usize> = keys.iter().skip(1).map(|k| k.start).chain([end]).collect();
            for (i, (mut key, end)) in keys.into_iter().zip(ends).enumerate() {
                if i > 0 {
                    let message = "Separate the two sources with a semicolon.";
                    let found = problem(Span::new(key.start, key.end), message, "Write [@one; @two].");
                    first_problem = first_problem.or(Some(found));
                }
                first_problem = first_problem.or_else(|| self.doubled_mark(key.end, true));
                key.citation.locator = self.locator(key.end, end);
                citations.push(key.citation);
            }
            from = end + 1;
        }
        (citations, first_problem)
    }

    /// All keys in `from..to`.
    fn keys(&self, from: usize, to: usize) -> Vec<Key> {
        let mut keys: Vec<Key> = Vec::new();
        for i in memchr::memchr_iter(b'@', &self.text.as_bytes()[from..to]) {
            let at = from + i;
            let taken = keys.last().is_some_and(|k| k.end > at);
            if !taken && !self.is_escaped(at) {
                keys.extend(self.key(at).filter(|k| k.end <= to));
            }
        }
        keys
    }

    /// What says where in the source, between the end of a key and that of its item.
    fn locator(&self, from: usize, to: usize) -> Option<Span> {
        let edge = |c: char| is_blank(c) || c == ',';
        let inside = self.text.get(from..to)?;
        let start = from + inside.len() - inside.trim_start_matches(edge).len();
        let bare = inside.trim_matches(edge).len();
        (bare > 0).then(|| Span::new(start, start + bare))
    }

    /// What is wrong with an item without a key.
    fn no_key(&self, from: usize, to: usize) -> Problem {
        let item = &self.text[from..to];
        let bare = super::chars::trimmed(self.text, Span::new(from, to)).unwrap_or(Span::new(from, to));
        match item.find('@') {
            Some(i) if item[i + 1..].starts_with(is_blank) => {
                let span = Span::new(from + i, from + i + 1);
                problem(span, "There is a space after the @.", "Write the key right after the @: [@key].")
            }
            Some(_) => problem(bare, "This source tag has no key.", "Write the source's key after the @: [@key]."),
            None => {
                problem(bare, "This part of the tag has no source.", "Add a key after an @, or remove the semicolon.")
            }
        }
    }

    /// The problem of a key that ends at `end` because two marks follow each other there (`@a--b`).
    fn doubled_mark(&self, end: usize, bracketed: bool) -> Option<Problem> {
        let rest = &self.text[end..];
        let marks = rest.len() - rest.trim_start_matches(is_inner).len();
        let goes_on = rest[marks..].starts_with(is_key);
        // In running text two hyphens are a dash, and dots an ellipsis.
        let dash = !bracketed && (rest.starts_with("--") || rest.starts_with(".."));
        (marks >= 2 && goes_on && !dash).then(|| {
            let help = "Use one mark at a time inside a key, or put the key in braces: @{key}.";
            problem(Span::new(end, end + marks), "This key has a doubled mark.", help)
        })
    }
}

fn problem(span: Span, message: &str, help: &str) -> Problem {
    Problem { span, severity: Severity::Error, message: message.to_owned(), help: Some(help.to_owned()) }
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_inner(c: char) -> bool {
    ":.#$%&-+?<>~/".contains(c)
}

/// Length in bytes of the key without braces that `text` starts with; 0 if there is none.
pub(crate) fn plain_key(text: &str) -> usize {
    key_with(text, is_inner)
}

/// The same, where a hyphen that Pandoc does not take for one ("okafor\u{2011}interview") was meant to be one, or something that nobody sees
/// stands in the key: no source is found under such a key, but the one that was meant is.
fn meant_key(text: &str) -> usize {
    let inner = |c| is_inner(c) || is_hyphen(c);
    let end = key_with(text, inner);
    if end == 0 || !text[end..].starts_with(is_passed_over) {
        return end;
    }
    let seen = || text.char_indices().take(LONGEST_KEY).filter(|(_, c)| !is_passed_over(*c));
    let length = key_with(&seen().map(|(_, c)| c).collect::<String>(), inner);
    let mut seen_bytes = 0;
    let last = seen().take_while(|(_, c)| {
        seen_bytes += c.len_utf8();
        seen_bytes <= length
    });
    last.last().map_or(end, |(at, c)| at + c.len_utf8())
}

fn key_with(text: &str, is_inner: impl Fn(char) -> bool) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = end > 0 && is_inner(c) && chars.peek().is_some_and(|&(_, n)| is_key(n));
        if !is_key(c) && !inner {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Keys in braces are looked at no further than this many characters, so that braces without end cost nothing.
const LONGEST_KEY: usize = 200;

/// Length of the braces `text` starts with, if they are balanced and hold no white space.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().take(LONGEST_KEY) {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at + 1),
            '}' => depth -= 1,
            c if is_blank(c) => return None,
            _ => {}
        }
    }
    None
}

/// The parts of `text` between semicolons that stand in no brackets or braces.
fn split_items(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    text.split(move |c| {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ';' && depth == 0
    })
}
