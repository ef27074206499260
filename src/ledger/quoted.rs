//! Who speaks in a quotation. It is whoever its sentence stands on, where that attribution holds any of the quotation: the quotation, its
//! sentence and every view of either give one answer.
//!
//! It reads what the fold has decided and decides nothing again.

use super::{Ledger, Placed};
use crate::text::Span;
use std::cmp::Reverse;
use std::ops::Range;

/// How many quotations that began before a stretch of text may still be open in it. Real copy has two.
const DEEPEST: usize = 8;

/// How well a stretch of content fits a quotation: the more bytes of it are covered the better, then the shorter the stretch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    covered: usize,
    length: Reverse<usize>,
}

impl Ledger {
    /// The attribution that each quotation of `placed`, one of this ledger's blocks, belongs to: its index among the block's.
    #[must_use]
    pub fn quoted_by(&self, placed: &Placed) -> Vec<Option<usize>> {
        let block = &placed.entry.block;
        let fitting = self.fitting(placed);
        let mut next = 0;
        let whose = |(quotation, fits): (&crate::article::Quotation, Option<usize>)| {
            while block.sentences.get(next).is_some_and(|sentence| sentence.span.end <= quotation.inner.start) {
                next += 1;
            }
            let stands = (quotation.depth == 0).then(|| self.stands(placed, next, quotation.inner)).flatten();
            stands.or(fits)
        };
        block.quotations.iter().zip(fitting).map(whose).collect()
    }

    /// Who speaks in each quotation of `placed`.
    #[must_use]
    pub fn quoted_speakers(&self, placed: &Placed) -> Vec<Option<&str>> {
        let own = |own: Option<usize>| self.voices.get(placed.first_voice + own?)?.speaker.as_deref();
        let quotations = placed.entry.block.quotations.iter().zip(self.quoted_by(placed));
        quotations.map(|(quotation, by)| own(by).or_else(|| self.set_off_speaker(placed, quotation.inner))).collect()
    }

    /// Who speaks in all of a block that the block before introduces with a colon, if `inner`, a quotation of `placed`, lies in one.
    fn set_off_speaker(&self, placed: &Placed, inner: Span) -> Option<&str> {
        let sentence = placed.entry.block.sentences.partition_point(|it| it.span.end <= inner.start);
        let voice =
            self.lines.get(placed.first_line + sentence)?.because.filter(|&voice| voice < placed.first_voice)?;
        self.voices.get(voice)?.speaker.as_deref()
    }

    /// The attribution that the first of the sentences from `first` on in which `inner` lies stands on, if it holds any of `inner`.
    fn stands(&self, placed: &Placed, first: usize, inner: Span) -> Option<usize> {
        let sentences = &placed.entry.block.sentences;
        let own: Range<usize> = first..sentences.len();
        own.take_while(|&s| sentences[s].span.start < inner.end).find_map(|s| {
            let voice = self.lines.get(placed.first_line + s)?.because?.checked_sub(placed.first_voice)?;
            let attribution = placed.entry.reading.attributions.get(voice)?;
            let spoken = self.voices.get(placed.first_voice + voice)?.speaker.is_some();
            (spoken && attribution.content.iter().any(|content| content.overlaps(inner))).then_some(voice)
        })
    }

    /// The attribution with a speaker whose content covers most of each quotation, the closest-fitting one of several, so that a quotation
    /// inside a quotation has its own.
    fn fitting(&self, placed: &Placed) -> Vec<Option<usize>> {
        let quotations = &placed.entry.block.quotations;
        let mut best: Vec<Option<(Fit, usize)>> = vec![None; quotations.len()];
        for (i, attribution) in placed.entry.reading.attributions.iter().enumerate() {
            if self.voices.get(placed.first_voice + i).is_none_or(|voice| voice.speaker.is_none()) {
                continue;
            }
            for content in &attribution.content {
                let first = quotations.partition_point(|q| q.inner.start < content.start).saturating_sub(DEEPEST);
                let last = quotations.partition_point(|q| q.inner.start < content.end);
                for (quotation, best) in quotations[first..last].iter().zip(&mut best[first..last]) {
                    let (start, end) = (content.start.max(quotation.inner.start), content.end.min(quotation.inner.end));
                    let fit = Fit { covered: end.saturating_sub(start), length: Reverse(content.len()) };
                    if fit.covered > 0 && best.is_none_or(|(before, _)| fit > before) {
                        *best = Some((fit, i));
                    }
                }
            }
        }
        best.into_iter().map(|best| best.map(|(_, own)| own)).collect()
    }
}
