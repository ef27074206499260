//! What an article uses: which sources it cites and in which sentences, which places it names.
//!
//! Read from its text alone ([`read`]), without asking who says what, which is the dearer part by far: a newsroom's index reads thousands
//! of articles so. Of an article that is checked already the same is told from its snapshot ([`of`]); the two never differ.

use super::account::line_of;
use super::symbol;
use crate::article::{self, Block, BlockKind, Format, FrontMatter};
use crate::desk::Snapshot;
use crate::gazetteer::{Atlas, Choice, Found, Mention, NameForm, PlaceId, locate};
use crate::rules;
use crate::text::Span;

/// What one article uses, in its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Its first heading, marks and white space left out.
    pub title: Option<Span>,
    /// Every citation, in order; then whatever else names a key: `nocite` in the front matter, the reasons of directives.
    pub citations: Vec<Citation>,
    /// Every mention of a place, in order.
    pub places: Vec<NamedPlace>,
    /// Whether it names a bibliography of its own.
    pub own_bibliography: bool,
}

/// A key that is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The key.
    pub key: String,
    /// Where it stands.
    pub span: Span,
    /// The sentence that rests on it; the key itself where there is none.
    pub sentence: Span,
}

/// A place that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// Which, by which form of its name, and how sure that is.
    pub choice: Choice,
    /// Where.
    pub span: Span,
    /// Whether the name is to be left as it stands: in a quotation, or with a `[CQ]` after it.
    pub kept: bool,
}

impl NamedPlace {
    /// Whether it tells by which name the article calls the place: in the writer's own words, and no slip or word for a people.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.kept && !matches!(self.choice.form, NameForm::Demonym | NameForm::Garbled)
    }

    /// Which place.
    #[must_use]
    pub fn place(&self) -> PlaceId {
        self.choice.place
    }
}

/// What the article `text` uses.
#[must_use]
pub fn read(text: &str, format: Format, atlas: &Atlas) -> Uses {
    let mut uses = Uses::default();
    let mut front_matter = FrontMatter::default();
    let mut last_sentence = None;
    let mut mentions: Vec<(Span, Mention, bool)> = Vec::new();
    let mut named: Vec<Citation> = Vec::new();
    for piece in article::split(text, format) {
        let Some(own) = text.get(piece.span.start..piece.span.end) else { continue };
        let at = piece.span.start;
        match piece.kind {
            BlockKind::FrontMatter => front_matter = article::parse_front_matter(own),
            BlockKind::Heading if uses.title.is_none() => uses.title = title(own, at),
            _ => {}
        }
        if matches!(piece.kind, BlockKind::Blank | BlockKind::FrontMatter | BlockKind::Code) {
            continue;
        }
        let plain = article::plain(own);
        let read = plain.as_ref().map_or(own, |plain| &plain.text);
        let mut block = article::parse_block(read, piece.kind, format);
        let mut places = atlas.mentions(read, &block);
        if let Some(plain) = &plain {
            block.put_back(plain);
            places.iter_mut().for_each(|mention| mention.span = plain.written(mention.span));
        }
        named.extend(article::named_in_reasons(own, &block).into_iter().map(|it| aside(it, at)));
        for tag in &block.tags {
            let own_sentence = tag.sentence.and_then(|s| block.sentences.get(s)).map(|s| s.span.shifted(at));
            let sentence = own_sentence.or(last_sentence);
            uses.citations.extend(tag.citations.iter().map(|citation| {
                let span = citation.key_span.shifted(at);
                Citation { key: citation.key.clone(), span, sentence: sentence.unwrap_or(span) }
            }));
        }
        for mention in places {
            let kept = kept(own, &block, mention.span);
            mentions.push((mention.span.shifted(at), mention, kept));
        }
        last_sentence = block.sentences.last().map(|s| s.span.shifted(at)).or(last_sentence);
    }
    uses.citations.extend(front_matter.nocite.into_iter().map(|it| aside(it, 0)).chain(named));
    uses.own_bibliography = !front_matter.bibliography.is_empty();
    let found: Vec<Found<'_>> =
        mentions.iter().map(|(span, mention, _)| Found { written: span.of(text), mention }).collect();
    let choices = locate(atlas, &found, &front_matter.places);
    let chosen = mentions.iter().zip(choices);
    uses.places = chosen
        .filter_map(|((span, _, kept), choice)| Some(NamedPlace { choice: choice?, span: *span, kept: *kept }))
        .collect();
    uses
}

/// What a checked article uses.
#[must_use]
pub fn of(snapshot: &Snapshot) -> Uses {
    let ledger = &*snapshot.ledger;
    let title = title_of(snapshot);
    let citations = ledger.tags().flat_map(|(placed, tag)| {
        let sentence = line_of(placed, tag).and_then(|line| ledger.lines.get(line)).map(|line| line.span);
        tag.citations.iter().map(move |citation| {
            let span = citation.key_span.shifted(placed.span.start);
            Citation { key: citation.key.clone(), span, sentence: sentence.unwrap_or(span) }
        })
    });
    let listed = ledger.front_matter.nocite.iter().map(|it| aside(it.clone(), 0));
    let named = ledger.blocks.iter().flat_map(|placed| {
        let named = article::named_in_reasons(placed.span.of(&ledger.text), &placed.entry.block);
        named.into_iter().map(|it| aside(it, placed.span.start))
    });
    let citations = citations.chain(listed).chain(named);
    let places = ledger.places.iter().map(|it| NamedPlace {
        choice: it.choice,
        span: it.span,
        kept: rules::kept_as_written(ledger, it),
    });
    let own_bibliography = !ledger.front_matter.bibliography.is_empty();
    Uses { title, citations: citations.collect(), places: places.collect(), own_bibliography }
}

/// A key that no sentence rests on, of a block that starts at the byte `at`.
fn aside(named: article::Citation, at: usize) -> Citation {
    let span = named.key_span.shifted(at);
    Citation { key: named.key, span, sentence: span }
}

/// The first heading of a checked article.
#[must_use]
pub fn title_of(snapshot: &Snapshot) -> Option<Span> {
    let ledger = &*snapshot.ledger;
    let headings = ledger.blocks.iter().filter(|placed| placed.kind == BlockKind::Heading);
    headings.filter_map(|placed| title(placed.span.of(&ledger.text), placed.span.start)).next()
}

/// The words of a heading, whose block is `own` and starts at the byte `at`.
fn title(own: &str, at: usize) -> Option<Span> {
    let line = own.trim().lines().next()?;
    let words = line.trim_matches('#').trim();
    let start = own.find(words)?;
    (!words.is_empty()).then(|| Span::new(start, start + words.len()).shifted(at))
}

fn kept(text: &str, block: &Block, span: Span) -> bool {
    block.in_quotation(span) || block.verified(text, span.end)
}

/// Where the article uses what `symbol` stands for: the sentences that rest on a source, the mentions of a place.
#[must_use]
pub fn sites(uses: &Uses, symbol: &symbol::Symbol) -> Vec<Span> {
    match symbol {
        symbol::Symbol::Source(key) => {
            uses.citations.iter().filter(|it| it.key == *key).map(|it| it.sentence).collect()
        }
        symbol::Symbol::Place(id) => uses.places.iter().filter(|it| it.place() == *id).map(|it| it.span).collect(),
        symbol::Symbol::Speaker(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{plain, snapshot};
    use super::*;
    use proptest::prelude::*;

    const ARTICLE: &str = "---\ndate: 2026-03-04\nplaces: {Lipa: geonames:709930}\n---\n\n## Bridge at Kramatorsk ##\n\n\
        The bridge is shut. [@ministry] “Kharkov is cold,” Jan Brink said [@lipa-0304; @ministry]. Kharkov [CQ] waits.\n\n\
        [@s1]\n\n> Kyiv and Краматорск wait.\n\n```\n[@code] Kyiv\n```\n";

    #[test]
    fn a_sentence_rests_on_its_tags_and_on_those_after_its_full_stop() {
        let uses = read(ARTICLE, Format::Markdown, &Atlas::default());
        let cited: Vec<_> = uses.citations.iter().map(|c| (&*c.key, c.sentence.of(ARTICLE))).collect();
        let quoted = "“Kharkov is cold,” Jan Brink said [@lipa-0304; @ministry].";
        assert_eq!(cited[0], ("ministry", "The bridge is shut. [@ministry]"));
        assert_eq!(&cited[1..3], [("lipa-0304", quoted), ("ministry", quoted)]);
        assert_eq!(cited[3].0, "s1");
        let named: Vec<_> = uses.places.iter().map(|p| (p.span.of(ARTICLE), p.kept)).collect();
        let expected =
            [("Kramatorsk", false), ("Kharkov", true), ("Kharkov", true), ("Kyiv", false), ("Краматорск", false)];
        assert_eq!(named, expected);
        assert_eq!(uses.title.map(|t| t.of(ARTICLE)), Some("Bridge at Kramatorsk"));
    }

    #[test]
    fn the_text_alone_tells_what_the_check_tells() {
        let checked = snapshot(ARTICLE);
        assert_eq!(read(ARTICLE, Format::Markdown, &checked.data.atlas), of(&checked));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn and_so_it_does_for_any_text(parts in proptest::collection::vec(prop_oneof![
            Just("# Kyiv\n\n"), Just("Kharkov waits. "), Just("[@ministry]"), Just("\n\n"), Just("“Kyiv,” he said [@a; @b]. "),
            Just("---\n"), Just("```\n"), Just("> "), Just("[CQ] "), Just("\r\n"), Just("Lipa\n====\n"), Just("[@{x y"), Just("- "), Just("nocite: '@a'\n"), Just("<!-- stet: @a -->\n"), Just("[stet: @a]"),
            Just("| Kyiv | [@a] |\n"), Just("|---|---|\n"),
        ], 0..24)) {
            let text: String = parts.concat();
            for checked in [snapshot(&text), plain(&text)] {
                prop_assert_eq!(read(&text, checked.ledger.format, &checked.data.atlas), of(&checked));
            }
        }
    }
}
