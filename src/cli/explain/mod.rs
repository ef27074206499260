//! `sayso explain`: a rule's page, as its own file has it; or why a sentence stands as it does.

mod sentence;

use super::{Outcome, Streams};
use crate::rules::{self, Rule};
use std::io;

/// Print what a rule looks for, why, and how to mend or silence it; or why a sentence stands as it does
#[derive(clap::Args)]
pub(crate) struct Explain {
    /// The rule, as findings name it ("unattributed-claim")
    #[arg(value_name = "RULE", required_unless_present_any = ["all", "sentence"])]
    rule: Option<String>,
    /// Print the pages of all rules
    #[arg(long, conflicts_with = "rule")]
    all: bool,
    /// Print on whose word the sentences on this line stand, and what that was read off
    #[arg(long, value_name = "FILE:LINE[:COLUMN]", conflicts_with_all = ["rule", "all"])]
    sentence: Option<sentence::Spot>,
}

impl Explain {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        if let Some(spot) = &self.sentence {
            return sentence::run(spot, streams);
        }
        let Some(name) = &self.rule else {
            writeln!(streams.out, "{}", rules::book().trim_end())?;
            return Ok(Outcome::Clean);
        };
        if let Some(rule) = rules::rule(name) {
            writeln!(streams.out, "{}", rules::explain(rule).trim_end())?;
            return Ok(Outcome::Clean);
        }
        write!(streams.err, "There is no rule called \"{name}\".")?;
        if let Some(near) = nearest(name) {
            write!(streams.err, " Did you mean \"{}\"?", near.name)?;
        }
        writeln!(streams.err, "\n\nThe rules are:")?;
        for rule in rules::ALL {
            writeln!(streams.err, "  {:28} {}", rule.name, rule.summary)?;
        }
        Ok(Outcome::Failed)
    }
}

/// The rule whose name is closest to `name`, if it could have been meant: a slip or a name cut short ("unattributed").
fn nearest(name: &str) -> Option<&'static Rule> {
    let likeness = |rule: &Rule| strsim::jaro_winkler(&name.to_lowercase(), rule.name);
    let best = rules::ALL.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    // Below this, a suggestion is a guess.
    (likeness(best) > 0.8).then_some(best)
}
