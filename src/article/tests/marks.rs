//! What stands in an article beside its prose: source tags, directives, editors' marks, front matter.

use super::*;

fn tags(text: &str, block: &Block) -> Vec<(Span, String)> {
    let label = |tag: &Tag| {
        let keys: Vec<String> = tag
            .citations
            .iter()
            .map(|c| {
                assert_eq!(c.key_span.of(text), c.key);
                let locator = c.locator.map(|l| format!(" ({})", l.of(text))).unwrap_or_default();
                format!("{}{}{locator}", if c.suppressed { "-" } else { "" }, c.key)
            })
            .collect();
        let sentence = tag.sentence.map_or("none".to_owned(), |s| s.to_string());
        let problem = tag.problem.as_ref().map(|p| format!(" ! {}", p.message)).unwrap_or_default();
        let style = if tag.bracketed { "" } else { " in text" };
        format!("{}{style} in {sentence}{problem}", keys.join(", ")).trim().to_owned()
    };
    block.tags.iter().map(|t| (t.span, label(t))).collect()
}

fn directives_and_marks(text: &str, block: &Block) -> Vec<(Span, String)> {
    let directives = block.directives.iter().map(|d| {
        let rules: Vec<&str> = d
            .rules
            .iter()
            .map(|(name, span)| {
                assert_eq!(span.of(text), name);
                &**name
            })
            .collect();
        let reach = d.unknown.map_or(format!("{:?}", d.reach), |u| format!("unknown {}", u.of(text)));
        (d.span, format!("{reach} [{}] {}", rules.join(" "), d.reason.map_or("", |r| r.of(text))).trim().to_owned())
    });
    directives.chain(block.marks.iter().map(|m| (m.span, format!("{:?}", m.kind)))).collect()
}

#[test]
fn tags_by_pandocs_grammar() {
    check(
        Format::Plain,
        tags,
        "\
The town fell [@tass-1, para. 3; see -@ria:7]. @orla_v [p. 2] saw it, said @known. [@{a b}; @{x[1]}] a@b.org
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tass-1 (para. 3), -ria:7 in 0
                                               ^^^^^^^^^^^^^^ orla_v (p. 2) in text in 1
                                                                           ^^^^^^ known in text in 1
                                                                                   ^^^^^^^^^^^^^^^^^ x[1] in 1 ! This source tag has no key.

[@lone] A sentence \\@foo with @Foo. And @own [@tk] or [see @anon:a.b/c p. 4].
^^^^^^^ lone in none
                              ^^^^ Foo in text in 0
                                        ^^^^ own in text in 1
                                             ^^^^^ tk in 1
                                                      ^^^^^^^^^^^^^^^^^^^^^^ anon:a.b/c (p. 4) in 1
",
    );
}

#[test]
fn tags_that_are_almost_tags_say_what_is_wrong() {
    check(
        Format::Plain,
        tags,
        "\
It fell [@tass-1. Then [@a, @b] and [@ tass] and [@a--b] and [@a; ] and [@] and @a..b @x::y.
        ^^^^^^^^ tass-1 in 0 ! This source tag is never closed.
                       ^^^^^^^^ a, b in 1 ! Separate the two sources with a semicolon.
                                    ^^^^^^^^ in 1 ! There is a space after the @.
                                                 ^^^^^^^ a (--b) in 1 ! This key has a doubled mark.
                                                             ^^^^^^ a in 1 ! This part of the tag has no source.
                                                                        ^^^ in 1 ! This source tag has no key.
                                                                                ^^ a in text in 1
                                                                                      ^^ x in text in 1 ! This key has a doubled mark.
",
    );
}

#[test]
fn stet_and_the_marks_of_editors() {
    check(
        Format::Plain,
        directives_and_marks,
        "\
He left. [stet] She stayed. [stet-next vague-attribution, tk: the desk agreed] TK and TKTK for Venn [CQ].
         ^^^^^^ Before []
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Next [vague-attribution tk] the desk agreed
                                                                               ^^ ToCome
                                                                                      ^^^^ ToCome
                                                                                                    ^^^^ Verified

[stet-file] [stett] [stet-nxt] [stetson hats] TKO
^^^^^^^^^^^ File []
            ^^^^^^^ unknown stett []
                    ^^^^^^^^^^ unknown stet-nxt []
",
    );
    check(
        Format::Markdown,
        directives_and_marks,
        "\
He left. <!-- stet: agreed --> `<!-- stet -->` [stet]
         ^^^^^^^^^^^^^^^^^^^^^ Before [] agreed

<!-- stet-block vague-attribution -->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Block [vague-attribution]
",
    );
}

#[test]
fn front_matter_is_read_with_its_places() {
    let text = "\u{FEFF}---\ntitle: Дім\ndate: 2025-12-01\ndateline: 'KYIV'\nlang: uk\nbibliography: [a.yaml, \"б.bib\"]\nplaces:\n  Dorno: geonames:12\n---\nText.";
    let pieces = split(text, Format::Plain);
    assert_eq!(pieces[0].kind, BlockKind::FrontMatter);
    let front = parse_front_matter(pieces[0].span.of(text));
    assert_eq!(front.problems, []);
    assert_eq!(front.date.as_deref(), Some("2025-12-01"));
    assert_eq!(front.dateline.as_deref(), Some("KYIV"));
    assert_eq!(front.language.as_deref(), Some("uk"));
    assert_eq!(front.places, [("Dorno".to_owned(), "geonames:12".to_owned())]);
    let paths: Vec<(&str, &str)> = front.bibliography.iter().map(|(path, span)| (&**path, span.of(text))).collect();
    assert_eq!(paths, [("a.yaml", "a.yaml"), ("б.bib", "\"б.bib\"")]);
}

#[test]
fn mistakes_in_front_matter_have_a_place() {
    let cases = [
        ("---\ndate: [1, 2]\n---\n", "date", "\"date\" is not a single value."),
        ("---\ndate: 1\ndate: 2\n---\n", "date", "\"date\" appears twice in the front matter."),
        ("---\nplaces: Dorno\n---\n", "places", "\"places\" is not a list of names and place ids."),
        ("---\ndate: 1\n\nThe town fell.\n", "---", "The front matter is never closed."),
        ("---\ndate: 1\nпункт: \"x\n---\n", "пункт: \"x", "The front matter cannot be read from here on."),
        ("---\n# nothing\n- a\n---\n", "- a", "The front matter has no values."),
    ];
    for (text, place, message) in cases {
        let piece = split(text, Format::Markdown)[0];
        assert_eq!(piece.kind, BlockKind::FrontMatter, "{text}");
        let front = parse_front_matter(piece.span.of(text));
        let found: Vec<(&str, &str)> = front.problems.iter().map(|p| (p.span.of(text), &*p.message)).collect();
        assert_eq!(found, [(place, message)], "{text}");
    }
}
