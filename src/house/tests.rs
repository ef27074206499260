//! House style as newsrooms write it, well and badly.

use super::*;
use proptest::prelude::*;

const RULES: [&str; 3] = ["unattributed-claim", "vague-attribution", "tk"];

/// Reads `text`, where a line of `^^^ words` under a line marks a problem at that place with those words in its message or help. The
/// problems must be those marked, in order.
#[track_caller]
fn check(marked: &str) -> House {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut line_start = 0;
    for line in marked.split_inclusive('\n') {
        let words = line.trim_start();
        if words.starts_with('^') {
            let column = line.len() - words.len();
            let width = words.bytes().take_while(|&b| b == b'^').count();
            let start = line_start + column;
            expected.push((Span::new(start, start + width), words.trim_start_matches('^').trim()));
        } else {
            line_start = text.len();
            text.push_str(line);
        }
    }
    let (house, problems) = parse(&text, &RULES);
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, (span, words)) in problems.iter().zip(&expected) {
        let said = format!("{} {}", problem.message, problem.help.as_deref().unwrap_or(""));
        assert!(said.contains(words), "{said:?} should say {words:?}");
        assert_eq!(problem.span, *span, "{said}");
    }
    house
}

#[test]
fn a_whole_house_style() {
    let house = check(
        r#"# House style of the Lipa Herald
strictness = "strict"
include = ["drafts/**/*.md"]
exclude = ["drafts/old/**"]
sources = ["sources.yaml", "desk/wire.bib"]

[rules]
unattributed-claim = "error"
tk = "off"

[places]
files = ["places.yaml"]
prefer = { UA = "official", de = "de" }
"#,
    );
    assert_eq!(house.strictness, Strictness::Strict);
    assert_eq!(house.include, ["drafts/**/*.md"]);
    assert_eq!(house.exclude, ["drafts/old/**"]);
    assert_eq!(house.sources, ["sources.yaml", "desk/wire.bib"]);
    assert_eq!(house.rules["unattributed-claim"], Severity::Error);
    assert_eq!(house.rules["tk"], Severity::Off);
    assert_eq!(house.places, ["places.yaml"]);
    assert_eq!(house.prefer["UA"], "official");
    assert_eq!(house.prefer["DE"], "de");
}

#[test]
fn lists_are_read_and_their_mistakes_named() {
    let house = check(
        r#"[[terms]]
instead-of = ["utilise", "Utilize"]
write = ["use"]
[[terms]]
instead-of = ["utilize"]
              ^^^^^^^^^ already on the list
write = ["employ", "utilise"]
                   ^^^^^^^^^ also on the list of words to avoid
sevrity = "error"
^^^^^^^ Did you mean severity?
[[terms]]
^^^^^^^^^ Add instead-of
write = ["x"]
[[patterns]]
find = "(x{1000}){1000}"
       ^^^^^^^^^^^^^^^^^ more than a megabyte
[[patterns]]
find = "€ ?\\d"
why = "euros are written out."
[[overrides]]
files = ["opinion/**", "{a"]
                       ^^^^ cannot be read
strictness = "relaxed"
rules = { tk = "off", "tkk" = "off" }
                      ^^^^^ Did you mean tk?
"#,
    );
    let terms: Vec<_> = house.terms.all().map(|(term, said)| (term, said.write.join("|"))).collect();
    assert_eq!(terms, [("utilise", "use".into()), ("Utilize", "use".into())]);
    assert_eq!(house.patterns.len(), 1);
    assert_eq!(house.patterns[0].said.why.as_deref(), Some("euros are written out"));
    let at = |path: &str| house.at(std::path::Path::new(path)).into_owned();
    let (opinion, news) = (at("opinion/a.md"), at("news/a.md"));
    assert_eq!((opinion.strictness, opinion.rules.get("tk")), (Strictness::Relaxed, Some(&Severity::Off)));
    assert_eq!((news.strictness, news.rules.get("tk")), (Strictness::Standard, None));
}

#[test]
fn a_file_stands_over_what_it_extends() {
    let (base, _) = parse(
        "strictness = \"strict\"\n[[terms]]\ninstead-of = [\"a b\", \"c\", \"d\"]\nwrite = [\"x\"]\n[[patterns]]\nfind = \"q+\"\n",
        &[],
    );
    let own = "[[terms]]\ninstead-of = [\"C\"]\nwrite = [\"y\"]\n[[terms]]\ninstead-of = [\"d\"]\nseverity = \"off\"\n\
               [[patterns]]\nfind = \"q+\"\nseverity = \"off\"\n";
    let (house, problems) = parse_over(&base, own, &[]);
    assert!(problems.is_empty(), "{problems:?}");
    let terms: Vec<_> = house.terms.all().map(|(term, said)| (term, said.write.join("|"))).collect();
    assert_eq!(terms, [("a b", "x".into()), ("C", "y".into())]);
    assert_eq!((house.strictness, house.patterns.len()), (Strictness::Strict, 0));
}

#[test]
fn no_house_style_is_the_default_one() {
    for text in ["", "# nothing\n", "\u{feff}", "\u{feff}strictness = \"standard\"\r\n"] {
        assert_eq!(check(text), House::default());
    }
}

#[test]
fn mistakes_are_named_and_the_rest_holds() {
    let house = check(
        r#"stricktness = "strict"
^^^^^^^^^^^ Did you mean strictness?
strictness = "strikt"
             ^^^^^^^^ Did you mean "strict"?
include = ["drafts/{a", "**/*.md", 7]
           ^^^^^^^^^^^ pattern cannot be read
                                   ^ words in quotation marks
exclude = "old"
          ^^^^^ a list
[rules]
tk = "warning"
vague-atribution = "off"
^^^^^^^^^^^^^^^^ Did you mean vague-attribution?
unattributed-claim = true
                     ^^^^ one of "off"
[places]
fils = []
^^^^ Did you mean files?
[places.prefer]
Ukraine = "official"
^^^^^^^ not a country code
UA = "Ukrainian"
     ^^^^^^^^^^^ not a language code
DE = "ka"
     ^^^^ No place in DE has a name in the language ka
GB = "cy"
"#,
    );
    assert_eq!(house.strictness, Strictness::Standard);
    assert_eq!(house.include, ["**/*.md"]);
    assert_eq!(house.exclude, House::default().exclude);
    assert_eq!(house.rules.len(), 1);
    assert_eq!(house.rules["tk"], Severity::Warning);
    assert_eq!(house.prefer["GB"], "cy");
}

#[test]
fn toml_that_does_not_parse_keeps_the_lines_that_do() {
    let (house, problems) = parse("strictness = \"strict\"\ninclude = [\"a\"\n\n[rules]\ntk = \"off\"\n", &RULES);
    assert!(!problems.is_empty());
    assert_eq!(problems[0].severity, Severity::Error);
    assert_eq!(house.strictness, Strictness::Strict);
}

#[test]
fn the_published_schema_is_that_of_the_settings() {
    let rules: Vec<(&str, &str)> = crate::rules::ALL.iter().map(|r| (r.name, r.summary)).collect();
    let schema = serde_json::to_string_pretty(&schema(&rules)).unwrap() + "\n";
    // Written anew with UPDATE_EXPECT=1 when a setting or a rule is added.
    expect_test::expect_file!["../../docs/sayso.schema.json"].assert_eq(&schema);
}

#[test]
fn the_published_page_is_that_of_the_settings() {
    // Written anew with UPDATE_EXPECT=1.
    expect_test::expect_file!["../../docs/settings.md"].assert_eq(&page());
}

#[test]
fn what_an_editor_shows_is_set_in_a_table_of_its_own() {
    let house = check(
        "[editor]
pause = 70000
        ^^^^^ a whole number from 0 to 60000
unopened = \"yes\"
           ^^^^^ true or false
wait = 1
^^^^ The settings here are pause, unopened
",
    );
    assert_eq!((house.pause_ms, house.unopened), (800, None));
    let house = check("[editor]\npause = 0\nunopened = false\n");
    assert_eq!((house.pause_ms, house.unopened), (0, Some(false)));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in prop_oneof![any::<String>(), "[a-z\\[\\]=\"'{}., \\n#ї]{0,80}"]) {
        let (_, problems) = parse(&text, &RULES);
        for problem in problems {
            prop_assert!(text.get(problem.span.start..problem.span.end).is_some());
        }
    }
}

/// What is said of settings, each with the line of its place, from 1.
fn told(text: &str) -> Vec<(usize, String)> {
    let (_, problems) = parse(text, &[]);
    problems.into_iter().map(|p| (text[..p.span.start].matches('\n').count() + 1, p.message)).collect()
}

fn is_passed(text: &str, row: &str, much: &str) {
    let at = text.lines().position(|line| line.contains(row)).unwrap() + 1;
    let told = told(text);
    let limit = format!("Too many: the limit is {much}.");
    let found: Vec<_> = told.iter().filter(|(_, message)| message.starts_with(&limit)).collect();
    assert!(found.len() == 1 && found[0].0.abs_diff(at) <= 1, "{at}: {:?}", &told[..told.len().min(5)]);
}

#[test]
fn every_list_has_an_end() {
    let list = |many: usize, item: &dyn Fn(usize) -> String| {
        (0..many).map(|i| format!("  \"{}\",\n", item(i))).collect::<String>()
    };
    let globs = list(1002, &|i| format!("g{i}.md"));
    is_passed(&format!("exclude = [\n{globs}]\n"), "g1000.md", "1000 file patterns");
    let long = list(40, &|i| format!("{}{i:03}.md", "a".repeat(1018)));
    is_passed(&format!("include = [\n{long}]\n"), "a032.md", "32 file patterns");
    let files = list(101, &|i| format!("s{i}.yaml"));
    is_passed(&format!("sources = [\n{files}]\n"), "s100.yaml", "100 files");
    let some: String = (0..201).map(|i| format!("[[overrides]]\nfiles = [\"o{i}\"]\n")).collect();
    is_passed(&some, "o200", "200 overrides");
    let some: String =
        (0..3).map(|i| format!("[[overrides]]\nfiles = [\n{}]\n", list(400, &|j| format!("o{i}-{j}")))).collect();
    is_passed(&some, "o2-200", "200 file patterns");
    let terms = format!("[[terms]]\ninstead-of = [\n{}]\n", list(60_000, &|i| format!("w{i}")));
    let more = format!("[[terms]]\ninstead-of = [\n{}]\n", list(60_000, &|i| format!("v{i}")));
    is_passed(&format!("{terms}{more}"), "v40000", "40000 terms of an entry");
    let alike = list(1001, &|i| format!("river {i}"));
    is_passed(
        &format!("[[terms]]\ninstead-of = [\n{alike}]\n"),
        "river 1000",
        "1000 terms that begin with the same word",
    );
    let write = list(51, &|i| format!("write{i}"));
    is_passed(&format!("[[terms]]\ninstead-of = [\"a\"]\nwrite = [\n{write}]\n"), "write50", "50 entries of this list");
    let except = list(1001, &|i| format!("except{i}"));
    is_passed(
        &format!("[[terms]]\ninstead-of = [\"a\"]\nexcept = [\n{except}]\n"),
        "except1000",
        "1000 entries of this list",
    );
    let why = format!("[[terms]]\ninstead-of = [\"a\"]\nwhy = \"{}\"\n", "w".repeat(1001));
    assert_eq!(told(&why), [(3, "This is 1001 bytes long and is ignored.".to_owned())]);
}

#[test]
fn patterns_end_where_they_take_too_much_together() {
    for pattern in [r"(\w{90}){9}", r"(\w{900}){20}"] {
        let many: String = (0..3000).map(|i| format!("[[patterns]]\nfind = '{pattern}x{i}'\n")).collect();
        let (house, problems) = parse(&many, &[]);
        assert!(house.patterns.len() <= 32, "{}", house.patterns.len());
        let last = problems.last().unwrap();
        assert!(last.message.starts_with("Too many: the limit is 32 MB of patterns."), "{}", last.message);
        assert!(problems.len() <= 34, "those after it are told of together");
    }
    // A style book's are small: hundreds of them may stand in it.
    let many: String =
        (0..400).map(|i| format!("[[patterns]]\nfind = '\\$(\\d+) (?i:million|billion) dollars{i}'\n")).collect();
    let (house, problems) = parse(&many, &[]);
    assert_eq!((house.patterns.len(), problems.len()), (400, 0), "{:?}", problems.first());
    // What a file that is extended has tried counts too.
    let full: String = (0..32).map(|i| format!("[[patterns]]\nfind = '(\\w{{900}}){{20}}x{i}'\n")).collect();
    let (under, _) = parse(&full, &[]);
    let (over, problems) = parse_over(&under, "[[patterns]]\nfind = 'abc'\n", &[]);
    assert_eq!((over.patterns.len(), problems.len()), (0, 1), "{problems:?}");
}

#[test]
fn no_path_leads_to_another_machine() {
    let (house, problems) =
        parse("sources = ['//h/x', 'a']\nbaseline = '\\\\h\\b'\n[places]\nfiles = ['//?/x']\n", &[]);
    assert_eq!((house.sources.as_slice(), house.baseline, house.places.len()), (["a".to_owned()].as_slice(), None, 0));
    assert_eq!(problems.len(), 3);
    assert_eq!(problems[0].message, "The file //h/x was not read. This path points to another machine or a device.");
}
