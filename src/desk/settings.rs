//! Reading a newsroom's settings with the files they extend, each file once: what it sets counts where it is first named.
//!
//! A file that is missing, cannot be read or leads back to one that extends it is told of where it is named, and the rest holds.

use super::files::{self, Unsaved};
use crate::house::{self, House};
use crate::rules;
use crate::text::{Problem, Severity};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// Settings are extended by files that are extended no deeper than this.
const DEEPEST: usize = 8;

/// What was read.
pub(super) struct Settings {
    pub house: House,
    /// The files, the newsroom's own first, each with what is wrong with it.
    pub files: Vec<(PathBuf, Vec<Problem>)>,
    /// The files that are extended, those that are missing among them.
    pub extends: BTreeSet<PathBuf>,
}

/// The settings in `text`, the newsroom's own file at `path`, over `under`.
pub(super) fn read(path: PathBuf, text: &str, under: &House, unsaved: Unsaved<'_>) -> Settings {
    let mut reader = Reader { unsaved, from: Vec::new(), files: Vec::new(), extends: BTreeSet::new() };
    let house = reader.file(path, text, under.clone());
    // The newsroom's own is done last and told of first.
    reader.files.rotate_right(1);
    Settings { house, files: reader.files, extends: reader.extends }
}

struct Reader<'a> {
    unsaved: Unsaved<'a>,
    /// The files that lead here.
    from: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<Problem>)>,
    extends: BTreeSet<PathBuf>,
}

impl Reader<'_> {
    /// `under` with what `text`, the file at `path`, sets over what the files it extends do.
    fn file(&mut self, path: PathBuf, text: &str, mut under: House) -> House {
        let mut mistakes = Vec::new();
        self.from.push(path.clone());
        for (name, span) in house::extended(text) {
            if let Err((message, help)) = self.extend(&path, &name, &mut under) {
                mistakes.push(Problem { span, severity: Severity::Error, message, help: Some(help.into()) });
            }
        }
        self.from.pop();
        let known: Vec<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
        let (house, mut problems) = house::parse_over(&under, text, &known);
        problems.extend(mistakes);
        problems.sort_by_key(|problem| problem.span);
        self.files.push((path, problems));
        house
    }

    /// Sets in `house` what the file called `name` in `path` does. An error says what is wrong with naming it, and how to mend that.
    fn extend(&mut self, path: &Path, name: &str, house: &mut House) -> Result<(), (String, &'static str)> {
        let Some(file) = beside(path, name) else {
            return Err((format!("“{name}” is no path from this folder."), "Extend a file of the repository."));
        };
        if self.from.contains(&file) {
            return Err((format!("{name} extends this file in turn."), "Leave one of the two out."));
        }
        if !self.extends.insert(file.clone()) {
            return Ok(());
        }
        match files::read(&file, self.unsaved) {
            None => {
                let help = "Look at the path, which starts from this file's folder.";
                Err((format!("There is no file {name}."), help))
            }
            Some(Err(problem)) => {
                self.files.push((file, vec![problem]));
                Err((format!("{name} cannot be read."), "The rest of the settings holds."))
            }
            Some(Ok(_)) if self.from.len() >= DEEPEST => {
                Err((format!("{name} lies too deep."), "Extend it from the newsroom's own settings."))
            }
            Some(Ok(text)) => {
                *house = self.file(file, &text, std::mem::take(house));
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
