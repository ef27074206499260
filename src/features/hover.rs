//! What a reporter sees on resting the pointer: on a tag its source, on a place what else it is called, on a cue, a quotation or a
//! sentence who answers for it. The most specific wins.

use super::account::{self, Medium, answering, line_of};
use super::place_card::{Seen, place_card};
use super::source_card::key_card;
use crate::desk::Snapshot;
use crate::ledger::{Attributed, Ledger, Placed};
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::HashSet;

/// A card and the words it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words, in the article's bytes.
    pub span: Span,
    /// The card, in Markdown.
    pub markdown: String,
}

/// The card at the byte `offset` of the article; `None` where there is nothing to tell.
#[must_use]
pub fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let ledger = &*snapshot.ledger;
    let block = ledger.blocks.partition_point(|b| b.span.end < offset);
    // At the seam of two blocks either may have something to tell.
    let placed = ledger.blocks[block..].iter().take(2).filter(|b| b.span.touches(offset));
    let blocks: Vec<&Placed> = placed.collect();
    let first = |find: &dyn Fn(&Placed) -> Option<Hover>| blocks.iter().find_map(|placed| find(placed));
    first(&|placed| on_tag(snapshot, placed, offset))
        .or_else(|| first(&|placed| on_place(snapshot, placed, offset)))
        .or_else(|| first(&|placed| on_cue(ledger, placed, offset)))
        .or_else(|| first(&|placed| on_quotation(ledger, placed, offset)))
        .or_else(|| on_sentence(ledger, offset))
        .map(|hover| Hover { markdown: snapshot.shown(&hover.markdown), ..hover })
}

fn on_tag(snapshot: &Snapshot, placed: &Placed, offset: usize) -> Option<Hover> {
    let at = offset.checked_sub(placed.span.start)?;
    let tag = placed.entry.block.tags.iter().find(|tag| tag.span.touches(at))?;
    let nearest = tag.citations.iter().take_while(|c| c.key_span.start <= at + 1).last();
    let citation = nearest.or(tag.citations.first())?;
    let resting = sentences_on(&snapshot.ledger, &citation.key);
    let on_key = tag.citations.len() > 1 && citation.key_span.touches(at);
    let span = if on_key { citation.key_span } else { tag.span };
    Some(Hover {
        span: span.shifted(placed.span.start),
        markdown: key_card(&snapshot.data.registry, &citation.key, resting),
    })
}

/// How many sentences carry a tag with `key`.
fn sentences_on(ledger: &Ledger, key: &str) -> usize {
    let citing = ledger.tags().filter(|(_, tag)| tag.citations.iter().any(|c| c.key == key));
    citing.filter_map(|(placed, tag)| line_of(placed, tag)).collect::<HashSet<_>>().len()
}

fn on_place(snapshot: &Snapshot, placed: &Placed, offset: usize) -> Option<Hover> {
    let ledger = &*snapshot.ledger;
    placed.span.touches(offset).then_some(())?;
    let index = ledger.places.partition_point(|it| it.span.end < offset);
    let here = ledger.places.get(index).filter(|it| it.span.touches(offset))?;
    let mut names: Vec<(&str, usize)> = Vec::new();
    for it in ledger.places.iter().filter(|it| it.choice.place == here.choice.place) {
        let written = it.span.of(&ledger.text);
        match names.iter_mut().find(|(name, _)| *name == written) {
            Some((_, count)) => *count += 1,
            None => names.push((written, 1)),
        }
    }
    let atlas = &snapshot.data.atlas;
    let candidates = here.mention(&ledger.blocks).candidates.iter().map(|posting| posting.place());
    let mut others: Vec<_> =
        candidates.filter(|&place| place != here.choice.place).map(|place| atlas.facts(place)).collect();
    let chosen = atlas.facts(here.choice.place);
    others.sort_by_key(|facts| {
        (facts.region != chosen.region, facts.country != chosen.country, Reverse(facts.population))
    });
    let seen = Seen {
        written: here.span.of(&ledger.text),
        house_form: &snapshot.newsroom.house.form(atlas, here.choice.place),
        confidence: here.choice.confidence,
        here: &names,
        others: &others,
    };
    Some(Hover { span: here.span, markdown: place_card(&atlas.place(here.choice.place), &seen) })
}

fn on_cue(ledger: &Ledger, placed: &Placed, offset: usize) -> Option<Hover> {
    let at = offset.checked_sub(placed.span.start)?;
    let touched = |span: Option<Span>| span.filter(|span| span.touches(at));
    let attributions = || placed.entry.reading.attributions.iter().enumerate();
    // A cue inside somebody's name ("Minister said in a statement, ...") is nearer than the name.
    let cue = attributions().find_map(|(i, a)| touched(a.cue).map(|span| (i, span)));
    let (i, span) = cue.or_else(|| attributions().find_map(|(i, a)| touched(a.source).map(|span| (i, span))))?;
    let attributed = ledger.attributed(placed, i)?;
    let span = span.shifted(placed.span.start);
    Some(Hover { span, markdown: with_standing(ledger, span.start, card(ledger, &attributed)) })
}

fn on_quotation(ledger: &Ledger, placed: &Placed, offset: usize) -> Option<Hover> {
    let at = offset.checked_sub(placed.span.start)?;
    let quotation = placed.entry.block.quotations.iter().rev().find(|q| q.span.touches(at))?;
    let speaks = |i: &usize| {
        let attribution = &placed.entry.reading.attributions[*i];
        attribution.content.iter().any(|span| span.overlaps(quotation.inner))
    };
    let own = (0..placed.entry.reading.attributions.len()).find(speaks).and_then(|i| ledger.attributed(placed, i));
    let span = quotation.span.shifted(placed.span.start);
    // The words may be put on somebody in a sentence before; where nobody is found, the sentence's card says so.
    let own = own.filter(|own| own.raw.source.is_some() || own.voice.speaker.is_some());
    let attributed = own.or_else(|| answering(ledger, ledger.line_at(offset)?))?;
    Some(Hover { span, markdown: with_standing(ledger, offset, card(ledger, &attributed)) })
}

fn on_sentence(ledger: &Ledger, offset: usize) -> Option<Hover> {
    let index = ledger.line_at(offset)?;
    let line = &ledger.lines[index];
    let voice = answering(ledger, index).map(|attributed| card(ledger, &attributed));
    let stands = account::standing(ledger, index, Medium::Markdown);
    let cards: Vec<String> = voice.into_iter().chain(stands).collect();
    (!cards.is_empty()).then(|| Hover { span: line.span, markdown: cards.join("\n\n") })
}

fn card(ledger: &Ledger, attributed: &Attributed<'_>) -> String {
    account::attribution(ledger, attributed, Medium::Markdown).card()
}

/// `card`, and under it what else there is to tell of the sentence at `offset`.
fn with_standing(ledger: &Ledger, offset: usize, card: String) -> String {
    let index = ledger.line_at(offset);
    let stands = index.and_then(|index| account::standing(ledger, index, Medium::Markdown));
    match stands {
        Some(stands) => format!("{card}\n\n{stands}"),
        None => card,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at_caret, snapshot};
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    /// The card at `|`, under the words it is about.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "so that the card stands in the call")]
    fn check(marked: &str, card: Expect) {
        let (snapshot, offset) = at_caret(marked);
        let shown = hover(&snapshot, offset).map_or("nothing".to_owned(), |hover| {
            assert!(hover.span.touches(offset));
            format!("[{}]\n{}\n", hover.span.of(&snapshot.ledger.text), hover.markdown)
        });
        card.assert_eq(&shown);
    }

    #[test]
    fn a_place_says_what_else_it_is_called_and_how_often() {
        check(
            "The train to Kra|matorsk was late. Kramatorsk waited, as did Краматорск.",
            expect![[r#"
                [Kramatorsk]
                **Kramatorsk** – Краматорськ  
                city in Kramatorsk district, Donetsk Oblast, Ukraine – 147,145 inhabitants – 48.73° N, 37.57° E ([map](https://www.openstreetmap.org/?mlat=48.7311&mlon=37.5678#map=11/48.7311/37.5678))

                - In other languages: Краматорськ (Ukrainian, official), Краматорск (Russian), Краматорьск (Russian)
                - Other spellings: Kramatorszk
                - Also found: Kramatorskas

                Mentioned 3 times in this article under 2 names: Kramatorsk twice, Краматорск once.

                *Source: GeoNames, KATOTTG (CC BY 4.0), geonames:704508*
            "#]],
        );
    }

    #[test]
    fn a_tag_says_who_where_and_how_good() {
        check(
            "The bridge is shut [@li|pa-0304]. It was shut last year too [@lipa-0304, p. 3; @ministry].",
            expect![[r#"
                [[@lipa-0304]]
                **Bridge at Lipa \*closed\* until May**  
                Jan Brink, mayor of Lipa – Lipa Herald, 2026-03-04

                - Kind: wire
                - Grade: C3 – fairly reliable source; possibly true
                - Basis: secondhand, first said in @brink-call
                - Link: <https://example.org/bridge>

                Cited in 2 sentences of this article.
            "#]],
        );
        check(
            "The bridge is shut [@lipa-0304; @minis|try].",
            expect![[r#"
            [ministry]
            **Road closures, first quarter**  
            Ministry of Roads, 2026-02

            Cited in 1 sentence of this article.
        "#]],
        );
        check(
            "The bridge is shut [@o|wn].",
            expect![[r#"
            [[@own]]
            **@own**  
            The reporter saw or heard this.
        "#]],
        );
        check(
            "The bridge is shut [@lipa-0|403].",
            expect![[r#"
                [[@lipa-0403]]
                The registry has no source with the key **lipa-0403**. Did you mean @lipa-0304?
            "#]],
        );
    }

    #[test]
    fn a_confidential_source_is_described_and_not_told() {
        check(
            "The bridge is shut [@s|1].",
            expect![[r#"
            [[@s1]]
            **Confidential source**  
            engineer at the bridge

            - Grade: B2 – usually reliable source; probably true

            Cited in 1 sentence of this article.
        "#]],
        );
    }

    #[test]
    fn a_cue_says_whose_word_it_is() {
        check(
            "Jan Brink, the mayor of Lipa, left. The bridge is shut, he sa|id.",
            expect![[r#"
                [said]
                **Attributed** – on the word of **Jan Brink**.

                - Source: “he”
                - Speaker: **Jan Brink**, first named on line 1
                - Cue: “said” (reports speech)
                - Attributed words: “The bridge is shut”
                - Kind of source: named (a person or a document)
            "#]],
        );
        check(
            "One local official, who asked not to be named, sa|id the bridge was shut.",
            expect![[r#"
                [said]
                **Anonymous** – on the word of **One local official**.

                An unnamed source: say how they would know, and why they are unnamed.

                - Source: “One local official, who asked not to be named”
                - Cue: “said” (reports speech)
                - Attributed words: “the bridge was shut”
                - Kind of source: anonymous (an unnamed source)
            "#]],
        );
        check(
            "Analysts sug|gest that the bridge is shut.",
            expect![[r#"
                [suggest]
                **Vague** – on the word of **Analysts**.

                Too vague to check: name one of them, or a document.

                - Source: “Analysts”
                - Cue: “suggest” (reports speech)
                - Attributed words: “that the bridge is shut”
                - Kind of source: vague (nobody identified)
            "#]],
        );
        check(
            "His comments high|light the danger of the river.",
            expect![[r#"
                [comments highlight]
                **The writer's own claim.** “His comments” is not a person or document, so this has no source.

                - Source: “His comments”
                - Cue: “comments highlight” (reports evidence)
                - Attributed words: “the danger of the river”
            "#]],
        );
    }

    #[test]
    fn a_quotation_says_who_speaks() {
        check(
            "“It is n|ot safe,” Jan Brink said. “We will open it later.”",
            expect![[r#"
                [“It is not safe,”]
                **Attributed** – on the word of **Jan Brink**.

                - Source: “Jan Brink”
                - Speaker: **Jan Brink**, first named on line 1
                - Cue: “said” (reports speech)
                - Attributed words: “It is not safe” and “We will open it later.”
                - Kind of source: named (a person or a document)
            "#]],
        );
        check(
            "“It is not safe,” Jan Brink said. “We will op|en it later.”",
            expect![[r#"
                [“We will open it later.”]
                **Attributed** – on the word of **Jan Brink**.

                - Source: “Jan Brink”
                - Speaker: **Jan Brink**, first named on line 1
                - Cue: “said” (reports speech)
                - Attributed words: “It is not safe” and “We will open it later.”
                - Kind of source: named (a person or a document)
            "#]],
        );
        check(
            "“It is n|ot safe to cross the bridge now.”",
            expect![[r#"
                [“It is not safe to cross the bridge now.”]
                **No source is given.** A desk would ask: it quotes somebody. Say who said it, or add a source tag.
            "#]],
        );
    }

    #[test]
    fn a_sentence_on_nobodys_word_says_why_it_would_be_sent_back() {
        check(
            "At least 31|0 people were killed on the bridge.",
            expect![[r#"
            [At least 310 people were killed on the bridge.]
            **No source is given.** A desk would ask: it counts dead, hurt, missing or lost. Say who said it, or add a source tag.
        "#]],
        );
        check("It was a |calm day.", expect!["nothing"]);
    }

    #[test]
    fn the_most_specific_wins() {
        check(
            "The road to Kramatorsk is shut, Jan Brink said [@ministry|].",
            expect![[r#"
            [[@ministry]]
            **Road closures, first quarter**  
            Ministry of Roads, 2026-02

            Cited in 1 sentence of this article.
        "#]],
        );
        check(
            "The road to Krama|torsk is shut, Jan Brink said [@ministry].",
            expect![[r#"
                [Kramatorsk]
                **Kramatorsk** – Краматорськ  
                city in Kramatorsk district, Donetsk Oblast, Ukraine – 147,145 inhabitants – 48.73° N, 37.57° E ([map](https://www.openstreetmap.org/?mlat=48.7311&mlon=37.5678#map=11/48.7311/37.5678))

                - In other languages: Краматорськ (Ukrainian, official), Краматорск (Russian), Краматорьск (Russian)
                - Other spellings: Kramatorszk
                - Also found: Kramatorskas

                Mentioned once in this article, as Kramatorsk.

                *Source: GeoNames, KATOTTG (CC BY 4.0), geonames:704508*
            "#]],
        );
        check(
            "The road is shu|t, Jan Brink said [@ministry].",
            expect![[r#"
                [The road is shut, Jan Brink said [@ministry].]
                **Attributed** – on the word of **Jan Brink**.

                - Source: “Jan Brink”
                - Speaker: **Jan Brink**, first named on line 1
                - Cue: “said” (reports speech)
                - Attributed words: “The road is shut”
                - Kind of source: named (a person or a document)

                **Tagged** – its source is @ministry.
            "#]],
        );
    }

    proptest! {
        #[test]
        fn anywhere_in_any_text(text in prop_oneof![any::<String>(), "[@\\[\\]{};a-c\u{457}“” \n-]{0,30}"]) {
            let snapshot = snapshot(&text);
            for offset in 0..=text.len() + 1 {
                if let Some(hover) = hover(&snapshot, offset) {
                    prop_assert!(hover.span.touches(offset));
                    prop_assert!(text.get(hover.span.start..hover.span.end).is_some());
                }
            }
        }
    }
}
