//! What a language needs beside its learned tables: how its words are cut as the treebanks cut them, and the few function words that
//! questions about a tree go by.
//!
//! Plain data. Another language is another value of [`Language`] and another data file.

/// A language's own words, in lower case.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// Parts before a hyphen that are no words: such a compound stays one word ("co-author").
    pub prefixes: &'static [&'static str],
    /// Words that are two, with the bytes of the first ("cannot").
    pub joined: &'static [(&'static str, usize)],
    /// Words that negate what they hang on.
    pub negators: &'static [&'static str],
    /// Words that negate the verb whose argument they are ("nobody said").
    pub nobody: &'static [&'static str],
    /// Auxiliaries of what may, must or would be.
    pub modals: &'static [&'static str],
    /// Words that open a condition.
    pub conditions: &'static [&'static str],
    /// Words that open what is asked or left open ("whether").
    pub open: &'static [&'static str],
    /// The preposition of the one who does it, in a passive clause.
    pub agent: &'static [&'static str],
}

/// English.
pub const ENGLISH: Language = Language {
    prefixes: &[
        "a", "anti", "bi", "co", "counter", "cyber", "de", "e", "eco", "ex", "extra", "hyper", "inter", "intra",
        "macro", "mega", "micro", "mid", "mini", "multi", "neo", "non", "over", "para", "post", "pre", "pro", "pseudo",
        "quasi", "re", "semi", "sub", "super", "t", "trans", "tri", "ultra", "un", "under", "uni", "vice", "x",
    ],
    joined: &[("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3), ("gimme", 3), ("lemme", 3)],
    negators: &["not", "n't", "never", "no", "neither", "nor", "hardly", "scarcely", "barely"],
    nobody: &["nobody", "none", "nothing", "no-one", "neither"],
    modals: &[
        "may", "might", "can", "ca", "could", "should", "would", "wo", "will", "shall", "must", "'d", "'ll", "ought",
    ],
    conditions: &["if", "unless", "provided", "lest", "in", "should"],
    open: &["whether", "if"],
    agent: &["by"],
};
