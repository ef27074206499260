//! Front matter in any state is read as far as it can be; what it names lies in it, and so do its problems.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::article::{BlockKind, Format, keys, parse_front_matter, split};
use sayso::text::Span;

fuzz_target!(|inner: &str| {
    let whole = format!("---\n{inner}\n---\n\nIt broke [@a].\n");
    for text in [inner, &whole] {
        let matter = parse_front_matter(text);
        let holds = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        matter.problems.iter().for_each(|it| holds(it.span));
        matter.bibliography.iter().for_each(|(_, span)| holds(*span));
        matter.nocite.iter().for_each(|it| holds(it.key_span));
    }
    for format in [Format::Markdown, Format::Plain] {
        let named = keys(&whole, format);
        assert!(named.iter().all(|(_, span)| whole.get(span.start..span.end).is_some()));
        // What follows the front matter is read, however it ends.
        let pieces = split(&whole, format);
        if pieces.iter().filter(|it| it.kind == BlockKind::FrontMatter).count() == 1 && !inner.contains("---") {
            assert!(named.iter().any(|(key, _)| key == "a"), "the article was lost");
        }
    }
});
