//! `place-name-variant`: a place under another form than the house writes.

use super::shared::{kept_as_written, part_of, quoted};
use super::{Check, Context, Finding, Fix, Rule};
use crate::gazetteer::{Choice, Confidence, NameForm, PlaceId, Signs, fold};
use crate::ledger::Mentioned;
use crate::text::{Severity, Span};
use std::collections::{HashMap, HashSet};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A place goes by another form than the house writes.",
    page: PAGE,
    severity: [Severity::Off, Severity::Info, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "place-name-variant";

const PAGE: &str = "\
## What it finds

A place called by a name, or spelled in a way, that is not the form the house writes; and a word that is nearly the name of a place of
the article's part of the world. Each name is reported where it first stands. Quotations keep their speakers' words. A gloss
(\"Kharkov, now Kharkiv\") introduces a second name for the whole article.

## Why

Readers look a place up by the name the paper gave it. Unless the house says otherwise, its form is the official one of the country the
place lies in by international recognition; which form to use is the house's choice alone.

## Bad

```
The train to Kharkov left an hour late, the conductor, Petra Sand, said.
```

## Good

```
The train to Kharkiv left an hour late, the conductor, Petra Sand, said.
```

## How to mend it

Write the house form. To have another one, set `places.prefer` for the country in sayso.toml (a language, or `official`), or give the
place a line of its own in places.yaml.

## How to silence it

`[CQ]` right after the name says that it is meant so, and so does a pin under `places:` at the top of the article.
`<!-- stet place-name-variant: reason -->` after the sentence lets it stand (`[stet place-name-variant: reason]` in a .txt file).
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
            out.push(finding(written, it.span, &context.house.form(&context.data.atlas, place), form));
        }
    }
    for fix in out.iter_mut().filter(|f| f.rule == NAME).flat_map(|f| &mut f.fixes).filter(|fix| fix.edits.len() > 1) {
        fix.title += " throughout";
    }
}

/// Whether the article's own words, and surely, call a place by another name than the house does.
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
    other
        && !ledger.front_matter.places.iter().any(|(name, _)| alike(name))
        && part_of(&ledger.text, it.span, &house_form).is_none()
}

fn finding(written: &str, span: Span, house_form: &str, form: NameForm) -> Finding {
    let (message, help) = match form {
        NameForm::Garbled => (
            format!("{} is no name of a place the atlas knows; {} is near.", quoted(written), quoted(house_form)),
            "Write it as the place is called, or add the spelling to places.yaml.",
        ),
        NameForm::Former => (
            format!("{} is a former or other name of {}.", quoted(written), quoted(house_form)),
            "Write the house form, or gloss the other name where it first stands.",
        ),
        _ => (
            format!("The house form of {} is {}.", quoted(written), quoted(house_form)),
            "Write the house form, or set another under places.prefer in sayso.toml.",
        ),
    };
    let mut finding = Finding::new(NAME, span, message);
    finding.help = Some(help.into());
    finding.fixes.push(Fix::replace(span, house_form));
    finding
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check, messages};

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
                "The house form of “Kharkov” is “Kharkiv”. Write the house form, or set another under places.prefer in sayso.toml."
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
        let text = "A fire in Bucheon, South Korea, hurt three people.\n";
        assert_eq!(apply_fix(&[NAME], text), text.replace("Bucheon", "Bucheon-si"));
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
