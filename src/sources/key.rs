//! Citation keys as Pandoc reads them (Pandoc User's Guide, "Citation syntax").

use crate::article::{fold, is_blank, looks_like, plain_key};

/// Whether `key` can be cited as `@key`: it starts with a letter, a digit or `_`, and holds only those and single marks among
/// `:.#$%&-+?<>~/` between them.
#[must_use]
pub fn is_simple(key: &str) -> bool {
    !key.is_empty() && plain_key(key) == key.len()
}

/// Whether `key` can be cited at all: simply, or in braces as `@{key}`, where neither white space nor other blanks nor unpaired
/// braces can stand.
#[must_use]
pub fn is_citable(key: &str) -> bool {
    if key.is_empty() || key.chars().any(is_blank) {
        return false;
    }
    let mut depth = 0_usize;
    for c in key.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

/// `key` as it is written after `@`: in braces where it needs them.
#[must_use]
pub fn cited(key: &str) -> std::borrow::Cow<'_, str> {
    if is_simple(key) { key.into() } else { format!("{{{key}}}").into() }
}

/// A key as a reader reads it: in lower case, every letter as the Latin one it looks like, without what nobody sees.
pub(super) fn as_read(key: &str) -> String {
    let mut read = String::with_capacity(key.len());
    for c in key.chars() {
        match looks_like(c) {
            Some(like) => read.push(like),
            None => fold(c, |c| read.push(c)),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_follow_pandoc() {
        for key in ["tass-1201", "_x", "7", "anon:official-1", "a.b", "Ковач2024"] {
            assert!(is_simple(key), "{key}");
        }
        for key in ["", "-a", "a-", "a--b", "a.", "a b", "a,b", "a@b", ".a", "http://example.org/a"] {
            assert!(!is_simple(key), "{key}");
        }
    }

    #[test]
    fn braces_let_more_through_but_not_all() {
        assert!(is_citable("a,b") && is_citable("a--b") && is_citable("a{b}"));
        assert!(
            !is_citable("a b")
                && !is_citable("a\u{200b}b")
                && !is_citable("")
                && !is_citable("a{")
                && !is_citable("}a{")
        );
        assert_eq!(cited("a,b"), "{a,b}");
        assert_eq!(cited("a-b"), "a-b");
    }
}
