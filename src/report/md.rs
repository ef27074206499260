//! The sheet as Markdown, for a ticket, a wiki or a pull request: the same lists as the page, without its drawings.

use super::data::{Article, Sentence, Sheet, Source, Status};
use super::html::{kind, name};
use crate::features::{escaped_whole as escaped, link};
use crate::text::Severity;
use std::fmt::Write as _;

/// How a sheet begins: by the comment it is known again, and may be written over.
pub(super) const HEAD: &str = "# Fact-check sheet\n\n<!-- made by sayso ";

/// The sheet.
#[must_use]
pub fn page(sheet: &Sheet) -> String {
    let mut out = format!("{HEAD}{} -->\n", sheet.sayso);
    for article in &sheet.articles {
        one(&mut out, article);
    }
    out
}

fn one(out: &mut String, article: &Article) {
    let coverage = &article.coverage;
    let _ = writeln!(out, "\n## {}\n", escaped(&article.title));
    let about = [article.dateline.as_deref(), article.date.as_deref(), Some(&*article.file)];
    let about: Vec<String> = about.into_iter().flatten().map(escaped).collect();
    // The number first: a build server that shows the sheet runs lines that begin in a certain way, and a file may be called so.
    let _ = writeln!(out, "{} words – {}\n", article.words, about.join(" – "));
    if let Some(language) = &article.other_language {
        let _ = writeln!(out, "Not in English ({}): sourcing not checked.\n", escaped(language));
    }
    let share = coverage.share.map(|share| format!(" ({share}%)")).unwrap_or_default();
    let _ = writeln!(
        out,
        "{} of {} claims have a source{share}. Open questions: {}. Findings: {}. Stets: {}.",
        coverage.sourced,
        coverage.asked,
        article.questions.len(),
        article.findings.len(),
        article.stets.iter().filter(|stet| !stet.findings.is_empty()).count()
    );
    questions(out, article);
    out.push_str("\n### Sentence by sentence\n");
    let rows = article.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences);
    let rows = rows.map(|s| [s.number.to_string(), escaped(&s.text), on_whose_word(article, s)]);
    table(out, ["No.", "Sentence", "Source"], rows);
    heard(out, article);
    sources(out, article);
    if !article.places.is_empty() {
        out.push_str("\n### Places\n");
        let rows = article.places.iter().map(|place| {
            let within = [&*place.what, &*place.within].into_iter().filter(|part| !part.is_empty());
            let at = place.lat.zip(place.lon).map(|(lat, lon)| format!("{lat:.2}, {lon:.2}")).unwrap_or_default();
            [escaped(&place.name), escaped(&within.collect::<Vec<_>>().join(", ")), at, numbers(&place.sentences)]
        });
        table(out, ["Place", "Where", "Degrees north, east", "Sentences"], rows);
    }
    if !article.findings.is_empty() {
        out.push_str("\n### Findings\n");
        let rows = article.findings.iter().map(|finding| {
            let at = finding.sentence.map_or_else(|| format!("line {}", finding.line), |n| n.to_string());
            [at, severity(finding.severity).to_owned(), escaped(&finding.message), finding.rule.to_owned()]
        });
        table(out, ["Sentence", "Severity", "What", "Rule"], rows);
    }
    if !article.stets.is_empty() {
        out.push_str("\n### Stets\n");
        let rows = article.stets.iter().map(|stet| {
            let at = match stet.sentences {
                Some((first, last)) if first == last => first.to_string(),
                Some((first, last)) => format!("{first} to {last}"),
                None => format!("line {}", stet.line),
            };
            let found: Vec<String> = stet.findings.iter().map(|finding| escaped(&finding.message)).collect();
            [at, escaped(stet.reason.as_deref().unwrap_or("No reason given.")), found.join(" ")]
        });
        table(out, ["Sentence", "Why", "What it silences"], rows);
    }
}

fn questions(out: &mut String, article: &Article) {
    out.push_str("\n### Open questions\n\n");
    if article.questions.is_empty() {
        out.push_str("None.\n");
    }
    for question in &article.questions {
        let at =
            question.sentence.map_or_else(|| format!("Line {}", question.line), |number| format!("Sentence {number}"));
        let _ = writeln!(out, "- [ ] {at}: {}", escaped(&question.question));
    }
}

fn on_whose_word(article: &Article, sentence: &Sentence) -> String {
    let mut parts = vec![format!("*{}*", name(sentence.standing))];
    if let Some(answer) = &sentence.answer {
        let mut who = format!("**{}**", escaped(&answer.who));
        if !answer.through.is_empty() {
            let _ = write!(who, ", through {}", escaped(&answer.through.join(" and ")));
        }
        parts.push(who);
    }
    for tag in &sentence.tags {
        let source = &article.sources[tag.source];
        let mut key = format!("@{}", escaped(&source.key));
        for more in [&tag.locator, &source.grade].into_iter().flatten() {
            let _ = write!(key, ", {}", escaped(more));
        }
        if source.status == Status::Unknown {
            key.push_str(" (not in the registry)");
        }
        parts.push(key);
    }
    parts.join("; ")
}

fn heard(out: &mut String, article: &Article) {
    if article.heard.is_empty() {
        return;
    }
    out.push_str("\n### Who the story relies on\n");
    let rows = article.heard.iter().map(|one| {
        let through = escaped(&one.through.join(", "));
        [escaped(&one.who), kind(one.kind).to_owned(), through, numbers(&one.sentences)]
    });
    table(out, ["Who", "Kind", "Through", "Sentences"], rows);
    out.push_str("\n### How the information reached us\n\n");
    for chain in &article.chains {
        let hands: Vec<String> = chain.hands.iter().map(|hand| escaped(&hand.name)).collect();
        let _ = writeln!(out, "- {} → this article: {}", hands.join(" → "), numbers(&chain.sentences));
    }
}

fn sources(out: &mut String, article: &Article) {
    if article.sources.is_empty() {
        return;
    }
    out.push_str("\n### Sources\n");
    let rows = article.sources.iter().map(|source| {
        let Source { key, name, who, role, grade, url, archive, .. } = source;
        let who: Vec<&str> = [who, role].into_iter().flatten().map(String::as_str).collect();
        let links: Vec<String> =
            [url, archive].into_iter().flatten().map(|address| link(&address.replace('|', "%7C"), None)).collect();
        let grade = grade.as_deref().map(escaped).unwrap_or_default();
        [
            format!("@{}", escaped(key)),
            escaped(name),
            escaped(&who.join(", ")),
            grade,
            links.join(" "),
            numbers(&source.sentences),
        ]
    });
    table(out, ["Key", "What", "Who", "Grade", "Links", "Sentences"], rows);
}

fn table<const N: usize>(out: &mut String, head: [&str; N], rows: impl Iterator<Item = [String; N]>) {
    let _ = writeln!(out, "\n| {} |\n|{}", head.join(" | "), "---|".repeat(N));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
}

fn numbers(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}

/// What a severity is called.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Hint | Severity::Off => "hint",
    }
}
