//! Sources out of CSL-YAML and CSL-JSON: a list under `references` (or `items`), a bare list, or a mapping of key to entry.
//!
//! Field names are CSL 1.0.2's, with the few of Hayagriva that newsrooms write by hand (`date`, `url`, `parent`). What is not read is looked
//! through all the same for what may be meant to keep a source from view ([`super::secrecy`]).

use super::fields::{self, warning};
use super::secrecy::{self, Secrecy, WHO};
use super::tree::{NodeId, Tree, Value};
use super::{Source, date};
use crate::text::{Problem, Severity, Span, nearest};
use std::collections::{HashSet, VecDeque};

/// Reads the entries of `tree`.
pub fn read(tree: &Tree, problems: &mut Vec<Problem>) -> Vec<Source> {
    let mut sources = Vec::new();
    for list in tree.roots.iter().flat_map(|&root| tree.lists(root)) {
        read_list(tree, list, &mut sources, problems);
    }
    sources
}

fn read_list(tree: &Tree, list: NodeId, sources: &mut Vec<Source>, problems: &mut Vec<Problem>) {
    match &tree.node(list).value {
        _ if tree.is_null(list) => {}
        Value::List(items) => {
            sources.extend(items.iter().filter_map(|&item| read_item(tree, item, problems)));
        }
        // A lone entry.
        Value::Map(_) if tree.get(list, "id").is_some_and(|id| tree.text(id).is_some()) => {
            sources.extend(read_item(tree, list, problems));
        }
        Value::Map(pairs) => {
            for &(key, entry) in pairs {
                sources.extend(read_keyed(tree, key, entry, problems));
            }
        }
        Value::Scalar { .. } => problems.push(Problem {
            severity: Severity::Error,
            ..warning(
                tree.span(list),
                "No sources are listed here.".into(),
                "Write `references:` and under it one entry after another, each starting with `- id:`.",
            )
        }),
    }
}

/// An entry of a list: its key stands under `id`.
fn read_item(tree: &Tree, item: NodeId, problems: &mut Vec<Problem>) -> Option<Source> {
    if tree.is_null(item) {
        return None;
    }
    if !tree.is_map(item) {
        problems.push(error(tree.span(item), "This is not an entry.", "Start an entry with `- id:` and its key."));
        return None;
    }
    let Some(id) = tree.get(item, "id").filter(|&id| !tree.is_null(id)) else {
        let place = tree.pairs(item).first().map_or(tree.span(item), |&(key, _)| tree.span(key));
        problems.push(error(place, "This entry has no key, so no tag can cite it.", "Add `id:` with a short key."));
        return None;
    };
    read_entry(tree, id, item, problems)
}

/// An entry of a mapping: its key is the mapping's.
fn read_keyed(tree: &Tree, key: NodeId, entry: NodeId, problems: &mut Vec<Problem>) -> Option<Source> {
    if !tree.is_map(entry) {
        let help = if tree.is_list(entry) {
            "If these are the sources, call the list `references`."
        } else {
            "Put the fields of the source under its key, each on a line of its own."
        };
        problems.push(error(tree.span(key), "This is not an entry.", help));
        return None;
    }
    read_entry(tree, key, entry, problems)
}

fn read_entry(tree: &Tree, id: NodeId, entry: NodeId, problems: &mut Vec<Problem>) -> Option<Source> {
    let span = tree.span(id);
    let Some(key) = tree.text(id) else {
        problems.push(error(span, "A key is one word.", "Write a short key, as in tass-2026-03-04."));
        return None;
    };
    if tree.is_number_or_bool(id) {
        let help = format!("Put it in quotation marks: \"{key}\".");
        problems.push(warning(span, "This key is written as a number, not as a word.".into(), &help));
    }
    fields::check_key(key, span, problems);
    let mut source = Source {
        key: key.to_owned(),
        key_span: inside_quotes(tree, id),
        span: tree.span(entry).hull(span),
        ..Source::default()
    };
    let mut secrecy = Secrecy::default();
    if tree.is_flawed(entry) || tree.is_flawed(id) {
        secrecy.hold();
    }
    let (custom, own): (Vec<_>, Vec<_>) =
        tree.pairs(entry).iter().copied().partition(|(name, _)| tree.text(*name) == Some("custom"));
    // The newsroom's fields under `custom:` come first: CSL has an `archive` of its own, which means a building.
    for &(name, value) in &custom {
        if tree.is_map(value) || tree.is_null(value) {
            read_fields(tree, tree.pairs(value), true, &mut source, &mut secrecy, problems);
        } else {
            let help = "Put the fields under it, one to a line: `kind: wire`. Until then sayso treats the source as confidential.";
            problems.push(error(tree.span(name), "sayso cannot read this `custom`.", help));
            secrecy.hold();
        }
    }
    if custom.len() > 1 {
        let help = "Put all fields under one of them.";
        problems.push(warning(tree.span(custom[1].0), "`custom` is given twice.".into(), help));
    }
    read_fields(tree, &own, false, &mut source, &mut secrecy, problems);
    read_secrecy(tree, entry, &mut secrecy, problems);
    secrecy.settle(&mut source);
    Some(source)
}

/// An entry with more nodes than this (mappings, lists, words) is held confidential: nobody has looked at all of it.
const MOST_NODES: usize = 5_000;

/// Looks through the whole entry for who it is and whether that is secret, wherever it stands: fields that are read, and what may be meant
/// for them.
fn read_secrecy(tree: &Tree, entry: NodeId, secrecy: &mut Secrecy, problems: &mut Vec<Problem>) {
    // What is read comes first: it may stand elsewhere too, by another name of YAML's.
    let mut open = VecDeque::from([(entry, true)]);
    let mut seen = HashSet::new();
    while let Some((node, is_read)) = open.pop_front() {
        if !seen.insert(node) {
            continue;
        }
        if seen.len() > MOST_NODES {
            let help = "Remove what is not a field of a source. Until then sayso treats the source as confidential.";
            problems.push(error(tree.span(entry), "This entry is too large to read.", help));
            return secrecy.hold();
        }
        open.extend(tree.items(node).iter().map(|&item| (item, false)));
        for &(name_node, value) in tree.pairs(node) {
            let place = tree.span(name_node);
            let Some(name) = tree.text(name_node) else { continue };
            let people = || people(tree, value);
            match (name, secrecy::meant(name)) {
                ("confidential", _) if is_read => secrecy.confidential(tree.text(value), place, problems),
                ("identity", _) if is_read => secrecy.identity(&people(), place, problems),
                (_, Some(field)) => secrecy.nearly(field, &people(), place, problems),
                (name, None) if is_read && WHO.contains(&name.to_ascii_lowercase().as_str()) => {
                    people().iter().for_each(|one| secrecy.who(one));
                }
                (name, None) => {
                    if let Some(words) = tree.text(value) {
                        secrecy.note(name, words, place, problems);
                    }
                    for &item in tree.items(value) {
                        if let Some(words) = tree.text(item) {
                            secrecy.note(name, words, place, problems);
                        }
                    }
                    if is_read && name == "custom" {
                        open.push_front((value, true));
                    } else {
                        open.push_back((value, false));
                    }
                }
            }
        }
    }
}

/// The names under a field: words, CSL's name variables, or a list of either.
fn people(tree: &Tree, value: NodeId) -> Vec<String> {
    let lone = [value];
    let items = if tree.is_list(value) { tree.items(value) } else { &lone };
    items.iter().filter_map(|&item| name(tree, item)).collect()
}

/// The place of a scalar without its quotation marks, where it has them and holds no escape.
fn inside_quotes(tree: &Tree, id: NodeId) -> Span {
    let span = tree.span(id);
    match &tree.node(id).value {
        Value::Scalar { text, plain: false } if span.len() == text.len() + 2 => Span::new(span.start + 1, span.end - 1),
        _ => span,
    }
}

fn read_fields(
    tree: &Tree,
    pairs: &[(NodeId, NodeId)],
    in_custom: bool,
    source: &mut Source,
    secrecy: &mut Secrecy,
    problems: &mut Vec<Problem>,
) {
    let mut seen = HashSet::new();
    for &(name_node, value) in pairs {
        let place = tree.span(name_node);
        let Some(name) = tree.text(name_node) else {
            let help = "Write one word, a colon and a value. Until then sayso treats the source as confidential.";
            problems.push(error(place, "This is not a field name. sayso does not read what is under it.", help));
            secrecy.hold();
            continue;
        };
        if !seen.insert(name) {
            problems.push(warning(
                place,
                format!("`{name}` is given twice."),
                "sayso uses the first. Remove one of them.",
            ));
            continue;
        }
        if tree.is_null(value) {
            continue;
        }
        match name {
            "type" => source.csl_type = tree.text(value).unwrap_or_default().to_owned(),
            "author" => source.author = names(tree, value).or_else(|| wrong(place, name, "a name", problems)),
            "issued" | "date" => source.issued = dated(tree, value, problems),
            "accessed" => source.accessed = dated(tree, value, problems),
            "parent" => source.outlet = tree.get(value, "title").and_then(|t| tree.text(t)).map(str::to_owned),
            "anonymity" if tree.is_map(value) => {
                let reason = tree.get(value, "reason").and_then(|r| tree.text(r));
                source.custom.anonymity_reason = reason.map(str::to_owned);
            }
            "confidential" | "identity" => {}
            "quotes" => source.custom.quotes = texts(tree, value),
            _ => read_words(tree, place, name, value, in_custom, source, problems),
        }
    }
}

/// A field that takes words, or one that is not ours to read.
fn read_words(
    tree: &Tree,
    place: Span,
    name: &str,
    value: NodeId,
    in_custom: bool,
    source: &mut Source,
    problems: &mut Vec<Problem>,
) {
    let lower = name.to_ascii_lowercase();
    if fields::takes_words(&lower) {
        match tree.text(value) {
            Some(words) => {
                let names_another = matches!(lower.as_str(), "origin" | "text");
                let span = if names_another { inside_quotes(tree, value) } else { tree.span(value) };
                fields::set(source, &lower, words, span, problems);
            }
            None => wrong::<()>(place, name, "words", problems).unwrap_or_default(),
        }
    } else if in_custom
        && secrecy::meant(name).is_none()
        && let Some(near) = nearest(name, fields::CUSTOM)
    {
        let help = format!("Did you mean `{near}`?");
        problems.push(warning(place, format!("`{name}` is not a field that sayso reads."), &help));
    }
}

fn wrong<T>(place: Span, name: &str, wanted: &str, problems: &mut Vec<Problem>) -> Option<T> {
    let help = "Compare it with an entry that works.";
    problems.push(warning(place, format!("`{name}` must be {wanted}."), help));
    None
}

fn dated(tree: &Tree, value: NodeId, problems: &mut Vec<Problem>) -> Option<String> {
    date::from_tree(tree, value).unwrap_or_else(|message| {
        problems.push(warning(tree.span(value), message.into(), "Write year, month and day: 2026-03-04."));
        None
    })
}

/// Names as one reads them, joined by commas.
fn names(tree: &Tree, value: NodeId) -> Option<String> {
    let names: Vec<String> = match tree.items(value) {
        [] => name(tree, value).into_iter().collect(),
        items => items.iter().filter_map(|&item| name(tree, item)).collect(),
    };
    (!names.is_empty()).then(|| names.join(", "))
}

/// One name: words, or CSL's name variables in the order they are read.
fn name(tree: &Tree, value: NodeId) -> Option<String> {
    if let Some(text) = tree.text(value) {
        return Some(super::bib::forename_first(text));
    }
    let part = |name: &str| tree.get(value, name).and_then(|n| tree.text(n)).filter(|t| !t.is_empty());
    if let Some(literal) = part("literal").or_else(|| part("name")) {
        return Some(literal.to_owned());
    }
    let parts = ["given", "given-name", "dropping-particle", "non-dropping-particle", "family", "suffix"];
    let given: Vec<&str> = parts.iter().filter_map(|name| part(name)).collect();
    (!given.is_empty()).then(|| given.join(" "))
}

/// The words of a list, or of a lone scalar.
fn texts(tree: &Tree, value: NodeId) -> Vec<String> {
    let lone = [value];
    let items = if tree.is_list(value) { tree.items(value) } else { &lone };
    items.iter().filter_map(|&item| tree.text(item)).map(str::to_owned).collect()
}

fn error(span: Span, message: &str, help: &str) -> Problem {
    Problem { severity: Severity::Error, ..warning(span, message.into(), help) }
}
