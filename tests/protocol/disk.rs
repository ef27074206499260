//! Folders that would hold up an editor: pipes, devices, files and lists without end, and what lies outside the newsroom.

use crate::desk::Desk;
use serde_json::{Value, json};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

/// The most memory the server has had, in MB; nothing where the system does not tell.
fn peak(desk: &Desk) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", desk.client.process())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) >> 10
}

/// Opens the article `a.md` of a folder that has been laid out, and asks for all that reads the newsroom's files once more.
fn is_answered(desk: &mut Desk, pulls: bool) -> String {
    desk.open("a.md");
    let uri = desk.uri("a.md");
    let hover = desk.client.ask_at("textDocument/hover", &uri, 4, 5);
    assert!(hover.get("error").is_none(), "{hover}");
    let range = json!({"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 30}});
    let context = json!({"diagnostics": []});
    let actions = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    desk.client.ask("textDocument/codeAction", actions);
    let told = if pulls {
        desk.client.ask("workspace/diagnostic", json!({"previousResultIds": []}))
    } else {
        let settings = desk.uri("sayso.toml");
        Value::from(desk.client.diagnostics(&settings, None))
    };
    assert!(peak(desk) < 500, "{} MB", peak(desk));
    told.to_string()
}

#[test]
fn files_that_never_end_hold_up_nobody() {
    let names = ["pipe", "zero.yaml", "to-pipe", "huge.yaml", "/dev/zero", "/proc/self/environ", "/dev/tty"];
    let list = format!("{names:?}");
    let settings = format!(
        "extends = {list}\nsources = [\"own.yaml\", {}\nbaseline = \"pipe\"\n[places]\nfiles = {list}\n",
        &list[1..]
    );
    let registry: String = names
        .iter()
        .enumerate()
        .map(|(i, name)| format!("- {{id: s{i}, title: A, custom: {{text: {name}}}}}\n"))
        .collect();
    let article = format!("---\nbibliography: {list}\n---\n\nThe dam held, Ines Calder said [@s0; @s1; @s2; @s3].\n");
    for capabilities in [
        json!({}),
        json!({"textDocument": {"diagnostic": {}}, "workspace": {"workspaceEdit": {"documentChanges": true}}}),
    ] {
        let pulls = capabilities != json!({});
        let files = [("sayso.toml", &*settings), ("own.yaml", &*registry), ("a.md", &*article)];
        let mut desk = Desk::new(capabilities, &files);
        pipe(&desk.path("pipe"));
        symlink("pipe", desk.path("to-pipe")).expect("a link");
        symlink("/dev/zero", desk.path("zero.yaml")).expect("a link");
        std::fs::File::create(desk.path("huge.yaml")).and_then(|file| file.set_len(3 << 30)).expect("a file");
        is_answered(&mut desk, pulls);
    }
}

#[test]
fn a_folder_of_which_every_mark_is_a_pipe_holds_up_nobody() {
    let mut desk = Desk::new(
        json!({"textDocument": {"diagnostic": {}}}),
        &[("a.md", "---\ndate: 2026-01-02\n---\n\nThe dam held.\n")],
    );
    for name in ["sayso.toml", "sources.yaml", "places.yaml", ".gitignore", ".ignore"] {
        pipe(&desk.path(name));
    }
    is_answered(&mut desk, true);
}

#[test]
fn lists_without_end_are_cut_and_told_of_where_their_limit_is_passed() {
    let patterns: String =
        (0..3000).map(|i| format!("[[patterns]]\nfind = '(\\w{{{}}}){{9}}'\n", i % 90 + 1)).collect();
    let globs: String = (0..100_000).map(|i| format!("\"**/*a*b*c*d*e*f{i}*\",")).collect();
    let article = "---\ndate: 2026-01-02\n---\n\nThe dam held, Ines Calder said.\n";
    for settings in [patterns, format!("exclude = [{globs}]\n")] {
        let mut desk = Desk::new(json!({}), &[("sayso.toml", &settings), ("a.md", article)]);
        let told = is_answered(&mut desk, false);
        assert!(told.contains("Too many: the limit is "), "{told:.2000}");
    }
}

#[test]
fn nothing_is_told_of_a_file_outside_that_is_no_registry() {
    let settings = "sources = [\"../passwd\"]\nextends = [\"../passwd\"]\n[places]\nfiles = [\"../passwd\"]\n";
    let article = "---\nbibliography: ../passwd\n---\n\nThe dam held, Ines Calder said [@s1].\n";
    let mut desk =
        Desk::new(json!({"textDocument": {"diagnostic": {}}}), &[("in/sayso.toml", settings), ("in/a.md", article)]);
    desk.write("passwd", "root:x:0:0:Osbert\nquill: hunter2\n- token: featherweight\n");
    desk.open("in/a.md");
    let own = desk.client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": desk.uri("in/a.md")}}));
    let all = desk.client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let told = format!("{own}{all}");
    assert!(told.contains("is outside the newsroom"), "{told}");
    for secret in ["Osbert", "hunter2", "featherweight", "quill", "token"] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[test]
fn what_lies_behind_a_link_is_not_indexed_when_the_editor_tells_of_it() {
    let mut desk = Desk::new(
        json!({}),
        &[
            ("in/sayso.toml", ""),
            ("in/a.md", "# Dam held\n\nIt held.\n"),
            ("out/secret.md", "# Featherweight\n\nIt held.\n"),
        ],
    );
    symlink("../out/secret.md", desk.path("in/b.md")).expect("a link");
    symlink("../out", desk.path("in/c")).expect("a link");
    desk.open("in/a.md");
    desk.tell(&[("in/b.md", 1), ("in/c/secret.md", 1), ("in/b.md", 2), ("in/c/secret.md", 2)]);
    for _ in 0..3 {
        let found = desk.client.ask("workspace/symbol", json!({"query": "Feather"}));
        assert!(!found.to_string().contains("Featherweight"), "{found}");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}
