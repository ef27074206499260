//! From findings to what stands on the page, in the format that was asked for.

use super::fix::{Applied, Checked};
use super::run::{Report, Run};
use super::snippet::Source;
use super::{Format, Located, ci, json};
use crate::cli::files::read;
use crate::cli::{FileName, name_of};
use crate::desk::{self, Newsroom};
use crate::rules;
use crate::sources::{self, Guard};
use crate::text::Severity;
use std::borrow::Cow;
use std::sync::Arc;

impl Located<'_> {
    fn has_fix(&self, safe: bool) -> bool {
        self.fixes.iter().any(|fix| fix.safe || !safe)
    }
}

/// The text of an article as it may be printed.
pub(super) fn as_shown<'a>(checked: &'a Checked, newsroom: &Newsroom) -> Cow<'a, str> {
    let found = checked.findings.iter().filter(|finding| finding.rule == rules::CONFIDENTIAL_LEAK).map(|it| it.span);
    // Also those that are let stand, or that nobody asked for.
    let mut spans = Guard::whole(&newsroom.data.registry).spans(&checked.text);
    spans.extend(found);
    spans.sort_unstable();
    sources::masked(&checked.text, &spans)
}

impl Run<'_> {
    /// Problems of the newsroom's own files, and what rules find in them. `whole` is whether its whole folder is checked, so that it can be
    /// told which sources no article cites.
    pub(super) fn newsroom(&self, report: &mut Report, mut newsroom: Arc<Newsroom>, whole: bool) {
        if self.asked.diff || self.asked.stets || self.gathering.is_some() {
            return;
        }
        if whole && newsroom.asks_who_is_cited() {
            newsroom = Arc::new(newsroom.with_cited(&desk::cited(&newsroom)));
        }
        for (path, problems) in &newsroom.files {
            let findings = newsroom.found_in(path);
            if problems.is_empty() && findings.is_empty() {
                continue;
            }
            let text = read(path).unwrap_or_default();
            let name = name_of(path);
            let mut source = Source::new(&name, &text);
            source.secret = newsroom.is_outside(path)
                || newsroom.is_registry(path) && !sources::may_be_shown(name.as_written(), &text);
            let stretches = self.part(path, &text).stretches(&text);
            let mut all: Vec<Located<'_>> =
                problems.iter().map(Located::from).chain(findings.iter().map(Located::from)).collect();
            all.retain(|it| stretches.as_ref().is_none_or(|these| these.hold(it.span)));
            all.sort_by_key(|it| it.span);
            self.print(report, &source, all.into_iter());
        }
    }

    /// Findings of an article.
    pub(super) fn findings(&self, report: &mut Report, name: &FileName, checked: &Checked, newsroom: &Newsroom) {
        report.tally.known = checked.known;
        let text = as_shown(checked, newsroom);
        self.print(report, &Source::new(name, &text), checked.findings.iter().map(Located::from));
    }

    fn print<'a>(&self, report: &mut Report, source: &Source<'_>, findings: impl Iterator<Item = Located<'a>>) {
        let asked = self.asked;
        let findings: Vec<Located<'a>> = findings
            .inspect(|finding| *report.tally.found.entry(finding.severity).or_default() += 1)
            .filter(|finding| asked.format == Format::Json || asked.hints || finding.severity > Severity::Hint)
            .collect();
        for (count, safe) in report.tally.fixable.iter_mut().zip([true, false]) {
            *count += findings.iter().filter(|finding| finding.has_fix(safe)).count();
        }
        let fails = |severity| asked.bar().is_some_and(|bar| severity >= bar);
        let piece = match asked.format {
            Format::Text => findings.iter().map(|finding| self.style.finding(source, finding)).collect(),
            Format::Json => findings.iter().map(|finding| json::finding(source, finding)).collect(),
            Format::Sarif => ci::sarif(source, &findings),
            Format::Github => ci::github(source, &findings),
            Format::Junit => ci::junit(source, &findings, fails),
            Format::Checkstyle => ci::checkstyle(source, &findings),
        };
        self.push(report, &piece);
    }

    /// Adds a piece to what is printed of one file.
    fn push(&self, report: &mut Report, piece: &str) {
        if !report.out.is_empty() && !piece.is_empty() {
            report.out += self.between;
        }
        report.out += piece;
    }

    /// That the file called `name` could not be read or written, and why.
    pub(super) fn unreadable(&self, report: &mut Report, name: &FileName, why: &str) {
        report.tally.unreadable += 1;
        self.trouble(report, name, why);
    }

    /// That something went wrong with the file called `name`.
    pub(super) fn trouble(&self, report: &mut Report, name: &FileName, why: &str) {
        let piece = match self.asked.format {
            Format::Text => {
                report.err += &self.style.unreadable(name, why);
                return;
            }
            Format::Json => json::unreadable(name, why),
            Format::Sarif => ci::sarif_unreadable(name, why),
            Format::Github => ci::github_unreadable(name, why),
            Format::Junit => ci::junit_unreadable(name, why),
            Format::Checkstyle => ci::checkstyle_unreadable(name, why),
        };
        self.push(report, &piece);
    }

    /// What was mended, a line a remedy: among findings for a person, beside them for a program.
    pub(super) fn applied(&self, report: &mut Report, name: &FileName, applied: &[Applied]) {
        let lines = each_in_its_text(
            name,
            applied.iter(),
            |it| it,
            |source, it| self.style.applied(source, it.span, it.rule, &it.title),
        );
        let stream = if self.asked.format == Format::Text { &mut report.out } else { &mut report.err };
        stream.push_str(&lines);
    }

    /// What was not mended because it would settle nothing, a line a remedy.
    pub(super) fn dropped(&self, report: &mut Report, name: &FileName, dropped: &[(Applied, Option<&'static str>)]) {
        report.tally.left += dropped.len();
        let lines = each_in_its_text(
            name,
            dropped.iter(),
            |(it, _)| it,
            |source, (it, rule)| {
                let why = match rule {
                    Some(rule) if *rule == it.rule => "the finding would remain".to_owned(),
                    Some(rule) => format!("it would cause a {rule} finding"),
                    None => "not tried: too many fixes here did not help".to_owned(),
                };
                self.style.left(source, it.span, it.rule, &it.title, &why)
            },
        );
        let aside = self.asked.diff || self.asked.format != Format::Text;
        let stream = if aside { &mut report.err } else { &mut report.out };
        stream.push_str(&lines);
    }
}

/// A line for each of `all`, made from what it was applied to. Remedies of one pass share a text, and its lines are counted once.
fn each_in_its_text<'a, T: 'a>(
    name: &'a FileName,
    all: impl Iterator<Item = &'a T>,
    applied: impl Fn(&'a T) -> &'a Applied,
    line: impl Fn(&Source<'_>, &'a T) -> String,
) -> String {
    let mut lines = String::new();
    let mut last: Option<Source<'a>> = None;
    for it in all {
        let text = &*applied(it).text;
        let source = match last.take().filter(|source| std::ptr::eq(source.text, text)) {
            Some(source) => source,
            None => Source::new(name, text),
        };
        lines += &line(&source, it);
        last = Some(source);
    }
    lines
}
