//! The rulebook. One file a rule: name, page, severities, check and fix together; docs, schema and `explain` are made from them.
//!
//! A rule reads the ledger and reports findings; it never looks at a file and never decides a standing. [`check`] runs them all,
//! catches a rule that panics, applies `stet` directives, and reports directives that did nothing.

use crate::house::House;
use crate::ledger::{Data, Ledger};
use crate::text::{Severity, Span};

/// How far a rule looks. Findings of the first two are kept with their block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One block by itself: a function of its entry, the house and the data.
    Block,
    /// The whole ledger.
    Article,
}

/// A rule: everything there is to know of it in one place.
pub struct Rule {
    /// "unattributed-claim".
    pub name: &'static str,
    /// One line: what it finds.
    pub summary: &'static str,
    /// Its page, in Markdown: what, why, which standard, bad and good examples, how to mend, how to silence.
    pub page: &'static str,
    /// Severity at relaxed, standard and strict.
    pub severity: [Severity; 3],
    /// Its check.
    pub check: Check,
}

/// A rule's check, by how far it looks.
#[derive(Clone, Copy)]
pub enum Check {
    /// Looks at one block; spans are the block's own.
    Block(fn(&BlockContext<'_>, &mut Vec<Finding>)),
    /// Looks at the whole ledger; spans are the article's.
    Article(fn(&Context<'_>, &mut Vec<Finding>)),
}

/// What a block rule sees.
pub struct BlockContext<'a> {
    /// The block's text.
    pub text: &'a str,
    /// The block and all that is known of it alone.
    pub entry: &'a crate::ledger::Entry,
    /// The newsroom's sources and places.
    pub data: &'a Data,
    /// House style.
    pub house: &'a House,
}

/// What an article rule sees.
pub struct Context<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The newsroom's sources and places.
    pub data: &'a Data,
    /// House style.
    pub house: &'a House,
}

/// Something a desk would send back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How grave. A rule leaves [`Severity::Off`] to take the rule's own, and may set another where one finding is graver.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is missing, in an editor's words.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Other places that belong to it, each with a word on why.
    pub related: Vec<(Span, String)>,
    /// Ways to mend it, best first.
    pub fixes: Vec<Fix>,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// "Write \"Pokrovsk\"".
    pub title: String,
    /// Edits, in order, without overlap: what to put in place of which span.
    pub edits: Vec<(Span, String)>,
    /// Whether it can be applied without a person looking at it.
    pub safe: bool,
}

/// Findings of blocks of one article's last check, by the entry's key.
#[derive(Default)]
pub struct Cache {}

/// All rules, by name.
pub static ALL: &[&Rule] = &[];

/// The rule called `name`.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    ALL.iter().find(|r| r.name == name).copied()
}

/// Checks an article: findings in order of place, then rule.
pub fn check(_context: &Context<'_>, _cache: &mut Cache) -> Vec<Finding> {
    Vec::new()
}
