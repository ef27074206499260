//! Words as a sheet may show them: on one line that steers nothing, and without who a confidential source is.
//!
//! Every word of an article, a registry or a file name goes through [`Words::show`]. What rules say may quote the article, so that does too.

use crate::sources::{Identity, Registry};
use crate::text::shown::one_line;

/// What stands where a confidential source would be named.
const WITHHELD: &str = "[withheld]";

/// What must not be shown.
pub struct Words<'a>(Vec<&'a Identity>);

impl<'a> Words<'a> {
    /// By the identities `registry` keeps.
    pub fn of(registry: &'a Registry) -> Self {
        Self(registry.sources.iter().filter_map(|source| source.custom.identity.as_ref()).collect())
    }

    /// `text` on one line, every identity withheld.
    pub fn show(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
            if !shown.is_empty() {
                shown.push(' ');
            }
            shown.push_str(word);
        }
        for identity in &self.0 {
            shown = withhold(shown, identity);
        }
        // Last: a name is found whatever it is hidden behind.
        one_line(&shown)
    }

    /// [`show`](Self::show), where there is anything to show.
    pub fn show_some(&self, text: Option<&str>) -> Option<String> {
        text.map(|text| self.show(text)).filter(|text| !text.is_empty())
    }
}

fn withhold(text: String, identity: &Identity) -> String {
    let mut out = String::new();
    let mut from = 0;
    for found in identity.all_in(&text) {
        out.push_str(&text[from..found.start]);
        out.push_str(WITHHELD);
        from = found.end;
    }
    if from == 0 {
        return text;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources;

    #[test]
    fn who_a_confidential_source_is_is_withheld_wherever_it_stands() {
        let (sources, _) =
            sources::parse("s.yaml", "- {id: s1, custom: {confidential: true, identity: Olha Brynza}}\n");
        let registry = Registry::join(vec![("s.yaml".into(), sources)]);
        let words = Words::of(&registry);
        assert_eq!(words.show("OLHA\n  brynza’s desk, Olha Brynza"), "[withheld]’s desk, [withheld]");
        assert_eq!(words.show("Brynza was told."), "[withheld] was told.");
        assert_eq!(words.show(" Nobody\there\u{7} "), "Nobody here");
        assert_eq!(words.show("Olha Bryn\u{ad}za \u{202e}asked"), "[withheld] \u{fffd}asked");
        assert_eq!(words.show_some(Some(" ")), None);
    }
}
