//! Trains tagger and parser on sentences whose trees are known.

use crate::learn::{Averaged, Chance, Weights, mean, packed};
use crate::treebank::Sentence;
use sayso::syntax::features::{action_keys, label_keys, tag_keys};
use sayso::syntax::labels::{Label, Tag};
use sayso::syntax::lexeme::{Lexeme, NO_TAG};
use sayso::syntax::machine::{Action, NOBODY, State};
use sayso::syntax::parse::{in_groups, machine, tag_with};
use sayso::syntax::tables::{ACTION_ROW, LABEL_ROW, TAG_ROW};

/// Of ten decisions in training this many are the parser's own, so that it learns to go on from its mistakes.
const OWN_DECISIONS: usize = 9;
/// Bits by which features are told apart: of tags, actions and labels.
pub const BITS: (u32, u32, u32) = (20, 22, 20);
/// Parts of the sentences; the tags of each, for the parser to learn from, are given by a tagger that did not see it.
const FOLDS: usize = 5;
/// What is kept is learned so many times, in other orders, and averaged: one order leans to what it saw last.
const ORDERS: u64 = 3;
/// Rounds for those taggers.
const FOLD_ROUNDS: usize = 4;

/// Sentences ready to be learned from.
pub struct Learning<'a> {
    pub sentences: &'a [Sentence],
    pub lexemes: Vec<Vec<Lexeme>>,
}

impl Learning<'_> {
    /// Rounds of the tagger over the sentences that `takes` takes, on `weights`.
    fn tag_rounds(&self, seed: u64, rounds: usize, weights: &mut Weights<TAG_ROW>, takes: impl Fn(usize) -> bool) {
        let mut chance = Chance(seed);
        let mut order: Vec<usize> = (0..self.sentences.len()).filter(|&i| takes(i)).collect();
        for _ in 0..rounds {
            chance.shuffle(&mut order);
            for &at in &order {
                let (words, gold) = (&self.lexemes[at], &self.sentences[at].tags);
                let mut tags: Vec<Tag> = Vec::with_capacity(words.len());
                for i in 0..words.len() {
                    if words[i].sure != NO_TAG {
                        tags.push(Tag::ALL[usize::from(words[i].sure)]);
                        continue;
                    }
                    let keys = tag_keys(words, &tags, i);
                    let scores = weights.score(&keys);
                    let won = weights.learn(&keys, &scores[..Tag::ALL.len()], |t| Some(t == gold[i] as usize)).0;
                    tags.push(Tag::ALL[won]);
                }
                weights.step();
            }
        }
    }

    /// A tagger of `keep` features, as the data file has it.
    pub fn tagger(&self, rounds: usize, keep: usize) -> Vec<u8> {
        let mut all = Weights::new(BITS.0);
        self.tag_rounds(1, rounds, &mut all, |_| true);
        let places = all.foremost(keep);
        drop(all);
        let models: Vec<Vec<Averaged<TAG_ROW>>> = (1..=ORDERS)
            .map(|seed| {
                let mut kept = Weights::of(BITS.0, &places);
                self.tag_rounds(seed, rounds, &mut kept, |_| true);
                kept.averaged()
            })
            .collect();
        packed(BITS.0, &mean(&models))
    }

    /// Tags of every sentence, each by a tagger that did not see it.
    pub fn tags_unseen(&self) -> Vec<Vec<Tag>> {
        let mut tags = vec![Vec::new(); self.sentences.len()];
        for held in 0..FOLDS {
            let mut weights = Weights::new(BITS.0);
            self.tag_rounds(1, FOLD_ROUNDS, &mut weights, |i| i % FOLDS != held);
            let averaged: std::collections::HashMap<usize, [f32; TAG_ROW], foldhash::fast::FixedState> =
                weights.averaged().into_iter().collect();
            for i in (held..self.sentences.len()).step_by(FOLDS) {
                tags[i] = tag_with(&self.lexemes[i], |keys| {
                    let mut scores = [0.0; TAG_ROW];
                    for key in keys {
                        let row = averaged.get(&sayso::syntax::tables::slot(*key, BITS.0));
                        scores.iter_mut().zip(row.into_iter().flatten()).for_each(|(score, weight)| *score += weight);
                    }
                    scores
                });
            }
        }
        tags
    }

    /// A parser of so many features for actions and labels, learned in so many rounds: both, as the data file has them.
    pub fn parser(&self, tags: &[Vec<Tag>], rounds: usize, keep: (usize, usize)) -> (Vec<u8>, Vec<u8>) {
        let mut all = Parser { actions: Weights::new(BITS.1), labels: Weights::new(BITS.2) };
        self.parse_rounds(1, tags, rounds, &mut all);
        let places = (all.actions.foremost(keep.0), all.labels.foremost(keep.1));
        drop(all);
        let learned = (1..=ORDERS).map(|seed| {
            let (actions, labels) = (Weights::of(BITS.1, &places.0), Weights::of(BITS.2, &places.1));
            let mut kept = Parser { actions, labels };
            self.parse_rounds(seed, tags, rounds, &mut kept);
            (kept.actions.averaged(), kept.labels.averaged())
        });
        let (actions, labels): (Vec<_>, Vec<_>) = learned.unzip();
        (packed(BITS.1, &mean(&actions)), packed(BITS.2, &mean(&labels)))
    }

    fn parse_rounds(&self, seed: u64, tags: &[Vec<Tag>], rounds: usize, parser: &mut Parser) {
        let mut chance = Chance(seed);
        let mut order: Vec<usize> = (0..self.sentences.len()).collect();
        for round in 0..rounds {
            chance.shuffle(&mut order);
            let (mut wrong, mut all) = (0, 0);
            for &at in &order {
                let gold = &self.sentences[at];
                let mut state = machine(&self.lexemes[at], &tags[at]);
                in_groups(&mut state, &gold.true_groups(), |state| {
                    let oracle = Oracle::new(gold, state.buffer());
                    while state.undecided() {
                        let (won, best) = parser.decide(state, &oracle);
                        wrong += usize::from(won != best);
                        all += 1;
                        let own = round > 0 && chance.below(10) < OWN_DECISIONS;
                        if let Some((head, dependent)) = state.act(if own { won } else { best }) {
                            let label = parser.label(state, head, dependent, gold);
                            state.set_label(head, dependent, label);
                        }
                    }
                });
                parser.actions.step();
                parser.labels.step();
            }
            eprintln!("    round {}: {wrong} of {all} actions wrong", round + 1);
        }
    }
}

/// Weights of actions and labels.
pub struct Parser {
    pub actions: Weights<ACTION_ROW>,
    pub labels: Weights<LABEL_ROW>,
}

impl Parser {
    /// Learns what to do in `state`; what the weights would do, and the best that can be done.
    fn decide(&mut self, state: &State<'_>, oracle: &Oracle<'_>) -> (Action, Action) {
        let costs = Action::ALL.map(|action| state.allows(action).then(|| oracle.cost(state, action)));
        let least = costs.iter().flatten().min().copied();
        let keys = action_keys(state);
        let scores = self.actions.score(&keys);
        let (won, best) = self.actions.learn(&keys, &scores, |i| costs[i].map(|cost| Some(cost) == least));
        (Action::ALL[won], Action::ALL[best])
    }

    /// Learns the label of a right arc; the label the weights would give to this one.
    fn label(&mut self, state: &State<'_>, head: u32, dependent: u32, gold: &Sentence) -> Label {
        let keys = label_keys(state, head, dependent);
        let scores = self.labels.score(&keys);
        let scores = &scores[..Label::ALL.len()];
        if gold.heads[dependent as usize] == head {
            let right = gold.labels[dependent as usize] as usize;
            return Label::ALL[self.labels.learn(&keys, scores, |i| Some(i == right)).0];
        }
        sayso::syntax::parse::best(Label::ALL, scores)
    }
}

/// Knows the tree of one row of words, and what an action would lose of it (Goldberg and Nivre 2012).
struct Oracle<'a> {
    gold: &'a Sentence,
    in_row: Vec<bool>,
    children: Vec<Vec<u32>>,
}

impl<'a> Oracle<'a> {
    fn new(gold: &'a Sentence, row: &[u32]) -> Self {
        let mut in_row = vec![false; gold.heads.len()];
        row.iter().for_each(|&word| in_row[word as usize] = true);
        let mut children = vec![Vec::new(); in_row.len()];
        for &word in row {
            let head = gold.heads[word as usize];
            if head != NOBODY {
                children[head as usize].push(word);
            }
        }
        Self { gold, in_row, children }
    }

    /// The head of `word`, if it is in the row.
    fn head(&self, word: u32) -> u32 {
        let head = self.gold.heads[word as usize];
        if head != NOBODY && self.in_row[head as usize] { head } else { NOBODY }
    }

    /// How many arcs of the tree can no longer be made after `action`.
    fn cost(&self, state: &State<'_>, action: Action) -> usize {
        let (top, next) = (state.top(), state.next());
        let waits = |word: u32| state.buffer().binary_search(&word).is_ok();
        let lies = |word: u32| state.stack().contains(&word);
        let children_waiting = |word: u32| self.children[word as usize].iter().filter(|&&child| waits(child)).count();
        let children_lying = |word: u32| {
            let headless = |&&child: &&u32| state.head(child) == NOBODY && lies(child);
            self.children[word as usize].iter().filter(headless).count()
        };
        match action {
            Action::Shift => usize::from(lies(self.head(next))) + children_lying(next),
            Action::Reduce => children_waiting(top),
            Action::Left => {
                let head = self.head(top);
                usize::from(head == NOBODY || head != next && waits(head)) + children_waiting(top)
            }
            Action::Right => {
                let head = self.head(next);
                let lost = head == NOBODY || head != top && (waits(head) || lies(head));
                usize::from(lost) + children_lying(next)
            }
        }
    }
}
