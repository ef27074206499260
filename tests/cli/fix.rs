//! `--fix` and `--diff`: what is written, what is kept, and what is told of it.

use crate::run::*;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A draft with a directive that does nothing, which is taken out without asking, and a tag that is nearly right, which is not.
const IDLE: &str =
    "The bridge is closed, Ines Calder said. <!-- stet -->\n\nIt opens in May, she said [@calder-0412].\n";
const SOURCES: &str = "references:\n- id: calder-0421\n  title: Interview with the mayor\n";

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn fix_applies_only_what_needs_no_second_look() {
    let folder = newsroom(&[("a.md", IDLE), ("sources.yaml", SOURCES)]);
    let ran = sayso(folder.path(), &["check", "--fix"], b"");
    assert_eq!(read(folder.path(), "a.md"), IDLE.replace(" <!-- stet -->", ""), "{}", ran.out);
    assert!(ran.out.contains("fixed a.md:1:41 [unused-directive] Remove it\n"), "{}", ran.out);
    assert_eq!(ran.code, 1, "the tag is still wrong: {}", ran.out);
    assert!(
        ran.out.contains("1 fix made in 1 draft. 1 finding in 1 draft: 1 error; --fix=all fixes 1\n"),
        "{}",
        ran.out
    );
}

#[test]
fn fix_all_takes_the_first_remedy_of_each_finding() {
    let folder = newsroom(&[("a.md", IDLE), ("sources.yaml", SOURCES), ("b.md", CLEAN)]);
    let ran = sayso(folder.path(), &["check", "--fix=all"], b"");
    assert_eq!(read(folder.path(), "a.md"), IDLE.replace(" <!-- stet -->", "").replace("0412", "0421"));
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.ends_with("2 fixes made in 1 draft. No findings in 2 drafts\n"), "{}", ran.out);
    let again = sayso(folder.path(), &["check", "--fix=all"], b"");
    assert_eq!((again.code, again.out.as_str()), (0, "No findings in 2 drafts\n"));
}

#[test]
fn a_check_says_what_could_be_mended() {
    let ran = check(&[("a.md", IDLE), ("sources.yaml", SOURCES)], &[]);
    assert!(
        ran.out.contains("2 findings in 1 draft: 1 error, 1 warning; --fix fixes 1, --fix=all fixes 2\n"),
        "{}",
        ran.out
    );
}

#[test]
fn diff_changes_nothing_and_git_can_apply_it() {
    let long = format!("{}{IDLE}{}", "A line.\r\n".repeat(30), "Another line.\r\n".repeat(30));
    let no_end = IDLE.trim_end().replace('\n', "\r\n");
    let folder = newsroom(&[("a b.md", IDLE), ("c.md", &long), ("d.md", &no_end), ("e.md", CLEAN)]);
    let ran = sayso(folder.path(), &["check", "--diff"], b"");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(read(folder.path(), "a b.md"), IDLE);
    let first =
        "--- a/a b.md\n+++ b/a b.md\n@@ -1,3 +1,3 @@\n-The bridge is closed, Ines Calder said. <!-- stet -->\n+The";
    assert!(ran.out.starts_with(first), "{}", ran.out);
    let patch = folder.path().join("p");
    fs::write(&patch, &ran.out).unwrap();
    let git = Command::new("git").args(["apply", "-p1", "p"]).current_dir(folder.path()).output().unwrap();
    assert!(git.status.success(), "{}\n{}", String::from_utf8_lossy(&git.stderr), ran.out);
    for (name, before) in [("a b.md", IDLE), ("c.md", &long), ("d.md", &no_end)] {
        assert_eq!(read(folder.path(), name), before.replace(" <!-- stet -->", ""), "{name}");
    }
    let ran = sayso(folder.path(), &["check", "--diff"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
}

#[test]
fn endings_marks_permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let text = format!("\u{feff}{}", IDLE.replace('\n', "\r\n"));
    let folder = newsroom(&[("a.md", &text), ("elsewhere/b.text", IDLE)]);
    symlink("elsewhere/b.text", folder.path().join("b.md")).unwrap();
    fs::set_permissions(folder.path().join("a.md"), fs::Permissions::from_mode(0o640)).unwrap();
    let ran = sayso(folder.path(), &["check", "--fix"], b"");
    assert_eq!(read(folder.path(), "a.md"), text.replace(" <!-- stet -->", ""), "{}", ran.out);
    assert_eq!(folder.path().join("a.md").metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert!(folder.path().join("b.md").is_symlink());
    assert!(!read(folder.path(), "elsewhere/b.text").contains("stet"));
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().starts_with(".sayso")), "nothing is left lying about");
}

#[test]
fn a_byte_order_mark_is_no_column_and_stays_in_the_file() {
    let text = format!("\u{feff}{IDLE}");
    let plain = check(&[("a.md", IDLE)], &["--format", "json"]).out;
    let folder = newsroom(&[("a.md", &text)]);
    for format in ["json", "sarif", "github", "junit", "checkstyle", "text"] {
        let marked = sayso(folder.path(), &["check", "--no-cache", "--format", format], b"");
        assert_eq!(marked.out, check(&[("a.md", IDLE)], &["--format", format]).out, "places are counted without it");
    }
    let ran = sayso(folder.path(), &["explain", "--sentence", "a.md:1:1"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    // What a program is handed on a pipe is a file as well.
    let typed = ["check", "--stdin", "--stdin-filename", "a.md", "--format", "json"];
    assert_eq!(sayso(folder.path(), &typed, text.as_bytes()).out, plain);
    let typed = ["check", "--stdin", "--stdin-filename", "a.md", "--fix"];
    let mended = text.replace(" <!-- stet -->", "");
    assert_eq!(sayso(folder.path(), &typed, text.as_bytes()).out, mended);
    let patch = sayso(folder.path(), &["check", "--diff"], b"").out;
    assert!(patch.contains("\n-\u{feff}The bridge") && patch.contains("\n+\u{feff}The bridge"), "{patch}");
    fs::write(folder.path().join("p"), &patch).unwrap();
    let git = Command::new("git").args(["apply", "-p1", "p"]).current_dir(folder.path()).output().unwrap();
    assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
    assert_eq!(read(folder.path(), "a.md"), mended);
    fs::write(folder.path().join("a.md"), &text).unwrap();
    sayso(folder.path(), &["check", "--fix"], b"");
    assert_eq!(read(folder.path(), "a.md"), mended);
}

#[test]
fn a_protected_file_is_left_as_it_is_and_the_others_are_mended() {
    use std::os::unix::fs::PermissionsExt;
    let folder = newsroom(&[("a.md", IDLE), ("b.md", IDLE)]);
    fs::set_permissions(folder.path().join("a.md"), fs::Permissions::from_mode(0o444)).unwrap();
    let ran = sayso(folder.path(), &["check", "--fix"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("write-protected") && ran.err.contains("--> a.md"), "{}", ran.err);
    assert!(ran.out.contains("1 fix made in 1 draft.") && ran.out.contains("1 could not be written"), "{}", ran.out);
    assert!(ran.out.contains("a.md:1:41"), "what is left is told: {}", ran.out);
    assert_eq!((read(folder.path(), "a.md").as_str(), read(folder.path(), "b.md").contains("stet")), (IDLE, false));
}

#[test]
fn programs_read_findings_on_one_stream_and_people_fixes_on_the_other() {
    let folder = newsroom(&[("a.md", IDLE), ("sources.yaml", SOURCES)]);
    let ran = sayso(folder.path(), &["check", "--fix", "--format", "json"], b"");
    assert_eq!(lines(&ran).len(), 1, "{}", ran.out);
    assert!(ran.err.contains("fixed a.md:1:41") && ran.err.contains("1 fix made in 1 draft"), "{}", ran.err);
}
