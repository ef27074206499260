//! The article as it is printed: source tags, `stet` directives and editors' marks taken out.

use crate::article::{self, Block, Format, MarkKind};
use crate::desk::Snapshot;
use crate::ledger;
use crate::rules;
use crate::sources::Registry;
use crate::text::Span;
use crate::text::position::{Encoding, LineIndex};
use std::collections::HashSet;

/// The clean copy. A tag that is part of a sentence ("@key said") gives way to who it is; of a confidential source, to what may be said.
///
/// # Errors
/// Why there is none, for whoever asked: it would tell who a confidential source is.
pub fn clean(snapshot: &Snapshot) -> Result<String, String> {
    let (text, cuts) = (&snapshot.ledger.text, cuts(snapshot));
    let copy = without(text, &cuts, Span::new(0, text.len()));
    printable(snapshot, &cuts, cleaned_again(copy, snapshot.ledger.format, &snapshot.data.registry)?)
}

/// `copy` without the tags that have come about as others were taken out of it (`[[@a]@b]`). An error where there is no end to them.
fn cleaned_again(mut copy: String, format: Format, registry: &Registry) -> Result<String, String> {
    for _ in 0..MOST_NESTED {
        let mut cuts = Vec::new();
        for piece in article::split(&copy, format) {
            let text = piece.span.of(&copy);
            let own = cuts_of(text, &article::read_block(text, piece.kind, format), registry, false);
            cuts.extend(own.into_iter().map(|(span, instead)| (span.shifted(piece.span.start), instead)));
        }
        let again = without(&copy, &cuts, Span::new(0, copy.len()));
        if again == copy {
            return Ok(copy);
        }
        copy = again;
    }
    Err("This article has tags nested inside tags. Remove them first.".into())
}

/// `copy`, the article without `cuts`, unless it tells who a confidential source is; then on which line. Names that a `stet` lets stand are
/// others' of that name.
pub(super) fn printable(snapshot: &Snapshot, cuts: &[Cut], copy: String) -> Result<String, String> {
    let found = snapshot.guard().spans(&copy);
    let let_stand = snapshot.stets.iter().flat_map(|stet| &stet.findings);
    let others: HashSet<Span> =
        let_stand.filter(|it| it.rule == rules::CONFIDENTIAL_LEAK).map(|finding| finding.span).collect();
    let printed = others.iter().filter(|other| !cuts.iter().any(|(cut, _)| cut.contains(**other)));
    if found.len() <= printed.count() {
        return Ok(copy);
    }
    // What a tag gave way to stands in the copy alone; the copy's line is then near enough.
    let article = &*snapshot.ledger.text;
    let named =
        ledger::leaks(&snapshot.ledger, &snapshot.data.registry).into_iter().find(|span| !others.contains(span));
    let (text, span) = named.map_or((&*copy, found[0]), |span| (article, span));
    let line = LineIndex::new(text).position(text, span.start, Encoding::Utf8).line + 1;
    Err(format!("Line {line} has words that must not appear in copy. Remove them first."))
}

/// Tags within tags within tags: nobody writes more, and each round reads the copy once.
const MOST_NESTED: usize = 64;

/// A stretch that is not printed, in the article's bytes, and what stands in its place.
pub type Cut = (Span, String);

/// All that is not printed, in order.
pub fn cuts(snapshot: &Snapshot) -> Vec<Cut> {
    cuts_with(snapshot, false)
}

/// Like [`cuts`]; with `notes` a mark is put in for each tag, so that no cell of a table is left empty by one.
pub(super) fn cuts_with(snapshot: &Snapshot, notes: bool) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for placed in &snapshot.ledger.blocks {
        let text = placed.span.of(&snapshot.ledger.text);
        let own = cuts_of(text, &placed.entry.block, &snapshot.data.registry, notes);
        cuts.extend(own.into_iter().map(|(span, instead)| (span.shifted(placed.span.start), instead)));
    }
    cuts
}

/// What is not printed of `block`, in the bytes of its `text`.
fn cuts_of(text: &str, block: &Block, registry: &Registry, notes: bool) -> Vec<Cut> {
    let said = |tag: &article::Tag| if tag.bracketed { String::new() } else { spoken(registry, tag) };
    let mut own: Vec<Cut> = block.tags.iter().map(|tag| (tag.span, said(tag))).collect();
    own.extend(block.directives.iter().map(|directive| (directive.span, String::new())));
    let verified = block.marks.iter().filter(|mark| mark.kind == MarkKind::Verified);
    own.extend(verified.map(|mark| (mark.span, String::new())));
    own.sort_by_key(|(span, _)| (span.start, span.end));
    let mut own = own.into_iter().peekable();
    let mut settled: Vec<Cut> = Vec::new();
    for &cell in &block.cells {
        settled.extend(std::iter::from_fn(|| own.next_if(|(cut, _)| cut.start < cell.start)));
        let inside: Vec<Cut> = std::iter::from_fn(|| own.next_if(|(cut, _)| cell.contains(*cut))).collect();
        let tagged = || block.tags[block.tags.partition_point(|tag| tag.span.start < cell.start)..].first();
        let noted = notes && tagged().is_some_and(|tag| cell.contains(tag.span));
        match emptied(text, cell, &inside).filter(|_| !noted) {
            Some(whole) => settled.push(whole),
            None => settled.extend(inside),
        }
    }
    settled.extend(own);
    settled
}

/// The cell of a table at `cell` cut as a whole, if `cuts` leave nothing in it. The row keeps its cells: where no pipe stood at its end, one
/// does now.
fn emptied(text: &str, cell: Span, cuts: &[Cut]) -> Option<Cut> {
    let blank = |from: usize, to: usize| text.get(from..to).is_none_or(|gap| gap.trim().is_empty());
    let first = cuts.first()?.0.start;
    let mut at = cell.start;
    for (cut, instead) in cuts {
        if !instead.is_empty() || !blank(at, cut.start) {
            return None;
        }
        at = at.max(cut.end);
    }
    if !blank(at, cell.end) {
        return None;
    }
    let instead = match (text[..cell.start].ends_with('|'), text[cell.end..].starts_with('|')) {
        (true, true) if first > cell.start || at < cell.end => "",
        (true, true) => " ",
        // A line of its own under a table.
        (false, false) => return None,
        _ => "|",
    };
    Some((Span::new(first, at), instead.to_owned()))
}

/// What is printed of the stretch `span` of `text`.
pub fn without(text: &str, cuts: &[Cut], span: Span) -> String {
    let text = &text[..span.end];
    let mut out = String::with_capacity(span.len());
    let mut from = span.start;
    let first = cuts.partition_point(|(cut, _)| cut.start < span.start);
    for (cut, instead) in cuts[first..].iter().take_while(|(cut, _)| cut.end <= span.end) {
        // What is only put in is put in, also where the gap it stands in has been closed.
        if cut.start < from && !cut.is_empty() {
            continue;
        }
        if cut.start >= from {
            out.push_str(&text[from..cut.start]);
            from = cut.end;
        }
        if instead.is_empty() && !cut.is_empty() {
            from = close_gap(&mut out, text, from);
        }
        out.push_str(instead);
    }
    out.push_str(&text[from..]);
    out
}

/// Takes away what a cut leaves of white space: the blank before it, or the whole line where nothing else stands on it. Returns from where
/// to go on.
fn close_gap(out: &mut String, text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let bare = out.trim_end_matches(is_space).len();
    let starts_line = bare == 0 || out[..bare].ends_with(['\n', '\r']);
    let blank = rest.len() - rest.trim_start_matches(is_space).len();
    let after = &rest[blank..];
    if starts_line && (after.is_empty() || after.starts_with(['\n', '\r'])) {
        out.truncate(bare);
        let end = if after.starts_with("\r\n") { 2 } else { usize::from(!after.is_empty()) };
        // Of two blank lines that meet, one stays.
        let mut next = blank + end;
        let met = bare == 0 || out.ends_with("\n\n") || out.ends_with("\r\n\r\n");
        if met {
            let more = &rest[next..];
            next += if more.starts_with("\r\n") { 2 } else { usize::from(more.starts_with('\n')) };
        }
        return from + next;
    }
    if starts_line {
        // What closes the sentence goes back to the line it ends.
        let line = out.trim_end_matches(['\n', '\r', ' ', '\t']).len();
        let breaks = out[line..].matches('\n').count().max(out[line..].matches('\r').count());
        if line > 0 && breaks == 1 && after.starts_with(['.', ',', ';', ':', '!', '?']) {
            out.truncate(line);
        }
        return from + blank;
    }
    let joins = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ".,;:!?)”’»\"'".contains(c));
    if joins || blank > 0 {
        out.truncate(bare);
    } else if after.starts_with(char::is_alphanumeric) && out.ends_with(ends_word) {
        // Nothing but the cut parted two words.
        out.push(' ');
    }
    from
}

/// Whether a blank belongs between `c` and a word after it.
fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || ".,;:!?…)”’»".contains(c)
}

/// Whether `c` parts two words of a line: a blank of any width, one that keeps them together among them.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What stands in a sentence for a tag that is part of it.
pub(super) fn spoken(registry: &Registry, tag: &article::Tag) -> String {
    let name = |key: &str| match registry.get(key) {
        Some(source) => source.shown_who().or(source.printed_role()).unwrap_or(source.display_name()).to_owned(),
        None => format!("@{key}"),
    };
    tag.citations.iter().map(|citation| name(&citation.key)).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::super::footnotes::footnoted;
    use super::super::testing::snapshot;
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    fn check(text: &str, printed: &str) {
        assert_eq!(clean(&snapshot(text)).as_deref(), Ok(printed));
    }

    #[test]
    fn what_cuts_bring_together_is_no_tag() {
        check("It fell [[@a]@b].\n", "It fell.\n");
        check("+m[\u{c}[\u{c}@@", "+m");
    }

    #[test]
    fn tags_and_directives_leave_no_trace() {
        check("The bridge is shut [@lipa-0304, p. 3]. It rained. <!-- stet -->\n", "The bridge is shut. It rained.\n");
        check("[@ministry] The bridge is shut.[@own]\n", "The bridge is shut.\n");
        check("A road [@own] and a bridge [@known; @ministry].", "A road and a bridge.");
        check("Lypa [CQ] waits [@own].", "Lypa waits.");
        check("One.\n\n<!-- stet-file: desk agreed -->\n\nTwo.\n", "One.\n\nTwo.\n");
        check("<!-- stet-file -->\n\nOne.\n", "One.\n");
        check("Nothing to do, anna@example.org.", "Nothing to do, anna@example.org.");
        check("The bridge is shut\n[@ministry]. It rained.\n", "The bridge is shut. It rained.\n");
        check("The bridge is shut\r\n[@ministry] and\nwet.\n", "The bridge is shut\r\nand\nwet.\n");
    }

    #[test]
    fn no_blank_is_left_however_wide_it_is() {
        check(
            "It broke\u{a0}[@ministry]. It\u{202f}rained\u{2009}[@own]\u{a0}hard.\n",
            "It broke. It\u{202f}rained\u{a0}hard.\n",
        );
        check("It rained.[@own]Two[@own]died.\n", "It rained. Two died.\n");
        check("[@lipa-0304] One.\n\n- [@ministry] Two.\n- Three [@own].\n", "One.\n\n- Two.\n- Three.\n");
    }

    #[test]
    fn a_table_keeps_its_rows_and_cells() {
        check(
            "| Ward | Hurt | |\n|---|--:|---|\n| East [CQ] | 12 [@ministry] | [@lipa-0304] |\n|[@own]|<!-- stet -->7|@s1|\n",
            "| Ward | Hurt | |\n|---|--:|---|\n| East | 12 | |\n| |7|engineer at the bridge|\n",
        );
        check("[@own] | Hurt [@own]\n---|---\nEast | [@ministry]\n\nRain.\n", "| | Hurt\n---|---\nEast | |\n\nRain.\n");
        check("> | a | [@own] |\n> |---|---|\n> | [@own] b | c |\n", "> | a | |\n> |---|---|\n> | b | c |\n");
        check("| a | b |\n|---|---|\n| c | d | [@own] | e [@own]\n", "| a | b |\n|---|---|\n| c | d | | e\n");
        check("a | b\n---|---\nc | d\n[@ministry]\n\nRain.\n", "a | b\n---|---\nc | d\n\nRain.\n");
    }

    #[test]
    fn a_tag_in_the_sentence_gives_way_to_who_it_is() {
        check("@lipa-0304 said the bridge was shut.", "Jan Brink said the bridge was shut.");
        check("@s1 said the bridge was shut.", "engineer at the bridge said the bridge was shut.");
        check("@nobody said so.", "@nobody said so.");
    }

    #[test]
    fn who_a_confidential_source_is_is_in_no_copy() {
        for leak in
            ["It rained, **Olha** Brynza said.", "It rained, Olha [@own] Bryn\u{ad}za said.", "Ms [Brynza](x) [@s1]"]
        {
            let told = "Line 3 has words that must not appear in copy. Remove them first.";
            assert_eq!(clean(&snapshot(&format!("# Rain\n\n{leak}\n"))), Err(told.into()));
        }
        check("It rained. <!-- stet: Brynza agreed -->\n", "It rained.\n");
    }

    #[test]
    fn another_of_that_name_is_printed_where_a_stet_says_so() {
        let other = "Kurt Brynza sells cheese. <!-- stet confidential-leak: the grocer -->\n";
        check(other, "Kurt Brynza sells cheese.\n");
        let refused = |line: usize, text: &str| {
            let told = format!("Line {line} has words that must not appear in copy. Remove them first.");
            assert_eq!(clean(&snapshot(text)), Err(told));
        };
        refused(3, &format!("{other}\nOlha Brynza said it rained.\n"));
        refused(1, "Ms Brynza sells cheese [@s1]. <!-- stet -->\n");
        refused(2, "It rained [@s1, Brynza]. <!-- stet confidential-leak -->\nMs Brynza said so.\n");
        // Whom the article has nothing of is nobody's secret in it, and neither is somebody else who is named in full.
        check("Ms Brynza sells cheese [@own].\n", "Ms Brynza sells cheese.\n");
        check(
            "Kurt Brynza, the mayor, sells cheese. Brynza said it rained [@s1].\n",
            "Kurt Brynza, the mayor, sells cheese. Brynza said it rained.\n",
        );
    }

    /// Words as a reader of the printed copy sees them, in lower case.
    fn read(copy: &str) -> Vec<String> {
        let mut read = String::new();
        for event in Parser::new(copy) {
            match event {
                Event::Text(text) | Event::Code(text) => read.extend(text.chars().filter(|&c| c != '\u{ad}')),
                Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {}
                Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }) => {}
                Event::InlineHtml(_) => {}
                _ => read.push(' '),
            }
        }
        read.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
    }

    /// The shape of the tables of a copy: how many cells each row has.
    fn shape(copy: &str) -> Vec<usize> {
        let mut rows = Vec::new();
        for event in Parser::new_ext(copy, pulldown_cmark::Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(0),
                Event::Start(Tag::TableCell) => rows.iter_mut().last().into_iter().for_each(|cells| *cells += 1),
                _ => {}
            }
        }
        rows
    }

    /// An article put together of words, and of what is not printed, each with blanks around it.
    fn article() -> impl Strategy<Value = Vec<(&'static str, bool)>> {
        const WORDS: &[&str] = &[
            "It rained",
            "Two died.",
            "\u{a0}",
            " ",
            "\n\n",
            "- Item",
            "| East | 12 |\n|---|---|\n",
            "\n| ",
            " | ",
            " |\n",
            "> ",
            "“Wet,”",
            "*so*",
        ];
        const GONE: &[&str] = &["[@own]", "[@ministry, p. 3; @lipa-0304]", "[CQ]", "<!-- stet -->", "[@nobody]"];
        let piece = prop_oneof![
            3 => proptest::sample::select(WORDS).prop_map(|words| (words, true)),
            1 => proptest::sample::select(GONE).prop_map(|gone| (gone, false)),
        ];
        proptest::collection::vec(piece, 0..24)
    }

    proptest! {
        #[test]
        fn no_tag_is_left_and_no_word_is_lost_and_it_is_settled_at_once(pieces in article()) {
            let text: String = pieces.iter().map(|(words, _)| *words).collect();
            let bare = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
            let printed = clean(&snapshot(&text)).unwrap();
            prop_assert_eq!(article::keys(&printed, article::Format::Markdown), [], "{:?} {:?}", text, printed);
            let kept: String = pieces.iter().map(|(words, kept)| if *kept { words } else { " " }).collect();
            prop_assert_eq!(bare(&printed), bare(&kept), "{:?} {:?}", text, printed);
            prop_assert_eq!(clean(&snapshot(&printed)).unwrap(), printed.clone(), "{:?}", text);
        }

        #[test]
        fn a_table_keeps_its_shape_whatever_is_taken_out(cells in proptest::collection::vec(prop_oneof![
            Just("East"), Just("12 [@own]"), Just("[@ministry]"), Just("so <!-- stet -->"), Just("[CQ]"), Just("@s1 said"), Just("7"), Just("[@own] [@tk]"),
        ], 2..13), ends in any::<bool>(), tight in any::<bool>()) {
            let gap = if tight { "" } else { " " };
            let mut rows = cells.chunks_exact(2).map(|pair| pair.join(&format!("{gap}|{gap}")));
            let mut table = format!("{}\n---|---\n", rows.next().unwrap());
            rows.for_each(|row| table += &format!("{row}\n"));
            let table: String = if ends { table.lines().map(|row| format!("|{gap}{row}{gap}|\n")).collect() } else { table };
            let before = shape(&table.replace(['@', '[', '<'], "x"));
            for copy in [clean(&snapshot(&table)), footnoted(&snapshot(&table))] {
                prop_assert_eq!(shape(&copy.clone().unwrap()), before.clone(), "{:?} {:?}", table, copy);
            }
        }

        #[test]
        fn of_any_text(text in prop_oneof![any::<String>(), "[@a\\[\\]<>!stet \n\r.-]{0,60}"]) {
            let printed = clean(&snapshot(&text)).unwrap();
            prop_assert!(printed.len() <= text.len() || text.contains('@'));
        }

        #[test]
        fn no_copy_can_be_read_for_who_a_confidential_source_is(
            text in "(It rained|, | Olha|Bryn|za|BRYNZA|[ .\n*_`\u{ad}\\[]|\\]\\(x\\)|\\[@own\\]|@s1|\\[CQ\\]|<b>|<!-- stet -->){0,16}",
        ) {
            let text = format!("It is shut [@s1].\n\n{text}");
            for copy in [clean(&snapshot(&text)), footnoted(&snapshot(&text))].into_iter().flatten() {
                let words = read(&copy);
                // "Bryn Brynza" is somebody else of that family, named in full.
                let other = |at: usize| at > 0 && words[at - 1] == "bryn";
                let leaks = |(at, word): (usize, &String)| word == "olhabrynza" || word == "brynza" && !other(at);
                prop_assert!(!words.iter().enumerate().any(leaks), "{:?} {:?}", text, copy);
            }
        }
    }
}
