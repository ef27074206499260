//! Where a command's document goes: a file that was named, or standard output.

use super::files::reason;
use super::{Outcome, Streams, name_of};
use crate::desk;
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A file to write, or standard output.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    /// `-`.
    Standard,
    /// The file at this path; one that is there is written over.
    File(PathBuf),
}

impl FromStr for Output {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        Ok(if written == "-" { Self::Standard } else { Self::File(written.into()) })
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

    /// Whether it is the file at `path`.
    pub(crate) fn is(&self, path: &Path) -> bool {
        let own = self.path().and_then(|own| desk::real(own).ok());
        own.is_some() && own == desk::real(path).ok()
    }

    /// Writes `text`, and says so where that is not to be seen. What cannot be written is told, and the outcome says it.
    pub(crate) fn write(&self, text: &str, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let Self::File(path) = self else {
            streams.document(text)?;
            return Ok(Outcome::Clean);
        };
        match desk::write(path, text) {
            Ok(()) => {
                streams.note(format_args!("wrote {}", name_of(path)))?;
                Ok(Outcome::Clean)
            }
            Err(error) => {
                let why = match error.kind() {
                    io::ErrorKind::NotFound => "There is no folder to write this to. Make it first.".to_owned(),
                    io::ErrorKind::PermissionDenied => "There is no permission to write this.".to_owned(),
                    io::ErrorKind::IsADirectory => "This is a folder. Name a file in it.".to_owned(),
                    _ => reason(desk::told(&error)),
                };
                streams.note(format_args!("sayso: {}: {why}", name_of(path)))?;
                Ok(Outcome::Failed)
            }
        }
    }
}
