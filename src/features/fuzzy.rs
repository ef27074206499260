//! How well what somebody types fits a word that is looked for. Everything is in lower case.

/// How well `query` fits `text`, 0 best: its start, the start of one of its words, somewhere in it, its letters in order.
#[must_use]
pub fn fit(query: &str, text: &str) -> Option<u8> {
    if text.starts_with(query) {
        Some(0)
    } else if starts_a_word(text, query) {
        Some(1)
    } else if text.contains(query) {
        Some(2)
    } else {
        is_subsequence(query, text).then_some(3)
    }
}

/// Whether a word of `text`, parted by whatever is no letter or figure, starts with `query`, which may hold such marks itself.
#[must_use]
pub fn starts_a_word(text: &str, query: &str) -> bool {
    text.match_indices(query).any(|(i, _)| !text[..i].ends_with(char::is_alphanumeric))
}

/// Whether the characters of `query` stand in `text` in their order.
#[must_use]
pub fn is_subsequence(query: &str, text: &str) -> bool {
    let mut chars = text.chars();
    query.chars().all(|wanted| chars.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn the_nearer_the_better() {
        let tiers = ["bridge", "old bridge", "footbridge", "by river edge", "dam"].map(|text| fit("bridge", text));
        assert_eq!(tiers, [Some(0), Some(1), Some(2), Some(3), None]);
        assert_eq!(fit("", "anything"), Some(0));
    }
}
