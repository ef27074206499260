//! What kind of source and act a found attribution has, how its words point at somebody, and through whom the words came.
//!
//! Works on spans alone, whoever found them. It never decides a standing: a pronoun or a description is left for the ledger.

use super::chains;
use super::cues::plural_form;
use super::join::Joined;
use super::lexicon::{Class, form};
use super::model::Found;
use super::phrase;
use super::sheet::{Kind, Sheet};
use super::verbs::SHOWS;
use super::{Act, Attribution, Pronoun, Reference, SourceKind};
use crate::text::Span;

/// Makes an attribution of what was found.
#[must_use]
pub fn classify(sheet: &Sheet<'_>, joined: &Joined) -> Attribution {
    let found = &joined.found;
    let antecedent = found.source.and_then(|span| antecedent(sheet, span));
    // "It is feared that": the "it" is nobody.
    let found = &Found { source: found.source.filter(|&s| !expletive(sheet, s, found.cue)), ..found.clone() };
    let who = antecedent.or(found.source).map_or(Who::absent(found), |span| who(sheet, span, joined.plain));
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
    let Some(&last) = main.last() else {
        return Who::new(Named, Reference::Indefinite, Nature::Unknown);
    };
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
        if head_item.is(Class::PERSON) && name_after(sheet, all, main).is_none() {
            return Who::new(Anonymous, Reference::Indefinite, nature);
        }
    }
    // "a clerk, Ada Lind", "one of them, Tom Reyes".
    // An office no list has is one all the same: "the harbour master, Elena Lind".
    let office = head_item.is(Class::PERSON) || nature == Nature::Unknown;
    let named_after = head_item.is(Class::ALONE) || !head_item.capital && office;
    if let Some(name) = name_after(sheet, all, main).filter(|_| named_after) {
        return Who::new(Named, Reference::Name(name), Nature::Somebody);
    }
    if unnamed {
        let kind = if head_item.is(Class::PLURAL) { Vague } else { Anonymous };
        return Who::new(kind, Reference::Indefinite, nature);
    }
    if head_item.capital
        && !(plain && head == main[0])
        && (head != main[0]
            || head_item.lex == super::lexicon::Lexeme::default()
            || !plain_word(sheet, head)
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
    let side = main.iter().any(|&i| sheet.items[i].capital && i != main[0] && i != head)
        || (sheet.items[main[0]].capital
            && !plain
            && main[0] != head
            && sheet.items[main[0]].lex == super::lexicon::Lexeme::default())
        || (sheet.items[main[0]].capital && main[0] != head && sheet.items[main[0]].is(Class::POWER));
    let of_name = tail.iter().any(|&i| sheet.items[i].capital && sheet.items[i].kind == Kind::Word);
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
            || phrase::reduced(sheet, i))
            && !sheet.items[i].capital
    });
    let cut = tie.map_or(main.len(), |t| t + 1);
    // A name may hold a tie itself: "Ministry of Defence", "Bank of Norland".
    let capital = |k: usize| main.get(k).is_some_and(|&i| sheet.items[i].capital);
    let cut = if tie.is_some()
        && cut > 0
        && capital(cut - 1)
        && (capital(cut + 1) || capital(cut + 2))
        && sheet.word(main[cut]) == "of"
    {
        let body = sheet.items[main[cut - 1]].is(Class::BODY.with(Class::STATE).with(Class::PERSON));
        if body { cut } else { main.len() }
    } else {
        cut
    };
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

/// The run of capitalised words that ends `part`, titles and offices left out.
fn capital_run(sheet: &Sheet<'_>, part: &[usize]) -> Option<Span> {
    let named = |i: usize| sheet.items[i].capital || (sheet.items[i].kind == Kind::Word && particle(sheet.word(i)));
    let count = part.iter().rev().take_while(|&&i| named(i)).count();
    let mut run = &part[part.len() - count..];
    if let Some(office) = run.iter().rposition(|&i| {
        sheet.items[i].is(Class::PERSON.with(Class::TITLE)) && !sheet.items[i].is(Class::HE_NAME.with(Class::SHE_NAME))
    }) && office + 1 < run.len()
    {
        run = &run[office + 1..];
    }
    while run.len() > 1 && (plain_word(sheet, run[0]) || particle(sheet.word(run[0])) && !sheet.items[run[0]].capital) {
        run = &run[1..];
    }
    let (&a, &b) = (run.first()?, run.last()?);
    Some(Span::new(sheet.items[a].span.start, sheet.items[b].span.end))
}

/// Small words inside names.
#[must_use]
pub fn particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "van"
            | "von"
            | "der"
            | "den"
            | "al"
            | "bin"
            | "ibn"
            | "la"
            | "le"
            | "du"
            | "da"
            | "dos"
            | "di"
            | "el"
            | "ter"
            | "ten"
    )
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
    // "Ministry of Fisheries": a body's name goes on over its ties.
    let body = sheet.items[head].is(Class::BODY.with(Class::STATE));
    let tail = main[at + 1..].iter().take_while(|&&i| {
        let item = &sheet.items[i];
        item.capital || item.is(Class::TIES.with(Class::DETERMINER).with(Class::CONJUNCTION))
    });
    let last = tail.filter(|&&i| sheet.items[i].capital).last().filter(|_| body);
    Some(last.map_or(name, |&i| Span::new(name.start, sheet.items[i].span.end)))
}

/// A name that an apposition adds: "the military expert, Andrei Moroz,".
fn name_after(sheet: &Sheet<'_>, all: &[usize], main: &[usize]) -> Option<Span> {
    let rest = all.get(main.len()..)?;
    if sheet.items[*rest.first()?].kind != Kind::Comma {
        return None;
    }
    let run: Vec<usize> =
        rest[1..].iter().copied().take_while(|&i| sheet.items[i].capital || particle(sheet.word(i))).collect();
    if run.is_empty() || sheet.items[run[0]].is(Class::DETERMINER) { None } else { capital_run(sheet, &run) }
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

fn document(sheet: &Sheet<'_>, main: &[usize], head: usize, tail: &[usize], definite: bool, side: bool) -> Who {
    use SourceKind::{Collective, Named, Vague};
    let span = sheet.items[head].span;
    let plural = plural_form(sheet.word(head));
    let capitals: Vec<usize> =
        tail.iter().copied().filter(|&i| sheet.items[i].capital && sheet.items[i].kind == Kind::Word).collect();
    if let Some(&first) = capitals.first() {
        // "a report by the Halden Institute", "a statement from Governor Lind".
        let run: Vec<usize> =
            tail.iter().copied().skip_while(|&i| i != first).take_while(|&i| sheet.items[i].capital).collect();
        let name = capital_run(sheet, &run).unwrap_or(span);
        let kind = if collective_name(sheet, &run, first) { Collective } else { Named };
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
    let quoted = all
        .iter()
        .copied()
        .find(|&i| i > head && sheet.items[i].capital || in_quotation(sheet, i, head))
        .filter(|_| !item.is(Class::STATE));
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
