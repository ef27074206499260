//! The article as it is printed with its sources: each tag a footnote, as Pandoc and most readers of Markdown write them, and a list of
//! the sources at the end. Of a confidential source only what may be said.

use super::clean::{cuts_with, printable, without};
use super::markdown::{escaped, link};
use super::source_card::reserved;
use crate::article::Tag;
use crate::desk::Snapshot;
use crate::sources::{Registry, Source};
use crate::text::Span;
use std::collections::HashSet;
use std::fmt::Write as _;

/// The clean copy with footnotes. Where nothing is tagged it is the clean copy.
///
/// # Errors
/// Why there is none, for whoever asked: it would tell who a confidential source is.
pub fn footnoted(snapshot: &Snapshot) -> Result<String, String> {
    let (ledger, registry) = (&*snapshot.ledger, &*snapshot.data.registry);
    let text = &*ledger.text;
    let mut cuts = cuts_with(snapshot, true);
    let own = free_labels(text);
    let mut notes = String::new();
    let mut listed: Vec<&Source> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for (number, (placed, tag)) in ledger.tags().enumerate() {
        let label = format!("[^{own}-{}]", number + 1);
        let end = tag.span.end + placed.span.start;
        // A tag before the first sentence of a paragraph belongs to the sentence before.
        let before = || placed.first_line.checked_sub(1).and_then(|line| ledger.lines.get(line));
        let start = tag.span.start + placed.span.start;
        let at = match (tag.sentence, closing(&text[end..])) {
            (None, _) => before().map_or(end, |line| line.span.end),
            (Some(_), _) if !tag.bracketed => end,
            // After the word the tag stands behind, which may be on the line before but is in the same cell of a table.
            (Some(_), 0) => match placed.entry.block.cell(tag.span).map(|cell| cell.start + placed.span.start) {
                Some(cell) if text[cell..start].trim().is_empty() => start,
                _ => text[..start].trim_end().len(),
            },
            (Some(_), marks) => end + marks,
        };
        cuts.push((Span::new(at, at), label.clone()));
        let _ = writeln!(notes, "{label}: {}\n", note(registry, placed.span.of(text), tag));
        for citation in &tag.citations {
            listed.extend(registry.get(&citation.key).filter(|source| seen.insert(&source.key)));
        }
    }
    cuts.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = without(text, &cuts, Span::new(0, text.len()));
    if notes.is_empty() {
        return printable(snapshot, &cuts, out);
    }
    out.truncate(out.trim_end().len());
    let _ = write!(out, "\n\n{notes}");
    if !listed.is_empty() {
        out.push_str("## Sources\n\n");
        for source in listed {
            let _ = writeln!(out, "- {}", reference(source));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    printable(snapshot, &cuts, out)
}

/// What the labels of notes begin with so that none is one of the article's own: "source", or "source" and a number.
fn free_labels(text: &str) -> String {
    const STEM: &str = "source";
    let lower = text.to_ascii_lowercase();
    let mut taken: Vec<usize> = Vec::new();
    for (at, _) in lower.match_indices("[^source") {
        let rest = &lower[at + "[^source".len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if rest[digits..].starts_with('-') {
            taken.extend(if digits == 0 { Some(1) } else { rest[..digits].parse().ok() });
        }
    }
    taken.sort_unstable();
    taken.dedup();
    // The first number from 1 on that is missing.
    match taken.iter().enumerate().position(|(i, &number)| number != i + 1).unwrap_or(taken.len()) + 1 {
        1 => STEM.to_owned(),
        number => format!("{STEM}{number}"),
    }
}

/// Bytes of the marks that close a sentence or a quotation at the start of `text`: a footnote's mark stands after them.
fn closing(text: &str) -> usize {
    text.len() - text.trim_start_matches(['.', ',', ';', ':', '!', '?', '…', '”', '’', '»', '"', '\'']).len()
}

/// What a footnote says. `block` is the text of the tag's block.
fn note(registry: &Registry, block: &str, tag: &Tag) -> String {
    let told = tag.citations.iter().map(|citation| {
        let key = &*citation.key;
        let told = match registry.get(key) {
            Some(source) => reference(source),
            None => match reserved(key) {
                Some(meaning) => meaning.to_owned(),
                None => format!("The registry has no source with the key “{}”.", escaped(key)),
            },
        };
        match citation.locator {
            Some(locator) => format!("{} ({})", told.trim_end_matches('.'), escaped(locator.of(block))) + ".",
            None => told,
        }
    });
    told.collect::<Vec<_>>().join(" ")
}

/// A source as a reader is told of it: who, what, where, when, and the addresses.
fn reference(source: &Source) -> String {
    let mut parts: Vec<String> = Vec::new();
    if source.is_confidential() {
        parts.push(escaped(source.display_name()));
    }
    let who = source.shown_who();
    parts.extend([who, source.printed_role()].into_iter().flatten().map(escaped));
    parts.extend(source.shown_title().map(|title| format!("*{}*", escaped(title))));
    parts.extend(source.shown_outlet().filter(|outlet| who != Some(outlet)).map(escaped));
    parts.extend(source.shown_issued().map(escaped));
    if parts.is_empty() {
        parts.push(escaped(&source.key));
    }
    let mut told = parts.join(", ") + ".";
    if let Some(url) = source.shown_url() {
        let _ = write!(told, " {}", link(url, None));
    }
    if let Some(archive) = source.shown_archive() {
        let _ = write!(told, " ({})", link(archive, Some("archived copy")));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;

    #[test]
    fn tags_become_notes_and_a_list() {
        let text = "# Bridge\n\nThe bridge is shut [@lipa-0304, p. 3], and “wet” [@own]. @s1 said so. [@ministry; @nobody] Two. <!-- stet -->\n\n[@ministry]\n\nThree [@s1] ways.\n";
        expect![[r"
            # Bridge

            The bridge is shut,[^source-1] and “wet”.[^source-2] engineer at the bridge[^source-3] said so.[^source-4] Two.[^source-5]

            Three[^source-6] ways.

            [^source-1]: Jan Brink, mayor of Lipa, *Bridge at Lipa \*closed\* until May*, Lipa Herald, 2026-03-04. <https://example.org/bridge> (p. 3).

            [^source-2]: The reporter saw or heard this.

            [^source-3]: Confidential source, engineer at the bridge.

            [^source-4]: *Road closures, first quarter*, Ministry of Roads, 2026-02. The registry has no source with the key “nobody”.

            [^source-5]: *Road closures, first quarter*, Ministry of Roads, 2026-02.

            [^source-6]: Confidential source, engineer at the bridge.

            ## Sources

            - Jan Brink, mayor of Lipa, *Bridge at Lipa \*closed\* until May*, Lipa Herald, 2026-03-04. <https://example.org/bridge>
            - Confidential source, engineer at the bridge.
            - *Road closures, first quarter*, Ministry of Roads, 2026-02.
        "]]
        .assert_eq(&footnoted(&snapshot(text)).unwrap());
    }

    #[test]
    fn labels_are_none_of_the_articles_own() {
        let text = "It rained[^source-1] [@own].[^Source2-7]\n\n[^source-1]: Seen.\n\n[^source2-7]: Heard.\n";
        let printed = footnoted(&snapshot(text)).unwrap();
        assert!(printed.starts_with("It rained[^source-1].[^source3-1][^Source2-7]\n"), "{printed}");
        assert!(
            printed.ends_with("[^source2-7]: Heard.\n\n[^source3-1]: The reporter saw or heard this.\n"),
            "{printed}"
        );
    }

    #[test]
    fn marks_of_notes_stay_in_the_cells_of_tables() {
        let text =
            "It rained.\n\n| [@own] | Hurt |\n|---|---|\n| East | 12 [@own]. |\n| West | [@ministry] |\n\n- Two.\n";
        let printed = footnoted(&snapshot(text)).unwrap();
        let table = "| [^source-1] | Hurt |\n|---|---|\n| East | 12.[^source-2] |\n| West | [^source-3] |\n\n";
        assert!(printed.contains(table), "{printed}");
    }

    #[test]
    fn a_blank_line_before_a_list_stays() {
        let printed = footnoted(&snapshot("[@own] One.\n\n- [@ministry] Two.\n")).unwrap();
        assert!(printed.contains("One.[^source-2]\n\n- Two.\n"), "{printed}");
    }

    #[test]
    fn without_tags_it_is_the_clean_copy() {
        assert_eq!(footnoted(&snapshot("It rained. <!-- stet -->\n")).as_deref(), Ok("It rained.\n"));
    }

    proptest! {
        #[test]
        fn every_note_is_called_once_in_any_text(text in "([a-c.”\n -]|\\[@own\\]|\\[@ministry, p\\. 3\\]|@s1 |<!-- stet -->){0,30}") {
            let printed = footnoted(&snapshot(&text)).unwrap();
            let notes = snapshot(&text).ledger.tags().count();
            for number in 1..=notes {
                prop_assert_eq!(printed.matches(&format!("[^source-{number}]")).count(), 2, "{}", printed);
            }
        }
    }
}
