//! JSON written straight into bytes, for what is long and written often: the line of each article; and JSON that nothing takes for orders.
//!
//! What never needs an escape is copied; only words that do go through the JSON library. That brackets and commas are where they belong
//! is for whoever writes to see to.

use super::Span;
use super::shown::{orders, steers};
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
        let plain = |plain, b| plain & (b' '..0x7f).contains(&b) & (b != b'"') & (b != b'\\') & (b != b'#');
        if words.bytes().fold(true, plain) {
            self.put(words);
        } else if let Ok(quoted) = serde_json::to_string(words) {
            let quoted = tame(quoted);
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
        let written = serde_json::to_string(value).map(|written| self.put(&tame(written)));
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

/// `json` with the same meaning, which neither a terminal nor a build server takes for orders: a character that steers (see
/// [`steers`]) can only stand in a string, and is written there by its number.
#[must_use]
pub fn tame(json: String) -> String {
    let wild = |(at, c): (usize, char)| if c == '#' { orders(&json[at..]) } else { steers(c) && !is_layout(c) };
    let Some(first) = json.char_indices().find(|&it| wild(it)) else { return json };
    let mut tamed = String::with_capacity(json.len() + 64);
    tamed.push_str(&json[..first.0]);
    let mut numbered = false;
    for (at, c) in json.char_indices().skip_while(|it| it.0 < first.0) {
        // The second of the two that begin an order.
        if std::mem::take(&mut numbered) || c != '#' && wild((at, c)) {
            tamed.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            numbered = c == '#' && wild((at, c));
            tamed.push(c);
        }
    }
    tamed
}

/// Between the values of JSON a line may end and be set in. In its strings these are written by their numbers as it is.
fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
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

        #[test]
        fn tame_json_means_the_same(words in "[a#\\[\u{1b}\u{7f}\u{85}\u{ad}\u{200b}\u{202e}\u{feff}\u{e0041}ж\n\"]{0,20}") {
            let value = json!({ words.clone(): [words] });
            for json in [value.to_string(), serde_json::to_string_pretty(&value).expect("JSON")] {
                let tamed = tame(json.clone());
                prop_assert!(!tamed.replace('\n', "").chars().any(steers) && !tamed.contains("##["), "{tamed:?}");
                prop_assert_eq!(serde_json::from_str::<Value>(&tamed).expect("JSON"), value.clone());
            }
        }
    }
}
