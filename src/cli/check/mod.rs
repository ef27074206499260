//! `sayso check`: the findings on articles and on the newsroom's own files, for people and for CI.

mod article;
mod baseline;
mod cache;
mod changed;
mod ci;
mod diff;
mod git;
mod json;
mod mend;
mod print;
mod run;
pub(super) mod snippet;
mod stets;
mod tally;
pub(super) mod text;
mod timings;

use super::{Outcome, Streams};
use crate::rules::{Finding, Fix};
use crate::text::{Problem, Severity, Span};
use mend::Which;
use std::io;
use std::path::PathBuf;

/// Check drafts, and print what a desk would send back
///
/// Folders are searched for the articles that sayso.toml includes (all .md and .txt files, where it does not say), leaving out what
/// .gitignore names. Exit code: 0 where there is nothing to send back, 1 where there is, 2 where something could not be read or done.
#[derive(clap::Args)]
pub(crate) struct Check {
    /// Drafts and folders to check
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    fail_on: Bar,
    /// How to print findings; json is one object a finding, one a line, the others are what build servers read
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Print hints too
    #[arg(long)]
    hints: bool,
    /// Mend drafts by remedies that need no person to look at them, or by the first remedy of every finding; then tell what is left
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    fix: Option<Which>,
    /// Show what --fix would change, as a diff, and change nothing; exit code 1 where it would change something
    #[arg(long, conflicts_with_all = ["format", "hints"])]
    diff: bool,
    /// Tell only of lines that differ from a git revision, such as main; files git does not keep are told of whole [default: HEAD]
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true, default_missing_value = "HEAD")]
    changed: Option<String>,
    /// List what was let stand and why, instead of findings; as text or json
    #[arg(long, conflicts_with_all = ["fix", "diff", "hints", "fail_on"])]
    stets: bool,
    /// Let be what this baseline knows, so that only new findings count [default: that of sayso.toml]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write a baseline of all that is found now, instead of printing it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff", "stets", "changed", "stdin", "format", "hints", "fail_on"])]
    write_baseline: Option<PathBuf>,
    /// Take nothing from the cache and put nothing into it
    #[arg(long)]
    no_cache: bool,
    /// Tell on standard error what each stage and each rule costs; takes about twice as long
    #[arg(long, conflicts_with_all = ["diff", "stets", "write_baseline"])]
    timings: bool,
    /// Check one draft from standard input; with --fix, print it mended, and findings on standard error
    #[arg(long, conflicts_with_all = ["paths", "changed"])]
    stdin: bool,
    /// What that draft is called: its settings, registries and whether it is an article at all go by this name
    #[arg(long, value_name = "NAME", requires = "stdin")]
    stdin_filename: Option<PathBuf>,
    /// Of files that are named, check only what sayso.toml includes and .gitignore does not name, as in a folder
    #[arg(long)]
    articles_only: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Bar {
    Hint,
    Info,
    Warning,
    Error,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Github,
    Junit,
    Checkstyle,
}

impl Format {
    /// What stands around the files' pieces.
    fn frame(self) -> ci::Frame {
        match self {
            Self::Text | Self::Json | Self::Github => ci::Frame::none(),
            Self::Sarif => ci::sarif_frame(),
            Self::Junit => ci::junit_frame(),
            Self::Checkstyle => ci::checkstyle_frame(),
        }
    }
}

/// A finding, or a problem of one of the newsroom's files, as it is printed.
pub(crate) struct Located<'a> {
    /// The rule's name; `None` for a problem.
    pub rule: Option<&'a str>,
    pub severity: Severity,
    pub span: Span,
    pub message: &'a str,
    pub help: Option<&'a str>,
    pub related: &'a [(Span, String)],
    pub fixes: &'a [Fix],
}

impl<'a> From<&'a Finding> for Located<'a> {
    fn from(finding: &'a Finding) -> Self {
        let Finding { rule, severity, span, message, help, related, fixes } = finding;
        Self { rule: Some(rule), severity: *severity, span: *span, message, help: help.as_deref(), related, fixes }
    }
}

impl<'a> From<&'a Problem> for Located<'a> {
    fn from(problem: &'a Problem) -> Self {
        let Problem { span, severity, message, help } = problem;
        Self { rule: None, severity: *severity, span: *span, message, help: help.as_deref(), related: &[], fixes: &[] }
    }
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        run::run(self, streams)
    }

    /// Which remedies are applied, or would be.
    fn which(&self) -> Option<Which> {
        self.fix.or(self.diff.then_some(Which::Safe))
    }

    /// The least severity that fails.
    fn bar(&self) -> Option<Severity> {
        match self.fail_on {
            Bar::Hint => Some(Severity::Hint),
            Bar::Info => Some(Severity::Info),
            Bar::Warning => Some(Severity::Warning),
            Bar::Error => Some(Severity::Error),
            Bar::Never => None,
        }
    }
}
