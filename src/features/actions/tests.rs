use super::*;
use crate::article::Format;
use crate::features::testing::{at_caret, snapshot};
use crate::rules::against;
use proptest::prelude::*;

/// Titles of what is offered at `|`, and the text after the action titled `take`.
#[track_caller]
fn check(marked: &str, take: &str, result: &str) {
    let (article, offset) = at_caret(marked);
    let found = actions(&article, Span::new(offset, offset));
    let titles: Vec<_> = found.iter().map(|action| action.title.as_str()).collect();
    let action = found.iter().find(|action| action.title == take);
    let action = action.or_else(|| found.iter().find(|action| action.title.starts_with(take)));
    let action = action.unwrap_or_else(|| panic!("{take} is not among {titles:?}"));
    let edits = match &action.does {
        Does::Edit(edits) | Does::Register(_, edits) => edits,
        Does::HouseForm(id) => panic!("{id}"),
    };
    assert_eq!(applied(&article.ledger.text, edits), result);
}

/// What is offered at `|`.
fn titles(marked: &str) -> Vec<String> {
    let (article, offset) = at_caret(marked);
    actions(&article, Span::new(offset, offset)).into_iter().map(|action| action.title).collect()
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for (span, new) in edits.iter().rev() {
        text.replace_range(span.start..span.end, new);
    }
    text
}

#[test]
fn a_findings_own_fix_comes_first_and_is_preferred_where_it_is_the_only_one() {
    let (article, offset) = at_caret("The bridge is shut [@lipa-0|403].");
    let first = &actions(&article, Span::new(offset, offset))[0];
    assert_eq!((first.title.as_str(), first.sort, first.preferred), ("Write “lipa-0304”", ActionKind::Fix, true));
    assert_eq!(article.findings[first.mends[0]].rule, "unknown-source-tag");
}

#[test]
fn the_speakers_sources_are_offered_first_then_those_cited_near() {
    let marked = "It rained [@ministry]. Jan Brink said that the bri|dge would cost 3 million euros.";
    let offered = titles(marked);
    assert_eq!(
        offered[..3],
        [
            "Cite Bridge at Lipa *closed* until May [@lipa-0304]",
            "Cite Call with the mayor [@brink-call]",
            "Cite Road closures, first quarter [@ministry]"
        ]
    );
    check(
        marked,
        "Cite Call",
        "It rained [@ministry]. Jan Brink said that the bridge would cost 3 million euros [@brink-call].",
    );
}

#[test]
fn a_tag_stands_before_the_full_stop_but_after_a_quotation_or_an_abbreviation() {
    let cite = "Flag: source to come";
    check("At least 31|0 people died.", cite, "At least 310 people died [@tk].");
    check("“We will open it later than anybody thi|nks.”", cite, "“We will open it later than anybody thinks.” [@tk]");
    check("At least 31|0 people died in the U.S.", cite, "At least 310 people died in the U.S. [@tk]");
    check("At least 31|0 people died", cite, "At least 310 people died [@tk]");
}

#[test]
fn a_source_still_to_come_can_be_filled_in() {
    check(
        "It rained [@ministry]. At least 310 people died [@t|k].",
        "Cite Road",
        "It rained [@ministry]. At least 310 people died [@ministry].",
    );
}

#[test]
fn a_speaker_nobody_has_registered_can_be() {
    let marked = "Marta Olsen, the chief engineer of the dam, said that 12 piers were cra|cked.";
    check(
        marked,
        "Add Marta Olsen",
        "Marta Olsen, the chief engineer of the dam, said that 12 piers were cracked [@marta-olsen].",
    );
    let (article, _) = at_caret(marked);
    let people = unregistered(&article, |_| true);
    assert_eq!(people.len(), 1);
    assert_eq!((people[0].key.as_str(), people[0].role.as_deref()), ("marta-olsen", Some("chief engineer of the dam")));
    assert!(!titles("Jan Brink said that 12 piers were cra|cked.").iter().any(|title| title.starts_with("Add ")));
}

#[test]
fn what_is_let_stand_says_why() {
    let stand = "Keep as is, with a reason";
    check(
        "At least 31|0 people died. It rained.",
        stand,
        "At least 310 people died. <!-- stet casualty-figure: reason TK --> It rained.",
    );
    let article = crate::features::testing::plain("At least 310 people died.");
    assert_eq!(article.ledger.format, Format::Plain);
    let found = actions(&article, Span::new(11, 11));
    let Some(Does::Edit(edits)) = found.iter().find(|a| a.title.starts_with(stand)).map(|a| &a.does) else { panic!() };
    let after = applied(&article.ledger.text, edits);
    assert_eq!(after, "At least 310 people died. [stet casualty-figure: reason TK]");
    // Until the reason is written only the TK in it is found.
    let left = crate::features::testing::plain(&after).findings;
    assert_eq!(left.iter().map(|it| it.rule).collect::<Vec<_>>(), ["tk"]);
    assert!(crate::features::testing::plain(&after.replace("TK", "on the plaque")).findings.is_empty());
}

#[test]
fn the_house_form_here_and_throughout() {
    let marked = "The train left Khar|kov. Kharkov waits. “Kharkov is cold,” Jan Brink said.";
    check(marked, "Write “Kharkiv”", "The train left Kharkiv. Kharkov waits. “Kharkov is cold,” Jan Brink said.");
    check(
        marked,
        "Write “Kharkiv” throughout",
        "The train left Kharkiv. Kharkiv waits. “Kharkov is cold,” Jan Brink said.",
    );
    assert!(titles(marked).contains(&"Write “Kharkiv” in every article".to_owned()));
}

#[test]
fn a_date_gets_the_year_nearest_to_the_articles_own() {
    let head = "---\ndate: 2026-01-10\n---\n\n";
    let check =
        |marked: &str, result: &str| check(&format!("{head}{marked}"), "Add the year", &format!("{head}{result}"));
    check("It rained on December 1|2 in Lipa.", "It rained on December 12, 2025 in Lipa.");
    check("It rained on 3 Jan|uary in Lipa.", "It rained on 3 January 2026 in Lipa.");
    for marked in ["It rained on December 1|2, 2024.", "It rained in December| again."] {
        let offered = titles(&format!("{head}{marked}"));
        assert!(!offered.iter().any(|title| title.starts_with("Add the year")), "{offered:?}");
    }
}

#[test]
fn a_handle_can_be_escaped() {
    check("Follow @lindafi|re for more.", "Write \\@lindafire", "Follow \\@lindafire for more.");
}

#[test]
fn all_safe_fixes_are_one_action_and_the_others_are_not_in_it() {
    let text = "It rained. <!-- stet -->\n\nIt rained [@lipa-0403]. <!-- stet-next -->\n";
    let article = snapshot(text);
    let action = fix_all(&article).expect("two idle directives");
    let Does::Edit(edits) = &action.does else { panic!("{action:?}") };
    assert_eq!(applied(text, edits), "It rained.\n\nIt rained [@lipa-0403].\n");
    assert_eq!((action.sort, action.mends.len()), (ActionKind::FixAll, 2));
    assert_eq!(fix_all(&snapshot("It rained.")), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn all_safe_fixes_settle_together(text in crate::rules::remedies::texts()) {
        let article = snapshot(&text);
        if let Some(Action { does: Does::Edit(edits), mends, .. }) = fix_all(&article) {
            let mended: Vec<&Finding> = mends.iter().map(|&i| &article.findings[i]).collect();
            let after = snapshot(&applied(&text, &edits));
            prop_assert_eq!(against(&article.findings, &mended, &edits, &after.findings), None, "{:?}", text);
        }
    }
}

#[test]
fn a_whole_article_selected_offers_fixes_only() {
    let text = "At least 310 people died. ".repeat(10);
    assert_eq!(actions(&snapshot(&text), Span::new(0, text.len())), []);
}
