//! The structure of a sentence: its words, their parts of speech, and on which word each hangs.
//!
//! [`read`] is a pure function of a block's text and the embedded data, linear in the sentence. It knows grammar and nothing else: who speaks
//! and what stands is for the rooms above. The parser is a small one (three megabytes) and one arc in six is wrong, so what is read off a
//! tree should hang on its surest parts: [`ask`] has the questions that were measured.

pub mod ask;
pub mod features;
pub mod labels;
pub mod language;
pub mod lexeme;
pub mod machine;
pub mod parse;
pub mod tables;
#[cfg(test)]
mod tests;
pub mod words;

use crate::article::Block;
use crate::text::Span;
use labels::{Label, Tag};
use language::{ENGLISH, Language};
use lexeme::{Lexeme, fold};
use std::sync::LazyLock;
use tables::Model;
use words::Word;

/// A word in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where, in the block's bytes.
    pub span: Span,
    /// The word it hangs on, as an index into [`Tree::nodes`], and how. The main word of a sentence hangs on none.
    pub arc: Option<(usize, Label)>,
    /// Its part of speech.
    pub tag: Tag,
}

/// A sentence's structure. One word of it hangs on no other, and all others hang, directly or not, on that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// Its words, in order.
    pub nodes: Vec<Node>,
    /// The words in lower case, as they are compared.
    forms: Vec<String>,
    /// The children of all words, word after word, and where each word's begin.
    children: Vec<usize>,
    starts: Vec<usize>,
    /// Whether the sentence ends by asking.
    asks: bool,
    language: &'static Language,
}

static MODEL: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::open(include_bytes!("../../data/syntax.en.bin")).unwrap_or_default());

/// The structure of the sentence at index `sentence` of a block whose text is `text`. `None` where there are no words, or more than
/// [`machine::LONGEST`]: a list or a table then, not a sentence.
#[must_use]
pub fn read(text: &str, block: &Block, sentence: usize) -> Option<Tree> {
    let words = words::cut(text, block, sentence, &ENGLISH);
    if words.is_empty() || words.len() > machine::LONGEST || MODEL.actions.is_empty() {
        return None;
    }
    Some(Tree::new(&MODEL, &ENGLISH, text, &words, &words::quoted(block, &words)))
}

/// The class of a word by the company it keeps, its number ([`lexeme::hash`] of its form) given; [`lexeme::NO_CLASS`] if it has none.
#[must_use]
pub fn class(form: u32) -> u16 {
    MODEL.vocabulary.get(form).map_or(lexeme::NO_CLASS, |bits| lexeme::Known::unpacked(bits).class)
}

/// The numbers of words, and their forms as they are compared.
#[must_use]
pub fn lexemes(model: &Model<'_>, text: &str, words: &[Word]) -> (Vec<Lexeme>, Vec<String>) {
    let one = |word: &Word| {
        let mut form = String::with_capacity(word.span.len());
        fold(word.span.of(text), word.spaced, &mut form);
        (Lexeme::new(word.span.of(text), &form, &model.vocabulary), form)
    };
    words.iter().map(one).unzip()
}

impl Tree {
    fn new(
        model: &Model<'_>,
        language: &'static Language,
        text: &str,
        words: &[Word],
        groups: &[std::ops::Range<usize>],
    ) -> Self {
        let (lexemes, forms) = lexemes(model, text, words);
        let tags = parse::tag(model, &lexemes);
        let arcs = parse::parse(model, &lexemes, &tags, groups);
        let nodes = words.iter().zip(&tags).zip(arcs).map(|((word, &tag), arc)| Node {
            span: word.span,
            arc: arc.map(|(head, label)| (head as usize, label)),
            tag,
        });
        Self::of(nodes.collect(), forms, language)
    }

    /// The tree of `nodes`, whose arcs are known.
    fn of(nodes: Vec<Node>, forms: Vec<String>, language: &'static Language) -> Self {
        let mut starts = vec![0; nodes.len() + 1];
        for (head, _) in nodes.iter().filter_map(|node| node.arc) {
            starts[head + 1] += 1;
        }
        for i in 0..nodes.len() {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![0; starts[nodes.len()]];
        for (i, (head, _)) in nodes.iter().enumerate().filter_map(|(i, node)| Some((i, node.arc?))) {
            children[next[head]] = i;
            next[head] += 1;
        }
        let closing = |form: &&String| !matches!(form.as_str(), "\"" | "'" | ")");
        let asks = forms.iter().rev().find(closing).is_some_and(|form| form.starts_with('?'));
        Self { nodes, forms, children, starts, asks, language }
    }
}
