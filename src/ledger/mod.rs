//! The ledger: for each sentence of an article, where it stands and on whose word. The one thing every view reads.
//!
//! [`build`] cuts the text into blocks, takes each block's reading from the [`Cache`] or makes it, and folds over the sentences once,
//! carrying speakers on and deciding standings. Whatever was edited before, the ledger of a text is the ledger of that text opened
//! fresh. Views decide nothing themselves.

mod entry;
mod fold;
mod guard;
mod kept;
mod language;
mod places;
mod quoted;
mod speakers;
#[cfg(test)]
mod tests;

use crate::article::{Block, BlockKind, Format, FrontMatter, Tag, parse_front_matter, split};
use crate::attribution::{Attribution, Checkworthy, Reading, SourceKind};
use crate::gazetteer::{Atlas, Mention, Usual};
use crate::sources::{Registry, Shelf};
use crate::text::Span;
use std::sync::Arc;

pub use guard::{guard, leaks};
pub(crate) use kept::Kept;
pub use language::Language;
pub use places::Mentioned;

/// What a sentence rests on, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// A source tag that resolves to the registry, or `@own`, `@known`.
    Tagged,
    /// A named person, or a document that can be looked up.
    Attributed,
    /// A body: an institution, a firm, a side.
    Collective,
    /// Unnamed persons who are told apart.
    Anonymous,
    /// Nobody who could be asked.
    Vague,
    /// Nothing.
    Unattributed,
    /// It claims nothing, or only that nothing was said.
    None,
}

/// The outside data a ledger is made with.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// The newsroom's sources.
    pub registry: Arc<Registry>,
    /// What sources are stored with, as far as articles cite them.
    pub stored: Arc<Shelf>,
    /// The places.
    pub atlas: Arc<Atlas>,
    /// What the newsroom's other articles usually call a place, as far as they have been read. No block's analysis hangs on it, and
    /// `version` does not change with it.
    pub usual: Arc<Usual>,
    /// Changes whenever the sources or the places do; part of every cache key.
    pub version: u64,
}

/// What is known of a block without its surroundings; kept as long as the block stays the same.
#[derive(Debug)]
pub struct Entry {
    /// Hash of the block's text, kind, format and of the data's version.
    pub key: u64,
    /// The block, read.
    pub block: Block,
    /// Who says what in it.
    pub reading: Reading,
    /// Places mentioned in it.
    pub mentions: Vec<Mention>,
    /// Where it names somebody who is not to be named.
    pub(crate) named: Vec<guard::Named>,
    /// Whether its text is its own plain form: see [`crate::article::plain()`].
    pub(crate) is_plain: bool,
    /// What the fold needs of it, worked out once.
    pub(crate) keys: entry::Keys,
}

/// A block where it stands in the article.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its piece of the article, in the article's bytes.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// What is known of it.
    pub entry: Arc<Entry>,
    /// Index in [`Ledger::lines`] of its first sentence.
    pub first_line: usize,
    /// Index in [`Ledger::voices`] of its first attribution.
    pub first_voice: usize,
}

/// One line of the ledger: a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where, in the article's bytes.
    pub span: Span,
    /// Index in [`Ledger::blocks`].
    pub block: usize,
    /// Index among the block's sentences.
    pub sentence: usize,
    /// Where it stands.
    pub standing: Standing,
    /// Why a desk would ask for its source.
    pub checkworthy: Checkworthy,
    /// Those of these reasons that a desk acts on before it prints; the others are for a line-by-line check.
    pub pressing: Checkworthy,
    /// Whether it stands on an attribution of another sentence (a quotation that runs on), or on a word that stands for somebody named
    /// before ("he", "the general").
    pub carried: bool,
    /// Whether a source tag belongs to it, whatever the tag says.
    pub bears_tag: bool,
    /// Whether any of an outermost quotation lies in it.
    pub quoted: bool,
    /// Index in [`Ledger::voices`] of the attribution it stands on; `None` where it stands on a tag, a vague word or nothing.
    pub because: Option<usize>,
}

/// Who speaks in an attribution, once the article so far is known. Stands beside the attribution in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// The speaker's fullest name or description so far ("Igor Kimakovsky").
    pub speaker: Option<Arc<str>>,
    /// Where the article first names the speaker, in the article's bytes.
    pub named_at: Option<Span>,
    /// What kind of source it is once pronouns and descriptions are resolved; `None` where nobody was found for them.
    pub kind: Option<SourceKind>,
    /// The block that it introduces with a colon ("The mayor added:") and that is all its speaker's, in the article's bytes.
    pub set_off: Option<Span>,
}

/// The ledger of one article.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The article's text.
    pub text: Arc<str>,
    /// Its format.
    pub format: Format,
    /// Its front matter.
    pub front_matter: Arc<FrontMatter>,
    /// Its language. Where that is not [judged](Language::judged), no sentence stands on anybody's word: each is tagged or claims nothing.
    pub language: Language,
    /// Its blocks in order.
    pub blocks: Vec<Placed>,
    /// Its sentences in order.
    pub lines: Vec<Line>,
    /// Who speaks in each attribution, in order of blocks and attributions.
    pub voices: Vec<Voice>,
    /// Places it mentions, in order.
    pub places: Vec<Mentioned>,
}

/// Entries of one article's last ledger, by key, and what its places were. A build keeps what it used and drops the rest.
#[derive(Debug, Default)]
pub struct Cache {
    entries: Kept<Arc<Entry>>,
    places: places::Decided,
}

/// An attribution with its spans in the article's bytes, as views want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed<'a> {
    /// The attribution as its block has it, block spans and all.
    pub raw: &'a Attribution,
    /// Who speaks.
    pub voice: &'a Voice,
    /// Why no sentence stands on it; `None` where one can.
    pub discounted: Option<Discounted>,
    /// Bytes to add to `raw`'s spans.
    pub offset: usize,
}

/// Why no sentence stands on an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discounted {
    /// Its subject is abstract: the writer's own voice.
    AbstractSubject,
    /// It tells what somebody means to do.
    Intention,
    /// Its cue says that nothing was said, or only asked.
    Unsaid,
    /// Its cue tells what somebody did or felt, and no words.
    Deed,
    /// Its cue stands inside a quotation, whose own speaker answers for it.
    Quoted,
    /// It stands in a heading, which claims nothing.
    Heading,
    /// Only the learned tagger takes it for one, and not surely.
    Tentative,
    /// A word beside its cue ("reportedly") leaves open on whose word all this is told.
    Hearsay,
}

impl Ledger {
    /// Attributions of the line at `index` (those whose cue, or source, or content starts in it), in order. A quotation that no word
    /// and no neighbour gives to anybody is none: quoted words, but nobody's.
    pub fn attributions(&self, index: usize) -> impl Iterator<Item = Attributed<'_>> {
        let line = &self.lines[index];
        let placed = &self.blocks[line.block];
        let (from, to) = placed.entry.keys.sentences[line.sentence].attributions;
        let somebodys = |a: &Attributed<'_>| a.raw.cue.is_some() || a.raw.source.is_some() || a.voice.speaker.is_some();
        (from..to).filter_map(move |i| self.attributed(placed, i as usize)).filter(somebodys)
    }

    /// The attribution at `index` among those of `placed`, one of this ledger's blocks; none in a language that is not judged.
    #[must_use]
    pub fn attributed<'a>(&'a self, placed: &'a Placed, index: usize) -> Option<Attributed<'a>> {
        self.language.judged().then_some(())?;
        Some(Attributed {
            raw: placed.entry.reading.attributions.get(index)?,
            voice: self.voices.get(placed.first_voice + index)?,
            discounted: placed.entry.keys.voices.get(index)?.discounted,
            offset: placed.span.start,
        })
    }

    /// The attribution that `line`, one of this ledger's, stands on.
    #[must_use]
    pub fn because(&self, line: &Line) -> Option<Attributed<'_>> {
        let voice = line.because?;
        let placed = &self.blocks[self.blocks.partition_point(|b| b.first_voice <= voice).checked_sub(1)?];
        self.attributed(placed, voice - placed.first_voice)
    }

    /// Every source tag, in order, each with the block it stands in.
    pub fn tags(&self) -> impl Iterator<Item = (&Placed, &Tag)> {
        self.blocks.iter().flat_map(|placed| placed.entry.block.tags.iter().map(move |tag| (placed, tag)))
    }

    /// Whether its text is its own plain form, so that words can be read off it; see [`crate::article::plain()`].
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.blocks.iter().all(|placed| placed.entry.is_plain)
    }

    /// Index of the line that holds the byte `offset`, or whose end it touches.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> Option<usize> {
        let i = self.lines.partition_point(|l| l.span.end < offset);
        self.lines.get(i).filter(|l| l.span.touches(offset)).map(|_| i)
    }
}

impl Attribution {
    /// The byte by which it is counted to a sentence: the start of its cue, else of its source, else of its content.
    #[must_use]
    pub fn anchor(&self) -> usize {
        self.cue.or(self.source).or_else(|| self.content.first().copied()).map_or(0, |s| s.start)
    }
}

/// Builds the ledger of `text`, taking from `cache` what has not changed.
///
/// A block that cannot be read (its reading panics) is kept as a block without sentences; the rest of the article is not touched by it.
pub fn build(text: Arc<str>, format: Format, data: &Data, cache: &mut Cache) -> Ledger {
    let pieces = split(&text, format);
    let mut front_matter = Arc::default();
    let mut blocks = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Some(own) = text.get(piece.span.start..piece.span.end) else { continue };
        if piece.kind == BlockKind::FrontMatter {
            front_matter = Arc::new(parse_front_matter(own));
        }
        let key = entry::key(own, piece.kind, format, data.version);
        let entry = cache.entries.get(key, || Arc::new(entry::make(own, piece.kind, format, data, key)));
        let entry = Arc::clone(entry);
        blocks.push(Placed { span: piece.span, kind: piece.kind, entry, first_line: 0, first_voice: 0 });
    }
    cache.entries.done();
    let places = places::places(&text, &blocks, data, &front_matter.places, &mut cache.places);
    let language = language::language(&front_matter, &text, &blocks);
    let (lines, voices) = fold::fold(&mut blocks, language.judged());
    Ledger { text, format, front_matter, language, blocks, lines, voices, places }
}
