//! Reading the lists of a `sayso.toml`: `[[terms]]`, `[[patterns]]` and `[[overrides]]`.
//!
//! What a file that is extended has listed stands before what this one lists, and gives way to it. A mistake costs its own entry.

use super::terms::{Pattern, Said, Term, Terms, first_word, pattern};
use super::{ALL_SEVERITIES, ALL_STRICTNESSES, Reader, limits, settings};
use crate::house::{House, Strictness};
use crate::text::Severity;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::borrow::Cow;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Settings for some of the articles.
#[derive(Clone)]
pub struct Override {
    /// Which: globs from the newsroom's root.
    pub files: Vec<String>,
    /// How strictly to check them.
    pub strictness: Option<Strictness>,
    /// Severities of rules.
    pub rules: BTreeMap<String, Severity>,
    set: GlobSet,
}

/// The same for equal settings in every run of the program: caches are told apart by it.
impl std::fmt::Debug for Override {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (&self.files, self.strictness, &self.rules).fmt(f)
    }
}

impl PartialEq for Override {
    fn eq(&self, other: &Self) -> bool {
        (&self.files, self.strictness, &self.rules) == (&other.files, other.strictness, &other.rules)
    }
}

impl Eq for Override {}

impl House {
    /// The house as it is to the article at `path`, which starts from the newsroom's root. Of several overrides the later ones count more.
    #[must_use]
    pub fn at(&self, path: &Path) -> Cow<'_, Self> {
        let mut own = self.overrides.iter().filter(|it| it.set.is_match(path)).peekable();
        if own.peek().is_none() {
            return Cow::Borrowed(self);
        }
        let mut house = self.clone();
        for it in own {
            house.strictness = it.strictness.unwrap_or(house.strictness);
            house.rules.extend(it.rules.clone());
        }
        Cow::Owned(house)
    }
}

/// An entry of a list, its settings taken out one by one.
struct Entry<'a, 'b> {
    table: &'a DeTable<'b>,
    place: Range<usize>,
}

impl Entry<'_, '_> {
    fn get(&self, name: &str) -> Option<&Spanned<DeValue<'_>>> {
        self.table.iter().find(|(key, _)| key.get_ref().as_ref() == name).map(|(_, value)| value)
    }
}

impl Reader<'_> {
    /// The tables of a list, with settings in them that there are none of reported.
    fn entries<'a, 'b>(
        &mut self,
        value: &'a Spanned<DeValue<'b>>,
        list: &str,
        known: &[settings::EntrySetting],
    ) -> Vec<Entry<'a, 'b>> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(value, &format!("a list of tables: start each with [[{list}]]"));
            return Vec::new();
        };
        let mut entries = Vec::new();
        for item in items.iter() {
            let DeValue::Table(table) = item.get_ref() else {
                self.wrong_type(item, &format!("a table: start it with [[{list}]]"));
                continue;
            };
            for (name, _) in table {
                let names: Vec<&str> = known.iter().map(|field| field.name).collect();
                if !names.contains(&name.get_ref().as_ref()) {
                    self.no_such_setting(&names, name.get_ref().as_ref(), name.span());
                }
            }
            entries.push(Entry { table, place: item.span() });
        }
        entries
    }

    /// What is said of a term or a pattern, and the places of the words it offers.
    fn said(&mut self, entry: &Entry<'_, '_>) -> (Said, Vec<(String, Range<usize>)>) {
        let mut strings = |name, most| {
            let words = entry.get(name).and_then(|value| self.strings(value)).unwrap_or_default();
            let words = self.up_to(words, most, usize::MAX, "entries of this list");
            self.short(words)
        };
        let (write, except) = (strings("write", limits::WRITE), strings("except", limits::EXCEPT));
        let why = entry.get("why").and_then(|value| Some((self.words(value)?, value.span())));
        let why = self.short(why.into_iter().collect()).pop().map(|(why, _)| why);
        let severity = entry.get("severity").and_then(|value| self.one_of(value, &settings::SEVERITIES));
        let in_quotations = entry.get("in-quotations").is_some_and(|value| self.flag(value).unwrap_or(false));
        let said = Said {
            write: write.iter().map(|(word, _)| word.clone()).collect(),
            why: why.map(|why| why.trim().trim_end_matches('.').to_owned()),
            except: except.into_iter().map(|(phrase, _)| phrase).collect(),
            severity: severity.map(|index| ALL_SEVERITIES[index]),
            in_quotations,
        };
        (said, write)
    }

    /// Those of `words` that are no longer than words of a style book are.
    fn short(&mut self, mut words: Vec<(String, Range<usize>)>) -> Vec<(String, Range<usize>)> {
        words.retain(|(word, place)| {
            let short = word.len() <= limits::WORDS;
            if !short {
                let message = format!("This is {} bytes long and is ignored.", word.len());
                self.report(place.clone(), message, format!("Use at most {} bytes.", limits::WORDS));
            }
            short
        });
        words
    }

    /// `[[terms]]`.
    pub(super) fn terms(&mut self, value: &Spanned<DeValue<'_>>) {
        let (mut list, mut said) = self.house.terms.parts();
        // Each term in lower case: where it stands in the list, and whether this file says so.
        let mut places: HashMap<String, (usize, bool)> =
            list.iter().enumerate().map(|(place, term)| (term.instead_of.to_lowercase(), (place, false))).collect();
        let mut offered: Vec<(String, Range<usize>)> = Vec::new();
        let mut of_words: HashMap<String, usize> = HashMap::new();
        list.iter()
            .filter_map(|term| first_word(&term.instead_of))
            .for_each(|word| *of_words.entry(word).or_default() += 1);
        let entries = self.entries(value, "terms", settings::TERM);
        let many = entries.len();
        for (index, entry) in entries.into_iter().enumerate() {
            if list.len() >= limits::TERMS {
                self.too_many(entry.place, &format!("{} terms", limits::TERMS), many - index);
                break;
            }
            let Some(words) = entry.get("instead-of").and_then(|value| self.strings(value)) else {
                self.lacks(&entry, "instead-of = [\"...\"], the words to avoid");
                continue;
            };
            let (own, write) = self.said(&entry);
            offered.extend(write);
            said.push(own);
            let index = said.len() - 1;
            let words = self.up_to(words, limits::TERMS - list.len(), usize::MAX, "terms of an entry");
            for (word, place) in self.short(words) {
                let alike = of_words.entry(first_word(&word).unwrap_or_default()).or_default();
                *alike += 1;
                if *alike > limits::TERMS_OF_A_WORD {
                    // Told of once.
                    if *alike == limits::TERMS_OF_A_WORD + 1 {
                        let much = format!("{} terms that begin with the same word", limits::TERMS_OF_A_WORD);
                        self.too_many(place, &much, 1);
                    }
                    continue;
                }
                let term = Term { instead_of: word, said: index };
                match places.entry(term.instead_of.to_lowercase()) {
                    Occupied(known) if known.get().1 => {
                        if said[list[known.get().0].said].write != said[index].write {
                            let message =
                                format!("“{}” is already on the list with other replacements.", term.instead_of);
                            self.report(place, message, "sayso uses the first. Keep one of the two.".into());
                        }
                    }
                    Occupied(mut inherited) => {
                        list[inherited.get().0] = term;
                        inherited.get_mut().1 = true;
                    }
                    Vacant(new) => {
                        new.insert((list.len(), true));
                        list.push(term);
                    }
                }
            }
        }
        for (word, place) in offered {
            if places.contains_key(&word.to_lowercase()) {
                let message = format!("“{word}” is a replacement here, but it is also on the list of words to avoid.");
                self.report(place, message, "Keep one of the two.".into());
            }
        }
        // One that is turned off was listed by a file that is extended, and is listed no more.
        list.retain(|term| said[term.said].severity != Some(Severity::Off));
        self.house.terms = Arc::new(Terms::new(list, said));
    }

    /// `[[patterns]]`.
    pub(super) fn patterns(&mut self, value: &Spanned<DeValue<'_>>) {
        let mut all: Vec<Pattern> = self.house.patterns.to_vec();
        let mut own: HashSet<String> = HashSet::new();
        let entries = self.entries(value, "patterns", settings::PATTERN);
        let many = entries.len();
        for (index, entry) in entries.into_iter().enumerate() {
            if self.house.pattern_bytes >= limits::PATTERNS {
                let much = format!("{} MB of patterns", limits::PATTERNS >> 20);
                self.too_many(entry.place, &much, many - index);
                break;
            }
            let find = entry.get("find").and_then(|find| Some((self.words(find)?, find.span())));
            let Some((find, place)) = find else {
                self.lacks(&entry, "find = '...', a regular expression");
                continue;
            };
            let (said, _) = self.said(&entry);
            all.retain(|before| before.find.as_str() != find || own.contains(&find));
            let (made, size) = pattern(&find, said);
            self.house.pattern_bytes += size;
            match made {
                Ok(pattern) if pattern.said.severity == Some(Severity::Off) => {}
                Ok(pattern) => {
                    own.insert(find);
                    all.push(pattern);
                }
                Err(why) => {
                    let help =
                        "The other patterns still work. Patterns are regular expressions without look-around.".into();
                    self.report(place, format!("This pattern is ignored: {why}."), help);
                }
            }
        }
        self.house.patterns = all.into();
    }

    /// `[[overrides]]`.
    pub(super) fn overrides(&mut self, value: &Spanned<DeValue<'_>>) {
        let entries = self.entries(value, "overrides", settings::OVERRIDE);
        let many = entries.len();
        for (index, entry) in entries.into_iter().enumerate() {
            if self.house.overrides.len() >= limits::OVERRIDES {
                self.too_many(entry.place, &format!("{} overrides", limits::OVERRIDES), many - index);
                break;
            }
            let known = self.house.overrides.iter().flat_map(|it| &it.files);
            let most = limits::GLOBS.saturating_sub(known.clone().count());
            let bytes = limits::GLOB_BYTES.saturating_sub(known.map(String::len).sum());
            let Some(globs) = entry.get("files").and_then(|value| self.globs(value, most, bytes)) else {
                self.lacks(&entry, "files = [\"...\"], the articles it applies to");
                continue;
            };
            let strictness = entry.get("strictness").and_then(|value| self.one_of(value, &settings::STRICTNESS));
            let rules = entry.get("rules").map(|value| self.severities(value)).unwrap_or_default();
            let mut set = GlobSetBuilder::new();
            globs.iter().filter_map(|glob| Glob::new(glob).ok()).for_each(|glob| {
                set.add(glob);
            });
            self.house.overrides.push(Override {
                files: globs,
                strictness: strictness.map(|index| ALL_STRICTNESSES[index]),
                rules,
                set: set.build().unwrap_or_default(),
            });
        }
    }

    fn lacks(&mut self, entry: &Entry<'_, '_>, what: &str) {
        self.report(entry.place.clone(), "This entry is incomplete and ignored.".into(), format!("Add {what}."));
    }
}
