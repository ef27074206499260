//! The article DSL: a text, and under its lines marks (`^^^^ label`) for what is expected to be found there, no more and no less.
//! Columns count characters. What runs over several lines is marked on its first.

use super::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

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
            writeln!(shown, "{line}").unwrap();
            for (_, start, length, label) in all.iter().filter(|m| m.0 == i + 1) {
                writeln!(shown, "{}{} {label}", " ".repeat(*start), "^".repeat(*length)).unwrap();
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
