//! The rulebook. One file a rule: name, page, severities, check and fix together; docs, schema and `explain` are made from them.
//!
//! A rule reads the ledger and reports findings; it never looks at a file and never decides a standing. [`check`] runs them all,
//! catches a rule that panics, lets the more telling of two speak that point at the same words, applies `stet` directives, and reports
//! directives that did nothing.

mod asked;
mod docs;
#[cfg(test)]
pub(crate) mod remedies;
mod run;
mod settled;
mod shared;
mod stet;
#[cfg(test)]
mod tests;

mod anonymous_opinion;
mod anonymous_without_grounds;
mod bare_handle;
mod casualty_figure;
mod circular_sourcing;
mod confidential_leak;
mod date_without_year;
mod duplicate_source_key;
mod elapsed_time;
mod front_matter;
mod hearsay_adverb;
mod house_pattern;
mod house_term;
mod incomplete_source;
mod language_not_judged;
mod lapsed_attribution;
mod late_attribution;
mod loaded_reporting_verb;
mod loaded_term;
mod low_grade_source;
mod malformed_tag;
mod mind_reading;
mod misplaced_tag;
mod missing_locator;
mod mixed_script;
mod name_inconsistent;
mod non_latin_name;
mod number_inconsistent;
mod number_mismatch;
mod partisan_undescribed;
mod past_forecast;
mod place_name_inconsistent;
mod place_name_variant;
mod plural_for_one;
mod quote_mismatch;
mod relative_date;
mod run_together_quotes;
mod second_hand_source;
mod single_source;
mod speaker_mismatch;
mod tk;
mod unarchived_source;
mod unattributed_claim;
mod unattributed_quote;
mod unexpanded_abbreviation;
mod unknown_directive;
mod unknown_source_tag;
mod unsourced_lead;
mod untagged_attribution;
mod unused_directive;
mod unused_source;
mod unverified_not_said;
mod vague_attribution;
mod weekday_mismatch;

pub use confidential_leak::NAME as CONFIDENTIAL_LEAK;
pub use docs::{book, explain};
pub use run::{Cache, Checked, check, check_registry};
pub(crate) use settled::Moves;
pub use settled::{against, edited};
pub(crate) use shared::{kept_as_written, part_of};
pub use stet::{Judged, Stet};

use crate::house::House;
use crate::ledger::{Data, Ledger};
use crate::sources::{Guard, Registry};
use crate::text::{Severity, Span};
use std::borrow::Cow;
use std::collections::HashSet;

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

/// A rule's check, by how far it looks. Findings of block rules are kept with their block.
#[derive(Clone, Copy)]
pub enum Check {
    /// Looks at one block; spans are the block's own.
    Block(fn(&BlockContext<'_>, &mut Vec<Finding>)),
    /// Looks at the whole ledger; spans are the article's.
    Article(fn(&Context<'_>, &mut Vec<Finding>)),
    /// Looks at the `stet` directives once it is known what each of them let stand; spans are the article's.
    Directives(fn(&DirectivesContext<'_>, &mut Vec<Finding>)),
    /// Looks at one source of the registry, by its index; spans are those of the source's own file.
    Registry(fn(&RegistryContext<'_>, usize, &mut Vec<Finding>)),
}

/// What a rule of the registry sees.
pub struct RegistryContext<'a> {
    /// The newsroom's sources.
    pub registry: &'a Registry,
    /// House style.
    pub house: &'a House,
    /// Keys that no article cites and no source names as its origin, once all articles have been read.
    pub uncited: Option<&'a HashSet<String>>,
}

/// What a block rule sees.
pub struct BlockContext<'a> {
    /// The block's text.
    pub text: &'a str,
    /// The block and all that is known of it alone.
    pub entry: &'a crate::ledger::Entry,
    /// The article's `date:`, as its front matter has it.
    pub date: Option<&'a str>,
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

/// What a rule of directives sees.
pub struct DirectivesContext<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The directives, in order.
    pub judged: &'a [Judged<'a>],
    /// What none of them lets stand, in order.
    pub findings: &'a [Finding],
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
    pub message: Cow<'static, str>,
    /// How to mend it.
    pub help: Option<Cow<'static, str>>,
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

/// All rules, by name.
pub static ALL: &[&Rule] = &[
    &anonymous_opinion::RULE,
    &anonymous_without_grounds::RULE,
    &bare_handle::RULE,
    &casualty_figure::RULE,
    &circular_sourcing::RULE,
    &confidential_leak::RULE,
    &date_without_year::RULE,
    &duplicate_source_key::RULE,
    &elapsed_time::RULE,
    &front_matter::RULE,
    &hearsay_adverb::RULE,
    &house_pattern::RULE,
    &house_term::RULE,
    &incomplete_source::RULE,
    &language_not_judged::RULE,
    &lapsed_attribution::RULE,
    &late_attribution::RULE,
    &loaded_reporting_verb::RULE,
    &loaded_term::RULE,
    &low_grade_source::RULE,
    &malformed_tag::RULE,
    &mind_reading::RULE,
    &misplaced_tag::RULE,
    &missing_locator::RULE,
    &mixed_script::RULE,
    &name_inconsistent::RULE,
    &non_latin_name::RULE,
    &number_inconsistent::RULE,
    &number_mismatch::RULE,
    &partisan_undescribed::RULE,
    &past_forecast::RULE,
    &place_name_inconsistent::RULE,
    &place_name_variant::RULE,
    &plural_for_one::RULE,
    &quote_mismatch::RULE,
    &relative_date::RULE,
    &run_together_quotes::RULE,
    &second_hand_source::RULE,
    &single_source::RULE,
    &speaker_mismatch::RULE,
    &tk::RULE,
    &unarchived_source::RULE,
    &unattributed_claim::RULE,
    &unattributed_quote::RULE,
    &unexpanded_abbreviation::RULE,
    &unknown_directive::RULE,
    &unknown_source_tag::RULE,
    &unsourced_lead::RULE,
    &untagged_attribution::RULE,
    &unused_directive::RULE,
    &unused_source::RULE,
    &unverified_not_said::RULE,
    &vague_attribution::RULE,
    &weekday_mismatch::RULE,
];

/// The rule called `name`.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    ALL.iter().find(|r| r.name == name).copied()
}

impl Rule {
    /// How grave its findings are in this house; [`Severity::Off`] if it is not run at all.
    #[must_use]
    pub fn severity_in(&self, house: &House) -> Severity {
        house.rules.get(self.name).copied().unwrap_or(self.severity[house.strictness as usize])
    }
}

impl Finding {
    /// A finding of the rule's own severity.
    #[must_use]
    pub fn new(rule: &'static str, span: Span, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            rule,
            severity: Severity::Off,
            span,
            message: message.into(),
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Takes out of its words whom they may not name.
    pub(crate) fn withhold(&mut self, guard: &Guard<'_>) {
        if guard.is_idle() {
            return;
        }
        let withhold = |words: &mut Cow<'static, str>| {
            if let Cow::Owned(shown) = guard.shown(words) {
                *words = shown.into();
            }
        };
        withhold(&mut self.message);
        self.help.iter_mut().for_each(withhold);
        let related = self.related.iter_mut().map(|(_, words)| words);
        for words in related.chain(self.fixes.iter_mut().map(|fix| &mut fix.title)) {
            if let Cow::Owned(shown) = guard.shown(words) {
                *words = shown;
            }
        }
    }

    /// The same, `by` bytes further towards the end: from a block's own offsets to the article's.
    #[must_use]
    pub fn shifted(&self, by: usize) -> Self {
        let mut moved = self.clone();
        moved.span = moved.span.shifted(by);
        for (span, _) in &mut moved.related {
            *span = span.shifted(by);
        }
        for (span, _) in moved.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            *span = span.shifted(by);
        }
        moved
    }
}

impl Fix {
    /// Puts `text` in place of `span`; for a person to decide.
    #[must_use]
    pub fn replace(span: Span, text: &str) -> Self {
        Self { title: format!("Write “{text}”"), edits: vec![(span, text.to_owned())], safe: false }
    }
}
