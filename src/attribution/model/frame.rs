//! One block laid out for the labellers: what is known of each token by itself and of the sentence, quotation and group of verbs it
//! stands in. Built in a few passes over the tokens, each linear.

use super::lexicon::{Entry, Word, Words, pair_bins, shape};
use super::weights::Table;
use crate::article::{Block, TokenKind};

/// A token and where it stands. Places are indices of tokens; [`NONE`] is no place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tok {
    /// What is known of it by itself.
    pub word: Word,
    /// Its class (see [`Entry::class`]), with a bit of its own for a capital inside a sentence.
    pub tag: u16,
    /// Which mark it is: a bit of [`mark`], or 0.
    pub mark: u8,
    /// Outside a quotation, at its beginning, inside it, at its end: 0 to 3.
    pub quote_state: u8,
    /// The outermost quotation it stands in.
    pub quote: u32,
    /// Its sentence.
    pub sentence: u32,
    /// What kind of boundary stands before it; see [`boundary`].
    pub boundary: u8,
    /// Whether it attributes often, and stands outside quotations.
    pub strong: bool,
    /// The nearest strong token before it in its sentence.
    pub strong_left: u32,
    /// The nearest strong token after it in its sentence.
    pub strong_right: u32,
    /// The marks between it and the one before, as bits.
    pub marks_left: u8,
    /// The marks between it and the one after, as bits.
    pub marks_right: u8,
    /// The group of verbs it stands in.
    pub group: u32,
    /// The head of the nearest group of verbs before it in its sentence, outside quotations.
    pub verb_left: u32,
    /// The head of the nearest group of verbs after it, likewise.
    pub verb_right: u32,
    /// The nearest noun before it in its sentence.
    pub noun_left: u32,
    /// Commas before it in its sentence.
    pub commas: u8,
    /// The last token before it in its sentence that closes a quotation.
    pub closer_left: u32,
    /// The first token after it in its sentence that opens one.
    pub opener_right: u32,
    /// How often it was in a cue when the next word followed: a bin.
    pub cue_then: u8,
    /// How often it was in a cue when the word before came before: a bin.
    pub cue_after: u8,
}

/// No place.
pub const NONE: u32 = u32::MAX;

/// Bits for marks.
pub mod mark {
    /// A comma.
    pub const COMMA: u8 = 1;
    /// A colon.
    pub const COLON: u8 = 2;
    /// A semicolon.
    pub const SEMICOLON: u8 = 4;
    /// A dash or dots.
    pub const DASH: u8 = 8;
    /// A bracket.
    pub const BRACKET: u8 = 16;
    /// A quotation mark.
    pub const QUOTE: u8 = 32;
    /// A word such as "that" or "who".
    pub const SUBORDINATOR: u8 = 64;
    /// A full stop, a question or an exclamation mark.
    pub const STOP: u8 = 128;
    /// Those that part clauses.
    pub const PART: u8 = COMMA | COLON | SEMICOLON | DASH;
}

/// Kinds of boundary before a token.
pub mod boundary {
    /// Start of the block.
    pub const BLOCK: u8 = 1;
    /// Start of a sentence.
    pub const SENTENCE: u8 = 2;
    /// The token opens a quotation.
    pub const OPENS: u8 = 3;
    /// The token before closes one.
    pub const CLOSED: u8 = 4;
    /// The token before is a comma, colon, semicolon or dash.
    pub const PART: u8 = 5;
    /// The token attributes often.
    pub const STRONG: u8 = 6;
    /// The token before does.
    pub const AFTER_STRONG: u8 = 7;
    /// The token opens a clause.
    pub const CLAUSE: u8 = 8;
    /// The token is a mark.
    pub const MARK: u8 = 9;
    /// The token begins a group of verbs.
    pub const VERB: u8 = 10;
    /// The token before ends one.
    pub const AFTER_VERB: u8 = 11;
}

/// An outermost quotation. Places are indices of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Quote {
    /// Its first token, the opening mark.
    pub first: u32,
    /// Its last token.
    pub last: u32,
    /// Whether it was closed.
    pub closed: bool,
    /// Whether a strong token stands within six tokens before it in its sentence.
    pub strong_before: bool,
    /// Likewise after it.
    pub strong_after: bool,
}

/// A sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// Its first token.
    pub first: u32,
    /// One past its last.
    pub end: u32,
    /// Bits: some quotation of four words, a likely cue, a strong token, all in quotation marks.
    pub state: u8,
    /// The highest bin of a word of it outside quotations, by itself and with its neighbours.
    pub best: (u8, u8),
}

/// A run of verbs with what may stand between them ("would not have said"), up to its last verb.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Its first token.
    pub first: u32,
    /// Its last token, the head.
    pub last: u32,
    /// Bits: a form of "be", a modal or adverb before the head, a past participle or an "-ing" as head.
    pub form: u8,
}

/// One block laid out.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The tokens.
    pub tokens: Vec<Tok>,
    /// The outermost quotations, in order.
    pub quotes: Vec<Quote>,
    /// The sentences, in order.
    pub lines: Vec<Line>,
    /// The groups of verbs, in order.
    pub groups: Vec<Group>,
    /// The colon after a speaker at the very start ("KOVACH: ..."), as a token.
    pub transcript: Option<u32>,
}

impl Frame {
    /// Lays out a block whose text is `text`; `words` has served no other lexicon.
    #[must_use]
    pub fn new(text: &str, block: &Block, lexicon: &Table<'_>, words: &mut Words) -> Self {
        let mut frame = Self {
            tokens: Vec::with_capacity(block.tokens.len()),
            quotes: Vec::with_capacity(block.quotations.len()),
            lines: Vec::with_capacity(block.sentences.len()),
            // English news has a group of verbs every seven or eight tokens.
            groups: Vec::with_capacity(block.tokens.len() / 6),
            transcript: None,
        };
        frame.read_tokens(text, block, lexicon, words);
        frame.place_quotes(block);
        frame.place_sentences(block);
        frame.find_groups();
        frame.refine_boundaries();
        frame.look_left();
        frame.look_right();
        frame.judge_quotes();
        frame.judge_lines();
        frame.find_transcript();
        frame
    }

    /// The token at `place`; `None` for [`NONE`] and beyond the block.
    #[must_use]
    #[inline]
    pub fn at(&self, place: u32) -> Option<&Tok> {
        self.tokens.get(place as usize)
    }

    fn read_tokens(&mut self, text: &str, block: &Block, lexicon: &Table<'_>, words: &mut Words) {
        for token in &block.tokens {
            let form = text.get(token.span.start..token.span.end).unwrap_or_default();
            let word = words.look_up(form, token.kind, lexicon);
            let mark = match token.kind {
                TokenKind::OpenQuote | TokenKind::CloseQuote => mark::QUOTE,
                TokenKind::Word if word.entry.is(Entry::SUBORDINATOR) => mark::SUBORDINATOR,
                TokenKind::Word | TokenKind::Number => 0,
                TokenKind::Mark => mark_of(form),
            };
            let unplaced = Tok { quote: NONE, group: NONE, strong_left: NONE, strong_right: NONE, ..Tok::default() };
            self.tokens.push(Tok { word, mark, ..unplaced });
        }
        for i in 1..self.tokens.len() {
            let (first, second) = (self.tokens[i - 1].word, self.tokens[i].word);
            (self.tokens[i - 1].cue_then, self.tokens[i].cue_after) = pair_bins(&first, &second, lexicon);
        }
    }

    fn place_quotes(&mut self, block: &Block) {
        let mut first = 0;
        for quotation in block.quotations.iter().filter(|q| q.depth == 0) {
            while block.tokens.get(first).is_some_and(|t| t.span.end <= quotation.span.start) {
                first += 1;
            }
            let inside = block.tokens[first..].iter().take_while(|t| t.span.start < quotation.span.end).count();
            if inside == 0 {
                continue;
            }
            let last = first + inside - 1;
            let index = self.quotes.len() as u32;
            for token in &mut self.tokens[first..=last] {
                token.quote = index;
                token.quote_state = 2;
            }
            if quotation.closed {
                self.tokens[last].quote_state = 3;
            }
            self.tokens[first].quote_state = 1;
            let (first_place, last) = (first as u32, last as u32);
            self.quotes.push(Quote {
                first: first_place,
                last,
                closed: quotation.closed,
                strong_before: false,
                strong_after: false,
            });
            first += inside;
        }
    }

    fn place_sentences(&mut self, block: &Block) {
        for (index, sentence) in block.sentences.iter().enumerate() {
            let (first, end) = (sentence.tokens.0.min(self.tokens.len()), sentence.tokens.1.min(self.tokens.len()));
            self.lines.push(Line { first: first as u32, end: end.max(first) as u32, state: 0, best: (0, 0) });
            for token in self.tokens.iter_mut().take(end).skip(first) {
                token.sentence = index as u32;
            }
        }
        for i in 0..self.tokens.len() {
            let before = i.checked_sub(1).map(|i| self.tokens[i]);
            let starts = self.lines.get(self.tokens[i].sentence as usize).is_some_and(|line| line.first as usize == i);
            let token = &mut self.tokens[i];
            token.boundary = match before {
                None => boundary::BLOCK,
                Some(_) if starts => boundary::SENTENCE,
                Some(_) if token.quote_state == 1 => boundary::OPENS,
                Some(before) if before.quote_state == 3 => boundary::CLOSED,
                Some(before) if before.mark & mark::PART != 0 => boundary::PART,
                Some(_) => 0,
            };
            let capital = !starts
                && matches!(token.word.shape, shape::CAPITALISED | shape::CAPITALS | shape::MIXED | shape::INITIAL);
            token.tag = u16::from(token.word.entry.class) | u16::from(capital) << 8;
            token.strong = token.quote == NONE && token.word.entry.is(Entry::STRONG);
        }
    }

    /// Groups of verbs: runs of verbs and of words that may stand among them, in one sentence and one state of quotation.
    fn find_groups(&mut self) {
        let mut open: Option<Group> = None;
        let mut start = NONE;
        for i in 0..self.tokens.len() {
            let token = self.tokens[i];
            let entry = token.word.entry;
            let capital = token.tag >> 8 != 0;
            let (verb, filler) = (entry.is(Entry::VERB) && !capital, entry.is(Entry::IN_GROUP));
            let parted = i > 0 && {
                let before = self.tokens[i - 1];
                before.sentence != token.sentence || before.quote != token.quote
            };
            if parted || !(verb || filler) {
                self.groups.extend(open.take());
                start = NONE;
            }
            if (verb || filler) && start == NONE {
                start = i as u32;
            }
            if verb {
                let earlier = open.map_or(0, |group| group.form);
                let filled = u8::from((start as usize) < i) * 2;
                // Of the head only: what an earlier verb was is forgotten, but for "be".
                let be = earlier & 1 | earlier >> 4 & 1;
                let own = (u8::from(entry.is(Entry::PARTICIPLE)) * 4)
                    | (u8::from(is_ing(&token)) * 8)
                    | (u8::from(entry.is(Entry::BE)) * 16);
                open = Some(Group { first: start, last: i as u32, form: be | filled | own });
            }
        }
        self.groups.extend(open);
        for (index, group) in self.groups.iter().enumerate() {
            for token in &mut self.tokens[group.first as usize..=group.last as usize] {
                token.group = index as u32;
            }
        }
    }

    /// Inside clauses, what begins and ends a cue makes a boundary too.
    fn refine_boundaries(&mut self) {
        for i in 1..self.tokens.len() {
            let (before, token) = (self.tokens[i - 1], self.tokens[i]);
            if token.boundary == 0 {
                self.tokens[i].boundary = match () {
                    () if token.strong => boundary::STRONG,
                    () if before.strong => boundary::AFTER_STRONG,
                    () if token.mark & mark::SUBORDINATOR != 0 => boundary::CLAUSE,
                    () if token.mark != 0 => boundary::MARK,
                    () if token.group != NONE && token.group != before.group => boundary::VERB,
                    () if token.group == NONE && before.group != NONE => boundary::AFTER_VERB,
                    () => 0,
                };
            }
        }
    }

    fn look_left(&mut self) {
        let (mut strong, mut marks, mut verb, mut noun, mut commas) = (NONE, 0, NONE, NONE, 0_u8);
        let (mut sentence, mut closer) = (NONE, NONE);
        for i in 0..self.tokens.len() {
            if self.tokens[i].sentence != sentence {
                (strong, marks, verb, noun, commas) = (NONE, 0, NONE, NONE, 0);
                closer = NONE;
                sentence = self.tokens[i].sentence;
            }
            let group = self.tokens[i].group;
            let head = self.groups.get(group as usize).is_some_and(|g| g.last as usize == i);
            let token = &mut self.tokens[i];
            (token.strong_left, token.marks_left, token.verb_left) = (strong, marks, verb);
            (token.noun_left, token.commas, token.closer_left) = (noun, commas.min(4), closer);
            if token.quote_state == 3 {
                closer = i as u32;
            }
            marks |= token.mark & 127;
            commas = commas.saturating_add(token.mark & mark::COMMA);
            if token.strong {
                (strong, marks) = (i as u32, 0);
            }
            if head && token.quote == NONE {
                verb = i as u32;
            }
            if token.word.entry.is(Entry::NOUN) {
                noun = i as u32;
            }
        }
    }

    fn look_right(&mut self) {
        let (mut strong, mut marks, mut verb) = (NONE, 0, NONE);
        let (mut sentence, mut opener) = (NONE, NONE);
        for i in (0..self.tokens.len()).rev() {
            if self.tokens[i].sentence != sentence {
                (strong, marks, verb, opener) = (NONE, 0, NONE, NONE);
                sentence = self.tokens[i].sentence;
            }
            let group = self.tokens[i].group;
            let head = self.groups.get(group as usize).is_some_and(|g| g.last as usize == i);
            let token = &mut self.tokens[i];
            (token.strong_right, token.marks_right, token.verb_right) = (strong, marks, verb);
            token.opener_right = opener;
            if token.quote_state == 1 {
                opener = i as u32;
            }
            marks |= token.mark & 127;
            if token.strong {
                (strong, marks) = (i as u32, 0);
            }
            if head && token.quote == NONE {
                verb = i as u32;
            }
        }
    }

    fn judge_quotes(&mut self) {
        for quote in &mut self.quotes {
            let before = self.tokens[..quote.first as usize].iter().rev().take(6).any(|t| t.strong);
            let after = self.tokens[quote.last as usize + 1..].iter().take(6).any(|t| t.strong);
            (quote.strong_before, quote.strong_after) = (before, after);
        }
    }

    fn judge_lines(&mut self) {
        for line in &mut self.lines {
            let tokens = &self.tokens[line.first as usize..line.end as usize];
            let quoted = tokens.iter().filter(|t| t.quote != NONE).count();
            let long = tokens.iter().any(|t| self.quotes.get(t.quote as usize).is_some_and(|q| q.last - q.first > 4));
            let likely = tokens.iter().any(|t| t.quote == NONE && t.word.entry.cue >= 4);
            let strong = tokens.iter().any(|t| t.strong);
            let free = || tokens.iter().filter(|t| t.quote == NONE);
            line.best.0 = free().map(|t| t.word.entry.cue).max().unwrap_or(0);
            line.best.1 = free().map(|t| t.cue_then.max(t.cue_after)).max().unwrap_or(0);
            line.state = u8::from(long)
                | u8::from(likely) << 1
                | u8::from(strong) << 2
                | u8::from(quoted + 1 >= tokens.len()) << 3;
        }
    }

    fn find_transcript(&mut self) {
        let name = |t: &Tok| matches!(t.word.shape, shape::CAPITALS | shape::CAPITALISED | shape::INITIAL);
        let before = self.tokens.iter().take(5).take_while(|t| name(t)).count();
        let colon = self.tokens.get(before).is_some_and(|t| t.mark == mark::COLON);
        self.transcript = (before > 0 && colon).then_some(before as u32);
    }
}

fn is_ing(token: &Tok) -> bool {
    token.word.suffix3 == u32::from_be_bytes([0, b'g', b'n', b'i'])
}

fn mark_of(form: &str) -> u8 {
    match form.chars().next() {
        Some(',') => mark::COMMA,
        Some(':') => mark::COLON,
        Some(';') => mark::SEMICOLON,
        Some('(' | ')' | '[' | ']') => mark::BRACKET,
        Some('\u{2013}' | '\u{2014}' | '\u{2026}' | '\u{2015}' | '-') => mark::DASH,
        Some('.') if form.len() > 1 => mark::DASH,
        Some('.' | '?' | '!') => mark::STOP,
        _ => 0,
    }
}
