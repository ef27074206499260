//! Finding one's way: definition, highlight, outline and links, by editors that can do all and editors that can do nothing.

use crate::client::{Client, at};
use crate::folder::folder;
use crate::{server, session};
use serde_json::{Value, json};

const REGISTRY: &str = "references:
  - id: port-0301
    type: interview
    title: Harbour master on the dredging
    URL: https://example.org/port
  - id: ferry-12
    type: report
    title: Ferry safety review
";
const PLACES: &str = "- name: Wickhaven\n  aliases: [Wickhavn]\n";
const ARTICLE: &str = "# The port\n\nAda Okoro, the harbour master, left Wickhavn. 😀 The port will close in May. [@port-0301]\n\n\
                       The channel is silting up, Okoro said. [@ferry-12; @port-0301]\n";

/// What an editor with everything says of itself.
fn able() -> Value {
    json!({"textDocument": {
        "definition": {"linkSupport": true},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        "documentLink": {"tooltipSupport": true}
    }})
}

/// A newsroom in a folder, and a session of an editor with `capabilities` that has its article open.
fn desk(capabilities: Value) -> (tempfile::TempDir, Client, String) {
    let folder = folder(&[("sources.yaml", REGISTRY), ("places.yaml", PLACES)]);
    let mut client = server();
    client.initialize(capabilities);
    let article = format!("file://{}/port.md", folder.path().display());
    client.open(&article, "markdown", 1, ARTICLE);
    (folder, client, article)
}

fn range(line: u32, from: u32, to: u32) -> Value {
    json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}})
}

#[test]
fn a_tag_is_defined_in_its_registry() {
    let (folder, mut client, article) = desk(json!({}));
    let found = client.ask_at("textDocument/definition", &article, 2, 85);
    let registry = format!("file://{}/sources.yaml", folder.path().display());
    assert_eq!(found, json!({"uri": registry, "range": range(1, 8, 17)}));

    let (folder, mut client, article) = desk(able());
    let found = client.ask_at("textDocument/definition", &article, 4, 52);
    let registry = format!("file://{}/sources.yaml", folder.path().display());
    assert_eq!(found[0]["targetUri"], json!(registry), "{found}");
    assert_eq!(found[0]["originSelectionRange"], range(4, 52, 61), "{found}");
    assert_eq!(found[0]["targetSelectionRange"], range(1, 8, 17), "{found}");
}

#[test]
fn an_unsaved_registry_says_where_its_entries_are() {
    let (folder, mut client, article) = desk(json!({}));
    let registry = format!("file://{}/sources.yaml", folder.path().display());
    client.open(&registry, "yaml", 1, &format!("# Ours.\n{REGISTRY}"));
    let found = client.ask_at("textDocument/definition", &article, 2, 85);
    assert_eq!(found, json!({"uri": registry, "range": range(2, 8, 17)}));
}

#[test]
fn a_place_is_defined_in_the_houses_own_file_and_a_speaker_where_first_named() {
    let (folder, mut client, article) = desk(json!({}));
    let found = client.ask_at("textDocument/definition", &article, 2, 38);
    let places = format!("file://{}/places.yaml", folder.path().display());
    assert_eq!(found, json!({"uri": places, "range": range(0, 8, 17)}));
    let found = client.ask_at("textDocument/definition", &article, 4, 33);
    assert_eq!(found, json!({"uri": article, "range": range(2, 0, 9)}));
}

#[test]
fn every_tag_of_a_source_is_lit() {
    let (_folder, mut client, article) = desk(json!({}));
    let found = client.ask_at("textDocument/documentHighlight", &article, 2, 85);
    let ranges: Vec<&Value> = found.as_array().expect("a list").iter().map(|it| &it["range"]).collect();
    assert_eq!(ranges, [&range(2, 79, 88), &range(4, 52, 61)]);
}

#[test]
fn an_outline_is_nested_or_flat_as_the_editor_can() {
    let (_folder, mut client, article) = desk(able());
    let ask = |client: &mut Client| {
        client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": article}}))["result"].clone()
    };
    let nested = ask(&mut client);
    let names: Vec<&str> = nested.as_array().expect("a list").iter().filter_map(|it| it["name"].as_str()).collect();
    assert_eq!(names, ["The port", "@port-0301", "@ferry-12"], "{nested}");
    assert_eq!(nested[1]["children"].as_array().map(Vec::len), Some(2), "{nested}");

    let (_folder, mut client, article) = desk(json!({}));
    let flat = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": article}}))["result"].clone();
    let sentences: Vec<&Value> =
        flat.as_array().expect("a list").iter().filter(|it| it["containerName"] == "@port-0301").collect();
    assert_eq!(sentences.len(), 2, "{flat}");
    assert!(flat.as_array().expect("a list").iter().all(|it| it["location"]["uri"] == json!(article)), "{flat}");
}

#[test]
fn a_link_tells_where_it_leads_when_asked() {
    let (_folder, mut client, article) = desk(able());
    let links = client.ask("textDocument/documentLink", json!({"textDocument": {"uri": article}}))["result"].clone();
    assert_eq!(links.as_array().map(Vec::len), Some(2), "{links}");
    assert_eq!(links[0]["range"], range(2, 79, 88));
    assert!(links[0].get("target").is_none(), "{links}");
    let link = client.ask("documentLink/resolve", links[0].clone())["result"].clone();
    assert_eq!(link["target"], "https://example.org/port", "{link}");
    assert_eq!(link["tooltip"], "Harbour master on the dredging", "{link}");
}

#[test]
fn unknown_documents_and_places_outside_the_text_have_no_answer() {
    let methods = ["textDocument/definition", "textDocument/documentHighlight"];
    let mut client = session();
    for method in methods {
        assert_eq!(client.ask_at(method, "file:///nowhere/at/all.md", 0, 0), Value::Null, "{method}");
    }
    for method in ["textDocument/documentSymbol", "textDocument/documentLink"] {
        let params = json!({"textDocument": {"uri": "file:///nowhere/at/all.md"}});
        assert_eq!(client.ask(method, params)["result"], Value::Null, "{method}");
    }
    client.open("untitled:a", "markdown", 1, "It was a calm day.\n");
    assert_eq!(client.ask_at("textDocument/definition", "untitled:a", u32::MAX, u32::MAX), Value::Null);
    assert_eq!(client.ask_at("textDocument/documentHighlight", "untitled:a", 9, 9), json!([]));
    let broken = json!({"range": range(0, 0, 1), "data": {"uri": 3}});
    assert!(client.ask("documentLink/resolve", broken)["result"].get("target").is_none());
}

#[test]
fn before_the_session_and_after_it_they_are_refused() {
    let mut client = server();
    let ask =
        |client: &mut Client| client.ask("textDocument/definition", at("untitled:a", 0, 0))["error"]["code"].clone();
    assert_eq!(ask(&mut client), -32002);
    client.initialize(json!({}));
    client.ask("shutdown", Value::Null);
    assert_eq!(ask(&mut client), -32600);
}
