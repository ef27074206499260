//! Lines on standard error, for those who look for a fault. Standard output is the protocol's.
//!
//! No word of an article, a source or a path is ever logged: the editor keeps what it reads here. `SAYSO_LOG` says how much: `off`,
//! `error`, `warn` (the default), `info` or `debug`. A thread of its own writes them: where nobody reads them they are lost, and whoever
//! logs never waits.

use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// How much a line matters, most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A fault of the server's own.
    Error,
    /// Something an editor should not have sent.
    Warn,
    /// What happens once in a session.
    Info,
    /// What happens all the time.
    Debug,
}

/// So many lines may wait to be written; a reader that is a few screens behind loses those that follow.
const WAITING: usize = 256;

enum Entry {
    Line(String),
    /// All before this has been written.
    Written(SyncSender<()>),
}

static LEVEL: OnceLock<Option<Level>> = OnceLock::new();
static WRITER: OnceLock<SyncSender<Entry>> = OnceLock::new();

fn level() -> Option<Level> {
    *LEVEL.get_or_init(|| match std::env::var("SAYSO_LOG").as_deref() {
        Ok("off") => None,
        Ok("error") => Some(Level::Error),
        Ok("info") => Some(Level::Info),
        Ok("debug") => Some(Level::Debug),
        _ => Some(Level::Warn),
    })
}

/// Writes a line.
pub fn line(of: Level, message: std::fmt::Arguments<'_>) {
    if level().is_some_and(|level| of <= level) {
        // One that finds no room is lost.
        let _ = writer().try_send(Entry::Line(format!("sayso: {message}\n")));
    }
}

/// Waits until all lines are written, but no longer than `patience`.
pub fn flush(patience: Duration) {
    if let Some(writer) = WRITER.get() {
        let (sender, written) = sync_channel(1);
        if writer.try_send(Entry::Written(sender)).is_ok() {
            let _ = written.recv_timeout(patience);
        }
    }
}

fn writer() -> &'static SyncSender<Entry> {
    WRITER.get_or_init(|| {
        let (sender, lines) = sync_channel(WAITING);
        // Without a thread nothing is logged, and that is no reason to end the server.
        let _ = std::thread::Builder::new().name("log".into()).spawn(move || write(&lines));
        sender
    })
}

fn write(lines: &Receiver<Entry>) {
    use std::io::Write;
    while let Ok(entry) = lines.recv() {
        match entry {
            // With nobody to read it a line is lost; `eprintln!` would end the thread.
            Entry::Line(line) => drop(std::io::stderr().write_all(line.as_bytes())),
            Entry::Written(sender) => _ = sender.try_send(()),
        }
    }
}

/// Makes a panic say where in the source it happened, and not its message, which may quote the text it stumbled over.
pub fn catch_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
        line(Level::Error, format_args!("internal error{place}; sayso keeps running"));
    }));
}
