//! Questions about a tree, each a plain function: who is the subject of a verb, is it passive, is it negated.
//!
//! An answer is read off the tree and the few function words of the tree's [`Language`](super::language::Language); whether a verb is one of saying is not known here. Words are
//! given and answered as indices into [`Tree::nodes`]. Chains of arcs are followed over a fixed number of steps at most.

use super::Tree;
use super::labels::{Label, Tag};
use crate::text::Span;

/// How far a chain of arcs is followed; no sentence meant to be read nests deeper.
const DEEPEST: usize = 24;

/// What a clause is to the sentence it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// It is the sentence, or joined to it.
    Main,
    /// It is what a verb says or thinks: "that the bridge fell".
    Content,
    /// It is left open: "whether the bridge fell".
    Open,
    /// It is a condition: "if the bridge falls".
    Condition,
    /// It says how or when, or why: "as the bridge fell".
    Adverbial,
    /// It tells of a noun: "who fell", "reported in May".
    OfNoun,
    /// It is a subject: "that the bridge fell surprised them".
    Subject,
    /// It is put in between or beside: ", he said,".
    Beside,
}

impl Tree {
    /// The word at or after the byte `at` of the block.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<usize> {
        let i = self.nodes.partition_point(|node| node.span.end <= at);
        (i < self.nodes.len()).then_some(i)
    }

    /// The word in lower case, as words are compared.
    #[must_use]
    pub fn form(&self, word: usize) -> &str {
        self.forms.get(word).map_or("", String::as_str)
    }

    /// The words that hang on `word`, in order.
    #[must_use]
    pub fn children(&self, word: usize) -> &[usize] {
        let bounds = self.starts.get(word).zip(self.starts.get(word + 1));
        bounds.and_then(|(&start, &end)| self.children.get(start..end)).unwrap_or_default()
    }

    /// The first word that hangs on `word` in one of these ways.
    #[must_use]
    pub fn child(&self, word: usize, labels: &[Label]) -> Option<usize> {
        self.children(word)
            .iter()
            .copied()
            .find(|&child| self.label(child).is_some_and(|label| labels.contains(&label)))
    }

    /// What `word` hangs on.
    #[must_use]
    pub fn parent(&self, word: usize) -> Option<usize> {
        self.nodes.get(word)?.arc.map(|(head, _)| head)
    }

    /// How it hangs there.
    #[must_use]
    pub fn label(&self, word: usize) -> Option<Label> {
        self.nodes.get(word)?.arc.map(|(_, label)| label)
    }

    /// The word of `span` on which the others of it hang: of several, the first.
    #[must_use]
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let first = self.nodes.partition_point(|node| node.span.end <= span.start);
        let last = self.nodes.partition_point(|node| node.span.start < span.end);
        (first..last).find(|&i| {
            let outside = self.parent(i).is_none_or(|head| !(first..last).contains(&head));
            outside && self.nodes[i].tag != Tag::Mark
        })
    }

    /// All that `word` brings with it: from the first to the last word that hangs on it, directly or not.
    #[must_use]
    pub fn whole(&self, word: usize) -> Span {
        let mut span = self.nodes.get(word).map_or(Span::default(), |node| node.span);
        let mut open = vec![word];
        while let Some(word) = open.pop() {
            if let Some(node) = self.nodes.get(word) {
                span = span.hull(node.span);
            }
            open.extend(self.children(word));
        }
        span
    }

    /// Whether `word` is a verb, or a word that a copula makes one.
    #[must_use]
    pub fn predicates(&self, word: usize) -> bool {
        let verb = self.nodes.get(word).is_some_and(|node| {
            matches!(
                node.tag,
                Tag::VerbFinite
                    | Tag::VerbInfinitive
                    | Tag::VerbGerund
                    | Tag::VerbPresent
                    | Tag::VerbPast
                    | Tag::VerbPassive
            )
        });
        verb || self.child(word, &[Label::Cop]).is_some()
    }

    /// Whether the verb is passive: its subject, if any, is not who does it.
    #[must_use]
    pub fn passive(&self, verb: usize) -> bool {
        let own = self.child(verb, &[Label::AuxPass, Label::NsubjPass, Label::CsubjPass, Label::OblAgent]).is_some();
        let reduced = || {
            let label = self.label(verb);
            self.nodes[verb].tag == Tag::VerbPassive
                && (matches!(label, Some(Label::Acl | Label::Advcl | Label::Amod))
                    || label == Some(Label::Conj)
                        && self.parent(verb).is_some_and(|head| self.child(head, &[Label::AuxPass]).is_some()))
                && self.child(verb, &[Label::Nsubj, Label::Aux]).is_none()
        };
        verb < self.nodes.len() && (own || reduced())
    }

    /// Who does it, in a passive clause: "by Ann Lind".
    #[must_use]
    pub fn agent(&self, verb: usize) -> Option<usize> {
        let by = |&child: &usize| {
            self.label(child) == Some(Label::Obl)
                && self.child(child, &[Label::Case]).is_some_and(|case| self.language.agent.contains(&self.form(case)))
        };
        let named = self.child(verb, &[Label::OblAgent]);
        named.or_else(|| self.children(verb).iter().copied().find(by).filter(|_| self.passive(verb)))
    }

    /// The subject that stands in the verb's own clause, active or passive.
    #[must_use]
    pub fn own_subject(&self, verb: usize) -> Option<usize> {
        self.child(verb, &[Label::Nsubj, Label::NsubjPass, Label::NsubjOuter])
    }

    /// The subject of the verb: its own, or the one it shares with the verb it is joined to or hangs on; a relative pronoun stands for the
    /// noun before it. For a passive verb that is what it is done to.
    #[must_use]
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut verb = verb;
        for _ in 0..DEEPEST {
            if let Some(subject) = self.own_subject(verb) {
                return Some(self.stands_for(subject, verb));
            }
            let head = self.parent(verb)?;
            match self.label(verb)? {
                Label::Conj | Label::Advcl | Label::Parataxis => verb = head,
                // "asked him to say": the object does it.
                Label::Xcomp => match self.child(head, &[Label::Obj, Label::Iobj]).filter(|&object| object < verb) {
                    Some(object) => return Some(object),
                    None => verb = head,
                },
                Label::Acl | Label::AclRelcl => return Some(head),
                _ => return None,
            }
        }
        None
    }

    /// The noun that a relative pronoun stands for.
    fn stands_for(&self, subject: usize, verb: usize) -> usize {
        let relative = self.label(verb) == Some(Label::AclRelcl)
            && (self.nodes[subject].tag == Tag::PronounRelative
                || matches!(self.form(subject), "who" | "which" | "that"));
        self.parent(verb).filter(|_| relative).unwrap_or(subject)
    }

    /// The object of the verb.
    #[must_use]
    pub fn object(&self, verb: usize) -> Option<usize> {
        self.child(verb, &[Label::Obj])
    }

    /// The clause that is the verb's object, with or without a subject of its own.
    #[must_use]
    pub fn complement(&self, verb: usize) -> Option<usize> {
        self.child(verb, &[Label::Ccomp, Label::Xcomp])
    }

    /// What negates the verb: "not", "never", or a subject or object like "nobody", "no one".
    #[must_use]
    pub fn negation(&self, verb: usize) -> Option<usize> {
        let not = |&child: &usize| {
            matches!(self.label(child), Some(Label::Advmod | Label::Cc | Label::CcPreconj | Label::Mark))
                && self.language.negators.contains(&self.form(child))
        };
        let own = self.children(verb).iter().copied().find(not);
        own.or_else(|| {
            let argument = self.child(verb, &[Label::Nsubj, Label::NsubjPass])?;
            let no = self.child(argument, &[Label::Det]).filter(|&det| matches!(self.form(det), "no" | "neither"));
            no.or(Some(argument).filter(|&word| self.language.nobody.contains(&self.form(word))))
        })
    }

    /// The auxiliary that makes the verb a possibility, a duty or a guess ("may", "would").
    #[must_use]
    pub fn modal(&self, verb: usize) -> Option<usize> {
        self.children(verb)
            .iter()
            .copied()
            .find(|&child| self.label(child) == Some(Label::Aux) && self.language.modals.contains(&self.form(child)))
    }

    /// Whether the sentence asks, and the verb is of its main clause.
    #[must_use]
    pub fn asked(&self, verb: usize) -> bool {
        self.asks && matches!(self.clause(verb), Clause::Main | Clause::Beside)
    }

    /// The verb of the clause that `word` stands in, itself included.
    #[must_use]
    pub fn verb_of(&self, word: usize) -> Option<usize> {
        let mut at = word;
        for _ in 0..DEEPEST {
            if self.predicates(at) {
                return Some(at);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The word that `word` hangs on by as many arcs as there are of `label`: "want", by xcomp, of "say" in "want to be able to say".
    #[must_use]
    pub fn climb(&self, word: usize, label: Label) -> usize {
        let mut word = word;
        for _ in 0..DEEPEST {
            match self.parent(word).filter(|_| self.label(word) == Some(label)) {
                Some(head) => word = head,
                None => break,
            }
        }
        word
    }

    /// What the clause of `verb` is to its sentence.
    #[must_use]
    pub fn clause(&self, verb: usize) -> Clause {
        let mut verb = verb;
        for _ in 0..DEEPEST {
            let opens = self.child(verb, &[Label::Mark]).map_or("", |mark| self.form(mark));
            return match self.label(verb) {
                Some(Label::Conj) => match self.parent(verb) {
                    Some(head) => {
                        verb = head;
                        continue;
                    }
                    None => Clause::Main,
                },
                Some(Label::Ccomp | Label::Xcomp) if self.language.open.contains(&opens) => Clause::Open,
                Some(Label::Ccomp | Label::Xcomp) => Clause::Content,
                // "Whether" opens what is asked, however the clause hangs; "if" opens a condition too.
                Some(Label::Advcl)
                    if self.language.open.contains(&opens) && !self.language.conditions.contains(&opens) =>
                {
                    Clause::Open
                }
                Some(Label::Advcl) if self.language.conditions.contains(&opens) => Clause::Condition,
                Some(Label::Advcl | Label::AdvclRelcl) => Clause::Adverbial,
                Some(Label::Acl | Label::AclRelcl | Label::Amod) => Clause::OfNoun,
                Some(Label::Csubj | Label::CsubjPass) => Clause::Subject,
                Some(Label::Parataxis) => Clause::Beside,
                _ => Clause::Main,
            };
        }
        Clause::Main
    }
}
