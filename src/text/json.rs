//! JSON written straight into bytes, for what is long and written often: the line of each article.
//!
//! What never needs an escape is copied; only words that do go through the JSON library. That brackets and commas are where they belong
//! is for whoever writes to see to.

use super::Span;
use serde::Serialize;

/// JSON as far as it is written.
#[derive(Default)]
pub struct Json(Vec<u8>);

impl Json {
    /// Nothing yet, with room for `room` bytes.
    #[must_use]
    pub fn with_room(room: usize) -> Self {
        Self(Vec::with_capacity(room))
    }

    /// All that was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Writes `json` as it stands.
    pub fn put(&mut self, json: &str) {
        self.0.extend_from_slice(json.as_bytes());
    }

    /// Writes `words` as a string.
    pub fn string(&mut self, words: &str) {
        self.put("\"");
        self.escaped(words);
        self.put("\"");
    }

    /// Writes `words` as a string, or null.
    pub fn string_or_null(&mut self, words: Option<&str>) {
        match words {
            Some(words) => self.string(words),
            None => self.put("null"),
        }
    }

    /// Writes `words` as part of a string.
    pub fn escaped(&mut self, words: &str) {
        // Without an early end, so that the compiler can take many bytes at once.
        let plain = words.bytes().fold(true, |plain, b| plain & (b >= b' ') & (b != b'"') & (b != b'\\'));
        if plain {
            self.put(words);
        } else if let Ok(quoted) = serde_json::to_string(words) {
            self.put(&quoted[1..quoted.len() - 1]);
        }
    }

    /// Writes a number.
    pub fn number(&mut self, mut number: usize) {
        let mut digits = [b'0'; 20];
        let mut first = digits.len() - 1;
        while number > 9 {
            digits[first] += (number % 10) as u8;
            number /= 10;
            first -= 1;
        }
        digits[first] += number as u8;
        self.0.extend_from_slice(&digits[first..]);
    }

    /// Opens an object and writes where it lies.
    pub fn open_at(&mut self, span: Span) {
        self.put("{\"start\":");
        self.number(span.start);
        self.put(",\"end\":");
        self.number(span.end);
    }

    /// Writes a span as an object.
    pub fn span(&mut self, span: Span) {
        self.open_at(span);
        self.put("}");
    }

    /// Writes anything else by the JSON library: plain data with string keys, which always has a form in JSON.
    pub fn value(&mut self, value: &impl Serialize) {
        let written = serde_json::to_writer(&mut self.0, value);
        debug_assert!(written.is_ok(), "not plain data");
    }

    /// Writes a list, each item by `write`.
    pub fn list<T>(&mut self, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.put("[");
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.put(",");
            }
            write(self, item);
        }
        self.put("]");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_words_and_numbers_arrive_as_they_are(words: String, numbers: Vec<usize>, start: usize, end: usize) {
            let mut json = Json::default();
            json.put("[");
            json.list(&numbers, |json, &number| json.number(number));
            json.put(",");
            json.string(&words);
            json.put(",");
            json.string_or_null(None);
            json.put(",");
            json.value(&words);
            json.put(",");
            json.span(Span { start, end });
            json.put("]");
            let parsed: Value = serde_json::from_slice(&json.into_bytes()).expect("JSON");
            prop_assert_eq!(parsed, json!([numbers, words, null, words, { "start": start, "end": end }]));
        }
    }
}
