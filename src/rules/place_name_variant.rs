//! `place-name-variant`: a name or spelling of a place that is not house style.

use super::shared::{kept_as_written, part_of, quoted};
use super::{Check, Context, Finding, Fix, Rule};
use crate::gazetteer::{Choice, Confidence, NameForm, PlaceId, Signs, fold};
use crate::house::Strictness;
use crate::ledger::Mentioned;
use crate::text::{Severity, Span};
use std::collections::{HashMap, HashSet};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The name of a place is not house style.",
    page: PAGE,
    severity: [Severity::Off, Severity::Info, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "place-name-variant";

const PAGE: &str = "\
## What it finds

A name or spelling of a place that is not house style: a former name (\"Bombay\"), a name for which the newsroom's places.yaml or
`places.prefer` sets another, the Russian name of a place in Ukraine. Also a word that is one letter off the name of a place in the part of
the world the article is about. `strict` also reports all other names that the atlas lists. Each name is reported at first mention. Names
in quotations are not reported. A gloss (\"Kharkov, now Kharkiv\") introduces a second name for the whole article.

## Why

Readers look a place up by the name the paper gave it. Which name to use is your newsroom's decision. Where you have set none, sayso takes
the usual English name, or the official name in the country to which the place belongs by international recognition.

## Bad

```
The train to Kharkov left an hour late, the conductor, Petra Sand, said.
```

## Good

```
The train to Kharkiv left an hour late, the conductor, Petra Sand, said.
```

## How to fix it

Write the name in house style. To change the style, set `places.prefer` for the country in sayso.toml (a language, or `official`), or add
the place to places.yaml.

## How to silence it

Write `[CQ]` right after the name, or pin the name under `places:` at the top of the article. Or write
`<!-- stet place-name-variant: reason -->` after the sentence (`[stet place-name-variant: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let glossed: HashSet<PlaceId> = ledger
        .places
        .iter()
        .filter(|it| it.mention(&ledger.blocks).signs.any(Signs::GLOSSES))
        .map(|it| it.choice.place)
        .collect();
    let mut first: HashMap<(&str, PlaceId), usize> = HashMap::new();
    for it in &ledger.places {
        let written = it.span.of(&ledger.text);
        let (place, form) = (it.choice.place, it.choice.form);
        if form == NameForm::Demonym || glossed.contains(&place) || kept_as_written(ledger, it) {
            continue;
        }
        if let Some(&index) = first.get(&(written, place)) {
            // The same name again: the fix for all of them grows.
            let whole = |form: &str| part_of(&ledger.text, it.span, form).is_some();
            if let Some(fix) = out.get_mut(index).and_then(|finding: &mut Finding| finding.fixes.first_mut())
                && let Some((_, form)) = fix.edits.first().cloned()
                && !whole(&form)
            {
                fix.edits.push((it.span, form));
            }
            continue;
        }
        if is_variant(context, it) {
            first.insert((written, place), out.len());
            let only = it.mention(&ledger.blocks).candidates.len() == 1;
            out.push(finding(written, it.span, &context.house.form(&context.data.atlas, place), form, only));
        }
    }
    for fix in out.iter_mut().filter(|f| f.rule == NAME).flat_map(|f| &mut f.fixes).filter(|fix| fix.edits.len() > 1) {
        fix.title += " throughout";
    }
}

/// Whether the article itself, outside quotations, surely calls a place by a name that is not house style.
pub(super) fn is_variant(context: &Context<'_>, it: &Mentioned) -> bool {
    let (ledger, atlas) = (context.ledger, &context.data.atlas);
    let Choice { place, form, confidence } = it.choice;
    let sure = confidence != Confidence::Guess || form == NameForm::Garbled;
    if !sure || form == NameForm::Demonym || kept_as_written(ledger, it) {
        return false;
    }
    let written = fold::folded_name(it.span.of(&ledger.text));
    let alike = |name: &str| written == fold::folded_name(name);
    let house_form = context.house.form(atlas, place);
    let official = atlas.facts(place).name;
    let other = match form {
        NameForm::Preferred => house_form != official && alike(official) && !alike(&house_form),
        _ => !alike(&house_form),
    };
    let worth_telling = || match form {
        NameForm::Garbled => is_clearly_misspelt(context, it),
        _ => {
            let preferred = || atlas.facts(place).country().is_some_and(|of| context.house.prefer.contains_key(of));
            context.house.strictness == Strictness::Strict
                || atlas.is_on_record(place, it.span.of(&ledger.text))
                || preferred()
        }
    };
    // "Peking University", "Siam Holdings" are called so whatever the place is called now.
    let part_of_a_name = it.mention(&ledger.blocks).signs.any(Signs::ORGANISATION.with(Signs::CAPITAL_AFTER));
    other
        && !part_of_a_name
        && worth_telling()
        && !ledger.front_matter.places.iter().any(|(name, _)| alike(name))
        && part_of(&ledger.text, it.span, &house_form).is_none()
}

/// Whether a word that is a letter off a place's name is used as a place, in an article that mentions places of the same country.
fn is_clearly_misspelt(context: &Context<'_>, it: &Mentioned) -> bool {
    let (ledger, atlas) = (context.ledger, &context.data.atlas);
    let mention = it.mention(&ledger.blocks);
    let placed = Signs::PLACE_BEFORE.with(Signs::PLACE_AFTER).with(Signs::WITHIN_NEXT).with(Signs::LISTED);
    let person = Signs::GIVEN.with(Signs::SURNAME).with(Signs::PERSON_BEFORE).with(Signs::PERSON_AFTER);
    let country = atlas.facts(it.choice.place).country;
    let there = |other: &Mentioned| {
        let facts = atlas.facts(other.choice.place);
        other.choice.confidence == Confidence::Sure && facts.country == country && country.is_some()
    };
    mention.signs.any(Signs::MIXED)
        || (mention.signs.any(placed) && !mention.signs.any(person) && ledger.places.iter().any(there))
}

/// The finding for a name. A misspelling of several possible names gets no fix.
fn finding(written: &str, span: Span, house_form: &str, form: NameForm, only: bool) -> Finding {
    let (message, help) = match form {
        NameForm::Garbled => (
            format!("The atlas has no place called {}. Did you mean {}?", quoted(written), quoted(house_form)),
            "Correct the spelling, or add it to places.yaml.",
        ),
        NameForm::Former => (
            format!("{} is a former or other name of {}.", quoted(written), quoted(house_form)),
            "Write the name in house style, or explain the other name at first mention.",
        ),
        _ => (
            format!("House style for {} is {}.", quoted(written), quoted(house_form)),
            "Write the name in house style, or set another under places.prefer in sayso.toml.",
        ),
    };
    let mut finding = Finding::new(NAME, span, message);
    finding.help = Some(help.into());
    if form != NameForm::Garbled || only {
        finding.fixes.push(Fix::replace(span, house_form));
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn a_name_that_is_not_the_house_form_is_found_once() {
        check(
            &[NAME],
            "
The train for Kharkov left at nine, and Kharkov station in Ukraine was empty. Poltava was quiet.
              ^^^^^^^ place-name-variant
",
        );
        assert_eq!(
            messages(&[NAME], "The train reached Kharkov in Ukraine.\n"),
            [
                "House style for “Kharkov” is “Kharkiv”. Write the name in house style, or set another under places.prefer in sayso.toml."
            ]
        );
    }

    #[test]
    fn a_gloss_a_quotation_a_mark_and_a_pin_let_it_stand() {
        check(
            &[NAME],
            "
Krasnoarmeysk, known in Ukrainian as Pokrovsk, was quiet. Krasnoarmeysk has two mines.
\"I love Kharkov,\" said Oda Lindqvist of Ukraine.
The train for Odessa [CQ] in Ukraine was late.
",
        );
        check(
            &[NAME],
            "---
places: { Kharkov: \"geonames:706483\" }
---
The train reached Kharkov in Ukraine.
",
        );
    }

    #[test]
    fn a_name_that_stands_in_its_whole_form_is_right() {
        let texts = [
            "Judges in The Hague ruled on Monday. The Hague was quiet.\n",
            "Judges in the Hague ruled on Monday.\n",
            "A fire in Bucheon-si, South Korea, hurt three people.\n",
            "A fire in El Monte, Calif., hurt three people.\n",
            "A fire in Donostia / San Sebastián hurt three people.\n",
            "A fire in Reggio nell’Emilia, Italy, hurt three people.\n",
            "A fire in ’s-Hertogenbosch hurt three people.\n",
        ];
        for text in texts {
            assert!(
                messages(&[NAME, "place-name-inconsistent"], text).is_empty(),
                "{text}: {:?}",
                messages(&[NAME], text)
            );
        }
        // What a data set lists without a word of what it is nobody is told of.
        assert!(messages(&[NAME], "A fire in Bucheon, South Korea, hurt three people.\n").is_empty());
        assert!(messages(&[NAME], "The bus from Naples to Marrakech was late.\n").is_empty());
        assert_eq!(messages(&[NAME], "A fire in Bombay, India, hurt three people.\n").len(), 1);
    }

    #[test]
    fn a_small_places_name_says_nothing_where_nothing_leads_to_its_country() {
        check(&[NAME], "\nThe ferry to Velin was late. The mayor of Velin wants a bridge.\n");
        check(
            &[NAME],
            "
The bus from Lviv to Velin was late. The mayor of Velin wants a road.
                     ^^^^^ place-name-variant
",
        );
    }
}
