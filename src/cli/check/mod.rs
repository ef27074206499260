//! `sayso check`: the findings on articles and on the newsroom's own files, for people and for CI.

mod article;
mod baseline;
mod cache;
mod changed;
mod ci;
mod diff;
mod fix;
mod git;
mod json;
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
use fix::Which;
use std::io;
use std::path::PathBuf;

/// Check drafts and print what a desk would query
///
/// In folders, sayso checks the articles that sayso.toml includes (by default all .md and .txt files) and skips files in .gitignore.
/// Exit code: 0 if there are no findings, 1 if there are, 2 if something could not be read or done.
#[derive(clap::Args)]
pub(crate) struct Check {
    /// Drafts and folders to check
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    fail_on: Bar,
    /// Output format; json prints one object per line, the others are for build servers
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Print hints too
    #[arg(long)]
    hints: bool,
    /// Apply safe fixes, or with =all the first fix of every finding, then report what is left
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    fix: Option<Which>,
    /// Show what --fix would change as a diff, without changing it; exit code 1 if it would change something
    #[arg(long, conflicts_with_all = ["format", "hints"])]
    diff: bool,
    /// Report only lines changed since a git revision, such as main; untracked files in full [default: HEAD]
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true, default_missing_value = "HEAD")]
    changed: Option<String>,
    /// List stets and their reasons instead of findings, as text or json
    #[arg(long, conflicts_with_all = ["fix", "diff", "hints", "fail_on"])]
    stets: bool,
    /// Ignore findings in this baseline, so that only new ones count [default: the one in sayso.toml]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all current findings to a baseline instead of printing them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff", "stets", "changed", "stdin", "format", "hints", "fail_on"])]
    write_baseline: Option<PathBuf>,
    /// Do not use the cache
    #[arg(long)]
    no_cache: bool,
    /// Print the time each stage and each rule takes to standard error; takes about twice as long
    #[arg(long, conflicts_with_all = ["diff", "stets", "write_baseline"])]
    timings: bool,
    /// Check one draft from standard input; with --fix, print the fixed draft, and findings to standard error
    #[arg(long, conflicts_with_all = ["paths", "changed"])]
    stdin: bool,
    /// File name of that draft; decides which newsroom, settings and format apply
    #[arg(long, value_name = "NAME", requires = "stdin")]
    stdin_filename: Option<PathBuf>,
    /// Check named files only if sayso.toml includes them and .gitignore does not list them, as in a folder
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
