//! A check from beginning to end: what there is to do, done by several threads, and what is said at the end.

use super::article::{self, Article};
use super::baseline::{Baseline, Gathered};
use super::cache::Cache;
use super::changed::Changed;
use super::stets::Stets;
use super::tally::{Tally, count};
use super::text::Style;
use super::timings::Timings;
use super::{Check, Format};
use crate::cli::files::{Found, Newsrooms, articles, only_articles, reason, whole};
use crate::cli::output::Writing;
use crate::cli::parallel::{Event, cores, in_order};
use crate::cli::{FileName, Outcome, Streams, name_of};
use crate::desk::{self, Newsroom, Replaced, Target};
use crate::rules::Rule;
use crate::text::json::tame;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// One piece of work.
enum Job {
    /// A newsroom met for the first time: its files' problems and findings. Whether its whole folder is checked.
    Newsroom(Arc<Newsroom>, bool),
    /// An article on the disk.
    File(PathBuf, Arc<Newsroom>),
    /// The article on standard input, and the byte-order mark it came with.
    Typed(Arc<str>, &'static str, Arc<Newsroom>),
    Unreadable(PathBuf, String),
    /// A link that was not followed, and what there is to say of it.
    Link(PathBuf, String),
}

/// What came of a job, or of all.
#[derive(Default)]
pub(super) struct Report {
    /// The mended text, where standard output is for that.
    pub text: Option<Arc<str>>,
    pub out: String,
    pub err: String,
    pub tally: Tally,
    pub stets: Stets,
    pub gathered: Gathered,
    pub timings: Timings,
}

/// A check under way: what was asked for, what it goes by, and how to show what is found. Shared by the threads that work.
pub(super) struct Run<'a> {
    pub asked: &'a Check,
    pub style: Style,
    /// What counts, where only what changed does.
    pub changed: Option<Changed>,
    /// What was found before.
    pub cache: Option<Cache>,
    /// What is let be, by the newsroom's root; under `None` what is let be everywhere.
    baselines: HashMap<Option<PathBuf>, Baseline>,
    /// The baseline to be written: its folder, and what is there now.
    pub gathering: Option<(PathBuf, Target)>,
    /// Drafts that were mended, each with its name, until it is sure that nobody was saving them.
    unsettled: Mutex<VecDeque<(FileName, Replaced)>>,
    /// What stands between two pieces of the format.
    pub between: &'static str,
}

/// So many mended drafts wait to be looked at again before the first of them is.
const MOST_UNSETTLED: usize = 64;

/// What is printed, by what is still to be done so that nothing in it is taken for an order.
enum Printed {
    Rows,
    Json,
    /// Nothing: the format's own writer has done it.
    Raw,
}

/// Does what `asked` asks for.
pub(super) fn run(asked: &Check, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    if asked.stets && !matches!(asked.format, Format::Text | Format::Json) {
        streams.note("sayso: --stets supports only --format text or json")?;
        return Ok(Outcome::Failed);
    }
    let jobs = if asked.stdin { typed(asked, streams)? } else { jobs(asked) };
    let (run, wrong) = match Run::prepared(asked, &jobs, streams) {
        Ok(prepared) => prepared,
        Err(why) => {
            streams.note(format_args!("sayso: {why}"))?;
            return Ok(Outcome::Failed);
        }
    };
    for line in &wrong {
        streams.note(format_args!("sayso: {line}"))?;
    }
    let mut total = run.work(jobs, streams)?;
    total.tally.unreadable += wrong.len();
    run.finish(&mut total, streams)
}

impl<'a> Run<'a> {
    /// What the check goes by, and what is wrong with lines of baselines. An error says why there can be no check.
    fn prepared(asked: &'a Check, jobs: &[Job], streams: &Streams<'_>) -> Result<(Self, Vec<String>), String> {
        let mut run = Self {
            asked,
            style: Style { colour: streams.colour, width: streams.width },
            changed: None,
            cache: None,
            baselines: HashMap::new(),
            gathering: None,
            unsettled: Mutex::default(),
            between: asked.format.frame().between,
        };
        let mut wrong = Vec::new();
        if let Some(path) = &asked.write_baseline {
            let path = whole(path);
            let folder = path.parent().unwrap_or(&path).to_owned();
            desk::tidy(&folder);
            run.gathering = Some((folder, target(&path, jobs)?));
        } else if !asked.stets {
            for (root, path) in baselines_of(asked, jobs) {
                let (baseline, lines) = Baseline::read(&path)?;
                run.baselines.insert(root, baseline);
                wrong.extend(lines);
            }
        }
        if !(asked.no_cache || asked.timings || asked.stets || run.gathering.is_some()) {
            run.cache = Cache::open(files_of(jobs).count(), newsrooms_of(jobs));
        }
        if asked.fix.is_some() && !asked.diff {
            // Where a link leads, there it is written.
            let folders = files_of(jobs).filter_map(|path| Some(desk::real(path).ok()?.parent()?.to_owned()));
            folders.collect::<BTreeSet<_>>().iter().for_each(|folder| desk::tidy(folder));
        }
        if let Some(revision) = &asked.changed {
            let files: Vec<PathBuf> = files_of(jobs).cloned().collect();
            run.changed = Some(Changed::since(revision, &files)?);
        }
        Ok((run, wrong))
    }

    /// What is let be in the articles of `newsroom`.
    pub(super) fn baseline(&self, newsroom: &Newsroom) -> Option<&Baseline> {
        self.baselines.get(&None).or_else(|| self.baselines.get(&newsroom.root))
    }

    /// Whether standard output is for the mended draft, and all else goes aside.
    fn aside(&self) -> bool {
        self.asked.stdin && self.asked.fix.is_some() && !self.asked.diff
    }

    /// Prints where findings go, as what they are.
    fn say(&self, streams: &mut Streams<'_>, words: String) -> io::Result<()> {
        match self.printed() {
            Printed::Rows if self.aside() => streams.aside(&words),
            Printed::Rows => streams.page(&words),
            Printed::Json if self.aside() => streams.aside(&tame(words)),
            Printed::Json => streams.json(words),
            Printed::Raw if self.aside() => streams.aside(&words),
            Printed::Raw => streams.document(&words),
        }
    }

    /// What pieces are made of.
    fn printed(&self) -> Printed {
        if self.asked.diff {
            return Printed::Raw;
        }
        match self.asked.format {
            Format::Text => Printed::Rows,
            Format::Json | Format::Sarif => Printed::Json,
            Format::Github | Format::Junit | Format::Checkstyle => Printed::Raw,
        }
    }

    /// Does all jobs, prints what comes of them in their order, and sums up.
    fn work(&self, jobs: Vec<Job>, streams: &mut Streams<'_>) -> io::Result<Report> {
        let mut total = Report::default();
        let bare = self.asked.diff || self.asked.stets || self.gathering.is_some();
        let frame = if bare { Format::Text.frame() } else { self.asked.format.frame() };
        self.say(streams, frame.head)?;
        let mut between = "";
        in_order(
            // Two threads would be in each other's way where time is taken.
            if self.asked.timings { 1 } else { cores() },
            || jobs.into_iter(),
            |job| self.report(job),
            |event| match event {
                Event::Waiting => streams.flush(),
                Event::Done(report) => {
                    let Report { text, out, err, tally, stets, gathered, timings } = report;
                    total.tally.add(&tally);
                    total.stets.add(&stets);
                    total.gathered.join(gathered);
                    total.timings.add(&timings);
                    if let Some(text) = text {
                        streams.document(&text)?;
                    }
                    // Where both go to one terminal, they must not overtake each other.
                    if !err.is_empty() {
                        streams.flush()?;
                        streams.aside(&err)?;
                    }
                    if out.is_empty() {
                        return Ok(());
                    }
                    self.say(streams, std::mem::replace(&mut between, frame.between).to_owned())?;
                    self.say(streams, out)
                }
            },
        )?;
        let mut report = Report::default();
        while self.settle(&mut report, 0) {}
        total.tally.add(&report.tally);
        if !report.err.is_empty() {
            streams.flush()?;
            streams.aside(&report.err)?;
        }
        if !report.out.is_empty() {
            self.say(streams, between.to_owned())?;
            self.say(streams, report.out)?;
        }
        self.say(streams, frame.foot.to_owned())?;
        Ok(total)
    }

    /// Keeps in mind that the draft called `name` was mended.
    pub(super) fn unsettled(&self, report: &mut Report, name: &FileName, replaced: Replaced) {
        self.unsettled.lock().unwrap_or_else(PoisonError::into_inner).push_back((name.clone(), replaced));
        self.settle(report, MOST_UNSETTLED);
    }

    /// Looks again at the draft that was mended first, where more than `most` wait for that; whether there was one.
    fn settle(&self, report: &mut Report, most: usize) -> bool {
        let next = || {
            let mut waiting = self.unsettled.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.len() > most { waiting.pop_front() } else { None }
        };
        let Some((name, replaced)) = next() else { return false };
        if let Err(problem) = replaced.settled() {
            report.tally.unwritten += 1;
            self.trouble(report, &name, &reason(problem));
        }
        true
    }

    fn report(&self, job: Job) -> Report {
        let mut report = Report::default();
        match job {
            Job::Unreadable(path, why) => self.unreadable(&mut report, &name_of(&path), &why),
            Job::Link(path, why) => report.err += &format!("sayso: {}: {why}\n", name_of(&path)),
            Job::Newsroom(newsroom, whole) => self.newsroom(&mut report, newsroom, whole),
            Job::File(path, newsroom) => self.article(&mut report, &Article::file(&path, &newsroom), None),
            Job::Typed(text, mark, newsroom) => {
                let article = Article::typed(self.asked.stdin_filename.as_deref(), &newsroom, mark);
                self.article(&mut report, &article, Some(text));
            }
        }
        report
    }

    /// What is said at the end, and how the program ends.
    fn finish(&self, total: &mut Report, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let asked = self.asked;
        let tally = &mut total.tally;
        tally.broken = Rule::broken();
        if asked.changed.is_none() && !asked.stdin {
            tally.known.gone += self.baselines.values().map(Baseline::of_missing).sum::<usize>();
        }
        if let Some((path, (_, target))) = asked.write_baseline.as_ref().zip(self.gathering.as_ref()) {
            if let Err(problem) = target.write(&total.gathered.text()) {
                streams.note(format_args!("sayso: {}: {}", name_of(path), reason(problem)))?;
                return Ok(Outcome::Failed);
            }
            let findings = count(total.gathered.findings(), "finding");
            let line = format!("{findings} in {} written to {}", count(tally.articles, "draft"), name_of(path));
            streams.page(&format!("{}{}\n", self.style.paint("1", &line), tally.troubles()))?;
            return Ok(if tally.failed() { Outcome::Failed } else { Outcome::Clean });
        }
        if asked.stets {
            if asked.format == Format::Text {
                let line = self.style.paint("1", &total.stets.summary());
                streams.page(&format!("{line}{}\n", tally.troubles()))?;
            }
            return Ok(if tally.failed() { Outcome::Failed } else { Outcome::Clean });
        }
        if !asked.diff {
            match (asked.format, tally.fixes()) {
                (Format::Text, fixes) => {
                    let fixes = fixes.map(|fixes| fixes + ". ").unwrap_or_default();
                    let line = self.style.paint("1", &format!("{fixes}{}", tally.summary(asked.hints)));
                    self.say(streams, format!("{line}\n"))?;
                }
                (_, Some(fixes)) => streams.note(format_args!("sayso: {fixes}"))?,
                (_, None) => {}
            }
        }
        if asked.timings {
            streams.flush()?;
            streams.aside(&total.timings.table())?;
        }
        let fails = |tally: &Tally| asked.bar().is_some_and(|bar| tally.found.range(bar..).any(|(_, n)| *n > 0));
        Ok(if tally.failed() {
            Outcome::Failed
        } else if if asked.diff { tally.mended > 0 } else { fails(tally) } {
            Outcome::Findings
        } else {
            Outcome::Clean
        })
    }
}

/// The baselines to go by: the one that is named, or those that newsrooms name.
fn baselines_of(asked: &Check, jobs: &[Job]) -> Vec<(Option<PathBuf>, PathBuf)> {
    if let Some(path) = &asked.baseline {
        return vec![(None, whole(path))];
    }
    let of = |newsroom: &Newsroom| {
        let named = newsroom.house.baseline.as_deref()?;
        Some((newsroom.root.clone(), newsroom.path_of(named)))
    };
    newsrooms_of(jobs).filter_map(of).collect()
}

/// What is to be written over by the baseline at `path`, or why it cannot be written there.
fn target(path: &Path, jobs: &[Job]) -> Result<Target, String> {
    let newsrooms: Vec<Arc<Newsroom>> = jobs
        .iter()
        .filter_map(|job| if let Job::Newsroom(newsroom, _) = job { Some(Arc::clone(newsroom)) } else { None })
        .collect();
    let articles: Vec<PathBuf> = files_of(jobs).cloned().collect();
    let writing =
        Writing { what: "baseline", is_own: Baseline::begins, force: None, newsrooms: &newsrooms, articles: &articles };
    writing.target(path).map_err(|why| format!("{}: {why}", name_of(path)))
}

/// The articles on the disk that are to be checked.
fn files_of(jobs: &[Job]) -> impl Iterator<Item = &PathBuf> {
    jobs.iter().filter_map(|job| if let Job::File(path, _) = job { Some(path) } else { None })
}

/// The newsrooms of the articles to check.
fn newsrooms_of(jobs: &[Job]) -> impl Iterator<Item = &Newsroom> {
    jobs.iter().filter_map(|job| match job {
        Job::Newsroom(newsroom, _) => Some(&**newsroom),
        _ => None,
    })
}

/// Each newsroom's own files before the first of its articles.
fn jobs(asked: &Check) -> Vec<Job> {
    let mut jobs = Vec::new();
    let mut met = HashSet::new();
    let mut newsrooms = Newsrooms::default();
    let mut found = articles(&asked.paths, &mut newsrooms);
    if asked.articles_only {
        only_articles(&mut found, &mut newsrooms);
    }
    for found in found {
        match found {
            Found::Unreadable(path, why) => jobs.push(Job::Unreadable(path, why)),
            Found::Link(path, why) => jobs.push(Job::Link(path, why)),
            Found::Article(path, newsroom) => {
                if met.insert(newsroom.root.clone()) {
                    let whole = newsroom.root.as_ref().is_some_and(|root| covers(&asked.paths, root));
                    jobs.push(Job::Newsroom(Arc::clone(&newsroom), whole));
                }
                jobs.push(Job::File(path, newsroom));
            }
        }
    }
    jobs
}

/// Whether one of the folders among `paths` holds the folder `root`.
fn covers(paths: &[PathBuf], root: &Path) -> bool {
    let Ok(root) = desk::real(root) else { return false };
    let mut folders = paths.iter().filter_map(|path| desk::real(path).ok());
    folders.any(|path| path.is_dir() && root.starts_with(path))
}

/// The article on standard input, in the newsroom its name leads to; without a name, in that of the folder one stands in.
fn typed(asked: &Check, streams: &mut Streams<'_>) -> io::Result<Vec<Job>> {
    let mut bytes = Vec::new();
    let read = streams.take_input().take(desk::MOST_READ).read_to_end(&mut bytes);
    let (mark, bytes) = desk::unmarked(bytes);
    let text = match read.map_err(|error| desk::told(&error)).and_then(|_| desk::as_text(bytes)) {
        Ok(text) => text,
        Err(problem) => return Ok(vec![Job::Unreadable(PathBuf::from(article::STDIN), reason(problem))]),
    };
    let path = whole(asked.stdin_filename.as_deref().unwrap_or(Path::new("-")));
    let mut newsrooms = Newsrooms::default();
    if asked.stdin_filename.is_some() && !newsrooms.take(&path) {
        let name = name_of(&path);
        streams.note(format_args!("sayso: {name} is not an article of this newsroom, so it was not checked"))?;
        if asked.fix.is_some() && !asked.diff {
            streams.document(&format!("{mark}{text}"))?;
        }
        return Ok(Vec::new());
    }
    let newsroom = newsrooms.of(&path);
    Ok(vec![Job::Newsroom(Arc::clone(&newsroom), false), Job::Typed(text, mark, newsroom)])
}
