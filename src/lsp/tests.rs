//! The whole server in one process, with an engine that is slow, or panics, where the text says so.

#[path = "../../tests/protocol/client.rs"]
mod client;

use super::message::Engine;
use crate::article::Format;
use crate::desk::{self, Caches, Newsroom, Snapshot, Unsaved};
use crate::features::{completion::Completions, hover::Hover};
use crate::rules::Finding;
use crate::text::{Severity, Span};
use client::Client;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const URI: &str = "untitled:Untitled-1";

/// One finding: the whole text, quoted.
fn check(
    newsroom: &Arc<Newsroom>,
    path: Option<&Path>,
    format: Format,
    text: Arc<str>,
    unsaved: Unsaved<'_>,
    caches: &mut Caches,
) -> Snapshot {
    assert!(!text.contains("PANIC"), "the text says so");
    let pause = if text.contains("GLACIAL") { 4000 } else { 300 * u64::from(text.contains("SLOW")) };
    std::thread::sleep(Duration::from_millis(pause));
    let finding = Finding {
        rule: "text",
        severity: Severity::Warning,
        span: Span::new(0, text.len()),
        message: text.to_string().into(),
        help: None,
        related: Vec::new(),
        fixes: Vec::new(),
    };
    let snapshot = desk::check(newsroom, path, format, text, unsaved, caches);
    Snapshot { findings: Arc::new(vec![finding]), ..snapshot }
}

/// A card with the whole text on it.
fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let text = &snapshot.ledger.text;
    assert!(!text.contains("HOVER FAILS"), "the text says so");
    Some(Hover { span: Span::new(offset, text.len()), markdown: text.to_string() })
}

fn complete(_: &Snapshot, _: usize) -> Option<Completions> {
    None
}

fn client() -> Client {
    let (to_read, to) = std::io::pipe().expect("pipe");
    let (from, to_write) = std::io::pipe().expect("pipe");
    let engine = Engine { check, hover, complete };
    std::thread::spawn(move || super::run(std::io::BufReader::new(to_read), to_write, engine, None));
    let mut client = Client::over(to, from);
    client.initialize(json!({}));
    client
}

fn messages(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|d| d["message"].as_str()).collect()
}

#[test]
fn a_check_that_panics_costs_that_version_and_no_more() {
    let mut client = client();
    client.open(URI, "plaintext", 1, "fine");
    assert_eq!(messages(&client.diagnostics(URI, 1)), ["fine"]);
    client.change(URI, 2, &[(None, "PANIC")]);
    let remark = client.diagnostics(URI, 2);
    assert!(messages(&remark)[0].contains("prevented this check"), "{remark:?}");
    assert_eq!(client.ask_at("textDocument/hover", URI, 0, 0), Value::Null);
    client.change(URI, 3, &[(None, "fine again")]);
    assert_eq!(messages(&client.diagnostics(URI, 3)), ["fine again"]);
}

#[test]
fn an_answer_that_panics_is_an_error_and_no_more() {
    let mut client = client();
    client.open(URI, "plaintext", 1, "HOVER FAILS");
    let answer = client.ask("textDocument/hover", client::at(URI, 0, 0));
    assert_eq!(answer["error"]["code"], -32603, "{answer}");
    client.change(URI, 2, &[(None, "fine")]);
    assert_eq!(client.ask_at("textDocument/hover", URI, 0, 0)["contents"]["value"], "fine");
}

#[test]
fn slow_requests_can_be_cancelled_and_block_nothing() {
    let mut client = client();
    client.open(URI, "plaintext", 1, "GLACIAL");
    let waiting: Vec<i64> = (0..8).map(|_| client.request("textDocument/hover", client::at(URI, 0, 0))).collect();
    let start = Instant::now();
    for id in &waiting {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    for id in waiting {
        assert_eq!(client.answer(id)["error"]["code"], -32800);
    }
    assert!(start.elapsed() < Duration::from_secs(2), "cancelled only after {:?}", start.elapsed());
}

#[test]
fn a_burst_of_edits_is_published_for_its_last_state() {
    let mut client = client();
    client.open(URI, "plaintext", 0, "SLOW");
    for version in 1..=20 {
        client.change(URI, version, &[(Some([0, 0, 0, 0]), "x")]);
    }
    assert_eq!(messages(&client.diagnostics(URI, 20)), [format!("{}SLOW", "x".repeat(20))]);
    let seen = |m: &Value| client::is_diagnostics_of(m, URI);
    assert!(!client.sees(Duration::from_millis(400), seen), "a version was published that an edit had overtaken");
}

#[test]
fn each_request_is_answered_from_the_text_it_was_asked_of() {
    let mut client = client();
    client.open(URI, "plaintext", 0, "");
    let mut expected = String::new();
    let mut asked = Vec::new();
    for version in 1..=300 {
        let letter = ["a", "é", "😀", "\n"][version as usize % 4];
        client.change(URI, version, &[(Some([0, 0, 0, 0]), letter)]);
        expected.insert_str(0, letter);
        asked.push((client.request("textDocument/hover", client::at(URI, 0, 0)), expected.clone()));
    }
    for (id, expected) in asked {
        assert_eq!(client.answer(id)["result"]["contents"]["value"], *expected);
    }
}

#[test]
fn answers_come_in_the_order_of_the_questions() {
    let mut client = client();
    client.open(URI, "plaintext", 0, "It fell.");
    let asked: Vec<i64> = (0..2000).map(|_| client.request("textDocument/hover", client::at(URI, 0, 0))).collect();
    let answered: Vec<i64> = (0..asked.len())
        .filter_map(|_| client.wait_for("an answer", |m| m["id"].is_i64() && m.get("method").is_none())["id"].as_i64())
        .collect();
    assert_eq!(answered, asked);
}
