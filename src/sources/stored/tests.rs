use super::*;

const SPEECH: &str = "Mr. Lind: We did not expect to find so many cracks – eleven of forty gates, I was told.\n\n\
    Nobody came to the bridge. “Nobody at all,” he said to me, and we waited for 1,200 minutes.\n\
    It doesn't matter who paid for it.";

fn passages_of(quotation: &str) -> Vec<Passage> {
    passages(quotation, Span::new(0, quotation.len()), &[])
}

#[track_caller]
fn check(quotation: &str, holds: bool) {
    let stored = Stored::new(SPEECH.into());
    assert_eq!(passages_of(quotation).iter().all(|passage| stored.holds(passage)), holds, "{quotation}");
}

#[test]
fn marks_capitals_and_spaces_make_no_difference() {
    check("we did not expect to find so many cracks", true);
    check("We did not expect to find so many cracks—eleven of forty gates,", true);
    check("to the bridge. ‘Nobody at all,’ he\nsaid", true);
    check("It doesn’t matter who paid", true);
    check("waited for 1200 minutes", true);
}

#[test]
fn other_words_do() {
    check("we did not expect to find that many cracks", false);
    check("twelve of forty gates", false);
    check("we waited for 1,300 minutes", false);
    check("It does matter who paid", false);
}

#[test]
fn what_is_left_out_or_the_writers_own_is_not_looked_for() {
    check("We did not expect ... eleven of forty gates", true);
    check("We did not expect […] eleven of forty gates", true);
    check("[W]e waited for 1,200 minutes", true);
    check("he said to me, and [the two of us] waited", true);
    check("Nobody [came] to the bridge", true);
    check("wait[ing] for 1,200 minutes", true);
    check("We did not expect […] twelve of forty gates", false);
    check("Nobody [came] across the bridge", false);
}

#[test]
fn an_empty_text_holds_nothing_and_an_empty_quotation_is_held() {
    assert!(!Stored::new("".into()).holds(&passages_of("not a word")[0]));
    assert_eq!(Stored::new("".into()).nearest(&passages_of("not a word")[0]), None);
    check("", true);
    check("[…]", true);
    check("[of course]", true);
}

#[test]
fn the_nearest_passage_is_found_with_what_differs() {
    let stored = Stored::new(SPEECH.into());
    let near = |quotation: &str| {
        let near = stored.nearest(&passages_of(quotation)[0])?;
        Some((near.words, near.differ, near.here.of(quotation).to_owned(), near.there))
    };
    let found = |words: &str, differ, here: &str, there: &str| {
        Some((words.to_owned(), differ, here.to_owned(), there.to_owned()))
    };
    assert_eq!(near("to find that many cracks"), found("to find so many cracks", 1, "that", "so"));
    assert_eq!(near("we did expect to find so many"), found("We did not expect to find so many", 1, "", "not"));
    assert_eq!(near("Nobody ever came to the bridge"), found("Nobody came to the bridge", 1, "ever", ""));
    assert_eq!(
        near("it surely doesn’t matter at all who paid for it"),
        found("It doesn't matter who paid for it", 3, "surely", "")
    );
    assert_eq!(near("the harvest was the worst in years"), None);
}

#[test]
fn numbers_are_found_however_they_are_written() {
    let stored = Stored::new("Twelve hundred came, 40 per cent of 3,000; 1.25 million watched.".into());
    let has = |value: u64| stored.has_number(value * 1000, 0);
    assert!(has(1200) && has(40) && has(3000) && has(1_250_000) && !has(1201));
    assert!(stored.has_number(1_300_000_000, 65_000_000));
    assert_eq!(stored.nearest_number(3_100_000), Some("3,000"));
    assert_eq!(stored.nearest_number(7_000), None);
}

#[test]
fn a_text_of_one_word_over_and_over_is_searched_in_bounded_time() {
    let stored = Stored::new("no ".repeat(200_000).into());
    let passage = &passages_of(&("no ".repeat(290) + "yes"))[0];
    assert!(!stored.holds(passage), "its rarest word is not there");
    let passage = &passages_of(&("no ".repeat(290) + "[yes] no no maybe"))[0];
    let _ = (stored.holds(passage), stored.nearest(passage));
}
