//! Running the program in a folder made for it.

pub use crate::folder::folder as newsroom;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the program left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The folder for what programs keep, in the one a test runs in.
pub const CACHE: &str = ".cache";

/// Runs the program in `folder` with `args` and `input` on standard input.
pub fn sayso(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env("XDG_CACHE_HOME", folder.canonicalize().unwrap().join(CACHE))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built for this test");
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // From a thread of its own: the program may answer before it has read everything.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        code: done.status.code().expect("the program ended by itself"),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// Checks a newsroom with these files.
pub fn check(files: &[(&str, &str)], args: &[&str]) -> Ran {
    let folder = newsroom(files);
    sayso(folder.path(), &[&["check"], args].concat(), b"")
}

/// The objects it printed, one a line.
pub fn lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"))).collect()
}

/// A draft with nothing to object to.
pub const CLEAN: &str = "The bridge is closed, Ines Calder said.\n";
/// A draft with one finding.
pub const PENDING: &str = "The bridge is closed, Ines Calder said.\n\nTK\n";
