//! The shape of a line of `sayso scan`: what docs/scan.md promises, field by field.
//!
//! Spans leave their blocks here and become bytes of the article. Nothing is judged.

use crate::attribution::{Act, SourceKind};
use crate::desk::Snapshot;
use crate::gazetteer::{NameForm, PlaceId};
use crate::ledger::{Attributed, Ledger, Placed, Standing};
use crate::text::{Severity, Span};
use serde::Serialize;
use serde_json::Value;
use std::cmp::Reverse;

#[derive(Serialize)]
struct Record<'a> {
    id: &'a Value,
    sentences: Vec<Sentence<'a>>,
    quotations: Vec<Quotation<'a>>,
    places: Vec<Place<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    start: usize,
    end: usize,
    standing: Standing,
    checkworthy: bool,
    attributions: Vec<Attribution<'a>>,
    tags: Vec<&'a str>,
}

#[derive(Serialize)]
struct Attribution<'a> {
    source: Option<Span>,
    cue: Option<Span>,
    content: Vec<Span>,
    speaker: Option<&'a str>,
    via: Vec<&'a str>,
    kind: SourceKind,
    act: Act,
}

#[derive(Serialize)]
struct Quotation<'a> {
    start: usize,
    end: usize,
    speaker: Option<&'a str>,
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    id: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<&'a str>,
    form: NameForm,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    start: usize,
    end: usize,
    message: &'a str,
}

/// The line for the article `id`, its line feed included.
pub(super) fn line(id: &Value, snapshot: &Snapshot) -> Vec<u8> {
    let ledger = &*snapshot.ledger;
    let record = Record {
        id,
        sentences: sentences(ledger),
        quotations: ledger.blocks.iter().flat_map(|placed| quotations(ledger, placed)).collect(),
        places: places(snapshot),
        findings: snapshot
            .findings
            .iter()
            .map(|f| Finding {
                rule: f.rule,
                severity: f.severity,
                start: f.span.start,
                end: f.span.end,
                message: &f.message,
            })
            .collect(),
    };
    let mut line = Vec::with_capacity(ledger.text.len() + 256);
    serde_json::to_writer(&mut line, &record).expect("plain data with string keys is always JSON");
    line.push(b'\n');
    line
}

fn sentences(ledger: &Ledger) -> Vec<Sentence<'_>> {
    let mut sentences: Vec<Sentence<'_>> = ledger
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| Sentence {
            start: line.span.start,
            end: line.span.end,
            standing: line.standing,
            checkworthy: line.checkworthy.any(),
            attributions: ledger.attributions(index).map(|a| attribution(ledger, &a)).collect(),
            tags: Vec::new(),
        })
        .collect();
    for placed in &ledger.blocks {
        for tag in &placed.entry.block.tags {
            // A tag that opens a block belongs to the last sentence before it; one that opens the article, to none.
            let line = match tag.sentence {
                Some(sentence) => Some(placed.first_line + sentence),
                None => placed.first_line.checked_sub(1),
            };
            if let Some(sentence) = line.and_then(|line| sentences.get_mut(line)) {
                sentence.tags.extend(tag.citations.iter().map(|citation| citation.key.as_str()));
            }
        }
    }
    sentences
}

fn attribution<'a>(ledger: &'a Ledger, attributed: &Attributed<'a>) -> Attribution<'a> {
    let Attributed { raw, voice, offset, .. } = *attributed;
    Attribution {
        source: raw.source.map(|span| span.shifted(offset)),
        cue: raw.cue.map(|span| span.shifted(offset)),
        content: raw.content.iter().map(|span| span.shifted(offset)).chain(voice.set_off).collect(),
        speaker: voice.speaker.as_deref(),
        via: raw.via.iter().map(|span| span.shifted(offset).of(&ledger.text)).collect(),
        kind: raw.kind,
        act: raw.act,
    }
}

fn quotations<'a>(ledger: &'a Ledger, placed: &'a Placed) -> impl Iterator<Item = Quotation<'a>> {
    let quotations = &placed.entry.block.quotations;
    quotations.iter().zip(speakers(ledger, placed)).map(|(quotation, speaker)| {
        let span = quotation.span.shifted(placed.span.start);
        Quotation { start: span.start, end: span.end, speaker }
    })
}

/// Who speaks in each quotation of a block: the speaker of the content that covers most of it, the closest-fitting one of several, so
/// that a quotation inside a quotation has its own.
fn speakers<'a>(ledger: &'a Ledger, placed: &Placed) -> Vec<Option<&'a str>> {
    let quotations = &placed.entry.block.quotations;
    let mut best: Vec<Option<(Fit, &str)>> = vec![None; quotations.len()];
    for (i, attribution) in placed.entry.reading.attributions.iter().enumerate() {
        let Some(speaker) = ledger.voices[placed.first_voice + i].speaker.as_deref() else { continue };
        for content in &attribution.content {
            let first = quotations.partition_point(|q| q.inner.start < content.start).saturating_sub(DEEPEST);
            let last = quotations.partition_point(|q| q.inner.start < content.end);
            for (quotation, best) in quotations[first..last].iter().zip(&mut best[first..last]) {
                let (start, end) = (content.start.max(quotation.inner.start), content.end.min(quotation.inner.end));
                let fit = Fit { covered: end.saturating_sub(start), length: Reverse(content.len()) };
                if fit.covered > 0 && best.is_none_or(|(before, _)| fit > before) {
                    *best = Some((fit, speaker));
                }
            }
        }
    }
    best.into_iter().map(|best| best.map(|(_, speaker)| speaker)).collect()
}

/// How well a stretch of content fits a quotation: the more bytes of it are covered the better, then the shorter the stretch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    covered: usize,
    length: Reverse<usize>,
}

/// How many quotations that began before a stretch of text may still be open in it. Real copy has two.
const DEEPEST: usize = 8;

fn places(snapshot: &Snapshot) -> Vec<Place<'_>> {
    let atlas = &snapshot.data.atlas;
    let mut places = Vec::new();
    for placed in &snapshot.ledger.blocks {
        for mention in &placed.entry.mentions {
            let Some(&PlaceId(number)) = mention.candidates.first() else { continue };
            let place = atlas.place(PlaceId(number));
            let span = mention.span.shifted(placed.span.start);
            places.push(Place {
                start: span.start,
                end: span.end,
                name: place.names.first().map_or("", |name| &name.text),
                id: &place.id,
                lat: place.lat,
                lon: place.lon,
                country: place.country.as_deref(),
                form: mention.form,
            });
        }
    }
    places
}
