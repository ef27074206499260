//! `vague-attribution`: a sentence whose source is too vague to call.

use super::asked::least;
use super::shared::{of_a_people, quoted, quoted_to};
use super::unverified_not_said::tells_of_a_check;
use super::{Check, Context, Finding, Rule};
use crate::attribution::{Act, Reference, SourceKind, means_the_writer, names_a_body, passes_on};
use crate::claims::Kind;
use crate::house::Strictness;
use crate::ledger::{Attributed, Line, Standing, Sure};
use crate::text::{Severity, Span};
use std::collections::HashMap;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The source is too vague to call: “analysts”, “sources”, “it is understood”.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Article(check),
};

const NAME: &str = "vague-attribution";

const PAGE: &str = "\
## What it finds

A sentence whose only source is \"analysts\", \"sources\", \"reports\", \"critics\" or \"some\", or that says \"is widely seen\" or \"it is
understood\": words that sound like a source and name nobody. Each such source is reported once. A plain \"reportedly\" belongs to
`hearsay-adverb`.

Not reported: sources that tell readers where to look, by a place, a body or an office beside the word (\"police officials\", \"analysts at
the port\", \"the mayor's advisers\"), and people who speak for themselves (\"residents\", \"voters\", \"witnesses\"). `strict` reports those
too, and \"is expected to\". `relaxed` reports only what any desk would query. Where the words are in none of sayso's lists, what it learned
from example sentences decides; it then asks who says so.

## Why

If there is nobody to call, nobody can confirm it. Wire agencies' handbooks require a named source, or else the closest description that can
be given and the reason why the name is withheld.

## Bad

```
Analysts say the harbour will silt up within ten years.
```

## Good

```
The harbour will silt up within ten years, Lena Brandt, who surveys it for the port, said.
```

## How to fix it

Name the person, office or document. If you cannot give a name, write how the source knows and why it is not named. Or add a source tag:
`[@key]`.

## How to silence it

`<!-- stet vague-attribution: reason -->` after the sentence (`[stet vague-attribution: reason]` in a .txt file).
";

/// People who speak for themselves, and whom a reader can take to have been met, in lower case: what they tell is what they saw or live with.
const FOR_THEMSELVES: &str = "anyone bystanders children citizens civilians colleagues commuters customers employees everybody everyone \
    eyewitnesses families family fans farmers folks friends guests holidaymakers locals men motorists neighbors neighbours onlookers parents \
    participants passengers passers-by patients pensioners people players pupils readers relatives rescuers residents shoppers soldiers spectators staff \
    students survivors teachers tenants tourists users viewers villagers visitors voters witnesses women workers";
/// Those who know or judge by trade, so that a place or a name beside the word tells nobody whom to ask ("Western analysts").
const BY_TRADE: &str = "academics activists advocates analysts backers campaigners commentators critics diplomats doctors economists experts \
    historians insiders media observers opponents pundits researchers scholars scientists skeptics sceptics sources specialists strategists \
    supporters traders";
/// Words for what is told, for those who hold office, and for nobody in particular: vague unless a place or a name stands beside them.
const TALK: &str = "accounts allegations estimates investigators officials outlets polls reports research rumors rumours science source \
    statements studies surveys";
/// Words that say how a source knows, in place of who it is.
const PRIVY: &[&str] = &["familiar with", "close to", "with knowledge", "briefed on", "privy to", "aware of"];
/// Words that mean nobody in particular only where no noun follows ("some say").
const ALONE: &[&str] = &["few", "many", "most", "others", "people", "several", "some"];
/// Bodies that are as vague as their members.
const ANY_BODY: &[&str] = &["group", "panel", "side", "team"];
const POSSESSIVE: &[&str] = &["her", "his", "its", "our", "their"];
/// Words after which a noun phrase goes on: its head stands before them.
const AFTER_HEAD: &str = "who which that of at from in on with to for inside within outside close familiar near around across speaking briefed";
/// Words that count some of those whose noun follows: "two of the analysts".
const FEW: &str = "all both one two three those";
/// Words after the head that tell whose or where the source is.
const WHERE: &str = "at of from with inside within";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let strictness = context.house.strictness;
    let mut read = Read::default();
    for (i, line) in ledger.lines.iter().enumerate() {
        // What the scorer takes for vague is asked about whatever it seems to stand on, unless its words tell more. Where no word passes
        // anything on ("The quay was a sorry sight."), the writer judges: of such questions on edited news four were read, all wrong.
        let hides = if line.standing >= Standing::Anonymous { hides(context, i, line, &mut read) } else { None };
        let likely = hides.is_none()
            && !line.carried
            && line.asked.kind == Kind::Vague
            && line.asked.sure >= least(context)
            && !tells_of_a_check(line.span.of(&ledger.text))
            && (strictness == Strictness::Strict || passes_on(line.span.of(&ledger.text)));
        let weight = hides.as_ref().map_or(Weight::Check, |hides| hides.weight);
        // Elsewhere only what a desk asks about counts: on the whole the sentence stands otherwise.
        let vague = match line.standing {
            Standing::Vague => weight != Weight::Own,
            Standing::Anonymous | Standing::Unattributed => weight == Weight::Desk && !line.bears_tag,
            _ => false,
        };
        let asked = match strictness {
            Strictness::Relaxed => vague && weight == Weight::Desk && line.asked.sure >= Sure::Surely,
            Strictness::Standard => vague && weight == Weight::Desk,
            Strictness::Strict => vague,
        };
        if !asked && !likely || weight == Weight::Own {
            continue;
        }
        let mut finding = match hides {
            Some(Hides { span, source: true, .. }) => {
                Finding::new(NAME, span, quoted(span.of(&ledger.text)) + " is too vague: there is nobody to call.")
            }
            Some(Hides { span, .. }) => Finding::new(NAME, span, quoted(span.of(&ledger.text)) + ": who says so?"),
            None => {
                let span = ledger.claim(i).span;
                Finding::new(NAME, span, format!("Who says this: {}?", quoted_to(span.of(&ledger.text), LONGEST)))
            }
        };
        if !asked && line.asked.sure < Sure::Surely {
            finding.severity = Severity::Info;
        }
        finding.help = Some("Name the source, or add a source tag.".into());
        out.push(finding);
    }
}

/// The longest quotation in a question, in characters.
const LONGEST: usize = 70;

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
    /// Whether it does where the scorer takes the sentence for vague as well: their head noun is on no list.
    perhaps: bool,
}

impl Words {
    fn read(source: &str, inside: bool) -> Self {
        Self {
            single: words(source).count() == 1,
            alone: said_alone(source),
            asked: said_to_know(source) && !narrowed(source, inside),
            perhaps: !listed(FOR_THEMSELVES, &head(source)) && !narrowed(source, inside),
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
        let unforeseen = line.is_asked() && matches!(line.asked.kind, Kind::Accusation | Kind::Toll | Kind::Ground);
        let expected = !unforeseen && span.of(&ledger.text).to_lowercase().contains("expected");
        Hides { span, source: false, weight: if expected { Weight::Check } else { Weight::Desk } }
    });
    // "A person familiar with the matter" is one, and nobody a reader could find.
    let privy = |a: &Attributed<'_>| {
        let source = a.raw.source.map(|span| span.shifted(a.offset).of(&ledger.text)).unwrap_or_default();
        a.raw.kind == SourceKind::Anonymous && PRIVY.iter().any(|privy| source.contains(privy))
    };
    let vague = ledger
        .attributions(i)
        .find(|a| (a.raw.kind == SourceKind::Vague || privy(a)) && a.raw.act != Act::Intent && !a.raw.abstract_subject);
    let Some(it) = vague else {
        if line.standing != Standing::Vague {
            return None;
        }
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
    let scored = words.perhaps && line.asked.kind == Kind::Vague;
    let passed_over = !told || carried || before || doing && words.alone || !(words.asked || scored);
    if passed_over { Weight::Check } else { Weight::Desk }
}

fn words(source: &str) -> impl Iterator<Item = &str> {
    source.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’')).filter(|word| !word.is_empty())
}

/// Whether a source is but a word for some of a crowd.
fn said_alone(source: &str) -> bool {
    words(source).all(|word| ALONE.contains(&word.to_lowercase().as_str()))
}

/// Whether a source is somebody said to know, or nobody in particular. Its head noun decides, whatever stands before it.
fn said_to_know(source: &str) -> bool {
    let lower = source.to_lowercase();
    let privy = || PRIVY.iter().any(|privy| lower.contains(privy));
    let head = head(source);
    privy() || said_alone(source) && lower != "people" || listed(BY_TRADE, &head) || listed(TALK, &head)
}

/// The head noun of a source, in lower case: the last word before what tells more of it.
fn head(source: &str) -> String {
    let phrase = source.split([',', '(', '—', ';']).next().unwrap_or(source);
    let mut head = String::new();
    for word in words(phrase).map(str::to_lowercase) {
        if listed(AFTER_HEAD, &word) {
            // "Some of the analysts": the analysts.
            if head.is_empty() || ALONE.contains(&head.as_str()) || listed(FEW, &head) {
                continue;
            }
            break;
        }
        head = word;
    }
    head
}

fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// Whether a place, a body or an office beside the word tells readers where to look. `inside` is whether the source stands inside its
/// sentence, where only a name has a capital.
fn narrowed(source: &str, inside: bool) -> bool {
    let lower = source.to_lowercase();
    if PRIVY.iter().any(|privy| lower.contains(privy)) {
        return false;
    }
    let head = head(source);
    let trade = listed(BY_TRADE, &head);
    let mut after = false;
    words(source).enumerate().any(|(i, word)| {
        let lower = word.to_lowercase();
        let whose = POSSESSIVE.contains(&lower.as_str()) || lower.ends_with("'s") || lower.ends_with("’s");
        after |= i > 0 && listed(WHERE, &lower);
        // "Analysts at the port" can be found, "Norlandish analysts" and "rights groups" cannot.
        let named = word.starts_with(char::is_uppercase) && (i > 0 || inside) && (!trade || after)
            || of_a_people(&lower) && !trade;
        let body = names_a_body(&lower) && !ANY_BODY.contains(&lower.as_str()) && lower != head && (!trade || after);
        named || body || whose && !trade || whose && after
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
            ["“Analysts” is too vague: there is nobody to call. Name the source, or add a source tag."]
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
    fn the_head_noun_decides_whatever_stands_before_it() {
        check(
            &[NAME],
            "
Water rights campaigners said the weir was weak.
^^^^^^^^^^^^^^^^^^^^^^^^ vague-attribution

The weir will be sold, according to a person familiar with the talks.
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ vague-attribution

The weir was repaired by volunteers, which Lindau Falls campaigners say was too late.
                                           ^^^^^^^^^^^^^^^^^^^^^^^^ vague-attribution

Residents of Lindau Falls said the road was loud.
",
        );
        for (source, noun) in [
            ("some of the analysts", "analysts"),
            ("recent studies", "studies"),
            ("sources close to the club", "sources"),
            ("two traders, who", "traders"),
        ] {
            assert_eq!(super::head(source), noun);
        }
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
