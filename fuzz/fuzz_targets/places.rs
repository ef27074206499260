//! Any name can be looked up in every way, and any text yields mentions on its own characters, in order, that an article can be weighed by.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::article::{Format, parse_block, split};
use sayso::gazetteer::{Atlas, Found, locate};
use std::sync::LazyLock;

static ATLAS: LazyLock<Atlas> = LazyLock::new(Atlas::default);

fuzz_target!(|input: (&str, &str, Vec<(String, String)>)| {
    let (name, text, pins) = input;
    let atlas = &*ATLAS;
    for hit in atlas.near(name).into_iter().take(8) {
        let place = atlas.place(hit.place);
        assert!(!place.names.is_empty(), "a place has a name");
        let _ = atlas.name_of(hit.place, name);
    }
    let _ = atlas.starting_with(name, 5);
    for piece in split(text, Format::Markdown) {
        let own = text.get(piece.span.start..piece.span.end).expect("a piece lies on characters of the text");
        let block = parse_block(own, piece.kind, Format::Markdown);
        let mentions = atlas.mentions(own, &block);
        let mut end = 0;
        let mut found = Vec::new();
        for mention in &mentions {
            assert!(end <= mention.span.start && !mention.candidates.is_empty(), "mentions overlap or mean nothing");
            end = mention.span.end;
            let written = own.get(mention.span.start..end).expect("a mention lies on characters of the text");
            found.push(Found { written, mention });
        }
        assert_eq!(locate(atlas, &found, &pins).len(), mentions.len());
    }
});
