//! The program as a person or a CI job runs it: exit codes, what is printed, and what happens to files that make no sense.

#![allow(clippy::disallowed_methods, reason = "a test lays out files")]
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use expect_test::expect;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

mod baseline;
mod cache;
mod changed;
#[cfg(unix)]
mod disk;
mod fault;
mod fix;
#[path = "../shared/folder.rs"]
mod folder;
mod leak;
mod names;
mod plain;
mod report;
mod run;
#[path = "../shared/secrets.rs"]
mod secrets;
mod stdin;
mod stets;
mod tables;
mod timings;
mod tree;
mod writes;

use run::*;

#[test]
fn a_clean_draft_gives_0() {
    let ran = check(&[("a.md", CLEAN)], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "No findings in 1 draft\n"), "{}", ran.err);
}

#[test]
fn a_finding_gives_1_and_shows_where_it_is() {
    let ran = check(&[("a.md", PENDING)], &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("[tk]"), "{}", ran.out);
    assert!(ran.out.contains("--> a.md:3:1"), "{}", ran.out);
    assert!(ran.out.contains("3 | TK\n  | ^^\n"), "{}", ran.out);
    assert!(ran.out.contains("1 finding in 1 draft: 1 "), "{}", ran.out);
}

#[test]
fn fail_on_sets_the_bar() {
    for (bar, code) in [("hint", 1), ("error", 1), ("never", 0)] {
        let ran = check(&[("sayso.toml", "[rules]\ntk = \"error\"\n"), ("a.md", PENDING)], &["--fail-on", bar]);
        assert_eq!(ran.code, code, "--fail-on {bar}: {}", ran.out);
    }
    let ran = check(&[("sayso.toml", "[rules]\ntk = \"info\"\n"), ("a.md", PENDING)], &[]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("info[tk]"), "{}", ran.out);
}

#[test]
fn no_line_is_shown_of_a_registry_that_names_a_confidential_source() {
    let registry = "- id: s1\n  custom: {identity: Olha Brynza, grade: Z9}\n";
    for format in ["text", "json", "sarif", "github", "junit", "checkstyle"] {
        let ran = check(&[("sources.yaml", registry), ("a.md", CLEAN)], &["--format", format]);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.out.contains("Admiralty") && !(ran.out + &ran.err).contains("Brynza"), "{format}");
    }
}

#[test]
fn no_colours_where_nobody_looks() {
    let ran = check(&[("a.md", PENDING)], &[]);
    assert!(!ran.out.contains('\x1b'), "{:?}", ran.out);
}

#[test]
fn json_has_a_finding_a_line() {
    let ran = check(&[("a.md", &format!("Пример.\r\n\r\n{PENDING}"))], &["--format", "json"]);
    assert_eq!(ran.code, 1);
    let lines = lines(&ran);
    let tk = lines.iter().find(|line| line["rule"] == "tk").expect("TK is reported");
    assert_eq!(tk["file"], "a.md");
    assert_eq!((tk["line"].as_u64(), tk["column"].as_u64()), (Some(5), Some(1)));
    assert_eq!((tk["end_line"].as_u64(), tk["end_column"].as_u64()), (Some(5), Some(3)));
    let (start, end) = (tk["start"].as_u64().unwrap() as usize, tk["end"].as_u64().unwrap() as usize);
    assert_eq!(&format!("Пример.\r\n\r\n{PENDING}")[start..end], "TK");
    assert!(tk["message"].is_string() && tk["severity"].is_string());
    assert!(tk["related"].is_array() && tk["fixes"].is_array());
}

#[test]
fn sarif_is_one_log_whatever_was_found() {
    for (files, results) in [(&[("a.md", CLEAN), ("b.md", CLEAN)], 0), (&[("a.md", PENDING), ("b.md", CLEAN)], 1)] {
        let ran = check(files, &["--format", "sarif"]);
        let log: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}", ran.out));
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let found = run["results"].as_array().expect("results");
        assert_eq!(found.len(), results, "{}", ran.out);
        for result in found {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "a.md");
            assert!(place["region"]["startLine"].as_u64() >= Some(1));
        }
    }
}

#[test]
fn build_servers_get_a_line_a_case_or_an_element_for_each_finding() {
    let ran = check(&[("a,b.md", PENDING)], &["--format", "github"]);
    assert!(ran.out.starts_with("::error file=a%2Cb.md,line=3,endLine=3,col=1,endColumn=3,title=tk::"), "{}", ran.out);
    let ran = check(&[("a.md", PENDING), ("b.md", CLEAN)], &["--format", "junit"]);
    assert_eq!(ran.out.matches("<failure ").count(), 1, "{}", ran.out);
    assert_eq!(ran.out.matches("<testsuite ").count(), 2, "{}", ran.out);
    assert!(ran.out.starts_with("<?xml") && ran.out.ends_with("</testsuites>\n"), "{}", ran.out);
    let ran = check(&[("a&b.md", PENDING)], &["--format", "checkstyle"]);
    assert!(ran.out.contains("<file name=\"a&amp;b.md\">"), "{}", ran.out);
    assert!(ran.out.contains("source=\"sayso.tk\""), "{}", ran.out);
}

#[test]
fn folders_are_searched_without_what_git_ignores() {
    let files = [
        (".gitignore", "old/\n"),
        ("old/a.md", PENDING),
        (".hidden/a.md", PENDING),
        ("deep/down/b.txt", CLEAN),
        ("c.md", CLEAN),
        ("picture.png", "not copy"),
    ];
    let ran = check(&files, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "No findings in 2 drafts\n"), "{}", ran.err);
    // A file that is named is checked all the same, and only once.
    let ran = check(&files, &["old/a.md", "old/../old/a.md"]);
    assert!(ran.code == 1 && ran.out.contains("1 finding in 1 draft"), "{}", ran.out);
}

#[test]
fn house_style_says_what_an_article_is() {
    let files = [
        ("sayso.toml", "include = [\"desk/**/*.text\"]\nexclude = [\"desk/old/**\"]\n"),
        ("desk/a.text", PENDING),
        ("desk/old/a.text", PENDING),
        ("b.md", PENDING),
    ];
    let ran = check(&files, &[]);
    assert!(ran.out.contains("1 finding in 1 draft") && ran.out.contains("desk/a.text"), "{}", ran.out);
}

#[test]
fn a_command_line_that_makes_no_sense_gives_2() {
    for args in [&["chekc"][..], &["check", "--format", "xml"], &["check", "--fail-on", "maybe"], &[]] {
        let ran = sayso(Path::new("."), args, b"");
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
    }
}

#[test]
fn help_and_version_give_0() {
    let ran = sayso(Path::new("."), &["--version"], b"");
    assert_eq!((ran.code, ran.out), (0, format!("sayso {}\n", env!("CARGO_PKG_VERSION"))));
    let ran = sayso(Path::new("."), &["help", "check"], b"");
    assert!(ran.code == 0 && ran.out.contains("--fail-on"), "{}", ran.out);
}

#[test]
fn explain_prints_the_page_of_every_rule() {
    for rule in sayso::rules::ALL {
        let ran = sayso(Path::new("."), &["explain", rule.name], b"");
        assert!(ran.code == 0 && ran.out.starts_with(&format!("# {}\n", rule.name)), "{}", ran.out);
        assert!(ran.out.trim_end().ends_with(rule.page.trim_end()), "{}", ran.out);
    }
    let ran = sayso(Path::new("."), &["explain", "unatributed-claim"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Did you mean \"unattributed-claim\"?"), "{}", ran.err);
}

#[test]
fn init_writes_a_newsroom_that_works_and_keeps_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let ran = sayso(folder.path(), &["init"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = sayso(folder.path(), &["check"], b"");
    assert_eq!(ran.code, 1, "the first draft shows a finding: {}", ran.out);
    assert!(!ran.out.contains("sayso.toml") && !ran.out.contains(".yaml"), "its own files are sound: {}", ran.out);
    fs::write(folder.path().join("sources.yaml"), "mine").unwrap();
    let ran = sayso(folder.path(), &["init"], b"");
    assert!(ran.code == 0 && ran.out.contains("sources.yaml (already exists)"), "{}", ran.out);
    assert_eq!(fs::read_to_string(folder.path().join("sources.yaml")).unwrap(), "mine");
}

#[test]
fn the_example_newsroom_reads_its_own_files() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/newsroom");
    let ran = sayso(&examples, &["check", "--format", "json"], b"");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let of_files: Vec<Value> = lines(&ran).into_iter().filter(|line| line["rule"].is_null()).collect();
    assert!(of_files.is_empty(), "{of_files:?}");
}

// What scan promises: docs/scan.md.

#[test]
fn scan_answers_line_by_line_while_input_is_still_open() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .arg("scan")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    for id in 0..3 {
        writeln!(stdin, "{{\"id\":{id},\"text\":\"The dam held, she said.\"}}").unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn scan_counts_bytes_and_tells_who_says_what() {
    let text = "“Плотина держит,” said Ines Calder. The dam was built in 1974. Is it safe?";
    let input = serde_json::json!({ "id": "x", "text": text }).to_string();
    let ran = sayso(Path::new("."), &["scan"], input.as_bytes());
    let answer = &lines(&ran)[0];
    let of = |span: &Value| {
        text[span["start"].as_u64().unwrap() as usize..span["end"].as_u64().unwrap() as usize].to_owned()
    };
    let sentences = answer["sentences"].as_array().unwrap();
    let standings: Vec<_> = sentences.iter().map(|s| s["standing"].as_str().unwrap()).collect();
    assert_eq!(standings, ["attributed", "unattributed", "none"], "{answer}");
    let said = &sentences[0]["attributions"][0];
    assert_eq!(of(&said["source"]), "Ines Calder");
    assert_eq!(of(&said["cue"]), "said");
    assert_eq!(said["speaker"], "Ines Calder");
    assert_eq!((&said["kind"], &said["act"]), (&"named".into(), &"speech".into()));
    assert_eq!(of(&answer["quotations"][0]), "“Плотина держит,”");
    assert_eq!(answer["quotations"][0]["speaker"], "Ines Calder");
}

#[test]
fn scan_gives_the_same_answers_however_many_threads_work() {
    let input: String =
        (0..200).map(|i| format!("{}\n", serde_json::json!({ "id": i, "text": CLEAN.repeat(i % 17) }))).collect();
    let one = sayso(Path::new("."), &["scan", "--threads", "1"], input.as_bytes());
    let many = sayso(Path::new("."), &["scan", "--threads", "7"], input.as_bytes());
    assert_eq!(lines(&one).len(), 200);
    assert!(one.out == many.out);
}

#[test]
fn scan_of_files_answers_for_each() {
    let folder = newsroom(&[("a.md", CLEAN), ("b.txt", CLEAN)]);
    let ran = sayso(folder.path(), &["scan", "a.md", "none.md", "b.txt", "."], b"");
    assert_eq!(ran.code, 2);
    let lines = lines(&ran);
    assert_eq!(lines.iter().map(|l| l["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a.md", "none.md", "b.txt", "."]);
    assert_eq!(lines[1]["error"], "No such file. Check the path.");
    assert_eq!(lines[3]["error"], "This is a folder, not a file. Name a file in it.");
    assert!(lines[0]["sentences"].is_array() && lines[2]["sentences"].is_array());
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let input: String =
        (0..2000).map(|i| format!("{}\n", serde_json::json!({ "id": i, "text": CLEAN.repeat(20) }))).collect();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .arg("scan")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap().as_str()), (Some(0), ""));
}

// Bad input: a clear message with its place, everything else still checked, nothing hangs.

/// Checks a folder with `bad` beside a sound draft that has a finding: the draft is still checked, and the exit code is 2.
fn beside_a_sound_draft(bad: impl FnOnce(&Path)) -> Ran {
    let folder = newsroom(&[("a.md", PENDING), ("z.md", PENDING)]);
    bad(folder.path());
    let start = Instant::now();
    let ran = sayso(folder.path(), &["check"], b"");
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
    assert!(ran.out.contains("a.md:3:1") && ran.out.contains("z.md:3:1"), "{}", ran.out);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("1 could not be read"), "{}", ran.out);
    ran
}

#[test]
fn invalid_utf8_is_named_with_its_line() {
    let ran = beside_a_sound_draft(|folder| fs::write(folder.join("b.md"), b"One.\nTw\xffo.\n").unwrap());
    assert!(ran.err.contains("--> b.md") && ran.err.contains("not UTF-8") && ran.err.contains("line 2"), "{}", ran.err);
}

#[test]
fn utf16_is_called_by_its_name() {
    let ran = beside_a_sound_draft(|folder| fs::write(folder.join("b.md"), b"\xff\xfeO\0n\0e\0").unwrap());
    assert!(ran.err.contains("UTF-16"), "{}", ran.err);
}

#[test]
fn a_binary_file_is_not_read_as_copy() {
    let ran = beside_a_sound_draft(|folder| fs::write(folder.join("b.txt"), b"\x7fELF\0\0\0\x01").unwrap());
    assert!(ran.err.contains("b.txt") && ran.err.contains("binary"), "{}", ran.err);
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_at_once() {
    let ran = beside_a_sound_draft(|folder| {
        fs::write(folder.join("b.txt"), "The dam held, she said.\n".repeat(50_000_000 / 24)).unwrap();
    });
    assert!(ran.err.contains("b.txt") && ran.err.contains("too large"), "{}", ran.err);
}

#[test]
fn a_folder_that_links_to_itself_is_searched_once() {
    let folder = newsroom(&[("a.md", PENDING), ("m/z.md", PENDING)]);
    std::os::unix::fs::symlink("..", folder.path().join("m/round")).unwrap();
    let ran = sayso(folder.path(), &["check"], b"");
    assert!(ran.code == 1 && ran.out.contains("in 2 drafts") && ran.err.is_empty(), "{}{}", ran.out, ran.err);
}

#[test]
fn a_link_to_nothing_is_named() {
    let ran = beside_a_sound_draft(|folder| std::os::unix::fs::symlink("b.md", folder.join("b.md")).unwrap());
    assert!(ran.err.contains("--> b.md") && ran.err.contains("link"), "{}", ran.err);
}

#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = newsroom(&[("a.md", PENDING), ("locked/b.md", PENDING), ("z.md", CLEAN)]);
    let locked = folder.path().join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read_dir(&locked).is_ok() {
        // The superuser may read everything; what such a folder does to a search is then shown by the links above.
        eprintln!("SKIPPED: run by a user to whom no folder is closed");
        return;
    }
    let ran = sayso(folder.path(), &["check"], b"");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--> locked") && ran.err.contains("do not have permission"), "{}", ran.err);
    assert!(ran.out.contains("a.md:3:1") && ran.out.contains("2 drafts"), "{}", ran.out);
}

#[test]
fn a_path_that_is_not_there_gives_2() {
    let ran = check(&[("a.md", CLEAN)], &["b.md", "a.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--> b.md") && ran.err.contains("No such file"), "{}", ran.err);
    assert!(ran.out.contains("No findings in 1 draft; 1 could not be read"), "{}", ran.out);
}

#[test]
fn a_line_of_a_million_characters_is_shown_in_part() {
    let words = "The dam held, she said. ".repeat(1_000_000 / 24 / 2);
    let start = Instant::now();
    let ran = check(&[("a.txt", &format!("{words}TK {words}"))], &[]);
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("[tk]") && ran.out.contains("--> a.txt:1:"), "{:.2000}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 200), "{:.2000}", ran.out);
}

#[test]
fn a_quotation_that_is_never_closed_stops_nothing() {
    let ran = check(&[("a.md", "“The dam held, she said.\n\nIt was late.\n\nTK\n")], &[]);
    assert!(ran.code == 1 && ran.out.contains("a.md:5:1"), "{}", ran.out);
}

#[test]
fn yaml_that_does_not_parse_is_shown_where_it_breaks() {
    let files = [("sources.yaml", "references:\n- id: a\n  title: \"never closed\n- id: b\n"), ("a.md", PENDING)];
    let ran = check(&files, &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("--> sources.yaml:"), "{}", ran.out);
    assert!(ran.out.contains("--> a.md:3:1"), "{}", ran.out);
}

#[test]
fn two_sources_with_one_key_are_reported_at_the_second() {
    let sources = "references:\n- id: mayor\n  title: One\n- id: dam\n  title: Two\n- id: mayor\n  title: Three\n";
    let ran = check(&[("sources.yaml", sources), ("a.md", "The dam held [@mayor].\n")], &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("--> sources.yaml:6:7"), "{}", ran.out);
}

#[test]
fn a_missing_bibliography_is_reported_in_the_article() {
    let ran = check(&[("a.md", "---\nbibliography: none.yaml\n---\n\nThe dam held, Ines Calder said.\n")], &[]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("--> a.md:2:15") && ran.out.contains("none.yaml"), "{}", ran.out);
}

#[test]
fn a_mistake_in_the_house_style_is_reported_in_it() {
    let ran = check(&[("sayso.toml", "strictness = \"harsh\"\n"), ("a.md", CLEAN)], &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("--> sayso.toml:1:14"), "{}", ran.out);
}

const BRIDGE: &str = "\
Jan Brink, the mayor of Lipa, walked to the river.

The bridge is shut, he said, and 40 cars were lost. His comments highlight the danger of the river.

Officials told the Lipa Herald that it will open in May [@herald].
";

#[test]
fn explain_tells_why_a_sentence_stands_as_it_does() {
    let registry = "references:\n- id: herald\n  title: Bridge closed\n";
    let folder = newsroom(&[("draft.md", BRIDGE), ("sources.yaml", registry)]);
    let ran = sayso(folder.path(), &["explain", "--sentence", "draft.md:3:5"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    expect![[r#"
         --> draft.md:3:1
          |
        3 | The bridge is shut, he said, and 40 cars were lost. His comments highlight …
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        Attributed – on the word of Jan Brink.
          Source: “he”
          Speaker: Jan Brink, first named on line 1
          Cue: “said” (reports speech)
          Attributed words: “The bridge is shut” and “and 40 cars were lost”
          Kind of source: named (a person or a document)
          Found by: the grammar rules and the tagger
        How the sentence is built:
          “is shut” (content of “said”): acted on “The bridge”; passive, no agent named
          “said” (main clause): subject “he”
          “were lost” (main clause): acted on “40 cars”; passive, no agent named
    "#]]
    .assert_eq(&ran.out);
    let ran = sayso(folder.path(), &["explain", "--sentence", "draft.md:3"], b"");
    assert!(ran.out.contains("The writer's own claim. “His comments” is not a person"), "{}", ran.out);
    let ran = sayso(folder.path(), &["explain", "--sentence", "draft.md:5"], b"");
    expect![[r#"
         --> draft.md:5:1
          |
        5 | Officials told the Lipa Herald that it will open in May [@herald].
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        Tagged – its source is @herald.
        Vague – on the word of Officials, through Lipa Herald.
          Too vague to check: name one of them, or a document.
          Source: “Officials”
          Cue: “told” (reports speech)
          Attributed words: “that it will open in May”
          Kind of source: vague (nobody identified)
          Found by: the grammar rules and the tagger
        @herald leads to “Bridge closed”.
        How the sentence is built:
          “told” (main clause): subject “Officials”
          “will open” (content of “told”): subject “it”; with “will”
    "#]]
    .assert_eq(&ran.out);
}

#[test]
fn explain_says_kindly_where_there_is_no_sentence() {
    let folder = newsroom(&[("draft.md", BRIDGE)]);
    let told = |place: &str| {
        let ran = sayso(folder.path(), &["explain", "--sentence", place], b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{place}");
        ran.err
    };
    assert_eq!(told("draft.md:60"), "draft.md: There is no line 60. The article has 6 lines.\n");
    assert_eq!(told("draft.md:2"), "draft.md: There is no sentence on line 2. The nearest is on line 1.\n");
    assert!(told("none.md:2").starts_with("none.md: "));
    assert!(told("draft.md").contains("such as draft.md:12"));
}

#[test]
fn shells_and_manual_readers_are_told_of_every_command() {
    let folder = newsroom(&[]);
    let script = sayso(folder.path(), &["completions", "bash"], b"");
    let page = sayso(folder.path(), &["man"], b"");
    assert_eq!((script.code, page.code), (0, 0), "{} {}", script.err, page.err);
    assert!(page.out.contains(".TH sayso 1"), "{}", page.out);
    for command in ["check", "scan", "explain", "init", "places", "lsp"] {
        assert!(script.out.contains(command) && page.out.contains(&format!("sayso {command}")), "{command}");
    }
    for option in ["fix", "changed", "stdin-filename", "write-baseline", "stets", "timings", "no-cache"] {
        let written = format!("\\-\\-{}", option.replace('-', "\\-"));
        assert!(script.out.contains(&format!("--{option}")) && page.out.contains(&written), "{option}");
    }
    assert_eq!(sayso(folder.path(), &["completions", "abacus"], b"").code, 2);
}
