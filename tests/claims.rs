//! Sentences of our own, marked with what they claim (data/claims): that they are well formed, and what is asked of those that were kept
//! aside by their writers. It measures; nothing is trained or tuned on the kept ones.
#![allow(clippy::disallowed_methods, reason = "a test reads its own data")]
#![allow(clippy::print_stdout, reason = "it prints what it measured")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use own::{Form, Part, read};
use sayso::article::Format;
use sayso::claims::Kind;
use sayso::ledger::{Cache, Data, build};
use sayso::text::Span;
use std::path::Path;

#[path = "../examples/claims/own.rs"]
mod own;

/// A paragraph before a sentence that stands alone, so that it is no lead.
const BEFORE: &str = "It rained all day in the valley.\n\n";

fn parts(kept: bool) -> Vec<Part> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/claims"), |name| name.contains("-kept") == kept).unwrap()
}

/// Whether a desk would be asked about each line of `part`.
fn asked(part: &Part, data: &Data) -> Vec<bool> {
    let ask = |text: String, spans: &[Span]| -> Vec<bool> {
        let ledger = build(text.into(), Format::Plain, data, &mut Cache::default());
        let of = |span: &Span| ledger.lines.iter().any(|line| line.span.overlaps(*span) && line.is_asked());
        spans.iter().map(of).collect()
    };
    if part.form != Form::Piece {
        let alone = |line: &own::Marked| {
            let text = BEFORE.to_owned() + &line.text;
            let span = Span::new(BEFORE.len(), text.len());
            ask(text, &[span])[0]
        };
        return part.lines.iter().map(alone).collect();
    }
    let (text, spans) = own::article(part);
    ask(text, &spans)
}

#[test]
fn marked_sentences_are_well_formed_and_a_part_of_them_is_kept_aside() {
    let count = |kept| parts(kept).iter().map(|part| part.lines.len()).sum::<usize>();
    let (kept, others) = (count(true), count(false));
    assert!(kept + others >= 6000 && kept * 8 >= kept + others, "{kept} of {}", kept + others);
    let words = |part: &Part| part.lines.iter().all(|line| line.text.split_whitespace().count() > 1);
    assert!(parts(true).iter().chain(&parts(false)).all(words));
}

#[test]
fn what_was_kept_aside_is_mostly_asked_about_as_its_writers_marked_it() {
    let data = Data::default();
    let mut figures = Vec::new();
    let (mut deeds, mut guilty, mut innocent) = (0, 0, 0);
    for form in [Form::Pairs, Form::Single, Form::Piece] {
        let (mut must, mut said, mut right) = (0, 0, 0);
        for part in parts(true).iter().filter(|part| part.form == form) {
            let asked = asked(part, &data);
            for (line, &asked) in part.lines.iter().zip(&asked) {
                let back = line.kind != Kind::None && !line.runs_on;
                must += usize::from(back);
                said += usize::from(asked);
                right += usize::from(asked && back);
            }
            for (pair, asked) in part.lines.windows(2).zip(asked.windows(2)).filter(|_| form == Form::Pairs) {
                if pair[0].kind == Kind::Accusation && pair[1].kind == Kind::None && !pair[1].opens {
                    deeds += 1;
                    guilty += usize::from(asked[0]);
                    innocent += usize::from(!asked[1]);
                }
            }
        }
        let (recall, precision) = (right as f64 / must.max(1) as f64, right as f64 / said.max(1) as f64);
        println!("{form:?}: recall {recall:.3} of {must}, precision {precision:.3} of {said}");
        figures.push(recall.min(precision));
    }
    println!("deeds: guilty found {guilty}, innocent left alone {innocent}, of {deeds} each");
    assert!(figures.iter().all(|&figure| figure > 0.4), "{figures:?}");
    assert!(2 * guilty > deeds && 2 * innocent > deeds, "{guilty} and {innocent} of {deeds}");
}
