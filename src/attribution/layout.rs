//! Attributions that the layout makes: a colon after a name, a transcript's turn, a dash and a name under a quotation.
//!
//! No verb need say that somebody speaks here; where the words stand does. What is found is handed to `finder`, which weighs it against the
//! rest of its run.

use super::finder::{Hit, stretch};
use super::lexicon::Class;
use super::model::Found;
use super::phrase::{self, Fit, Phrase};
use super::sheet::{Kind, Run, Sheet, finite};
use crate::gazetteer::{self, Word};
use crate::text::Span;

/// "The harbour master made the following comment:", "She had this to say:" at the end of a block: nothing in it need be a verb of
/// saying, for the colon and the noun say what follows.
pub fn introduced(sheet: &Sheet<'_>, run: Run, hits: &[Hit]) -> Option<Hit> {
    let last = run.end.checked_sub(2).filter(|&last| last >= run.start + 2)?;
    if !sheet.sets_off(run, last) || hits.iter().any(|h| sheet.sets_off(run, h.cue.1)) {
        return None;
    }
    let said = sheet.items[last].is(Class::SPEECH_NOUN.with(Class::WORDS)) && sheet.items[last].kind == Kind::Word
        || sheet.word(last) == "say" && sheet.word(last - 1) == "to";
    let source = phrase::main_subject(sheet, run, last).filter(|&s| said && phrase::fit(sheet, s) == Fit::Source)?;
    let verb = (source.1 + 1..last).find(|&i| finite(sheet, i) || sheet.items[i].is(Class::AUXILIARY))?;
    Some(Hit { source: Some(source), cue: (verb, last), content: Vec::new(), confidence: 0.95 })
}

/// "Jones: ‘...’", "SMITH: We will not." at the start of a run.
pub fn colon(sheet: &Sheet<'_>, run: Run) -> Option<Hit> {
    if run.inside.is_some() {
        return None;
    }
    // "10.51: National Roads: “...”": the time of an entry is no part of who speaks in it.
    let timed = sheet.items[run.start].kind == Kind::Number
        && sheet.items.get(run.start + 1).is_some_and(|it| run.start + 1 < run.end && it.kind == Kind::Colon);
    let from = run.start + if timed { 2 } else { 0 };
    let at = (from + 1..run.end.min(from + 9)).find(|&i| sheet.items[i].kind == Kind::Colon)?;
    let name = (from..at).all(|i| {
        let item = &sheet.items[i];
        item.capital || item.kind != Kind::Word || item.is(Class::TIES.with(Class::DETERMINER))
    });
    // "The separatists: “a provocation.”": a noun may be the label of a quotation.
    let quotes = at + 1 < run.end && matches!(sheet.items[at + 1].kind, Kind::Quote(_));
    let noun = || {
        let phrase = phrase::left(sheet, from, at - 1);
        quotes
            && phrase.is_some_and(|it| it.0 == from && phrase::fit(sheet, it) == Fit::Source)
            && !(from..at).any(|i| finite(sheet, i))
    };
    if !(name || noun()) || (from..at).any(|i| labels(sheet, i)) || sheet.items[at - 1].kind == Kind::Number {
        return None;
    }
    let content = stretch(sheet, at + 1, run.end)?;
    let speaks = at - from <= 4 || matches!(sheet.items[content.0].kind, Kind::Quote(_));
    let shouts = sheet.text[..sheet.items[at].span.start].ends_with(char::is_uppercase)
        && !(from..at).any(|i| sheet.items[i].span.of(sheet.text).contains(char::is_lowercase));
    let fits = shouts || phrase::fit(sheet, (from, at - 1)) == Fit::Source;
    // Nobody but a transcript's speaker is written in capitals before a colon, and "Hale: “We will not.”" can mean nothing else.
    let quoted = sheet.long_quote(content.0) && content.0 == at + 1 || !name;
    let sure = quoted || shouts && sheet.items[at - 1].span.len() > 1;
    (speaks && fits).then(|| Hit {
        source: Some((from, at - 1)),
        cue: (at, at),
        content: vec![content],
        confidence: if sure { 0.95 } else { 0.6 },
    })
}

/// Words before a colon that open a block or a sentence and name nobody: what newsrooms put over notes, corrections and links.
const LABELS: &str = "headline intro standfirst advertisement also analysis breaking caption claim clarification comment correction editor editor's editorial \
    exclusive fact file graphic image information listen live map more note opinion photo photos picture q quote read related \
    review see source sources story summary tk transcript update updated verdict video warning watch";

/// Whether item `i` is such a word.
fn labels(sheet: &Sheet<'_>, i: usize) -> bool {
    LABELS.split_whitespace().any(|label| label == sheet.word(i))
}

/// The sentences of a turn behind its first, each without words of its own for who speaks.
pub fn spoken_on(sheet: &Sheet<'_>, turn: &Found) -> Vec<Found> {
    let begins = turn.content.first().map_or(0, |content| content.start);
    // "(Laughter.)": what stands in brackets nobody spoke.
    let aside = |span: Span| span.of(sheet.text).trim().starts_with(['(', '[']);
    let later = sheet.block.sentences.iter().filter(|it| it.span.start > begins && !aside(it.span));
    later.map(|it| Found { source: None, cue: None, content: vec![it.span], confidence: turn.confidence }).collect()
}

/// A turn of a transcript: a name in capitals and a colon at the start of the block, whose every sentence is that speaker's. Some
/// houses open each turn with a quotation mark.
pub fn turn(sheet: &Sheet<'_>) -> Option<Found> {
    let colon = sheet.flat().iter().take(6).position(|&i| sheet.items[i].kind == Kind::Colon).filter(|&c| c > 0)?;
    let (name, rest) = (&sheet.flat()[..colon], &sheet.flat()[colon + 1..]);
    let shouted = |&i: &usize| {
        let item = &sheet.items[i];
        let word = item.span.of(sheet.text);
        let answer = name.len() == 1 && word == ANSWER;
        !item.wordy() || item.kind == Kind::Word && (word.len() > 1 || answer) && !word.contains(char::is_lowercase)
    };
    if !name.iter().all(shouted)
        || dateline(sheet, name)
        || name.iter().any(|&i| labels(sheet, i))
        || !name.iter().any(|&i| sheet.items[i].wordy())
    {
        return None;
    }
    let (first, last) = (*rest.first()?, *rest.last()?);
    Some(Found {
        source: Some(sheet.span(name[0], name[colon - 1])),
        cue: Some(sheet.items[sheet.flat()[colon]].span),
        content: vec![sheet.span(first, last)],
        confidence: 0.95,
    })
}

/// What opens an answer where the interviewer's questions open with "Q".
pub const ANSWER: &str = "A";

/// Whether words before a colon are where a report was written: "MARDAN: A court has ...".
fn dateline(sheet: &Sheet<'_>, name: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (name.first(), name.last()) else { return false };
    let persons = Word::GIVEN.with(Word::CENSUS_GIVEN).with(Word::SURNAME).with(Word::ORDINARY);
    let one = first == last && gazetteer::kinds_of_word(sheet.word(first)).any(persons);
    !one && gazetteer::names_city(sheet.span(first, last).of(sheet.text))
}

/// A quotation signed with a dash and a name.
pub fn signed(sheet: &Sheet<'_>, run: Run) -> Option<Hit> {
    if sheet.items[run.start].kind == Kind::Dash {
        return signed_below(sheet, run);
    }
    if run.end - run.start < 3 || !matches!(sheet.items[run.start].kind, Kind::Quote(_)) || !sheet.long_quote(run.start)
    {
        return None;
    }
    let dash = run.start + 1;
    let name = (dash + 1, run.end - 1);
    (sheet.items[dash].kind == Kind::Dash && signs(sheet, name)).then(|| Hit {
        source: Some(name),
        cue: (dash, dash),
        content: vec![(run.start, run.start)],
        confidence: 0.9,
    })
}

/// Whether a phrase is a signature: a name with what belongs to it ("Ada Lind, 61, of Tarn"), or somebody without one ("a nurse"), and no
/// verb.
fn signs(sheet: &Sheet<'_>, (start, end): Phrase) -> bool {
    /// A signature has so many words and marks.
    const LONGEST: usize = 12;
    let somebody = || sheet.items[start].is(Class::INDEFINITE) && phrase::fit(sheet, (start, end)) == Fit::Source;
    start <= end
        && end - start < LONGEST
        && (sheet.items[start].capital && !sheet.items[start].is(Class::FUNCTION) || somebody())
        && !(start..=end).any(|i| !sheet.items[i].capital && (finite(sheet, i) || sheet.items[i].is(Class::AUXILIARY)))
}

/// A dash and a name that stand as a sentence of their own after a quotation.
fn signed_below(sheet: &Sheet<'_>, run: Run) -> Option<Hit> {
    let quote = run.start.checked_sub(1).filter(|&q| sheet.long_quote(q) && run.inside.is_none())?;
    let name = (run.start + 1, run.end - 1);
    signs(sheet, name).then(|| Hit {
        source: Some(name),
        cue: (run.start, run.start),
        content: vec![(quote, quote)],
        confidence: 0.9,
    })
}
