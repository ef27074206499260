//! What the embedded tables make of sentences, and what holds of any text.

use super::*;
use crate::article::{BlockKind, Format, parse_block};
use proptest::prelude::*;

/// The tree of the last sentence of `text`.
fn tree(text: &str) -> Tree {
    let block = parse_block(text, BlockKind::Prose, Format::Plain);
    read(text, &block, block.sentences.len() - 1).expect("a sentence")
}

/// The verb written `form`.
fn verb(tree: &Tree, form: &str) -> usize {
    (0..tree.nodes.len()).find(|&i| tree.form(i) == form).unwrap_or_else(|| panic!("no {form} in {tree:?}"))
}

/// The words of what an answer points at, with all that hangs on it.
fn words(text: &str, tree: &Tree, word: Option<usize>) -> String {
    word.map_or_else(String::new, |word| tree.whole(word).of(text).to_owned())
}

#[test]
fn words_are_cut_as_treebanks_cut_them() {
    let forms = |text| tree(text).forms.join(" ");
    assert_eq!(forms("She cannot pay $40 (5%) for co-authors."), "she can not pay $ 00 ( 0 % ) for co-authors .");
    assert_eq!(forms("Rusk’s Tarn-based team isn’t well-known."), "rusk 's tarn - based team is n't well - known .");
    assert_eq!(forms("It rose – slowly – to 1,250."), "it rose -- slowly -- to 0,000 .");
}

#[test]
fn a_dateline_is_no_part_of_the_sentence() {
    for dateline in ["KOLBY, Norland (AP) — ", "TARN — ", "KOLBY, May 4 (Courier) - "] {
        let text = format!("{dateline}The mayor left the hall.");
        assert_eq!(tree(&text).forms.join(" "), "the mayor left the hall .", "{dateline}");
    }
    assert_eq!(tree("The mayor — Ann Lind — left.").nodes.len(), 8);
}

#[test]
fn a_quotation_hangs_on_its_sentence_by_one_arc() {
    for text in [
        "“The old bridge at Tarn is rotten, and it will fall,” Ann Lind said on Monday.",
        "Ann Lind said: “The old bridge at Tarn is rotten, and it will fall.”",
        "“The old bridge at Tarn,” Ann Lind said in May, “will fall before the winter is over.”",
    ] {
        let tree = tree(text);
        let block = parse_block(text, BlockKind::Prose, Format::Plain);
        for quotation in block.quotations.iter().filter(|q| q.words >= 4) {
            let inside = |i: usize| quotation.span.contains(tree.nodes[i].span);
            let crossing =
                (0..tree.nodes.len()).filter(|&i| tree.parent(i).is_some_and(|head| inside(i) != inside(head)));
            assert!(crossing.count() >= 1, "{text}");
            let leaving =
                (0..tree.nodes.len()).filter(|&i| inside(i) && tree.parent(i).is_none_or(|head| !inside(head)));
            assert_eq!(leaving.count(), 1, "{text}");
        }
        assert_eq!(
            words(text, &tree, tree.subject(verb(&tree, if text.contains("told") { "told" } else { "said" }))),
            "Ann Lind",
            "{text}"
        );
    }
}

#[test]
fn the_passive_is_told_from_the_active() {
    for (text, form, passive, subject, agent) in [
        ("The mayor was accused of theft by two engineers.", "accused", true, "The mayor", "by two engineers"),
        ("The mayor accused two engineers of theft.", "accused", false, "The mayor", ""),
        ("Rusk has been criticised by some.", "criticised", true, "Rusk", "by some"),
        ("The money is believed to have gone abroad.", "believed", true, "The money", ""),
        ("The figures reported by the board were wrong.", "reported", true, "", "by the board"),
        ("The clerk had told the court.", "told", false, "The clerk", ""),
    ] {
        let tree = tree(text);
        let verb = verb(&tree, form);
        assert_eq!(tree.passive(verb), passive, "{text}");
        if !subject.is_empty() {
            assert_eq!(words(text, &tree, tree.subject(verb)), subject, "{text}");
        }
        assert_eq!(words(text, &tree, tree.agent(verb)), agent, "{text}");
    }
}

#[test]
fn what_negates_a_verb_is_found() {
    for (text, form, negated) in [
        ("Lind did not say whether the bridge was safe.", "say", true),
        ("Lind has never said so.", "said", true),
        ("Nobody said that the bridge was safe.", "said", true),
        ("Lind said the bridge was not safe.", "said", false),
        ("Lind didn’t confirm the sale.", "confirm", true),
    ] {
        let tree = tree(text);
        assert_eq!(tree.negation(verb(&tree, form)).is_some(), negated, "{text}");
    }
}

#[test]
fn a_subject_is_inherited() {
    for (text, form, subject) in [
        ("Lind bought the mill and said it would close.", "said", "Lind"),
        ("The clerk who warned the council left.", "warned", "clerk"),
        ("Lind refused to say more.", "say", "Lind"),
        ("Lind asked the clerk to speak.", "speak", "clerk"),
    ] {
        let tree = tree(text);
        let found = tree.subject(verb(&tree, form)).map(|word| tree.nodes[word].span.of(text));
        assert_eq!(found, Some(subject), "{text}");
    }
}

#[test]
fn clauses_are_told_apart() {
    use ask::Clause;
    for (text, form, clause) in [
        ("The bridge fell on Monday.", "fell", Clause::Main),
        ("Lind said that the bridge fell.", "fell", Clause::Content),
        ("Lind asked whether the bridge fell.", "fell", Clause::Open),
        ("If the bridge falls, the town will sue.", "falls", Clause::Condition),
        ("The bridge that fell was old.", "fell", Clause::OfNoun),
    ] {
        let tree = tree(text);
        assert_eq!(tree.clause(verb(&tree, form)), clause, "{text}");
    }
    let asks = tree("Did the mayor say that?");
    assert!(asks.asked(verb(&asks, "say")));
    let says = tree("The mayor could say that.");
    assert!(!says.asked(verb(&says, "say")) && says.modal(verb(&says, "say")).is_some());
}

#[test]
fn what_is_too_long_has_no_tree() {
    let text = "apples, ".repeat(machine::LONGEST);
    let block = parse_block(&text, BlockKind::Prose, Format::Plain);
    assert_eq!(read(&text, &block, 0), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_makes_trees(text in "(\\PC{0,12}|said|by|not|was|“|”|\"|, |\\. |[A-Z][a-z]{1,6} ){0,60}") {
        let block = parse_block(&text, BlockKind::Prose, Format::Plain);
        for sentence in 0..block.sentences.len() {
            let Some(tree) = read(&text, &block, sentence) else { continue };
            prop_assert_eq!(tree.nodes.iter().filter(|node| node.arc.is_none()).count(), 1);
            for i in 0..tree.nodes.len() {
                let mut at = i;
                for _ in 0..tree.nodes.len() {
                    at = tree.parent(at).unwrap_or(at);
                }
                prop_assert_eq!(tree.parent(at), None, "round and round");
                prop_assert!(text.is_char_boundary(tree.nodes[i].span.start) && text.is_char_boundary(tree.nodes[i].span.end));
                prop_assert!(i == 0 || tree.nodes[i - 1].span.end <= tree.nodes[i].span.start);
                let _ = (tree.passive(i), tree.subject(i), tree.agent(i), tree.negation(i), tree.clause(i), tree.whole(i));
            }
        }
    }
}
