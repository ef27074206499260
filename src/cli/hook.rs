//! File names among the arguments of a hook.
//!
//! pre-commit puts the names of what was changed behind the arguments of its hook, with nothing between, and a repository may hold a file that is
//! called like an option. With `--articles-only`, which is for hooks, an argument that is the name of a file is therefore that file. A hook's own
//! options are never taken for more than they are: an option that a file is called like counts as the file, and the gate stays shut.

use std::ffi::{OsStr, OsString};
use std::path::Path;

/// What makes a check a hook's. It is always an option: without it nothing here would be done.
const FOR_HOOKS: &str = "--articles-only";

/// `args`, the program's own name first, with files that are called like options behind all options.
pub(super) fn files_last(mut args: Vec<OsString>) -> Vec<OsString> {
    let end = args.iter().position(|arg| arg == "--").unwrap_or(args.len());
    let for_hooks = args.get(1).is_some_and(|it| it == "check") && args[..end].iter().any(|arg| arg == FOR_HOOKS);
    if !for_hooks {
        return args;
    }
    let named: Vec<OsString> = args.drain(end..).skip(1).collect();
    let (files, mut args): (Vec<_>, Vec<_>) = args.into_iter().partition(|arg| is_file(arg));
    args.push("--".into());
    args.extend(files);
    args.extend(named);
    args
}

/// Whether an argument that begins like an option is the name of something on the disk.
fn is_file(arg: &OsStr) -> bool {
    let begins = arg.as_encoded_bytes().starts_with(b"-");
    begins && arg != FOR_HOOKS && Path::new(arg).symlink_metadata().is_ok()
}
