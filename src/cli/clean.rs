//! `sayso clean`: an article as it is printed, without tags and directives, or with the tags as footnotes.

use super::files::{Newsrooms, checked, whole};
use super::output::Output;
use super::{Outcome, Streams, guarded, name_of};
use crate::features::{clean, footnotes};
use std::io;
use std::path::PathBuf;

/// Print an article as it is printed: without source tags, directives and editors' marks
///
/// A tag that is part of a sentence ("@key said") gives way to who it is. With --footnotes each tag becomes a footnote, as Pandoc and
/// Markdown write them, and the sources are listed at the end. Exit code: 0, or 2 where something could not be read or written, or the
/// copy holds the name of a confidential source.
#[derive(clap::Args)]
pub(crate) struct Clean {
    /// The article
    #[arg(value_name = "ARTICLE")]
    path: PathBuf,
    /// Turn tags into footnotes, and list the sources
    #[arg(long)]
    footnotes: bool,
    /// File to write, over one that is there; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: Output,
}

impl Clean {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        match self.copy() {
            Ok(copy) => self.output.write(&copy, streams),
            Err(why) => {
                streams.note(format_args!("sayso: {}: {why}", name_of(&self.path)))?;
                Ok(Outcome::Failed)
            }
        }
    }

    /// The copy, or why there is none.
    fn copy(&self) -> Result<String, String> {
        if self.output.is(&self.path) {
            return Err("The clean copy would be written over the article itself. Name another file.".into());
        }
        let path = whole(&self.path);
        let snapshot = checked(&path, &Newsrooms::default().of(&path))?;
        guarded(|| if self.footnotes { footnotes::footnoted(&snapshot) } else { clean::clean(&snapshot) })?
    }
}
