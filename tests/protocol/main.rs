//! The protocol, as an editor meets it: each test starts the real server and speaks to it over its pipes.

#![allow(clippy::disallowed_methods, reason = "a test lays out files")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "`json!` makes values, and tests read better without `&` before each"
)]

mod actions;
mod client;
mod desk;
mod diagnostics;
#[cfg(unix)]
mod disk;
mod documents;
mod encodings;
mod features;
#[path = "../shared/folder.rs"]
mod folder;
mod hierarchy;
mod leak;
mod navigation;
mod newsroom;
mod profiles;
mod rename;
mod requests;
#[path = "../shared/secrets.rs"]
mod secrets;
mod session;
mod settings;
mod tables;
mod words;
mod workspace;

use client::Client;

/// A new session with the server this crate builds.
fn server() -> Client {
    Client::spawn(env!("CARGO_BIN_EXE_sayso"))
}

/// A new session that has been initialized by an editor that can do nothing special.
fn session() -> Client {
    let mut client = server();
    client.initialize(serde_json::json!({}));
    client
}

/// What the rule `rule` says in these diagnostics, as "line:column-line:column".
fn found(diagnostics: &[serde_json::Value], rule: &str) -> Vec<String> {
    let of_rule = diagnostics.iter().filter(|d| d["code"] == rule);
    of_rule
        .map(|d| {
            let at = |end: &str| format!("{}:{}", d["range"][end]["line"], d["range"][end]["character"]);
            format!("{}-{}", at("start"), at("end"))
        })
        .collect()
}

/// Where `TK` was found: a finding that hangs on nothing but the text.
fn tks(diagnostics: &[serde_json::Value]) -> Vec<String> {
    found(diagnostics, "tk")
}
