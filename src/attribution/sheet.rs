//! A block laid out for reading: its words with what is known of each, in lanes.
//!
//! A lane is a run of text at one level of quotation: the block's own words with each quotation standing in it as a single item, and
//! for each quotation the words inside it. Patterns read one lane at a time and so never take a word inside a quotation for one of
//! the writer's. Lanes are cut into clauses' homes, [`Sheet::runs`]: sentences, joined where a quotation spans their seam.

use super::lexicon::{Class, Lexeme, Verb, form, look};
use crate::article::{Block, Sentence, TokenKind};
use crate::text::Span;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// A number.
    Number,
    /// "'s" or a bare apostrophe after a name.
    Genitive,
    /// A whole quotation: its index in the block.
    Quote(usize),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A dash between spaces or a long one.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// `;` `.` `!` `?` and anything else.
    Stop,
}

/// A word, mark or quotation of a lane.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Where, in the block's bytes.
    pub span: Span,
    /// What.
    pub kind: Kind,
    /// What is known of the word.
    pub lex: Lexeme,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Index of the sentence it starts in.
    pub first: usize,
    /// Index of the sentence it ends in.
    pub last: usize,
}

impl Item {
    /// Whether it is a word of one of the classes.
    #[must_use]
    pub fn is(&self, class: Class) -> bool {
        self.lex.class.is(class)
    }

    /// The attributing verb it can be, in one of `forms`.
    #[must_use]
    pub fn verb(&self, forms: u8) -> Option<Verb> {
        self.lex.verb.filter(|v| v.form(forms))
    }

    /// Whether it is a word or a number.
    #[must_use]
    pub fn wordy(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// A block laid out.
pub struct Sheet<'a> {
    /// The block's text.
    pub text: &'a str,
    /// The same in lower case as far as ASCII goes, byte for byte.
    pub lower: String,
    /// The block.
    pub block: &'a Block,
    /// Items, lane after lane.
    pub items: Vec<Item>,
    /// Runs of items to be read by themselves.
    pub runs: Vec<Run>,
    /// Indices of all items but quotations, in order of the text.
    flat: Vec<usize>,
}

/// A sentence of a lane, or several that a quotation holds together: a range of [`Sheet::items`].
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Its first item.
    pub start: usize,
    /// One past its last item.
    pub end: usize,
    /// The quotation it lies in.
    pub inside: Option<usize>,
}

impl<'a> Sheet<'a> {
    /// Lays out `block`, whose text is `text`.
    #[must_use]
    pub fn new(text: &'a str, block: &'a Block) -> Self {
        let lower = text.to_ascii_lowercase();
        let mut lanes: Vec<Vec<Item>> = vec![Vec::new(); block.quotations.len() + 1];
        let mut open: Vec<usize> = Vec::new();
        let mut next_quote = 0;
        let mut sentence = 0;
        for (index, token) in block.tokens.iter().enumerate() {
            while sentence + 1 < block.sentences.len() && block.sentences[sentence].tokens.1 <= index {
                sentence += 1;
            }
            while open.last().is_some_and(|&q| block.quotations[q].span.end <= token.span.start) {
                let q = open.pop().expect("just seen");
                close(&mut lanes, open.last().map_or(0, |&o| o + 1), q, sentence_before(block, sentence, token.span));
            }
            while block.quotations.get(next_quote).is_some_and(|q| q.span.start <= token.span.start) {
                let quote = &block.quotations[next_quote];
                if quote.span.end > token.span.start {
                    let lane = open.last().map_or(0, |&o| o + 1);
                    lanes[lane].push(Item {
                        span: quote.span,
                        kind: Kind::Quote(next_quote),
                        lex: Lexeme::default(),
                        capital: false,
                        first: sentence,
                        last: sentence,
                    });
                    open.push(next_quote);
                }
                next_quote += 1;
            }
            if let Some(kind) = kind(token.kind, token.span, text) {
                let lane = open.last().map_or(0, |&o| o + 1);
                let lex = if kind == Kind::Word { lexeme(token.span, &lower) } else { Lexeme::default() };
                let capital = token.span.of(text).chars().next().is_some_and(char::is_uppercase);
                lanes[lane].push(Item { span: token.span, kind, lex, capital, first: sentence, last: sentence });
            }
        }
        while let Some(q) = open.pop() {
            close(&mut lanes, open.last().map_or(0, |&o| o + 1), q, sentence);
        }
        let mut sheet = Self {
            text,
            lower,
            block,
            items: Vec::with_capacity(block.tokens.len()),
            runs: Vec::new(),
            flat: Vec::new(),
        };
        for (lane, items) in lanes.into_iter().enumerate() {
            sheet.cut(items, lane.checked_sub(1));
        }
        let mut flat: Vec<usize> =
            (0..sheet.items.len()).filter(|&i| !matches!(sheet.items[i].kind, Kind::Quote(_))).collect();
        flat.sort_unstable_by_key(|&i| sheet.items[i].span.start);
        sheet.flat = flat;
        sheet
    }

    /// Cuts a lane into runs where a sentence ends outside its quotations.
    fn cut(&mut self, items: Vec<Item>, inside: Option<usize>) {
        let base = self.items.len();
        let mut start = base;
        for (i, pair) in items.windows(2).enumerate() {
            if pair[0].last != pair[1].first {
                self.runs.push(Run { start, end: base + i + 1, inside });
                start = base + i + 1;
            }
        }
        self.items.extend(items);
        if start < self.items.len() {
            self.runs.push(Run { start, end: self.items.len(), inside });
        }
    }

    /// Indices of the words and marks that lie in `span`, in order of the text, whatever lane they are in.
    #[must_use]
    pub fn within(&self, span: Span) -> &[usize] {
        let start = self.flat.partition_point(|&i| self.items[i].span.start < span.start);
        let end = self.flat.partition_point(|&i| self.items[i].span.start < span.end);
        self.flat.get(start..end).unwrap_or_default()
    }

    /// Indices of all words and marks, in order of the text, whatever lane they are in.
    #[must_use]
    pub fn flat(&self) -> &[usize] {
        &self.flat
    }

    /// The sentence that holds the byte `at`.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Option<&'a Sentence> {
        let i = self.block.sentences.partition_point(|s| s.span.end <= at);
        self.block.sentences.get(i).filter(|s| s.span.start <= at)
    }

    /// The words and marks of a sentence near `cue`: a sentence meant to be read lies near it whole.
    #[must_use]
    pub fn around(&self, sentence: Span, cue: Span) -> &[usize] {
        let items = self.within(sentence);
        let at = items.partition_point(|&i| self.items[i].span.start < cue.start);
        &items[at.saturating_sub(60)..items.len().min(at + 60)]
    }

    /// The run that item `i` lies in.
    #[must_use]
    pub fn run_of(&self, i: usize) -> Option<Run> {
        let after = self.runs.partition_point(|r| r.start <= i);
        after.checked_sub(1).map(|r| self.runs[r]).filter(|r| i < r.end)
    }

    /// The word at `i`, in lower case.
    #[must_use]
    pub fn word(&self, i: usize) -> &str {
        self.items.get(i).and_then(|item| self.lower.get(item.span.start..item.span.end)).unwrap_or_default()
    }

    /// The span from the start of item `a` to the end of item `b`.
    #[must_use]
    pub fn span(&self, a: usize, b: usize) -> Span {
        Span::new(self.items[a].span.start, self.items[b].span.end.max(self.items[a].span.start))
    }

    /// Whether a comma stands at `i`, or inside the quotation there before its closing mark, where American usage puts it.
    #[must_use]
    pub fn comma(&self, i: usize) -> bool {
        match self.items[i].kind {
            Kind::Comma => true,
            Kind::Quote(q) => {
                let inner = self.block.quotations[q].inner;
                self.text.get(inner.start..inner.end).is_some_and(|t| t.trim_end().ends_with(','))
            }
            _ => false,
        }
    }

    /// Whether the quotation at `i` is the name of the thing before it: "the channel ‘Front Line,’".
    fn title(&self, i: usize, words: usize) -> bool {
        let before = i.checked_sub(1).map(|b| &self.items[b]);
        words <= 6
            && before.is_some_and(|b| {
                b.is(Class::BODY.with(Class::DOCUMENT).with(Class::TIES)) && !b.is(Class::WORDS)
                    || matches!(self.word(i - 1), "called" | "named" | "titled" | "entitled" | "dubbed" | "as")
            })
    }

    /// Whether `run` ends its block with a colon, so that what is said is set off as a block of its own: "The mayor added:".
    #[must_use]
    pub fn sets_off(&self, run: Run) -> bool {
        let last = &self.items[run.end - 1];
        run.inside.is_none() && last.kind == Kind::Colon && last.span.end == self.text.trim_end().len()
    }

    /// Whether item `i` is a quotation of some length rather than a title or a word held at arm's length.
    #[must_use]
    pub fn long_quote(&self, i: usize) -> bool {
        match self.items[i].kind {
            Kind::Quote(q) => {
                let words = self.block.quotations[q].words;
                (words >= 4 || self.ends_speech(q)) && !self.title(i, words)
            }
            _ => false,
        }
    }

    /// Whether quotation `q` ends the way speech does: with a comma or a full stop, question or exclamation mark before its mark.
    fn ends_speech(&self, q: usize) -> bool {
        let quote = &self.block.quotations[q];
        quote.words >= 2
            && self
                .text
                .get(quote.inner.start..quote.inner.end)
                .is_some_and(|t| t.trim_end().ends_with([',', '.', '?', '!']))
    }
}

fn close(lanes: &mut [Vec<Item>], lane: usize, quote: usize, sentence: usize) {
    if let Some(item) = lanes[lane].iter_mut().rfind(|i| i.kind == Kind::Quote(quote)) {
        item.last = sentence.max(item.first);
    }
}

/// The sentence a quotation ended in, seen from the first token after it.
fn sentence_before(block: &Block, sentence: usize, token: Span) -> usize {
    let starts_here = block.sentences.get(sentence).is_some_and(|s| s.span.start >= token.start);
    if starts_here { sentence.saturating_sub(1) } else { sentence }
}

fn kind(token: TokenKind, span: Span, text: &str) -> Option<Kind> {
    let word = span.of(text);
    Some(match token {
        TokenKind::OpenQuote | TokenKind::CloseQuote => return None,
        TokenKind::Word if matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’") => Kind::Genitive,
        TokenKind::Word => Kind::Word,
        TokenKind::Number => Kind::Number,
        TokenKind::Mark => match word.chars().next()? {
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            '-' | '–' | '—' | '―' => Kind::Dash,
            '(' | '[' | '{' => Kind::Open,
            ')' | ']' | '}' => Kind::Close,
            '\'' | '’' => Kind::Genitive,
            _ => Kind::Stop,
        },
    })
}

/// Looks a word up, trying a hyphenated word's last part too ("vice-president", "ex-minister").
fn lexeme(span: Span, lower: &str) -> Lexeme {
    let word = span.of(lower);
    let whole = look(word);
    if whole != Lexeme::default() {
        return whole;
    }
    match word.rsplit_once('-') {
        Some((_, tail)) => {
            let tail = look(tail);
            // A compound can be the noun its last part is, never a verb ("self-report" apart, "much-reported" is an adjective).
            Lexeme { class: tail.class.only_nouns(), verb: None }
        }
        None if word.ends_with("ly") && word.len() > 4 => Lexeme { class: Class::ADVERB, verb: None },
        None => whole,
    }
}

/// Whether a lower-case word looks like a finite verb that the lists do not have.
#[must_use]
pub fn finite(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    item.kind == Kind::Word
        && (item.is(Class::AUXILIARY)
            || item.verb(form::PAST | form::S).is_some_and(|v| !v.frame(super::verbs::NOUN) || v.form(form::PAST))
            || (!item.capital
                && item.lex == Lexeme::default()
                && sheet.word(i).len() > 4
                && sheet.word(i).ends_with("ed")))
}
