//! Finding what may be names of places in a block of prose: the longest name that starts at a capitalised word, and what the words around
//! it say.
//!
//! A pure function of the block's text and the atlas. Which of these are places, and which places, is only decided when the whole article
//! is known (`locate`). A name's words may be parts of hyphenated ones ("Kramatorsk-Sloviansk" names two places). One pass, linear in the
//! text; a word that begins no name allocates nothing.

use super::Atlas;
use super::base::{self, Known};
use super::fold::{self, fold, is_cyrillic, is_hyphen};
use super::index::{Index, Posting, State};
use super::look_up::Rung;
use super::signs::Signs;
use super::words::{self, Word};
use crate::article::{Block, Token, TokenKind};
use crate::text::Span;
use std::hash::{Hash, Hasher};

/// Longer words, in bytes, name no place, and folding them would only cost time.
const LONGEST_WORD: usize = 64;

/// Names of more words than this are not followed to their end.
const MOST_WORDS: usize = 8;

/// Words shorter than this, in bytes (six Latin letters, three Cyrillic ones), are only looked up as they stand: too many are names of
/// something else.
const SHORTEST_OTHER: usize = 6;

/// What makes an adjective of a place: "the Lipa-based firm".
const PLACED: [&str; 9] = ["based", "born", "held", "occupied", "controlled", "bound", "backed", "led", "area"];

/// A place and the one it is said to lie beside have no more than so many bytes between them.
const FARTHEST_BESIDE: usize = 120;

/// Of places of one name only so many are weighed, best known first.
const MOST_CANDIDATES: usize = 128;

/// A possible mention of a place in a block. Spans are bytes from the block's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Whose name it may be, best known first. Never empty.
    pub candidates: Box<[Posting]>,
    /// By what they were found.
    pub rung: Rung,
    /// What the words around it say.
    pub signs: Signs,
    /// How far from here the mention before is said to be, in kilometres ("16 kilometers from Kramatorsk").
    pub kilometres: Option<u16>,
}

impl Mention {
    /// Hashes all that [`locate`](super::locate()) reads of a mention written `written`.
    pub(crate) fn hash_meaning(&self, written: &str, state: &mut impl Hasher) {
        (written, &self.candidates, self.rung, self.signs, self.kilometres).hash(state);
    }

    /// Whether its likeliest reading is a people or an adjective.
    pub(super) fn is_demonym(&self) -> bool {
        is_demonym(&self.candidates)
    }
}

/// A part of a word token, cut at hyphens.
#[derive(Clone, Copy, Debug)]
struct Unit {
    span: Span,
    token: usize,
}

impl Atlas {
    /// What may be names of places in the prose of `block`, whose text is `text`, in order and without overlap.
    #[must_use]
    pub fn mentions(&self, text: &str, block: &Block) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let folding = || String::with_capacity(LONGEST_WORD);
        let mut scan = Scan { atlas: self, text, block, word: folding(), spare: folding(), sentence: 0 };
        let mut at = scan.capital_from(0, 0);
        while let Some(unit) = at {
            at = match scan.mention_at(unit) {
                Some((last, mention)) => {
                    if let Some(mut mention) = mention {
                        scan.join(&mut found, &mut mention);
                        found.push(mention);
                    }
                    scan.capital_from(last.token, last.span.end)
                }
                None => scan.capital_from(unit.token, unit.span.end),
            };
        }
        found
    }
}

/// One walk over a block, with the buffers it folds words into.
struct Scan<'a> {
    atlas: &'a Atlas,
    text: &'a str,
    block: &'a Block,
    /// The word or name being looked at, folded.
    word: String,
    /// Whatever else is folded.
    spare: String,
    /// Index of the sentence the walk is in.
    sentence: usize,
}

/// The longest name found so far from where a walk began.
struct Longest {
    last: Unit,
    words: usize,
    found: Vec<Posting>,
}

impl<'a> Scan<'a> {
    /// The mention that starts at `unit` and the last unit it takes in. An event takes its words in without being a mention.
    fn mention_at(&mut self, unit: Unit) -> Option<(Unit, Option<Mention>)> {
        let written = unit.span.of(self.text);
        // The dearest question last: nearly all words of prose fall at the first.
        let capital = written.starts_with(|c: char| c.is_ascii_uppercase() || (!c.is_ascii() && c.is_uppercase()));
        if !capital || written.len() > LONGEST_WORD || self.in_address(unit) {
            return None;
        }
        self.word.clear();
        fold(written, &mut self.word);
        let mixed = is_mixed(written);
        let Known { kinds: mut kind, begins } = base::base().known(&self.word);
        // "El" is no place, but "El Salvador" is one.
        let never = kind.any(Word::NEVER);
        let (rung, longest) = match self.named(unit, begins) {
            Some(longest) if never && longest.words == 1 => return None,
            // "The Gulf of Lipa" is no "The Gulf".
            Some(longest) if kind.any(Word::THE) && self.goes_on(unit, longest.last) => return None,
            Some(longest) => (Rung::Name, longest),
            None if never => return None,
            None => self.by_other_spelling(unit, kind, mixed)?,
        };
        let Longest { last, words, mut found } = longest;
        found.truncate(MOST_CANDIDATES);
        let first = *found.first()?;
        if self.atlas.what(first.place()) == "event" {
            return Some((last, None));
        }
        // Postal codes of two letters stand after a town ("Lipa, BA"); one letter is nobody's name.
        let short = written.chars().count();
        if words == 1
            && (short == 1 || (short == 2 && first.capitals() && !first.main() && !self.follows_a_comma(unit)))
        {
            return None;
        }
        if words == 1 && !first.capitals() {
            // A word that says what kind of thing something is has a capital for that thing's sake: "the University", "the North".
            let acronym = || self.is_acronym(unit) && self.atlas.facts(first.place()).population < 100_000;
            if kind.any(Word::OF_A_KIND) || acronym() {
                return None;
            }
        }
        if first.capitals() {
            kind = kind.without(Word::ORDINARY);
        }
        let signs = self.signs(unit, last, words, kind, mixed);
        // An ordinary word with a capital because a sentence begins with it, or in a headline, is left alone at once.
        let backed = signs.any(Signs::PLACE_BEFORE.with(Signs::JOINED)) && !signs.any(Signs::FIRST);
        if signs.any(Signs::ORDINARY) && !signs.any(Signs::LONG) && !backed && !is_demonym(&found) {
            let followed = self.gap_after(last).starts_with(',');
            if !followed || signs.any(Signs::FIRST) {
                return None;
            }
        }
        let span = Span::new(unit.span.start, last.span.end);
        let kilometres = self.kilometres_before(unit);
        Some((last, Some(Mention { span, candidates: found.into(), rung, signs, kilometres })))
    }

    /// Whether a word in capitals stands among words in small letters, as names of agencies and companies do.
    fn is_acronym(&self, unit: Unit) -> bool {
        let written = unit.span.of(self.text);
        let small = |word: Option<&str>| word.is_some_and(|w| w.contains(char::is_lowercase));
        written.chars().count() <= 5
            && !written.contains(char::is_lowercase)
            && (small(self.neighbour(unit, -1)) || small(self.neighbour(unit, 1)))
    }

    /// Whether a name that begins at the word behind `first` ends behind `last`.
    fn goes_on(&mut self, first: Unit, last: Unit) -> bool {
        let Some(next) = self.unit_from(first.token, first.span.end) else { return false };
        let kept = std::mem::take(&mut self.word);
        fold(next.span.of(self.text), &mut self.word);
        let begins = base::base().known(&self.word).begins;
        let longer = self.named(next, begins).is_some_and(|longest| longest.last.span.end > last.span.end);
        self.word = kept;
        longer
    }

    fn follows_a_comma(&self, unit: Unit) -> bool {
        self.text[..unit.span.start].trim_end().ends_with(',')
    }

    /// Places one of whose names starts at `unit`, folded into `self.word`, by the longest such name; of the built-in ones, those that
    /// `begins` leads to.
    fn named(&mut self, unit: Unit, begins: Option<State>) -> Option<Longest> {
        let atlas = self.atlas;
        let mut best = begins.and_then(|state| self.walk(&base::base().index, state, unit));
        if let Some(house) = &atlas.house.index
            && let Some(state) = house.step(house.start(), self.word.as_bytes())
            && let Some(mut own) = self.walk(house, state, unit)
        {
            match best.take() {
                Some(longer) if longer.words > own.words => best = Some(longer),
                Some(other) if other.words == own.words => {
                    own.found.extend(other.found);
                    best = Some(own);
                }
                _ => best = Some(own),
            }
        }
        let mut best = best?;
        best.found.retain(|posting| !atlas.house.over.contains_key(&posting.place()));
        (!best.found.is_empty()).then_some(best)
    }

    /// The longest name that begins with the unit `first`, which leads to `state`.
    fn walk<D: AsRef<[u8]>>(&mut self, index: &Index<D>, mut state: State, first: Unit) -> Option<Longest> {
        let mut last = first;
        let mut best = None;
        // Words after the first are folded behind it and taken off again.
        let kept = self.word.len();
        let mut words = 1;
        loop {
            // "Canada's" is Canada and not Cañadas, but "St. John's" is a name.
            let possessive = words == 2 && best.is_some() && is_clitic(last.span.of(self.text));
            if !possessive
                && self.may_end(last)
                && let Some(found) = self.names_at(index, state, first, last)
            {
                best = Some(Longest { last, words, found });
            }
            words += 1;
            if words > MOST_WORDS {
                break;
            }
            let Some(next) = self.next_in_name(last) else { break };
            self.word.truncate(kept);
            // "People’s" is one word, though its ending stands alone as a token.
            if next.span.start > last.span.end {
                self.word.push(' ');
            }
            fold(next.span.of(self.text), &mut self.word);
            let Some(further) = index.step(state, &self.word.as_bytes()[kept..]) else { break };
            (state, last) = (further, next);
        }
        self.word.truncate(kept);
        best
    }

    /// Names that end at `state` and count as they are written here.
    fn names_at<D: AsRef<[u8]>>(
        &self,
        index: &Index<D>,
        state: State,
        first: Unit,
        last: Unit,
    ) -> Option<Vec<Posting>> {
        let mut postings = index.at(state).peekable();
        postings.peek()?;
        let written = &self.text[first.span.start..last.span.end];
        let capitals = !written.contains(char::is_lowercase);
        let dotted = written.ends_with('.') || self.gap_after(last).starts_with('.');
        let found: Vec<Posting> = postings.filter(|p| (!p.capitals() || capitals) && (!p.dotted() || dotted)).collect();
        (!found.is_empty()).then_some(found)
    }

    /// Whether a name may end with the unit: a word in small letters is a name's last only if names are known to end so ("Lipa oblast").
    fn may_end(&self, last: Unit) -> bool {
        let written = last.span.of(self.text);
        written.starts_with(|c: char| !c.is_lowercase())
            || is_clitic(written)
            || base::base().word(written).any(Word::INSIDE)
    }

    /// The unit after `last` if it can be the next word of a name: joined to it by a blank or a hyphen. Whether a name goes on with it, in
    /// small letters or with a capital, the map of names knows.
    fn next_in_name(&mut self, last: Unit) -> Option<Unit> {
        let next = self.unit_from(last.token, last.span.end)?;
        let gap = self.text.get(last.span.end..next.span.start)?;
        let joined = gap.len() <= 4 && gap.chars().all(fold::is_gap) && gap.matches('\n').count() <= 1;
        let written = next.span.of(self.text);
        let clitic = is_clitic(written);
        (joined && gap.is_empty() == clitic && written.len() <= LONGEST_WORD).then_some(next)
    }

    /// Places that another spelling of the word explains: for words long enough, and not words of another kind.
    fn by_other_spelling(&mut self, unit: Unit, kind: Word, mixed: bool) -> Option<(Rung, Longest)> {
        let written = unit.span.of(self.text);
        let cyrillic = written.contains(is_cyrillic);
        let another = kind.any(Word::ORDINARY.with(Word::CENSUS_GIVEN).with(Word::SURNAME).with(Word::GIVEN));
        if written.len() < SHORTEST_OTHER || (!mixed && another) {
            return None;
        }
        let key = &mut self.spare;
        key.clear();
        fold::key(&self.word, key);
        if !cyrillic && !words::ends_as_a_place(key) {
            return None;
        }
        let (rung, found) = match self.atlas.by_other_spelling(key) {
            // What a word of two alphabets was meant to be is a guess, so near misses are weighed beside what its key gives.
            Some((_, mut found)) if mixed => {
                found.extend(self.atlas.two_off(key).iter());
                (Rung::NearMiss, found)
            }
            Some(found) => found,
            None if mixed => (Rung::NearMiss, self.atlas.two_off(key).to_vec()),
            None => (Rung::NearMiss, self.atlas.slips(key).to_vec()),
        };
        Some((rung, Longest { last: unit, words: 1, found })).filter(|(_, longest)| !longest.found.is_empty())
    }

    /// `kind` is of the name's own first word.
    fn signs(&mut self, first: Unit, last: Unit, words: usize, kind: Word, mixed: bool) -> Signs {
        let mut signs = Signs::default();
        let written = &self.text[first.span.start..last.span.end];
        let one = words == 1;
        signs.add(Signs::LONG, !one);
        signs.add(Signs::SHOUTED, written.len() > 3 && !written.contains(char::is_lowercase));
        signs.add(Signs::ORDINARY, if one { kind.any(Word::ORDINARY) } else { self.is_all_ordinary(written) });
        signs.add(Signs::GIVEN, one && kind.any(Word::CENSUS_GIVEN.with(Word::GIVEN)));
        signs.add(Signs::SURNAME, one && kind.any(Word::SURNAME));
        signs.add(Signs::MIXED, mixed);
        signs.add(Signs::CYRILLIC, !mixed && written.contains(is_cyrillic));
        signs.add(Signs::FIRST, self.begins_sentence(first));
        // "WASHINGTON The ..." begins as datelines do.
        let dateline = first.token == 0 && signs.any(Signs::SHOUTED) && !self.is_shouted_after(last);
        signs.add(Signs::PLACE_BEFORE, dateline);
        signs.add(Signs::QUOTED, self.block.in_quotation(Span::new(first.span.start, last.span.end)));
        signs.add(Signs::VERIFIED, self.block.verified(self.text, last.span.end));
        let (token, end) = (self.block.tokens[first.token].span, self.block.tokens[last.token].span);
        let joined = token.start != first.span.start || end.end != last.span.end;
        let parts = (self.text.get(token.start..first.span.start), self.text.get(last.span.end..end.end));
        let placed = one && parts.1.is_some_and(|after| PLACED.iter().any(|how| after.ends_with(how)));
        signs.add(Signs::PLACE_AFTER, placed);
        signs.add(Signs::JOINED, joined && !placed && token.len() > first.span.len() + 1);
        // "R-Lipa" is a member of some party from Lipa.
        let capital = |part: Option<&str>| part.is_some_and(|part| part.len() > 2 && part.contains(char::is_uppercase));
        signs.add(Signs::HYPHENATED, joined && (capital(parts.0) || capital(parts.1)));
        // "Police in Lipa said", "the mayor of Lipa said": they speak, and the place does not.
        let mut governed = false;
        if let Some(before) = self.neighbour(first, -1) {
            let word = self.kind(before);
            let capital = before.starts_with(char::is_uppercase);
            // The word before that says something only in "the fall of", "in the", "President Barack".
            let asked = capital || word.any(Word::OF.with(Word::THE));
            let earlier = if asked { self.neighbour(first, -2) } else { None };
            let earlier = earlier.map_or(Word::default(), |earlier| self.kind(earlier));
            let office = Word::TITLE.with(Word::PLACE_NOUN).with(Word::BODY);
            let of = word.any(Word::OF) && earlier.any(office.with(Word::DIRECTION).with(Word::TAKING));
            governed = word.any(Word::PREPOSITION) || (word.any(Word::OF) && earlier.any(office));
            let the = word.any(Word::THE);
            signs.add(Signs::ARTICLE, the && !placed);
            let located = word.any(Word::PREPOSITION.with(Word::DIRECTION)) || (the && earlier.any(Word::PREPOSITION));
            signs.add(Signs::PLACE_BEFORE, located || of);
            let named = word.any(Word::TITLE.with(Word::GIVEN)) || is_initial(before);
            // "President Barack Obama": what stands between a title and a surname is a given name, known or not.
            let known = Word::OF_A_KIND.with(Word::TAKING).with(Word::SPEAKS).with(Word::GIVEN);
            let between = earlier.any(Word::TITLE) && !word.any(known);
            let person = capital && (named || between);
            signs.add(Signs::PERSON_BEFORE, person);
            let plain = Word::PREPOSITION.with(Word::THE).with(Word::OF).with(Word::DIRECTION).with(Word::SMALL);
            let beside = capital && !person && !word.any(plain);
            let names = Word::GIVEN.with(Word::CENSUS_GIVEN).with(Word::SURNAME);
            let unknown =
                word.without(names) == Word::default() && !before.contains(|c: char| is_hyphen(c) || c == '.');
            signs.add(Signs::CAPITAL_BEFORE, beside && !unknown);
            signs.add(Signs::UNKNOWN_BEFORE, beside && unknown);
            let direction = earlier.any(Word::DIRECTION) && word.any(Word::OF);
            signs.add(Signs::BESIDE, direction || matches!(before, "near" | "beside" | "outside"));
            // "..., said Lind."
            let closed = self.gap_after(last).starts_with([',', '.']);
            signs.add(Signs::SPEAKS, word.any(Word::SPEAKS) && closed);
            // "The University of Lipa" is in Lipa; the bank and the church of somewhere are anywhere.
            let of_school = word.any(Word::OF) && earlier.any(Word::SCHOOL);
            signs.add(Signs::PLACE_BEFORE, of_school);
            let of_organisation = word.any(Word::OF) && earlier.any(Word::ORGANISATION) && !of_school;
            // "The tanker Lipa Star".
            signs.add(Signs::ORGANISATION, of_organisation || word.any(Word::VESSEL));
            signs.add(Signs::TEAM, word.any(Word::MATCH));
        }
        // What follows the rest of a hyphenated word does not follow the name.
        let after = if end.end == last.span.end { self.neighbour(last, 1) } else { None };
        if let Some(after) = after {
            let capital = after.starts_with(char::is_uppercase);
            let word = self.kind(after);
            if word.any(Word::PLACE_NOUN) {
                signs.add(Signs::PLACE_AFTER, true);
            } else if word.any(Word::ORGANISATION.with(Word::STREET)) {
                signs.add(Signs::ORGANISATION, capital);
            } else if word.any(Word::THING) {
                signs.add(Signs::ORGANISATION, true);
            } else if word.any(Word::MATCH) {
                signs.add(Signs::TEAM, !governed);
            } else if word.any(Word::SPEAKS) {
                signs.add(Signs::SPEAKS, !governed);
            } else if !word.any(Word::TITLE.with(Word::BODY)) {
                signs.add(Signs::CAPITAL_AFTER, capital);
                let names = Word::GIVEN.with(Word::CENSUS_GIVEN).with(Word::SURNAME).with(Word::NAMESAKE);
                let unknown =
                    word.without(names) == Word::default() && !after.contains(|c: char| is_hyphen(c) || c == '.');
                signs.add(Signs::UNKNOWN_AFTER, one && capital && unknown && !word.any(Word::NAMESAKE));
                let given = Word::CENSUS_GIVEN.with(Word::GIVEN).with(Word::NAMESAKE);
                signs.add(Signs::CALLED, one && capital && kind.any(given) && !signs.any(Signs::PLACE_BEFORE));
                // "Oxford Brookes University": the longer name says at its end what it is.
                signs.add(Signs::ORGANISATION, capital && self.ends_as_an_organisation(last));
            }
        }
        // "On Lipa Road", "at Lipa College": what stands before speaks of the road.
        if signs.any(Signs::ORGANISATION) && !signs.any(Signs::CAPITAL_BEFORE) {
            signs.remove(Signs::PLACE_BEFORE);
        }
        // "A driver from Lipa, who ..." is told of the driver.
        signs.add(Signs::PERSON_AFTER, !signs.any(Signs::PLACE_BEFORE) && self.is_told_of_a_person(first, last));
        signs
    }

    /// Whether the run of capitalised words after a name ends in the noun of an organisation or a street, with names between: "Oxford Brookes
    /// University". With ordinary words between ("Lipa High School") the name is that of the place the thing is in.
    fn ends_as_an_organisation(&mut self, last: Unit) -> bool {
        const FARTHEST: isize = 4;
        for by in 1..=FARTHEST {
            let Some(word) = self.neighbour(last, by).filter(|word| word.starts_with(char::is_uppercase)) else {
                return false;
            };
            let kind = self.kind(word);
            if by > 1 && kind.any(Word::ORGANISATION.with(Word::STREET)) {
                return true;
            }
            if kind.any(Word::ORDINARY) {
                return false;
            }
        }
        false
    }

    /// Whether all words of a name are words of ordinary prose: "Box Elder", "Far North".
    fn is_all_ordinary(&mut self, written: &str) -> bool {
        written.split(fold::is_gap).filter(|word| !word.is_empty()).all(|word| {
            self.spare.clear();
            fold(word, &mut self.spare);
            base::base().word(&self.spare).any(Word::ORDINARY.with(Word::OF_A_KIND))
        })
    }

    /// Whether the next word is in capitals too, as in a headline.
    fn is_shouted_after(&self, last: Unit) -> bool {
        self.neighbour(last, 1).is_some_and(|after| after.len() > 1 && !after.contains(char::is_lowercase))
    }

    /// Whether what follows is an age (", 22,"), "who", or somebody's kin ("’s mother").
    fn is_told_of_a_person(&self, first: Unit, last: Unit) -> bool {
        let mut next = self.block.tokens[last.token + 1..].iter().map(|token| token.span.of(self.text));
        match next.next() {
            Some(",") => match next.next() {
                Some("who" | "whose") => self.neighbour(first, -1) != Some("of"),
                Some(age) => age.len() <= 2 && age.parse::<u8>().is_ok() && next.next() == Some(","),
                None => false,
            },
            Some("who") => true,
            Some(clitic) if is_clitic(clitic) => next.next().is_some_and(|of| base::base().word(of).any(Word::KIN)),
            _ => false,
        }
    }

    /// Marks how `mention` and the one before belong together: the one in the other, the one another name of the other, or in a list.
    fn join(&self, found: &mut [Mention], mention: &mut Mention) {
        // "Lipa, known in Ukrainian as Linden": a people between the two is no place.
        let named = found.iter().rev().take(2).find(|m| !m.is_demonym());
        let between = named.and_then(|m| self.text.get(m.span.end..mention.span.start));
        mention
            .signs
            .add(Signs::GLOSSES, between.is_some_and(|gap| !gap.contains(['.', ';', '\n']) && words::is_gloss(gap)));
        let Some(previous) = found.last_mut() else { return };
        let Some(gap) = self.text.get(previous.span.end..mention.span.start) else { return };
        if gap.len() > FARTHEST_BESIDE || gap.contains(['\n', ';', '.']) {
            mention.signs.remove(Signs::BESIDE);
        }
        if gap.len() > words::LONGEST_GLOSS || gap.contains(['\n', ';']) {
            mention.kilometres = None;
            return;
        }
        let bare = gap.trim_matches(|c: char| c.is_whitespace() || c == ',');
        let comma = gap.starts_with(',') || gap.starts_with(".,");
        if (comma && bare.trim_start_matches('.').is_empty()) || (!comma && matches!(bare, "in" | "in the")) {
            previous.signs.add(Signs::WITHIN_NEXT, true);
            mention.signs.add(Signs::HOLDS_PREVIOUS, true);
        }
        let hyphen = gap.chars().count() == 1 && gap.starts_with(is_hyphen);
        if hyphen && self.is_well_known(previous) && self.is_well_known(mention) {
            previous.signs.remove(Signs::HYPHENATED);
            mention.signs.remove(Signs::HYPHENATED);
        }
        mention.signs.add(Signs::LISTED, (comma && bare.is_empty()) || matches!(bare, "and" | "or") || hyphen);
    }

    /// Whether a mention is likely one of a town or of something larger, by its name alone.
    fn is_well_known(&self, mention: &Mention) -> bool {
        let facts = self.atlas.facts(mention.candidates[0].place());
        facts.population > 15_000 || !facts.is_settlement()
    }

    /// "16 kilometers north of" right before `unit`: how many.
    fn kilometres_before(&self, unit: Unit) -> Option<u16> {
        let before = self.neighbour(unit, -1)?;
        if !matches!(before, "from" | "of" | "away") {
            return None;
        }
        let from = unit.token.saturating_sub(7);
        let words = &self.block.tokens[from..unit.token];
        let at = words.iter().rposition(|t| words::kilometres_in(t.span.of(self.text)).is_some())?;
        let each = words::kilometres_in(words[at].span.of(self.text))?;
        let number = words.get(at.checked_sub(1)?)?.span.of(self.text);
        let number: f64 = number.trim_end_matches(['-', '–']).replace(',', "").parse().ok()?;
        let far = number * each;
        (0.0..5000.0).contains(&far).then_some(far.round() as u16)
    }

    /// Whether the unit belongs to a web address or a handle: "Kyiv.example", "@Moscow".
    fn in_address(&self, unit: Unit) -> bool {
        let before = self.text[..unit.span.start].chars().next_back();
        let mut after = self.text[unit.span.end..].chars();
        let follows = (after.next(), after.next());
        matches!(before, Some('@' | '_' | '#'))
            || matches!(follows, (Some('@' | '_'), _))
            || matches!(follows, (Some('.'), Some(c)) if c.is_lowercase())
    }

    fn begins_sentence(&mut self, unit: Unit) -> bool {
        let sentences = &self.block.sentences;
        while sentences.get(self.sentence).is_some_and(|s| s.tokens.1 <= unit.token) {
            self.sentence += 1;
        }
        let mut first = sentences.get(self.sentence).map_or(0, |s| s.tokens.0);
        // Each cell of a table begins with a capital, whatever stands in it.
        if let Some(cell) = self.block.cell(unit.span) {
            first += self.block.tokens[first..unit.token].partition_point(|t| t.span.start < cell.start);
        }
        // An opening quotation mark is no word.
        self.block.tokens[first..unit.token].iter().take(4).all(|t| t.kind != TokenKind::Word)
            && unit.token - first < 4
            && self.block.tokens[unit.token].span.start == unit.span.start
    }

    fn gap_after(&self, unit: Unit) -> &'a str {
        self.text.get(unit.span.end..).unwrap_or("")
    }

    /// The word `by` places from `unit` in the same run of words; of a hyphenated word the whole.
    fn neighbour(&self, unit: Unit, by: isize) -> Option<&'a str> {
        let tokens: &'a [Token] = &self.block.tokens;
        let step = by.signum();
        let mut here = unit.token;
        for _ in 0..by.unsigned_abs() {
            let next = here.checked_add_signed(step)?;
            let (a, b) = (tokens.get(here.min(next))?.span.end, tokens.get(here.max(next))?.span.start);
            let gap = self.text.get(a..b)?;
            if tokens[next].kind != TokenKind::Word
                || gap.is_empty()
                || gap.len() > 2
                || !gap.chars().all(char::is_whitespace)
            {
                return None;
            }
            here = next;
        }
        Some(tokens[here].span.of(self.text)).filter(|word| word.len() <= LONGEST_WORD)
    }

    /// What kinds of word `word` is of; one that only the census knows for a given name is none where it may be an ordinary word.
    fn kind(&mut self, word: &str) -> Word {
        self.spare.clear();
        fold(word, &mut self.spare);
        let kind = base::base().word(&self.spare);
        let given = kind.any(Word::CENSUS_GIVEN) && !kind.any(Word::ORDINARY);
        if given && !kind.any(Word::OF_A_KIND) { kind.with(Word::GIVEN) } else { kind }
    }

    /// The first unit from there on that may begin with a capital. Most words are in small letters throughout and passed over at once.
    fn capital_from(&self, token: usize, from: usize) -> Option<Unit> {
        let (text, tokens) = (self.text.as_bytes(), &self.block.tokens);
        let small = |token: &Token| {
            let start = token.span.start.max(from).min(token.span.end);
            text[start..token.span.end].iter().all(u8::is_ascii_lowercase)
        };
        let skipped = tokens[token..].iter().take_while(|token| token.kind != TokenKind::Word || small(token)).count();
        self.unit_from(token + skipped, from)
    }

    fn unit_from(&self, token: usize, from: usize) -> Option<Unit> {
        unit_from(self.text, &self.block.tokens, token, from)
    }
}

/// The first unit of `tokens[token..]` that starts at the byte `from` or later.
fn unit_from(text: &str, tokens: &[Token], token: usize, from: usize) -> Option<Unit> {
    for (i, token) in tokens.iter().enumerate().skip(token).filter(|(_, t)| t.kind == TokenKind::Word) {
        let start = token.span.start.max(from);
        if start >= token.span.end {
            continue;
        }
        let Some(word) = text.get(start..token.span.end) else { continue };
        // Every hyphen is or begins with one of two bytes, and few words have either.
        if !word.bytes().any(|b| matches!(b, b'-' | 0xE2)) {
            return Some(Unit { span: Span::new(start, token.span.end), token: i });
        }
        let skip = word.len() - word.trim_start_matches(is_hyphen).len();
        let word = &word[skip..];
        if !word.is_empty() {
            let start = start + skip;
            let length = word.find(is_hyphen).unwrap_or(word.len());
            return Some(Unit { span: Span::new(start, start + length), token: i });
        }
    }
    None
}

fn is_demonym(found: &[Posting]) -> bool {
    found.first().is_some_and(|posting| posting.form() == super::NameForm::Demonym && posting.main())
}

/// The ending of a possessive, which is a token of its own.
fn is_clitic(written: &str) -> bool {
    matches!(written, "’s" | "'s" | "ʼs")
}

/// "J.", "P".
fn is_initial(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    letters.chars().count() == 1 && letters.chars().all(char::is_uppercase)
}

/// Whether a word has Latin and Cyrillic letters.
fn is_mixed(word: &str) -> bool {
    !word.is_ascii() && word.contains(is_cyrillic) && word.contains(|c: char| c.is_alphabetic() && (c as u32) < 0x250)
}
