//! Where a noun phrase starts and ends, told from the small words around it.
//!
//! No parser: a phrase is walked word by word until a word or mark that cannot belong to it. Good enough for subjects and agents of
//! attributing verbs, which is all it is asked for. Indices are into [`Sheet::items`], ranges include both ends.

use super::lexicon::{Class, form, list, listed};
use super::sheet::{Item, Kind, Run, Sheet, finite};
use super::verbs::PLAIN;

/// A phrase: its first and last item.
pub type Phrase = (usize, usize);

/// No phrase is walked farther than this many items, so that hostile text costs no more than other text.
const REACH: usize = 40;

/// What a phrase can stand for as a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// A person, a body, a document, a name, or a word that stands for one.
    Source,
    /// A thing nobody could ask: an event, a trend.
    Abstract,
    /// Not known.
    Unknown,
}

fn noun_like(item: &Item) -> bool {
    match item.kind {
        Kind::Word => {
            item.capital
                || item.is(Class::SOURCE_NOUN.with(Class::VAGUE).with(Class::ABSTRACT).with(Class::ALONE))
                || !item.is(Class::BREAKS
                    .with(Class::PREPOSITION)
                    .with(Class::DETERMINER)
                    .with(Class::ADVERB)
                    .with(Class::SUBJECT)
                    .with(Class::OBJECT_PRONOUN))
        }
        Kind::Number | Kind::Close => true,
        _ => false,
    }
}

/// The phrase that ends with item `end`, not reaching before `floor`.
#[must_use]
pub fn left(sheet: &Sheet<'_>, floor: usize, end: usize) -> Option<Phrase> {
    let items = &sheet.items;
    let last = items.get(end)?;
    if matches!(last.kind, Kind::Quote(_)) {
        // A title or handle in quotation marks belongs to the noun before it: "the channel ‘Front Line’".
        let before = end.checked_sub(1).filter(|&b| b >= floor && noun_like(&items[b]))?;
        return left(sheet, floor, before).map(|(start, _)| (start, end));
    }
    // "The president himself": the reflexive stresses who it is.
    if reflexive(sheet.word(end)) && end > floor && (noun_like(&items[end - 1]) || items[end - 1].is(Class::SUBJECT)) {
        return left(sheet, floor, end - 1).map(|(start, _)| (start, end));
    }
    // "Trains for All": the last word of a name stands for nobody by itself.
    let named =
        last.capital && end > floor && items[end - 1].is(Class::TIES) && end > floor + 1 && items[end - 2].capital;
    if last.is(Class::SUBJECT.with(Class::OBJECT_PRONOUN)) || last.is(Class::ALONE) && !last.is(Class::PERSON) && !named
    {
        let determined = end > floor && items[end - 1].is(Class::DETERMINER);
        return Some((if determined { end - 1 } else { end }, end));
    }
    if !noun_like(last) && last.kind != Kind::Genitive && !last.is(Class::DETERMINER) {
        return None;
    }
    let lowest = floor.max(end.saturating_sub(REACH));
    let mut start = end + 1;
    let mut i = end;
    loop {
        let item = &items[i];
        let taken = match item.kind {
            Kind::Close => {
                let open = (lowest..i).rev().find(|&o| items[o].kind == Kind::Open)?;
                start = open;
                i = open;
                true
            }
            Kind::Genitive | Kind::Number => true,
            Kind::Quote(_) => !sheet.long_quote(i),
            Kind::Word => word_belongs(sheet, lowest, i, end),
            _ => false,
        };
        if !taken {
            break;
        }
        start = start.min(i);
        let opener = items[i].is(Class::DETERMINER) && !items[i].capital_inside(sheet, i);
        if opener && !tied(sheet, lowest, i) {
            let Some(host) = modified(sheet, lowest, i) else { break };
            i = host;
            continue;
        }
        if i == lowest {
            break;
        }
        i -= 1;
    }
    // A phrase does not start with what only ties it to something before.
    while start < end && items[start].is(Class::TIES.with(Class::CONJUNCTION)) && !items[start].capital {
        start += 1;
    }
    (start <= end).then_some((start, end))
}

/// Whether a word, in lower case, only stresses who it stands beside.
#[must_use]
pub fn reflexive(word: &str) -> bool {
    matches!(word, "himself" | "herself" | "itself" | "themselves")
}

/// Before the determiner at `i`, the noun that what begins there belongs to: "the judge *hearing the* case", "the driver *who hit a*
/// cyclist", "*Save the* Bees".
fn modified(sheet: &Sheet<'_>, lowest: usize, i: usize) -> Option<usize> {
    /// A relative clause reaches back so many words to its pronoun; beyond that another clause is likelier.
    const RELATIVE: usize = 6;
    let items = &sheet.items;
    let host = |j: usize| items[j].kind == Kind::Word && noun_like(&items[j]) && !finite(sheet, j);
    let before = i.checked_sub(1).filter(|&b| b >= lowest)?;
    let names = items[before].lists & list::RALLIES != 0 || items[before].is(Class::PREPOSITION) && before > lowest;
    if items[before].capital && names && items.get(i + 1).is_some_and(|it| it.capital) {
        return Some(before);
    }
    if before > lowest && modifies(sheet, before) {
        return Some(before - 1);
    }
    let from = before.saturating_sub(RELATIVE).max(lowest + 1);
    let relative = (from..=before).rev().take_while(|&j| items[j].wordy()).find(|&j| sheet.word(j) == "who")?;
    // A verb has to stand between the pronoun and the determiner, and nobody speaks inside the clause.
    let speaks = (relative + 1..i).any(|j| items[j].verb(form::PAST | form::S).is_some_and(|v| v.frame(PLAIN)));
    (relative < before && host(relative - 1) && !speaks).then_some(relative - 1)
}

/// Whether item `i` is an "-ing" that tells what the person before it does: "the judge *hearing* the case".
#[must_use]
pub fn modifies(sheet: &Sheet<'_>, i: usize) -> bool {
    let items = &sheet.items;
    let Some(host) = i.checked_sub(1).map(|b| &items[b]) else { return false };
    let Some(next) = items.get(i + 1) else { return false };
    let word = sheet.word(i);
    let says = items[i].lex.verb.is_some_and(|verb| verb.frame(PLAIN));
    word.len() > 4
        && word.ends_with("ing")
        && !items[i].capital
        && !says
        && host.kind == Kind::Word
        && host.is(Class::PERSON.with(Class::PEOPLE))
        && next.is(Class::DETERMINER.with(Class::POSSESSIVE).with(Class::PREPOSITION))
}

/// Whether the determiner at `i` follows a noun and a tie: "the head *of the* council", "a study released *by the* institute".
fn tied(sheet: &Sheet<'_>, lowest: usize, i: usize) -> bool {
    if i < lowest + 2 {
        return false;
    }
    let tie = sheet.items[i - 1].is(Class::TIES) && noun_like(&sheet.items[i - 2]) && !finite(sheet, i - 2);
    tie || i >= lowest + 3 && sheet.word(i - 1) == "by" && reduced(sheet, i - 2)
}

/// Participles without "-ed" that are no past tense.
const PARTICIPLES: &str =
    "given taken drawn written shown known seen broken driven hidden stolen thrown worn torn chosen spoken sent";

/// Whether item `i` opens a relative clause of which only the participle is left: "a study *released* by a group", "figures *compiled*
/// last year".
#[must_use]
pub fn reduced(sheet: &Sheet<'_>, i: usize) -> bool {
    let items = &sheet.items;
    let Some(before) = i.checked_sub(1).map(|b| &items[b]) else { return false };
    let Some(next) = items.get(i + 1) else { return false };
    let participle = items[i].verb(form::PARTICIPLE).is_some()
        || finite(sheet, i) && sheet.word(i).ends_with("ed")
        || listed(PARTICIPLES, sheet.word(i));
    let by = sheet.word(i + 1) == "by";
    let joined = by && i > 1 && sheet.word(i - 1) == "and" && noun_like(&items[i - 2]);
    participle
        && (noun_like(before) || joined)
        && (by || next.is(Class::PREPOSITION.with(Class::TIES).with(Class::TIME)))
}

fn word_belongs(sheet: &Sheet<'_>, lowest: usize, i: usize, end: usize) -> bool {
    let items = &sheet.items;
    let item = &items[i];
    // "a study released by the institute": the agent's tie and the participle before it are the study's.
    if i < end && sheet.word(i) == "by" && i > lowest + 1 && reduced(sheet, i - 1)
        || i + 1 < end && sheet.word(i + 1) == "by" && i > lowest && reduced(sheet, i)
    {
        return true;
    }
    if sheet.word(i) == "that" && i > lowest && i < end {
        return false;
    }
    if item.capital && i > lowest && !item.is(Class::SUBORDINATOR.with(Class::PREPOSITION).with(Class::AUXILIARY)) {
        return true;
    }
    // "Nurses Without Walls", "Coasts Without a Wall".
    let inside = item.capital && item.is(Class::PREPOSITION) && i > lowest && i < end && items[i - 1].capital;
    if inside && (items[i + 1].capital || items[i + 1].is(Class::DETERMINER)) {
        return true;
    }
    if item.is(Class::CONJUNCTION) {
        let named = |j: usize| items.get(j).is_some_and(|n| n.capital || n.is(Class::SOURCE_NOUN));
        let pair = i > lowest && i < end && sheet.word(i) == "and";
        return pair && (named(i - 1) && named(i + 1) || sheet.word(i + 2) == "by" && reduced(sheet, i + 1));
    }
    if item.is(Class::TIES) {
        return i > lowest
            && i < end
            && noun_like(&items[i - 1])
            && !finite(sheet, i - 1)
            && !items[i - 1].is(Class::TIME);
    }
    if item.is(Class::BREAKS.with(Class::SUBJECT).with(Class::PREPOSITION)) && !item.is(Class::DETERMINER) {
        return item.is(Class::SUBJECT) && i == end;
    }
    if item.is(Class::ADVERB) && i == end {
        return false;
    }
    let participle = finite(sheet, i) && !item.is(Class::SOURCE_NOUN);
    // "a retired officer", "of newly filed reports": a word in -ed after a determiner or a preposition is an adjective.
    !participle || i > lowest && items[i - 1].is(Class::DETERMINER) || after_a_tie(sheet, lowest, i)
}

/// Whether nothing but an adverb stands between item `i` and a preposition before it, where no finite verb can stand.
fn after_a_tie(sheet: &Sheet<'_>, lowest: usize, i: usize) -> bool {
    let adverb = i > lowest && sheet.items[i - 1].kind == Kind::Word && sheet.word(i - 1).ends_with("ly");
    let before = i - usize::from(adverb);
    before > lowest && sheet.items[before - 1].is(Class::TIES) && sheet.word(before - 1) != "to"
}

impl Item {
    /// Whether a capitalised determiner stands inside a sentence, as part of a name ("The Hague").
    fn capital_inside(&self, sheet: &Sheet<'_>, i: usize) -> bool {
        self.capital && i > 0 && sheet.items[i - 1].wordy() && sheet.items[i - 1].first == self.first
    }
}

/// The phrase that starts with item `start`, not reaching `ceiling`.
#[must_use]
pub fn right(sheet: &Sheet<'_>, start: usize, ceiling: usize) -> Option<Phrase> {
    let items = &sheet.items;
    let first = items.get(start).filter(|_| start < ceiling)?;
    if first.is(Class::SUBJECT.with(Class::OBJECT_PRONOUN)) && !first.is(Class::DETERMINER) {
        return Some((start, start));
    }
    let top = ceiling.min(start + REACH);
    let mut end = None;
    let mut i = start;
    while i < top {
        let item = &items[i];
        match item.kind {
            Kind::Number | Kind::Genitive => {}
            Kind::Quote(_) if !sheet.long_quote(i) => {}
            Kind::Open => match (i..top).find(|&c| items[c].kind == Kind::Close) {
                Some(close) => i = close,
                None => break,
            },
            Kind::Word => {
                let joins = sheet.word(i) == "and"
                    && i > start
                    && i + 1 < top
                    && (items[i + 1].capital || items[i + 1].is(Class::SOURCE_NOUN));
                let of_words =
                    sheet.word(i) == "by" && i > start && items[i - 1].is(Class::DOCUMENT.with(Class::WORDS));
                let ties = (item.is(Class::TIES) || of_words)
                    && i > start
                    && i + 1 < top
                    && !items[i + 1].is(Class::TIME)
                    && (items[i + 1].wordy() || matches!(items[i + 1].kind, Kind::Quote(_)));
                let stops = item
                    .is(Class::BREAKS.with(Class::PREPOSITION).with(Class::SUBJECT).with(Class::OBJECT_PRONOUN))
                    && !item.is(Class::DETERMINER)
                    && !(item.capital && i > start && items[i - 1].capital);
                let stops = stops || i > start && sheet.word(i) == "that";
                let verb = i > start && finite(sheet, i) && !item.capital && !items[i - 1].is(Class::DETERMINER);
                let time = i > start && item.is(Class::TIME);
                let adverb = item.is(Class::ADVERB) && i > start;
                if !(joins || ties) && (stops || verb || time || adverb) {
                    break;
                }
                if item.verb(form::ING).is_some() && i > start && !item.capital {
                    break;
                }
            }
            _ => break,
        }
        if items[i].kind != Kind::Word || !items[i].is(Class::TIES.with(Class::CONJUNCTION).with(Class::PREPOSITION)) {
            end = Some(i);
        }
        i += 1;
    }
    end.map(|e| (start, e))
}

/// `phrase` and the full name that an apposition adds to it: "its chairwoman, Ada Lind". Nothing but a mark or the end may follow, so that
/// no other clause's subject is taken for one.
#[must_use]
pub fn with_name(sheet: &Sheet<'_>, phrase: Phrase, ceiling: usize) -> Phrase {
    let office = &sheet.items[head(sheet, phrase)];
    let comma = phrase.1 + 1;
    if !office.is(Class::PERSON) || office.capital || comma >= ceiling || sheet.items[comma].kind != Kind::Comma {
        return phrase;
    }
    let named = |&i: &usize| {
        let item = &sheet.items[i];
        item.kind == Kind::Word && item.capital && !item.is(Class::DETERMINER.with(Class::TIME))
    };
    let words = (comma + 1..ceiling).take(5).take_while(named).count();
    let next = comma + 1 + words;
    let closes =
        next >= ceiling || matches!(sheet.items[next].kind, Kind::Comma | Kind::Stop | Kind::Quote(_) | Kind::Dash);
    // A given name alone is enough where the sentence ends with it: "by her son, Martin."
    let one = words == 1 && (next >= ceiling || sheet.items[next].kind == Kind::Stop) && !office.is(Class::PLURAL);
    if (2..=4).contains(&words) && closes || one { (phrase.0, next - 1) } else { phrase }
}

/// The subject that ends just before item `verb_group`: past an apposition, a relative clause or a bracket between commas.
#[must_use]
pub fn subject(sheet: &Sheet<'_>, run: Run, verb_group: usize) -> Option<Phrase> {
    let items = &sheet.items;
    let before = verb_group.checked_sub(1).filter(|&b| b >= run.start)?;
    let mark = if sheet.comma(before) && !sheet.long_quote(before) { Kind::Comma } else { items[before].kind };
    match mark {
        Kind::Comma | Kind::Dash => {
            let lowest = run.start.max(before.saturating_sub(REACH));
            let mut at = before;
            while let Some(comma) = (lowest..at).rev().find(|&c| items[c].kind == mark) {
                let host = comma.checked_sub(1).filter(|&h| h >= run.start);
                if let Some(host) = host
                    && heads(&items[host])
                    && !between_is_adverbial(sheet, comma + 1, before)
                    && !items[comma + 1].is(Class::CONJUNCTION)
                {
                    let (start, _) = left(sheet, run.start, host)?;
                    let end = if items[before].kind == mark { before - 1 } else { before };
                    return Some((start, end));
                }
                if let Some(host) = host
                    && heads(&items[host])
                    && between_is_adverbial(sheet, comma + 1, before)
                    && (items[host].is(Class::SUBJECT) || items[host].is(Class::ALONE))
                {
                    return left(sheet, run.start, host);
                }
                at = comma;
            }
            // "Dan Hale of Norton, told the paper": a comma too many after a name that opens the sentence.
            let bare =
                before.checked_sub(1).filter(|_| mark == Kind::Comma).and_then(|end| left(sheet, run.start, end));
            bare.filter(|&(start, end)| start == run.start && end > start && full_name(sheet, start))
        }
        _ => left(sheet, run.start, before).map(|phrase| with_host(sheet, run, phrase)),
    }
}

/// Whether two words with capitals stand at `start` that nothing but a name accounts for.
fn full_name(sheet: &Sheet<'_>, start: usize) -> bool {
    let named =
        |i: usize| sheet.items.get(i).is_some_and(|it| it.kind == Kind::Word && it.capital && !it.is(Class::FUNCTION));
    named(start) && named(start + 1)
}

/// "Dan Hale, head of Norline said": an apposition that no comma closes belongs to the name before it.
fn with_host(sheet: &Sheet<'_>, run: Run, phrase: Phrase) -> Phrase {
    let (start, end) = phrase;
    let office = &sheet.items[start];
    let bare = office.is(Class::PERSON) && !office.is(Class::PLURAL) && !office.capital;
    let tied = sheet.items.get(start + 1).is_some_and(|it| it.is(Class::TIES));
    if !bare || !tied || start < run.start + 3 || sheet.items[start - 1].kind != Kind::Comma {
        return phrase;
    }
    let host = left(sheet, run.start, start - 2);
    host.filter(|&(first, _)| first == run.start && full_name(sheet, first)).map_or(phrase, |(first, _)| (first, end))
}

/// Whether an item can be the last word of what an apposition explains.
fn heads(item: &Item) -> bool {
    item.capital && item.kind == Kind::Word
        || item.kind == Kind::Close
        || item.is(Class::SOURCE_NOUN.with(Class::ALONE).with(Class::VAGUE))
        || item.is(Class::SUBJECT)
}

/// Whether what stands between two commas is one adverb ("however").
fn between_is_adverbial(sheet: &Sheet<'_>, start: usize, end: usize) -> bool {
    end == start + 1 && sheet.items[start].is(Class::ADVERB)
}

/// The subject of the run's first finite verb.
#[must_use]
pub fn main_subject(sheet: &Sheet<'_>, run: Run, before: usize) -> Option<Phrase> {
    let top = before.min(run.start + REACH);
    (run.start + 1..top).find(|&i| finite(sheet, i) && !sheet.items[i].capital).and_then(|verb| {
        let mut group = verb;
        while group > run.start && sheet.items[group - 1].is(Class::ADVERB.with(Class::AUXILIARY)) {
            group -= 1;
        }
        subject(sheet, run, group)
    })
}

/// The head of a phrase: the last word before the first tie ("spokesman" in "a spokesman for the ministry").
#[must_use]
pub fn head(sheet: &Sheet<'_>, (start, end): Phrase) -> usize {
    let stop = (start + 1..=end).find(|&i| {
        let item = &sheet.items[i];
        let tie = (item.is(Class::TIES) || reduced(sheet, i) || modifies(sheet, i)) && !item.capital;
        tie || matches!(item.kind, Kind::Comma | Kind::Open | Kind::Dash) || item.is(Class::SUBORDINATOR)
    });
    let mut head = stop.map_or(end, |s| s - 1).max(start);
    while head > start && !sheet.items[head].wordy() {
        head -= 1;
    }
    head
}

/// What the phrase can stand for.
#[must_use]
pub fn fit(sheet: &Sheet<'_>, phrase: Phrase) -> Fit {
    let head = head(sheet, phrase);
    // "A leading figure, Anna Hale": whatever the noun, who is named can speak.
    if sheet.items.get(head + 1).is_some_and(|it| it.kind == Kind::Comma)
        && head + 3 <= phrase.1
        && (head + 2..=phrase.1).all(|i| sheet.items[i].kind == Kind::Word && sheet.items[i].capital)
    {
        return Fit::Source;
    }
    let item = &sheet.items[head];
    let word = sheet.word(head);
    let inner_capital = |i: usize| {
        let it = &sheet.items[i];
        it.capital && (i > phrase.0 || it.lex == super::lexicon::Lexeme::default()) && it.kind == Kind::Word
    };
    if matches!(word, "this" | "that" | "these" | "those" | "which" | "it" | "there" | "what") && phrase.0 == phrase.1 {
        return if word == "it" || word == "which" { Fit::Unknown } else { Fit::Abstract };
    }
    if item.is(Class::ABSTRACT) && !item.capital {
        return Fit::Abstract;
    }
    if item.is(Class::SOURCE_NOUN
        .with(Class::VAGUE)
        .with(Class::ALONE)
        .with(Class::SUBJECT)
        .with(Class::OBJECT_PRONOUN))
    {
        return Fit::Source;
    }
    if inner_capital(head) || item.is(Class::TITLE) {
        return Fit::Source;
    }
    // Nouns of agents, by their endings: "climbers", "a geophysicist".
    let agent = [
        "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "man", "men", "woman", "women",
        "person", "people",
    ]
    .iter()
    .any(|e| word.ends_with(e));
    if agent && word.len() > 5 && !item.is(Class::ABSTRACT) { Fit::Source } else { Fit::Unknown }
}

/// The phrase a relative pronoun stands for: "residents" in "residents, who warned".
#[must_use]
pub fn antecedent(sheet: &Sheet<'_>, floor: usize, phrase: Phrase) -> Option<Phrase> {
    let (at, end) = phrase;
    if at != end || at == floor || !matches!(sheet.word(at), "who" | "which" | "that") {
        return None;
    }
    let before = at - 1;
    let host = if sheet.items[before].kind == Kind::Comma { before.checked_sub(1)? } else { before };
    let phrase = (host >= floor).then(|| left(sheet, floor, host)).flatten()?;
    Some(past_home(sheet, floor, phrase).unwrap_or(phrase))
}

/// "Anna Hale, 28, of Norton, Kent, who said": past where somebody is from and how old they are, the name.
fn past_home(sheet: &Sheet<'_>, floor: usize, phrase: Phrase) -> Option<Phrase> {
    /// A home of two names, and an age.
    const ASIDES: usize = 3;
    let comma = |i: usize| i > floor && sheet.items[i].kind == Kind::Comma;
    let mut start = phrase.0;
    let mut home = false;
    for _ in 0..ASIDES {
        let tied = start > floor + 1 && matches!(sheet.word(start - 1), "of" | "from") && comma(start - 2);
        home |= tied;
        let mark = if tied { start - 2 } else { start.checked_sub(1).filter(|&c| comma(c))? };
        let (first, last) = left(sheet, floor, mark - 1)?;
        if home && full_name(sheet, first) {
            return Some((first, last));
        }
        start = first;
    }
    None
}
