//! Reading a file as an article's text, and saying in plain words why one cannot be read.
//!
//! Nothing here looks at what a text says.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// Largest text taken for an article, in bytes. The longest printed reports stay under one tenth of it; what is larger is a log, a
/// dump or a mistake, and would hold up everything behind it.
pub(crate) const LARGEST: usize = 10 << 20;

/// Reads the article at `path`. The error is one sentence for the person at the terminal, without the path.
pub(crate) fn read(path: &Path) -> Result<Arc<str>, String> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if path.is_symlink() && error.kind() != io::ErrorKind::PermissionDenied => {
            return Err("this link leads nowhere, or back to itself".into());
        }
        Err(error) => return Err(told(&error)),
    };
    let meta = file.metadata().map_err(|e| told(&e))?;
    if meta.is_dir() {
        return Err("this is a folder, not a file".into());
    }
    // A pipe or a device may never end, and says nothing of its size.
    if !meta.is_file() {
        return Err("this is not a regular file".into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(LARGEST).min(LARGEST) + 1);
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|e| told(&e))?;
    text(bytes)
}

/// Takes `bytes` for an article's text. The error names the place of the first byte that cannot be text.
pub(crate) fn text(bytes: Vec<u8>) -> Result<Arc<str>, String> {
    if bytes.len() > LARGEST {
        return Err(format!("this is larger than {} MB, too large for an article; split it", LARGEST >> 20));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("this is saved as UTF-16; save it as UTF-8".into());
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(format!("this is a binary file, not text (a zero byte at byte {at})"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..at];
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            Err(format!("this is not UTF-8 (first bad byte on line {line}, at byte {at}); save it as UTF-8"))
        }
    }
}

/// What the system said, in plain words.
fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "no permission to read this".into(),
        _ => format!("cannot read this: {error}"),
    }
}
