//! What several rules need: what a sentence is tagged with, names that are to be left alone, short quotes for messages.

use crate::attribution::offices;
use crate::gazetteer::{Signs, fold};
use crate::ledger::{Entry, Ledger, Line, Mentioned, Placed};
use crate::sources::{RESERVED, Registry, Source};
use crate::text::Span;
use std::collections::BTreeMap;

/// What the tags of one sentence lead to.
pub struct Cited<'a> {
    /// Index of the sentence among the block's; `None` where the tags belong to the block before.
    pub sentence: Option<usize>,
    /// Sources of the registry, each with where its key stands in the block, in order.
    pub sources: Vec<(&'a Source, Span)>,
    /// Whether a reserved key (`@own`, `@known`, `@tk`) is among the tags.
    pub reserved: bool,
    /// Whether a key is among them that the registry does not know.
    pub unknown: bool,
}

/// What each sentence of a block that bears a tag is tagged with, in order.
pub fn sources_by_sentence<'a>(entry: &Entry, registry: &'a Registry) -> Vec<Cited<'a>> {
    let mut all: Vec<Cited<'a>> = Vec::new();
    for tag in &entry.block.tags {
        if all.last().is_none_or(|last| last.sentence != tag.sentence) {
            all.push(Cited { sentence: tag.sentence, sources: Vec::new(), reserved: false, unknown: false });
        }
        let Some(cited) = all.last_mut() else { continue };
        for citation in &tag.citations {
            match registry.get(&citation.key) {
                Some(source) => cited.sources.push((source, citation.key_span)),
                None if RESERVED.contains(&citation.key.as_str()) => cited.reserved = true,
                None => cited.unknown = true,
            }
        }
    }
    all
}

/// What each line of the article that bears a tag is tagged with, by the line's index.
pub fn sources_by_line<'a>(ledger: &Ledger, registry: &'a Registry) -> BTreeMap<usize, Cited<'a>> {
    let tagged = ledger.blocks.iter().filter(|placed| !placed.entry.block.tags.is_empty());
    let in_block = |placed: &Placed| {
        let first = placed.first_line;
        let of_line = move |cited: Cited<'a>| Some((first + cited.sentence?, cited));
        sources_by_sentence(&placed.entry, registry).into_iter().filter_map(of_line)
    };
    tagged.flat_map(in_block).collect()
}

/// The key a source's chain of origins ends at, which need not be one of the registry's.
pub fn first_hand<'a>(registry: &'a Registry, source: &'a Source) -> &'a str {
    let last = registry.origins(source).last().copied().unwrap_or(source);
    let beyond = last.custom.origin.as_deref().filter(|origin| registry.get(origin).is_none());
    beyond.unwrap_or(&last.key)
}

/// Sentences of the same paragraph that a reader still takes for the word of whoever the sentence before them named.
const STILL_CLEAR: usize = 2;

/// Whether line `i` of `lines` follows so close on the line `source`, in its paragraph, that it is clear on whose word it is. The AP has
/// sources named again in later paragraphs unless that is so.
pub fn still_clear(lines: &[Line], source: usize, i: usize) -> bool {
    lines[source].block == lines[i].block && i - source <= STILL_CLEAR
}

/// Whether a word, in lower case, says of what people, country or part of the world somebody is ("Norwegian", "western").
pub fn of_a_people(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "afghan",
        "african",
        "american",
        "arab",
        "basque",
        "czech",
        "dutch",
        "french",
        "german",
        "greek",
        "icelandic",
        "iraqi",
        "israeli",
        "kuwaiti",
        "mexican",
        "pakistani",
        "qatari",
        "saudi",
        "slovak",
        "somali",
        "swiss",
        "thai",
        "yemeni",
    ];
    let ending = ["ian", "ean", "ish", "ese", "stern", "thern"].iter().any(|ending| word.ends_with(ending));
    ending && word.len() > 5 || OTHERS.contains(&word)
}

/// Whether the words for a source are for a person, by office or trade, and no name in them leads to one ("one official", but neither
/// "Brandt's former adviser", "his lawyer" nor "who"; but "a Norwegian official").
pub fn unnamed_person(source: &str) -> bool {
    let mut words = source.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '@')
            && !of_a_people(&word.to_lowercase())
    };
    let whose = matches!(first.as_str(), "my" | "his" | "her" | "its" | "their" | "our") || owner(&first);
    !whose && !words.clone().any(|word| name(word) || owner(word)) && !offices(source).is_empty()
}

/// Whether a word says whose somebody is.
fn owner(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

/// The bytes that the dateline at the start of a block takes, its dash left out ("LINDAU, May 3 (TVN) —"); 0 where there is none.
pub fn dateline(block: &str) -> usize {
    const LONGEST: usize = 80;
    let place = block.split([',', ' ', '(']).next().unwrap_or_default();
    let shouted = place.chars().count() > 2 && place.chars().all(char::is_uppercase);
    let dash = || {
        block.char_indices().take(LONGEST).find(|&(at, c)| {
            matches!(c, '—' | '–') || c == '-' && block[..at].ends_with(' ') && block[at + 1..].starts_with([' ', '-'])
        })
    };
    if shouted { dash().map_or(0, |(at, _)| at) } else { 0 }
}

/// Whether every longer word of a text has a capital, as in titles and headlines.
pub fn in_capitals(text: &str) -> bool {
    let mut longer = text.split_whitespace().filter(|word| word.chars().count() > 3).peekable();
    let capital = |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    longer.peek().is_some() && longer.all(capital)
}

/// Whether a name of a place is to be left as it stands: in a quotation, whose words are the speaker's, or marked `[CQ]`.
pub fn kept_as_written(ledger: &Ledger, it: &Mentioned) -> bool {
    it.mention(&ledger.blocks).signs.any(Signs::QUOTED.with(Signs::VERIFIED))
}

/// The stretch around `span` that reads `form` already, where what is at `span` is a part of it: "Hague" in "The Hague", "Monte" in "El
/// Monte". What is written by another name and is not whole has none.
pub fn part_of(text: &str, span: Span, form: &str) -> Option<Span> {
    let wanted = fold::folded_name(form);
    let written = fold::folded_name(span.of(text));
    if wanted.len() <= written.len() || !wanted.contains(&*written) {
        return None;
    }
    // Folding makes names shorter, never twice as short.
    let reach = 2 * form.len();
    let parts = |at: &usize| {
        text.is_char_boundary(*at)
            && !(text[..*at].ends_with(char::is_alphanumeric) && text[*at..].starts_with(char::is_alphanumeric))
    };
    let starts = (span.start.saturating_sub(reach)..=span.start).rev().filter(parts);
    starts.filter(|&start| !text[start..].starts_with(char::is_whitespace)).find_map(|start| {
        let mut ends = (span.end..=(span.end + reach).min(text.len())).filter(parts);
        let end = ends.find(|&end| fold::folded_name(&text[start..end]) == wanted)?;
        Some(Span::new(start, end))
    })
}

/// `text` in a message: on one line, and not too long.
pub fn quoted(text: &str) -> String {
    quoted_to(text, 40)
}

/// `text` in a message: on one line, and no longer than so many characters.
pub fn quoted_to(text: &str, most: usize) -> String {
    // There is room for the rest of a message, which is mostly written after it.
    let mut out = String::with_capacity(text.len().min(2 * most) + 80);
    out.push('“');
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > most + 1 {
            out.push('…');
            break;
        }
        if out.len() > "“".len() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.push('”');
    out
}

#[cfg(test)]
mod tests {
    use super::{dateline, part_of, quoted, unnamed_person};
    use crate::text::Span;

    #[test]
    fn a_dateline_ends_at_its_dash() {
        assert_eq!(dateline("LINDAU, May 3 (TVN) — The weir"), "LINDAU, May 3 (TVN) ".len());
        assert_eq!(dateline("EASTMERE, March 10 - The ferry"), "EASTMERE, March 10 ".len());
        assert_eq!(dateline("The weir - an old one - is shut."), 0);
        assert_eq!(dateline("TVRB said the weir was shut."), 0);
    }

    #[test]
    fn a_name_that_is_part_of_its_whole_form_is_known() {
        let of = |text: &str, part: &str, form: &str| {
            let at = text.find(part).unwrap();
            part_of(text, Span::new(at, at + part.len()), form).map(|whole| whole.of(text).to_owned())
        };
        assert_eq!(of("Judges in the Hague ruled", "Hague", "The Hague").as_deref(), Some("the Hague"));
        assert_eq!(
            of("in Donostia / San Sebastian, Spain", "San", "Donostia / San Sebastián").as_deref(),
            Some("Donostia / San Sebastian")
        );
        assert_eq!(of("Bucheon-si was quiet", "Bucheon", "Bucheon-si").as_deref(), Some("Bucheon-si"));
        assert_eq!(of("’s-Hertogenbosch", "Hertogenbosch", "'s-Hertogenbosch").as_deref(), Some("s-Hertogenbosch"));
        for (text, part, form) in
            [("Bucheon was", "Bucheon", "Bucheon-si"), ("Kharkov", "Kharkov", "Kharkiv"), ("x", "x", "x")]
        {
            assert_eq!(of(text, part, form), None, "{text}");
        }
    }

    #[test]
    fn a_person_without_a_name_is_told_from_one_who_can_be_found() {
        for source in ["one official", "a Norwegian military official", "a campaign aide, who asked not to be named"] {
            assert!(unnamed_person(source), "{source}");
        }
        for source in
            ["his lawyer", "its operator", "the mayor's adviser", "Brandt's adviser", "who", "an aide to Brandt"]
        {
            assert!(!unnamed_person(source), "{source}");
        }
    }

    #[test]
    fn a_long_quote_is_cut_at_a_word() {
        assert_eq!(quoted("some\n analysts"), "“some analysts”");
        assert_eq!(
            quoted("many of the people who were on the market square that day"),
            "“many of the people who were on the…”"
        );
    }
}
