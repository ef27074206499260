//! What kind of source and act a found attribution has, how its words point at somebody, and through whom the words came.
//!
//! Works on spans alone, whoever found them. It never decides a standing: a pronoun or a description is left for the ledger.

use super::chains;
use super::cues::plural_form;
use super::join::Joined;
use super::lexicon::{Class, Lexeme, form, list, listed};
use super::model::Found;
use super::proper::{
    capital_run, describes, goes_on, name_after, name_before, name_in, office, opening_name, opens, plain_word, proper,
    trade_as_name,
};
use super::sheet::{Item, Kind, Sheet};
use super::verbs::{NOUN, SHOWS};
use super::{Act, Attribution, Pronoun, Reference, SourceKind, bearer, nouns, phrase};
use crate::text::Span;

/// Makes an attribution of what was found.
#[must_use]
pub fn classify(sheet: &Sheet<'_>, joined: &Joined) -> Attribution {
    let found = &joined.found;
    let antecedent = found.source.and_then(|span| antecedent(sheet, span));
    // "It is feared that": the "it" is nobody.
    let found = &Found { source: found.source.filter(|&s| !expletive(sheet, s, found.cue)), ..found.clone() };
    let who = antecedent.or(found.source).map_or(Who::absent(found), |span| who(sheet, span, joined.plain));
    let who = who.without_small_names(sheet);
    // "A report by the Halden Institute": the report can be looked up, whoever wrote it.
    // "LIND: It will hold.": the letters are a transcript's, not a body's.
    let turn = || found.cue.is_some_and(|cue| cue.of(sheet.text) == ":");
    let shouted = |source: Span| matches!(*sheet.within(source), [only] if sheet.items[only].lex == Lexeme::default());
    let person = |source: Span| writes(sheet, source) || turn() && shouted(source);
    let who = match found.source.filter(|&source| who.kind == SourceKind::Collective && person(source)) {
        Some(_) => Who { kind: SourceKind::Named, ..who },
        None => who,
    };
    let verb = found.cue.and_then(|cue| cue_verb(sheet, cue));
    let act = act(sheet, found, verb, &who);
    // "The report does not mention the gate. “We knew of it.”": no document is quoted for what it leaves out. A person may speak on.
    let silent = found.cue.filter(|cue| who.nature == Nature::Document && leaves_out(cue.of(sheet.text)));
    let sentence = silent.and_then(|cue| sheet.sentence(cue.start));
    let act = if silent.is_some() { Act::Evidence } else { act };
    let own = |content: &&Span| sentence.is_none_or(|sentence| content.start < sentence.span.end);
    let content = found.content.iter().filter(own).copied().collect();
    let abstract_subject = verb.is_some_and(|v| own_voice(v, &who)) || who.nature == Nature::Abstract;
    Attribution {
        source: found.source,
        antecedent,
        cue: found.cue,
        content,
        kind: who.kind,
        act,
        reference: who.reference,
        via: chains::via(sheet, found),
        nested: false,
        abstract_subject,
        tentative: joined.tentative,
        unsaid: joined.unsaid,
        found_by: joined.found_by,
    }
}

/// Whether a cue says that something was not said ("does not mention", "never states"). Not to deny and not to rule out is to speak.
fn leaves_out(cue: &str) -> bool {
    const REFUSES: &[&str] =
        &["den", "disput", "rul", "exclud", "object", "refut", "reject", "contradict", "challeng", "doubt"];
    const AUXILIARIES: &str =
        "am are can could did do does had has have is may might must shall should was were will would";
    let cue = cue.to_lowercase();
    let words: Vec<&str> = cue.split_whitespace().collect();
    let auxiliary = |word: &str| AUXILIARIES.split_whitespace().any(|it| it == word);
    // "Asks not to be copied" is no silence.
    let negated = words.iter().enumerate().any(|(i, &word)| match word {
        "not" => i > 0 && auxiliary(words[i - 1]),
        "never" => true,
        _ => word.ends_with("n't") || word.ends_with("n’t"),
    });
    negated && !words.iter().any(|word| REFUSES.iter().any(|stem| word.starts_with(stem)))
}

/// Whether a source is told as the author of a document: "a study by" stands before it.
fn writes(sheet: &Sheet<'_>, source: Span) -> bool {
    let Some([noun, tie]) = sheet.within(source).first().and_then(|&i| Some([i.checked_sub(2)?, i - 1])) else {
        return false;
    };
    matches!(sheet.word(tie), "by" | "from")
        && sheet.items[noun].is(Class::DOCUMENT)
        && !listed(nouns::SAID, sheet.word(noun))
}

/// What the head of a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nature {
    Somebody,
    Document,
    Abstract,
    Unknown,
}

struct Who {
    kind: SourceKind,
    reference: Reference,
    nature: Nature,
}

impl Who {
    fn absent(found: &Found) -> Self {
        let nature = if found.cue.is_some() { Nature::Unknown } else { Nature::Somebody };
        Self { kind: SourceKind::Vague, reference: Reference::Absent, nature }
    }

    /// Words in small letters throughout name nobody.
    fn without_small_names(self, sheet: &Sheet<'_>) -> Self {
        let Reference::Name(span) = self.reference else { return self };
        let named = |c: char| c.is_uppercase() || c.is_numeric() || c == '@' || c.is_alphabetic() && !c.is_lowercase();
        if span.of(sheet.text).contains(named) {
            return self;
        }
        let one = sheet
            .within(span)
            .last()
            .is_some_and(|&i| sheet.items[i].is(Class::PERSON) && !sheet.items[i].is(Class::PLURAL));
        let kind = if one { SourceKind::Anonymous } else { SourceKind::Vague };
        Self { kind, reference: Reference::Indefinite, nature: self.nature }
    }

    const fn new(kind: SourceKind, reference: Reference, nature: Nature) -> Self {
        Self { kind, reference, nature }
    }
}

/// Whether a source is the "it" of "it is feared that".
fn expletive(sheet: &Sheet<'_>, source: Span, cue: Option<Span>) -> bool {
    let [only] = *sheet.within(source) else { return false };
    let passive = cue.is_some_and(|cue| {
        let items = sheet.within(cue);
        items.iter().any(|&i| sheet.items[i].is(Class::BE))
            && items.iter().any(|&i| sheet.items[i].verb(form::PARTICIPLE).is_some())
    });
    sheet.word(only) == "it" && passive
}

/// What a source that is nothing but a relative pronoun stands for.
fn antecedent(sheet: &Sheet<'_>, source: Span) -> Option<Span> {
    let [only] = *sheet.within(source) else { return None };
    let (start, end) = phrase::antecedent(sheet, sheet.run_of(only)?.start, (only, only))?;
    Some(sheet.span(start, end))
}

/// Who the source words mean, as far as they tell. Where they are `plain`, the first has its capital only for opening the sentence.
fn who(sheet: &Sheet<'_>, span: Span, plain: bool) -> Who {
    use SourceKind::{Anonymous, Collective, Named, Vague};
    let all = sheet.within(span);
    let main = main_part(sheet, all);
    let whole = main.last().copied().unwrap_or_default();
    // "The president himself": the reflexive stresses who it is.
    let main = match main {
        [who @ .., stress] if !who.is_empty() && phrase::reflexive(sheet.word(*stress)) => who,
        _ => main,
    };
    // "08:20 A baker": the time of an entry is no part of who speaks in it.
    let clock = |i: usize| sheet.items[i].kind == Kind::Number && sheet.word(i).contains([':', '.']);
    let main = match main {
        [time, rest @ ..] if clock(*time) && !rest.is_empty() => rest,
        _ => main,
    };
    let main = without_time(sheet, main);
    let Some(&last) = main.last() else {
        // "January has pointed to": a date is nobody.
        let nature = if all.is_empty() { Nature::Unknown } else { Nature::Abstract };
        return Who::new(Vague, Reference::Indefinite, nature);
    };
    // "that she", "because the mayor": what opens a clause is no part of who speaks in it.
    let main = match main {
        [opener, rest @ ..] if !rest.is_empty() && clause_opener(sheet, *opener) => rest,
        _ => main,
    };
    // "who watched the race": whom the pronoun stands for is not among these words.
    if main.len() > 1 && matches!(sheet.word(main[0]), "who" | "which" | "whose") && !sheet.items[main[0]].capital {
        return Who::new(Named, Reference::Pronoun(Pronoun::Other), Nature::Somebody);
    }
    if main.len() == 1
        && let Some(pronoun) = pronoun(sheet.word(main[0]))
    {
        return Who::new(Named, Reference::Pronoun(pronoun), Nature::Somebody);
    }
    let (head, tail) = head_and_tail(sheet, main);
    let head_item = &sheet.items[head];
    let nature = nature(sheet, head);
    let unnamed = all.iter().any(|&i| sheet.items[i].is(Class::UNNAMED));
    let name = name_in(sheet, main, head);
    let possessor = possessor(sheet, main, head);
    let wordy = head_item.is(Class::WORDS.with(Class::DOCUMENT).with(Class::SPEECH_NOUN).with(Class::BELIEF_NOUN));
    // "his statement", "Moroz's observations", "the official's comments": the words of whoever possesses them.
    // "The vendor's brochure", "her log": what can be looked up stands for itself, whoever has it.
    let paper = head_item.is(Class::DOCUMENT) && !listed(nouns::SAID, sheet.word(head));
    if let Some(possessor) = possessor
        && !head_item.capital
    {
        if paper && !matches!(possessor, Possessor::Name(_)) {
            return Who::new(Named, Reference::Indefinite, Nature::Document);
        }
        if wordy {
            return match possessor {
                Possessor::Pronoun(p) => Who::new(Named, Reference::Pronoun(p), Nature::Document),
                Possessor::Name(n) => Who::new(Named, Reference::Name(n), Nature::Document),
                Possessor::Noun(n) => Who::new(Named, Reference::Description(sheet.items[n].span), Nature::Document),
            };
        }
        if head_item.is(Class::BODY.with(Class::STATE)) {
            return Who::new(Collective, Reference::Indefinite, nature);
        }
        if head_item.is(Class::PLURAL) {
            let kind = if head_item.is(Class::SPOKES) { Collective } else { Vague };
            return Who::new(kind, Reference::Indefinite, nature);
        }
        if head_item.is(Class::PERSON) && name_after(sheet, whole).is_none() {
            return Who::new(Anonymous, Reference::Indefinite, nature);
        }
    }
    // "a clerk, Ada Lind", "one of them, Tom Reyes".
    // An office no list has is one all the same: "the harbour master, Elena Lind".
    // A noun that could not speak itself is somebody too where a full name follows: "a leading figure, Anna Hale".
    // So is one written with a capital: "the Managing Director, Anna Hale".
    let post = head_item.is(Class::PERSON) && !head_item.is(Class::PLURAL)
        || matches!(nature, Nature::Unknown | Nature::Abstract) && !head_item.is(Class::PLURAL);
    let post = post || head_item.capital;
    let titled = head_item.is(Class::PERSON) || sheet.items[main[0]].is(Class::DETERMINER);
    let named_after = head_item.is(Class::ALONE) || post && (!head_item.capital || titled);
    // "The Elder, Justice Hale": a title before it makes one word a name too.
    let titled = |name: &Span| sheet.within(*name).first().is_some_and(|&i| i > 0 && office(sheet, i - 1));
    let full = |name: &Span| !head_item.capital || name.of(sheet.text).contains(' ') || titled(name);
    let borne = |name: Span| if bearer(name.of(sheet.text)).body { Collective } else { Named };
    if let Some(name) = name_after(sheet, whole).filter(|name| named_after && full(name)) {
        let body = head_item.is(Class::BODY) && !head_item.is(Class::PERSON);
        let kind = if body && !bearer(name.of(sheet.text)).person { Collective } else { borne(name) };
        return Who::new(kind, Reference::Name(name), Nature::Somebody);
    }
    // "Chair of governors Mrs Anna Hale": a title opens the name where no comma does.
    if head_item.is(Class::PERSON)
        && let Some(name) = name_in_tail(sheet, &tail)
    {
        return Who::new(Named, Reference::Name(name), Nature::Somebody);
    }
    // "Anna Hale, research fellow at the institute": no article stands before it.
    let opener = &sheet.items[main[0]];
    let bare = !opener.capital && !head_item.is(Class::PLURAL) && !head_item.capital;
    let bare = bare && (!opener.is(Class::FUNCTION) || opener.is(Class::DETERMINER) && head_item.is(Class::PERSON));
    if let Some(name) = name_before(sheet, main[0]).filter(|_| bare && !unnamed) {
        return Who::new(Named, Reference::Name(name), Nature::Somebody);
    }
    // Who is kept unnamed is known to the writer, however many they are.
    if unnamed {
        return Who::new(Anonymous, Reference::Indefinite, nature);
    }
    let known = head_item.lex != Lexeme::default();
    // "Recent reports say": a word before one that can be a noun is no subject yet.
    let noun = |it: &Item| it.verb(form::S).is_some_and(|verb| verb.frame(NOUN));
    let modifies = sheet.items.get(head + 1).is_some_and(noun);
    if main.len() == 1 && modifies && head_item.capital && !proper(sheet, head) {
        return Who::new(Vague, Reference::Indefinite, Nature::Abstract);
    }
    let alone = main.len() == 1 && !plural_form(sheet.word(head)) && !modifies;
    if head_item.capital
        && !(plain && head == main[0])
        && (head != main[0]
            || !known && (alone || proper(sheet, head))
            || known && (!plain_word(sheet, head) || !opens(sheet, head) && goes_on(sheet, main, 0).is_some())
            || known && goes_on(sheet, main, 0).is_some() && !head_item.is(Class::PLURAL)
            || trade_as_name(sheet, main, head))
    {
        let name = name.unwrap_or(head_item.span);
        let kind = if collective_name(sheet, main, head) { Collective } else { borne(name) };
        let nature = if nature == Nature::Unknown { Nature::Somebody } else { nature };
        // "PRESENTER: Good evening.": a part in capitals is no name.
        let part = main.len() == 1 && letters_throughout(sheet, head) && head_item.is(Class::PERSON);
        if part && !head_item.is(Class::HE_NAME.with(Class::SHE_NAME)) {
            return Who::new(Anonymous, Reference::Indefinite, nature);
        }
        return Who::new(kind, Reference::Name(name), nature);
    }
    if head_item.is(Class::TITLE) && last != head {
        return Who::new(Named, Reference::Name(name.unwrap_or(span)), Nature::Somebody);
    }
    let determiner = sheet.word(main[0]);
    let definite = matches!(determiner, "the" | "this" | "that" | "these" | "those");
    let side = main[..main.iter().position(|&i| i == head).unwrap_or(0)].iter().any(|&i| {
        let item = &sheet.items[i];
        !(plain && i == main[0])
            && item.lists & list::PLATFORM == 0
            && !item.is(Class::DETERMINER.with(Class::TIME))
            && proper(sheet, i)
    });
    let of_name = of_name(sheet, &tail, head_item.is(Class::STATE));
    // "One of the dockers", "two of those at the table".
    let of = tail.first().is_some_and(|&tie| sheet.word(tie) == "of");
    let counts = sheet.word(head) == "one" || of && listed(nouns::COUNTS, sheet.word(head));
    if (head_item.is(Class::ALONE) || counts) && !head_item.is(Class::PERSON) && (main.len() <= 2 || of) {
        return Who::new(if counts { Anonymous } else { Vague }, Reference::Indefinite, nature);
    }
    if head_item.is(Class::DOCUMENT.with(Class::WORDS)) && !head_item.is(Class::BODY) {
        return document(sheet, (main, all), head, &tail, definite, side);
    }
    if head_item.is(Class::BODY) && !head_item.is(Class::PLURAL) {
        return body(sheet, head, all, side || of_name || placed(sheet, &tail), definite);
    }
    if head_item.is(Class::PLURAL) || plural_unknown(sheet, head) {
        let institution = listed(FORCES, sheet.word(head)) || (definite && sheet.word(head) == "authorities");
        let speaks = head_item.is(Class::SPOKES) && (side || of_name);
        let kind = if institution || speaks || (head_item.is(Class::BODY) && side) {
            Collective
        } else if told_apart(sheet, main, head, &tail) {
            Anonymous
        } else {
            Vague
        };
        let points = definite && matches!(kind, Vague | Anonymous);
        let reference = if points { Reference::Description(head_item.span) } else { Reference::Indefinite };
        return Who::new(kind, reference, nature);
    }
    if definite {
        return Who::new(Named, Reference::Description(head_item.span), nature);
    }
    let kind = if head_item.is(Class::PERSON) || nature == Nature::Unknown { Anonymous } else { Vague };
    Who::new(kind, Reference::Indefinite, nature)
}

/// `main` without words of time at its end ("the company Thursday"); nothing where it is nothing but a time ("early 2019").
fn without_time<'s>(sheet: &Sheet<'_>, main: &'s [usize]) -> &'s [usize] {
    let named = |i: usize| sheet.items[i].is(Class::HE_NAME.with(Class::SHE_NAME));
    let time = |&&i: &&usize| sheet.items[i].is(Class::TIME) && !named(i) && sheet.items[i].lists & list::PARTICLE == 0;
    if main.iter().any(|i| time(&i)) {
        let date = |&i: &usize| {
            let item = &sheet.items[i];
            time(&&i)
                || item.kind == Kind::Number
                || item.is(Class::DETERMINER.with(Class::ADVERB))
                || sheet.word(i) == "late"
        };
        if main.iter().all(date) {
            return &[];
        }
    }
    // A year alone is one too: "early 2019".
    let year = |&i: &usize| sheet.items[i].kind == Kind::Number || matches!(sheet.word(i), "early" | "late" | "mid");
    if main.len() == 2 && main.iter().all(year) {
        return &[];
    }
    let weekday = |&&i: &&usize| time(&&i) && sheet.items[i].capital;
    &main[..main.len() - main.iter().rev().take_while(weekday).count().min(main.len().saturating_sub(1))]
}

/// Whether item `i` opens a clause and is no part of a name.
fn clause_opener(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    item.is(Class::SUBORDINATOR)
        && !item.capital
        && !matches!(sheet.word(i), "who" | "which" | "whose" | "what")
        && (sheet.word(i) != "that"
            || sheet.items.get(i + 1).is_some_and(|next| next.is(Class::SUBJECT.with(Class::DETERMINER))))
}

/// Whether a name is tied to a source's head: "officials *of Norland*". Where a body stands tells whose it is only where it is a state's or
/// a side's (`anywhere`): a firm in Norland is not Norland's.
fn of_name(sheet: &Sheet<'_>, tail: &[usize], anywhere: bool) -> bool {
    let whose = anywhere || tail.first().is_some_and(|&tie| matches!(sheet.word(tie), "of" | "for" | "from"));
    let named = |&i: &usize| {
        let item = &sheet.items[i];
        item.capital && item.kind == Kind::Word && !item.is(Class::TIME)
    };
    whose && tail.iter().any(named)
}

/// The source up to its first comma, bracket, dash or relative: the rest explains.
fn main_part<'s>(sheet: &Sheet<'_>, all: &'s [usize]) -> &'s [usize] {
    let stop = all.iter().skip(1).position(|&i| {
        matches!(sheet.items[i].kind, Kind::Comma | Kind::Open | Kind::Dash)
            || (sheet.items[i].is(Class::SUBORDINATOR) && !sheet.items[i].is(Class::PREPOSITION))
    });
    &all[..stop.map_or(all.len(), |s| s + 1)]
}

/// The head noun of the main part, and what is tied to it ("a spokesman *for the ministry*").
fn head_and_tail(sheet: &Sheet<'_>, main: &[usize]) -> (usize, Vec<usize>) {
    let tie = main.iter().skip(1).position(|&i| {
        (sheet.items[i].is(Class::TIES)
            || matches!(sheet.word(i), "by" | "about" | "identified" | "describing" | "saying")
            // "Sources close to the club".
            || matches!(sheet.word(i + 1), "to" | "with")
                && sheet.items[i - 1].is(Class::SOURCE_NOUN.with(Class::VAGUE))
                && !sheet.items[i].is(Class::SOURCE_NOUN)
            || phrase::reduced(sheet, i)
            || phrase::modifies(sheet, i))
            && !sheet.items[i].capital
    });
    let cut = tie.map_or(main.len(), |t| t + 1);
    let head = main[..cut].iter().rev().copied().find(|&i| sheet.items[i].wordy()).unwrap_or(main[0]);
    let tail = &main[cut..];
    // "a number of tax experts", "74 percent of voters": those who are counted speak, not their number.
    if let [of, counted @ ..] = tail
        && sheet.word(*of) == "of"
        && QUANTITY.split_whitespace().any(|quantity| quantity == sheet.word(head))
    {
        let end = counted.iter().position(|&i| sheet.items[i].is(Class::TIES)).unwrap_or(counted.len());
        let numbered = counted[..end].iter().any(|&i| sheet.items[i].kind == Kind::Number);
        let last = counted[..end].iter().rev().copied().find(|&i| sheet.items[i].wordy());
        if let Some(last) =
            last.filter(|_| !numbered).filter(|&i| sheet.items[i].is(Class::PLURAL) || plural_unknown(sheet, i))
        {
            return (last, counted[end..].to_vec());
        }
    }
    (head, tail.to_vec())
}

/// Nouns that count or measure the noun behind their "of".
const QUANTITY: &str = "number numbers majority minority handful couple pair trio dozen dozens score scores array range host lot lots \
    bunch variety percent fraction third half quarter share proportion string series";

enum Possessor {
    Pronoun(Pronoun),
    Name(Span),
    Noun(usize),
}

fn possessor(sheet: &Sheet<'_>, main: &[usize], head: usize) -> Option<Possessor> {
    let first = *main.first()?;
    if sheet.items[first].is(Class::POSSESSIVE) && first != head {
        return pronoun(sheet.word(first)).map(Possessor::Pronoun);
    }
    let genitive = main.iter().position(|&i| {
        sheet.items[i].kind == Kind::Genitive && sheet.items[i].span.end <= sheet.items[head].span.start
    })?;
    let owner = *main[..genitive].last()?;
    if sheet.items[owner].capital && !(genitive == 1 && plain_word(sheet, owner)) {
        return Some(Possessor::Name(capital_run(sheet, &main[..genitive])?));
    }
    Some(Possessor::Noun(owner))
}

/// The pronoun a word is or possesses by.
#[must_use]
pub fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
        "it" | "its" | "itself" => Pronoun::It,
        "i" | "we" | "you" | "my" | "our" | "your" | "who" | "which" | "that" | "me" | "us" | "whose" => Pronoun::Other,
        _ => return None,
    })
}

fn nature(sheet: &Sheet<'_>, head: usize) -> Nature {
    let item = &sheet.items[head];
    let word = sheet.word(head);
    if matches!(word, "this" | "that" | "these" | "those" | "which" | "what")
        || (item.is(Class::ABSTRACT) && !item.capital)
    {
        return Nature::Abstract;
    }
    if item.is(Class::DOCUMENT.with(Class::WORDS).with(Class::SPEECH_NOUN)) && !item.capital {
        return Nature::Document;
    }
    if item.is(Class::SOURCE_NOUN.with(Class::SUBJECT).with(Class::ALONE).with(Class::VAGUE)) || item.capital {
        return Nature::Somebody;
    }
    Nature::Unknown
}

/// Whether a name is that of a state, its body, or a side.
fn collective_name(sheet: &Sheet<'_>, main: &[usize], head: usize) -> bool {
    let capitals: Vec<usize> =
        main.iter().copied().filter(|&i| sheet.items[i].capital && !sheet.items[i].is(Class::DETERMINER)).collect();
    let state = capitals.iter().any(|&i| sheet.items[i].is(Class::STATE.with(Class::SPOKES)));
    // "Military expert Vitaly Moroz": an office in lower case makes a person of it as well.
    let office = main.iter().any(|&i| sheet.items[i].is(Class::PERSON) && !sheet.items[i].is(Class::PLURAL));
    state && !office || (capitals.len() == 1 && sheet.items[head].is(Class::POWER))
}

/// Where in what is tied to a document's noun the name of its author, or of the paper it stands in, begins. What it is about, and where it
/// was written, is neither: "a report on Norland", "a letter in Norland".
fn author(sheet: &Sheet<'_>, tail: &[usize]) -> Option<usize> {
    let mut tie = "";
    for (at, &i) in tail.iter().enumerate() {
        let item = &sheet.items[i];
        if item.kind == Kind::Word
            && !item.capital
            && (item.is(Class::TIES.with(Class::PREPOSITION)) || sheet.word(i) == "by")
        {
            tie = sheet.word(i);
        }
        if !item.capital || item.kind != Kind::Word || item.is(Class::TIME.with(Class::DETERMINER)) {
            continue;
        }
        let run = || tail[at..].iter().take_while(|&&i| sheet.items[i].capital);
        let paper = || run().any(|&i| sheet.items[i].is(Class::BODY.with(Class::DOCUMENT)));
        match tie {
            "on" | "about" | "over" | "into" | "against" => return None,
            "in" | "at" | "near" | "inside" | "within" if !paper() => {}
            _ => return Some(at),
        }
    }
    None
}

fn document(
    sheet: &Sheet<'_>,
    (main, all): (&[usize], &[usize]),
    head: usize,
    tail: &[usize],
    definite: bool,
    side: bool,
) -> Who {
    use SourceKind::{Collective, Named, Vague};
    let span = sheet.items[head].span;
    // A statement is its author's word; a report, a letter, a filing can be looked up, whoever wrote it.
    let words = !sheet.items[head].is(Class::DOCUMENT) || sheet.word(head).starts_with("statement");
    if let Some(at) = author(sheet, tail) {
        // "a report by the Halden Institute", "a statement from Governor Lind".
        let name = opening_name(sheet, &tail[at..]).unwrap_or(span);
        let run: Vec<usize> = tail[at..].iter().copied().take_while(|&i| sheet.items[i].capital).collect();
        let body = collective_name(sheet, &run, tail[at]) || bearer(name.of(sheet.text)).body;
        let kind = if body && words { Collective } else { Named };
        return Who::new(kind, Reference::Name(name), Nature::Document);
    }
    let the = tail.iter().any(|&i| sheet.word(i) == "the");
    if tail.iter().any(|&i| sheet.items[i].is(Class::STATE) || the && sheet.items[i].is(Class::BODY)) {
        let kind = if words { Collective } else { Named };
        return Who::new(kind, Reference::Indefinite, Nature::Document);
    }
    if side {
        let named: Vec<usize> = main.iter().copied().filter(|&i| sheet.items[i].capital && i != main[0]).collect();
        let name = named
            .first()
            .zip(named.last())
            .map_or(span, |(&a, &b)| Span::new(sheet.items[a].span.start, sheet.items[b].span.end));
        return Who::new(Named, Reference::Name(name), Nature::Document);
    }
    if definite {
        return Who::new(Named, Reference::Description(span), Nature::Document);
    }
    let shown = listed(EXHIBITS, sheet.word(head)) && told_which(sheet, main, head);
    let kind = if !words && (shown || traced(sheet, all, head)) { Named } else { Vague };
    Who::new(kind, Reference::Indefinite, Nature::Document)
}

/// Whether what stands behind a document's noun tells how it came out, so that it can be looked up: "an audit tabled on Monday", "records
/// the Courier has seen", "a memo, dated May 3,".
fn traced(sheet: &Sheet<'_>, all: &[usize], head: usize) -> bool {
    let Some(&last) = all.last() else { return false };
    let behind = || (head + 1..=last + 1).filter(|&i| i < sheet.items.len()).take(REACH);
    // There are many studies: one is known by a name or a date.
    if listed(STUDIES, sheet.word(head)) && !behind().any(|i| sheet.items[i].capital) {
        return false;
    }
    behind().any(|i| {
        let item = &sheet.items[i];
        let comma = i > 0 && sheet.items[i - 1].kind == Kind::Comma;
        let participle = item.kind == Kind::Word && !item.capital && sheet.word(i).ends_with("ed");
        phrase::reduced(sheet, i) || comma && participle || sheet.word(i) == "which"
    })
}

/// What can be laid on a table where it is told which it is: "tracking data", "two dashboard recordings".
const EXHIBITS: &str = "recording recordings footage video videos clip clips image images imagery photograph photographs photo photos data \
    readings filing filings log logs transcript transcripts notes minutes invoice invoices receipt receipts tape tapes memo memos affidavit \
    affidavits certificate certificates scan scans map maps spreadsheet ledger ledgers cctv metadata email emails e-mail e-mails";

/// Whether words before a document's noun tell which it is: a noun, an adjective that is none of doubt or of time. How many they are tells
/// nothing.
fn told_which(sheet: &Sheet<'_>, main: &[usize], head: usize) -> bool {
    /// Adjectives that tell no more than that somebody has them.
    const NO_MORE: &str = "recent initial early first conflicting unconfirmed unverified preliminary widespread persistent credible \
        anecdotal online independent scattered local media press multiple various several new latest other further more separate similar";
    let tells = |&&i: &&usize| {
        let function = Class::FUNCTION.with(Class::INDEFINITE);
        let plain = sheet.items[i].is(function) || listed(NO_MORE, sheet.word(i)) || describes(sheet.word(i));
        sheet.items[i].kind == Kind::Word && !plain
    };
    main.iter().take_while(|&&i| i < head).any(|i| tells(&i))
}

/// Documents of which there are many like it.
const STUDIES: &str = "study studies survey surveys poll polls research findings analysis";

/// Plurals by which one body is meant.
const FORCES: &str =
    "police prosecutors gardaí gardai mounties carabinieri investigators auditors paramilitaries separatists";

/// So many words behind a noun are looked at: more than a source meant to be read has.
const REACH: usize = 30;

/// Whether a plural is of persons who are told apart from all of their kind, so that they could be found: they are counted ("two dockers"),
/// placed ("traders in Dunmore") or known by what they did ("residents who fled").
fn told_apart(sheet: &Sheet<'_>, main: &[usize], head: usize, tail: &[usize]) -> bool {
    let item = &sheet.items[head];
    let things = Class::DOCUMENT.with(Class::WORDS).with(Class::ABSTRACT);
    let before = main.iter().take_while(|&&i| i < head);
    let somebody = item.is(Class::PERSON.with(Class::PEOPLE));
    if item.is(things) && !somebody {
        return false;
    }
    let counted = before.clone().any(|&i| sheet.items[i].kind == Kind::Number || listed(nouns::COUNTS, sheet.word(i)));
    // Bodies can be found where it is told how many they are: "four brokerages".
    if counted || item.is(Class::BODY) && !somebody || listed(nouns::NOBODY, sheet.word(head)) {
        return counted;
    }
    // A relative clause right behind, whether the source's words take it in or not.
    let last = main.last().copied().unwrap_or(head);
    let clause = (last + 1..=last + 2).any(|i| matches!(sheet.word(i), "who" | "whose"));
    clause || placed(sheet, tail) || tail.first().is_some_and(|&i| phrase::reduced(sheet, i))
}

/// Whether what is tied to a noun tells where it is or whose: "in Dunmore", "at the gate", "for the ship's owners".
fn placed(sheet: &Sheet<'_>, tail: &[usize]) -> bool {
    let Some((&tie, rest)) = tail.split_first() else { return false };
    let place = matches!(sheet.word(tie), "in" | "at" | "on" | "of" | "for" | "from" | "near" | "inside" | "outside");
    let whose = sheet.word(tie) == "of";
    place && rest.iter().any(|&i| sheet.items[i].capital || sheet.word(i) == "the" && !whose)
}

/// The name that a title opens in what is tied to an office: "governors Mrs Anna Hale".
fn name_in_tail(sheet: &Sheet<'_>, tail: &[usize]) -> Option<Span> {
    let title = tail.iter().position(|&i| sheet.items[i].is(Class::TITLE) && sheet.items[i].capital)?;
    let noun = title.checked_sub(1).is_some_and(|b| !sheet.items[tail[b]].is(Class::TIES.with(Class::PREPOSITION)));
    let count = tail[title + 1..].iter().take_while(|&&i| sheet.items[i].capital).count();
    capital_run(sheet, &tail[title..=title + count]).filter(|_| noun && count > 0)
}

/// Whether a word is written in capitals throughout.
fn letters_throughout(sheet: &Sheet<'_>, i: usize) -> bool {
    let written = sheet.items[i].span.of(sheet.text);
    written.len() > 3 && !written.contains(char::is_lowercase)
}

fn body(sheet: &Sheet<'_>, head: usize, all: &[usize], named: bool, definite: bool) -> Who {
    use SourceKind::{Collective, Named, Vague};
    let item = &sheet.items[head];
    // "the Telegram channel ‘Front Line’": the name stands in quotation marks.
    // "the polling firm Brandt": it stands right behind its noun. "A firm in Brandt" is no name.
    let at = all.iter().position(|&i| i == head).unwrap_or(0);
    let beside = all.get(at + 1).copied().filter(|&i| {
        let next = &sheet.items[i];
        next.capital && next.kind == Kind::Word && !next.is(Class::TIME)
    });
    let called = all.iter().copied().find(|&i| in_quotation(sheet, i, head));
    let quoted = beside.or(called).filter(|_| !item.is(Class::STATE));
    if let Some(first) = quoted {
        let at = all.iter().position(|&i| i == first).unwrap_or(0);
        let quoted = || {
            let run = all[at..].iter().copied().take_while(|&i| sheet.items[i].wordy());
            sheet.span(first, run.last().unwrap_or(first))
        };
        let name = beside.and_then(|_| opening_name(sheet, &all[at..]));
        return Who::new(Collective, Reference::Name(name.unwrap_or_else(quoted)), Nature::Somebody);
    }
    if item.is(Class::STATE) && (definite || named) {
        return Who::new(Collective, Reference::Indefinite, Nature::Somebody);
    }
    // Headlines do without the article: "ministry says".
    let bare = all.first().is_some_and(|&i| !sheet.items[i].is(Class::DETERMINER));
    if definite || bare && !named {
        return Who::new(if named { Collective } else { Named }, Reference::Description(item.span), Nature::Somebody);
    }
    Who::new(if named { Collective } else { Vague }, Reference::Indefinite, Nature::Somebody)
}

/// Whether item `i` lies in a quotation that item `other` does not.
fn in_quotation(sheet: &Sheet<'_>, i: usize, other: usize) -> bool {
    let (a, b) = (sheet.items[i].span, sheet.items[other].span);
    let after = sheet.block.quotations.partition_point(|q| q.span.start <= a.start);
    after > 0
        && sheet.block.quotations[after - 1].inner.contains(a)
        && !sheet.block.quotations[after - 1].inner.contains(b)
}

fn plural_unknown(sheet: &Sheet<'_>, head: usize) -> bool {
    let word = sheet.word(head);
    sheet.items[head].lex == Lexeme::default() && word.len() > 4 && plural_form(word)
}

fn cue_verb(sheet: &Sheet<'_>, cue: Span) -> Option<super::lexicon::Verb> {
    sheet.within(cue).iter().rev().find_map(|&i| sheet.items[i].lex.verb)
}

fn act(sheet: &Sheet<'_>, found: &Found, verb: Option<super::lexicon::Verb>, who: &Who) -> Act {
    let Some(cue) = found.cue else { return Act::Speech };
    let items = sheet.within(cue);
    if items.iter().any(|&i| sheet.word(i) == "according") {
        return if who.nature == Nature::Document { Act::Evidence } else { Act::Speech };
    }
    match verb {
        Some(v) if v.act == Act::Speech && v.frame(SHOWS) && who.nature == Nature::Document => Act::Evidence,
        Some(v) if matches!(v.lemma, "suggest" | "confirm" | "report") && who.nature == Nature::Document => {
            Act::Evidence
        }
        Some(v) => v.act,
        None if items.iter().any(|&i| sheet.items[i].is(Class::BELIEF_NOUN)) => Act::Belief,
        None => Act::Speech,
    }
}

/// Whether it is the writer who speaks: verbs that interpret with words or things as subject ("His comments underscore ..."), and any
/// showing by what nobody could ask.
fn own_voice(verb: super::lexicon::Verb, who: &Who) -> bool {
    let interprets = matches!(
        verb.lemma,
        "underscore"
            | "underline"
            | "highlight"
            | "reflect"
            | "illustrate"
            | "exemplify"
            | "symbolise"
            | "symbolize"
            | "demonstrate"
            | "hint"
    );
    interprets && matches!(who.nature, Nature::Document | Nature::Abstract | Nature::Unknown)
        || verb.frame(SHOWS) && matches!(who.nature, Nature::Abstract | Nature::Unknown)
}
