//! Where a command's document goes: a file that was named, or standard output. Nothing is written over but what the command wrote itself,
//! or what the person says may go; and never what the newsroom reads.

use super::files::{Newsrooms, reason, whole};
use super::{Outcome, Streams, name_of};
use crate::desk::{self, Newsroom, ProtectedFiles, Same, Target};
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

/// A file to write, or standard output.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    /// `-`.
    Standard,
    /// The file at this path.
    File(PathBuf),
}

impl FromStr for Output {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        // A shell may have opened that to append to it.
        let standard = matches!(written, "-" | "/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1");
        Ok(if standard { Self::Standard } else { Self::File(written.into()) })
    }
}

/// What a command is about to write, and what must stay.
pub(crate) struct Writing<'a> {
    /// "fact-check sheet"
    pub what: &'a str,
    /// Whether a file that begins so is what the command has written before.
    pub is_own: fn(&[u8]) -> bool,
    /// Whether it may write over a file that is not; `None` where that is not to be had.
    pub force: Option<bool>,
    /// The newsrooms of what it reads.
    pub newsrooms: &'a [Arc<Newsroom>],
    /// The articles it reads.
    pub articles: &'a [PathBuf],
}

impl Writing<'_> {
    /// What is to be written over at `path`, or why nothing may be written there.
    pub(crate) fn target(&self, path: &Path) -> Result<Target, String> {
        let target = desk::look(path).map_err(reason)?;
        if target.is_stream() {
            return Ok(target);
        }
        let same = Same::of(&whole(path));
        let refused = |is: &str| Err(format!("This is {is}. The {} would overwrite it. Name another file.", self.what));
        let own = target.head().is_none_or(|head| (self.is_own)(head));
        if !own && self.articles.iter().any(|article| same.is(article)) {
            return refused("the article itself");
        }
        let mut rooms = self.newsrooms.to_vec();
        let of_file = Newsrooms::default().of(&whole(path));
        if rooms.iter().all(|room| room.root != of_file.root) {
            rooms.push(of_file);
        }
        // A sheet or a baseline may have the name of an article.
        let owned = rooms.iter().find_map(|room| if own { room.names(&same) } else { room.owns(&same) });
        match owned {
            Some(ProtectedFiles::Baseline) if own && self.force.is_none() => Ok(target),
            Some(owned) => refused(owned.told()),
            None if own || self.force == Some(true) || target.head() == Some(b"") => Ok(target),
            None => {
                let force = if self.force.is_some() { ", or use --force to overwrite this one" } else { "" };
                Err(format!(
                    "This file already exists and is not a {} written by sayso. Name another one{force}.",
                    self.what
                ))
            }
        }
    }
}

impl Output {
    /// The file's path.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Standard => None,
            Self::File(path) => Some(path),
        }
    }

    /// What is to be written over; `None` for standard output. An error says with the file's name why nothing may be written there.
    pub(crate) fn target(&self, writing: &Writing<'_>) -> Result<Option<Target>, String> {
        let Some(path) = self.path() else { return Ok(None) };
        writing.target(path).map(Some).map_err(|why| format!("{}: {why}", name_of(path)))
    }

    /// Writes `text`, and says so where that is not to be seen. What cannot be written is told, and the outcome says it.
    pub(crate) fn write(&self, target: Option<&Target>, text: &str, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let Some((target, path)) = target.zip(self.path()) else {
            streams.document(text)?;
            return Ok(Outcome::Clean);
        };
        desk::tidy(whole(path).parent().unwrap_or(path));
        match target.write(text) {
            Ok(()) => {
                streams.note(format_args!("wrote {}", name_of(path)))?;
                Ok(Outcome::Clean)
            }
            Err(problem) => {
                streams.note(format_args!("sayso: {}: {}", name_of(path), reason(problem)))?;
                Ok(Outcome::Failed)
            }
        }
    }
}
