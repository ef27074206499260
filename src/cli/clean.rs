//! `sayso clean`: an article as it is printed, without tags and directives, or with the tags as footnotes.

use super::files::{Newsrooms, checked, whole};
use super::output::{Output, Writing};
use super::{Outcome, Streams, guarded, name_of};
use crate::desk::Target;
use crate::features::{clean, footnotes};
use std::io;
use std::path::PathBuf;

/// Print a clean copy of an article: no source tags, directives or editors' marks
///
/// A tag that is part of a sentence ("@key said") becomes the source's name. With --footnotes each tag becomes a Markdown footnote, and
/// the sources are listed at the end. Exit code: 0, or 2 if something could not be read or written, or if the copy names a confidential
/// source.
#[derive(clap::Args)]
pub(crate) struct Clean {
    /// The article
    #[arg(value_name = "ARTICLE")]
    path: PathBuf,
    /// Turn tags into footnotes and list the sources
    #[arg(long)]
    footnotes: bool,
    /// Output file; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: Output,
    /// Overwrite an existing file, unless it belongs to the newsroom
    #[arg(long)]
    force: bool,
}

impl Clean {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        match self.copy() {
            Ok((copy, target)) => self.output.write(target.as_ref(), &copy, streams),
            Err(why) => {
                streams.note(format_args!("sayso: {why}"))?;
                Ok(Outcome::Failed)
            }
        }
    }

    /// The copy and where it goes, or why there is none.
    fn copy(&self) -> Result<(String, Option<Target>), String> {
        let path = whole(&self.path);
        let newsroom = Newsrooms::default().of(&path);
        let target = self.output.target(&Writing {
            what: "clean copy",
            // It looks like any other article that has no tags.
            is_own: |_| false,
            force: Some(self.force),
            newsrooms: std::slice::from_ref(&newsroom),
            articles: std::slice::from_ref(&path),
        })?;
        let copy = checked(&path, &newsroom).and_then(|snapshot| {
            guarded(|| if self.footnotes { footnotes::footnoted(&snapshot) } else { clean::clean(&snapshot) })?
        });
        Ok((copy.map_err(|why| format!("{}: {why}", name_of(&self.path)))?, target))
    }
}
