//! Newsrooms: which one an article belongs to, its files watched, read over the disk when unsaved, and their mistakes shown in them.

use crate::desk::{Desk, uri};
use crate::folder::folder;
use crate::{found, server, tks};
use serde_json::{Value, json};
use std::time::Duration;

const REGISTRY: &str =
    "references:\n  - id: port-0301\n    type: interview\n    title: Harbour master on the dredging\n";
const ARTICLE: &str = "The port will close in May. [@port-0301]\n\nThe channel is silting up. [@port-0302]\n";

/// A newsroom with one article, and a session in it.
fn desk(capabilities: Value) -> Desk {
    Desk::new(capabilities, &[("sources.yaml", REGISTRY), ("drafts/port.md", ARTICLE)])
}

/// Opens the article and returns what is found in it.
fn open(desk: &mut Desk, text: &str) -> Vec<String> {
    desk.open_as("drafts/port.md", text);
    next(desk)
}

/// The next findings about source tags.
fn next(desk: &mut Desk) -> Vec<String> {
    let article = desk.uri("drafts/port.md");
    found(&desk.client.diagnostics(&article, 1), "unknown-source-tag")
}

const UNKNOWN: [&str; 1] = ["2:29-2:38"];

#[test]
fn an_article_is_checked_by_the_registry_above_it() {
    let mut desk = desk(json!({}));
    assert_eq!(open(&mut desk, ARTICLE), UNKNOWN);
}

#[test]
fn a_registry_edited_elsewhere_refreshes_open_articles() {
    let mut desk = desk(json!({}));
    assert_eq!(open(&mut desk, ARTICLE), UNKNOWN);
    desk.write("sources.yaml", &REGISTRY.replace("port-0301", "port-0302"));
    desk.tell(&[("sources.yaml", 2)]);
    assert_eq!(next(&mut desk), ["0:30-0:39"]);
}

#[test]
fn an_editor_that_tells_of_no_files_is_noticed_when_it_saves() {
    let mut desk = desk(json!({}));
    assert_eq!(open(&mut desk, ARTICLE), UNKNOWN);
    desk.write("sources.yaml", &format!("{REGISTRY}  - id: port-0302\n    type: report\n"));
    let article = desk.uri("drafts/port.md");
    desk.client.notify("textDocument/didSave", json!({"textDocument": {"uri": article}}));
    assert_eq!(next(&mut desk), [""; 0]);
}

#[test]
fn what_is_wrong_on_the_first_line_of_a_file_is_shown_where_editors_show_that_line() {
    let shown = |mark: &str| {
        let registry = format!("{mark}[{{\"id\": \"a b\"}}]");
        let mut desk = Desk::new(json!({}), &[("sources.json", &registry), ("a.md", "Rain.\n")]);
        desk.open("a.md");
        let uri = desk.uri("sources.json");
        desk.client.diagnostics(&uri, None)[0]["range"].clone()
    };
    assert_eq!(shown("\u{feff}"), shown(""));
    assert_eq!(shown("")["start"], json!({"line": 0, "character": 8}));
}

#[test]
fn an_editor_that_can_is_asked_to_tell_of_files() {
    let mut desk = desk(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}));
    let request = desk.client.wait_for("a registration", |m| m["method"] == "client/registerCapability");
    let registration = &request["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    // It may decline.
    let answer = json!({"jsonrpc": "2.0", "id": request["id"], "error": {"code": -32601, "message": "no"}});
    desk.client.send(&answer);
    assert_eq!(open(&mut desk, ARTICLE), UNKNOWN);
}

#[test]
fn an_unsaved_registry_wins_over_the_disk_until_it_is_closed() {
    let mut desk = desk(json!({}));
    assert_eq!(open(&mut desk, ARTICLE), UNKNOWN);
    let registry = desk.uri("sources.yaml");
    desk.client.open(&registry, "yaml", 1, REGISTRY);
    assert_eq!(next(&mut desk), UNKNOWN);
    desk.client.change(&registry, 2, &[(Some([1, 16, 1, 17]), "2")]);
    assert_eq!(next(&mut desk), ["0:30-0:39"]);
    desk.client.close(&registry);
    assert_eq!(next(&mut desk), UNKNOWN);
}

#[test]
fn mistakes_in_a_registry_are_shown_in_it_and_the_last_good_one_holds() {
    let mut desk = desk(json!({}));
    assert_eq!(open(&mut desk, ARTICLE), UNKNOWN);
    let registry = desk.uri("sources.yaml");
    desk.write("sources.yaml", "references:\n  - id: [port\n");
    desk.tell(&[("sources.yaml", 2)]);
    let shown = desk.client.diagnostics(&registry, None);
    assert_eq!(shown[0]["severity"], 1, "{shown:?}");
    assert_eq!(next(&mut desk), UNKNOWN);
    desk.write("sources.yaml", REGISTRY);
    desk.tell(&[("sources.yaml", 2)]);
    assert_eq!(desk.client.diagnostics(&registry, None), [Value::Null; 0]);
}

#[test]
fn mistakes_in_the_configuration_are_shown_in_it_as_one_types() {
    let mut desk = desk(json!({}));
    let config = desk.uri("sayso.toml");
    desk.write("sayso.toml", "strictness = \"standard\"\n");
    desk.client.open(&config, "toml", 1, "strictness = \"harsh\"\n");
    let shown = desk.client.diagnostics(&config, 1);
    assert_eq!(shown[0]["range"]["start"], json!({"line": 0, "character": 13}), "{shown:?}");
    desk.client.change(&config, 2, &[(Some([0, 14, 0, 19]), "strict")]);
    assert_eq!(desk.client.diagnostics(&config, None), [Value::Null; 0]);
}

#[test]
fn files_the_house_leaves_out_are_left_alone() {
    let mut desk = desk(json!({}));
    desk.write("sayso.toml", "exclude = [\"notes/**\"]\n");
    let (note, article) = (desk.uri("notes/a.md"), desk.uri("drafts/b.md"));
    desk.client.open(&note, "markdown", 1, "TK\n");
    desk.client.open(&article, "markdown", 1, "TK\n");
    desk.client.diagnostics(&article, 1);
    assert!(!desk.client.sees(Duration::from_millis(50), |m| crate::client::is_diagnostics_of(m, &note)));
    // A change of mind clears what was shown.
    desk.write("sayso.toml", "exclude = [\"notes/**\", \"drafts/**\"]\n");
    desk.tell(&[("sayso.toml", 2)]);
    assert_eq!(desk.client.diagnostics(&article, 1), [Value::Null; 0]);
}

#[test]
fn a_newsroom_may_begin_while_its_article_is_open() {
    let mut desk = desk(json!({}));
    std::fs::remove_file(desk.folder.path().join("sources.yaml")).expect("removed");
    assert_eq!(open(&mut desk, ARTICLE).len(), 2);
    desk.write("sources.yaml", REGISTRY);
    desk.tell(&[("sources.yaml", 2)]);
    assert_eq!(next(&mut desk), UNKNOWN);
}

#[test]
fn a_bibliography_of_the_articles_own_is_read_again_when_it_changes() {
    let mut desk = desk(json!({}));
    let text = format!("---\nbibliography: own.yaml\n---\n\n{ARTICLE}");
    desk.write("drafts/own.yaml", "references: []\n");
    assert_eq!(open(&mut desk, &text), ["6:29-6:38"]);
    desk.write("drafts/own.yaml", &REGISTRY.replace("0301", "0302"));
    desk.tell(&[("drafts/own.yaml", 2)]);
    assert_eq!(next(&mut desk), [""; 0]);
}

#[test]
fn each_of_several_folders_has_its_own_newsroom() {
    let one = folder(&[("sources.yaml", REGISTRY)]);
    let two = folder(&[("sources.yaml", &REGISTRY.replace("0301", "0302"))]);
    let folders: Vec<Value> = [&one, &two].map(|f| json!({"uri": uri(f.path()), "name": "x"})).to_vec();
    let mut client = server();
    client.initialize_with(json!({"workspaceFolders": folders, "rootUri": null, "capabilities": {}}));
    let mut columns = Vec::new();
    for folder in [&one, &two] {
        let article = uri(&folder.path().join("a.md"));
        client.open(&article, "markdown", 1, ARTICLE);
        columns.extend(found(&client.diagnostics(&article, 1), "unknown-source-tag"));
    }
    assert_eq!(columns, ["2:29-2:38", "0:30-0:39"]);
}

#[test]
fn an_untitled_article_belongs_to_the_folder_that_is_open() {
    let mut desk = desk(json!({}));
    desk.client.open("untitled:Untitled-1", "markdown", 1, ARTICLE);
    let found = found(&desk.client.diagnostics("untitled:Untitled-1", 1), "unknown-source-tag");
    assert_eq!(found, UNKNOWN);
}

#[test]
fn folders_may_be_null_empty_or_the_root_of_the_disk() {
    let any = [json!(null), json!([]), json!([{"uri": "file:///", "name": "/"}])];
    for folders in any {
        let mut client = server();
        client.initialize_with(json!({"workspaceFolders": folders, "rootUri": null, "capabilities": {}}));
        for uri in ["file:///single.md", "untitled:Untitled-1"] {
            client.open(uri, "markdown", 1, "TK\n");
            assert_eq!(tks(&client.diagnostics(uri, 1)), ["0:0-0:2"], "{folders}");
        }
        let event =
            json!({"added": [{"uri": "file:///nowhere", "name": "n"}], "removed": [{"uri": "file:///", "name": "/"}]});
        client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
        client.change("untitled:Untitled-1", 2, &[(None, "x TK\n")]);
        assert_eq!(tks(&client.diagnostics("untitled:Untitled-1", 2)), ["0:2-0:4"]);
        assert_eq!(client.leave(), Some(0));
    }
}
