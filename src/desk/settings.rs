//! Reading a newsroom's settings with the files they extend, each file once: what it sets counts where it is first named.
//!
//! A file that is missing, cannot be read or leads back to one that extends it is told of where it is named, and the rest holds.

use super::allowed_paths::{AllowedPaths, Side, unlike};
use super::files::{self, Unsaved};
use crate::house::{self, House};
use crate::rules;
use crate::text::paths::refused;
use crate::text::{Problem, Severity};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// Settings are extended by files that are extended no deeper than this.
const DEEPEST: usize = 8;

/// No more than so many files of settings are read, and no more of them than so many bytes in all: a style book of a hundred thousand terms
/// is half of that.
const MOST_FILES: usize = 64;
const MOST_BYTES: usize = files::LARGEST as usize;

/// What was read.
pub(super) struct Settings {
    pub house: House,
    /// The files, the newsroom's own first, each with what is wrong with it.
    pub files: Vec<(PathBuf, Vec<Problem>)>,
    /// The files that are extended, those that are missing among them.
    pub extends: BTreeSet<PathBuf>,
    /// Those that lie outside the newsroom's folder.
    pub outside: Vec<PathBuf>,
}

/// The settings in `text`, the newsroom's own file at `path`, which lies on this side, over `under`.
pub(super) fn read(
    path: PathBuf,
    side: Side,
    text: &str,
    under: &House,
    reach: &AllowedPaths,
    unsaved: Unsaved<'_>,
) -> Settings {
    let (from, files, extends, outside) = Default::default();
    let mut reader = Reader { unsaved, reach, from, files, extends, outside, bytes: text.len() };
    let house = reader.file(path, side, text, under.clone());
    // The newsroom's own is done last and told of first.
    reader.files.rotate_right(1);
    Settings { house, files: reader.files, extends: reader.extends, outside: reader.outside }
}

struct Reader<'a> {
    unsaved: Unsaved<'a>,
    reach: &'a AllowedPaths,
    /// How much has been read.
    bytes: usize,
    /// The files that lead here.
    from: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<Problem>)>,
    extends: BTreeSet<PathBuf>,
    outside: Vec<PathBuf>,
}

impl Reader<'_> {
    /// `under` with what `text`, the file at `path`, sets over what the files it extends do.
    fn file(&mut self, path: PathBuf, side: Side, text: &str, mut under: House) -> House {
        let mut mistakes = Vec::new();
        self.from.push(path.clone());
        for (name, span) in house::extended(text) {
            let mut mistake = |message: String, help: &str| {
                mistakes.push(Problem { span, severity: Severity::Error, message, help: Some(help.into()) });
            };
            if self.extends.len() >= MOST_FILES {
                let message =
                    format!("The limit is {MOST_FILES} extended files; this one and those after it are not used.");
                mistake(message, "Combine some of them.");
                break;
            }
            if let Err((message, help)) = self.extend(&path, &name, &mut under) {
                mistake(message, help);
            }
        }
        self.from.pop();
        let known: Vec<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
        let (house, mut problems) = house::parse_over(&under, text, &known);
        problems.extend(mistakes);
        problems.sort_by_key(|problem| problem.span);
        if side == Side::Outside {
            if problems.iter().any(|problem| problem.severity == Severity::Error) {
                problems = vec![unlike("a file of settings")];
            }
            self.outside.push(path.clone());
        }
        self.files.push((path, problems));
        house
    }

    /// Sets in `house` what the file called `name` in `path` does. An error says what is wrong with naming it, and how to mend that.
    fn extend(&mut self, path: &Path, name: &str, house: &mut House) -> Result<(), (String, &'static str)> {
        let Some(file) = beside(path, name).filter(|_| refused(name).is_none()) else {
            return Err((format!("“{name}” is not a path inside this folder."), "Use a file in the repository."));
        };
        if self.from.contains(&file) {
            return Err((format!("{name} extends this file too: a circle."), "Remove one of the two."));
        }
        if !self.extends.insert(file.clone()) {
            return Ok(());
        }
        let side = match self.reach.look(&file) {
            Ok(side) => side,
            Err(problem) => {
                return Err((format!("{name} was not read. {}", problem.message), "Use a file in the repository."));
            }
        };
        match files::read(&file, self.unsaved) {
            None => {
                let help = "Check the path, which starts from this file's folder.";
                Err((format!("No such file: {name}."), help))
            }
            Some(Err(problem)) => {
                self.files.push((file, vec![problem]));
                Err((format!("{name} cannot be read."), "sayso uses the other settings."))
            }
            Some(Ok(_)) if self.from.len() >= DEEPEST => {
                Err((format!("{name} is nested too deep."), "Extend it from the newsroom's own settings."))
            }
            Some(Ok(text)) if self.bytes + text.len() > MOST_BYTES => {
                let message = format!("{name} is ignored: the settings would exceed {} MB in total.", MOST_BYTES >> 20);
                Err((message, "Shorten the lists in them."))
            }
            Some(Ok(text)) => {
                self.bytes += text.len();
                *house = self.file(file, side, &text, std::mem::take(house));
                // Their places are those of another file.
                house.files_named.clear();
                Ok(())
            }
        }
    }
}

/// The file `name`, a path without the root of a disk, from the folder of `file`.
fn beside(file: &Path, name: &str) -> Option<PathBuf> {
    let mut path = file.parent()?.to_path_buf();
    for part in Path::new(name).components() {
        match part {
            Component::Normal(part) => path.push(part),
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            _ => return None,
        }
    }
    Some(path)
}
