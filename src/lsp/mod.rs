//! The language server. The only room that names a protocol type.
//!
//! Three threads. The main one reads the editor's stream ([`front_door`]) and hands each message to tower-lsp's service, whose handlers
//! ([`server`]) pass it on at once. One thread ([`actor`]) owns the open documents and the newsrooms, checks and answers. One writes
//! ([`outgoing`]). Others are started as needed: they read unopened articles ([`index`], [`unopened`], [`bulk_edit`]), or wait for the
//! editor's process to end ([`editor_process`]). [`context`] takes a request from its handler to a feature; [`requests`] turns the answer
//! into protocol types. No message of an editor's may end any of these threads.

mod actor;
mod backpressure;
mod bulk_edit;
mod capabilities;
mod context;
mod convert;
mod diagnostics;
mod documents;
mod editor_process;
mod edits;
mod frames;
mod front_door;
mod house_style;
mod index;
mod large_answer;
mod log;
mod message;
mod newsrooms;
mod outgoing;
mod pending;
mod progress;
mod ranges;
mod requests;
mod server;
mod settings;
mod typing;
mod unopened;
mod waiting;

#[cfg(test)]
mod tests;

use actor::Actor;
use message::Engine;
use outgoing::Outgoing;
use std::io::{BufRead, BufReader, Write};
use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// How long the last answers may take to be written when the editor has asked for the exit. One that reads has them at once.
const PATIENCE: Duration = Duration::from_millis(500);

/// Serves one editor on standard input and output until it goes.
#[must_use]
pub fn serve() -> ExitCode {
    log::catch_panics();
    // Read straight from the lock: it has a buffer of its own, and frames longer than it are read past it.
    let input = BufReader::with_capacity(64 << 10, std::io::stdin().lock());
    // There is nothing to save: what the editor had not saved is the editor's.
    let orphaned = || {
        log::flush(PATIENCE);
        std::process::exit(1)
    };
    let code = run(input, std::io::stdout(), Engine::REAL, Some(orphaned));
    log::flush(PATIENCE);
    ExitCode::from(code)
}

/// Serves one editor on any two streams until it goes. Returns the exit code the protocol asks for.
#[must_use]
pub fn converse(input: impl BufRead, output: impl Write + Send + 'static) -> u8 {
    run(input, output, Engine::REAL, None)
}

/// Serves one editor on `input` and `output`; `engine` does the work, `orphaned` what is to be done when the editor has gone and its stream
/// has not. Returns the exit code.
fn run(input: impl BufRead, output: impl Write + Send + 'static, engine: Engine, orphaned: Option<fn()>) -> u8 {
    let outgoing = Outgoing::start(output);
    let (sender, inbox) = mpsc::channel();
    let sender = Arc::new(sender);
    let actor = Actor::new(outgoing.clone(), engine, Arc::downgrade(&sender));
    std::thread::spawn(move || actor.run(&inbox));
    let mut door = front_door::FrontDoor::new(sender, outgoing.clone(), orphaned);
    let code = door.run(input);
    outgoing.close(PATIENCE);
    door.close();
    code
}
