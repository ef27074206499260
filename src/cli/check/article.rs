//! One article: read, checked, mended where that was asked for, and told of.

use super::changed::{Part, Stretches};
use super::mend::{self, Applied, Checked, Edits};
use super::{Report, Run, diff};
use crate::article::Format;
use crate::cli::files::{read, reason};
use crate::cli::{guarded, name_of};
use crate::desk::{self, Newsroom};
use std::path::Path;
use std::sync::Arc;

/// What the draft on standard input is called where nobody said.
pub(super) const STDIN: &str = "<stdin>";

/// An article, where it stands, and the newsroom it belongs to.
pub(super) struct Article<'a> {
    path: Option<&'a Path>,
    name: String,
    newsroom: &'a Arc<Newsroom>,
}

impl<'a> Article<'a> {
    /// The article in the file at `path`.
    pub(super) fn file(path: &'a Path, newsroom: &'a Arc<Newsroom>) -> Self {
        Self { path: Some(path), name: name_of(path), newsroom }
    }

    /// The article on standard input, which may go by the name of a file.
    pub(super) fn typed(path: Option<&'a Path>, newsroom: &'a Arc<Newsroom>) -> Self {
        Self { path, name: path.map_or_else(|| STDIN.into(), name_of), newsroom }
    }

    fn check(&self, text: Arc<str>) -> Result<Checked, String> {
        let format = self.path.map_or(Format::Plain, desk::format_of);
        guarded(|| {
            let made = desk::check(self.newsroom, self.path, format, text, &|_| None, &mut desk::Caches::default());
            Checked { text: Arc::clone(&made.ledger.text), findings: made.findings.to_vec() }
        })
    }
}

/// What counts of one article, from pass to pass.
struct Scope {
    /// Where not all of it does.
    stretches: Option<Stretches>,
}

impl Scope {
    /// `checked` without what does not count.
    fn select(&self, mut checked: Checked) -> Checked {
        if let Some(stretches) = &self.stretches {
            checked.findings.retain(|finding| stretches.hold(finding.span));
        }
        checked
    }

    fn shift(&mut self, edits: &Edits) {
        if let Some(stretches) = &mut self.stretches {
            stretches.shift(edits);
        }
    }
}

impl Run<'_> {
    /// Checks `article`, whose text is `typed` or that of its file.
    pub(super) fn article(&self, report: &mut Report, article: &Article<'_>, typed: Option<Arc<str>>) {
        let piped = typed.is_some();
        let text = typed.map_or_else(|| article.path.map_or_else(|| Ok("".into()), read), Ok);
        if let Err(why) = text.and_then(|text| self.checked(report, article, text, piped)) {
            self.unreadable(report, &article.name, &why);
        }
    }

    fn checked(&self, report: &mut Report, article: &Article<'_>, text: Arc<str>, piped: bool) -> Result<(), String> {
        let Some(stretches) = self.stretches(article.path, &text) else { return Ok(()) };
        let mut scope = Scope { stretches };
        let start = scope.select(article.check(text)?);
        report.tally.articles += 1;
        let Some(which) = self.asked.which() else {
            self.findings(report, &article.name, &start);
            return Ok(());
        };
        let (now, applied, left) = mend::mended(start.clone(), which, |text, edits| {
            scope.shift(edits);
            Ok(scope.select(article.check(text)?))
        })?;
        if left {
            report.err += &format!("sayso: {}: fixes call for others without end; look at them\n", article.name);
        }
        self.mended(report, article, piped, &start, &now, &applied);
        Ok(())
    }

    /// Shows, prints or writes what `start` became, and tells of what is left.
    fn mended(
        &self,
        report: &mut Report,
        article: &Article<'_>,
        piped: bool,
        start: &Checked,
        now: &Checked,
        applied: &[Applied],
    ) {
        let differs = now.text != start.text;
        if self.asked.diff {
            report.tally.mended += usize::from(differs);
            report.out += &diff::unified(&article.name, &start.text, &now.text);
            return;
        }
        if piped {
            report.text = Some(Arc::clone(&now.text));
        } else if let Some(path) = article.path.filter(|_| differs)
            && let Err(problem) = desk::replace(path, &start.text, &now.text)
        {
            report.tally.unwritten += 1;
            self.trouble(report, &article.name, &reason(problem));
            // What is told is told of the file as it is.
            return self.findings(report, &article.name, start);
        }
        report.tally.applied += applied.len();
        report.tally.mended += usize::from(differs);
        self.applied(report, &article.name, applied);
        self.findings(report, &article.name, now);
    }

    /// The stretches of the file at `path` that count, where not all of it does; `None` where none of it does.
    pub(super) fn stretches(&self, path: Option<&Path>, text: &str) -> Option<Option<Stretches>> {
        let part = self.changed.as_ref().zip(path).map(|(changed, path)| changed.of(path));
        match part {
            None | Some(Part::Whole) => Some(None),
            Some(Part::Lines(lines)) => Some(Some(Stretches::of(&lines, text))),
            Some(Part::Nothing) => None,
        }
    }
}
