//! What can be done about the words at the caret: the findings' own fixes, a source to cite, a decision to let it stand, a better form.
//!
//! Everything comes from the snapshot: the findings as they were shown, never a check of its own. An action is edits of the article, or
//! tells what else is to be written; nothing here opens a file.

mod cite;
mod date;
mod place;
mod stand;

pub use cite::{Person, unregistered};

use crate::desk::Snapshot;
use crate::rules::Finding;
use crate::text::Span;
use std::collections::HashSet;

/// What to put in place of which span of the article.
pub type Edit = (Span, String);

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, in a few words.
    pub title: String,
    /// What sort of action.
    pub sort: ActionKind,
    /// Which findings it mends: indexes in [`Snapshot::findings`].
    pub mends: Vec<usize>,
    /// Whether it is the one thing to do about its finding.
    pub preferred: bool,
    /// What is written.
    pub does: Does,
}

/// What sort of action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// Mends a finding.
    Fix,
    /// Rewrites what is no fault.
    Rewrite,
    /// Mends whatever can be mended without a person looking.
    FixAll,
}

/// What an action writes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Does {
    /// Edits of this article, in order, without overlap.
    Edit(Vec<Edit>),
    /// An entry in the newsroom's registry, and the edits of this article that cite it.
    Register(Person, Vec<Edit>),
    /// The house form of a place in every article, by the place's id.
    HouseForm(String),
}

impl Action {
    fn new(title: String, sort: ActionKind, mends: Vec<usize>, does: Does) -> Self {
        Self { title, sort, mends, preferred: false, does }
    }
}

/// A selection over more sentences than this asks for their findings' fixes, and not what could be done with each sentence.
const MOST_SENTENCES: usize = 3;

/// What can be done about the words in `range`, a caret or a selection, best first. [`fix_all`] is not among them.
pub fn actions(snapshot: &Snapshot, range: Span) -> Vec<Action> {
    let ledger = &*snapshot.ledger;
    let at_range = |span: Span| span.start <= range.end && range.start <= span.end;
    let after = snapshot.findings.partition_point(|f| f.span.start <= range.end);
    let touched: Vec<usize> = (0..after).filter(|&i| at_range(snapshot.findings[i].span)).collect();
    let mut actions: Vec<Action> = touched.iter().flat_map(|&i| fixes(i, &snapshot.findings[i])).collect();
    let first = ledger.lines.partition_point(|l| l.span.end < range.start);
    let lines = ledger.lines[first..].iter().take_while(|l| l.span.start <= range.end).count();
    if lines <= MOST_SENTENCES {
        place::offer(snapshot, range, &touched, &mut actions);
        for line in first..first + lines {
            let own: Vec<usize> = touched.iter().copied().filter(|&i| on_line(snapshot, i, line)).collect();
            cite::offer(snapshot, line, &own, &mut actions);
            date::offer(snapshot, line, range, &mut actions);
            stand::offer(snapshot, line, &own, &mut actions);
        }
    }
    // What a finding's fix does already is not offered twice.
    let mut seen: HashSet<Does> = HashSet::new();
    actions.retain(|action| seen.insert(action.does.clone()));
    actions
}

/// All fixes that need no person to look at them, as one action; `None` if there are none.
pub fn fix_all(snapshot: &Snapshot) -> Option<Action> {
    let safe = |finding: &Finding| finding.fixes.iter().find(|fix| fix.safe).cloned();
    let mut edits: Vec<Edit> = Vec::new();
    let mut mends = Vec::new();
    for (i, fix) in snapshot.findings.iter().enumerate().filter_map(|(i, finding)| Some((i, safe(finding)?))) {
        let clashes = fix.edits.iter().any(|(span, _)| {
            // Findings come in order of place, but a fix may reach back.
            edits.iter().rev().take(8).any(|(other, _)| span.overlaps(*other) || span.start == other.start)
        });
        if !clashes {
            mends.push(i);
            edits.extend(fix.edits);
        }
    }
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let apart = edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
    (!edits.is_empty() && apart)
        .then(|| Action::new("Apply safe fixes".into(), ActionKind::FixAll, mends, Does::Edit(edits)))
}

fn fixes(index: usize, finding: &Finding) -> impl Iterator<Item = Action> {
    let only = finding.fixes.len() == 1;
    finding.fixes.iter().map(move |fix| Action {
        preferred: only,
        ..Action::new(fix.title.clone(), ActionKind::Fix, vec![index], Does::Edit(fix.edits.clone()))
    })
}

/// Whether the finding at `index` begins in the sentence at `line`.
fn on_line(snapshot: &Snapshot, index: usize, line: usize) -> bool {
    let span = snapshot.ledger.lines[line].span;
    let start = snapshot.findings[index].span.start;
    span.start <= start && start < span.end
}

#[cfg(test)]
mod tests;
