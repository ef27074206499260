//! Whether a word that can attribute does so where it stands: verb or noun, finite or not, active, inverted or passive.
//!
//! The tests are those a grammar would name: the auxiliary before it, a determiner before it, what follows. Nothing here looks for
//! the source or the content.

use super::lexicon::{Class, Verb, form};
use super::sheet::{Kind, Run, Sheet, finite};
use super::verbs::{ABOUT, ADDRESSEE, AS, CLAUSE, INFINITIVE, NOUN, OBJECT, PARTICLE, PARTICLES, PLAIN, QUOTE};

/// How a verb is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Its subject stands before it: "Jones has said".
    Active,
    /// Its subject is that of the verb before it: "Jones left and said".
    Joined,
    /// Its subject stands after it: "said Jones".
    Inverted,
    /// "was reported (by Jones)".
    Passive,
    /// ", adding that"; "with residents saying".
    Participle,
}

/// A verb in use: how, and the first item of its group ("has also said").
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// The verb.
    pub verb: Verb,
    /// How it is used.
    pub usage: Use,
    /// First item of the verb group.
    pub group: usize,
    /// Last item of the cue, particles included ("pointed *out*").
    pub end: usize,
}

/// Verbs that another verb follows with "to" or "-ing" without changing who speaks.
const CARRIERS: &str = "continue continues continued continuing go goes went gone begin begins began proceed proceeds proceeded rush \
    rushed move moved come came want wants wanted like liked appear appears appeared seem seems seemed try tries tried have has had \
    decline declines declined refuse refuses refused tend tends used need needs ready able quick keen unwilling willing hesitated \
    hesitate failed fail sought seek seeks is are was were";

fn carrier(word: &str) -> bool {
    CARRIERS.split_whitespace().any(|c| c == word)
}

/// Reads the verb at `i` of `run`.
#[must_use]
pub fn read(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Cue> {
    let verb = sheet.items[i].lex.verb?;
    let end = extent(sheet, run, i, verb)?;
    let (group, last_aux, infinitive) = group(sheet, run, i);
    let before = group.checked_sub(1).filter(|&b| b >= run.start);
    let usage = if verb.form(form::ING) {
        ing(sheet, run, i, last_aux, before)?
    } else if let Some(aux) = last_aux {
        with_auxiliary(sheet, i, verb, aux, infinitive)?
    } else if infinitive {
        (verb.form(form::BASE)).then_some(Use::Active)?
    } else if verb.form(form::PAST) {
        past(sheet, run, i, end, verb, before)?
    } else if verb.form(form::BASE | form::S) {
        present(sheet, run, i, end, verb, before)?
    } else {
        return None;
    };
    // A verb that takes words or clauses only is no cue with a plain object ("maintain a bridge").
    (usage == Use::Inverted || usage == Use::Passive || framed(sheet, run, end, verb, usage)).then_some(Cue {
        verb,
        usage,
        group,
        end,
    })
}

/// The last item of the cue: the verb itself or its particle. `None` where a particle is needed and missing.
fn extent(sheet: &Sheet<'_>, run: Run, i: usize, verb: Verb) -> Option<usize> {
    if !verb.frame(PARTICLE) {
        let follows = |word: &str| i + 1 < run.end && sheet.word(i + 1) == word;
        let tie = verb.lemma == "call" && (follows("for") || follows("on")) || verb.lemma == "refer" && follows("to");
        return Some(if tie { i + 1 } else { i });
    }
    let (_, wanted) = PARTICLES.iter().find(|(lemma, _)| *lemma == verb.lemma)?;
    (i + 1..run.end.min(i + 4)).find(|&j| wanted.split(' ').any(|w| w == sheet.word(j)))
}

/// First item of the verb group that ends at `i`; its last auxiliary; whether it is an infinitive carried by another verb.
fn group(sheet: &Sheet<'_>, run: Run, i: usize) -> (usize, Option<usize>, bool) {
    let mut start = i;
    let mut aux = None;
    let mut infinitive = false;
    while start > run.start && i - start < 8 {
        let p = start - 1;
        let item = &sheet.items[p];
        if item.is(Class::AUXILIARY) {
            if aux.is_none() {
                aux = Some(p);
            }
        } else if item.is(Class::ADVERB) && !item.is(Class::SUBORDINATOR) && item.kind == Kind::Word {
            // Part of the group wherever it stands.
        } else if sheet.word(p) == "since" && p > run.start && sheet.items[p - 1].is(Class::HAVE) {
            // "has since said"
        } else if sheet.word(p) == "to" && !infinitive && p > run.start && carrier(sheet.word(p - 1)) {
            infinitive = true;
            start = p - 1;
            aux = None;
            continue;
        } else {
            break;
        }
        start = start.min(p);
    }
    // An adverb that opens the sentence or follows a comma is not the group's.
    while start < i
        && sheet.items[start].is(Class::ADVERB)
        && (start == run.start || sheet.items[start - 1].kind == Kind::Comma)
    {
        start += 1;
    }
    (start, aux, infinitive)
}

fn ing(sheet: &Sheet<'_>, run: Run, i: usize, aux: Option<usize>, before: Option<usize>) -> Option<Use> {
    if aux.is_some_and(|a| sheet.items[a].is(Class::BE)) {
        return Some(Use::Active);
    }
    let Some(before) = before else {
        return Some(Use::Participle).filter(|_| i == run.start);
    };
    let item = &sheet.items[before];
    let noun_position = item.is(Class::DETERMINER) && !item.is(Class::ALONE) || item.kind == Kind::Genitive;
    (!noun_position).then_some(Use::Participle)
}

fn with_auxiliary(sheet: &Sheet<'_>, i: usize, verb: Verb, aux: usize, infinitive: bool) -> Option<Use> {
    let item = &sheet.items[aux];
    if item.is(Class::BE) && !infinitive {
        return verb.form(form::PARTICIPLE).then_some(Use::Passive);
    }
    if item.is(Class::HAVE) && !infinitive {
        return verb.form(form::PARTICIPLE).then_some(Use::Active);
    }
    (verb.form(form::BASE) && !sheet.items[i].capital).then_some(Use::Active)
}

fn past(sheet: &Sheet<'_>, run: Run, i: usize, end: usize, verb: Verb, before: Option<usize>) -> Option<Use> {
    let Some(before) = before else {
        // "Asked about it" or "Said Jones" at the start.
        return (verb.frame(PLAIN) && names_follow(sheet, run, end)).then_some(Use::Inverted);
    };
    let item = &sheet.items[before];
    match item.kind {
        Kind::Quote(_) if sheet.long_quote(before) => {
            return (verb.frame(QUOTE | PLAIN))
                .then(|| if names_follow(sheet, run, end) { Use::Inverted } else { Use::Active });
        }
        Kind::Comma => {
            if may_invert(verb) && names_follow(sheet, run, end) && inverts(sheet, run, end) {
                return Some(Use::Inverted);
            }
            return Some(Use::Active).filter(|_| !sheet.items[i].capital);
        }
        Kind::Stop | Kind::Colon | Kind::Open => return None,
        _ => {}
    }
    if item.is(Class::CONJUNCTION) {
        return Some(Use::Joined);
    }
    if item.is(Class::DETERMINER) && !item.is(Class::ALONE) && !item.is(Class::SUBJECT) || item.kind == Kind::Number {
        return None;
    }
    if item.kind == Kind::Genitive {
        return None;
    }
    if item.is(Class::PREPOSITION)
        || (item.is(Class::SUBORDINATOR) && !matches!(sheet.word(before), "who" | "which" | "that" | "what"))
    {
        return None;
    }
    // "the figures reported by" and "those reported include" are reduced clauses, not statements.
    if sheet.word(end + 1) == "by" && end + 1 < run.end {
        return Some(Use::Passive);
    }
    let next_is_verb =
        end + 1 < run.end && finite(sheet, end + 1) && !sheet.items[end + 1].capital || base_verb_next(sheet, run, end);
    (!next_is_verb || gap(sheet, run, before)).then_some(Use::Active)
}

/// Whether the phrase that ends at `before` follows a relative pronoun, so that what follows the verb has its subject there: "the rosters,
/// which *the home* said were lost".
fn gap(sheet: &Sheet<'_>, run: Run, before: usize) -> bool {
    let pronoun = |(start, _): (usize, usize)| {
        start > run.start && matches!(sheet.word(start - 1), "which" | "that" | "who" | "whom")
    };
    super::phrase::left(sheet, run.start, before).is_some_and(pronoun)
}

/// "reported include": a plain verb form right after what might have been a finite verb.
fn base_verb_next(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    end + 1 < run.end
        && matches!(
            sheet.word(end + 1),
            "include" | "includes" | "remain" | "remains" | "come" | "comes" | "mean" | "means"
        )
}

fn present(sheet: &Sheet<'_>, run: Run, i: usize, end: usize, verb: Verb, before: Option<usize>) -> Option<Use> {
    let before = before?;
    let item = &sheet.items[before];
    if matches!(item.kind, Kind::Comma) || (matches!(item.kind, Kind::Quote(_)) && sheet.long_quote(before)) {
        if verb.form(form::S) && may_invert(verb) && names_follow(sheet, run, end) && inverts(sheet, run, end) {
            return Some(Use::Inverted);
        }
        let ends_apposition = item.kind == Kind::Comma && (!verb.frame(NOUN) || clause_follows(sheet, run, end));
        return ends_apposition.then_some(Use::Active);
    }
    if item.is(Class::CONJUNCTION) {
        return (!verb.frame(NOUN) || clause_follows(sheet, run, end)).then_some(Use::Joined);
    }
    let blocked = item.is(Class::DETERMINER) && !item.is(Class::SUBJECT) && !item.is(Class::ALONE);
    if blocked
        || item.is(Class::PREPOSITION)
        || item.kind == Kind::Genitive
        || !(item.wordy() || item.kind == Kind::Close)
    {
        return None;
    }
    let word = sheet.word(before);
    let relative = matches!(word, "who" | "which" | "that" | "what");
    if item.is(Class::SUBORDINATOR) && !relative {
        return None;
    }
    let pronoun = item.is(Class::SUBJECT);
    let plural = |i: usize| {
        let word = sheet.word(i);
        sheet.items[i].is(Class::PLURAL) || matches!(word, "they" | "we" | "i" | "you") || plural_form(word)
    };
    let head = || {
        let phrase = super::phrase::left(sheet, run.start, before);
        phrase.map_or(before, |phrase| super::phrase::head(sheet, phrase))
    };
    let agrees = if verb.form(form::S) {
        !matches!(word, "they" | "we" | "i" | "you") && !item.is(Class::PLURAL) || !plural(head())
    } else {
        plural(before) || relative || item.capital || plural(head())
    };
    if !agrees {
        return None;
    }
    let plural = plural(before);
    let known = pronoun
        || relative
        || item.capital
        || item.kind == Kind::Close
        || item.is(Class::SOURCE_NOUN.with(Class::VAGUE).with(Class::ALONE).with(Class::ABSTRACT));
    if verb.frame(NOUN) {
        // "United States", "the minister's aide claims": a noun unless what follows says otherwise.
        if end + 1 < run.end && (sheet.items[end + 1].is(Class::AUXILIARY) || sheet.word(end + 1) == "of") {
            return None;
        }
        let modified = item.is(Class::ALONE) || item.capital && !plural;
        if modified && speaker_follows(sheet, run, end) {
            return None;
        }
        let capital_noun = sheet.items[i].capital && !headline(sheet, run);
        let used = pronoun
            || clause_follows(sheet, run, end)
            || object_follows(sheet, run, end)
            || (item.capital || sheet.items[head()].is(Class::SOURCE_NOUN)) && rounds_off(sheet, run, before, end);
        let known = known || sheet.items[head()].is(Class::SOURCE_NOUN);
        return (known && !capital_noun && used).then_some(Use::Active);
    }
    (known || plural || verb.frame(PLAIN) || clause_follows(sheet, run, end)).then_some(Use::Active)
}

/// Whether a noun, in lower case, has the form of a plural: not "press", "analysis" or "census".
pub fn plural_form(noun: &str) -> bool {
    noun.ends_with('s') && !["ss", "is", "us"].iter().any(|ending| noun.ends_with(ending))
}

/// Whether those who speak come right after `end`: what stands there tells whose they are ("some *state* officials said").
fn speaker_follows(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    let speaks = |i: usize| i < run.end && sheet.items[i].verb(form::BASE | form::PAST).is_some();
    let who = end + 1;
    who < run.end
        && sheet.items[who].is(Class::PEOPLE.with(Class::PERSON))
        && sheet.items[who].is(Class::PLURAL)
        && (speaks(who + 1) || who + 1 < run.end && sheet.items[who + 1].is(Class::HAVE) && speaks(who + 2))
}

/// Whether a name that ends at `before` and a verb that ends at `end` round a statement off: ", the Courier reports."
#[must_use]
pub fn rounds_off(sheet: &Sheet<'_>, run: Run, before: usize, end: usize) -> bool {
    let closes = end + 1 >= run.end || matches!(sheet.items[end + 1].kind, Kind::Comma | Kind::Stop);
    let apart = |&(first, _): &(usize, usize)| first > run.start && sheet.items[first - 1].kind == Kind::Comma;
    closes && super::phrase::left(sheet, run.start, before).as_ref().is_some_and(apart)
}

/// Whether most words of the run are capitalised, as in a headline.
fn headline(sheet: &Sheet<'_>, run: Run) -> bool {
    let words =
        sheet.items[run.start..run.end.min(run.start + 40)].iter().filter(|i| i.kind == Kind::Word && i.span.len() > 3);
    let (all, capitals) = words.fold((0, 0), |(a, c), i| (a + 1, c + usize::from(i.capital)));
    all > 2 && capitals * 4 >= all * 3
}

/// Whether a name, a titled person or a determined noun follows: what an inverted cue needs.
fn names_follow(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    let next = end + 1;
    if next >= run.end {
        return false;
    }
    let item = &sheet.items[next];
    item.kind == Kind::Word
        && !item.is(Class::PREPOSITION.with(Class::SUBORDINATOR).with(Class::AUXILIARY).with(Class::TIME))
        && (item.capital
            || item.is(Class::SOURCE_NOUN.with(Class::DETERMINER))
            || item.is(Class::SUBJECT)
            || item.is(Class::VAGUE)
            || office_and_name(sheet, run, next))
}

/// "says lock keeper Edda Holm": an office no list has, in small letters, and a full name after it.
fn office_and_name(sheet: &Sheet<'_>, run: Run, from: usize) -> bool {
    /// Words of an office before its holder's name.
    const OFFICE: usize = 3;
    let plain = |i: &usize| {
        let item = &sheet.items[*i];
        item.kind == Kind::Word
            && !item.capital
            && item.lex.verb.is_none()
            && !item.is(Class::FUNCTION.with(Class::AUXILIARY))
    };
    let words = (from..run.end).take(OFFICE + 1).take_while(plain).count();
    let named = |i: usize| i < run.end && sheet.items[i].kind == Kind::Word && sheet.items[i].capital;
    (1..=OFFICE).contains(&words) && named(from + words) && named(from + words + 1)
}

/// Verbs that can stand before their subject: ", said Jones". "Told Jones" is somebody being told.
fn may_invert(verb: Verb) -> bool {
    verb.frame(QUOTE | PLAIN) && !verb.frame(ADDRESSEE)
}

/// After an inverted cue no new clause may open with its own verb: ", said Jones." but not ", said Jones was late".
fn inverts(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    match super::phrase::right(sheet, end + 1, run.end) {
        Some((_, last)) => last + 1 >= run.end || !finite(sheet, last + 1) || sheet.items[last + 1].capital,
        None => false,
    }
}

/// Whether a clause or quotation follows: "that", "whether", a quotation, or a phrase with a finite verb after it.
#[must_use]
pub fn clause_follows(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    let mut next = end + 1;
    while next < run.end && matches!(sheet.items[next].kind, Kind::Comma | Kind::Colon) {
        next += 1;
    }
    if next >= run.end {
        return false;
    }
    let item = &sheet.items[next];
    if matches!(item.kind, Kind::Quote(_)) {
        return true;
    }
    if next > end + 1 {
        return false;
    }
    if matches!(
        sheet.word(next),
        "that" | "whether" | "how" | "why" | "what" | "if" | "there" | "where" | "who" | "when"
    ) || (item.is(Class::SUBJECT) && item.kind == Kind::Word)
    {
        return true;
    }
    (next + 1..run.end.min(next + 14))
        .take_while(|&j| !matches!(sheet.items[j].kind, Kind::Comma | Kind::Stop | Kind::Colon | Kind::Dash))
        .any(|j| sheet.items[j].is(Class::AUXILIARY) || (finite(sheet, j) && !sheet.items[j].capital))
}

fn object_follows(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    let next = end + 1;
    next < run.end
        && (sheet.items[next].is(Class::DETERMINER.with(Class::OBJECT_PRONOUN).with(Class::POSSESSIVE))
            || sheet.items[next].capital)
}

/// Whether what the verb needs stands after it (or, for words already said, before it).
fn framed(sheet: &Sheet<'_>, run: Run, end: usize, verb: Verb, usage: Use) -> bool {
    if verb.frame(PLAIN | OBJECT | PARTICLE) && !verb.frame(INFINITIVE) {
        let things = verb.lemma == "add" && adds_things(sheet, run, end);
        let nothing =
            verb.frame(OBJECT) && end + 1 >= run.end && !(end > run.start && rounds_off(sheet, run, end - 1, end));
        return !(things || nothing);
    }
    let next = end + 1;
    if verb.frame(AS) {
        return (next..run.end.min(next + 16))
            .take_while(|&j| !matches!(sheet.items[j].kind, Kind::Stop | Kind::Colon))
            .any(|j| sheet.word(j) == "as");
    }
    if verb.frame(INFINITIVE) && next < run.end && sheet.word(next) == "to" {
        return true;
    }
    // "spoke on condition of anonymity" says how, not what.
    if verb.frame(ABOUT) && sheet.word(next) == "on" && sheet.word(next + 1) == "condition" {
        return false;
    }
    if verb.frame(ABOUT)
        && next < run.end
        && matches!(sheet.word(next), "about" | "of" | "on" | "for" | "to" | "over" | "against" | "with")
    {
        return true;
    }
    if verb.frame(CLAUSE) && clause_follows(sheet, run, end) {
        return true;
    }
    if verb.frame(QUOTE) && (quote_beside(sheet, run, end) || (verb.frame(CLAUSE) && trails(sheet, run, end))) {
        return true;
    }
    if verb.frame(ADDRESSEE | INFINITIVE) && verb.frame(OBJECT) || verb.frame(ADDRESSEE) {
        return next < run.end && sheet.items[next].wordy();
    }
    usage == Use::Participle && verb.frame(CLAUSE) && clause_follows(sheet, run, end)
}

/// "added three bridges": nothing is said.
fn adds_things(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    !(clause_follows(sheet, run, end) || quote_beside(sheet, run, end) || trails(sheet, run, end))
}

/// Whether a long quotation stands in the run, or right after it in a block of its own.
fn quote_beside(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    let near = run.start.max(end.saturating_sub(30))..run.end.min(end + 30);
    near.into_iter().any(|j| sheet.long_quote(j)) || sheet.sets_off(run, end)
}

/// Whether nothing but time and place follows, so that what was said must stand before: "..., she warned on Monday."
fn trails(sheet: &Sheet<'_>, run: Run, end: usize) -> bool {
    let next = end + 1;
    next >= run.end
        || matches!(sheet.items[next].kind, Kind::Comma | Kind::Stop)
        || (matches!(sheet.word(next), "on" | "in" | "at") && (end - run.start) > 5)
        || sheet.items[next].is(Class::TIME)
}
