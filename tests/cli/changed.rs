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
    let mended = idle.replace(" <!-- stet -->", "");
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
        assert!(told(&["--changed"]).contains("a.md is not in a git repository"), "{}", told(&["--changed"]));
    }
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path());
    assert!(told(&["--changed=nosuch"]).contains("no revision “nosuch”"));
    assert!(told(&["--changed=--output=x"]).contains("is not a revision"));
    assert!(told(&["--changed="]).contains("is not a revision"));
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
    assert!(String::from_utf8_lossy(&done.stderr).contains("--changed needs git"), "{done:?}");
}

/// Has `folder` be a repository whose configuration, hooks and attributes name a program wherever git lets them, with a change to tell of.
/// Each would write a file of its own into the folder "pwned" beside it.
#[cfg(unix)]
fn hostile(folder: &Path) -> TempDir {
    use std::os::unix::fs::PermissionsExt;
    let pwned = tempfile::tempdir().unwrap();
    let script = |path: &Path, what: &str, then: &str| {
        fs::write(path, format!("#!/bin/sh\ntouch '{}/{what}'\n{then}\n", pwned.path().display())).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    let program = |what: &str, then: &str| {
        let path = folder.join(".git").join(format!("run-{what}"));
        script(&path, what, then);
        path.display().to_string()
    };
    let set = |name: &str, value: &str| git(folder, &["config", "--add", name, value]);
    let hooks = folder.join(".git/foreign-hooks");
    fs::create_dir(&hooks).unwrap();
    for hook in ["post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction", "post-checkout"] {
        script(&hooks.join(hook), &format!("hook-{hook}"), "");
    }
    set("core.hooksPath", &hooks.display().to_string());
    let attributes = folder.join(".git/foreign-attributes");
    fs::write(&attributes, "*.txt filter=evil diff=evil\n").unwrap();
    set("core.attributesFile", &attributes.display().to_string());
    fs::write(folder.join(".gitattributes"), "*.md filter=evil diff=evil text=auto\n").unwrap();
    for (name, then) in [
        ("filter.evil.clean", "cat"),
        ("filter.evil.smudge", "cat"),
        ("diff.external", ""),
        ("diff.evil.command", ""),
        ("diff.evil.textconv", "cat $1"),
        ("core.pager", "cat"),
        ("pager.ls-tree", "cat"),
        ("pager.ls-files", "cat"),
        ("pager.rev-parse", "cat"),
        ("pager.cat-file", "cat"),
        ("pager.diff-index", "cat"),
        ("core.editor", ""),
        ("core.askPass", ""),
        ("core.sshCommand", "exit 1"),
        ("core.gitProxy", "exit 1"),
        ("core.alternateRefsCommand", ""),
        ("credential.helper", "exit 1"),
        ("gpg.program", "exit 1"),
        ("uploadpack.packObjectsHook", "exit 1"),
        ("remote.origin.uploadpack", "exit 1"),
        ("sequence.editor", ""),
        ("interactive.diffFilter", "cat"),
    ] {
        set(name, &program(&name.replace('.', "-"), then));
    }
    set("filter.evil.process", &program("filter-process", "exit 1"));
    for command in ["rev-parse", "ls-files", "ls-tree", "cat-file", "diff-index"] {
        set(&format!("alias.{command}"), &format!("!{}", program("alias", "")));
    }
    set("log.showSignature", "true");
    set("diff.submodule", "log");
    set("submodule.recurse", "true");
    set("core.fsmonitor", &program("fsmonitor", "exit 1"));
    let included = folder.join(".git/included");
    fs::write(&included, format!("[core]\n\tfsmonitor = {}\n", program("included", "exit 1"))).unwrap();
    set("include.path", &included.display().to_string());
    set("includeIf.gitdir:**.path", &included.display().to_string());
    pwned
}

/// What has been run of all that could.
#[cfg(unix)]
fn run_of(pwned: &TempDir) -> Vec<String> {
    let mut run: Vec<String> =
        fs::read_dir(pwned.path()).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    run.sort();
    run
}

#[cfg(unix)]
#[test]
fn nothing_a_repository_names_is_run() {
    let folder = repository(&[("a.md", "TK\n\nOne.\n"), ("b.txt", PENDING), ("c.md", PENDING)]);
    let folder = folder.path();
    git(folder, &["update-index", "--fsmonitor"]);
    let pwned = hostile(folder);
    fs::write(folder.join("a.md"), "TK\n\nOne.\n\nTK\n").unwrap();
    // Touched and not changed, so that git would look.
    fs::write(folder.join("b.txt"), PENDING).unwrap();
    let told = told(folder, &["--changed"]);
    assert_eq!((told, run_of(&pwned)), (vec![("a.md".to_owned(), 5)], Vec::<String>::new()));
}

#[cfg(unix)]
#[test]
fn what_was_left_on_a_server_is_not_fetched() {
    let folder = repository(&[("a.md", "TK\n\nOne.\n"), ("c.md", PENDING)]);
    let folder = folder.path();
    let pwned = hostile(folder);
    for (name, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("protocol.allow", "always"),
        ("protocol.ext.allow", "always"),
    ] {
        git(folder, &["config", "--replace-all", name, value]);
    }
    let blob = Command::new("git").args(["-C", folder.to_str().unwrap(), "rev-parse", "HEAD:a.md"]).output().unwrap();
    let blob = String::from_utf8(blob.stdout).unwrap();
    fs::remove_file(folder.join(".git/objects").join(&blob[..2]).join(blob[2..].trim())).unwrap();
    for url in [
        "ssh://example.invalid/a",
        &format!("ext::sh -c touch% {}/ext", pwned.path().display()),
        "git://example.invalid/a",
    ] {
        git(folder, &["config", "--replace-all", "remote.origin.url", url]);
        // What it was cannot be known, so it is told of whole.
        assert_eq!(
            (told(folder, &["--changed"]), run_of(&pwned)),
            (vec![("a.md".to_owned(), 1)], Vec::<String>::new())
        );
    }
}

#[cfg(unix)]
#[test]
fn a_work_tree_that_is_elsewhere_hides_nothing() {
    let folder = repository(&[("a.md", "TK\n")]);
    let elsewhere = newsroom(&[("a.md", "TK\n")]);
    git(folder.path(), &["config", "core.worktree", elsewhere.path().to_str().unwrap()]);
    fs::write(folder.path().join("a.md"), "TK\n\nTK\n").unwrap();
    let ran = sayso(folder.path(), &["check", "--changed", "--format", "json"], b"");
    assert!(ran.code == 2 || lines(&ran).iter().any(|it| it["line"] == 3), "{}{}", ran.out, ran.err);
}

#[cfg(unix)]
#[test]
fn git_is_never_taken_from_where_one_stands() {
    use std::os::unix::fs::PermissionsExt;
    let folder = repository(&[("a.md", "TK\n")]);
    let own = folder.path().join("git");
    fs::write(&own, "#!/bin/sh\ntouch pwned\nexit 1\n").unwrap();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
    for path in [".", "", "./", "sub/..", ":"] {
        let usual = std::env::var("PATH").unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(["check", "--changed"])
            .current_dir(folder.path())
            .env("PATH", format!("{path}:{usual}"))
            .output()
            .unwrap();
        assert!(done.status.code() == Some(0) && !folder.path().join("pwned").exists(), "{path}: {done:?}");
    }
}

#[test]
fn line_ends_that_git_changes_on_the_way_are_no_change() {
    let folder = repository(&[("a.md", "TK\n\nOne.\n"), (".gitattributes", "* text=auto\n")]);
    let folder = folder.path();
    fs::write(folder.join("a.md"), "TK\r\n\r\nOne.\r\n\r\nTK\r\n").unwrap();
    assert_eq!(told(folder, &["--changed"]), [("a.md".to_owned(), 5)]);
    git(folder, &["config", "core.autocrlf", "true"]);
    assert_eq!(told(folder, &["--changed"]), [("a.md".to_owned(), 5)]);
    // Nor is a byte-order mark.
    fs::write(folder.join("a.md"), "\u{feff}TK\r\n\r\nOne.\r\n").unwrap();
    assert_eq!(told(folder, &["--changed"]), []);
    commit(folder);
    assert_eq!(told(folder, &["--changed"]), []);
}

#[test]
fn a_file_that_cannot_be_read_and_did_not_change_is_no_news() {
    let folder = repository(&[("a.md", "One.\n"), ("b.txt", "a\0b")]);
    let ran = sayso(folder.path(), &["check", "--changed"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    fs::write(folder.path().join("b.txt"), "a\0bc").unwrap();
    let ran = sayso(folder.path(), &["check", "--changed"], b"");
    assert!(ran.code == 2 && ran.err.contains("b.txt"), "{}", ran.err);
}

#[test]
fn an_index_is_left_as_it_is() {
    let folder = repository(&[("a.md", "TK\n")]);
    let index = folder.path().join(".git/index");
    let before = fs::read(&index).unwrap();
    fs::write(folder.path().join("a.md"), "TK\n").unwrap();
    assert_eq!(told(folder.path(), &["--changed"]), []);
    assert_eq!(fs::read(&index).unwrap(), before);
}
