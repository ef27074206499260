//! The article on the page: sentence by sentence, and paragraph by paragraph.

use super::lists::reason;
use super::{Of, by_act, class, kind, language, name, severity, table};
use crate::attribution::{Act, SourceKind};
use crate::ledger::Standing;
use crate::report::data::{Answer, Sentence, Source, Status, Tag};
use crate::text::listed;
use maud::{Markup, html};

/// The article sentence by sentence.
pub(super) fn lines(of: Of<'_>) -> Markup {
    let id = format!("a{}-lines", of.at);
    html! {
        section.lines {
            h3 id=(id) { "Sentence by sentence" }
            fieldset.filter {
                legend { "Show" }
                @for (value, label) in [("all", "every sentence"), ("asked", "claims only"), ("open", "open questions only")] {
                    label { input type="radio" name={"a" (of.at) "-show"} class={"show-" (value)} checked[value == "all"]; " " (label) }
                }
            }
            table.sentences {
                caption { "Every sentence, its standing and its source" }
                thead { tr { th scope="col" { "No." } th scope="col" { "Sentence" } th scope="col" { "Source" } } }
                @for (number, paragraph) in of.article.paragraphs.iter().enumerate() {
                    tbody.heading[paragraph.heading] {
                        tr.head {
                            th colspan="3" scope="rowgroup" {
                                @if paragraph.heading { "Headline" } @else { "Paragraph " (number + 1) }
                                span.where { ", line " (paragraph.line) }
                                @if paragraph.coverage.asked > 0 {
                                    span.share { (paragraph.coverage.sourced) " of " (paragraph.coverage.asked) " sourced" }
                                }
                            }
                        }
                        @for sentence in &paragraph.sentences { (line(of, sentence)) }
                    }
                }
            }
        }
    }
}

fn line(of: Of<'_>, sentence: &Sentence) -> Markup {
    html! {
        tr id={"a" (of.at) "-s" (sentence.number)} class=(class(sentence.standing))
            data-asked[!sentence.asked.is_empty()] data-open[of.open.contains(&sentence.number)] {
            th scope="row" { (sentence.number) }
            td.said {
                p lang=[language(of.article)] { (sentence.text) }
                @for finding in sentence.findings.iter().map(|&index| &of.article.findings[index]) {
                    p.finding.(severity(finding.severity)) {
                        b { (severity(finding.severity)) } " " (finding.message)
                        @if let Some(help) = &finding.help { " " span.help { (help) } }
                    }
                }
                @for stet in sentence.stets.iter().map(|&index| &of.article.stets[index]) {
                    p.stet { b { "stet" } " " (reason(stet)) }
                }
            }
            td.stands {
                span.badge { (name(sentence.standing)) }
                @if let Some(answer) = &sentence.answer { (answer_cell(answer)) }
                @for tag in &sentence.tags { (tag_cell(of, tag)) }
                @if !sentence.asked.is_empty() && sentence.standing >= Standing::Vague {
                    p.why { "It " (listed(&sentence.asked)) "." }
                }
            }
        }
    }
}

fn answer_cell(answer: &Answer) -> Markup {
    html! {
        p.who {
            b { (answer.who) }
            @if answer.act != Act::Speech { " " (by_act(answer.act)) }
            @if !answer.through.is_empty() { ", through " (answer.through.join(" and ")) }
            @if answer.kind != SourceKind::Named { span.kind { " (" (kind(answer.kind)) ")" } }
            @if answer.carried { span.kind { " (from the sentence before)" } }
        }
    }
}

fn tag_cell(of: Of<'_>, tag: &Tag) -> Markup {
    let source = &of.article.sources[tag.source];
    html! {
        p.tag.unknown[source.status == Status::Unknown] {
            a href={"#a" (of.at) "-k" (tag.source + 1)} { "@" (source.key) }
            @if let Some(locator) = &tag.locator { ", " (locator) }
            @if let Some(grade) = &source.grade { " " span.grade title=[source.grade_in_words.as_deref()] { (grade) } }
            @match source.status {
                Status::Registered => { span.kind { " " (beside(source)) } },
                Status::Reserved => { span.kind { " " (source.name) } },
                Status::Unknown => { span.kind { " not in the registry" } },
            }
        }
    }
}

/// Who stands behind a key, in a few words.
fn beside(source: &Source) -> String {
    let who = source.who.as_ref().or(source.role.as_ref()).filter(|_| !source.confidential);
    who.cloned().unwrap_or_else(|| source.name.clone())
}

/// How much of each paragraph is sourced.
pub(super) fn by_paragraph(of: Of<'_>) -> Markup {
    let id = format!("a{}-paragraphs", of.at);
    let paragraphs = of.article.paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.coverage.claims > 0);
    html! {
        section {
            h3 id=(id) { "Paragraph by paragraph" }
            (table("How much of each paragraph is sourced", &["Paragraph", "Statements", "Claims sourced", "Sentences"], &html! {
                @for (number, paragraph) in paragraphs {
                    tr {
                        th scope="row" {
                            @let first = paragraph.sentences.first();
                            a href={"#a" (of.at) "-s" (first.map_or(1, |s| s.number))} { (number + 1) }
                            span.begins lang=[language(of.article)] { " " (crate::features::shortened(first.map_or("", |s| &s.text), 48)) }
                        }
                        td.number { (paragraph.coverage.claims) }
                        td.number {
                            @if paragraph.coverage.asked > 0 { (paragraph.coverage.sourced) " of " (paragraph.coverage.asked) }
                            @else { "no claims" }
                        }
                        td.cells {
                            @for sentence in &paragraph.sentences {
                                a class=(class(sentence.standing)) href={"#a" (of.at) "-s" (sentence.number)}
                                    title={(sentence.number) ": " (name(sentence.standing))} {
                                    span.unseen { (sentence.number) ": " (name(sentence.standing)) }
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}
