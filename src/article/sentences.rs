//! Cuts the tokens of a stretch of prose into sentences.
//!
//! A sentence ends at `.`, `!`, `?` or an ellipsis, with the closing marks, tags and notes that follow, if what comes next can begin one.
//! A small letter never does, so «"We hold it," he said» and «"Do you?" he asked» stay whole. Full stops of abbreviations are judged by
//! what the abbreviation is ([`abbreviations::class`]). Linear in the tokens.

use super::abbreviations::{self, Class};
use super::chars::is_blank;
use super::{Form, Sentence, Tag, Token, TokenKind};
use crate::text::Span;

/// What stands between tokens and belongs to sentences: tags and notes. In order.
pub(super) struct Attached<'a> {
    /// Source tags.
    pub tags: &'a [Tag],
    /// Footnote references, `[CQ]` marks.
    pub notes: &'a [Span],
}

/// Appends to `out` the sentences of `tokens[first..]`, which all lie in `within`. Forms are [`Form::Statement`] still.
pub(super) fn cut(
    text: &str,
    within: Span,
    tokens: &[Token],
    first: usize,
    attached: &Attached<'_>,
    out: &mut Vec<Sentence>,
) {
    let cutter = Cutter { text, tokens, attached, close_of: brackets(text, &tokens[first..]), first };
    let mut start = first;
    let mut from = within.start;
    while start < tokens.len() {
        let end = cutter.end_of_sentence(start);
        let limit = tokens.get(end).map_or(within.end, |t| t.span.start);
        let span = cutter.span(from, start, end, limit);
        from = span.end;
        out.push(Sentence { span, tokens: (start, end), form: Form::Statement });
        start = end;
    }
}

struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    attached: &'a Attached<'a>,
    /// For each token from `first` on that opens a bracket: the token that closes it, else 0.
    close_of: Vec<usize>,
    first: usize,
}

/// For each token that opens a bracket, the index (from the first of them all) of the one that closes it; 0 where there is none.
fn brackets(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut close_of = Vec::new();
    let mut open = Vec::new();
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Mark) {
        match text.as_bytes()[token.span.start] {
            b'(' | b'[' => open.push(i),
            b')' | b']' => {
                if let Some(o) = open.pop() {
                    close_of.resize(tokens.len(), 0);
                    close_of[o] = i;
                }
            }
            _ => {}
        }
    }
    close_of
}

/// Brackets longer than this many tokens are taken for a slip and hold no sentence together.
const LONGEST_BRACKET: usize = 120;

impl Cutter<'_> {
    fn of(&self, token: usize) -> &str {
        self.tokens[token].span.of(self.text)
    }

    /// One past the last token of the sentence that begins with token `start`.
    fn end_of_sentence(&self, start: usize) -> usize {
        let mut held = start;
        let mut at = start;
        while at < self.tokens.len() {
            let close = self.close_of.get(at - self.first).copied().filter(|&c| c > 0).map_or(0, |c| c + self.first);
            if close > 0 && at > start && close - at <= LONGEST_BRACKET {
                held = held.max(close);
            }
            if !self.terminates(at) {
                at += 1;
                continue;
            }
            let (next, quoted) = self.after_closers(at + 1);
            if next > held && self.begins(at, next, quoted) {
                return next;
            }
            at = next;
        }
        self.tokens.len()
    }

    /// Whether a sentence may end with token `at`.
    fn terminates(&self, at: usize) -> bool {
        match self.tokens[at].kind {
            TokenKind::Mark => self.of(at).starts_with(['.', '!', '?', '…', '。', '！', '？', '‽']),
            TokenKind::Word => self.text.as_bytes()[self.tokens[at].span.end - 1] == b'.',
            _ => false,
        }
    }

    /// The first token from `at` on that does not close what ended before it, and whether a quotation was closed.
    fn after_closers(&self, mut at: usize) -> (usize, bool) {
        let mut quoted = false;
        while at < self.tokens.len() {
            let token = self.tokens[at];
            let touches = self.tokens[at - 1].span.end == token.span.start;
            match token.kind {
                TokenKind::CloseQuote => quoted = true,
                TokenKind::Mark if self.of(at).starts_with([')', ']', '}']) => {}
                TokenKind::Mark if touches && self.terminates(at) => {}
                // A footnote's number.
                TokenKind::Word
                    if touches && self.of(at).chars().all(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')) =>
                    {}
                _ => break,
            }
            at += 1;
        }
        (at, quoted)
    }

    /// Whether a sentence begins with token `next` after the terminator `end`.
    fn begins(&self, end: usize, next: usize, quoted: bool) -> bool {
        let Some(token) = self.tokens.get(next) else { return true };
        let gap = Span::new(self.tokens[next - 1].span.end, token.span.start);
        if self.in_text_tag(gap).is_some() {
            return true;
        }
        if !gap.of(self.text).contains(is_blank) && !self.of(end).starts_with(['。', '！', '？']) {
            return false;
        }
        if self.tokens[end].kind == TokenKind::Word && !quoted {
            return self.begins_after_abbreviation(end, next);
        }
        match self.first_char(next) {
            _ if token.kind == TokenKind::OpenQuote => true,
            '-' | '–' | '—' | '―' => {
                self.tokens.get(next + 1).is_some_and(|_| !self.first_char(next + 1).is_lowercase())
            }
            '(' | '[' => true,
            c if c.is_lowercase() => false,
            c if c.is_alphanumeric() => !(quoted && self.names_speaker(end, next)),
            c => !",;:/%&)]}’'".contains(c),
        }
    }

    /// Whether a sentence begins with token `next` after the abbreviation `end`, whose full stop may end one.
    fn begins_after_abbreviation(&self, end: usize, next: usize) -> bool {
        let mut first = next;
        while self.tokens.get(first).is_some_and(|t| t.kind == TokenKind::OpenQuote) {
            first += 1;
        }
        if first >= self.tokens.len() || !self.first_char(first).is_uppercase() {
            return false;
        }
        let word = self.of(first);
        let opener = first > next || abbreviations::opens_sentences(word);
        let abbreviation = self.of(end).trim_end_matches('.');
        let last = abbreviation.rsplit('-').next().unwrap_or(abbreviation);
        match last {
            "a.m" | "p.m" | "A.M" | "P.M" => return !abbreviations::follows_time(word),
            "e.g" | "i.e" => return false,
            // An initial: a name follows, or a nickname in quotation marks.
            _ if last.chars().nth(1).is_none() => return first == next && abbreviations::opens_sentences(word),
            _ => {}
        }
        match abbreviations::class(last) {
            Some(Class::Leads | Class::BeforeNumber) => false,
            Some(Class::Month | Class::Often) => !abbreviations::follows_time(word),
            _ => opener,
        }
    }

    /// Whether a name and a verb of speech stand at `next`, after a quotation that ended in "!" or "?" at `end`: the sentence goes on.
    fn names_speaker(&self, end: usize, next: usize) -> bool {
        if !self.of(end).starts_with(['!', '?', '…']) || abbreviations::opens_sentences(self.of(next)) {
            return false;
        }
        let name = self.tokens[next..]
            .iter()
            .take(5)
            .take_while(|t| self.text[t.span.start..].starts_with(char::is_uppercase))
            .count();
        name > 0 && self.tokens.get(next + name).is_some_and(|t| abbreviations::is_speech(t.span.of(self.text)))
    }

    fn first_char(&self, token: usize) -> char {
        self.of(token).trim_start_matches(['\'', '’']).chars().next().unwrap_or(' ')
    }

    /// Where a tag in the text (not in brackets) begins within `gap`.
    fn in_text_tag(&self, gap: Span) -> Option<usize> {
        let from = self.attached.tags.partition_point(|t| t.span.start < gap.start);
        let tags = self.attached.tags[from..].iter().take_while(|t| t.span.start < gap.end);
        tags.into_iter().find(|t| !t.bracketed).map(|t| t.span.start)
    }

    /// The span of the sentence of tokens `start..end`, which begins no earlier than `from` and ends no later than `limit`: with the tag
    /// in the text that opens it, and the tags and notes that follow it.
    fn span(&self, from: usize, start: usize, end: usize, limit: usize) -> Span {
        let first = self.tokens[start].span.start;
        let last = self.tokens[end - 1].span.end;
        let begin = self.in_text_tag(Span::new(from, first)).unwrap_or(first);
        let stop = self.in_text_tag(Span::new(last, limit)).filter(|_| end < self.tokens.len()).unwrap_or(limit);
        let tags = &self.attached.tags[..self.attached.tags.partition_point(|t| t.span.start < stop)];
        let notes = &self.attached.notes[..self.attached.notes.partition_point(|n| n.start < stop)];
        let after = tags.last().map_or(0, |t| t.span.end).max(notes.last().map_or(0, |n| n.end));
        Span::new(begin, last.max(after.min(limit)))
    }
}
