//! JSON Schemas of registries and of `places.yaml`, for editors that check and complete by schemas. Made from the tables that completion
//! reads, so that the two say the same. They name what is known and forbid nothing else: CSL has more fields than a newsroom needs.

use super::files::{ALIAS_FIELDS, CUSTOM, FIELDS, NAME_KINDS, PLACE_FIELDS, PLACE_WORDS, TYPES};
use crate::sources::{BASES, KINDS};
use serde_json::{Map, Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a registry, in YAML (a list under `references`) or JSON (a list).
#[must_use]
pub fn registry() -> Value {
    let types: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let custom = fields(&CUSTOM, |name| match name {
        "kind" => json!({ "enum": KINDS }),
        "basis" => json!({ "enum": BASES }),
        "grade" => json!({ "type": "string", "pattern": "^[A-F][1-6]$" }),
        "confidential" => json!({ "type": "boolean" }),
        "quotes" => json!({ "type": ["array", "string"], "items": { "type": "string" } }),
        "anonymity" | "identity" => json!({}),
        _ => json!({ "type": "string" }),
    });
    let entry = json!({
        "type": "object",
        "required": ["id"],
        "properties": fields(&FIELDS, |name| match name {
            "type" => json!({ "anyOf": [{ "enum": types }, { "type": "string" }] }),
            "author" => json!({ "type": "array" }),
            "custom" => json!({ "type": "object", "properties": custom }),
            "id" => json!({ "type": ["string", "integer"] }),
            "issued" | "accessed" => json!({}),
            _ => json!({ "type": "string" }),
        }),
    });
    let list = json!({ "type": "array", "items": { "$ref": "#/definitions/source" } });
    json!({
        "$schema": DRAFT,
        "title": "A registry of sources",
        "description": "A newsroom's sources in CSL, each with the key that tags cite.",
        "definitions": { "source": entry },
        "anyOf": [list, { "type": "object", "required": ["references"], "properties": { "references": list } }],
    })
}

/// The schema of `places.yaml`.
#[must_use]
pub fn places() -> Value {
    let alias = fields(&ALIAS_FIELDS, |name| match name {
        "kind" => json!({ "enum": NAME_KINDS }),
        "until" => json!({ "type": ["integer", "string"] }),
        _ => json!({ "type": "string" }),
    });
    let place = fields(&PLACE_FIELDS, |name| match name {
        "aliases" => json!({ "type": "array", "items": { "anyOf": [
            { "type": "string" },
            { "type": "object", "required": ["name"], "properties": alias },
        ] } }),
        "what" => json!({ "anyOf": [{ "enum": PLACE_WORDS }, { "type": "string" }] }),
        "country" => json!({ "type": "string", "pattern": "^[A-Za-z]{2}$" }),
        "lat" => json!({ "type": "number", "minimum": -90, "maximum": 90 }),
        "lon" => json!({ "type": "number", "minimum": -180, "maximum": 180 }),
        "geonames" | "population" => json!({ "type": "integer" }),
        _ => json!({ "type": "string" }),
    });
    json!({
        "$schema": DRAFT,
        "title": "places.yaml",
        "description": "Your newsroom's places.",
        "type": "object",
        "properties": {
            "places": {
                "type": "array",
                "items": { "type": "object", "required": ["name"], "properties": place },
            },
        },
    })
}

/// Each field with its words and what `kind` says it takes.
fn fields(table: &[(&str, &str)], kind: impl Fn(&str) -> Value) -> Map<String, Value> {
    let field = |(name, doc): &(&str, &str)| {
        let mut schema = kind(name);
        if let Some(object) = schema.as_object_mut() {
            object.insert("description".into(), (*doc).into());
        }
        ((*name).to_owned(), schema)
    };
    table.iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(schema: &Value) -> String {
        serde_json::to_string_pretty(schema).unwrap() + "\n"
    }

    #[test]
    fn the_published_schemas_are_those_of_the_fields() {
        expect_test::expect_file!["../../../docs/sources.schema.json"].assert_eq(&published(&registry()));
        expect_test::expect_file!["../../../docs/places.schema.json"].assert_eq(&published(&places()));
    }
}
