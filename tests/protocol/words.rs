//! Words of others in what an editor shows: no link is made of them, nothing in them steers a terminal, and they end.
//!
//! That goes for every message of every test here (see `allowed.rs`); these bring the words.

use crate::desk::Desk;
use crate::profiles::profile;
use serde_json::{Value, json};

const PRESS: &str = "[Open](command:workbench.action.terminal.new)";

/// Sends a command of the server's and returns the message it shows.
fn said(desk: &mut Desk, command: &str, arguments: Value) -> String {
    desk.client.ask("workspace/executeCommand", json!({"command": command, "arguments": arguments}));
    let said = desk.client.wait_for("a message", |m| m["method"] == "window/showMessage");
    said["params"]["message"].as_str().expect("words").to_owned()
}

#[test]
fn a_title_a_key_and_a_file_name_are_no_link() {
    let registry = format!("- {{id: s1, title: '{PRESS}\u{202e}'}}\n");
    let name = "a[x](command:y).md";
    let mut desk = Desk::new(
        profile("vscode"),
        &[("sayso.toml", ""), ("sources.yaml", &registry), (name, "It is shut [@s1]. It is open [@s1].\n")],
    );
    desk.open(name);
    let article = desk.uri(name);
    let told = said(&mut desk, "sayso.sources", json!([article]));
    assert_eq!(told, "@s1: [Open] (command:workbench.action.terminal.new)\u{fffd} (2)");
    desk.open("sources.yaml");
    let at = json!({"line": 0, "character": 8});
    let registry = desk.uri("sources.yaml");
    let told = said(&mut desk, "sayso.uses", json!([registry, at]));
    assert_eq!(told, "a[x] (command:y).md (2)");
    // A refusal is a message too.
    let answer = desk
        .client
        .ask("workspace/executeCommand", json!({"command": "sayso.newSource", "arguments": [article, PRESS]}));
    let told = answer["error"]["message"].as_str().expect("a reason");
    assert!(told.contains("[Open] (command:"), "{answer}");
    let mut params = desk.at(name, "s1");
    params["newName"] = json!(format!("{PRESS}\u{1b}[2J{}", "x".repeat(5000)));
    let answer = desk.client.ask("textDocument/rename", params);
    let told = answer["error"]["message"].as_str().expect("a reason");
    assert!(told.chars().count() < 1100, "{}", told.chars().count());
}

#[test]
fn a_settings_name_is_no_link() {
    let mut desk = Desk::new(profile("vscode"), &[("sayso.toml", ""), ("a.md", "It is shut.\n")]);
    desk.open("a.md");
    let settings = json!({"settings": {"sayso": {PRESS: 1}}});
    desk.client.notify("workspace/didChangeConfiguration", settings);
    let said = desk.client.wait_for("a message", |m| m["method"] == "window/showMessage");
    assert!(said["params"]["message"].as_str().is_some_and(|it| it.contains("[Open] (command:")), "{said}");
}
