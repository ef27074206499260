//! Tests of all rules together, and the checks their own tests are written with: an article with marks under its lines.

use super::run::check_by;
use super::*;
use crate::article::Format;
use crate::gazetteer::Usual;
use crate::house::Strictness;
use crate::ledger;
use crate::sources::stored::Kept;
use crate::sources::{Registry, Shelf, Source, Stored};
use proptest::prelude::*;
use std::sync::Arc;

/// Sources the examples cite.
const SOURCES: &str = "\
references:
- {id: council-minutes, type: document}
- {id: fire-chief-0412, type: document}
- {id: canal-channel, type: post, custom: {kind: social, grade: E4}}
- {id: canal-repost, type: post, custom: {kind: social, origin: canal-channel}}
- {id: toll-hearing, type: hearing}
- {id: canal-post, type: post, custom: {kind: social}}
- {id: harbour-staff, type: interview, custom: {party: harbour guard}}
- {id: holt-interview, type: interview, custom: {speaker: Mara Holt, role: analyst, party: Tarn Waterways}}
- {id: lind-interview, type: interview, custom: {speaker: Elena Lind}}
- {id: mayor-interview, type: interview, title: A talk on the pier, custom: {speaker: Oda Lindqvist, text: mayor.txt}}
- {id: gate-engineer, type: interview, custom: {confidential: true, identity: Jonas Hald, quotes: [The gate was never tested.]}}
- {id: engineer, type: interview, custom: {confidential: true, identity: Tomas Bergqvist}}
";

/// The text that one of them is stored with.
const INTERVIEW: &str = "\
Q: What of the pier? A: We will rebuild the pier before summer, if the council agrees and the weather is with us. It costs 301 crowns
a metre. It will take 1,200 hours. Fourteen piles are new.
";

pub fn data() -> Data {
    let (sources, problems) = crate::sources::parse("sources.yaml", SOURCES);
    assert!(problems.iter().all(|p| p.severity < Severity::Error), "{problems:?}");
    let registry = Registry::join(vec![("sources.yaml".into(), sources)]);
    let kept = |source: &Source| Kept {
        quotes: source.custom.quotes.iter().map(|words| Arc::new(Stored::new(words.as_str().into()))).collect(),
        text: source.custom.text.as_ref().map(|_| Arc::new(Stored::new(INTERVIEW.into()))),
    };
    let stored = Shelf::of(registry.sources.iter().map(|source| source.key.clone()));
    registry.sources.iter().for_each(|source| stored.fill(&source.key, || kept(source)));
    Data { registry: Arc::new(registry), stored: Arc::new(stored), ..Data::default() }
}

pub fn ledger_of(text: &str, data: &Data) -> Ledger {
    ledger::build(text.into(), Format::Markdown, data, &mut ledger::Cache::default())
}

fn findings(house: &House, text: &str) -> Vec<Finding> {
    findings_where(house, Usual::default(), text)
}

/// What is found in a newsroom whose articles usually call places so.
pub fn findings_where(house: &House, usual: Usual, text: &str) -> Vec<Finding> {
    let data = Data { usual: Arc::new(usual), ..data() };
    let ledger = ledger_of(text, &data);
    super::check(&Context { ledger: &ledger, data: &data, house }, &mut Cache::default()).findings
}

/// What rules find in a registry file, in a newsroom whose articles cite two sources and no other.
fn registry_findings(house: &House, text: &str) -> Vec<Finding> {
    let (sources, problems) = crate::sources::parse("sources.yaml", text);
    assert!(problems.iter().all(|p| p.severity < Severity::Error), "{problems:?}");
    let registry = Registry::join(vec![("sources.yaml".into(), sources)]);
    let uncited = registry.uncited(&["council-minutes".to_owned(), "ferry-post".to_owned()].into());
    let context = RegistryContext { registry: &registry, house, uncited: Some(&uncited) };
    check_registry(&context).remove(0)
}

/// Checks a registry file against the marks under its lines, as for a strict fact check.
pub fn check_sources(rules: &[&str], marked: &str) {
    against_marks(rules, marked, |text| registry_findings(&strict(), text));
}

/// Messages of the findings of `rules` in a registry file, each with its help.
pub fn source_messages(rules: &[&str], text: &str) -> Vec<String> {
    told(rules, registry_findings(&strict(), text))
}

/// Checks an article against the marks under its lines: `^^^^ rule-name`, or `^^^^ rule-name severity`. Only findings of `rules` count.
pub fn check(rules: &[&str], marked: &str) {
    check_in(&House::default(), rules, marked);
}

/// [`check`] line by line, as for a strict fact check.
pub fn check_strict(rules: &[&str], marked: &str) {
    check_in(&strict(), rules, marked);
}

pub fn strict() -> House {
    House { strictness: Strictness::Strict, ..House::default() }
}

/// [`check`] in a house of its own.
pub fn check_in(house: &House, rules: &[&str], marked: &str) {
    against_marks(rules, marked, |text| findings(house, text));
}

fn against_marks(rules: &[&str], marked: &str, findings: impl Fn(&str) -> Vec<Finding>) {
    let with_severity = marked.lines().any(|l| mark(l).is_some_and(|(.., words)| words.contains(' ')));
    let text: String =
        marked.lines().filter(|l| mark(l).is_none()).fold(String::new(), |text, line| text + line + "\n");
    let mut found: Vec<Finding> = findings(&text).into_iter().filter(|f| rules.contains(&f.rule)).collect();
    let mut shown = String::new();
    let mut start = 0;
    for line in text.lines() {
        shown.push_str(line);
        shown.push('\n');
        let end = start + line.len() + 1;
        let here = found.iter().take_while(|f| f.span.start < end).count();
        for finding in found.drain(..here) {
            let before = text[start..finding.span.start].chars().count();
            let length = text[finding.span.start..finding.span.end].chars().count();
            let severity =
                if with_severity { format!(" {:?}", finding.severity).to_lowercase() } else { String::new() };
            shown += &format!("{}{} {}{severity}\n", " ".repeat(before), "^".repeat(length), finding.rule);
        }
        start = end;
    }
    assert_eq!(shown.trim_end(), marked.trim_end(), "\n--- found:\n{shown}");
}

/// The parts of a line of marks: where they start, how many, and the words after.
fn mark(line: &str) -> Option<(usize, usize, &str)> {
    let trimmed = line.trim_start();
    let length = trimmed.find(|c| c != '^')?;
    (length > 0).then(|| (line.len() - trimmed.len(), length, trimmed[length..].trim()))
}

/// Messages of the findings of `rules`, each with its help.
pub fn messages(rules: &[&str], text: &str) -> Vec<String> {
    told(rules, findings(&House::default(), text))
}

fn told(rules: &[&str], findings: Vec<Finding>) -> Vec<String> {
    let of_rules = |f: &Finding| rules.contains(&f.rule);
    findings
        .into_iter()
        .filter(of_rules)
        .map(|f| format!("{} {}", f.message, f.help.unwrap_or_default()).trim().to_owned())
        .collect()
}

/// Of each way to mend the first finding of `rules`, whether no person need look at it.
pub fn safe_fixes(rules: &[&str], text: &str) -> Vec<bool> {
    let found = findings(&House::default(), text);
    let finding = found.iter().find(|f| rules.contains(&f.rule)).expect("a finding");
    finding.fixes.iter().map(|fix| fix.safe).collect()
}

/// The text after the first way to mend the first finding of `rules`.
pub fn apply_fix(rules: &[&str], text: &str) -> String {
    fixes_in(&House::default(), rules, text).swap_remove(0)
}

/// The text after each way to mend the first finding of `rules` in that house.
pub fn fixes_in(house: &House, rules: &[&str], text: &str) -> Vec<String> {
    let found = findings(house, text);
    let finding = found.iter().find(|f| rules.contains(&f.rule)).expect("a finding");
    let mended = |fix: &Fix| {
        let mut mended = text.to_owned();
        for (span, words) in fix.edits.iter().rev() {
            mended.replace_range(span.start..span.end, words);
        }
        mended
    };
    finding.fixes.iter().map(mended).collect()
}

/// [`apply_fix`] as for a strict fact check.
pub fn apply_fix_strict(rules: &[&str], text: &str) -> String {
    fixes_in(&strict(), rules, text).swap_remove(0)
}

/// The first fenced example under the heading `## name` of a page.
pub fn example<'a>(page: &'a str, name: &str) -> &'a str {
    let section = page.split("\n## ").find(|s| s.trim_start_matches("## ").starts_with(name)).expect("the section");
    section.split("```").nth(1).expect("an example in it").trim_start()
}

#[test]
fn every_rule_has_a_whole_page() {
    let sections = ["What it finds", "Why", "Bad", "Good", "How to fix it", "How to silence it"];
    for rule in ALL {
        let headings: Vec<&str> = rule.page.lines().filter_map(|l| l.strip_prefix("## ")).collect();
        assert_eq!(headings, sections, "{}", rule.name);
        assert!(!rule.summary.is_empty() && rule.summary.ends_with('.'), "{}", rule.name);
    }
    assert!(ALL.windows(2).all(|pair| pair[0].name < pair[1].name), "in order of names, each once");
}

/// The house that a rule's page shows the settings of, where it does.
fn house_of(rule: &Rule) -> House {
    let settings = rule.page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let (house, problems) = crate::house::parse(settings.unwrap_or_default(), &[]);
    assert!(problems.is_empty(), "{}: {problems:?}", rule.name);
    house
}

#[test]
fn every_rules_bad_example_is_found_and_its_good_one_is_not() {
    for rule in ALL {
        let house = house_of(rule);
        let findings = |house: &House, text: &str| match rule.check {
            Check::Registry(_) => registry_findings(house, text),
            _ => findings(house, text),
        };
        let found = |name| findings(&house, example(rule.page, name));
        // A rule that speaks only in a strict fact check is tried in one.
        let strict = || House { strictness: Strictness::Strict, ..house.clone() };
        let bad = if rule.severity[1] == Severity::Off {
            findings(&strict(), example(rule.page, "Bad"))
        } else {
            found("Bad")
        };
        let of_rule = |found: &[Finding]| found.iter().filter(|f| f.rule == rule.name).count();
        assert!(of_rule(&bad) > 0, "{}: {bad:?}", rule.name);
        assert_eq!(of_rule(&findings(&strict(), example(rule.page, "Good"))), 0, "{}", rule.name);
        // A good example is good all through: nothing else is to be said of it either.
        assert!(found("Good").is_empty(), "{}: {:?}", rule.name, found("Good"));
    }
}

/// docs/rules.md is made from the rules. `UPDATE_DOCS=1 cargo test the_book` writes it anew.
#[test]
fn the_book_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).expect("docs/ can be made");
        std::fs::write(path, book()).expect("docs/rules.md can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == book(), "docs/rules.md is out of date: run UPDATE_DOCS=1 cargo test the_book");
}

#[test]
fn the_house_sets_severities_and_turns_rules_off() {
    let text = "The market has TK stalls.\n";
    let house = |severity| House { rules: [("tk".to_owned(), severity)].into(), ..House::default() };
    let severities = |house: &House| findings(house, text).iter().map(|f| f.severity).collect::<Vec<_>>();
    assert_eq!(severities(&House::default()), [Severity::Error]);
    assert_eq!(severities(&house(Severity::Hint)), [Severity::Hint]);
    assert_eq!(severities(&house(Severity::Off)), []);
}

#[test]
fn stet_lets_stand_as_far_as_it_reaches() {
    check(
        &["tk", "unused-directive"],
        "
One TK. <!-- stet --> Two TK.
                          ^^ tk

One TK. <!-- stet-next --> Two TK. Three TK.
    ^^ tk
                                         ^^ tk

One TK. <!-- stet-block tk: the desk agreed --> Two TK.

One TK.

<!-- stet-block -->

Two TK.
    ^^ tk
",
    );
    check(&["tk", "unused-directive"], "\n<!-- stet-file tk -->\n\nOne TK.\n\nTwo TK.\n");
}

#[test]
fn what_stands_is_told_with_its_reason() {
    let text = "One TK. <!-- stet tk, mixed-script: the desk: agreed -->\n\nTwo TK.\n\n<!-- stet-next -->\n";
    let data = data();
    let ledger = ledger_of(text, &data);
    let house = House::default();
    let Checked { stets, .. } =
        super::check(&Context { ledger: &ledger, data: &data, house: &house }, &mut Cache::default());
    let told: Vec<_> = stets
        .iter()
        .map(|stet| {
            let of = |span: Option<Span>| span.map(|span| span.of(text));
            (of(stet.reach), stet.rules.join(" "), of(stet.reason), stet.findings.len())
        })
        .collect();
    let first = (Some("One TK."), "tk mixed-script".to_owned(), Some("the desk: agreed"), 1);
    assert_eq!(told, [first, (None, String::new(), None, 0)]);
    assert_eq!(stets[0].findings[0].span.of(text), "TK");
}

#[test]
fn a_rule_that_panics_is_left_out_and_the_others_go_on() {
    static PANICS: Rule = Rule {
        name: "test-only-panics",
        summary: "",
        page: "",
        severity: [Severity::Error; 3],
        check: Check::Block(|block, out| {
            out.push(Finding::new("test-only-panics", Span::default(), ""));
            panic!("{} bytes", block.text.len());
        }),
    };
    static RULES: [&Rule; 2] = [&PANICS, &super::tk::RULE];
    let data = data();
    let ledger = ledger_of("One TK.\n\nTwo TK.\n", &data);
    let house = House::default();
    let context = Context { ledger: &ledger, data: &data, house: &house };
    for _ in 0..2 {
        let found = check_by(&RULES, &context, &mut Cache::default()).findings;
        assert_eq!(found.iter().map(|f| f.rule).collect::<Vec<_>>(), ["tk", "tk"]);
    }
}

#[test]
fn a_second_check_finds_the_same_from_its_cache() {
    let data = data();
    let house = House::default();
    let mut cache = Cache::default();
    let texts = ["One TK.\n\nKharkiv and Kharkov.\n", "Two.\n\nOne TK.\n\nKharkiv and Kharkov.\n", ""];
    for text in texts {
        let ledger = ledger_of(text, &data);
        let context = Context { ledger: &ledger, data: &data, house: &house };
        let fresh = super::check(&context, &mut Cache::default());
        assert_eq!(super::check(&context, &mut cache), fresh);
        assert_eq!(super::check(&context, &mut cache), fresh);
    }
}

/// Parts of articles that rules look at, and that an edit can make or unmake findings of far away.
const PARTS: &[&str] = &[
    "Governor Elena Lind said the dam was safe. ",
    "He added that 40 people were hurt. ",
    "The flood killed 14 people in Lindau Falls. ",
    "Reports say forty died. ",
    "They reportedly left. ",
    "“We will not pay for the bridge twice.” ",
    "“Nobody came to the bridge",
    "” ",
    "[@fire-chief-0412] ",
    "[@fire-cheif-0412] ",
    "[@own] ",
    "[@tk",
    "Kharkiv was quiet. ",
    "Kharkov, TK, ",
    "[CQ] ",
    "The Харkiv road is shut. ",
    "<!-- stet --> ",
    "<!-- stet-next vague-attribution: asked --> ",
    "\n\n<!-- stet-block -->\n\n",
    "<!-- stet-file tk -->",
    "# Dam holds\n",
    "---\n",
    "\n",
    "\n\n",
];

fn article() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn kept_caches_give_the_findings_of_a_fresh_check(
        start in article(),
        edits in prop::collection::vec((0usize..=1000, 0usize..=1000, article()), 1..6),
        house in prop::sample::select(vec![Strictness::Relaxed, Strictness::Standard, Strictness::Strict]),
    ) {
        let data = data();
        let house = House { strictness: house, ..House::default() };
        let findings = |text: &str, ledgers: &mut ledger::Cache, cache: &mut Cache| {
            let ledger = ledger::build(text.into(), Format::Markdown, &data, ledgers);
            super::check(&Context { ledger: &ledger, data: &data, house: &house }, cache)
        };
        let (mut ledgers, mut cache) = (ledger::Cache::default(), Cache::default());
        let mut text = start;
        findings(&text, &mut ledgers, &mut cache);
        for (from, to, with) in edits {
            let point = |p: usize| (0..=p * text.len() / 1000).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
            text.replace_range(point(from.min(to))..point(from.max(to)), &with);
            let edited = findings(&text, &mut ledgers, &mut cache);
            prop_assert_eq!(edited, findings(&text, &mut ledger::Cache::default(), &mut Cache::default()));
        }
    }
}
