//! What the program writes over, and what it refuses to.

use crate::run::*;
use std::fs;
use std::path::Path;

const REGISTRY: &str = "references:\n- {id: minutes, title: Minutes of the board, custom: {text: minutes.txt}}\n";
const SETTINGS: &str = "extends = [\"style.toml\"]\nsources = [\"desk.yaml\"]\nbaseline = \"old.jsonl\"\n[places]\nfiles = [\"towns.yaml\"]\n";
const OWN: &str = "---\nbibliography: own.yaml\n---\n\nThe bridge is closed, Ines Calder said.\n";

/// A newsroom of one file of each kind, and what is none of its own.
fn of_all_kinds() -> Vec<(&'static str, &'static str)> {
    vec![
        ("sayso.toml", SETTINGS),
        ("style.toml", "strictness = \"strict\"\n"),
        ("desk.yaml", REGISTRY),
        ("towns.yaml", "places: []\n"),
        ("minutes.txt", "The board met.\n"),
        ("own.yaml", "- {id: a, title: A}\n"),
        ("a.md", OWN),
        ("b.md", PENDING),
        (".git/config", "[core]\n"),
        ("notes.html", "<p>Ours.</p>\n"),
        ("empty.html", ""),
    ]
}

/// Everything in a folder, hidden files among it.
fn all(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with(CACHE) {
                all.extend(self::all(&path));
            }
        } else {
            all.push((path.display().to_string(), fs::read_to_string(&path).unwrap_or_default()));
        }
    }
    all.sort();
    all
}

#[test]
fn what_the_newsroom_reads_is_never_written_over() {
    let folder = newsroom(&of_all_kinds());
    let path = folder.path();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("desk.yaml", path.join("link.html")).unwrap();
        fs::hard_link(path.join("b.md"), path.join("same.html")).unwrap();
        fs::create_dir(path.join("deep")).unwrap();
        std::os::unix::fs::symlink("..", path.join("deep/up")).unwrap();
    }
    let before = all(path);
    let owned = [
        ("sayso.toml", "this newsroom’s settings"),
        ("style.toml", "this newsroom’s settings"),
        ("desk.yaml", "a registry of this newsroom"),
        ("towns.yaml", "this newsroom’s places"),
        ("minutes.txt", "the stored text of a source"),
        ("own.yaml", "the bibliography of an article"),
        ("b.md", "an article of this newsroom"),
        ("./deep/../b.md", "an article of this newsroom"),
        (".git/config", "a file of git’s own"),
        (".git/hooks", "a file of git’s own"),
        ("new/sayso.toml", "this newsroom’s settings"),
        #[cfg(unix)]
        ("link.html", "a registry of this newsroom"),
        #[cfg(unix)]
        ("same.html", "an article of this newsroom"),
        #[cfg(unix)]
        ("deep/up/b.md", "an article of this newsroom"),
    ];
    fs::create_dir_all(path.join("new")).unwrap();
    for (name, what) in owned {
        let commands: [&[&str]; 6] = [
            &["check", "--write-baseline", name, "a.md"],
            &["check", "--write-baseline", name],
            &["report", "a.md", "-o", name],
            &["report", "a.md", "-o", name, "--force"],
            &["clean", "a.md", "-o", name],
            &["clean", "a.md", "-o", name, "--force"],
        ];
        for command in commands {
            let ran = sayso(path, command, b"");
            assert_eq!(ran.code, 2, "{command:?}: {}", ran.out);
            let whole = command.len() == 3 && what.starts_with("an article");
            let what = if whole { "the article itself" } else { what };
            assert!(ran.err.contains(&format!("This is {what}. The ")), "{command:?}: {}", ran.err);
            assert!(ran.err.contains("Name another file."), "{command:?}: {}", ran.err);
        }
    }
    assert!(all(path) == before, "nothing changed");
}

#[test]
fn what_is_there_is_written_over_only_where_it_is_the_commands_own_or_it_is_forced() {
    let folder = newsroom(&of_all_kinds());
    let path = folder.path();
    let run = |args: &[&str]| sayso(path, args, b"");
    for args in [
        &["check", "--write-baseline", "notes.html", "a.md"][..],
        &["report", "a.md", "-o", "notes.html"],
        &["clean", "a.md", "-o", "notes.html"],
    ] {
        let ran = run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.out);
        assert!(ran.err.starts_with("sayso: notes.html: This file already exists and is not a "), "{}", ran.err);
        assert_eq!(ran.err.contains("--force"), args[0] != "check", "{}", ran.err);
        assert_eq!(fs::read_to_string(path.join("notes.html")).unwrap(), "<p>Ours.</p>\n");
    }
    // An empty file has nothing to lose; a sheet takes another's place, of whatever form.
    for name in ["empty.html", "empty.html", "new.md", "new.md"] {
        for format in ["html", "json", "csv", "md"] {
            let ran = run(&["report", "a.md", "-o", name, "--format", format]);
            assert_eq!(ran.code, 0, "{name} {format}: {}", ran.err);
        }
    }
    let sheet = fs::read_to_string(path.join("new.md")).unwrap();
    assert_eq!(run(&["clean", "a.md", "-o", "new.md"]).code, 2);
    assert_eq!(fs::read_to_string(path.join("new.md")).unwrap(), sheet);
    assert_eq!(run(&["report", "a.md", "-o", "notes.html", "--force"]).code, 0);
    assert_eq!(run(&["clean", "a.md", "-o", "notes.html", "--force"]).code, 0);
    assert_eq!(fs::read_to_string(path.join("notes.html")).unwrap(), OWN);
    // A baseline takes a baseline's place and no other; the one that settings name, too.
    for _ in 0..2 {
        for name in ["old.jsonl", "other.txt"] {
            let ran = run(&["check", "--write-baseline", name]);
            assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        }
    }
    assert_eq!(run(&["check", "--write-baseline", "empty.html"]).code, 2, "a sheet is no baseline");
    assert_eq!(run(&["report", "a.md", "-o", "old.jsonl", "--force"]).code, 2);
    assert!(fs::read_to_string(path.join("old.jsonl")).unwrap().starts_with("{\"sayso-baseline\""));
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_written_to() {
    let folder = newsroom(&[("a.md", CLEAN)]);
    let path = folder.path();
    assert_eq!(sayso(path, &["report", "a.md", "-o", "/dev/null"], b"").code, 0);
    assert_eq!(sayso(path, &["check", "--write-baseline", "/dev/null"], b"").code, 0);
    let ran = sayso(path, &["clean", "a.md", "-o", "/dev/stdout"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, CLEAN), "{}", ran.err);
    let pipe = path.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for args in [&["clean", "a.md", "-o", "pipe"][..], &["check", "--write-baseline", "pipe", "a.md"]] {
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        assert_eq!(sayso(path, args, b"").code, 0);
        assert!(!reader.join().unwrap().is_empty());
    }
    // What a shell appends to is not emptied.
    let log = path.join("log.txt");
    fs::write(&log, "Before.\n").unwrap();
    let file = fs::OpenOptions::new().append(true).open(&log).unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["clean", "a.md", "-o", "/dev/stdout"])
        .current_dir(path)
        .stdout(file)
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(fs::read_to_string(&log).unwrap(), format!("Before.\n{CLEAN}"));
}

#[test]
fn a_fix_writes_to_drafts_and_to_no_other_file_of_the_newsroom() {
    let text = "references: [] # [stet]\n";
    let folder = newsroom(&[("sources.yaml", text), ("a.md", CLEAN)]);
    let ran = sayso(folder.path(), &["check", "--fix", "sources.yaml"], b"");
    assert_eq!(fs::read_to_string(folder.path().join("sources.yaml")).unwrap(), text);
    assert!(ran.code == 2 && ran.err.contains("a registry of this newsroom, not a draft"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_fix_that_settles_nothing_is_left_to_a_person_and_the_others_are_made() {
    let house = "[[terms]]\ninstead-of = [\"big\"]\nwrite = [\"large\"]\n[[terms]]\ninstead-of = [\"large\"]\nwrite = [\"big\"]\n";
    let text = "The big bridge is closed, Ines Calder said. <!-- stet tk -->\n\nIt is shut, she said. <!-- stet -->\n";
    let folder = newsroom(&[("sayso.toml", house), ("a.md", text)]);
    let ran = sayso(folder.path(), &["check", "--fix=all"], b"");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), text.replace("said. <!-- stet -->", "said."));
    assert!(ran.out.contains("left a.md:1:5 [house-term] Write “large”: the finding would remain\n"), "{}", ran.out);
    assert!(ran.out.contains("1 fix made in 1 draft, 1 left to you. "), "{}", ran.out);
    let again = sayso(folder.path(), &["check", "--fix=all"], b"");
    assert!(again.out.contains("1 fix left to you. ") && !again.out.contains("--fix"), "{}", again.out);
    let diff = sayso(folder.path(), &["check", "--diff", "--fix=all"], b"");
    assert!(diff.out.is_empty() && diff.err.contains("left a.md:1:5"), "{}{}", diff.out, diff.err);
}

#[test]
fn names_of_places_do_not_grow() {
    let text = "Judges in The Hague ruled on Monday, the court said. A fire in ’s-Hertogenbosch hurt three, it said.\n";
    let folder = newsroom(&[("a.md", text)]);
    sayso(folder.path(), &["check", "--fix=all"], b"");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), text);
}

#[test]
fn what_a_killed_run_left_is_tidied_by_the_next_that_writes() {
    let files = [
        ("a.md", "It rained. <!-- stet -->\n"),
        ("deep/b.md", CLEAN),
        ("deep/.sayso-Ab1Cd2Ef3Gh4.tmp", "half a dra"),
        (".sayso-Ab1Cd2Ef3Gh4.tmp", "half a dra"),
        (".sayso-notes", "mine"),
        ("out/.sayso-Ab1Cd2Ef3Gh4.tmp", "half a base"),
    ];
    let folder = newsroom(&files);
    let there = |name: &str| folder.path().join(name).exists();
    sayso(folder.path(), &["check"], b"");
    assert!(there(files[2].0) && there(files[3].0), "a check that writes nothing deletes nothing");
    sayso(folder.path(), &["check", "--fix"], b"");
    assert!(!there(files[2].0) && !there(files[3].0) && there(".sayso-notes") && there(files[5].0));
    sayso(folder.path(), &["check", "--write-baseline", "out/old.jsonl"], b"");
    assert!(!there(files[5].0));
}
