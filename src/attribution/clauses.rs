//! Clauses that somebody answers for, whatever the verb: "Two merchants related that the bridge was gone", "the owner is adamant that it
//! stood".
//!
//! A finite clause opened by "that" and governed by a verb whose subject can speak is what the subject says or thinks, but for verbs of
//! doing and noticing ([`OUTCOMES`]). And what a paper lists, gives or records, it tells. Both are read off the tree alone; what the lists and
//! the tagger find, they find themselves.

use super::grammar::Trees;
use super::join::FIXED;
use super::lexicon::{Class, list, listed};
use super::model::Found;
use super::phrase::{self, Fit};
use super::sheet::{Run, Sheet};
use super::verbs::OUTCOMES;
use crate::syntax::Tree;
use crate::syntax::labels::{Label, Tag};
use crate::text::Span;

/// As sure as a rule has to be to stand alone.
const SURE: f32 = 0.9;

/// What is found in the block laid out in `sheet`, cues in order, but for those whose verb stands in one of `taken`, which are in order.
#[must_use]
pub fn find(sheet: &Sheet<'_>, trees: &mut Trees, taken: &[Span]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for &run in sheet.runs.iter().filter(|run| run.inside.is_none()) {
        for i in run.start + 2..run.end {
            let item = &sheet.items[i];
            let shows = item.lists & list::SHOWS != 0 && !item.capital;
            if !shows && sheet.word(i) != "that" {
                continue;
            }
            let Some(tree) = trees.at(sheet, sheet.items[i].span.start) else { continue };
            let own = if shows { paper(sheet, run, tree, i) } else { clause(sheet, run, tree, i) };
            let own = own.filter(|it| {
                let cue = it.cue.unwrap_or_default();
                let after = taken.partition_point(|other| other.end <= cue.start);
                taken.get(after).is_none_or(|other| !other.overlaps(cue))
                    && found.last().is_none_or(|last| last.cue != it.cue)
            });
            found.extend(own);
        }
    }
    found
}

/// The attribution whose clause the "that" at item `i` opens.
fn clause(sheet: &Sheet<'_>, run: Run, tree: &Tree, i: usize) -> Option<Found> {
    let that = tree.at(sheet.items[i].span.start).filter(|&that| tree.label(that) == Some(Label::Mark))?;
    let clause = tree.parent(that).filter(|&clause| tree.label(clause) == Some(Label::Ccomp))?;
    let verb = tree.parent(clause).filter(|&verb| verb < that && tree.predicates(verb))?;
    let finite = tree.own_subject(clause).is_some();
    let says = !listed(OUTCOMES, tree.form(verb)) && !tree.passive(verb) && tree.negation(verb).is_none();
    let happened = tree.modal(verb).is_none() && tree.nodes[verb].tag != Tag::VerbInfinitive && !tree.asked(verb);
    let subject = tree.own_subject(verb).filter(|&subject| subject < verb && finite && says && happened)?;
    let (source, head) = phrase_of(sheet, run, tree, subject, verb)?;
    // What hangs on the head may be long; who it is stands up to it.
    let (from, to) = phrase::left(sheet, sheet.within(source).first().copied()?, head)?;
    let able = phrase::fit(sheet, (from, to)) == Fit::Source;
    able.then(|| Found {
        source: Some(source),
        cue: Some(tree.nodes[verb].span),
        content: vec![tree.whole(clause)],
        confidence: SURE,
    })
}

/// All that `subject` brings with it before `verb`, and the item that is its head.
fn phrase_of(sheet: &Sheet<'_>, run: Run, tree: &Tree, subject: usize, verb: usize) -> Option<(Span, usize)> {
    let whole = tree.whole(subject);
    let items = sheet.within(Span::new(whole.start, whole.end.min(tree.nodes[verb].span.start)));
    let last = items.iter().rposition(|&i| sheet.items[i].wordy())?;
    let (first, last) = (*items.first()?, items[last]);
    let head = sheet.within(tree.nodes[subject].span).first().copied()?;
    let within = |i: usize| run.start <= i && i < run.end;
    (within(first) && within(last) && first <= head && head <= last).then(|| (sheet.span(first, last), head))
}

/// Forms of verbs by which a paper tells what is in it.
const SHOWS: &str = "list lists listed record records recorded give gives gave bear bears bore mention mentions mentioned contain contains \
    contained state states stated read reads describe describes described place places placed show shows showed disclose discloses \
    disclosed indicate indicates indicated name names named put puts cite cites cited say says said warn warns warned promise promises \
    promised";

/// The words, for the lexicon.
pub const LISTS: &[(&str, u32)] = &[(SHOWS, list::SHOWS)];

/// What the verb at item `i` has a paper tell: "the register lists three boats".
fn paper(sheet: &Sheet<'_>, run: Run, tree: &Tree, i: usize) -> Option<Found> {
    let word = tree.at(sheet.items[i].span.start).filter(|&word| tree.nodes[word].span == sheet.items[i].span)?;
    let own = tree.own_subject(word).filter(|&subject| subject < word)?;
    let tells = !tree.passive(word) && tree.negation(word).is_none() && tree.modal(word).is_none();
    let told = tree.child(word, &[Label::Obj, Label::Ccomp, Label::Xcomp]).filter(|&told| told > word && tells)?;
    let (source, head) = phrase_of(sheet, run, tree, own, word)?;
    let paper = &sheet.items[head];
    let personal = tree.nodes[told].tag == Tag::PronounObject;
    (paper.is(Class::DOCUMENT) && paper.lists & list::PLATFORM == 0 && !personal).then(|| Found {
        source: Some(source),
        cue: Some(sheet.items[i].span),
        content: vec![tree.whole(told)],
        confidence: FIXED,
    })
}
