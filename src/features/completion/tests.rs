use super::*;
use crate::features::testing::{at_caret, plain, snapshot};
use proptest::prelude::*;

/// The first labels offered at `|` are `labels`, and taking the first gives `taken`.
#[track_caller]
fn check(marked: &str, labels: &[&str], taken: &str) {
    let (snapshot, offset) = at_caret(marked);
    same(&snapshot.ledger.text, offset, complete(&snapshot, offset), labels, taken);
}

#[track_caller]
fn same(text: &str, offset: usize, found: Option<Completions>, labels: &[&str], taken: &str) {
    let items = found.map_or(Vec::new(), |found| found.items);
    let offered: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    if labels.is_empty() {
        assert_eq!(offered, labels);
        return;
    }
    assert_eq!(offered.iter().take(labels.len()).copied().collect::<Vec<_>>(), labels, "{offered:?}");
    let first = &items[0];
    assert_eq!(format!("{}{}{}", &text[..first.replace.start], first.insert, &text[first.replace.end..]), taken);
    for item in &items {
        assert!(item.filter.starts_with(&text[item.replace.start..offset]), "{item:?}");
    }
}

#[test]
fn where_in_a_source_by_what_it_is() {
    check("Shut [@brink-call, |].", &["at", "para."], "Shut [@brink-call, at ].");
    check("Shut [@ministry, p|].", &["para.", "p.", "pp."], "Shut [@ministry, para. ].");
    check("Shut [@own; @lipa-0304, pa|", &["para."], "Shut [@own; @lipa-0304, para. ");
    check("Shut [@ministry, p. 3|].", &[], "");
    check("Shut (ministry, p|).", &[], "");
}

#[test]
fn directives_and_their_rules() {
    check("It rained. <!-- st|", &["stet", "stet-next", "stet-block", "stet-file"], "It rained. <!-- stet -->");
    check(
        "It rained. <!-- stet un| -->",
        &["unattributed-claim", "unattributed-quote"],
        "It rained. <!-- stet unattributed-claim -->",
    );
    check("It rained. <!-- stet tk: reason un|", &[], "");
    check("It rained. <!-- ask un|", &[], "");
    let article = plain("It rained. [ste");
    same("It rained. [ste", 15, complete(&article, 15), &["stet", "stet-next"], "It rained. [stet]");
}

#[test]
fn what_an_article_says_of_itself() {
    check(
        "---\ndate: 2026-03-04\n|\n---\n\nText.",
        &["dateline", "language"],
        "---\ndate: 2026-03-04\ndateline: \n---\n\nText.",
    );
    check("---\nlanguage: u|\n---\n\nText.", &["uk"], "---\nlanguage: uk\n---\n\nText.");
    check("---\nauthor: @lip|\n---\n\nText.", &[], "");
}

#[test]
fn places_by_any_of_their_names() {
    check("The train to Kramat|", &["Kramatorsk"], "The train to Kramatorsk");
    check("The train to Kharko|", &["Kharkiv"], "The train to Kharkiv");
    check("The train to Ivano-Frank|", &["Ivano-Frankivsk"], "The train to Ivano-Frankivsk");
    check("The train to Bosnia and Herz|", &["Bosnia and Herzegovina"], "The train to Bosnia and Herzegovina");
    check("The train from Kyiv to Kharko|", &["Kharkiv"], "The train from Kyiv to Kharkiv");
    check("The train to kramat|", &["Kramatorsk"], "The train to Kramatorsk");
    check("The train was kramat|", &[], "");
    check("The train to Kram|atorsk", &[], "");
}

#[test]
fn phrases_that_attribute_with_places_to_fill_in() {
    check("It is shut, acc|", &["according to source"], "It is shut, according to ");
    let (snapshot, offset) = at_caret("According t|");
    let item = complete(&snapshot, offset).unwrap().items.remove(0);
    assert_eq!((item.insert.as_str(), item.snippet.as_deref()), ("According to ", Some("According to ${1:source}")));
    check("It is shut, ac|", &[], "");
    check("Type `acc|` here.", &[], "");
}

#[test]
fn settings_fields_and_what_they_can_be() {
    let newsroom = crate::desk::Newsroom::default();
    let check = |file: File, marked: &str, labels: &[&str], taken: &str| {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        same(&text, offset, complete_in_file(file, &text, offset, &newsroom), labels, taken);
    };
    check(File::Settings, "str|", &["strictness"], "strictness = ");
    check(File::Settings, "strictness = |", &["relaxed", "standard", "strict"], "strictness = \"relaxed\"");
    check(File::Settings, "strictness = \"st|\"", &["standard", "strict"], "strictness = \"standard\"");
    check(File::Settings, "[rules]\nvag|", &["vague-attribution"], "[rules]\nvague-attribution = ");
    check(File::Settings, "[rules]\ntk = \"w|", &["warning"], "[rules]\ntk = \"warning");
    check(File::Settings, "[pl|", &["places", "places.prefer"], "[places]");
    check(File::Settings, "[pl|]", &["places", "places.prefer"], "[places]");
    check(File::Settings, "tk = 1\n[[|", &["terms", "patterns", "overrides"], "tk = 1\n[[terms]]");
    check(File::Settings, "[[pa|]]", &["patterns"], "[[patterns]]");
    check(File::Settings, "[[o|]", &["overrides"], "[[overrides]]");
    check(File::Settings, "[places]\nfi|", &["files"], "[places]\nfiles = ");
    check(File::Settings, "# str|", &[], "");
    let head = "references:\n- id: a\n";
    check(File::Registry, &format!("{head}  ti|"), &["title"], &format!("{head}  title: "));
    check(File::Registry, &format!("{head}  type: inter|"), &["interview"], &format!("{head}  type: interview"));
    check(File::Registry, &format!("{head}  custom:\n    ki|"), &["kind"], &format!("{head}  custom:\n    kind: "));
    check(
        File::Registry,
        &format!("{head}  custom:\n    kind: w|"),
        &["wire", "witness"],
        &format!("{head}  custom:\n    kind: wire"),
    );
    check(
        File::Registry,
        &format!("{head}  custom:\n    grade: C|"),
        &["C1", "C2"],
        &format!("{head}  custom:\n    grade: C1"),
    );
    check(File::Registry, &format!("{head}  custom: {{kind: w|"), &["wire"], &format!("{head}  custom: {{kind: wire"));
    check(File::Places, "places:\n- name: A\n  cou|", &["country"], "places:\n- name: A\n  country: ");
    check(
        File::Places,
        "places:\n- name: A\n  aliases:\n  - {name: B, ki|",
        &["kind"],
        "places:\n- name: A\n  aliases:\n  - {name: B, kind: ",
    );
    check(
        File::Places,
        "places:\n- name: A\n  aliases:\n  - {name: B, kind: f|",
        &["former"],
        "places:\n- name: A\n  aliases:\n  - {name: B, kind: former",
    );
}

proptest! {
    #[test]
    fn anywhere_in_any_text(text in prop_oneof![any::<String>(), "[@\\[\\]{};,a-c\u{457}A<!stet: \n-]{0,40}", "---\n[a-e: \n]{0,20}\n---\n"]) {
        let article = snapshot(&text);
        let newsroom = crate::desk::Newsroom::default();
        for offset in 0..=text.len() {
            let in_files = [File::Settings, File::Registry, File::Places].map(|file| complete_in_file(file, &text, offset, &newsroom));
            for item in in_files.into_iter().chain([complete(&article, offset)]).flatten().flat_map(|found| found.items) {
                prop_assert!(item.replace.touches(offset));
                prop_assert!(text.get(item.replace.start..item.replace.end).is_some());
                prop_assert!(item.filter.to_lowercase().starts_with(&text[item.replace.start..offset].to_lowercase()));
            }
        }
    }
}
