//! Words for messages: which of some a slip was meant to be, and several in a row. Letters only; whether a word is wrong others know.

/// Words longer than this (bytes) are not compared: nobody mistypes one, and comparing costs the square of the length.
const LONGEST: usize = 100;

/// The one of `known` that `written` is most likely a slip for, whatever the case, if one is near enough: one slip in three letters, two at
/// most. Of several as near, the first.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let allowed = (written.chars().count() / 3).min(2);
    let (written, length) = (written.to_lowercase(), written.len());
    let similar = known.into_iter().filter(|k| k.len() <= LONGEST && k.len().abs_diff(length) <= allowed * 4);
    let near = similar.map(|k| (strsim::osa_distance(&written, &k.to_lowercase()), k));
    near.filter(|&(slips, _)| slips <= allowed).min_by_key(|&(slips, _)| slips).map(|(_, k)| k)
}

/// "a figure, a date and a cause"
#[must_use]
pub fn listed(words: &[&str]) -> String {
    match words.split_last() {
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, nearest};

    #[test]
    fn words_in_a_row_are_joined() {
        let words = ["a figure", "a date", "a cause"];
        let all: Vec<String> = (0..=3).map(|n| listed(&words[..n])).collect();
        assert_eq!(all, ["", "a figure", "a figure and a date", "a figure, a date and a cause"]);
    }

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let keys = ["fire-chief-0412", "council-minutes", "own"];
        assert_eq!(nearest("fire-cheif-0412", keys), Some("fire-chief-0412"));
        assert_eq!(nearest("Council-Minutes", keys), Some("council-minutes"));
        assert_eq!(nearest("harbour", keys), None);
        assert_eq!(nearest("on", keys), None);
        assert_eq!(nearest(&"x".repeat(100_000), keys), None);
    }
}
