//! Pipe tables: what stands in their cells is found and taken out like anything else, and a row claims nothing.

use crate::run::*;
use serde_json::Value;

const SOURCES: &str = "references:\n- id: ward-count\n  title: The ward count\n- id: s1\n  custom: {confidential: true, identity: Olha Brynza}\n";

/// The rules that speak, each with the words it speaks of.
fn found(table: &str) -> Vec<(String, String)> {
    let files = [("sayso.toml", "strictness = \"strict\"\n"), ("sources.yaml", SOURCES), ("a.md", table)];
    let all = lines(&check(&files, &["--format", "json"]));
    let at = |line: &Value, name: &str| line[name].as_u64().unwrap() as usize;
    let words = |line: &Value| table[at(line, "start")..at(line, "end")].to_owned();
    let all = all.iter().filter(|line| line["file"] == "a.md");
    all.map(|line| (line["rule"].as_str().unwrap_or_default().to_owned(), words(line))).collect()
}

#[test]
fn what_stands_in_cells_is_found_and_a_figure_in_a_table_is_no_claim() {
    let table = "The ward council met on Monday, Ada Okoro, the mayor, said [@ward-count].\n\n\
                 | Ward | Killed | |\n|------|-------:|---|\n\
                 | North | 310 people were killed TK | [@nope] |\n\
                 | Сomet | Olha Brynza | Kharkov |\n";
    let pairs = found(table);
    let rules = |rule: &str| pairs.iter().filter(|it| it.0 == rule).map(|it| it.1.as_str()).collect::<Vec<_>>();
    assert_eq!(rules("tk"), ["TK"], "{pairs:?}");
    assert_eq!(rules("unknown-source-tag"), ["nope"], "{pairs:?}");
    assert_eq!(rules("confidential-leak"), ["Olha Brynza"], "{pairs:?}");
    assert_eq!(rules("mixed-script"), ["Сomet"], "{pairs:?}");
    assert_eq!(rules("place-name-variant"), ["Kharkov"], "{pairs:?}");
    assert_eq!(pairs.len(), 5, "{pairs:?}");
}

#[test]
fn a_directive_in_a_cell_lets_its_row_stand() {
    let table = "| Ward | Killed |\n|---|---|\n| North TK | 12 <!-- stet --> |\n| South TK | 7 |\n";
    assert_eq!(found(table), [("tk".to_owned(), "TK".to_owned())]);
    let table = "| Ward | Killed |\n|---|---|\n| North | 12 <!-- stet --> |\n";
    assert_eq!(found(table)[0].0, "unused-directive");
}

#[test]
fn clean_takes_tags_out_of_cells_and_leaves_the_table() {
    let folder = newsroom(&[
        ("sources.yaml", SOURCES),
        ("a.md", "| Ward | Hurt | |\n|---|---|---|\n| North | 310 [@nope] | [@ward-count] |\n"),
    ]);
    let ran = sayso(folder.path(), &["clean", "a.md"], b"");
    assert_eq!((ran.code, &*ran.out), (0, "| Ward | Hurt | |\n|---|---|---|\n| North | 310 | |\n"), "{}", ran.err);
    let ran = sayso(folder.path(), &["clean", "--footnotes", "a.md"], b"");
    assert!(ran.out.contains("| North | 310[^source-1] | [^source-2] |\n"), "{}", ran.out);
}
