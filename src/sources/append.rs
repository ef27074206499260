//! Adding an entry to a registry file, in the form and with the indentation the file has.
//!
//! A pure function of the file's text that tells what to insert where. What it makes is read back before it is handed out: if the file
//! as it would be does not hold the new entry and all those it held, nothing is added.

use super::{Shape, Source, read, shape};
use std::fmt::Write;

/// What an entry starts with; the rest is for a person to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// The key it is cited by.
    pub key: String,
    /// What it is, in a line.
    pub title: String,
    /// Who speaks in it.
    pub speaker: Option<String>,
    /// What the speaker is.
    pub role: Option<String>,
    /// Day it was issued.
    pub issued: Option<String>,
}

/// What to insert at which byte of the registry `text`, called `name`, so that it holds `entry` too. `None` where that cannot be done
/// without a person: the file is broken, or has a form nothing can be added to.
#[must_use]
pub fn append(name: &str, text: &str, entry: &NewEntry) -> Option<(usize, String)> {
    let before = read(name, text);
    if !before.whole || before.sources.iter().any(|source| source.key == entry.key) {
        return None;
    }
    let last = before.sources.iter().max_by_key(|source| source.span.end);
    let (at, added) = match shape(name, text) {
        Shape::Bib => (text.len(), bib(text, entry)),
        Shape::Json => json(text, last, entry)?,
        Shape::Yaml => yaml(text, last, entry)?,
    };
    let after = read(name, &format!("{}{added}{}", &text[..at], &text[at..]));
    let keys = |sources: &[Source]| sources.iter().map(|source| source.key.clone()).collect::<Vec<_>>();
    let (mut held, now) = (keys(&before.sources), keys(&after.sources));
    held.push(entry.key.clone());
    (after.whole && held == now).then_some((at, added))
}

/// The fields of an entry: outer ones, then those under `custom`.
fn fields(entry: &NewEntry) -> [Vec<(&'static str, &str)>; 2] {
    let mut outer = vec![("title", entry.title.as_str())];
    if let Some(issued) = &entry.issued {
        outer.push(("issued", issued));
    }
    let mut custom = Vec::new();
    if let Some(speaker) = &entry.speaker {
        custom.push(("speaker", speaker.as_str()));
    }
    if let Some(role) = &entry.role {
        custom.push(("role", role.as_str()));
    }
    [outer, custom]
}

fn yaml(text: &str, last: Option<&Source>, entry: &NewEntry) -> Option<(usize, String)> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    // The dash of the last entry says how far entries are indented.
    let indent = match last {
        Some(last) => {
            let line = text[..last.key_span.start].rfind('\n').map_or(0, |i| i + 1);
            let dash = text[..last.key_span.start].rfind("- ").or_else(|| text[..last.key_span.start].rfind("-\n"))?;
            let start = if dash >= line { line } else { text[..dash].rfind('\n').map_or(0, |i| i + 1) };
            let indent = text.get(start..dash)?;
            indent.chars().all(|c| c == ' ').then(|| indent.to_owned())?
        }
        None => String::new(),
    };
    let bare = text.trim_end();
    let mut out = String::new();
    if last.is_none() {
        let top = bare.trim_start_matches('\u{feff}');
        let comments_only = top.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        if comments_only {
            out.push_str("references:");
            out.push_str(newline);
        } else if bare.lines().last().is_none_or(|line| line.trim_end() != "references:") {
            return None;
        }
    }
    let [outer, custom] = fields(entry);
    let _ = write!(out, "{indent}- id: {}{newline}", scalar(&entry.key));
    for (name, value) in outer {
        let _ = write!(out, "{indent}  {name}: {}{newline}", scalar(value));
    }
    if !custom.is_empty() {
        let _ = write!(out, "{indent}  custom:{newline}");
        for (name, value) in custom {
            let _ = write!(out, "{indent}    {name}: {}{newline}", scalar(value));
        }
    }
    let gap = if bare.is_empty() || text.ends_with('\n') { "" } else { newline };
    // Entries are parted by a blank line where the file does so.
    let parted = bare.contains("\n\n") || bare.contains("\r\n\r\n");
    let blank = if parted && last.is_some() && !text.ends_with("\n\n") { newline } else { "" };
    Some((text.len(), format!("{gap}{blank}{out}")))
}

fn json(text: &str, last: Option<&Source>, entry: &NewEntry) -> Option<(usize, String)> {
    let quoted = |words: &str| serde_json::Value::from(words).to_string();
    let pairs = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(name, value)| format!("{}: {}", quoted(name), quoted(value))).collect::<Vec<_>>().join(", ")
    };
    let [outer, custom] = fields(entry);
    let mut object = format!("{{\"id\": {}, {}", quoted(&entry.key), pairs(&outer));
    if !custom.is_empty() {
        let _ = write!(object, ", \"custom\": {{{}}}", pairs(&custom));
    }
    object.push('}');
    match last {
        Some(last) => Some((last.span.end, format!(",\n{object}"))),
        None => {
            let open = text.find('[')?;
            Some((open + 1, object))
        }
    }
}

fn bib(text: &str, entry: &NewEntry) -> String {
    let [outer, custom] = fields(entry);
    let gap = if text.is_empty() || text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let mut out = format!("{gap}@misc{{{},\n", entry.key);
    for (name, value) in outer.into_iter().chain(custom) {
        let name = if name == "issued" { "date" } else { name };
        let plain: String = value.chars().filter(|c| !matches!(c, '{' | '}' | '\\' | '%')).collect();
        let _ = writeln!(out, "  {name} = {{{plain}}},");
    }
    out + "}\n"
}

/// A word or phrase as YAML, in quotation marks where it could be taken for something else.
pub(crate) fn scalar(words: &str) -> String {
    let plain = words.starts_with(char::is_alphabetic)
        && !words.ends_with(' ')
        && words.chars().all(|c| c.is_alphanumeric() || " -_'’.,()/".contains(c))
        && !["true", "false", "yes", "no", "on", "off", "null"].contains(&words.to_lowercase().as_str());
    // A date is plain too.
    let date = words.len() == 10 && words.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain || date { words.to_owned() } else { serde_json::Value::from(words).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> NewEntry {
        NewEntry {
            key: "marta-olsen".into(),
            title: "Marta Olsen: \"no comment\"".into(),
            speaker: Some("Marta Olsen".into()),
            role: Some("chief engineer".into()),
            issued: Some("2026-03-04".into()),
        }
    }

    /// The file as it is afterwards.
    fn check(name: &str, text: &str) -> Option<String> {
        let (at, added) = append(name, text, &entry())?;
        let after = format!("{}{added}{}", &text[..at], &text[at..]);
        let source = read(name, &after).sources.into_iter().find(|s| s.key == "marta-olsen").expect("it is there");
        assert_eq!(source.custom.speaker.as_deref(), Some("Marta Olsen"));
        assert_eq!(source.custom.role.as_deref(), Some("chief engineer"));
        assert_eq!(source.issued.as_deref(), Some("2026-03-04"));
        assert!(source.title.is_some_and(|title| title.starts_with("Marta Olsen")));
        Some(after)
    }

    #[test]
    fn to_a_list_as_it_is_indented() {
        let entry = "- id: marta-olsen\n  title: \"Marta Olsen: \\\"no comment\\\"\"\n  issued: 2026-03-04\n  custom:\n    \
                     speaker: Marta Olsen\n    role: chief engineer\n";
        let flush = "# Ours.\nreferences:\n- id: a\n  title: A\n";
        assert_eq!(check("s.yaml", flush), Some(format!("{flush}{entry}")));
        let parted = "references:\n- id: b\n\n- id: a\n  title: A";
        assert_eq!(check("s.yaml", parted), Some(format!("{parted}\n\n{entry}")));
        let deep = "references:\n  - id: a\n    title: A\n";
        let deeper: String = entry.lines().map(|line| format!("  {line}\n")).collect();
        assert_eq!(check("s.yaml", deep), Some(format!("{deep}{deeper}")));
        assert_eq!(check("s.yaml", ""), Some(format!("references:\n{entry}")));
        assert_eq!(check("s.yaml", "references:\n"), Some(format!("references:\n{entry}")));
    }

    #[test]
    fn to_json_and_biblatex() {
        assert!(check("s.json", "[\n  {\"id\": \"a\", \"title\": \"A\"}\n]\n").is_some());
        assert!(check("s.json", "[]").is_some());
        assert!(check("s.json", "{\"references\": [{\"id\": \"a\"}]}").is_some());
        assert!(check("s.bib", "@online{a,\n  title = {A},\n}\n").is_some());
        assert!(check("s.bib", "").is_some());
    }

    #[test]
    fn never_to_a_file_it_would_break() {
        assert_eq!(check("s.yaml", "references: [{id: a}]\n"), None);
        assert_eq!(check("s.yaml", "references:\n- id: a\n   title: [\n"), None);
        assert_eq!(check("s.yaml", "references:\n- id: marta-olsen\n"), None);
        assert_eq!(check("s.yaml", "references:\n- id: a\nother: 1\n"), None);
        assert_eq!(check("s.yaml", "a:\n  title: A\n"), None);
    }
}
