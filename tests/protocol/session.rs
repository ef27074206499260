//! Beginning and end of a session, and what comes down the wire that is not as it should be.

use crate::client::PATIENCE;
use crate::{server, session, tks};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const URI: &str = "untitled:Untitled-1";
/// A text with one finding that no other rule has a say in.
const TEXT: &str = "Price is TK\n";
const FOUND: &str = "0:9-0:11";

/// Asserts that the server still takes edits and answers.
fn still_works(client: &mut crate::Client) {
    client.open(URI, "plaintext", 7, TEXT);
    assert_eq!(tks(&client.diagnostics(URI, 7)), [FOUND]);
}

#[test]
fn shutdown_then_exit_is_0_at_once_with_the_stream_still_open() {
    let mut client = session();
    assert_eq!(client.ask("shutdown", Value::Null)["result"], Value::Null);
    let start = Instant::now();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(2), "exit took {:?}", start.elapsed());
}

#[test]
fn shutdown_takes_null_nothing_and_an_empty_object() {
    for params in [r#","params":null"#, "", r#","params":{}"#, r#","params":[]"#] {
        let mut client = session();
        client.body(format!(r#"{{"jsonrpc":"2.0","id":99,"method":"shutdown"{params}}}"#).as_bytes());
        let answer = client.answer(99);
        assert_eq!(answer.get("result"), Some(&Value::Null), "{params}: {answer}");
        client.notify("exit", Value::Null);
        assert_eq!(client.exit_code(), Some(0));
    }
}

#[test]
fn notifications_between_shutdown_and_exit_do_not_hold_it_up() {
    let mut client = session();
    client.ask("shutdown", Value::Null);
    client.open(URI, "plaintext", 1, TEXT);
    client.notify("exit", Value::Null);
    client.hang_up();
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_1() {
    let mut client = session();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
    let mut client = server();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn an_editor_that_has_gone_ends_the_server() {
    let mut client = session();
    client.hang_up();
    assert_eq!(client.exit_code(), Some(1));
    let mut client = server();
    client.raw(b"Content-Length: 100\r\n\r\n{\"jso");
    client.hang_up();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn requests_before_initialize_and_after_shutdown_are_refused() {
    let mut client = server();
    assert_eq!(client.ask("textDocument/hover", crate::client::at(URI, 0, 0))["error"]["code"], -32002);
    client.initialize(json!({}));
    still_works(&mut client);
    client.ask("shutdown", Value::Null);
    assert_eq!(client.ask("textDocument/hover", crate::client::at(URI, 0, 0))["error"]["code"], -32600);
}

#[test]
fn a_second_initialize_is_refused_and_harms_nothing() {
    let mut client = session();
    assert_eq!(client.ask("initialize", json!({"capabilities": {}}))["error"]["code"], -32600);
    still_works(&mut client);
}

#[test]
fn headers_may_be_in_any_case_and_order() {
    let mut client = session();
    let body = br#"{"jsonrpc":"2.0","id":5,"method":"textDocument/hover","params":{"textDocument":{"uri":"untitled:x"},"position":{"line":0,"character":0}}}"#;
    for header in [
        "content-length",
        "CONTENT-LENGTH",
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-length",
    ] {
        client.raw(format!("{header}: {}\r\n\r\n", body.len()).as_bytes());
        client.raw(body);
        assert_eq!(client.answer(5)["result"], Value::Null);
    }
}

#[test]
fn a_message_that_cannot_be_read_is_answered_and_costs_nothing_else() {
    let mut client = session();
    let broken: [(&[u8], i64); 8] = [
        (b"{\"jsonrpc\":\"2.0\",", -32700),
        (b"", -32700),
        (b"not JSON", -32700),
        (b"\"\xff\xfe\"", -32700),
        (b"[]", -32600),
        (b"17", -32600),
        (b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"}", -32600),
        (b"{\"jsonrpc\":\"2.0\"}", -32600),
    ];
    for (body, code) in broken {
        client.body(body);
        let answer = client.wait_for("an answer", |m| m.get("error").is_some());
        assert_eq!(
            (&answer["error"]["code"], &answer["id"]),
            (&json!(code), &Value::Null),
            "{}",
            String::from_utf8_lossy(body)
        );
    }
    client.raw(b"Length: 2\r\n\r\n{}");
    assert_eq!(client.wait_for("an answer", |m| m.get("error").is_some())["error"]["code"], -32700);
    client.body(&b"[".repeat(100_000));
    assert_eq!(client.wait_for("an answer", |m| m.get("error").is_some())["error"]["code"], -32700);
    still_works(&mut client);
}

#[test]
fn a_message_too_long_is_read_past_with_a_word() {
    let mut client = session();
    client.raw(format!("Content-Length: {}\r\n\r\n", 65 << 20).as_bytes());
    client.raw(&vec![b' '; 65 << 20]);
    let message = client.wait_for("a message", |m| m["method"] == "window/showMessage");
    assert!(message["params"]["message"].as_str().is_some_and(|text| text.contains("65 MB")), "{message}");
    still_works(&mut client);
}

#[test]
fn a_batch_is_taken_message_by_message() {
    let mut client = session();
    let hover = |id: i64| json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": crate::client::at(URI, 0, 0)});
    let document = json!({"uri": URI, "languageId": "plaintext", "version": 1, "text": TEXT});
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}});
    client.send(&json!([open, hover(70), 3, hover(71)]));
    assert_eq!(client.answer(70)["result"], Value::Null);
    assert_eq!(client.answer(71)["result"], Value::Null);
    assert_eq!(client.wait_for("an answer", |m| m.get("error").is_some())["error"]["code"], -32600);
    assert_eq!(tks(&client.diagnostics(URI, 1)), [FOUND]);
}

#[test]
fn methods_nobody_knows_are_answered_when_they_ask() {
    let mut client = session();
    for method in ["$/unheardOf", "textDocument/unheardOf"] {
        assert_eq!(client.ask(method, json!({}))["error"]["code"], -32601, "{method}");
        client.notify(method, json!({}));
    }
    client.send(&json!({"jsonrpc": "2.0", "id": 4711, "result": null}));
    client.send(&json!({"jsonrpc": "2.0", "id": "x", "error": {"code": 1, "message": "no"}}));
    still_works(&mut client);
    assert!(!client.sees(Duration::from_millis(50), |m| m["id"] == 4711));
}

#[test]
fn ids_may_be_strings() {
    let mut client = session();
    client.send(
        &json!({"jsonrpc": "2.0", "id": "a-1", "method": "textDocument/hover", "params": crate::client::at(URI, 0, 0)}),
    );
    client.wait_for("an answer", |m| m["id"] == "a-1" && m.get("result").is_some());
}

#[test]
fn wrong_parameters_are_an_error_and_no_more() {
    let mut client = session();
    for params in [json!({}), json!({"textDocument": 3}), Value::Null, json!([1, 2])] {
        assert_eq!(client.ask("textDocument/hover", params.clone())["error"]["code"], -32602, "{params}");
    }
    still_works(&mut client);
}

#[test]
fn a_burst_of_300_notifications_and_requests_locks_nothing_up() {
    let mut client = session();
    client.open(URI, "plaintext", 0, TEXT);
    let mut asked = Vec::new();
    for version in 1..=300 {
        client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
        client.change(URI, version, &[(Some([0, 0, 0, 0]), "a")]);
        asked.push(client.request("textDocument/hover", crate::client::at(URI, 0, 0)));
    }
    for id in asked {
        client.answer(id);
    }
    assert_eq!(client.diagnostics(URI, 300).len(), 1);
}

#[test]
fn an_editor_that_does_not_read_for_a_while_does_not_lock_the_server_up() {
    // Far more is published than a pipe holds before anything is read: the harness's thread reads all along, so the process is started
    // by hand here.
    use std::io::{BufReader, Write};
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let mut input = child.stdin.take().expect("piped");
    let mut send = |message: Value| {
        let body = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
    };
    send(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    send(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let text = TEXT.repeat(500);
    for n in 0..60 {
        let document = json!({"uri": format!("untitled:{n}"), "languageId": "plaintext", "version": 1, "text": text});
        send(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
    }
    send(json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}));
    let output = child.stdout.take().expect("piped");
    let (done, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        while let Some(body) = crate::client::read_frame(&mut output) {
            if body.windows(6).any(|w| w == b"\"id\":2") {
                let _ = done.send(());
            }
        }
    });
    wait.recv_timeout(PATIENCE).expect("shutdown is answered");
    send(json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn the_server_ends_when_the_process_the_editor_names_has_ended() {
    let sleeper = || std::process::Command::new("sleep").arg("600").spawn().expect("sleep starts");
    let mut editor = sleeper();
    let mut client = server();
    client.initialize_with(json!({"processId": editor.id(), "rootUri": null, "capabilities": {}}));
    still_works(&mut client);
    editor.kill().and_then(|()| editor.wait()).expect("it ends");
    let start = Instant::now();
    assert_eq!(client.exit_code(), Some(1));
    assert!(start.elapsed() < Duration::from_secs(6), "it took {:?}", start.elapsed());
}

#[test]
fn a_process_id_that_is_none_begins_a_session_all_the_same() {
    for id in [json!(0), json!(-1), json!(1_u64 << 40), json!("7"), json!(null)] {
        let mut client = server();
        client.initialize_with(json!({"processId": id, "rootUri": null, "capabilities": {}}));
        still_works(&mut client);
    }
}

/// Answers nobody reads are made only as far as they may lie about; what is asked meanwhile waits and is answered in the end.
#[cfg(target_os = "linux")]
#[test]
fn an_editor_that_does_not_read_is_waited_for() {
    use std::io::Write;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_sayso"))
        .arg("lsp")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the server starts");
    let mut input = child.stdin.take().expect("piped");
    let mut send = |message: Value| {
        let body = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
    };
    send(
        json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}}),
    );
    let document =
        json!({"uri": URI, "languageId": "plaintext", "version": 1, "text": "The river rose.\n\n".repeat(20_000)});
    send(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
    // Some 340 KB each, 100 MB in all.
    for id in 1..=300 {
        let params = json!({"command": "sayso.cleanCopy", "arguments": [URI]});
        send(json!({"jsonrpc": "2.0", "id": id, "method": "workspace/executeCommand", "params": params}));
    }
    std::thread::sleep(Duration::from_secs(3));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it lives");
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<usize>().ok());
    assert!(peak.is_some_and(|peak| peak < 90 << 10), "{peak:?} KB");
    let mut output = std::io::BufReader::new(child.stdout.take().expect("piped"));
    let mut answered = 0;
    while answered <= 300 {
        let body = crate::client::read_frame(&mut output).expect("more answers");
        answered += usize::from(body.windows(5).rev().take(20).any(|end| end == b"\"id\":"));
    }
    child.kill().and_then(|()| child.wait()).expect("it ends");
}
