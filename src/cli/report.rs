//! `sayso report`: the fact-check sheet of some articles. Files are read and written here; what is in the sheet is [`report`]'s to say.

use super::files::{Found, Newsrooms, articles, checked};
use super::output::{Output, Writing};
use super::{Outcome, Streams, guarded, name_of};
use crate::desk::{Newsroom, Target};
use crate::report;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Write the fact-check sheet: every sentence and its source
///
/// One page for the meeting with the lawyer: each sentence with its standing, source and grade; who the story relies on and through whom;
/// places, findings, stets with their reasons, and open questions. It needs no network and has no scripts. Exit code: 0 if the sheet is
/// complete, 2 if something could not be read or written; findings do not change it.
#[derive(clap::Args)]
pub(crate) struct Report {
    /// Articles or folders to put on one sheet
    #[arg(value_name = "ARTICLE", required = true)]
    paths: Vec<PathBuf>,
    /// Output file, replacing an earlier sheet; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: Output,
    /// Overwrite a file that is not a sheet, unless it belongs to the newsroom
    #[arg(long)]
    force: bool,
    /// Output format [default: from the extension of FILE, or html]
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
        let found = articles(&self.paths, &mut Newsrooms::default());
        let target = match self.target(&found) {
            Ok(target) => target,
            Err(why) => {
                streams.note(format_args!("sayso: {why}"))?;
                return Ok(Outcome::Failed);
            }
        };
        for found in found {
            let (path, made) = match found {
                Found::Unreadable(path, why) => (path, Err(why)),
                Found::Link(path, why) => {
                    streams.note(format_args!("sayso: {}: {why}", name_of(&path)))?;
                    continue;
                }
                Found::Article(path, newsroom) => {
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
                streams.note("sayso: no articles found")?;
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
        Ok(outcome.max(self.output.write(target.as_ref(), &text, streams)?))
    }

    /// Where the sheet goes, or why it cannot go there.
    fn target(&self, found: &[Found]) -> Result<Option<Target>, String> {
        let mut paths = Vec::new();
        let mut newsrooms: Vec<Arc<Newsroom>> = Vec::new();
        for found in found {
            let Found::Article(path, newsroom) = found else { continue };
            paths.push(path.clone());
            if newsrooms.iter().all(|known| known.root != newsroom.root) {
                newsrooms.push(Arc::clone(newsroom));
            }
        }
        self.output.target(&Writing {
            what: "fact-check sheet",
            is_own: report::is_sheet,
            force: Some(self.force),
            newsrooms: &newsrooms,
            articles: &paths,
        })
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
