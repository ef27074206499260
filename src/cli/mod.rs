//! The command line: one of the two faces.

/// Runs the program with its arguments, the program's own name first.
pub fn run(_args: impl Iterator<Item = std::ffi::OsString>) -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
