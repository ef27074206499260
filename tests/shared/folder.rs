//! A folder of files that goes when the test does: what the tests of the desk, the command line and the server begin with.

use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with these files (path, text).
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

/// Writes the file `name`, and the folders it lies in.
pub fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}
