//! What the scorer sees of a sentence: its words, their neighbours and letters, and who does what to whom in it.
//!
//! Names are one and the same word, and so are numbers: what somebody is called must not make a claim. A feature is a number; which word it
//! stands at is kept, so that it can be told later in which words a claim lies. Linear in the sentence.

use crate::syntax::ask::Clause;
use crate::syntax::labels::{Label, Tag};
use crate::syntax::lexeme::hash;
use crate::syntax::{Tree, class};

/// A feature and the word it stands at, as an index into the tree's nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feature {
    /// Its number.
    pub key: u32,
    /// The word.
    pub word: u16,
}

/// Kinds of features: equal words at different places are different features.
mod of {
    pub const WORD: u32 = 1;
    pub const PAIR: u32 = 2;
    pub const GAP: u32 = 3;
    pub const TRIPLE: u32 = 4;
    pub const LETTERS: u32 = 5;
    pub const NAME: u32 = 6;
    pub const CLASS: u32 = 7;
    pub const CLASSES: u32 = 8;
    pub const NUMBER: u32 = 9;
    pub const MANNER: u32 = 10;
    pub const CLAUSE: u32 = 11;
    pub const SUBJECT: u32 = 12;
    pub const SUBJECT_WORD: u32 = 13;
    pub const OBJECT: u32 = 14;
    pub const ROLES: u32 = 15;
    pub const CLASS_MANNER: u32 = 16;
    pub const CLASS_SUBJECT: u32 = 17;
    pub const CLASS_OBJECT: u32 = 18;
    pub const BESIDE: u32 = 19;
    pub const CLASS_BESIDE: u32 = 20;
    pub const VERBS: u32 = 21;
    pub const ON_NOUN: u32 = 22;
    pub const COUNTED: u32 = 23;
    pub const MAIN: u32 = 24;
    pub const WHOLE: u32 = 25;
}

/// What all names are to the scorer, and all numbers, and years.
const NAME: u32 = 0x4E41_4D45;
const NUMBER: u32 = 0x4E55_4D42;
const YEAR: u32 = 0x5945_4152;
/// Before the first word and after the last.
const EDGE: u32 = 0x4544_4745;

/// Letters in a row that are a feature: five tell a stem, four a shorter one or an ending.
const LETTERS: [usize; 2] = [4, 5];

/// One word as the features are made of it.
#[derive(Clone, Copy)]
struct Seen {
    /// The word, or what stands for all of its kind.
    word: u32,
    /// Its stem.
    stem: u32,
    /// Its class by the company it keeps.
    class: u32,
    node: usize,
}

/// The features of a sentence, each once, in order of their numbers.
#[must_use]
pub fn features(tree: &Tree) -> Vec<Feature> {
    let all: Vec<Seen> = (0..tree.nodes.len()).map(|node| seen(tree, node)).collect();
    let mut out = Features(Vec::with_capacity(16 * all.len()));
    letters(tree, &mut out);
    neighbours(tree, &all, &mut out);
    let mut names = 0;
    for node in 0..tree.nodes.len() {
        names += u32::from(tree.nodes[node].tag == Tag::Name);
        if tree.predicates(node) {
            predicate(tree, &all, node, &mut out);
        }
        noun(tree, &all, node, &mut out);
    }
    let last = tree.nodes.len().saturating_sub(1);
    let length = (tree.nodes.len() as u32).ilog2();
    out.add(of::WHOLE, length, 0, 0, last);
    out.add(of::WHOLE, 100 + names.min(4), 0, 0, last);
    let mut features = out.0;
    features.sort_unstable();
    features.dedup_by_key(|feature| feature.key);
    features
}

struct Features(Vec<Feature>);

impl Features {
    fn add(&mut self, kind: u32, a: u32, b: u32, c: u32, node: usize) {
        let mut key = u64::from(kind).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for part in [a, b, c] {
            key = (key ^ u64::from(part)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
            key ^= key >> 32;
        }
        let key = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0.push(Feature { key: (key >> 32) as u32, word: node.min(usize::from(u16::MAX)) as u16 });
    }
}

fn seen(tree: &Tree, node: usize) -> Seen {
    let form = tree.form(node);
    let own = hash(form.as_bytes());
    let word = match tree.nodes[node].tag {
        Tag::Name => NAME,
        _ if form == "0000" => YEAR,
        Tag::Number => NUMBER,
        _ if form.starts_with('0') => NUMBER,
        _ => own,
    };
    let stem = if word == own { hash(stem(form).as_bytes()) } else { word };
    let class = if word == NAME { NAME } else { u32::from(class(own)) };
    Seen { word, stem, class, node }
}

/// What the forms of a word share, roughly: its first six letters without the endings of number and tense.
fn stem(form: &str) -> &str {
    const LONGEST: usize = 6;
    let endings = ["ing", "ies", "ied", "es", "ed", "s", "e"];
    let bare = endings.iter().find_map(|ending| form.strip_suffix(ending).filter(|bare| bare.chars().count() >= 3));
    let bare = bare.unwrap_or(form);
    bare.char_indices().nth(LONGEST).map_or(bare, |(end, _)| &bare[..end])
}

/// Runs of letters within each word that is no name and no number.
fn letters(tree: &Tree, out: &mut Features) {
    let mut framed = String::new();
    for (node, word) in tree.nodes.iter().enumerate() {
        if matches!(word.tag, Tag::Name | Tag::Number | Tag::Mark) {
            continue;
        }
        framed.clear();
        framed.push('<');
        framed.push_str(tree.form(node));
        framed.push('>');
        let starts: Vec<usize> = framed.char_indices().map(|(at, _)| at).chain([framed.len()]).collect();
        for length in LETTERS {
            for ends in starts.windows(length + 1) {
                let run = &framed.as_bytes()[ends[0]..ends[length]];
                out.add(of::LETTERS, hash(run), 0, 0, node);
            }
        }
    }
}

/// Words by themselves, in pairs and triples. The words of one name count as one.
fn neighbours(tree: &Tree, all: &[Seen], out: &mut Features) {
    let edge = |node| Seen { word: EDGE, stem: EDGE, class: EDGE, node };
    let mut row = vec![edge(0)];
    for (node, &seen) in all.iter().enumerate() {
        if seen.word == NAME {
            out.add(of::NAME, hash(tree.form(node).as_bytes()), 0, 0, node);
            if row.last().is_some_and(|last| last.word == NAME) {
                continue;
            }
        } else if seen.word == NUMBER || seen.word == YEAR {
            out.add(of::NUMBER, hash(tree.form(node).as_bytes()), 0, 0, node);
        }
        row.push(seen);
    }
    row.push(edge(all.len().saturating_sub(1)));
    for (i, &Seen { word, class, node, .. }) in row.iter().enumerate() {
        out.add(of::WORD, word, 0, 0, node);
        out.add(of::CLASS, class, 0, 0, node);
        if let Some(next) = row.get(i + 1) {
            out.add(of::PAIR, word, next.word, 0, node);
            out.add(of::CLASSES, class, next.class, 0, node);
            if let Some(after) = row.get(i + 2) {
                out.add(of::GAP, word, after.word, 0, node);
                out.add(of::TRIPLE, word, next.word, after.word, node);
            }
        }
    }
}

/// What a verb, or a word that a copula makes one, is told with: who, whom, in what manner.
fn predicate(tree: &Tree, all: &[Seen], verb: usize, out: &mut Features) {
    let Seen { stem, class, .. } = all[verb];
    let negated = u32::from(tree.negation(verb).is_some());
    let passive = u32::from(tree.passive(verb));
    let modal = tree.modal(verb).map_or(0, |modal| all[modal].word);
    let tag = tree.nodes[verb].tag as u32;
    let clause = match tree.clause(verb) {
        Clause::Main => 1,
        Clause::Content => 2,
        Clause::Open => 3,
        Clause::Condition => 4,
        Clause::Adverbial => 5,
        Clause::OfNoun => 6,
        Clause::Subject => 7,
        Clause::Beside => 8,
    };
    let manner = negated | passive << 1 | clause << 2;
    out.add(of::MANNER, stem, negated, passive, verb);
    out.add(of::MANNER, stem, modal, 2, verb);
    out.add(of::CLAUSE, stem, clause, 0, verb);
    out.add(of::CLASS_MANNER, class, manner, 0, verb);
    out.add(of::CLASS_MANNER, class, modal, 1, verb);
    out.add(of::CLASS_MANNER, tag, modal, manner, verb);
    if tree.nodes[verb].arc.is_none() {
        out.add(of::MAIN, stem, passive, 0, verb);
        out.add(of::MAIN, tag, modal, negated, verb);
    }
    let subject = tree.subject(verb).map(|subject| all[subject]);
    let who = subject.map_or(0, |subject| doer(tree, subject));
    out.add(of::SUBJECT, stem, who, passive, verb);
    out.add(of::CLASS_SUBJECT, class, who, passive, verb);
    out.add(of::SUBJECT_WORD, stem, subject.map_or(0, |subject| subject.stem), passive, verb);
    if let Some(object) = tree.object(verb).map(|object| all[object]) {
        out.add(of::OBJECT, stem, object.stem, negated, verb);
        out.add(of::CLASS_OBJECT, class, object.class, negated, verb);
        out.add(of::CLASS_OBJECT, stem, object.class, 1 << 8, verb);
        out.add(of::CLASS_OBJECT, class, object.stem, 1 << 9, verb);
        out.add(of::ROLES, who, class, object.class, verb);
    }
    for &child in tree.children(verb) {
        match tree.label(child) {
            Some(Label::Obl | Label::OblAgent | Label::OblUnmarked) => {
                let case = tree.child(child, &[Label::Case]).map_or(0, |case| all[case].word);
                out.add(of::BESIDE, stem, case, all[child].stem, verb);
                out.add(of::CLASS_BESIDE, stem, case, all[child].class, verb);
                out.add(of::CLASS_BESIDE, class, case, all[child].class, verb);
            }
            Some(Label::Xcomp | Label::Ccomp | Label::Advcl) => {
                out.add(of::VERBS, stem, all[child].stem, 0, child);
                out.add(of::VERBS, class, all[child].class, 1, child);
            }
            Some(Label::CompoundPrt | Label::Advmod | Label::Aux) => {
                out.add(of::VERBS, stem, all[child].word, 2, verb);
                out.add(of::VERBS, class, all[child].word, 3, verb);
            }
            _ => {}
        }
    }
}

/// What kind of doer a subject is: a name, a pronoun, a noun by its class.
fn doer(tree: &Tree, subject: Seen) -> u32 {
    match tree.nodes[subject.node].tag {
        Tag::Pronoun | Tag::PronounSubject | Tag::PronounObject | Tag::PronounRelative => subject.word,
        _ => subject.class,
    }
}

/// What stands with a noun: adjectives, other nouns, numbers, what it is compared with.
fn noun(tree: &Tree, all: &[Seen], node: usize, out: &mut Features) {
    let Some((label, head)) = tree.label(node).zip(tree.parent(node)) else { return };
    match label {
        Label::Amod | Label::Compound | Label::NmodDesc | Label::NmodPoss | Label::Appos | Label::Conj => {
            out.add(of::ON_NOUN, label as u32, all[node].stem, all[head].stem, node);
            out.add(of::ON_NOUN, label as u32 + 256, all[node].stem, all[head].class, node);
            out.add(of::ON_NOUN, label as u32 + 512, all[node].class, all[head].class, node);
        }
        Label::Nmod => {
            let case = tree.child(node, &[Label::Case]).map_or(0, |case| all[case].word);
            out.add(of::ON_NOUN, all[node].stem, case, all[head].stem, node);
            out.add(of::ON_NOUN, all[node].class, case ^ 1, all[head].class, node);
        }
        Label::Nummod => {
            out.add(of::COUNTED, all[head].stem, 0, 0, node);
            out.add(of::COUNTED, all[head].class, 1, 0, node);
            let verb = tree.verb_of(head).map_or(0, |verb| all[verb].stem);
            out.add(of::COUNTED, all[head].class, verb, 2, node);
        }
        Label::Det => out.add(of::ON_NOUN, all[node].word, 7, all[head].class, node),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn the_forms_of_a_word_share_a_stem() {
        for (a, b) in [("dump", "dumped"), ("dumps", "dumping"), ("bribe", "bribed"), ("bribery", "bribery")] {
            assert_eq!(stem(a), stem(b));
        }
        assert_eq!(stem("is"), "is");
        assert_eq!(stem("українські"), "україн");
    }
}
