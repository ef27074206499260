//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    sayso::cli::run(std::env::args_os())
}
