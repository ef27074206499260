//! Constructions that put a claim on nobody: "reportedly", "is widely seen as", "it is understood", "reports suggest", "rumour has it".
//!
//! The list follows what Wikipedia's Manual of Style calls weasel words, and what news agencies' rules on sourcing forbid. A construction
//! is only pointed at here; whether the sentence names somebody after all is the ledger's to decide.

use super::grammar::Trees;
use super::lexicon::{Class, form, list, listed};
use super::sheet::{Kind, Run, Sheet};
use crate::syntax::Tree;
use crate::syntax::labels::Label;
use crate::text::Span;

const ADVERBS: &str = "reportedly allegedly purportedly supposedly ostensibly";
const WIDELY: &str = "widely generally commonly broadly universally often frequently increasingly";
const HELD: &str = "seen believed expected regarded considered viewed understood thought held assumed acknowledged known perceived rumoured \
    rumored feared reported accepted said alleged hailed interpreted criticised criticized praised";
/// Participles by which hearsay is handed on after "it is", with "that" behind them.
const HEARD: &str =
    "gathered learnt learned suggested claimed mooted hinted whispered heard established disclosed gleaned told put";
const HELD_ALONE: &str =
    "believed thought understood rumoured rumored feared alleged said reported expected presumed assumed claimed";
const NOUNS: &str = "reports rumours rumors sources observers analysts experts critics insiders allegations accounts";
const AMID: &str = "amid amidst despite following";
/// Nouns for what is told and nobody tells, where they have no owner: "there is talk that", "word has spread that".
const TALK: &str = "rumour rumours rumor rumors talk gossip speculation whispers hearsay word legend reports claims allegations accusations \
    suggestions";
/// Those of them that are nothing else, so that what they tell is hearsay wherever a clause tells it.
const RUMOUR: &str = "rumour rumours rumor rumors talk gossip speculation whispers hearsay word";
const SUGGEST: &str = "suggest suggested indicate indicated say said claim claimed emerged indicating suggesting";

/// So many words on stands the "that" of "it has been suggested in the letters page of this paper that".
const TOLD: usize = 14;

/// The words, and their parts in the constructions.
pub const LISTS: &[(&str, u32)] = &[
    (ADVERBS, list::ADVERB),
    (WIDELY, list::WIDE),
    (HELD, list::HOLD),
    (HELD_ALONE, list::ALONE),
    (NOUNS, list::NOUN),
    (SUGGEST, list::SUGGESTS),
    (TALK, list::TALK),
];

/// Where a run of the writer's own words hides behind nobody, if it does.
#[must_use]
pub fn vague(sheet: &Sheet<'_>, run: Run, trees: &Trees) -> Option<Span> {
    if run.inside.is_some() {
        return None;
    }
    let told = |i: usize| sheet.items[i].lists & list::TALK != 0 && may_be_told(sheet, run, i);
    (run.start..run.end).find_map(|i| {
        at(sheet, run, i, trees).or_else(|| {
            let span = sheet.items[i].span;
            let tree = told(i).then(|| trees.at(sheet, span.start)).flatten()?;
            hearsay(tree, tree.at(span.start)?)
        })
    })
}

/// Whether words beside the noun at `i` say that its structure is worth a look: "there" before it, an auxiliary or a verb after it.
fn may_be_told(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    let before = run.start.max(i.saturating_sub(6))..i;
    let next = i + 1 < run.end && sheet.items[i + 1].is(Class::AUXILIARY);
    next || before.into_iter().any(|j| sheet.word(j) == "there")
}

/// The words that tell what the noun `word` is and keep back who tells it: "there were reports", "rumour has it", "speculation is rife".
fn hearsay(tree: &Tree, word: usize) -> Option<Span> {
    let own = |&child: &usize| {
        let by = || tree.child(child, &[Label::Case]).is_some_and(|case| listed("by from", tree.form(case)));
        tree.label(child) == Some(Label::NmodPoss) || tree.label(child) == Some(Label::Nmod) && by()
    };
    if tree.children(word).iter().any(own) {
        return None;
    }
    let clause = [Label::Ccomp, Label::Acl, Label::AclRelcl];
    let told = |head: usize| tree.child(head, &clause).is_some();
    let of = || tree.child(word, &[Label::Nmod]).is_some();
    let head = tree.parent(word);
    let hull = |other: usize| tree.nodes[word].span.hull(tree.nodes[other].span);
    let there = |head: usize| tree.child(head, &[Label::Expl]).filter(|&there| tree.form(there) == "there");
    if let Some(there) = there(word).or_else(|| there(head?)) {
        return (told(word) || of() || head.is_some_and(told)).then(|| hull(there));
    }
    let head = head.filter(|_| tree.label(word) == Some(Label::Nsubj))?;
    let it = tree.child(head, &[Label::Obj]).filter(|&it| tree.form(it) == "it");
    if let Some(it) = it.filter(|_| listed("has have had", tree.form(head))) {
        return Some(hull(it));
    }
    (listed(RUMOUR, tree.form(word)) && (told(head) || told(word))).then(|| hull(head))
}

fn at(sheet: &Sheet<'_>, run: Run, i: usize, trees: &Trees) -> Option<Span> {
    let item = &sheet.items[i];
    if item.kind != Kind::Word {
        return None;
    }
    let next = |k: usize| if i + k < run.end { sheet.word(i + k) } else { "" };
    let among = |list: u32, k: usize| i + k < run.end && sheet.items[i + k].lists & list != 0;
    if among(list::ADVERB, 0) {
        return Some(item.span);
    }
    if item.is(Class::BE) {
        // "is widely seen", "has been widely believed".
        if among(list::WIDE, 1) && among(list::HOLD, 2) && trees.hides_agent(sheet, i + 2) {
            return Some(sheet.span(i, i + 2));
        }
        // "is believed to have", "are thought to".
        let expected_subject = next(1) != "expected" && next(1) != "said" && next(1) != "reported" || next(2) == "to";
        if among(list::ALONE, 1) && next(2) == "to" && expected_subject {
            return Some(sheet.span(i, i + 2));
        }
    }
    // "The lake, it is said, never freezes."
    let sets_off = || sheet.items.get(i + 3).is_some_and(|mark| i + 3 < run.end && mark.kind == Kind::Comma);
    if sheet.word(i) == "it"
        && !next(1).is_empty()
        && sheet.items[i + 1].is(Class::BE)
        && among(list::ALONE, 2)
        && sets_off()
    {
        return Some(sheet.span(i, i + 2));
    }
    // "it is understood that", "it has been suggested that".
    if item.is(Class::SUBJECT)
        && sheet.word(i) == "it"
        && sheet.items.get(i + 1).is_some_and(|n| n.is(Class::BE.with(Class::HAVE)))
    {
        let end = run.end.min(i + TOLD);
        let that = (i + 2..end).take_while(|&j| sheet.items[j].wordy()).find(|&j| sheet.word(j) == "that");
        let heard = |j: usize| sheet.items[j].verb(form::PARTICIPLE).is_some() || listed(HEARD, sheet.word(j));
        if let Some(that) = that
            // "It's a good bet that": a noun.
            && (i + 2..that).take(3).take_while(|&j| !sheet.items[j].is(Class::DETERMINER)).any(heard)
        {
            return Some(sheet.span(i, that - 1));
        }
    }
    // "It used to be said that", "as it is told": the habit is nobody's.
    if sheet.word(i) == "used" && next(1) == "to" && next(2) == "be" && among(list::ALONE, 3) {
        return Some(sheet.span(i, i + 3));
    }
    // "so the story goes", "or so the legend has it".
    if sheet.word(i) == "so" && next(1) == "the" && listed("story legend tale rumour rumor saying", next(2)) {
        return Some(sheet.span(i, (i + 3).min(run.end - 1)));
    }
    let bare = || i == run.start || !sheet.items[i - 1].is(Class::DETERMINER) && !sheet.items[i - 1].capital;
    if among(list::NOUN, 0) && among(list::SUGGESTS, 1) && bare() {
        return Some(sheet.span(i, i + 1));
    }
    // "amid reports of", "despite persistent rumours that".
    let words = |k: usize| (run.start..i).rev().take(k).any(|j| AMID.split(' ').any(|amid| amid == sheet.word(j)));
    if among(list::NOUN, 0) && matches!(next(1), "of" | "that") && bare() && words(2) {
        return Some(sheet.span(i, i + 1));
    }
    None
}
