//! The command line: one of the two faces.

/// Runs the program with its arguments, the program's own name first.
pub fn run(mut args: impl Iterator<Item = std::ffi::OsString>) -> std::process::ExitCode {
    if args.nth(1).is_some_and(|command| command == "lsp") {
        return crate::lsp::serve();
    }
    std::process::ExitCode::SUCCESS
}
