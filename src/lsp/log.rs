//! Lines on standard error, for those who look for a fault. Standard output is the protocol's.
//!
//! No word of an article, a source or a path is ever logged: the editor keeps what it reads here. `SAYSO_LOG` says how much: `off`,
//! `error`, `warn` (the default), `info` or `debug`.

use std::sync::OnceLock;

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

static LEVEL: OnceLock<Option<Level>> = OnceLock::new();

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
    use std::io::Write;
    if level().is_some_and(|level| of <= level) {
        // With nobody to read it a line is lost; that is no reason to end the server, as `eprintln!` would.
        let _ = writeln!(std::io::stderr(), "sayso: {message}");
    }
}

/// Makes a panic say where in the source it happened, and not its message, which may quote the text it stumbled over.
pub fn catch_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
        line(Level::Error, format_args!("a fault of sayso's own{place}; the rest goes on"));
    }));
}
