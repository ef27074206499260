//! How often the trees are right, on sentences kept back.

use crate::treebank::Sentence;
use sayso::syntax::labels::{Label, Tag};
use sayso::syntax::machine::NOBODY;
use sayso::syntax::parse::{parse, tag};
use sayso::syntax::tables::Model;
use std::fmt::Write as _;

/// Labels whose figures are printed.
const SHOWN: [Label; 20] = [
    Label::Nsubj,
    Label::NsubjPass,
    Label::AuxPass,
    Label::OblAgent,
    Label::Obj,
    Label::Iobj,
    Label::Ccomp,
    Label::Xcomp,
    Label::Advcl,
    Label::AclRelcl,
    Label::Acl,
    Label::Conj,
    Label::Appos,
    Label::Nmod,
    Label::Obl,
    Label::Mark,
    Label::Cop,
    Label::Flat,
    Label::Compound,
    Label::Parataxis,
];

#[derive(Clone, Copy, Default)]
struct Count {
    hit: usize,
    said: usize,
    true_: usize,
}

impl Count {
    fn add(&mut self, said: bool, true_: bool, hit: bool) {
        self.said += usize::from(said);
        self.true_ += usize::from(true_);
        self.hit += usize::from(said && true_ && hit);
    }

    fn precision(self) -> f64 {
        self.hit as f64 / self.said.max(1) as f64
    }

    fn recall(self) -> f64 {
        self.hit as f64 / self.true_.max(1) as f64
    }

    fn both(self) -> f64 {
        2.0 * self.hit as f64 / (self.said + self.true_).max(1) as f64
    }
}

/// Figures of `model` on `sentences`, with the words and sentences as the treebank has them.
pub fn score(model: &Model<'_>, sentences: &[Sentence], name: &str) -> String {
    let (mut words, mut parts, mut heads, mut both) = (0, 0, 0, 0);
    let mut labels = vec![Count::default(); Label::ALL.len()];
    let (mut passive, mut negation, mut negated) = (Count::default(), Count::default(), Count::default());
    for sentence in sentences {
        let lexemes = sentence.lexemes(&model.vocabulary);
        let tags = tag(model, &lexemes);
        let arcs = parse(model, &lexemes, &tags, &sentence.groups);
        for i in 0..arcs.len() {
            let head = arcs[i].map_or(NOBODY, |(head, _)| head);
            let label = arcs[i].map(|(_, label)| label);
            let gold = Some(sentence.labels[i]).filter(|_| sentence.heads[i] != NOBODY);
            let right = head == sentence.heads[i];
            words += 1;
            parts += usize::from(part(tags[i]) == part(sentence.tags[i]));
            heads += usize::from(right);
            both += usize::from(right && label == gold);
            for &shown in Label::ALL {
                labels[shown as usize].add(label == Some(shown), gold == Some(shown), right);
            }
            let negates = matches!(sentence.forms[i].as_str(), "not" | "n't" | "never");
            negation.add(negates, negates, right);
            let verb = |word: u32| sentence.tags.get(word as usize).is_some_and(|&tag| part(tag) == "VERB");
            negated.add(negates && verb(head), negates && verb(sentence.heads[i]), right);
        }
        let (found, gold) = (
            passives(
                &arcs
                    .iter()
                    .map(|arc| arc.map_or((NOBODY, None), |(head, label)| (head, Some(label))))
                    .collect::<Vec<_>>(),
            ),
            passives(
                &sentence
                    .heads
                    .iter()
                    .zip(&sentence.labels)
                    .map(|(&head, &label)| (head, Some(label)))
                    .collect::<Vec<_>>(),
            ),
        );
        let verbs = sentence.tags.iter().map(|&tag| part(tag) == "VERB");
        let pairs = found.iter().zip(&gold).zip(verbs).filter(|(_, verb)| *verb);
        pairs.for_each(|((&found, &gold), _)| passive.add(found, gold, true));
    }
    let share = |count: usize| 100.0 * count as f64 / words.max(1) as f64;
    let mut out = format!(
        "{name}: UPOS {:.1}  UAS {:.1}  LAS {:.1}  ({words} words)\n  passive verbs P {:.3} R {:.3} ({})  negation {:.3} ({}), of verbs P {:.3} R {:.3} ({})\n ",
        share(parts),
        share(heads),
        share(both),
        passive.precision(),
        passive.recall(),
        passive.true_,
        negation.recall(),
        negation.true_,
        negated.precision(),
        negated.recall(),
        negated.true_,
    );
    for (i, &label) in SHOWN.iter().enumerate() {
        let count = labels[label as usize];
        let _ = write!(out, " {} {:.3}{}", label.name(), count.both(), if i % 7 == 6 { "\n " } else { "" });
    }
    out
}

fn part(tag: Tag) -> &'static str {
    tag.name().split('.').next().unwrap_or_default()
}

/// Which words something passive hangs on.
fn passives(arcs: &[(u32, Option<Label>)]) -> Vec<bool> {
    let mut passive = vec![false; arcs.len()];
    for &(head, label) in arcs {
        let says = matches!(label, Some(Label::AuxPass | Label::NsubjPass | Label::OblAgent | Label::CsubjPass));
        if let Some(verb) = passive.get_mut(head as usize).filter(|_| says) {
            *verb = true;
        }
    }
    passive
}
