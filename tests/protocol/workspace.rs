//! What reaches over a whole newsroom: the index, and references, definitions and symbols found by it.

use crate::desk::{Desk, uri};
use crate::folder::{folder, write};
use crate::profiles::profile;
use crate::server;
use serde_json::{Value, json};
use std::time::Duration;

const SOURCES: &str = "references:\n- id: port-0301\n  title: Harbour master on the dredging\n  custom: {speaker: Ada Okoro}\n\
                       - id: wire-7\n  title: Port closed\n  custom: {kind: wire, origin: port-0301}\n";

/// Files of a small newsroom.
fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("sayso.toml", ""),
        ("sources.yaml", SOURCES),
        ("places.yaml", "places:\n- name: Saint Orrin\n  aliases: [St. Orrin]\n"),
        ("a.md", "# Port shut\n\nIt is shut [@port-0301]. It rained.\n"),
        (
            "drafts/b.md",
            "Ferries wait in St. Orrin. [@port-0301; @port-0301]\n\n“😀 In Saint Orrin it is cold,” Ada Okoro said.\n",
        ),
        ("drafts/old/c.txt", "Ships went to Kharkov [@wire-7].\n"),
        ("notes.md", "It is shut [@port-0301].\n"),
        (".gitignore", "notes.md\n"),
    ]
}

#[test]
fn every_sentence_that_rests_on_a_source_is_found_also_where_nothing_is_open() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("a.md");
    let uses = ["a.md: It is shut [@port-0301].", "drafts/b.md: Ferries wait in St. Orrin. [@port-0301; @port-0301]"];
    let origin = "sources.yaml: port-0301";
    assert_eq!(desk.references("a.md", "port-0301", false), [uses[0], uses[1], origin]);
    assert_eq!(desk.references("a.md", "port-0301", true), [uses[0], uses[1], origin, origin]);
    // The same from the registry, from the entry and from where it is given as an origin.
    desk.open("sources.yaml");
    assert_eq!(desk.references("sources.yaml", "port-0301", false), [uses[0], uses[1], origin]);
    assert_eq!(
        desk.references("sources.yaml", "wire-7", false),
        ["drafts/old/c.txt: Ships went to Kharkov [@wire-7]."]
    );
}

#[test]
fn every_mention_of_a_place_is_found_under_any_of_its_names() {
    let mut desk = Desk::new(profile("neovim"), &files());
    desk.open("places.yaml");
    let uses = ["drafts/b.md: Saint Orrin", "drafts/b.md: St. Orrin"];
    let from_file = desk.client.ask("textDocument/references", {
        let mut params = desk.at("places.yaml", "Saint Orrin");
        params["context"] = json!({"includeDeclaration": true});
        params
    });
    assert_eq!(from_file["result"].as_array().map(Vec::len), Some(3), "{from_file}");
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("drafts/b.md");
    assert_eq!(desk.references("drafts/b.md", "St. Orrin", false), uses);
    assert_eq!(desk.references("drafts/b.md", "St. Orrin", true)[2], "places.yaml: Saint Orrin");
    // A place of the atlas, in an article nobody has open.
    desk.open_as("a.md", "Kharkiv waits.\n");
    let expected = ["a.md: Kharkiv", "drafts/old/c.txt: Kharkov"];
    assert_eq!(desk.references("a.md", "Kharkiv", true), expected);
}

#[test]
fn a_place_the_newsrooms_articles_call_by_another_name_is_hinted_at_until_they_do_no_more() {
    let kharkiv = "The train reached Kharkiv.\n";
    let mut files = vec![("sayso.toml", "[rules]\nplace-name-variant = \"off\"\n"), ("sources.yaml", SOURCES)];
    files.extend([("a.md", kharkiv), ("b.md", kharkiv), ("c.md", kharkiv)]);
    let mut desk = Desk::new(json!({}), &files);
    desk.open_as("new.md", "Kharkov waits.\n");
    let new = uri(&desk.folder.path().join("new.md"));
    let told = |desk: &mut Desk, wanted: bool| {
        desk.client.wait_for("diagnostics", |message| {
            let params = &message["params"];
            let all = params["diagnostics"].as_array().into_iter().flatten();
            let mut hints = all.filter(|d| d["code"] == "place-name-inconsistent");
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == new
                && hints.next().is_some_and(|d| {
                    d["severity"] == 4 && d["message"].as_str().is_some_and(|it| it.contains("“Kharkiv”"))
                }) == wanted
        })
    };
    told(&mut desk, true);
    desk.write("c.md", "The train reached Kharkov.\n");
    let changed = json!({"changes": [{"uri": uri(&desk.folder.path().join("c.md")), "type": 2}]});
    desk.client.notify("workspace/didChangeWatchedFiles", changed);
    told(&mut desk, false);
}

#[test]
fn a_speaker_is_found_in_the_article_alone() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open_as("a.md", "Jan Brink, the mayor, left. The bridge is shut, he said. Brink said it opens in May.\n");
    let found = desk.references("a.md", "he said", true);
    assert_eq!(found, ["a.md: Brink", "a.md: Jan Brink", "a.md: he"]);
}

#[test]
fn what_is_open_counts_as_it_is_and_what_is_closed_as_it_was_saved() {
    let mut desk = Desk::new(json!({}), &files());
    desk.open_as("a.md", "Nothing yet.\n");
    desk.open_as("new.md", "Boats wait [@port-0301]. Boats sail.\n");
    let in_b = "drafts/b.md: Ferries wait in St. Orrin. [@port-0301; @port-0301]";
    let found = desk.references("new.md", "port-0301", false);
    assert_eq!(found, [in_b, "new.md: Boats wait [@port-0301].", "sources.yaml: port-0301"]);
    desk.close("a.md");
    assert_eq!(desk.references("new.md", "port-0301", false)[0], "a.md: It is shut [@port-0301].");
}

#[test]
fn the_index_follows_the_disk() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("sources.yaml");
    let count = |desk: &mut Desk| desk.references("sources.yaml", "port-0301", false).len() - 1;
    assert_eq!(count(&mut desk), 2);
    desk.write("drafts/new/d.md", "Boats wait [@port-0301].\n");
    desk.tell(&[("drafts/new/d.md", 1)]);
    assert_eq!(count(&mut desk), 3, "a new article");
    // As an editor saves that writes beside the file and renames.
    desk.write("drafts/new/d.md~", "Boats wait.\n");
    std::fs::rename(desk.path("drafts/new/d.md~"), desk.path("drafts/new/d.md")).expect("renamed");
    desk.tell(&[("drafts/new/d.md~", 1), ("drafts/new/d.md~", 3), ("drafts/new/d.md", 3), ("drafts/new/d.md", 1)]);
    assert_eq!(count(&mut desk), 2, "another text");
    // A folder moved is told of as a folder.
    std::fs::rename(desk.path("drafts"), desk.path("copy")).expect("renamed");
    desk.tell(&[("drafts", 3), ("copy", 1)]);
    let found = desk.references("sources.yaml", "port-0301", false);
    assert!(found.contains(&"copy/b.md: Ferries wait in St. Orrin. [@port-0301; @port-0301]".into()), "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}");
    std::fs::remove_dir_all(desk.path("copy")).expect("removed");
    desk.tell(&[("copy", 3)]);
    assert_eq!(count(&mut desk), 1, "the folder is gone");
    desk.write(".gitignore", "a.md\n");
    desk.tell(&[(".gitignore", 2)]);
    let found = desk.references("sources.yaml", "port-0301", false);
    assert_eq!(found, ["notes.md: It is shut [@port-0301].", "sources.yaml: port-0301"], "other files are no copy");
    desk.write("sayso.toml", "exclude = [\"notes.md\"]\n");
    desk.tell(&[("sayso.toml", 2)]);
    assert_eq!(count(&mut desk), 0, "the house leaves it out");
}

#[test]
fn a_checkout_of_another_branch_is_hundreds_of_changes_at_once() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("sources.yaml");
    for i in 0..300 {
        desk.write(&format!("many/{i}.md"), "It is shut [@port-0301].\n");
    }
    desk.tell(&[("many", 1)]);
    assert_eq!(desk.references("sources.yaml", "port-0301", false).len(), 303);
    let names: Vec<String> = (0..300).map(|i| format!("many/{i}.md")).collect();
    let mut changes = Vec::new();
    for (i, name) in names.iter().enumerate() {
        if i % 2 == 0 {
            std::fs::remove_file(desk.path(name)).expect("removed");
            changes.push((name.as_str(), 3));
        } else {
            desk.write(name, "It is open [@wire-7].\n");
            changes.push((name.as_str(), 2));
        }
    }
    desk.tell(&changes);
    assert_eq!(desk.references("sources.yaml", "port-0301", false).len(), 3);
    assert_eq!(desk.references("sources.yaml", "wire-7", false).len(), 151);
    // The whole folder, and the newsroom with it, goes away under the server.
    std::fs::remove_dir_all(desk.folder.path()).expect("removed");
    desk.tell(&[("many", 3), ("a.md", 3), ("drafts", 3), ("sayso.toml", 3)]);
    desk.wait_until("nothing is found", |desk| {
        let params = json!({"query": "port"});
        desk.client.ask("workspace/symbol", params)["result"]
            .as_array()
            .is_some_and(|all| !all.iter().any(|it| it["kind"] == 1))
    });
    assert_eq!(desk.client.leave(), Some(0));
}

#[test]
fn an_editor_that_tells_of_no_files_has_them_looked_for_when_it_saves() {
    let mut desk = Desk::new(json!({}), &files());
    desk.open("a.md");
    assert_eq!(desk.references("a.md", "port-0301", false).len(), 3);
    desk.write("d.md", "Boats wait [@port-0301].\n");
    let saved = json!({"textDocument": {"uri": desk.uri("a.md")}});
    desk.client.notify("textDocument/didSave", saved);
    assert_eq!(desk.references("a.md", "port-0301", false).len(), 4);
}

#[test]
fn a_bibliography_of_an_articles_own_has_keys_of_its_own() {
    let mut files = files();
    files.push(("refs/own.yaml", "references:\n- id: port-0301\n  title: Another\n"));
    files.push(("d.md", "---\nbibliography: refs/own.yaml\n---\n\nBoats wait [@port-0301]. Boats sail [@wire-7].\n"));
    files.push(("e.md", "---\nbibliography: sources.yaml\n---\n\nBoats come [@port-0301].\n"));
    let mut desk = Desk::new(profile("vscode"), &files);
    desk.open("d.md");
    assert_eq!(desk.references("d.md", "port-0301", false), ["d.md: Boats wait [@port-0301]."; 1]);
    desk.open("a.md");
    let found = desk.references("a.md", "port-0301", false);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.contains(&"e.md: Boats come [@port-0301].".to_owned()), "it names the newsroom's own: {found:?}");
    // Taken out of its own bibliography the key is the newsroom's.
    desk.close("d.md");
    desk.write("refs/own.yaml", "references: []\n");
    desk.tell(&[("refs/own.yaml", 2)]);
    assert_eq!(desk.references("a.md", "port-0301", false).len(), 5);
}

#[test]
fn two_newsrooms_with_one_key_keep_to_themselves() {
    let own = |title: &str| format!("references:\n- id: port-1\n  title: {title}\n");
    let (one, two) = (own("One"), own("Two"));
    let files = [
        ("one/sources.yaml", one.as_str()),
        ("one/a.md", "It is shut [@port-1].\n"),
        ("two/sources.yaml", two.as_str()),
        ("two/b.md", "It is open [@port-1].\n"),
    ];
    let mut desk = Desk::new(profile("vscode"), &files);
    desk.open("one/a.md");
    assert_eq!(
        desk.references("one/a.md", "port-1", true),
        ["one/a.md: It is shut [@port-1].", "one/sources.yaml: port-1"]
    );
    let found = |desk: &mut Desk| desk.client.ask("workspace/symbol", json!({"query": "@port-1"}))["result"].clone();
    desk.wait_until("both are known", |desk| found(desk).as_array().is_some_and(|all| all.len() == 2));
    let containers: Vec<Value> =
        found(&mut desk).as_array().expect("a list").iter().map(|it| it["containerName"].clone()).collect();
    assert!(containers.contains(&json!("One")) && containers.contains(&json!("Two")), "{containers:?}");
    // One folder is taken out of the workspace: what is open of it stays.
    let folder = json!({"uri": uri(desk.folder.path()), "name": "newsroom"});
    desk.client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": [folder]}}));
    desk.wait_until("only the open one is left", |desk| found(desk).as_array().is_some_and(|all| all.len() == 1));
}

#[test]
fn sources_places_and_articles_are_found_by_some_of_their_letters() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("a.md");
    desk.references("a.md", "port-0301", false);
    let mut ask = |query: &str| {
        let found = desk.client.ask("workspace/symbol", json!({"query": query}))["result"].clone();
        let all = found.as_array().expect("a list").clone();
        let shown = |it: &Value| {
            let at = &it["location"];
            format!(
                "{} -> {}: {}",
                it["name"].as_str().expect("a name"),
                desk.name(&at["uri"]),
                desk.words(&at["uri"], &at["range"])
            )
        };
        all.iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(ask("port-03"), ["@port-0301 -> sources.yaml: port-0301"]);
    assert_eq!(ask("dredg"), ["@port-0301 -> sources.yaml: port-0301"], "by its title");
    assert_eq!(ask("kharkov"), ["Kharkiv -> drafts/old/c.txt: Kharkov"], "by another name");
    assert_eq!(ask("orrin"), ["Saint Orrin -> places.yaml: Saint Orrin"]);
    assert_eq!(ask("Port sh"), ["Port shut -> a.md: Port shut"]);
    assert_eq!(ask("ptsht"), ["Port shut -> a.md: Port shut"], "its letters in order");
    let ports = ask("port");
    assert!(
        ports.iter().any(|it| it.starts_with("@port")) && ports.iter().any(|it| it.starts_with("Port shut")),
        "{ports:?}"
    );
    assert!(ask("").len() >= 6);
    assert_eq!(ask("nothing of the kind"), [""; 0]);
}

#[test]
fn a_registry_leads_to_where_its_words_come_from() {
    let mut desk = Desk::new(json!({}), &files());
    desk.open("sources.yaml");
    let (line, column) = desk.place("sources.yaml", "port-0301}");
    let uri = desk.uri("sources.yaml");
    let found = desk.client.ask_at("textDocument/definition", &uri, line, column);
    assert_eq!((&found["uri"], &found["range"]["start"]), (&json!(uri), &json!({"line": 1, "character": 6})));
    desk.open("places.yaml");
    let (line, column) = desk.place("places.yaml", "Saint");
    let uri = desk.uri("places.yaml");
    let found = desk.client.ask_at("textDocument/definition", &uri, line, column);
    assert_eq!((&found["uri"], &found["range"]["start"]), (&json!(uri), &json!({"line": 1, "character": 8})));
    assert_eq!(desk.client.ask_at("textDocument/definition", &uri, 0, 2), Value::Null);
}

/// A folder of many articles.
fn many() -> tempfile::TempDir {
    let folder = folder(&[("sources.yaml", SOURCES)]);
    for i in 0..400 {
        write(folder.path(), &format!("{i}.md"), &"It is shut [@port-0301]. ".repeat(400));
    }
    folder
}

fn is_progress(message: &Value, kind: &str) -> bool {
    message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind
}

#[test]
fn reading_is_shown_and_can_be_cancelled() {
    let folder = many();
    let mut client = server();
    let root = uri(folder.path());
    client.initialize_with(json!({"processId": null, "rootUri": root, "capabilities": profile("vscode")}));
    let ask = client.wait_for("to be asked", |m| m["method"] == "window/workDoneProgress/create");
    client.send(&json!({"jsonrpc": "2.0", "id": ask["id"], "result": null}));
    let begin = client.wait_for("a beginning", |m| is_progress(m, "begin"));
    assert_eq!(begin["params"]["token"], ask["params"]["token"]);
    assert_eq!(begin["params"]["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", json!({"token": ask["params"]["token"]}));
    let end = client.wait_for("an end", |m| is_progress(m, "end"));
    let done: usize =
        end["params"]["value"]["message"].as_str().and_then(|m| m.split(' ').next()?.parse().ok()).expect("a number");
    assert!(done < 400, "{end}");
    // What has been read is there, and the rest when it is asked for.
    let registry = format!("{root}/sources.yaml");
    client.open(&registry, "yaml", 1, SOURCES);
    let mut params = crate::client::at(&registry, 1, 8);
    params["context"] = json!({"includeDeclaration": false});
    let some = client.ask("textDocument/references", params.clone())["result"].as_array().map_or(0, Vec::len);
    assert!(some < 160_000, "{some}");
    client.ask("workspace/executeCommand", json!({"command": "sayso.reload", "arguments": []}));
    let all = client.ask("textDocument/references", params)["result"].as_array().map_or(0, Vec::len);
    assert_eq!(all, 160_001);
}

#[test]
fn an_editor_that_shows_no_progress_is_told_of_none_and_one_that_declines_of_no_more() {
    let folder = many();
    let root = uri(folder.path());
    for (capabilities, declines) in [(json!({}), false), (profile("vscode"), true)] {
        let mut client = server();
        client.initialize_with(json!({"processId": null, "rootUri": root, "capabilities": capabilities}));
        if declines {
            let ask = client.wait_for("to be asked", |m| m["method"] == "window/workDoneProgress/create");
            let error = json!({"code": -32603, "message": "no"});
            client.send(&json!({"jsonrpc": "2.0", "id": ask["id"], "error": error}));
        }
        let registry = format!("{root}/sources.yaml");
        client.open(&registry, "yaml", 1, SOURCES);
        let mut params = crate::client::at(&registry, 1, 8);
        params["context"] = json!({"includeDeclaration": false});
        assert_eq!(client.ask("textDocument/references", params)["result"].as_array().map(Vec::len), Some(160_001));
        assert!(!client.sees(Duration::from_millis(50), |m| m["method"] == "$/progress"));
    }
}

#[test]
fn a_question_that_waits_for_the_index_can_be_cancelled_and_others_do_not_wait() {
    let folder = many();
    let root = uri(folder.path());
    let mut client = server();
    client.initialize_with(json!({"processId": null, "rootUri": root, "capabilities": {}}));
    let article = format!("{root}/new.md");
    client.open(&article, "markdown", 1, "It is shut [@port-0301].\n");
    let mut params = crate::client::at(&article, 0, 14);
    let hover = client.request("textDocument/hover", params.clone());
    params["context"] = json!({"includeDeclaration": false});
    let references = client.request("textDocument/references", params);
    client.notify("$/cancelRequest", json!({"id": references}));
    assert!(client.answer(hover)["result"]["contents"]["value"].is_string());
    let answer = client.answer(references);
    let whole = answer["result"].as_array().map(Vec::len) == Some(160_002);
    assert!(answer["error"]["code"] == -32800 || whole, "{}", answer["error"]);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_folder_removed_while_it_is_read_is_no_fault() {
    let folder = many();
    let root = uri(folder.path());
    let mut client = server();
    client.initialize_with(json!({"processId": null, "rootUri": root, "capabilities": {}}));
    let gone = json!([{"uri": root, "name": "newsroom"}]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": gone}}));
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": gone, "removed": []}}));
    drop(folder);
    client.open("untitled:a", "markdown", 1, "Kharkiv waits. TK\n");
    assert_eq!(client.diagnostics("untitled:a", 1).len(), 1);
    let mut params = crate::client::at("untitled:a", 0, 2);
    params["context"] = json!({"includeDeclaration": true});
    assert_eq!(client.ask("textDocument/references", params)["result"].as_array().map(Vec::len), Some(1));
    assert_eq!(client.leave(), Some(0));
}
