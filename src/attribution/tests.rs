//! Spans of attributions, marked under the text they are found in.

use super::{Act, Attribution, Pronoun, Reading, Reference, SourceKind, read};
use crate::article::{BlockKind, Format, parse_block};
use crate::text::Span;

fn reading(text: &str) -> Reading {
    read(text, &parse_block(text, BlockKind::Prose, Format::Plain))
}

/// Checks one line of text with marks under it, each a run of `^` followed by what it marks: source, cue, content, via, name or vague.
fn check(marked: &str) {
    let mut lines = marked.lines().filter(|l| !l.trim().is_empty());
    let text = lines.next().expect("a text");
    let reading = reading(text);
    for mark in lines {
        let start = mark.find('^').expect("a mark");
        let end = mark.rfind('^').expect("a mark") + 1;
        let role = mark[end..].trim();
        // Marks count characters; texts with curly quotation marks have more bytes than that.
        let byte = |column: usize| text.char_indices().nth(column).map_or(text.len(), |(i, _)| i);
        let span = Span::new(byte(start), byte(end));
        let all = &reading.attributions;
        let found: Vec<Span> = match role {
            "source" => all.iter().filter_map(|a| a.source).collect(),
            "cue" => all.iter().filter_map(|a| a.cue).collect(),
            "content" => all.iter().flat_map(|a| a.content.clone()).collect(),
            "via" => all.iter().flat_map(|a| &a.via).map(|via| via.span).collect(),
            "name" => reading.names.iter().map(|n| n.span).collect(),
            "vague" => reading.sentences.iter().filter_map(|s| s.vague).collect(),
            other => panic!("nothing is called {other}"),
        };
        let words: Vec<&str> = found.iter().map(|s| s.of(text)).collect();
        assert!(found.contains(&span), "no {role} {:?} in {text:?}, but {words:?}", span.of(text));
    }
}

/// The first attribution on which a sentence stands.
pub(super) fn stands(text: &str) -> Option<Attribution> {
    reading(text).attributions.into_iter().find(|it| !it.tentative && it.unsaid.is_none() && !it.abstract_subject)
}

/// The first attribution of a sentence.
fn first(text: &str) -> Attribution {
    reading(text).attributions.into_iter().next().unwrap_or_else(|| panic!("nothing is attributed in {text:?}"))
}

#[test]
fn sources_and_cues_wherever_they_stand() {
    check(
        "
Elena Lind said the dam was safe.
^^^^^^^^^^ source
           ^^^^ cue
",
    );
    check(
        "
The dam was safe, Elena Lind said.
                  ^^^^^^^^^^ source
                             ^^^^ cue
",
    );
    check(
        "
“The dam is safe,” said Elena Lind.
                   ^^^^ cue
                        ^^^^^^^^^^ source
",
    );
    check(
        "
The losses were confirmed by Colonel Anton Reyk.
           ^^^^^^^^^^^^^^ cue
                             ^^^^^^^^^^^^^^^^^^ source
",
    );
    check(
        "
According to Elena Lind, the dam is safe.
^^^^^^^^^^^^ cue
             ^^^^^^^^^^ source
",
    );
    check(
        "
Residents, who said the water was brown, left the valley.
           ^^^ source
               ^^^^ cue
",
    );
}

#[test]
fn names_stand_without_their_titles() {
    check(
        "
Defence Minister Olga Brenn said the talks were frank.
                 ^^^^^^^^^^ name
",
    );
    let names = reading("Colonel-General Boris Mahl, a senior military adviser, left.").names;
    assert_eq!(names[0].roles, ["colonel-general", "general", "adviser"]);
    assert!(names[0].person && names[0].leads);
    let names = reading("Military expert Vitaly Koss spoke to Mrs Vane.").names;
    assert_eq!((names[0].roles.as_slice(), names[0].pronoun), (&["expert".to_owned()][..], Some(Pronoun::He)));
    assert_eq!(names[1].pronoun, Some(Pronoun::She));
}

#[test]
fn chains_name_the_other_hands() {
    check(
        "
Igor Palm told the Tarn Herald that the mine would close.
                   ^^^^^^^^^^^ via
",
    );
    check(
        "
Speaking to Radio Halden, Ruth Vane said the tax was theft.
            ^^^^^^^^^^^^ via
",
    );
    check(
        "
According to the channel ‘River Front,’ which cited an unnamed sailor, the port is closed.
                                                    ^^^^^^^^^^^^^^^^^ via
",
    );
    check(
        "
TASS reported, citing Igor Palm, that the mine had closed.
                      ^^^^^^^^^ via
",
    );
}

#[test]
fn whose_officials_they_are_is_no_verb() {
    for (text, source) in [
        ("Some state officials said the dam was safe.", "Some state officials"),
        ("Many state lawmakers have said the dam was safe.", "Many state lawmakers"),
        ("Norlandish state officials say the dam was safe.", "Norlandish state officials"),
        ("Some state that officials knew.", "Some"),
        ("Analysts claim officials said the dam was safe.", "Analysts"),
    ] {
        assert_eq!(first(text).source.unwrap().of(text), source, "{text}");
    }
}

#[test]
fn kinds_of_sources() {
    use SourceKind::{Anonymous, Collective, Named, Vague};
    for (text, kind) in [
        ("Elena Lind said the dam was safe.", Named),
        ("Reuters said the port was closed.", Named),
        ("A report by the Halden Institute says wages fell.", Named),
        ("The Kremlin said the talks would go on.", Collective),
        ("Norlandish officials said the border was quiet.", Collective),
        ("Brandt’s government said the tax was fair.", Collective),
        ("Police said the driver had fled.", Collective),
        ("A military official said the hill was lost.", Anonymous),
        ("An unnamed sailor said the hatch was open.", Anonymous),
        ("One resident said the water was brown.", Anonymous),
        ("Officials said the bridge was sound.", Vague),
        ("Many say the mine is finished.", Vague),
        ("Reports say the port is closed.", Vague),
        ("Western analysts say the bank will fail.", Vague),
    ] {
        assert_eq!(first(text).kind, kind, "{text}");
    }
}

#[test]
fn kinds_of_acts() {
    for (text, act) in [
        ("Elena Lind said the dam was safe.", Act::Speech),
        ("Elena Lind criticised the plan.", Act::Speech),
        ("The Halden report shows that wages fell.", Act::Evidence),
        ("A survey found that voters were undecided.", Act::Evidence),
        ("Elena Lind believes the dam is safe.", Act::Belief),
        ("Residents fear that the dam will burst.", Act::Belief),
        ("Elena Lind plans to raise the wall.", Act::Intent),
        ("The council wants to raise the wall.", Act::Intent),
    ] {
        assert_eq!(first(text).act, act, "{text}");
    }
}

#[test]
fn references_are_left_to_the_ledger() {
    assert_eq!(first("He said the dam was safe.").reference, Reference::Pronoun(Pronoun::He));
    assert_eq!(first("Her statement said nothing of it.").reference, Reference::Pronoun(Pronoun::She));
    assert_eq!(first("The general said the hill was lost.").reference, Reference::Description(Span::new(4, 11)));
    assert_eq!(first("Dr. Petra Holm said the ward was full.").reference, Reference::Name(Span::new(4, 14)));
    assert_eq!(first("One clerk said the books were burned.").reference, Reference::Indefinite);
}

#[test]
fn words_in_a_quotation_that_attribute_further_are_nested() {
    let all = reading("“The mayor said the wall would hold,” Elena Lind said.").attributions;
    let outer = all.iter().find(|a| !a.nested).expect("an outer one");
    assert_eq!(outer.reference, Reference::Name(Span::new(42, 52)));
    assert!(all.iter().any(|a| a.nested));
}

#[test]
fn abstract_subjects_are_the_writers_own_voice() {
    for text in [
        "His comments underscore how weak the garrison was.",
        "This timeline reflects a change of plan.",
        "The visit highlights the weight of the port.",
    ] {
        assert!(reading(text).attributions.iter().all(|a| a.abstract_subject || a.tentative), "{text}");
    }
    for text in
        ["The report indicates that the mine is flooded.", "Moroz’s observations suggest that the line is thin."]
    {
        assert!(!first(text).abstract_subject, "{text}");
    }
}

#[test]
fn constructions_that_put_a_claim_on_nobody() {
    check(
        "
The pilot reportedly fell asleep.
          ^^^^^^^^^^ vague
",
    );
    check(
        "
The minister is widely seen as a caretaker.
             ^^^^^^^^^^^^^^ vague
",
    );
    check(
        "
It is understood that the bank has been sold.
^^^^^^^^^^^^^^^^ vague
",
    );
    check(
        "
Reports suggest that villagers welcomed the troops.
^^^^^^^^^^^^^^^ vague
",
    );
    let named = reading("The minister is widely seen by Norlandish voters as a caretaker.");
    assert_eq!(named.sentences[0].vague, None);
}

#[test]
fn a_sentence_passes_talk_on_by_a_verb_or_a_noun_of_telling_or_thinking() {
    for sentence in ["Reports are coming in.", "The loss is estimated at a third.", "Concerns grow.", "Rumour has it."]
    {
        assert!(super::passes_on(sentence), "{sentence}");
    }
    for sentence in ["The quay is empty.", "Spring is on its way.", "The boats came home."] {
        assert!(!super::passes_on(sentence), "{sentence}");
    }
}
