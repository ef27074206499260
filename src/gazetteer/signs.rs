//! What speaks for and against a name being a place's: signs that `mention` notes and `locate` weighs. A set of bits and nothing more.

/// What the words around a name, and the name's own, say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Signs(u32);

impl Signs {
    /// A word before it speaks of a place: "in", "near", "the town of".
    pub const PLACE_BEFORE: Self = Self(1);
    /// A word after it speaks of a place: "residents", "airport".
    pub const PLACE_AFTER: Self = Self(1 << 1);
    /// A title, a given name or an initial stands before it.
    pub const PERSON_BEFORE: Self = Self(1 << 2);
    /// Another capitalised word stands before it.
    pub const CAPITAL_BEFORE: Self = Self(1 << 3);
    /// Another capitalised word follows.
    pub const CAPITAL_AFTER: Self = Self(1 << 4);
    /// It begins its sentence.
    pub const FIRST: Self = Self(1 << 5);
    /// It is all in capitals.
    pub const SHOUTED: Self = Self(1 << 6);
    /// It is a word of ordinary prose.
    pub const ORDINARY: Self = Self(1 << 7);
    /// It is a given name.
    pub const GIVEN: Self = Self(1 << 8);
    /// It is a surname.
    pub const SURNAME: Self = Self(1 << 9);
    /// It has several words.
    pub const LONG: Self = Self(1 << 10);
    /// It lies in the place mentioned next: "Paris, Texas".
    pub const WITHIN_NEXT: Self = Self(1 << 11);
    /// The place mentioned before lies in it.
    pub const HOLDS_PREVIOUS: Self = Self(1 << 12);
    /// It is another name of the place mentioned before: "Lipa, formerly Linden".
    pub const GLOSSES: Self = Self(1 << 13);
    /// It is a part of a longer name, of an organisation, a paper, a street, a ship: "Leeds United", "Oxford Street".
    pub const ORGANISATION: Self = Self(1 << 14);
    /// It stands in a list with the mention before it: "Lipa, Lindau and Oberau".
    pub const LISTED: Self = Self(1 << 15);
    /// What follows is what people do, or it is who does it: "said", "told".
    pub const SPEAKS: Self = Self(1 << 16);
    /// It is part of a hyphenated word.
    pub const JOINED: Self = Self(1 << 17);
    /// It has letters of two alphabets.
    pub const MIXED: Self = Self(1 << 18);
    /// It is wholly in Cyrillic letters.
    pub const CYRILLIC: Self = Self(1 << 19);
    /// "the" stands before it.
    pub const ARTICLE: Self = Self(1 << 20);
    /// It stands in a quotation, whose words are the speaker's.
    pub const QUOTED: Self = Self(1 << 21);
    /// A `[CQ]` after it says that it is meant so.
    pub const VERIFIED: Self = Self(1 << 22);

    /// It is part of a hyphenated word of which another part has a capital and is no name of a place: "Wal-Mart".
    pub const HYPHENATED: Self = Self(1 << 23);
    /// What follows is only said of people: an age, "who".
    pub const PERSON_AFTER: Self = Self(1 << 24);
    /// A capitalised word that is no word of English stands before it, as given names do.
    pub const UNKNOWN_BEFORE: Self = Self(1 << 25);
    /// The place mentioned before is said to lie beside it: "north of".
    pub const BESIDE: Self = Self(1 << 26);
    /// A team is called after it: "Leeds beat Lipa".
    pub const TEAM: Self = Self(1 << 27);

    /// It is a given name, or a place's that people are given, and a capital follows as a surname's does: "Paris Lindner".
    pub const CALLED: Self = Self(1 << 28);
    /// A capitalised word that is no word of English follows, as surnames and teams do.
    pub const UNKNOWN_AFTER: Self = Self(1 << 29);

    /// How many there are.
    pub const COUNT: usize = 30;

    /// The number of the first of these, from 0.
    pub(super) const fn number(self) -> usize {
        self.0.trailing_zeros() as usize
    }

    /// The number of each of these.
    pub(super) fn numbers(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let lowest = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (lowest < Self::COUNT).then_some(lowest)
        })
    }

    /// Whether any of `signs` is among these.
    #[must_use]
    pub fn any(self, signs: Self) -> bool {
        self.0 & signs.0 != 0
    }

    /// These and `signs`.
    #[must_use]
    pub const fn with(self, signs: Self) -> Self {
        Self(self.0 | signs.0)
    }

    pub(super) fn remove(&mut self, signs: Self) {
        self.0 &= !signs.0;
    }

    pub(super) fn add(&mut self, signs: Self, holds: bool) {
        if holds {
            self.0 |= signs.0;
        }
    }
}
