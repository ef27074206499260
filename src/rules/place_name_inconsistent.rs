//! `place-name-inconsistent`: one place under two names in one article.

use super::shared::{kept_as_written, part_of, quoted};
use super::{Check, Context, Finding, Fix, Rule, place_name_variant};
use crate::gazetteer::{NameForm, PlaceId, Signs, fold};
use crate::ledger::Mentioned;
use crate::text::{Severity, Span};
use std::collections::{HashMap, HashSet};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "An article uses two names for one place.",
    page: PAGE,
    severity: [Severity::Hint, Severity::Warning, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "place-name-inconsistent";

const PAGE: &str = "\
## What it finds

A city, town or village under two names, or two spellings of one name, in the same article. Names in quotations do not count, nor do words
for a place's people. A gloss (\"Kharkiv, known in Russian as Kharkov\") introduces both names; after it the article may use either.

In an editor there is also a hint where the article uses one name for a place and the newsroom's other articles usually use another,
unless `place-name-variant` already asks for the house style.

## Why

Readers who do not know the place think there are two. Each newsroom decides which name to use; style guides agree that it should be one.

## Bad

```
The first train reached Kharkiv at noon, the railway said. The second one never left Kharkov, the railway said.
```

## Good

```
The first train reached Kharkiv at noon, the railway said. The second one never left Kharkiv, the railway said.
```

## How to fix it

Use one name throughout, or explain the other name once, at first mention: \"Kharkiv, formerly Kharkov\".

## How to silence it

`[CQ]` right after the name says that the spelling is checked. Or write `<!-- stet place-name-inconsistent: reason -->` after the sentence
(`[stet place-name-inconsistent: reason]` in a .txt file).
";

/// A gloss has no more than so many bytes between the two names: ", known in Ukrainian and until recently in Russian as ".
const LONGEST_GLOSS: usize = 60;

/// Words between two names that make the second a gloss of the first.
const GLOSS_WORDS: [&str; 9] = ["known", "called", "formerly", "renamed", "named", "now", "aka", "or", "also"];

/// A mention that counts, with its span in the article (bytes).
#[derive(Clone)]
struct Use<'a> {
    mentioned: &'a Mentioned,
    place: PlaceId,
    form: NameForm,
    span: Span,
    written: &'a str,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let uses = uses(context);
    let mut by_place: HashMap<PlaceId, Vec<&Use<'_>>, foldhash::fast::RandomState> = HashMap::default();
    for it in &uses {
        by_place.entry(it.place).or_default().push(it);
    }
    // In order of place in the text, so that the result does not depend on the order of a hash table.
    let mut places: Vec<_> = by_place.into_values().collect();
    places.sort_by_key(|uses| uses[0].span.start);
    for uses in places {
        if uses.iter().any(|u| u.written != uses[0].written) {
            let uses = whole(context, &uses);
            one_place(context, &uses.iter().collect::<Vec<_>>(), out);
        } else {
            elsewhere(context, &uses, out);
        }
    }
}

/// Mentions outside quotations, each with the place it means; near misses and people left out.
fn uses<'a>(context: &Context<'a>) -> Vec<Use<'a>> {
    let ledger = context.ledger;
    let counts = |it: &&Mentioned| !matches!(it.choice.form, NameForm::Demonym | NameForm::Garbled);
    let part_of_a_name = |it: &&Mentioned| it.mention(&ledger.blocks).signs.any(Signs::ORGANISATION);
    let own = ledger.places.iter().filter(counts).filter(|it| !kept_as_written(ledger, it) && !part_of_a_name(it));
    own.map(|it| Use {
        mentioned: it,
        place: it.choice.place,
        form: it.choice.form,
        span: it.span,
        written: it.span.of(&ledger.text),
    })
    .collect()
}

/// The uses of one place, without duplicates. A use that is only part of the house-style name is widened to the whole name.
fn whole<'a>(context: &Context<'a>, uses: &[&Use<'a>]) -> Vec<Use<'a>> {
    let house = context.house.form(&context.data.atlas, uses[0].place);
    let mut whole: Vec<Use<'a>> = Vec::with_capacity(uses.len());
    for it in uses {
        let mut it = (*it).clone();
        if let Some(span) = part_of(&context.ledger.text, it.span, &house) {
            (it.span, it.written) = (span, span.of(&context.ledger.text));
        }
        if whole.last().is_none_or(|last| !last.span.overlaps(it.span)) {
            whole.push(it);
        }
    }
    whole
}

/// Reports each further name of one place at its first mention, unless it is glossed or as good as the first.
fn one_place(context: &Context<'_>, uses: &[&Use<'_>], out: &mut Vec<Finding>) {
    let text = &context.ledger.text;
    let first = uses[0];
    let as_good = |it: &Use<'_>| it.form == NameForm::Preferred;
    let mut seen = vec![fold::folded(first.written)];
    // As written: most uses need no folding.
    let mut written = HashSet::from([first.written]);
    for (i, it) in uses.iter().enumerate().skip(1) {
        if !written.insert(it.written) {
            continue;
        }
        let folded = fold::folded(it.written);
        if seen.contains(&folded) {
            continue;
        }
        let gap = text.get(uses[i - 1].span.end..it.span.start).unwrap_or("");
        let glossed = is_gloss(gap);
        let alike = as_good(it) && as_good(first);
        if !glossed && !alike && are_two_names(context, it, first) {
            out.push(finding(context, it, first, uses));
        }
        seen.push(folded);
    }
}

/// Whether a reader would take the two for two places: names of one settlement that are known to be its, and neither of them the other with
/// a word more ("Gaza City", "Gaza").
fn are_two_names(context: &Context<'_>, it: &Use<'_>, first: &Use<'_>) -> bool {
    let atlas = &context.data.atlas;
    let facts = atlas.facts(it.place);
    let known = |name: &Use<'_>| {
        name.form == NameForm::Preferred
            || atlas.is_on_record(it.place, name.written)
            || atlas.name_of(it.place, name.written).is_some_and(|name| name.language.is_some())
    };
    let spelled_alike = || fold::keyed(it.written) == fold::keyed(first.written);
    let (a, b) = (fold::folded_name(it.written), fold::folded_name(first.written));
    let longer = |long: &str, short: &str| format!(" {long} ").contains(&format!(" {short} "));
    (facts.is_settlement() || facts.country() == Some("UA"))
        && !longer(&a, &b)
        && !longer(&b, &a)
        && ((known(it) && known(first)) || spelled_alike())
}

/// Reports a name that the article uses throughout where the newsroom's other articles usually use another. A name that is house style is
/// never reported, and nothing is if `place-name-variant` already asks for house style.
fn elsewhere(context: &Context<'_>, uses: &[&Use<'_>], out: &mut Vec<Finding>) {
    let first = uses[0];
    let Some(usual) = context.data.usual.name(first.place) else { return };
    let alike = |name: &str| fold::folded_name(first.written) == fold::folded_name(name);
    let asked_for = || {
        place_name_variant::RULE.severity_in(context.house) > Severity::Off
            && place_name_variant::is_variant(context, first.mentioned)
    };
    if first.form == NameForm::Preferred
        || alike(usual)
        || alike(&context.house.form(&context.data.atlas, first.place))
        || asked_for()
    {
        return;
    }
    let message = format!("Your newsroom's other articles call this place {}.", quoted(usual));
    let mut finding = Finding::new(NAME, first.span, message);
    finding.severity = Severity::Hint;
    finding.help = Some("Use one name, or set the house style in places.yaml.".into());
    finding.fixes.push(throughout(uses.iter().map(|it| it.span), usual));
    out.push(finding);
}

/// The finding for two names of one place. It points at the name that is not house style, else at the later one.
fn finding(context: &Context<'_>, it: &Use<'_>, first: &Use<'_>, uses: &[&Use<'_>]) -> Finding {
    let house = context.house.form(&context.data.atlas, it.place);
    let houses = |name: &Use<'_>| fold::folded_name(name.written) == fold::folded_name(&house);
    // No name in Cyrillic letters is offered to English copy.
    let cyrillic = |name: &Use<'_>| fold::has_cyrillic(name.written);
    let later_is_right = houses(it) && !houses(first) || cyrillic(first) && !cyrillic(it);
    let (wrong, right) = if later_is_right { (first, it) } else { (it, first) };
    let message = format!("“{}” and “{}” are one place.", wrong.written, right.written);
    let mut finding = Finding::new(NAME, wrong.span, message);
    finding.help = Some("Use one name throughout, or explain the other one at first mention.".into());
    finding.related = vec![(right.span, format!("Called “{}” here.", right.written))];
    let folded = fold::folded(wrong.written);
    let same = uses.iter().filter(|u| u.span == wrong.span || fold::folded(u.written) == folded);
    finding.fixes.push(throughout(same.map(|u| u.span), right.written));
    finding
}

/// Writes `name` at all these spans: changing one alone would leave the article with two names.
fn throughout(places: impl Iterator<Item = Span>, name: &str) -> Fix {
    let edits: Vec<(Span, String)> = places.map(|span| (span, name.to_owned())).collect();
    let throughout = if edits.len() > 1 { " throughout" } else { "" };
    Fix { title: format!("Write “{name}”{throughout}"), edits, safe: false }
}

/// Whether the words between two names of a place say that the second is another name of it: " (", ", known in Russian as ".
fn is_gloss(gap: &str) -> bool {
    if gap.len() > LONGEST_GLOSS || gap.contains(['.', ';', '\n']) {
        return false;
    }
    gap.trim_start().starts_with('(')
        || gap.trim() == "/"
        || gap.split(|c: char| !c.is_alphanumeric()).any(|word| GLOSS_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::gazetteer::Usual;
    use crate::house::House;
    use crate::rules::tests::{apply_fix, check, findings_where, fixes_in};
    use crate::text::{Severity, Span};

    #[test]
    fn two_names_of_one_place_are_found_once_each() {
        check(
            &[NAME],
            "
The train for Kharkiv left at nine. It reached Kharkov at noon, and Kharkov station was empty.
                                               ^^^^^^^ place-name-inconsistent
In Donbas the mines are shut. The Donbass is not what it was.
                                  ^^^^^^^ place-name-inconsistent
",
        );
    }

    #[test]
    fn a_gloss_a_quotation_a_people_and_an_abbreviation_are_no_second_name() {
        check(
            &[NAME],
            "
Krasnoarmeysk, known in Ukrainian as Pokrovsk, was quiet. Pokrovsk has two mines.
The train for Kyiv (Kiev in Russian) was late. Kiev is far.
He had lived in Kharkiv for years. \"I love Kharkov,\" said Oda Lindqvist, a Russian baker in Russia.
The Donetsk People's Republic (DPR) has an office there. The DPR did not answer. The United States and the US did.
The train passed Sloviansk and Slovyansk [CQ] at night.
",
        );
    }

    #[test]
    fn all_places_are_put_right_at_once() {
        let text = "The train for Kharkiv left. It reached Kharkov, and Kharkov station was empty.\n";
        let mended = "The train for Kharkiv left. It reached Kharkiv, and Kharkiv station was empty.\n";
        assert_eq!(apply_fix(&[NAME], text), mended);
    }

    #[test]
    fn a_name_in_cyrillic_letters_is_never_the_right_one() {
        let text = "The train for Харків left. It reached Kharkov at noon.\n";
        let house = House { rules: [("non-latin-name".into(), Severity::Off)].into(), ..House::default() };
        assert_eq!(fixes_in(&house, &[NAME], text), [text.replace("Харків", "Kharkov")]);
        // Another rule says more of it.
        check(&[NAME], &format!("\n{text}"));
    }

    #[test]
    fn what_other_articles_call_a_place_is_hinted_at_unless_the_house_form_is_asked_for() {
        let usual = |name| [("Kharkiv", 1), (name, 4)].into_iter();
        let place = crate::gazetteer::Atlas::default().look_up("Kharkiv")[0].place;
        let told = |text: &str, name, variant: Severity| {
            let usual = Usual::among([(place, usual(name))].into_iter());
            let house = House { rules: [("place-name-variant".into(), variant)].into(), ..House::default() };
            let found = findings_where(&house, usual, text).into_iter().filter(|f| f.rule == NAME);
            found.map(|f| (f.severity, f.span, f.message.into_owned())).collect::<Vec<_>>()
        };
        let said = "Your newsroom's other articles call this place “Charkiw”.".to_owned();
        let hint = vec![(Severity::Hint, Span::new(6, 13), said)];
        let text = "Go to Kharkov in Ukraine. Kharkov waits.\n";
        assert_eq!(told(text, "Charkiw", Severity::Off), hint);
        assert_eq!(told(text, "Charkiw", Severity::Info), [], "the house form is asked for");
        assert_eq!(told(text, "Kharkov", Severity::Off), []);
        assert_eq!(told("Go to Kharkiv in Ukraine.\n", "Charkiw", Severity::Off), [], "it is what the house writes");
    }
}
