//! What can be set, and where: in the newsroom's file, by the editor while it runs, by the editor at the start.

use crate::desk::Desk;
use crate::{found, server};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const TEXT: &str = "Analysts suggest that the port may stay shut. TK\n";

/// A session with one article whose editor has these options.
fn session(capabilities: Value, options: Value) -> (crate::client::Client, &'static str) {
    let mut client = server();
    client.initialize_with(
        json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options}),
    );
    client.open("untitled:a", "markdown", 1, TEXT);
    (client, "untitled:a")
}

fn severities(diagnostics: &[Value], rule: &str) -> Vec<Value> {
    diagnostics.iter().filter(|d| d["code"] == rule).map(|d| d["severity"].clone()).collect()
}

#[test]
fn options_at_the_start_hold_until_the_editor_sends_others() {
    let (mut client, article) = session(json!({}), json!({"rules": {"tk": "hint"}}));
    assert_eq!(severities(&client.diagnostics(article, 1), "tk"), [4]);
    let sent = json!({"settings": {"sayso": {"rules": {"tk": "info"}}}});
    client.notify("workspace/didChangeConfiguration", sent);
    assert_eq!(severities(&client.diagnostics(article, 1), "tk"), [3]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"rules": {"tk": "off"}, "other": null}}));
    assert_eq!(found(&client.diagnostics(article, 1), "tk"), [""; 0]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    assert_eq!(severities(&client.diagnostics(article, 1), "tk"), [4], "what was sent is taken back");
}

#[test]
fn the_newsrooms_own_file_stands_over_both() {
    let files = [("sayso.toml", "[rules]\ntk = \"error\"\n"), ("a.md", TEXT)];
    let mut desk = Desk::new(json!({}), &files);
    let sent = json!({"settings": {"sayso": {"rules": {"tk": "off", "vague-attribution": "off"}}}});
    desk.client.notify("workspace/didChangeConfiguration", sent);
    desk.open("a.md");
    let article = desk.uri("a.md");
    let shown = desk.client.diagnostics(&article, 1);
    assert_eq!(severities(&shown, "tk"), [1]);
    assert_eq!(found(&shown, "vague-attribution"), [""; 0], "of which the file says nothing");
    desk.write("sayso.toml", "");
    desk.tell(&[("sayso.toml", 2)]);
    assert_eq!(found(&desk.client.diagnostics(&article, 1), "tk"), [""; 0]);
}

#[test]
fn a_wrong_setting_is_named_once_and_the_rest_holds() {
    let options = json!({"rules": {"tk": "loud"}, "editor": {"pause": 0}, "strictnes": "strict"});
    let (mut client, article) = session(json!({}), options);
    let mut said: Vec<String> = (0..2)
        .map(|_| client.wait_for("a message", |m| m["method"] == "window/showMessage")["params"]["message"].to_string())
        .collect();
    said.sort();
    assert!(said[0].contains("loud") && said[1].contains("strictnes"), "{said:?}");
    assert_eq!(client.diagnostics(article, 1).len(), 2);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"sayso": {"rules": {"vague-attribution": "off"}}}}),
    );
    assert_eq!(client.diagnostics(article, 1).len(), 1);
    assert!(!client.sees(Duration::from_millis(50), |m| m["method"] == "window/showMessage"), "it was said already");
}

#[test]
fn an_editor_that_tells_when_it_is_asked_is_asked() {
    let (mut client, article) = session(json!({"workspace": {"configuration": true}}), json!(null));
    assert_eq!(severities(&client.diagnostics(article, 1), "tk").len(), 1);
    let answer = |client: &mut crate::client::Client, settings: Value| {
        let ask = client.wait_for("to be asked", |m| m["method"] == "workspace/configuration");
        assert_eq!(ask["params"]["items"], json!([{"section": "sayso"}]));
        client.send(&json!({"jsonrpc": "2.0", "id": ask["id"], "result": [settings]}));
    };
    answer(&mut client, json!({"rules": {"tk": "off"}}));
    assert_eq!(found(&client.diagnostics(article, 1), "tk"), [""; 0]);
    // Word that something has changed, and not what.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    answer(&mut client, json!(null));
    assert_eq!(severities(&client.diagnostics(article, 1), "tk").len(), 1);
}

#[test]
fn how_long_a_pause_is_can_be_set_by_file_too() {
    let files = [("sayso.toml", "[editor]\npause = 150\n"), ("a.md", "It rained.\n")];
    let mut desk = Desk::new(json!({}), &files);
    desk.open("a.md");
    let article = desk.uri("a.md");
    assert_eq!(desk.client.diagnostics(&article, 1), [Value::Null; 0]);
    let start = Instant::now();
    desk.client.change(&article, 2, &[(Some([0, 9, 0, 9]), " TK")]);
    assert_eq!(desk.client.diagnostics(&article, 2), [Value::Null; 0], "it waits, though the editor said it need not");
    assert_eq!(found(&desk.client.diagnostics(&article, 2), "tk").len(), 1);
    assert!(start.elapsed() >= Duration::from_millis(150));
}
