//! Any text is cut into pieces that lie in order inside it, and each piece is read without a panic into spans on its own characters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::article::{Format, parse_block, parse_front_matter, split};
use sayso::text::Span;

fuzz_target!(|text: &str| {
    for format in [Format::Plain, Format::Markdown] {
        let mut end = 0;
        for piece in split(text, format) {
            assert!(end <= piece.span.start, "pieces overlap");
            end = piece.span.end;
            let own = text.get(piece.span.start..piece.span.end).expect("a piece lies on characters of the text");
            let _ = parse_front_matter(own);
            let block = parse_block(own, piece.kind, format);
            let holds = |span: Span| assert!(own.get(span.start..span.end).is_some(), "{span:?}");
            block.tokens.iter().for_each(|it| holds(it.span));
            block.sentences.iter().for_each(|it| holds(it.span));
            block.quotations.iter().for_each(|it| holds(it.span.hull(it.inner)));
            block.tags.iter().for_each(|it| holds(it.span));
            block.directives.iter().for_each(|it| holds(it.span));
            block.masked.iter().for_each(|&span| holds(span));
            assert!(block.sentences.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "sentences overlap");
        }
    }
});
