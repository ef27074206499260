//! What a fact-check sheet holds: plain data, as docs/report.md promises it in JSON.
//!
//! Sentences, sources and places are told apart by number, so that every list can point at the others. All words are ready to be shown:
//! nothing here may hold who a confidential source is.

use crate::attribution::{Act, SourceKind};
use crate::ledger::Standing;
use crate::text::Severity;
use serde::Serialize;

/// The sheets of some articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// The version of the program that made it.
    pub sayso: &'static str,
    /// One for each article, in the order they were asked for.
    pub articles: Vec<Article>,
}

/// The sheet of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Article {
    /// Its file, as it was named.
    pub file: String,
    /// Its first headline; its file where it has none.
    pub title: String,
    /// Its date, as its front matter writes it.
    pub date: Option<String>,
    /// Its dateline, likewise.
    pub dateline: Option<String>,
    /// Its language, where that is another than English: a tag, or the language's English name. Who says what is then not read.
    pub other_language: Option<String>,
    /// Words of its sentences.
    pub words: usize,
    /// How much of it stands on somebody's word.
    pub coverage: SheetCoverage,
    /// Its paragraphs and headlines, with their sentences.
    pub paragraphs: Vec<Paragraph>,
    /// What its tags lead to, in order of first use.
    pub sources: Vec<Source>,
    /// Whose word it rests on, the most heard first.
    pub heard: Vec<Heard>,
    /// How the information reached us, the way most sentences came first.
    pub chains: Vec<Chain>,
    /// Places it names, in order of first mention.
    pub places: Vec<Place>,
    /// Findings by rule.
    pub findings: Vec<Finding>,
    /// What somebody decided to let stand.
    pub stets: Vec<StetRow>,
    /// What is still to be answered.
    pub questions: Vec<OpenQuestion>,
}

/// How much of a stretch stands on somebody's word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SheetCoverage {
    /// Sentences that claim anything.
    pub claims: usize,
    /// Those of them a desk would ask the source of.
    pub asked: usize,
    /// Those a desk would ask of that stand on a tag, a person, a document or an institution, or one unnamed person.
    pub sourced: usize,
    /// The sourced share of those asked, in per cent, rounded down; `None` if a desk would ask nothing.
    pub share: Option<usize>,
    /// Sentences by where they stand.
    pub standings: Standings,
}

/// Sentences by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each is named for its standing")]
pub struct Standings {
    pub tagged: usize,
    pub attributed: usize,
    pub collective: usize,
    pub anonymous: usize,
    pub vague: usize,
    pub unattributed: usize,
    pub none: usize,
}

/// A paragraph or a headline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paragraph {
    /// Whether it is a headline.
    pub heading: bool,
    /// The line of the file it starts on, from 1.
    pub line: usize,
    /// How much of it stands on somebody's word.
    pub coverage: SheetCoverage,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// Its number in the article, from 1.
    pub number: usize,
    /// The line of the file it starts on, from 1.
    pub line: usize,
    /// Its words, without tags and directives.
    pub text: String,
    /// Where it stands.
    pub standing: Standing,
    /// Why a desk would ask for its source ("gives a figure"); empty if it would not.
    pub asked: Vec<&'static str>,
    /// Whose word it is, as far as its own text and those before it tell.
    pub answer: Option<Answer>,
    /// Its source tags.
    pub tags: Vec<Tag>,
    /// Indexes of its findings.
    pub findings: Vec<usize>,
    /// Indexes of those `stets` that let something of it stand.
    pub stets: Vec<usize>,
}

/// Who answers for a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The fullest name or description the article gives.
    pub who: String,
    /// What kind of source.
    pub kind: SourceKind,
    /// What kind of act.
    pub act: Act,
    /// Through whom, nearest first.
    pub through: Vec<String>,
    /// Whether the sentence before says so, or a word that stands for somebody.
    pub carried: bool,
}

/// A key a sentence cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Index of the source.
    pub source: usize,
    /// Where in it: "p. 3".
    pub locator: Option<String>,
}

/// What a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A source of the registry.
    Registered,
    /// `@own`, `@known` or `@tk`.
    Reserved,
    /// Nothing.
    Unknown,
}

/// What a tag leads to. Of a confidential source only what does not tell who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The key.
    pub key: String,
    /// What the key leads to.
    pub status: Status,
    /// Whether it is confidential.
    pub confidential: bool,
    /// Its title, or who speaks in it, or what a reserved key means.
    pub name: String,
    /// Who says it.
    pub who: Option<String>,
    /// What the speaker is.
    pub role: Option<String>,
    /// Where it appeared.
    pub outlet: Option<String>,
    /// Day it was issued.
    pub issued: Option<String>,
    /// wire, official, social, witness, expert, document, own; else the CSL type.
    pub kind: Option<String>,
    /// Its Admiralty grade.
    pub grade: Option<String>,
    /// The grade in words.
    pub grade_in_words: Option<String>,
    /// firsthand, secondhand, document, unknown.
    pub basis: Option<String>,
    /// Key of the source that said it first.
    pub origin: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archive: Option<String>,
    /// Day it was looked at.
    pub accessed: Option<String>,
    /// Why it is not named.
    pub anonymity_reason: Option<String>,
    /// Numbers of the sentences that cite it.
    pub sentences: Vec<usize>,
}

/// Somebody whose word the article rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heard {
    /// Their name or description.
    pub who: String,
    /// What kind of source.
    pub kind: SourceKind,
    /// Numbers of the sentences that stand on their word.
    pub sentences: Vec<usize>,
    /// Words of theirs in quotation marks.
    pub quoted_words: usize,
    /// Through whom they are heard.
    pub through: Vec<String>,
}

/// A way by which words came to the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// The hands, the first hand first, the one that told the article last.
    pub hands: Vec<Hand>,
    /// Numbers of the sentences that came so.
    pub sentences: Vec<usize>,
}

/// One hand of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hand {
    /// Who it is.
    pub name: String,
    /// What it is: a role, an outlet, "unnamed".
    pub note: Option<String>,
    /// Its key in the registry.
    pub key: Option<String>,
}

/// A place the article names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// The form the house writes.
    pub name: String,
    /// What pins call it: "geonames:709717".
    pub id: String,
    /// "city", "village" ...
    pub what: String,
    /// Region and country.
    pub within: String,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Whether those are only somewhere near.
    pub approximate: bool,
    /// The forms the article writes, in order of first use.
    pub written: Vec<String>,
    /// Whether another place of the name may be meant.
    pub unsure: bool,
    /// Numbers of the sentences that name it.
    pub sentences: Vec<usize>,
}

/// Something a rule found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// How severe.
    pub severity: Severity,
    /// The line of the file, from 1.
    pub line: usize,
    /// Number of the sentence.
    pub sentence: Option<usize>,
    /// The words it is about.
    pub words: String,
    /// What is missing.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// What somebody decided to let stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StetRow {
    /// The line of the file the directive stands on, from 1.
    pub line: usize,
    /// Numbers of the first and the last sentence it speaks of.
    pub sentences: Option<(usize, usize)>,
    /// Rules it names; empty means all.
    pub rules: Vec<String>,
    /// The reason it gives.
    pub reason: Option<String>,
    /// The findings it silences.
    pub findings: Vec<Finding>,
}

/// What is still to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenQuestion {
    /// What is missing.
    pub kind: Ask,
    /// Number of the sentence.
    pub sentence: Option<usize>,
    /// The line of the file, from 1.
    pub line: usize,
    /// The question in words.
    pub question: String,
}

/// What an open question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// What a TK stands for.
    ToCome,
    /// The source a tag announces.
    SourceToCome,
    /// A source that is registered.
    UnknownSource,
    /// Somebody who answers for a check-worthy sentence.
    Nobody,
    /// Somebody who could be asked.
    Vague,
}
