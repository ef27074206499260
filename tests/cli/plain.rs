//! The words users read: none of a few turns of phrase that no news desk and no engineer uses. docs/glossary.md has the words that are
//! our own.

use crate::run::*;
use std::fs;
use std::path::{Path, PathBuf};

/// Turns that are not to come back, in lower case, and what to write instead.
const BANNED: &[(&str, &str)] = &[
    ("answers for", "has a source"),
    ("bears no", "has no"),
    ("how grave", "severity"),
    ("house form", "house style"),
    ("is not said", "ask for it: “Which day?”"),
    ("was not said", "missing argument"),
    ("let be", "ignored"),
    ("lets be", "ignores"),
    ("let stand", "kept, stet"),
    ("lets nothing", "is not needed"),
    ("lets stand", "keeps"),
    ("mend it", "fix it"),
    ("mends", "fixes"),
    ("to mend", "to fix"),
    ("nobody is made to answer", "has no source"),
    ("nobody is named", "who says so?"),
    ("nobody's word", "no source"),
    ("somebody's word", "a source"),
    ("are parted", "are separated"),
    ("tells of", "describes"),
    ("told of", "reported"),
    ("the house writes", "house style"),
    ("wants a source", "needs a source"),
    ("where it first stands", "at first mention"),
];

/// Complains of every banned turn in `words`, which are those of `name`.
fn plain(name: &str, words: &str, wrong: &mut Vec<String>) {
    for (number, line) in words.lines().enumerate() {
        let line = line.to_lowercase().replace('’', "'");
        for (turn, instead) in BANNED {
            let within = |at: usize| line[..at].ends_with(char::is_alphanumeric);
            let goes_on = |at: usize| line[at + turn.len()..].starts_with(char::is_alphanumeric);
            if line.match_indices(turn).any(|(at, _)| !within(at) && !goes_on(at)) {
                wrong.push(format!("{name}:{}: “{turn}”. Write: {instead}", number + 1));
            }
        }
        // "89%", as newsrooms write it.
        if line.match_indices(" %").any(|(at, _)| line[..at].ends_with(|c: char| c.is_ascii_digit())) {
            wrong.push(format!("{name}:{}: a number with a blank before its %", number + 1));
        }
    }
}

/// The files of `folder`, and of its folders, that end in one of `endings`, without what is built or installed there.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(&*name, "node_modules" | "dist" | "out" | "target") {
                found.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) && name != "package-lock.json" {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The string literals of a Rust file, each on its own line, blank lines for the rest; without the tests at its end.
fn literals(source: &str) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut out = String::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'', '\n']) {
        let (found, after) = rest[at..].split_at(1);
        match found {
            "\n" => out.push('\n'),
            // A comment, which is not for users.
            "/" if after.starts_with('/') => {
                rest = &after[after.find('\n').unwrap_or(after.len())..];
                continue;
            }
            // '"' and '\'' are characters; any other mark opens a lifetime or a character that does no harm.
            "'" if after.starts_with("\"'") => {
                rest = &after[2..];
                continue;
            }
            "'" if after.starts_with("\\'") || after.starts_with("\\\"") || after.starts_with("\\\\") => {
                rest = &after[2..];
                continue;
            }
            "\"" => {
                let bytes = after.as_bytes();
                let mut end = 0;
                while end < bytes.len() && bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                let end = end.min(after.len());
                out.push_str(&after[..end]);
                rest = after.get(end + 1..).unwrap_or_default();
                continue;
            }
            _ => {}
        }
        rest = after;
    }
    out
}

#[test]
fn what_users_read_is_in_a_news_desks_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut all = files(&root.join("docs"), &[".md"]);
    all.extend(files(&root.join("editors"), &[".md", ".txt", "package.json", ".lua", ".ts"]));
    all.extend(files(&root.join("editors/vscode/snippets"), &[".json"]));
    all.extend(files(&root.join("src"), &[".rs"]));
    all.extend(files(&root.join("src/cli/init"), &[""]));
    all.extend(
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "action.yml", ".pre-commit-hooks.yaml"]
            .map(|name| root.join(name)),
    );
    assert!(all.len() > 200, "the files are found");
    for path in all {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let test = name.ends_with("/tests.rs") || name.contains("/tests/") || name.ends_with("remedies.rs");
        if test {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        let comment = |line: &&str| !["//", "/*", "*", "--"].iter().any(|mark| line.trim_start().starts_with(mark));
        let words = match &*name {
            _ if name.ends_with(".rs") => literals(&text),
            _ if name.ends_with(".ts") || name.ends_with(".lua") => {
                text.lines().map(|line| if comment(&line) { line } else { "" }).collect::<Vec<_>>().join("\n")
            }
            _ => text,
        };
        plain(&name, &words, &mut wrong);
    }
    let folder = newsroom(&[]);
    for command in ["", "check", "clean", "completions", "explain", "init", "lsp", "man", "places", "report", "scan"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        plain(&format!("sayso {command} --help"), &sayso(folder.path(), &args, b"").out, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_banned_turn_is_found_in_a_message() {
    let source = "// A comment tells of it.\nconst A: char = '\"';\nfn f() { say(\"It is told of \\\"x\\\" here\", 'a'); }\n#[cfg(test)]\n\"mends\"";
    assert_eq!(literals(source), "\n\nIt is told of \\\"x\\\" here\n");
    let mut wrong = Vec::new();
    plain("a.rs", "It is told of whole.\nIt mends 4 of them.\n89 % sourced\nAmends, 89%\n", &mut wrong);
    assert_eq!(wrong.len(), 3, "{wrong:?}");
}
