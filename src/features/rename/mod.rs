//! Renaming: a source's key in its registry and in every article, a place's house form in `places.yaml` and wherever it is written.
//!
//! Says whether a new name will do, and if not why, in words for whoever edits; and what to change in one text. Nothing is renamed in a
//! quotation, whose words are the speaker's, or where a `[CQ]` says that a name is meant so; a key is the newsroom's own everywhere.

pub mod places;
pub mod registry;

use super::uses::Uses;
use crate::article::{self, Format};
use crate::gazetteer::{Atlas, PlaceId, fold};
use crate::sources::{RESERVED, Registry, key};
use crate::text::Span;

/// Longer names nobody writes.
const LONGEST: usize = 100;

/// Whether the source with the key `old` can be called `new`. An error says why not.
pub fn check_key(registry: &Registry, old: &str, new: &str) -> Result<(), String> {
    if RESERVED.contains(&old) {
        return Err(format!("@{old} is reserved and cannot be renamed."));
    }
    if RESERVED.contains(&new) {
        return Err(format!("@{new} is reserved. Choose another key."));
    }
    if !key::is_citable(new) || new.len() > LONGEST {
        return Err(format!(
            "“{new}” cannot be a key. Use one word of letters, digits and single marks, as in tass-0304."
        ));
    }
    // A key nobody has registered may be joined to one that is: that mends a slip in every article.
    match registry.get(new) {
        Some(taken) if new != old && registry.get(old).is_some() => {
            Err(format!("The key {new} is already used: {}. Choose another.", taken.display_name()))
        }
        _ => Ok(()),
    }
}

/// Whether the place `id` can be called `new`. `others` are the places the newsroom's articles name. An error says why not.
pub fn check_form(atlas: &Atlas, id: PlaceId, new: &str, others: impl Iterator<Item = PlaceId>) -> Result<(), String> {
    if new.is_empty() || new.len() > LONGEST || new.contains(char::is_control) || !new.contains(char::is_alphabetic) {
        return Err("A place name must be a few words on one line.".into());
    }
    let folded = fold::folded_name(new);
    let clash = others
        .filter(|other| *other != id)
        .find(|other| atlas.place(*other).names.iter().any(|name| fold::folded_name(&name.text) == folded));
    match clash {
        None => Ok(()),
        Some(other) => {
            let facts = atlas.facts(other);
            let lies_in = [facts.region, facts.country_name].into_iter().flatten().map(|it| format!(", {it}"));
            let other = format!("{}{}", facts.name, lies_in.collect::<String>());
            Err(format!("“{new}” is the name of another place in these articles: {other}. Choose another."))
        }
    }
}

/// The edits that call the source `old` by `new` in an article of that format, whose text and uses these are. What they make is read back
/// first: `None` where the new key cannot be written in some place of it.
#[must_use]
pub fn key_in_article(text: &str, format: Format, uses: &Uses, old: &str, new: &str) -> Option<Vec<(Span, String)>> {
    let cited = uses.citations.iter().filter(|citation| citation.key == old);
    let mut edits: Vec<(Span, String)> = cited
        .map(|citation| {
            let in_braces = text[..citation.span.start].ends_with('{');
            (citation.span, if in_braces { new.to_owned() } else { key::cited(new).into_owned() })
        })
        .collect();
    edits.sort_by_key(|(span, _)| *span);
    if edits.is_empty() {
        return Some(edits);
    }
    let after = edited(text, &edits);
    let keys = |text: &str| article::keys(text, format).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    let called = keys(text).into_iter().map(|key| if key == old { new.to_owned() } else { key });
    // A pipe makes two cells of one, and what has too many is no table.
    let cells = |text: &str| {
        let pieces = article::split(text, format).into_iter();
        pieces.map(|it| article::parse_block(it.span.of(text), it.kind, format).cells.len()).sum::<usize>()
    };
    let same = called.eq(keys(&after)) && (!new.contains('|') || cells(text) == cells(&after));
    same.then_some(edits)
}

/// The edits that write `new` for the form `old` of the place `id` in an article, whose text and uses these are.
#[must_use]
pub fn form_in_article(text: &str, uses: &Uses, id: PlaceId, old: &str, new: &str) -> Vec<(Span, String)> {
    let folded = fold::folded_name(old);
    let same = |written: &str| fold::folded_name(written) == folded;
    let named = uses.places.iter().filter(|it| it.place() == id && !it.kept && same(it.span.of(text)));
    named
        .map(|it| {
            let written = it.span.of(text);
            let shouted = written.chars().count() > 1 && !written.contains(char::is_lowercase);
            (it.span, if shouted { new.to_uppercase() } else { new.to_owned() })
        })
        .collect()
}

/// `text` after `edits`, which are in order and do not overlap.
pub(crate) fn edited(text: &str, edits: &[(Span, String)]) -> String {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in edits {
        after.push_str(&text[at..span.start]);
        after.push_str(new);
        at = span.end;
    }
    after + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::super::uses;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_that_will_not_do_is_refused_with_the_reason() {
        let registry = &snapshot("").data.registry.clone();
        let refused = |old: &str, new: &str| check_key(registry, old, new).expect_err("it will not do");
        assert!(refused("ministry", "lipa-0304").contains("already used: Bridge at Lipa"));
        assert!(refused("ministry", "s1").contains("Confidential source"), "and keeps what it knows to itself");
        assert!(refused("ministry", "tk").contains("is reserved"));
        assert!(refused("own", "mine").contains("is reserved"));
        assert!(refused("ministry", "two words").contains("cannot be a key"));
        assert!(refused("ministry", "").contains("cannot be a key"));
        assert_eq!(check_key(registry, "ministry", "roads-ministry"), Ok(()));
        assert_eq!(check_key(registry, "minstry", "ministry"), Ok(()), "a slip is mended");
        assert_eq!(check_key(registry, "ministry", "ministry"), Ok(()));
    }

    #[test]
    fn a_form_that_will_not_do_is_refused_with_the_reason() {
        let article = snapshot("Kramatorsk waits. Kharkiv waits.");
        let atlas = &article.data.atlas;
        let all: Vec<PlaceId> = uses::of(&article).places.iter().map(uses::NamedPlace::place).collect();
        let check = |new: &str| check_form(atlas, all[0], new, all.iter().copied());
        assert!(check("Kharkov").expect_err("it is another's").contains("Kharkiv"));
        assert!(check("").is_err() && check("two\nlines").is_err() && check("12").is_err());
        assert_eq!(check("Kramatorsk City"), Ok(()));
        assert_eq!(check("Краматорськ"), Ok(()), "one of its own names");
    }

    #[test]
    fn keys_are_written_in_braces_where_they_need_them() {
        let check = |text: &str, new: &str, after: &str| {
            let article = snapshot(text);
            let edits =
                key_in_article(text, Format::Markdown, &uses::of(&article), "ministry", new).expect("it can be");
            assert_eq!(edited(text, &edits), after);
        };
        check("Shut [@ministry, p. 3; @s1]. As @ministry said.", "roads", "Shut [@roads, p. 3; @s1]. As @roads said.");
        check("Shut [@{ministry}].", "a+", "Shut [@{a+}].");
        check("Shut [@ministry].", "a+", "Shut [@{a+}].");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn after_a_renaming_nothing_goes_by_the_old_key_and_renamed_back_all_is_as_it_was(
            front in any::<bool>(),
            parts in proptest::collection::vec(prop_oneof![
                Just("Shut [@ministry, p. 3]. "), Just("As @ministry said, "), Just("[@s1; -@ministry] "), Just("[^1]: See @ministry.\n\n"),
                Just("| Ward | [@ministry] |\n|---|---|\n"), Just("| @ministry | 7 |\n"), Just("<!-- stet tk: as @ministry has it -->"),
                Just("`@ministry` "), Just("\n\n"), Just("> "), Just("- "), Just("# [@ministry\n"), Just("ministry@example.org "),
            ], 0..16),
            new in proptest::sample::select(&["roads", "a:1", "é", "a+", "x]", "a{b}", "a|b"][..]),
        ) {
            let front = if front { "---\nnocite: '@ministry, @s1'\n---\n\n" } else { "" };
            let text = format!("{front}{}", parts.concat());
            let renamed = |text: &str, old: &str, new: &str| {
                key_in_article(text, Format::Markdown, &uses::of(&snapshot(text)), old, new).map(|edits| edited(text, &edits))
            };
            let named = |text: &str, key: &str| article::keys(text, Format::Markdown).iter().filter(|it| it.0 == key).count();
            if let Some(after) = renamed(&text, "ministry", new) {
                prop_assert_eq!((named(&after, "ministry"), named(&after, new)), (0, named(&text, "ministry")), "{}", after);
                if key::is_simple(new) {
                    prop_assert_eq!(renamed(&after, new, "ministry"), Some(text));
                }
            } else {
                prop_assert!(["x]", "a|b"].contains(&new), "{} {}", text, new);
            }
        }
    }

    #[test]
    fn a_form_is_written_for_that_form_alone_and_not_into_what_somebody_said() {
        let text = "KRAMATORSK WAITS\n\nKramatorsk's mayor left. “Kramatorsk is cold,” he said. Краматорск waits. Kramatorsk [CQ].";
        let article = snapshot(text);
        let uses = uses::of(&article);
        let id = uses.places.last().expect("a place").place();
        let after = edited(text, &form_in_article(text, &uses, id, "Kramatorsk", "Kramtown"));
        assert!(
            after.contains("Kramtown's mayor left. “Kramatorsk is cold,” he said. Краматорск waits. Kramatorsk [CQ]."),
            "{after}"
        );
    }
}
