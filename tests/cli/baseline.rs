//! `--write-baseline` and `--baseline`: an archive takes sayso on without drowning.

use crate::run::*;
use std::fs;

const OLD: &str = "The flood killed 14 people.\n\nTK\n\nTK\n";

#[test]
fn what_was_there_before_is_let_be_and_only_what_is_new_counts() {
    let folder = newsroom(&[("a.md", OLD), ("deep/b.md", PENDING)]);
    let ran = sayso(folder.path(), &["check", "--write-baseline", "old.jsonl"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, "4 findings in 2 drafts written to old.jsonl\n"), "{}", ran.err);
    let ran = sayso(folder.path(), &["check", "--baseline", "old.jsonl"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, "No findings in 2 drafts; 4 ignored (in the baseline)\n"));
    // Lines that move, and are broken otherwise, stay known; a third TK does not, and neither does a sentence that changed.
    let moved = format!("A new start, Ines Calder said.\n\nTK\n\n{}", OLD.replace("flood killed", "flood\nkilled"));
    fs::write(folder.path().join("a.md"), moved).unwrap();
    fs::write(folder.path().join("deep/b.md"), PENDING.replace("TK", "The price: TK.")).unwrap();
    let ran = sayso(folder.path(), &["check", "--baseline", "old.jsonl"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("a.md:10:1") && ran.out.contains("deep/b.md:3:12"), "{}", ran.out);
    let summary = "2 findings in 2 drafts: 2 errors; 3 ignored (in the baseline); 1 in the baseline no longer found";
    assert!(ran.out.contains(summary), "{}", ran.out);
}

#[test]
fn sayso_toml_can_name_it_and_an_article_may_move() {
    let folder = newsroom(&[("sayso.toml", "baseline = \"desk/old.jsonl\"\n"), ("a.md", OLD), ("desk/c.md", CLEAN)]);
    let ran = sayso(folder.path(), &["check"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("desk/old.jsonl: No such baseline. Create it again: sayso check --write"), "{}", ran.err);
    assert_eq!(sayso(folder.path(), &["check", "--write-baseline", "desk/old.jsonl"], b"").code, 0);
    assert_eq!(sayso(folder.path(), &["check"], b"").code, 0);
    fs::create_dir(folder.path().join("june")).unwrap();
    fs::rename(folder.path().join("a.md"), folder.path().join("june/a.md")).unwrap();
    let ran = sayso(folder.path(), &["check"], b"");
    assert!(
        ran.code == 0 && ran.out.contains("3 ignored (in the baseline); 3 in the baseline no longer found"),
        "{}",
        ran.out
    );
    // One draft from an editor's filter goes by it too.
    let ran = sayso(folder.path(), &["check", "--stdin", "--stdin-filename", "june/a.md"], OLD.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (0, "No findings in 1 draft; 3 ignored (in the baseline)\n"));
}

#[test]
fn it_holds_no_word_of_the_copy_and_is_the_same_each_time() {
    let folder = newsroom(&[("a.md", OLD), ("b.md", PENDING)]);
    let write = || {
        assert_eq!(sayso(folder.path(), &["check", "--write-baseline", "old.jsonl"], b"").code, 0);
        fs::read_to_string(folder.path().join("old.jsonl")).unwrap()
    };
    let (once, again) = (write(), write());
    assert_eq!(once, again);
    assert!(!once.contains("flood") && !once.contains("TK"), "{once}");
    // What is written down here must still be read by later versions, so the form is fixed.
    expect_test::expect![[r#"
        {"sayso-baseline":1}
        {"file":"a.md","rule":"casualty-figure","sentence":"98cf3790b1c7953df5ba3aef7f012721","count":1}
    "#]]
    .assert_eq(&once.lines().take(2).fold(String::new(), |all, line| all + line + "\n"));
    assert_eq!(once.lines().count(), 4, "{once}");
}

#[test]
fn a_broken_one_is_named_with_its_line() {
    let told = |text: &str| {
        let folder = newsroom(&[("old.jsonl", text), ("a.md", OLD)]);
        let ran = sayso(folder.path(), &["check", "--baseline", "old.jsonl"], b"");
        assert_eq!(ran.code, 2, "{}", ran.out);
        (ran.err, ran.out)
    };
    let (err, out) = told("{\"sayso-baseline\":7}\n");
    assert!(
        err.contains("old.jsonl:1: This baseline is of version 7, and this sayso reads version 1. Create it"),
        "{err}"
    );
    assert_eq!(out, "", "an archive's findings are not poured out");
    assert!(told("").0.contains("old.jsonl:1: This is not a sayso baseline."));
    assert!(told("- id: a\n").0.contains("old.jsonl:1: This is not a sayso baseline."));
    // A mark of a conflict in the middle: what can be read holds.
    let folder = newsroom(&[("a.md", OLD)]);
    sayso(folder.path(), &["check", "--write-baseline", "old.jsonl"], b"");
    let sound = fs::read_to_string(folder.path().join("old.jsonl")).unwrap();
    let (err, out) = told(&sound.replacen("}\n", "}\n<<<<<<< ours\n", 1));
    assert!(err.contains("old.jsonl:2: This line cannot be read"), "{err}");
    assert!(out.contains("No findings in 1 draft; 3 ignored (in the baseline); 1 could not be read"), "{out}");
}
