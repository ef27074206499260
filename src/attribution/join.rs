//! Joins what the learned tagger found with what the rules found, into one list of spans.
//!
//! The tagger has read more than any list holds; the rules know the grammar of the commonest cues and nothing of a subject matter. Where
//! both found a cue, the tagger's content and the rule's source are kept, which is what each does best. What the rules found alone
//! is sure where they are, or inside quotations, where the tagger was never taught to look. All else that one of them found alone is
//! tentative: the sentence's structure has to bear it out ([`super::grammar`]), or no sentence stands on it.

use super::model::Found;
use super::sheet::Sheet;
use super::{FoundBy, Unsaid, cues, takes_a_turn};
use crate::text::Span;

/// A rule's find that the tagger does not share is sure from this confidence on.
const SURE: f32 = 0.9;
/// What a fixed construction is found with: no verb of it can make it a deed or turn it round.
pub const FIXED: f32 = 1.0;
/// A find of the tagger alone below this is dropped.
const FAINT: f32 = 0.3;
/// A find of the tagger alone below this is tentative.
const FIRM: f32 = 0.8;

/// How many finds before one it is held against: more than any sentence meant to be read holds.
const NEAR: usize = 8;

/// A find, and whether anything but the tagger speaks for it.
pub struct Joined {
    /// Its spans.
    pub found: Found,
    /// Who found it.
    pub found_by: FoundBy,
    /// Whether only the tagger found it, and not by much.
    pub tentative: bool,
    /// Why nothing is said, if so: see [`super::grammar`].
    pub unsaid: Option<Unsaid>,
    /// Whether words of a construction say it all, so that nothing of it is a verb's to decide: see [`super::formulas`].
    pub fixed: bool,
    /// Whether the first word of its source has a capital only for opening the sentence.
    pub plain: bool,
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
                let fixed = rule.confidence >= FIXED;
                // The rule knows where a phrase ends ("His remarks"); the tagger knows better who it is where they differ.
                found.source = match (found.source, rule.source) {
                    (Some(learned), Some(ruled)) if !learned.overlaps(ruled) => Some(learned),
                    (learned, ruled) => ruled.or(learned),
                };
                // A turn of a transcript is the speaker's to the block's end, however little the tagger made of it.
                let turn = rule.confidence >= SURE && takes_a_turn(sheet.text, rule.source, rule.cue);
                if fixed {
                    found.source = rule.source;
                }
                if found.content.is_empty() || turn || fixed {
                    found.content = rule.content;
                }
                joined.push(Joined {
                    found,
                    found_by: FoundBy::Both,
                    tentative: false,
                    unsaid: None,
                    fixed,
                    plain: false,
                });
            }
            None if found.cue.is_some() && found.confidence < FAINT => {}
            None => {
                let tentative = found.cue.is_some_and(|cue| !vouched(sheet, cue, &found));
                let fixed = false;
                joined.push(Joined { found, found_by: FoundBy::Tagger, tentative, unsaid: None, fixed, plain: false });
            }
        }
    }
    for found in ruled.into_iter().flatten() {
        let fixed = found.confidence >= FIXED;
        let sure = found.cue.is_none_or(|cue| found.confidence >= SURE || in_quotation(sheet, cue));
        joined.push(Joined { found, found_by: FoundBy::Rules, tentative: !sure, unsaid: None, fixed, plain: false });
    }
    joined.sort_by_key(|j| anchor(&j.found));
    untangle(sheet, &mut joined);
    joined
}

/// No two finds may each hold the other's cue. In "The mill signalled that it would sell, Jones said" Jones says all of it, and what
/// the mill signalled ends before Jones is named: the earlier one's content is cut where the later one begins.
fn untangle(sheet: &Sheet<'_>, joined: &mut [Joined]) {
    let holds = |found: &Found, cue: Span| found.content.iter().any(|c| c.contains(cue));
    for late in 1..joined.len() {
        let Some(cue) = joined[late].found.cue else { continue };
        for early in late.saturating_sub(NEAR)..late {
            let Some(before) = joined[early].found.cue else { continue };
            if holds(&joined[early].found, cue) && holds(&joined[late].found, before) {
                let source = joined[late].found.source.filter(|s| before.end <= s.start && s.end <= cue.start);
                let begins = source.map_or(cue.start, |s| s.start);
                cut_before(&mut joined[early].found.content, begins, sheet.text);
            }
        }
    }
}

/// Takes from `content` all from the byte `begins` on, and the marks and spaces that would be left hanging.
fn cut_before(content: &mut Vec<Span>, begins: usize, text: &str) {
    let hanging = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '\u{2013}' | '\u{2014}');
    for span in content.iter_mut() {
        let end = span.end.min(begins).max(span.start);
        span.end = span.start + text[span.start..end].trim_end_matches(hanging).len();
    }
    content.retain(|span| !span.is_empty());
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
