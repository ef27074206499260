//! From labelled tokens to attributions: which source and which content go with which cue.

use super::frame::Frame;
use super::weights::Row;
use super::{CONTENT, CUE, Found, OUTSIDE, Own, SOURCE, role, spans};
use crate::article::Block;
use crate::text::Span;
use std::ops::Range;

/// How far, in bytes, a source may stand from its cue when only nearness speaks for it; another sentence counts as [`OTHER_SENTENCE`].
const SOURCE_REACH: usize = 60;
/// What a sentence's end between them adds to a distance, in bytes.
const OTHER_SENTENCE: usize = 200;

/// Joins the two passes: the second one's sources and contents where it has any, and all contents of the first.
///
/// Content the second pass adds counts only in sentences in which the first pass found a cue or content, so that what stands on
/// somebody's word is decided in one place.
pub fn assemble(
    frame: &Frame,
    block: &Block,
    labels: &[u8],
    scores: &[Row],
    cues: &[Range<usize>],
    own: &[Own],
) -> Vec<Found> {
    let bytes =
        |span: &Range<usize>| Span::new(block.tokens[span.start].span.start, block.tokens[span.end - 1].span.end);
    let sources: Vec<Range<usize>> = spans(labels, SOURCE).collect();
    let live = live_sentences(frame, labels);
    let mut content: Vec<Vec<Range<usize>>> = own.iter().map(|own| clip(frame, &live, &own.content)).collect();
    let mut unowned = Vec::new();
    for span in spans(labels, CONTENT) {
        match owner(block, cues, own, &span) {
            Some(cue) => content[cue].push(span),
            None => unowned.push(span),
        }
    }
    let mut found: Vec<Found> = Vec::with_capacity(cues.len() + 1);
    for ((cue, own), content) in cues.iter().zip(own).zip(content) {
        let source = own.source.clone().or_else(|| nearest(frame, block, cue, &sources));
        found.push(Found {
            source: source.as_ref().map(&bytes),
            cue: Some(bytes(cue)),
            content: merge(frame, content).iter().map(&bytes).collect(),
            confidence: confidence(labels, scores, cue),
        });
    }
    if let (Some(first), Some(last)) = (unowned.first(), unowned.last()) {
        let source = sources.iter().find(|s| s.end <= first.start || s.start >= last.end);
        let confidence = confidence(labels, scores, first);
        let content = unowned.iter().map(&bytes).collect();
        found.push(Found { source: source.map(&bytes), cue: None, content, confidence });
    }
    found
}

/// For each sentence, whether the first pass found a cue or content in it.
fn live_sentences(frame: &Frame, labels: &[u8]) -> Vec<bool> {
    let mut live = vec![false; frame.lines.len()];
    for (token, &label) in frame.tokens.iter().zip(labels) {
        if let Some(live) = live.get_mut(token.sentence as usize) {
            *live |= role(label) == CUE || role(label) == CONTENT;
        }
    }
    live
}

/// The parts of `spans` that lie in live sentences.
fn clip(frame: &Frame, live: &[bool], spans: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for span in spans {
        let mut open = false;
        for i in span.clone() {
            let lives = live.get(frame.tokens[i].sentence as usize).copied().unwrap_or(false);
            match out.last_mut() {
                Some(last) if lives && open => last.end = i + 1,
                _ if lives => out.push(i..i + 1),
                _ => {}
            }
            open = lives;
        }
    }
    out
}

/// How many cues to either side of a content span may own it. Others are too far off, and looking at all would take time beyond measure
/// in a long block.
const NEIGHBOURS: usize = 8;

/// The cue a content span of the first pass belongs to: the one whose own content overlaps it most, else the nearest.
fn owner(block: &Block, cues: &[Range<usize>], own: &[Own], span: &Range<usize>) -> Option<usize> {
    let place = cues.partition_point(|cue| cue.start < span.start);
    let after = cues.partition_point(|cue| cue.start < span.end);
    let near = place.saturating_sub(NEIGHBOURS)..(after + NEIGHBOURS).min(cues.len());
    let shared = |i: usize| -> usize {
        own[i].content.iter().map(|c| c.end.min(span.end).saturating_sub(c.start.max(span.start))).sum()
    };
    let most = near.clone().map(|i| (shared(i), i)).filter(|(n, _)| *n > 0).max_by_key(|&(n, i)| (n, usize::MAX - i));
    most.map(|(_, i)| i).or_else(|| near.min_by_key(|&i| gap(block, &cues[i], span)))
}

/// The bytes between two spans of tokens; 0 if they touch or overlap.
fn gap(block: &Block, a: &Range<usize>, b: &Range<usize>) -> usize {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    block.tokens[second.start].span.start.saturating_sub(block.tokens[first.end - 1].span.end)
}

fn nearest(frame: &Frame, block: &Block, cue: &Range<usize>, sources: &[Range<usize>]) -> Option<Range<usize>> {
    let distance = |source: &Range<usize>| {
        let other = frame.tokens[source.start].sentence != frame.tokens[cue.start].sentence;
        gap(block, cue, source) + usize::from(other) * OTHER_SENTENCE
    };
    // Sources are in order, so only the last before the cue and the first after it can be nearest.
    let after = sources.partition_point(|s| s.start < cue.start);
    let near = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|i| sources.get(i));
    near.min_by_key(|s| distance(s)).filter(|s| distance(s) <= SOURCE_REACH).cloned()
}

/// Spans in order, with those joined that overlap or touch in one sentence.
fn merge(frame: &Frame, mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_by_key(|s| (s.start, s.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            Some(last)
                if span.start == last.end
                    && frame.tokens[span.start].sentence == frame.tokens[last.end - 1].sentence =>
            {
                last.end = span.end;
            }
            _ => out.push(span),
        }
    }
    out
}

/// The mean margin of the span's labels over having none, squeezed to 0 to 1.
fn confidence(labels: &[u8], scores: &[Row], span: &Range<usize>) -> f32 {
    let score = |i: usize, label: u8| i32::from(scores[i].as_array()[usize::from(label)]);
    let margin = |i: usize| score(i, labels[i]) - score(i, OUTSIDE);
    let mean = span.clone().map(margin).sum::<i32>() as f32 / span.len().max(1) as f32;
    1.0 / (1.0 + (-mean / 64.0).exp())
}
