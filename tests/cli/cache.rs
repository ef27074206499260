//! The cache of a check: the second run reads what the first one found, and is never wrong.

use crate::run::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::TempDir;

/// An archive large enough to be kept: every article has a finding that names it.
fn archive() -> TempDir {
    let folder = newsroom(&[("sources.yaml", "references:\n- id: mayor\n  title: Interview\n")]);
    for i in 0..210 {
        let text = format!("The flood killed {i} people.\n\nIt will rise, the mayor said [@mayr].\n");
        fs::write(folder.path().join(format!("{i:03}.md")), text).unwrap();
    }
    folder
}

/// Entries of the cache and when they were written.
fn entries(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let root = folder.join(CACHE).join("sayso/check");
    let under = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = under(root).flat_map(under);
    files.map(|path| (path.clone(), path.metadata().unwrap().modified().unwrap())).collect()
}

fn checked(folder: &Path) -> Ran {
    sayso(folder, &["check", "--format", "json"], b"")
}

/// What a check finds that takes nothing from the cache.
fn fresh(folder: &Path) -> Ran {
    sayso(folder, &["check", "--format", "json", "--no-cache"], b"")
}

#[test]
fn a_second_run_takes_what_the_first_one_found() {
    let folder = archive();
    let folder = folder.path();
    let expected = fresh(folder);
    assert!(!folder.join(CACHE).exists(), "--no-cache keeps nothing");
    let first = checked(folder);
    let made = entries(folder);
    let second = checked(folder);
    assert_eq!(made.len(), 210);
    assert!(lines(&expected).len() >= 420 && expected.out == first.out && expected.out == second.out);
    assert_eq!(entries(folder), made, "nothing was found anew");
    // A baseline goes by what is kept.
    sayso(folder, &["check", "--write-baseline", "old.jsonl"], b"");
    let ran = sayso(folder, &["check", "--baseline", "old.jsonl"], b"");
    assert!(ran.code == 0 && ran.out.starts_with("No findings in 210 drafts; "), "{}", ran.out);
}

#[test]
fn what_changed_is_found_anew() {
    let folder = archive();
    let folder = folder.path();
    checked(folder);
    let made = entries(folder);
    let changed = |what: &str, number: usize| {
        assert_eq!(checked(folder).out, fresh(folder).out, "{what}");
        let now = entries(folder);
        let anew = now.iter().filter(|(path, when)| made.get(*path) != Some(when)).count();
        assert_eq!(anew, number, "{what}");
    };
    fs::write(folder.join("007.md"), "Nothing, the mayor said.\n").unwrap();
    changed("an article", 1);
    fs::rename(folder.join("008.md"), folder.join("009.md")).unwrap();
    changed("an article in the place of another", 2);
    fs::write(folder.join("sources.yaml"), "references:\n- id: mayr\n  title: Interview\n").unwrap();
    changed("a registry", 209);
    fs::write(folder.join("sayso.toml"), "[rules]\nunattributed-claim = \"error\"\n").unwrap();
    changed("settings", 209);
}

#[test]
fn an_entry_that_is_broken_or_anothers_is_none() {
    let folder = archive();
    let folder = folder.path();
    let expected = checked(folder).out;
    let paths: Vec<PathBuf> = entries(folder).into_keys().collect();
    let other = fs::read(&paths[0]).unwrap();
    for (i, path) in paths.iter().enumerate() {
        let whole = fs::read(path).unwrap();
        let spoilt = match i % 5 {
            0 => Vec::new(),
            1 => whole[..whole.len() / 2].to_vec(),
            2 => other.clone(),
            3 => String::from_utf8(whole).unwrap().replace("Nobody", "Nobody?").into_bytes(),
            _ => b"\xff\0".to_vec(),
        };
        fs::write(path, spoilt).unwrap();
    }
    assert!(checked(folder).out == expected);
    assert!(checked(folder).out == expected);
}

#[test]
fn what_cannot_be_kept_is_found_anew_each_time() {
    let folder = archive();
    let folder = folder.path();
    let article = "---\nbibliography: own.yaml\n---\n\nIt will rise, the mayor said [@own-1].\n";
    fs::write(folder.join("own.md"), article).unwrap();
    fs::write(folder.join("own.yaml"), "references:\n- id: own-1\n  title: Letter\n").unwrap();
    let of_own = |ran: &Ran| lines(ran).iter().filter(|line| line["file"] == "own.md").count();
    assert_eq!(of_own(&checked(folder)), 0);
    fs::write(folder.join("own.yaml"), "references:\n- id: own-2\n  title: Letter\n").unwrap();
    assert_eq!(of_own(&checked(folder)), 1);
    assert_eq!(entries(folder).len(), 210);
    // A folder for the cache that cannot be one costs only time.
    fs::remove_dir_all(folder.join(CACHE)).unwrap();
    fs::write(folder.join(CACHE), "a file").unwrap();
    let ran = checked(folder);
    assert_eq!((ran.err.as_str(), of_own(&ran)), ("", 1));
}
