//! What an editor is answered inside the cells of a table.

use crate::desk::Desk;
use crate::profiles::profile;
use serde_json::{Value, json};

const TABLE: &str = "| Ward | Hurt | |\n|------|-----:|---|\n| East | 12 | [@port-0301] |\n| Kharkiv | 7 | [@po |\n";

fn desk() -> Desk {
    let sources = "references:\n- id: port-0301\n  title: Dredging\n- id: wire-7\n  title: Port closed\n";
    let mut desk = Desk::new(profile("vscode"), &[("sayso.toml", ""), ("sources.yaml", sources), ("a.md", TABLE)]);
    desk.open("a.md");
    desk
}

#[test]
fn a_tag_and_a_place_in_a_cell_are_answered_as_anywhere() {
    let mut desk = desk();
    let mut ask = |method: &str, words: &str| {
        let params = desk.at("a.md", words);
        desk.client.ask(method, params)["result"].clone()
    };
    assert!(ask("textDocument/hover", "port-0301").to_string().contains("Dredging"));
    assert!(ask("textDocument/hover", "Kharkiv").to_string().contains("Kharkiv"));
    assert!(ask("textDocument/definition", "port-0301").to_string().contains("sources.yaml"));
    assert_eq!(ask("textDocument/prepareRename", "port-0301")["placeholder"], "port-0301");
    let found = desk.references("a.md", "port-0301", false);
    assert_eq!(found, ["a.md: East | 12 | [@port-0301]"], "a row rests on the tags of its cells");
}

#[test]
fn keys_are_offered_in_a_cell() {
    let mut desk = desk();
    let mut params = desk.at("a.md", "[@po |");
    params["position"]["character"] = json!(params["position"]["character"].as_u64().expect("a column") + 3);
    let answer = desk.client.ask("textDocument/completion", params);
    let items = answer["result"]["items"].as_array().or(answer["result"].as_array()).expect("items");
    let labels: Vec<&Value> = items.iter().map(|item| &item["label"]).collect();
    assert!(labels.contains(&&json!("port-0301")), "{labels:?}");
}
