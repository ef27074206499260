//! Registries of a confidential source in every form, with a word of its own in every field: none of those words may be in anything that
//! the program says. What the tests of the command line and of the server look for leaks with.

use serde_json::{Map, Value, json};

/// A registry, and the words in it that nobody may be told.
pub struct Form {
    /// What it is a case of.
    pub what: &'static str,
    /// The name of its file.
    pub name: &'static str,
    pub text: String,
    pub secrets: Vec<String>,
}

// What may be shown of a confidential source although it is somebody's own words has no secret in it here: its key; its role, the newsroom's
// description of the person, which is what copy says instead of a name; and why there is no name. Names in the last two are withheld. A
// grade, a kind, a type, a basis, an origin may be shown too, and have one: a word that no list and no registry knows is kept from view.

/// Fields that sayso does not know, at the top of an entry and under `custom`.
const UNKNOWN: [&str; 8] =
    ["DOI", "annote", "event-title", "genre", "language-of-the-talk", "phone", "where-we-meet", "x-desk"];
/// Name variables of CSL: who may be the source.
const NAMES: [&str; 8] = ["author", "editor", "contributor", "director", "guest", "host", "narrator", "performer"];

/// A word that stands nowhere else: a name, as far as form tells.
fn secret(secrets: &mut Vec<String>) -> String {
    let n = secrets.len() as u8;
    let word = format!("Quorv{}{}ne", char::from(b'a' + n / 26), char::from(b'a' + n % 26));
    secrets.push(word.clone());
    word
}

/// The fields of a source and those under its `custom`, as docs/sources.schema.json has them.
fn known() -> [Vec<String>; 2] {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sources.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the schema")).expect("JSON");
    let names = |of: &Value| of["properties"].as_object().expect("fields").keys().cloned().collect::<Vec<_>>();
    let source = &schema["definitions"]["source"];
    [names(source), names(&source["properties"]["custom"])]
}

/// An entry with a word of its own in every field, and `said` for what makes it confidential.
fn entry(said: impl Fn(&mut Map<String, Value>, &mut Map<String, Value>)) -> (Value, Vec<String>) {
    let mut secrets = Vec::new();
    let [fields, own] = known();
    let name = |secrets: &mut Vec<String>| json!({"given": secret(secrets), "family": secret(secrets)});
    let (mut entry, mut custom) = (Map::new(), Map::new());
    for field in fields.iter().map(String::as_str).chain(UNKNOWN).chain(NAMES) {
        let value = match field {
            "id" | "custom" => continue,
            _ if NAMES.contains(&field) => json!([name(&mut secrets)]),
            _ => json!(secret(&mut secrets)),
        };
        entry.insert(field.to_owned(), value);
    }
    for field in own.iter().map(String::as_str).chain(UNKNOWN) {
        let value = match field {
            "confidential" => continue,
            "identity" => json!(format!("{} {}", secret(&mut secrets), secret(&mut secrets))),
            "speaker" => json!(format!("{} {}", secret(&mut secrets), secret(&mut secrets))),
            "anonymity" => json!({"reason": "would lose the job", "approved-by": secret(&mut secrets)}),
            "quotes" => json!([format!("the {} gates were left open", secret(&mut secrets))]),
            _ => json!(secret(&mut secrets)),
        };
        custom.insert(field.to_owned(), value);
    }
    // A name in words that may be shown is withheld all the same.
    custom.insert("role".into(), json!(format!("aide to {}", custom["identity"].as_str().expect("a name"))));
    said(&mut entry, &mut custom);
    entry.insert("id".into(), json!("s1"));
    entry.insert("custom".into(), Value::Object(custom));
    (Value::Object(entry), secrets)
}

fn biblatex(entry: &Value, said: &str) -> String {
    let words = |value: &Value| match value {
        Value::String(words) => words.clone(),
        Value::Array(names) if names[0].is_object() => {
            format!("{}, {}", names[0]["family"].as_str().unwrap_or(""), names[0]["given"].as_str().unwrap_or(""))
        }
        Value::Array(words) => words[0].as_str().unwrap_or("").to_owned(),
        other => other["reason"].as_str().unwrap_or("").to_owned(),
    };
    let mut text = format!("@misc{{s1,\n  {said}\n");
    let custom = entry["custom"].as_object().expect("fields");
    let own = entry.as_object().expect("fields").iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "custom"));
    let mut seen = Vec::new();
    for (name, value) in own.chain(custom) {
        let name = match name.as_str() {
            "container-title" => "journaltitle",
            "issued" => "date",
            "accessed" => "urldate",
            name => name,
        };
        if !seen.contains(&name.to_lowercase()) {
            seen.push(name.to_lowercase());
            text.push_str(&format!("  {name} = {{{}}},\n", words(value)));
        }
    }
    text + "}\n"
}

/// All forms. The public source `open` is in each.
pub fn forms() -> Vec<Form> {
    let in_bib = |entry: &Value, secrets: &[String], said: &str| {
        let text = biblatex(entry, said);
        let own = secrets.iter().filter(|word| text.contains(word.as_str())).cloned().collect::<Vec<_>>();
        (text + "@report{open, title = {The report on the gates}}\n", own)
    };
    let plain = |_: &mut Map<String, Value>, custom: &mut Map<String, Value>| {
        custom.insert("confidential".into(), json!(true));
    };
    let open = json!({"id": "open", "type": "report", "title": "The report on the gates", "publisher": "Water board"});
    // JSON is YAML too, which is told by the brackets; so a list is written with dashes.
    let yaml = |entry: &Value| format!("references:\n- {entry}\n- {open}\n");
    let mut forms = Vec::new();
    let mut add = |what, name, text, secrets| forms.push(Form { what, name, text, secrets });
    let (it, secrets) = entry(plain);
    add("YAML", "sources.yaml", yaml(&it), secrets.clone());
    add("JSON", "sources.json", json!([it, open]).to_string(), secrets.clone());
    for (what, said) in [("BibLaTeX", "confidential = {true},"), ("BibLaTeX, with nothing said", "confidential = {},")]
    {
        let (text, secrets) = in_bib(&it, &secrets, said);
        add(what, "sources.bib", text, secrets);
    }
    let shared = yaml(&it).replacen("\"confidential\":true", "<<: *secret", 1);
    add("a merge key", "sources.yaml", format!("secret: &secret {{confidential: true}}\n{shared}"), secrets.clone());
    let broken = yaml(&it).replacen("\"confidential\":true", "\"<<\": *nobody", 1).replace("\"<<\"", "<<");
    add("a merge key that cannot be done", "sources.yaml", broken.replace("*nobody", "7"), secrets);
    for slip in ["Confidential", "confidentail", "confidential source", "c\u{43e}nfidential"] {
        let (it, secrets) = entry(|_, custom| {
            custom.remove("identity");
            custom.insert("role".into(), json!("an engineer at the works"));
            custom.insert(slip.into(), json!(true));
        });
        let secrets = secrets.into_iter().filter(|word| it.to_string().contains(word.as_str())).collect();
        add("a slip in the field’s name", "sources.yaml", yaml(&it), secrets);
    }
    let (it, secrets) = entry(|_, custom| {
        custom.insert("confidential".into(), Value::Null);
        custom.remove("identity");
        custom.insert("role".into(), json!("an engineer at the works"));
    });
    let secrets = secrets.into_iter().filter(|word| it.to_string().contains(word.as_str())).collect();
    add("nothing said under the field", "sources.json", json!([it, open]).to_string(), secrets);
    forms
}

/// An article that rests on the source in every way.
pub const ARTICLE: &str = "---
date: 2026-03-12
---

# Gates left open for a year

The gates were left open for a year, an official said on Monday [@s1, p. 3]. “The old gates were left wide open,” the official said [@s1].

@s1 said 12 people were killed. He blamed the board [@s1; @open]. Reportedly the gates had cost 40 million pounds [@open].

- Ann Lind, the mayor, said the gates would be shut by May [@s1]. <!-- stet: agreed -->
";

/// Fails where any of `secrets` is in `said`, in whatever case.
#[track_caller]
pub fn assert_none(secrets: &[String], said: &str, what: &str) {
    let lower = said.to_lowercase();
    for secret in secrets {
        if let Some(at) = lower.find(&secret.to_lowercase()) {
            let from = (0..=at.saturating_sub(200)).rev().find(|&i| lower.is_char_boundary(i)).unwrap_or(0);
            let to = (at + 100..=lower.len()).find(|&i| lower.is_char_boundary(i)).unwrap_or(lower.len());
            panic!("{what}: {secret} is in …{}…", &lower[from..to]);
        }
    }
}
