//! Other people's words where somebody else decides what they mean: a terminal, a build server's log, an editor's message.
//!
//! File names, keys, titles and the words of an article are data. A terminal takes some characters for orders, a reader cannot see others,
//! a build server runs lines that begin in a certain way, and VS Code makes links of messages. Here that is taken from them, and nothing else is
//! changed: what was written can still be read.

/// What stands where a character could steer or deceive.
const STANDS_FOR: char = '\u{fffd}';

/// The character, or what is shown for it where it could steer the terminal or would not be seen.
#[must_use]
pub fn shown(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        c if steers(c) => STANDS_FOR,
        c => c,
    }
}

/// Whether a terminal could take the character for an order, or a reader could not see that it is there: control characters (C0, C1), marks
/// that turn the direction of what follows (UAX 9), spaces without width and letters without shape. What joins letters and emoji (ZWJ, ZWNJ,
/// variation selectors) is none of them: whole scripts are written with it.
#[must_use]
pub fn steers(c: char) -> bool {
    // Most text is spared the table.
    if c < '\u{ad}' {
        return c.is_control();
    }
    matches!(c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}' | '\u{200b}'
        | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// `text` as one line that cannot steer what shows it.
#[must_use]
pub fn one_line(text: &str) -> String {
    lined(text, shown)
}

/// The name of a file on one line. No space stands for a line end here: a reader should see that the name is an odd one.
#[must_use]
pub fn name(text: &str) -> String {
    lined(text, |c| if c != ' ' && shown(c) == ' ' { STANDS_FOR } else { shown(c) })
}

fn lined(text: &str, show: impl Fn(char) -> char) -> String {
    let mut before = ' ';
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        // Behind a letter of ours there is nothing to join, and nobody would see it.
        let idle = matches!(c, '\u{200c}' | '\u{200d}') && before.is_ascii();
        line.push(if idle { STANDS_FOR } else { show(c) });
        before = c;
    }
    line
}

/// `text` of several lines, made here piece by piece, as it goes to a terminal or a build server's log: the last look at it. Line feeds and,
/// where `colours` are wanted, our own colours go through.
///
/// GitHub runs a line that begins with `::`, and any that holds `##[`; Azure `##vso[`, TeamCity `##teamcity[`.
#[must_use]
pub fn page(text: &str, colours: bool) -> String {
    let mut page = String::with_capacity(text.len());
    let mut begins = true;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = if colours { colour(rest) } else { None } {
            page.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if begins && rest.starts_with("::") || orders(rest) {
            page.extend([c, STANDS_FOR]);
            begins = false;
            rest = &rest[2..];
        } else {
            let taken = c.len_utf8();
            let c = if c == '\n' { c } else { shown(c) };
            page.push(c);
            begins = c == '\n' || begins && c.is_whitespace();
            rest = &rest[taken..];
        }
    }
    page
}

/// The length in bytes of the colour (ECMA-48, SGR) that `text` begins with.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[end..].starts_with('m').then_some(2 + end + 1)
}

/// Whether `text` begins with `##[` or `##word[`, in which build servers see an order wherever it stands.
#[must_use]
pub fn orders(text: &str) -> bool {
    text.strip_prefix("##")
        .is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_lowercase()).starts_with('['))
}

/// The longest message an editor is sent, in code points: VS Code cuts one at a thousand, and nobody reads that much in a corner of a window.
const LONGEST_NOTICE: usize = 1000;

/// `text` as a message an editor shows: it cannot steer a terminal, is not too long, and VS Code, which makes a link that runs a command of
/// `[words](command:...)`, finds none in it. Line ends stay.
#[must_use]
pub fn notice(text: &str) -> String {
    let mut notice = String::with_capacity(text.len());
    let mut before = ' ';
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST_NOTICE {
            notice.push('…');
            break;
        }
        if c == '(' && before == ']' {
            notice.push(' ');
        }
        // What is shown for a character must not be what was to be kept apart.
        before = if c == '\n' { c } else { shown(c) };
        notice.push(before);
    }
    notice
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Characters that steer, deceive or begin an order, among others.
    fn hostile() -> impl Strategy<Value = String> {
        const PARTS: [&str; 28] = [
            "a",
            " ",
            ":",
            "::",
            "::error::x",
            "#",
            "##[",
            "##vso[a]",
            "]",
            "(",
            "](",
            "\n",
            "\r",
            "\t",
            "\u{1b}",
            "\u{1b}[31m",
            "\u{1b}]0;t\u{7}",
            "\u{85}",
            "\u{9b}31m",
            "\u{202e}",
            "\u{2066}",
            "\u{200b}",
            "\u{200d}",
            "\u{feff}",
            "\u{2028}",
            "ж",
            "👩\u{200d}🚒",
            "\u{0}",
        ];
        prop::collection::vec(prop::sample::select(&PARTS[..]), 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn nothing_steers(text in hostile()) {
            for line in [one_line(&text), name(&text), page(&text, false).replace('\n', ""), notice(&text).replace('\n', "")] {
                prop_assert!(!line.chars().any(steers), "{line:?}");
            }
            for line in page(&text, true).lines() {
                prop_assert!(!line.trim_start().starts_with("::") && !line.contains("##[") && !line.contains("##vso["), "{line:?}");
                prop_assert!(!line.replace("\u{1b}[31m", "").chars().any(steers), "{line:?}");
            }
            prop_assert!(!notice(&text).contains("]("));
        }

        #[test]
        fn what_does_not_steer_is_left_alone(text in "[a-zA-Zäжあ ,.()\\[\\]-]{0,40}") {
            prop_assert_eq!(&one_line(&text), &text);
            prop_assert_eq!(&name(&text), &text);
            prop_assert_eq!(&page(&text, false), &text);
        }
    }

    #[test]
    fn an_odd_name_is_seen_to_be_one() {
        assert_eq!(name("a\n::error::b\u{1b}[31m\u{202e}.md"), "a\u{fffd}::error::b\u{fffd}[31m\u{fffd}.md");
        assert_eq!(name("a\u{200d}.md"), "a\u{fffd}.md");
        assert_eq!(one_line("می\u{200c}خواهم 👩\u{200d}🚒"), "می\u{200c}خواهم 👩\u{200d}🚒");
    }

    #[test]
    fn a_page_keeps_our_colours_and_no_orders() {
        assert_eq!(page("\u{1b}[1;31merror\u{1b}[0m \u{1b}[2J\n", true), "\u{1b}[1;31merror\u{1b}[0m \u{fffd}[2J\n");
        assert_eq!(page("\u{1b}[1m", false), "\u{fffd}[1m");
        assert_eq!(page("a\n  ::error::b a::b", false), "a\n  :\u{fffd}error::b a::b");
        assert_eq!(page("3 | ##[add-mask]x ## Cost ##", false), "3 | #\u{fffd}[add-mask]x ## Cost ##");
    }

    #[test]
    fn a_notice_holds_no_link_and_an_end() {
        assert_eq!(notice("@s1: [Open](command:a.b) (1)\n@s2"), "@s1: [Open] (command:a.b) (1)\n@s2");
        assert_eq!(notice(&"x".repeat(5000)).chars().count(), LONGEST_NOTICE + 1);
    }
}
