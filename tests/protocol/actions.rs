//! Code actions, commands and completion that write: taken as an editor takes them, by edits and by commands the server carries out.

use crate::desk::Desk;
use crate::profiles::profile;
use serde_json::{Value, json};
use std::time::Duration;

const REGISTRY: &str =
    "references:\n- id: port-0301\n  title: Harbour master on the dredging\n  custom: {speaker: Ada Okoro}\n";
const ARTICLE: &str =
    "Marta Olsen, the chief engineer, said that 12 piers were cracked.\n\nThe port is shut [@port-0310].\n";

/// A newsroom with one article, open in an editor with these capabilities; and the article's URI.
fn desk(capabilities: Value, text: &str) -> (Desk, String) {
    let mut desk = Desk::new(capabilities, &[("sources.yaml", REGISTRY)]);
    desk.open_as("port.md", text);
    let article = desk.uri("port.md");
    (desk, article)
}

impl Desk {
    fn actions(&mut self, line: u32, character: u32, only: Option<&str>) -> Vec<Value> {
        let at = json!({"line": line, "character": character});
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let document = json!({"uri": self.uri("port.md")});
        let params = json!({"textDocument": document, "range": {"start": at, "end": at}, "context": context});
        self.client.ask("textDocument/codeAction", params)["result"].as_array().cloned().unwrap_or_default()
    }

    fn run(&mut self, command: &str, arguments: Value) -> Value {
        self.client.ask("workspace/executeCommand", json!({"command": command, "arguments": arguments}))
    }

    /// The edit the server asks this editor to make; it is told that it was made.
    fn asked_to_apply(&mut self) -> Value {
        let request = self.client.wait_for("an edit to apply", |m| m["method"] == "workspace/applyEdit");
        self.client.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": {"applied": true}}));
        request["params"]["edit"].clone()
    }

    /// The file `name` after an edit.
    fn file_after(&self, edit: &Value, name: &str) -> String {
        let edited = self.after(edit).into_iter().find(|(file, _)| file == name);
        edited.map_or_else(|| self.text(name), |(_, text)| text)
    }
}

fn titled<'a>(actions: &'a [Value], start: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|title| title.starts_with(start)));
    found.unwrap_or_else(|| panic!("{start} is not among {actions:#?}"))
}

#[test]
fn a_findings_fix_is_an_edit_of_this_version() {
    let (mut desk, _) = desk(profile("vscode"), ARTICLE);
    let actions = desk.actions(2, 20, Some("quickfix"));
    let fix = titled(&actions, "Write “port-0301”");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    assert!(desk.file_after(&fix["edit"], "port.md").contains("[@port-0301]"));
}

#[test]
fn a_speaker_is_registered_with_the_tag_when_the_action_is_taken() {
    let (mut desk, _) = desk(profile("vscode"), ARTICLE);
    let actions = desk.actions(0, 50, None);
    let action = titled(&actions, "Add Marta Olsen").clone();
    assert_eq!(action.get("edit"), None, "it is worked out when it is taken");
    let resolved = desk.client.ask("codeAction/resolve", action)["result"].clone();
    assert!(
        desk.file_after(&resolved["edit"], "port.md")
            .starts_with("Marta Olsen, the chief engineer, said that 12 piers were cracked [@marta-olsen].")
    );
    let registry = desk.file_after(&resolved["edit"], "sources.yaml");
    assert!(
        registry.starts_with(REGISTRY)
            && registry.contains("- id: marta-olsen")
            && registry.contains("role: chief engineer"),
        "{registry}"
    );
}

#[test]
fn an_editor_that_cannot_ask_again_gets_the_edit_at_once() {
    let (mut desk, _) = desk(profile("emacs"), ARTICLE);
    let actions = desk.actions(0, 50, None);
    let edit = &titled(&actions, "Add Marta Olsen")["edit"];
    assert!(desk.file_after(edit, "sources.yaml").contains("- id: marta-olsen"));
}

#[test]
fn an_editor_that_takes_only_commands_has_the_server_carry_them_out() {
    let (mut desk, article) = desk(json!({"workspace": {"applyEdit": true}}), ARTICLE);
    let actions = desk.actions(2, 20, None);
    let fix = titled(&actions, "Write “port-0301”").clone();
    let answer = desk.run(fix["command"].as_str().expect("a command"), fix["arguments"].clone());
    assert!(answer.get("error").is_none(), "{answer}");
    let edit = desk.asked_to_apply();
    assert!(desk.file_after(&edit, "port.md").contains("[@port-0301]"));
    // The text has moved on: what was offered for the old one is not written into the new one.
    desk.client.change(&article, 2, &[(Some([0, 0, 0, 0]), "x")]);
    let answer = desk.run(fix["command"].as_str().expect("a command"), fix["arguments"].clone());
    assert!(answer["error"]["message"].as_str().is_some_and(|m| m.contains("has changed")), "{answer}");
}

#[test]
fn an_editor_that_takes_neither_is_offered_nothing_it_cannot_do() {
    let (mut desk, _) = desk(json!({}), ARTICLE);
    assert_eq!(desk.actions(2, 20, None), [Value::Null; 0]);
}

#[test]
fn all_safe_fixes_come_by_their_own_kind_and_no_other() {
    let text = "It rained. <!-- stet -->\n\nThe port is shut [@port-0310].\n";
    let (mut desk, _) = desk(profile("sublime"), text);
    for only in ["source.fixAll.sayso", "source.fixAll", "source"] {
        let actions = desk.actions(0, 0, Some(only));
        assert_eq!(actions.len(), 1, "{only}: {actions:#?}");
        assert_eq!(actions[0]["kind"], "source.fixAll.sayso");
        let after = desk.file_after(&actions[0]["edit"], "port.md");
        assert!(!after.contains("stet") && after.contains("port-0310"), "{after}");
    }
    assert!(desk.actions(0, 0, Some("source.organizeImports")).is_empty());
    assert!(!desk.actions(2, 20, Some("quickfix")).iter().any(|action| action["kind"] != "quickfix"));
}

#[test]
fn a_person_completed_is_registered_by_the_items_own_command() {
    let text = "Marta Olsen, the chief engineer, said so. The port is shut [@ols].\n";
    let (mut desk, article) = desk(profile("neovim"), text);
    let list = desk.client.ask_at("textDocument/completion", &article, 0, 64);
    let item = &list["items"][0];
    assert_eq!(item["label"], "marta-olsen", "{list}");
    let (command, arguments) = (item["command"]["command"].clone(), item["command"]["arguments"].clone());
    let answer = desk.run(command.as_str().expect("a command"), arguments);
    assert_eq!(answer["result"]["key"], "marta-olsen", "{answer}");
    let edit = desk.asked_to_apply();
    assert!(desk.file_after(&edit, "sources.yaml").contains("speaker: Marta Olsen"));
}

#[test]
fn commands_tell_count_and_clean() {
    let (mut desk, article) = desk(profile("vscode"), ARTICLE);
    let uri = json!([article]);
    let coverage = desk.run("sayso.coverage", uri.clone())["result"].clone();
    assert!(coverage["asked"].as_u64().is_some_and(|asked| asked >= 1) && coverage["open"] == 1, "{coverage}");
    let said = desk.client.wait_for("a message", |m| m["method"] == "window/showMessage");
    assert!(said["params"]["message"].as_str().is_some_and(|m| m.contains("claim")), "{said}");
    let sources = desk.run("sayso.sources", uri.clone())["result"].clone();
    assert_eq!((&sources[0]["key"], &sources[0]["registered"]), (&json!("port-0310"), &json!(false)), "{sources}");
    let clean = desk.run("sayso.cleanCopy", uri)["result"].clone();
    assert!(clean["text"].as_str().is_some_and(|text| text.ends_with("The port is shut.\n")), "{clean}");
    let edit = desk.asked_to_apply();
    assert_eq!(edit["documentChanges"][0]["kind"], "create", "{edit}");
    assert!(edit["documentChanges"][0]["uri"].as_str().is_some_and(|uri| uri.ends_with("/port.clean.md")), "{edit}");
    let made = desk.run("sayso.newSource", json!([article, "dredger-9"]));
    assert_eq!(made["result"]["key"], "dredger-9", "{made}");
    let edit = desk.asked_to_apply();
    assert!(desk.file_after(&edit, "sources.yaml").contains("- id: dredger-9"));
    let refused = desk.run("sayso.newSource", json!([article, "port-0301"]));
    assert!(refused["error"]["message"].as_str().is_some_and(|m| m.contains("already")), "{refused}");
    assert!(desk.run("sayso.nonsense", json!([]))["error"].is_object());
}

#[test]
fn no_clean_copy_gives_a_confidential_source_away() {
    let (mut desk, article) = desk(profile("vscode"), "It leaks, **Olha** Brynza said.\n");
    let registry = "references:\n- id: s1\n  custom: {confidential: true, identity: Olha Brynza}\n";
    desk.write("sources.yaml", registry);
    desk.run("sayso.reload", json!([]));
    let refused = desk.run("sayso.cleanCopy", json!([article]));
    let why = "Line 1 has words that must not appear in copy. Remove them first.";
    assert_eq!(refused["error"]["message"], why, "{refused}");
}

#[test]
fn a_program_is_told_what_an_article_rests_on_and_nothing_is_said_aloud() {
    let (mut desk, article) =
        desk(profile("vscode"), "The port\nlost 310 jobs [@port-0301]. It cost 4 million euros.\n");
    let about = json!({"textDocument": {"uri": article}});
    let told = desk.client.ask("sayso/coverage", about.clone())["result"].clone();
    assert_eq!((&told["asked"], &told["sourced"], &told["share"]), (&json!(2), &json!(1), &json!(50)), "{told}");
    assert_eq!(told["unanswered"][0]["text"], "It cost 4 million euros.", "{told}");
    assert_eq!(told["unanswered"][0]["range"]["start"], json!({"line": 1, "character": 28}), "{told}");
    let source = &told["sources"][0];
    assert_eq!((&source["key"], &source["registered"]), (&json!("port-0301"), &json!(true)), "{told}");
    assert_eq!(source["sentences"][0]["text"], "The port lost 310 jobs [@port-0301].", "{told}");
    assert!(!desk.client.sees(Duration::from_millis(100), |m| m["method"] == "window/showMessage"));
    desk.client.change(&article, 2, &[(None, "Is it so?\n")]);
    let told = desk.client.ask("sayso/coverage", about)["result"].clone();
    assert_eq!((&told["version"], &told["share"], &told["sources"]), (&json!(2), &Value::Null, &json!([])), "{told}");
    let other = json!({"textDocument": {"uri": "file:///nowhere/draft.md"}});
    assert_eq!(desk.client.ask("sayso/coverage", other)["result"], Value::Null);
    assert!(desk.client.ask("sayso/coverage", json!({}))["error"].is_object());
}

#[test]
fn the_registry_is_read_again_when_asked() {
    let (mut desk, article) = desk(json!({}), "The port is shut [@port-0310].\n");
    assert_eq!(crate::found(&desk.client.diagnostics(&article, 1), "unknown-source-tag").len(), 1);
    desk.write("sources.yaml", &REGISTRY.replace("0301", "0310"));
    desk.run("sayso.reload", json!([]));
    assert_eq!(desk.client.diagnostics(&article, 1), [Value::Null; 0]);
}

#[test]
fn the_house_form_is_written_into_every_article_but_not_into_what_somebody_said() {
    let (mut desk, _) = desk(profile("vscode"), "The train left Kharkov. “Kharkov is cold,” Ada Okoro said.\n");
    desk.write("other.md", "Kharkov waits. Kharkov [CQ] waits.\n");
    desk.write("third.md", "Nobody waits.\n");
    let actions = desk.actions(0, 18, None);
    let action = titled(&actions, "Write “Kharkiv” in every article").clone();
    let (command, arguments) = (action["command"]["command"].clone(), action["command"]["arguments"].clone());
    let answer = desk.run(command.as_str().expect("a command"), arguments);
    assert!(answer.get("error").is_none(), "{answer}");
    let edit = desk.asked_to_apply();
    assert_eq!(desk.file_after(&edit, "port.md"), "The train left Kharkiv. “Kharkov is cold,” Ada Okoro said.\n");
    assert_eq!(desk.file_after(&edit, "other.md"), "Kharkiv waits. Kharkov [CQ] waits.\n");
    assert_eq!(edit["documentChanges"].as_array().map(Vec::len), Some(2), "{edit}");
}
