//! Tags, and what they put a sentence on.

use super::{Cache, Data, build, check, told};
use crate::article::Format;
use crate::sources::{Registry, Source};
use std::sync::Arc;

fn newsroom() -> Data {
    let source = Source { key: "herald-7".into(), ..Source::default() };
    let registry = Registry {
        files: vec!["sources.yaml".into()],
        by_key: [("herald-7".to_owned(), 0)].into(),
        sources: vec![source],
        ..Registry::default()
    };
    Data { registry: Arc::new(registry), ..Data::default() }
}

fn standings(text: &str) -> Vec<String> {
    let ledger = build(text.into(), Format::Plain, &newsroom(), &mut Cache::default());
    (0..ledger.lines.len()).map(|i| told(&ledger, i)).collect()
}

#[test]
fn a_tag_that_resolves_is_the_strongest_standing() {
    assert_eq!(standings("Forty people were hurt [@herald-7]."), ["tagged"]);
    assert_eq!(standings("Forty people were hurt. [@herald-7] Two died."), ["tagged", "unattributed"]);
    assert_eq!(standings("Officials said forty people were hurt [@herald-7, para. 2]."), ["tagged"]);
}

#[test]
fn reserved_keys_need_no_registry_and_a_source_to_come_is_none() {
    assert_eq!(standings("The square was empty at noon [@own]."), ["tagged"]);
    assert_eq!(standings("The town has a mayor [@known]."), ["tagged"]);
    assert_eq!(standings("Forty people were hurt [@tk]."), ["unattributed"]);
}

#[test]
fn a_tag_that_does_not_resolve_puts_a_sentence_on_nothing() {
    assert_eq!(standings("Forty people were hurt [@herald-8]."), ["unattributed"]);
    assert_eq!(standings("Governor Elena Lind said forty people were hurt [@herald-8]."), ["attributed Elena Lind"]);
}

#[test]
fn a_tag_alone_belongs_to_the_sentence_before() {
    assert_eq!(standings("Two died.\n\nForty people were hurt.\n\n[@herald-7]"), ["unattributed", "tagged"]);
}

#[test]
fn an_article_without_tags_stands_on_its_words() {
    check(
        "Governor Elena Lind said the dam was safe. => attributed Elena Lind\n& It was built in 1931. => unattributed",
    );
}
