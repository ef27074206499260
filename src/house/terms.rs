//! The house's own words: terms it does not write, with what it writes instead, and patterns of its own.
//!
//! Both are made ready when the settings are read and never while somebody types. Terms are looked up by their first word, so that a hundred
//! thousand cost a text no more than one; a pattern is a regular expression in time linear in the text, and one that would grow beyond a
//! megabyte is refused. Nothing here knows of blocks and quotations.

use crate::text::{Severity, Span};
use regex::{Regex, RegexBuilder};
use std::collections::HashMap;

/// How large a pattern may become, in bytes.
const LARGEST_PATTERN: usize = 1 << 20;

/// A pattern is made ready in so many bytes, and in twice as many as long as that is too little: so its size is known, for as much work again.
const SMALLEST_PATTERN: usize = 1 << 12;

/// What the house says of a term or a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it writes instead, best first. May be empty.
    pub write: Vec<String>,
    /// Why, in the house's own words, without a full stop.
    pub why: Option<String>,
    /// Phrases around it that are meant so.
    pub except: Vec<String>,
    /// How grave it is, where that is said.
    pub severity: Option<Severity>,
    /// Whether to check quotations too.
    pub in_quotations: bool,
}

/// A term the house does not write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term. With a capital in it, it is only found as it stands; without, in any case.
    pub instead_of: String,
    /// Index into [`Terms::said`].
    pub said: usize,
}

/// A pattern of the house's own.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The regular expression.
    pub find: Regex,
    /// What the house says of it; words to write may name its groups: `$1`.
    pub said: Said,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.find.as_str() == other.find.as_str() && self.said == other.said
    }
}

impl Eq for Pattern {}

/// All terms of a house, ready to be found.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Terms {
    list: Vec<Term>,
    said: Vec<Said>,
    /// Indices of the terms by their first word in lower case, longer terms first.
    by_word: HashMap<String, Vec<usize>>,
}

/// The same for equal terms in every run of the program: caches are told apart by it.
impl std::fmt::Debug for Terms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terms").field("list", &self.list).field("said", &self.said).finish_non_exhaustive()
    }
}

/// A term that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermHit<'a> {
    /// Where, in bytes.
    pub span: Span,
    /// What the house says of it.
    pub said: &'a Said,
}

impl Terms {
    /// The given terms and what is said of them. A term without a letter or a digit is never found.
    #[must_use]
    pub fn new(list: Vec<Term>, said: Vec<Said>) -> Self {
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, term) in list.iter().enumerate() {
            if let Some(word) = first_word(&term.instead_of) {
                by_word.entry(word).or_default().push(index);
            }
        }
        by_word.values_mut().for_each(|own| own.sort_by_key(|index| std::cmp::Reverse(list[*index].instead_of.len())));
        Self { list, said, by_word }
    }

    /// What they were made of, to make others from.
    #[must_use]
    pub fn parts(&self) -> (Vec<Term>, Vec<Said>) {
        (self.list.clone(), self.said.clone())
    }

    /// The terms, and what is said of each.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Said)> {
        self.list.iter().filter_map(|term| Some((&*term.instead_of, self.said.get(term.said)?)))
    }

    /// The terms in `text`, whole words only, in order and apart: of those that begin with one word the longest.
    #[must_use]
    pub fn find<'a>(&'a self, text: &str) -> Vec<TermHit<'a>> {
        let mut hits: Vec<TermHit<'_>> = Vec::new();
        if self.by_word.is_empty() {
            return hits;
        }
        let mut lower = String::new();
        for word in words(text) {
            lower.clear();
            lower.extend(word.of(text).chars().flat_map(char::to_lowercase));
            let apart = |span: &Span| hits.last().is_none_or(|last| last.span.end <= span.start);
            let found = self.by_word.get(&lower).into_iter().flatten().find_map(|index| {
                let term = self.list.get(*index)?;
                let span = at(&term.instead_of, text, word.start).filter(apart)?;
                let said = self.said.get(term.said).filter(|said| !is_excepted(text, span, said))?;
                Some(TermHit { span, said })
            });
            hits.extend(found);
        }
        hits
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Span> {
    let inside = |c: char| c.is_alphanumeric();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(inside)?;
        at = text[start..].find(|c| !inside(c)).map_or(text.len(), |length| start + length);
        Some(Span::new(start, at))
    })
}

/// Where `term` stands in `text` if its first word starts at the byte `word`. With a capital in it, it is only found as it stands.
fn at(term: &str, text: &str, word: usize) -> Option<Span> {
    let start = word.checked_sub(words(term).next()?.start)?;
    let here = text.get(start..)?;
    let end = if term.chars().any(char::is_uppercase) {
        here.strip_prefix(term)?;
        start + term.len()
    } else {
        let mut letters = here.char_indices();
        for wanted in term.chars() {
            let (_, letter) = letters.next()?;
            if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
                return None;
            }
        }
        letters.next().map_or(text.len(), |(length, _)| start + length)
    };
    let span = Span::new(start, end);
    is_whole(text, span).then_some(span)
}

/// The first word of a term, in lower case.
pub(super) fn first_word(term: &str) -> Option<String> {
    words(term).next().map(|word| word.of(term).to_lowercase())
}

/// Compiles a pattern; an error says what is wrong with it: that it is no regular expression, or would grow too large. And what it took, in
/// bytes, be it made or not.
pub fn pattern(find: &str, said: Said) -> (Result<Pattern, String>, usize) {
    let mut size = SMALLEST_PATTERN;
    loop {
        let made = RegexBuilder::new(find).size_limit(size).dfa_size_limit(LARGEST_PATTERN).build();
        let made = match made {
            Err(regex::Error::CompiledTooBig(_)) if size < LARGEST_PATTERN => {
                size *= 2;
                continue;
            }
            Ok(regex) if regex.is_match("") => Err("it matches the empty string".into()),
            Ok(find) => Ok(Pattern { find, said }),
            Err(regex::Error::CompiledTooBig(_)) => Err("it would take more than a megabyte".into()),
            Err(error) => Err(last_line(&error.to_string())),
        };
        // What is long has been read, whatever came of it.
        return (made, size.max(find.len()));
    }
}

/// A regular expression's error ends with what is wrong.
fn last_line(error: &str) -> String {
    error.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned()
}

/// Whether neither end of `span` cuts a word.
fn is_whole(text: &str, span: Span) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let own = span.of(text);
    let (before, after) = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
    !(inside(before) && inside(own.chars().next()) || inside(after) && inside(own.chars().next_back()))
}

/// Whether `span` lies in one of the phrases that are meant so.
#[must_use]
pub fn is_excepted(text: &str, span: Span, said: &Said) -> bool {
    said.except.iter().filter(|phrase| !phrase.is_empty()).any(|phrase| {
        // Only where the phrase can hold the span is looked.
        let from = floor(text, span.end.saturating_sub(phrase.len()));
        let to = floor(text, (span.start + phrase.len()).min(text.len()));
        let near = &text[from.min(span.start)..to.max(span.end)];
        let at = from.min(span.start);
        near.match_indices(phrase.as_str())
            .any(|(start, found)| at + start <= span.start && span.end <= at + start + found.len())
    })
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(list: &[&str]) -> Terms {
        let said = Said { except: vec!["Co-operative Bank".into()], ..Said::default() };
        Terms::new(list.iter().map(|it| Term { instead_of: (*it).into(), said: 0 }).collect(), vec![said])
    }

    fn found<'a>(list: &[&str], text: &'a str) -> Vec<&'a str> {
        terms(list).find(text).iter().map(|hit| hit.span.of(text)).collect()
    }

    #[test]
    fn whole_words_are_found_in_any_case_and_the_longest_counts() {
        assert_eq!(found(&["co", "co op", "éclair"], "CO opt, co op, cop, Éclair."), ["CO", "co op", "Éclair"]);
        assert_eq!(found(&["Internet"], "The Internet and the internet."), ["Internet"]);
        assert_eq!(found(&["co-operative"], "The Co-operative Bank; a co-operative."), ["co-operative"]);
        assert_eq!(found(&[], "nothing"), [""; 0]);
    }

    #[test]
    fn equal_terms_look_the_same() {
        let many: Vec<String> = (0..50).map(|i| format!("term{i}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(format!("{:?}", terms(&many)), format!("{:?}", terms(&many)));
    }

    #[test]
    fn a_hundred_thousand_terms_are_looked_up_as_one() {
        let many: Vec<String> = (0..100_000).map(|i| format!("term{i}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(found(&many, "A term99999 and a term100000."), ["term99999"]);
    }

    #[test]
    fn a_pattern_that_would_explode_is_refused_with_a_word_on_why() {
        let why = |find| pattern(find, Said::default()).0.err().unwrap_or_default();
        assert_eq!(why(r"(a{1000}){1000}"), "it would take more than a megabyte");
        assert_eq!(why("(a"), "unclosed group");
        assert_eq!(why("a*"), "it matches the empty string");
        assert_eq!(why(r"\bfoo\b"), "");
    }
}
