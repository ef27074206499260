//! What real editors say of themselves, and a session with each: every message either way is one the protocol has and that editor takes.
//!
//! The profiles are the editors' own `initialize` requests, as recorded or as their source makes them, cut to what a server of this kind
//! can act on: VS Code (vscode-languageclient 9), Neovim 0.11, Helix 25, Emacs 29 (eglot), Zed, Sublime Text (LSP), and one that says
//! nothing.

use crate::client::{Client, allowed, at, model};
use crate::folder::folder;
use crate::server;
use serde_json::{Value, json};

/// The capabilities of the editor `name`.
pub fn profile(name: &str) -> Value {
    let text = match name {
        "vscode" => include_str!("profiles/vscode.json"),
        "neovim" => include_str!("profiles/neovim.json"),
        "helix" => include_str!("profiles/helix.json"),
        "emacs" => include_str!("profiles/emacs.json"),
        "zed" => include_str!("profiles/zed.json"),
        "sublime" => include_str!("profiles/sublime.json"),
        _ => include_str!("profiles/bare.json"),
    };
    serde_json::from_str(text).expect("a profile is JSON")
}

pub const EDITORS: [&str; 7] = ["vscode", "neovim", "helix", "emacs", "zed", "sublime", "bare"];

#[test]
fn the_protocols_own_model_is_there_and_knows_the_profiles() {
    let Some(model) = model::model() else {
        assert!(std::env::var_os("CI").is_none(), "run scripts/protocol-model first");
        eprintln!("SKIPPED: no message is checked against the protocol's model; scripts/protocol-model fetches it");
        return;
    };
    for editor in EDITORS {
        // What came after 3.17 the model does not know.
        let mut profile = profile(editor);
        for newer in ["/textDocument/rangeFormatting/rangesSupport", "/textDocument/codeLens/resolveSupport"] {
            if let Some((parent, key)) = newer.rsplit_once('/') {
                profile.pointer_mut(parent).and_then(Value::as_object_mut).map(|map| map.remove(key));
            }
        }
        // Neovim leaves out what the model requires, and a server has to bear that.
        if let Err(problem) = model.check_named("ClientCapabilities", &profile) {
            assert!(["neovim", "helix"].contains(&editor), "{editor}: {problem}");
        }
    }
    assert!(
        model
            .check_message(&json!({"jsonrpc": "2.0", "method": "window/showMessage", "params": {"type": 3}}), None)
            .is_err()
    );
    let extra =
        json!({"jsonrpc": "2.0", "method": "window/showMessage", "params": {"type": 3, "message": "a", "b": 1}});
    assert!(model.check_message(&extra, None).is_err(), "unknown keys are refused");
    let wrong = json!({"jsonrpc": "2.0", "method": "window/showMessage", "params": {"type": 9, "message": "a"}});
    assert!(model.check_message(&wrong, None).is_err(), "so are values no enumeration has");
}

const ARTICLE: &str = "# Bridge shut\n\n“It is not safe,” Jan Brink, the mayor, said. “We will open it later than planned.”\n\n\
                       At least 12 people were hurt in Kharkov [@nobody-1]. Ferries run [@port-0301, p. 3]. It rained. <!-- stet -->\n";

/// A session of an editor that can do `capabilities` with one article of a newsroom; the findings of the article too.
fn desk(capabilities: &Value) -> (tempfile::TempDir, Client, String, Vec<Value>) {
    let folder = folder(&[("sources.yaml", "references:\n- id: port-0301\n  title: Dredging\n")]);
    let root = format!("file://{}", folder.path().display());
    let mut client = server();
    client.initialize_with(json!({"processId": null, "rootUri": root, "capabilities": capabilities}));
    let article = format!("{root}/a.md");
    client.open(&article, "markdown", 1, ARTICLE);
    let found = if allowed::pulls(capabilities) {
        let report = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": article}}))["result"].clone();
        assert_eq!(report["kind"], "full", "{report}");
        report["items"].as_array().expect("a list").clone()
    } else {
        client.diagnostics(&article, 1)
    };
    (folder, client, article, found)
}

#[test]
fn every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask() {
    for editor in EDITORS {
        ask_everything(editor, &profile(editor));
    }
}

#[test]
fn an_editor_that_lacks_any_one_thing_gets_what_it_can_take() {
    let whole = profile("vscode");
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    for pointer in all {
        let mut capabilities = whole.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with a stroke");
        capabilities.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object").remove(key);
        ask_everything(&format!("VS Code without {pointer}"), &capabilities);
    }
}

/// Pointers to everything `value` holds at any depth; lists count as a whole.
fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let here = format!("{at}/{key}");
        pointers(value, &here, into);
        into.push(here);
    }
}

/// A session of the `editor` that can do `capabilities`: every question gets an answer, and every message is one it can take, which the
/// client sees to.
fn ask_everything(editor: &str, capabilities: &Value) {
    let (_folder, mut client, article, found) = desk(capabilities);
    assert!(found.iter().any(|d| d["code"] == "unknown-source-tag"), "{editor}: {found:#?}");
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}});
    let document = json!({"textDocument": {"uri": article}});
    let ranged = json!({"textDocument": {"uri": article}, "range": whole});
    let mut ask = |method: &str, params: Value| {
        let answer = client.ask(method, params);
        assert!(answer.get("error").is_none(), "{editor}: {method}: {answer}");
        answer["result"].clone()
    };
    assert!(ask("textDocument/hover", at(&article, 4, 42))["contents"]["value"].is_string(), "{editor}");
    let list = ask("textDocument/completion", at(&article, 4, 68));
    let item = list["items"][0].clone();
    assert_eq!(item["label"], "port-0301", "{editor}: {list}");
    let card = ask("completionItem/resolve", item);
    assert!(card["documentation"]["value"].as_str().is_some_and(|card| card.contains("Dredging")), "{editor}: {card}");
    let at_tag = json!({"start": {"line": 4, "character": 45}, "end": {"line": 4, "character": 45}});
    let actions = ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": article}, "range": at_tag, "context": {"diagnostics": found}}),
    );
    let able = ["/textDocument/codeAction/codeActionLiteralSupport", "/workspace/applyEdit"]
        .iter()
        .any(|it| capabilities.pointer(it).is_some());
    assert_eq!(actions.as_array().is_some_and(|actions| !actions.is_empty()), able, "{editor}: {actions}");
    assert!(!ask("textDocument/semanticTokens/full", document.clone())["data"].as_array().expect("numbers").is_empty());
    assert!(!ask("textDocument/semanticTokens/range", ranged.clone())["data"].as_array().expect("numbers").is_empty());
    assert_eq!(ask("textDocument/inlayHint", ranged).as_array().map(Vec::len), Some(2), "{editor}");
    assert!(!ask("textDocument/codeLens", document.clone()).as_array().expect("a list").is_empty());
    let links = ask("textDocument/documentLink", document.clone());
    assert!(links.is_array(), "{editor}");
    let definition = ask("textDocument/definition", at(&article, 4, 72));
    let links = capabilities.pointer("/textDocument/definition/linkSupport") == Some(&json!(true));
    assert_eq!(definition[0]["targetUri"].is_string(), links, "{editor}: {definition}");
    assert_eq!(definition["uri"].is_string(), !links, "{editor}: {definition}");
    assert!(!ask("textDocument/documentSymbol", document.clone()).as_array().expect("a list").is_empty());
    assert!(!ask("textDocument/foldingRange", document).as_array().expect("a list").is_empty());
    let positions = json!([{"line": 2, "character": 5}, {"line": 99, "character": 99}]);
    let selections =
        ask("textDocument/selectionRange", json!({"textDocument": {"uri": article}, "positions": positions}));
    assert_eq!(selections.as_array().map(Vec::len), Some(2), "{editor}");
    ask("textDocument/linkedEditingRange", at(&article, 4, 46));
    let mut references = at(&article, 4, 72);
    references["context"] = json!({"includeDeclaration": true});
    assert_eq!(ask("textDocument/references", references).as_array().map(Vec::len), Some(2), "{editor}");
    assert_eq!(ask("textDocument/prepareRename", at(&article, 4, 72))["placeholder"], "port-0301", "{editor}");
    let mut renamed = at(&article, 4, 72);
    renamed["newName"] = json!("dredging");
    let renamed = ask("textDocument/rename", renamed);
    assert!(renamed["changes"].is_object() || renamed["documentChanges"].is_array(), "{editor}: {renamed}");
    let symbols = ask("workspace/symbol", json!({"query": "dredg"}));
    assert_eq!(symbols[0]["name"], "@port-0301", "{editor}: {symbols}");
    let item = ask("textDocument/prepareCallHierarchy", at(&article, 4, 72))[0].clone();
    let callers = ask("callHierarchy/incomingCalls", json!({"item": item}));
    assert_eq!(callers[0]["from"]["name"], "Bridge shut", "{editor}: {callers}");
    assert_eq!(client.leave(), Some(0), "{editor}");
}

#[test]
fn tokens_can_be_told_by_what_has_changed() {
    let (_folder, mut client, article, _) = desk(&profile("vscode"));
    let document = json!({"textDocument": {"uri": article}});
    let full = client.ask("textDocument/semanticTokens/full", document)["result"].clone();
    let mut data: Vec<Value> = full["data"].as_array().expect("numbers").clone();
    client.change(&article, 2, &[(Some([2, 0, 2, 0]), "Now. ")]);
    let params = json!({"textDocument": {"uri": article}, "previousResultId": full["resultId"]});
    let delta = client.ask("textDocument/semanticTokens/full/delta", params)["result"].clone();
    for edit in delta["edits"].as_array().expect("edits").iter().rev() {
        let start = usize::try_from(edit["start"].as_u64().expect("a start")).expect("small");
        let gone = usize::try_from(edit["deleteCount"].as_u64().expect("a count")).expect("small");
        data.splice(start..start + gone, edit["data"].as_array().cloned().unwrap_or_default());
    }
    let fresh =
        client.ask("textDocument/semanticTokens/full", json!({"textDocument": {"uri": article}}))["result"].clone();
    assert_eq!(Value::Array(data), fresh["data"]);
    let params = json!({"textDocument": {"uri": article}, "previousResultId": "unknown"});
    let whole = client.ask("textDocument/semanticTokens/full/delta", params)["result"].clone();
    assert_eq!(whole["data"], fresh["data"], "an id nobody gave is answered in full");
}

#[test]
fn settings_and_registries_are_completed_in_their_own_files() {
    let (folder, mut client, _, _) = desk(&profile("vscode"));
    let uri = format!("file://{}/sayso.toml", folder.path().display());
    client.open(&uri, "toml", 1, "strict");
    let list = client.ask_at("textDocument/completion", &uri, 0, 6);
    assert_eq!(list["items"][0]["label"], "strictness", "{list}");
    let uri = format!("file://{}/sources.yaml", folder.path().display());
    client.open(&uri, "yaml", 1, "references:\n- id: a\n  custom:\n    ki");
    let list = client.ask_at("textDocument/completion", &uri, 3, 6);
    assert_eq!(list["items"][0]["label"], "kind", "{list}");
}

#[test]
fn whatever_is_asked_of_no_article_or_outside_it_is_answered() {
    let (_folder, mut client, article, _) = desk(&profile("vscode"));
    for uri in ["untitled:nothing", "file:///nowhere/a.md", article.as_str()] {
        let far = json!({"start": {"line": 999, "character": 9}, "end": {"line": 1, "character": 0}});
        let document = json!({"textDocument": {"uri": uri}});
        for (method, params) in [
            ("textDocument/completion", at(uri, 4_000_000, 4_000_000)),
            ("textDocument/linkedEditingRange", at(uri, 4_000_000, 1)),
            (
                "textDocument/codeAction",
                json!({"textDocument": {"uri": uri}, "range": far, "context": {"diagnostics": []}}),
            ),
            ("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": far})),
            ("textDocument/semanticTokens/range", json!({"textDocument": {"uri": uri}, "range": far})),
            ("textDocument/semanticTokens/full", document.clone()),
            ("textDocument/codeLens", document.clone()),
            ("textDocument/foldingRange", document.clone()),
            ("textDocument/diagnostic", document.clone()),
            (
                "textDocument/selectionRange",
                json!({"textDocument": {"uri": uri}, "positions": [{"line": 9_999, "character": 0}]}),
            ),
        ] {
            let answer = client.ask(method, params);
            assert!(answer.get("error").is_none(), "{method} of {uri}: {answer}");
        }
    }
    let forged =
        json!({"title": "x", "data": {"uri": article, "version": 1, "start": 9, "end": 99_999_999, "title": "x"}});
    assert!(client.ask("codeAction/resolve", forged).get("error").is_none());
    assert!(client.ask("completionItem/resolve", json!({"label": "x", "data": 5})).get("error").is_none());
}
