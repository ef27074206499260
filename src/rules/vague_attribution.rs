//! `vague-attribution`: a sentence that stands on nobody who could be asked.

use super::shared::{of_a_people, quoted};
use super::{Check, Context, Finding, Rule};
use crate::attribution::{Act, Checkworthy, Reference, SourceKind, means_the_writer, names_a_body};
use crate::house::Strictness;
use crate::ledger::{Attributed, Line, Standing};
use crate::text::{Severity, Span};
use std::collections::HashMap;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence stands on the word of nobody who could be asked.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Article(check),
};

const NAME: &str = "vague-attribution";

const PAGE: &str = "\
## What it finds

A sentence that stands on \"analysts\", \"sources\", \"reports\", \"critics\" or \"some\" alone, or on \"is widely seen\" or \"it is understood\": words
that sound like a source and name nobody. Each such source is pointed at once. A plain \"reportedly\" is left to `hearsay-adverb`.

What tells readers where to look is let go: a place, a body or an office beside the word (\"police officials\", \"analysts at the port\", \"the
mayor's advisers\"), and people who speak for themselves (\"residents\", \"voters\", \"witnesses\"). `strict` asks about those too, and about
\"is expected to\". `relaxed` asks only where the sentence tells of losses or accuses somebody.

## Why

If nobody could be rung up and asked, nobody answers for it. Handbooks of the wire agencies ask for a named source, or for as close a
description as can be given and the reason a name cannot.

## Bad

```
Analysts say the harbour will silt up within ten years.
```

## Good

```
The harbour will silt up within ten years, Lena Brandt, who surveys it for the port, said.
```

## How to mend it

Name the person, office or document. If a name cannot be given, say how the source knows and why it is not named. Or tag the sentence
with what it rests on: `[@key]`.

## How to silence it

`<!-- stet vague-attribution: reason -->` after the sentence (`[stet vague-attribution: reason]` in a .txt file).
";

/// Words for those who are said to know, and for nobody in particular, in lower case.
const SAID_TO_KNOW: &[&str] = &[
    "academics",
    "accounts",
    "allegations",
    "analysts",
    "commentators",
    "critics",
    "economists",
    "estimates",
    "experts",
    "historians",
    "insiders",
    "investigators",
    "many",
    "media",
    "most",
    "observers",
    "officials",
    "others",
    "outlets",
    "people",
    "pundits",
    "reports",
    "research",
    "researchers",
    "rumors",
    "rumours",
    "scholars",
    "science",
    "scientists",
    "several",
    "some",
    "source",
    "sources",
    "statements",
    "strategists",
    "studies",
    "surveys",
];
/// Those among them who study a field, which names no body beside them ("military analysts").
const STUDY: &[&str] = &[
    "academics",
    "analysts",
    "commentators",
    "economists",
    "experts",
    "historians",
    "observers",
    "pundits",
    "researchers",
    "scholars",
    "scientists",
    "strategists",
];
/// Words that are the name of a field as well as of a body.
const FIELDS: &[&str] = &["military"];
/// Those among them that mean nobody in particular only where no noun follows ("some say").
const ALONE: &[&str] = &["many", "most", "others", "people", "several", "some"];
/// Bodies that are as vague as their members.
const ANY_BODY: &[&str] = &["group", "panel", "side", "team"];
const POSSESSIVE: &[&str] = &["her", "his", "its", "our", "their"];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let strictness = context.house.strictness;
    let grave = Checkworthy::CASUALTIES.with(Checkworthy::ACCUSATION);
    let mut read = Read::default();
    for (i, line) in ledger.lines.iter().enumerate().filter(|(_, line)| line.standing == Standing::Vague) {
        let hides = hides(context, i, line, &mut read);
        let weight = hides.as_ref().map_or(Weight::Check, |hides| hides.weight);
        let asked = match strictness {
            Strictness::Relaxed => weight == Weight::Desk && line.pressing.has_any(grave),
            Strictness::Standard => weight == Weight::Desk,
            Strictness::Strict => weight != Weight::Own,
        };
        if !asked {
            continue;
        }
        let mut finding = match hides {
            Some(Hides { span, source: true, .. }) => {
                Finding::new(NAME, span, quoted(span.of(&ledger.text)) + " names nobody who could be asked.")
            }
            Some(Hides { span, .. }) => {
                Finding::new(NAME, span, quoted(span.of(&ledger.text)) + " does not say whose word this is.")
            }
            None => Finding::new(NAME, line.span, "This names nobody who could be asked."),
        };
        finding.help = Some("Name the source, or add a source tag.".into());
        out.push(finding);
    }
}

/// Who asks about words that name nobody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// A desk.
    Desk,
    /// A line-by-line check.
    Check,
    /// Nobody: the writer speaks.
    Own,
}

/// Words that hide who says it.
struct Hides {
    span: Span,
    /// Whether they are a source ("analysts") rather than a cue without one or an adverb ("is widely seen", "reportedly").
    source: bool,
    weight: Weight,
}

/// What is read off the words of a source, remembered for the length of a check: few sources are vague in words of their own.
type Read<'a> = HashMap<(&'a str, bool), Words, foldhash::fast::RandomState>;

/// What the words of a vague source are.
#[derive(Clone, Copy)]
struct Words {
    /// One word.
    single: bool,
    /// Whether they are but a word for some of a crowd.
    alone: bool,
    /// Whether a desk asks about them, as far as they tell.
    asked: bool,
}

impl Words {
    fn read(source: &str, inside: bool) -> Self {
        Self {
            single: words(source).count() == 1,
            alone: said_alone(source),
            asked: said_to_know(source) && !narrowed(source, inside),
        }
    }
}

/// The words of line `i` that hide who says it: a vague source, else a cue without one, else an adverb.
fn hides<'a>(context: &Context<'a>, i: usize, line: &Line, read: &mut Read<'a>) -> Option<Hides> {
    let ledger = context.ledger;
    let placed = &ledger.blocks[line.block];
    let told = placed.entry.reading.sentences.get(line.sentence).and_then(|read| read.vague);
    let told = told.map(|span| span.shifted(placed.span.start));
    let nobody = told.map(|span| {
        // What is expected is often on a calendar; what forces will do, and what it will cost in lives, is on none.
        let unforeseen = line.checkworthy.has_any(Checkworthy::TERRITORY.with(Checkworthy::CASUALTIES));
        let expected = !unforeseen && span.of(&ledger.text).to_lowercase().contains("expected");
        Hides { span, source: false, weight: if expected { Weight::Check } else { Weight::Desk } }
    });
    let vague = ledger
        .attributions(i)
        .find(|a| a.raw.kind == SourceKind::Vague && a.raw.act != Act::Intent && !a.raw.abstract_subject);
    let Some(it) = vague else {
        // What runs on from another sentence: the source was asked about there.
        let carried = ledger.because(line).and_then(|it| it.raw.source.map(|span| span.shifted(it.offset)));
        let own = carried.is_some_and(|span| own_voice(span.of(&ledger.text)));
        return nobody.or_else(|| own.then_some(Hides { span: line.span, source: false, weight: Weight::Own }));
    };
    // "Western analysts, who warn": the analysts.
    match (it.raw.antecedent.or(it.raw.source), it.raw.cue) {
        (Some(source), _) => {
            let span = source.shifted(it.offset);
            Some(Hides { span, source: true, weight: weight(span, &it, line, &ledger.text, read) })
        }
        (None, Some(cue)) => nobody.or_else(|| {
            let span = cue.shifted(it.offset);
            Some(Hides { span, source: false, weight: Weight::Check })
        }),
        (None, None) => nobody,
    }
}

fn own_voice(source: &str) -> bool {
    source.split_whitespace().next().is_some_and(|first| means_the_writer(&first.to_lowercase()))
}

/// Who asks about the source at `span`.
fn weight<'a>(span: Span, it: &Attributed<'_>, line: &Line, text: &'a str, read: &mut Read<'a>) -> Weight {
    let source = span.of(text);
    if own_voice(source) {
        return Weight::Own;
    }
    let told = matches!(it.raw.act, Act::Speech | Act::Evidence | Act::Belief);
    let carried = line.carried && !line.span.overlaps(span);
    // "Some hid in the cellar, fearing another flood": what they do is told, and nothing rests on their word; but "Others, however, said".
    let gap = it.raw.cue.map(|cue| text.get(span.end..cue.start + it.offset).unwrap_or_default());
    let inside = span.start > line.span.start;
    let words = read.entry((source, inside)).or_insert_with(|| Words::read(source, inside));
    let doing = words.single && gap.is_none_or(|gap| gap.len() > 1 && !gap.starts_with(','));
    // "The researchers" are those who were brought up before, and asked about there.
    let before = matches!(it.raw.reference, Reference::Description(_) | Reference::Pronoun(_));
    let passed_over = !told || carried || before || doing && words.alone || !words.asked;
    if passed_over { Weight::Check } else { Weight::Desk }
}

fn words(source: &str) -> impl Iterator<Item = &str> {
    source.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’')).filter(|word| !word.is_empty())
}

/// Whether a source is but a word for some of a crowd.
fn said_alone(source: &str) -> bool {
    words(source).all(|word| ALONE.contains(&word.to_lowercase().as_str()))
}

/// Whether a source is somebody said to know, or nobody in particular, rather than people who speak for themselves.
fn said_to_know(source: &str) -> bool {
    let words: Vec<String> = words(source).map(str::to_lowercase).collect();
    let known = |word: &String| SAID_TO_KNOW.contains(&word.as_str());
    let alone = |word: &String| ALONE.contains(&word.as_str());
    words.iter().any(|word| known(word) && !alone(word)) || words.iter().all(alone) && words != ["people"]
}

/// Whether a place, a body or an office beside the word tells readers where to look. `inside` is whether the source stands inside its
/// sentence, where only a name has a capital.
fn narrowed(source: &str, inside: bool) -> bool {
    let study = words(source).any(|word| STUDY.contains(&word.to_lowercase().as_str()));
    words(source).enumerate().any(|(i, word)| {
        let lower = word.to_lowercase();
        // "Norlandish analysts" are as hard to ring up as any.
        let people = study && of_a_people(&lower);
        let named = word.starts_with(char::is_uppercase) && (i > 0 || inside) && !people;
        let field = study && FIELDS.contains(&lower.as_str());
        let body = names_a_body(&lower) && !ANY_BODY.contains(&lower.as_str()) && !field;
        let whose = POSSESSIVE.contains(&lower.as_str()) || lower.ends_with("'s") || lower.ends_with("’s");
        named || body || whose
    })
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, check_strict, messages};

    #[test]
    fn words_for_nobody_are_found_and_a_named_source_is_not() {
        check(
            &[NAME],
            "
Analysts say the harbour will silt up within ten years.
^^^^^^^^ vague-attribution

The mayor of Lindau Falls is widely believed to have left before the vote.
                          ^^^^^^^^^^^^^^^^^^ vague-attribution

Some say the vote was close.
^^^^ vague-attribution

The harbour will silt up within ten years, Lena Brandt said.
",
        );
        assert_eq!(
            messages(&[NAME], "Analysts say the harbour will silt up within ten years.\n"),
            ["“Analysts” names nobody who could be asked. Name the source, or add a source tag."]
        );
    }

    #[test]
    fn who_can_be_found_or_speaks_for_himself_is_left_to_the_strict() {
        let found = "
Analysts at the port authority say the harbour will silt up.

Police officials said the bridge was closed.

Residents said the road was loud.

A new bridge is expected to open in May.
";
        check(
            &[NAME],
            "
The rebels' troops are expected to advance on the town after the capture of the ford.
                   ^^^^^^^^^^^^^^^ vague-attribution

The toll was raised amid reports of a second crack in the weir.
                         ^^^^^^^^^^ vague-attribution
",
        );
        assert!(messages(&[NAME], found).is_empty());
        check_strict(
            &[NAME],
            "
Police officials said the bridge was closed.
^^^^^^^^^^^^^^^^ vague-attribution
",
        );
    }

    #[test]
    fn neither_a_field_nor_a_country_tells_whom_to_ask() {
        check(
            &[NAME],
            "
Norwegian military analysts said the weir was weak.
^^^^^^^^^^^^^^^^^^^^^^^^^^^ vague-attribution

The plan has been met with doubt by Western analysts, who see it as a gesture.
                                    ^^^^^^^^^^^^^^^^ vague-attribution

The weir, according to official statements, will hold.
                       ^^^^^^^^^^^^^^^^^^^ vague-attribution

Others, however, said the weir was weak.
^^^^^^ vague-attribution

Military officials said the weir was weak.

Analysts of the Norwegian navy said the weir was weak.
",
        );
    }

    #[test]
    fn a_source_is_pointed_at_once() {
        check(
            &[NAME],
            "
Analysts say the harbour will silt up. They argue that dredging is too dear.
^^^^^^^^ vague-attribution
",
        );
    }

    #[test]
    fn the_writer_is_somebody() {
        assert!(messages(&[NAME], "We think the harbour will silt up.\n").is_empty());
    }
}
