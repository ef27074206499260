//! Who says what, within one block: sources, cues, content, the kind of act and of source, second-hand chains.
//!
//! [`read`] is a pure function of a block's text and the embedded data. It never looks at another block: what carries on from before
//! (a pronoun, "the general") is left as a [`Reference`] for the ledger to resolve. All spans are bytes from the block's start.

mod chains;
mod classify;
mod clauses;
mod cues;
mod deeds;
mod finder;
mod formulas;
mod grammar;
mod join;
mod layout;
mod lexicon;
pub mod model;
mod names;
mod nouns;
mod phrase;
mod proper;
mod quotes;
mod sheet;
mod support;
#[cfg(test)]
mod tests;
mod vague;
mod verbs;

use crate::article::{Block, BlockKind, Form, Sentence};
use crate::claims::{self, Claim};
use crate::text::Span;
pub(crate) use proper::Bearer;
use sheet::Sheet;

/// What one block says of who says what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Attributions in order of their cue (or source, or content, where there is none). Nested ones are entries of their own.
    pub attributions: Vec<Attribution>,
    /// People, organisations and documents introduced by name, in order: what later words can stand for.
    pub names: Vec<NameMention>,
    /// Words by which the text goes on about somebody it may have named before, in order.
    pub again: Vec<Again>,
    /// One for each sentence of the block.
    pub sentences: Vec<SentenceReading>,
}

/// What is read off a sentence beside its attributions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentenceReading {
    /// Where it hides behind nobody: "reportedly", "is widely seen as".
    pub vague: Option<Span>,
    /// What it claims, and in which words.
    pub claim: Claim,
    /// Whether the writer speaks in it as "I" or "we", or to "you".
    pub own: bool,
    /// Whether somebody's words stand in it between quotation marks, rather than a title or a word held at arm's length.
    pub speech: bool,
    /// Whether all it tells is that nothing was said: "The council has not said when it will vote."
    pub silent: bool,
}

/// One attribution: somebody's words or thoughts, and where the article says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words for who it is ("Igor Kimakovsky, an advisor to the mayor"); `None` where the sentence names nobody.
    pub source: Option<Span>,
    /// The words the source stands for where it is a relative pronoun: "residents" for "who" in "residents, who warned".
    pub antecedent: Option<Span>,
    /// The words that attribute ("said", "according to").
    pub cue: Option<Span>,
    /// What is attributed; several stretches where the cue stands inside.
    pub content: Vec<Span>,
    /// What kind of source.
    pub kind: SourceKind,
    /// What kind of act.
    pub act: Act,
    /// How the source's words point at somebody.
    pub reference: Reference,
    /// Through whom, nearest first: "TASS" for "told TASS".
    pub via: Vec<Via>,
    /// Whether its cue lies inside another attribution's content.
    pub nested: bool,
    /// Whether the subject is abstract ("His comments underscore ..."): the writer's own voice; the sentence does not stand on it.
    pub abstract_subject: bool,
    /// Whether only the learned tagger found it, in words no list knows: recorded, and the sentence does not stand on it.
    pub tentative: bool,
    /// Why its cue hands on no words, if so: recorded, and the sentence does not stand on it.
    pub unsaid: Option<Unsaid>,
    /// Who found it.
    pub found_by: FoundBy,
}

/// Another hand that words came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Via {
    /// The words for it.
    pub span: Span,
    /// Whether the source has it from there ("citing two dockers"), rather than told it there ("told TASS").
    pub cited: bool,
}

/// Who found an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoundBy {
    /// The rules alone.
    Rules,
    /// The learned tagger alone.
    Tagger,
    /// Both.
    Both,
}

/// What kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person, a document that can be looked up, or a word that stands for one.
    Named,
    /// A body: an institution, a firm, a side.
    Collective,
    /// Unnamed persons who are told apart: one of them, or some who are counted or placed ("two dockers", "traders in Dunmore").
    Anonymous,
    /// Nobody who could be asked.
    Vague,
}

/// What kind of act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said or written.
    Speech,
    /// A document, figures or a picture shows it.
    Evidence,
    /// Thought, felt, feared.
    Belief,
    /// Meant to be done. Puts nothing on anybody's word.
    Intent,
}

/// How the words of a source point at somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// By name; the span of the name alone, without title or apposition.
    Name(Span),
    /// By a pronoun or possessive ("he", "her statement").
    Pronoun(Pronoun),
    /// By a definite description ("the general", "the report", "the official's"): the span of its head noun.
    Description(Span),
    /// By nothing that points back (an indefinite or bare noun: "one local official", "analysts").
    Indefinite,
    /// No source words at all: for a quotation, its speaker may stand in a neighbouring sentence.
    Absent,
}

/// Which pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// they, them, their
    They,
    /// it, its
    It,
    /// I, we, who and others that the ledger does not resolve.
    Other,
}

/// Why the cue of an attribution hands on no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// It says that nothing was said, or only asked, or may yet be said: "declined to say", "asked whether", "if he says".
    Withheld,
    /// It tells what was done or felt: "approved the budget", "knew about the leak".
    Deed,
}

/// A person, organisation or document introduced by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name alone.
    pub span: Span,
    /// Head nouns of its titles and appositions ("general", "advisor"), lower-case: what a description can point back by.
    pub roles: Vec<String>,
    /// Which pronoun fits, where a title or first name tells.
    pub pronoun: Option<Pronoun>,
    /// Whether it is a person, as far as form tells.
    pub person: bool,
    /// Whether it can be no person: a body, a place, a paper.
    pub thing: bool,
    /// Whether it is a body that speaks as one.
    pub body: bool,
    /// Whether it stands where its sentence's subject stands.
    pub leads: bool,
}

/// A word by which the text goes on about somebody it may have named before: a surname alone ("Hale left"), or a sentence's subject that
/// points back ("She left", "The judge left").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// Where.
    pub span: Span,
    /// By which kind of word.
    pub by: Reference,
    /// Whether it is its sentence's subject.
    pub leads: bool,
}

impl Reading {
    /// Has `change` look at every span of it.
    pub(crate) fn each_span(&mut self, change: impl Fn(&mut Span)) {
        for it in &mut self.attributions {
            [&mut it.source, &mut it.antecedent, &mut it.cue].into_iter().flatten().for_each(&change);
            it.content.iter_mut().for_each(&change);
            it.via.iter_mut().for_each(|via| change(&mut via.span));
            if let Reference::Name(span) | Reference::Description(span) = &mut it.reference {
                change(span);
            }
        }
        self.names.iter_mut().for_each(|name| change(&mut name.span));
        for again in &mut self.again {
            change(&mut again.span);
            if let Reference::Name(span) | Reference::Description(span) = &mut again.by {
                change(span);
            }
        }
        for sentence in &mut self.sentences {
            sentence.vague.iter_mut().for_each(&change);
            change(&mut sentence.claim.span);
        }
    }
}

/// Reads who says what in a block whose text is `text`. Nobody says anything in a table: its rows are passed over.
#[must_use]
pub fn read(text: &str, block: &Block) -> Reading {
    if block.cells.is_empty() {
        return read_prose(text, block);
    }
    let (prose, kept) = without_rows(block);
    let mut reading = read_prose(text, &prose);
    let mut sentences = vec![SentenceReading::default(); block.sentences.len()];
    for (index, own) in kept.into_iter().zip(reading.sentences) {
        sentences[index] = own;
    }
    reading.sentences = sentences;
    reading
}

/// A block without the rows of its tables, and which of its sentences are left.
fn without_rows(block: &Block) -> (Block, Vec<usize>) {
    let mut prose = Block { masked: block.masked.clone(), ..Block::empty(block.kind) };
    let mut kept = Vec::new();
    for (index, sentence) in block.sentences.iter().enumerate().filter(|(_, it)| it.form != Form::Row) {
        let first = prose.tokens.len();
        prose.tokens.extend(block.tokens.get(sentence.tokens.0..sentence.tokens.1).unwrap_or_default());
        prose.sentences.push(Sentence { tokens: (first, prose.tokens.len()), ..sentence.clone() });
        kept.push(index);
    }
    prose.quotations.extend(block.quotations.iter().filter(|it| block.cell(it.span).is_none()).cloned());
    (prose, kept)
}

fn read_prose(text: &str, block: &Block) -> Reading {
    let mut reading =
        Reading { sentences: vec![SentenceReading::default(); block.sentences.len()], ..Reading::default() };
    if !matches!(block.kind, BlockKind::Prose | BlockKind::Heading) || block.sentences.is_empty() {
        return reading;
    }
    let sheet = Sheet::new(text, block);
    let trees = grammar::Trees::new(text, block);
    let (learned, ruled) = (model::find(text, block), finder::find(&sheet, &trees));
    let mut found = join::join(&sheet, learned, ruled);
    grammar::heed(&sheet, &mut found, &trees);
    let silent = grammar::silent(&sheet, &found, &trees);
    reading.attributions = found.iter().map(|joined| classify::classify(&sheet, joined)).collect();
    mark_nested(&mut reading.attributions);
    (reading.names, reading.again) = names::names(&sheet);
    for (index, sentence) in reading.sentences.iter_mut().enumerate() {
        sentence.claim = trees.of(index).map(|tree| claims::read(text, tree)).unwrap_or_default();
    }
    for i in sheet.runs.iter().filter(|run| run.inside.is_none()).flat_map(|run| run.start..run.end) {
        let item = &sheet.items[i];
        let (own, speech) = (item.lists & lexicon::list::WRITER != 0, sheet.long_quote(i));
        if own || speech {
            for sentence in reading.sentences.iter_mut().take(item.last + 1).skip(item.first) {
                sentence.own |= own;
                sentence.speech |= speech;
            }
        }
    }
    for at in silent {
        if let Some(sentence) = reading.sentences.get_mut(at) {
            sentence.silent = true;
        }
    }
    for &run in &sheet.runs {
        if let Some(span) = vague::vague(&sheet, run, &trees) {
            let at = block.sentences.partition_point(|s| s.span.end <= span.start);
            if let Some(sentence) = reading.sentences.get_mut(at) {
                sentence.vague = sentence.vague.or(Some(span));
            }
        }
    }
    reading
}

/// The words of `lower`, which is in lower case; those joined by a hyphen are one.
fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|c: char| !c.is_alphanumeric() && c != '-')
}

/// The offices among the words of a source, in lower case ("official" in "one local official"): what later words can point back by.
pub(crate) fn offices(source: &str) -> Vec<String> {
    of_class(source, lexicon::Class::PERSON)
}

/// The documents among the words of a source, in lower case ("study" in "a study by the institute"): "the study" is that one from there on.
pub(crate) fn papers(source: &str) -> Vec<String> {
    of_class(source, lexicon::Class::DOCUMENT)
}

fn of_class(source: &str, class: lexicon::Class) -> Vec<String> {
    words(&source.to_lowercase()).filter(|w| lexicon::look(w).class.is(class)).map(str::to_owned).collect()
}

/// Whether any word of `sentence` is one by which talk is passed on: a verb of telling, showing or thinking ("is estimated"), a noun for what
/// is told or thought, or for those nobody could ask ("reports"). It looks at words, not at what they do in the sentence.
pub(crate) fn passes_on(sentence: &str) -> bool {
    use lexicon::Class;
    let nouns = Class::WORDS.with(Class::VAGUE).with(Class::BELIEF_NOUN);
    words(&sentence.to_lowercase()).any(|word| {
        let lexicon::Entry { lexeme, lists } = lexicon::entry(word);
        lexeme.verb.is_some_and(|verb| verb.act != Act::Intent)
            || lexeme.class.is(nouns)
            || lists & lexicon::list::TALK != 0
    })
}

/// Whether `noun`, in lower case, can point back at any person whatever the office ("the official", "the man", "the 34-year-old").
pub(crate) fn points_at_anybody(noun: &str) -> bool {
    points_by_age(noun) || nouns::ANYBODY.split_whitespace().any(|n| n == noun)
}

/// By what else than `noun`, in lower case, its bearer is called again: firms are called "the company" whatever they were called first.
pub(crate) fn called_again(noun: &str) -> Option<&'static str> {
    (lexicon::entry(noun).lists & lexicon::list::FIRM != 0).then_some("company")
}

/// What a description by `noun`, in lower case, looks for: any firm fits "the company" and "the firm".
pub(crate) fn looked_for(noun: &str) -> &str {
    if lexicon::entry(noun).lists & lexicon::list::ANY_FIRM == 0 { noun } else { "company" }
}

/// Whether `noun`, in lower case, tells no more of somebody than an age ("34-year-old"): it is whoever the text is about.
pub(crate) fn points_by_age(noun: &str) -> bool {
    noun.ends_with("-year-old")
}

/// Whether `word`, in lower case, is a title that its bearer is called by with and without it ("Sir Rowan Peake", "Peake").
pub(crate) fn styles(word: &str) -> bool {
    lexicon::entry(word).lists & lexicon::list::STYLE != 0
}

/// Whether a source and a cue open an answer in an interview that is laid out as questions and answers.
pub(crate) fn answers(text: &str, source: Option<Span>, cue: Option<Span>) -> bool {
    takes_a_turn(text, source, cue) && source.is_some_and(|source| source.of(text) == layout::ANSWER)
}

/// Whether `noun`, in lower case, can point back at any body ("the group", "the company").
pub(crate) fn points_at_any_body(noun: &str) -> bool {
    lexicon::entry(noun).lists & lexicon::list::ANY_BODY != 0
}

/// The bodies among the words of a name, in lower case.
pub(crate) fn bodies(name: &str) -> Vec<String> {
    proper::bodies(name)
}

/// Whether one person in the world or the land has the office `noun`, in lower case, and is known by it.
pub(crate) fn sole(noun: &str) -> bool {
    lexicon::entry(noun).lists & lexicon::list::SOLE != 0
}

/// Which pronoun whoever `noun`, in lower case, describes goes by, where it tells.
pub(crate) fn told_by(noun: &str) -> Option<Pronoun> {
    names::told_by(noun)
}

/// Who bears a name, as far as it tells.
pub(crate) fn bearer(name: &str) -> Bearer {
    proper::bearer(name)
}

/// What a description's head noun, in lower case, can be: a person, a body, a paper, or words already said.
pub(crate) fn noun_kind(noun: &str) -> NounKind {
    let class = lexicon::look(noun).class;
    if nouns::SAID.split_whitespace().any(|said| said == noun) {
        NounKind::Words
    } else if class.is(lexicon::Class::DOCUMENT.with(lexicon::Class::WORDS).with(lexicon::Class::SPEECH_NOUN)) {
        NounKind::Paper
    } else if class.is(lexicon::Class::BODY) {
        NounKind::Body
    } else {
        NounKind::Person
    }
}

/// Whether `word`, in lower case, is a noun for a body that speaks as one ("council").
pub(crate) fn names_a_body(word: &str) -> bool {
    lexicon::look(word).class.is(lexicon::Class::BODY)
}

/// Whether `word`, in lower case, is a noun for many ("democrats", "officials").
pub(crate) fn names_many(word: &str) -> bool {
    lexicon::look(word).class.is(lexicon::Class::PLURAL)
}

/// The dictionary form of the verb in a cue, if it is one of thinking or feeling.
pub(crate) fn thinks(cue: &str) -> Option<&'static str> {
    let verb = cue.split_whitespace().rev().find_map(|word| lexicon::look(&word.to_lowercase()).verb)?;
    (verb.act == Act::Belief).then_some(verb.lemma)
}

/// Whether `word`, in lower case, is the writer or the writer's reader: "I", "our", "you".
pub(crate) fn means_the_writer(word: &str) -> bool {
    lexicon::entry(word).lists & lexicon::list::WRITER != 0
}

/// See [`noun_kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounKind {
    /// Somebody.
    Person,
    /// A body.
    Body,
    /// A document, which speaks for itself.
    Paper,
    /// Words just said.
    Words,
}

/// Whether a source and a cue are the speaker's name and the colon at the start of a transcript's turn, which some houses put inside
/// the turn's quotation marks. `text` is the block's.
pub(crate) fn takes_a_turn(text: &str, source: Option<Span>, cue: Option<Span>) -> bool {
    let opens = |source: Span| !Span::new(0, source.start).of(text).contains(char::is_alphanumeric);
    source.is_some_and(opens) && cue.is_some_and(|cue| cue.of(text) == ":")
}

/// Marks the attributions whose cue lies in what another one attributes.
fn mark_nested(attributions: &mut [Attribution]) {
    let mut order: Vec<(Span, usize)> =
        attributions.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |&c| (c, i))).collect();
    order.sort_unstable_by_key(|(c, _)| (c.start, std::cmp::Reverse(c.end)));
    for i in 0..attributions.len() {
        let Some(cue) = attributions[i].cue else { continue };
        // Contents that start before the cue; a few are enough, for the nearest ones nest.
        let upto = order.partition_point(|(c, _)| c.start <= cue.start);
        attributions[i].nested = order[..upto].iter().rev().take(16).any(|&(c, other)| {
            other != i && c.contains(cue) && {
                let outer = attributions[other].cue;
                !outer.is_some_and(|o| attributions[i].content.iter().any(|mine| mine.contains(o)))
            }
        });
    }
}
