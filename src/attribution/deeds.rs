//! Whether a cue tells a deed and no words: "approved the budget", "fired back with tear gas", "knew about the leak".
//!
//! It goes by lists of verbs (`verbs`) and by what hangs on the verb in the sentence's tree: a clause, an "as" or words for an object make
//! it one of saying, whatever its list. It finds no attribution and names no speaker.

use super::lexicon::{Class, Verb, form, listed};
use super::sheet::{Kind, Sheet};
use super::verbs::{
    ABOUT, ACCUSES, DECIDES, DECIDES_TO, DOES, DOES_TO_PEOPLE, HANDS_IN, KNOWS, NEEDS_WORDS, NOUN, OBJECT, PARTICLE,
    PARTICLES, REQUESTS, STRIKES,
};
use super::{Act, phrase};
use crate::syntax::Tree;
use crate::syntax::ask::Clause;
use crate::syntax::labels::{Label, Tag};
use crate::text::Span;

/// Whether `verb` is one that can tell a deed, or a noun: only then is [`deed`] worth a tree.
#[must_use]
pub fn may_be(verb: Verb, source: Option<Span>) -> bool {
    let lists = [DOES, DOES_TO_PEOPLE, DECIDES, STRIKES];
    lists.iter().any(|list| listed(list, verb.lemma))
        || verb.frame(PARTICLE | NOUN | ABOUT | OBJECT)
        || verb.act == Act::Evidence
        || source.is_none() && verb.form(form::PARTICIPLE) && verb.frame(OBJECT)
}

/// Whether the word `word` of `tree`, which is `verb`, tells what `source` did and not what it said. `content` is what would be said.
#[must_use]
pub fn deed(sheet: &Sheet<'_>, tree: &Tree, word: usize, verb: Verb, source: Option<Span>, content: &[Span]) -> bool {
    if verb.act == Act::Belief && listed(KNOWS, verb.lemma) && !tree.passive(word) {
        return true;
    }
    let decided = listed(DECIDES_TO, verb.lemma) && tree.child(word, &[Label::Xcomp]).is_some();
    // "Drivers are asked to stay at home": whoever asks, nothing is told.
    if source.is_none() && listed(REQUESTS, verb.lemma) && tree.passive(word) {
        return true;
    }
    let relative = source.is_some_and(|source| listed("who which that", &source.of(sheet.text).to_lowercase()));
    let told = || {
        // What a relative pronoun opens stands beside nothing, wherever the tree has hung it.
        if relative { tree.complement(word).is_some() } else { says(tree, word, content) }
    };
    if !decided && (clause_opens(sheet, content) || told()) {
        return false;
    }
    // "a Halden state", "the most cited names": no verb here, though it looks like one.
    let noun = matches!(tree.nodes[word].tag, Tag::Noun | Tag::Name | Tag::Adjective)
        && verb.frame(NOUN)
        && !verb.form(form::PAST)
        || tree.label(word) == Some(Label::Amod) && !led(tree, word, source);
    // "His promise to leave pleased them": nothing of it is told but that it was made. "In her estimate" tells what it is.
    let beside = || tree.child(word, &[Label::Case]).is_some_and(|case| listed("in by", tree.form(case)));
    if noun && !beside() {
        return true;
    }
    // "a plan that critics praised", "a plan praised by critics": the sentence's own clause is not theirs. ", praising the plan" goes with it.
    let side =
        tree.own_subject(word).is_some() && !verb.form(form::ING) || tree.passive(word) && !led(tree, word, source);
    let aside = match tree.clause(word) {
        Clause::OfNoun | Clause::Adverbial | Clause::Condition | Clause::Open => true,
        _ => relative,
    };
    if verb.frame(OBJECT | PARTICLE | ABOUT) && side && aside {
        return true;
    }
    let object = tree.child(word, &[Label::Obj, Label::NsubjPass]);
    let items = object.map(|object| sheet.within(tree.nodes[object].span)).unwrap_or_default();
    let object_is = |class: Class| items.iter().any(|&i| sheet.items[i].is(class));
    let of_words = object_is(WORDS_OR_VIEWS);
    let lemma = verb.lemma;
    if verb.frame(PARTICLE) {
        let at = |&child: &usize| tree.child(child, &[Label::Case]).is_some_and(|case| tree.form(case) == "at");
        let silent = listed(NEEDS_WORDS, lemma) && !tree.children(word).iter().any(at);
        return silent || !belongs(tree, word, lemma);
    }
    if verb.frame(ABOUT) && !verb.frame(OBJECT) {
        let told =
            |&child: &usize| tree.child(child, &[Label::Case]).is_some_and(|case| !listed(COMPANY, tree.form(case)));
        let beside = listed("about of on over against", tree.form(word + 1));
        return verb.act == Act::Speech && !beside && !tree.children(word).iter().any(told);
    }
    if verb.act == Act::Evidence {
        // "The auditors found no receipt": what is not there was looked for, and somebody tells that it was not found.
        let lacking = |object: usize| tree.child(object, &[Label::Det]).is_some_and(|det| tree.form(det) == "no");
        let somebody = || source.is_some_and(|source| head_is(sheet, source, Class::PERSON.with(Class::PEOPLE)));
        if object.is_some_and(lacking) && somebody() {
            return false;
        }
        let bears = Class::DOCUMENT.with(Class::WORDS).with(Class::BODY);
        return source.is_some_and(|source| !head_is(sheet, source, bears));
    }
    if source.is_none() && tree.passive(word) {
        return verb.frame(OBJECT) && !listed(ACCUSES, lemma);
    }
    if listed(STRIKES, lemma) {
        let able = source.and_then(|source| phrase_of(sheet, source)).map(|of| phrase::fit(sheet, of));
        // "The storm slammed the coast": what cannot speak strikes; and whoever strikes at nothing that is said or done.
        return able != Some(phrase::Fit::Source) || object.is_none() || listed("attack", lemma) && !of_words;
    }
    if listed(DECIDES, lemma) {
        return !of_words && source.is_some_and(|source| head_is(sheet, source, Class::BODY));
    }
    // "Two hikers reported the find to a ranger", "reported for duty": where it went is told, and not what it was.
    if listed(HANDS_IN, lemma) {
        let to =
            |&child: &usize| tree.child(child, &[Label::Case]).is_some_and(|case| listed("to for", tree.form(case)));
        return tree.children(word).iter().any(|child| *child > word && to(child));
    }
    if listed(DOES_TO_PEOPLE, lemma) {
        let name = items.iter().any(|&i| sheet.items[i].capital || sheet.items[i].kind == Kind::Number);
        return name || object_is(Class::PERSON.with(Class::PEOPLE).with(Class::BODY).with(Class::OBJECT_PRONOUN));
    }
    listed(DOES, lemma)
}

/// Whether `source` stands right before the verb, as a subject does.
fn led(tree: &Tree, word: usize, source: Option<Span>) -> bool {
    let before = word.checked_sub(1).map(|before| tree.nodes[before].span.end);
    before.is_some() && before == source.map(|source| source.end)
}

/// Prepositions that say with whom or where somebody spoke, and not about what.
const COMPANY: &str = "with to at in by before";

/// Nouns for what can be spoken of and not laid hands on.
const WORDS_OR_VIEWS: Class =
    Class::WORDS.with(Class::SPEECH_NOUN).with(Class::BELIEF_NOUN).with(Class::ABSTRACT).with(Class::DOCUMENT);

/// Whether what would be said begins as only a clause does. A tree may miss it; the word that opens it is enough.
fn clause_opens(sheet: &Sheet<'_>, content: &[Span]) -> bool {
    let opens = |span: &Span| {
        let first = sheet.within(*span).first();
        first.is_some_and(|&i| listed("that whether how why", sheet.word(i)) || sheet.items[i].is(Class::SUBJECT))
    };
    content.iter().any(opens)
}

/// Whether a clause is what the verb tells, or it has "as": "described it as", "the mill, she feared, is lost".
fn says(tree: &Tree, word: usize, content: &[Span]) -> bool {
    let clause = [Label::Ccomp, Label::Xcomp, Label::Parataxis, Label::Csubj, Label::CsubjPass];
    let shared = |head: usize| tree.child(head, &[Label::Ccomp]).is_some_and(|clause| clause > word);
    let under = |child: usize| {
        let opens = tree.child(child, &[Label::Case, Label::Mark]);
        opens.is_some_and(|opens| opens > word && tree.form(opens) == "as")
    };
    let start = tree.nodes[word].span.start;
    let told = |span: &&Span| span.end <= start;
    let finite = |i: usize| tree.predicates(i) && tree.own_subject(i).is_some();
    tree.child(word, &clause).is_some()
        || tree.label(word) == Some(Label::Parataxis)
        || tree.label(word) == Some(Label::Conj) && tree.parent(word).is_some_and(shared)
        || tree.children(word).iter().any(|&child| under(child) || tree.children(child).iter().any(|&far| under(far)))
        // What was said may stand before: "The mill is lost, she feared."
        || content.iter().filter(told).any(|span| {
            let first = tree.at(span.start).unwrap_or(word);
            (first..word).take_while(|&i| tree.nodes[i].span.end <= span.end).any(finite)
        })
}

/// Whether the word that the verb `lemma` needs is its own: its particle ("pointed out") or its object ("issued a statement").
fn belongs(tree: &Tree, word: usize, lemma: &str) -> bool {
    let needed = PARTICLES.iter().find(|(verb, _)| *verb == lemma).map_or("", |(_, needed)| needed);
    if listed(needed, tree.form(word + 1)) {
        return true;
    }
    let own = |&child: &usize| {
        let label = tree.label(child);
        matches!(
            label,
            Some(Label::Obj | Label::CompoundPrt | Label::Advmod | Label::Xcomp | Label::Obl | Label::NsubjPass)
        ) && listed(needed, tree.form(child))
    };
    tree.children(word).iter().any(own)
}

/// Whether the head of `source` is of `class`.
fn head_is(sheet: &Sheet<'_>, source: Span, class: Class) -> bool {
    phrase_of(sheet, source).is_some_and(|of| sheet.items[phrase::head(sheet, of)].is(class))
}

/// The items of `source`, a relative pronoun taken for what it stands for.
fn phrase_of(sheet: &Sheet<'_>, source: Span) -> Option<phrase::Phrase> {
    let items = sheet.within(source);
    let (&first, &last) = items.first().zip(items.last())?;
    // Items of two lanes are no phrase: the words of a quotation lie elsewhere.
    (first <= last).then_some((first, last))
}
