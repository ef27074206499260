//! Whether a remedy settles anything: made once, its finding is gone and no new one has come.
//!
//! A finding is known again by its rule and by where it stands once the edits have moved it. Nothing here looks at a text.

use super::Finding;
use crate::text::Span;
use std::collections::HashMap;

/// Of the findings `after` some edits, the first that speaks against them: one that they were to mend and did not, or that they brought.
/// `before` are those of the text as it was, among them `mended`, both in order of place; so are `edits`, which lie apart.
///
/// Two things were there all along and do not count, away from the edits: a rule that reports something once, where it first stands, moves
/// on to the next place when the first is mended; and of two rules that point at the same words, another one may speak now.
#[must_use]
pub fn against<'a>(
    before: &[Finding],
    mended: &[&Finding],
    edits: &[(Span, String)],
    after: &'a [Finding],
) -> Option<&'a Finding> {
    let moves = Moves::of(edits);
    let mut to_mend = mended.iter().copied().peekable();
    // What is to be there still, by rule and in order of place.
    let mut still: HashMap<&str, Vec<Span>> = HashMap::new();
    for finding in before {
        if to_mend.next_if(|next| *next == finding).is_none() {
            still.entry(finding.rule).or_default().push(moves.span(finding.span));
        }
    }
    let mut next: HashMap<&str, usize> = HashMap::new();
    after.iter().find(|finding| {
        let spans = still.get(finding.rule).map_or(&[][..], Vec::as_slice);
        let next = next.entry(finding.rule).or_default();
        while spans.get(*next).is_some_and(|span| span.end < finding.span.start) {
            *next += 1;
        }
        if spans.get(*next).is_some_and(|span| span.start <= finding.span.end) {
            *next += 1;
            return false;
        }
        let moved_on = || mended.iter().any(|it| it.rule == finding.rule && it.message == finding.message);
        let is_there = |rule: &str| after.iter().any(|it| it.span == finding.span && it.rule == rule);
        let speaks_instead = || still.iter().any(|(rule, spans)| spans.contains(&finding.span) && !is_there(rule));
        moves.touch(finding.span) || !(moved_on() || speaks_instead())
    })
}

/// `text` with `edits` made, which are in order and apart.
#[must_use]
pub fn edited(text: &str, edits: &[(Span, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (span, words) in edits {
        out += &text[end..span.start];
        out += words;
        end = span.end;
    }
    out + &text[end..]
}

/// Where places of a text are after edits.
pub(crate) struct Moves {
    /// What each edit took the place of, and where that is now.
    edits: Vec<(Span, Span)>,
}

impl Moves {
    /// By `edits`, which are in order and apart.
    pub(crate) fn of(edits: &[(Span, String)]) -> Self {
        let mut edits_moved = Vec::with_capacity(edits.len());
        let (mut old, mut new) = (0, 0);
        for (span, words) in edits {
            let start = new + (span.start - old);
            edits_moved.push((*span, Span::new(start, start + words.len())));
            (old, new) = (span.end, start + words.len());
        }
        Self { edits: edits_moved }
    }

    /// Where `span` is now. What was put in at one of its ends is part of it, and so is all of what took the place of a part.
    pub(crate) fn span(&self, span: Span) -> Span {
        let first = self.edits.partition_point(|(old, _)| old.end < span.start);
        let after = self.edits.partition_point(|(old, _)| old.start <= span.end);
        let at = |place: usize, before: usize| match before.checked_sub(1).and_then(|last| self.edits.get(last)) {
            Some((old, new)) => new.end + (place - old.end),
            None => place,
        };
        let start = match self.edits.get(first).filter(|(old, _)| old.start <= span.start) {
            Some((old, new)) if old.end > span.start || old.is_empty() => new.start,
            Some((_, new)) => new.end,
            None => at(span.start, first),
        };
        let end =
            match after.checked_sub(1).and_then(|last| self.edits.get(last)).filter(|(old, _)| old.end >= span.end) {
                Some((old, new)) if old.start < span.end || old.is_empty() => new.end,
                Some((_, new)) => new.start,
                None => at(span.end, after),
            };
        Span::new(start, end.max(start))
    }

    /// Whether a span of the new text touches what was put in.
    fn touch(&self, span: Span) -> bool {
        let near = self.edits.partition_point(|(_, new)| new.end < span.start);
        self.edits.get(near).is_some_and(|(_, new)| new.start <= span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(rule: &'static str, start: usize, end: usize) -> Finding {
        Finding::new(rule, Span::new(start, end), rule)
    }

    fn edit(start: usize, end: usize, words: &str) -> (Span, String) {
        (Span::new(start, end), words.to_owned())
    }

    #[test]
    fn places_move_with_the_edits() {
        let moves = Moves::of(&[edit(2, 4, "x"), edit(6, 6, "abc"), edit(10, 12, "")]);
        let moved = |start, end| {
            let span = moves.span(Span::new(start, end));
            (span.start, span.end)
        };
        assert_eq!(moved(0, 2), (0, 2));
        assert_eq!(moved(2, 4), (2, 3));
        assert_eq!(moved(4, 5), (3, 4));
        assert_eq!(moved(5, 6), (4, 8));
        assert_eq!(moved(6, 8), (5, 10));
        assert_eq!(moved(3, 11), (2, 12));
        assert_eq!(moved(12, 14), (12, 14));
        assert_eq!(moved(14, 15), (14, 15));
    }

    #[test]
    fn a_finding_that_stays_or_comes_speaks_against_it() {
        let before = [finding("a", 0, 3), finding("b", 5, 8)];
        let edits = [edit(0, 3, "longer")];
        let against = |after: &[Finding]| against(&before, &[&before[0]], &edits, after).map(|it| it.rule);
        assert_eq!(against(&[finding("b", 8, 11)]), None);
        assert_eq!(against(&[]), None);
        assert_eq!(against(&[finding("a", 0, 6), finding("b", 8, 11)]), Some("a"));
        assert_eq!(against(&[finding("b", 8, 11), finding("c", 20, 21)]), Some("c"));
        // The next place of what is told of once.
        assert_eq!(against(&[finding("b", 8, 11), finding("a", 20, 23)]), None);
        assert_eq!(against(&[finding("b", 8, 11), finding("b", 9, 11)]), Some("b"));
        // Another rule speaks of the same words.
        assert_eq!(against(&[finding("c", 8, 11)]), None);
        assert_eq!(against(&[finding("b", 8, 11), finding("c", 8, 11)]), Some("c"));
    }
}
