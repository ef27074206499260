//! The article as it is printed: source tags, `stet` directives and editors' marks taken out.

use crate::article::{self, MarkKind};
use crate::desk::Snapshot;
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
    printable(snapshot, &cuts, without(text, &cuts, Span::new(0, text.len())))
}

/// `copy`, the article without `cuts`, unless it tells who a confidential source is; then on which line. Names that a `stet` lets stand are
/// others' of that name.
pub(super) fn printable(snapshot: &Snapshot, cuts: &[Cut], copy: String) -> Result<String, String> {
    let registry = &snapshot.data.registry;
    let found = registry.protected_in(&copy);
    let let_stand = snapshot.stets.iter().flat_map(|stet| &stet.findings);
    let others: HashSet<Span> =
        let_stand.filter(|it| it.rule == rules::CONFIDENTIAL_LEAK).map(|finding| finding.span).collect();
    let printed = others.iter().filter(|other| !cuts.iter().any(|(cut, _)| cut.contains(**other)));
    if found.len() <= printed.count() {
        return Ok(copy);
    }
    // What a tag gave way to stands in the copy alone; the copy's line is then near enough.
    let article = &*snapshot.ledger.text;
    let named = registry.protected_in(article).into_iter().find(|span| !others.contains(span));
    let (text, span) = named.map_or((&*copy, found[0]), |span| (article, span));
    let line = LineIndex::new(text).position(text, span.start, Encoding::Utf8).line + 1;
    Err(format!("Line {line} holds words that are not to appear in copy. Take them out first."))
}

/// A stretch that is not printed, in the article's bytes, and what stands in its place.
pub type Cut = (Span, String);

/// All that is not printed, in order.
pub fn cuts(snapshot: &Snapshot) -> Vec<Cut> {
    let registry = &snapshot.data.registry;
    cuts_with(snapshot, |tag| if tag.bracketed { String::new() } else { spoken(registry, tag) })
}

/// Like [`cuts`], with what `instead` says in place of each tag.
pub fn cuts_with(snapshot: &Snapshot, mut instead: impl FnMut(&article::Tag) -> String) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for placed in &snapshot.ledger.blocks {
        let block = &placed.entry.block;
        let mut cut = |span: Span, instead: String| cuts.push((span.shifted(placed.span.start), instead));
        for tag in &block.tags {
            cut(tag.span, instead(tag));
        }
        block.directives.iter().for_each(|directive| cut(directive.span, String::new()));
        let verified = block.marks.iter().filter(|mark| mark.kind == MarkKind::Verified);
        verified.for_each(|mark| cut(mark.span, String::new()));
    }
    cuts.sort_by_key(|(span, _)| (span.start, span.end));
    cuts
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
    let bare = out.trim_end_matches([' ', '\t']).len();
    let starts_line = bare == 0 || out[..bare].ends_with(['\n', '\r']);
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
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
    }
    from
}

/// What stands in a sentence for a tag that is part of it.
pub(super) fn spoken(registry: &Registry, tag: &article::Tag) -> String {
    let name = |key: &str| match registry.get(key) {
        Some(source) => source.shown_who().or(source.shown_role()).unwrap_or(source.display_name()).to_owned(),
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
    fn a_tag_in_the_sentence_gives_way_to_who_it_is() {
        check("@lipa-0304 said the bridge was shut.", "Jan Brink said the bridge was shut.");
        check("@s1 said the bridge was shut.", "engineer at the bridge said the bridge was shut.");
        check("@nobody said so.", "@nobody said so.");
    }

    #[test]
    fn who_a_confidential_source_is_is_in_no_copy() {
        for leak in ["It rained, **Olha** Brynza said.", "It rained, Olha [@own] Bryn\u{ad}za said.", "Ms [Brynza](x)"]
        {
            let told = "Line 3 holds words that are not to appear in copy. Take them out first.";
            assert_eq!(clean(&snapshot(&format!("# Rain\n\n{leak}\n"))), Err(told.into()));
        }
        check("It rained. <!-- stet: Brynza agreed -->\n", "It rained.\n");
    }

    #[test]
    fn another_of_that_name_is_printed_where_a_stet_says_so() {
        let other = "Kurt Brynza sells cheese. <!-- stet confidential-leak: the grocer -->\n";
        check(other, "Kurt Brynza sells cheese.\n");
        let refused = |line: usize, text: &str| {
            let told = format!("Line {line} holds words that are not to appear in copy. Take them out first.");
            assert_eq!(clean(&snapshot(text)), Err(told));
        };
        refused(3, &format!("{other}\nMs Brynza said it rained.\n"));
        refused(1, "Kurt Brynza sells cheese. <!-- stet -->\n");
        refused(2, "It rained [@own, Brynza]. <!-- stet confidential-leak -->\nMs Brynza said so.\n");
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

    proptest! {
        #[test]
        fn of_any_text(text in prop_oneof![any::<String>(), "[@a\\[\\]<>!stet \n\r.-]{0,60}"]) {
            let printed = clean(&snapshot(&text)).unwrap();
            prop_assert!(printed.len() <= text.len() || text.contains('@'));
        }

        #[test]
        fn no_copy_can_be_read_for_who_a_confidential_source_is(
            text in "(It rained|, | Olha|Bryn|za|BRYNZA|[ .\n*_`\u{ad}\\[]|\\]\\(x\\)|\\[@own\\]|@s1|\\[CQ\\]|<b>|<!-- stet -->){0,16}",
        ) {
            for copy in [clean(&snapshot(&text)), footnoted(&snapshot(&text))].into_iter().flatten() {
                prop_assert!(!read(&copy).iter().any(|word| word == "brynza" || word == "olhabrynza"), "{:?} {:?}", text, copy);
            }
        }
    }
}
