//! Hover and completion, as an editor sees them.

use crate::client::Client;
use crate::folder::folder;
use crate::server;
use serde_json::{Value, json};

const REGISTRY: &str = "references:
  - id: port-0301
    type: interview
    title: Harbour master on the dredging
    author: [{family: Okoro, given: Ada}]
    issued: 2026-03-01
  - id: ferry-12
    type: report
    title: Ferry safety review
";

fn desk(capabilities: Value) -> (tempfile::TempDir, Client, String) {
    let folder = folder(&[("sources.yaml", REGISTRY)]);
    let mut client = server();
    client.initialize(capabilities);
    let article = format!("file://{}/port.md", folder.path().display());
    (folder, client, article)
}

#[test]
fn hover_on_a_tag_shows_its_source() {
    let markdown = json!({"textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}}});
    let (_folder, mut client, article) = desk(markdown);
    client.open(&article, "markdown", 1, "The port will close in May. [@port-0301]\n");
    let hover = client.ask_at("textDocument/hover", &article, 0, 33);
    assert_eq!(hover["contents"]["kind"], "markdown");
    let card = hover["contents"]["value"].as_str().expect("a card");
    assert!(card.contains("Harbour master on the dredging") && card.contains("Okoro"), "{card}");
    assert_eq!(hover["range"]["start"]["line"], 0);
    let (start, end) = (&hover["range"]["start"]["character"], &hover["range"]["end"]["character"]);
    assert!(start.as_u64() <= Some(33) && end.as_u64() > Some(33), "{hover}");
}

#[test]
fn hover_is_of_the_text_as_it_is_after_the_edit_before_it() {
    let (_folder, mut client, article) = desk(json!({}));
    client.open(&article, "markdown", 1, "The port will close in May. [@port-0301]\n");
    client.change(&article, 2, &[(Some([0, 30, 0, 39]), "ferry-12")]);
    let hover = client.ask_at("textDocument/hover", &article, 0, 33);
    assert!(hover["contents"]["value"].as_str().is_some_and(|card| card.contains("Ferry safety review")), "{hover}");
}

#[test]
fn completion_finds_a_source_by_its_title_and_writes_its_key_over_what_was_typed() {
    let (_folder, mut client, article) = desk(json!({}));
    client.open(&article, "markdown", 1, "😀 The port will close in May. [@harb\n");
    let list = client.ask_at("textDocument/completion", &article, 0, 37);
    let first = &list["items"][0];
    assert!(first["label"].as_str().is_some_and(|label| label.contains("port-0301")), "{list}");
    let edit = &first["textEdit"];
    assert!(edit["newText"].as_str().is_some_and(|text| text.contains("port-0301")), "{list}");
    assert_eq!(edit["range"]["end"], json!({"line": 0, "character": 37}), "{list}");
    let start = edit["range"]["start"]["character"].as_u64();
    assert!(start == Some(32) || start == Some(33), "{list}");
}

#[test]
fn completion_offers_nothing_in_running_text() {
    let (_folder, mut client, article) = desk(json!({}));
    client.open(&article, "markdown", 1, "The port will close in May.\n");
    let list = client.ask_at("textDocument/completion", &article, 0, 8);
    assert!(list.is_null() || list["items"] == json!([]), "{list}");
}
