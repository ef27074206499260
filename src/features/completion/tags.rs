//! Source tags, completed from the newsroom's registry while they are typed.
//!
//! What is typed after `@` is looked for in keys, titles, names, outlets and dates, since nobody remembers keys. It works on the raw text
//! before the caret, for a tag that is being typed is not yet a tag. People the article names and no registry knows come last.

use super::{CompletionItem, Completions, ItemKind, filter};
use crate::article::plain_key;
use crate::desk::Snapshot;
use crate::features::actions::{Person, unregistered};
use crate::features::fuzzy::{is_subsequence, starts_a_word};
use crate::features::source_card::reserved;
use crate::sources::{RESERVED, Registry, Source, Words, key};
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::HashSet;

/// At most so many sources are offered at once: more nobody reads, and each costs the editor time.
const MOST: usize = 200;

/// How far on either side of the caret a tag is looked for, in bytes.
const REACH: usize = 500;

/// Where a key is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// From the key's first character to its last, on both sides of the caret.
    replace: Span,
    /// How a key is to be written here.
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// After `@`.
    Key,
    /// After `@{`.
    InBraces {
        /// Whether the brace is closed already.
        closed: bool,
    },
    /// After `;` in a bracket, where `@` is still to be written.
    WithAt,
}

/// What can be put at the byte `offset`; `None` where no source tag is being typed.
pub fn complete(snapshot: &Snapshot, offset: usize) -> Option<Completions> {
    let text = &*snapshot.ledger.text;
    let place = place(text, offset)?;
    if !super::is_prose(snapshot, place.replace.start) {
        return None;
    }
    let typed = &text[place.replace.start..offset];
    let query = typed.to_lowercase();
    let cited = cited_keys(snapshot, place.replace);
    let registry = &snapshot.data.registry;
    let mut ranked: Vec<Rank<'_>> = Vec::new();
    for (source, words) in registry.search(&query) {
        if let Some(tier) = tier(words, &query) {
            let cited = Reverse(cited.contains(source.key.as_str()));
            ranked.push(Rank { tier, cited, newest: Reverse(source.shown_issued()), key: &source.key });
        }
    }
    // Where nothing is typed yet the newsroom's own sources come first.
    let tier = if query.is_empty() { u8::MAX } else { 0 };
    let reserved = RESERVED.iter().filter(|key| registry.get(key).is_none() && key.starts_with(&query));
    ranked.extend(reserved.map(|key| Rank { tier, cited: Reverse(false), newest: Reverse(None), key }));
    if ranked.len() > MOST {
        ranked.select_nth_unstable(MOST);
        ranked.truncate(MOST);
    }
    ranked.sort_unstable();
    let mut items: Vec<CompletionItem> = ranked.iter().map(|rank| item(registry, rank.key, typed, place)).collect();
    items.extend(people(snapshot, &query).into_iter().map(|person| newcomer(person, typed, place)));
    (!items.is_empty()).then_some(Completions { items, incomplete: true })
}

fn item(registry: &Registry, key: &str, typed: &str, place: Place) -> CompletionItem {
    let source = registry.get(key);
    let detail = source.map_or_else(|| reserved(key).unwrap_or_default().to_owned(), Source::display_line);
    CompletionItem {
        sort: if source.is_some() { ItemKind::Source } else { ItemKind::Keyword },
        detail,
        filter: filter(key, typed),
        ..CompletionItem::new(key, place.form.of(key), place.replace)
    }
}

/// Somebody who is to be registered with the tag.
fn newcomer(person: Person, typed: &str, place: Place) -> CompletionItem {
    let label = person.key.clone();
    CompletionItem {
        sort: ItemKind::Person,
        detail: format!("{} – not in the registry yet; this adds them", person.name),
        documentation: person.role.clone().unwrap_or_default(),
        filter: filter(&label, typed),
        ..CompletionItem::new(&label, place.form.of(&label), place.replace)
    }
    .registers(person)
}

/// People the article names who are in no registry, as far as `query` fits their names.
fn people(snapshot: &Snapshot, query: &str) -> Vec<Person> {
    // As a name is typed, or as the key made from it.
    unregistered(snapshot, |name| starts_a_word(name, query) || starts_a_word(&name.replace(' ', "-"), query))
}

impl Form {
    /// `key` as it is written here.
    fn of(self, key: &str) -> String {
        match self {
            Self::Key => key::cited(key).into_owned(),
            Self::InBraces { closed } => format!("{key}{}", if closed { "" } else { "}" }),
            Self::WithAt => format!("@{}", key::cited(key)),
        }
    }
}

/// The place of the key that is being typed at `offset`, if one is.
fn place(text: &str, offset: usize) -> Option<Place> {
    if !text.is_char_boundary(offset) {
        return None;
    }
    let from = (offset.saturating_sub(REACH)..=offset).find(|&i| text.is_char_boundary(i))?;
    let line_start = text[from..offset].rfind('\n').map_or(from, |i| from + i + 1);
    let before = &text[line_start..offset];
    let after = &text[offset..];
    // The key's characters up to the caret; in braces nearly anything may be one.
    let word_start =
        before.rfind(|c: char| !is_key_char(c)).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let (head, typed) = before.split_at(word_start);
    if let Some(head) = head.strip_suffix('@') {
        return tag_may_start(head).then(|| {
            let end = offset + rest_of_key(typed, after);
            Place { replace: Span::new(offset - typed.len(), end), form: Form::Key }
        });
    }
    if let Some(open) = before.rfind("@{").filter(|&i| tag_may_start(&before[..i])) {
        let typed = &before[open + 2..];
        if !typed.contains(|c: char| c.is_whitespace() || c == '}') {
            let end = after.find(|c: char| c.is_whitespace() || "{}];".contains(c)).unwrap_or(after.len());
            let closed = after[end..].starts_with('}');
            return Some(Place {
                replace: Span::new(offset - typed.len(), offset + end),
                form: Form::InBraces { closed },
            });
        }
    }
    let separator = head.trim_end_matches([' ', '\t']);
    let open = separator.rfind('[').filter(|_| separator.ends_with(';'))?;
    let inside = &separator[open..];
    (inside.contains('@') && !inside.contains(']'))
        .then_some(Place { replace: Span::new(offset - typed.len(), offset), form: Form::WithAt })
}

/// How many bytes after the caret still belong to the key whose start is `typed`.
fn rest_of_key(typed: &str, after: &str) -> usize {
    let rest: String = after.chars().take(REACH).take_while(|&c| is_key_char(c)).collect();
    // A mark at the end is the sentence's, not the key's.
    plain_key(&format!("{typed}{rest}")).saturating_sub(typed.len())
}

fn is_key_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ":.#$%&-+?<>~/".contains(c)
}

/// Whether an `@` after `head` can start a tag: not inside a word (an e-mail address), not escaped. A `-` before it suppresses the author.
fn tag_may_start(head: &str) -> bool {
    let head = match head.strip_suffix('-') {
        Some(head) if !head.ends_with(|c: char| c.is_alphanumeric()) => head,
        _ => head,
    };
    !head.ends_with(|c: char| c.is_alphanumeric() || r"-\@/".contains(c))
}

/// Keys the article cites already, the one that is being typed left out.
fn cited_keys(snapshot: &Snapshot, typing: Span) -> HashSet<&str> {
    let citations = snapshot.ledger.tags().flat_map(|(placed, tag)| tag.citations.iter().map(move |c| (placed, c)));
    let others = citations.filter(|(placed, c)| !c.key_span.shifted(placed.span.start).overlaps(typing));
    others.map(|(_, citation)| citation.key.as_str()).collect()
}

/// What decides the order, weightiest first; less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank<'a> {
    tier: u8,
    /// A source that is cited already is likely to be cited again.
    cited: Reverse<bool>,
    newest: Reverse<Option<&'a str>>,
    key: &'a str,
}

/// How well `query` (in lower case) fits a source, 0 best: the key's start, a part of the key, the start of a word of its title or of a
/// name, anything else about it, somewhere in it, its letters in order in the key.
fn tier(words: Words<'_>, query: &str) -> Option<u8> {
    if query.is_empty() || words.key.starts_with(query) {
        return Some(0);
    }
    if !words.hit {
        return is_subsequence(query, words.key).then_some(5);
    }
    if starts_a_word(words.key, query) {
        return Some(1);
    }
    if starts_a_word(words.names, query) {
        return Some(2);
    }
    Some(if starts_a_word(words.rest, query) { 3 } else { 4 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{SOURCES, at_caret, snapshot};
    use proptest::prelude::*;

    /// The items at `|` are `keys`, best first, and taking the first gives `taken`.
    #[track_caller]
    fn check(marked: &str, keys: &[&str], taken: &str) {
        let (snapshot, offset) = at_caret(marked);
        let items = complete(&snapshot, offset).map_or(Vec::new(), |c| c.items);
        assert_eq!(items.iter().map(|i| i.label.as_str()).collect::<Vec<_>>(), keys, "{marked}");
        let Some(first) = items.first() else { return };
        let text = &*snapshot.ledger.text;
        let (start, end) = (first.replace.start, first.replace.end);
        assert!(start <= offset && offset <= end);
        assert_eq!(format!("{}{}{}", &text[..start], first.insert, &text[end..]), taken);
        for item in &items {
            assert!(item.filter.starts_with(&text[start..offset]), "{item:?}");
        }
    }

    #[test]
    fn wherever_a_tag_is_typed() {
        let one = ["lipa-0304"];
        check("It is shut [@lip|", &one, "It is shut [@lipa-0304");
        check("It is shut [@lip|].", &one, "It is shut [@lipa-0304].");
        check("It is shut @lip| says.", &one, "It is shut @lipa-0304 says.");
        check("@lip|", &one, "@lipa-0304");
        check("It is shut [-@lip|]", &one, "It is shut [-@lipa-0304]");
        check("It is shut [see @ministry; @lip|]", &one, "It is shut [see @ministry; @lipa-0304]");
        check("It is shut [@ministry; lip|]", &one, "It is shut [@ministry; @lipa-0304]");
        check("It is shut [@ministry, p. 3;lip|", &one, "It is shut [@ministry, p. 3;@lipa-0304");
        check("It is shut [@{lip|", &one, "It is shut [@{lipa-0304}");
        check("It is shut [@{lip|}]", &one, "It is shut [@{lipa-0304}]");
        check("Закрито [@lip|]", &one, "Закрито [@lipa-0304]");
    }

    #[test]
    fn the_whole_key_around_the_caret_is_replaced_and_no_more() {
        check("[@lip|a-03]", &["lipa-0304"], "[@lipa-0304]");
        check("as @lip|a-03.", &["lipa-0304"], "as @lipa-0304.");
        check("as @lip|, said", &["lipa-0304"], "as @lipa-0304, said");
    }

    #[test]
    fn not_where_no_tag_can_be() {
        for marked in [
            "mail anna@lip|",
            "a \\@lip|",
            "lip|",
            "[lip|",
            "no tag; lip|",
            "[a](b); lip|",
            "https://x.org/@lip|",
            "@ lip|",
        ] {
            check(marked, &[], "");
        }
    }

    #[test]
    fn not_in_code_html_addresses_and_front_matter() {
        for marked in [
            "Type `[@lip|` here.",
            "```\n[@lip|\n```\n",
            "A bridge.\n\n    [@lip|\n",
            "It is shut. <!-- ask @lip| -->",
            "[profile](<https://example.org/ @lip|>)",
            "---\nauthor: @lip|\n---\n\nText.",
        ] {
            check(marked, &[], "");
        }
        check("Type `code` here [@lip|]", &["lipa-0304"], "Type `code` here [@lipa-0304]");
        check("> Quoted words [@lip|", &["lipa-0304"], "> Quoted words [@lipa-0304");
        check("- A list [@lip|", &["lipa-0304"], "- A list [@lipa-0304");
        check("# A headline @lip|", &["lipa-0304"], "# A headline @lipa-0304");
    }

    #[test]
    fn sources_are_found_by_key_title_names_outlet_and_date() {
        check("[@0304|]", &["lipa-0304"], "[@lipa-0304]");
        check("[@clos|]", &["lipa-0304", "ministry"], "[@lipa-0304]");
        check("[@BRIN|]", &["brink-call", "lipa-0304"], "[@brink-call]");
        check("[@kovach|]", &["lipa-0304"], "[@lipa-0304]");
        check("[@herald|]", &["lipa-0304"], "[@lipa-0304]");
        check("[@2026-02|]", &["ministry"], "[@ministry]");
        check("[@roads|]", &["ministry"], "[@ministry]");
        check("[@mnst|]", &["ministry"], "[@ministry]");
        check("[@zzz|]", &[], "");
    }

    #[test]
    fn the_start_of_the_key_comes_before_its_parts_and_those_before_names() {
        check("[@bri|]", &["brink-call", "lipa-0304", "s1"], "[@brink-call]");
        check("[@call|]", &["brink-call"], "[@brink-call]");
    }

    #[test]
    fn with_nothing_typed_the_newest_come_first_and_reserved_keys_last() {
        let all = ["lipa-0304", "brink-call", "ministry", "s1", "known", "own", "tk"];
        check("[@|]", &all, "[@lipa-0304]");
        check("[@o|]", &["own", "lipa-0304", "ministry", "brink-call"], "[@own]");
    }

    #[test]
    fn what_is_offered_tells_who_where_and_when_and_the_card_on_demand() {
        let (snapshot, offset) = at_caret("[@lipa|]");
        let items = complete(&snapshot, offset).unwrap().items;
        assert_eq!(items[0].detail, "Jan Brink, mayor of Lipa – Lipa Herald, 2026-03-04");
        let card = super::super::card(&snapshot.data.registry, &items[0].label).unwrap();
        assert!(card.contains(r"Bridge at Lipa \*closed\* until May"), "{card}");
    }

    #[test]
    fn people_named_and_not_registered_come_last_and_are_registered_with_the_tag() {
        let named = "Marta Olsen, the chief engineer, said so. Jan Brink, the mayor, said no. Shut ";
        check(
            &format!("{named}[@|]"),
            &["lipa-0304", "brink-call", "ministry", "s1", "known", "own", "tk", "marta-olsen"],
            &format!("{named}[@lipa-0304]"),
        );
        check(&format!("{named}[@ols|]"), &["marta-olsen"], &format!("{named}[@marta-olsen]"));
        let (snapshot, offset) = at_caret(&format!("{named}[@ols|]"));
        let items = complete(&snapshot, offset).unwrap().items;
        let person = items[0].registers.as_ref().expect("somebody to register");
        assert_eq!((person.name.as_str(), person.role.as_deref()), ("Marta Olsen", Some("chief engineer")));
    }

    #[test]
    fn a_confidential_source_is_not_found_by_who_it_is() {
        check("[@olha|]", &[], "");
        check("[@brynza|]", &[], "");
        let (snapshot, offset) = at_caret("[@engineer|]");
        let items = complete(&snapshot, offset).unwrap().items;
        assert_eq!(items[0].label, "s1");
        assert!(!format!("{items:?}").contains("Olha") && !format!("{items:?}").contains("Brynza"));
    }

    #[test]
    fn at_most_two_hundred_of_ten_thousand_at_once() {
        let many: String = (0..10_000).map(|i| format!("- id: k-{i}\n")).collect();
        let (sources, _) = crate::sources::parse("a.yaml", &many);
        let registry = crate::sources::Registry::join(vec![("a.yaml".into(), sources)]);
        let (mut snapshot, offset) = at_caret("[@k-77|]");
        snapshot.data.registry = std::sync::Arc::new(registry);
        let completions = complete(&snapshot, offset).unwrap();
        assert!(completions.incomplete);
        assert_eq!(completions.items.len(), MOST);
        assert_eq!(completions.items[0].label, "k-77");
    }

    proptest! {
        #[test]
        fn anywhere_in_any_text(text in prop_oneof![any::<String>(), "[@\\[\\]{};a-c\u{457} \n-]{0,30}"]) {
            let snapshot = snapshot(&text);
            for offset in 0..=text.len() {
                for item in complete(&snapshot, offset).map_or(Vec::new(), |c| c.items) {
                    prop_assert!(item.replace.touches(offset));
                    prop_assert!(text.get(item.replace.start..item.replace.end).is_some());
                    prop_assert!(item.filter.starts_with(&text[item.replace.start..offset]));
                }
            }
        }
    }

    #[test]
    fn the_registry_of_these_tests_is_sound() {
        assert!(crate::sources::parse("sources.yaml", SOURCES).1.is_empty());
    }
}
