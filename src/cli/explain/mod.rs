//! `sayso explain`: a rule's page, as its own file has it; or why a sentence stands as it does.

mod sentence;

use super::{Outcome, Streams};
use crate::rules;
use crate::text::nearest;
use std::io;

/// Explain a rule and how to fix or silence it; or explain the standing of a sentence
#[derive(clap::Args)]
pub(crate) struct Explain {
    /// The rule, as findings name it ("unattributed-claim")
    #[arg(value_name = "RULE", required_unless_present_any = ["all", "sentence"])]
    rule: Option<String>,
    /// Print the pages of all rules
    #[arg(long, conflicts_with = "rule")]
    all: bool,
    /// Explain the standing of the sentences on this line, and how sayso decided
    #[arg(long, value_name = "FILE:LINE[:COLUMN]", conflicts_with_all = ["rule", "all"])]
    sentence: Option<sentence::Spot>,
}

impl Explain {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        if let Some(spot) = &self.sentence {
            return sentence::run(spot, streams);
        }
        let Some(name) = &self.rule else {
            streams.page(&format!("{}\n", rules::book().trim_end()))?;
            return Ok(Outcome::Clean);
        };
        if let Some(rule) = rules::rule(name) {
            streams.page(&format!("{}\n", rules::explain(rule).trim_end()))?;
            return Ok(Outcome::Clean);
        }
        let near = meant(name).map(|near| format!(" Did you mean \"{near}\"?")).unwrap_or_default();
        streams.note(format_args!("Unknown rule \"{name}\".{near}"))?;
        streams.note("")?;
        streams.note("The rules are:")?;
        for rule in rules::ALL {
            streams.note(format_args!("  {:28} {}", rule.name, rule.summary))?;
        }
        Ok(Outcome::Failed)
    }
}

/// The name of the rule that `name` could have been meant for: a slip, or a name cut short ("unattributed").
fn meant(name: &str) -> Option<&'static str> {
    let names = || rules::ALL.iter().map(|rule| rule.name);
    nearest(name, names()).or_else(|| names().find(|rule| name.len() > 2 && rule.starts_with(&name.to_lowercase())))
}
