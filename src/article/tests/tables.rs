//! Pipe tables: cells are read for what stands in them, and rows claim nothing.

use super::*;

fn cells(text: &str, block: &Block) -> Vec<(Span, String)> {
    let bare = |span: &Span| Some((chars::trimmed(text, *span)?, "cell".to_owned()));
    block.cells.iter().filter_map(bare).collect()
}

fn tags(_: &str, block: &Block) -> Vec<(Span, String)> {
    let keys = |tag: &Tag| tag.citations.iter().map(|c| c.key.clone()).collect::<Vec<_>>().join(" ");
    let sentence = |tag: &Tag| tag.sentence.map_or("none".to_owned(), |s| s.to_string());
    block.tags.iter().map(|tag| (tag.span, format!("{} in {}", keys(tag), sentence(tag)))).collect()
}

fn marks(_: &str, block: &Block) -> Vec<(Span, String)> {
    let directives = block.directives.iter().map(|d| (d.span, format!("{:?}", d.reach)));
    directives.chain(block.marks.iter().map(|m| (m.span, format!("{:?}", m.kind)))).collect()
}

fn words(text: &str, block: &Block) -> Vec<(Span, String)> {
    block.tokens.iter().filter(|t| t.kind != TokenKind::Mark).map(|t| (t.span, t.span.of(text).to_owned())).collect()
}

#[test]
fn a_row_is_a_line_and_its_cells_hold_tags_and_marks() {
    let table = |marks: &str| {
        let rows = [
            "| Ward | Hurt | |",
            "|------|-----:|---|",
            "| East | 12 TK | [@okafor] |",
            "| [@own] West | 7 | <!-- stet --> |",
        ];
        let mut marked = String::from("It rained.\n\n");
        for (row, marks) in rows.iter().zip(marks.split('/')) {
            marked += row;
            marked += "\n";
            marks.lines().filter(|line| !line.trim().is_empty()).for_each(|line| marked += &format!("{line}\n"));
        }
        marked
    };
    check(
        Format::Markdown,
        sentences,
        &format!(
            "It rained.\n^^^^^^^^^^ statement\n{}",
            &table("  ^^^^^^^^^^^ row//  ^^^^^^^^^^^^^^^^^^^^^^^^ row/  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ row")
                ["It rained.\n".len()..]
        ),
    );
    check(Format::Markdown, tags, &table("//                 ^^^^^^^^^ okafor in 1/  ^^^^^^ own in 2"));
    check(
        Format::Markdown,
        super::tables::marks,
        &table("//            ^^ ToCome/                    ^^^^^^^^^^^^^ Before"),
    );
}

#[test]
fn rows_without_pipes_at_their_ends_in_quotes_and_in_lists() {
    check(
        Format::Markdown,
        cells,
        "\
Ward | Hurt
^^^^ cell
       ^^^^ cell
--- | ---
East | 12
^^^^ cell
       ^^ cell

> | Ward | Hurt |
    ^^^^ cell
           ^^^^ cell
> |---|---|
> | East | 12 |
    ^^^^ cell
           ^^ cell

- Wards:

    | Ward | Hurt |
      ^^^^ cell
             ^^^^ cell
    |---|---|
    | East | 12 |
      ^^^^ cell
             ^^ cell
",
    );
}

#[test]
fn a_cell_ends_at_a_pipe_that_is_not_escaped_and_nothing_runs_on_into_the_next() {
    check(
        Format::Markdown,
        cells,
        "\
| Ward \\| town | `a \\| b` [@x] |
  ^^^^^^^^^^^^ cell
                 ^^^^^^^^^^^^^ cell
|---|---|
| East | 12 | [@surplus] | TK
  ^^^^ cell
         ^^ cell
              ^^^^^^^^^^ cell
                           ^^ cell
",
    );
    check(
        Format::Markdown,
        tags,
        "\
| [@a | b] | `[@code]` | @{c|d} |
  ^^^ a in 0
|---|---|---|---|---|
| [@a, p. 3 \\| 4] | <!-- stet | --> | 3 | [@surplus] |
  ^^^^^^^^^^^^^^^ a in 1
                                          ^^^^^^^^^^ surplus in 1
",
    );
    check(Format::Markdown, marks, "| <!-- stet | --> |\n|---|---|\n| a | b |\n");
}

#[test]
fn what_follows_a_comment_on_its_line_is_read_wherever_the_line_stands() {
    check(
        Format::Markdown,
        tags,
        "\
It rained.
<!-- stet --> Two died [@own].
                       ^^^^^^ own in 1
| East | 12 |
|---|---|
<!-- stet -->[@okafor] <!-- note [@none] -->
             ^^^^^^^^^ okafor in 2
",
    );
}

#[test]
fn words_of_a_cell_are_cut_as_anywhere_and_code_is_none() {
    check(
        Format::Markdown,
        words,
        "\
| **Ward** | “Hurt | `code` |
    ^^^^ Ward
             ^ “
              ^^^^ Hurt
|---|---|---|
| U.S. | 12,000 | https://a.example/b|
  ^^^^ U.S.
         ^^^^^^ 12,000
",
    );
}
