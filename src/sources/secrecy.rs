//! Whether a source is confidential, and who it is: what an entry says of that, gathered while it is read, whichever format it comes in.
//!
//! It fails closed. A field that may be meant for `confidential` or `identity`, a value that is neither yes nor no, a part of the entry that
//! cannot be read: each is an error, and the source is held confidential until it is mended. No message quotes the entry.

use super::fields::warning;
use super::identity::{Identity, Names, names_in};
use super::{Source, bib, guard};
use crate::article::{fold, looks_like};
use crate::text::{Problem, Severity, Span};

/// The two fields that keep a source from view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `confidential`.
    Confidential,
    /// `identity`.
    Identity,
}

impl Field {
    const fn name(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::Identity => "identity",
        }
    }
}

/// A field's name in either format, where somebody who is the source may stand: CSL's name variables and BibLaTeX's, but for those of the
/// reporter (interviewer, recipient) and of a translator.
pub const WHO: [&str; 30] = [
    "author",
    "editor",
    "speaker",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "editora",
    "editorb",
    "editorc",
    "holder",
    "bookauthor",
    "interviewee",
];

/// Fields in which other tools keep fields of their own, one to a line.
const NOTES: [&str; 6] = ["note", "notes", "extra", "annote", "annotation", "comment"];

/// What an entry says of who its source is.
#[derive(Clone, Default)]
pub struct Secrecy {
    /// What it says under `confidential`; where two places disagree the careful one holds.
    said: Option<bool>,
    /// Whether it is held confidential whatever it says.
    held: bool,
    /// Who it is, from `identity`.
    names: Vec<String>,
    /// Who it is, from authors, editors and the speaker.
    who: Vec<String>,
}

/// Which of the two fields `name` is, or is nearly.
#[must_use]
pub fn meant(name: &str) -> Option<Field> {
    // Case, blanks, hyphens and letters that only look like others make no difference.
    let mut read = String::new();
    for c in name.chars() {
        let mut take = |c: char| read.extend(Some(c).filter(|c| c.is_alphanumeric()));
        match looks_like(c) {
            Some(like) => take(like),
            None => fold(c, take),
        }
    }
    let far = |word: &str| strsim::osa_distance(&read, word);
    // Longer names cost the square of their length, and are no slips.
    let length = read.chars().count();
    let slip = |word: &str, slips: usize| length.abs_diff(word.len()) <= slips && far(word) <= slips;
    if read.contains("confidenti") || slip("confidential", 3) {
        Some(Field::Confidential)
    } else if read.contains("identit") || slip("identity", 1) || read.starts_with('i') && slip("identity", 2) {
        Some(Field::Identity)
    } else {
        None
    }
}

/// Whether a text may speak of either field anywhere.
pub fn may_speak_of_it(text: &str) -> bool {
    let word = |c: char| c.is_whitespace() || matches!(c, ':' | '=' | ',' | '{' | '}' | '[' | ']' | '"' | '\'' | '?');
    text.split(word).any(|word| word.len() > 5 && word.len() < 100 && meant(word).is_some())
}

impl Secrecy {
    /// Takes in what the entry says under a field that is or may be one of the two. `value` is its words; `None` where it is empty or no
    /// words.
    pub fn confidential(&mut self, value: Option<&str>, span: Span, problems: &mut Vec<Problem>) {
        let said = value.and_then(truth);
        if said.is_none() {
            let message = "Whether this source is confidential must be true or false.";
            problems.push(error(
                span,
                message,
                "Write true or false. Until then sayso treats the source as confidential.",
            ));
        }
        self.said = Some(said.unwrap_or(true) || self.said == Some(true));
        self.held |= said.is_none();
    }

    /// Takes in the names under `identity`.
    pub fn identity(&mut self, names: &[String], span: Span, problems: &mut Vec<Problem>) {
        let names: Vec<String> = names.iter().flat_map(|name| forms(name)).collect();
        if names.is_empty() {
            let message = "sayso cannot read a name here, so it cannot search copy for it.";
            problems.push(error(
                span,
                message,
                "Write one name, or a list of names. Until then sayso treats the source as confidential.",
            ));
            self.held = true;
        }
        self.names.extend(names);
    }

    /// Takes in the names of who made it or speaks in it.
    pub fn who(&mut self, names: &str) {
        self.who.extend(forms(names));
    }

    /// Reports a field that may be meant for one of the two, and holds the source confidential. `names` are the words under it.
    pub fn nearly(&mut self, field: Field, names: &[String], span: Span, problems: &mut Vec<Problem>) {
        let message = format!("sayso does not read this. Did you mean `{}`?", field.name());
        let help =
            format!("Write `{}` under `custom:`. Until then sayso treats the source as confidential.", field.name());
        problems.push(error(span, &message, &help));
        self.held = true;
        if field == Field::Identity {
            self.names.extend(names.iter().flat_map(|name| forms(name)));
        }
    }

    /// Holds the source confidential: a part of its entry cannot be read, which is reported elsewhere.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// Looks at the words of a field that other tools keep fields in: a line "confidential: true" there, or the keyword.
    pub fn note(&mut self, name: &str, words: &str, span: Span, problems: &mut Vec<Problem>) {
        let name = name.to_ascii_lowercase();
        let field = if NOTES.contains(&name.as_str()) {
            words.lines().filter_map(|line| line.split_once([':', '='])).find_map(|(name, value)| {
                Some((meant(name.trim())?, vec![value.trim().to_owned()])).filter(|_| name.len() < 100)
            })
        } else if matches!(name.as_str(), "keyword" | "keywords") {
            let meant =
                |word: &str| meant(word.trim()).filter(|field| *field == Field::Confidential && word.len() < 100);
            words.split([',', ';']).find_map(meant).map(|field| (field, Vec::new()))
        } else {
            None
        };
        if let Some((field, names)) = field {
            self.nearly(field, &names, span, problems);
        }
    }

    /// Whether the source is confidential, as far as its entry tells.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.held || self.said.unwrap_or(!self.names.is_empty())
    }

    /// Takes over from an entry that this one takes its fields from: a confidential one makes it so, with all its names.
    pub fn inherit(&mut self, from: &Self) {
        if from.is_confidential() {
            self.held = true;
            self.names.extend(from.names.iter().chain(&from.who).cloned());
        }
    }

    /// Settles what only the whole entry tells: a source whose identity is given is confidential unless the entry says it is not, and then
    /// the identity is no secret and is not kept. Of a confidential one only what may be shown is kept.
    pub fn settle(self, source: &mut Source) {
        if !self.is_confidential() {
            return;
        }
        let Self { mut names, who, .. } = self;
        names.extend(who);
        if names.is_empty() {
            names.extend(source.custom.role.iter().flat_map(|role| names_in(role)));
        }
        source.custom.identity = Identity::new(names);
        source.withhold();
        let own = Names::of(source.custom.identity.iter().map(|identity| (0, identity)));
        guard::withhold(source, &own);
    }
}

/// The truth value written as `words`.
fn truth(words: &str) -> Option<bool> {
    match words.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// The names in `words` as copy would have them: several parted by "and" or a semicolon, the family name first, in brackets what else
/// somebody goes by, without a form of address or what stands after a comma.
pub(super) fn forms(words: &str) -> Vec<String> {
    const ADDRESS: [&str; 14] =
        ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "fr"];
    let address = |word: &str| ADDRESS.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let mut names = Vec::new();
    for one in words
        .split([';', '\n', '(', ')', '/', '“', '”', '"'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
    {
        let one = one.trim();
        let several = one.split_once(',').is_some_and(|(family, _)| family.trim().contains(char::is_whitespace));
        let name = if several { one.split(',').next().unwrap_or(one).to_owned() } else { bib::forename_first(one) };
        let bare: Vec<&str> = name.split_whitespace().skip_while(|word| address(word)).collect();
        if bare.iter().any(|word| word.contains(char::is_alphanumeric)) {
            names.push(bare.join(" "));
        }
    }
    names
}

fn error(span: Span, message: &str, help: &str) -> Problem {
    Problem { severity: Severity::Error, ..warning(span, message.into(), help) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_for_either_field_are_known_and_other_fields_are_none() {
        for name in [
            "confidential",
            "Confidential",
            "CONFIDENTIAL",
            "confidentail",
            "confidental",
            "confidencial",
            "con-fidential",
            "is_confidential",
            "confidential ",
            "confidentiality",
            "сonfidential",
            "con\u{200b}fidential",
            "ｃonfidential",
            "cofidential",
        ] {
            assert_eq!(meant(name), Some(Field::Confidential), "{name}");
        }
        for name in
            ["identity", "Identity", "identities", "idenity", "idendity", "source identity", "іdentity", "identify"]
        {
            assert_eq!(meant(name), Some(Field::Identity), "{name}");
        }
        for name in [
            "id",
            "identifier",
            "title",
            "author",
            "edition",
            "entity",
            "container-title",
            "quantity",
            "conference",
            "confirmed",
            "event-title",
            "density",
            "language",
            "",
            "coincidental-notes-of-the-desk",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn names_are_read_as_copy_would_have_them() {
        let check = |words: &str, names: &[&str]| assert_eq!(forms(words), names, "{words}");
        check("Brynza, Olha", &["Olha Brynza"]);
        check("Olha Brynza, engineer", &["Olha Brynza"]);
        check("Dr. Olha Brynza and Marta Lys; Jan Brink (Janko)", &["Olha Brynza", "Marta Lys", "Jan Brink", "Janko"]);
        check(" ; ", &[]);
    }
}
