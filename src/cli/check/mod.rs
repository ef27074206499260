//! `sayso check`: the findings on articles and on the newsroom's own files, for people and for CI.

mod article;
mod changed;
mod ci;
mod diff;
mod json;
mod mend;
mod print;
pub(super) mod snippet;
mod tally;
pub(super) mod text;

use super::files::{Found, Newsrooms, articles, only_articles, reason};
use super::parallel::{Event, cores, in_order};
use super::{Outcome, Streams};
use crate::desk::{self, Newsroom};
use crate::rules::{Finding, Fix};
use crate::text::{Problem, Severity, Span};
use article::Article;
use changed::Changed;
use mend::Which;
use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tally::Tally;
use text::Style;

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

/// One piece of work.
enum Job {
    /// A newsroom met for the first time: its files' problems and findings. Whether its whole folder is checked.
    Newsroom(Arc<Newsroom>, bool),
    /// An article on the disk.
    File(PathBuf, Arc<Newsroom>),
    /// The article on standard input.
    Typed(Arc<str>, Arc<Newsroom>),
    Unreadable(PathBuf, String),
}

/// What came of a job.
#[derive(Default)]
struct Report {
    /// The mended text, where standard output is for that.
    text: Option<Arc<str>>,
    out: String,
    err: String,
    tally: Tally,
}

/// A check under way: what was asked for, and how to show what is found. Shared by the threads that work.
struct Run<'a> {
    asked: &'a Check,
    style: Style,
    /// What counts, where only what changed does.
    changed: Option<Changed>,
    /// What stands between two pieces of the format.
    between: &'static str,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let style = Style { colour: streams.colour, width: streams.width };
        let jobs = if self.stdin { self.typed(streams)? } else { self.jobs() };
        let frame = self.format.frame();
        let changed = match &self.changed {
            Some(revision) => match Changed::since(revision, &files_of(&jobs)) {
                Ok(changed) => Some(changed),
                Err(why) => {
                    writeln!(streams.err, "sayso: {why}")?;
                    return Ok(Outcome::Failed);
                }
            },
            None => None,
        };
        let run = Run { asked: self, style, changed, between: frame.between };
        let mut tally = Tally::default();
        // Standard output is the mended draft's where it comes from standard input.
        let aside = self.stdin && self.fix.is_some() && !self.diff;
        let say = |streams: &mut Streams<'_>, words: &str| {
            let stream: &mut dyn io::Write = if aside { streams.err } else { streams.out };
            stream.write_all(words.as_bytes())
        };
        say(streams, &frame.head)?;
        let mut between = "";
        in_order(
            cores(),
            || jobs.into_iter(),
            |job| run.report(job),
            |event| match event {
                Event::Waiting => streams.out.flush(),
                Event::Done(report) => {
                    tally.add(&report.tally);
                    if let Some(text) = report.text {
                        streams.out.write_all(text.as_bytes())?;
                    }
                    // Where both go to one terminal, they must not overtake each other.
                    if !report.err.is_empty() {
                        streams.out.flush()?;
                        streams.err.write_all(report.err.as_bytes())?;
                    }
                    if report.out.is_empty() {
                        return Ok(());
                    }
                    say(streams, std::mem::replace(&mut between, frame.between))?;
                    say(streams, &report.out)
                }
            },
        )?;
        say(streams, frame.foot)?;
        if self.diff {
            return Ok(if tally.failed() {
                Outcome::Failed
            } else if tally.mended > 0 {
                Outcome::Findings
            } else {
                Outcome::Clean
            });
        }
        match (self.format, tally.fixes()) {
            (Format::Text, fixes) => {
                let fixes = fixes.map(|fixes| fixes + ". ").unwrap_or_default();
                let line = style.paint("1", &format!("{fixes}{}", tally.summary(self.hints)));
                say(streams, &format!("{line}\n"))?;
            }
            (_, Some(fixes)) => writeln!(streams.err, "sayso: {fixes}")?,
            (_, None) => {}
        }
        Ok(self.outcome(&tally))
    }

    /// Each newsroom's own files before the first of its articles.
    fn jobs(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        let mut met = HashSet::new();
        let mut newsrooms = Newsrooms::default();
        let mut found = articles(&self.paths, &mut newsrooms);
        if self.articles_only {
            only_articles(&mut found, &mut newsrooms);
        }
        for found in found {
            match found {
                Found::Unreadable(path, why) => jobs.push(Job::Unreadable(path, why)),
                Found::Article(path, newsroom) => {
                    if met.insert(newsroom.root.clone()) {
                        let whole = newsroom.root.as_ref().is_some_and(|root| self.covers(root));
                        jobs.push(Job::Newsroom(Arc::clone(&newsroom), whole));
                    }
                    jobs.push(Job::File(path, newsroom));
                }
            }
        }
        jobs
    }

    /// Whether one of the folders to check holds the folder `root`.
    fn covers(&self, root: &Path) -> bool {
        let Ok(root) = root.canonicalize() else { return false };
        let folders = self.paths.iter().filter_map(|path| path.canonicalize().ok());
        folders.into_iter().any(|path| path.is_dir() && root.starts_with(path))
    }

    /// The article on standard input, in the newsroom its name leads to; without a name, in that of the folder one stands in.
    fn typed(&self, streams: &mut Streams<'_>) -> io::Result<Vec<Job>> {
        let mut bytes = Vec::new();
        let read = streams.input.by_ref().take(desk::LARGEST + 1).read_to_end(&mut bytes);
        let text = match read.map_err(|error| desk::told(&error)).and_then(|_| desk::as_text(bytes)) {
            Ok(text) => text,
            Err(problem) => return Ok(vec![Job::Unreadable(PathBuf::from(article::STDIN), reason(problem))]),
        };
        let name = self.stdin_filename.as_deref().unwrap_or(Path::new("-"));
        let path = std::path::absolute(name).unwrap_or_else(|_| name.to_owned());
        let mut newsrooms = Newsrooms::default();
        if self.stdin_filename.is_some() && !newsrooms.take(&path) {
            let name = super::name_of(&path);
            writeln!(streams.err, "sayso: {name} is no article of this newsroom, so it was not checked")?;
            if self.fix.is_some() && !self.diff {
                streams.out.write_all(text.as_bytes())?;
            }
            return Ok(Vec::new());
        }
        let newsroom = newsrooms.of(&path);
        Ok(vec![Job::Newsroom(Arc::clone(&newsroom), false), Job::Typed(text, newsroom)])
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

    fn outcome(&self, tally: &Tally) -> Outcome {
        if tally.failed() {
            Outcome::Failed
        } else if self.bar().is_some_and(|bar| tally.found.range(bar..).any(|(_, count)| *count > 0)) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }
}

/// The files to check.
fn files_of(jobs: &[Job]) -> Vec<PathBuf> {
    let file = |job: &Job| if let Job::File(path, _) = job { Some(path.clone()) } else { None };
    jobs.iter().filter_map(file).collect()
}

impl Run<'_> {
    fn report(&self, job: Job) -> Report {
        let mut report = Report::default();
        match job {
            Job::Unreadable(path, why) => self.unreadable(&mut report, &super::name_of(&path), &why),
            Job::Newsroom(newsroom, whole) => self.newsroom(&mut report, newsroom, whole),
            Job::File(path, newsroom) => self.article(&mut report, &Article::file(&path, &newsroom), None),
            Job::Typed(text, newsroom) => {
                let article = Article::typed(self.asked.stdin_filename.as_deref(), &newsroom);
                self.article(&mut report, &article, Some(text));
            }
        }
        report
    }
}
