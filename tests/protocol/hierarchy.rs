//! Who is quoted through whom, and how much each entry of the newsroom's own files is used.

use crate::desk::Desk;
use crate::profiles::profile;
use serde_json::{Value, json};

const SOURCES: &str = "references:\n- id: mayor-1\n  title: Call with the mayor\n- id: wire-7\n  title: Port closed\n  custom: {origin: mayor-1}\n\
                       - id: spare\n  title: Nobody cites it\n";

fn desk() -> Desk {
    let files = [
        ("sources.yaml", SOURCES),
        ("places.yaml", "- name: Saint Orrin\n"),
        ("a.md", "# Port shut\n\nIt is shut [@mayor-1]. It rained in Saint Orrin.\n"),
        ("b.md", "Boats wait [@wire-7]. Boats sail [@wire-7; @mayor-1].\n"),
    ];
    Desk::new(profile("vscode"), &files)
}

#[test]
fn a_source_is_called_by_what_rests_on_it_and_calls_its_origin() {
    let mut desk = desk();
    desk.open("a.md");
    let at = desk.at("a.md", "mayor-1");
    let item = desk.client.ask("textDocument/prepareCallHierarchy", at)["result"][0].clone();
    assert_eq!((&item["name"], &item["detail"]), (&json!("@mayor-1"), &json!("Call with the mayor")));
    assert_eq!(desk.words(&item["uri"], &item["selectionRange"]), "mayor-1");
    let calls = desk.client.ask("callHierarchy/incomingCalls", json!({"item": item}))["result"].clone();
    let shown = |desk: &Desk, calls: &Value, end: &str| -> Vec<String> {
        let calls = calls.as_array().expect("a list").iter();
        calls
            .map(|call| {
                let uri = if end == "from" { &call[end]["uri"] } else { &json!(null) };
                let words = call["fromRanges"].as_array().expect("ranges").iter();
                let words: Vec<String> =
                    words.map(|range| if uri.is_null() { String::new() } else { desk.words(uri, range) }).collect();
                format!("{}: {}", call[end]["name"].as_str().expect("a name"), words.join(" | "))
            })
            .collect()
    };
    let expected = ["@wire-7: mayor-1", "Port shut: It is shut [@mayor-1].", "b.md: Boats sail [@wire-7; @mayor-1]."];
    assert_eq!(shown(&desk, &calls, "from"), expected);
    // From there on: the wire calls the mayor, an article what it cites.
    let wire = calls[0]["from"].clone();
    let out = desk.client.ask("callHierarchy/outgoingCalls", json!({"item": wire}))["result"].clone();
    assert_eq!(shown(&desk, &out, "to"), ["@mayor-1: "]);
    assert_eq!(desk.words(&json!(desk.uri("sources.yaml")), &out[0]["fromRanges"][0]), "mayor-1");
    let article = calls[2]["from"].clone();
    let out = desk.client.ask("callHierarchy/outgoingCalls", json!({"item": article}))["result"].clone();
    assert_eq!(shown(&desk, &out, "to"), ["@mayor-1: ", "@wire-7:  | "]);
    assert_eq!(desk.client.ask("callHierarchy/incomingCalls", json!({"item": article}))["result"], json!([]));
    // Of a place, or of nothing, there is no hierarchy; and what no item is gets no answer.
    let at = desk.at("a.md", "Saint Orrin");
    assert_eq!(desk.client.ask("textDocument/prepareCallHierarchy", at)["result"], Value::Null);
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let forged = json!({"item": {"name": "x", "kind": 1, "uri": "file:///x", "range": range, "selectionRange": range}});
    assert!(desk.client.ask("callHierarchy/incomingCalls", forged).get("error").is_none());
}

#[test]
fn each_entry_tells_how_much_it_is_used_also_in_what_is_not_saved() {
    let mut desk = desk();
    desk.open("sources.yaml");
    desk.references("sources.yaml", "mayor-1", false);
    let lenses = |desk: &mut Desk, name: &str| -> Vec<String> {
        let params = json!({"textDocument": {"uri": desk.uri(name)}});
        let lenses = desk.client.ask("textDocument/codeLens", params)["result"].clone();
        lenses
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["command"]["title"].as_str().expect("words").to_owned())
            .collect()
    };
    assert_eq!(
        lenses(&mut desk, "sources.yaml"),
        ["2 sentences in 2 articles", "2 sentences in 1 article", "not cited yet"]
    );
    desk.open_as("a.md", "It is shut [@spare].\n");
    assert_eq!(
        lenses(&mut desk, "sources.yaml"),
        ["1 sentence in 1 article", "2 sentences in 1 article", "1 sentence in 1 article"]
    );
    desk.open("places.yaml");
    assert_eq!(lenses(&mut desk, "places.yaml"), ["not mentioned yet"]);
    desk.close("a.md");
    assert_eq!(lenses(&mut desk, "places.yaml"), ["1 mention in 1 article"]);
    // Pressed, a lens tells where.
    let position = json!({"line": 1, "character": 6});
    let arguments = json!([desk.uri("sources.yaml"), position]);
    let answer = desk.client.ask("workspace/executeCommand", json!({"command": "sayso.uses", "arguments": arguments}));
    assert_eq!(answer["result"].as_array().map(Vec::len), Some(2), "{answer}");
    let said = desk.client.wait_for("a message", |m| m["method"] == "window/showMessage");
    assert_eq!(said["params"]["message"], "a.md (1)\nb.md (1)");
}
