//! Words as a sheet may show them: on one line that steers nothing, and without who a confidential source is.
//!
//! Every word of an article, a registry or a file name goes through [`PageGuard::show`]. What rules say may quote the article, so that does too.

use crate::sources::Guard;
use crate::text::shown::one_line;

/// The gate, for a page.
pub struct PageGuard<'a>(pub Guard<'a>);

impl PageGuard<'_> {
    /// `text` on one line, every identity withheld.
    pub fn show(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
            if !shown.is_empty() {
                shown.push(' ');
            }
            shown.push_str(word);
        }
        // Last: a name is found whatever it is hidden behind.
        one_line(&self.0.shown(&shown))
    }

    /// [`show`](Self::show), where there is anything to show.
    pub fn show_some(&self, text: Option<&str>) -> Option<String> {
        text.map(|text| self.show(text)).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{self, Registry};

    #[test]
    fn who_a_confidential_source_is_is_withheld_wherever_it_stands() {
        let (sources, _) =
            sources::parse("s.yaml", "- {id: s1, custom: {confidential: true, identity: Olha Brynza}}\n");
        let registry = Registry::join(vec![("s.yaml".into(), sources)]);
        let words = PageGuard(Guard::whole(&registry));
        assert_eq!(words.show("OLHA\n  brynza’s desk, Olha Brynza"), "[withheld]’s desk, [withheld]");
        assert_eq!(words.show("Brynza was told."), "Brynza was told.", "of whom, only an article tells");
        assert_eq!(words.show(" Nobody\there\u{7} "), "Nobody here");
        assert_eq!(words.show("Olha Bryn\u{ad}za \u{202e}asked"), "[withheld] \u{fffd}asked");
        assert_eq!(words.show_some(Some(" ")), None);
    }
}
