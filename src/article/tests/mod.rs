//! The article DSL: a text, and under its lines marks (`^^^^ label`) for what is expected to be found there, no more and no less.
//! Columns count characters. What runs over several lines is marked on its first.

mod marks;
mod properties;
mod tables;

use super::*;
use std::collections::BTreeSet;

/// Reads the whole of `text` and returns what `pick` finds in each block, in the article's bytes.
fn read(text: &str, format: Format, pick: fn(&str, &Block) -> Vec<(Span, String)>) -> Vec<(Span, String)> {
    let mut all = Vec::new();
    for piece in split(text, format) {
        let own = piece.span.of(text);
        let block = parse_block(own, piece.kind, format);
        all.extend(pick(own, &block).into_iter().map(|(span, label)| (span.shifted(piece.span.start), label)));
    }
    all
}

/// Checks that what `pick` finds in the article under test is what its marks say.
#[track_caller]
fn check(format: Format, pick: fn(&str, &Block) -> Vec<(Span, String)>, marked: &str) {
    let is_marks = |line: &str| line.trim_start().starts_with('^');
    let lines: Vec<&str> = marked.lines().collect();
    let text: String = lines.iter().filter(|l| !is_marks(l)).flat_map(|l| [l, "\n"]).collect();
    let mut expected = BTreeSet::new();
    let mut number = 0;
    for line in &lines {
        if !is_marks(line) {
            number += 1;
            continue;
        }
        let start = line.chars().take_while(|&c| c == ' ').count();
        let length = line.trim_start().chars().take_while(|&c| c == '^').count();
        expected.insert((number, start, length, line.trim().trim_start_matches('^').trim().to_owned()));
    }
    let mut found = BTreeSet::new();
    for (span, label) in read(&text, format, pick) {
        let before = &text[..span.start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let first_line = span.of(&text).split('\n').next().unwrap_or_default();
        found.insert((
            before.matches('\n').count() + 1,
            before[line_start..].chars().count(),
            first_line.chars().count(),
            label,
        ));
    }
    let show = |all: &BTreeSet<(usize, usize, usize, String)>| {
        let mut shown = String::new();
        for (i, line) in text.lines().enumerate() {
            shown.push_str(line);
            shown.push('\n');
            for (_, start, length, label) in all.iter().filter(|m| m.0 == i + 1) {
                shown.push_str(&format!("{}{} {label}\n", " ".repeat(*start), "^".repeat(*length)));
            }
        }
        shown
    };
    assert!(expected == found, "expected:\n{}\nfound:\n{}", show(&expected), show(&found));
}

fn sentences(_: &str, block: &Block) -> Vec<(Span, String)> {
    block.sentences.iter().map(|s| (s.span, format!("{:?}", s.form).to_lowercase())).collect()
}

fn quotations(_: &str, block: &Block) -> Vec<(Span, String)> {
    let label = |q: &Quotation| format!("{} {}", if q.closed { "closed" } else { "open" }, q.depth);
    block.quotations.iter().map(|q| (q.span, label(q))).collect()
}

#[test]
fn abbreviations_and_ranks_end_no_sentence() {
    check(
        Format::Plain,
        sentences,
        "\
Lt. Gen. Orlo Venn left Dorno on Nov. 27 with 3.5 tons. The U.S. Army said so.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
                                                        ^^^^^^^^^^^^^^^^^^^^^^ statement

Marn v. Venn, heard by Ida C. “Kit” Olm, was lost at 9 p.m. E.T. on Sunday. Orla M. Venn won.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
                                                                            ^^^^^^^^^^^^^^^^^ statement

Col.-Gen. A. V. Marn spoke at 9 a.m. Monday. Was he heard? No. He fled the U.S. The rest stayed.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
                                             ^^^^^^^^^^^^^ question
                                                           ^^^ statement
                                                               ^^^^^^^^^^^^^^^^ statement
                                                                                ^^^^^^^^^^^^^^^^ statement
",
    );
}

#[test]
fn a_quotation_goes_on_with_its_speaker() {
    check(
        Format::Plain,
        sentences,
        "\
‘We hold it,’ he said. “Do you?” she asked. “Get out!” Mayor Venn shouted. “We won.” The road is open.
^^^^^^^^^^^^^^^^^^^^^^ statement
                       ^^^^^^^^^^^^^^^^^^^^ statement
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
                                                                           ^^^^^^^^^ statement
                                                                                     ^^^^^^^^^^^^^^^^^ statement
",
    );
}

#[test]
fn apostrophes_are_no_quotation_marks() {
    check(
        Format::Plain,
        quotations,
        "\
The soldiers’ fate in the ’90s wasn’t clear, ‘the workers’ union’s plan is dead,’ she said of rock ’n’ roll.
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ closed 0

The soldiers' fate in the '90s wasn't clear, 'the plan is dead,' she told 'em.
                                             ^^^^^^^^^^^^^^^^^^^ closed 0
",
    );
}

fn words(text: &str) -> String {
    let block = parse_block(text, BlockKind::Prose, Format::Plain);
    block.tokens.iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join(" ")
}

#[test]
fn words_keep_what_belongs_to_them() {
    assert_eq!(words("The mayor's 80% isn't $1.2m, they’d say."), "The mayor 's 80% is n't $1.2m , they ’d say .");
    assert_eq!(
        words("Col.-Gen. J. R. Venn, the U.S.-led Ph.D. at 9 a.m."),
        "Col.-Gen. J. R. Venn , the U.S.-led Ph.D. at 9 a.m."
    );
    assert_eq!(
        words("Post-war Dorno—2013-14... aif.ru? R&D, No. 5. No."),
        "Post-war Dorno — 2013-14 ... aif.ru ? R&D , No. 5 . No ."
    );
    assert_eq!(words("за́мок, cafe\u{301} 16th ’90s ‘’em’"), "за́мок , cafe\u{301} 16th ’90s ‘ ’em ’");
    assert_eq!(words("in Dorno, Mass. and I miss. Venn"), "in Dorno , Mass. and I miss . Venn");
}

#[test]
fn sentences_begin_and_end_inside_quotations() {
    check(
        Format::Plain,
        sentences,
        "\
Venn said: “The road is open. We drive on it.” He smiled… “What do we need?” The rest (see p. 3. There) left.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
                              ^^^^^^^^^^^^^^^^ statement
                                               ^^^^^^^^^^ statement
                                                          ^^^^^^^^^^^^^^^^^^ question
                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement

She asked, “Who holds it?” « On verra. » (He left. She stayed.) Then 12 fell.¹ Five rose.
^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
                           ^^^^^^^^^^^^^ statement
                                         ^^^^^^^^^ statement
                                                   ^^^^^^^^^^^^ statement
                                                                ^^^^^^^^^^^^^^ statement
                                                                               ^^^^^^^^^^ statement
",
    );
}

#[test]
fn tags_and_notes_after_the_full_stop_belong_to_the_sentence_before() {
    check(
        Format::Plain,
        sentences,
        "\
The town fell. [@tass-1] Nobody knew.[^2] He was Orla Venn [CQ]. @ria-7 said so. [@own]
^^^^^^^^^^^^^^^^^^^^^^^^ statement
                         ^^^^^^^^^^^^^^^^ statement
                                          ^^^^^^^^^^^^^^^^^^^^^^ statement
                                                                 ^^^^^^^^^^^^^^^^^^^^^^ statement
",
    );
}

#[test]
fn one_paragraph_to_a_line_with_a_headline() {
    check(
        Format::Plain,
        sentences,
        "\
Bridge at Dorno Falls, Mayor Says
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ heading
By Anna Kovach and Orlo Venn
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ byline
DORNO, Veria —
^^^^^^^^^^^^^^ dateline
The bridge fell on Monday.
^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
“We heard it,” the mayor said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
",
    );
}

#[test]
fn soft_wrapped_lines_join() {
    check(
        Format::Plain,
        sentences,
        "\
Bridge falls at Dorno
^^^^^^^^^^^^^^^^^^^^^ heading

DORNO, Veria (AP) - The bridge over the river fell on Monday, said Mayor
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
Orlo Venn of the town, who had warned of it since the spring. Lt. Gen.
                                                              ^^^^^^^^ statement
Tam Marn was under it. “We had no time to run. It was the quickest fall.
                       ^^^^^^^^^^^^^^^^^^^^^^^ statement
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^ statement
Nobody was hurt,” he said.
^^^^^^^^^^^^^^^^^^^^^^^^^^ statement

Monday, December 1, 2025
^^^^^^^^^^^^^^^^^^^^^^^^ dateline

Read more: The bridges of Veria
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ instruction
",
    );
}

#[test]
fn quotations_of_every_style() {
    check(
        Format::Plain,
        quotations,
        "\
“One ‘two’ three,” „vier“ and „pięć” and «six» and »sieben« and ‹acht›.
^^^^^^^^^^^^^^^^^^ closed 0
     ^^^^^ closed 1
                   ^^^^^^ closed 0
                              ^^^^^^ closed 0
                                         ^^^^^ closed 0
                                                   ^^^^^^^^ closed 0
                                                                ^^^^^^ closed 0

\"One 'two' three,\" she said, and ``four'' and ”fem” and 27\" of rain.
^^^^^^^^^^^^^^^^^^ closed 0
     ^^^^^ closed 1
                                 ^^^^^^^^ closed 0
                                              ^^^^^ closed 0
",
    );
}

#[test]
fn a_quotation_that_is_never_closed_ends_with_its_block() {
    check(
        Format::Plain,
        quotations,
        "\
“We left at dawn. Nobody’s left here.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open 0

“The rest came later,” he said.” “They all came, she said. “All of them.”
^^^^^^^^^^^^^^^^^^^^^^ closed 0
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^ open 0
                                                           ^^^^^^^^^^^^^^ closed 0

A mark that closes nothing” leaves ‘the rest “as it’ was” there.
                                   ^^^^^^^^^^^^^^^^^ closed 0
                                             ^^^^^^ open 1
",
    );
}

#[test]
fn markdown_masks_what_is_no_prose() {
    check(
        Format::Markdown,
        sentences,
        "\
# The bridge at Dorno
  ^^^^^^^^^^^^^^^^^^^ heading

The `code. Here` *fell.* **Then** [the mayor](https://x.example/a.b) left[^1].[^2] See <https://x.example>. End.
^^^^^^^^^^^^^^^^^^^^^^^ statement
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ statement
                                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^ statement
                                                                                                            ^^^^ statement
> Quoted here. It goes
  ^^^^^^^^^^^^ statement
               ^^^^^^^ statement
> on. Done.
      ^^^^^ statement
- An item
  ^^^^^^^ statement
- Another
  ^^^^^^^ statement
    - A nested one
      ^^^^^^^^^^^^ statement

    goes on here.
    ^^^^^^^^^^^^^ statement

| Town | Dead |
  ^^^^^^^^^^^ row
|------|------|
| Dorno | 12 |
  ^^^^^^^^^^ row

A heading with a line
^^^^^^^^^^^^^^^^^^^^^ heading
=====================

    indented.code()

~~~
Fenced. Code.

Still code.
~~~
<div>
Not prose.
</div>

<!-- a comment

over paragraphs -->
<!-- note --> Prose after a comment.
              ^^^^^^^^^^^^^^^^^^^^^^ statement
",
    );
}

#[test]
fn a_comment_or_tag_never_closed_swallows_nothing() {
    check(
        Format::Markdown,
        sentences,
        "\
<!-- never closed

The town fell.
^^^^^^^^^^^^^^ statement
",
    );
}
