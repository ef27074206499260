//! What kind of source and act a found attribution has, how its words point at somebody, and through whom the words came.
//!
//! Works on spans alone, whoever found them. It never decides a standing: a pronoun or a description is left for the ledger.

use super::chains;
use super::cues::plural_form;
use super::join::Joined;
use super::lexicon::{Class, form, list};
use super::model::Found;
use super::phrase;
use super::proper::{opens, particle, proper};
use super::sheet::{Item, Kind, Sheet};
use super::verbs::{NOUN, SHOWS};
use super::{Act, Attribution, Pronoun, Reference, SourceKind};
use crate::gazetteer::{self, Word};
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
    if let Some(possessor) = possessor
        && !head_item.capital
    {
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
        if head_item.is(Class::PERSON) && name_after(sheet, last).is_none() {
            return Who::new(Anonymous, Reference::Indefinite, nature);
        }
    }
    // "a clerk, Ada Lind", "one of them, Tom Reyes".
    // An office no list has is one all the same: "the harbour master, Elena Lind".
    // A noun that could not speak itself is somebody too where a full name follows: "a leading figure, Anna Hale".
    // So is one written with a capital: "the Managing Director, Anna Hale".
    let office = head_item.is(Class::PERSON) && !head_item.is(Class::PLURAL)
        || matches!(nature, Nature::Unknown | Nature::Abstract) && !head_item.is(Class::PLURAL);
    let office = office || head_item.capital;
    let titled = head_item.is(Class::PERSON) || sheet.items[main[0]].is(Class::DETERMINER);
    let named_after = head_item.is(Class::ALONE) || office && (!head_item.capital || titled);
    let full = |name: &Span| !head_item.capital || name.of(sheet.text).contains(' ');
    if let Some(name) = name_after(sheet, last).filter(|name| named_after && full(name)) {
        return Who::new(Named, Reference::Name(name), Nature::Somebody);
    }
    // "Anna Hale, research fellow at the institute": no article stands before it.
    let opener = &sheet.items[main[0]];
    let bare = !opener.capital && !opener.is(Class::FUNCTION) && !head_item.is(Class::PLURAL) && !head_item.capital;
    if let Some(name) = name_before(sheet, main[0]).filter(|_| bare && !unnamed) {
        return Who::new(Named, Reference::Name(name), Nature::Somebody);
    }
    if unnamed {
        let kind = if head_item.is(Class::PLURAL) { Vague } else { Anonymous };
        return Who::new(kind, Reference::Indefinite, nature);
    }
    let known = head_item.lex != super::lexicon::Lexeme::default();
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
        let kind = if collective_name(sheet, main, head) { Collective } else { Named };
        let nature = if nature == Nature::Unknown { Nature::Somebody } else { nature };
        return Who::new(kind, Reference::Name(name.unwrap_or(head_item.span)), nature);
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
    let of_name = of_name(sheet, &tail, head_item.is(Class::STATE.with(Class::SPOKES)));
    if head_item.is(Class::ALONE) && !head_item.is(Class::PERSON) && main.len() <= 2 {
        let kind = if sheet.word(head) == "one" { Anonymous } else { Vague };
        return Who::new(kind, Reference::Indefinite, nature);
    }
    if head_item.is(Class::DOCUMENT.with(Class::WORDS)) && !head_item.is(Class::BODY) {
        return document(sheet, main, head, &tail, definite, side);
    }
    if head_item.is(Class::BODY) && !head_item.is(Class::PLURAL) {
        return body(sheet, main, head, all, side || of_name, definite);
    }
    if head_item.is(Class::PLURAL) || plural_unknown(sheet, head) {
        let institution =
            matches!(sheet.word(head), "police" | "prosecutors") || (definite && sheet.word(head) == "authorities");
        let speaks = head_item.is(Class::SPOKES) && (side || of_name);
        let kind = if institution || speaks || (head_item.is(Class::BODY) && side) { Collective } else { Vague };
        let reference =
            if definite && kind == Vague { Reference::Description(head_item.span) } else { Reference::Indefinite };
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

/// The full name before a bare office that explains it: "Anna Hale, head of the board", where only the office was found.
fn name_before(sheet: &Sheet<'_>, first: usize) -> Option<Span> {
    let run = sheet.run_of(first)?;
    let comma = first.checked_sub(1).filter(|&c| c > run.start + 1 && sheet.items[c].kind == Kind::Comma)?;
    let named = |&i: &usize| {
        let item = &sheet.items[i];
        item.kind == Kind::Word && (item.capital || particle(sheet.word(i)))
    };
    let count = (run.start..comma).rev().take_while(named).count();
    let part: Vec<usize> = (comma - count..comma).collect();
    let name = capital_run(sheet, &part).filter(|_| count > 1)?;
    // "On Tuesday in New Orrin, officials": a place after a preposition is no name of theirs.
    let before = (comma - count).checked_sub(1).filter(|&b| b >= run.start);
    let tied = before.is_some_and(|b| sheet.items[b].is(Class::PREPOSITION.with(Class::TIES)));
    name.of(sheet.text).contains(' ').then_some(name).filter(|_| !tied)
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

/// Whether a noun for one person stands alone with a capital and no article in a whole sentence, and so is somebody's name ("Baker
/// said", "Dean, a doctor, said"). Headlines do without articles.
fn trade_as_name(sheet: &Sheet<'_>, main: &[usize], head: usize) -> bool {
    let item = &sheet.items[head];
    let many = Class::PLURAL.with(Class::PEOPLE).with(Class::BODY).with(Class::VAGUE).with(Class::UNNAMED);
    let whole = || {
        let sentence = sheet.sentence(item.span.start).map(|sentence| sentence.span.of(sheet.text).trim_end());
        sentence.is_some_and(|words| words.ends_with(['.', '!', '?', '"', '”', '’', '\'']))
    };
    main.len() == 1 && item.is(Class::PERSON) && !item.is(many) && whole()
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

/// Whether item `i` is an office or a title that is left out of its bearer's name. One that stays is none: "Lord Hale".
pub fn office(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    item.is(Class::PERSON.with(Class::TITLE))
        && !item.is(Class::HE_NAME.with(Class::SHE_NAME).with(Class::PLURAL))
        && item.lists & list::STYLE == 0
}

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

/// The run of capitalised words that ends `part`, titles and offices left out.
fn capital_run(sheet: &Sheet<'_>, part: &[usize]) -> Option<Span> {
    // "Save the Bees": the article stands inside the name.
    let inside = |i: usize| {
        sheet.word(i) == "the" && i > 0 && sheet.items[i - 1].capital && sheet.items[i - 1].lists & list::RALLIES != 0
    };
    let named = |i: usize| {
        sheet.items[i].capital || (sheet.items[i].kind == Kind::Word && particle(sheet.word(i))) || inside(i)
    };
    let count = part.iter().rev().take_while(|&&i| named(i)).count();
    let mut run = &part[part.len() - count..];
    if let Some(office) = run.iter().rposition(|&i| office(sheet, i))
        && office + 1 < run.len()
    {
        run = &run[office + 1..];
    }
    let rallies = |i: usize| sheet.items[i].lists & list::RALLIES != 0;
    while run.len() > 1
        && !rallies(run[0])
        && (sheet.items[run[0]].is(Class::DETERMINER)
            || opens(sheet, run[0]) && plain_word(sheet, run[0])
            || particle(sheet.word(run[0])) && !sheet.items[run[0]].capital)
    {
        run = &run[1..];
    }
    let (&a, &b) = (run.first()?, run.last()?);
    Some(Span::new(sheet.items[a].span.start, sheet.items[b].span.end))
}

/// Whether a word that has a capital may have it only because it opens a sentence.
#[must_use]
pub fn plain_word(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    item.is(Class::FUNCTION.with(Class::VAGUE).with(Class::SOURCE_NOUN).with(Class::ABSTRACT))
        && !item.is(Class::POWER.with(Class::HE_NAME).with(Class::SHE_NAME))
        && !matches!(
            sheet.word(i),
            "kremlin" | "pentagon" | "nato" | "eu" | "un" | "unesco" | "unicef" | "interpol" | "iaea" | "osce"
        )
}

/// The name in the main part: the capitalised run that ends with its head, or the one in quotation marks or after a lower-case office.
fn name_in(sheet: &Sheet<'_>, main: &[usize], head: usize) -> Option<Span> {
    let at = main.iter().position(|&i| i == head)?;
    if !sheet.items[head].capital {
        return None;
    }
    let name = capital_run(sheet, &main[..=at])?;
    Some(Span::new(name.start, goes_on(sheet, main, at).unwrap_or(name.end)))
}

/// Where a name whose last word before a tie is `main[at]` ends, if it goes on over the tie: "Ministry of Fisheries", "Transport for
/// Tarn", "Archbishop of Orrin". A person's does not: "Anna Hale of Orrin".
fn goes_on(sheet: &Sheet<'_>, main: &[usize], at: usize) -> Option<usize> {
    let head = &sheet.items[main[at]];
    let tie = *main.get(at + 1)?;
    let own = |&&i: &&usize| sheet.items[i].capital && !sheet.items[i].is(Class::DETERMINER);
    let capitals = main[..=at].iter().rev().take_while(own).count();
    let kinds = || gazetteer::kinds_of_word(sheet.word(main[at]));
    let body = head.is(Class::BODY.with(Class::STATE).with(Class::DOCUMENT));
    let office = capitals == 1 && head.is(Class::PERSON) && !head.is(Class::PLURAL) && sheet.word(tie) == "of";
    // People are "of" and "from" somewhere; what is "for" something is a body.
    let noun = capitals == 1
        && (!head.is(Class::PLURAL) || !opens(sheet, main[at]))
        && (kinds().any(Word::ORDINARY)
            || head.lists & list::RALLIES != 0
            || sheet.word(tie) == "for" && !kinds().any(Word::GIVEN.with(Word::SURNAME)));
    let ties = matches!(sheet.word(tie), "of" | "for" | "on" | "against" | "to") || body && sheet.word(tie) == "and";
    if !(body || office || noun) || !ties {
        return None;
    }
    let inside = |i: usize| {
        let item = &sheet.items[i];
        item.capital || matches!(sheet.word(i), "of" | "for" | "and" | "the" | "on" | "against" | "to")
    };
    let last = main[at + 1..].iter().take_while(|&&i| inside(i)).filter(|&&i| sheet.items[i].capital).last()?;
    Some(sheet.items[*last].span.end)
}

/// The name that opens `part` with a capital, as far as it goes.
fn opening_name(sheet: &Sheet<'_>, part: &[usize]) -> Option<Span> {
    let count = part
        .iter()
        .take_while(|&&i| sheet.items[i].capital || sheet.items[i].kind == Kind::Word && particle(sheet.word(i)))
        .count();
    let name = capital_run(sheet, &part[..count])?;
    Some(Span::new(name.start, goes_on(sheet, part, count.checked_sub(1)?).unwrap_or(name.end)))
}

/// The name that tells who a source is behind it, whether its words take it in or not: "the expert, Andrei Moroz,", "its chair, former
/// referee Rex Hale, said", "a man called Frank". `last` is the last item of the words up to there.
fn name_after(sheet: &Sheet<'_>, last: usize) -> Option<Span> {
    /// Words of an office between the comma and the name.
    const OFFICE: usize = 3;
    let run = sheet.run_of(last)?;
    let word = |i: usize| i < run.end && sheet.items[i].kind == Kind::Word;
    let capital =
        |i: usize| word(i) && sheet.items[i].capital && !sheet.items[i].is(Class::DETERMINER.with(Class::TIME));
    let small = |i: usize| word(i) && particle(sheet.word(i));
    let name = |from: usize| {
        let part: Vec<usize> =
            (from..run.end).take_while(|&i| capital(i) || small(i) && (capital(i + 1) || small(i + 1))).collect();
        (capital_run(sheet, &part), part.len())
    };
    if last + 1 < run.end && matches!(sheet.word(last + 1), "named" | "called") {
        return name(last + 2).0;
    }
    if last + 1 >= run.end || sheet.items[last + 1].kind != Kind::Comma {
        return None;
    }
    let plain = |&i: &usize| {
        let item = &sheet.items[i];
        word(i) && !item.capital && item.lex.verb.is_none() && !item.is(Class::FUNCTION.with(Class::AUXILIARY))
    };
    let office = (last + 2..run.end).take(OFFICE).take_while(plain).count();
    let from = last + 2 + office;
    let (name, words) = name(from);
    let end = from + words;
    // Nothing but a mark may follow, so that no other clause's subject is taken for the name.
    let home = end + 1 < run.end && matches!(sheet.word(end), "of" | "for" | "from") && capital(end + 1);
    let closes = end >= run.end || home || !matches!(sheet.items[end].kind, Kind::Word | Kind::Number | Kind::Genitive);
    name.filter(|_| closes)
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

fn document(sheet: &Sheet<'_>, main: &[usize], head: usize, tail: &[usize], definite: bool, side: bool) -> Who {
    use SourceKind::{Collective, Named, Vague};
    let span = sheet.items[head].span;
    let plural = plural_form(sheet.word(head));
    if let Some(at) = author(sheet, tail) {
        // "a report by the Halden Institute", "a statement from Governor Lind".
        let name = opening_name(sheet, &tail[at..]).unwrap_or(span);
        let run: Vec<usize> = tail[at..].iter().copied().take_while(|&i| sheet.items[i].capital).collect();
        let kind = if collective_name(sheet, &run, tail[at]) { Collective } else { Named };
        return Who::new(kind, Reference::Name(name), Nature::Document);
    }
    let the = tail.iter().any(|&i| sheet.word(i) == "the");
    if tail.iter().any(|&i| sheet.items[i].is(Class::STATE) || the && sheet.items[i].is(Class::BODY)) {
        return Who::new(Collective, Reference::Indefinite, Nature::Document);
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
        return Who::new(if plural { Vague } else { Named }, Reference::Description(span), Nature::Document);
    }
    Who::new(Vague, Reference::Indefinite, Nature::Document)
}

fn body(sheet: &Sheet<'_>, main: &[usize], head: usize, all: &[usize], named: bool, definite: bool) -> Who {
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
        let run: Vec<usize> =
            all.iter().copied().skip_while(|&i| i != first).take_while(|&i| sheet.items[i].wordy()).collect();
        let end = run.last().copied().unwrap_or(first);
        return Who::new(
            Named,
            Reference::Name(Span::new(sheet.items[first].span.start, sheet.items[end].span.end)),
            Nature::Somebody,
        );
    }
    if item.is(Class::STATE) && (definite || named) {
        return Who::new(Collective, Reference::Indefinite, Nature::Somebody);
    }
    if definite {
        return Who::new(if named { Collective } else { Named }, Reference::Description(item.span), Nature::Somebody);
    }
    let _ = main;
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
    sheet.items[head].lex == super::lexicon::Lexeme::default() && word.len() > 4 && plural_form(word)
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
