//! What the fields of an entry mean, whichever format they come in, and what is wrong with a value.

use super::Source;
use crate::text::{Problem, Severity, Span, nearest};

/// The newsroom's own fields, as they stand under `custom:` in a CSL file or among the fields of a BibLaTeX entry.
pub const CUSTOM: [&str; 13] = [
    "kind",
    "speaker",
    "role",
    "party",
    "origin",
    "grade",
    "basis",
    "archive",
    "anonymity",
    "confidential",
    "identity",
    "quotes",
    "text",
];

/// What kinds of source there are.
pub const KINDS: [&str; 7] = ["wire", "official", "social", "witness", "expert", "document", "own"];
/// On what a source's word can rest.
pub const BASES: [&str; 4] = ["firsthand", "secondhand", "document", "unknown"];

/// Where the words of the field `name` go, if it is one that takes words.
fn slot<'a>(source: &'a mut Source, name: &str) -> Option<&'a mut Option<String>> {
    let custom = &mut source.custom;
    Some(match name {
        "title" => &mut source.title,
        "container-title" | "publisher" | "outlet" => &mut source.outlet,
        "url" => &mut source.url,
        "kind" => &mut custom.kind,
        "speaker" => &mut custom.speaker,
        "role" => &mut custom.role,
        "party" => &mut custom.party,
        "origin" => &mut custom.origin,
        "grade" => &mut custom.grade,
        "basis" => &mut custom.basis,
        "archive" => &mut custom.archive,
        "text" => &mut custom.text,
        "anonymity" => &mut custom.anonymity_reason,
        _ => return None,
    })
}

/// Whether `name` is a field that takes words.
pub fn takes_words(name: &str) -> bool {
    slot(&mut Source::default(), name).is_some()
}

/// Sets the field `name` to `words`, which stand at `span`, unless it is set already. What is wrong with them is reported.
pub fn set(source: &mut Source, name: &str, words: &str, span: Span, problems: &mut Vec<Problem>) {
    let words = match name {
        "grade" => match grade(words) {
            Some(grade) => grade,
            None => {
                problems.push(warning(
                    span,
                    "This is not an Admiralty grade.".into(),
                    "Write a letter from A (reliable) to F (cannot be judged) and a digit from 1 (confirmed) to 6 (cannot be judged): C3.",
                ));
                return;
            }
        },
        "kind" => listed(words, &KINDS, name, span, problems),
        "basis" => listed(words, &BASES, name, span, problems),
        _ => words.to_owned(),
    };
    if name == "origin" && source.custom.origin.is_none() {
        source.custom.origin_span = Some(span);
    }
    if name == "text" && source.custom.text.is_none() {
        source.custom.text_span = span;
    }
    if let Some(slot) = slot(source, name) {
        slot.get_or_insert(words);
    }
}

/// An Admiralty grade (NATO AJP-2.1): reliability of the source A to F, credibility of what it says 1 to 6.
fn grade(words: &str) -> Option<String> {
    let grade = words.to_ascii_uppercase();
    matches!(grade.as_bytes(), [b'A'..=b'F', b'1'..=b'6']).then_some(grade)
}

/// `words`, which should be one of `known`. Another word is kept, and named.
fn listed(words: &str, known: &[&str], name: &str, span: Span, problems: &mut Vec<Problem>) -> String {
    let lower = words.to_lowercase();
    if !known.contains(&lower.as_str()) {
        let help = match nearest(&lower, known.iter().copied()) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("Write one of {}.", known.join(", ")),
        };
        problems.push(warning(span, format!("sayso does not know this {name}."), &help));
    }
    lower
}

/// Looks at an entry's key: one that Pandoc could not cite, or one that needs no entry, is reported at `span`.
pub fn check_key(key: &str, span: Span, problems: &mut Vec<Problem>) {
    if !super::key::is_citable(key) {
        problems.push(warning(
            span,
            "No tag can cite this key.".into(),
            "Use letters, digits and single marks between them, as in tass-2026-03-04.",
        ));
    } else if super::RESERVED.contains(&key) {
        problems.push(warning(
            span,
            format!("@{key} is reserved, so this entry is never used."),
            "Give the entry another key.",
        ));
    }
}

/// A warning with help.
pub fn warning(span: Span, message: String, help: &str) -> Problem {
    Problem { span, severity: Severity::Warning, message, help: Some(help.to_owned()) }
}
