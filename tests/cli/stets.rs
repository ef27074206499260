//! `--stets`: what was let stand and why.

use crate::run::*;

const DRAFT: &str = "\
The flood killed 14 people. <!-- stet casualty-figure: the desk has the list -->

TK <!-- stet-block -->

The bridge is closed, Ines Calder said. <!-- stet: settled long ago -->
";

#[test]
fn what_was_let_stand_and_why() {
    let ran = check(&[("a.md", DRAFT), ("b.md", CLEAN)], &["--stets"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    expect_test::expect![[r#"
        a.md:1:29: stet casualty-figure: the desk has the list
            warning[casualty-figure] “The flood killed 14 people”: Who counted this: “The flood killed 14 people”?
        a.md:3:4: stet-block: no reason given
            error[tk] “TK”: TK: placeholder left in copy.
        a.md:5:41: stet: settled long ago
            This stet is not needed any more.
        2 findings kept by 3 directives in 1 draft; 1 of them gives no reason
    "#]]
    .assert_eq(&ran.out);
    let ran = check(&[("b.md", CLEAN)], &["--stets"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "No stets\n"));
}

#[test]
fn as_json_a_directive_a_line() {
    let ran = check(&[("a.md", DRAFT)], &["--stets", "--format", "json"]);
    let lines = lines(&ran);
    assert_eq!((ran.code, lines.len()), (0, 3), "{}", ran.out);
    assert_eq!((&lines[0]["directive"], &lines[0]["rules"][0]), (&"stet".into(), &"casualty-figure".into()));
    assert_eq!((&lines[0]["reason"], lines[0]["line"].as_u64()), (&"the desk has the list".into(), Some(1)));
    assert_eq!(lines[0]["let_stand"][0]["rule"], "casualty-figure");
    assert!(lines[1]["reason"].is_null() && lines[1]["directive"] == "stet-block", "{}", ran.out);
    assert_eq!(lines[1]["let_stand"][0]["severity"], "error");
    assert_eq!(lines[2]["let_stand"].as_array().map(Vec::len), Some(0));
}

#[test]
fn it_goes_with_few_other_wishes() {
    let ran = check(&[("a.md", DRAFT)], &["--stets", "--format", "sarif"]);
    assert!(ran.code == 2 && ran.err.contains("text or json"), "{}", ran.err);
    assert_eq!(check(&[("a.md", DRAFT)], &["--stets", "--fix"]).code, 2);
}
