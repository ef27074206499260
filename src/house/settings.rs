//! Every setting of `sayso.toml`, each in one place with its kind and its words. The reader, its did-you-mean and the published schema
//! are made from this table, so that they cannot differ.

use serde_json::{Value, json};

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of glob patterns.
    Globs,
    /// A list of paths from the newsroom's root.
    Paths,
    /// A path from the newsroom's root.
    Path,
    /// A table of rule name to severity.
    Severities,
    /// A table of country code to "official" or a language code.
    Preferences,
    /// A whole number of milliseconds, no more than this.
    Milliseconds(u32),
    /// `true` or `false`.
    Flag,
    /// A list of files of settings.
    Files,
    /// A list of tables of [`TERM`].
    Terms,
    /// A list of tables of [`PATTERN`].
    Patterns,
    /// A list of tables of [`OVERRIDE`].
    Overrides,
}

/// A setting in an entry of a list.
#[derive(Clone, Copy, Debug)]
pub struct EntrySetting {
    /// Its name.
    pub name: &'static str,
    /// What it takes, for the page and the schema.
    pub takes: Takes,
    /// What it does.
    pub doc: &'static str,
}

/// What a setting in an entry of a list takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A list of words.
    List,
    /// Words.
    Words,
    /// One of [`SEVERITIES`].
    Severity,
    /// `true` or `false`.
    Flag,
    /// One of [`STRICTNESS`].
    Strictness,
    /// A table of rule name to severity.
    Severities,
}

const WRITE: EntrySetting =
    EntrySetting { name: "write", takes: Takes::List, doc: "What to write instead, best first." };
const WHY: EntrySetting =
    EntrySetting { name: "why", takes: Takes::Words, doc: "The reason, shown at the end of the message." };
const EXCEPT: EntrySetting =
    EntrySetting { name: "except", takes: Takes::List, doc: "Phrases in which it is allowed." };
const SEVERITY: EntrySetting = EntrySetting {
    name: "severity",
    takes: Takes::Severity,
    doc: "Severity; `off` removes an entry of an extended file.",
};
const IN_QUOTATIONS: EntrySetting =
    EntrySetting { name: "in-quotations", takes: Takes::Flag, doc: "Whether to check quotations too." };

/// What stands in an entry of `[[terms]]`.
pub const TERM: &[EntrySetting] = &[
    EntrySetting { name: "instead-of", takes: Takes::List, doc: "The words to avoid." },
    WRITE,
    WHY,
    EXCEPT,
    SEVERITY,
    IN_QUOTATIONS,
];

/// What stands in an entry of `[[patterns]]`.
pub const PATTERN: &[EntrySetting] = &[
    EntrySetting { name: "find", takes: Takes::Words, doc: "A regular expression without look-around." },
    WRITE,
    WHY,
    EXCEPT,
    SEVERITY,
    IN_QUOTATIONS,
];

/// What stands in an entry of `[[overrides]]`.
pub const OVERRIDE: &[EntrySetting] = &[
    EntrySetting { name: "files", takes: Takes::List, doc: "Which articles: glob patterns from this folder." },
    EntrySetting { name: "strictness", takes: Takes::Strictness, doc: "How strictly to check them." },
    EntrySetting { name: "rules", takes: Takes::Severities, doc: "Rule severities for them." },
];

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The table it stands in; empty for the top of the file.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: SettingKind,
    /// What it does, in one or two sentences.
    pub doc: &'static str,
}

/// Words for [`crate::house::Strictness`], in its order.
pub const STRICTNESS: [&str; 3] = ["relaxed", "standard", "strict"];
/// Words for [`crate::text::Severity`], in its order.
pub const SEVERITIES: [&str; 5] = ["off", "hint", "info", "warning", "error"];

/// All settings, in the order in which a reader wants to know of them.
pub static SETTINGS: [Setting; 14] = [
    Setting {
        table: "",
        name: "strictness",
        kind: SettingKind::OneOf(&STRICTNESS),
        doc: "How strictly to check a draft: `relaxed` reports what would embarrass the paper, `standard` what a desk would send \
              back, `strict` what a line-by-line fact check would ask. Default: `standard`.",
    },
    Setting {
        table: "",
        name: "include",
        kind: SettingKind::Globs,
        doc: "Which files are articles: glob patterns from this folder. Default: `**/*.md` and `**/*.txt`.",
    },
    Setting {
        table: "",
        name: "exclude",
        kind: SettingKind::Globs,
        doc: "Which articles to skip: glob patterns from this folder. Files in .gitignore are always skipped.",
    },
    Setting {
        table: "",
        name: "sources",
        kind: SettingKind::Paths,
        doc: "Registry files, from this folder: CSL-YAML, CSL-JSON or BibLaTeX. Default: `sources.yaml`, `sources.yml`, `sources.json` \
              and `sources.bib`, if they exist.",
    },
    Setting {
        table: "",
        name: "baseline",
        kind: SettingKind::Path,
        doc: "Path of the baseline, from this folder: existing findings that `sayso check` ignores, so that only new ones count. \
              `sayso check --write-baseline` creates the file. Editors show all findings.",
    },
    Setting {
        table: "",
        name: "rules",
        kind: SettingKind::Severities,
        doc: "Severity of each rule: `off`, `hint`, `info`, `warning` or `error`.",
    },
    Setting {
        table: "",
        name: "extends",
        kind: SettingKind::Files,
        doc: "Other settings files to start from; paths start from this file's folder. This file overrides them, and later files \
              override earlier ones.",
    },
    Setting {
        table: "",
        name: "terms",
        kind: SettingKind::Terms,
        doc: "Banned words, with replacements, for the rule `house-term`: tables that start with `[[terms]]`.",
    },
    Setting {
        table: "",
        name: "patterns",
        kind: SettingKind::Patterns,
        doc: "House-style patterns for the rule `house-pattern`: tables that start with `[[patterns]]`.",
    },
    Setting {
        table: "",
        name: "overrides",
        kind: SettingKind::Overrides,
        doc: "Different settings for some articles: tables that start with `[[overrides]]`. Later ones override earlier ones.",
    },
    Setting {
        table: "places",
        name: "files",
        kind: SettingKind::Paths,
        doc: "Files of your newsroom's own places, from this folder. Default: `places.yaml`, if it exists.",
    },
    Setting {
        table: "places",
        name: "prefer",
        kind: SettingKind::Preferences,
        doc: "House style for place names, by country (ISO 3166 code): `official`, or a language code such as `uk`.",
    },
    Setting {
        table: "editor",
        name: "pause",
        kind: SettingKind::Milliseconds(60_000),
        doc: "Delay in milliseconds before sayso checks the sentence you are typing; `0` checks it at once. Default: `800`.",
    },
    Setting {
        table: "editor",
        name: "unopened",
        kind: SettingKind::Flag,
        doc: "Whether to show findings of articles that are not open. Default: on in editors that ask for them, such as VS Code; \
              off elsewhere.",
    },
];

/// Tables inside the top one, and what each is about.
pub const TABLES: [(&str, &str); 2] =
    [("places", "The places a newsroom writes about."), ("editor", "What an editor shows, and when.")];

/// Names that may stand in `table`, tables inside the top one among them.
pub fn names_in(table: &str) -> Vec<&'static str> {
    let mut names: Vec<_> = SETTINGS.iter().filter(|s| s.table == table).map(|s| s.name).collect();
    if table.is_empty() {
        names.extend(TABLES.map(|(table, _)| table));
    }
    names
}

/// The setting called `name` in `table`.
pub fn setting(table: &str, name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|s| s.table == table && s.name == name)
}

/// The JSON Schema (draft 7, which the TOML tools of editors read) of `sayso.toml`; `rules` are the rules' names and what each finds.
#[must_use]
pub fn schema(rules: &[(&str, &str)]) -> Value {
    let of_table = |table: &str| -> serde_json::Map<String, Value> {
        let settings = SETTINGS.iter().filter(|s| s.table == table);
        settings.map(|s| (s.name.to_owned(), schema_of(s, rules))).collect()
    };
    let mut top = of_table("");
    for (table, about) in TABLES {
        let schema = json!({
            "description": about,
            "type": "object",
            "properties": of_table(table),
            "additionalProperties": false,
        });
        top.insert(table.into(), schema);
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "sayso.toml",
        "description": "A newsroom's settings for sayso.",
        "type": "object",
        "properties": top,
        "additionalProperties": false,
    })
}

/// The page of all settings, in Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(PAGE);
    for (table, about) in [("", "At the top of the file.")].into_iter().chain(TABLES) {
        let heading = if table.is_empty() { "Everything".to_owned() } else { format!("`[{table}]`") };
        page.push_str(&format!("\n## {heading}\n\n{about}\n\n| setting | takes | what it does |\n|---|---|---|\n"));
        for setting in SETTINGS.iter().filter(|setting| setting.table == table) {
            let takes = match setting.kind {
                SettingKind::OneOf(words) => {
                    words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ")
                }
                SettingKind::Globs => "a list of glob patterns".to_owned(),
                SettingKind::Paths => "a list of paths".to_owned(),
                SettingKind::Path => "a path".to_owned(),
                SettingKind::Severities => "a table: rule = severity".to_owned(),
                SettingKind::Preferences => "a table: country = form".to_owned(),
                SettingKind::Milliseconds(most) => format!("a whole number up to {most}"),
                SettingKind::Flag => "`true` or `false`".to_owned(),
                SettingKind::Files => "a list of files".to_owned(),
                SettingKind::Terms | SettingKind::Patterns | SettingKind::Overrides => {
                    "a list of tables, see below".to_owned()
                }
            };
            page.push_str(&format!("| `{}` | {takes} | {} |\n", setting.name, setting.doc));
        }
    }
    for (list, fields) in [("terms", TERM), ("patterns", PATTERN), ("overrides", OVERRIDE)] {
        page.push_str(&format!("\n## `[[{list}]]`\n\n| setting | takes | what it does |\n|---|---|---|\n"));
        for EntrySetting { name, takes, doc } in fields {
            let takes = match takes {
                Takes::List => "a list of words",
                Takes::Words => "words",
                Takes::Severity => "a severity",
                Takes::Flag => "`true` or `false`",
                Takes::Strictness => "a strictness",
                Takes::Severities => "a table: rule = severity",
            };
            page.push_str(&format!("| `{name}` | {takes} | {doc} |\n"));
        }
    }
    page
}

const PAGE: &str = "\
# Settings

<!-- Generated from the server's table of settings: src/house/settings.rs. -->

You can set everything in three places. Earlier ones win:

1. `sayso.toml` in the newsroom's folder: the same for everybody, for the command line and for CI.
2. What the editor sends while it runs (`workspace/didChangeConfiguration`): all its settings, or those under `sayso`.
3. What the editor sends at the start (`initializationOptions`).

Editors send them as JSON, in the same tables: `{\"strictness\": \"strict\", \"editor\": {\"pause\": 0}}`. sayso
names a setting it does not understand, in the file or in an editor message, and uses the rest. Schema: [sayso.schema.json](sayso.schema.json).
";

fn schema_of_severities(rules: &[(&str, &str)]) -> Value {
    let rule =
        |(name, summary): &(&str, &str)| ((*name).to_owned(), json!({ "description": summary, "enum": SEVERITIES }));
    let properties: serde_json::Map<String, Value> = rules.iter().map(rule).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn schema_of_list(fields: &[EntrySetting], required: &str, rules: &[(&str, &str)]) -> Value {
    let field = |field: &EntrySetting| {
        let mut schema = match field.takes {
            Takes::List => json!({ "type": "array", "items": { "type": "string" } }),
            Takes::Words => json!({ "type": "string" }),
            Takes::Severity => json!({ "enum": SEVERITIES }),
            Takes::Flag => json!({ "type": "boolean" }),
            Takes::Strictness => json!({ "enum": STRICTNESS }),
            Takes::Severities => schema_of_severities(rules),
        };
        schema["description"] = field.doc.into();
        (field.name.to_owned(), schema)
    };
    let properties: serde_json::Map<String, Value> = fields.iter().map(field).collect();
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": [required],
            "additionalProperties": false,
        },
    })
}

fn schema_of(setting: &Setting, rules: &[(&str, &str)]) -> Value {
    let mut schema = match setting.kind {
        SettingKind::OneOf(words) => json!({ "enum": words }),
        SettingKind::Terms => schema_of_list(TERM, "instead-of", rules),
        SettingKind::Patterns => schema_of_list(PATTERN, "find", rules),
        SettingKind::Overrides => schema_of_list(OVERRIDE, "files", rules),
        SettingKind::Globs | SettingKind::Paths | SettingKind::Files => {
            json!({ "type": "array", "items": { "type": "string" } })
        }
        SettingKind::Severities => schema_of_severities(rules),
        SettingKind::Milliseconds(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        SettingKind::Flag => json!({ "type": "boolean" }),
        SettingKind::Path => json!({ "type": "string" }),
        SettingKind::Preferences => json!({
            "type": "object",
            "propertyNames": { "pattern": "^[A-Z]{2}$" },
            "additionalProperties": { "type": "string", "pattern": "^(official|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$" },
        }),
    };
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".into(), setting.doc.into());
    }
    schema
}
