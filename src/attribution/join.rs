//! Joins what the learned tagger found with what the rules found, into one list of spans.
//!
//! The tagger has read more than any list holds; the rules know the grammar of the commonest cues and nothing of a subject matter. Where
//! both found a cue, the tagger's content and the rule's source are kept, which is what each does best. What the rules found alone
//! is kept where they are sure, or inside quotations, where the tagger was never taught to look. What the tagger found alone is kept, but
//! where nothing else speaks for it it is tentative: recorded, and no sentence stands on it.

use super::model::Found;
use super::sheet::Sheet;
use super::{FoundBy, cues};
use crate::text::Span;

/// A rule's find that the tagger does not share is kept from this confidence on.
const SURE: f32 = 0.9;
/// A find of the tagger alone below this is dropped.
const FAINT: f32 = 0.65;
/// A find of the tagger alone below this is tentative.
const FIRM: f32 = 0.8;

/// A find, and whether anything but the tagger speaks for it.
pub struct Joined {
    /// Its spans.
    pub found: Found,
    /// Who found it.
    pub found_by: FoundBy,
    /// Whether only the tagger found it, and not by much.
    pub tentative: bool,
}

/// One list of the two, in order of their anchors.
#[must_use]
pub fn join(sheet: &Sheet<'_>, learned: Vec<Found>, ruled: Vec<Found>) -> Vec<Joined> {
    let mut ruled: Vec<Option<Found>> = ruled.into_iter().map(Some).collect();
    let mut cues: Vec<(Span, usize)> =
        ruled.iter().enumerate().filter_map(|(i, f)| f.as_ref().and_then(|f| f.cue).map(|c| (c, i))).collect();
    cues.sort_unstable();
    let mut joined = Vec::with_capacity(learned.len());
    for mut found in learned {
        let shared = found.cue.and_then(|cue| {
            let after = cues.partition_point(|(c, _)| c.end <= cue.start);
            cues.get(after).filter(|(c, _)| c.overlaps(cue)).map(|&(_, i)| i)
        });
        match shared.and_then(|i| ruled[i].take()) {
            Some(rule) => {
                // The rule knows where a phrase ends ("His remarks"); the tagger knows better who it is where they differ.
                found.source = match (found.source, rule.source) {
                    (Some(learned), Some(ruled)) if !learned.overlaps(ruled) => Some(learned),
                    (learned, ruled) => ruled.or(learned),
                };
                if found.content.is_empty() {
                    found.content = rule.content;
                }
                joined.push(Joined { found, found_by: FoundBy::Both, tentative: false });
            }
            None if found.cue.is_some() && found.confidence < FAINT => {}
            None => {
                let tentative = found.cue.is_some_and(|cue| !vouched(sheet, cue, &found));
                joined.push(Joined { found, found_by: FoundBy::Tagger, tentative });
            }
        }
    }
    for rule in ruled.into_iter().flatten() {
        let kept = rule.cue.is_none_or(|cue| rule.confidence >= SURE || in_quotation(sheet, cue));
        if kept {
            joined.push(Joined { found: rule, found_by: FoundBy::Rules, tentative: false });
        }
    }
    joined.sort_by_key(|j| anchor(&j.found));
    joined
}

/// The byte an attribution is ordered by: the start of its cue, else of its source, else of its content.
fn anchor(found: &Found) -> usize {
    found.cue.or(found.source).or_else(|| found.content.first().copied()).map_or(0, |s| s.start)
}

/// Whether the grammar speaks for a find of the tagger alone: it too takes a word of the cue for an attributing verb, and there is
/// somebody who speaks and something said.
fn vouched(sheet: &Sheet<'_>, cue: Span, found: &Found) -> bool {
    let reads = |i: usize| sheet.run_of(i).and_then(|run| cues::read(sheet, run, i)).is_some();
    found.confidence >= FIRM
        && found.source.is_some()
        && !found.content.is_empty()
        && sheet.within(cue).iter().take(8).any(|&i| reads(i))
}

fn in_quotation(sheet: &Sheet<'_>, span: Span) -> bool {
    let after = sheet.block.quotations.partition_point(|q| q.span.start <= span.start);
    after > 0 && sheet.block.quotations[after - 1].inner.contains(span)
}
