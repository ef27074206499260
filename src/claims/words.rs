//! The words of a sentence in which its claim lies: what a message quotes and an editor underlines.
//!
//! A figure is its number with what it counts, a toll or a record the phrase that gives it, all else the clause of the verb that speaks
//! loudest for the claim. Where nothing fits it is the sentence.

use super::Kind;
use crate::syntax::Tree;
use crate::syntax::labels::{Label, Tag};
use crate::text::Span;

/// A clause of fewer words tells nothing: the tree went wrong there.
const FEWEST: usize = 3;

/// The words in which a claim of `kind` lies; `weights` says how much each word of the tree speaks for it.
#[must_use]
pub fn span(text: &str, tree: &Tree, kind: Kind, weights: &[i32]) -> Span {
    let loudest = loudest(tree, weights);
    let span = match kind {
        Kind::Figure => number(tree, weights).map(|number| counted(tree, number)),
        _ => loudest.map(|verb| clause(tree, verb)).filter(|span| span.of(text).split_whitespace().count() >= FEWEST),
    };
    let whole = || tree.nodes.first().zip(tree.nodes.last()).map(|(first, last)| first.span.hull(last.span));
    trimmed(text, span.or_else(whole).unwrap_or_default())
}

/// The verb whose clause speaks loudest: its own words and those that hang on it, down to the next verb.
fn loudest(tree: &Tree, weights: &[i32]) -> Option<usize> {
    let mut by_verb = vec![0_i32; tree.nodes.len()];
    for (word, &weight) in weights.iter().enumerate().take(by_verb.len()) {
        if let Some(verb) = tree.verb_of(word) {
            by_verb[verb] = by_verb[verb].saturating_add(weight);
        }
    }
    let told = |&verb: &usize| tree.predicates(verb);
    (0..by_verb.len()).filter(told).max_by_key(|&verb| (by_verb[verb], std::cmp::Reverse(verb)))
}

/// The number that speaks loudest.
fn number(tree: &Tree, weights: &[i32]) -> Option<usize> {
    let numbers = (0..tree.nodes.len()).filter(|&word| tree.nodes[word].tag == Tag::Number);
    numbers.max_by_key(|&word| (weights.get(word).copied().unwrap_or(0), std::cmp::Reverse(word)))
}

/// A number with the noun it counts and what stands between them.
fn counted(tree: &Tree, number: usize) -> Span {
    let on = |word: usize| {
        tree.parent(word).filter(|_| {
            matches!(tree.label(word), Some(Label::Nummod | Label::Compound | Label::Flat | Label::NmodUnmarked))
        })
    };
    let mut span = tree.nodes[number].span;
    let mut head = number;
    // "4.2 million pounds": the number hangs on its scale, that on what is counted.
    for _ in 0..3 {
        let Some(next) = on(head) else { break };
        head = next;
        span = span.hull(tree.nodes[head].span);
    }
    // "$4 million", "12 %", "about 40": what hangs on the number itself.
    for &child in tree.children(number).iter().chain(tree.children(head)) {
        if matches!(tree.nodes[child].tag, Tag::Symbol | Tag::Number) && child.abs_diff(number) <= 2 {
            span = span.hull(tree.nodes[child].span);
        }
    }
    span
}

/// The clause of `verb`: its subject, itself and what it takes, without clauses that are set beside it.
fn clause(tree: &Tree, verb: usize) -> Span {
    let mut span = tree.nodes[verb].span;
    for &child in tree.children(verb) {
        let beside = matches!(
            tree.label(child),
            Some(
                Label::Punct
                    | Label::Cc
                    | Label::Conj
                    | Label::Parataxis
                    | Label::Advcl
                    | Label::AdvclRelcl
                    | Label::Mark
                    | Label::Discourse
            )
        );
        if !beside {
            span = span.hull(phrase(tree, child));
        }
    }
    Span::new(first(tree, verb, span), span.end)
}

/// Where a clause begins that was taken to begin with `span`. A determiner right behind a noun opens a phrase of its own: "Last night | the army
/// shelled the port", and a line that a wire's layout put above the sentence without a mark. Not behind another verb: "The house the army
/// shelled fell".
fn first(tree: &Tree, verb: usize, span: Span) -> usize {
    let named = |word: usize| matches!(tree.nodes[word].tag, Tag::Noun | Tag::Name | Tag::Other);
    let opens = |&word: &usize| {
        let of_the_next =
            tree.label(word) == Some(Label::Det) && tree.parent(word).is_some_and(|noun| word < noun && noun < verb);
        of_the_next && named(word - 1)
    };
    let mut before =
        (1..verb).rev().take_while(|&word| tree.nodes[word].span.start > span.start && !tree.predicates(word));
    before.find(opens).map_or(span.start, |word| tree.nodes[word].span.start)
}

/// A word and what it brings with it, without relative clauses and appositions.
fn phrase(tree: &Tree, word: usize) -> Span {
    let mut span = tree.nodes[word].span;
    let mut open = vec![word];
    while let Some(word) = open.pop() {
        span = span.hull(tree.nodes[word].span);
        let aside = |&child: &usize| {
            !matches!(tree.label(child), Some(Label::AclRelcl | Label::Appos | Label::Parataxis | Label::Punct))
        };
        open.extend(tree.children(word).iter().copied().filter(aside));
    }
    span
}

/// Without the marks and blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let outside = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '—' | '–');
    let own = span.of(text);
    let start = span.start + own.len() - own.trim_start_matches(outside).len();
    Span::new(start, start + own.trim_matches(outside).len())
}

#[cfg(test)]
mod tests {
    use crate::article::{BlockKind, Format, parse_block};
    use crate::claims::Kind;

    /// The words of the first sentence in which its claim lies.
    fn words(text: &str) -> &str {
        let block = parse_block(text, BlockKind::Prose, Format::Plain);
        let tree = crate::syntax::read(text, &block, 0).expect("a sentence");
        let weights: Vec<i32> = tree.nodes.iter().map(|node| i32::from(node.span.of(text) == "shelled")).collect();
        super::span(text, &tree, Kind::Ground, &weights).of(text)
    }

    #[test]
    fn a_claim_begins_with_its_subject() {
        assert_eq!(words("Weir\nThe army shelled the port."), "The army shelled the port");
        assert_eq!(words("Last night the army shelled the port."), "the army shelled the port");
        assert_eq!(words("The army of the north shelled the port."), "The army of the north shelled the port");
        assert_eq!(words("The soldiers all shelled the port."), "The soldiers all shelled the port");
    }
}
