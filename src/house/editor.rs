//! Settings as an editor sends them: JSON, in the tables of `sayso.toml`.

use super::{House, parse_over};
use serde_json::{Map, Value};

/// Names an editor's own extension keeps beside ours, in the same section.
const THE_EDITORS: [&str; 4] = ["enable", "path", "server", "trace"];

/// House style with what an editor has `sent` over `under`, and what could not be understood of it, in words. `sent` may hold all of the
/// editor's settings, ours under `sayso`; whatever else is wrong costs only that setting.
#[must_use]
pub fn from_editor(under: &House, sent: &Value, known_rules: &[&str]) -> (House, Vec<String>) {
    let own = sent.get("sayso").unwrap_or(sent);
    let Value::Object(settings) = own else {
        let nothing = own.is_null() || own.as_array().is_some_and(Vec::is_empty);
        let problem = "The editor\u{2019}s sayso settings must be a table.".to_owned();
        return (under.clone(), if nothing { Vec::new() } else { vec![problem] });
    };
    let mut house = under.clone();
    let mut problems = Vec::new();
    for (name, value) in
        settings.iter().filter(|(name, value)| !THE_EDITORS.contains(&name.as_str()) && !value.is_null())
    {
        let one = Map::from_iter([(name.clone(), without_nulls(value))]);
        // One reader for both: what holds in the file holds here, down to the words of a complaint.
        let Ok(text) = toml::to_string(&one) else {
            problems.push(format!("sayso does not understand the editor\u{2019}s setting {name}."));
            continue;
        };
        let (read, wrong) = parse_over(&house, &text, known_rules);
        house = read;
        problems.extend(wrong.into_iter().map(|problem| {
            let at = problem.span.of(&text).lines().next().unwrap_or_default();
            let help = problem.help.map(|help| format!(" {help}")).unwrap_or_default();
            format!("The editor\u{2019}s setting {name}, at {at}: {}{help}", problem.message)
        }));
    }
    // Their places are those of no file.
    house.files_named.clear();
    (house, problems)
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(map.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k.clone(), v.clone())).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{Strictness, parse};
    use serde_json::json;

    #[expect(clippy::needless_pass_by_value, reason = "`json!` makes values")]
    fn check(sent: Value) -> (House, Vec<String>) {
        from_editor(&House::default(), &sent, &["tk"])
    }

    #[test]
    fn an_editor_can_set_whatever_the_file_can() {
        let sent = json!({
            "strictness": "strict", "exclude": ["old/**"], "rules": {"tk": "off"}, "enable": "auto", "path": null,
            "places": {"prefer": {"UA": "uk"}, "files": null}, "editor": {"pause": 0, "unopened": true}
        });
        for sent in [sent.clone(), json!({"sayso": sent, "other": 1})] {
            let (house, problems) = check(sent);
            assert_eq!(problems, [""; 0]);
            assert_eq!((house.strictness, house.pause_ms, house.unopened), (Strictness::Strict, 0, Some(true)));
            assert_eq!(
                (house.exclude.as_slice(), house.prefer["UA"].as_str()),
                (["old/**".to_owned()].as_slice(), "uk")
            );
        }
        for nothing in [json!(null), json!({}), json!([]), json!({"sayso": null})] {
            assert_eq!(check(nothing), (House::default(), Vec::new()));
        }
    }

    #[test]
    fn a_wrong_setting_is_named_and_the_rest_holds() {
        let (house, problems) = check(json!({
            "editor": {"pause": "long", "unopened": false}, "strictness": "harsh", "pauze": 1, "rules": {"tk": "error"}
        }));
        assert_eq!((house.pause_ms, house.unopened), (800, Some(false)));
        assert_eq!(house.rules.len(), 1);
        let all = problems.join("\n");
        assert_eq!(problems.len(), 3, "{all}");
        assert!(
            all.contains("\"long\"") && all.contains("Unknown setting pauze") && all.contains("\"harsh\""),
            "{all}"
        );
        assert_eq!(check(json!(5)).1.len(), 1);
    }

    #[test]
    fn the_file_stands_over_the_editor() {
        let (editor, _) = check(json!({"strictness": "strict", "editor": {"pause": 5}}));
        let (house, _) = super::parse_over(&editor, "[editor]\npause = 7\n", &[]);
        assert_eq!((house.strictness, house.pause_ms), (Strictness::Strict, 7));
        assert_eq!(parse("", &[]).0, House::default());
    }
}
