//! Who has been named so far, and who a pronoun or a description stands for.
//!
//! The rules are an editor's: a surname is its full name's; "the general" is the last one with that office; "he" is whoever the text was
//! about last and can be he: the subject of a later sentence first, then the last speaker. Nothing here reads text; it compares numbers.
//! A place, a day or a body is never he or she, and a paper through which words came does not take the floor from who said them.

use super::entry::{AgainKey, NameKey, VoiceKey, WhoKey};
use super::{Discounted, Voice};
use crate::attribution::{NounKind, Pronoun, SourceKind};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// How many speakers back a pronoun looks.
const MEMORY: usize = 24;
/// How many sentences back a description that any person fits looks, or "he" where nothing but a capital says it is a person.
const NEAR: usize = 3;

/// Somebody who was named or who spoke.
struct Speaker {
    display: Arc<str>,
    named_at: Option<Span>,
    full: u64,
    words: usize,
    kind: SourceKind,
    person: bool,
    /// Can be no person: a body, a place, a paper.
    thing: bool,
    pronoun: Option<Pronoun>,
}

impl Speaker {
    /// Whether a person who goes by `pronoun` can be meant.
    fn can_be(&self, pronoun: Option<Pronoun>) -> bool {
        self.pronoun.is_none() || pronoun.is_none() || self.pronoun == pronoun
    }
}

/// What whoever answers an interview's questions is known by, for as long as it goes on.
const ANSWERS: u64 = 0;

/// Speakers by the hash of a name or a role.
type ByHash = HashMap<u64, usize, foldhash::fast::FixedState>;

/// Takes note that `hash` stands for the speaker `at` from here on. Mostly it does already, and looking costs less than writing.
fn note(speakers: &mut ByHash, hash: u64, at: usize) {
    if speakers.get(&hash) != Some(&at) {
        speakers.insert(hash, at);
    }
}

/// Everybody so far.
#[derive(Default)]
pub(super) struct Speakers {
    all: Vec<Speaker>,
    /// The last few who were named or spoke, the last one last.
    recent: Vec<usize>,
    by_name: ByHash,
    by_first: ByHash,
    by_role: ByHash,
    /// The source of the last attribution, and its line.
    last: Option<(usize, usize)>,
    /// The last named subject of a sentence, and its line.
    lead: Option<(usize, usize)>,
    /// The last subject of a sentence that is no person, and its line.
    body: Option<(usize, usize)>,
    /// Who a quotation would run on from, and the line they spoke in.
    floor: Option<(usize, usize)>,
}

impl Speakers {
    /// Takes note of a name in `line`; `offset` is where its block starts.
    pub(super) fn meet(&mut self, name: &NameKey, offset: usize, line: usize) {
        let at = self.find(name.full, name.last, name.words).unwrap_or_else(|| {
            self.all.push(Speaker {
                display: Arc::clone(&name.display),
                named_at: Some(name.span.shifted(offset)),
                full: name.full,
                words: name.words,
                kind: SourceKind::Named,
                person: name.person,
                thing: name.thing,
                pronoun: name.pronoun,
            });
            self.all.len() - 1
        });
        self.touch(at);
        let speaker = &mut self.all[at];
        if name.body && !speaker.person {
            speaker.kind = SourceKind::Collective;
        }
        if name.words > speaker.words {
            speaker.display = Arc::clone(&name.display);
            speaker.full = name.full;
            speaker.words = name.words;
        }
        speaker.person |= name.person;
        speaker.thing = (speaker.thing || name.thing) && !speaker.person;
        speaker.pronoun = speaker.pronoun.or(name.pronoun);
        note(&mut self.by_name, name.full, at);
        note(&mut self.by_name, name.last, at);
        if name.words > 1 {
            note(&mut self.by_first, name.first, at);
        }
        for &role in &name.roles {
            note(&mut self.by_role, role, at);
        }
        if name.leads && !self.all[at].person {
            self.body = Some((at, line));
        }
        let somebody = self.all[at].person || !self.all[at].thing && name.words > 1;
        if name.leads && somebody && self.lead.is_none_or(|(_, led)| led < line) {
            self.lead = Some((at, line));
        }
    }

    /// Takes note that the text goes on, in `line`, about somebody it has named before, whose word is its sentence's subject or not.
    pub(super) fn meet_again(&mut self, by: &AgainKey, line: usize, leads: bool) {
        let at = match by {
            AgainKey::Name(name) => self.find(*name, *name, 1),
            AgainKey::Pronoun(pronoun) => self.person(Some(*pronoun), line),
            AgainKey::Office(role) => self.by_role.get(role).copied(),
        };
        let Some(at) = at else { return };
        self.touch(at);
        if leads && self.all[at].thing {
            self.body = Some((at, line));
        } else if leads && self.lead.is_none_or(|(_, led)| led < line) {
            self.lead = Some((at, line));
        }
    }

    /// The speaker of that name. A namesake with another first name is another.
    fn find(&self, full: u64, last: u64, words: usize) -> Option<usize> {
        if let Some(&at) = self.by_name.get(&full) {
            return Some(at);
        }
        let Some(&at) = self.by_name.get(&last) else {
            // "Norline" for "Norline Shipping", "Dame Ada" for "Dame Ada Hale": by the first word.
            return self.by_first.get(&full).copied().filter(|&at| words == 1 && self.all[at].words > 1);
        };
        let same = words == 1 || self.all[at].words == 1 || self.all[at].full == full;
        same.then_some(at)
    }

    /// Who speaks in an attribution of `line`, and takes note that they did.
    pub(super) fn hear(&mut self, voice: &VoiceKey, offset: usize, line: usize, runs_on: bool) -> Voice {
        let unnamed = matches!(voice.who, WhoKey::Indefinite { .. } | WhoKey::Description { .. } | WhoKey::Nobody);
        if voice.passing && unnamed {
            return Voice::default();
        }
        let found = match &voice.who {
            WhoKey::Name { full, first, last, words, span, office } => {
                let bears = office.and_then(|office| self.by_role.get(&office).copied());
                Some(bears.unwrap_or_else(|| self.named(voice, (*full, *first, *last, *words), span.shifted(offset))))
            }
            WhoKey::Pronoun(pronoun) => self.pronoun(*pronoun, line),
            WhoKey::Description { role, noun, anybody, by_age, sole } => {
                match self.described(*role, (*noun, *anybody, *by_age), voice.pronoun, line) {
                    Some(at) => Some(at),
                    None => return self.unresolved(voice, (*role, *noun, *sole), line),
                }
            }
            WhoKey::Indefinite { name } => {
                let bears = name.and_then(|name| self.find(name, name, 1));
                Some(bears.unwrap_or_else(|| self.unnamed(voice)))
            }
            WhoKey::Answer => {
                let at = self.by_role.get(&ANSWERS).copied().or_else(|| self.person(None, line));
                if let Some(at) = at {
                    note(&mut self.by_role, ANSWERS, at);
                }
                at
            }
            WhoKey::Nobody => return self.nobody(voice),
            WhoKey::Absent => {
                let goes_on = |&(at, spoke): &(usize, usize)| {
                    voice.bare_quote
                        && (spoke + 1 >= line || runs_on || spoke + 2 >= line && self.silence_since(at, spoke))
                };
                let carried = self.floor.filter(goes_on).map(|(at, _)| at);
                if carried.is_none() {
                    return Voice::default();
                }
                carried
            }
        };
        let Some(at) = found else {
            return self.nobody(voice);
        };
        for &role in voice.roles.iter().filter(|_| matches!(voice.who, WhoKey::Name { .. })) {
            note(&mut self.by_role, role, at);
        }
        // "..., Hale said, according to The Post": the paper does not take the floor from her.
        let hands_on = self.last.is_some_and(|(held, spoke)| spoke == line && self.all[held].person)
            && matches!(voice.who, WhoKey::Name { .. } | WhoKey::Description { .. })
            && !self.all[at].person;
        // Whom a speaker quotes does not take the floor either, nor somebody unnamed of whom a deed is told.
        let silent = unnamed && voice.discounted.is_some();
        if !hands_on && !silent && voice.discounted != Some(Discounted::Quoted) {
            self.touch(at);
            self.last = Some((at, line));
            if voice.speaks {
                self.floor = Some((at, line + voice.until - voice.sentence));
            }
        }
        let speaker = &self.all[at];
        Voice {
            speaker: Some(Arc::clone(&speaker.display)),
            named_at: speaker.named_at,
            // A body's report can be looked up, whatever the body says besides.
            kind: Some(match speaker.kind {
                SourceKind::Collective if voice.paper => SourceKind::Named,
                kind => kind,
            }),
            set_off: None,
        }
    }

    fn named(&mut self, voice: &VoiceKey, (full, first, last, words): (u64, u64, u64, usize), span: Span) -> usize {
        let at = self.find(full, last, words).unwrap_or_else(|| {
            let display = voice.display.clone().unwrap_or_default();
            self.all.push(Speaker {
                display,
                named_at: Some(span),
                full,
                words,
                kind: voice.kind,
                person: false,
                thing: voice.thing,
                pronoun: voice.pronoun,
            });
            let at = self.all.len() - 1;
            self.by_name.insert(full, at);
            self.by_name.insert(last, at);
            if words > 1 {
                note(&mut self.by_first, first, at);
            }
            at
        });
        let speaker = &mut self.all[at];
        // A lone surname tells no more than the full name did.
        speaker.person |= voice.person;
        speaker.thing &= !speaker.person;
        if words > 1 || speaker.words == 1 {
            speaker.pronoun = speaker.pronoun.or(voice.pronoun);
        }
        if voice.kind == SourceKind::Collective && !self.all[at].person {
            self.all[at].kind = SourceKind::Collective;
        }
        at
    }

    /// A new speaker who has no name.
    fn nameless(&mut self, voice: &VoiceKey, kind: SourceKind, person: bool) -> usize {
        let display = voice.display.clone().unwrap_or_default();
        let thing = !person;
        let pronoun = voice.pronoun;
        self.all.push(Speaker { display, named_at: None, full: 0, words: 0, kind, person, thing, pronoun });
        self.all.len() - 1
    }

    fn unnamed(&mut self, voice: &VoiceKey) -> usize {
        let at = self.nameless(voice, voice.kind, voice.kind == SourceKind::Anonymous && !voice.several);
        for &role in &voice.roles {
            note(&mut self.by_role, role, at);
        }
        at
    }

    /// Whether nobody else has spoken or been what a sentence is about since `at` spoke in the line `spoke`.
    fn silence_since(&self, at: usize, spoke: usize) -> bool {
        self.last.is_none_or(|(_, line)| line <= spoke)
            && self.lead.is_none_or(|(led, line)| line <= spoke || led == at)
    }

    /// Takes note that `at` was named or spoke.
    fn touch(&mut self, at: usize) {
        if self.recent.last() == Some(&at) {
            return;
        }
        if let Some(place) = self.recent.iter().rposition(|&other| other == at) {
            self.recent.remove(place);
        } else if self.recent.len() == MEMORY {
            self.recent.remove(0);
        }
        self.recent.push(at);
    }

    fn pronoun(&mut self, pronoun: Pronoun, line: usize) -> Option<usize> {
        match pronoun {
            Pronoun::He | Pronoun::She => {
                let at = self.person(Some(pronoun), line)?;
                // Who has been "she" once is nobody's "he".
                let who = &mut self.all[at];
                (who.person, who.thing, who.pronoun) = (true, false, Some(pronoun));
                Some(at)
            }
            Pronoun::They => {
                let plural = |&at: &usize| matches!(self.all[at].kind, SourceKind::Collective | SourceKind::Vague);
                let last = self.last.map(|(at, _)| at);
                last.filter(plural).or_else(|| self.latest().find(plural)).or_else(|| self.person(None, line)).or(last)
            }
            Pronoun::It => {
                let thing = |&at: &usize| !self.all[at].person;
                self.last.map(|(at, _)| at).filter(thing).or_else(|| self.latest().find(thing))
            }
            Pronoun::Other => None,
        }
    }

    /// The person the text was about last who can go by `pronoun`.
    fn person(&self, pronoun: Option<Pronoun>, line: usize) -> Option<usize> {
        let fit = |&at: &usize| self.all[at].person && self.all[at].can_be(pronoun);
        // A name counts as a person's where nothing says otherwise.
        let may_be = |&at: &usize| {
            let it = &self.all[at];
            !it.thing && it.kind == SourceKind::Named && it.words > 0 && it.can_be(pronoun)
        };
        let near = |(at, spoke): (usize, usize)| (line.saturating_sub(spoke) <= NEAR).then_some(at);
        let lead = self.lead.filter(|(_, led)| self.last.is_none_or(|(_, spoke)| *led > spoke));
        let last = self.last.map(|(at, _)| at);
        lead.map(|(at, _)| at)
            .filter(fit)
            .or_else(|| lead.and_then(near).filter(may_be))
            .or_else(|| last.filter(fit))
            .or_else(|| self.last.and_then(near).filter(may_be))
            .or_else(|| self.lead.map(|(at, _)| at).filter(fit))
            .or_else(|| self.latest().find(fit))
            .or_else(|| last.filter(may_be))
            .or_else(|| self.latest().find(may_be))
    }

    /// Those named or heard lately, the last one first.
    fn latest(&self) -> impl Iterator<Item = usize> {
        self.recent.iter().rev().copied()
    }

    fn described(
        &self,
        role: u64,
        (noun, anybody, by_age): (NounKind, bool, bool),
        pronoun: Option<Pronoun>,
        line: usize,
    ) -> Option<usize> {
        if let Some(&at) = self.by_role.get(&role).filter(|&&at| self.all[at].can_be(pronoun)) {
            return Some(at);
        }
        let near = self.last.filter(|(_, spoke)| line.saturating_sub(*spoke) <= NEAR).map(|(at, _)| at);
        match noun {
            // "the statement", "the letter": what the last source said or wrote.
            NounKind::Words => near,
            NounKind::Person if anybody => {
                let led = self.lead.filter(|(_, led)| {
                    line.saturating_sub(*led) <= NEAR && self.last.is_none_or(|(_, spoke)| *led > spoke)
                });
                let fit = |at: &usize| self.all[*at].person && self.all[*at].can_be(pronoun);
                let close = led.map(|(at, _)| at).filter(fit).or(near.filter(fit));
                // "The woman" is whoever "she" would be.
                let told = by_age || pronoun.is_some();
                close.or_else(|| told.then(|| self.person(pronoun, line)).flatten())
            }
            NounKind::Body if anybody => {
                let named = |at: &usize| !self.all[*at].person && self.all[*at].words > 0;
                let led = self.body.filter(|(_, led)| line.saturating_sub(*led) <= 2 * NEAR).map(|(at, _)| at);
                near.filter(named).or(led.filter(named)).or_else(|| self.only_body())
            }
            NounKind::Person | NounKind::Body | NounKind::Paper => None,
        }
    }

    /// The one body among those named or heard lately, if there is but one: "the company", wherever the article says it.
    fn only_body(&self) -> Option<usize> {
        let body = |at: &usize| {
            let it = &self.all[*at];
            !it.person && it.words > 0 && it.kind == SourceKind::Collective
        };
        let mut bodies = self.latest().filter(body);
        bodies.next().filter(|_| bodies.next().is_none())
    }

    /// A description that points at nobody known: one person nobody named, a body that is at least called by what it is, or words
    /// without an author.
    fn unresolved(&mut self, voice: &VoiceKey, (role, noun, sole): (u64, NounKind, bool), line: usize) -> Voice {
        let kind = match noun {
            // "The pope said": there is one.
            _ if sole || voice.kind != SourceKind::Named => voice.kind,
            NounKind::Person => SourceKind::Anonymous,
            NounKind::Body => SourceKind::Collective,
            // A document can be looked up.
            NounKind::Paper => SourceKind::Named,
            NounKind::Words => SourceKind::Vague,
        };
        let at = self.nameless(voice, kind, sole || noun == NounKind::Person && kind == SourceKind::Anonymous);
        // "The farmer" is the same one the next time.
        if voice.discounted.is_none() {
            note(&mut self.by_role, role, at);
            self.touch(at);
            self.last = Some((at, line));
            if voice.speaks {
                self.floor = Some((at, line + voice.until - voice.sentence));
            }
        }
        Voice { speaker: voice.display.clone(), kind: Some(kind), ..Voice::default() }
    }

    /// A pronoun that stands for nobody known: one unnamed person, or nobody who could be asked.
    fn nobody(&self, voice: &VoiceKey) -> Voice {
        let kind = match voice.who {
            WhoKey::Pronoun(Pronoun::He | Pronoun::She) | WhoKey::Answer => SourceKind::Anonymous,
            _ => SourceKind::Vague,
        };
        Voice { kind: Some(kind), ..Voice::default() }
    }
}
