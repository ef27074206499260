//! Renaming a source in its registry and every article, a place's house form; refusals with their reasons; files moved.

use crate::desk::Desk;
use crate::profiles::profile;
use serde_json::{Value, json};

const SOURCES: &str = "references:\n- id: port-0301\n  title: Dredging\n- id: wire-7\n  title: Port closed\n  custom: {origin: port-0301}\n";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("sayso.toml", ""),
        ("sources.yaml", SOURCES),
        ("places.yaml", "places:\n- name: Saint Orrin\n"),
        ("a.md", "It is shut [@port-0301; @wire-7]. As @port-0301 said.\n"),
        ("drafts/b.md", "😀 Ferries wait [@port-0301].\n\nSaint Orrin waits. “Saint Orrin is cold,” Ada Okoro said.\n"),
        ("drafts/own.md", "---\nbibliography: own.yaml\n---\n\nIt is open [@port-0301].\n"),
        ("drafts/own.yaml", "references:\n- id: port-0301\n  title: Another\n"),
        ("c.txt", "Kramatorsk waits in Saint Orrin.\n"),
    ]
}

fn rename(desk: &mut Desk, name: &str, words: &str, new: &str) -> Value {
    let mut params = desk.at(name, words);
    params["newName"] = json!(new);
    desk.client.ask("textDocument/rename", params)
}

/// The files as they are after a renaming.
fn renamed(desk: &mut Desk, name: &str, words: &str, new: &str) -> Vec<(String, String)> {
    let answer = rename(desk, name, words, new);
    assert!(answer.get("error").is_none(), "{answer}");
    desk.after(&answer["result"])
}

fn refused(desk: &mut Desk, name: &str, words: &str, new: &str) -> String {
    let answer = rename(desk, name, words, new);
    assert_eq!(answer["error"]["code"], -32803, "{answer}");
    answer["error"]["message"].as_str().expect("a reason").to_owned()
}

fn pair(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[test]
fn a_source_is_renamed_in_its_registry_and_in_every_article() {
    for editor in ["vscode", "neovim", "helix", "emacs", "zed", "sublime", "bare"] {
        let mut desk = Desk::new(profile(editor), &files());
        desk.open_as("new.md", "Not saved yet [@port-0301].\n");
        let after = renamed(&mut desk, "new.md", "port-0301", "harbour-1");
        let expected = [
            pair("a.md", "It is shut [@harbour-1; @wire-7]. As @harbour-1 said.\n"),
            pair(
                "drafts/b.md",
                "😀 Ferries wait [@harbour-1].\n\nSaint Orrin waits. “Saint Orrin is cold,” Ada Okoro said.\n",
            ),
            pair("new.md", "Not saved yet [@harbour-1].\n"),
            pair("sources.yaml", &SOURCES.replace("port-0301", "harbour-1")),
        ];
        assert_eq!(after, expected, "{editor}: an article with a source of its own by that key is left");
    }
}

#[test]
fn it_is_renamed_from_the_registry_too_also_unsaved_and_by_version() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open_as("sources.yaml", &format!("# Not saved.\n{SOURCES}"));
    let answer = rename(&mut desk, "sources.yaml", "port-0301", "harbour-1");
    let after = desk.after(&answer["result"]);
    assert_eq!(
        after.last(),
        Some(&pair("sources.yaml", &format!("# Not saved.\n{}", SOURCES.replace("port-0301", "harbour-1"))))
    );
    assert_eq!(after.len(), 3, "{after:?}");
    let version = |name: &str| {
        let changes = answer["result"]["documentChanges"].as_array().expect("changes");
        let change = changes.iter().find(|it| it["textDocument"]["uri"] == desk.uri(name)).expect("it is changed");
        change["textDocument"]["version"].clone()
    };
    assert_eq!((version("sources.yaml"), version("a.md")), (json!(1), Value::Null));
}

#[test]
fn an_articles_own_source_is_renamed_in_its_own_bibliography() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("drafts/own.md");
    let after = renamed(&mut desk, "drafts/own.md", "port-0301", "mine");
    let expected = [
        pair("drafts/own.md", "---\nbibliography: own.yaml\n---\n\nIt is open [@mine].\n"),
        pair("drafts/own.yaml", "references:\n- id: mine\n  title: Another\n"),
    ];
    assert_eq!(after, expected);
}

#[test]
fn a_byte_order_mark_on_the_disk_is_no_column() {
    let marked = |text: &str| format!("\u{feff}{text}");
    for (registry, text) in [
        ("sources.bib", "@misc{port-0301, title={Dredging}}\n"),
        ("sources.json", "[{\"id\": \"port-0301\"}]"),
        ("sources.yaml", "- id: port-0301\n"),
    ] {
        for editor in ["vscode", "neovim", "helix"] {
            let (article, closed) = ("It is shut [@port-0301].\n", "Shut [@port-0301]. In Kharkov it rains.\n");
            let settings = format!("sources = [\"{registry}\"]\n");
            let (text, article, closed) = (marked(text), marked(article), marked(closed));
            let files = [("sayso.toml", &*settings), (registry, &*text), ("a.md", &*article), ("b.md", &*closed)];
            let mut desk = Desk::new(profile(editor), &files);
            desk.open("a.md");
            let expected = [
                pair("a.md", "It is shut [@harbour-1].\n"),
                pair("b.md", "Shut [@harbour-1]. In Kharkov it rains.\n"),
                pair(registry, &desk.text(registry).replace("port-0301", "harbour-1")),
            ];
            assert_eq!(renamed(&mut desk, "a.md", "port-0301", "harbour-1"), expected, "{editor}");
            let found = desk.references("a.md", "port-0301", true);
            assert_eq!(
                found,
                [
                    "a.md: It is shut [@port-0301].".to_owned(),
                    "b.md: Shut [@port-0301].".to_owned(),
                    format!("{registry}: port-0301"),
                ],
                "{editor}"
            );
            // What an editor sends is the text, whatever it begins with.
            desk.open_as("b.md", &closed);
            let answer = rename(&mut desk, "a.md", "port-0301", "harbour-1");
            assert!(desk.after(&answer["result"]).contains(&pair("b.md", &closed.replace("port-0301", "harbour-1"))));
        }
    }
}

#[test]
fn a_key_is_renamed_however_its_registry_writes_it_and_wherever_an_article_does() {
    let article = "---\nnocite: '@tabé'\n---\n\nIt is shut [@tabé, p. 2].[^1] <!-- stet: as @tabé has it -->\n\n\
                   | Ward | Hurt |\n|---|---|\n| East | 12 [@tabé] |\n\n[^1]: See @tabé.\n\n<!-- stet-block: @tabé -->\n";
    for (registry, text, new, after) in [
        ("sources.json", "[{\"id\": \"tab\\u00e9\"}]", "plain", "[{\"id\": \"plain\"}]"),
        (
            "sources.yaml",
            "- id: \"tab\\xe9\"\n- {id: b, custom: {origin: 'tabé'}}\n",
            "it.s",
            "- id: \"it.s\"\n- {id: b, custom: {origin: 'it.s'}}\n",
        ),
        (
            "sources.bib",
            "@misc{tabé, title={A}}\n@misc{b, crossref = \"tabé\"}\n",
            "c",
            "@misc{c, title={A}}\n@misc{b, crossref = \"c\"}\n",
        ),
    ] {
        let settings = format!("sources = [\"{registry}\"]\n");
        let files = [
            ("sayso.toml", &*settings),
            (registry, text),
            ("a.md", article),
            ("b.md", "---\nnocite: |\n  @tabé, @*\n---\n\nRain.\n"),
        ];
        let mut desk = Desk::new(profile("vscode"), &files);
        desk.open_as("n.md", "New [@tabé].\n");
        let expected = [
            pair("a.md", &article.replace("tabé", new)),
            pair("b.md", &format!("---\nnocite: |\n  @{new}, @*\n---\n\nRain.\n")),
            pair("n.md", &format!("New [@{new}].\n")),
            pair(registry, after),
        ];
        assert_eq!(renamed(&mut desk, "n.md", "tabé", new), expected);
    }
}

#[test]
fn what_cannot_be_renamed_everywhere_is_renamed_nowhere() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.write("t.md", "| Ward | Hurt [@port-0301] |\n|---|---|\n");
    desk.write("q.md", "---\nnocite: '@port-0301'\n---\n");
    desk.open("a.md");
    // A pipe ends the cell, a quotation mark the words of the front matter, white space the key.
    for new in ["a|b", "a'b", "a\u{1}b", "a\u{200b}b"] {
        let why = refused(&mut desk, "a.md", "port-0301", new);
        assert!(why.contains("cannot replace the old key") || why.contains("cannot be a key"), "{why}");
    }
    std::fs::write(desk.path("drafts/b.md"), b"\xff [@port-0301]").expect("it is written");
    assert!(refused(&mut desk, "a.md", "port-0301", "x").contains("b.md uses the name and has a mistake"));
}

#[test]
fn a_new_key_that_clashes_is_refused_with_the_reason() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.write("d.md", "Nobody knows this one [@stray-1].\n");
    desk.open("a.md");
    assert!(refused(&mut desk, "a.md", "port-0301", "wire-7").contains("already used: Port closed"));
    assert!(refused(&mut desk, "a.md", "port-0301", "two words").contains("cannot be a key"));
    assert!(refused(&mut desk, "a.md", "port-0301", "tk").contains("is reserved"));
    assert!(refused(&mut desk, "a.md", "port-0301", "stray-1").contains("1 article already cites @stray-1"));
    // A slip is mended by renaming it to what was meant.
    desk.open("d.md");
    assert_eq!(renamed(&mut desk, "d.md", "stray-1", "wire-7"), [pair("d.md", "Nobody knows this one [@wire-7].\n")]);
    // A registry that is broken is not written to.
    desk.open_as("sources.yaml", &format!("{SOURCES}- id: [\n"));
    assert!(refused(&mut desk, "a.md", "wire-7", "wire-8").contains("Fix it first"));
}

#[test]
fn what_was_renamed_and_not_saved_can_be_renamed_back() {
    let mut desk = Desk::new(profile("vscode"), &files());
    let before: Vec<(String, String)> =
        ["a.md", "drafts/b.md", "sources.yaml"].map(|name| pair(name, &desk.text(name))).to_vec();
    desk.open("a.md");
    for (name, text) in renamed(&mut desk, "a.md", "port-0301", "harbour-1") {
        desk.close(&name);
        desk.open_as(&name, &text);
    }
    assert_eq!(renamed(&mut desk, "a.md", "harbour-1", "port-0301"), before);
}

#[test]
fn what_can_be_renamed_is_told_beforehand() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open_as("a.md", "Jan Brink said it is shut [@port-0301; @tk]. St. Orrin and Kharkov wait.\n");
    let ask = |desk: &mut Desk, words: &str| {
        let params = desk.at("a.md", words);
        desk.client.ask("textDocument/prepareRename", params)
    };
    let answer = ask(&mut desk, "port-0301");
    assert_eq!(answer["result"]["placeholder"], "port-0301");
    assert_eq!(answer["result"]["range"]["start"], json!({"line": 0, "character": 28}));
    assert_eq!(ask(&mut desk, "Kharkov")["result"]["placeholder"], "Kharkiv", "a place is renamed by its house form");
    assert!(ask(&mut desk, "tk]")["error"]["message"].as_str().is_some_and(|m| m.contains("cannot be renamed")));
    assert!(ask(&mut desk, "Jan")["error"]["message"].as_str().is_some_and(|m| m.contains("not people")));
    assert_eq!(ask(&mut desk, "shut")["result"], Value::Null);
    // Without a newsroom there is nowhere to rename in.
    desk.client.open("untitled:x", "markdown", 1, "Kharkiv waits.\n");
}

#[test]
fn an_editor_that_does_not_prepare_is_not_offered_it() {
    let offers = |editor: &str| {
        let mut client = crate::server();
        client.initialize(profile(editor))["capabilities"]["renameProvider"].clone()
    };
    assert_eq!(offers("bare"), json!(true));
    assert_eq!(offers("vscode"), json!({"prepareProvider": true}));
}

#[test]
fn a_places_house_form_is_renamed_where_it_is_written_and_stays_known() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("places.yaml");
    let after = renamed(&mut desk, "places.yaml", "Saint Orrin", "Orrinstow");
    let expected = [
        pair("c.txt", "Kramatorsk waits in Orrinstow.\n"),
        pair(
            "drafts/b.md",
            "😀 Ferries wait [@port-0301].\n\nOrrinstow waits. “Saint Orrin is cold,” Ada Okoro said.\n",
        ),
        pair("places.yaml", "places:\n- name: Orrinstow\n  aliases: [Saint Orrin]\n"),
    ];
    assert_eq!(after, expected);
    assert!(refused(&mut desk, "places.yaml", "Saint Orrin", "Kramatorsk").contains("another place"));
    desk.open("c.txt");
    // One the house has no entry for gets one.
    let after = renamed(&mut desk, "c.txt", "Kramatorsk", "Kram City");
    assert_eq!(after[0], pair("c.txt", "Kram City waits in Saint Orrin.\n"));
    assert!(after[1].1.starts_with("places:\n- name: Saint Orrin\n- name: Kram City\n  geonames: "), "{after:?}");
}

#[test]
fn a_newsroom_without_places_gets_a_file_where_the_editor_makes_files() {
    for (editor, makes) in [("vscode", true), ("bare", false)] {
        let files: Vec<_> = files().into_iter().filter(|(name, _)| *name != "places.yaml").collect();
        let mut desk = Desk::new(profile(editor), &files);
        desk.open("c.txt");
        if makes {
            let answer = rename(&mut desk, "c.txt", "Kramatorsk", "Kram City");
            assert_eq!(answer["result"]["documentChanges"][0]["kind"], "create", "{answer}");
            assert_eq!(desk.after(&answer["result"])[1].0, "places.yaml");
        } else {
            assert!(refused(&mut desk, "c.txt", "Kramatorsk", "Kram City").contains("Create an empty one first"));
        }
    }
}

/// The files as they are after these are moved, or rather before: editors make the edit first.
fn moved(desk: &mut Desk, files: &[(&str, &str)]) -> Vec<(String, String)> {
    let files: Vec<Value> =
        files.iter().map(|(old, new)| json!({"oldUri": desk.uri(old), "newUri": desk.uri(new)})).collect();
    let answer = desk.client.ask("workspace/willRenameFiles", json!({"files": files}));
    assert!(answer.get("error").is_none(), "{answer}");
    desk.after(&answer["result"])
}

#[test]
fn a_registry_that_is_moved_goes_on_being_found() {
    let mut desk = Desk::new(profile("vscode"), &files());
    desk.open("a.md");
    desk.references("a.md", "port-0301", false);
    // Read without being named, it has to be named from now on.
    let after = moved(&mut desk, &[("sources.yaml", "desk/sources.yaml")]);
    assert_eq!(after, [pair("sayso.toml", "sources = [\"desk/sources.yaml\"]\n")]);
    let after = moved(&mut desk, &[("places.yaml", "desk/places.yaml")]);
    assert_eq!(after, [pair("sayso.toml", "[places]\nfiles = [\"desk/places.yaml\"]\n")]);
    // A bibliography that an article names, by its folder; and the article itself.
    let own =
        |path: &str| pair("drafts/own.md", &format!("---\nbibliography: {path}\n---\n\nIt is open [@port-0301].\n"));
    assert_eq!(moved(&mut desk, &[("drafts/own.yaml", "refs/own.yaml")]), [own("../refs/own.yaml")]);
    assert_eq!(moved(&mut desk, &[("drafts/own.md", "own.md")]), [own("drafts/own.yaml")]);
    assert_eq!(moved(&mut desk, &[("drafts", "copy")]), [], "both move together");
    assert_eq!(moved(&mut desk, &[("a.md", "b.md")]), []);
    assert_eq!(moved(&mut desk, &[("notes.yaml", "b.yaml")]), []);
}

#[test]
fn a_registry_that_is_named_is_named_otherwise_and_the_rest_is_left() {
    let mut files = files();
    let settings = "# Ours\nstrictness = \"strict\"\nsources = [\"sources.yaml\", \"wire/a.yaml\"]\n\n[places]\nprefer = { UA = \"uk\" }\n";
    files[0].1 = settings;
    files.push(("wire/a.yaml", "references: []\n"));
    let mut desk = Desk::new(profile("vscode"), &files);
    desk.open("a.md");
    desk.references("a.md", "port-0301", false);
    let expected = settings.replace("wire/a.yaml", "desk/wire/a.yaml");
    assert_eq!(moved(&mut desk, &[("wire", "desk/wire")]), [pair("sayso.toml", &expected)]);
    let expected = settings.replace("[places]\n", "[places]\nfiles = [\"desk/places.yaml\"]\n");
    assert_eq!(moved(&mut desk, &[("places.yaml", "desk/places.yaml")]), [pair("sayso.toml", &expected)]);
}

#[test]
fn only_an_editor_that_tells_of_moves_is_asked_to() {
    for editor in crate::profiles::EDITORS {
        let profile = profile(editor);
        let tells = profile.pointer("/workspace/fileOperations/willRename") == Some(&json!(true));
        let mut client = crate::server();
        let offer = client.initialize(profile)["capabilities"].clone();
        assert_eq!(offer.pointer("/workspace/fileOperations/willRename").is_some(), tells, "{editor}");
    }
}
