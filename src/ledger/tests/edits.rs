//! Whatever was edited before, the ledger is that of the text opened fresh; and no text brings it down.

use super::{Cache, Data, Ledger, build};
use crate::article::Format;
use proptest::prelude::*;

/// What a view can see of a ledger, to compare two.
fn seen(ledger: &Ledger) -> String {
    let blocks: Vec<_> = ledger
        .blocks
        .iter()
        .map(|b| (b.span, b.kind, b.first_line, b.first_voice, &b.entry.block, &b.entry.reading, &b.entry.mentions))
        .collect();
    format!("{:?}\n{:?}\n{:?}\n{:?}\n{blocks:?}", ledger.language, ledger.lines, ledger.voices, ledger.places)
}

const PARTS: &[&str] = &[
    "Governor Elena Lind said the dam was safe. ",
    "He added that nobody was hurt. ",
    "“We will stay,” said one clerk, who declined to be named. ",
    "“Nobody came",
    "” ",
    "‘It’s the neighbours’ dam.’ ",
    "According to reports, forty died [@herald-7]. ",
    "[@own] ",
    "[@tk",
    "\n",
    "\n\n",
    "\r\n",
    "# Dam holds, mayor says\n",
    "Officials deny it. ",
    "The general argued, ",
    ", they said. ",
    "<!-- stet -->",
    "---\n",
    "Дружковка — ",
    "The train from Kramatorsk reached Donetsk, Ukraine. ",
    "The train from Rostov-on-Don reached Donetsk, Russia. ",
    "Krasnoarmeysk, now Pokrovsk, is 60 kilometers from ",
    "---\nplaces: { Donetsk: \"geonames:565348\" }\n---\n\n",
    "😀",
    "i\u{307}İ",
    "---\nlanguage: uk\n---\n\n",
    "Міст через річку закрили в понеділок, бо повінь пошкодила опору, і чотирнадцять людей поранено, троє з них важко, кажуть у місті. ",
    ": ",
    "(",
    "| Ward | Hurt [@own] |\n",
    "|---|---|\n",
    "| Kramatorsk | “12 TK |\n",
    "> ",
    " | ",
];

fn article() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 0..24).prop_map(|parts| parts.concat())
}

/// Replaces a stretch of `text` between two points given in thousandths, moved to character boundaries.
fn splice(text: &str, from: usize, to: usize, with: &str) -> String {
    let point = |p: usize| (0..=p * text.len() / 1000).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let (a, b) = (point(from.min(to)), point(from.max(to)));
    format!("{}{with}{}", &text[..a], &text[b..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_kept_cache_gives_the_ledger_of_a_fresh_build(
        start in article(),
        edits in prop::collection::vec((0usize..=1000, 0usize..=1000, article()), 1..6),
        markdown in any::<bool>(),
    ) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let data = Data::default();
        let mut kept = Cache::default();
        let mut text = start;
        for (from, to, with) in edits {
            text = splice(&text, from, to, &with);
            let edited = build(text.as_str().into(), format, &data, &mut kept);
            let fresh = build(text.as_str().into(), format, &data, &mut Cache::default());
            prop_assert_eq!(seen(&edited), seen(&fresh));
        }
    }

    #[test]
    fn every_span_lies_on_character_boundaries_of_the_text(text in article()) {
        spans_hold(&text);
    }

    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,200}") {
        spans_hold(&text);
    }
}

/// Builds the ledger of `text` and looks up every span in it.
fn spans_hold(text: &str) {
    let ledger = build(text.into(), Format::Plain, &Data::default(), &mut Cache::default());
    for (i, line) in ledger.lines.iter().enumerate() {
        assert!(text.get(line.span.start..line.span.end).is_some(), "line {:?}", line.span);
        for attribution in ledger.attributions(i) {
            let raw = attribution.raw;
            let via = raw.via.iter().map(|via| &via.span);
            for span in raw.source.iter().chain(&raw.cue).chain(&raw.content).chain(via).chain(&raw.antecedent) {
                let span = span.shifted(attribution.offset);
                assert!(text.get(span.start..span.end).is_some(), "span {span:?}");
            }
        }
    }
}

/// Time must stay in proportion to the text: ten times the text may not take a hundred times as long.
#[test]
fn hostile_texts_cost_no_more_than_their_length() {
    for unit in [
        "“",
        "“Yes,” he said, ",
        "said said said ",
        "A B C said that he said, “",
        "(",
        "he, ",
        "and said, ",
        "‘’ ",
        "— X ",
    ] {
        let time = |n: usize| {
            let text = unit.repeat(n);
            let once = || {
                let start = std::time::Instant::now();
                spans_hold(&text);
                start.elapsed()
            };
            // The least of several: whatever else the machine does only adds.
            once().min(once()).min(once())
        };
        time(50);
        let (small, large) = (time(150), time(1500));
        let limit = small * 40 + std::time::Duration::from_millis(400);
        assert!(large < limit, "{unit:?}: {small:?}, then {large:?}");
    }
}

/// Texts no desk would hand in. Each is read to its end, with every span on characters of the text.
#[test]
fn hostile_texts_are_read_to_their_end() {
    let paragraph = "The bridge over the river was shut on Monday, the mayor said, and 40 cars were lost. ";
    let texts = [
        ("quotation marks", "“".repeat(10_000)),
        ("straight quotation marks", "\"".repeat(10_000)),
        ("a paragraph of 200 KB", paragraph.repeat(200_000 / paragraph.len())),
        ("every sentence a quotation", "“The bridge is shut.” “We were never told!” ‘Nobody came?’ ".repeat(300)),
        ("all capitals", paragraph.to_uppercase().repeat(200)),
        ("no punctuation", paragraph.replace([',', '.'], "").repeat(200)),
        ("mixed scripts", "Mayor Бринк said 桥 is closed «так» he said أن الجسر مغلق and שלום 😀 ".repeat(200)),
    ];
    for (name, text) in texts {
        let start = std::time::Instant::now();
        spans_hold(&text);
        // Many times what a build without optimisation takes on a busy machine: what this catches is a square of the length.
        assert!(start.elapsed().as_secs() < 60, "{name}");
    }
}
