use super::data::{Article, Ask, Status};
use super::*;
use crate::article::Format;
use crate::desk::{self, Caches, Newsroom, Snapshot};
use crate::ledger::{Data, Standing};
use crate::sources::{self, Registry};
use proptest::prelude::*;
use std::sync::Arc;

const SOURCES: &str = "references:
- id: herald
  type: article-newspaper
  title: \"Bridge <b>shut</b> until May\"
  container-title: Lipa Herald
  issued: 2026-03-04
  URL: https://example.org/bridge?a=1&b=2
  custom: {kind: wire, speaker: Jan Brink, role: mayor of Lipa, grade: C3, basis: secondhand, origin: call, archive: https://archive.example/1}
- id: call
  title: Call with the mayor
  custom: {speaker: Mila Hron}
- id: bad
  title: \"=1+1\"
  URL: \"javascript:alert(1)\"
- id: s1
  title: Olha Brynza talks
  author: [{family: Brynza, given: Olha}]
  URL: https://brynza.example/
  custom: {confidential: true, speaker: Olha Brynza, identity: Olha Brynza, role: engineer at the bridge, grade: B2}
";

fn snapshot(text: &str) -> Snapshot {
    let (sources, problems) = sources::parse("sources.yaml", SOURCES);
    assert!(problems.is_empty(), "{problems:?}");
    let registry = Registry::join(vec![("sources.yaml".into(), sources)]);
    let mut newsroom = Newsroom::default();
    newsroom.data = Data { registry: Arc::new(registry), version: 1, ..Data::default() };
    desk::check(&Arc::new(newsroom), None, Format::Markdown, text.into(), &|_| None, &mut Caches::default())
}

fn made(text: &str) -> Article {
    article(&snapshot(text), "drafts/bridge.md")
}

/// The sheet in every form it is written in.
fn written(article: Article) -> [String; 4] {
    let sheet = sheet(vec![article]);
    [html::page(&sheet), json(&sheet), csv::table(&sheet), md::page(&sheet)]
}

#[test]
fn a_sheet_is_known_again_in_every_form() {
    for sheet in written(made("The bridge is shut.\n")) {
        assert!(is_sheet(sheet.as_bytes()), "{}", &sheet[..80]);
    }
    for other in [
        "",
        "# Fact-check sheet\n\nOurs.\n",
        "<!DOCTYPE html><html></html>",
        "{\"sayso-baseline\":1}\n",
        "article,sentence\n",
    ] {
        assert!(!is_sheet(other.as_bytes()), "{other}");
    }
}

#[test]
fn each_sentence_has_its_standing_and_who_answers_for_it() {
    let article = made(
        "---\ndate: 2026-03-05\n---\n\n# Bridge shut\n\nThe bridge carries 4,000 cars a day [@herald, p. 3]. Jan Brink, the mayor, told \
         the Tarn Post that 12 piers were cracked. He said that the road had been shut.\n\nThe repair will cost 3 million euros.\n",
    );
    assert_eq!((&*article.title, article.date.as_deref()), ("Bridge shut", Some("2026-03-05")));
    let sentences: Vec<_> = article.paragraphs.iter().flat_map(|p| &p.sentences).collect();
    let standings: Vec<_> = sentences.iter().map(|s| s.standing).collect();
    use Standing::{Attributed, None as Nothing, Tagged, Unattributed};
    assert_eq!(standings, [Nothing, Tagged, Attributed, Attributed, Unattributed]);
    assert_eq!(sentences[1].text, "The bridge carries 4,000 cars a day.");
    assert_eq!(sentences[1].tags[0].locator.as_deref(), Some("p. 3"));
    let source = &article.sources[sentences[1].tags[0].source];
    assert_eq!((source.status, source.grade.as_deref()), (Status::Registered, Some("C3")));
    assert_eq!(source.archive.as_deref(), Some("https://archive.example/1"));
    let brink = sentences[2].answer.as_ref().unwrap();
    assert_eq!((&*brink.who, brink.through.join(" ")), ("Jan Brink", "Tarn Post".to_owned()));
    assert!(sentences[3].answer.as_ref().is_some_and(|answer| answer.who == "Jan Brink" && answer.carried));
    let coverage = article.coverage;
    assert_eq!((coverage.claims, coverage.asked - coverage.sourced), (4, 1), "{coverage:?}");
    assert_eq!(article.paragraphs.iter().map(|p| p.coverage.claims).sum::<usize>(), coverage.claims);
}

#[test]
fn who_told_whom_is_told_by_the_registry_and_by_the_words() {
    let article = made(
        "The bridge carries 4,000 cars a day [@herald]. Jan Brink told the Tarn Post that 12 piers were cracked. \
         The Tarn Post said, citing two dockers, that the river was high.\n",
    );
    let ways: Vec<String> = article
        .chains
        .iter()
        .map(|chain| chain.hands.iter().map(|hand| &*hand.name).collect::<Vec<_>>().join(" > "))
        .collect();
    assert!(ways.contains(&"Mila Hron > Jan Brink > Lipa Herald".to_owned()), "{ways:?}");
    assert!(ways.contains(&"Jan Brink > Tarn Post".to_owned()), "{ways:?}");
    assert!(ways.iter().any(|way| way.starts_with("two dockers > ")), "{ways:?}");
    let heard: Vec<_> = article.heard.iter().map(|heard| (&*heard.who, heard.sentences.len())).collect();
    assert_eq!(heard[0], ("Jan Brink", 2), "{heard:?}");
}

#[test]
fn what_is_open_is_asked_and_what_was_let_stand_is_not() {
    let article = made(
        "The repair will cost 3 million euros.\n\nThe dam lost the town 4 million euros in two years. <!-- stet unattributed-claim: in the budget -->\n\n\
         It rained [@tk]. It snowed [@nobody]. TK\n",
    );
    let asked: Vec<_> = article.questions.iter().map(|q| (q.kind, q.sentence)).collect();
    let wanted =
        [(Ask::Nobody, Some(1)), (Ask::SourceToCome, Some(3)), (Ask::UnknownSource, Some(4)), (Ask::ToCome, Some(5))];
    assert_eq!(asked, wanted);
    let stet = &article.stets[0];
    assert_eq!((stet.sentences, stet.reason.as_deref()), (Some((2, 2)), Some("in the budget")));
    assert_eq!(stet.findings.iter().map(|f| f.rule).collect::<Vec<_>>(), ["unattributed-claim"]);
    assert_eq!(article.paragraphs[1].sentences[0].stets, [0]);
    let [page, ..] = written(article);
    assert!(page.contains("in the budget") && page.contains("The registry has no source with the key “nobody”."));
}

#[test]
fn who_a_confidential_source_is_is_in_no_sheet() {
    let text = "---\ndateline: OLHA BRYNZA\n---\n\n# Olha Brynza talks\n\nThe gates leak, Olha\nBrynza said [@s1]. Olha [@own] Brynza left. \
        Two piers fell. <!-- stet: Olha Brynza agreed -->\n";
    let article = article(&snapshot(text), "Olha Brynza.md");
    for form in written(article) {
        assert!(!form.to_lowercase().contains("brynza"), "{form}");
        assert!(form.contains("[withheld]") || form.contains("withheld"), "{form}");
    }
    let [page, ..] = written(made("The gates leak, an engineer said [@s1].\n"));
    assert!(page.contains("Confidential source") && page.contains("engineer at the bridge"), "{page}");
}

#[test]
fn what_an_article_says_is_shown_and_never_done() {
    let text = "# <script>alert(1)</script> </title></style>\n\nThe <img src=x onerror=alert(1)> \"fell\", O'Hara & sons said \
        [@herald, <b>3</b>; @bad]. '\"><svg onload=alert(1)> cost 4 euros.\n";
    let article = article(&snapshot(text), "<i>file</i>&.md");
    let [page, _, table, list] = written(article);
    for never in ["<script", "<img", "<svg onload", "<b>3", "<b>shut", "<i>file", "href=\"javascript", "</style>\n"] {
        assert!(!page.contains(never), "{never}");
    }
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1 + page.matches("<g").count(), "one of the page, one of each hand");
    assert!(page.contains("The &lt;img src=x onerror=alert(1)&gt;") && page.contains("javascript:alert(1)"));
    assert!(page.contains("https://example.org/bridge?a=1&amp;b=2"));
    let list = list.replace("\\<", "");
    assert!(!list.contains("<script") && !list.contains("<img") && !list.contains("<svg"), "{list}");
    // A spreadsheet would run what starts with these.
    let cells = table.lines().flat_map(|line| line.split([',', '"']));
    assert!(!cells.into_iter().any(|cell| cell.starts_with('=')), "{table}");
}

#[test]
fn every_field_is_documented() {
    let docs = include_str!("../../docs/report.md");
    let article = made(
        "# Bridge\n\nJan Brink told the Tarn Post in Kyiv that 12 piers were cracked [@herald, p. 3]. It cost 4 euros. TK <!-- stet tk: x -->\n",
    );
    let sheet: serde_json::Value = serde_json::from_str(&json(&sheet(vec![article]))).unwrap();
    let mut open = vec![&sheet];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    assert!(docs.contains(&format!("`{name}`")), "docs/report.md says nothing of {name}");
                    open.push(value);
                }
            }
            serde_json::Value::Array(values) => open.extend(values),
            _ => {}
        }
    }
    for column in csv::COLUMNS {
        assert!(docs.contains(&format!("`{column}`")), "docs/report.md says nothing of the column {column}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_article_has_a_sheet_of_every_form(
        text in prop_oneof![
            any::<String>(),
            "([A-Za-z .“”\"\n#>|-]|\\[@(herald|s1|own|tk|x), p\\. 3\\]|Jan Brink said | Olha Brynza | \\*\\*Olha\\*\\* Bryn_za_ | Olha\u{ad}&nbsp;\\[Brynza\\]\\(x\\) | Olha \\[CQ\\]BRYN\u{ad}ZA |<!-- stet -->|TK ){0,40}",
        ],
    ) {
        let article = made(&text);
        let standings = article.coverage.standings;
        let sentences = article.paragraphs.iter().map(|p| p.sentences.len()).sum::<usize>();
        let counted = standings.tagged + standings.attributed + standings.collective + standings.anonymous
            + standings.vague + standings.unattributed + standings.none;
        prop_assert_eq!(sentences, counted);
        let numbers = article.paragraphs.iter().flat_map(|p| p.sentences.iter().map(|s| s.number));
        prop_assert!(numbers.eq(1..=sentences));
        for form in written(article) {
            let letters: String = form.chars().filter(|c| c.is_alphanumeric()).collect();
            prop_assert!(!letters.to_lowercase().contains("brynza"), "{}", text);
        }
    }
}
