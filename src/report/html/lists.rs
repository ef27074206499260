//! The lists of the page: what is open, who is heard, the sources, what was found, what was let stand.

use super::{Of, kind, links, severity, table, word};
use crate::report::data::{Place, Source, Status, StetRow};
use maud::{Markup, html};

/// What is still to be answered, with a box to tick on paper.
pub(super) fn questions(of: Of<'_>) -> Markup {
    let questions = &of.article.questions;
    let id = format!("a{}-questions", of.at);
    html! {
        section {
            h3 id=(id) { "Open questions" }
            @if questions.is_empty() {
                p.none { "None." }
            } @else {
                ol.questions {
                    @for question in questions {
                        li {
                            @match question.sentence {
                                Some(number) => { a href={"#a" (of.at) "-s" (number)} { "Sentence " (number) } },
                                None => { span { "Line " (question.line) } },
                            }
                            " " (question.question)
                            @if let Some(text) = text_of(of, question.sentence) { q.of { (text) } }
                        }
                    }
                }
            }
        }
    }
}

/// The words of a sentence, as far as they are needed to know it again.
fn text_of(of: Of<'_>, number: Option<usize>) -> Option<String> {
    let number = number?;
    let paragraphs = &of.article.paragraphs;
    let next = paragraphs.partition_point(|p| p.sentences.first().is_some_and(|s| s.number <= number));
    let paragraph = paragraphs.get(next.checked_sub(1)?)?;
    let sentence = paragraph.sentences.iter().find(|sentence| sentence.number == number)?;
    Some(crate::features::shortened(&sentence.text, 110))
}

/// Who the story relies on how much.
pub(super) fn heard(of: Of<'_>) -> Markup {
    let heard = &of.article.heard;
    let id = format!("a{}-heard", of.at);
    let most = heard.first().map_or(1, |first| first.sentences.len().max(1));
    html! {
        @if !heard.is_empty() {
            section {
                h3 id=(id) { "Who the story relies on" }
                (table("Who the article relies on, and for how much", &["Who", "How much", "Words quoted", "Through", "Sentences"], &html! {
                    @for one in heard {
                        tr {
                            th scope="row" {
                                (one.who)
                                @if one.kind != crate::attribution::SourceKind::Named { span.kind { " (" (kind(one.kind)) ")" } }
                            }
                            td.much {
                                span.bar aria-hidden="true" style={"width:" (one.sentences.len() * 90 / most) "px"} {}
                                " " (one.sentences.len()) " " (word(one.sentences.len(), "sentence", "sentences"))
                            }
                            td.number { @if one.quoted_words > 0 { (one.quoted_words) } @else { "–" } }
                            td { @if one.through.is_empty() { "–" } @else { (one.through.join(", ")) } }
                            td { (links(of, &one.sentences)) }
                        }
                    }
                }))
            }
        }
    }
}

/// What the tags lead to.
pub(super) fn sources(of: Of<'_>) -> Markup {
    let sources = &of.article.sources;
    let id = format!("a{}-sources", of.at);
    html! {
        @if !sources.is_empty() {
            section {
                h3 id=(id) { "Sources" }
                ol.sources {
                    @for (index, source) in sources.iter().enumerate() {
                        li id={"a" (of.at) "-k" (index + 1)} .unknown[source.status == Status::Unknown] { (one_source(of, source)) }
                    }
                }
            }
        }
    }
}

fn one_source(of: Of<'_>, source: &Source) -> Markup {
    let heading = if source.status == Status::Registered { "Registered" } else { "Key" };
    html! {
        p.source {
            b.key { "@" (source.key) } " "
            span.title { (source.name) }
            @if source.confidential { " " span.grade { "confidential" } }
        }
        dl.facts {
            (fact("Who", who(source)))
            (fact("Where", source.outlet.clone()))
            (fact("Issued", source.issued.clone()))
            (fact("Kind", join([source.kind.as_deref(), source.basis.as_deref().filter(|basis| source.kind.as_deref() != Some(basis))])))
            @if let Some(grade) = &source.grade {
                div { dt { "Grade" } dd { b { (grade) } @if let Some(words) = &source.grade_in_words { " " (words) } } }
            }
            (fact("First said in", source.origin.as_ref().map(|origin| format!("@{origin}"))))
            (fact("Reason for anonymity", source.anonymity_reason.clone()))
            @for (name, address) in [("Address", &source.url), ("Archived copy", &source.archive)] {
                @if let Some(address) = address { div { dt { (name) } dd { (link(address)) } } }
            }
            @if source.status == Status::Registered && !source.confidential && source.url.is_some() && source.archive.is_none() {
                div { dt { "Archived copy" } dd.missing { "none" } }
            }
            (fact("Seen", source.accessed.clone()))
            div { dt { "Sentences" } dd { @if source.sentences.is_empty() { (heading) ": not cited" } @else { (links(of, &source.sentences)) } } }
        }
    }
}

fn who(source: &Source) -> Option<String> {
    // The name says it already where the source has no title.
    let who = source.who.as_deref().filter(|who| *who != source.name);
    join([who, source.role.as_deref()])
}

fn join<const N: usize>(parts: [Option<&str>; N]) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn fact(name: &str, value: Option<String>) -> Markup {
    html! { @if let Some(value) = value { div { dt { (name) } dd { (value) } } } }
}

/// An address of the web as a link, anything else as the words it is.
fn link(address: &str) -> Markup {
    let web = address.starts_with("https://") || address.starts_with("http://");
    html! { @if web { a.web href=(address) rel="noreferrer" { (address) } } @else { (address) } }
}

/// Findings by rule.
pub(super) fn findings(of: Of<'_>) -> Markup {
    let findings = &of.article.findings;
    let id = format!("a{}-findings", of.at);
    html! {
        section {
            h3 id=(id) { "Findings" }
            @if findings.is_empty() {
                p.none { "No findings." }
            } @else {
                (table("Findings by rule", &["Where", "Severity", "What", "Words", "Rule"], &html! {
                    @for finding in findings {
                        tr class=(severity(finding.severity)) {
                            th.number scope="row" {
                                @match finding.sentence {
                                    Some(number) => { a href={"#a" (of.at) "-s" (number)} { "sentence " (number) } },
                                    None => { "line " (finding.line) },
                                }
                            }
                            td { span.severity { (severity(finding.severity)) } }
                            td { (finding.message) @if let Some(help) = &finding.help { " " span.help { (help) } } }
                            td.words { (crate::features::shortened(&finding.words, 60)) }
                            td.rule { (finding.rule) }
                        }
                    }
                }))
            }
        }
    }
}

/// What was let stand, and why.
pub(super) fn stets(of: Of<'_>) -> Markup {
    let stets = &of.article.stets;
    let id = format!("a{}-stets", of.at);
    html! {
        section {
            h3 id=(id) { "Stets" }
            @if stets.is_empty() {
                p.none { "None." }
            } @else {
                (table("Findings kept with stet, and why", &["Where", "Why", "What it silences", "Rules"], &html! {
                    @for stet in stets {
                        tr {
                            th.number scope="row" {
                                @match stet.sentences {
                                    Some((first, last)) if first == last => {
                                        a href={"#a" (of.at) "-s" (first)} { "sentence " (first) }
                                    },
                                    Some((first, last)) => {
                                        a href={"#a" (of.at) "-s" (first)} { "sentences " (first) " to " (last) }
                                    },
                                    None => { "line " (stet.line) },
                                }
                            }
                            td { (reason(stet)) }
                            td {
                                @if stet.findings.is_empty() { "nothing: remove the stet" }
                                @for finding in &stet.findings { p { (finding.message) } }
                            }
                            td.rule { @if stet.rules.is_empty() { "all" } @else { (stet.rules.join(", ")) } }
                        }
                    }
                }))
            }
        }
    }
}

/// Why something was let stand.
pub(super) fn reason(stet: &StetRow) -> &str {
    stet.reason.as_deref().unwrap_or("No reason given.")
}

/// "54.31° N, 2.41° W"
pub(super) fn coordinates(place: &Place) -> String {
    let degrees = |value: f64, positive: char, negative: char| {
        format!("{:.2}° {}", value.abs(), if value < 0.0 { negative } else { positive })
    };
    match place.lat.zip(place.lon) {
        Some((lat, lon)) => {
            let near = if place.approximate { "near " } else { "" };
            format!("{near}{}, {}", degrees(lat, 'N', 'S'), degrees(lon, 'E', 'W'))
        }
        None => "unknown".to_owned(),
    }
}
