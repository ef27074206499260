//! A block laid out for reading: its words with what is known of each, in lanes.
//!
//! A lane is a run of text at one level of quotation: the block's own words with each quotation standing in it as a single item, and
//! for each quotation the words inside it. Patterns read one lane at a time and so never take a word inside a quotation for one of
//! the writer's. Lanes are cut into clauses' homes, [`Sheet::runs`]: sentences, joined where a quotation spans their seam.

use super::Checkworthy;
use super::lexicon::{Class, Entry, Lexeme, Verb, entry, form, look};
use super::proper;
use super::verbs::PLAIN;
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
    /// What the word can be.
    pub lex: Lexeme,
    /// Why the word makes a sentence check-worthy, where its neighbours allow.
    pub reasons: Checkworthy,
    /// Patterns the word can have a part in; see [`super::lexicon::list`].
    pub lists: u32,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Index of the sentence it starts in.
    pub first: usize,
    /// Index of the sentence it ends in.
    pub last: usize,
}

impl Item {
    /// An item of the sentence at index `sentence`, without a capital.
    fn new(span: Span, kind: Kind, known: Entry, sentence: usize) -> Self {
        let Entry { lexeme, reasons, lists } = known;
        Self { span, kind, lex: lexeme, reasons, lists, capital: false, first: sentence, last: sentence }
    }

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

/// How many items after a cue a colon may stand for what follows it to be what was said.
const COLON_REACH: usize = 12;

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
        let (items, lanes) = lay_out(text, &lower, block);
        let runs = Vec::with_capacity(block.sentences.len());
        if block.quotations.is_empty() {
            let flat = (0..items.len()).collect();
            let mut sheet = Self { text, lower, block, items, runs, flat };
            sheet.cut(0, sheet.items.len(), None);
            sheet.name_words();
            return sheet;
        }
        let (places, starts) = by_lane(&lanes, block.quotations.len() + 1);
        let mut flat = Vec::with_capacity(items.len());
        flat.extend(items.iter().zip(&places).filter(|(i, _)| !matches!(i.kind, Kind::Quote(_))).map(|(_, &p)| p));
        let mut sheet = Self { text, lower, block, items: moved(items, &places), runs, flat };
        for (lane, pair) in starts.windows(2).enumerate() {
            sheet.cut(pair[0], pair[1], lane.checked_sub(1));
        }
        sheet.name_words();
        sheet
    }

    /// Settles which words are names here and nothing else; all patterns read them so.
    fn name_words(&mut self) {
        for &run in &self.runs {
            proper::name_words(self.text, &self.lower, &mut self.items, run);
        }
    }

    /// Cuts the lane that holds the items from `start` to before `end` into runs where a sentence ends outside its quotations.
    fn cut(&mut self, mut start: usize, end: usize, inside: Option<usize>) {
        for next in start + 1..end {
            if self.items[next - 1].last != self.items[next].first {
                self.runs.push(Run { start, end: next, inside });
                start = next;
            }
        }
        if start < end {
            self.runs.push(Run { start, end, inside });
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

    /// Whether `run` ends its block with a colon not far after item `cue`, so that what is said is set off as a block of its own:
    /// "The mayor added:".
    #[must_use]
    pub fn sets_off(&self, run: Run, cue: usize) -> bool {
        let last = &self.items[run.end - 1];
        cue + COLON_REACH > run.end
            && run.inside.is_none()
            && last.kind == Kind::Colon
            && last.span.end == self.text.trim_end().len()
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

/// The items of a block in order of the text, and, if it has quotations, the lane of each: 0 for the block's own words, else one more than
/// its quotation's index.
fn lay_out(text: &str, lower: &str, block: &Block) -> (Vec<Item>, Vec<usize>) {
    let room = block.tokens.len() + block.quotations.len();
    let mut items: Vec<Item> = Vec::with_capacity(room);
    // Without quotations there is but one lane, which need not be told.
    let mut lanes = Vec::with_capacity(if block.quotations.is_empty() { 0 } else { room });
    // The quotations around the token, and the item each of them is.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut next_quote = 0;
    let mut sentence = 0;
    for (index, token) in block.tokens.iter().enumerate() {
        while sentence + 1 < block.sentences.len() && block.sentences[sentence].tokens.1 <= index {
            sentence += 1;
        }
        while open.last().is_some_and(|&(q, _)| block.quotations[q].span.end <= token.span.start) {
            let (_, item) = open.pop().expect("just seen");
            close(&mut items[item], sentence_before(block, sentence, token.span));
        }
        while let Some(quote) = block.quotations.get(next_quote).filter(|q| q.span.start <= token.span.start) {
            if quote.span.end > token.span.start {
                lanes.push(open.last().map_or(0, |&(q, _)| q + 1));
                open.push((next_quote, items.len()));
                items.push(Item::new(quote.span, Kind::Quote(next_quote), Entry::default(), sentence));
            }
            next_quote += 1;
        }
        let word = token.span.of(text);
        if let Some(kind) = kind(token.kind, word) {
            let pronoun = items
                .last()
                .filter(|it| it.is(Class::SUBJECT) && it.span.end == token.span.start && it.span.of(lower) != "who");
            let contracted = pronoun.filter(|_| kind == Kind::Genitive).map(|it| it.span.of(lower));
            let kind = if contracted.is_some() { Kind::Word } else { kind };
            let known = match contracted {
                Some(pronoun) => auxiliary(pronoun, block.tokens.get(index + 1).map_or("", |next| next.span.of(lower))),
                None if kind == Kind::Word => known(token.span.of(lower)),
                None => Entry::default(),
            };
            let mut item = Item::new(token.span, kind, known, sentence);
            item.capital = word.starts_with(char::is_uppercase) || proper::particled(word) || word == "&";
            if !block.quotations.is_empty() {
                lanes.push(open.last().map_or(0, |&(q, _)| q + 1));
            }
            items.push(item);
        }
    }
    while let Some((_, item)) = open.pop() {
        close(&mut items[item], sentence);
    }
    (items, lanes)
}

/// What the "'s" between a pronoun and the word `next` is: never a genitive, but "has" in "she's said" and "is" in "he's claiming".
fn auxiliary(pronoun: &str, next: &str) -> Entry {
    let says = known(next).lexeme.verb.is_some_and(|verb| verb.frame(PLAIN) && verb.form(form::PARTICIPLE));
    known(if says && pronoun != "it" { "has" } else { "is" })
}

/// The place of each item once they stand lane after lane, and where each of the `count` lanes starts, with the end of the last.
fn by_lane(lanes: &[usize], count: usize) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; count + 1];
    for &lane in lanes {
        starts[lane + 1] += 1;
    }
    for lane in 0..count {
        starts[lane + 1] += starts[lane];
    }
    let mut next = starts.clone();
    let place = |&lane: &usize| {
        next[lane] += 1;
        next[lane] - 1
    };
    (lanes.iter().map(place).collect(), starts)
}

/// The items at their places.
fn moved(items: Vec<Item>, places: &[usize]) -> Vec<Item> {
    let mut out = items.clone();
    for (item, &place) in items.into_iter().zip(places) {
        out[place] = item;
    }
    out
}

/// Takes note of the sentence a quotation ends in.
fn close(quote: &mut Item, sentence: usize) {
    quote.last = sentence.max(quote.first);
}

/// The sentence a quotation ended in, seen from the first token after it.
fn sentence_before(block: &Block, sentence: usize, token: Span) -> usize {
    let starts_here = block.sentences.get(sentence).is_some_and(|s| s.span.start >= token.start);
    if starts_here { sentence.saturating_sub(1) } else { sentence }
}

fn kind(token: TokenKind, word: &str) -> Option<Kind> {
    Some(match token {
        TokenKind::OpenQuote | TokenKind::CloseQuote => return None,
        TokenKind::Word if matches!(word.strip_prefix(['\'', '’']), Some("" | "s" | "S")) => Kind::Genitive,
        TokenKind::Word => Kind::Word,
        TokenKind::Number => Kind::Number,
        // "Hale & Rusk" is one name.
        TokenKind::Mark if word == "&" => Kind::Word,
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

/// Looks a word up, which is in lower case, trying a hyphenated word's last part too ("vice-president", "ex-minister").
fn known(word: &str) -> Entry {
    let whole = entry(word);
    if whole.lexeme != Lexeme::default() {
        return whole;
    }
    let class = match memchr::memrchr(b'-', word.as_bytes()) {
        // A compound can be the noun its last part is, never a verb ("self-report" apart, "much-reported" is an adjective).
        Some(hyphen) => look(&word[hyphen + 1..]).class.only_nouns(),
        None if word.ends_with("ly") && word.len() > 4 => Class::ADVERB,
        None => return whole,
    };
    Entry { lexeme: Lexeme { class, verb: None }, ..whole }
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
