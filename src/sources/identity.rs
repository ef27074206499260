//! Who a confidential source is. It can be looked for in a text; it cannot be printed, logged or exported.

use crate::article::{is_blank, is_joined};
use crate::text::Span;
use unicode_normalization::char::decompose_canonical;

/// The names a confidential source goes by; only to be looked for in copy. There is deliberately no way to read them back.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    names: Vec<String>,
    /// The family name of each name of several words: second references print it alone.
    families: Vec<String>,
}

impl Identity {
    /// The identity of somebody known by these names; `None` if there are none.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = String>) -> Option<Self> {
        let names: Vec<_> = names.into_iter().map(|name| folded(&name)).filter(|name| !name.is_empty()).collect();
        let families = names.iter().filter_map(|name| family(name)).map(str::to_owned).collect();
        (!names.is_empty()).then_some(Self { names, families })
    }

    /// Everywhere `text` names them, in order.
    pub fn all_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find_in(&text[from..])?.shifted(from);
            from = found.end;
            Some(found)
        })
    }

    /// Where `text` first names them: whole words as a reader sees them, whatever the case, the accents, the gap between the words or the
    /// mark-up about and within them; in an address or a file's name too. A family name that stands alone counts where it begins with a
    /// capital; `Olha Brynza` is found in `Brynza said`, `Kurt Winter` not in `in winter`.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Option<Span> {
        let mut in_word = false;
        for (start, c) in text.char_indices().filter(|&(_, c)| !is_joined(c)) {
            // "%20" is a blank in an address.
            let starts_word = !in_word || text[..start].ends_with("%20");
            in_word = c.is_alphanumeric();
            if !starts_word || is_blank(c) {
                continue;
            }
            let mut first = None;
            fold(c, |c| first = first.or(Some(c)));
            let families = self.families.iter().filter(|_| !c.is_lowercase());
            let candidates = self.names.iter().chain(families).filter(|name| name.chars().next() == first);
            let longest = candidates.filter_map(|name| matched(name, &text[start..])).max();
            if let Some(len) = longest {
                return Some(Span::new(start, start + len));
            }
        }
        None
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(..)")
    }
}

/// How many bytes at the start of `text` are `name` (folded already), if it ends there as a whole word.
fn matched(name: &str, text: &str) -> Option<usize> {
    let mut wanted = name.chars().peekable();
    let mut at = 0;
    while let Some(&next) = wanted.peek() {
        let rest = &text[at..];
        if next == ' ' {
            let gap = gap(rest);
            // "TomasBergqvist", "T.Bergqvist"
            let glued = || !text[..at].ends_with(char::is_uppercase) && rest.starts_with(char::is_uppercase);
            if gap == 0 && !glued() {
                return None;
            }
            wanted.next();
            at += gap;
            continue;
        }
        at += match mark_up(rest) {
            0 => {
                let c = rest.chars().next()?;
                let mut same = true;
                fold(c, |c| same &= wanted.next() == Some(c));
                if !same {
                    return None;
                }
                c.len_utf8()
            }
            hidden => hidden,
        }
    }
    let rest = text[at..].trim_start_matches(is_joined);
    (!rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
}

/// Bytes at the start of `text` that can stand between two words of a name: white space, mark-up, a quoted line's mark, and what joins words
/// in addresses and file names.
fn gap(text: &str) -> usize {
    let mut rest = text;
    loop {
        let hidden = match mark_up(rest) {
            0 if rest.starts_with("%20") => 3,
            0 => match rest.chars().next() {
                Some(c) if is_blank(c) || matches!(c, '>' | '-' | '.' | '+') => c.len_utf8(),
                _ => return text.len() - rest.len(),
            },
            hidden => hidden,
        };
        rest = &rest[hidden..];
    }
}

/// Mark-up longer than this (bytes) is read as words, so that one that never ends is not looked through again and again.
const LONGEST: usize = 1000;

/// Bytes of the mark-up at the start of `text`: what stands in a draft and is not read in print.
fn mark_up(text: &str) -> usize {
    let to = |text: &str, close: &str| {
        let near = &text.as_bytes()[..text.len().min(LONGEST)];
        memchr::memmem::find(near, close.as_bytes()).map_or(0, |at| at + close.len())
    };
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let rest = chars.as_str();
    match first {
        '*' | '_' | '~' | '`' | '\\' => 1,
        // A tag, a note, a mark of an editor's.
        '[' if rest.starts_with(['@', '^']) || rest.starts_with("-@") || rest.starts_with("CQ]") => {
            to(text, "]").max(1)
        }
        // Where a link leads, how a stretch is set.
        ']' if rest.starts_with('(') => to(text, ")").max(1),
        ']' if rest.starts_with('[') => 1 + to(rest, "]"),
        ']' if rest.starts_with('{') => to(text, "}").max(1),
        '[' | ']' => 1,
        '<' if rest.starts_with("!--") => to(text, "-->"),
        '<' if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => to(text, ">"),
        '&' if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#') => to(text, ";"),
        first if is_joined(first) => first.len_utf8(),
        _ => 0,
    }
}

/// The last word of `name` (folded) that can be a family name; not its first, and no initial, particle or `jr.`
fn family(name: &str) -> Option<&str> {
    let (_, rest) = name.split_once(' ')?;
    rest.rsplit(' ').find(|word| {
        word.chars().nth(2).is_some() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
    })
}

/// A name in lower case, with single spaces, straight apostrophes and hyphens, and no accents.
fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split(is_blank).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        word.chars().for_each(|c| fold(c, |c| folded.push(c)));
    }
    folded
}

/// What `c` counts as: nothing, where it only goes with the letter before it.
fn fold(c: char, mut to: impl FnMut(char)) {
    match c {
        '\0'..='\x7f' => to(c.to_ascii_lowercase()),
        '’' | 'ʼ' => to('\''),
        '\u{2010}'..='\u{2013}' => to('-'),
        c => c.to_lowercase().for_each(|c| {
            decompose_canonical(c, |c| {
                if !is_joined(c) {
                    to(c);
                }
            });
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(names: &[&str]) -> Identity {
        Identity::new(names.iter().map(|&n| n.to_owned())).unwrap()
    }

    #[track_caller]
    fn check(names: &[&str], text: &str, found: Option<&str>) {
        assert_eq!(identity(names).find_in(text).map(|span| span.of(text)), found, "{text}");
    }

    #[test]
    fn is_found_as_whole_words_in_any_case() {
        check(&["Olha Brynza"], "The papers came from olha  BRYNZA's desk.", Some("olha  BRYNZA"));
        check(&["Olha Brynza"], "Olha\nBrynza said so.", Some("Olha\nBrynza"));
        check(&["Brynza"], "Brynzakov said so.", None);
        check(&["Brynza"], "McBrynza said so.", None);
        check(&["Ольга Бринза"], "Про це сказала ОЛЬГА БРИНЗА.", Some("ОЛЬГА БРИНЗА"));
        check(&["D'Arvo"], "It was D’Arvo.", Some("D’Arvo"));
        check(&["Brynza", "Brynza Marta"], "Then Brynza Marta left.", Some("Brynza Marta"));
    }

    #[test]
    fn is_found_by_the_family_name_alone() {
        check(&["Olha Brynza"], "The engineer, Ms Brynza, said so.", Some("Brynza"));
        check(&["Olha Brynza"], "BRYNZA’S WARNING", Some("BRYNZA"));
        check(&["Olha Brynza"], "Olha said so.", None);
        check(&["Kurt Winter"], "The road is closed in winter.", None);
        check(&["Kurt Winter Jr."], "Mr Winter said so.", Some("Winter"));
        check(&["Ludwig van den Berg"], "Van Den said so, and so did he.", None);
        check(&["Ludwig van den Berg"], "Mr van den Berg said so.", Some("Berg"));
        check(&["Mila O’Hara-Lindt"], "O'Hara-Lindt said so.", Some("O'Hara-Lindt"));
    }

    #[test]
    fn is_found_as_a_reader_sees_it() {
        for leak in [
            "**Tomas** Bergqvist",
            "Tomas*Bergqvist",
            "Tomas](https://example.org/a?b=c) Bergqvist",
            "Tomas][1] Bergqvist",
            "Tomas]{.smallcaps} Bergqvist",
            "Tomas [CQ] Bergqvist",
            "Tomas [@own, p. 3] Bergqvist",
            "Tomas<!-- stet --> Bergqvist",
            "Tomas</b>&nbsp;<i>Berg</i>qvist",
            "Tomas\u{a0}Bergqvist",
            "Tomas\u{202f}Berg\u{ad}qvist",
            "Tomas\u{200b}Bergqvist",
            "To\u{301}mas Bergqvist",
            "TOMÁS\r\n> _BERGQVIST_",
            "tomas-bergqvist",
            "tomas.bergqvist",
            "TOMAS_BERGQVIST",
            "tomas%20bergqvist",
            "TomasBergqvist",
        ] {
            let found = identity(&["Tomas Bergqvist"]).find_in(&format!("It was [{leak}](x) who said so."));
            assert!(found.is_some_and(|span| leak.trim_matches(['*', '_']).len() <= span.len() + 2), "{leak}");
        }
        check(&["Tomás Bergqvist"], "Tomas Bergqvist said so.", Some("Tomas Bergqvist"));
        check(&["Jörg Ng"], "https://example.org/jo%20rg/jorg-ng.html", Some("jorg-ng"));
        check(&["Ann Other"], "And annother anther.", None);
        check(&["Wei Ng"], "See https://example.org/a%20Wei%20Ng", Some("Wei%20Ng"));
        check(&["Brynza"], "Brynza\u{ad}kov and Mc\u{ad}Brynza said so.", None);
        check(&["Olha Brynza"], "Bryn*za* said so.", Some("Bryn*za"));
        check(&["Olha Brynza"], "Bryn<za said so, Bryn & za, Bryn (za).", None);
    }

    #[test]
    fn takes_time_in_the_length_of_the_text_alone() {
        for piece in ["O[@", "O<a", "O](", "O&a", "O]{", "O<!--", "O ", "O*", "O*-"] {
            assert_eq!(identity(&["O O Brynza"]).find_in(&piece.repeat(100_000)), None);
        }
    }

    #[test]
    fn is_never_printed() {
        let printed = format!("{:?}", identity(&["Olha Brynza"]));
        assert!(!printed.contains("Brynza"), "{printed}");
    }

    #[test]
    fn nobody_is_nobody() {
        assert!(Identity::new(["  ".to_owned()]).is_none());
    }
}
