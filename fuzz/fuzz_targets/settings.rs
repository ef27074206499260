//! sayso.toml and places.yaml in any state are read as far as they can be, and their problems point into them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::text::Problem;
use sayso::{gazetteer, house, rules};

fuzz_target!(|text: &str| {
    let rules: Vec<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
    lie_in(text, &house::parse(text, &rules).1);
    lie_in(text, &gazetteer::parse_places(text).1);
});

fn lie_in(text: &str, problems: &[Problem]) {
    for problem in problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{}", problem.message);
    }
}
