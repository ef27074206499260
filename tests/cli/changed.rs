//! `--changed`: in a real git history, made here.

use crate::run::*;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Runs git in `folder`, without what the machine's user has set.
fn git(folder: &Path, args: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git is installed");
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "One"]);
}

/// Lines of findings in `file`, as `check --changed` tells them.
fn told(folder: &Path, args: &[&str]) -> Vec<(String, u64)> {
    let ran = sayso(folder, &[&["check", "--format", "json"], args].concat(), b"");
    assert!(ran.code < 2, "{}", ran.err);
    lines(&ran).iter().map(|it| (it["file"].as_str().unwrap().to_owned(), it["line"].as_u64().unwrap())).collect()
}

fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = newsroom(files);
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path());
    folder
}

#[test]
fn only_lines_that_differ_are_told_of() {
    let odd = "ein \"ä\tb.md";
    let folder = repository(&[
        ("a.md", "TK\n\nOne.\n\nTK\n"),
        ("same.md", PENDING),
        ("old name.md", &format!("TK\n\n{}", "The bridge is closed, Ines Calder said.\n\n".repeat(20))),
        (odd, "TK\n\nOne.\n"),
        ("gone.md", PENDING),
    ]);
    let folder = folder.path();
    assert_eq!(told(folder, &["--changed"]), []);
    // A line put in and one changed, staged or not; a file that moved and grew; an odd name; one that git does not keep yet.
    fs::write(folder.join("a.md"), "TK\n\nNew: TK\n\nOne.\n\nTK now\n").unwrap();
    git(folder, &["add", "a.md"]);
    git(folder, &["mv", "old name.md", "new name.md"]);
    fs::write(folder.join("new name.md"), fs::read_to_string(folder.join("new name.md")).unwrap() + "TK\n").unwrap();
    fs::write(folder.join(odd), "TK\n\n++ b/a.md TK\n").unwrap();
    fs::remove_file(folder.join("gone.md")).unwrap();
    fs::write(folder.join("fresh.md"), "A fresh one.\n\nTK\n").unwrap();
    let expected = [("a.md", 3), ("a.md", 7), (odd, 3), ("fresh.md", 3), ("new name.md", 43)];
    let expected: Vec<_> = expected.map(|(file, line)| (file.to_owned(), line)).into();
    assert_eq!(told(folder, &["--changed"]), expected);
    commit(folder);
    assert_eq!(told(folder, &["--changed"]), []);
    assert_eq!(told(folder, &["--changed=HEAD~1"]), [&expected[..3], &expected[3..]].concat());
    assert_eq!(told(folder, &["--changed=main", "a.md"]), []);
    let ran = sayso(folder, &["check", "--changed=HEAD~1"], b"");
    assert!(ran.code == 1 && ran.out.contains("5 findings in 4 drafts"), "{}", ran.out);
}

#[test]
fn a_sentence_whose_neighbour_is_gone_is_told_of() {
    let said = "Ines Calder said the repair was dear.\n\n";
    let cost = "\"We paid 4 million crowns for it.\"\n";
    let folder = repository(&[("a.md", &format!("The bridge is shut.\n\n{said}{cost}\nTK\n"))]);
    let folder = folder.path();
    assert_eq!(told(folder, &["--changed"]), []);
    fs::write(folder.join("a.md"), format!("The bridge is shut.\n\n{cost}\nTK\n")).unwrap();
    assert_eq!(told(folder, &["--changed"]), [("a.md".to_owned(), 3)]);
}

#[test]
fn a_users_settings_of_git_change_nothing() {
    let folder = repository(&[("a.md", "TK\n\nOne.\n\nTK\n")]);
    let folder = folder.path();
    for (name, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.external", "false"),
        ("color.ui", "always"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("core.quotePath", "true"),
    ] {
        git(folder, &["config", name, value]);
    }
    fs::write(folder.join(".gitattributes"), "*.md -diff\n").unwrap();
    fs::write(folder.join("a.md"), "TK\n\nOne TK.\n\nTK\n").unwrap();
    assert_eq!(told(folder, &["--changed"]), [("a.md".to_owned(), 3)]);
}

#[test]
fn before_the_first_commit_all_is_new() {
    let folder = newsroom(&[("a.md", PENDING), ("b.md", PENDING)]);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "a.md"]);
    assert_eq!(told(folder.path(), &["--changed"]).len(), 2);
}

#[test]
fn fixes_stay_within_what_changed() {
    let idle = "The bridge is closed, Ines Calder said. <!-- stet -->\n";
    let folder = repository(&[("a.md", &format!("{idle}\nOne.\n"))]);
    let path = folder.path().join("a.md");
    fs::write(&path, format!("{idle}\nRain.\n\n{idle}\nTK\n")).unwrap();
    let ran = sayso(folder.path(), &["check", "--changed", "--fix"], b"");
    let mended = idle.replace("<!-- stet -->", "");
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{idle}\nRain.\n\n{mended}\nTK\n"), "{}", ran.out);
    assert!(ran.out.contains("a.md:7:1") && ran.out.contains("1 finding in 1 draft: 1 error\n"), "{}", ran.out);
}

#[test]
fn what_git_cannot_tell_is_said_and_gives_2() {
    let folder = newsroom(&[("a.md", PENDING)]);
    // A folder above the test's own may be under git; this one is a repository of which git knows nothing.
    let told = |args: &[&str]| {
        let ran = sayso(folder.path(), &[&["check"], args].concat(), b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        ran.err
    };
    if folder.path().ancestors().all(|it| !it.join(".git").exists()) {
        assert!(told(&["--changed"]).contains("a.md lies in no git repository"), "{}", told(&["--changed"]));
    }
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path());
    assert!(told(&["--changed=nosuch"]).contains("no revision “nosuch”"));
    assert!(told(&["--changed=--output=x"]).contains("is no revision"));
    assert!(told(&["--changed="]).contains("is no revision"));
    fs::write(folder.path().join(".git/HEAD"), "nonsense\n").unwrap();
    assert!(told(&["--changed"]).contains("not a git repository"), "{}", told(&["--changed"]));
}

#[test]
fn without_git_that_is_said() {
    let folder = repository(&[("a.md", PENDING)]);
    let done = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["check", "--changed"])
        .current_dir(folder.path())
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("no program called git"), "{done:?}");
}
