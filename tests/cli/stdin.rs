//! `--stdin`: a draft that is no file yet, as an editor or a filter hands it over.

use crate::run::*;

const IDLE: &str = "The bridge is closed, Ines Calder said. <!-- stet -->\n";

#[test]
fn settings_and_registries_go_by_the_name() {
    let folder = newsroom(&[
        ("desk/sayso.toml", "[rules]\ntk = \"info\"\n"),
        ("desk/sources.yaml", "references:\n- id: mayor\n  title: Interview\n"),
    ]);
    let text = "The dam held [@mayor].\n\nTK\n";
    let ran = sayso(folder.path(), &["check", "--stdin", "--stdin-filename", "desk/new.md"], text.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("info[tk]") && ran.out.contains("--> desk/new.md:3:1"), "{}", ran.out);
    // Elsewhere the key is not registered, and TK is an error.
    let ran = sayso(folder.path(), &["check", "--stdin", "--stdin-filename", "new.md"], text.as_bytes());
    assert!(ran.code == 1 && ran.out.contains("error[tk]"), "{}", ran.out);
    let ran = sayso(folder.path(), &["check", "--stdin"], text.as_bytes());
    assert!(ran.code == 1 && ran.out.contains("--> <stdin>:3:1"), "{}", ran.out);
}

#[test]
fn a_name_that_is_no_article_is_not_checked() {
    let files = [("sayso.toml", "include = [\"drafts/**\"]\n"), (".gitignore", "old/\n*.bak.md\n!keep.bak.md\n")];
    let folder = newsroom(&files);
    for name in ["notes/a.md", "drafts/old/a.md", "drafts/a.bak.md", "drafts/.hidden/a.md"] {
        let ran = sayso(folder.path(), &["check", "--stdin", "--stdin-filename", name], PENDING.as_bytes());
        assert_eq!(ran.code, 0, "{name}: {}", ran.out);
        assert!(ran.err.contains(name) && ran.err.contains("not an article"), "{name}: {}", ran.err);
        let ran = sayso(folder.path(), &["check", "--stdin", "--fix", "--stdin-filename", name], IDLE.as_bytes());
        assert_eq!((ran.code, ran.out.as_str()), (0, IDLE), "{name}");
    }
    for name in ["drafts/a.md", "drafts/keep.bak.md", "drafts/deep/down/a.md"] {
        let ran = sayso(folder.path(), &["check", "--stdin", "--stdin-filename", name], PENDING.as_bytes());
        assert_eq!(ran.code, 1, "{name}: {}", ran.err);
    }
}

#[test]
fn of_named_files_only_articles_where_that_is_asked_for() {
    let files = [
        ("sayso.toml", "include = [\"drafts/**\"]\n"),
        (".gitignore", "old/\n"),
        ("README.md", PENDING),
        ("drafts/old/a.md", PENDING),
        ("drafts/b.md", PENDING),
    ];
    let named = ["README.md", "drafts/old/a.md", "drafts/b.md"];
    let ran = check(&files, &named);
    assert!(ran.out.contains("3 findings in 3 drafts"), "{}", ran.out);
    let ran = check(&files, &[&["--articles-only"][..], &named].concat());
    assert!(ran.out.contains("1 finding in 1 draft") && ran.out.contains("drafts/b.md"), "{}", ran.out);
}

#[test]
fn fix_prints_the_mended_text_and_tells_of_it_aside() {
    let folder = newsroom(&[]);
    let input = format!("{IDLE}\nTK\n");
    let ran = sayso(folder.path(), &["check", "--stdin", "--stdin-filename", "a.md", "--fix"], input.as_bytes());
    assert_eq!(ran.out, input.replace(" <!-- stet -->", ""));
    assert_eq!(ran.code, 1, "TK is left");
    assert!(ran.err.contains("fixed a.md:1:41") && ran.err.contains("error[tk]"), "{}", ran.err);
    let ran = sayso(folder.path(), &["check", "--stdin", "--stdin-filename", "a.md", "--diff"], input.as_bytes());
    assert!(ran.code == 1 && ran.out.starts_with("--- a/a.md\n+++ b/a.md\n"), "{}", ran.out);
}

#[test]
fn what_is_no_text_is_refused() {
    let folder = newsroom(&[]);
    let ran = sayso(folder.path(), &["check", "--stdin"], b"\xff\xfeO\0");
    assert!(ran.code == 2 && ran.err.contains("<stdin>") && ran.err.contains("UTF-16"), "{}", ran.err);
    for args in [&["check", "--stdin", "a.md"][..], &["check", "--stdin-filename", "a.md"]] {
        assert_eq!(sayso(folder.path(), args, b"").code, 2, "{args:?}");
    }
}
