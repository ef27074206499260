//! `--diff`: what `--fix` would change, as a unified diff that `git apply` and `patch -p1` take.

use crate::cli::FileName;
use crate::text::shown::steers;
use similar::TextDiff;
use std::time::Duration;

/// A diff looks better the longer it is thought about; an article is done with in milliseconds, and no text may hold up the rest.
const MOST_TIME: Duration = Duration::from_secs(2);

/// How the file called `name` would change.
pub(super) fn unified(name: &FileName, before: &str, after: &str) -> String {
    // Lines end at a line feed here, as patch has it; a lone carriage return is a character like any other.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).timeout(MOST_TIME).diff_slices(&old, &new);
    let name = name.as_written().trim_start_matches('/');
    diff.unified_diff().header(&path("a", name), &path("b", name)).to_string()
}

/// A path in the head of a diff, quoted as git quotes one that could not be read back otherwise.
fn path(side: &str, name: &str) -> String {
    if !name.chars().any(|c| steers(c) || matches!(c, '"' | '\\')) {
        return format!("{side}/{name}");
    }
    let mut quoted = format!("\"{side}/");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if steers(c) => c.to_string().bytes().for_each(|byte| quoted += &format!("\\{byte:03o}")),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_break_the_head_are_quoted() {
        assert_eq!(path("a", "drafts/dam one.md"), "a/drafts/dam one.md");
        assert_eq!(path("a", "a\"b\n.md"), "\"a/a\\\"b\\012.md\"");
    }
}
