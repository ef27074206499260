//! What a sentence claims that a desk asks the source of: an accusation, a toll, ground, a forecast, a record, a figure; or that it stands on
//! nobody one could ring up.
//!
//! A small learned scorer reads a sentence's words and its structure ([`features`], [`model`]); [`words`] finds the words of the sentence in
//! which the claim lies. All are pure functions of one sentence. Who answers for it, and what a sentence of its kind is worth where it
//! stands, is for the ledger to say: nothing here looks at another sentence, and nothing here knows whether a claim is true.

pub mod features;
pub mod model;
pub mod words;

use crate::syntax::Tree;
use crate::syntax::labels::Tag;
use crate::text::Span;
use model::Model;
use std::sync::LazyLock;

/// What a sentence claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// Nothing a desk asks about.
    None,
    /// Wrong done by somebody one could name.
    Accusation,
    /// Dead, hurt, missing, driven out; homes, ships, soldiers lost.
    Toll,
    /// Ground that changed hands in a war.
    Ground,
    /// What will be, stated flatly.
    Forecast,
    /// A superlative or a record.
    Record,
    /// Money, crowds, jobs, shares, growth.
    Figure,
    /// It is put on nobody one could ring up.
    Vague,
}

impl Kind {
    /// All, in the order of the learned tables.
    pub const ALL: [Self; KINDS] = [
        Self::None,
        Self::Accusation,
        Self::Toll,
        Self::Ground,
        Self::Forecast,
        Self::Record,
        Self::Figure,
        Self::Vague,
    ];

    /// As `data/claims` writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Accusation => "accusation",
            Self::Toll => "toll",
            Self::Ground => "ground",
            Self::Forecast => "forecast",
            Self::Record => "record",
            Self::Figure => "figure",
            Self::Vague => "vague",
        }
    }
}

/// How many kinds there are.
pub const KINDS: usize = 8;
/// How many signs the ledger weighs a claim by where it stands.
pub const SIGNS: usize = 24;

/// How likely a sentence is of each kind: natural logarithms of the shares, in 1/[`Scores::UNIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores([i16; KINDS]);

impl Default for Scores {
    /// It claims nothing.
    fn default() -> Self {
        Self([0, Self::LEAST, Self::LEAST, Self::LEAST, Self::LEAST, Self::LEAST, Self::LEAST, Self::LEAST])
    }
}

impl Scores {
    /// Steps to one natural logarithm.
    pub const UNIT: f32 = 256.0;
    /// One in some 160,000: less likely than that is all one.
    const LEAST: i16 = -3072;

    /// From scores on any common scale of natural logarithms.
    #[must_use]
    pub fn of(raw: [f32; KINDS]) -> Self {
        let most = raw.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let whole = raw.iter().map(|score| (score - most).exp()).sum::<f32>().ln() + most;
        Self(raw.map(|score| ((score - whole) * Self::UNIT).round().max(f32::from(Self::LEAST)) as i16))
    }

    /// How likely, as the natural logarithm of its share.
    #[must_use]
    pub fn log(&self, kind: Kind) -> f32 {
        f32::from(self.0[kind as usize]) / Self::UNIT
    }

    /// How likely, from 0 to 1.
    #[must_use]
    pub fn share(&self, kind: Kind) -> f32 {
        self.log(kind).exp()
    }

    /// The likeliest kind that a desk asks about; the graver of two.
    #[must_use]
    pub fn foremost(&self) -> Kind {
        let mut kinds = Kind::ALL[1..].iter().copied();
        let first = kinds.next().unwrap_or(Kind::None);
        kinds.fold(first, |best, kind| if self.0[kind as usize] > self.0[best as usize] { kind } else { best })
    }
}

static MODEL: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::open(include_bytes!("../../data/claims.en.bin")).unwrap_or_default());

/// What each sign counts by which the ledger weighs a claim: learned with the scorer.
#[must_use]
pub fn context() -> [f32; SIGNS] {
    MODEL.context
}

/// What a sentence claims, and where in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// How likely it is of each kind.
    pub scores: Scores,
    /// The words in which its foremost claim lies, in the bytes of the tree's block.
    pub span: Span,
}

impl Claim {
    /// Whether it is likelier than not a claim, and foremost of this kind.
    #[must_use]
    pub fn claims(&self, kind: Kind) -> bool {
        self.scores.share(Kind::None) < 0.5 && self.scores.foremost() == kind
    }
}

/// What the sentence of `tree` claims. `text` is its block's.
#[must_use]
pub fn read(text: &str, tree: &Tree) -> Claim {
    // A line without a verb is a caption, a price, a score; two words without a number are too little to go by.
    let all = 0..tree.nodes.len();
    let number = all.clone().any(|word| tree.nodes[word].tag == Tag::Number);
    let words = all.clone().filter(|&word| tree.nodes[word].tag != Tag::Mark).count();
    if !all.clone().any(|word| tree.predicates(word)) || words < 3 && !number {
        return Claim { scores: Scores::default(), span: whole(tree) };
    }
    let features = features::features(tree);
    let scores = MODEL.scores(&features);
    // Few sentences are ever asked about: the words are looked for where one may be.
    let span = if scores.log(Kind::None) < LEAST_ASKED {
        let weights = MODEL.by_word(&features, scores.foremost(), tree.nodes.len());
        words::span(text, tree, scores.foremost(), &weights)
    } else {
        whole(tree)
    };
    Claim { scores, span }
}

/// From the first word to the last.
fn whole(tree: &Tree) -> Span {
    tree.nodes.first().zip(tree.nodes.last()).map(|(first, last)| first.span.hull(last.span)).unwrap_or_default()
}

/// Above this logarithm of the share of [`Kind::None`] (99 in 100) nobody asks, wherever the sentence stands.
const LEAST_ASKED: f32 = -0.01;

#[cfg(test)]
mod tests {
    use super::{Kind, Scores};

    #[test]
    fn shares_come_to_one_and_the_graver_of_two_is_foremost() {
        let scores = Scores::of([3.0, 2.0, 2.0, -40.0, 0.0, 0.0, 0.0, 0.0]);
        let whole: f32 = Kind::ALL.iter().map(|&kind| scores.share(kind)).sum();
        assert!((whole - 1.0).abs() < 0.02, "{whole}");
        assert_eq!(scores.foremost(), Kind::Accusation);
        assert!(Scores::default().share(Kind::None) > 0.999);
    }
}
