//! What a hostile or unlucky folder can name: pipes, devices, files without end, files that are none of its own, lists without end.

use crate::run::*;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs the program in no more than 4 GB of memory and no longer than a minute, which is long even for a build without optimising on a
/// machine that has much else to do.
fn bounded(folder: &Path, args: &[&str]) -> Ran {
    let logs = tempfile::tempdir().unwrap();
    let (out, err) = (logs.path().join("out"), logs.path().join("err"));
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -v 4000000 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_sayso")])
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env("XDG_CACHE_HOME", folder.canonicalize().unwrap().join(CACHE))
        .stdin(Stdio::null())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().expect("the program ended by itself");
        }
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{args:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    Ran { code, out: fs::read_to_string(out).unwrap(), err: fs::read_to_string(err).unwrap() }
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Files that never end or are nobody's to read: a pipe, devices, links to them, a file of three gigabytes that takes no room.
const ENDLESS: [&str; 7] = ["pipe", "zero", "to-pipe", "huge", "/dev/zero", "/dev/tty", "/proc/self/environ"];

fn lay_out_endless(folder: &Path) {
    pipe(&folder.join("pipe"));
    symlink("pipe", folder.join("to-pipe")).unwrap();
    symlink("/dev/zero", folder.join("zero")).unwrap();
    File::create(folder.join("huge")).unwrap().set_len(3 << 30).unwrap();
}

/// So many drafts that a check keeps what it finds, and names its files to itself once more.
fn archive(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = newsroom(files);
    for i in 0..200 {
        fs::write(folder.path().join(format!("{i:03}.md")), CLEAN).unwrap();
    }
    folder
}

#[test]
fn what_never_ends_is_named_and_not_waited_for() {
    let list = format!("{ENDLESS:?}");
    let registry: String = ENDLESS
        .iter()
        .enumerate()
        .map(|(i, name)| format!("- {{id: s{i}, title: A, custom: {{text: {name}}}}}\n"))
        .collect();
    let files = [
        (
            "sayso.toml",
            format!("extends = {list}\nsources = [\"sources.yaml\", {}\n[places]\nfiles = {list}\n", &list[1..]),
        ),
        ("sources.yaml", registry),
        (
            "a.md",
            format!("---\nbibliography: {list}\n---\n\nThe dam held, Ines Calder said [@s0; @s1; @s2; @s3; @s4].\n"),
        ),
    ];
    let folder = archive(&files.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>());
    lay_out_endless(folder.path());
    for format in ["text", "json"] {
        let ran = bounded(folder.path(), &["check", ".", "--format", format]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        for why in ["not a regular file", "larger than 10 MB", "a system file"] {
            assert!(ran.out.matches(why).count() >= 4, "{why}: {}", ran.out);
        }
        assert!(!ran.out.contains("XDG_CACHE"), "{}", ran.out);
    }
    assert_eq!(bounded(folder.path(), &["report", "-o", "sheet.html", "."]).code, 0);
    assert_eq!(bounded(folder.path(), &["places", "a.md"]).code, 0);
}

#[test]
fn what_marks_a_newsroom_may_be_a_pipe() {
    for name in ["sayso.toml", "sources.yaml", "places.yaml", ".gitignore", ".ignore"] {
        let folder = archive(&[("deep/sayso.toml", ""), ("deep/a.md", CLEAN)]);
        pipe(&folder.path().join(name));
        symlink("/dev/zero", folder.path().join("deep").join(name)).unwrap_or_default();
        bounded(folder.path(), &["check", "."]);
        bounded(folder.path(), &["check", "deep/a.md", "--articles-only"]);
    }
}

#[test]
fn a_baseline_that_never_ends_is_refused() {
    for name in ENDLESS {
        let folder = newsroom(&[("sayso.toml", &format!("baseline = {name:?}\n")), ("a.md", CLEAN)]);
        lay_out_endless(folder.path());
        for args in [&["check"][..], &["check", "--baseline", name]] {
            let ran = bounded(folder.path(), args);
            assert!(ran.code == 2 && ran.err.contains("baseline"), "{name} {args:?}: {} {}", ran.out, ran.err);
            assert!(!ran.err.contains("PATH="), "{}", ran.err);
        }
    }
}

#[test]
fn a_cache_entry_that_is_a_pipe_is_no_entry() {
    let folder = archive(&[]);
    let first = bounded(folder.path(), &["check", "."]);
    let under = |folder: &Path| fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let entry = under(&under(&folder.path().join(CACHE).join("sayso/check")));
    fs::remove_file(&entry).unwrap();
    pipe(&entry);
    assert_eq!(bounded(folder.path(), &["check", "."]).out, first.out);
}

/// A folder beside which there is a secret, and the secret's words.
fn beside_a_secret() -> (tempfile::TempDir, [&'static str; 3]) {
    let passwords = "root:x:0:0:Osbert:/root:/bin/sh\nquill: hunter2\n- token: featherweight\n";
    let folder = newsroom(&[("out/passwd", passwords), ("out/d.md", PENDING), ("in/a.md", CLEAN)]);
    (folder, ["Osbert", "hunter2", "featherweight"])
}

#[test]
fn nothing_is_told_of_a_file_outside_that_is_not_what_it_was_named_as() {
    let (folder, secrets) = beside_a_secret();
    let inside = folder.path().join("in");
    let whole = folder.path().join("out/passwd");
    symlink("../out/passwd", inside.join("link.yaml")).unwrap();
    for name in ["../out/passwd", whole.to_str().unwrap(), "link.yaml"] {
        let quoted = "“It said featherwight and hunter3,” Ines Calder said [@s1].";
        let draft = format!("---\nbibliography: {name}\n---\n\nThe dam held, Ines Calder said [@s1].\n\n{quoted}\n");
        fs::write(inside.join("a.md"), draft).unwrap();
        fs::write(inside.join("own.yaml"), format!("- {{id: s1, title: A, custom: {{text: {name:?}}}}}\n")).unwrap();
        for settings in [
            format!("sources = [{name:?}, \"own.yaml\"]\n[places]\nfiles = [{name:?}]\n"),
            format!("extends = [{name:?}]\n"),
            format!("baseline = {name:?}\n"),
            "sources = [\"own.yaml\"]\n".to_owned(),
        ] {
            fs::write(inside.join("sayso.toml"), settings).unwrap();
            for format in ["text", "json", "sarif", "github", "junit", "checkstyle"] {
                let ran = bounded(&inside, &["check", "--hints", "--format", format]);
                assert!(ran.code > 0, "{}", ran.out);
                for secret in secrets {
                    assert!(!(ran.out.clone() + &ran.err).contains(secret), "{name} {format}: {}{}", ran.out, ran.err);
                }
            }
        }
    }
}

#[test]
fn a_registry_beside_the_newsroom_is_read_and_its_mistakes_are_told_without_its_lines() {
    let registry = "- id: mayor\n  title: Interview\n  custom: {grade: Z9, speaker: Olha Brynza}\n";
    let folder = newsroom(&[
        ("shared.yaml", registry),
        ("in/sayso.toml", "sources = [\"../shared.yaml\"]\n"),
        ("in/a.md", "The dam held, she said [@mayor].\n"),
    ]);
    let ran = bounded(&folder.path().join("in"), &["check"]);
    assert!(ran.out.contains("Admiralty") && ran.out.contains("shared.yaml:3"), "{}", ran.out);
    assert!(!ran.out.contains("unknown-source-tag") && !ran.out.contains("Brynza"), "{}", ran.out);
}

#[test]
fn what_git_keeps_to_itself_is_no_registry() {
    let folder = newsroom(&[
        (".git/config", "[http]\n\textraheader = AUTHORIZATION: basic c2VjcmV0\n"),
        ("sayso.toml", "sources = [\".git/config\"]\nextends = [\".git/config\"]\n"),
        ("a.md", CLEAN),
    ]);
    let ran = bounded(folder.path(), &["check"]);
    assert!(ran.out.contains("git’s internal files") && !ran.out.contains("c2VjcmV0"), "{}", ran.out);
}

#[test]
fn no_other_machine_is_asked() {
    let folder = newsroom(&[
        ("sayso.toml", "sources = ['//host.invalid/share/x.yaml', 'link.yaml']\nbaseline = '\\\\host.invalid\\x'\n"),
        ("sources.yaml", "- {id: s1, title: A, custom: {text: //host.invalid/share/t.txt}}\n"),
        (
            "a.md",
            "---\nbibliography: [//host.invalid/share/x, sources.yaml]\n---\n\nThe dam held, Ines Calder said [@s1].\n",
        ),
    ]);
    symlink("//host.invalid/share/x", folder.path().join("link.yaml")).unwrap();
    symlink("//host.invalid/share/x", folder.path().join("b.md")).unwrap();
    let ran = bounded(folder.path(), &["check"]);
    assert_eq!(ran.out.matches("points to another machine").count(), 5, "{}", ran.out);
    assert!(!ran.out.contains("No such"), "nobody looked: {}", ran.out);
    assert!(ran.code == 1 && ran.err.contains("b.md: This link points outside"), "{}", ran.err);
}

#[test]
fn a_check_stays_in_the_folder_it_was_given() {
    let (folder, secrets) = beside_a_secret();
    let inside = folder.path().join("in");
    let draft = "The dam held, Ines Calder said.<!-- stet tk: none -->\n";
    fs::write(folder.path().join("out/d.md"), draft).unwrap();
    for (link, target) in
        [("d.md", "../out/d.md"), ("passwd.md", "../out/passwd"), ("out", "../out"), ("usr", "/usr"), ("root", "/")]
    {
        symlink(target, inside.join(link)).unwrap();
    }
    for (link, target) in [("here", "."), ("up", ".."), ("b.md", "a.md"), ("made.html", "../out/d.md")] {
        symlink(target, inside.join(link)).unwrap();
    }
    let ran = bounded(&inside, &["check", "--fix", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "No findings in 1 draft\n"), "{}", ran.err);
    assert_eq!(fs::read_to_string(folder.path().join("out/d.md")).unwrap(), draft, "left as it was");
    let told: Vec<&str> =
        ran.err.lines().map(|line| line.split(": This link points outside").next().unwrap()).collect();
    assert_eq!(told, ["sayso: d.md", "sayso: out", "sayso: passwd.md", "sayso: root", "sayso: up", "sayso: usr"]);
    assert!(secrets.iter().all(|secret| !ran.err.contains(secret)), "{}", ran.err);
    // What is named is followed, and what lies in another folder that is named is no way out.
    let ran = bounded(&inside, &["check", "d.md", "."]);
    assert!(ran.code == 1 && ran.out.contains("2 drafts"), "{}", ran.out);
    let ran = bounded(&inside, &["check", ".", "../out"]);
    assert!(!ran.err.contains("d.md") && ran.err.contains("usr"), "{}", ran.err);
    // The sheet looks for articles in the same way.
    let ran = bounded(&inside, &["report", "--format", "json", "."]);
    assert!(
        ran.code == 0 && !ran.out.contains("hunter2") && ran.err.contains("d.md: This link points outside"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_ignored_is_no_way_out_either() {
    let (folder, _) = beside_a_secret();
    let inside = folder.path().join("in");
    symlink("../out", inside.join("cache")).unwrap();
    fs::write(inside.join(".gitignore"), "cache\n").unwrap();
    let ran = bounded(&inside, &["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn lists_without_end_are_cut_where_their_limit_is_passed() {
    let patterns: String =
        (0..3000).map(|i| format!("[[patterns]]\nfind = '(\\w{{{}}}){{9}}'\n", i % 90 + 1)).collect();
    let globs: String = (0..100_000).map(|i| format!("\"**/*a*b*c*d*e*f{i}*\",")).collect();
    let overrides: String =
        (0..20_000).map(|i| format!("[[overrides]]\nfiles = [\"**/*a*b*c{i}*\"]\nstrictness = \"strict\"\n")).collect();
    for (settings, limit) in [
        (patterns, "32 MB of patterns"),
        (format!("exclude = [{globs}]\n"), "1000 file patterns"),
        (overrides, "200 overrides"),
    ] {
        let folder = newsroom(&[("sayso.toml", &settings), ("a.md", CLEAN)]);
        let ran = bounded(folder.path(), &["check"]);
        assert!(ran.code == 1 && ran.out.contains("Too many: the limit is "), "{:.3000}", ran.out);
        assert!(ran.out.contains(limit) && ran.out.contains("are ignored"), "{limit}: {:.3000}", ran.out);
    }
    // And those of .gitignore, which nobody reports to an editor.
    let ignored: String = (0..100_000).map(|i| format!("*a*b*c*d*e*f{i}*\n")).collect();
    let folder = newsroom(&[(".gitignore", &ignored), ("a.md", CLEAN)]);
    let ran = bounded(folder.path(), &["check"]);
    assert!(ran.err.contains(".gitignore") && ran.err.contains("2000 lines"), "{}", ran.err);
}
