//! Who a confidential source is. It can be looked for in a text; it cannot be printed, logged or exported.

use super::seen::{self, Step};
use crate::article::{fold, is_blank, is_joined, looks_like};
use crate::text::Span;
use std::collections::HashMap;

/// The names a confidential source goes by; only to be looked for in copy. There is deliberately no way to read them back.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identity {
    names: Vec<Name>,
}

/// A name, or the family name of one: second references print it alone.
#[derive(Clone, PartialEq, Eq)]
struct Name {
    /// In the form names are compared in, with single spaces.
    letters: Vec<char>,
    /// Of a family name, what stands before it in the whole one.
    given: Option<String>,
    /// Whether it counts in small letters too: a family name alone is often a word ("Kurt Winter").
    any_case: bool,
}

impl Identity {
    /// The identity of somebody known by these names; `None` if there are none.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = String>) -> Option<Self> {
        let folded: Vec<String> = names.into_iter().map(|name| folded(&name)).filter(|name| !name.is_empty()).collect();
        let mut names: Vec<Name> = Vec::new();
        for name in &folded {
            // An institution has no family name: "Ministry of Roads" is not found in "roads".
            if let Some((given, family)) = family(name).filter(|_| !is_institution(name)) {
                let any_case = folded.iter().any(|other| other == family);
                names.push(Name { letters: family.chars().collect(), given: Some(given.to_owned()), any_case });
            }
        }
        // In the other order, and without the names in the middle.
        let others: Vec<String> = folded
            .iter()
            .filter(|name| !is_institution(name))
            .flat_map(|name| {
                let words: Vec<&str> = name.split(' ').collect();
                match words[..] {
                    [given, family] => vec![format!("{family} {given}")],
                    [given, .., family] if family.len() > 2 => vec![format!("{given} {family}")],
                    _ => Vec::new(),
                }
            })
            .collect();
        for name in folded.into_iter().chain(others) {
            // One that is listed alone too is a family name all the same.
            let letters: Vec<char> = name.chars().collect();
            if !names.iter().any(|known| known.letters == letters) {
                names.push(Name { letters, given: None, any_case: true });
            }
        }
        (!names.is_empty()).then_some(Self { names })
    }

    /// Where `text` first names them; see [`Names::all_in`].
    #[must_use]
    pub fn find_in(&self, text: &str) -> Option<Span> {
        Names::of([(0, self)].into_iter()).all_in(text).first().map(|found| found.span)
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(..)")
    }
}

/// The names of all confidential sources of a registry, ready to be looked for in one pass.
#[derive(Clone, Default)]
pub(crate) struct Names {
    /// Each with the index of its source.
    names: Vec<(usize, Name)>,
    /// Names by the letter they begin with, and by the letter that one looks like.
    by_first: HashMap<char, Vec<usize>, foldhash::fast::FixedState>,
}

/// Where somebody is named who is not to be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    /// Where, in bytes.
    pub span: Span,
    /// Index of the source.
    pub source: usize,
    /// Of a family name that stands alone, the given names that stand before it in the whole name; `None` where the whole one stands.
    pub given: Option<&'a str>,
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Names(..)")
    }
}

impl Names {
    /// Of the identities of the sources with these indices.
    pub fn of<'a>(identities: impl Iterator<Item = (usize, &'a Identity)>) -> Self {
        let mut all = Self::default();
        for (source, identity) in identities {
            for name in &identity.names {
                let Some(&first) = name.letters.first() else { continue };
                for first in [Some(first), looks_like(first).filter(|&like| like != first)].into_iter().flatten() {
                    all.by_first.entry(first).or_default().push(all.names.len());
                }
                all.names.push((source, name.clone()));
            }
        }
        all
    }

    /// Whether nobody is to be looked for.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Everywhere `text` names them, in order: whole words as a reader sees them, whatever the case, the accents, the letters that only look
    /// like others, the gap between the words, a word parted at the end of a line, or the mark-up about and within them; as a handle, in an
    /// address, in a file's name. A family name that stands alone counts where it begins with a capital, in the plural too; `Olha Brynza`
    /// is found in `Brynza said`, `Kurt Winter` not in `in winter`.
    pub fn all_in(&self, text: &str) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let (mut at, mut in_word) = (0, false);
        while at < text.len() {
            let (c, len) = match text.as_bytes()[at] {
                byte @ 0..=0x7F if !matches!(byte, b'&' | b'%') => (char::from(byte), 1),
                _ => match seen::letter(&text[at..]) {
                    (Some(c), len) => (c, len),
                    // What nobody sees begins no word and ends none.
                    (None, len) => {
                        at += len;
                        continue;
                    }
                },
            };
            let starts_word = !in_word && c.is_alphanumeric();
            in_word = c.is_alphanumeric();
            let end = if starts_word { self.at(text, at, c, &mut found) } else { None };
            match end {
                Some(end) => (at, in_word) = (end, false),
                None => at += len,
            }
        }
        found
    }

    /// The names that stand at `at`, where `c` begins a word: of all the longest. Where it ends.
    fn at<'a>(&'a self, text: &str, at: usize, c: char, found: &mut Vec<Found<'a>>) -> Option<usize> {
        let mut first = None;
        fold(c, |c| first = first.or(Some(c)));
        let firsts = [first, looks_like(c).or_else(|| looks_like(first?)).filter(|&like| Some(like) != first)];
        let candidates = firsts.iter().flatten().filter_map(|first| self.by_first.get(first)).flatten();
        let before = found.len();
        let mut longest = None;
        for &index in candidates {
            let (source, name) = &self.names[index];
            if !name.any_case && c.is_lowercase() {
                continue;
            }
            let Some(end) = matched(name, text, at).filter(|end| longest.is_none_or(|longest| *end >= longest)) else {
                continue;
            };
            if longest.is_some_and(|longest| end > longest) {
                found.truncate(before);
            }
            longest = Some(end);
            let it = Found { span: Span::new(at, end), source: *source, given: name.given.as_deref() };
            if !found[before..].contains(&it) {
                found.push(it);
            }
        }
        longest
    }
}

/// Where `name` ends in `text`, if it stands at `start` as whole words.
fn matched(name: &Name, text: &str, start: usize) -> Option<usize> {
    let wanted = &name.letters;
    let (mut next, mut at) = (0, start);
    let (mut last, mut glued) = (' ', false);
    while next < wanted.len() {
        let rest = &text[at..];
        if wanted[next] == ' ' {
            let gap = seen::gap(rest);
            // "TomasBergqvist"; without a capital it must be a handle or an address.
            glued |= gap == 0 && (last.is_uppercase() || !rest.starts_with(char::is_uppercase));
            next += 1;
            at += gap;
            at += initial(&text[at..], &wanted[next..]);
            continue;
        }
        match seen::step(rest) {
            Step::Hidden(len) => at += len,
            Step::Break(len) => {
                next += usize::from(wanted[next] == '-');
                at += len;
            }
            Step::Letter(c, len) => match same(&wanted[next..], c) {
                Some(letters) => {
                    next += letters;
                    at += len;
                    last = c;
                }
                // "O'Hara-Lindt" as "OHara Lindt".
                None if wanted[next] == '\'' => next += 1,
                None if wanted[next] == '-' && seen::gap(rest) > 0 => {
                    next += 1;
                    at += seen::gap(rest);
                }
                None => return None,
            },
            Step::End => return None,
        }
    }
    let before = &text[..start];
    let handle = before.ends_with(['@', '#', '/', '.']) || before.ends_with("%2F") || before.ends_with("%40");
    let end = end_of(text, at, handle)?;
    let address = || {
        let mut after = text[end..].chars();
        matches!(after.next(), Some('@' | '.')) && after.next().is_some_and(char::is_alphanumeric)
    };
    (!glued || handle || address()).then_some(end)
}

/// Bytes of a middle initial at the start of `text` ("J. " in "Osbert J. Quillfeather"), where the name goes on with the word `wanted`.
fn initial(text: &str, wanted: &[char]) -> usize {
    let mut chars = text.chars();
    let initial = chars.next().filter(|c| c.is_uppercase());
    let dot = chars.next() == Some('.');
    let rest = chars.as_str();
    match initial {
        Some(_) if dot && seen::gap(rest) > 0 && wanted.get(1).is_some_and(|&c| c != '.' && c != ' ') => {
            text.len() - rest.len() + seen::gap(rest)
        }
        _ => 0,
    }
}

/// How many of the letters `wanted` the character `c` stands for; `None` if for others.
fn same(wanted: &[char], c: char) -> Option<usize> {
    let (mut letters, mut same) = (0, true);
    fold(c, |folded| {
        same &= wanted.get(letters).is_some_and(|&wanted| {
            wanted == folded
                || looks_like(c).or(looks_like(folded)) == Some(wanted)
                || looks_like(wanted).is_some_and(|like| like == folded || looks_like(c) == Some(like))
        });
        letters += 1;
    });
    same.then_some(letters)
}

/// Where the name that ends at `at` ends as a whole word, in the plural if it stands in it; `None` if the word goes on. Figures may follow
/// a handle.
fn end_of(text: &str, at: usize, handle: bool) -> Option<usize> {
    let past = |at: usize| text.len() - text[at..].trim_start_matches(is_joined).len();
    let ends = |at: usize| {
        let at = past(at);
        let at =
            if handle { text.len() - text[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len() } else { at };
        let goes_on = matches!(seen::step(&text[at..]), Step::Letter(c, _) if c.is_alphanumeric());
        // "Quill-" at the end of a line goes on in the next, and where that makes another name it is not this one.
        (!goes_on).then_some(at)
    };
    let plural = |ending: &str| {
        let at = past(at);
        let is = text.get(at..at + ending.len()).is_some_and(|own| own.eq_ignore_ascii_case(ending));
        if is { ends(at + ending.len()) } else { None }
    };
    ends(at).or_else(|| plural("s")).or_else(|| plural("es"))
}

/// The last word of `name` (folded) that can be a family name, with what stands before it; not its first, and no initial, particle or
/// `jr.`
fn family(name: &str) -> Option<(&str, &str)> {
    let (_, rest) = name.split_once(' ')?;
    let family = rest.rsplit(' ').find(|word| {
        word.chars().nth(2).is_some() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
    })?;
    let at = family.as_ptr() as usize - name.as_ptr() as usize;
    Some((name[..at].trim_end(), family))
}

/// Words of the names of institutions, folded: what bears such a name is nobody's name.
const INSTITUTIONS: &str = "administration academy agency airport army assembly association authority bank board brigade broadcasting bureau \
    cabinet center centre chamber church clinic college command commission committee commune company congress constabulary corporation \
    corps council county court department directorate district division embassy enterprise exchange federation fleet force forces \
    foundation fund gazette group guard herald hospital house inc inspectorate institute institution journal league library limited llc \
    ltd ministry mission museum network news observatory office organisation organization parliament party police port post press \
    prison regiment registry republic school secretariat senate service services society state station syndicate systems times trade \
    treasury tribune trust union university utilities utility works";

/// Words that end a title and no name, folded.
const OFFICES: &str = "adviser advisor agent aide analyst assistant attorney captain chairman chairwoman chief clerk colonel commander \
    commissioner coordinator counsel deputy detective director doctor driver editor engineer executive expert general governor head \
    inspector judge lawyer leader lieutenant major manager mayor minister nurse officer official operator partner pilot president \
    prosecutor professor reporter representative researcher secretary senator sergeant specialist spokesman spokesperson spokeswoman \
    supervisor teacher technician worker";

/// Whether `name` (folded) is an institution's.
fn is_institution(name: &str) -> bool {
    name.split(' ').any(|word| INSTITUTIONS.split_whitespace().any(|known| known == word))
}

/// The names that stand in `words`, such as a role ("aide to Osbert Quillfeather"): two words or more with capitals, one after the other or
/// with a particle between them; no institutions ("official in the Ministry of Roads").
pub(super) fn names_in(words: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut close = |name: &mut Vec<&str>| {
        while name.last().is_some_and(|word| !word.starts_with(char::is_uppercase)) {
            name.pop();
        }
        let whole = name.join(" ");
        let lower = folded(&whole);
        let title = OFFICES.split_whitespace().any(|office| lower.ends_with(office));
        if name.len() > 1 && !title && !is_institution(&lower) {
            names.push(whole);
        }
        name.clear();
    };
    for word in words.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let particle = !name.is_empty()
            && bare.chars().count() <= 3
            && !matches!(bare, "to" | "of" | "for" | "at" | "in" | "and" | "the");
        if bare.starts_with(char::is_uppercase) || particle {
            name.push(bare);
        } else {
            close(&mut name);
        }
        // A mark behind a word ends the name.
        if word.ends_with(|c: char| !c.is_alphanumeric() && c != '.') || !word.ends_with(bare) && !word.ends_with('.') {
            close(&mut name);
        }
    }
    close(&mut name);
    names
}

/// Whether `given`, as a text has it, may be the `known` given names or short for them ("O.", "Bert" of "Osbert"), or a slip for them.
pub(crate) fn may_be_given(known: &str, given: &str) -> bool {
    let given = folded(given);
    let bare = given.trim_end_matches('.');
    let of = |known: &str| {
        known.starts_with(bare)
            || bare.starts_with(known)
            || known.contains(bare)
            || strsim::osa_distance(known, bare) <= 2
    };
    bare.is_empty() || known.split(' ').any(of)
}

/// A name in the form names are compared in, with single spaces.
fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split(|c| is_blank(c) && !is_joined(c)).filter(|word| word.chars().any(|c| !is_joined(c))) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        word.chars().for_each(|c| fold(c, |c| folded.push(c)));
    }
    folded
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
