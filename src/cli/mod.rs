//! The command line: one of the two faces. One file a command.
//!
//! Commands read files through [`crate::desk`], and write only by the [`Streams`] they are handed; none prints by itself, none exits
//! the process, and none decides anything about a text: they show what the ledger and the rules say.

mod check;
mod clean;
mod explain;
mod files;
mod hook;
mod init;
mod output;
mod parallel;
mod places;
mod report;
mod scan;
mod shell;
mod streams;

use crate::text::shown;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

pub(crate) use streams::{FileName, Streams, name_of};

/// A checker and language server for people who write the news. It asks of each sentence: on whose say-so?
#[derive(Parser)]
#[command(name = "sayso", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Clean(clean::Clean),
    Completions(shell::Completions),
    Explain(explain::Explain),
    Init(init::Init),
    /// Serve an editor on standard input and output (Language Server Protocol)
    Lsp(Lsp),
    Man(shell::Man),
    Places(places::Places),
    Report(report::Report),
    Scan(scan::Scan),
}

/// What editors pass to a language server and means what it would do anyway.
#[derive(clap::Args)]
struct Lsp {
    /// Use standard input and output (the only transport)
    #[arg(long)]
    stdio: bool,
}

/// How a command ended; the exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing to object to: exit code 0.
    Clean,
    /// Findings at or above the bar: exit code 1.
    Findings,
    /// Something could not be read or done: exit code 2, as for a command line that makes no sense.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the program with its arguments, the program's own name first.
pub fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    if args.get(1).is_some_and(|command| command == "lsp") {
        return crate::lsp::serve();
    }
    if args.iter().skip(1).all(|a| a == "--version" || a == "-V" || a == "--verbose")
        && args.iter().skip(1).any(|a| a == "--verbose")
    {
        return licences();
    }
    let arguments = match Arguments::try_parse_from(hook::files_last(args)) {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    if let Command::Lsp(_) = arguments.command {
        // The server owns both ends of the conversation.
        return crate::lsp::serve();
    }
    keep_text_out_of_panics();
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let colour = terminal && !plain();
    let mut out = io::BufWriter::with_capacity(1 << 16, stdout.lock());
    // Not locked: a thread that works tells there of a fault in the program, and would wait for ever.
    let mut err = io::stderr();
    let mut streams = Streams::new(io::stdin(), &mut out, &mut err, terminal, colour, width());
    match arguments.command.run(&mut streams) {
        Ok(outcome) => outcome.into(),
        // The reader has seen enough (`sayso check | head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = streams.note(format_args!("sayso: cannot write the output: {error}"));
            Outcome::Failed.into()
        }
    }
}

/// Whether no colours are wanted. <https://no-color.org>: any value that is not empty asks for none.
fn plain() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Tells what is wrong with the command line, or the help that was asked for. It quotes arguments, which may be names of files.
fn not_understood(error: &clap::Error) -> ExitCode {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let told: &mut dyn Write = if error.use_stderr() { &mut err } else { &mut out };
    let colour = !plain() && if error.use_stderr() { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    let words = error.render();
    let words = if colour { words.ansi().to_string() } else { words.to_string() };
    // Nobody is left to be told that the terminal is gone.
    let _ = told.write_all(shown::page(&words, colour).as_bytes());
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// `sayso --version --verbose`: the version, and whose data is compiled in under which licence.
fn licences() -> ExitCode {
    let told = write!(io::stdout(), "sayso {}\n\n{}", env!("CARGO_PKG_VERSION"), include_str!("../../NOTICE"));
    if told.is_ok() { ExitCode::SUCCESS } else { Outcome::Failed.into() }
}

impl Command {
    fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let outcome = match self {
            Self::Check(check) => check.run(streams),
            Self::Clean(clean) => clean.run(streams),
            Self::Completions(completions) => completions.run(&mut Arguments::command(), streams),
            Self::Explain(explain) => explain.run(streams),
            Self::Init(init) => init.run(streams),
            Self::Lsp(_) => Ok(Outcome::Clean),
            Self::Man(man) => man.run(&Arguments::command(), streams),
            Self::Places(places) => places.run(streams),
            Self::Report(report) => report.run(streams),
            Self::Scan(scan) => scan.run(streams),
        }?;
        streams.flush()?;
        Ok(outcome)
    }
}

/// Columns of the terminal, where its shell says (`export COLUMNS`); else as many as every terminal has.
fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.unwrap_or(80_usize).clamp(40, 120)
}

/// Runs `work` so that one article that trips the program does not take the others with it.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| "A bug in sayso prevented this check. Please report it.".into())
}

/// A panic message may quote the text it failed on ("byte index 7 is not a char boundary; it is inside ..."), and no user's text may
/// get into a log: only the place in the program is told.
fn keep_text_out_of_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        let _ = writeln!(io::stderr(), "sayso: internal error{place}; please report it");
    }));
}
