//! The same text for editors that count columns in bytes, in UTF-16 code units and in code points.

use crate::client::Client;
use crate::{server, tks};
use serde_json::json;

const URI: &str = "untitled:Untitled-1";
/// Two bytes, one unit; four bytes, two units; two code points that look like one.
const TEXT: &str = "Ж 😀 e\u{301} TK\r\nnext 😀TK?\rTK\u{2028}TK\n";

fn session(offered: &[&str], chosen: &str) -> Client {
    let mut client = server();
    let offer = client.initialize(json!({"general": {"positionEncodings": offered}}));
    assert_eq!(offer["capabilities"]["positionEncoding"], chosen);
    client
}

/// Diagnostics, edits and hover columns, all in one encoding: column of the first TK, of the second, and of the end of the smiley before it.
fn agrees(client: &mut Client, first: u32, smiley_end: u32, separator: u32) {
    client.open(URI, "plaintext", 1, TEXT);
    let tk = |line: u32, column: u32| format!("{line}:{column}-{line}:{}", column + 2);
    let third = [tk(2, 0), tk(2, 2 + separator)];
    assert_eq!(tks(&client.diagnostics(URI, 1)), [&[tk(0, first), tk(1, smiley_end)], &third[..]].concat());
    client.change(URI, 2, &[(Some([1, smiley_end, 1, smiley_end]), " ")]);
    let second = tk(1, smiley_end + 1);
    assert_eq!(tks(&client.diagnostics(URI, 2)), [&[tk(0, first), second.clone()], &third[..]].concat());
    client.change(URI, 3, &[(Some([0, 0, 0, first]), "")]);
    assert_eq!(tks(&client.diagnostics(URI, 3)), [&[tk(0, 0), second], &third[..]].concat());
}

#[test]
fn utf_8() {
    agrees(&mut session(&["utf-16", "utf-8"], "utf-8"), 12, 9, 3);
}

#[test]
fn utf_16() {
    agrees(&mut session(&["utf-16"], "utf-16"), 8, 7, 1);
    agrees(&mut session(&[], "utf-16"), 8, 7, 1);
}

#[test]
fn utf_32() {
    agrees(&mut session(&["utf-32"], "utf-32"), 7, 6, 1);
}
