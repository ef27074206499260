//! Diagnostics: sent or asked for and never both, and none under the sentence being typed.

use crate::client::{Client, is_diagnostics_of};
use crate::folder::{folder, write};
use crate::profiles::profile;
use crate::{server, tks};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const URI: &str = "untitled:Untitled-1";

/// A session of an editor with these capabilities whose user has set how long a pause is.
fn session(capabilities: Value, pause: u32) -> Client {
    let mut client = server();
    let options = json!({"editor": {"pause": pause}});
    client.initialize_with(
        json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options}),
    );
    client
}

#[test]
fn no_line_stands_under_the_sentence_being_typed_until_the_writer_pauses() {
    let mut client = session(json!({}), 400);
    client.open(URI, "markdown", 1, "It rained. \n");
    client.diagnostics(URI, 1);
    let typed = Instant::now();
    client.change(URI, 2, &[(Some([0, 11, 0, 11]), "TK")]);
    assert_eq!(tks(&client.diagnostics(URI, 2)), [""; 0]);
    assert_eq!(tks(&client.diagnostics(URI, 2)), ["0:11-0:13"]);
    assert!(typed.elapsed() >= Duration::from_millis(400), "after {:?}", typed.elapsed());
}

#[test]
fn a_blank_after_a_word_does_not_end_the_sentence_being_typed() {
    let mut client = session(json!({}), 60_000);
    client.open(URI, "markdown", 1, "It rained.\n");
    client.diagnostics(URI, 1);
    client.change(URI, 2, &[(Some([0, 10, 0, 10]), " The TK")]);
    assert_eq!(tks(&client.diagnostics(URI, 2)), [""; 0]);
    client.change(URI, 3, &[(Some([0, 17, 0, 17]), " ")]);
    assert_eq!(tks(&client.diagnostics(URI, 3)), [""; 0], "a blank, and the sentence goes on");
    client.change(URI, 4, &[(Some([0, 18, 0, 18]), "fell. ")]);
    assert_eq!(tks(&client.diagnostics(URI, 4)), ["0:15-0:17"], "a full stop and a blank end it");
}

#[test]
fn going_on_elsewhere_or_saving_shows_what_waited() {
    let mut client = session(json!({}), 60_000);
    client.open(URI, "markdown", 1, "It rained. \n\nIt snowed.\n");
    client.diagnostics(URI, 1);
    client.change(URI, 2, &[(Some([0, 11, 0, 11]), "TK")]);
    assert_eq!(tks(&client.diagnostics(URI, 2)), [""; 0]);
    client.change(URI, 3, &[(Some([2, 3, 2, 3]), "TK ")]);
    assert_eq!(tks(&client.diagnostics(URI, 3)), ["0:11-0:13"], "the second one is being typed now");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    assert_eq!(tks(&client.diagnostics(URI, 3)), ["0:11-0:13", "2:3-2:5"]);
}

#[test]
fn a_line_end_a_paste_and_a_pause_of_nothing_make_nothing_wait() {
    let mut client = session(json!({}), 60_000);
    client.open(URI, "markdown", 1, "It rained. TK");
    assert_eq!(tks(&client.diagnostics(URI, 1)).len(), 1, "what was there when it was opened is not being typed");
    client.change(URI, 2, &[(Some([0, 13, 0, 13]), "\n")]);
    assert_eq!(tks(&client.diagnostics(URI, 2)).len(), 1);
    client.change(URI, 3, &[(Some([0, 0, 0, 0]), &format!("TK {}", "It rained on and on. ".repeat(5)))]);
    assert_eq!(tks(&client.diagnostics(URI, 3)).len(), 2);
    let mut client = session(json!({}), 0);
    client.open(URI, "markdown", 1, "It rained. \n");
    client.diagnostics(URI, 1);
    client.change(URI, 2, &[(Some([0, 11, 0, 11]), "TK")]);
    assert_eq!(tks(&client.diagnostics(URI, 2)).len(), 1);
}

fn pull(client: &mut Client, uri: &str, previous: Option<&str>) -> Value {
    let mut params = json!({"textDocument": {"uri": uri}});
    if let Some(previous) = previous {
        params["previousResultId"] = json!(previous);
    }
    client.ask("textDocument/diagnostic", params)["result"].clone()
}

#[test]
fn an_editor_that_asks_is_sent_none_and_told_to_ask_again_after_the_pause() {
    let mut client = session(profile("zed"), 300);
    client.open(URI, "markdown", 1, "It rained. \n");
    let first = pull(&mut client, URI, None);
    assert_eq!(first["kind"], "full", "{first}");
    let same = pull(&mut client, URI, first["resultId"].as_str());
    assert_eq!((&same["kind"], &same["resultId"]), (&json!("unchanged"), &first["resultId"]));
    client.change(URI, 2, &[(Some([0, 11, 0, 11]), "TK")]);
    let during = pull(&mut client, URI, None);
    assert_eq!(tks(during["items"].as_array().expect("a list")), [""; 0]);
    let again = client.wait_for("to be told to ask again", |m| m["method"] == "workspace/diagnostic/refresh");
    client.send(&json!({"jsonrpc": "2.0", "id": again["id"], "result": null}));
    let after = pull(&mut client, URI, during["resultId"].as_str());
    assert_eq!(tks(after["items"].as_array().expect("a list")), ["0:11-0:13"]);
    client.close(URI);
    assert!(!client.sees(Duration::from_millis(100), |m| is_diagnostics_of(m, URI)), "it was sent some all the same");
}

#[test]
fn the_newsrooms_own_files_are_told_with_the_workspace_and_changes_of_them_too() {
    let folder = folder(&[
        ("sayso.toml", "strictness = \"harsh\"\n"),
        ("sources.yaml", "references:\n- id: port-1\n- id: port-1\n"),
    ]);
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    let mut client = session(profile("vscode"), 0);
    client.open(&uri("a.md"), "markdown", 1, "Shut [@port-2].\n");
    assert_eq!(pull(&mut client, &uri("a.md"), None)["items"].as_array().map(Vec::len), Some(1));
    let all = client.ask("workspace/diagnostic", json!({"previousResultIds": []}))["result"]["items"].clone();
    let of = |all: &Value, name: &str| {
        all.as_array().expect("a list").iter().find(|it| it["uri"] == uri(name)).cloned().unwrap_or_default()
    };
    assert!(of(&all, "sayso.toml")["items"][0]["message"].as_str().is_some_and(|m| m.contains("harsh")), "{all}");
    assert!(of(&all, "sources.yaml")["items"][0]["message"].as_str().is_some_and(|m| m.contains("port-1")), "{all}");
    let known = json!([{"uri": uri("sayso.toml"), "value": of(&all, "sayso.toml")["resultId"]}]);
    let all = client.ask("workspace/diagnostic", json!({"previousResultIds": known}))["result"]["items"].clone();
    assert_eq!(of(&all, "sayso.toml")["kind"], "unchanged", "{all}");
    // Open and unsaved, it is asked for like any document, and articles are to be asked for again.
    client.open(&uri("sources.yaml"), "yaml", 1, "references:\n- id: port-2\n");
    client.wait_for("to be told to ask again", |m| m["method"] == "workspace/diagnostic/refresh");
    assert_eq!(pull(&mut client, &uri("sources.yaml"), None)["items"], json!([]));
    assert_eq!(pull(&mut client, &uri("a.md"), None)["items"], json!([]));
}

#[test]
fn what_does_nothing_is_faded_where_the_editor_can() {
    let mut client = session(profile("neovim"), 0);
    client.open(URI, "markdown", 1, "It rained. <!-- stet -->\n");
    let found = client.diagnostics(URI, 1);
    assert_eq!((&found[0]["code"], &found[0]["tags"]), (&json!("unused-directive"), &json!([1])), "{found:?}");
}

#[test]
fn articles_nobody_has_open_are_told_with_the_workspace_and_again_when_they_change() {
    let folder = folder(&[
        ("sources.yaml", "references:\n- id: port-1\n"),
        ("b.md", "It rained. TK\n"),
        ("c.md", "It rained.\n"),
        (".gitignore", "d.md\n"),
        ("d.md", "It rained. TK\n"),
    ]);
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    let mut client = session(profile("vscode"), 0);
    client.open(&uri("a.md"), "markdown", 1, "It rained.\n");
    pull(&mut client, &uri("a.md"), None);
    let all = |client: &mut Client, previous: Value| {
        client.ask("workspace/diagnostic", json!({"previousResultIds": previous}))["result"]["items"].clone()
    };
    let refreshed = |client: &mut Client| {
        let asked = client.wait_for("to be told to ask again", |m| m["method"] == "workspace/diagnostic/refresh");
        client.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}));
    };
    all(&mut client, json!([]));
    refreshed(&mut client);
    let told = all(&mut client, json!([]));
    let of =
        |told: &Value, name: &str| told.as_array().expect("a list").iter().find(|it| it["uri"] == uri(name)).cloned();
    let b = of(&told, "b.md").expect("an article nobody has open");
    assert_eq!(tks(b["items"].as_array().expect("a list")), ["0:11-0:13"]);
    assert_eq!((of(&told, "c.md"), of(&told, "d.md")), (None, None), "nothing to say of one, and the other is no copy");
    write(folder.path(), "b.md", "It rained.\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri("b.md"), "type": 2}]}));
    refreshed(&mut client);
    let told = all(&mut client, json!([{"uri": uri("b.md"), "value": b["resultId"]}]));
    assert_eq!(of(&told, "b.md").map(|it| it["items"].clone()), Some(json!([])), "what was told is taken back");
}

#[test]
fn articles_nobody_has_open_are_shown_where_the_house_says_so() {
    let files = [("sayso.toml", "[editor]\nunopened = true\n"), ("a.md", "It rained.\n"), ("b.md", "It rained. TK\n")];
    let mut desk = crate::desk::Desk::new(json!({}), &files);
    let b = desk.uri("b.md");
    // An index that is still being made may be told of in parts, so what is awaited is what comes in the end.
    let saved = |m: &Value| {
        crate::client::is_diagnostics_of(m, &b) && m["params"]["diagnostics"][0]["range"]["start"]["character"] == 11
    };
    let nothing = |m: &Value| crate::client::is_diagnostics_of(m, &b) && m["params"]["diagnostics"] == json!([]);
    desk.client.wait_for("what is saved", saved);
    // Open, it is shown as it is; closed again, as it was saved.
    desk.open_as("b.md", "It rained. It TK rained.\n");
    assert_eq!(tks(&desk.client.diagnostics(&b, 1)), ["0:14-0:16"]);
    desk.close("b.md");
    desk.client.wait_for("what was saved", saved);
    desk.write("b.md", "It rained.\n");
    desk.tell(&[("b.md", 2)]);
    desk.client.wait_for("nothing", nothing);
    desk.write("b.md", "It rained. TK\n");
    desk.tell(&[("b.md", 2)]);
    desk.client.wait_for("what is saved again", saved);
    desk.write("sayso.toml", "");
    desk.tell(&[("sayso.toml", 2)]);
    desk.client.wait_for("that it is taken away", nothing);
}

#[test]
fn a_newsrooms_own_files_show_their_mistakes_though_nothing_is_open() {
    let files = [("sayso.toml", "strictness = \"harsh\"\n"), ("sources.yaml", "references:\n- id: a\n- id: a\n")];
    let mut desk = crate::desk::Desk::new(json!({}), &files);
    let (settings, sources) = (desk.uri("sayso.toml"), desk.uri("sources.yaml"));
    assert_eq!(desk.client.diagnostics(&settings, None).len(), 1);
    assert_eq!(desk.client.diagnostics(&sources, None).len(), 1);
}

#[test]
fn a_house_may_say_that_not_even_who_asks_is_told_of_them() {
    let files = [("sayso.toml", "[editor]\nunopened = false\n"), ("a.md", "It rained.\n"), ("b.md", "It rained. TK\n")];
    let mut desk = crate::desk::Desk::new(profile("vscode"), &files);
    desk.open("a.md");
    desk.references("a.md", "It", false);
    for _ in 0..3 {
        let all = desk.client.ask("workspace/diagnostic", json!({"previousResultIds": []}))["result"]["items"].clone();
        let uris: Vec<&Value> = all.as_array().expect("a list").iter().map(|it| &it["uri"]).collect();
        assert!(!uris.contains(&&json!(desk.uri("b.md"))), "{uris:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_former_name_is_never_struck_through() {
    let places = "places:\n- name: Saint Orrin\n  aliases: [{name: Orrinstow, kind: former, until: 1931}]\n";
    let files =
        [("sayso.toml", ""), ("places.yaml", places), ("a.md", "Saint Orrin waits. The mayor of Orrinstow left.\n")];
    for editor in ["vscode", "emacs", "bare"] {
        let profile = profile(editor);
        let asks = crate::client::allowed::pulls(&profile);
        let mut desk = crate::desk::Desk::new(profile, &files);
        desk.open("a.md");
        let uri = desk.uri("a.md");
        let shown = if asks {
            pull(&mut desk.client, &uri, None)["items"].as_array().expect("a list").clone()
        } else {
            desk.client.diagnostics(&uri, 1)
        };
        let place = shown
            .iter()
            .find(|d| d["code"].as_str().is_some_and(|code| code.starts_with("place-name")))
            .expect("it is found");
        // DiagnosticTag.Deprecated, struck through, reads as deleted words in copy.
        assert!(place.get("tags").is_none(), "{editor}: {place}");
    }
}
