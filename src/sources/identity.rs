//! Who a confidential source is. It can be looked for in a text; it cannot be printed, logged or exported.

use crate::text::Span;

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

    /// Where `text` first names them: whole words, whatever the case, the width of the spaces or the style of the apostrophe. A family name
    /// that stands alone counts where it begins with a capital; `Olha Brynza` is found in `Brynza said`, `Kurt Winter` not in `in winter`.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Option<Span> {
        let mut before = None;
        for (start, c) in text.char_indices() {
            let starts_word = !before.is_some_and(char::is_alphanumeric);
            before = Some(c);
            if !starts_word || c.is_whitespace() {
                continue;
            }
            let first = fold(c).next();
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
    let mut chars = text.char_indices().peekable();
    while wanted.peek().is_some() {
        let (_, c) = chars.next()?;
        if c.is_whitespace() {
            if wanted.next() != Some(' ') {
                return None;
            }
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if !fold(c).all(|c| wanted.next() == Some(c)) {
            return None;
        }
    }
    match chars.peek() {
        Some((_, c)) if c.is_alphanumeric() => None,
        Some(&(end, _)) => Some(end),
        None => Some(text.len()),
    }
}

/// The last word of `name` (folded) that can be a family name; not its first, and no initial, particle or `jr.`
fn family(name: &str) -> Option<&str> {
    let (_, rest) = name.split_once(' ')?;
    rest.rsplit(' ').find(|word| {
        word.chars().nth(2).is_some() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
    })
}

/// A name in lower case, with single spaces and straight apostrophes.
fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(|word| word.chars().flat_map(fold).collect()).collect();
    words.join(" ")
}

fn fold(c: char) -> std::char::ToLowercase {
    match c {
        '’' | 'ʼ' => '\''.to_lowercase(),
        c => c.to_lowercase(),
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
    fn is_never_printed() {
        let printed = format!("{:?}", identity(&["Olha Brynza"]));
        assert!(!printed.contains("Brynza"), "{printed}");
    }

    #[test]
    fn nobody_is_nobody() {
        assert!(Identity::new(["  ".to_owned()]).is_none());
    }
}
