//! `sayso check`: the findings on articles and on the newsroom's own files, for people and for CI.

mod ci;
mod json;
pub(super) mod snippet;
pub(super) mod text;

use super::files::{Found, Newsrooms, articles, read};
use super::parallel::{Event, cores, in_order};
use super::{Outcome, Streams, guarded, name_of};
use crate::desk::{self, Newsroom};
use crate::rules::{Finding, Fix};
use crate::text::{Problem, Severity, Span};
use snippet::Source;
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use text::Style;

/// Check drafts, and print what a desk would send back
///
/// Folders are searched for the articles that sayso.toml includes (all .md and .txt files, where it does not say), leaving out what
/// .gitignore names. Exit code: 0 where there is nothing to send back, 1 where there is, 2 where something could not be read.
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
            Self::Text | Self::Json | Self::Github => ci::Frame { head: String::new(), between: "", foot: "" },
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
    Article(PathBuf, Arc<Newsroom>),
    Unreadable(PathBuf, String),
}

/// What came of a job.
#[derive(Default)]
struct Report {
    out: String,
    err: String,
    tally: Tally,
}

/// What the summary counts.
#[derive(Default)]
struct Tally {
    articles: usize,
    unreadable: usize,
    /// Findings and problems, by severity.
    found: BTreeMap<Severity, usize>,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let style = Style { colour: streams.colour, width: streams.width };
        let mut tally = Tally::default();
        let frame = self.format.frame();
        streams.out.write_all(frame.head.as_bytes())?;
        let mut between = "";
        in_order(
            cores(),
            || self.jobs().into_iter(),
            |job| self.report(job, style),
            |event| match event {
                Event::Waiting => streams.out.flush(),
                Event::Done(report) => {
                    tally.add(&report.tally);
                    // Where both go to one terminal, they must not overtake each other.
                    if !report.err.is_empty() {
                        streams.out.flush()?;
                        streams.err.write_all(report.err.as_bytes())?;
                    }
                    if report.out.is_empty() {
                        return Ok(());
                    }
                    streams.out.write_all(std::mem::replace(&mut between, frame.between).as_bytes())?;
                    streams.out.write_all(report.out.as_bytes())
                }
            },
        )?;
        streams.out.write_all(frame.foot.as_bytes())?;
        if self.format == Format::Text {
            writeln!(streams.out, "{}", style.paint("1", &tally.summary(self.hints)))?;
        }
        Ok(self.outcome(&tally))
    }

    /// Each newsroom's own files before the first of its articles.
    fn jobs(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        let mut met = HashSet::new();
        for found in articles(&self.paths, &mut Newsrooms::default()) {
            match found {
                Found::Unreadable(path, why) => jobs.push(Job::Unreadable(path, why)),
                Found::Article(path, newsroom) => {
                    if met.insert(newsroom.root.clone()) {
                        let whole = newsroom.root.as_ref().is_some_and(|root| self.covers(root));
                        jobs.push(Job::Newsroom(Arc::clone(&newsroom), whole));
                    }
                    jobs.push(Job::Article(path, newsroom));
                }
            }
        }
        jobs
    }

    /// Whether one of the folders to check holds the folder `root`.
    fn covers(&self, root: &Path) -> bool {
        let Ok(root) = root.canonicalize() else { return false };
        self.paths
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .any(|path| path.is_dir() && root.starts_with(path))
    }

    fn report(&self, job: Job, style: Style) -> Report {
        let mut report = Report::default();
        match job {
            Job::Unreadable(path, why) => self.unreadable(&mut report, &path, &why, style),
            Job::Newsroom(newsroom, whole) => {
                let newsroom = if whole && newsroom.asks_who_is_cited() {
                    Arc::new(newsroom.with_cited(&desk::cited(&newsroom)))
                } else {
                    newsroom
                };
                for (path, problems) in &newsroom.files {
                    let findings = newsroom.found_in(path);
                    if problems.is_empty() && findings.is_empty() {
                        continue;
                    }
                    let text = read(path).unwrap_or_default();
                    let name = name_of(path);
                    let mut source = Source::new(&name, &text);
                    source.secret = crate::sources::may_hold_identity(&text);
                    let mut all: Vec<Located<'_>> =
                        problems.iter().map(Located::from).chain(findings.iter().map(Located::from)).collect();
                    all.sort_by_key(|it| it.span);
                    self.print(&mut report, &source, all.into_iter(), style);
                }
            }
            Job::Article(path, newsroom) => {
                let snapshot = read(&path).and_then(|text| {
                    let format = desk::format_of(&path);
                    guarded(|| {
                        desk::check(&newsroom, Some(&path), format, text, &|_| None, &mut desk::Caches::default())
                    })
                });
                match snapshot {
                    Err(why) => self.unreadable(&mut report, &path, &why, style),
                    Ok(snapshot) => {
                        report.tally.articles += 1;
                        let findings = snapshot.findings.iter().map(Located::from);
                        let name = name_of(&path);
                        self.print(&mut report, &Source::new(&name, &snapshot.ledger.text), findings, style);
                    }
                }
            }
        }
        report
    }

    fn print<'a>(
        &self,
        report: &mut Report,
        source: &Source<'_>,
        findings: impl Iterator<Item = Located<'a>>,
        style: Style,
    ) {
        let findings: Vec<Located<'a>> = findings
            .inspect(|finding| *report.tally.found.entry(finding.severity).or_default() += 1)
            .filter(|finding| self.format == Format::Json || self.hints || finding.severity > Severity::Hint)
            .collect();
        let fails = |severity| self.bar().is_some_and(|bar| severity >= bar);
        report.out += &match self.format {
            Format::Text => findings.iter().map(|finding| style.finding(source, finding)).collect(),
            Format::Json => findings.iter().map(|finding| json::finding(source, finding)).collect(),
            Format::Sarif => ci::sarif(source, &findings),
            Format::Github => ci::github(source, &findings),
            Format::Junit => ci::junit(source, &findings, fails),
            Format::Checkstyle => ci::checkstyle(source, &findings),
        };
    }

    fn unreadable(&self, report: &mut Report, path: &Path, why: &str, style: Style) {
        report.tally.unreadable += 1;
        let name = name_of(path);
        match self.format {
            Format::Text => report.err += &style.unreadable(&name, why),
            Format::Json => report.out += &json::unreadable(&name, why),
            Format::Sarif => report.out += &ci::sarif_unreadable(&name, why),
            Format::Github => report.out += &ci::github_unreadable(&name, why),
            Format::Junit => report.out += &ci::junit_unreadable(&name, why),
            Format::Checkstyle => report.out += &ci::checkstyle_unreadable(&name, why),
        }
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
        if tally.unreadable > 0 {
            Outcome::Failed
        } else if self.bar().is_some_and(|bar| tally.found.range(bar..).any(|(_, count)| *count > 0)) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.unreadable += other.unreadable;
        for (severity, count) in &other.found {
            *self.found.entry(*severity).or_default() += count;
        }
    }

    /// "7 findings in 3 drafts: 1 error, 6 warnings"
    fn summary(&self, hints: bool) -> String {
        let shown = self.found.iter().rev().filter(|(severity, _)| hints || **severity > Severity::Hint);
        let parts: Vec<_> = shown.clone().map(|(severity, n)| count(*n, text::word_for(*severity))).collect();
        let total = shown.map(|(_, n)| n).sum::<usize>();
        let drafts = count(self.articles, "draft");
        let mut line = match total {
            0 => format!("No findings in {drafts}"),
            _ => format!("{} in {drafts}: {}", count(total, "finding"), parts.join(", ")),
        };
        if let (false, Some(hidden)) = (hints, self.found.get(&Severity::Hint)) {
            line += &format!("; {} (--hints shows them)", count(*hidden, "hint"));
        }
        if self.unreadable > 0 {
            line += &format!("; {} could not be read", self.unreadable);
        }
        line
    }
}

/// "1 draft", "2 drafts"
fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 || word == "info" { "" } else { "s" })
}
