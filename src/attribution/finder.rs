//! Finds attributions by rule: every cue with its source and its content.
//!
//! One pass over the runs of a block. Each pattern is a function of its own; what they find is handed on as spans, so that whatever
//! else finds attributions can hand on the same. Spans are bytes from the block's start.

use super::cues::{self, Cue, Use};
use super::grammar::Trees;
use super::lexicon::{Class, form, list, listed};
use super::model::Found;
use super::phrase::{self, Fit, Phrase};
use super::sheet::{Item, Kind, Run, Sheet};
use super::verbs::{ABOUT, ADDRESSEE, AS, CLAUSE, OBJECT, PARTICLE, PLAIN, QUOTE, SHOWS};
use super::{Act, clauses, formulas, layout, quotes};

/// How many finds of one run are compared with one another; more than any sentence meant to be read holds.
const NEAR: usize = 8;

/// An attribution as items of the sheet, while a run is being read.
pub struct Hit {
    /// Who it is.
    pub source: Option<Phrase>,
    /// The words that attribute.
    pub cue: Phrase,
    /// What is attributed.
    pub content: Vec<Phrase>,
    /// How sure the pattern is, from 0 to 1.
    pub confidence: f32,
}

/// All attributions of the block laid out in `sheet`, in order of their anchors.
#[must_use]
pub fn find(sheet: &Sheet<'_>, trees: &Trees) -> Vec<Found> {
    let (mut own, mut quoted) = (Vec::new(), Vec::new());
    for &run in &sheet.runs {
        let mut hits: Vec<Hit> = Vec::new();
        for i in run.start..run.end {
            if !opens(&sheet.items[i]) {
                continue;
            }
            let hit = according(sheet, run, i)
                .or_else(|| spoken(sheet, run, i, &hits))
                .or_else(|| formulas::formula(sheet, run, i))
                .or_else(|| nominal(sheet, run, i))
                .or_else(|| for_whom(sheet, run, i));
            hits.extend(hit);
        }
        hits.extend(layout::introduced(sheet, run, &hits));
        if let Some(hit) = layout::colon(sheet, run).or_else(|| layout::signed(sheet, run))
            && !hits
                .iter()
                .take(NEAR)
                .any(|h| h.content.iter().any(|&c| hit.content.iter().any(|&d| c.0 <= d.1 && d.0 <= c.1)))
        {
            hits.insert(0, hit);
        }
        part_contents(sheet, run, &mut hits);
        let lane = if run.inside.is_none() { &mut own } else { &mut quoted };
        lane.extend(hits.into_iter().map(|h| h.spans(sheet)));
    }
    own.sort_by_key(|f: &Found| f.cue);
    clauses::add(sheet, trees, &mut own);
    quotes::link(sheet, &mut own);
    if let Some(turn) = layout::turn(sheet) {
        // What the turn's own marks enclose is the turn's, and no quotation that somebody else might speak.
        own.retain(|f| f.cue.is_some() && f.cue != turn.cue);
        own.extend(layout::spoken_on(sheet, &turn));
        own.insert(0, turn);
    }
    own.append(&mut quoted);
    own
}

/// Words other than verbs and nouns of saying that a pattern goes by.
pub const LISTS: &[(&str, u32)] =
    &[("according per for", list::OPENS), (formulas::OPENERS, list::OPENS), (formulas::TELLS, list::OPENS)];

/// Whether a pattern can start from the item: most words of a text start none.
fn opens(item: &Item) -> bool {
    item.lists & list::OPENS != 0 || item.lex.verb.is_some() || item.is(Class::SPEECH_NOUN.with(Class::BELIEF_NOUN))
}

impl Hit {
    fn spans(self, sheet: &Sheet<'_>) -> Found {
        Found {
            source: self.source.map(|(a, b)| sheet.span(a, b)),
            cue: Some(sheet.span(self.cue.0, self.cue.1)),
            content: self.content.into_iter().map(|(a, b)| sheet.span(a, b)).collect(),
            confidence: self.confidence,
        }
    }
}

/// "According to the mayor, ...", "..., according to a report."
fn according(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    // "According to plan" names nobody.
    let bare = listed("plan schedule custom tradition form", sheet.word(i + 2))
        && (i + 3 >= run.end || !sheet.items[i + 3].wordy());
    let two = sheet.word(i) == "according" && i + 1 < run.end && sheet.word(i + 1) == "to" && !bare;
    // "As per", and after the time of an entry: "10.40 Per the draft minutes".
    let as_per = i > run.start && sheet.word(i - 1) == "as";
    let opens = i == run.start || as_per || sheet.items[i - 1].kind != Kind::Word;
    let (cue_end, source) = if two {
        (i + 1, phrase::with_name(sheet, phrase::right(sheet, i + 2, run.end)?, run.end))
    } else if sheet.word(i) == "per" && opens && i + 1 < run.end {
        let source = phrase::right(sheet, i + 1, run.end)?;
        let named = sheet.items[i + 1].capital || sheet.items[i + 1].is(Class::DETERMINER);
        (i, Some(source).filter(|&s| named && phrase::fit(sheet, s) == Fit::Source)?)
    } else {
        return None;
    };
    Some(Hit { source: Some(source), cue: (i, cue_end), content: around(sheet, run, i, source.1), confidence: 0.97 })
}

/// "For the villagers, the dam is a threat": a view, given as theirs.
fn for_whom(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    let opens = i == run.start || sheet.items[i - 1].kind == Kind::Comma && i < run.start + 4;
    if !opens || sheet.word(i) != "for" || run.inside.is_some() {
        return None;
    }
    let source = phrase::right(sheet, i + 1, run.end)?;
    let head = &sheet.items[phrase::head(sheet, source)];
    let people = head.is(Class::PLURAL.with(Class::ALONE))
        && head.is(Class::PERSON.with(Class::PEOPLE).with(Class::VAGUE).with(Class::ALONE));
    let content = stretch(sheet, source.1 + 1, run.end)?;
    let states = source.1 + 1 < run.end
        && sheet.items[source.1 + 1].kind == Kind::Comma
        && (content.0..content.1.min(content.0 + 20))
            .any(|j| sheet.items[j].is(Class::BE) || matches!(sheet.word(j), "remain" | "remains" | "remained"));
    (people && states).then(|| Hit { source: Some(source), cue: (i, i), content: vec![content], confidence: 0.9 })
}

/// What stands before `start` and after `end` in the run, a relative clause about the source left out.
pub fn around(sheet: &Sheet<'_>, run: Run, start: usize, end: usize) -> Vec<Phrase> {
    let mut content = Vec::new();
    let comma_at = |i: usize| i < run.end && sheet.items[i].kind == Kind::Comma;
    let mut after = end + 1;
    // American usage puts the comma inside a title's closing mark.
    if sheet.comma(end) {
        after = end;
    }
    if comma_at(after) || after == end {
        let aside = after + 1 < run.end
            && (sheet.items[after + 1].is(Class::SUBORDINATOR)
                || (sheet.items[after + 1].is(Class::DETERMINER)
                    && (after + 2..run.end.min(after + 14)).any(|i| sheet.items[i].kind == Kind::Comma)
                    && !has_verb(sheet, after + 1, run.end)));
        if aside {
            after = (after + 1..run.end.min(after + 40)).find(|&i| sheet.comma(i)).unwrap_or(run.end);
        }
    }
    content.extend(stretch(sheet, run.start, start));
    content.extend(stretch(sheet, after.max(end + 1), run.end));
    content
}

fn has_verb(sheet: &Sheet<'_>, from: usize, to: usize) -> bool {
    (from..to.min(from + 14))
        .take_while(|&i| sheet.items[i].kind != Kind::Comma)
        .any(|i| super::sheet::finite(sheet, i))
}

/// The items from `from` to before `to` without marks at their ends; `None` if nothing is left.
pub fn stretch(sheet: &Sheet<'_>, from: usize, to: usize) -> Option<Phrase> {
    let content = |i: &Item| i.wordy() || matches!(i.kind, Kind::Quote(_) | Kind::Close | Kind::Genitive | Kind::Open);
    let start = (from..to).find(|&i| content(&sheet.items[i]))?;
    let end = (start..to).rev().find(|&i| content(&sheet.items[i]))?;
    Some((start, end))
}

/// A verb that attributes.
fn spoken(sheet: &Sheet<'_>, run: Run, i: usize, before: &[Hit]) -> Option<Hit> {
    let cue = cues::read(sheet, run, i)?;
    match cue.usage {
        Use::Passive => passive(sheet, run, cue),
        Use::Inverted => {
            let source = phrase::with_name(sheet, phrase::right(sheet, cue.end + 1, run.end)?, run.end);
            let sure = if cue.verb.frame(PLAIN) { 0.95 } else { 0.85 };
            Some(Hit {
                source: Some(source),
                cue: (cue.group, cue.end),
                content: around(sheet, run, cue.group, source.1),
                confidence: sure,
            })
        }
        Use::Active | Use::Joined | Use::Participle => active(sheet, run, cue, before),
    }
}

fn active(sheet: &Sheet<'_>, run: Run, cue: Cue, before: &[Hit]) -> Option<Hit> {
    let source = source_of(sheet, run, cue, before);
    let stands_for = source.map(|s| phrase::antecedent(sheet, run.start, s).unwrap_or(s));
    let verb = cue.verb;
    let fit = stands_for.map(|s| phrase::fit(sheet, s));
    match fit {
        Some(Fit::Source) => {}
        Some(Fit::Abstract) if verb.frame(SHOWS) => {}
        Some(Fit::Abstract) => return None,
        Some(Fit::Unknown) => {
            let quoted = cues::clause_follows(sheet, run, cue.end) && !verb.frame(OBJECT);
            if !(verb.frame(PLAIN) || quoted || verb.frame(SHOWS)) {
                return None;
            }
        }
        None if verb.frame(PLAIN | QUOTE) && verb.act == Act::Speech && cue.usage != Use::Joined => {
            if !matches!(cue.usage, Use::Participle) && cue.group != run.start {
                return None;
            }
            if !cues::clause_follows(sheet, run, cue.end) {
                return None;
            }
        }
        None => return None,
    }
    let content = content_of(sheet, run, cue, source);
    let sets_off = sheet.sets_off(run, cue.end);
    if content.is_empty() && !sets_off {
        return None;
    }
    let rounds_off = || cue.group > run.start && cues::rounds_off(sheet, run, cue.group - 1, cue.end);
    let clause = verb.frame(CLAUSE) && (cues::clause_follows(sheet, run, cue.end) || rounds_off());
    let confidence = match (verb.frame(PLAIN), verb.act, fit) {
        (true, ..) => 0.95,
        (_, Act::Speech, Some(Fit::Source)) if sets_off => 0.95,
        (false, Act::Speech | Act::Evidence, Some(Fit::Source)) if clause || verb.frame(PARTICLE) => 0.9,
        // "spoke of", "warned about": the preposition shows that something is said, where the bare verb would not.
        (false, Act::Speech, Some(Fit::Source))
            if verb.frame(ABOUT) && matches!(sheet.word(cue.end + 1), "of" | "about") =>
        {
            0.9
        }
        (false, Act::Speech, Some(Fit::Source)) if verb.frame(QUOTE) => 0.85,
        (false, Act::Speech | Act::Evidence, Some(Fit::Source)) => 0.75,
        (false, _, Some(Fit::Source)) => 0.7,
        _ => 0.5,
    };
    Some(Hit { source, cue: (cue.group, cue.end), content, confidence })
}

/// Who the subject is: before the verb, or inherited from the verb before it.
fn source_of(sheet: &Sheet<'_>, run: Run, cue: Cue, before: &[Hit]) -> Option<Phrase> {
    let inherited = || {
        before
            .iter()
            .rev()
            .find(|h| h.source.is_some() && h.cue.1 < cue.group)
            .and_then(|h| h.source)
            .or_else(|| phrase::main_subject(sheet, run, cue.group))
    };
    match cue.usage {
        Use::Joined => inherited(),
        Use::Participle => {
            let previous = cue.group.checked_sub(1).filter(|&p| p >= run.start)?;
            let item = &sheet.items[previous];
            let noun =
                item.is(Class::SOURCE_NOUN.with(Class::VAGUE).with(Class::ALONE)) && !item.is(Class::PREPOSITION);
            let name = item.capital && item.kind == Kind::Word && previous > run.start && !item.is(Class::TIME);
            let absolute = name && (run.start..previous).rev().take(4).any(|j| sheet.word(j) == "with");
            if noun || absolute {
                return phrase::left(sheet, run.start, previous);
            }
            matches!(item.kind, Kind::Comma | Kind::Dash | Kind::Quote(_)).then(inherited).flatten().or_else(|| {
                (item.is(Class::PREPOSITION.with(Class::CONJUNCTION).with(Class::SUBORDINATOR)))
                    .then(inherited)
                    .flatten()
            })
        }
        _ => {
            // "The farmer, Ada Lind, readily admitted": an adverb after a comma is not the group's, and no subject either.
            let adverb = |&j: &usize| sheet.items[j].is(Class::ADVERB) && sheet.items[j].kind == Kind::Word;
            let adverbs = (run.start..cue.group).rev().take_while(adverb).count();
            let direct = phrase::subject(sheet, run, cue.group)
                .or_else(|| phrase::subject(sheet, run, cue.group - adverbs).filter(|_| adverbs > 0));
            if direct.is_none() && sheet.items.get(cue.group.wrapping_sub(1)).is_some_and(|p| p.kind == Kind::Comma) {
                return inherited();
            }
            direct
        }
    }
}

/// "was reported by the agency", "it is believed that", "is seen as".
fn passive(sheet: &Sheet<'_>, run: Run, cue: Cue) -> Option<Hit> {
    let reach = run.end.min(cue.end + 14);
    // "was briefed on the seizure by troops": what is told may hold a "by" of its own.
    let reach = if cue.verb.frame(ADDRESSEE) { run.end.min(cue.end + 2) } else { reach };
    let by = (cue.end + 1..reach)
        .take_while(|&j| !matches!(sheet.items[j].kind, Kind::Comma | Kind::Stop | Kind::Quote(_)))
        .find(|&j| sheet.word(j) == "by");
    let agent = by.and_then(|b| phrase::right(sheet, b + 1, run.end)).filter(|&p| phrase::fit(sheet, p) == Fit::Source);
    if let Some(agent) = agent.map(|agent| phrase::with_name(sheet, agent, run.end)) {
        let by = agent.0 - 1;
        let mut content: Vec<Phrase> = stretch(sheet, run.start, cue.group).into_iter().collect();
        content.extend(stretch(sheet, cue.end + 1, by));
        content.extend(stretch(sheet, agent.1 + 1, run.end));
        return Some(Hit { source: Some(agent), cue: (cue.group, cue.end), content, confidence: 0.9 });
    }
    // Without an agent only verbs of saying and thinking hide one; "was told", "was asked" say who listened, not who spoke.
    let hides = cue.verb.frame(CLAUSE | AS) && !cue.verb.frame(ADDRESSEE) && !cue.verb.frame(SHOWS);
    let next = sheet.word(cue.end + 1);
    let opens = cue.end + 1 < run.end && matches!(next, "to" | "that" | "as");
    let reduced = !sheet.items[cue.group].is(Class::AUXILIARY.with(Class::ADVERB));
    if !hides || !opens || reduced {
        return None;
    }
    let mut content: Vec<Phrase> = stretch(sheet, run.start, cue.group).into_iter().collect();
    content.extend(stretch(sheet, cue.end + 1, run.end));
    Some(Hit { source: None, cue: (cue.group, cue.end), content, confidence: 0.6 })
}

/// What an active cue attributes: after it, or before it where nothing follows, or both where it is put in between.
fn content_of(sheet: &Sheet<'_>, run: Run, cue: Cue, source: Option<Phrase>) -> Vec<Phrase> {
    let from = source.map_or(cue.group, |s| s.0.min(cue.group));
    let open_left = from > run.start && !sheet.items[from - 1].wordy() && sheet.items[from - 1].kind != Kind::Genitive;
    let mut next = cue.end + 1;
    if cue.verb.frame(ADDRESSEE)
        && let Some((_, last)) = phrase::right(sheet, next, run.end)
    {
        next = last + 1;
    }
    let closes = next >= run.end || matches!(sheet.items[next].kind, Kind::Comma | Kind::Stop | Kind::Dash);
    let quote_next = (next..run.end.min(next + 2)).any(|j| matches!(sheet.items[j].kind, Kind::Quote(_)));
    let rest = stretch(sheet, next, run.end);
    let left = || open_left.then(|| stretch(sheet, run.start, from)).flatten();
    if closes && open_left && (!quote_next || left().is_some_and(|l| quote_in(sheet, l))) {
        return left().into_iter().chain(rest).collect();
    }
    if open_left
        && !cues::clause_follows(sheet, run, next - 1)
        && cue.verb.frame(PLAIN | QUOTE)
        && left().is_some_and(|l| l.1 - l.0 > 2)
    {
        let short_tail = rest.is_none_or(|(a, b)| b - a < 8);
        if short_tail {
            return left().into_iter().collect();
        }
    }
    rest.into_iter().collect()
}

fn quote_in(sheet: &Sheet<'_>, (a, b): Phrase) -> bool {
    (a.max(b.saturating_sub(40))..=b).any(|i| sheet.long_quote(i))
}

/// "his claim that ...", "criticism from residents", "in a statement".
fn nominal(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Hit> {
    let item = &sheet.items[i];
    if !item.is(Class::SPEECH_NOUN.with(Class::BELIEF_NOUN)) || i + 1 >= run.end {
        return None;
    }
    let possessor = i.checked_sub(1).filter(|&p| p >= run.start).and_then(|p| {
        // One adjective may stand between: "his latest claim".
        let p =
            if sheet.items[p].wordy() && !sheet.items[p].is(Class::DETERMINER) && p > run.start { p - 1 } else { p };
        match sheet.items[p].kind {
            Kind::Genitive => phrase::left(sheet, run.start, p),
            Kind::Word if sheet.items[p].is(Class::POSSESSIVE) => Some((p, p)),
            _ => None,
        }
    });
    let next = sheet.word(i + 1);
    let giver = (matches!(next, "from" | "by") || (next == "of" && item.is(Class::BELIEF_NOUN)))
        .then(|| phrase::right(sheet, i + 2, run.end))
        .flatten()
        .filter(|&p| phrase::fit(sheet, p) == Fit::Source && next != "of");
    let (source, after) = match (possessor, giver) {
        (Some(p), _) if phrase::fit(sheet, p) != Fit::Abstract => (Some(p), i + 1),
        (_, Some(g)) => (Some(g), g.1 + 1),
        // "claims that the bridge fell": somebody's, but nobody is named. One argument may be the writer's own.
        _ if next == "that" && sheet.word(i).ends_with('s') => (None, i + 1),
        _ => return None,
    };
    let introduces =
        matches!(sheet.word(after), "that" | "about" | "of" | "on" | "over" | "to" | "for" | "against" | "whether");
    if !introduces || after >= run.end || (source.is_none() && sheet.word(after) != "that") {
        return None;
    }
    let content = stretch(sheet, after, run.end)?;
    Some(Hit { source, cue: (i, i), content: vec![content], confidence: if source.is_some() { 0.6 } else { 0.4 } })
}

/// Where one run holds several cues, the content of the first ends where the next one's clause begins, if that is a clause of its own:
/// "X said A, but Y denied B".
fn part_contents(sheet: &Sheet<'_>, run: Run, hits: &mut [Hit]) {
    for k in 1..hits.len() {
        let next = &hits[k];
        let start = next.source.map_or(next.cue.0, |s| s.0.min(next.cue.0));
        let Some(mark) = start.checked_sub(1).filter(|&m| m > run.start) else { continue };
        let joined =
            sheet.items[mark].is(Class::CONJUNCTION) || matches!(sheet.word(mark), "while" | "although" | "though");
        let comma = sheet.items[mark - 1].kind == Kind::Comma || sheet.word(mark) == "but";
        let colon = matches!(sheet.items[mark].kind, Kind::Stop);
        let participle = sheet.items[next.cue.1].verb(form::ING).is_some() && sheet.items[mark].kind == Kind::Comma;
        let cut = if joined && comma || colon {
            mark
        } else if participle {
            next.cue.0.saturating_sub(1)
        } else {
            continue;
        };
        for earlier in hits[k.saturating_sub(NEAR)..k].iter_mut() {
            for content in &mut earlier.content {
                if content.0 < cut && content.1 >= cut {
                    content.1 = cut - 1;
                }
            }
        }
        let floor = cut + 1;
        for content in &mut hits[k].content {
            if content.0 < floor && content.1 >= floor {
                content.0 = floor;
            }
        }
    }
    for hit in hits {
        for content in &mut hit.content {
            while content.1 > content.0
                && !sheet.items[content.1].wordy()
                && matches!(sheet.items[content.1].kind, Kind::Comma | Kind::Stop)
            {
                content.1 -= 1;
            }
        }
    }
}
