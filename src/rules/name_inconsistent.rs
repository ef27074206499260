//! `name-inconsistent`: one person's name in two spellings.

use super::shared::quoted;
use super::{Check, Context, Finding, Fix, Rule};
use crate::attribution::{Reference, names_many};
use crate::ledger::{Ledger, Placed};
use crate::text::{Severity, Span};
use std::collections::HashMap;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "One person's name is spelled two ways.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "name-inconsistent";

const PAGE: &str = "\
## What it finds

Two people with the same first name whose surnames differ by a letter or two, or a surname alone that nearly matches the only person it could
mean. Surnames that differ by an ending (“Ivanov”, “Ivanova”) count as two people. Names marked `[CQ]` are skipped.

## Why

A misspelled name is the first thing that people who know the person notice. Two spellings mean that one is wrong, or that there are two
people and readers need to know.

## Bad

```
The weir was mended in May, Otto Lipovoy said. It had been broken for a year, Lipovye added.
```

## Good

```
The weir was mended in May, Otto Lipovoy said. It had been broken for a year, Lipovoy added.
```

## How to fix it

Check the name and spell it one way. If both are right, mark one: `Lipovye [CQ]`.

## How to silence it

`<!-- stet name-inconsistent: reason -->` after the sentence (`[stet name-inconsistent: reason]` in a .txt file).
";

/// More surnames with one first letter are a list, and comparing each with each would cost the square of their number.
const MOST: usize = 200;

/// A name as it is written, and where first.
#[derive(Default)]
struct Written<'a> {
    given: Option<&'a str>,
    surname: &'a str,
    /// Of the surname, in the article's bytes.
    span: Span,
    /// In how many places.
    times: usize,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut written = written(context.ledger);
    // Whoever is near another in spelling begins with the same letter, but for slips nobody reads over.
    written.sort_by_key(|name| (initial(name.surname), name.span.start));
    let groups = written.chunk_by(|a, b| initial(a.surname) == initial(b.surname));
    for same_letter in groups.filter(|names| names.len() <= MOST) {
        for (i, one) in same_letter.iter().enumerate() {
            let near = |other: &&Written<'_>| nearly_the_same(one.surname, other.surname);
            for other in same_letter[i + 1..].iter().filter(near) {
                if one_person(one, other, same_letter) {
                    let (rare, usual) = if one.times < other.times { (one, other) } else { (other, one) };
                    // Once is enough, whatever else the usual spelling stands beside.
                    if !out.iter().any(|found| found.rule == NAME && found.span == rare.span) {
                        out.push(finding(rare, usual));
                    }
                }
            }
        }
    }
}

fn initial(name: &str) -> Option<char> {
    name.chars().next()
}

fn finding(rare: &Written<'_>, usual: &Written<'_>) -> Finding {
    let message = format!("Spelled {} here, {} elsewhere.", quoted(rare.surname), quoted(usual.surname));
    let mut finding = Finding::new(NAME, rare.span, message);
    finding.help = Some("Spell the name one way, or add [CQ] after it if both are right.".into());
    finding.related.push((usual.span, "The other spelling.".to_owned()));
    finding.fixes.push(Fix::replace(rare.span, usual.surname));
    finding
}

/// People's names in the article, each spelling once.
fn written(ledger: &Ledger) -> Vec<Written<'_>> {
    let mut order: Vec<Written<'_>> = Vec::new();
    let mut known: HashMap<&str, usize, foldhash::fast::RandomState> = HashMap::default();
    for placed in &ledger.blocks {
        let reading = &placed.entry.reading;
        let people = reading.names.iter().filter(|name| name.person).map(|name| name.span);
        // Whoever speaks is somebody, also by a surname alone or a first name no list has.
        let speakers = reading.attributions.iter().filter_map(|said| match said.reference {
            Reference::Name(span) if said.cue.is_some() && !said.tentative => Some(span),
            _ => None,
        });
        let text = placed.span.of(&ledger.text);
        let mut spans: Vec<Span> = people.chain(speakers).collect();
        spans.sort_unstable();
        spans.dedup();
        for span in spans {
            let name = span.of(text);
            match known.get(name) {
                Some(&at) => order[at].times += 1,
                None => {
                    known.insert(name, order.len());
                    // One that says nothing keeps its place, so that the indexes stay in step.
                    order.push(read(placed, text, name, span).unwrap_or_default());
                }
            }
        }
    }
    order.retain(|name| !name.surname.is_empty());
    order
}

fn read<'a>(placed: &Placed, text: &'a str, name: &'a str, span: Span) -> Option<Written<'a>> {
    const SHORTEST: usize = 5;
    let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let (before, surname) = bare.rsplit_once(char::is_whitespace).unwrap_or(("", bare));
    let plain = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let mut letters = surname.chars();
    let proper = letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
    // "Tarn Democrats" are nobody's name.
    let many = || names_many(&surname.to_lowercase());
    if surname.chars().count() < SHORTEST || !plain(surname) || !proper || many() {
        return None;
    }
    let end = span.start + bare.len();
    if placed.entry.block.verified(text, span.end) {
        return None;
    }
    let span = Span::new(end - surname.len(), end).shifted(placed.span.start);
    let given = before.split_whitespace().next();
    Some(Written { given, surname, span, times: 1 })
}

/// Whether two surnames differ by a slip: one letter, or two of a long one. Not where one is the other with an ending, or has another
/// gender's.
fn nearly_the_same(a: &str, b: &str) -> bool {
    const LONG: usize = 7;
    if a == b || a.len().abs_diff(b.len()) > 2 || a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    if a.ends_with('a') != b.ends_with('a') {
        return false;
    }
    let most = if a.chars().count().min(b.chars().count()) >= LONG { 2 } else { 1 };
    strsim::osa_distance(a, b) <= most
}

/// Whether both are spellings of one person's name, as far as the article tells.
fn one_person(a: &Written<'_>, b: &Written<'_>, all: &[Written<'_>]) -> bool {
    let borne = |surname: &str| all.iter().any(|name| name.surname == surname && name.given.is_some());
    match (a.given, b.given) {
        (Some(a), Some(b)) => a == b,
        // A surname alone: nobody bears it, and one person alone a name so near.
        (Some(_), None) | (None, Some(_)) => {
            let (full, bare) = if a.given.is_some() { (a, b) } else { (b, a) };
            let mut near =
                all.iter().filter(|name| name.given.is_some() && nearly_the_same(name.surname, bare.surname));
            !borne(bare.surname) && near.all(|name| name.surname == full.surname) && bare.times <= full.times.max(2)
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check};

    #[test]
    fn two_spellings_of_one_name_are_found() {
        check(
            &[NAME],
            "
The weir was mended, Otto Lipovoy said. It rained, Lipovye added.
                                                   ^^^^^^^ name-inconsistent

The weir was mended, Otto Lipovoy said.

The lock is old, Elena Brandt said. Elena Brandt knows it, and Elena Brendt, an engineer, does not.
                                                                     ^^^^^^ name-inconsistent
",
        );
    }

    #[test]
    fn two_people_are_not() {
        check(
            &[NAME],
            "
The weir was mended, Otto Johnson said. It rained, Elena Johnston said.

The lock is old, Otto Ivanov said. It is not, Elena Ivanova said. Ivanova laughed, Ivanov said.

The lock is old, Otto Brandt said. It is not, Brendt [CQ] said.
",
        );
    }

    #[test]
    fn the_usual_spelling_can_be_written() {
        assert_eq!(
            apply_fix(&[NAME], "It rained, Otto Lipovoy said. It did, Lipovye added.\n"),
            "It rained, Otto Lipovoy said. It did, Lipovoy added.\n"
        );
    }
}
