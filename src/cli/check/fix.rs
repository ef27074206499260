//! `--fix`: remedies applied to a text, one pass after another until nothing is left to apply.
//!
//! Of two remedies that touch one place the first is applied; the text is checked again before the next pass, so the other is applied
//! only where it is still called for. A remedy that settles nothing, because its finding stays or another one comes, is dropped: what it
//! would do is in no text that is written. Nothing here reads or writes a file.

use super::baseline::Known;
use super::changed::Stretches;
use crate::rules::{Finding, Fix, Moves, against, edited};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Remedies that touch each other's places are through in two or three passes. What is not by then is left to a person.
const MOST_PASSES: usize = 10;

/// A text is checked so often at most to tell the remedies apart that settle nothing; the more of them there are, the more often it takes.
const MOST_TRIES: usize = 100;

/// Which remedies are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Which {
    /// Those that need no person to look at them
    Safe,
    /// The first remedy of every finding
    All,
}

/// A text with its findings.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub text: Arc<str>,
    /// Those that count.
    pub findings: Vec<Finding>,
    /// All of them, where remedies are to be judged by them.
    pub all: Vec<Finding>,
    /// How it stands to the baseline.
    pub known: Known,
    /// What of it counts; `None` for all of it.
    pub stretches: Option<Stretches>,
}

/// A remedy, what it mends and where, in the text as it was before its pass.
#[derive(Clone, Debug)]
pub(super) struct Applied {
    pub text: Arc<str>,
    pub rule: &'static str,
    pub span: Span,
    pub title: String,
}

/// What came of mending.
#[derive(Debug)]
pub(super) struct Mended {
    pub now: Checked,
    /// What was done, in order.
    pub applied: Vec<Applied>,
    /// What was not, each with the rule that would still find or newly find something; `None` where that was not tried to the end.
    pub dropped: Vec<(Applied, Option<&'static str>)>,
}

/// Edits of one pass, in order and apart.
pub(super) type Edits = [(Span, String)];

/// A remedy and what it mends.
type Remedy<'a> = (&'a Finding, &'a Fix);

/// The remedy for `finding`, if it has one of that kind.
pub(super) fn remedy(finding: &Finding, which: Which) -> Option<&Fix> {
    match which {
        Which::Safe => finding.fixes.iter().find(|fix| fix.safe),
        Which::All => finding.fixes.first(),
    }
}

/// `start` mended as far as `which` goes. `check` checks what a text has become again, and is told the edits that led to it.
pub(super) fn mended(
    start: Checked,
    which: Which,
    mut check: impl FnMut(&Checked, Arc<str>, &Edits) -> Result<Checked, String>,
) -> Result<Mended, String> {
    let mut now = start;
    let mut applied = Vec::new();
    let mut dropped = Dropped::default();
    let mut tries = MOST_TRIES;
    for _ in 0..MOST_PASSES {
        let chosen = choose(&now.findings, which, &dropped);
        if chosen.is_empty() {
            break;
        }
        let Some((next, kept)) = pass(&now, &chosen, &mut dropped, &mut tries, &mut check)? else { continue };
        let done = kept.iter().map(|remedy| told(&now, *remedy));
        applied.extend(done);
        dropped.shift(&edits_of(&now.text, &kept));
        now = next;
    }
    for remedy in choose(&now.findings, which, &dropped) {
        dropped.told.push((told(&now, remedy), None));
    }
    Ok(Mended { now, applied, dropped: dropped.told })
}

/// Applies those of the remedies `chosen` for `now` that settle what they are for, and tells which. `None` where it is none of them.
fn pass<'a>(
    now: &'a Checked,
    chosen: &[Remedy<'a>],
    dropped: &mut Dropped,
    tries: &mut usize,
    check: &mut impl FnMut(&Checked, Arc<str>, &Edits) -> Result<Checked, String>,
) -> Result<Option<(Checked, Vec<Remedy<'a>>)>, String> {
    // Halves of halves, until each is all good or one remedy: the good are told from the others in few tries.
    let mut groups = vec![chosen.to_vec()];
    let mut good: Vec<(Checked, Vec<Remedy<'a>>)> = Vec::new();
    while let Some(mut group) = groups.pop() {
        match tried(now, &group, tries, check)? {
            Tried::Settles(next) => good.push((next, group)),
            Tried::Not(rule) if group.len() == 1 => dropped.add(told(now, group[0]), rule),
            Tried::Not(None) => group.into_iter().for_each(|remedy| dropped.add(told(now, remedy), None)),
            Tried::Not(_) => {
                let rest = group.split_off(group.len() / 2);
                groups.extend([rest, group]);
            }
        }
    }
    if good.len() > 1 {
        let all: Vec<Remedy<'a>> = good.iter().flat_map(|(_, group)| group.iter().copied()).collect();
        if let Tried::Settles(next) = tried(now, &all, tries, check)? {
            return Ok(Some((next, all)));
        }
    }
    // Where they are in each other's way, one group is applied; the others wait for the next pass.
    Ok(good.into_iter().rev().max_by_key(|(_, group)| group.len()))
}

/// What came of trying some remedies.
enum Tried {
    Settles(Checked),
    /// By what rule something is still or newly found; `None` if there are no more tries.
    Not(Option<&'static str>),
}

fn tried(
    now: &Checked,
    remedies: &[Remedy<'_>],
    tries: &mut usize,
    check: &mut impl FnMut(&Checked, Arc<str>, &Edits) -> Result<Checked, String>,
) -> Result<Tried, String> {
    let Some(left) = tries.checked_sub(1) else { return Ok(Tried::Not(None)) };
    *tries = left;
    let edits = edits_of(&now.text, remedies);
    let next = check(now, edited(&now.text, &edits).into(), &edits)?;
    let mended: Vec<&Finding> = remedies.iter().map(|(finding, _)| *finding).collect();
    let rule = against(&now.all, &mended, &edits, &next.all).map(|finding| finding.rule);
    Ok(rule.map_or(Tried::Settles(next), |rule| Tried::Not(Some(rule))))
}

/// Remedies that are not tried again.
#[derive(Default)]
struct Dropped {
    /// What they mend and where that is by now, with their titles.
    at: Vec<(&'static str, Span, String)>,
    told: Vec<(Applied, Option<&'static str>)>,
}

impl Dropped {
    fn add(&mut self, remedy: Applied, rule: Option<&'static str>) {
        self.at.push((remedy.rule, remedy.span, remedy.title.clone()));
        self.told.push((remedy, rule));
    }

    fn has(&self, finding: &Finding, fix: &Fix) -> bool {
        let is = |(rule, span, title): &(&str, Span, String)| {
            *rule == finding.rule
                && span.start <= finding.span.end
                && finding.span.start <= span.end
                && *title == fix.title
        };
        self.at.iter().any(is)
    }

    fn shift(&mut self, edits: &Edits) {
        let moves = Moves::of(edits);
        for (_, span, _) in &mut self.at {
            *span = moves.span(*span);
        }
    }
}

fn told(now: &Checked, (finding, fix): Remedy<'_>) -> Applied {
    Applied { text: Arc::clone(&now.text), rule: finding.rule, span: finding.span, title: fix.title.clone() }
}

/// The remedies of one pass, in order of what they mend.
fn choose<'a>(findings: &'a [Finding], which: Which, dropped: &Dropped) -> Vec<Remedy<'a>> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for finding in findings {
        let Some(fix) = remedy(finding, which) else { continue };
        let clash = fix.edits.iter().any(|(span, _)| clashes(&taken, *span));
        if fix.edits.is_empty() || clash || dropped.has(finding, fix) {
            continue;
        }
        taken.extend(fix.edits.iter().map(|(span, _)| (span.start, span.end)));
        chosen.push((finding, fix));
    }
    chosen
}

/// The edits of `remedies` in order. Line feeds that are put in are written as `text` writes its own.
fn edits_of(text: &str, remedies: &[Remedy<'_>]) -> Vec<(Span, String)> {
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let mut edits: Vec<(Span, String)> = remedies.iter().flat_map(|(_, fix)| fix.edits.iter().cloned()).collect();
    for (_, words) in edits.iter_mut().filter(|(_, words)| crlf && words.contains('\n')) {
        *words = words.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    edits.sort_by_key(|(span, _)| *span);
    edits
}

/// Whether `span` shares a byte, or the place of an insertion, with an edit that is taken. Taken edits lie apart, so only the last ones
/// that start before its end can.
fn clashes(taken: &BTreeMap<usize, usize>, span: Span) -> bool {
    let before = taken.range(..=span.end).rev().map(|(start, end)| Span::new(*start, *end));
    let mut near = before.take_while(|other| other.end >= span.start);
    near.any(|other| span.overlaps(other) || span.is_empty() || other.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finding(edits: &[(usize, usize, &str)], safe: bool) -> Finding {
        let edits: Vec<_> = edits.iter().map(|(s, e, words)| (Span::new(*s, *e), (*words).to_owned())).collect();
        let mut finding = Finding::new("tk", edits[0].0, "");
        finding.fixes.push(Fix { title: String::new(), edits, safe });
        finding
    }

    fn checked(text: &str, findings: Vec<Finding>) -> Checked {
        Checked { text: text.into(), all: findings.clone(), findings, known: Known::default(), stretches: None }
    }

    /// As the example newsroom of the features' tests checks it.
    fn read(text: &str) -> Checked {
        checked(text, crate::features::testing::snapshot(text).findings.to_vec())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn what_was_mended_is_not_mended_again(text in crate::rules::remedies::texts(), all in any::<bool>()) {
            let which = if all { Which::All } else { Which::Safe };
            let once = mended(read(&text), which, |_, text, _| Ok(read(&text))).unwrap();
            let twice = mended(once.now.clone(), which, |_, text, _| Ok(read(&text))).unwrap();
            prop_assert_eq!(&twice.now.text, &once.now.text);
            prop_assert!(once.now.all.len() <= read(&text).all.len(), "{:?}", once.now);
            prop_assert!(twice.applied.is_empty());
        }
    }

    /// A word of `find` at each of its places in `text`, with `write` for its remedy.
    fn found(text: &str, words: &[(&str, &str)]) -> Checked {
        let mut findings: Vec<Finding> = words
            .iter()
            .flat_map(|(find, write)| {
                text.match_indices(*find).map(move |(at, _)| {
                    let mut it = finding(&[(at, at + find.len(), write)], true);
                    it.message = format!("{find}{at}").into();
                    it
                })
            })
            .collect();
        findings.sort_by_key(|finding| finding.span);
        checked(text, findings)
    }

    #[test]
    fn of_two_remedies_for_one_place_the_second_waits_for_the_next_pass() {
        let both = vec![finding(&[(0, 3, "two")], true), finding(&[(2, 5, "x"), (8, 9, "y")], true)];
        let mended = mended(checked("one one one", both), Which::Safe, |_, text, edits| {
            assert_eq!(edits.len(), 1);
            Ok(checked(&text, Vec::new()))
        })
        .unwrap();
        assert_eq!((&*mended.now.text, mended.applied.len(), mended.dropped.len()), ("two one one", 1, 0));
    }

    #[test]
    fn only_safe_ones_unless_all_are_asked_for() {
        let findings = || vec![finding(&[(0, 1, "A")], false), finding(&[(2, 3, "B")], true)];
        let left = |text: &str| {
            findings().into_iter().filter(|it| text[..].contains(&it.fixes[0].edits[0].1.to_lowercase())).collect()
        };
        let run = |which| {
            mended(checked("a b", findings()), which, |_, text, _| Ok(checked(&text, left(&text)))).unwrap().now.text
        };
        assert_eq!((&*run(Which::Safe), &*run(Which::All)), ("a B", "A B"));
    }

    #[test]
    fn remedies_that_settle_nothing_are_dropped_and_the_others_applied() {
        // One calls for itself again, two for each other; one is good, at many places.
        let words = [("the", "the the"), ("ping", "pong"), ("pong", "ping"), ("bad", "good")];
        let text = format!("{} the ping {}", "bad ".repeat(30), "bad ".repeat(9));
        let mut tries = 0;
        let mended = mended(found(&text, &words), Which::Safe, |_, text, _| {
            tries += 1;
            Ok(found(&text, &words))
        })
        .unwrap();
        assert_eq!(&*mended.now.text, text.replace("bad", "good"));
        assert_eq!((mended.applied.len(), mended.dropped.len()), (39, 2));
        assert!(mended.dropped.iter().all(|(_, rule)| *rule == Some("tk")), "{:?}", mended.dropped);
        assert!(tries < 25, "{tries}");
    }

    #[test]
    fn a_text_full_of_remedies_that_settle_nothing_comes_to_an_end() {
        let words = [("the", "the the")];
        let text = "the ".repeat(500);
        let mut tries = 0;
        let mended = mended(found(&text, &words), Which::Safe, |_, text, _| {
            tries += 1;
            Ok(found(&text, &words))
        })
        .unwrap();
        assert_eq!((&*mended.now.text, mended.dropped.len(), tries), (&*text, 500, MOST_TRIES));
    }

    #[test]
    fn line_feeds_are_written_as_the_text_writes_its_own() {
        let put = finding(&[(1, 1, "\nx\r\n")], true);
        let written = |text: &str| edited(text, &edits_of(text, &[(&put, &put.fixes[0])]));
        assert_eq!(written("a\r\nb"), "a\r\nx\r\n\r\nb");
        assert_eq!(written("a\nb"), "a\nx\r\n\nb");
    }

    #[test]
    fn insertions_and_neighbours() {
        let taken = BTreeMap::from([(4, 6), (8, 8)]);
        let clash = |start, end| clashes(&taken, Span::new(start, end));
        assert!(clash(5, 5) && clash(4, 4) && clash(6, 6) && clash(8, 8) && clash(6, 8) && clash(0, 20));
        assert!(!clash(2, 4) && !clash(6, 7) && !clash(9, 12) && !clash(0, 3));
    }
}
