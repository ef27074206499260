//! How a source is shown: the only words about it that a view may print. They hold back what tells who a confidential source is.

use super::Source;

impl Source {
    /// Whether nothing that tells who the source is may be shown.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.custom.confidential
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
        self.open(self.custom.speaker.as_deref().or(self.author.as_deref()))
    }

    /// Its title.
    #[must_use]
    pub fn shown_title(&self) -> Option<&str> {
        self.open(self.title.as_deref())
    }

    /// Where it appeared.
    #[must_use]
    pub fn shown_outlet(&self) -> Option<&str> {
        self.open(self.outlet.as_deref())
    }

    /// What the speaker is. The newsroom's own description, so it may be shown of a confidential source too.
    #[must_use]
    pub fn shown_role(&self) -> Option<&str> {
        self.custom.role.as_deref()
    }

    /// When it was issued.
    #[must_use]
    pub fn shown_issued(&self) -> Option<&str> {
        self.open(self.issued.as_deref())
    }

    /// Its address.
    #[must_use]
    pub fn shown_url(&self) -> Option<&str> {
        self.open(self.url.as_deref())
    }

    /// Address of an archived copy.
    #[must_use]
    pub fn shown_archive(&self) -> Option<&str> {
        self.open(self.custom.archive.as_deref())
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

    /// `value`, unless the source is confidential.
    fn open<'a>(&self, value: Option<&'a str>) -> Option<&'a str> {
        value.filter(|_| !self.is_confidential())
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
