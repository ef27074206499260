//! A place's house form in `places.yaml`: its entry's name, and the former one among its aliases; or a new entry for a place the house has
//! had no entry for.
//!
//! Pure functions of the file's text. What they make is read back before it is handed out.

use super::edited;
use crate::gazetteer::{Place, parse_places_at};
use crate::sources::append::scalar;
use crate::text::{Severity, Span};
use std::fmt::Write;

/// The edits that call the place whose entry's name stands at `name` in `text` by `new`. Its old name is kept among its aliases, so that
/// it goes on being found in quotations and old copy. `None` where that cannot be done without a person.
#[must_use]
pub fn rename(text: &str, name: Span, new: &str) -> Option<Vec<(Span, String)>> {
    let before = sound(text)?;
    let at = before.iter().position(|(_, span)| *span == name)?;
    let old = before[at].0.names.first()?.text.clone();
    let renamed = (name, in_flow(new));
    let with_alias = alias(text, name, &old).map(|alias| vec![renamed.clone(), alias]);
    let good = |edits: &[(Span, String)]| {
        let after = sound(&edited(text, edits))?;
        let place = &after.get(at)?.0;
        let named = place.names.first().is_some_and(|name| name.text == new);
        let others = |all: &[(Place, Span)]| {
            all.iter().map(|(p, _)| p.names.len()).enumerate().filter(|(i, _)| *i != at).collect::<Vec<_>>()
        };
        (named && after.len() == before.len() && others(&after) == others(&before)).then_some(place.names.len())
    };
    let known = before[at].0.names.iter().any(|name| name.text == new);
    with_alias.filter(|edits| good(edits).is_some_and(|names| known || names > before[at].0.names.len())).or_else(
        || {
            let bare = vec![renamed];
            good(&bare).map(|_| bare)
        },
    )
}

/// Where to add `old` to the aliases of the entry whose name stands at `name`.
fn alias(text: &str, name: Span, old: &str) -> Option<(Span, String)> {
    let line_start = text[..name.start].rfind('\n').map_or(0, |i| i + 1);
    let before = &text[line_start..name.start];
    let column = before.find("name")?;
    if !before[..column].chars().all(|c| c == ' ' || c == '-') {
        return None;
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line_end = text[name.end..].find('\n').map_or(text.len(), |i| name.end + i + 1);
    let mut at = line_end;
    let insert = |at: usize, words: String| Some((Span::new(at, at), words));
    for line in text[line_end..].split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        if !bare.trim().is_empty() && indent < column {
            break;
        }
        if indent == column && bare.starts_with("aliases:") {
            let value = at + column + "aliases:".len();
            let rest = bare["aliases:".len()..].trim();
            if rest.starts_with('[') {
                let open = text[value..].find('[')? + value + 1;
                let empty = text[open..].trim_start().starts_with(']');
                return insert(open, format!("{}{}", in_flow(old), if empty { "" } else { ", " }));
            }
            let next = at + line.len();
            let first = text.get(next..)?;
            let deep = first.len() - first.trim_start_matches(' ').len();
            return (rest.is_empty() && first[deep..].starts_with("- "))
                .then(|| (Span::new(next, next), format!("{}- {}{newline}", " ".repeat(deep), in_flow(old))));
        }
        at += line.len();
    }
    let gap = if text[..line_end].ends_with('\n') { "" } else { newline };
    insert(line_end, format!("{gap}{}aliases: [{}]{newline}", " ".repeat(column), in_flow(old)))
}

/// What to insert at which byte of the places file `text` so that the house calls the place `id` by `new`. `None` where that cannot be done
/// without a person.
#[must_use]
pub fn add(text: &str, id: &str, new: &str) -> Option<(usize, String)> {
    let before = sound(text)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let bare = text.trim_end();
    let mut out = String::new();
    let indent = match before.iter().map(|(_, span)| span.start).max() {
        Some(last) => {
            let line_start = text[..last].rfind('\n').map_or(0, |i| i + 1);
            let dash = text[..last].rfind("- ")?;
            text.get(line_start.min(dash)..dash)?.rsplit('\n').next()?.to_owned()
        }
        None => {
            if bare.lines().last().is_none_or(|line| line != "places:") {
                let _ = write!(out, "places:{newline}");
            }
            String::new()
        }
    };
    let (scheme, number) = id.split_once(':')?;
    let field = if ["geonames", "wikidata"].contains(&scheme) {
        format!("{scheme}: {number}")
    } else {
        format!("id: {}", scalar(id))
    };
    let _ = write!(out, "{indent}- name: {}{newline}{indent}  {field}{newline}", in_flow(new));
    let gap = if bare.is_empty() || text.ends_with('\n') { "" } else { newline };
    let added = format!("{gap}{out}");
    let after = sound(&format!("{text}{added}"))?;
    let good = after.len() == before.len() + 1
        && after.last().is_some_and(|(place, _)| place.id == id && place.names[0].text == new);
    good.then_some((text.len(), added))
}

/// The places of a file that has no error.
fn sound(text: &str) -> Option<Vec<(Place, Span)>> {
    let (places, spans, problems) = parse_places_at(text);
    problems.iter().all(|problem| problem.severity < Severity::Error).then(|| places.into_iter().zip(spans).collect())
}

/// Words as YAML, also between brackets.
fn in_flow(words: &str) -> String {
    if words.contains([',', '[', ']', '{', '}', '(']) {
        serde_json::Value::from(words).to_string()
    } else {
        scalar(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, old: &str, new: &str, expected: &str) {
        let (_, spans, _) = parse_places_at(text);
        let span = spans.into_iter().find(|span| span.of(text).contains(old)).expect("the place is there");
        let after = rename(text, span, new).map(|edits| edited(text, &edits));
        assert_eq!(after.as_deref(), Some(expected));
    }

    #[test]
    fn the_name_changes_and_the_old_one_stays_known() {
        check(
            "- name: Orrin\n- name: Wick\n",
            "Orrin",
            "Saint Orrin",
            "- name: Saint Orrin\n  aliases: [Orrin]\n- name: Wick\n",
        );
        check(
            "places:\n  - what: village\n    name: Orrin",
            "Orrin",
            "St. Orrin",
            "places:\n  - what: village\n    name: \"St. Orrin\"\n    aliases: [Orrin]\n"
                .replace("\"St. Orrin\"", "St. Orrin")
                .as_str(),
        );
        check(
            "- name: Orrin\n  country: GB\n  aliases: [Ory]\n",
            "Orrin",
            "Orr",
            "- name: Orr\n  country: GB\n  aliases: [Orrin, Ory]\n",
        );
        check(
            "- name: Orrin\n  aliases:\n  - Ory\n  - {name: Or, kind: former}\n",
            "Orrin",
            "Orr",
            "- name: Orr\n  aliases:\n  - Orrin\n  - Ory\n  - {name: Or, kind: former}\n",
        );
        check("- {name: Orrin, country: GB}\n", "Orrin", "Orr", "- {name: Orr, country: GB}\n");
    }

    #[test]
    fn a_place_of_the_atlas_gets_an_entry() {
        let entry = "- name: Kyiv City\n  geonames: 703448\n";
        let check = |text: &str| {
            add(text, "geonames:703448", "Kyiv City")
                .map(|(at, added)| format!("{}{added}{}", &text[..at], &text[at..]))
        };
        assert_eq!(check(""), Some(format!("places:\n{entry}")));
        assert_eq!(check("- name: Wick"), Some(format!("- name: Wick\n{entry}")));
        let deep = "places:\n  - name: Wick\n    aliases: [Wyck]\n";
        assert_eq!(check(deep), Some(format!("{deep}  - name: Kyiv City\n    geonames: 703448\n")));
        assert_eq!(check("places: [\n"), None, "a broken file is for a person");
    }
}
