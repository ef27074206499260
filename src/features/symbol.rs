//! What a word of an article stands for: a source, a place or a speaker; and every other word of the article that stands for the same.
//!
//! Definition, references, highlight, rename and the workspace's index all ask here, so that they never differ. A source is its key, a
//! place is itself under any of its names, a speaker is whoever the ledger carries on from where they were first named.

use super::account::answering;
use crate::desk::Snapshot;
use crate::gazetteer::PlaceId;
use crate::ledger::{Attributed, Ledger, Placed};
use crate::text::Span;

/// What a word stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// The source, or reserved word, with this key.
    Source(String),
    /// A place.
    Place(PlaceId),
    /// A speaker, by where the article first names them, in the article's bytes.
    Speaker(Span),
}

/// A word that stands for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SymbolAt {
    /// What it stands for.
    pub symbol: Symbol,
    /// The word, in the article's bytes.
    pub span: Span,
}

/// The word at the byte `offset` of the article; the most specific wins, as it does for hover.
#[must_use]
pub fn at(snapshot: &Snapshot, offset: usize) -> Option<SymbolAt> {
    let ledger = &*snapshot.ledger;
    key_at(ledger, offset).or_else(|| place_at(ledger, offset)).or_else(|| speaker_at(ledger, offset))
}

/// Every word of the article that stands for `symbol`, in order.
#[must_use]
pub fn words(snapshot: &Snapshot, symbol: &Symbol) -> Vec<Span> {
    match symbol {
        Symbol::Source(key) => {
            citations(&snapshot.ledger).filter(|(_, it)| *it == key.as_str()).map(|(span, _)| span).collect()
        }
        Symbol::Place(id) => {
            snapshot.ledger.places.iter().filter(|it| it.choice.place == *id).map(|it| it.span).collect()
        }
        Symbol::Speaker(named_at) => {
            let sources = attributions(&snapshot.ledger).filter(|own| own.voice.named_at == Some(*named_at));
            let mut all: Vec<Span> = sources.filter_map(|own| Some(own.raw.source?.shifted(own.offset))).collect();
            // The words that name them are mostly a source too; where they are a part of one ("Ada Okoro, the harbour master") that stands.
            if !all.iter().any(|span| span.contains(*named_at)) {
                all.push(*named_at);
            }
            all.sort_unstable();
            all.dedup();
            all
        }
    }
}

/// Every key that is cited, with its place in the article, in order.
pub fn citations(ledger: &Ledger) -> impl Iterator<Item = (Span, &str)> {
    ledger.tags().flat_map(|(placed, tag)| {
        tag.citations.iter().map(move |c| (c.key_span.shifted(placed.span.start), c.key.as_str()))
    })
}

/// Every attribution of the article, in order of blocks.
pub fn attributions(ledger: &Ledger) -> impl Iterator<Item = Attributed<'_>> {
    ledger.blocks.iter().flat_map(move |placed| {
        (0..placed.entry.reading.attributions.len()).filter_map(move |i| ledger.attributed(placed, i))
    })
}

/// The blocks the caret at `offset` touches: two at a seam.
fn blocks_at(ledger: &Ledger, offset: usize) -> impl Iterator<Item = &Placed> {
    let first = ledger.blocks.partition_point(|placed| placed.span.end < offset);
    ledger.blocks[first..].iter().take(2).filter(move |placed| placed.span.touches(offset))
}

fn key_at(ledger: &Ledger, offset: usize) -> Option<SymbolAt> {
    blocks_at(ledger, offset).find_map(|placed| {
        let at = offset.checked_sub(placed.span.start)?;
        let tag = placed.entry.block.tags.iter().find(|tag| tag.span.touches(at))?;
        let nearest = tag.citations.iter().take_while(|c| c.key_span.start <= at + 1).last();
        let citation = nearest.or(tag.citations.first())?;
        Some(SymbolAt {
            symbol: Symbol::Source(citation.key.clone()),
            span: citation.key_span.shifted(placed.span.start),
        })
    })
}

fn place_at(ledger: &Ledger, offset: usize) -> Option<SymbolAt> {
    let first = ledger.places.partition_point(|it| it.span.end < offset);
    let found = ledger.places.get(first).filter(|it| it.span.touches(offset))?;
    Some(SymbolAt { symbol: Symbol::Place(found.choice.place), span: found.span })
}

fn speaker_at(ledger: &Ledger, offset: usize) -> Option<SymbolAt> {
    let of = |own: &Attributed<'_>, span: Span| {
        Some(SymbolAt { symbol: Symbol::Speaker(own.voice.named_at?), span: span.shifted(own.offset) })
    };
    for placed in blocks_at(ledger, offset) {
        let Some(at) = offset.checked_sub(placed.span.start) else { continue };
        let touched = |span: Option<Span>| span.filter(|span| span.touches(at));
        let all = || (0..placed.entry.reading.attributions.len()).filter_map(|i| ledger.attributed(placed, i));
        // A cue inside somebody's name ("Minister said in a statement, ...") is nearer than the name.
        let on_cue = all().find_map(|own| of(&own, touched(own.raw.cue)?));
        if let Some(word) = on_cue.or_else(|| all().find_map(|own| of(&own, touched(own.raw.source)?))) {
            return Some(word);
        }
        let quotations = placed.entry.block.quotations.iter().zip(ledger.quoted_by(placed));
        if let Some(word) = quotations.rev().find(|(q, _)| q.span.touches(at)).and_then(|(q, own)| {
            let own = own.and_then(|own| ledger.attributed(placed, own)).filter(|own| own.voice.named_at.is_some());
            let own = own.or_else(|| answering(ledger, ledger.line_at(offset)?))?;
            Some(SymbolAt { symbol: Symbol::Speaker(own.voice.named_at?), span: q.span.shifted(placed.span.start) })
        }) {
            return Some(word);
        }
    }
    // On the name itself where it is no source: "Jan Brink, the mayor, left. The bridge is shut, he said."
    let named = attributions(ledger).filter_map(|own| own.voice.named_at).find(|span| span.touches(offset))?;
    Some(SymbolAt { symbol: Symbol::Speaker(named), span: named })
}
