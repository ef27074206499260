//! Who has been named so far, and who a pronoun or a description stands for.
//!
//! The rules are an editor's: a surname is its full name's; "the general" is the last one with that office; "he" is whoever the text was
//! about last and fits: the subject of a later sentence first, then the last speaker. Nothing here reads text; it compares numbers.

use super::Voice;
use super::entry::{NameKey, VoiceKey, WhoKey};
use crate::attribution::{NounKind, Pronoun, SourceKind};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// How many speakers back a pronoun looks.
const MEMORY: usize = 24;

/// Somebody who was named or who spoke.
struct Speaker {
    display: Arc<str>,
    named_at: Option<Span>,
    full: u64,
    words: usize,
    kind: SourceKind,
    person: bool,
    pronoun: Option<Pronoun>,
}

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
    by_name: ByHash,
    by_role: ByHash,
    /// The source of the last attribution, and its line.
    last: Option<(usize, usize)>,
    /// The last named subject of a sentence, and its line.
    lead: Option<(usize, usize)>,
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
                pronoun: name.pronoun,
            });
            self.all.len() - 1
        });
        let speaker = &mut self.all[at];
        if name.words > speaker.words {
            speaker.display = Arc::clone(&name.display);
            speaker.full = name.full;
            speaker.words = name.words;
        }
        speaker.person |= name.person;
        speaker.pronoun = speaker.pronoun.or(name.pronoun);
        note(&mut self.by_name, name.full, at);
        note(&mut self.by_name, name.last, at);
        for &role in &name.roles {
            note(&mut self.by_role, role, at);
        }
        if name.leads && self.all[at].person && self.lead.is_none_or(|(_, led)| led < line) {
            self.lead = Some((at, line));
        }
    }

    /// The speaker of that name. A namesake with another first name is another.
    fn find(&self, full: u64, last: u64, words: usize) -> Option<usize> {
        if let Some(&at) = self.by_name.get(&full) {
            return Some(at);
        }
        let &at = self.by_name.get(&last)?;
        let same = words == 1 || self.all[at].words == 1 || self.all[at].full == full;
        same.then_some(at)
    }

    /// Who speaks in an attribution of `line`, and takes note that they did.
    pub(super) fn hear(&mut self, voice: &VoiceKey, offset: usize, line: usize, runs_on: bool) -> Voice {
        if voice.passing && matches!(voice.who, WhoKey::Indefinite | WhoKey::Description { .. } | WhoKey::Nobody) {
            return Voice::default();
        }
        let found = match &voice.who {
            WhoKey::Name { full, last, words, span } => {
                Some(self.named(voice, (*full, *last, *words), span.shifted(offset)))
            }
            WhoKey::Pronoun(pronoun) => self.pronoun(*pronoun),
            WhoKey::Description { role, noun, anybody } => match self.described(*role, *noun, *anybody, line) {
                Some(at) => Some(at),
                None => return self.unresolved(voice, *noun, line),
            },
            WhoKey::Indefinite => Some(self.unnamed(voice)),
            WhoKey::Nobody => return self.nobody(voice),
            WhoKey::Absent => {
                let carried =
                    self.floor.filter(|(_, l)| voice.bare_quote && (*l + 1 >= line || runs_on)).map(|(at, _)| at);
                if carried.is_none() {
                    return Voice::default();
                }
                carried
            }
        };
        let Some(at) = found else {
            return self.nobody(voice);
        };
        self.last = Some((at, line));
        if voice.speaks {
            self.floor = Some((at, line));
        }
        let speaker = &self.all[at];
        Voice {
            speaker: Some(Arc::clone(&speaker.display)),
            named_at: speaker.named_at,
            kind: Some(speaker.kind),
            set_off: None,
        }
    }

    fn named(&mut self, voice: &VoiceKey, (full, last, words): (u64, u64, usize), span: Span) -> usize {
        let at = self.find(full, last, words).unwrap_or_else(|| {
            let display = voice.display.clone().unwrap_or_default();
            self.all.push(Speaker {
                display,
                named_at: Some(span),
                full,
                words,
                kind: voice.kind,
                person: false,
                pronoun: None,
            });
            let at = self.all.len() - 1;
            self.by_name.insert(full, at);
            self.by_name.insert(last, at);
            at
        });
        if voice.kind == SourceKind::Collective && !self.all[at].person {
            self.all[at].kind = SourceKind::Collective;
        }
        at
    }

    /// A new speaker who has no name.
    fn nameless(&mut self, voice: &VoiceKey, kind: SourceKind, person: bool) -> usize {
        let display = voice.display.clone().unwrap_or_default();
        self.all.push(Speaker { display, named_at: None, full: 0, words: 0, kind, person, pronoun: None });
        self.all.len() - 1
    }

    fn unnamed(&mut self, voice: &VoiceKey) -> usize {
        let at = self.nameless(voice, voice.kind, voice.kind == SourceKind::Anonymous);
        if voice.kind == SourceKind::Anonymous {
            for &role in &voice.roles {
                self.by_role.insert(role, at);
            }
        }
        at
    }

    fn pronoun(&self, pronoun: Pronoun) -> Option<usize> {
        match pronoun {
            Pronoun::He | Pronoun::She => self.person(|p| p.is_none() || p == Some(pronoun)),
            Pronoun::They => {
                let plural = |&at: &usize| matches!(self.all[at].kind, SourceKind::Collective | SourceKind::Vague);
                let last = self.last.map(|(at, _)| at);
                last.filter(plural).or_else(|| self.recent().find(plural)).or_else(|| self.person(|_| true)).or(last)
            }
            Pronoun::It => {
                let thing = |&at: &usize| !self.all[at].person;
                self.last.map(|(at, _)| at).filter(thing).or_else(|| self.recent().find(thing))
            }
            Pronoun::Other => None,
        }
    }

    /// The person the text was about last whose pronoun `fits`.
    fn person(&self, fits: impl Fn(Option<Pronoun>) -> bool) -> Option<usize> {
        let fit = |&at: &usize| self.all[at].person && fits(self.all[at].pronoun);
        // A single name that spoke counts as a person where nothing says otherwise.
        let spoke = |&at: &usize| {
            let s = &self.all[at];
            fits(s.pronoun) && (s.person || s.kind == SourceKind::Named && s.pronoun.is_none() && s.words > 0)
        };
        let lead = self.lead.filter(|(_, line)| self.last.is_none_or(|(_, spoken)| *line > spoken)).map(|(at, _)| at);
        lead.filter(fit)
            .or_else(|| self.last.map(|(at, _)| at).filter(fit))
            .or_else(|| self.lead.map(|(at, _)| at).filter(fit))
            .or_else(|| self.recent().find(fit))
            .or_else(|| self.last.map(|(at, _)| at).filter(spoke))
    }

    fn recent(&self) -> impl Iterator<Item = usize> {
        (0..self.all.len()).rev().take(MEMORY)
    }

    fn described(&self, role: u64, noun: NounKind, anybody: bool, line: usize) -> Option<usize> {
        if let Some(&at) = self.by_role.get(&role) {
            return Some(at);
        }
        let near = self.last.filter(|(_, spoken)| line.saturating_sub(*spoken) <= 3).map(|(at, _)| at);
        match noun {
            // "the report", "the statement": what the last source said or wrote.
            NounKind::Words => near,
            NounKind::Person if anybody => near.filter(|&at| self.all[at].person),
            NounKind::Body => near.filter(|&at| !self.all[at].person && self.all[at].kind == SourceKind::Named),
            NounKind::Person => None,
        }
    }

    /// A description that points at nobody known: one person nobody named, a body that is at least called by what it is, or words
    /// without an author.
    fn unresolved(&mut self, voice: &VoiceKey, noun: NounKind, line: usize) -> Voice {
        let kind = match noun {
            _ if voice.kind != SourceKind::Named => voice.kind,
            NounKind::Person => SourceKind::Anonymous,
            NounKind::Body => SourceKind::Collective,
            NounKind::Words => SourceKind::Vague,
        };
        let at = self.nameless(voice, kind, noun == NounKind::Person && kind == SourceKind::Anonymous);
        self.last = Some((at, line));
        if voice.speaks {
            self.floor = Some((at, line));
        }
        Voice { speaker: voice.display.clone(), kind: Some(kind), ..Voice::default() }
    }

    /// A pronoun that stands for nobody known: one unnamed person, or nobody who could be asked.
    fn nobody(&self, voice: &VoiceKey) -> Voice {
        let kind = match voice.who {
            WhoKey::Pronoun(Pronoun::He | Pronoun::She) => SourceKind::Anonymous,
            _ => SourceKind::Vague,
        };
        Voice { kind: Some(kind), ..Voice::default() }
    }
}
