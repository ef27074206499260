//! What the tagger finds in sentences of our own, and that nothing brings it down.

use super::*;
use crate::article::{BlockKind, Format, parse_block};
use proptest::prelude::*;

fn found(text: &str) -> Vec<Found> {
    find(text, &parse_block(text, BlockKind::Prose, Format::Plain))
}

/// Checks what is found in `text`, one line an attribution: source | cue | content, content stretches parted by " / ".
fn check(text: &str, expected: &[&str]) {
    let words = |span: &Option<Span>| span.map_or("-", |s| s.of(text));
    let line = |f: &Found| {
        let content: Vec<&str> = f.content.iter().map(|s| s.of(text)).collect();
        format!("{} | {} | {}", words(&f.source), words(&f.cue), content.join(" / "))
    };
    let lines: Vec<String> = found(text).iter().map(line).collect();
    assert_eq!(lines, expected, "in {text:?}");
}

#[test]
fn a_cue_after_what_was_said() {
    check(
        "The bridge at Velin will stay closed until spring, Mayor Anna Kovach said.",
        &["Mayor Anna Kovach | said | The bridge at Velin will stay closed until spring"],
    );
}

#[test]
fn a_cue_before_what_was_said() {
    check(
        "Kovach said that the bridge would stay closed until spring.",
        &["Kovach | said | that the bridge would stay closed until spring"],
    );
}

#[test]
fn a_quotation_and_its_speaker() {
    check(
        "“We will not open the bridge before it is safe,” said Kovach.",
        &["Kovach | said | “We will not open the bridge before it is safe,”"],
    );
}

#[test]
fn a_cue_inserted_into_what_was_said() {
    let all = found("“The bridge is old,” Kovach said, “and nobody has paid for it in years.”");
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].content.len(), 2, "both halves of the quotation are hers: {all:?}");
}

#[test]
fn according_to() {
    check(
        "According to a city report, the bridge lost two of its nine piers.",
        &["a city report | According to | the bridge lost two of its nine piers"],
    );
}

#[test]
fn plain_telling_is_on_nobodys_word() {
    check("The bridge at Velin has nine piers and two lanes.", &[]);
}

#[test]
fn nouns_that_look_like_verbs_attribute_nothing() {
    check("The two states share a border of ninety miles.", &[]);
}

#[test]
fn british_spelling_is_read_as_american() {
    let cues = |text: &str| found(text).iter().filter_map(|f| f.cue.map(|c| c.of(text).to_owned())).collect::<Vec<_>>();
    assert_eq!(cues("Anna Kovach criticised the plan."), ["criticised"]);
    assert_eq!(cues("Anna Kovach criticized the plan."), ["criticized"]);
}

#[test]
fn each_clause_has_its_own_speaker() {
    let text = "Kovach said the bridge was safe, but engineer Ivan Dorn warned that it could fall.";
    let sources: Vec<Option<&str>> = found(text).iter().map(|f| f.source.map(|s| s.of(text))).collect();
    assert_eq!(sources, [Some("Kovach"), Some("engineer Ivan Dorn")]);
}

#[test]
fn data_that_is_not_ours_finds_nothing() {
    assert!(Model::open(b"").is_none());
    assert!(Model::open(b"sayso-a3 and then nothing").is_none());
    let block = parse_block("Kovach said so.", BlockKind::Prose, Format::Plain);
    assert!(find_with(&Model::default(), &mut Memos::default(), "Kovach said so.", &block).is_empty());
}

#[test]
fn rows_written_are_read_back() {
    let keys = (0..5000_u32).map(|i| features::mix(3, i, i / 7));
    let rows: Vec<(u32, [u8; 8])> =
        keys.map(|key| (key, key.rotate_left(5).to_le_bytes().repeat(2).try_into().unwrap())).collect();
    let bytes = weights::table(rows.clone());
    let table = weights::open_table(&bytes).unwrap();
    let wrong = rows.iter().filter(|(key, row)| table.get(*key) != Some(*row)).count();
    assert!(wrong <= 5, "{wrong} of 5000 rows were lost to others of the same group and slot");
    let strangers = (0..100_000_u32).filter(|&i| table.get(features::mix(4, i, 1)).is_some()).count();
    assert!(strangers < 20, "{strangers} of 100,000 strange keys were taken for known ones");
}

/// Every span lies inside the text, on character boundaries, and is not empty.
fn sound(text: &str) {
    for f in found(text) {
        for span in f.source.iter().chain(&f.cue).chain(&f.content) {
            assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?}");
        }
        assert!((0.0..=1.0).contains(&f.confidence));
        assert!(f.cue.is_some() || !f.content.is_empty(), "neither cue nor content: {f:?}");
    }
}

#[test]
fn hostile_paragraphs() {
    for text in [
        "\"".repeat(10_000),
        "“".repeat(10_000),
        "' ".repeat(10_000),
        "THE MAYOR SAID THE BRIDGE WAS CLOSED ".repeat(5_000),
        "he said she said “they said ".repeat(5_000),
        "said ".repeat(40_000),
        "\u{1F4A5}\u{0301}\u{202E}ß".repeat(10_000),
    ] {
        sound(&text);
    }
}

/// Ten times the text takes no more than some ten times the time.
#[test]
fn time_is_linear_in_the_text() {
    let unit = "Kovach said “we know” and Dorn, who asked not to be named, said that the mayor said so; ";
    // The least of several: whatever else the machine does only adds.
    let time = |times: usize| {
        let text = unit.repeat(times);
        let block = parse_block(&text, BlockKind::Prose, Format::Plain);
        let once = || {
            let start = std::time::Instant::now();
            assert!(!find(&text, &block).is_empty());
            start.elapsed().as_secs_f64()
        };
        (0..7).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    time(10);
    let (short, long) = (time(50), time(500));
    assert!(long < short * 40.0, "{short} s, and {long} s for ten times as much");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,400}") {
        sound(&text);
    }

    #[test]
    fn any_run_of_newswords_is_survived(words in prop::collection::vec("said|Kovach|the|“|”|\"|'|,|\\.|:|that|according|to|bridge|—|\\n|he|not", 0..200)) {
        sound(&words.join(" "));
    }

    /// What is found depends on the block alone, and is the same each time.
    #[test]
    fn the_same_text_is_read_the_same(text in "[A-Za-z“”., ]{0,300}") {
        prop_assert_eq!(found(&text), found(&text));
    }
}
