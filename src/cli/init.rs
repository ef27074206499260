//! `sayso init`: the files a newsroom starts with. It never writes over a file that is there.

use super::files::reason;
use super::{Outcome, Streams, name_of};
use crate::desk;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Write the files a newsroom starts with: sayso.toml, sources.yaml, places.yaml and a first draft
#[derive(clap::Args)]
pub(crate) struct Init {
    /// Folder to write to; created if it does not exist
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

const FILES: [(&str, &str); 4] = [
    ("sayso.toml", include_str!("init/sayso.toml")),
    ("sources.yaml", include_str!("init/sources.yaml")),
    ("places.yaml", include_str!("init/places.yaml")),
    ("draft.md", include_str!("init/draft.md")),
];

impl Init {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        if let Err(error) = fs::create_dir_all(&self.folder) {
            let why = reason(desk::told(&error));
            streams.note(format_args!("sayso: {}: {why}", name_of(&self.folder)))?;
            return Ok(Outcome::Failed);
        }
        let mut outcome = Outcome::Clean;
        for (name, text) in FILES {
            let path = self.folder.join(name);
            let name = name_of(&path);
            match write_new(&path, text) {
                Ok(()) => streams.line(format_args!("wrote {name}"))?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    streams.line(format_args!("kept  {name} (already exists)"))?;
                }
                Err(error) => {
                    streams.note(format_args!("sayso: {name}: {}", reason(desk::told(&error))))?;
                    outcome = Outcome::Failed;
                }
            }
        }
        if outcome == Outcome::Clean {
            streams.line("")?;
            streams.line(format_args!("Next: sayso check {}", name_of(&self.folder)))?;
        }
        Ok(outcome)
    }
}

/// Writes a file that must not be there yet. Opening it so leaves no moment in which another program could lose its own.
#[allow(clippy::disallowed_methods, reason = "nothing that exists is opened")]
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
