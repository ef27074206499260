//! Names of files are data: whatever they hold, nothing that is printed steers a terminal, begins an order to a build server, or is taken for
//! an option.

use crate::run::*;
use sayso::text::shown::steers;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A name that would colour a terminal, set its title, turn text around, end a line and be a command to GitHub.
#[cfg(unix)]
const HOSTILE: &str = "a\r\n::error file=x::pwned\u{1b}[31m\u{1b}]0;t\u{7}\u{9b}1m\u{202e}\u{200b}##[error]&<\",;=1";
/// As far as Windows lets a name go.
#[cfg(not(unix))]
const HOSTILE: &str = "a\u{9b}1m\u{202e}\u{200b}##[error]&,;=1";

/// A newsroom whose files are called so: a draft with a finding, one that cannot be read, a registry with a mistake, a baseline.
fn hostile() -> TempDir {
    let folder = newsroom(&[]);
    let at = |ending: &str| folder.path().join(format!("{HOSTILE}{ending}"));
    fs::write(at(".md"), "---\nbibliography: 'no\u{202e}ne.yaml'\n---\nIt rests on [@s1]. Kyjiv is in Ukraine.\n\nTK <!-- stet tk: a\u{1b}b -->\n\nTK\n").unwrap();
    fs::write(at(".txt"), b"a\0b").unwrap();
    fs::write(at(".yaml"), "- id: s1\n  titel: x\n").unwrap();
    fs::write(folder.path().join("::error::b.md"), "TK\n").unwrap();
    fs::write(
        folder.path().join("sayso.toml"),
        format!("sources = [{}]\nstrictnes = 1\n", serde_json::Value::from(format!("{HOSTILE}.yaml"))),
    )
    .unwrap();
    folder
}

/// Complains of anything in `words` that would be more than words.
fn harmless(args: &[&str], words: &str) {
    for line in words.split('\n') {
        let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        assert!(!line.chars().any(steers), "{args:?}: {line:?}");
        let begins = line.trim_start();
        // Our own annotations are of this form; what they quote is not.
        let own = args.contains(&"github")
            && ["::error file=", "::warning file=", "::notice file="].iter().any(|it| begins.starts_with(it));
        assert!(own && !begins.contains("::error file=x::") || !begins.starts_with("::"), "{args:?}: {line:?}");
    }
}

#[test]
fn no_command_and_no_format_prints_a_name_that_is_more_than_a_name() {
    let folder = hostile();
    let (md, txt) = (format!("{HOSTILE}.md"), format!("{HOSTILE}.txt"));
    let at = format!("{md}:5");
    let nowhere = format!("{HOSTILE}/none");
    let sheet = format!("{HOSTILE}.csv");
    let mut all: Vec<Vec<&str>> = Vec::new();
    for format in ["text", "json", "sarif", "github", "junit", "checkstyle"] {
        all.push(vec!["check", "--hints", "--format", format]);
        all.push(vec!["check", "--format", format, &md, &txt, &nowhere]);
    }
    for format in ["html", "json", "csv", "md"] {
        all.push(vec!["report", "--format", format, "."]);
        all.push(vec!["report", "--format", format, "--", "::error::b.md"]);
    }
    all.extend([
        vec!["check", "--stets"],
        vec!["check", "--stets", "--format", "json"],
        vec!["check", "--diff"],
        vec!["check", "--changed"],
        vec!["check", "--changed=\u{1b}[2J\n::error::x"],
        vec!["check", "--baseline", &nowhere],
        vec!["check", "--write-baseline", &nowhere],
        vec!["check", "--timings"],
        vec!["check", &format!("--{HOSTILE}")].into_iter().map(|it| &*it.to_owned().leak()).collect(),
        vec!["check", "--stdin", "--stdin-filename", &md],
        vec!["check", "--stdin", "--stdin-filename", &nowhere, "--format", "json"],
        vec!["clean", &txt],
        vec!["clean", &md, "-o", &md],
        vec!["report", &txt],
        vec!["report", &md, "-o", &md],
        vec!["report", &md, "-o", &sheet],
        vec!["report", &nowhere, "-o", &nowhere],
        vec!["explain", HOSTILE],
        vec!["explain", "--sentence", &at],
        vec!["explain", "--sentence", "::error::b.md:9"],
        vec!["explain", "--sentence", &nowhere],
        vec!["scan", &md, &txt],
        vec!["scan", "--root", &nowhere],
        vec!["places", "--", &md, &txt, HOSTILE, "::error::b.md", "::error::none"],
        vec!["places", "--json", "--", &md, &txt, HOSTILE],
        vec!["init", &md],
        vec!["init", &nowhere],
        vec!["\u{1b}[2J\n::error::x"],
        vec!["check", "--fix"],
    ]);
    for args in all {
        let ran = sayso(folder.path(), &args, "{\"id\":\"\u{9b}\u{202e}##[error]\",\"text\":1}\nno\u{9b}\n".as_bytes());
        assert!(ran.out.len() + ran.err.len() > 0, "{args:?}");
        harmless(&args, &ran.out);
        harmless(&args, &ran.err);
        // GitHub looks for its older form of orders only where a line has not begun with the newer.
        let document = ["html", "csv", "md", "github"].iter().any(|it| args.contains(it));
        assert!(document || !(ran.out + &ran.err).contains("##["), "{args:?}");
    }
}

#[test]
fn a_program_reads_the_name_as_it_is() {
    let folder = hostile();
    let name = format!("{HOSTILE}.md");
    let ran = sayso(folder.path(), &["check", "--format", "json"], b"");
    assert!(lines(&ran).iter().any(|it| it["file"] == *name && it["rule"] == "tk"), "{}", ran.out);
    let ran = sayso(folder.path(), &["scan", &name], b"");
    assert_eq!(lines(&ran)[0]["id"], *name);
}

#[test]
fn a_person_sees_that_a_name_is_odd() {
    let folder = newsroom(&[("a\u{202e}b.md", PENDING)]);
    let ran = sayso(folder.path(), &["check"], b"");
    assert!(ran.out.contains("--> a\u{fffd}b.md:3:1"), "{}", ran.out);
}

/// What a hook runs, with these names behind it.
fn hook(folder: &Path, args: &[&str], names: &[&str]) -> Ran {
    sayso(folder, &[&["check", "--articles-only"], args, names].concat(), b"")
}

#[test]
fn a_file_called_like_an_option_is_a_file_to_a_hook() {
    let victim = ("victim.md", PENDING);
    for name in [
        "--write-baseline=victim.md",
        "--baseline=known.txt",
        "--stdin-filename=x.md",
        "--fix=all.md",
        "-o.md",
        "--.md",
        "@victim.md",
        "--fix",
    ] {
        let folder = newsroom(&[victim, (name, PENDING), ("sayso.toml", "include = [\"**\"]\n")]);
        let known = sayso(folder.path(), &["check", "--write-baseline", "known.txt", "victim.md"], b"");
        assert_eq!(known.code, 0, "{}", known.err);
        for args in [&[][..], &["--fail-on=error"], &["--fail-on", "error"], &["--hints", "--"]] {
            let ran = hook(folder.path(), args, &[name, "victim.md"]);
            assert_eq!(ran.code, 1, "{name} {args:?}: {}", ran.err);
            assert!(
                ran.out.contains(&format!("--> {name}:3:1")) && ran.out.contains("2 findings in 2 drafts"),
                "{name}: {}",
                ran.out
            );
            assert_eq!(fs::read_to_string(folder.path().join("victim.md")).unwrap(), PENDING);
        }
    }
}

#[test]
fn a_hooks_own_options_count_where_no_file_is_called_so() {
    let folder = newsroom(&[("a.md", PENDING), ("b.png", PENDING), ("--articles-only", PENDING)]);
    assert_eq!(hook(folder.path(), &["--fail-on=never"], &["a.md"]).code, 0);
    let ran = hook(folder.path(), &["--no-such-option"], &["a.md"]);
    assert!(ran.code == 2 && ran.err.contains("--no-such-option"), "{}", ran.err);
    // That it is a hook's is never forgotten: what is no article is passed over.
    let ran = hook(folder.path(), &[], &["a.md", "b.png"]);
    assert!(ran.out.contains("1 finding in 1 draft"), "{}", ran.out);
}
