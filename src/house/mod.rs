//! House style: `sayso.toml` as data. What to check, how strictly, which severity, which form of a place name.
//!
//! A pure function of the file's text. A mistake in it is a [`Problem`] with its place; the rest of the file holds.

mod articles;
mod editor;
mod limits;
mod lists;
mod settings;
mod terms;
#[cfg(test)]
mod tests;

pub use articles::Articles;
pub use editor::from_editor;
pub use lists::Override;
pub use settings::{
    EntrySetting, OVERRIDE, PATTERN, SETTINGS, SEVERITIES, STRICTNESS, Setting, SettingKind, TABLES, TERM, Takes, page,
    schema,
};
pub use terms::{Pattern, Said, Term, TermHit, Terms, is_excepted};

use crate::gazetteer::{self, Atlas, PlaceId};
use crate::text::paths::{REMEDY, refused};
use crate::text::{Problem, Severity, Span, nearest};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How much is asked of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strictness {
    /// What would embarrass the paper.
    Relaxed,
    /// What a desk would send back.
    #[default]
    Standard,
    /// A line-by-line fact check.
    Strict,
}

/// A newsroom's house style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// `strictness`.
    pub strictness: Strictness,
    /// `[rules]`: rule name -> severity set by the house.
    pub rules: BTreeMap<String, Severity>,
    /// `include`: globs of articles, from the root. Default: `**/*.md`, `**/*.txt`.
    pub include: Vec<String>,
    /// `exclude`: globs left out.
    pub exclude: Vec<String>,
    /// `sources`: registry files, from the root. Default: `sources.yaml` and its like, where they exist.
    pub sources: Vec<String>,
    /// `baseline`: the file of findings that `check` lets be, from the root.
    pub baseline: Option<String>,
    /// `[[overrides]]`: other settings for some of the articles.
    pub overrides: Vec<Override>,
    /// `[[terms]]`: words the house does not write.
    pub terms: Arc<Terms>,
    /// `[[patterns]]`: patterns of its own.
    pub patterns: Arc<[Pattern]>,
    /// What it took to make those ready, and others that came to nothing, in bytes.
    pub pattern_bytes: usize,
    /// `places.files`: places files. Default: `places.yaml`.
    pub places: Vec<String>,
    /// `places.prefer`: country code -> "official" or a language code.
    pub prefer: BTreeMap<String, String>,
    /// `editor.pause`: how long a writer pauses before findings of the sentence being typed are shown, in milliseconds.
    pub pause_ms: u64,
    /// `editor.unopened`: whether findings of articles nobody has open are shown; `None` where nothing is said.
    pub unopened: Option<bool>,
    /// Each path of `sources` and `places` with its place in the file, to report one that leads nowhere.
    pub files_named: Vec<(String, Span)>,
}

impl Default for House {
    fn default() -> Self {
        Self {
            strictness: Strictness::default(),
            rules: BTreeMap::new(),
            include: vec!["**/*.md".into(), "**/*.txt".into()],
            exclude: Vec::new(),
            sources: Vec::new(),
            baseline: None,
            overrides: Vec::new(),
            terms: Arc::default(),
            patterns: Arc::default(),
            pattern_bytes: 0,
            places: Vec::new(),
            prefer: BTreeMap::new(),
            pause_ms: 800,
            unopened: None,
            files_named: Vec::new(),
        }
    }
}

impl House {
    /// The form of the place `id` that the house writes: its own in places.yaml, else the one in the language it prefers for the country
    /// the place lies in, else the official one.
    #[must_use]
    pub fn form<'a>(&self, atlas: &'a Atlas, id: PlaceId) -> Cow<'a, str> {
        let language = atlas.facts(id).country().and_then(|country| self.prefer.get(country));
        atlas.form(id, language.map(String::as_str))
    }
}

/// In the order of [`SEVERITIES`].
const ALL_SEVERITIES: [Severity; 5] =
    [Severity::Off, Severity::Hint, Severity::Info, Severity::Warning, Severity::Error];
/// In the order of [`settings::STRICTNESS`].
const ALL_STRICTNESSES: [Strictness; 3] = [Strictness::Relaxed, Strictness::Standard, Strictness::Strict];

/// The files of settings that a `sayso.toml` extends, each with its place in it. What else it holds is not looked at.
#[must_use]
pub fn extended(text: &str) -> Vec<(String, Span)> {
    let text_read = without_mark(text);
    let (document, _) = DeTable::parse_recoverable(&text_read);
    let mut reader = Reader { text, known_rules: &[], house: House::default(), problems: Vec::new() };
    let named = document.get_ref().iter().find(|(name, _)| name.get_ref().as_ref() == "extends");
    let files = named.and_then(|(_, value)| reader.strings(value)).unwrap_or_default();
    files.into_iter().map(|(file, place)| (file, reader.span(place))).collect()
}

/// Reads a `sayso.toml`. `known_rules` are the names a `[rules]` table may use.
#[must_use]
pub fn parse(text: &str, known_rules: &[&str]) -> (House, Vec<Problem>) {
    parse_over(&House::default(), text, known_rules)
}

/// Like [`parse`]; what the file leaves out is as it is in `under`.
#[must_use]
pub fn parse_over(under: &House, text: &str, known_rules: &[&str]) -> (House, Vec<Problem>) {
    let text_read = without_mark(text);
    let (document, mistakes) = DeTable::parse_recoverable(&text_read);
    let mut reader = Reader { text, known_rules, house: under.clone(), problems: Vec::new() };
    for mistake in mistakes {
        reader.not_toml(mistake.span(), mistake.message());
    }
    reader.table("", document.get_ref());
    reader.problems.sort_by_key(|p| p.span);
    (reader.house, reader.problems)
}

/// A byte-order mark is no TOML. It is blanked rather than cut off, so that places stay what they are.
fn without_mark(text: &str) -> Cow<'_, str> {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(format!("   {rest}")),
        None => Cow::Borrowed(text),
    }
}

struct Reader<'a> {
    text: &'a str,
    known_rules: &'a [&'a str],
    house: House,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn table(&mut self, table: &str, entries: &DeTable<'_>) {
        for (name, value) in entries {
            let place = self.span(name.span());
            let name = name.get_ref().as_ref();
            if table.is_empty()
                && let Some((inside, _)) = TABLES.iter().find(|(inside, _)| *inside == name)
            {
                match value.get_ref() {
                    DeValue::Table(inner) => self.table(inside, inner),
                    _ => self.wrong_type(value, &format!("a table: start it with [{inside}]")),
                }
            } else if let Some(setting) = settings::setting(table, name) {
                self.setting(setting, value);
            } else {
                self.unknown_setting(table, name, place);
            }
        }
    }

    fn setting(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) {
        match setting.kind {
            SettingKind::OneOf(words) => {
                if let Some(index) = self.one_of(value, words) {
                    self.house.strictness = ALL_STRICTNESSES[index];
                }
            }
            SettingKind::Globs => {
                let Some(globs) = self.globs(value, limits::GLOBS, limits::GLOB_BYTES) else { return };
                *(if setting.name == "include" { &mut self.house.include } else { &mut self.house.exclude }) = globs;
            }
            // Whoever reads the file has read those already: this file stands over them.
            SettingKind::Files => {
                self.strings(value);
            }
            SettingKind::Terms => self.terms(value),
            SettingKind::Patterns => self.patterns(value),
            SettingKind::Overrides => self.overrides(value),
            SettingKind::Paths => {
                let Some(paths) = self.strings(value) else { return };
                let mut paths = self.up_to(paths, limits::FILES, usize::MAX, "files");
                paths.retain(|(path, place)| self.may_be_read(path, place.clone()));
                let named: Vec<_> =
                    paths.iter().map(|(path, place)| (path.clone(), self.span(place.clone()))).collect();
                self.house.files_named.extend(named);
                let paths = paths.into_iter().map(|(path, _)| path).collect();
                *(if setting.name == "sources" { &mut self.house.sources } else { &mut self.house.places }) = paths;
            }
            SettingKind::Path => {
                let path = self.words(value).filter(|path| self.may_be_read(path, value.span()));
                self.house.baseline = path.or(self.house.baseline.take());
            }
            SettingKind::Severities => {
                let rules = self.severities(value);
                self.house.rules.extend(rules);
            }
            SettingKind::Preferences => self.preferences(value),
            SettingKind::Milliseconds(most) => {
                let number =
                    value.get_ref().as_integer().map(ToString::to_string).and_then(|number| number.parse().ok());
                match number.filter(|number| *number <= u64::from(most)) {
                    Some(number) => self.house.pause_ms = number,
                    None => self.wrong_type(value, &format!("a whole number from 0 to {most}, in milliseconds")),
                }
            }
            SettingKind::Flag => self.house.unopened = self.flag(value).or(self.house.unopened),
        }
    }

    fn flag(&mut self, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(value, "true or false");
        }
        flag
    }

    fn words(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let words = value.get_ref().as_str().map(str::to_owned).filter(|words| !words.trim().is_empty());
        if words.is_none() {
            self.wrong_type(value, "words in quotation marks");
        }
        words
    }

    /// Whether a file may be looked for at `path`; one that may not be is told of.
    fn may_be_read(&mut self, path: &str, place: Range<usize>) -> bool {
        let Some(why) = refused(path) else { return true };
        self.report(place, format!("The file {path} was not read. {why}"), REMEDY.into());
        false
    }

    /// The patterns of a list: so many of them, and so many bytes in all.
    fn globs(&mut self, value: &Spanned<DeValue<'_>>, most: usize, bytes: usize) -> Option<Vec<String>> {
        let globs = self.strings(value)?;
        let globs = self.up_to(globs, most, bytes, "file patterns").into_iter();
        Some(globs.filter(|(glob, place)| self.is_glob(glob, place)).map(|(glob, _)| glob).collect())
    }

    fn severities(&mut self, value: &Spanned<DeValue<'_>>) -> BTreeMap<String, Severity> {
        let mut set = BTreeMap::new();
        let DeValue::Table(rules) = value.get_ref() else {
            self.wrong_type(value, "a table of rules: start it with [rules]");
            return set;
        };
        for (rule, severity) in rules {
            let name = rule.get_ref().as_ref();
            if !self.known_rules.contains(&name) {
                let near = nearest(name, self.known_rules.iter().copied());
                let help =
                    near.map_or("`sayso explain` lists the rules.".into(), |near| format!("Did you mean {near}?"));
                self.report(rule.span(), format!("Unknown rule {name}."), help);
            } else if let Some(index) = self.one_of(severity, &settings::SEVERITIES) {
                set.insert(name.to_owned(), ALL_SEVERITIES[index]);
            }
        }
        set
    }

    fn preferences(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::Table(countries) = value.get_ref() else {
            return self.wrong_type(value, "a table of countries: start it with [places.prefer]");
        };
        for (country, form) in countries {
            let code = country.get_ref().as_ref();
            let Some(words) = form.get_ref().as_str() else {
                self.wrong_type(form, "\"official\" or a language code in quotation marks");
                continue;
            };
            if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_alphabetic()) {
                let help = "Write the two letters of ISO 3166: UA, GB, DE.".into();
                self.report(country.span(), format!("{code} is not a country code."), help);
            } else if words != "official" && !is_language(words) {
                let help = "Write \"official\", or a language code such as \"uk\" or \"de\".".into();
                self.report(form.span(), format!("{words} is not a language code."), help);
            } else {
                let country = code.to_ascii_uppercase();
                let known = gazetteer::languages_of(&country);
                if words != "official" && !known.contains(&words) {
                    let help = match known[..] {
                        [] => "Remove it: the atlas tells no name there to be in a language.".into(),
                        _ => format!("Remove it, or choose one of: {}.", known.join(", ")),
                    };
                    let message = format!("No place in {country} has a name in the language {words}.");
                    self.report(form.span(), message, help);
                }
                self.house.prefer.insert(country, words.to_owned());
            }
        }
    }

    /// The index of the value among `words`.
    fn one_of(&mut self, value: &Spanned<DeValue<'_>>, words: &[&str]) -> Option<usize> {
        let Some(word) = value.get_ref().as_str() else {
            self.wrong_type(value, &format!("one of \"{}\"", words.join("\", \"")));
            return None;
        };
        let index = words.iter().position(|w| *w == word);
        if index.is_none() {
            let help = match nearest(word, words.iter().copied()) {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None => format!("Write one of \"{}\".", words.join("\", \"")),
            };
            self.report(value.span(), format!("\"{word}\" cannot be set here."), help);
        }
        index
    }

    /// The strings of a list, each with its place, and those that are none reported. `None` if it is no list.
    fn strings(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<(String, Range<usize>)>> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(value, "a list: [\"...\"]");
            return None;
        };
        let mut strings = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(string) if !string.trim().is_empty() => strings.push((string.to_owned(), item.span())),
                Some(_) => self.report(item.span(), "This is empty.".into(), "Remove it, or write a path.".into()),
                None => self.wrong_type(item, "words in quotation marks"),
            }
        }
        Some(strings)
    }

    fn is_glob(&mut self, glob: &str, place: &Range<usize>) -> bool {
        let Err(error) = globset::Glob::new(glob) else { return true };
        let help = format!("Brackets and braces come in pairs: \"drafts/**/*.{{md,txt}}\". ({}.)", error.kind());
        self.report(place.clone(), "This pattern cannot be read and is ignored.".into(), help);
        false
    }

    fn unknown_setting(&mut self, table: &str, name: &str, place: Span) {
        self.no_such_setting(&settings::names_in(table), name, place.start..place.end);
    }

    fn no_such_setting(&mut self, names: &[&str], name: &str, place: Range<usize>) {
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("The settings here are {}.", names.join(", ")),
        };
        self.report(place, format!("Unknown setting {name}."), help);
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        self.report(value.span(), format!("This must be {wanted}."), "sayso uses the default until you fix it.".into());
    }

    fn report(&mut self, place: Range<usize>, message: String, help: String) {
        let span = self.span(place);
        self.problems.push(Problem { span, severity: Severity::Warning, message, help: Some(help) });
    }

    fn not_toml(&mut self, place: Option<Range<usize>>, said: &str) {
        let span = self.span(place.unwrap_or(0..0));
        self.problems.push(Problem {
            span,
            severity: Severity::Error,
            message: "This line cannot be read.".into(),
            help: Some(format!(
                "Settings are written name = value, words in quotation marks. (The TOML reader says: {said}.)"
            )),
        });
    }

    /// A place the TOML reader gives, kept within the text and on character boundaries.
    fn span(&self, place: Range<usize>) -> Span {
        let boundary =
            |at: usize| (0..=at.min(self.text.len())).rev().find(|&i| self.text.is_char_boundary(i)).unwrap_or(0);
        let start = boundary(place.start);
        Span::new(start, boundary(place.end).max(start))
    }
}

/// Whether `code` has the form of a BCP 47 language tag.
fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
