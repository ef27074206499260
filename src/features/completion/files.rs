//! Settings and fields in the newsroom's own files: `sayso.toml`, a registry in YAML, `places.yaml`.
//!
//! It goes by the lines around the caret, for a file in which something is being typed seldom parses.

use super::{Completions, ItemKind, line_start, listed};
use crate::desk::Newsroom;
use crate::house::{EntrySetting, OVERRIDE, PATTERN, SETTINGS, SEVERITIES, STRICTNESS, SettingKind, TERM, Takes};
use crate::rules;
use crate::text::Span;

/// Which of the newsroom's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// `sayso.toml`.
    Settings,
    /// A registry in YAML.
    Registry,
    /// Places in YAML.
    Places,
}

/// The longest line in which something is completed, in bytes.
const REACH: usize = 1000;

/// How many lines back the caret's surroundings are looked for.
const MOST_LINES: usize = 400;

pub(super) const FIELDS: [(&str, &str); 11] = [
    ("id", "the key a tag cites"),
    ("type", "what it is, in CSL’s words"),
    ("title", "what it is called"),
    ("author", "who made it"),
    ("container-title", "outlet or publication"),
    ("publisher", "who published it"),
    ("issued", "when, as 2026-03-12"),
    ("accessed", "the day you looked at it"),
    ("URL", "its address"),
    ("note", "anything else"),
    ("custom", "the newsroom’s own fields"),
];

pub(super) const CUSTOM: [(&str, &str); 13] = [
    ("kind", "wire, official, social, witness, expert, document, own"),
    ("speaker", "who speaks in it"),
    ("role", "what the speaker is"),
    ("party", "side or interest, in your own words"),
    ("origin", "key of the original source"),
    ("grade", "Admiralty grade: reliability A to F, credibility 1 to 6"),
    ("basis", "firsthand, secondhand, document, unknown"),
    ("archive", "address of an archived copy"),
    ("anonymity", "why the source is unnamed"),
    ("confidential", "true: never show who the source is"),
    ("identity", "real name: searched for in copy, never shown"),
    ("quotes", "exact quotes"),
    ("text", "path of the stored text"),
];

pub(super) const TYPES: [(&str, &str); 12] = [
    ("article-newspaper", "a newspaper’s article"),
    ("article-magazine", "a magazine’s article"),
    ("article-journal", "a journal’s article"),
    ("broadcast", "radio or television"),
    ("document", "a document of any other kind"),
    ("interview", "an interview"),
    ("legislation", "a law"),
    ("personal_communication", "a letter, a message"),
    ("post", "a post on a forum or network"),
    ("report", "a report"),
    ("speech", "a speech"),
    ("webpage", "a web page"),
];

pub(super) const PLACE_FIELDS: [(&str, &str); 12] = [
    ("name", "the house-style name"),
    ("aliases", "other names"),
    ("id", "its id, where pins need one"),
    ("geonames", "GeoNames id"),
    ("wikidata", "Wikidata item"),
    ("what", "village, city, region …"),
    ("country", "two letters of ISO 3166"),
    ("region", "region within the country"),
    ("lat", "degrees north"),
    ("lon", "degrees east"),
    ("population", "inhabitants"),
    ("note", "one neutral sentence, shown on hover"),
];

pub(super) const ALIAS_FIELDS: [(&str, &str); 4] = [
    ("name", "the name"),
    ("kind", "exonym, former, romanisation, demonym"),
    ("lang", "its language, as a code"),
    ("until", "year until which it was the name"),
];

/// What a place's name can be.
pub(super) const NAME_KINDS: [&str; 5] = ["preferred", "exonym", "former", "romanisation", "demonym"];

/// What a place can be, in the words offered; any other word will do.
pub(super) const PLACE_WORDS: [&str; 6] = ["city", "town", "village", "region", "country", "territory"];

/// Tables of `sayso.toml`, and lists of tables.
const TABLES: [(&str, &str); 4] = [
    ("rules", "severity of each rule"),
    ("places", "places"),
    ("places.prefer", "house style for place names"),
    ("editor", "what the editor shows, and when"),
];
const LISTS: [(&str, &str); 3] = [
    ("terms", "banned words, with replacements"),
    ("patterns", "house-style patterns"),
    ("overrides", "other settings for some of the articles"),
];

/// What a setting can be that is either so or not.
const FLAGS: [&str; 2] = ["true", "false"];

/// Words without a meaning that needs telling.
fn bare(words: &'static [&'static str]) -> impl Iterator<Item = (&'static str, &'static str)> {
    words.iter().map(|word| (*word, ""))
}

/// What can be put at the byte `offset` of a file of the newsroom; `None` where there is nothing to offer.
#[must_use]
pub fn complete_in_file(file: File, text: &str, offset: usize, newsroom: &Newsroom) -> Option<Completions> {
    if !text.is_char_boundary(offset) {
        return None;
    }
    let start = line_start(text, offset, REACH);
    let line = &text[start..offset];
    if line.trim_start().starts_with('#') {
        return None;
    }
    match file {
        File::Settings => settings(text, start, offset),
        File::Registry => registry(&text[..start], line, offset, newsroom),
        File::Places => places(&text[..start], line, offset),
    }
}

fn settings(text: &str, start: usize, offset: usize) -> Option<Completions> {
    let (above, line, below) = (&text[..start], &text[start..offset], &text[offset..]);
    let header = above.lines().rev().find(|line| line.trim_start().starts_with('['));
    let table = header.map_or("", |header| header.trim().trim_matches(['[', ']']));
    if let Some(typed) = line.trim_start().strip_prefix('[').filter(|typed| !typed.contains(']')) {
        let (heads, typed, close) = match typed.strip_prefix('[') {
            Some(typed) => (&LISTS[..], typed, "]]"),
            None => (&TABLES[..], typed, "]"),
        };
        // An editor may have put brackets there already.
        let there = below.bytes().take(close.len()).take_while(|&b| b == b']').count();
        let replace = Span::new(offset - typed.len(), offset);
        return listed(heads.iter().copied(), typed, replace, ItemKind::Setting, &close[there..]);
    }
    let Some((name, value)) = line.split_once('=') else {
        let typed = line.trim_start();
        let replace = Span::new(offset - typed.len(), offset);
        return match table {
            "rules" => listed(
                rules::ALL.iter().map(|rule| (rule.name, rule.summary)),
                typed,
                replace,
                ItemKind::Setting,
                " = ",
            ),
            "places.prefer" => None,
            _ if !fields(table).is_empty() => {
                let own = fields(table).iter().map(|field| (field.name, field.doc));
                listed(own, typed, replace, ItemKind::Setting, " = ")
            }
            _ => {
                let own = SETTINGS.iter().filter(|setting| setting.table == table);
                listed(own.map(|setting| (setting.name, setting.doc)), typed, replace, ItemKind::Setting, " = ")
            }
        };
    };
    let typed = value.trim_start();
    let quoted = typed.strip_prefix('"');
    let words = match (table, name.trim()) {
        ("rules", _) => &SEVERITIES[..],
        ("places.prefer", _) => &["official"],
        (table, name) if !fields(table).is_empty() => {
            match fields(table).iter().find(|field| field.name == name)?.takes {
                Takes::Severity => &SEVERITIES[..],
                Takes::Strictness => &STRICTNESS[..],
                Takes::Flag => &FLAGS[..],
                _ => return None,
            }
        }
        (table, name) => match SETTINGS.iter().find(|s| s.table == table && s.name == name)?.kind {
            SettingKind::OneOf(words) => words,
            SettingKind::Flag => &FLAGS,
            _ => return None,
        },
    };
    let replace = Span::new(offset - quoted.unwrap_or(typed).len(), offset);
    if words == FLAGS {
        return listed(bare(words), typed, Span::new(offset - typed.len(), offset), ItemKind::Value, "");
    }
    let mut found = listed(bare(words), quoted.unwrap_or(typed), replace, ItemKind::Value, "")?;
    if quoted.is_none() {
        for item in &mut found.items {
            item.insert = format!("\"{}\"", item.insert);
            item.filter = if typed.is_empty() { item.insert.clone() } else { item.filter.clone() };
        }
    }
    Some(found)
}

/// What stands in an entry of the list `table`; nothing where that is no list.
fn fields(table: &str) -> &'static [EntrySetting] {
    match table {
        "terms" => TERM,
        "patterns" => PATTERN,
        "overrides" => OVERRIDE,
        _ => &[],
    }
}

fn registry(above: &str, line: &str, offset: usize, newsroom: &Newsroom) -> Option<Completions> {
    let (key, typed) = yaml_line(line);
    let replace = Span::new(offset - typed.len(), offset);
    let parent = parent(above, line);
    let custom = parent == Some("custom");
    let Some(key) = key else {
        return match parent {
            _ if above.trim().is_empty() && !line.starts_with([' ', '-']) => {
                listed([("references", "the list of sources")], typed, replace, ItemKind::Setting, ":\n")
            }
            _ if custom => listed(CUSTOM, typed, replace, ItemKind::Setting, ": "),
            _ if line.starts_with([' ', '-']) => listed(FIELDS, typed, replace, ItemKind::Setting, ": "),
            _ => None,
        };
    };
    match key {
        "type" if !custom => listed(TYPES, typed, replace, ItemKind::Value, ""),
        "kind" => listed(bare(&crate::sources::KINDS), typed, replace, ItemKind::Value, ""),
        "basis" => listed(bare(&crate::sources::BASES), typed, replace, ItemKind::Value, ""),
        "confidential" => listed(bare(&FLAGS), typed, replace, ItemKind::Value, ""),
        "grade" => {
            let grades: Vec<(String, String)> = ('A'..='F')
                .flat_map(|source| ('1'..='6').map(move |word| format!("{source}{word}")))
                .map(|grade| (crate::sources::grade_in_words(&grade).unwrap_or_default(), grade))
                .map(|(meaning, grade)| (grade, meaning))
                .collect();
            let known = grades.iter().map(|(grade, meaning)| (grade.as_str(), meaning.as_str()));
            listed(known, typed, replace, ItemKind::Value, "")
        }
        "origin" => {
            let keys: Vec<(&str, &str)> =
                newsroom.data.registry.in_force().map(|source| (source.key.as_str(), source.display_name())).collect();
            listed(keys, typed, replace, ItemKind::Source, "").map(|mut found| {
                found.items.truncate(200);
                found
            })
        }
        _ => None,
    }
}

fn places(above: &str, line: &str, offset: usize) -> Option<Completions> {
    let (key, typed) = yaml_line(line);
    let replace = Span::new(offset - typed.len(), offset);
    let alias = parent(above, line) == Some("aliases") || line.trim_start().starts_with("- {");
    match key {
        None if alias => listed(ALIAS_FIELDS, typed, replace, ItemKind::Setting, ": "),
        None if line.starts_with([' ', '-']) => listed(PLACE_FIELDS, typed, replace, ItemKind::Setting, ": "),
        None if above.trim().is_empty() => {
            listed([("places", "the list of places")], typed, replace, ItemKind::Setting, ":\n")
        }
        Some("kind") => listed(bare(&NAME_KINDS), typed, replace, ItemKind::Value, ""),
        Some("what") => listed(bare(&PLACE_WORDS), typed, replace, ItemKind::Value, ""),
        _ => None,
    }
}

/// The key of a line of YAML, if it has one by the caret, and what is typed of the key or of its value.
fn yaml_line(line: &str) -> (Option<&str>, &str) {
    // In `- {name: St. Orrin, kind: ro` the last pair counts.
    let last = line.rsplit(['{', ',']).next().unwrap_or(line).trim_start();
    let last = last.strip_prefix("- ").unwrap_or(last).trim_start_matches('-').trim_start();
    match last.split_once(':') {
        Some((key, value)) => (Some(key.trim()), value.trim_start()),
        None => (None, last),
    }
}

/// The key that the line hangs under: the nearest one above that is indented less.
fn parent<'a>(above: &'a str, line: &str) -> Option<&'a str> {
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = depth(line);
    let above =
        above.lines().rev().take(MOST_LINES).filter(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
    let mut above = above.filter(|l| depth(l) < own || depth(l) == own && line.trim_start().starts_with('-'));
    let parent = above.find(|l| !l.trim_start().starts_with("- ") || depth(l) < own)?;
    let parent = parent.trim_start().strip_prefix("- ").unwrap_or(parent.trim_start());
    parent.split_once(':').map(|(key, _)| key)
}
