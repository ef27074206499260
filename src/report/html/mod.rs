//! The sheet as one HTML page: for a screen, for paper, and for a reader that speaks.
//!
//! No script and nothing from elsewhere: the page forbids itself both. Every word of a user's goes through the template, which escapes it;
//! only addresses of the web become links. What colour says is said in words too, and every drawing stands beside a table of the same.

mod lines;
mod lists;

use super::data::{Article, Sheet, SheetCoverage, Standings};
use super::figures;
use super::map;
use crate::attribution::{Act, SourceKind};
use crate::ledger::Standing;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::HashSet;

/// What a page is known again by, and may be written over.
pub(super) const GENERATOR: &str = "<meta name=\"generator\" content=\"sayso ";

/// The page.
#[must_use]
pub fn page(sheet: &Sheet) -> String {
    let title = match &*sheet.articles {
        [only] => format!("Fact-check sheet: {}", only.title),
        several => format!("Fact-check sheet of {} articles", several.len()),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={"sayso " (sheet.sayso)};
                title { (title) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                header.page {
                    h1 { "Fact-check sheet" }
                    p { "On whose say-so? Every sentence and its source." }
                }
                @if sheet.articles.len() > 1 { (contents(sheet)) }
                main {
                    @for (index, article) in sheet.articles.iter().enumerate() { (one(index + 1, article)) }
                }
                footer.page {
                    p {
                        "Made by sayso " (sheet.sayso) ", which checks sourcing, never truth: a sourced sentence can still be wrong."
                    }
                    @if sheet.articles.iter().any(|article| !article.places.is_empty()) {
                        p { "Places: GeoNames, CC BY 4.0, and the newsroom's own files." }
                    }
                }
            }
        }
    };
    page.into_string()
}

/// Where each of several articles is, and how it stands.
fn contents(sheet: &Sheet) -> Markup {
    html! {
        nav aria-label="Articles" {
            (table("The articles of this sheet", &["Article", "Sourced", "Open questions", "Findings"], &html! {
                @for (index, article) in sheet.articles.iter().enumerate() {
                    tr {
                        th scope="row" { a href={"#a" (index + 1)} { (article.title) } }
                        td { (sourced(&article.coverage)) }
                        td.number { (article.questions.len()) }
                        td.number { (article.findings.len()) }
                    }
                }
            }))
        }
    }
}

/// What the parts of one article's sheet need to point at each other.
#[derive(Clone, Copy)]
struct Of<'a> {
    /// The article's number on the sheet, from 1.
    at: usize,
    article: &'a Article,
    /// Numbers of the sentences of which something is open.
    open: &'a HashSet<usize>,
}

fn one(at: usize, article: &Article) -> Markup {
    let asked = article.questions.iter().filter_map(|question| question.sentence);
    let open = asked.chain(article.findings.iter().filter_map(|finding| finding.sentence)).collect();
    let of = Of { at, article, open: &open };
    html! {
        article id={"a" (at)} aria-labelledby={"a" (at) "-title"} {
            h2 id={"a" (at) "-title"} lang=[language(article)] { (article.title) }
            p.about {
                @if let Some(dateline) = &article.dateline { span { (dateline) } }
                @if let Some(date) = &article.date { span { (date) } }
                span { (count(article.words, "word", "words")) }
                span.file { (article.file) }
            }
            @if let Some(language) = &article.other_language {
                p.notice {
                    "This article is not in English (" (language) "), so its sourcing is not checked. \
                     The sheet shows only its tags, places and findings."
                }
            }
            (summary(of))
            (lists::questions(of))
            (lines::lines(of))
            (lines::by_paragraph(of))
            (lists::heard(of))
            (chain_of_hands(of))
            (lists::sources(of))
            (where_it_is(of))
            (lists::findings(of))
            (lists::stets(of))
        }
    }
}

/// The article's language as an attribute, where it is a tag that may stand there.
fn language(article: &Article) -> Option<&str> {
    let fits = |tag: &&str| tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    article.other_language.as_deref().filter(fits).filter(|tag| tag.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
}

/// The figures a meeting starts with.
fn summary(of: Of<'_>) -> Markup {
    let Article { coverage, questions, findings, .. } = of.article;
    let stand = of.article.stets.iter().filter(|stet| !stet.findings.is_empty()).count();
    html! {
        section.summary {
            h3.unseen id={"a" (of.at) "-summary"} { "In figures" }
            dl.tiles {
                div {
                    dt { "Sourced" }
                    dd {
                        @match coverage.share { Some(share) => { b { (share) "%" } }, None => { b { "–" } } }
                        " " (sourced(coverage))
                    }
                }
                div { dt { "Open" } dd { b { (questions.len()) } " " (word(questions.len(), "question", "questions")) } }
                div { dt { "Found" } dd { b { (findings.len()) } " " (word(findings.len(), "finding", "findings")) } }
                div { dt { "Stet" } dd { b { (stand) } " kept" } }
            }
            (standings_bar(&coverage.standings, coverage.claims))
        }
    }
}

/// "12 of 18 statements that need a source".
fn sourced(coverage: &SheetCoverage) -> String {
    match coverage.asked {
        0 => "no claims to source".to_owned(),
        asked => format!("{} of {asked} claims have a source", coverage.sourced),
    }
}

/// Standings with their counts, strongest first.
fn by_standing(standings: &Standings) -> [(Standing, usize); 6] {
    [
        (Standing::Tagged, standings.tagged),
        (Standing::Attributed, standings.attributed),
        (Standing::Collective, standings.collective),
        (Standing::Anonymous, standings.anonymous),
        (Standing::Vague, standings.vague),
        (Standing::Unattributed, standings.unattributed),
    ]
}

fn standings_bar(standings: &Standings, claims: usize) -> Markup {
    html! {
        @if claims > 0 {
            div.stack aria-hidden="true" {
                @for (standing, n) in by_standing(standings).into_iter().filter(|(_, n)| *n > 0) {
                    span class=(class(standing)) style={"flex-grow:" (n)} {}
                }
            }
            ul.legend {
                @for (standing, n) in by_standing(standings).into_iter().filter(|(_, n)| *n > 0) {
                    li class=(class(standing)) { b { (n) } " " (name(standing)) span.means { " – " (means(standing)) } }
                }
            }
        }
    }
}

fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Tagged => "s-tagged",
        Standing::Attributed => "s-attributed",
        Standing::Collective => "s-collective",
        Standing::Anonymous => "s-anonymous",
        Standing::Vague => "s-vague",
        Standing::Unattributed => "s-unattributed",
        Standing::None => "s-none",
    }
}

/// What a standing is called.
pub(super) fn name(standing: Standing) -> &'static str {
    match standing {
        Standing::Tagged => "tagged",
        Standing::Attributed => "attributed",
        Standing::Collective => "collective",
        Standing::Anonymous => "anonymous",
        Standing::Vague => "vague",
        Standing::Unattributed => "unattributed",
        Standing::None => "no claim",
    }
}

fn means(standing: Standing) -> &'static str {
    match standing {
        Standing::Tagged => "has a source tag",
        Standing::Attributed => "a named person, body or document",
        Standing::Collective => "an institution, a firm or a side",
        Standing::Anonymous => "an unnamed source",
        Standing::Vague => "nobody identified",
        Standing::Unattributed => "no source",
        Standing::None => "a headline, a question, a refusal to comment or the like",
    }
}

/// What kind of source, in a word.
pub(super) fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named => "named",
        SourceKind::Collective => "institution or side",
        SourceKind::Anonymous => "unnamed",
        SourceKind::Vague => "vague",
    }
}

/// How somebody answers for a sentence.
pub(super) fn by_act(act: Act) -> &'static str {
    match act {
        Act::Speech => "says so",
        Act::Evidence => "shows it",
        Act::Belief => "thinks so",
        Act::Intent => "means to do it",
    }
}

/// How the information reached us, drawn and in words.
fn chain_of_hands(of: Of<'_>) -> Markup {
    let chains = &of.article.chains;
    let id = format!("a{}-hands", of.at);
    html! {
        @if let Some(drawing) = figures::chains(chains, "How the information reached the article, from the original source on; the table below shows the same") {
            section {
                h3 id=(id) { "How the information reached us" }
                figure {
                    div.scroll tabindex="0" role="group" aria-label="Drawing: how the information reached the article" { (drawing) }
                    figcaption {
                        "From the original source on the left to the article on the right. Thicker lines carry more sentences."
                        @if chains.len() > figures::MOST_WAYS {
                            " The " (figures::MOST_WAYS) " busiest routes are drawn; the table lists all " (chains.len()) "."
                        }
                    }
                }
                (table("Each route, and the sentences that came by it", &["From first to last", "Sentences"], &html! {
                    @for chain in chains {
                        tr {
                            th scope="row" {
                                @for (index, hand) in chain.hands.iter().enumerate() {
                                    @if index > 0 { span.arrow { " told " } }
                                    (hand.name)
                                    @if let Some(note) = &hand.note { span.kind { " (" (note) ")" } }
                                    @if let Some(key) = &hand.key { span.kind { " @" (key) } }
                                }
                            }
                            td { (links(of, &chain.sentences)) }
                        }
                    }
                }))
            }
        }
    }
}

/// The map and the places.
fn where_it_is(of: Of<'_>) -> Markup {
    let places = &of.article.places;
    let id = format!("a{}-places", of.at);
    let map = map::map(places);
    html! {
        @if !places.is_empty() {
            section {
                h3 id=(id) { "Places" }
                @if let Some(map) = &map {
                    figure {
                        (figures::map(map, places, "Where the places are; the table below gives their coordinates"))
                        figcaption {
                            "Points from the atlas's coordinates, without borders."
                            @if places.iter().any(|place| place.approximate) { " A hollow point is approximate." }
                            @if !map.left_out.is_empty() {
                                " Not drawn: "
                                (map.left_out.iter().map(|&index| &*places[index].name).collect::<Vec<_>>().join(", ")) "."
                            }
                        }
                    }
                }
                (table("Places the article names", &["Place", "Written", "Where", "Coordinates", "Sentences"], &html! {
                    @for place in places {
                        tr {
                            th scope="row" { (place.name) @if place.unsure { span.kind { " (or another place of this name)" } } }
                            td { (place.written.join(", ")) }
                            td { (place.what) @if !place.within.is_empty() { ", " (place.within) } }
                            td.coordinates { (lists::coordinates(place)) }
                            td { (links(of, &place.sentences)) }
                        }
                    }
                }))
            }
        }
    }
}

/// A table with its caption and headers, in a box that scrolls where the page is narrow.
fn table(caption: &str, headers: &[&str], rows: &Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(caption) {
            table {
                caption.unseen { (caption) }
                thead { tr { @for header in headers { th scope="col" { (header) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// Numbers of sentences, each leading there; of many, the first ones.
fn links(of: Of<'_>, sentences: &[usize]) -> Markup {
    const MOST: usize = 40;
    html! {
        span.links {
            @for (index, number) in sentences.iter().take(MOST).enumerate() {
                @if index > 0 { " " }
                a href={"#a" (of.at) "-s" (number)} { (number) }
            }
            @if sentences.len() > MOST { " and " (sentences.len() - MOST) " more" }
        }
    }
}

fn severity(severity: crate::text::Severity) -> &'static str {
    super::md::severity(severity)
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", word(n, one, many))
}

fn word<'a>(n: usize, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}
