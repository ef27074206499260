//! `sayso report`: the fact-check sheet of some articles. Files are read and written here; what is in the sheet is [`report`]'s to say.

use super::files::{Found, Newsrooms, articles, checked};
use super::output::Output;
use super::{Outcome, Streams, guarded, name_of};
use crate::report;
use std::io;
use std::path::{Path, PathBuf};

/// Write the fact-check sheet: every sentence, and on whose word it stands
///
/// One page for the meeting with the lawyer: each sentence with its standing, source and grade; who is heard and through whom; places,
/// findings, what was let stand and why, and what is still open. It needs no network and holds no script. Exit code: 0 where the sheet
/// is whole, 2 where something could not be read or written; findings do not matter to it.
#[derive(clap::Args)]
pub(crate) struct Report {
    /// Articles, or folders of them, all for one sheet
    #[arg(value_name = "ARTICLE", required = true)]
    paths: Vec<PathBuf>,
    /// File to write, over one that is there; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: Output,
    /// What to write [default: by the ending of FILE, else html]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Html,
    Json,
    Csv,
    Md,
}

impl Report {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let mut sheets = Vec::new();
        let mut outcome = Outcome::Clean;
        for found in articles(&self.paths, &mut Newsrooms::default()) {
            let (path, made) = match found {
                Found::Unreadable(path, why) => (path, Err(why)),
                Found::Link(path, why) => {
                    streams.note(format_args!("sayso: {}: {why}", name_of(&path)))?;
                    continue;
                }
                Found::Article(path, newsroom) => {
                    if self.output.is(&path) {
                        let why = "The sheet would be written over this article. Name another file.";
                        streams.note(format_args!("sayso: {}: {why}", name_of(&path)))?;
                        return Ok(Outcome::Failed);
                    }
                    let snapshot = checked(&path, &newsroom);
                    let made = snapshot.and_then(|it| guarded(|| report::article(&it, name_of(&path).as_written())));
                    (path, made)
                }
            };
            match made {
                Ok(sheet) => sheets.push(sheet),
                Err(why) => {
                    streams.note(format_args!("sayso: {}: {why}", name_of(&path)))?;
                    outcome = Outcome::Failed;
                }
            }
        }
        if sheets.is_empty() {
            if outcome == Outcome::Clean {
                streams.note("sayso: there is no article here to report on")?;
            }
            return Ok(Outcome::Failed);
        }
        let sheet = report::sheet(sheets);
        let text = match self.format() {
            Format::Html => report::html::page(&sheet),
            Format::Json => report::json(&sheet),
            Format::Csv => report::csv::table(&sheet),
            Format::Md => report::md::page(&sheet),
        };
        Ok(outcome.max(self.output.write(&text, streams)?))
    }

    /// The format asked for, or the one the file's name ends in.
    fn format(&self) -> Format {
        let by_name = |path: &Path| {
            let ending = path.extension()?.to_str()?.to_ascii_lowercase();
            match &*ending {
                "json" => Some(Format::Json),
                "csv" => Some(Format::Csv),
                "md" | "markdown" => Some(Format::Md),
                _ => None,
            }
        };
        self.format.or_else(|| by_name(self.output.path()?)).unwrap_or(Format::Html)
    }
}
