//! `sayso report` and `sayso clean`, as docs/report.md has them: where they write, in what form, and what they refuse to.

use crate::run::*;
use serde_json::Value;
use std::fs;

const REGISTRY: &str = "references:\n- {id: minutes, title: Minutes of the board, URL: https://example.org/m, custom: {grade: A1}}\n\
    - {id: s1, custom: {confidential: true, identity: Olha Brynza, role: engineer}}\n";
const TAGGED: &str =
    "# Bridge\n\nThe bridge cost 4 million euros [@minutes, p. 3].\n\nIt leaks, @s1 said. <!-- stet -->\n";

#[test]
fn a_report_is_written_where_it_is_asked_for() {
    let folder = newsroom(&[("sources.yaml", REGISTRY), ("a.md", TAGGED), ("b.txt", CLEAN)]);
    assert_eq!(sayso(folder.path(), &["report", "b.txt", "-o", "sheet.html"], b"").code, 0);
    // A sheet is written over.
    let ran = sayso(folder.path(), &["report", "a.md", "b.txt", "-o", "sheet.html"], b"");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", "wrote sheet.html\n"));
    let page = fs::read_to_string(folder.path().join("sheet.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"), "{page}");
    assert!(page.contains("Minutes of the board") && page.contains("Ines Calder"), "{page}");
    // Standard output is what there is without a file, and what - is.
    let printed = sayso(folder.path(), &["report", "a.md", "b.txt", "-o", "-"], b"");
    assert_eq!((printed.code, &printed.out), (0, &page));
    assert_eq!(sayso(folder.path(), &["report", "a.md", "b.txt"], b"").out, page);
}

#[test]
fn a_report_has_the_form_the_file_is_named_for_unless_another_is_asked_for() {
    let folder = newsroom(&[("sources.yaml", REGISTRY), ("a.md", TAGGED)]);
    let written = |args: &[&str], name: &str| {
        let ran = sayso(folder.path(), &[&["report", "a.md", "-o", name], args].concat(), b"");
        assert_eq!(ran.code, 0, "{}", ran.err);
        fs::read_to_string(folder.path().join(name)).unwrap()
    };
    let json: Value = serde_json::from_str(&written(&[], "s.json")).unwrap();
    assert_eq!(json["articles"][0]["paragraphs"][1]["sentences"][0]["standing"], "tagged", "{json}");
    assert_eq!(json["articles"][0]["sources"][0]["grade"], "A1");
    assert!(written(&[], "s.csv").starts_with("\u{feff}article,sentence,"));
    assert!(written(&[], "s.md").starts_with("# Fact-check sheet\n"));
    assert!(written(&["--format", "md"], "s.txt").starts_with("# Fact-check sheet\n"));
    assert!(written(&[], "s.txt").starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_report_names_what_cannot_be_read_and_tells_of_the_rest() {
    let folder = newsroom(&[("a.md", CLEAN)]);
    fs::write(folder.path().join("b.md"), b"One.\nTw\xffo.\n").unwrap();
    let ran = sayso(folder.path(), &["report", "a.md", "b.md", "none.md", "--format", "json"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("b.md: This file is not UTF-8: line 2"), "{}", ran.err);
    assert!(ran.err.contains("none.md: No such file."), "{}", ran.err);
    let sheet: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(sheet["articles"].as_array().map(Vec::len), Some(1));
    // With nothing to tell of, nothing is written.
    let ran = sayso(folder.path(), &["report", "none.md", "-o", "sheet.html"], b"");
    assert!(ran.code == 2 && !folder.path().join("sheet.html").exists(), "{}", ran.err);
    let ran = sayso(folder.path(), &["report", "a.md", "-o", "nowhere/sheet.html"], b"");
    assert!(ran.code == 2 && ran.err.contains("The folder does not exist."), "{}", ran.err);
    assert_eq!(sayso(folder.path(), &["report"], b"").code, 2);
}

#[test]
fn no_article_is_written_over() {
    let folder = newsroom(&[("a.md", TAGGED)]);
    for command in ["report", "clean"] {
        let ran = sayso(folder.path(), &[command, "a.md", "-o", "./a.md"], b"");
        assert!(ran.code == 2 && ran.err.contains("the article itself"), "{command}: {}", ran.err);
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), TAGGED);
    }
}

#[test]
fn a_clean_copy_has_no_tags_or_has_them_as_footnotes() {
    let folder = newsroom(&[("sources.yaml", REGISTRY), ("a.md", TAGGED)]);
    let ran = sayso(folder.path(), &["clean", "a.md"], b"");
    let clean = "# Bridge\n\nThe bridge cost 4 million euros.\n\nIt leaks, engineer said.\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, clean), "{}", ran.err);
    let ran = sayso(folder.path(), &["clean", "--footnotes", "a.md", "-o", "b.md"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let copy = fs::read_to_string(folder.path().join("b.md")).unwrap();
    assert!(copy.contains("euros.[^source-1]\n") && copy.contains("engineer[^source-2] said."), "{copy}");
    assert!(copy.contains("[^source-1]: *Minutes of the board*. <https://example.org/m> (p. 3).\n"), "{copy}");
    assert!(copy.ends_with("- Confidential source, engineer.\n"), "{copy}");
    assert_eq!(sayso(folder.path(), &["clean", "none.md"], b"").code, 2);
}

#[test]
fn a_copy_that_gives_a_confidential_source_away_is_not_printed() {
    let leak = "# Bridge\n\nIt leaks, **Olha**\nBryn\u{ad}za said [@s1].\n";
    let folder = newsroom(&[("sources.yaml", REGISTRY), ("a.md", leak)]);
    for args in [&["clean", "a.md"][..], &["clean", "--footnotes", "a.md"]] {
        let ran = sayso(folder.path(), args, b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert_eq!(ran.err, "sayso: a.md: Line 3 has words that must not appear in copy. Remove them first.\n");
    }
    for format in ["html", "json", "csv", "md"] {
        let ran = sayso(folder.path(), &["report", "a.md", "--format", format], b"");
        assert!(ran.code == 0 && ran.out.contains("withheld") && !ran.out.contains("Bryn"), "{}", ran.out);
    }
}
