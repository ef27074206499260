//! The source tree: which room may use which, and one name for one type.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, top first, as ARCHITECTURE.md lists them: each may use only those after it.
const ROOMS: &[&str] = &[
    "cli",
    "lsp",
    "report",
    "features",
    "desk",
    "rules",
    "ledger",
    "attribution",
    "claims",
    "syntax",
    "house",
    "gazetteer",
    "sources",
    "article",
    "text",
];

/// Public type names that are still defined more than once. This list may only get shorter: give a new type a name of its own.
const DOUBLED: &[&str] = &[
    "Action", "Builder", "Entry", "Found", "Group", "Hit", "Kind", "Known", "Language", "Lexeme", "Memos", "Model",
    "Run", "Sheet", "State", "Word", "Words",
];

/// The Rust files below `folder`, without tests.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("tests") {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

/// Each file's path below src/, its room, and its code without comments and tests.
fn sources() -> Vec<(String, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    found.sort();
    let code = |path: &Path| {
        let text = fs::read_to_string(path).expect("a text");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    let named = |path: &Path| {
        let below = path.strip_prefix(&src).expect("a file of src").to_string_lossy().replace('\\', "/");
        let room = below.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        (below, room)
    };
    let all: Vec<_> = found.iter().map(|path| (named(path), code(path))).map(|((a, b), c)| (a, b, c)).collect();
    assert!(all.len() > 200, "the files are found");
    all
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let at = |room: &str| ROOMS.iter().position(|it| *it == room);
    let mut wrong = Vec::new();
    for (file, room, code) in sources() {
        let Some(own) = at(&room) else {
            assert!(matches!(&*file, "lib.rs" | "main.rs"), "{file} is in no room of the list");
            continue;
        };
        for (used, _) in code.match_indices("crate::") {
            let name = &code[used + "crate::".len()..];
            let name = &name[..name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len())];
            // Macros and the crate's root have no room.
            if at(name).is_some_and(|used| used < own) {
                wrong.push(format!("{file} uses {name}, which is above {room}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn architecture_and_the_crate_list_the_rooms_in_this_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("a text");
    let (book, lib) = (read("ARCHITECTURE.md"), read("src/lib.rs"));
    let rows = book.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("/` |")).map(|(room, _)| room);
    assert_eq!(rows.collect::<Vec<_>>(), ROOMS, "the table of ARCHITECTURE.md");
    let mods = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    assert_eq!(mods.collect::<Vec<_>>(), ROOMS, "src/lib.rs");
}

#[test]
fn a_public_type_has_a_name_of_its_own() {
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, _, code) in sources() {
        for line in code.lines() {
            let Some(rest) = line.strip_prefix("pub ") else { continue };
            let Some((_, name)) = rest
                .split_once(' ')
                .filter(|(kind, _)| matches!(*kind, "struct" | "enum" | "trait" | "type" | "union"))
            else {
                continue;
            };
            let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            types.entry(name.to_owned()).or_default().push(file.clone());
        }
    }
    let doubled: Vec<_> = types.iter().filter(|(_, files)| files.len() > 1).collect();
    let new: Vec<_> = doubled.iter().filter(|(name, _)| !DOUBLED.contains(&name.as_str())).collect();
    assert!(new.is_empty(), "defined more than once: {new:#?}");
    let gone: Vec<_> = DOUBLED.iter().filter(|name| !doubled.iter().any(|(it, _)| it == *name)).collect();
    assert!(gone.is_empty(), "no longer doubled, take them off the list: {gone:?}");
}
