//! Registries as a newsroom keeps them, well and badly.

use super::*;
use proptest::prelude::*;

/// Reads `text`, which may mark places under a line with `^^^ words`: the problems must be those marked, in order, each at its place and
/// with the words in its message or help. Returns the sources.
#[track_caller]
fn check(name: &str, marked: &str) -> Vec<Source> {
    let mut text = String::new();
    let mut expected: Vec<(Span, &str)> = Vec::new();
    let mut line_start = 0;
    for line in marked.split_inclusive('\n') {
        let words = line.trim_start();
        if words.starts_with('^') {
            let column = line.chars().count() - words.chars().count();
            let width = words.chars().take_while(|&c| c == '^').count();
            let above = &text[line_start..];
            let byte = |n: usize| line_start + above.char_indices().nth(n).map_or(above.len(), |(i, _)| i);
            expected.push((Span::new(byte(column), byte(column + width)), words.trim_start_matches('^').trim()));
        } else {
            line_start = text.len();
            text.push_str(line);
        }
    }
    let read = read(name, &text);
    let found: Vec<_> =
        read.problems.iter().map(|p| (p.span, format!("{} {}", p.message, p.help.as_deref().unwrap_or("")))).collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for ((span, words), (expected_span, expected_words)) in found.iter().zip(&expected) {
        assert!(words.contains(expected_words), "{words:?} should say {expected_words:?}");
        assert_eq!(span.of(&text), expected_span.of(&text), "{words}");
        assert_eq!(span, expected_span, "{words}");
    }
    for source in &read.sources {
        assert_eq!(source.key_span.of(&text), source.key);
        assert!(source.span.contains(source.key_span));
    }
    read.sources
}

fn keys(sources: &[Source]) -> Vec<&str> {
    sources.iter().map(|s| s.key.as_str()).collect()
}

#[test]
fn csl_yaml_with_the_newsrooms_own_fields() {
    let sources = check(
        "sources.yaml",
        "# Наші джерела: коментар, що зсуває байти
references:
- id: lipa-0304
  type: webpage
  title: \"Bridge at Lipa: closed until May\"
  author: [{literal: Lipa Herald}]
  container-title: Lipa Herald
  issued: 2026-03-04
  accessed: 2026-03-05
  URL: https://example.org/x
  archive: https://archive.example.org/x
  custom:
    kind: wire
    speaker: Анна Ковач
    role: mayor of Lipa
    party: city hall
    origin: anna-1
    grade: c3
    basis: secondhand
    anonymity: {reason: safety, approved-by: desk}
    quotes: [\"It will stay shut.\"]
    text: notes/lipa.txt
- id: \"anna-1\"
  type: interview
  author:
  - family: Brink
    given: Jan
    non-dropping-particle: van den
  - {family: Kovach, given: Anna}
  issued: {date-parts: [[2026, 3]]}
",
    );
    assert_eq!(keys(&sources), ["lipa-0304", "anna-1"]);
    let (lipa, anna) = (&sources[0], &sources[1]);
    assert_eq!(lipa.title.as_deref(), Some("Bridge at Lipa: closed until May"));
    assert_eq!(lipa.author.as_deref(), Some("Lipa Herald"));
    assert_eq!(lipa.outlet.as_deref(), Some("Lipa Herald"));
    assert_eq!(lipa.issued.as_deref(), Some("2026-03-04"));
    assert_eq!(lipa.accessed.as_deref(), Some("2026-03-05"));
    assert_eq!(lipa.url.as_deref(), Some("https://example.org/x"));
    let custom = &lipa.custom;
    assert_eq!(custom.archive.as_deref(), Some("https://archive.example.org/x"));
    assert_eq!(custom.speaker.as_deref(), Some("Анна Ковач"));
    assert_eq!(custom.grade.as_deref(), Some("C3"));
    assert_eq!(custom.anonymity_reason.as_deref(), Some("safety"));
    assert_eq!(custom.quotes, ["It will stay shut."]);
    assert_eq!(custom.text.as_deref(), Some("notes/lipa.txt"));
    assert_eq!(anna.author.as_deref(), Some("Jan van den Brink, Anna Kovach"));
    assert_eq!(anna.issued.as_deref(), Some("2026-03"));
    assert_eq!(lipa.display_line(), "Анна Ковач, mayor of Lipa – Lipa Herald, 2026-03-04");
}

#[test]
fn one_registry_in_every_shape() {
    for (name, text) in [
        ("a.yaml", "references:\n- id: k-1\n  title: A title\n"),
        ("a.yaml", "- id: k-1\n  title: A title\n- \n"),
        ("a.yaml", "k-1:\n  title: A title\n"),
        ("a.yaml", "id: k-1\ntitle: A title\n"),
        ("a.yaml", "---\nreferences:\n- id: k-1\n  title: A title\n...\n"),
        ("a.yaml", "\u{feff}references:\r\n- id: k-1\r\n  title: A title\r\n"),
        ("a.json", "[{\"id\": \"k-1\", \"title\": \"A title\"}]"),
        ("a.json", "\u{feff}{\"items\": [{\"id\": \"k-1\", \"title\": \"A \\u0074itle\"}]}"),
        ("wrong-name.yaml", "{\"references\":[\r\n{\"title\":\"A title\",\"id\":\"k-1\"}]}"),
        ("wrong-name.yaml", "[{id: k-1, title: A title}]"),
        ("a.bib", "@online{k-1,\n  title = {A title},\n}"),
        ("wrong-name.yaml", "@misc{k-1, title = \"A title\"}"),
        ("a.bib", "% comment\n@misc{k-1, title = \"A {title}\"}"),
    ] {
        let sources = check(name, text);
        assert_eq!(keys(&sources), ["k-1"], "{text}");
        assert_eq!(sources[0].title.as_deref(), Some("A title"), "{text}");
    }
}

#[test]
fn an_empty_registry_is_no_mistake() {
    for text in ["", "\n", "# nothing yet\n", "references:\n", "references: []\n", "---\n", "\u{feff}", "null"] {
        assert!(check("sources.yaml", text).is_empty());
    }
}

#[test]
fn biblatex() {
    let sources = check(
        "sources.bib",
        r#"@string{herald = "Lipa Herald"}
@article{kovach26,
  author = {Kovach, Anna and {Ministry of Roads}},
  title = {M\"{u}hldorf bridge},
  journaltitle = herald,
  year = 2026, month = mar,
  url = {https://example.org/~a},
  speaker = {Jan Brink}, grade = {B2},
}
@misc{s1, confidential = {true}, identity = {Olha Brynza and Brynza}, title = {Olha talks}}
"#,
    );
    assert_eq!(keys(&sources), ["kovach26", "s1"]);
    assert_eq!(sources[0].author.as_deref(), Some("Anna Kovach, Ministry of Roads"));
    assert_eq!(sources[0].title.as_deref(), Some("Mühldorf bridge"));
    assert_eq!(sources[0].outlet.as_deref(), Some("Lipa Herald"));
    assert_eq!(sources[0].issued.as_deref(), Some("2026-03"));
    assert_eq!(sources[0].url.as_deref(), Some("https://example.org/~a"));
    assert_eq!(sources[0].custom.grade.as_deref(), Some("B2"));
    assert!(sources[1].custom.identity.as_ref().unwrap().find_in("said Ms Brynza").is_some());
}

#[test]
fn mistakes_are_named_at_their_places() {
    let sources = check(
        "sources.yaml",
        "references:
- title: Без ключа
  ^^^^^ no key
- id: good-1
  titel: nobody minds a field of CSL or of another tool
  custom:
    speeker: Anna Kovach
    ^^^^^^^ Did you mean `speaker`?
    kind: wier
          ^^^^ Did you mean wire?
    grade: Z9
           ^^ Admiralty
    our-own-field: yes
- id: 2024
      ^^^^ in quotation marks: \"2024\"
- id: two words
      ^^^^^^^^^ No tag can cite this key
- id: [a]
      ^^^ A key is one word
- just words
  ^^^^^^^^^^ not an entry
- id: known
      ^^^^^ is reserved
- id: good-2
  title: {a: b}
  ^^^^^ `title` must be words
  issued: 2026-13-01
          ^^^^^^^^^^ No such month
  custom: wire
  ^^^^^^ Put the fields under it
- id: good-3
  title: First
  title: Second
  ^^^^^ given twice
",
    );
    assert_eq!(keys(&sources), ["good-1", "2024", "two words", "known", "good-2", "good-3"]);
    assert_eq!(sources[0].custom.grade, None);
    assert_eq!(sources[5].title.as_deref(), Some("First"));
}

#[test]
fn a_file_that_is_no_registry_says_what_one_is() {
    check("sources.yaml", "just words\n^^^^^^^^^^ Write `references:`\n");
    check("sources.yaml", "sources:\n^^^^^^^ call the list `references`\n- id: a\n");
    check("sources.yaml", "lipa: Lipa Herald\n^^^^ Put the fields of the source under its key\n");
}

#[test]
fn yaml_that_breaks_off_loses_only_the_entry_it_breaks_in() {
    let sources = check(
        "sources.yaml",
        "references:
- id: перша-1
  title: One
- id: second-2
  title: Talks: on the bridge
              ^ in quotation marks
- id: third-3
  title: Three
- id: fourth-4
",
    );
    assert_eq!(keys(&sources), ["перша-1", "second-2", "third-3", "fourth-4"]);
    assert!(!read("sources.yaml", "references:\n- id: a\n  title: b: c\n").whole);
}

#[test]
fn json_that_breaks_off_keeps_what_came_before() {
    let sources = check("a.json", "[{\"id\": \"k-1\"},\n {\"id\": \"k-2\"\n  \"title\": 7}]\n  ^ A comma is missing");
    assert_eq!(keys(&sources), ["k-1", "k-2"]);
    check("a.json", "[{\"id\": \"k-1\", \"title\": nonsense}]\n                        ^ not a JSON value");
}

#[test]
fn biblatex_that_breaks_off_loses_only_the_entry_it_breaks_in() {
    let text = "@misc{a, title = {A}}\n@misc{b, title = {B\n@misc{c, title = {C}}\n";
    let (sources, problems) = parse("a.bib", text);
    assert_eq!(keys(&sources), ["a", "c"]);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.contains("cannot be read"));
}

#[test]
fn two_sources_with_one_key() {
    let (first, _) = parse("wire.yaml", "- id: a\n  title: first\n- id: b\n");
    let second_text = "- id: c\n- id: a\n  title: second\n- id: c\n";
    let (second, _) = parse("more.yaml", second_text);
    let registry = Registry::join(vec![("wire.yaml".into(), first), ("more.yaml".into(), second)]);
    assert_eq!(registry.get("a").unwrap().title.as_deref(), Some("first"));
    assert_eq!(registry.in_force().map(|s| s.key.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(registry.nearest_key("knwon"), Some("known"));
}

#[test]
fn a_confidential_source_shows_nothing_of_who_it_is() {
    let sources = check(
        "sources.yaml",
        "- id: s1
  title: Olha Brynza talks
  author: [{family: Brynza, given: Olha}]
  container-title: Call with Brynza
  URL: https://example.org/brynza
  custom:
    confidential: true
    speaker: Olha Brynza
    role: official in the roads ministry
    identity: [Olha Brynza, Brynza]
- id: s2
  custom: {identity: Marta Lys, speaker: Marta Lys}
- id: s3
  custom: {identity: Marta Lys, speaker: Marta Lys, confidential: no}
- id: s4
  custom: {speaker: Marta Lys, confidential: perhaps}
                               ^^^^^^^^^^^^ true or false
",
    );
    for source in &sources[..2] {
        let all = [
            Some(source.display_name()),
            source.shown_title(),
            source.shown_who(),
            source.shown_outlet(),
            source.shown_url(),
        ];
        let shown = format!("{all:?} {} {:?}", source.display_line(), source.custom.identity);
        assert!(
            !shown.contains("Olha") && !shown.contains("Lys") && !shown.to_lowercase().contains("brynza"),
            "{shown}"
        );
    }
    assert_eq!(sources[0].display_line(), "official in the roads ministry");
    assert!(sources[2].custom.identity.is_none() && sources[2].shown_who() == Some("Marta Lys"));
    assert!(sources[3].is_confidential());
}

#[test]
fn hostile_files_are_read_in_a_moment() {
    let laughs: String = (1..40).map(|i| format!("- &a{i} [{}]\n", format!("*a{},", i - 1).repeat(9))).collect();
    let bomb = format!("- &a0 [x]\n{laughs}- id: k\n  title: *a39\n");
    let deep_flow = "[".repeat(100_000);
    let deep_block = "- ".repeat(50_000);
    let deep_json = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let unclosed = "- id: \"a\n".repeat(20_000);
    let itself = "- &a [*a]\n- id: *a\n".to_owned();
    for text in [bomb, deep_flow, deep_block, deep_json, unclosed, itself] {
        let started = std::time::Instant::now();
        for name in ["a.yaml", "a.json", "a.bib"] {
            let _ = parse(name, &text);
        }
        assert!(started.elapsed().as_secs() < 5, "{:?} for {}", started.elapsed(), &text[..20]);
    }
}

#[test]
fn ten_thousand_entries() {
    let yaml: String =
        (0..10_000).map(|i| format!("- id: джерело-{i}\n  title: \"Title {i}\"\n  issued: 2026-03-04\n")).collect();
    let started = std::time::Instant::now();
    let (sources, problems) = parse("a.yaml", &yaml);
    assert!(problems.is_empty());
    assert_eq!(sources.len(), 10_000);
    let last = &sources[9_999];
    assert_eq!(last.key_span.of(&yaml), "джерело-9999");
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

fn in_bounds(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

/// Text that looks like a registry often enough to get past the first character.
fn registry_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("references:\n"),
        Just("- id: "),
        Just("a"),
        Just("ї"),
        Just("  title: "),
        Just("\n"),
        Just("\r\n"),
        Just("  "),
        Just(": "),
        Just("\""),
        Just("'"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(","),
        Just("&x "),
        Just("*x "),
        Just("|\n"),
        Just("\t"),
        Just("@misc{"),
        Just(" = "),
        Just("\\"),
        Just("\\'"),
        Just("#"),
        Just("@string{"),
        Just("\"id\":"),
        Just("custom:"),
        Just("--- "),
        Just("\u{feff}"),
        Just("issued: 2026-"),
        Just("12"),
        Just("date-parts: [["),
        Just("confidential: "),
        Just("😀"),
        Just("$"),
        Just(" and "),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in prop_oneof![any::<String>(), registry_like()]) {
        for name in ["a.yaml", "a.json", "a.bib"] {
            let (sources, problems) = parse(name, &text);
            for source in sources {
                prop_assert!(in_bounds(&text, source.key_span) && in_bounds(&text, source.span), "{:?}", source);
            }
            for problem in problems {
                prop_assert!(in_bounds(&text, problem.span), "{:?}", problem);
            }
        }
    }

    #[test]
    fn an_identity_is_found_wherever_and_however_it_stands(
        before in "[a-z .]{0,12}",
        first in "[A-Z][a-z]{2,6}",
        last in "[A-Z][a-z]{2,6}",
        gap in prop_oneof!["[ \n\u{a0}*_.-]{1,4}", Just(" [@own] ".to_owned()), Just("\n> ".to_owned()), Just(" <!-- stet -->".to_owned())],
        inside in "(|||\\*\\*|_|\u{ad}|\\\\|</?b>|\\[|\\]\\(x\\)|&shy;)",
        at in 1_usize..3,
        after in "[ .,][a-z .]{0,12}",
    ) {
        let identity = Identity::new([format!("{first} {last}")]).unwrap();
        let (start, end) = last.split_at(at);
        let text = format!("{before} {first}{inside}{gap}{start}{inside}{end}{after}");
        let found = identity.find_in(&text).map(|span| span.of(&text).to_owned()).unwrap_or_default();
        prop_assert!(found.starts_with(&first) && found.ends_with(end), "{:?} in {:?}", found, text);
    }
}

/// The sources of `text`, and how many errors it has.
fn held(name: &str, text: &str) -> (Vec<Source>, usize) {
    let read = read(name, text);
    (read.sources, read.problems.iter().filter(|p| p.severity == Severity::Error).count())
}

#[test]
fn merge_keys_bring_in_what_an_entry_does_not_say_itself() {
    let text = "other: &other {grade: C3, kind: wire}
secret: &secret {<<: *other, confidential: true, identity: Osbert Quillfeather, grade: B2}
base: &base {type: interview, title: Shared, issued: 2026-03-04}
references:
- {<<: *base, id: s1, title: Own, custom: {<<: *secret, grade: A1}}
- {id: s2, <<: [*base, *other], custom: {<<: [*other, *secret]}}
- <<: *base
  id: s3
";
    let (sources, errors) = held("a.yaml", text);
    assert_eq!((keys(&sources), errors), (vec!["s1", "s2", "s3"], 0));
    assert!(
        sources[0].is_confidential() && sources[0].custom.identity.as_ref().unwrap().find_in("Quillfeather").is_some()
    );
    assert_eq!(sources[0].custom.grade.as_deref(), Some("A1"), "what the entry says itself wins");
    assert_eq!(sources[0].custom.kind.as_deref(), Some("wire"), "a base may have a base");
    assert!(sources[1].is_confidential());
    assert_eq!(sources[1].custom.grade.as_deref(), Some("C3"), "the first of several wins");
    assert_eq!((sources[2].title.as_deref(), sources[2].issued.as_deref()), (Some("Shared"), Some("2026-03-04")));
    assert!(!sources[2].is_confidential());
    // What is brought in is named where it is written.
    let (_, problems) = parse("a.yaml", "b: &b {grade: Z9}\nreferences:\n- {id: a, custom: {<<: *b}}\n");
    assert_eq!(problems[0].span, Span::new(14, 16));
}

#[test]
fn what_cannot_be_merged_is_an_error_and_the_source_held_confidential() {
    for merge in ["7", "[7]", "", "words", "[[*b]]"] {
        let text = format!(
            "b: &b {{grade: B2}}\nreferences:\n- {{id: s1, title: T, custom: {{<<: {merge}}}}}\n- {{id: s2, title: T}}\n"
        );
        let (sources, errors) = held("a.yaml", &text);
        assert!(errors > 0, "{merge}");
        assert_eq!((sources[0].is_confidential(), sources[1].is_confidential()), (true, false), "{merge}");
        assert_eq!(sources[0].title, None);
    }
    let (sources, errors) = held("a.yaml", "- &a {id: s1, <<: *a}\n");
    assert!(errors > 0 && sources[0].is_confidential(), "its own base");
    // Not a merge key, but the name of a field.
    let (sources, errors) = held("a.json", "[{\"id\": \"s1\", \"<<\": 7}]");
    assert_eq!((errors, sources[0].is_confidential()), (0, false));
    // A thousand bases of a thousand fields each, each merged a thousand times.
    let base: String = (0..1000).map(|i| format!("f{i}: x, ")).collect();
    let many: String = (0..1000).map(|i| format!("- {{id: k{i}, <<: *b}}\n")).collect();
    let started = std::time::Instant::now();
    let (sources, errors) = held("a.yaml", &format!("b: &b {{{base}}}\nreferences:\n{many}"));
    assert!(sources.len() == 1000 && errors > 0 && sources[999].is_confidential());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn what_is_not_read_and_may_make_a_source_confidential_does() {
    for (name, entry) in [
        ("a.yaml", "- {id: s1, custom: {Confidential: true}}"),
        ("a.yaml", "- {id: s1, custom: {confidentail: true}}"),
        ("a.yaml", "- {id: s1, custom: {confidental: false}}"),
        ("a.yaml", "- {id: s1, custom: {\"con\u{ad}fidential\": true}}"),
        ("a.yaml", "- {id: s1, custom: {сonfidential: true}}"),
        ("a.yaml", "- {id: s1, custom: {identities: [Osbert Quillfeather]}}"),
        ("a.yaml", "- {id: s1, custom: {confidential: }}"),
        ("a.yaml", "- {id: s1, custom: {confidential: [true]}}"),
        ("a.yaml", "- {id: s1, custom: {identity: }}"),
        ("a.yaml", "- {id: s1, custom: {identity: {}}}"),
        ("a.yaml", "- {id: s1, anonymity: {confidential: true}}"),
        ("a.yaml", "- {id: s1, Custom: {confidential: true}}"),
        ("a.yaml", "- {id: s1, custom: [{confidential: true}]}"),
        ("a.yaml", "- {id: s1, note: \"Confidential: yes\"}"),
        ("a.yaml", "- {id: s1, keyword: \"gates, confidential\"}"),
        ("a.yaml", "- {id: s1, custom: {? [a, b] : c}}"),
        ("a.yaml", "- {id: s1, title: !!binary dHJ1ZQ==}"),
        ("a.yaml", "- !entry {id: s1}"),
        ("a.yaml", "- id: s1\n  title: Talks: with somebody\n  custom: {confidential: true}"),
        ("a.json", "[{\"id\": \"s1\", \"custom\": {\"confidential\": \"\"}}]"),
        ("a.json", "[{\"id\": \"s1\", \"custom\": {\"confidential\": false, \"confidential\": null}}]"),
        ("a.json", "[{\"id\": \"s1\", \"title\": 7 8}]"),
        ("a.bib", "@misc{s1, confidential = {}}"),
        ("a.bib", "@misc{s1, confidental = {true}}"),
        ("a.bib", "@misc{s1, identity = {}}"),
        ("a.bib", "@misc{s1, note = {confidential: true}}"),
    ] {
        let (sources, errors) = held(name, entry);
        assert!(errors > 0, "{entry}");
        assert!(sources.iter().all(Source::is_confidential) && !sources.is_empty(), "{entry}");
    }
    for (name, entry) in [
        ("a.yaml", "- {id: s1, title: \"Identity: a history\", custom: {confidential: no, speaker: !!str Ann}}"),
        ("a.yaml", "- {id: s1, note: \"told in confidence\", keyword: gates}"),
        ("a.bib", "@misc{s1, title = {Confidential files}}"),
    ] {
        let (sources, errors) = held(name, entry);
        assert_eq!((errors, sources[0].is_confidential()), (0, false), "{entry}");
    }
    // Both lists are read, and both entries of one key are held.
    let (sources, _) = held("a.yaml", "references: [{id: s1}]\nitems: [{id: s2}]\nreferences: [{id: s3}]\n");
    assert_eq!(keys(&sources), ["s1", "s2", "s3"]);
    let (sources, _) = held(
        "a.yaml",
        "- {id: s1, title: Ann Lind talks, author: Ann Lind}\n- {id: s1, custom: {confidential: yes}}\n",
    );
    let registry = Registry::join(vec![("a.yaml".into(), sources)]);
    assert!(registry.get("s1").unwrap().is_confidential() && registry.get("s1").unwrap().title.is_none());
    assert_eq!(Guard::whole(&registry).spans("Ann Lind talked."), [Span::new(0, 8)]);
}

#[test]
fn biblatex_hands_on_what_is_confidential() {
    let (sources, _) = held(
        "a.bib",
        "@xdata{base, confidential = {true}, identity = {Quillfeather, Osbert}}\n@misc{s1, xdata = {base}, title = {T}}\n\
         @misc{s2, crossref = {s1}}\n@misc{s3, xdata = {elsewhere}}\n@misc{s4, title = {T}}\n",
    );
    let confidential: Vec<bool> = sources.iter().map(Source::is_confidential).collect();
    assert_eq!(confidential, [true, true, true, true, false]);
    assert!(sources[2].custom.identity.as_ref().unwrap().find_in("Osbert Quillfeather").is_some());
}

#[test]
fn whoever_made_it_or_speaks_in_it_is_who_a_confidential_source_is() {
    let named = |entry: &str, text: &str| {
        let (sources, problems) = parse("a.yaml", &format!("- {{id: s1, {entry}}}\n"));
        assert!(problems.is_empty(), "{problems:?}");
        sources[0].custom.identity.as_ref().is_some_and(|identity| identity.find_in(text).is_some())
    };
    let text = "Osbert Quillfeather said so.";
    assert!(named("custom: {confidential: true, speaker: Osbert Quillfeather}", text));
    assert!(named("author: [{family: Quillfeather, given: Osbert}], custom: {confidential: true}", text));
    assert!(named("editor: [{literal: Osbert Quillfeather}], custom: {confidential: true}", text));
    assert!(named("custom: {confidential: true, role: aide to Osbert Quillfeather}", text));
    assert!(named("custom: {confidential: true, identity: Ann Lind, speaker: Osbert Quillfeather}", text));
    assert!(named("custom: {identity: \"Quillfeather, Osbert\"}", text));
    assert!(named("custom: {identity: {family: Quillfeather, given: Osbert}}", text));
    assert!(!named(
        "custom: {confidential: true, role: official in the Ministry of Roads}",
        "The Ministry of Roads said so."
    ));
    assert!(!named("author: [{literal: Ministry of Roads}], custom: {confidential: true}", "Roads are shut."));
    assert!(!named("interviewer: [{family: Quillfeather}], custom: {confidential: true}", text), "the reporter");
    let (sources, _) =
        parse("a.yaml", "- {id: s1, custom: {role: aide to Osbert Quillfeather, identity: Osbert Quillfeather}}\n");
    let registry = Registry::join(vec![("a.yaml".into(), sources)]);
    assert_eq!(registry.get("s1").unwrap().shown_role(), Some("aide to [withheld]"));
    assert_eq!(registry.get("s1").unwrap().printed_role(), None);
}

#[test]
fn a_key_is_found_again_by_how_it_looks() {
    let (sources, _) = parse("a.yaml", "- id: okafor-interview\n- id: other\n");
    let registry = Registry::join(vec![("a.yaml".into(), sources)]);
    for key in ["okafor\u{200b}-interview", "okafor\u{2011}interview", "оkаfоr-intеrviеw", "𝐨𝐤𝐚𝐟𝐨𝐫-interview"]
    {
        assert_eq!(registry.nearest_key(key), Some("okafor-interview"), "{key}");
    }
}

#[test]
fn the_lines_of_a_registry_are_shown_only_where_nothing_in_it_is_secret() {
    assert!(may_be_shown("a.yaml", "- {id: a, title: T}\n"));
    for text in
        ["- {id: a, custom: {confidential: true}}\n", "- {id: a, custom: {Identty: X}}\n", "- id: a\n  title: b: c\n"]
    {
        assert!(!may_be_shown("a.yaml", text), "{text}");
    }
}
