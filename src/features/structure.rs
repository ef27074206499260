//! How a sentence is built, in plain words: a line for each of its verbs, with its subject, its voice and what its clause is for.
//!
//! It tells what [`crate::syntax`] reads and decides nothing.

use super::account::Medium;
use crate::ledger::Ledger;
use crate::syntax::ask::Clause;
use crate::syntax::labels::Label;
use crate::syntax::{self, Tree};
use crate::text::Span;

/// The verbs of the line at `index`, one to a line. None in a language that is not judged, or where the line is no sentence.
pub fn clauses(ledger: &Ledger, index: usize, medium: Medium) -> Vec<String> {
    let line = &ledger.lines[index];
    let placed = &ledger.blocks[line.block];
    let text = placed.span.of(&ledger.text);
    let tree = syntax::read(text, &placed.entry.block, line.sentence).filter(|_| ledger.language.judged());
    let Some(tree) = tree else { return Vec::new() };
    (0..tree.nodes.len()).filter(|&word| tree.predicates(word)).map(|verb| clause(&tree, text, verb, medium)).collect()
}

fn clause(tree: &Tree, text: &str, verb: usize, medium: Medium) -> String {
    let quoted = |span: Span| medium.quoted(span.of(text));
    let whole = |word: usize| quoted(tree.whole(word));
    let mut facts = Vec::new();
    let passive = tree.passive(verb);
    if let Some(subject) = tree.subject(verb) {
        let shared = tree.own_subject(verb) != Some(subject);
        // A shared subject may bring this very clause with it, so it is given by its one word.
        let words = if shared { quoted(tree.nodes[subject].span) } else { whole(subject) };
        facts.push(format!("{} {words}", if passive { "acted on" } else { "subject" }));
    }
    if passive {
        facts.push(
            tree.agent(verb).map_or("passive, no agent named".to_owned(), |agent| format!("passive, {}", whole(agent))),
        );
    }
    if let Some(negation) = tree.negation(verb) {
        facts.push(format!("negated by {}", quoted(tree.nodes[negation].span)));
    }
    if let Some(modal) = tree.modal(verb) {
        facts.push(format!("with {}", quoted(tree.nodes[modal].span)));
    }
    if tree.asked(verb) {
        facts.push("asked".to_owned());
    }
    let facts = if facts.is_empty() { "no subject".to_owned() } else { facts.join("; ") };
    format!("{} ({}): {facts}", medium.quoted(&group(tree, text, verb)), purpose(tree, text, verb, medium))
}

/// The verb with its auxiliaries and its negation: "did not say".
fn group(tree: &Tree, text: &str, verb: usize) -> String {
    let part = |&child: &usize| {
        let helps = matches!(tree.label(child), Some(Label::Aux | Label::AuxPass | Label::Cop));
        child < verb && (helps || tree.negation(verb) == Some(child))
    };
    let words = tree.children(verb).iter().copied().filter(part).chain([verb]);
    let mut group = String::new();
    for word in words {
        let spaced = word == 0 || tree.nodes[word - 1].span.end != tree.nodes[word].span.start;
        if spaced && !group.is_empty() {
            group.push(' ');
        }
        group.push_str(tree.nodes[word].span.of(text));
    }
    group
}

fn purpose(tree: &Tree, text: &str, verb: usize, medium: Medium) -> String {
    let on = || {
        tree.parent(verb).map_or(String::new(), |head| format!(" of {}", medium.quoted(tree.nodes[head].span.of(text))))
    };
    match tree.clause(verb) {
        Clause::Main => "main clause".to_owned(),
        Clause::Content => format!("content{}", on()),
        Clause::Open => format!("open question{}", on()),
        Clause::Condition => "condition".to_owned(),
        Clause::Adverbial => "side clause".to_owned(),
        Clause::OfNoun => format!("describes{}", on()),
        Clause::Subject => format!("subject{}", on()),
        Clause::Beside => "set beside another clause".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::plain;

    #[test]
    fn each_verb_has_a_line() {
        let snapshot = plain("Ann Lind did not say whether the clerk was bribed by the firm.\n");
        expect_test::expect![[r#"
            “did not say” (main clause): subject “Ann Lind”; negated by “not”
            “was bribed” (open question of “say”): acted on “the clerk”; passive, “by the firm”"#]]
        .assert_eq(&clauses(&snapshot.ledger, 0, Medium::Plain).join("\n"));
    }
}
