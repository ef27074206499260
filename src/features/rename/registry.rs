//! A key in a registry file: where its entry has it, and where other entries give it as their origin.

use super::edited;
use crate::sources::{Source, append, read};
use crate::text::Span;

/// The edits that call the source `old` by `new` in the registry `text`, called `name`; none where it is not mentioned. What they make is
/// read back first: an error says that the file cannot be changed without a person.
pub fn rename(name: &str, text: &str, old: &str, new: &str) -> Result<Vec<(Span, String)>, String> {
    let before = read(name, text);
    let mut edits: Vec<(Span, String)> = before
        .sources
        .iter()
        .flat_map(|source| places(source, old))
        .filter_map(|span| {
            let written = text.get(span.start..span.end)?;
            // A value may stand in marks that are not the key's.
            let start = span.start + written.find(old)?;
            let key = Span::new(start, start + old.len());
            let quoted = text[..key.start].ends_with(['"', '\'', '{', ',']) || !is_yaml(name, text);
            Some((key, if quoted { new.to_owned() } else { append::scalar(new) }))
        })
        .collect();
    edits.sort_by_key(|(span, _)| *span);
    edits.dedup();
    if edits.is_empty() {
        return Ok(edits);
    }
    let after = read(name, &edited(text, &edits));
    let called = |key: &str| if key == old { new.to_owned() } else { key.to_owned() };
    let keys = |source: &Source| (source.key.clone(), source.custom.origin.clone());
    let expected =
        before.sources.iter().map(|source| (called(&source.key), source.custom.origin.as_deref().map(called)));
    if expected.eq(after.sources.iter().map(keys)) && after.whole == before.whole {
        Ok(edits)
    } else {
        Err(format!("{name} cannot be changed so without a person: look at how the key is written there."))
    }
}

/// Where a source's entry has the key `key`.
fn places(source: &Source, key: &str) -> impl Iterator<Item = Span> {
    let own = (source.key == key).then_some(source.key_span);
    let origin = source.custom.origin_span.filter(|_| source.custom.origin.as_deref() == Some(key));
    own.into_iter().chain(origin)
}

fn is_yaml(name: &str, text: &str) -> bool {
    !name.ends_with(".bib") && !text.trim_start_matches('\u{feff}').trim_start().starts_with(['@', '{', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, new: &str) -> Result<String, String> {
        rename(name, text, "a-1", new).map(|edits| edited(text, &edits))
    }

    #[test]
    fn the_entry_and_every_origin_are_renamed() {
        let yaml = "references:\n- id: a-1\n  title: a-1 again\n- id: b\n  custom: {origin: a-1}\n- id: c\n  custom:\n    origin: \"a-1\"\n";
        let after = check("s.yaml", yaml, "new-1").expect("it can be");
        assert_eq!(
            after,
            yaml.replace("id: a-1", "id: new-1")
                .replace("origin: a-1", "origin: new-1")
                .replace("\"a-1\"", "\"new-1\"")
        );
        // What YAML would take for something else is put in quotation marks.
        assert!(check("s.yaml", yaml, "12").expect("it can be").contains("- id: \"12\""));
        let json = r#"[{"id": "a-1"}, {"id": "b", "custom": {"origin": "a-1"}}]"#;
        assert_eq!(check("s.json", json, "new-1"), Ok(json.replace("a-1", "new-1")));
        let bib = "@misc{a-1,\n  title = {A},\n}\n@misc{b,\n  origin = {a-1},\n}\n";
        assert_eq!(check("s.bib", bib, "new-1"), Ok(bib.replace("a-1", "new-1")));
        let keyed = "a-1:\n  title: A\n";
        assert_eq!(check("s.yaml", keyed, "new-1"), Ok("new-1:\n  title: A\n".into()));
    }

    #[test]
    fn what_would_break_the_file_is_refused_and_what_is_not_there_is_left() {
        assert!(check("s.bib", "@misc{a-1,\n  title = {A},\n}\n", "a,b").is_err());
        assert_eq!(rename("s.yaml", "references:\n- id: b\n", "a-1", "c"), Ok(Vec::new()));
    }
}
