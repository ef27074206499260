//! How a source is shown, and what is left of a confidential one: the words that a view may print. The others are not kept at all, so that
//! no view, of today or of tomorrow, can print them.

use super::fields::{BASES, KINDS};
use super::{Source, WITHHELD};

impl Source {
    /// Whether nothing that tells who the source is may be shown.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.custom.confidential
    }

    /// Makes it confidential: whoever and whatever tells who it is, is forgotten. Its key, its grade, and of its kind, type and basis those
    /// words that a list knows are kept; its role and why it is not named, the newsroom's own descriptions, once names are taken out of them;
    /// what it is stored with, for quotations to be compared with and never shown.
    pub(super) fn withhold(&mut self) {
        self.custom.confidential = true;
        for words in [
            &mut self.title,
            &mut self.author,
            &mut self.outlet,
            &mut self.issued,
            &mut self.accessed,
            &mut self.url,
            &mut self.custom.speaker,
            &mut self.custom.party,
            &mut self.custom.archive,
        ] {
            *words = None;
        }
        self.custom.kind.take_if(|kind| !KINDS.contains(&kind.as_str()));
        self.custom.basis.take_if(|basis| !BASES.contains(&basis.as_str()));
        if !CSL_TYPES.contains(&self.csl_type.as_str()) {
            self.csl_type.clear();
        }
    }

    /// What to call it: its title, or who speaks in it, or its key; "Confidential source" for one of those.
    #[must_use]
    pub fn display_name(&self) -> &str {
        if self.is_confidential() {
            return "Confidential source";
        }
        self.title.as_deref().or(self.shown_who()).unwrap_or(&self.key)
    }

    /// Who says it: the speaker, else the author.
    #[must_use]
    pub fn shown_who(&self) -> Option<&str> {
        self.custom.speaker.as_deref().or(self.author.as_deref())
    }

    /// Its title.
    #[must_use]
    pub fn shown_title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Where it appeared.
    #[must_use]
    pub fn shown_outlet(&self) -> Option<&str> {
        self.outlet.as_deref()
    }

    /// What the speaker is. The newsroom's own description, so it may be shown of a confidential source too.
    #[must_use]
    pub fn shown_role(&self) -> Option<&str> {
        self.custom.role.as_deref()
    }

    /// The same for print, where nothing may stand that says a name was withheld.
    #[must_use]
    pub fn printed_role(&self) -> Option<&str> {
        self.shown_role().filter(|role| !role.contains(WITHHELD))
    }

    /// When it was issued.
    #[must_use]
    pub fn shown_issued(&self) -> Option<&str> {
        self.issued.as_deref()
    }

    /// Its address.
    #[must_use]
    pub fn shown_url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Address of an archived copy.
    #[must_use]
    pub fn shown_archive(&self) -> Option<&str> {
        self.custom.archive.as_deref()
    }

    /// One line: who, where and when. "Anna Kovach, mayor – Lipa Herald, 2026-03-04".
    #[must_use]
    pub fn display_line(&self) -> String {
        let who = [self.shown_who(), self.shown_role()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let place = [self.shown_outlet(), self.shown_issued()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        match (who.is_empty(), place.is_empty()) {
            (false, false) if self.shown_who() == self.shown_outlet() && self.shown_role().is_none() => place,
            (false, false) => format!("{who} – {place}"),
            (false, true) => who,
            (true, _) => place,
        }
    }
}

/// What an Admiralty grade says in words: "fairly reliable source; possibly true". `None` if it is none.
///
/// The scales are those of NATO AJP-2.1: reliability of the source and credibility of what it says, judged apart.
#[must_use]
pub fn grade_in_words(grade: &str) -> Option<String> {
    let mut chars = grade.chars();
    let source = match chars.next()? {
        'A' => "completely reliable source",
        'B' => "usually reliable source",
        'C' => "fairly reliable source",
        'D' => "not usually reliable source",
        'E' => "unreliable source",
        'F' => "reliability cannot be judged",
        _ => return None,
    };
    let word = match chars.next()? {
        '1' => "confirmed by other sources",
        '2' => "probably true",
        '3' => "possibly true",
        '4' => "doubtful",
        '5' => "improbable",
        '6' => "truth cannot be judged",
        _ => return None,
    };
    Some(format!("{source}; {word}"))
}

/// The types of CSL 1.0.2, and the few of BibLaTeX that are kept by their own names.
const CSL_TYPES: [&str; 48] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
    "letter",
    "audio",
    "image",
];
