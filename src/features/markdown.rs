//! Users' words inside Markdown cards: shown as they are, never taken for markup.

use std::fmt::Write;

/// A word or phrase longer than this many characters is cut: a card is read in a glance.
const LONGEST: usize = 300;

/// `text` on one line, with every character that could be markup escaped.
pub fn escaped(text: &str) -> String {
    escaped_whole(&on_one_line(text))
}

/// `text`, which is on one line already, with every character that could be markup escaped.
pub fn escaped_whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if r"\`*_[]<>#|~&$!".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `text` without line ends and control characters, and not longer than is read in a glance.
pub fn on_one_line(text: &str) -> String {
    let mut out = String::new();
    let mut space = false;
    for (count, c) in text.trim().chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        if c.is_whitespace() || c.is_control() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// `text` on one line of `most` characters, its end left out if it is longer.
pub fn shortened(text: &str, most: usize) -> String {
    let text = on_one_line(text);
    if text.chars().nth(most).is_none() {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// `text` in bold.
pub fn bold(text: &str) -> String {
    format!("**{}**", escaped(text))
}

/// A link to `url` if it is one a reader can follow, called `name`, or by itself; else the words.
pub fn link(url: &str, name: Option<&str>) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = url.chars().all(|c| !c.is_whitespace() && !c.is_control() && !r"<>()\`".contains(c));
    match name {
        Some(name) if web && plain => format!("[{}]({url})", escaped(name)),
        None if web && plain => format!("<{url}>"),
        Some(name) => format!("{}: {}", escaped(name), escaped(url)),
        None => escaped(url),
    }
}

/// Several lines of a card as a list. Nothing if there are none.
pub fn list(items: &[String]) -> String {
    items.iter().fold(String::new(), |mut out, item| {
        let _ = write!(out, "\n- {item}");
        out
    })
}

/// "one sentence", "3 sentences".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("one {one}") } else { format!("{n} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_words_is_shown_not_taken() {
        assert_eq!(escaped("a *b* [c](d) <e> `f` _g_\n# h"), r"a \*b\* \[c\](d) \<e\> \`f\` \_g\_ \# h");
        assert_eq!(escaped(&"x".repeat(400)).chars().count(), 301);
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(link("https://example.org/a_b", None), "<https://example.org/a_b>");
        assert_eq!(link("javascript:alert(1)", Some("archived")), "archived: javascript:alert(1)");
        assert_eq!(link("https://example.org/a b", None), "https://example.org/a b");
        assert_eq!(link("https://example.org/a", Some("archived")), "[archived](https://example.org/a)");
    }
}
