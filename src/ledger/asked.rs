//! What a desk would ask the source of, sentence by sentence: what the sentence claims, weighed by where it stands in its article.
//!
//! The scorer ([`crate::claims`]) knows one sentence. Whether it goes back hangs on more: on whose word it stands, whether a source was heard
//! just before and carries on, whether it goes on with a run, whether it lies in a quotation or is the lead. A small logistic weighs that,
//! learned by `examples/claims` from our own articles. This runs after every keystroke over the whole article, so it works on numbers alone. It decides
//! no standing.

use super::{Line, Standing};
use crate::claims::{Kind, SIGNS, Scores, context};

/// How surely a desk would send a sentence back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    /// It would not.
    #[default]
    No,
    /// One that checks line by line might.
    Perhaps,
    /// It would.
    Likely,
    /// Any desk would.
    Surely,
}

/// What a sentence claims that a desk would ask the source of, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What. [`Kind::None`] where nobody asks.
    pub kind: Kind,
    /// How surely.
    pub sure: Sure,
}

impl Default for Asked {
    fn default() -> Self {
        Self { kind: Kind::None, sure: Sure::No }
    }
}

/// From what likelihood on, in natural logarithms of odds, a line-by-line check asks, a desk asks, any desk asks. On the parts of our own
/// articles that a model did not see, 95, 70 and 40 in a hundred of what goes back lie above them, and 38, 64 and 85 in a hundred above them
/// go back; the trainer prints the steps they lie between.
const FROM: [f32; 3] = [-2.5, -0.8, 0.75];

/// What is known of the article so far, as its sentences are gone through in order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    /// The paragraph, and the article's first.
    block: Option<usize>,
    first: Option<usize>,
    /// Whether somebody who could be asked was heard in this paragraph, in its last sentence, in the paragraph above.
    heard: bool,
    just_heard: bool,
    heard_above: bool,
    /// The kinds claimed on nobody's word in this paragraph, as a set.
    claimed: u8,
    /// How many sentences it had.
    sentences: u32,
    /// Whether the article is the writer's own word: a column, a review, a diary.
    column: bool,
}

/// An article in which more than one sentence in so many says "I", "we" or "you" outside quotations is the writer's own word.
const COLUMN: usize = 6;

impl Before {
    /// Nothing is known but who writes.
    #[must_use]
    pub fn new(lines: &[Line]) -> Self {
        let own = lines.iter().filter(|line| line.own).count();
        Self { column: own * COLUMN > lines.len(), ..Self::default() }
    }

    /// What the next sentence is weighed by: 1 where a sign is there, and the scorer's odds.
    #[must_use]
    pub fn signs(&mut self, line: &Line, scores: Scores) -> [f32; SIGNS] {
        if self.block != Some(line.block) {
            let (first, column) = (self.first.or(Some(line.block)), self.column);
            *self = Self { block: Some(line.block), first, column, heard_above: self.heard, ..Self::default() };
        }
        let kind = scores.foremost();
        let counted = matches!(kind, Kind::Toll | Kind::Record | Kind::Figure);
        let sourced = line.standing < Standing::Vague;
        let sign = |is: bool| f32::from(u8::from(is));
        let odds = odds(scores);
        let signs = [
            1.0,
            odds,
            sign(kind == Kind::Toll),
            sign(kind == Kind::Ground),
            sign(kind == Kind::Forecast),
            sign(kind == Kind::Record),
            sign(kind == Kind::Figure),
            sign(kind == Kind::Vague),
            sign(sourced && !line.carried),
            sign(sourced && line.carried),
            sign(sourced && kind == Kind::Vague),
            sign(line.standing == Standing::Vague),
            sign(self.heard),
            sign(self.just_heard),
            sign(self.heard && kind == Kind::Vague),
            sign(self.heard && counted),
            sign(self.just_heard && counted),
            sign(self.heard_above && counted),
            sign(self.first == self.block),
            sign(self.claimed >> kind as u8 & 1 == 1),
            sign(line.quoted),
            sign(line.own),
            sign(self.column),
            sign(self.sentences == 0),
        ];
        self.heard |= sourced;
        self.just_heard = sourced;
        self.claimed |= if line.standing == Standing::Unattributed && odds > 0.0 { 1 << kind as u8 } else { 0 };
        self.sentences += 1;
        signs
    }
}

/// The odds that a sentence claims something, as their natural logarithm.
fn odds(scores: Scores) -> f32 {
    /// Beyond these odds the scorer is no surer.
    const SUREST: f32 = 6.0;
    let none = scores.log(Kind::None);
    // 1 - p without losing what is left of it where p is near 1.
    let some = (-none.exp_m1()).max(1e-4).ln();
    (some - none).clamp(-SUREST, SUREST)
}

/// Sets what a desk would ask about in each of `lines`; `scores` tells what the scorer makes of a line.
pub(super) fn weigh(lines: &mut [Line], scores: impl Fn(&Line) -> Scores) {
    let weights = context();
    let mut before = Before::new(lines);
    for line in lines.iter_mut().filter(|line| line.standing != Standing::None) {
        let own = scores(line);
        let odds: f32 = before.signs(line, own).iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
        // What bears a tag is answered for, or is to be; what is quoted, by whom it quotes.
        let answered = line.bears_tag || line.quoted && line.standing < Standing::Vague;
        line.asked = asked(own, if answered { f32::NEG_INFINITY } else { odds });
    }
}

fn asked(scores: Scores, odds: f32) -> Asked {
    let [perhaps, likely, surely] = FROM.map(|from| odds >= from);
    let sure = match () {
        () if surely => Sure::Surely,
        () if likely => Sure::Likely,
        () if perhaps => Sure::Perhaps,
        () => return Asked::default(),
    };
    Asked { kind: scores.foremost(), sure }
}
