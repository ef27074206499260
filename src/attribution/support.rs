//! Whether the sentence's structure bears out a find that its finder is not sure of.
//!
//! The learned tagger proposes words no list knows, and the rules what the tagger does not see. Where the tree has the source for the verb's
//! subject and words or a clause for what it says, the find stands; all else stays doubtful. It finds nothing itself.

use super::lexicon::{Verb, listed};
use super::model::Found;
use super::phrase::{self, Fit};
use super::sheet::Sheet;
use super::verbs::{CLAUSE, HOLDS, OBJECT, OUTCOMES};
use super::{Act, deeds};
use crate::syntax::Tree;
use crate::syntax::labels::{Label, Tag};
use crate::text::Span;

/// Whether `found` is what `tree`, its sentence's, makes of it. `verb` is the cue's, where a list has it, and `quotes` whether what would be
/// said holds words in quotation marks.
#[must_use]
pub fn supports(sheet: &Sheet<'_>, tree: &Tree, found: &Found, verb: Option<Verb>, quotes: bool) -> bool {
    let Some((source, cue)) = found.source.zip(found.cue) else { return false };
    let Some(word) = tree.head_of(cue).filter(|&word| tree.predicates(word)) else { return false };
    let speaks = !tree.passive(word) && tree.negation(word).is_none() && is_subject(tree, word, source);
    // What nobody has said yet, and what has an object of its own beside the clause, is nothing said.
    let happened = verb.is_some() || tree.object(word).is_none() && tree.nodes[word].tag != Tag::VerbInfinitive;
    speaks && happened && able(sheet, source) && (quotes || says(sheet, tree, word, verb, found))
}

/// Whether the words of `source` are the subject of the verb, its own or the one it shares.
fn is_subject(tree: &Tree, word: usize, source: Span) -> bool {
    let of = |subject: Option<usize>| subject.is_some_and(|it| source.contains(tree.nodes[it].span));
    of(tree.own_subject(word)) || of(tree.subject(word))
}

/// Whether `source` is somebody who can speak, or a thing that holds words or figures.
fn able(sheet: &Sheet<'_>, source: Span) -> bool {
    let items = sheet.within(source);
    let ends = items.first().zip(items.last()).filter(|(first, last)| first <= last);
    ends.is_some_and(|(&first, &last)| phrase::fit(sheet, (first, last)) == Fit::Source)
}

/// Whether a clause is what the verb tells, or what surrounds it, or what is spoken of.
fn says(sheet: &Sheet<'_>, tree: &Tree, word: usize, verb: Option<Verb>, found: &Found) -> bool {
    let told = |child: usize| found.content.iter().any(|content| content.overlaps(tree.nodes[child].span));
    let finite = |clause: usize| tree.own_subject(clause).is_some() && tree.nodes[clause].tag != Tag::VerbInfinitive;
    let follows = |&clause: &usize| clause > word && finite(clause) && verb.is_some_and(|verb| verb.frame(CLAUSE));
    let clause = tree.child(word, &[Label::Ccomp]).filter(|clause| told(*clause) || follows(clause));
    let clause = clause.or_else(|| tree.child(word, &[Label::Xcomp]).filter(follows));
    if let Some(clause) = clause {
        let that = tree.child(clause, &[Label::Mark]).is_some_and(|mark| tree.form(mark) == "that");
        let finite = finite(clause);
        let outcome = listed(OUTCOMES, tree.form(word));
        return (that || finite) && !outcome;
    }
    // "denied sleeping", "boasted of winning"
    let gerund = |&child: &usize| {
        let label = matches!(tree.label(child), Some(Label::Xcomp | Label::Advcl | Label::Ccomp));
        label && child > word && told(child) && matches!(tree.nodes[child].tag, Tag::VerbGerund | Tag::VerbPresent)
    };
    if verb.is_some_and(|verb| verb.act == Act::Speech) && tree.children(word).iter().any(gerund) {
        return true;
    }
    // ", he reckons,"
    if tree.label(word) == Some(Label::Parataxis) && tree.parent(word).is_some_and(told) {
        return true;
    }
    let Some(verb) = verb.filter(|verb| (verb.act == Act::Speech || listed(HOLDS, verb.lemma)) && verb.frame(OBJECT))
    else {
        return false;
    };
    // "Counsel feared him": nothing is said of somebody but that.
    let view = |&object: &usize| verb.act == Act::Speech || tree.nodes[object].tag != Tag::PronounObject;
    let object = tree.object(word).filter(|&object| told(object)).filter(view);
    object.is_some() && !deeds::deed(sheet, tree, word, verb, found.source, &found.content)
}
