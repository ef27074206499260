//! One text as a newsroom sees it: blocks, sentences, tokens, quotations, source tags, directives and front matter.
//!
//! [`split()`] cuts a text into pieces at memory speed and without judging more than it must; [`parse_block`] reads one piece and is a
//! pure function of that piece's text and kind, so that its result can be kept for as long as the piece stays the same. [`read_block`]
//! passes over what no reader sees ([`mod@plain`]). Spans inside a [`Block`] are bytes from the block's own start. Nothing here knows who
//! says what.

mod abbreviations;
mod chars;
pub mod dates;
mod directives;
mod figures;
mod forms;
mod front_matter;
mod mask;
mod plain;
mod quotations;
mod sentences;
mod split;
mod tags;
#[cfg(test)]
mod tests;
mod tokens;

pub(crate) use chars::{fold, is_blank, is_hyphen, is_joined, looks_like};
pub use figures::{Figure, figures};
pub(crate) use forms::MONTHS;
pub use front_matter::parse_front_matter;
pub use plain::{Plain, plain, read_block};
pub use split::split;
pub(crate) use tags::{named_in_reasons, plain_key};

use crate::text::Span;

/// What kind of file an article is kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, as Pandoc and CommonMark read it.
    Markdown,
    /// Plain text: paragraphs by blank line, or one to a line.
    Plain,
}

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// White space before the first block.
    Blank,
    /// YAML between `---` lines at the very top.
    FrontMatter,
    /// A heading or a headline: claims nothing.
    Heading,
    /// Running text, list items and block quotes among it.
    Prose,
    /// Code, fenced or indented: not prose.
    Code,
    /// A block of HTML, comments (and so directives) among it: not prose.
    Html,
}

/// A piece of the text with everything up to the next one, blank lines included. The pieces of a text join up to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text, in bytes.
    pub span: Span,
}

/// One block, read. All spans are bytes from the block's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What kind of block.
    pub kind: BlockKind,
    /// Words, numbers and marks of the prose, in order; clitics ("'s", "n't") stand alone.
    pub tokens: Vec<Token>,
    /// Sentences in order; they do not overlap, and all tokens lie in one.
    pub sentences: Vec<Sentence>,
    /// Quotations in order of their opening marks; inner ones follow the outer one.
    pub quotations: Vec<Quotation>,
    /// Source tags in order.
    pub tags: Vec<Tag>,
    /// `stet` directives in order.
    pub directives: Vec<Directive>,
    /// Bare `TK` and `[CQ]` marks in order.
    pub marks: Vec<Mark>,
    /// Stretches that are not prose (code spans, HTML, link targets, tags, directives, block-quote prefixes), in order.
    pub masked: Vec<Span>,
    /// Cells of pipe tables, in order, each with the white space between its pipes.
    pub cells: Vec<Span>,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens and apostrophes; abbreviations with their full stops ("U.S.", "Col.-Gen.").
    Word,
    /// Digits, with inner separators, a currency or percent sign, an ordinal ending.
    Number,
    /// An opening quotation mark.
    OpenQuote,
    /// A closing quotation mark.
    CloseQuote,
    /// Any other mark: one character, or a run of dots or dashes.
    Mark,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first mark to its last, trailing tags and closing quotation marks included, trailing white space not. Of a row of a table
    /// from the first word or tag of its cells to the last.
    pub span: Span,
    /// Index of its first token in [`Block::tokens`], and one past its last.
    pub tokens: (usize, usize),
    /// What kind of sentence, as far as form tells.
    pub form: Form,
}

/// What form tells of a sentence. All but [`Form::Statement`] claim nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// It may claim something.
    Statement,
    /// It asks.
    Question,
    /// A heading or headline.
    Heading,
    /// "By Anna Kovach".
    Byline,
    /// "DNIPRO, Ukraine —" alone, or a date line.
    Dateline,
    /// An instruction to the desk or the reader ("Read more:", "Photo: ...").
    Instruction,
    /// A row of a table.
    Row,
}

/// A stretch in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Whether a closing mark was found; if not it runs to the end of the block, and a quotation at the start of the next block
    /// carries it on.
    pub closed: bool,
    /// How deep it lies in other quotations; 0 is outermost.
    pub depth: u8,
    /// Number of words inside.
    pub words: usize,
}

/// A source tag: a Pandoc citation, in brackets or in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The whole of it, brackets included.
    pub span: Span,
    /// Whether it stands in brackets (`[@key]`) rather than in the text (`@key said`).
    pub bracketed: bool,
    /// Its citations in order. Never empty unless `problem` is set.
    pub citations: Vec<Citation>,
    /// Index of the sentence it belongs to; `None` if the block has none before it (then: the last sentence of the block before).
    pub sentence: Option<usize>,
    /// What is wrong with its form, where, and how to mend it.
    pub problem: Option<crate::text::Problem>,
}

/// One key of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The key, without `@` and braces.
    pub key: String,
    /// Where the key stands, without `@` and braces.
    pub key_span: Span,
    /// What follows it after the comma, trimmed: "para. 3".
    pub locator: Option<Span>,
    /// Whether the author is suppressed (`-@key`).
    pub suppressed: bool,
}

/// Which stretch a `stet` lets stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// `stet`: the sentence before it.
    Before,
    /// `stet-next`: the sentence after it.
    Next,
    /// `stet-block`: the block it stands in, or the block before if it stands alone.
    Block,
    /// `stet-file`: the whole article.
    File,
}

/// A `stet` directive: what follows stands, by somebody's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The whole of it, delimiters included.
    pub span: Span,
    /// What it lets stand.
    pub reach: Reach,
    /// The rules it names, each with its place; empty means all.
    pub rules: Vec<(String, Span)>,
    /// The reason after the colon, trimmed.
    pub reason: Option<Span>,
    /// A directive whose first word is no known one ("stett", "stet-nxt"): its word. `reach` then means nothing.
    pub unknown: Option<Span>,
}

/// A mark editors leave in copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// Which.
    pub kind: MarkKind,
}

/// Which mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// `TK`: still to come.
    ToCome,
    /// `[CQ]`: the spelling before it is verified, leave it.
    Verified,
}

/// What an article says of itself at its top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `date:` as written.
    pub date: Option<String>,
    /// `dateline:` as written.
    pub dateline: Option<String>,
    /// `language:` (or Pandoc's `lang:`) as written: a BCP 47 tag.
    pub language: Option<String>,
    /// `bibliography:`, one or several paths, each with its place in the text.
    pub bibliography: Vec<(String, Span)>,
    /// Keys that `nocite:` names: sources that are listed without being cited (Pandoc).
    pub nocite: Vec<Citation>,
    /// `places:` pins: name as written in the article -> place id.
    pub places: Vec<(String, String)>,
    /// Mistakes in it, with spans in the article's bytes.
    pub problems: Vec<crate::text::Problem>,
}

impl Block {
    /// Whether a `[CQ]` right after the byte `end`, where a name ends, says that its spelling is verified. `text` is the block's.
    #[must_use]
    pub fn verified(&self, text: &str, end: usize) -> bool {
        const FARTHEST: usize = 8;
        let next = self.marks.partition_point(|m| m.span.start < end);
        self.marks.get(next).is_some_and(|mark| {
            let gap = text.get(end..mark.span.start).filter(|gap| gap.len() <= FARTHEST);
            // "Name’s [CQ]": at most a clitic stands between.
            let beside =
                gap.is_some_and(|gap| !gap.contains(['.', ',', ';', '\n']) && gap.split_whitespace().count() <= 1);
            mark.kind == MarkKind::Verified && beside
        })
    }

    /// Whether `span` lies in an outermost quotation.
    #[must_use]
    pub fn in_quotation(&self, span: Span) -> bool {
        // Quotations are in order; the outermost one around a name is seldom more than a few inner ones back.
        const DEEPEST: usize = 32;
        let after = self.quotations.partition_point(|q| q.span.start <= span.start);
        self.quotations[..after].iter().rev().take(DEEPEST).any(|q| q.depth == 0 && q.span.contains(span))
    }

    /// The cell of a table that holds `span`.
    #[must_use]
    pub fn cell(&self, span: Span) -> Option<Span> {
        cell_in(&self.cells, span)
    }

    /// A block of that kind in which nothing was read.
    #[must_use]
    pub const fn empty(kind: BlockKind) -> Self {
        Self {
            kind,
            tokens: Vec::new(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            tags: Vec::new(),
            directives: Vec::new(),
            marks: Vec::new(),
            masked: Vec::new(),
            cells: Vec::new(),
        }
    }
}

/// The keys that `text` names anywhere, each with its place: in tags, under `nocite`, in the reasons of directives.
#[must_use]
pub fn keys(text: &str, format: Format) -> Vec<(String, Span)> {
    let mut keys = Vec::new();
    for piece in split(text, format) {
        let own = piece.span.of(text);
        if !own.contains('@') {
            continue;
        }
        let cited = match piece.kind {
            BlockKind::FrontMatter => parse_front_matter(own).nocite,
            kind => {
                let block = read_block(own, kind, format);
                let named = named_in_reasons(own, &block);
                block.tags.into_iter().flat_map(|tag| tag.citations).chain(named).collect()
            }
        };
        keys.extend(cited.into_iter().map(|it| (it.key, it.key_span.shifted(piece.span.start))));
    }
    keys
}

/// Reads one piece: `text` is the piece's own text.
///
/// A pure function, linear in `text`; it never fails.
#[must_use]
pub fn parse_block(text: &str, kind: BlockKind, format: Format) -> Block {
    let mut block = Block::empty(kind);
    match kind {
        BlockKind::Prose | BlockKind::Heading => read_prose(text, format, &mut block),
        _ => {
            block.masked.extend(chars::trimmed(text, Span::new(0, text.len())));
            if kind == BlockKind::Html {
                block.directives = directives::find(text, Span::new(0, text.len()), format, &[]);
            }
        }
    }
    block
}

/// Reads a block that holds prose: first what is not prose, then the rest by stretches that no sentence runs across.
fn read_prose(text: &str, format: Format, block: &mut Block) {
    let mask = mask::read(text, format);
    // Neither a tag nor a directive runs from one cell of a table into the next.
    for stretch in stretches(text, &mask.cells) {
        block.tags.extend(tags::find(text, stretch, &mask.masked));
        block.directives.extend(directives::find(text, stretch, format, &mask.code));
    }
    block.marks = directives::verified(text);
    let mut notes = mask.notes;
    notes.extend(block.marks.iter().map(|m| m.span));
    notes.sort_unstable();
    block.masked = mask.masked;
    let markup = block.masked.len();
    block.masked.extend(block.tags.iter().map(|t| t.span));
    block.masked.extend(block.directives.iter().map(|d| d.span));
    block.masked.extend(block.marks.iter().map(|m| m.span));
    if block.masked.len() > markup {
        mask::tidy(&mut block.masked);
    }
    // News runs at five or six bytes a token.
    block.tokens.reserve(text.len() / 5);
    block.cells = mask.cells;
    let mut leaves = mask.leaves.iter().copied().peekable();
    for row in mask.rows {
        while let Some(leaf) = leaves.next_if(|leaf| leaf.start < row.start) {
            read_leaf(text, leaf, &notes, block);
        }
        let cells = std::iter::from_fn(|| leaves.next_if(|leaf| leaf.start < row.end));
        read_row(text, row, cells, block);
    }
    for leaf in leaves {
        read_leaf(text, leaf, &notes, block);
    }
    count_words(block);
    block.marks.extend(directives::to_come(text, &block.tokens));
    block.marks.sort_unstable_by_key(|m| m.span);
    for tag in &mut block.tags {
        tag.sentence = block.sentences.partition_point(|s| s.span.start <= tag.span.start).checked_sub(1);
        // One in a first row without words is the table's, not the paragraph's before it.
        if tag.sentence.is_none() && !block.sentences.is_empty() && cell_in(&block.cells, tag.span).is_some() {
            tag.sentence = Some(0);
        }
    }
}

/// `text` cut at the edges of its `cells`.
fn stretches(text: &str, cells: &[Span]) -> Vec<Span> {
    let mut all = Vec::with_capacity(2 * cells.len() + 1);
    let mut at = 0;
    for &cell in cells {
        all.extend((at < cell.start).then(|| Span::new(at, cell.start)));
        all.push(cell);
        at = cell.end;
    }
    all.extend((at < text.len() || all.is_empty()).then(|| Span::new(at, text.len())));
    all
}

/// `span` and all that stands in `row` of `items`, which are in order.
fn hull_in<T>(row: Span, items: &[T], at: impl Fn(&T) -> Span, span: Span) -> Span {
    let from = items.partition_point(|item| at(item).start < row.start);
    items[from..].iter().map(at).take_while(|own| row.contains(*own)).fold(span, Span::hull)
}

/// The one of `cells`, which are in order, that holds `span`.
fn cell_in(cells: &[Span], span: Span) -> Option<Span> {
    let next = cells.partition_point(|cell| cell.end < span.end);
    cells.get(next).copied().filter(|cell| cell.contains(span))
}

/// Reads the leaves of a row of a table: words and quotations cell by cell, and all of them as one line.
fn read_row(text: &str, row: Span, leaves: impl Iterator<Item = Span>, block: &mut Block) {
    let first = block.tokens.len();
    for leaf in leaves {
        let (quotes, quotations) = quotations::find(text, leaf, &block.masked);
        tokens::cut(text, leaf, &block.masked, &quotes, &mut block.tokens);
        block.quotations.extend(quotations);
    }
    let Some((head, tail)) = block.tokens.get(first).zip(block.tokens.last()) else { return };
    let span = hull_in(row, &block.tags, |tag| tag.span, head.span.hull(tail.span));
    let span = hull_in(row, &block.directives, |directive| directive.span, span);
    block.sentences.push(Sentence { span, tokens: (first, block.tokens.len()), form: Form::Row });
}

/// Reads a stretch of the block that no sentence runs across.
fn read_leaf(text: &str, leaf: Span, notes: &[Span], block: &mut Block) {
    let (first, first_sentence) = (block.tokens.len(), block.sentences.len());
    let (quotes, quotations) = quotations::find(text, leaf, &block.masked);
    tokens::cut(text, leaf, &block.masked, &quotes, &mut block.tokens);
    let attached = sentences::Attached { tags: &block.tags, notes };
    sentences::cut(text, leaf, &block.tokens, first, &attached, &mut block.sentences);
    forms::settle(text, block.kind, &block.tokens, &mut block.sentences[first_sentence..]);
    block.quotations.extend(quotations);
}

/// Counts the words in each quotation.
fn count_words(block: &mut Block) {
    if block.quotations.is_empty() {
        return;
    }
    let is_word = |t: &&Token| matches!(t.kind, TokenKind::Word | TokenKind::Number);
    let mut words = Vec::with_capacity(block.tokens.len());
    words.extend(block.tokens.iter().filter(is_word).map(|t| t.span.start));
    for quotation in &mut block.quotations {
        let inner = quotation.inner;
        quotation.words = words.partition_point(|&w| w < inner.end) - words.partition_point(|&w| w < inner.start);
    }
}
