//! A registry in any state is read as far as it can be, in each format, and its problems point into it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::sources::{self, Registry};

fuzz_target!(|text: &str| {
    for name in ["sources.yaml", "sources.json", "sources.bib"] {
        let (sources, problems) = sources::parse(name, text);
        for problem in &problems {
            assert!(text.get(problem.span.start..problem.span.end).is_some(), "{name}: {}", problem.message);
        }
        let _ = Registry::join(vec![(name.into(), sources)]);
    }
});
