//! What the tree alone shows somebody to answer for: "Two merchants related that the bridge was gone", "the watchman, who gave no name,
//! denied sleeping", "the register lists three boats".
//!
//! A finite clause opened by "that" and governed by a verb whose subject can speak is what the subject says or thinks, but for verbs of
//! doing and noticing ([`OUTCOMES`]). A verb of saying with its subject and what its frame asks for is one however far apart they stand.
//! And what a paper lists, gives or records, it tells. All are read off the tree; what the lists and the tagger are sure of, they find
//! themselves.

use super::grammar::Trees;
use super::join::FIXED;
use super::lexicon::{Class, Verb, form, list, listed};
use super::model::Found;
use super::phrase::{self, Fit};
use super::sheet::{Kind, Run, Sheet};
use super::verbs::{CLAUSE, HOLDS, OBJECT, OUTCOMES, QUOTE};
use super::{Act, formulas};
use crate::syntax::Tree;
use crate::syntax::ask::Clause;
use crate::syntax::labels::{Label, Tag};
use crate::text::Span;

/// As sure as a rule has to be to stand alone.
const SURE: f32 = 0.9;

/// What is found in the block laid out in `sheet`, cues in order, but for those whose verb stands in one of `taken`, which are in order.
fn find(sheet: &Sheet<'_>, trees: &Trees, taken: &[Span]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for &run in sheet.runs.iter().filter(|run| run.inside.is_none()) {
        for i in run.start + 1..run.end {
            let Some(tree) = trees.at(sheet, sheet.items[i].span.start) else { continue };
            let own = shape(sheet, run, tree, i).filter(|it| {
                let cue = it.cue.unwrap_or_default();
                let after = taken.partition_point(|other| other.end <= cue.start);
                taken.get(after).is_none_or(|other| !other.overlaps(cue))
                    && found.iter().rev().take(NEAR).all(|earlier| earlier.cue != it.cue)
            });
            found.extend(own);
        }
    }
    found.sort_by_key(|it| it.cue);
    found
}

/// Adds to what the rules found, cues in order, what the tree shows besides. Of an unsure find of theirs whose source is part of the tree's,
/// the tree has the source; where they name different sources, the rules do.
pub fn add(sheet: &Sheet<'_>, trees: &Trees, ruled: &mut Vec<Found>) {
    let sure = ruled.iter().filter(|found| found.confidence >= SURE);
    let cues: Vec<Span> = sure.filter_map(|found| found.cue).collect();
    for shown in find(sheet, trees, &cues) {
        let Some(cue) = shown.cue else { continue };
        let after = ruled.partition_point(|rule| rule.cue.is_none_or(|own| own.end <= cue.start));
        match ruled.get_mut(after).filter(|rule| rule.cue.is_some_and(|own| own.overlaps(cue))) {
            Some(rule) => {
                if rule.source.is_none_or(|part| shown.source.is_some_and(|whole| whole.contains(part))) {
                    let content =
                        if rule.content.is_empty() { shown.content } else { std::mem::take(&mut rule.content) };
                    *rule = Found { content, cue: rule.cue, ..shown };
                }
            }
            None => ruled.insert(after, shown),
        }
    }
}

/// How many finds before one it is held against: more than any sentence meant to be read holds.
const NEAR: usize = 8;

/// The attribution that item `i` gives away.
fn shape(sheet: &Sheet<'_>, run: Run, tree: &Tree, i: usize) -> Option<Found> {
    let item = &sheet.items[i];
    if item.kind == Kind::Colon {
        return led(sheet, run, tree, i);
    }
    if item.kind != Kind::Word || item.capital {
        return None;
    }
    if sheet.word(i) == "that" {
        return clause(sheet, run, tree, i);
    }
    let shows = item.lists & list::SHOWS != 0;
    let paper = shows.then(|| paper(sheet, run, tree, i)).flatten();
    paper
        .or_else(|| inverted(sheet, run, i))
        .or_else(|| put_in(sheet, run, i))
        .or_else(|| listed(CONVINCED, sheet.word(i)).then(|| convinced(sheet, run, tree, i)).flatten())
        .or_else(|| framed(sheet, run, tree, i, item.lex.verb?))
}

/// The quotation that the colon at item `i` opens is of whom the clause before it tells: "One dealer was having none of it: “...”".
fn led(sheet: &Sheet<'_>, run: Run, tree: &Tree, i: usize) -> Option<Found> {
    let quote = (i + 1 < run.end && sheet.long_quote(i + 1)).then_some(i + 1)?;
    let colon = sheet.items[i].span.start;
    let tells = |&word: &usize| {
        let subject = tree.own_subject(word).is_some_and(|subject| subject < word);
        let side = matches!(tree.clause(word), Clause::OfNoun | Clause::Adverbial | Clause::Condition);
        tree.nodes[word].span.end <= colon && tree.predicates(word) && subject && !side && !tree.passive(word)
    };
    let verb = (0..tree.nodes.len()).find(tells)?;
    let (source, head) = phrase_of(sheet, run, tree, tree.own_subject(verb)?, verb)?;
    // "Police found a note in his pocket: “...”": the note's words, which nobody has to answer for.
    let item = |word: usize| sheet.within(tree.nodes[word].span).first().map(|&i| &sheet.items[i]);
    let words = Class::DOCUMENT.with(Class::WORDS);
    let holds = tree.object(verb).and_then(item).is_some_and(|object| object.is(words));
    let says = item(verb).is_some_and(|item| item.lex.verb.is_some());
    (able(sheet, source, head) && (says || !holds)).then(|| Found {
        source: Some(source),
        cue: Some(tree.nodes[verb].span),
        content: vec![sheet.items[quote].span],
        confidence: FIXED,
    })
}

/// Whatever verb stands between a quotation that runs on and somebody at the end of a clause, it is one of saying there: "“...,” cracked the
/// umpire."
fn inverted(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Found> {
    let quote = i.checked_sub(1).filter(|&quote| quote >= run.start && sheet.long_quote(quote))?;
    let runs_on = sheet.text[..sheet.items[quote].span.end]
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !",?!".contains(c));
    let verb = sheet.items[i].verb(form::PAST | form::S).is_some() || sheet.word(i).ends_with("ed");
    let function = Class::FUNCTION.with(Class::AUXILIARY).with(Class::PREPOSITION);
    if !verb || !runs_on.ends_with([',', '?', '!']) || sheet.items[i].is(function) {
        return None;
    }
    let source = phrase::with_name(sheet, phrase::right(sheet, i + 1, run.end)?, run.end);
    let next = source.1 + 1;
    let closes =
        next >= run.end || !sheet.items[next].wordy() || sheet.items[next].is(Class::PREPOSITION.with(Class::TIME));
    (closes && phrase::fit(sheet, source) == Fit::Source).then(|| Found {
        source: Some(sheet.span(source.0, source.1)),
        cue: Some(sheet.items[i].span),
        content: vec![sheet.items[quote].span],
        confidence: FIXED,
    })
}

/// Words of a phrase that may stand between a verb that is put in and the comma that ends it: "the auditors concluded with some delicacy,".
const ASIDE: usize = 10;

/// Adjectives that a clause follows without "that": "his sister is adamant he was away", "the police are satisfied no crime was committed".
const CONVINCED: &str =
    "adamant convinced certain sure confident satisfied positive hopeful optimistic sceptical skeptical doubtful clear";

/// What somebody is convinced of: the clause that the adjective at item `i` has without "that".
fn convinced(sheet: &Sheet<'_>, run: Run, tree: &Tree, i: usize) -> Option<Found> {
    let word = word_at(sheet, tree, i)?;
    let copula = tree.child(word, &[Label::Cop]).filter(|&copula| copula < word)?;
    let subject = tree.own_subject(word).filter(|&subject| subject < copula)?;
    let clause = tree.child(word, &[Label::Ccomp, Label::Advcl, Label::Parataxis]);
    let clause = clause.filter(|&clause| clause > word && tree.own_subject(clause).is_some_and(|it| it > word))?;
    let plain = tree.negation(word).is_none() && tree.modal(word).is_none() && !tree.asked(word);
    let opens = tree.child(clause, &[Label::Mark]).is_none_or(|mark| tree.form(mark) == "that");
    let (source, head) = phrase_of(sheet, run, tree, subject, copula)?;
    (plain && opens && able(sheet, source, head)).then(|| Found {
        source: Some(source),
        cue: Some(tree.nodes[copula].span.hull(tree.nodes[word].span)),
        content: vec![tree.whole(clause)],
        confidence: FIXED,
    })
}

/// A clause that somebody could have said has so many words at least.
const WHOLE: usize = 3;

/// Somebody and a verb of saying between commas, or behind the last one: "The tower, the judge ruled in May, may stand." "It may stand, the
/// judge ruled."
fn put_in(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Found> {
    let item = &sheet.items[i];
    let frames = |verb: Verb| verb.frame(CLAUSE | QUOTE) && verb.act != Act::Intent;
    let says =
        item.verb(form::PAST | form::S | form::BASE).is_some_and(frames) || listed(formulas::TELLS, sheet.word(i));
    let have = usize::from(i > run.start && sheet.items[i - 1].is(Class::HAVE.with(Class::ADVERB)));
    let last = i.checked_sub(1 + have).filter(|&last| says && last > run.start)?;
    let source = phrase::left(sheet, run.start, last)?;
    let comma = source.0.checked_sub(1).filter(|&comma| comma > run.start && sheet.items[comma].kind == Kind::Comma)?;
    let next = i + 1;
    let closes = next >= run.end || matches!(sheet.items[next].kind, Kind::Comma | Kind::Stop);
    let aside = || {
        let tied = next < run.end && sheet.items[next].is(Class::PREPOSITION.with(Class::TIME));
        let end = (next..run.end.min(next + ASIDE)).find(|&j| sheet.items[j].kind == Kind::Comma);
        tied && (end.is_some() || run.end - next < ASIDE)
    };
    // What opens with a preposition or "when" is no clause of its own that somebody could have said.
    let opener = &sheet.items[run.start];
    let counts = listed("about over under around", sheet.word(run.start))
        && sheet.items.get(run.start + 1).is_some_and(|it| it.kind == Kind::Number);
    let whole =
        counts || !opener.is(Class::PREPOSITION.with(Class::SUBORDINATOR).with(Class::TIME).with(Class::ADVERB));
    let ends = closes && (next >= run.end || sheet.items[next].kind == Kind::Stop);
    let told = if ends { comma - run.start >= WHOLE } else { comma - run.start <= ASIDE };
    let right = phrase::fit(sheet, source) == Fit::Source && (closes || aside()) && whole && told;
    let plural = || sheet.items[phrase::head(sheet, source)].is(Class::PLURAL);
    let agrees = item.verb(form::BASE).is_none_or(|verb| verb.form(form::PAST)) || plural();
    (right && agrees).then(|| Found {
        source: Some(sheet.span(source.0, source.1)),
        cue: Some(sheet.span(i - have, i)),
        content: vec![sheet.span(run.start, comma - 1)],
        confidence: FIXED,
    })
}

/// What the verb at item `i` has its subject say, where what its frame asks for hangs on it in the tree.
fn framed(sheet: &Sheet<'_>, run: Run, tree: &Tree, i: usize, verb: Verb) -> Option<Found> {
    if verb.act == Act::Intent {
        return None;
    }
    let word = word_at(sheet, tree, i)?;
    let subject = tree.own_subject(word).filter(|&subject| subject < word)?;
    let plain = !tree.passive(word) && tree.negation(word).is_none() && !tree.asked(word) && tree.modal(word).is_none();
    // What somebody says that others said is the first one's.
    let side = !matches!(tree.clause(word), Clause::Main | Clause::Beside);
    let happened = tree.predicates(word) && tree.nodes[word].tag != Tag::VerbInfinitive;
    let told = told(tree, word, verb).filter(|_| plain && !side && happened)?;
    let (source, head) = phrase_of(sheet, run, tree, subject, word)?;
    able(sheet, source, head).then(|| Found {
        source: Some(source),
        cue: Some(tree.nodes[word].span),
        content: vec![told],
        confidence: SURE,
    })
}

/// What hangs on the verb `word` as its frame asks: a clause, a gerund, words for an object.
fn told(tree: &Tree, word: usize, verb: Verb) -> Option<Span> {
    let after = |&child: &usize| child > word;
    let children = || tree.children(word).iter().copied().filter(after);
    let label = |child: usize| tree.label(child);
    let finite =
        |&child: &usize| matches!(label(child), Some(Label::Ccomp | Label::Xcomp)) && tree.own_subject(child).is_some();
    let gerund = |&child: &usize| {
        matches!(label(child), Some(Label::Ccomp | Label::Xcomp))
            && matches!(tree.nodes[child].tag, Tag::VerbGerund | Tag::VerbPresent)
    };
    let clause = || children().find(finite).filter(|_| verb.frame(CLAUSE) && !listed(OUTCOMES, tree.form(word)));
    let done = || children().find(gerund).filter(|_| verb.act == Act::Speech && verb.frame(OBJECT));
    let object = || {
        let holds = verb.act == Act::Speech || listed(HOLDS, verb.lemma);
        let thing = |&object: &usize| object > word && tree.nodes[object].tag != Tag::PronounObject;
        tree.object(word).filter(thing).filter(|_| verb.frame(OBJECT) && holds)
    };
    clause().or_else(done).or_else(object).map(|child| tree.whole(child))
}

/// Whether the source whose head is the item `head` can speak.
fn able(sheet: &Sheet<'_>, source: Span, head: usize) -> bool {
    // What hangs on the head may be long; who it is stands up to it.
    let first = sheet.within(source).first().copied();
    let phrase = first.and_then(|first| phrase::left(sheet, first, head));
    phrase.is_some_and(|phrase| phrase::fit(sheet, phrase) == Fit::Source)
}

/// The word of the tree that is item `i`.
fn word_at(sheet: &Sheet<'_>, tree: &Tree, i: usize) -> Option<usize> {
    tree.at(sheet.items[i].span.start).filter(|&word| tree.nodes[word].span == sheet.items[i].span)
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
    able(sheet, source, head).then(|| Found {
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
    disclosed indicate indicates indicated find finds found detail details detailed document documents documented note notes noted name names named put puts cite cites cited say says said warn warns warned promise promises \
    promised";

/// The words, for the lexicon.
pub const LISTS: &[(&str, u32)] = &[(SHOWS, list::SHOWS)];

/// What the verb at item `i` has a paper tell: "the register lists three boats".
fn paper(sheet: &Sheet<'_>, run: Run, tree: &Tree, i: usize) -> Option<Found> {
    let word = word_at(sheet, tree, i)?;
    let own = tree.own_subject(word).filter(|&subject| subject < word)?;
    let tells = !tree.passive(word) && tree.negation(word).is_none() && tree.modal(word).is_none();
    let told = tree.child(word, &[Label::Obj, Label::Ccomp, Label::Xcomp]).filter(|&told| told > word && tells);
    // "The letter lists:" tells what the next lines hold.
    let sets_off = tells && sheet.sets_off(run, i);
    if told.is_none() && !sets_off {
        return None;
    }
    let (source, head) = phrase_of(sheet, run, tree, own, word)?;
    let paper = &sheet.items[head];
    let personal = told.is_some_and(|told| tree.nodes[told].tag == Tag::PronounObject);
    (paper.is(Class::DOCUMENT) && paper.lists & list::PLATFORM == 0 && !personal).then(|| Found {
        source: Some(source),
        cue: Some(sheet.items[i].span),
        content: told.map(|told| tree.whole(told)).into_iter().collect(),
        confidence: FIXED,
    })
}

#[cfg(test)]
mod tests {
    use crate::attribution::tests::stands;

    #[test]
    fn somebody_speaks_however_far_the_verb_stands_from_its_subject() {
        for (text, source) in [
            ("The boatman, who gave no other name, denied sleeping.", "The boatman, who gave no other name"),
            ("Lena Marsh claims the boats came in without a word of warning.", "Lena Marsh"),
            ("Harbour officials claim the boats had no lights.", "Harbour officials"),
            ("The pier may not be entered until May, the harbour engineer ruled.", "the harbour engineer"),
            ("“It was dark and nobody saw them,” croaked a retired pilot.", "a retired pilot"),
            ("The skippers: “Not one of us was asked.”", "The skippers"),
            ("10.51: Tarn Ferries: “All sailings are cancelled.”", "Tarn Ferries"),
            ("One skipper, Lena Marsh, was having none of it: “Nobody asked us.”", "One skipper, Lena Marsh"),
            ("May said a neighbour had lent her the boat.", "May"),
        ] {
            let found = stands(text);
            assert_eq!(found.and_then(|it| it.source).map(|it| it.of(text)), Some(source), "{text}");
        }
    }

    #[test]
    fn a_deed_is_none_however_it_is_told() {
        for text in ["The boatman claimed the prize.", "Police found a note in the boat."] {
            assert_eq!(stands(text), None, "{text}");
        }
    }
}
