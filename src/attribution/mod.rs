//! Who says what, within one block: sources, cues, content, the kind of act and of source, second-hand chains.
//!
//! [`read`] is a pure function of a block's text and the embedded data. It never looks at another block: what carries on from before
//! (a pronoun, "the general") is left as a [`Reference`] for the ledger to resolve. All spans are bytes from the block's start.

pub mod model;

use crate::text::Span;

/// What one block says of who says what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Attributions in order of their cue (or source, or content, where there is none). Nested ones are entries of their own.
    pub attributions: Vec<Attribution>,
    /// People, organisations and documents introduced by name, in order: what later words can stand for.
    pub names: Vec<NameMention>,
    /// One for each sentence of the block.
    pub sentences: Vec<SentenceReading>,
}

/// What is read off a sentence beside its attributions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentenceReading {
    /// Why a desk would want a source for it; empty if it would not.
    pub checkworthy: Checkworthy,
    /// Where it hides behind nobody: "reportedly", "is widely seen as".
    pub vague: Option<Span>,
}

/// Why a sentence is check-worthy: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Checkworthy(pub u16);

impl Checkworthy {
    /// A figure.
    pub const FIGURE: Self = Self(1);
    /// Dead, wounded, destroyed.
    pub const CASUALTIES: Self = Self(1 << 1);
    /// Who holds what ground.
    pub const TERRITORY: Self = Self(1 << 2);
    /// An event with a date.
    pub const DATED_EVENT: Self = Self(1 << 3);
    /// One thing made another happen.
    pub const CAUSE: Self = Self(1 << 4);
    /// What will be.
    pub const FORECAST: Self = Self(1 << 5);
    /// First, largest, only.
    pub const SUPERLATIVE: Self = Self(1 << 6);
    /// Somebody did wrong.
    pub const ACCUSATION: Self = Self(1 << 7);
    /// Words in quotation marks.
    pub const QUOTATION: Self = Self(1 << 8);

    /// Whether there is any reason.
    #[must_use]
    pub const fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether every reason of `other` is among these.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These reasons and those of `other`.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One attribution: somebody's words or thoughts, and where the article says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words for who it is ("Igor Kimakovsky, an advisor to the mayor"); `None` where the sentence names nobody.
    pub source: Option<Span>,
    /// The words that attribute ("said", "according to").
    pub cue: Option<Span>,
    /// What is attributed; several stretches where the cue stands inside.
    pub content: Vec<Span>,
    /// What kind of source.
    pub kind: SourceKind,
    /// What kind of act.
    pub act: Act,
    /// How the source's words point at somebody.
    pub reference: Reference,
    /// Through whom, nearest first: ["TASS"] for "told TASS".
    pub via: Vec<Span>,
    /// Whether its cue lies inside another attribution's content.
    pub nested: bool,
    /// Whether the subject is abstract ("His comments underscore ..."): the writer's own voice; the sentence does not stand on it.
    pub abstract_subject: bool,
}

/// What kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person, organisation or document, or a word that stands for one.
    Named,
    /// A named institution or side, no person.
    Collective,
    /// One unnamed person.
    Anonymous,
    /// Nobody who could be asked.
    Vague,
}

/// What kind of act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said or written.
    Speech,
    /// A document, figures or a picture shows it.
    Evidence,
    /// Thought, felt, feared.
    Belief,
    /// Meant to be done. Puts nothing on anybody's word.
    Intent,
}

/// How the words of a source point at somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// By name; the span of the name alone, without title or apposition.
    Name(Span),
    /// By a pronoun or possessive ("he", "her statement").
    Pronoun(Pronoun),
    /// By a definite description ("the general", "the report", "the official's"): the span of its head noun.
    Description(Span),
    /// By nothing that points back (an indefinite or bare noun: "one local official", "analysts").
    Indefinite,
    /// No source words at all: for a quotation, its speaker may stand in a neighbouring sentence.
    Absent,
}

/// Which pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// they, them, their
    They,
    /// it, its
    It,
    /// I, we, who and others that the ledger does not resolve.
    Other,
}

/// A person, organisation or document introduced by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name alone.
    pub span: Span,
    /// Head nouns of its titles and appositions ("general", "advisor"), lower-case: what a description can point back by.
    pub roles: Vec<String>,
    /// Which pronoun fits, where a title or first name tells.
    pub pronoun: Option<Pronoun>,
    /// Whether it is a person, as far as form tells.
    pub person: bool,
}

/// Reads who says what in a block whose text is `text`.
#[must_use]
pub fn read(_text: &str, block: &crate::article::Block) -> Reading {
    Reading { sentences: vec![SentenceReading::default(); block.sentences.len()], ..Reading::default() }
}
