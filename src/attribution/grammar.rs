//! What a sentence's structure forbids an attribution to be, and what it repairs.
//!
//! A tree is asked for only where words beside a cue say that it may matter: an auxiliary of the passive, a negation, a verb of refusing, a
//! question. It never finds an attribution and never names a speaker but the agent of a passive: on all else the finders are right more
//! often than the tree.

use super::join::Joined;
use super::lexicon::{Class, Lexeme, Verb, form, list, listed};
use super::sheet::{Kind, Sheet};
use super::support::supports;
use super::verbs::{ABOUT, CLAUSE, OBJECT, PARTICLE, QUOTE, WITHOUT_OBJECT};
use super::{Act, FoundBy, Unsaid, deeds, phrase};
use crate::article::Block;
use crate::syntax::ask::Clause;
use crate::syntax::labels::{Label, Tag};
use crate::syntax::{self, Tree};
use crate::text::Span;

/// Words that say of a following verb of speech that nothing is said, each as it may stand there, with what it needs to negate itself
/// left out: "declined to say", "stopped short of saying", "has yet to say".
const WITHHOLDS: &str = "decline declines declined declining refuse refuses refused refusing fail fails failed failing unable unwilling \
    reluctant stop stops stopped stopping short avoid avoids avoided avoiding yet without impossible";
/// Verbs whose negation still says something: not to deny is to speak, and what somebody does not think, they think is not so.
const SPEAKS_NEGATED: &str =
    "deny dispute rule exclude object refute reject contradict challenge doubt question hide conceal mince";
/// Words after a negation that take it back: "not only said".
const TAKES_BACK: &str = "only just merely simply";
/// Verbs that are what their passive subject does: whoever is quoted speaks, whoever is worried worries.
const OF_THE_SUBJECT: &str = "quote cite worry";
/// Verbs whose objects have a "by" of their own: "is attributed to the work by three clinics".
const ASCRIBES: &str = "attribute credit";
/// Verbs of refusing that are cues themselves: whatever they refuse, they say nothing.
const REFUSES: &str = "decline refuse";
/// Verbs of thinking whose negation leaves nothing that stands: who does not know something vouches for nothing.
const KNOWS: &str = "know learn";
/// Prepositions after a participle that may stand without an auxiliary: who is accused of something, praised for something.
const REASONS: &str = "of for over";
/// Words before a cue that may negate it.
const NEGATES: &str = "not n't n’t never no nobody none neither nor without";
/// Auxiliaries that leave open whether a verb of speech will be carried out.
const OPEN: &str = "may might should must could";
/// Words that open a condition: what somebody would then say, nobody has said.
const IF: &str = "if unless";
/// Words on which a verb of speech that has not been carried out hangs with "to": "is expected to announce", "was asked to explain".
const UNDONE: &str = "expected due set scheduled likely want wants wanted need needs ask asks asked urge urged order ordered invited supposed \
    required";
/// A word after a cue that may make a question of what follows.
const ASKS: &str = "whether";
/// Verbs after which "if" does so too.
const ASKS_IF: &str = "ask wonder know see";
/// Words from which on a quotation is somebody's words and no title.
const LONG: usize = 4;
/// So many words in quotation marks show that a verb tells of words: one is enough for a verb of saying ("called it “unacceptable”").
const fn cited(verb: Verb) -> usize {
    if matches!(verb.act, Act::Speech) { 1 } else { 2 }
}
/// So many words after its first the head of a source is looked for.
const HEAD: usize = 8;
/// So far before a cue a sign counts: auxiliaries, adverbs and "to" stand between.
const BESIDE: usize = 5;
/// So far after it: "asked him whether", "reported on Monday by".
const AFTER: usize = 3;

/// The trees of a block's sentences.
pub struct Trees(Vec<Option<Tree>>);

impl Trees {
    /// Reads them.
    #[must_use]
    pub fn new(text: &str, block: &Block) -> Self {
        Self((0..block.sentences.len()).map(|sentence| syntax::read(text, block, sentence)).collect())
    }

    /// The tree of the sentence at that index.
    #[must_use]
    pub fn of(&self, sentence: usize) -> Option<&Tree> {
        self.0.get(sentence)?.as_ref()
    }

    /// The tree of the sentence that holds the byte `at`.
    #[must_use]
    pub fn at(&self, sheet: &Sheet<'_>, at: usize) -> Option<&Tree> {
        self.of(sheet.block.sentences.partition_point(|s| s.span.end <= at))
    }

    /// Whether the word at item `i`, a passive, keeps back who does it. Where its sentence cannot be read, that is not known and not said.
    pub fn hides_agent(&self, sheet: &Sheet<'_>, i: usize) -> bool {
        let span = sheet.items[i].span;
        let tree = self.at(sheet, span.start);
        let told = tree.and_then(|tree| Some((tree, word_at(tree, span)?)));
        told.is_some_and(|(tree, word)| tree.agent(word).is_none())
    }
}

/// The finds of a block as structure allows them.
pub fn heed(sheet: &Sheet<'_>, joined: &mut Vec<Joined>, trees: &Trees) {
    joined.retain_mut(|joined| {
        if joined.tentative {
            let borne_out = joined.found.cue.is_some_and(|cue| {
                let verb = verb(sheet, cue);
                let quotes = joined.found.content.iter().any(|&content| quotes(sheet, content));
                let tree = trees.at(sheet, cue.start);
                tree.is_some_and(|tree| supports(sheet, tree, &joined.found, verb.map(|(_, verb)| verb), quotes))
            });
            joined.tentative = !borne_out;
            // What the rules are not sure of, and nothing else speaks for, is nothing.
            if !borne_out && joined.found_by == FoundBy::Rules {
                return false;
            }
        }
        // "I asked the mayor": the writer tells what the writer did, and the byline answers for it.
        if joined.found.source.is_some_and(|source| writer(sheet, source)) {
            joined.unsaid = Some(Unsaid::Deed);
            return true;
        }
        if joined.fixed {
            return true;
        }
        // What somebody quoted says of others' words is the speaker's, whatever its structure.
        let Some((at, verb)) = joined.found.cue.and_then(|cue| verb(sheet, cue)).filter(|&(at, _)| !quoted(sheet, at))
        else {
            return true;
        };
        let quotes = joined.found.content.iter().any(|&content| quotes(sheet, content));
        let may_suffer = may_suffer(sheet, at, verb);
        let may_withhold = !quotes && may_withhold(sheet, at, verb);
        // A deed is told without any words of it, however few, and without a colon that sets them off.
        let cites = quotes
            || sets_off(sheet, at)
            || joined.found.content.iter().any(|&content| holds_quotation(sheet, content, cited(verb)));
        let may_do = !cites && deeds::may_be(verb, joined.found.source);
        let opens = joined.found.source.and_then(|source| opens(sheet, source));
        if !may_suffer && may_withhold && listed(REFUSES, verb.lemma) {
            joined.unsaid = Some(Unsaid::Withheld);
            return true;
        }
        if !may_suffer && !may_withhold && !may_do && opens.is_none() {
            return true;
        }
        let Some(tree) = trees.at(sheet, sheet.items[at].span.start) else { return true };
        if let Some((first, last)) = opens
            && let Some(word) = word_at(tree, sheet.items[first].span)
        {
            let plain = tree.nodes[word].tag != Tag::Name;
            let belongs = || matches!(tree.label(word), Some(Label::Amod | Label::Compound));
            joined.plain = plain && (first < last || belongs());
            // "Initial reports say": what was taken for a verb is the subject that the word belongs to.
            let subject = |&noun: &usize| matches!(tree.label(noun), Some(Label::Nsubj | Label::NsubjPass));
            let noun = word_at(tree, sheet.items[at].span).filter(subject);
            if plain && first == last && noun.is_some() && tree.parent(word) == noun {
                return false;
            }
        }
        // The verb that the cue's other words hang on: "asked" in "asked not to be named".
        let main = || {
            let span = tree.nodes[tree.head_of(joined.found.cue?)?].span;
            let &[main] = sheet.within(span) else { return None };
            Some((main, sheet.items[main].lex.verb?))
        };
        let last = word_at(tree, sheet.items[at].span);
        let (at, verb) = main().unwrap_or((at, verb));
        let word = word_at(tree, sheet.items[at].span);
        word.is_none_or(|word| {
            let bare = without_object(sheet, at, verb) && may_suffer;
            Find { sheet, tree, word, last, verb, quotes, cites, may_suffer, bare }.judge(joined)
        })
    });
}

/// The sentences, by their numbers, that tell nothing but that nothing was said: the cue is what the sentence says, and what is joined to
/// it tells of words as well.
pub fn silent(sheet: &Sheet<'_>, joined: &[Joined], trees: &Trees) -> Vec<usize> {
    let withheld = joined.iter().filter(|joined| joined.unsaid == Some(Unsaid::Withheld));
    let silent = withheld.filter_map(|joined| {
        let cue = joined.found.cue?;
        let suffers = verb(sheet, cue).is_some_and(|(at, verb)| may_suffer(sheet, at, verb));
        let tree = trees.at(sheet, cue.start)?;
        let own = tree.climb(tree.head_of(cue)?, Label::Xcomp);
        let main = tree.climb(own, Label::Conj);
        let says = |word: usize| sheet.within(tree.nodes[word].span).iter().any(|&i| sheet.items[i].lex.verb.is_some());
        let joins = |word: usize| tree.label(word) == Some(Label::Conj) && tree.predicates(word);
        let others = tree.children(main).iter().copied().filter(|&word| joins(word)).chain([main]);
        // Who was not told something kept nothing back.
        // "The board, which owes 30 million, declined to comment" tells more than that.
        let aside = (0..own).any(|word| tree.label(word) == Some(Label::AclRelcl));
        let alone = tree.parent(main).is_none() && !suffers && !aside && others.filter(|&word| word != own).all(says);
        alone.then(|| sheet.block.sentences.partition_point(|s| s.span.end <= cue.start))
    });
    silent.collect()
}

/// Whether `source` is the writer, outside all quotations.
fn writer(sheet: &Sheet<'_>, source: Span) -> bool {
    let [only] = *sheet.within(source) else { return false };
    let own = sheet.run_of(only).is_some_and(|run| run.inside.is_none());
    own && listed("i we", sheet.word(only))
}

/// The word of the tree that is the item at `span`.
fn word_at(tree: &Tree, span: Span) -> Option<usize> {
    tree.at(span.start).filter(|&word| tree.nodes[word].span == span)
}

/// The first and the last item of a source whose first word no list knows and opens its sentence, where only the tree can tell whether that
/// is a name: words or a document are the source ("Halden records", "Unconfirmed reports"), or it stands alone ("Initial" in "Initial
/// reports say").
fn opens(sheet: &Sheet<'_>, source: Span) -> Option<(usize, usize)> {
    let items = sheet.within(source);
    let (&first, &last) = items.first().zip(items.last())?;
    let item = &sheet.items[first];
    let unknown = item.capital && item.lex == Lexeme::default();
    let begins = || sheet.run_of(first).is_some_and(|run| run.start == first && run.inside.is_none());
    let words = |i: usize| !sheet.items[i].capital && sheet.items[i].is(Class::DOCUMENT.with(Class::WORDS));
    let noun = |i: usize| !sheet.items[i].capital && sheet.items[i].verb(form::BASE | form::S).is_some();
    let doubtful = || match items {
        [only] => only + 1 < sheet.items.len() && noun(only + 1),
        [_, rest @ ..] => rest.iter().take(HEAD).any(|&i| words(i)),
        [] => false,
    };
    (unknown && begins() && doubtful()).then_some((first, last))
}

/// Whether words beside the verb at `at` say that it may be passive, so that its subject is not who speaks.
fn may_suffer(sheet: &Sheet<'_>, at: usize, verb: Verb) -> bool {
    if !verb.form(form::PARTICIPLE) || listed(OF_THE_SUBJECT, verb.lemma) {
        return false;
    }
    let joins = |i: usize| {
        let item = &sheet.items[i];
        item.is(Class::ADVERB.with(Class::CONJUNCTION))
            || item.kind == Kind::Comma
            || item.verb(form::PARTICIPLE).is_some()
    };
    // "was accused", "has been widely criticised", "were shown and told".
    let auxiliary = before(sheet, at).find(|&i| sheet.items[i].is(Class::BE) || !joins(i));
    auxiliary.is_some_and(|i| sheet.items[i].is(Class::BE))
        || after(sheet, at).any(|i| sheet.word(i) == "by")
        || without_object(sheet, at, verb)
}

/// Whether a verb that cannot do without an object has a preposition in its place, and so is passive: "Lund, accused of fraud,", "stands
/// accused of".
fn without_object(sheet: &Sheet<'_>, at: usize, verb: Verb) -> bool {
    verb.frame(OBJECT)
        && !verb.frame(CLAUSE | QUOTE | ABOUT | PARTICLE)
        && !listed(WITHOUT_OBJECT, verb.lemma)
        && listed(REASONS, sheet.word(at + 1))
}

/// Whether words beside the verb at `at` say that nothing may have been said.
fn may_withhold(sheet: &Sheet<'_>, at: usize, verb: Verb) -> bool {
    let asks = |i: usize| sheet.word(i) == ASKS || listed(ASKS_IF, verb.lemma) && sheet.word(i) == "if";
    if listed(REFUSES, verb.lemma) || after(sheet, at).any(asks) {
        return true;
    }
    // "May said": a name is no auxiliary.
    let named = |i: usize| sheet.items[i].lists & list::WORD_NAME != 0 && !sheet.items[i].is(Class::MODAL);
    let signs = [NEGATES, WITHHOLDS, OPEN, UNDONE, IF];
    let sign = |i: usize| !named(i) && signs.iter().any(|list| listed(list, sheet.word(i)));
    // A comma or the subject of the verb parts it from what came before: "It was not enough, he said".
    let parts = |i: usize| !sheet.items[i].wordy() || sheet.items[i].is(Class::SUBJECT.with(Class::SUBORDINATOR));
    let says = matches!(verb.act, Act::Speech | Act::Evidence) || listed(KNOWS, verb.lemma);
    // A subject may stand between "if" and its verb.
    let supposed = || before(sheet, at).take_while(|&i| sheet.items[i].wordy()).any(|i| listed(IF, sheet.word(i)));
    says && (before(sheet, at).find(|&i| sign(i) || parts(i)).is_some_and(sign) || supposed())
}

/// The words shortly before the one at `at`, the nearest first, as far as its run goes.
fn before(sheet: &Sheet<'_>, at: usize) -> impl Iterator<Item = usize> {
    let start = sheet.run_of(at).map_or(at, |run| run.start);
    (start.max(at.saturating_sub(BESIDE))..at).rev()
}

/// The words shortly after it.
fn after(sheet: &Sheet<'_>, at: usize) -> std::ops::Range<usize> {
    let end = sheet.run_of(at).map_or(at, |run| run.end);
    at + 1..end.min(at + 1 + AFTER)
}

/// Whether what is attributed holds words in quotation marks: somebody spoke them, whatever the cue says.
fn quotes(sheet: &Sheet<'_>, content: Span) -> bool {
    holds_quotation(sheet, content, LONG)
}

/// Whether what is said is set off as the next block: "The mayor continued:".
fn sets_off(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.run_of(at).is_some_and(|run| sheet.sets_off(run, at))
}

/// Whether `content` holds a quotation of so many words.
fn holds_quotation(sheet: &Sheet<'_>, content: Span, words: usize) -> bool {
    let quotations = &sheet.block.quotations;
    let first = quotations.partition_point(|q| q.inner.start < content.start);
    let mut within = quotations[first..].iter().take_while(|q| q.inner.start < content.end);
    within.any(|q| q.words >= words && content.contains(q.inner))
}

/// Whether the word at `at` lies in a quotation of more than a few words.
fn quoted(sheet: &Sheet<'_>, at: usize) -> bool {
    let quotation = sheet.run_of(at).and_then(|run| sheet.block.quotations.get(run.inside?));
    quotation.is_some_and(|quotation| quotation.words >= LONG)
}

/// The last attributing verb of a cue.
fn verb(sheet: &Sheet<'_>, cue: Span) -> Option<(usize, Verb)> {
    sheet.within(cue).iter().rev().find_map(|&i| Some((i, sheet.items[i].lex.verb?)))
}

/// A find whose verb is a word of a tree.
struct Find<'a> {
    sheet: &'a Sheet<'a>,
    tree: &'a Tree,
    /// The verb in the tree.
    word: usize,
    /// The last verb of the cue, where that is a word of the tree: "deny" in "could neither confirm nor deny".
    last: Option<usize>,
    verb: Verb,
    /// Whether what is attributed holds words in quotation marks.
    quotes: bool,
    /// The same, two words being enough, or sets some off with a colon.
    cites: bool,
    /// Whether words beside the verb say that it may be passive.
    may_suffer: bool,
    /// Whether it cannot but be passive, whatever the tree makes of it.
    bare: bool,
}

impl Find<'_> {
    /// Corrects the find; whether it is one at all.
    fn judge(&self, joined: &mut Joined) -> bool {
        let refuses = listed(REFUSES, self.verb.lemma);
        let withheld = !self.quotes && (refuses || self.withheld() || self.left_open() || self.undone());
        joined.unsaid = withheld.then_some(Unsaid::Withheld);
        // "stands accused": it hangs on another verb, whose subject is its own.
        let hangs = || self.tree.label(self.word) == Some(Label::Xcomp);
        let passive = self.tree.nodes[self.word].tag == Tag::VerbPassive && (self.tree.passive(self.word) || hangs());
        if self.may_suffer && (self.bare || passive) && !listed(OF_THE_SUBJECT, self.verb.lemma) {
            let somebody =
                |&source: &Span| !self.suffers(source) && !self.when().is_some_and(|when| source.overlaps(when));
            joined.found.source = self.agent().or(joined.found.source.filter(somebody));
            // "The deal was announced on Monday" tells of an announcement and hands on no word of it.
            let deed = joined.found.source.is_none() && self.verb.frame(CLAUSE) && !self.quotes && !self.hands_on();
            if deed {
                return false;
            }
        }
        let (source, content) = (joined.found.source, &joined.found.content);
        if joined.unsaid.is_none()
            && !self.cites
            && (source.is_some_and(|source| self.dates(source))
                || deeds::may_be(self.verb, source)
                    && deeds::deed(self.sheet, self.tree, self.word, self.verb, source, content))
        {
            joined.unsaid = Some(Unsaid::Deed);
        }
        true
    }

    /// Whether `source` is a day, a month or a year: it shows nothing.
    fn dates(&self, source: Span) -> bool {
        let time = |&i: &usize| self.sheet.items[i].is(Class::TIME) || self.sheet.items[i].kind == Kind::Number;
        let items = self.sheet.within(source);
        !items.is_empty() && items.iter().all(time)
    }

    /// Whether what the cue tells has not been said yet: it may be, or is asked for, or is supposed.
    fn undone(&self) -> bool {
        if self.verb.act != Act::Speech || self.tree.nodes[self.word].tag == Tag::VerbPassive {
            return false;
        }
        let open = self.tree.modal(self.word).is_some_and(|modal| {
            listed(OPEN, self.tree.form(modal)) && self.tree.nodes[self.word].tag == Tag::VerbInfinitive
        });
        let supposed = self
            .tree
            .children(self.word)
            .iter()
            .any(|&child| self.tree.label(child) == Some(Label::Mark) && listed(IF, self.tree.form(child)));
        let asked = self.tree.label(self.word) == Some(Label::Xcomp)
            && self.tree.parent(self.word).is_some_and(|head| head < self.word && listed(UNDONE, self.tree.form(head)));
        open || supposed || asked
    }

    /// Whether a passive verb hands on what was said: "is said to", "it was reported that", "as is known".
    fn hands_on(&self) -> bool {
        let clause = [Label::Ccomp, Label::Xcomp, Label::CsubjPass, Label::Csubj];
        self.tree.child(self.word, &clause).is_some()
            || matches!(self.tree.clause(self.word), Clause::Beside | Clause::Adverbial)
            || self.tree.child(self.word, &[Label::NsubjPass, Label::Expl]).is_some_and(|it| self.tree.form(it) == "it")
    }

    /// The agent of a passive: "by two engineers" without its preposition.
    fn agent(&self) -> Option<Span> {
        // "accused of theft by two engineers": whose "by" it is, the tree cannot know; the verb's is likelier.
        let by = |&word: &usize| self.tree.child(word, &[Label::Case]).is_some_and(|case| self.tree.form(case) == "by");
        let under = |&word: &usize| self.tree.children(word).iter().copied().find(by);
        let accuses = !listed(ASCRIBES, self.verb.lemma);
        let noun = |&word: &usize| {
            accuses && word > self.word && matches!(self.tree.label(word), Some(Label::Obl | Label::Obj | Label::Nmod))
        };
        let near = || self.tree.children(self.word).iter().copied().filter(noun).find_map(|word| under(&word));
        let agent = self.tree.agent(self.word).or_else(near).filter(|_| self.when().is_none())?;
        let case = self.tree.child(agent, &[Label::Case])?;
        let start = self.tree.nodes[case].span.end;
        let items = self.sheet.within(Span::new(start, self.tree.nodes[agent].span.end));
        let first = *items.first()?;
        let run = self.sheet.run_of(first)?;
        let (from, to) = phrase::right(self.sheet, first, run.end)?;
        let fits = phrase::fit(self.sheet, (from, to)) != phrase::Fit::Abstract;
        fits.then(|| self.sheet.span(from, to))
    }

    /// Where a "by" says when, not by whom: "is expected by early 2019".
    fn when(&self) -> Option<Span> {
        let span = self.tree.nodes[self.tree.agent(self.word)?].span;
        let time = |&i: &usize| self.sheet.items[i].is(Class::TIME) || self.sheet.items[i].kind == Kind::Number;
        self.sheet.within(span).iter().all(time).then_some(span)
    }

    /// Whether `source` is what the passive verb is done to.
    fn suffers(&self, source: Span) -> bool {
        let subject = self.tree.subject(self.word);
        self.bare && source.end <= self.tree.nodes[self.word].span.start
            || subject.is_some_and(|subject| {
                source.overlaps(self.tree.nodes[subject].span)
                    || self.tree.whole(subject).contains(source) && source.end <= self.tree.nodes[self.word].span.start
            })
    }

    /// Whether the cue says that nothing was said.
    fn withheld(&self) -> bool {
        let knows = listed(KNOWS, self.verb.lemma);
        if !(matches!(self.verb.act, Act::Speech | Act::Evidence) || knows) {
            return false;
        }
        // "neither confirmed nor denied": both are left unsaid.
        let neither =
            || self.tree.negation(self.word).is_some_and(|negation| listed("neither nor", self.tree.form(negation)));
        let nor = |&last: &usize| {
            self.tree.negation(last).is_some_and(|negation| listed("neither nor", self.tree.form(negation)))
        };
        if self.last.filter(nor).is_some() || listed(SPEAKS_NEGATED, self.verb.lemma) {
            return self.last.filter(nor).is_some() || neither();
        }
        // "has yet to say", whatever the tree hangs "yet" on
        let behind = |back: usize| self.word.checked_sub(back).map_or("", |at| self.tree.form(at));
        if behind(1) == "to" && behind(2) == "yet" {
            return true;
        }
        let mut word = self.word;
        // "did not want to be able to say": a few verbs may carry one another.
        for _ in 0..4 {
            if self.negated(word) {
                return true;
            }
            let carried =
                matches!(self.tree.label(word), Some(Label::Xcomp | Label::Advcl | Label::Acl | Label::Ccomp));
            let infinitive = matches!(
                self.tree.nodes[word].tag,
                Tag::VerbInfinitive | Tag::VerbGerund | Tag::VerbPresent | Tag::VerbPassive
            );
            let Some(head) = self.tree.parent(word).filter(|_| carried && infinitive) else { return false };
            if head < word && word - head <= BESIDE && listed(WITHHOLDS, self.tree.form(head)) {
                return true;
            }
            word = head;
        }
        false
    }

    fn negated(&self, word: usize) -> bool {
        let negation = self.tree.negation(word).filter(|&negation| negation < word);
        let real = |negation: usize| !listed(TAKES_BACK, self.tree.form(negation + 1));
        let without = || {
            let opens = |&child: &usize| child < word && listed("without yet", self.tree.form(child));
            self.tree.children(word).iter().any(opens)
        };
        negation.is_some_and(real) || without()
    }

    /// Whether what is attributed is a question: "asked whether".
    fn left_open(&self) -> bool {
        // "wanted to know whether": the question is the second verb's.
        let word = self.last.filter(|&last| self.tree.label(last) == Some(Label::Xcomp)).unwrap_or(self.word);
        let content = self.tree.child(word, &[Label::Ccomp, Label::Advcl]).filter(|&content| content > word);
        let close = |content: usize| {
            let opens =
                self.tree.children(content).iter().copied().find(|&child| self.tree.label(child) == Some(Label::Mark));
            opens.is_some_and(|mark| mark <= word + 3)
        };
        content.is_some_and(|content| {
            let asks = self.tree.clause(content) == Clause::Open
                || self.tree.clause(content) == Clause::Condition && listed(ASKS_IF, self.verb.lemma);
            asks && close(content)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Unsaid;
    use crate::article::{BlockKind, Format, parse_block};
    use crate::attribution::{Attribution, read};

    fn first(text: &str) -> Option<Attribution> {
        read(text, &parse_block(text, BlockKind::Prose, Format::Plain)).attributions.into_iter().next()
    }

    #[test]
    fn whoever_is_spoken_of_in_the_passive_does_not_speak() {
        for (text, source) in [
            ("Dan Rusk was accused of taking bribes from two contractors.", None),
            ("Dan Rusk was accused of theft by Lena Marsh.", Some("Lena Marsh")),
            ("Dan Rusk has been criticised by several residents.", Some("several residents")),
            ("Dan Rusk was told by Lena Marsh that the bridge was closed.", Some("Lena Marsh")),
            ("Dan Rusk is said to have taken the money abroad.", None),
            ("The mayor, it is said, took bribes for years.", None),
        ] {
            let found = first(text);
            assert_eq!(found.and_then(|a| a.source).map(|s| s.of(text)), source, "{text}");
        }
    }

    #[test]
    fn a_deed_in_the_passive_hands_on_nothing() {
        let cue = |text| first(text).and_then(|a| a.cue);
        assert_eq!(cue("The engine has been recalled after it set two kitchens on fire."), None);
        assert_eq!(cue("The verdict is expected by early 2031."), None);
        assert!(first("It was reported on Monday that the bridge was closed.").is_some());
    }

    #[test]
    fn what_is_not_said_rests_on_nobody() {
        for text in [
            "Dan Rusk did not say whether the bridge was safe.",
            "Dan Rusk declined to say that the bridge was safe.",
            "Dan Rusk never said that the bridge was safe.",
            "Dan Rusk has yet to confirm that the bridge is safe.",
            "Dan Rusk asked whether the bridge was safe.",
            "Dan Rusk did not know whether the bridge was safe.",
            "Dan Rusk was not told that the bridge was safe.",
            "Dan Rusk was asked whether the bridge was safe.",
            "The council stopped short of saying that the bridge was unsafe.",
            "Dan Rusk neither confirmed nor denied that the bridge was unsafe.",
            "Dan Rusk declined to comment on the bridge.",
        ] {
            assert!(first(text).is_none_or(|a| a.unsaid == Some(Unsaid::Withheld)), "{text}");
        }
        for text in [
            "Dan Rusk said that the bridge was not safe.",
            "Dan Rusk did not deny that the bridge was unsafe.",
            "Dan Rusk not only said that the bridge was unsafe, he closed it.",
            "“It is not whether we close it, but when we close it,” Dan Rusk said.",
        ] {
            assert!(first(text).is_some_and(|a| a.unsaid.is_none()), "{text}");
        }
    }
}
