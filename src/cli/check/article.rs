//! One article: read, checked, mended where that was asked for, and told of.

use super::baseline::Known;
use super::changed::{Part, Stretches};
use super::fix::{self, Checked, Mended, Which};
use super::print::as_shown;
use super::run::{Report, Run};
use super::snippet::Source;
use super::{baseline, diff, stets, timings};
use crate::article::Format;
use crate::cli::files::{read, reason, whole};
use crate::cli::{FileName, guarded, name_of};
use crate::desk::{self, Newsroom, Replaced, Same, Snapshot};
use crate::ledger::Ledger;
use crate::rules::Finding;
use crate::text::{Problem, Severity, Span};
use std::path::Path;
use std::sync::Arc;

/// What the draft on standard input is called where nobody said.
pub(super) const STDIN: &str = "<stdin>";

/// An article, where it stands, and the newsroom it belongs to.
pub(super) struct Article<'a> {
    path: Option<&'a Path>,
    name: FileName,
    newsroom: &'a Arc<Newsroom>,
    /// The byte-order mark that stood before a text on standard input.
    mark: &'static str,
}

impl<'a> Article<'a> {
    /// The article in the file at `path`.
    pub(super) fn file(path: &'a Path, newsroom: &'a Arc<Newsroom>) -> Self {
        Self { path: Some(path), name: name_of(path), newsroom, mark: "" }
    }

    /// The article on standard input, after `mark`, which may go by the name of a file.
    pub(super) fn typed(path: Option<&'a Path>, newsroom: &'a Arc<Newsroom>, mark: &'static str) -> Self {
        Self { path, name: path.map_or_else(|| FileName::from(STDIN), name_of), newsroom, mark }
    }

    fn format(&self) -> Format {
        self.path.map_or(Format::Plain, desk::format_of)
    }

    fn snapshot(&self, text: Arc<str>) -> Result<Snapshot, String> {
        let caches = &mut desk::Caches::default();
        guarded(|| desk::check(self.newsroom, self.path, self.format(), text, &|_| None, caches))
    }
}

/// By what the baseline knows `findings` again.
fn prints(ledger: &Ledger, findings: &[Finding]) -> Vec<u128> {
    let print = |finding: &Finding| {
        let line = ledger.lines.partition_point(|line| line.span.end <= finding.span.start);
        let sentence = ledger.lines.get(line).filter(|line| line.span.start <= finding.span.start);
        // In a heading of its own or at the top of the article there is no sentence.
        let span = sentence.map_or(finding.span, |line| line.span);
        baseline::print(finding.rule, span.of(&ledger.text))
    };
    findings.iter().map(print).collect()
}

impl Run<'_> {
    /// Checks `article`, whose text is `typed` or that of its file.
    pub(super) fn article(&self, report: &mut Report, article: &Article<'_>, typed: Option<Arc<str>>) {
        let piped = typed.is_some();
        let text = typed.map_or_else(|| article.path.map_or_else(|| Ok("".into()), read), Ok);
        let text = match text {
            Ok(text) => text,
            Err(_) if self.changed.as_ref().zip(article.path).is_some_and(|(it, path)| it.is_as_long(path)) => return,
            Err(why) => return self.unreadable(report, &article.name, &why),
        };
        let part = article.path.map_or(Part::Whole, |path| self.part(path, &text));
        if part == Part::Nothing {
            return;
        }
        let stretches = part.stretches(&text);
        if let Err(why) = self.checked(report, article, stretches, text, piped) {
            self.unreadable(report, &article.name, &why);
        }
    }

    fn checked(
        &self,
        report: &mut Report,
        article: &Article<'_>,
        stretches: Option<Stretches>,
        text: Arc<str>,
        piped: bool,
    ) -> Result<(), String> {
        if self.asked.stets || self.gathering.is_some() {
            return self.listed(report, article, stretches.as_ref(), text);
        }
        if self.asked.timings {
            let measured = || timings::of(article.newsroom, article.path, article.format(), &text);
            report.timings = guarded(measured)?;
        }
        let start = self.found(article, text, stretches)?;
        report.tally.articles += 1;
        let Some(which) = self.asked.which() else {
            self.findings(report, &article.name, &start, article.newsroom);
            return Ok(());
        };
        let mended = fix::mended(start.clone(), which, |before, text, edits| {
            let mut stretches = before.stretches.clone();
            if let Some(stretches) = &mut stretches {
                stretches.shift(edits);
            }
            self.found(article, text, stretches)
        })?;
        self.mended(report, article, piped, &start, &mended);
        Ok(())
    }

    /// Lists what is let stand in `article`, or gathers its findings for a baseline.
    fn listed(
        &self,
        report: &mut Report,
        article: &Article<'_>,
        stretches: Option<&Stretches>,
        text: Arc<str>,
    ) -> Result<(), String> {
        let made = article.snapshot(text)?;
        report.tally.articles += 1;
        if let Some(((folder, _), path)) = self.gathering.as_ref().zip(article.path) {
            report.gathered.add(folder, path, &made.findings, &prints(&made.ledger, &made.findings));
        }
        if self.asked.stets {
            let guard = made.guard();
            let text = guard.masked(&made.ledger.text);
            let source = Source::new(&article.name, &text);
            let counted: Vec<_> =
                made.stets.iter().filter(|stet| stretches.is_none_or(|these| these.hold(stet.span))).collect();
            stets::list(report, &source, &counted, self.style, self.asked.format == super::Format::Json);
        }
        Ok(())
    }

    /// What is found in `text` and not let be, in those of its stretches that count.
    fn found(&self, article: &Article<'_>, text: Arc<str>, stretches: Option<Stretches>) -> Result<Checked, String> {
        let baseline = self.baseline(article.newsroom).zip(article.path);
        let kept = self.cache.as_ref().zip(article.path).and_then(|(cache, path)| {
            let key = cache.key(article.newsroom, path, article.format(), &text)?;
            Some((cache, path, key))
        });
        let known = kept.and_then(|(cache, path, key)| cache.get(path, key));
        let (mut findings, prints) = match known {
            Some(known) => known,
            None => {
                let made = article.snapshot(Arc::clone(&text))?;
                let findings = made.findings.to_vec();
                let prints = match (kept, baseline) {
                    (None, None) => Vec::new(),
                    _ => prints(&made.ledger, &findings),
                };
                if let Some((cache, path, key)) = kept {
                    cache.put(path, key, &findings, &prints);
                }
                (findings, prints)
            }
        };
        let all = if self.asked.which().is_some() { findings.clone() } else { Vec::new() };
        let known = match baseline {
            Some((baseline, path)) => baseline.take_out(&whole(path), &mut findings, &prints),
            None => Known::default(),
        };
        findings.retain(|finding| stretches.as_ref().is_none_or(|these| these.hold(finding.span)));
        Ok(Checked { text, findings, all, known, stretches })
    }

    /// Shows, prints or writes what `start` became, and tells of what is left.
    fn mended(&self, report: &mut Report, article: &Article<'_>, piped: bool, start: &Checked, mended: &Mended) {
        let Mended { now, applied, dropped } = mended;
        let differs = now.text != start.text;
        if self.asked.diff {
            report.tally.mended += usize::from(differs);
            // Programs that apply it read the file with its mark.
            let mark = if piped { article.mark } else { article.path.map_or("", desk::mark_of) };
            let shown = |checked| format!("{mark}{}", as_shown(checked, article.newsroom));
            report.out += &diff::unified(&article.name, &shown(start), &shown(now));
            return self.dropped(report, &article.name, dropped);
        }
        if piped {
            report.text = Some(format!("{}{}", article.mark, now.text).into());
        } else if let Some(path) = article.path.filter(|_| differs) {
            match written(article.newsroom, path, &start.text, &now.text) {
                Ok(replaced) => self.unsettled(report, &article.name, replaced),
                Err(problem) => {
                    report.tally.unwritten += 1;
                    self.trouble(report, &article.name, &reason(problem));
                    // What is told is told of the file as it is.
                    return self.findings(report, &article.name, start, article.newsroom);
                }
            }
        }
        report.tally.applied += applied.len();
        report.tally.mended += usize::from(differs);
        self.applied(report, &article.name, applied);
        self.dropped(report, &article.name, dropped);
        self.findings(report, &article.name, now, article.newsroom);
        // What was tried is not offered again.
        report.tally.fixable[0] = 0;
        if self.asked.which() == Some(Which::All) {
            report.tally.fixable[1] = 0;
        }
    }

    /// What counts of the file at `path`, whose text is `text`.
    pub(super) fn part(&self, path: &Path, text: &str) -> Part {
        self.changed.as_ref().map_or(Part::Whole, |changed| changed.of(path, text))
    }
}

/// Puts `after` in place of `before` in the draft at `path`. A file that the newsroom has for something else is no draft, whoever names it.
fn written(newsroom: &Newsroom, path: &Path, before: &str, after: &str) -> Result<Replaced, Problem> {
    if let Some(owned) = newsroom.names(&Same::of(&whole(path))) {
        let message = format!("This is {}, not a draft, so it was not changed.", owned.told());
        let help = Some("Fix it by hand.".into());
        return Err(Problem { span: Span::default(), severity: Severity::Error, message, help });
    }
    desk::replace(path, before, after)
}
