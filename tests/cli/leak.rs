//! What no command, no file it writes and no line of its log may tell: who a confidential source is.

use crate::folder::folder;
use crate::run::{Ran, sayso};
use crate::secrets::{ARTICLE, Form, assert_none, forms};
use std::path::Path;

/// Every way to have a word out of the program.
const ASKED: &[&[&str]] = &[
    &["check", "--hints"],
    &["check", "--hints", "--no-cache"],
    &["check", "--no-cache", "--timings"],
    &["check", "--format", "json"],
    &["check", "--format", "sarif"],
    &["check", "--format", "github"],
    &["check", "--format", "junit"],
    &["check", "--format", "checkstyle"],
    &["check", "--stets"],
    &["check", "--stets", "--format", "json"],
    &["check", "--fix=all", "--diff"],
    &["check", "--write-baseline", "old.jsonl"],
    &["check", "--baseline", "old.jsonl"],
    &["report", "a.md", "--format", "html"],
    &["report", "a.md", "--format", "json"],
    &["report", "a.md", "--format", "csv"],
    &["report", "a.md", "--format", "md"],
    &["report", "a.md", "own.md", "-o", "sheet.html"],
    &["clean", "a.md"],
    &["clean", "a.md", "--footnotes"],
    &["clean", "a.md", "--footnotes", "-o", "clean.md"],
    &["scan", "a.md", "own.md"],
    &["places", "Lipa"],
    &["explain", "--sentence", "a.md:7"],
    &["explain", "--sentence", "a.md:9"],
    &["explain", "--sentence", "a.md:11"],
];

fn everything_said(folder: &Path, form: &Form) {
    for args in ASKED {
        let Ran { out, err, .. } = sayso(folder, args, b"");
        assert_none(&form.secrets, &out, &format!("{}, {args:?}", form.what));
        assert_none(&form.secrets, &err, &format!("{}, {args:?}, beside", form.what));
    }
    let mut open = vec![folder.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if !path.ends_with(form.name) && !path.ends_with(format!("own-{}", form.name)) {
            let bytes = std::fs::read(&path).unwrap();
            assert_none(&form.secrets, &String::from_utf8_lossy(&bytes), &format!("{}, {path:?}", form.what));
        }
    }
}

#[test]
fn no_command_tells_a_word_of_a_confidential_source() {
    for (number, form) in forms().iter().enumerate() {
        let own = format!("own-{}", form.name);
        let article = ARTICLE.replacen("date:", &format!("bibliography: {own}\ndate:"), 1);
        let files = [(form.name, form.text.as_str()), ("a.md", ARTICLE)];
        let folder = folder(&files);
        everything_said(folder.path(), form);
        // The same as a bibliography of an article's own; once for each format and once for a slip, for each is read as a registry is.
        if ![0, 1, 2, 6].contains(&number) {
            continue;
        }
        let folder =
            crate::folder::folder(&[(&own, &form.text), ("sayso.toml", ""), ("own.md", &article), ("a.md", &article)]);
        everything_said(folder.path(), form);
    }
}

const NAMED: &str =
    "- id: s1\n  title: Talk with Osbert Quillfeather\n  author: [{family: Quillfeather, given: Osbert}]\n";

/// `draft` checked by a registry with these lines under the entry of a source that bears the name.
fn draft(own: &str, draft: &str) -> (i32, String) {
    let registry = format!("{NAMED}{own}");
    let folder = folder(&[("sources.yaml", &registry), ("a.md", draft)]);
    let check = sayso(folder.path(), &["check", "--fail-on", "error"], b"");
    for args in
        [&["clean", "a.md"][..], &["clean", "--footnotes", "a.md"], &["report", "a.md", "--format", "md"], &["check"]]
    {
        let ran = sayso(folder.path(), args, b"");
        assert!(!(ran.out + &ran.err).to_lowercase().contains("quillfeather"), "{args:?} {own}");
    }
    (check.code, check.out)
}

#[test]
fn a_name_in_copy_is_an_error_however_its_entry_is_made_confidential() {
    for own in [
        "  custom: {confidential: true}\n",
        "  custom: {Confidential: true}\n",
        "  custom: {confidentail: true}\n",
        "  custom: {confidential: }\n",
        "  custom: {confidential: perhaps}\n",
        "  custom: {is-confidential: true}\n",
        "  custom: {<<: *nobody, grade: B2}\n",
        "  custom: {<<: [7], grade: B2}\n",
        "  custom: !secret {grade: B2}\n",
        "  custom: [confidential]\n",
        "  Custom: {confidential: true}\n",
        "  note: \"confidential: true\"\n",
        "  custom: {confidential: false, confidential: true}\n",
        "  custom: {? [confidential] : true}\n",
        "  custom: {identity: []}\n",
        "  Identity: Osbert Quillfeather\n",
    ] {
        let (code, out) = draft(own, "The gates are shut, the official said [@s1]. It was Osbert Quillfeather.\n");
        assert_eq!(code, 1, "{own} {out}");
    }
}
