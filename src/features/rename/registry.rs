//! A key in a registry file: where its entry has it, and where other entries name it.

use super::edited;
use crate::sources::mentions::mentions;
use crate::sources::{Source, read};
use crate::text::Span;

/// The edits that call the source `old` by `new` in the registry `text`, called `name`; none where it is not mentioned. What they make is
/// read back first: an error says why the file cannot be changed without a person.
pub fn rename(name: &str, text: &str, old: &str, new: &str) -> Result<Vec<(Span, String)>, String> {
    let (before, Some(all)) = (read(name, text), mentions(name, text)) else {
        return Err(format!("{name} has a mistake, so sayso may miss some uses of @{old}. Fix it first."));
    };
    let refused = || {
        let why = if all.iter().any(|it| it.key == old && it.written(new).is_none()) {
            format!("sayso cannot change @{old} in this file: its key is assembled from parts.")
        } else {
            format!("“{new}” cannot be used as a key in this file.")
        };
        format!("Change {name} by hand: {why}")
    };
    let own = all.iter().filter(|mention| mention.key == old);
    let edits: Option<Vec<_>> = own.map(|mention| Some((mention.span, mention.written(new)?))).collect();
    let edits = edits.ok_or_else(refused)?;
    let changed = edited(text, &edits);
    let after = read(name, &changed);
    let called = |key: &str| if key == old { new.to_owned() } else { key.to_owned() };
    let keys = |source: &Source| (source.key.clone(), source.custom.origin.clone());
    let expected =
        before.sources.iter().map(|source| (called(&source.key), source.custom.origin.as_deref().map(called)));
    let written = |text| Some(mentions(name, text)?.into_iter().map(|mention| mention.key).collect::<Vec<_>>());
    let same = written(&changed) == Some(all.iter().map(|mention| called(&mention.key)).collect());
    if same && expected.eq(after.sources.iter().map(keys)) && after.whole == before.whole {
        Ok(edits)
    } else {
        Err(refused())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let cut = rename("s.yaml", "references:\n- id: a-1\n- id: 'b\n", "a-1", "c");
        assert!(cut.is_err_and(|why| why.contains("has a mistake")), "it may stand in the rest");
        let pieces = "@string{one = {a-1}}\n@misc{a-1, title={A}}\n@misc{b, crossref = one}\n";
        assert!(check("s.bib", pieces, "c").is_err_and(|why| why.contains("assembled from parts")));
    }

    /// Renames `old` to `new` and back; the file in between, and whether the bytes are those of the beginning.
    #[track_caller]
    fn there_and_back(name: &str, text: &str, old: &str, new: &str) -> (String, bool) {
        let there = edited(text, &rename(name, text, old, new).expect("it can be"));
        let back = edited(&there, &rename(name, &there, new, old).expect("it can be"));
        (there, back == text)
    }

    /// `key` as YAML, written in one of the ways there are.
    fn in_yaml(key: &str, way: usize) -> String {
        match way {
            0 => key.to_owned(),
            1 => format!("'{}'", key.replace('\'', "''")),
            2 => serde_json::Value::from(key).to_string(),
            3 => format!("\"{}\"", key.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect::<String>()),
            4 => format!(">-\n      {key}"),
            _ => format!("&k{way} {key}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_renaming_leaves_none_of_the_old_key_and_can_be_undone(
            ways in proptest::collection::vec(0usize..6, 3),
            old in proptest::sample::select(&["a-1", "it's", "tabé", "q\"uote"][..]),
            new in proptest::sample::select(&["b", "12", "it's", "yes", "x,y", "a:b", "ключ", "#1", "-", "a{b}"][..]),
        ) {
            let [id, origin, other] = [0, 1, 2].map(|i| in_yaml(old, ways[i]));
            let other = other.replace("&k", "&other");
            let yaml = format!("- id: {id}\n- id: c\n  custom:\n    origin: {origin}\n- id: d\n  origin: {other}\n");
            let escaped = in_yaml(old, 3);
            let json = format!("[{{\"id\": {escaped}}}, {{\"id\": \"c\", \"origin\": {escaped}}}, {{\"id\": \"d\", \"origin\": {escaped}}}]");
            for (name, text) in [("s.yaml", yaml), ("s.json", json)] {
                let count = |text: &str, key: &str| mentions(name, text).unwrap().iter().filter(|it| it.key == key).count();
                prop_assume!(old != new && count(&text, old) == 3);
                let there = edited(&text, &rename(name, &text, old, new).unwrap());
                prop_assert_eq!((count(&there, old), count(&there, new)), (0, 3), "{}", there);
                let back = edited(&there, &rename(name, &there, new, old).unwrap());
                let keys: Vec<String> = read(name, &back).sources.into_iter().map(|it| it.key).collect();
                prop_assert_eq!(keys, [old, "c", "d"]);
                prop_assert_eq!(count(&back, old), 3, "{}", back);
            }
        }
    }

    #[test]
    fn a_key_is_found_however_it_is_written_and_written_anew_in_that_way() {
        let json = "[{\"id\": \"tab\\u00e9\", \"citation-key\": \"tabé\"}, {\"id\": \"b\", \"custom\": {\"origin\": \"t\\u0061b\\u00e9\"}}]";
        let (after, _) = there_and_back("s.json", json, "tabé", "q\"uote");
        assert_eq!(
            after,
            "[{\"id\": \"q\\\"uote\", \"citation-key\": \"q\\\"uote\"}, {\"id\": \"b\", \"custom\": {\"origin\": \"q\\\"uote\"}}]"
        );
        let yaml = "- id: 'sq\'\'key'\n- {id: b, origin: \"sq\\x27key\"}\n- id: c\n  custom: {origin: sq'key}\n- id: d\n  origin: >-\n    sq'key\n- id: e\n";
        assert_eq!(
            there_and_back("s.yaml", yaml, "sq'key", "it's").0,
            "- id: 'it\'\'s'\n- {id: b, origin: \"it's\"}\n- id: c\n  custom: {origin: it's}\n- id: d\n  origin: >-\n    it's\n- id: e\n"
        );
        for (name, text, old, new) in [
            ("s.json", "[{\"id\": \"a-1\"}, {\"id\": \"b\", \"origin\": \"a-1\"}]", "a-1", "q\"uote"),
            ("s.yaml", "- id: |\n    a-1\n  origin:\n    a-1\n- id: b\n", "a-1", "x-1"),
            ("s.yaml", "a:1:\n  title: a:1\nb: {origin: 'a:1'}\n", "a:1", "seven-11"),
            ("s.yaml", "- id: &k a-1\n- id: b\n  origin: *k\n", "a-1", "b+c"),
            ("s.yaml", "- id: \"a-1\"\n  title: a-1\n- id: b\n  origin: a-1 # a-1\n", "a-1", "x"),
            (
                "s.bib",
                "@misc{a-1,\n  ids = {old, a-1},\n}\n@misc{b, crossref = \"a-1\", xdata={c,a-1}, related = { a-1 }, note={a-1}}\n",
                "a-1",
                "new:1",
            ),
            ("s.bib", "\u{feff}@misc{a-1, title={A}}\n", "a-1", "é"),
            ("s.yaml", "\u{feff}- id: a-1\n", "a-1", "é"),
            ("s.json", "\u{feff}[{\"id\": \"a-1\"}]", "a-1", "é"),
        ] {
            let (after, same) = there_and_back(name, text, old, new);
            assert!(same, "{after}");
            let left = mentions(name, &after).expect("it is sound");
            assert!(left.iter().all(|mention| mention.key != old), "{after}");
        }
        let block = there_and_back("s.yaml", "- id: |\n    a-1\n- {id: b, origin: a-1}\n", "a-1", "12").0;
        assert_eq!(block, "- id: |\n    12\n- {id: b, origin: \"12\"}\n");
        let folded = "- id: >2\n    two\n    words\n";
        assert_eq!(there_and_back("s.yaml", folded, "two words", "two-words").0, "- id: >2\n    two-words\n");
        let (after, same) = there_and_back("s.yaml", "- id: a-1\n", "a-1", "2026-03-04");
        assert_eq!((&*after, same), ("- id: \"2026-03-04\"\n", false), "what is in marks stays in them");
        let bib = "@misc{a-1,\n  ids = {old, a-1},\n}\n@misc{b, crossref = \"a-1\", xdata={c,a-1}, note={a-1}}\n";
        let after = "@misc{n,\n  ids = {old, n},\n}\n@misc{b, crossref = \"n\", xdata={c,n}, note={a-1}}\n";
        assert_eq!(there_and_back("s.bib", bib, "a-1", "n").0, after);
    }
}
