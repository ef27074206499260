//! What can be folded away: front matter, sections, and runs of sentences that rest on one source.

use super::sections::{sections, trimmed};
use crate::article::BlockKind;
use crate::desk::Snapshot;
use crate::ledger::{Ledger, Standing};
use crate::text::Span;

/// A run is folded from so many sentences on: fewer are read faster than unfolded.
const SHORTEST_RUN: usize = 3;

/// A stretch to fold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Where, in the article's bytes. It holds a line end.
    pub span: Span,
    /// What to show in its place, where the editor can.
    pub instead: String,
}

/// All folds, in order of their starts, outer ones first.
pub fn folds(snapshot: &Snapshot) -> Vec<Fold> {
    let ledger = &*snapshot.ledger;
    let text = &*ledger.text;
    let mut folds = Vec::new();
    for placed in ledger.blocks.iter().take_while(|b| matches!(b.kind, BlockKind::Blank | BlockKind::FrontMatter)) {
        if placed.kind == BlockKind::FrontMatter {
            folds.push(Fold { span: trimmed(text, placed.span), instead: "front matter".into() });
        }
    }
    folds.extend(sections(ledger).into_iter().map(|section| Fold {
        span: section.span,
        instead: section.heading.of(text).trim_start_matches('#').lines().next().unwrap_or_default().trim().to_owned(),
    }));
    runs(ledger, &mut folds);
    folds.retain(|fold| fold.span.of(text).contains(['\n', '\r']));
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    folds.dedup_by_key(|fold| fold.span);
    let guard = snapshot.guard();
    folds.iter_mut().for_each(|fold| fold.instead = guard.shown(&fold.instead).into_owned());
    folds
}

/// Runs of sentences that rest on one speaker, sentences that claim nothing between them not counted.
fn runs(ledger: &Ledger, out: &mut Vec<Fold>) {
    let mut run: Option<(&str, Span, usize)> = None;
    let mut close = |run: Option<(&str, Span, usize)>| {
        if let Some((speaker, span, _)) = run.filter(|(_, _, count)| *count >= SHORTEST_RUN) {
            out.push(Fold { span, instead: speaker.to_owned() });
        }
    };
    for line in &ledger.lines {
        let speaker = line.because.and_then(|voice| ledger.voices.get(voice)?.speaker.as_deref());
        match (speaker, &mut run) {
            (Some(speaker), Some((same, span, count))) if *same == speaker => {
                span.end = line.span.end;
                *count += 1;
            }
            (None, Some(_))
                if line.standing == Standing::None && ledger.blocks[line.block].kind == BlockKind::Prose => {}
            _ => {
                close(run.take());
                run = speaker.map(|speaker| (speaker, line.span, 1));
            }
        }
    }
    close(run);
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;

    #[test]
    fn front_matter_sections_and_runs_on_one_source() {
        let text = "---\ndate: 2026-03-04\n---\n\n# Bridge\n\nJan Brink said the bridge was shut.\nHe said 12 piers were cracked.\n\
                    Brink said it would cost millions.\n\n## Road\n\nA calm day.\n";
        let found = folds(&snapshot(text));
        let told: Vec<_> = found.iter().map(|f| (f.instead.as_str(), f.span.of(text).lines().count())).collect();
        assert_eq!(told, [("front matter", 3), ("Bridge", 9), ("Jan Brink", 3), ("Road", 3)]);
    }

    #[test]
    fn one_line_is_no_fold() {
        assert_eq!(folds(&snapshot("# Bridge")), []);
    }
}
