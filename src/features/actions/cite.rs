//! A source for a sentence: one to cite, one to register, one still to come.

use super::{Action, ActionKind, Does, Edit};
use crate::article::{BlockKind, TokenKind};
use crate::desk::Snapshot;
use crate::features::account::line_of;
use crate::features::coverage;
use crate::ledger::Standing;
use crate::sources::{Registry, Source, key};
use crate::text::Span;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// At most so many sources are offered for a sentence.
const MOST: usize = 4;

/// At most so many people are looked for in the registry at once.
const MOST_PEOPLE: usize = 20;

/// The rules whose findings a source mends.
const MENDED: [&str; 7] = [
    "casualty-figure",
    "hearsay-adverb",
    "lapsed-attribution",
    "unattributed-claim",
    "unattributed-quote",
    "unsourced-lead",
    "vague-attribution",
];

/// Somebody an article names who is in no registry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// A key nobody has yet.
    pub key: String,
    /// The name, as the article first has it.
    pub name: String,
    /// What they are, in the article's words.
    pub role: Option<String>,
    /// The article's own date, if it says one.
    pub date: Option<String>,
}

/// Offers sources for the sentence at `line`, which `own` findings are about.
pub fn offer(snapshot: &Snapshot, line: usize, own: &[usize], out: &mut Vec<Action>) {
    let it = &snapshot.ledger.lines[line];
    let to_come = to_come(snapshot, line);
    let claims = it.standing != Standing::None || !snapshot.ledger.language.judged();
    if !claims || it.bears_tag && to_come.is_none() {
        return;
    }
    let mends: Vec<usize> =
        own.iter().copied().filter(|&i| to_come.is_some() || MENDED.contains(&snapshot.findings[i].rule)).collect();
    let sort = if mends.is_empty() { ActionKind::Rewrite } else { ActionKind::Fix };
    let cite = |key: &str| match to_come {
        Some(span) => (span, key.to_owned()),
        None => tag_edit(snapshot, line, key),
    };
    let speaker = speaker(snapshot, line);
    for source in suitable(snapshot, line, speaker.as_ref().map(|(name, _)| name.as_str())) {
        let title = format!("Cite {} [@{}]", snapshot.shown(source.display_name()), source.key);
        let edit = if to_come.is_some() { (cite(&source.key).0, cited(&source.key)) } else { cite(&source.key) };
        out.push(Action::new(title, sort, mends.clone(), Does::Edit(vec![edit])));
    }
    if let Some((name, named_at)) = speaker
        && let Some(person) = person(snapshot, &name, named_at)
    {
        let title = format!("Add {} as a source and cite [@{}]", person.name, person.key);
        let edit = cite(&person.key);
        out.push(Action::new(title, sort, mends.clone(), Does::Register(person, vec![edit])));
    }
    if to_come.is_none() && !mends.is_empty() {
        let title = "Flag: source to come [@tk]".to_owned();
        out.push(Action::new(title, sort, mends, Does::Edit(vec![cite("tk")])));
    }
}

/// How `key` is written after an `@` that stands there already.
fn cited(key: &str) -> String {
    key::cited(key).into_owned()
}

/// Where the sentence cites `tk`, if it does.
fn to_come(snapshot: &Snapshot, line: usize) -> Option<Span> {
    let ledger = &*snapshot.ledger;
    let block = ledger.lines[line].block;
    ledger.blocks[block..].iter().take(2).find_map(|placed| {
        let tags = placed.entry.block.tags.iter().filter(|tag| line_of(placed, tag) == Some(line));
        let citation = tags.flat_map(|tag| &tag.citations).find(|citation| citation.key == "tk")?;
        Some(citation.key_span.shifted(placed.span.start))
    })
}

/// What puts a tag with `key` on the sentence: before its full stop, or after its last mark where that belongs to a quotation or a word.
fn tag_edit(snapshot: &Snapshot, line: usize, key: &str) -> Edit {
    let ledger = &*snapshot.ledger;
    let it = &ledger.lines[line];
    let placed = &ledger.blocks[it.block];
    let span = it.span;
    let own = span.of(&ledger.text);
    let stop = own.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…'));
    let sentence = &placed.entry.block.sentences[it.sentence];
    let tokens = placed.entry.block.tokens.get(sentence.tokens.0..sentence.tokens.1).unwrap_or_default();
    let own_mark =
        tokens.last().is_some_and(|t| t.kind == TokenKind::Mark && t.span.shifted(placed.span.start).end == span.end);
    let dots = own.ends_with("..");
    let at = match stop {
        Some(stop) if own_mark && !dots => span.end - stop.len_utf8(),
        _ => span.end,
    };
    (Span::new(at, at), format!(" [@{}]", key::cited(key)))
}

/// The name of who speaks in the sentence, and where the article names them first.
fn speaker(snapshot: &Snapshot, line: usize) -> Option<(String, Span)> {
    let ledger = &*snapshot.ledger;
    let because = ledger.lines[line].because.and_then(|voice| ledger.voices.get(voice));
    let own = ledger.attributions(line).filter(|a| a.discounted.is_none()).map(|a| a.voice);
    let mut voices = because.into_iter().chain(own);
    voices.find_map(|voice| Some((voice.speaker.as_deref()?.to_owned(), voice.named_at?)))
}

/// Sources to offer: those in which the speaker speaks, then those the article cites, nearest before the sentence first.
fn suitable<'a>(snapshot: &'a Snapshot, line: usize, speaker: Option<&str>) -> Vec<&'a Source> {
    let registry = &snapshot.data.registry;
    let mut found: Vec<&Source> = Vec::new();
    if let Some(speaker) = speaker {
        let mut theirs: Vec<&Source> = theirs(registry, speaker).collect();
        theirs.sort_by(|a, b| b.shown_issued().cmp(&a.shown_issued()));
        found.extend(theirs);
    }
    let here = snapshot.ledger.lines[line].span.start;
    let mut cited = coverage::cited(snapshot);
    let distance = |cited: &coverage::CitedKey| {
        let before = cited.sentences.iter().rev().find(|span| span.start < here);
        before.map_or(usize::MAX, |span| here - span.start)
    };
    cited.sort_by_key(distance);
    for cited in cited {
        if let Some(source) = registry.get(&cited.key)
            && !found.iter().any(|known| known.key == source.key)
        {
            found.push(source);
        }
    }
    found.retain(|source| key::is_citable(&source.key));
    found.truncate(MOST);
    found
}

/// The sources in which the person called `name` speaks.
fn theirs<'a>(registry: &'a Registry, name: &str) -> impl Iterator<Item = &'a Source> {
    let name = name.to_lowercase();
    // Whoever has the same name has the same last word.
    let last = name.rsplit(' ').next().unwrap_or_default().to_owned();
    let found = registry.search(&last).filter(|(_, words)| words.hit).map(|(source, _)| source);
    found.filter(move |source| source.shown_who().is_some_and(|who| same_person(who, &name)))
}

/// Whether two names are one person's: the same, or one is the last word of the other.
fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let last = |name: &str, of: &str| !name.contains(' ') && of.rsplit(' ').next() == Some(name);
    a == b || last(&a, &b) || last(&b, &a)
}

/// The person called `name` as one to be registered; `None` if a source of theirs is registered, or if it is no person.
fn person(snapshot: &Snapshot, name: &str, named_at: Span) -> Option<Person> {
    let registry = &snapshot.data.registry;
    if theirs(registry, name).next().is_some() {
        return None;
    }
    let ledger = &*snapshot.ledger;
    let block = ledger.blocks.partition_point(|b| b.span.end <= named_at.start);
    let placed = ledger.blocks.get(block)?;
    let at = named_at.start.checked_sub(placed.span.start)?;
    let mention = placed.entry.reading.names.iter().find(|mention| mention.span.start == at)?;
    mention.person.then(|| Person {
        key: free_key(snapshot, name),
        name: name.to_owned(),
        role: role(snapshot, placed.span.start, mention.span.shifted(placed.span.start)),
        date: ledger.front_matter.date.clone(),
    })
}

/// The words between a name and the next comma after it, where they tell what the person is: "Jan Brink, the mayor of Lipa, said".
fn role(snapshot: &Snapshot, _block: usize, name: Span) -> Option<String> {
    /// Longer stretches between commas are clauses.
    const LONGEST: usize = 80;
    let rest = snapshot.ledger.text.get(name.end..)?.strip_prefix(", ")?;
    let end = rest.find([',', '.', ';', '\n', '“', '"', '['])?;
    let words = rest[..end].trim();
    let article =
        ["the ", "a ", "an ", "his ", "her ", "its "].into_iter().find_map(|article| words.strip_prefix(article))?;
    (words.len() <= LONGEST && rest[end..].starts_with(',')).then(|| article.to_owned())
}

/// A key made from a name that nobody has yet: "jan-brink", "jan-brink-2".
fn free_key(snapshot: &Snapshot, name: &str) -> String {
    let mut plain = String::new();
    for c in name.nfd().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            plain.push(c);
        } else if !unicode_normalization::char::is_combining_mark(c) && !plain.ends_with('-') && !plain.is_empty() {
            plain.push('-');
        }
    }
    let plain: String = plain.trim_end_matches('-').nfc().collect();
    let taken = |key: &str| snapshot.data.registry.get(key).is_some() || crate::sources::RESERVED.contains(&key);
    let numbered = (2..).map(|n| format!("{plain}-{n}"));
    std::iter::once(plain.clone()).chain(numbered).find(|key| !taken(key)).unwrap_or(plain)
}

/// People the article names in full who are in no registry and whose names are `wanted`, in order; at most [`MOST_PEOPLE`].
pub fn unregistered(snapshot: &Snapshot, wanted: impl Fn(&str) -> bool) -> Vec<Person> {
    let ledger = &*snapshot.ledger;
    let mut found: Vec<Person> = Vec::new();
    let mut seen = HashSet::new();
    for placed in ledger.blocks.iter().filter(|placed| placed.kind == BlockKind::Prose) {
        for mention in placed.entry.reading.names.iter().filter(|mention| mention.person) {
            let span = mention.span.shifted(placed.span.start);
            let name = span.of(&ledger.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let lower = name.to_lowercase();
            if name.contains(' ') && !seen.contains(&lower) && found.len() < MOST_PEOPLE && wanted(&lower) {
                seen.insert(lower);
                found.extend(person(snapshot, &name, span));
            }
        }
    }
    found
}
