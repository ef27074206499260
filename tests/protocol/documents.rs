//! Open documents: edits in order, edits that do not fit, and what is published when.

use crate::{session, tks};
use serde_json::{Value, json};
use std::time::Duration;

const URI: &str = "untitled:Untitled-1";

#[test]
fn diagnostics_name_the_version_they_are_of() {
    let mut client = session();
    client.open(URI, "markdown", 3, "Price is TK\n");
    assert_eq!(tks(&client.diagnostics(URI, 3)), ["0:9-0:11"]);
    client.change(URI, 4, &[(Some([0, 9, 0, 11]), "9")]);
    assert_eq!(tks(&client.diagnostics(URI, 4)), [""; 0]);
    client.change(URI, 9, &[(Some([0, 0, 0, 0]), "\n\n"), (Some([2, 9, 2, 10]), "TK")]);
    assert_eq!(tks(&client.diagnostics(URI, 9)), ["2:9-2:11"]);
}

#[test]
fn closing_clears_and_opening_again_starts_afresh() {
    let mut client = session();
    client.open(URI, "plaintext", 5, "TK\n");
    assert_eq!(client.diagnostics(URI, 5).len(), 1);
    client.close(URI);
    assert_eq!(client.diagnostics(URI, None), [Value::Null; 0]);
    client.open(URI, "plaintext", 0, "Dull.\nTK\n");
    assert_eq!(tks(&client.diagnostics(URI, 0)), ["1:0-1:2"]);
}

#[test]
fn an_edit_right_before_closing_publishes_nothing_after_it() {
    let mut client = session();
    client.open(URI, "plaintext", 1, "TK\n");
    client.change(URI, 2, &[(None, "TK TK\n")]);
    client.close(URI);
    client.diagnostics(URI, None);
    // What came before that was published before the document was closed.
    client.forget();
    assert!(!client.sees(Duration::from_millis(100), |m| crate::client::is_diagnostics_of(m, URI)));
}

#[test]
fn requests_about_documents_that_are_not_open_have_no_answer() {
    let mut client = session();
    for method in ["textDocument/hover", "textDocument/completion"] {
        assert_eq!(client.ask_at(method, "file:///nowhere/at/all.md", 0, 0), Value::Null);
    }
    client.change("file:///nowhere/at/all.md", 2, &[(None, "TK")]);
    client.close("file:///nowhere/at/all.md");
    client.open(URI, "plaintext", 1, "");
    assert_eq!(client.ask_at("textDocument/hover", URI, u32::MAX, u32::MAX), Value::Null);
}

#[test]
fn other_languages_and_files_are_left_alone() {
    let mut client = session();
    client.open("untitled:a", "python", 1, "TK\n");
    client.open("file:///nowhere/b.rs", "rust", 1, "TK\n");
    client.open("file:///nowhere/c.log", "plaintext", 1, "TK\n");
    client.open("file:///nowhere/d.md", "", 1, "TK\n");
    assert_eq!(client.diagnostics("file:///nowhere/d.md", 1).len(), 1);
    client.open("vscode-vfs://github/somebody/e.txt", "plaintext", 1, "TK\n");
    assert_eq!(client.diagnostics("vscode-vfs://github/somebody/e.txt", 1).len(), 1);
    let others = |m: &Value| m["method"] == "textDocument/publishDiagnostics";
    assert!(!client.sees(Duration::from_millis(50), others));
}

#[test]
fn an_edit_beyond_its_line_or_the_text_is_taken_as_its_end() {
    let mut client = session();
    client.open(URI, "plaintext", 1, "one\r\ntwo\r\n");
    client.change(URI, 2, &[(Some([0, 99, 0, 99]), " TK")]);
    assert_eq!(tks(&client.diagnostics(URI, 2)), ["0:4-0:6"]);
    client.change(URI, 3, &[(Some([0, 0, 9999, 9999]), "TK")]);
    assert_eq!(tks(&client.diagnostics(URI, 3)), ["0:0-0:2"]);
}

/// Sends `broken` and sees that the document is not trusted, that a person is told so once, and that a full text mends it.
fn costs_the_document_until_its_whole_text_comes(broken: Value) {
    let mut client = session();
    client.open(URI, "plaintext", 1, "TK\n");
    client.open("untitled:other", "plaintext", 1, "TK\n");
    client.diagnostics(URI, 1);
    client.diagnostics("untitled:other", 1);

    client.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": broken}));
    client.change(URI, 3, &[(Some([0, 0, 0, 0]), "x")]);
    let told = |m: &Value| m["method"] == "window/showMessage";
    let message = client.wait_for("a message", told);
    assert!(
        message["params"]["message"].as_str().is_some_and(|m| m.contains("Close the file and open it again")),
        "{message}"
    );
    assert_eq!(client.ask_at("textDocument/hover", URI, 0, 0), Value::Null);
    let wrong = |m: &Value| told(m) || crate::client::is_diagnostics_of(m, URI);
    assert!(!client.sees(Duration::from_millis(50), wrong), "told twice, or published of a text that may be wrong");

    client.change("untitled:other", 2, &[(Some([0, 0, 0, 0]), "TK ")]);
    assert_eq!(client.diagnostics("untitled:other", 2).len(), 2);
    client.change(URI, 4, &[(None, "TK TK\n")]);
    assert_eq!(client.diagnostics(URI, 4).len(), 2);
    client.change(URI, 5, &[(Some([0, 0, 0, 3]), "")]);
    assert_eq!(tks(&client.diagnostics(URI, 5)), ["0:0-0:2"]);
}

fn broken_edit(change: Value) -> Value {
    json!({"textDocument": {"uri": URI, "version": 2}, "contentChanges": [change]})
}

#[test]
fn an_inverted_edit() {
    costs_the_document_until_its_whole_text_comes(broken_edit(crate::client::change(Some([0, 2, 0, 0]), "x")));
}

#[test]
fn an_edit_far_below_the_text() {
    costs_the_document_until_its_whole_text_comes(broken_edit(crate::client::change(Some([40, 0, 40, 1]), "x")));
}

#[test]
fn an_edit_with_wrong_types() {
    costs_the_document_until_its_whole_text_comes(broken_edit(json!({"text": 3})));
}

#[test]
fn an_edit_at_a_negative_line() {
    let start = json!({"line": -1, "character": 0});
    costs_the_document_until_its_whole_text_comes(broken_edit(
        json!({"range": {"start": start, "end": start}, "text": "x"}),
    ));
}

#[test]
fn an_edit_without_a_list_of_changes() {
    costs_the_document_until_its_whole_text_comes(json!({"textDocument": {"uri": URI, "version": 2}}));
}

#[test]
fn an_edit_whose_json_is_broken() {
    let mut client = session();
    client.open(URI, "plaintext", 1, "TK\n");
    client.diagnostics(URI, 1);
    client.body(br#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:Untitled-1","ver"#);
    client.wait_for("a message", |m| m["method"] == "window/showMessage");
    client.change(URI, 3, &[(None, "TK TK\n")]);
    assert_eq!(client.diagnostics(URI, 3).len(), 2);
}

#[test]
fn half_a_surrogate_pair_keeps_every_position() {
    let mut client = session();
    client.open(URI, "plaintext", 1, "Well, TK\n");
    client.diagnostics(URI, 1);
    let edit = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:Untitled-1","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"\ud83d "}]}}"#;
    client.body(edit.as_bytes());
    assert_eq!(tks(&client.diagnostics(URI, 2)), ["0:8-0:10"]);
    client.change(URI, 3, &[(Some([0, 0, 0, 2]), "")]);
    assert_eq!(tks(&client.diagnostics(URI, 3)), ["0:6-0:8"]);
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(limit)).expect("below a u32")
    }
}

/// Columns of each line of `lines`, in UTF-16 code units.
fn columns(lines: &[Vec<u16>], line: u32) -> u32 {
    u32::try_from(lines[line as usize].len()).expect("short lines")
}

#[test]
fn after_1500_edits_a_document_is_what_it_is_when_opened_fresh() {
    let mut client = session();
    let mut dice = Dice(7);
    // The naive model: lines of UTF-16 code units, as a JavaScript editor holds them.
    let mut lines: Vec<Vec<u16>> = vec![Vec::new()];
    client.open(URI, "plaintext", 0, "");
    let pieces = [
        "TK ",
        "The mayor of Lower Wickham said 12 people were hurt.",
        "\n\n",
        "é",
        "😀",
        " ",
        "\u{2018}Yes\u{2019}, she said. ",
        "[@tk]",
    ];
    for version in 1..=1500 {
        let line = dice.below(u32::try_from(lines.len()).expect("few lines"));
        let from = dice.below(columns(&lines, line) + 1);
        let to = (from + dice.below(4)).min(columns(&lines, line));
        // An editor never cuts a pair in two.
        let whole = |at: u32| !matches!(lines[line as usize].get(at as usize), Some(0xDC00..=0xDFFF));
        let (from, to) = (if whole(from) { from } else { from - 1 }, if whole(to) { to } else { to + 1 });
        let piece = pieces[dice.below(8) as usize];
        client.change(URI, version, &[(Some([line, from, line, to]), piece)]);
        let old = lines[line as usize].clone();
        let text: Vec<u16> =
            [&old[..from as usize], &piece.encode_utf16().collect::<Vec<_>>(), &old[to as usize..]].concat();
        lines.splice(line as usize..=line as usize, text.split(|&u| u == u16::from(b'\n')).map(<[u16]>::to_vec));
    }
    let edited = client.diagnostics(URI, 1500);
    let text = String::from_utf16(&lines.join(&u16::from(b'\n'))).expect("pairs are whole");
    client.open("untitled:fresh", "plaintext", 1, &text);
    let fresh = client.diagnostics("untitled:fresh", 1);
    assert!(fresh.len() > 50, "the text should have much to say about");
    assert_eq!(edited, fresh);
    for line in 0..u32::try_from(lines.len()).expect("few lines") {
        for column in (0..columns(&lines, line)).step_by(7) {
            let hover = |client: &mut crate::Client, uri| client.ask_at("textDocument/hover", uri, line, column);
            assert_eq!(hover(&mut client, URI), hover(&mut client, "untitled:fresh"));
        }
    }
}

#[test]
fn an_address_with_a_drive_letter_is_answered_by_the_name_the_editor_gave() {
    for article in ["file:///c%3A/Users/desk/drafts/port.md", "file:///C:/Users/desk%20100%25/port.md"] {
        let mut client = crate::server();
        client.initialize(serde_json::json!({}));
        client.open(article, "markdown", 1, "It will cost 4.2 million pounds.\r\n\r\nNo.\r\n");
        let found = client.diagnostics(article, 1);
        assert_eq!(crate::found(&found, "unattributed-claim").len(), 1, "{article}");
    }
}
