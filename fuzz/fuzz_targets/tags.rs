//! Tags in any text lie in it; a clean copy holds none and is clean; a key that is renamed is gone.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::article::{Format, keys};
use sayso::desk::{self, Caches, Newsroom};
use sayso::features::{clean, footnotes, rename, uses};
use std::sync::Arc;

fuzz_target!(|input: (bool, &str)| {
    let (markdown, text) = input;
    let format = if markdown { Format::Markdown } else { Format::Plain };
    let newsroom = Arc::new(Newsroom::default());
    let check = |text: &str| desk::check(&newsroom, None, format, text.into(), &|_| None, &mut Caches::default());
    let snapshot = check(text);
    let named = keys(text, format);
    for (_, span) in &named {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    }
    if let Ok(copy) = clean::clean(&snapshot) {
        let again = clean::clean(&check(&copy)).expect("a clean copy is clean");
        assert_eq!(again, copy, "cleaned twice");
    }
    let _ = footnotes::footnoted(&snapshot);
    // Renamed to itself nothing changes.
    if let Some((old, _)) = named.first().filter(|(key, _)| key != "zz-9") {
        let used = uses::read(text, format, &newsroom.data.atlas);
        if let Some(edits) = rename::key_in_article(text, format, &used, old, "zz-9") {
            let mut new = text.to_owned();
            for (span, words) in edits.iter().rev() {
                new.replace_range(span.start..span.end, words);
            }
            assert!(keys(&new, format).iter().all(|(key, _)| key != old), "{old} is still named");
        }
    }
});
