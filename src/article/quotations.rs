//! Finds quotation marks and pairs them, telling apostrophes apart.
//!
//! Works on characters, before words are cut, because the tokenizer needs to know which marks are apostrophes. Each family of marks is
//! paired on its own, as brackets are, in one pass from left to right; families are then laid over each other and made to nest. Every
//! pass is linear in the text. A closing mark that nobody opened closes nothing, and an opening mark that nobody closed runs to the next
//! opening mark of its family or to the end of its stretch.

use super::Quotation;
use super::chars::{is_alphanumeric, is_blank, skip_to};
use crate::text::Span;

/// A quotation mark, and which way it faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QuoteMark {
    /// Where.
    pub span: Span,
    /// Which way.
    pub role: Role,
}

/// Which way a quotation mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It opens.
    Open,
    /// It closes, even if nothing was open.
    Close,
}

/// A character that may be a quotation mark, with its neighbours (`None`: nothing, or markup).
#[derive(Clone, Copy)]
struct Sign {
    at: usize,
    len: usize,
    style: Style,
    before: Option<char>,
    after: Option<char>,
}

/// Shapes of quotation marks; what a shape means depends on where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Left,           // “ ‟
    Right,          // ”
    Low,            // „
    Straight,       // "
    Ticks,          // two backticks, as older wire copy has it
    Primes,         // two straight single marks
    SingleLeft,     // ‘ ‛
    SingleRight,    // ’
    SingleLow,      // ‚
    SingleStraight, // '
    Guillemet,      // «
    GuillemetEnd,   // »
    Angle,          // ‹
    AngleEnd,       // ›
}

/// Marks pair only within their family.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    SingleStraight,
    Guillemet,
    Angle,
}

/// Words that begin with an apostrophe in running English.
const ELISIONS: [&str; 11] = ["em", "tis", "twas", "til", "till", "cause", "bout", "n", "round", "cos", "neath"];

/// Finds the quotations in `within`, where no mark inside `masked` (in order) counts. Marks come in order; quotations in order of their
/// opening marks with their number of words still 0.
pub(super) fn find(text: &str, within: Span, masked: &[Span]) -> (Vec<QuoteMark>, Vec<Quotation>) {
    let signs = signs(text, within, masked);
    if signs.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut pairing = Pairing {
        end: within.start + text[within.start..within.end].trim_end_matches(is_blank).len(),
        ..Pairing::default()
    };
    for family in [Family::Double, Family::Single, Family::SingleStraight, Family::Guillemet, Family::Angle] {
        let members: Vec<Sign> = signs.iter().copied().filter(|s| family_of(s.style) == family).collect();
        match family {
            _ if members.is_empty() => {}
            Family::Double => pairing.pair(&members, double),
            Family::Single | Family::SingleStraight => pairing.pair_single(text, &members),
            Family::Guillemet | Family::Angle => pairing.pair(&members, guillemet),
        }
    }
    pairing.finish(text)
}

/// What a sign does, given whether something of its family is open and in which style.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Open,
    Close,
    Nothing,
}

#[derive(Default)]
struct Pairing {
    marks: Vec<QuoteMark>,
    found: Vec<Quotation>,
    end: usize,
}

impl Pairing {
    /// Pairs one family's signs; `judge` says what each does, told the style of the innermost open one.
    fn pair(&mut self, signs: &[Sign], judge: fn(Sign, Option<Style>) -> Deed) {
        let mut open: Vec<usize> = Vec::new();
        let mut openers: Vec<usize> = Vec::new();
        for (i, &sign) in signs.iter().enumerate() {
            match judge(sign, open.last().map(|&o| signs[o].style)) {
                Deed::Open => {
                    self.mark(sign, Role::Open);
                    openers.push(sign.at);
                    open.push(i);
                }
                Deed::Close => {
                    self.mark(sign, Role::Close);
                    if let Some(o) = open.pop() {
                        self.closed(signs[o], sign);
                    }
                }
                Deed::Nothing => {}
            }
        }
        for o in open {
            let next = openers.partition_point(|&at| at <= signs[o].at);
            self.unclosed(signs[o], openers.get(next).copied());
        }
    }

    /// Pairs single marks, most of which are apostrophes. A straight one opens only if another closes it.
    fn pair_single(&mut self, text: &str, signs: &[Sign]) {
        let deeds = single_deeds(text, signs);
        let mut open: Vec<usize> = Vec::new();
        let mut openers: Vec<usize> = Vec::new();
        for (i, (&sign, deed)) in signs.iter().zip(deeds).enumerate() {
            match deed {
                Deed::Open => {
                    openers.push(sign.at);
                    open.push(i);
                }
                Deed::Close => {
                    if let Some(o) = open.pop() {
                        self.mark(signs[o], Role::Open);
                        self.mark(sign, Role::Close);
                        self.closed(signs[o], sign);
                    }
                }
                Deed::Nothing => {}
            }
        }
        for o in open.into_iter().filter(|&o| signs[o].style != Style::SingleStraight) {
            self.mark(signs[o], Role::Open);
            let next = openers.partition_point(|&at| at <= signs[o].at);
            self.unclosed(signs[o], openers.get(next).copied());
        }
    }

    fn mark(&mut self, sign: Sign, role: Role) {
        self.marks.push(QuoteMark { span: Span::new(sign.at, sign.at + sign.len), role });
    }

    fn closed(&mut self, opener: Sign, closer: Sign) {
        let span = Span::new(opener.at, closer.at + closer.len);
        let inner = Span::new(opener.at + opener.len, closer.at);
        self.found.push(Quotation { span, inner, closed: true, depth: 0, words: 0 });
    }

    fn unclosed(&mut self, opener: Sign, next: Option<usize>) {
        let start = opener.at + opener.len;
        let end = next.unwrap_or(self.end).max(start);
        self.found.push(Quotation {
            span: Span::new(opener.at, end),
            inner: Span::new(start, end),
            closed: false,
            depth: 0,
            words: 0,
        });
    }

    /// Puts everything in order and makes quotations nest: one that would end outside the one around it ends with it, unclosed.
    fn finish(mut self, text: &str) -> (Vec<QuoteMark>, Vec<Quotation>) {
        self.marks.sort_unstable_by_key(|m| m.span.start);
        self.found.sort_unstable_by_key(|q| q.span.start);
        let mut around: Vec<usize> = Vec::new();
        for quotation in &mut self.found {
            while around.last().is_some_and(|&end| end <= quotation.span.start) {
                around.pop();
            }
            let limit = around.last().copied().unwrap_or(usize::MAX);
            if quotation.span.end > limit {
                quotation.closed = false;
                quotation.inner.end = limit.max(quotation.inner.start);
                quotation.span.end = quotation.inner.end;
            }
            if !quotation.closed {
                let inner = text[quotation.inner.start..quotation.inner.end].trim_end_matches(is_blank);
                quotation.inner.end = quotation.inner.start + inner.len();
                quotation.span.end = quotation.inner.end;
            }
            quotation.depth = u8::try_from(around.len()).unwrap_or(u8::MAX);
            around.push(quotation.inner.end);
        }
        (self.marks, self.found)
    }
}

fn family_of(style: Style) -> Family {
    match style {
        Style::Left | Style::Right | Style::Low | Style::Straight | Style::Ticks | Style::Primes => Family::Double,
        Style::SingleLeft | Style::SingleRight | Style::SingleLow => Family::Single,
        Style::SingleStraight => Family::SingleStraight,
        Style::Guillemet | Style::GuillemetEnd => Family::Guillemet,
        Style::Angle | Style::AngleEnd => Family::Angle,
    }
}

/// Whether a sign stands where marks open: after a space or an opening mark, before something.
fn faces_right(sign: Sign) -> bool {
    let clear = sign.before.is_none_or(|c| is_blank(c) || "([{-–—―/“‘„‚«‹\"'`".contains(c));
    clear && sign.after.is_some_and(|c| !is_blank(c))
}

/// Whether a sign stands where marks close: after something, before a space or a mark.
fn faces_left(sign: Sign) -> bool {
    sign.before.is_some_and(|c| !is_blank(c)) && sign.after.is_none_or(|c| !is_alphanumeric(c))
}

/// What a double mark does. "“" closes after "„" (German); "”" opens in Swedish.
fn double(sign: Sign, open: Option<Style>) -> Deed {
    let (right, left) = (faces_right(sign), faces_left(sign));
    let close_or = |other| if open.is_some() { Deed::Close } else { other };
    match sign.style {
        Style::Low | Style::Ticks => Deed::Open,
        Style::Left if open == Some(Style::Low) && !right => Deed::Close,
        Style::Left if left && !right => Deed::Close,
        Style::Left => Deed::Open,
        Style::Right if right && !left => close_or(Deed::Open),
        Style::Right => Deed::Close,
        Style::Primes if right && !left => close_or(Deed::Open),
        Style::Primes => close_or(Deed::Nothing),
        _ if right && !left => Deed::Open,
        _ if open.is_some() => Deed::Close,
        // Inches, or a mark that lost its partner.
        _ if left => Deed::Nothing,
        _ => Deed::Open,
    }
}

/// What a guillemet does: « French » or »German«.
fn guillemet(sign: Sign, open: Option<Style>) -> Deed {
    let opens = matches!(sign.style, Style::Guillemet | Style::Angle);
    match open {
        Some(Style::GuillemetEnd | Style::AngleEnd) if opens => Deed::Close,
        None if !opens && faces_right(sign) => Deed::Open,
        _ if opens => Deed::Open,
        _ => Deed::Close,
    }
}

/// What each single mark does. A mark after an "s" and before a word may be a plural possessive ("the workers’ union"); it is one if a
/// surer closing mark follows before anything else opens.
fn single_deeds(text: &str, signs: &[Sign]) -> Vec<Deed> {
    let mut deeds = vec![Deed::Nothing; signs.len()];
    let mut surer_follows = false;
    for (i, &sign) in signs.iter().enumerate().rev() {
        if is_apostrophe(text, sign) {
            continue;
        }
        let right = faces_right(sign);
        let opens = match sign.style {
            Style::SingleLeft => right || !faces_left(sign),
            Style::SingleStraight => right && sign.after.is_some_and(|c| c.is_alphanumeric() || "\"“$€£".contains(c)),
            Style::SingleLow => right,
            _ => false,
        };
        if opens {
            deeds[i] = Deed::Open;
            surer_follows = false;
        } else if faces_left(sign) && sign.style != Style::SingleLow {
            let possessive = may_be_possessive(text, sign);
            if !(possessive && surer_follows) {
                deeds[i] = Deed::Close;
            }
            surer_follows |= !possessive;
        }
    }
    deeds
}

fn may_be_possessive(text: &str, sign: Sign) -> bool {
    let rest = text[sign.at + sign.len..].trim_start_matches(' ');
    matches!(sign.before, Some('s' | 'S')) && sign.after == Some(' ') && rest.starts_with(char::is_alphabetic)
}

/// Whether a single mark is an apostrophe whatever surrounds it: inside a word, before a decade, in a clipped word.
fn is_apostrophe(text: &str, sign: Sign) -> bool {
    let word = |c: Option<char>| c.is_some_and(is_alphanumeric);
    if word(sign.before) && word(sign.after) {
        return true;
    }
    let rest = &text[sign.at + sign.len..];
    if word(sign.before) {
        // The second mark of "rock ’n’ roll".
        let before = &text[..sign.at];
        return sign.before == Some('n') && before.strip_suffix('n').is_some_and(|b| b.ends_with(['\'', '’', '‘']));
    }
    if !word(sign.after) {
        return false;
    }
    let length = rest.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let next = &rest[..length];
    let decade = next.trim_end_matches('s');
    if decade.len() == 2 && decade.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let whole = !rest[length..].starts_with(char::is_alphanumeric);
    sign.style == Style::SingleRight || (whole && ELISIONS.iter().any(|e| next.eq_ignore_ascii_case(e)))
}

/// All characters of `within` that may be quotation marks.
fn signs(text: &str, within: Span, masked: &[Span]) -> Vec<Sign> {
    let mut signs = Vec::new();
    let bytes = text.as_bytes();
    let mut mask = masked[masked.partition_point(|m| m.end <= within.start)..].iter().peekable();
    let mut floor = within.start;
    let mut at = within.start;
    while at < within.end {
        if let Some(span) = mask.next_if(|m| m.start <= at) {
            at = at.max(span.end);
            floor = at;
            continue;
        }
        let stop = mask.peek().map_or(within.end, |m| m.start.min(within.end));
        at = skip_to(bytes, at, stop, |b| matches!(b, b'"' | b'\'' | b'`' | 0xC2 | 0xE2));
        if at >= stop {
            continue;
        }
        let Some((style, len)) = style_at(&bytes[at..stop]) else {
            at += 1;
            continue;
        };
        let before = text.get(floor..at).and_then(|s| s.chars().next_back());
        let after = text.get(at + len..stop).and_then(|s| s.chars().next());
        signs.push(Sign { at, len, style, before, after });
        at += len;
    }
    signs
}

fn style_at(bytes: &[u8]) -> Option<(Style, usize)> {
    Some(match bytes {
        [b'"', ..] => (Style::Straight, 1),
        [b'\'', b'\'', ..] => (Style::Primes, 2),
        [b'\'', ..] => (Style::SingleStraight, 1),
        [b'`', b'`', ..] => (Style::Ticks, 2),
        [0xC2, 0xAB, ..] => (Style::Guillemet, 2),
        [0xC2, 0xBB, ..] => (Style::GuillemetEnd, 2),
        [0xE2, 0x80, last, ..] => match last {
            0x98 | 0x9B => (Style::SingleLeft, 3),
            0x99 => (Style::SingleRight, 3),
            0x9A => (Style::SingleLow, 3),
            0x9C | 0x9F => (Style::Left, 3),
            0x9D => (Style::Right, 3),
            0x9E => (Style::Low, 3),
            0xB9 => (Style::Angle, 3),
            0xBA => (Style::AngleEnd, 3),
            _ => return None,
        },
        _ => return None,
    })
}
