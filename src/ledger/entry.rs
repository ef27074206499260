//! One block's entry: everything known of it without its surroundings, and the keys by which the fold joins it to them.
//!
//! Made once for as long as the block's text stays the same. All string work is done here, so that the fold only compares numbers.

use super::{Data, Discounted, Entry, guard};
use crate::article::{Block, BlockKind, Form, Format, Plain, Tag, parse_block, plain};
use crate::attribution::{
    Act, Attribution, Bearer, Checkworthy, NounKind, Pronoun, Reading, Reference, SentenceReading, SourceKind, Unsaid,
    answers, bearer, bodies, called_again, looked_for, names_many, noun_kind, offices, papers, points_at_any_body,
    points_at_anybody, points_by_age, read, sole, styles, takes_a_turn, told_by,
};
use crate::gazetteer::{Mention, Signs};
use crate::text::Span;
use std::hash::{BuildHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What the fold needs of a block.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// One for each sentence.
    pub sentences: Vec<SentenceKey>,
    /// One for each name of the reading.
    pub names: Vec<NameKey>,
    /// Words by which it goes on about somebody: the sentence each stands in, and whether it is its subject.
    pub again: Vec<(usize, AgainKey, bool)>,
    /// One for each attribution of the reading.
    pub voices: Vec<VoiceKey>,
    /// Which sentence can rest on which attribution: (sentence, attribution, whether the attribution is anchored in another sentence),
    /// in order of sentences.
    pub rests: Vec<(usize, usize, bool)>,
    /// Whether a tag stands before the block's first sentence, and so belongs to the block before.
    pub bears_tag_before: bool,
    /// Whether a tag that resolves stands before the block's first sentence, and so belongs to the block before.
    pub tags_before: bool,
    /// Whether its last outermost quotation is never closed.
    pub runs_on: bool,
    /// Hash of what its possible mentions of places say, wherever they stand.
    pub mentions: u64,
    /// The attribution that ends it with a colon, so that the next block is what was said.
    pub introduces: Option<usize>,
    /// Whether it is an item of a list.
    pub item: bool,
}

impl Keys {
    /// From the first sentence to the last, in the block's bytes.
    pub fn extent(&self) -> Span {
        let (first, last) = (self.sentences.first(), self.sentences.last());
        first.zip(last).map(|(first, last)| Span::new(first.span.start, last.span.end)).unwrap_or_default()
    }
}

/// What the fold needs of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SentenceKey {
    /// Where, in the block's bytes.
    pub span: Span,
    /// Why a desk would ask for its source.
    pub checkworthy: Checkworthy,
    /// Whether it claims anything, as far as form tells.
    pub claims: bool,
    /// Whether it asks something, in somebody's quotation or turn.
    pub asks: bool,
    /// Whether all it tells is that nothing was said.
    pub silent: bool,
    /// Whether a tag that resolves belongs to it.
    pub tagged: bool,
    /// Whether any tag belongs to it.
    pub bears_tag: bool,
    /// Whether it hides behind nobody.
    pub vague: bool,
    /// Whether any of an outermost quotation lies in it.
    pub quoted: bool,
    /// Index of the first attribution counted to it, and one past the last.
    pub attributions: (u32, u32),
}

/// What the fold needs of a name.
#[derive(Debug)]
pub(crate) struct NameKey {
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// Hash of the whole name, of its first word and of its last word, in lower case.
    pub full: u64,
    /// See `full`.
    pub first: u64,
    /// See `full`.
    pub last: u64,
    /// Number of its words.
    pub words: usize,
    /// The name as written.
    pub display: Arc<str>,
    /// Where, in the block's bytes.
    pub span: Span,
    /// Hashes of its roles.
    pub roles: Vec<u64>,
    /// Which pronoun fits.
    pub pronoun: Option<Pronoun>,
    /// Whether it is a person.
    pub person: bool,
    /// Whether it can be none.
    pub thing: bool,
    /// Whether it is a body that speaks as one.
    pub body: bool,
    /// Whether it is its sentence's subject.
    pub leads: bool,
}

/// By what the text goes on about somebody.
#[derive(Debug)]
pub(crate) enum AgainKey {
    /// A name of one word: its hash.
    Name(u64),
    /// "he", "she".
    Pronoun(Pronoun),
    /// The hash of an office.
    Office(u64),
}

/// What the fold needs of an attribution.
#[derive(Debug)]
pub(crate) struct VoiceKey {
    /// Index of the sentence it is anchored in.
    pub sentence: usize,
    /// Index of the last sentence of what is attributed.
    pub until: usize,
    /// How its source points at somebody.
    pub who: WhoKey,
    /// The source as written: the name alone where there is one.
    pub display: Option<Arc<str>>,
    /// Hashes of the offices and papers among the source's words.
    pub roles: Vec<u64>,
    /// Whether the source is several, so that nobody of them is "he" or "she".
    pub several: bool,
    /// Whether the source is a document, and a name in it only its author's.
    pub paper: bool,
    /// Whether the source's name is a person's.
    pub person: bool,
    /// Whether it can be none's: a body's, a place's, a day's.
    pub thing: bool,
    /// Which pronoun the name or the description tells.
    pub pronoun: Option<Pronoun>,
    /// What kind of source, before anything is resolved.
    pub kind: SourceKind,
    /// Whether the next quotation may run on from it.
    pub speaks: bool,
    /// Why no sentence can stand on it; `None` where one can.
    pub discounted: Option<Discounted>,
    /// Whether its subject is abstract or not sure to be a source at all, so that later words do not mean it.
    pub passing: bool,
    /// Whether what is attributed is in quotation marks from its first word, as in a sentence that is nothing but a quotation.
    pub bare_quote: bool,
}

impl VoiceKey {
    /// Whether its source is nothing but a word that stands for somebody before, or is missing.
    pub fn points_back(&self) -> bool {
        matches!(self.who, WhoKey::Pronoun(_) | WhoKey::Description { .. } | WhoKey::Absent)
    }
}

/// A [`Reference`] with hashes for words.
#[derive(Debug)]
pub(crate) enum WhoKey {
    /// By a name. `office` is the hash of the office or the body that stands in its place: "the Board".
    Name { full: u64, first: u64, last: u64, words: usize, span: Span, office: Option<u64> },
    /// By a pronoun.
    Pronoun(Pronoun),
    /// By a description.
    Description { role: u64, noun: NounKind, anybody: bool, by_age: bool, sole: bool },
    /// By nothing that points back. `name` is the hash of a lone word that is somebody's name if anybody bears it: "Banks said".
    Indefinite { name: Option<u64> },
    /// By the letter of an answer: whoever is interviewed.
    Answer,
    /// A cue that hides its source ("is expected to").
    Nobody,
    /// A quotation without source or cue.
    Absent,
}

/// How many sentences of a block one stretch of content is followed over: more than any paragraph meant to be read.
const LONGEST: usize = 60;

/// A fixed seed, so that a key is the same in every run.
fn hasher() -> foldhash::quality::FixedState {
    foldhash::quality::FixedState::with_seed(0x5a_7350)
}

/// The key of a block: its text, kind and format, and the version of the data it was read with.
pub(crate) fn key(text: &str, kind: BlockKind, format: Format, version: u64) -> u64 {
    let mut state = hasher().build_hasher();
    text.hash(&mut state);
    kind.hash(&mut state);
    format.hash(&mut state);
    version.hash(&mut state);
    state.finish()
}

/// Reads a block. If that panics, the block is kept without sentences: one bad paragraph must not cost the article.
pub(crate) fn make(text: &str, kind: BlockKind, format: Format, data: &Data, key: u64) -> Entry {
    catch_unwind(AssertUnwindSafe(|| match plain(text) {
        None => made(text, parse_block(text, kind, format), data, key),
        // What a reader passes over is passed over here: read in plain form, and put back to where it stands.
        Some(plain) => {
            let mut entry = made(&plain.text, parse_block(&plain.text, kind, format), data, key);
            entry.put_back(&plain);
            entry
        }
    }))
    .unwrap_or_else(|_| Entry {
        key,
        block: Block::empty(kind),
        reading: Reading::default(),
        mentions: Vec::new(),
        named: Vec::new(),
        is_plain: true,
        keys: Keys::default(),
    })
}

fn made(text: &str, block: Block, data: &Data, key: u64) -> Entry {
    let reading = read(text, &block);
    let mentions = data.atlas.mentions(text, &block);
    let named = guard::named(text, &reading, &data.registry);
    let keys = Keys { mentions: meaning(text, &mentions), ..keys(text, &block, &reading, &mentions, data) };
    Entry { key, block, reading, mentions, named, is_plain: true, keys }
}

impl Entry {
    /// Moves all that was read in `plain` to where it stands in the block's text.
    fn put_back(&mut self, plain: &Plain) {
        let back = |span: &mut Span| *span = plain.written(*span);
        self.is_plain = false;
        self.block.put_back(plain);
        self.reading.each_span(back);
        self.mentions.iter_mut().for_each(|mention| back(&mut mention.span));
        self.named.iter_mut().for_each(|named| back(&mut named.span));
        self.keys.sentences.iter_mut().for_each(|sentence| back(&mut sentence.span));
        self.keys.names.iter_mut().for_each(|name| back(&mut name.span));
        for voice in &mut self.keys.voices {
            if let WhoKey::Name { span, .. } = &mut voice.who {
                back(span);
            }
        }
    }
}

fn meaning(text: &str, mentions: &[Mention]) -> u64 {
    let mut state = hasher().build_hasher();
    mentions.iter().for_each(|mention| mention.hash_meaning(mention.span.of(text), &mut state));
    state.finish()
}

fn keys(text: &str, block: &Block, reading: &Reading, mentions: &[Mention], data: &Data) -> Keys {
    let at = |byte: usize| {
        block.sentences.partition_point(|s| s.span.end <= byte).min(block.sentences.len().saturating_sub(1))
    };
    let mut keys = Keys {
        sentences: Vec::with_capacity(block.sentences.len()),
        names: Vec::with_capacity(reading.names.len()),
        again: Vec::with_capacity(reading.again.len()),
        voices: Vec::with_capacity(reading.attributions.len()),
        rests: Vec::with_capacity(2 * reading.attributions.len()),
        ..Keys::default()
    };
    let turn = reading.attributions.iter().any(|it| takes_a_turn(text, it.source, it.cue));
    let mut quotations = block.quotations.iter().filter(|q| q.depth == 0).peekable();
    for (sentence, read) in block.sentences.iter().zip(&reading.sentences) {
        while quotations.next_if(|q| q.span.end <= sentence.span.start).is_some() {}
        let claims =
            sentence.form == Form::Statement && sentence.tokens.0 < sentence.tokens.1 && block.kind == BlockKind::Prose;
        let quoted = quotations.peek().is_some_and(|q| q.span.start < sentence.span.end);
        keys.sentences.push(SentenceKey {
            span: sentence.span,
            checkworthy: read.checkworthy,
            claims,
            asks: sentence.form == Form::Question && block.kind == BlockKind::Prose && (quoted || turn),
            silent: read.silent,
            tagged: false,
            bears_tag: false,
            vague: read.vague.is_some(),
            quoted,
            attributions: own_attributions(&reading.attributions, sentence.span),
        });
    }
    for tag in &block.tags {
        let (bears_tag, tagged) = match tag.sentence.and_then(|s| keys.sentences.get_mut(s)) {
            Some(sentence) => (&mut sentence.bears_tag, &mut sentence.tagged),
            None => (&mut keys.bears_tag_before, &mut keys.tags_before),
        };
        *bears_tag = true;
        *tagged |= resolves(tag, data);
    }
    for name in &reading.names {
        let Some(written) = slice(text, name.span) else { continue };
        let (full, first, last, words) = name_hashes(written);
        keys.names.push(NameKey {
            sentence: at(name.span.start),
            full,
            first,
            last,
            words,
            display: one_line(written),
            span: name.span,
            roles: role_hashes(name.roles.iter().cloned().chain(bodies(written))),
            pronoun: name.pronoun,
            person: name.person,
            thing: name.thing || !name.person && place(name.span, mentions),
            body: name.body,
            leads: name.leads,
        });
    }
    for again in &reading.again {
        let key = match &again.by {
            Reference::Name(span) => slice(text, *span).map(|written| AgainKey::Name(name_hashes(written).0)),
            Reference::Pronoun(pronoun) => Some(AgainKey::Pronoun(*pronoun)),
            Reference::Description(span) => slice(text, *span).map(|noun| AgainKey::Office(hash(noun.to_lowercase()))),
            Reference::Indefinite | Reference::Absent => None,
        };
        keys.again.extend(key.map(|key| (at(again.span.start), key, again.leads)));
    }
    let spoken = block.kind == BlockKind::Prose;
    // The last sentence and source of which what is said is itself hearsay.
    let mut hearsay = None;
    for attribution in &reading.attributions {
        let home = at(attribution.anchor());
        if let Some(source) = reported_at_second_hand(attribution, reading.sentences.get(home)) {
            hearsay = Some((home, source));
        }
        let mut voice = voice(text, block, attribution, mentions, home, spoken);
        if hearsay.is_some_and(|(sentence, source)| sentence == home && attribution.source == Some(source)) {
            voice.discounted = voice.discounted.or(Some(Discounted::Hearsay));
        }
        keys.voices.push(voice);
    }
    for (i, attribution) in reading.attributions.iter().enumerate() {
        let home = at(attribution.anchor());
        keys.rests.push((home, i, false));
        for content in &attribution.content {
            let first = at(content.start);
            let last = at(content.end.saturating_sub(1).max(content.start)).min(first + LONGEST);
            for sentence in first..=last {
                if sentence != home {
                    keys.rests.push((sentence, i, true));
                }
            }
        }
    }
    keys.rests.sort_unstable();
    keys.rests.dedup();
    keys.introduces = introduces(text, block, reading, &keys.voices);
    keys.item = text.trim_start().starts_with(['-', '*', '•', '–', '+']);
    let last = block.quotations.iter().rfind(|q| q.depth == 0);
    keys.runs_on = last.is_some_and(|q| !q.closed && block.cell(q.span).is_none());
    keys
}

/// The attribution whose words are set off as the next block: it stands in the last sentence, which ends with a colon.
fn introduces(text: &str, block: &Block, reading: &Reading, voices: &[VoiceKey]) -> Option<usize> {
    let last = block.sentences.len().checked_sub(1)?;
    if block.kind != BlockKind::Prose || !text.trim_end().ends_with(':') {
        return None;
    }
    let mut own = voices.iter().zip(&reading.attributions);
    own.rposition(|(voice, said)| {
        let doubt = matches!(voice.discounted, None | Some(Discounted::Tentative));
        voice.sentence == last && doubt && said.cue.is_some() && said.act != Act::Belief
    })
}

/// Which of `all`, a block's attributions, are counted to the sentence `span`.
fn own_attributions(all: &[Attribution], span: Span) -> (u32, u32) {
    let before = |byte: usize| all.partition_point(|a| a.anchor() < byte) as u32;
    let first = before(span.start);
    (first, before(span.end).max(first))
}

/// "The president reportedly praised ..., calling it ...": whose praise it is, is told; on whose word, is not. Gives that source.
fn reported_at_second_hand(attribution: &Attribution, sentence: Option<&SentenceReading>) -> Option<Span> {
    let (vague, cue) = sentence?.vague.zip(attribution.cue)?;
    let beside = vague.end <= cue.start && cue.start - vague.end <= 1;
    attribution.source.filter(|_| cue.contains(vague) || beside)
}

/// Whether a tag puts a sentence on somebody's word: a key of the registry, the reporter's own eyes, or public record.
fn resolves(tag: &Tag, data: &Data) -> bool {
    tag.citations.iter().any(|c| match c.key.as_str() {
        "own" | "known" => true,
        "tk" => false,
        key => data.registry.get(key).is_some(),
    })
}

/// Hashes of what somebody can be called again by.
fn role_hashes(roles: impl Iterator<Item = String>) -> Vec<u64> {
    roles.flat_map(|role| [Some(hash(&role)), called_again(&role).map(hash)]).flatten().collect()
}

/// The paper that a source is the author of: "study" in "a study by the Halden Institute", where the source is the institute.
fn paper_before(text: &str, source: Span) -> Option<String> {
    let before = text.get(..source.start)?.trim_end();
    let before = before.strip_suffix(" by").or_else(|| before.strip_suffix(" from"))?;
    let noun = before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next()?;
    papers(noun).pop()
}

/// Signs that a place's name is a person's here.
const A_PERSONS: Signs =
    Signs::GIVEN.with(Signs::SURNAME).with(Signs::PERSON_BEFORE).with(Signs::PERSON_AFTER).with(Signs::UNKNOWN_BEFORE);

/// Whether a name is a place's and nobody's.
fn place(name: Span, mentions: &[Mention]) -> bool {
    let at = mentions.partition_point(|mention| mention.span.end <= name.start);
    mentions.get(at).is_some_and(|mention| {
        let one = !mention.signs.any(Signs::LONG);
        let persons = if one { Signs::SURNAME.with(Signs::PERSON_BEFORE).with(Signs::PERSON_AFTER) } else { A_PERSONS };
        mention.span == name && !mention.signs.any(persons)
    })
}

fn voice(
    text: &str,
    block: &Block,
    attribution: &Attribution,
    mentions: &[Mention],
    sentence: usize,
    spoken: bool,
) -> VoiceKey {
    let quoted_cue = attribution
        .cue
        .is_some_and(|cue| in_long_quotation(block, cue) && !takes_a_turn(text, attribution.source, attribution.cue));
    let words = attribution.antecedent.or(attribution.source).and_then(|s| slice(text, s));
    let (mut borne, mut told) = (Bearer::default(), None);
    let (who, display) = match &attribution.reference {
        Reference::Name(span) => {
            let written = slice(text, *span).unwrap_or_default();
            borne = bearer(written);
            borne.thing |= !borne.person && (attribution.kind == SourceKind::Collective || place(*span, mentions));
            // "Mrs Ada Hale": the title stands before the name and tells as much.
            let before = attribution.source.and_then(|source| text.get(source.start..span.start)).unwrap_or_default();
            let title = before.split_whitespace().find_map(|word| told_by(&word.trim_matches('.').to_lowercase()));
            told = title.or(borne.pronoun);
            borne.person |= title.is_some();
            let (full, first, last, words) = name_hashes(written);
            // "the Board", "the Moderator": the word is the bearer's office wherever one has it.
            let the = before.trim_end().to_lowercase();
            let office = (words == 1 && the.ends_with("the")).then(|| hash(looked_for(&written.to_lowercase())));
            (WhoKey::Name { full, first, last, words, span: *span, office }, Some(one_line(written)))
        }
        Reference::Pronoun(p) => (WhoKey::Pronoun(*p), None),
        Reference::Description(span) => {
            let noun = slice(text, *span).unwrap_or_default().to_lowercase();
            told = told_by(&noun);
            let role = WhoKey::Description {
                role: hash(looked_for(&noun)),
                noun: noun_kind(&noun),
                anybody: points_at_anybody(&noun) || points_at_any_body(&noun),
                by_age: points_by_age(&noun),
                sole: sole(&noun),
            };
            (role, words.map(one_line))
        }
        _ if answers(text, attribution.source, attribution.cue) => (WhoKey::Answer, words.map(one_line)),
        Reference::Indefinite => {
            let written = words.map(main_words);
            let name = written.filter(|it| it.starts_with(char::is_uppercase) && !it.contains(char::is_whitespace));
            (WhoKey::Indefinite { name: name.map(|name| name_hashes(name).0) }, written.map(one_line))
        }
        Reference::Absent if attribution.cue.is_some() => (WhoKey::Nobody, None),
        Reference::Absent => (WhoKey::Absent, None),
    };
    let roles = match &attribution.reference {
        Reference::Indefinite => words.map(|words| [offices(words), papers(words)].concat()).unwrap_or_default(),
        Reference::Name(name) => {
            let paper = attribution.source.and_then(|source| paper_before(text, source));
            let own = words.map(papers).unwrap_or_default();
            // "The mine was reported by the Herald to have closed. The report ...": the verb is one as well.
            let verb = attribution.cue.and_then(|cue| slice(text, cue)).filter(|cue| cue.contains("report"));
            let paper = paper.or_else(|| verb.map(|_| "report".to_owned()));
            own.into_iter().chain(paper).chain(slice(text, *name).map(bodies).unwrap_or_default()).collect()
        }
        _ => Vec::new(),
    };
    let paper = match (&attribution.reference, attribution.source) {
        (Reference::Name(_), Some(source)) => {
            attribution.kind == SourceKind::Named && (borne.body || paper_before(text, source).is_some())
        }
        (Reference::Description(noun), _) => {
            noun_kind(&slice(text, *noun).unwrap_or_default().to_lowercase()) == NounKind::Paper
        }
        _ => false,
    };
    let more = display.as_deref().is_some_and(several);
    let at = |byte: usize| block.sentences.partition_point(|s| s.span.end <= byte);
    let until = attribution.content.iter().map(|content| at(content.end.saturating_sub(1))).max().unwrap_or(sentence);
    VoiceKey {
        sentence,
        who,
        display,
        roles: role_hashes(roles.into_iter()),
        until: until.min(block.sentences.len().saturating_sub(1)).max(sentence),
        several: more,
        paper,
        person: borne.person,
        thing: borne.thing,
        pronoun: told,
        kind: attribution.kind,
        speaks: attribution.act == Act::Speech && !quoted_cue && attribution.unsaid.is_none(),
        discounted: discounted(attribution, quoted_cue, spoken),
        passing: attribution.abstract_subject || attribution.tentative,
        bare_quote: bare_quote(block, attribution, sentence),
    }
}

/// Why no sentence stands on `attribution`, as far as its block tells. `spoken` is whether the block is prose.
fn discounted(attribution: &Attribution, quoted_cue: bool, spoken: bool) -> Option<Discounted> {
    if attribution.abstract_subject {
        Some(Discounted::AbstractSubject)
    } else if attribution.act == Act::Intent {
        Some(Discounted::Intention)
    } else if let Some(unsaid) = attribution.unsaid {
        Some(match unsaid {
            Unsaid::Withheld => Discounted::Unsaid,
            Unsaid::Deed => Discounted::Deed,
        })
    } else if quoted_cue {
        Some(Discounted::Quoted)
    } else if !spoken {
        Some(Discounted::Heading)
    } else {
        attribution.tentative.then_some(Discounted::Tentative)
    }
}

/// Whether `cue` lies in a quotation of more than a few words.
fn in_long_quotation(block: &Block, cue: Span) -> bool {
    let before = block.quotations.partition_point(|q| q.inner.start <= cue.start);
    block.quotations[..before].iter().rev().take(8).any(|q| q.inner.contains(cue) && q.words > 3)
}

/// Whether a sourceless quotation makes up most of the sentence it stands in.
fn bare_quote(block: &Block, attribution: &Attribution, sentence: usize) -> bool {
    let (Some(sentence), Some(content)) = (block.sentences.get(sentence), attribution.content.first()) else {
        return false;
    };
    attribution.cue.is_none()
        && content.len() * 2 > sentence.span.len().min(content.len() + 40)
        && content.start <= sentence.span.start + 2
}

fn slice(text: &str, span: Span) -> Option<&str> {
    text.get(span.start..span.end)
}

pub(super) fn hash(word: impl Hash) -> u64 {
    hasher().hash_one(word)
}

/// Hashes of the whole name, of its first word and of its last, and the number of its words.
fn name_hashes(name: &str) -> (u64, u64, u64, usize) {
    let lower = name.to_lowercase();
    let mut whole = String::with_capacity(lower.len());
    let (mut last, mut words) = (0, 0);
    for word in lower.split_whitespace().map(bare_word).filter(|w| !w.is_empty()) {
        // "Walter Finch Jr." is called Finch; "Sir Rowan Peake" is Rowan Peake.
        if words == 0 && styles(word) && lower.trim_end().len() > word.len() {
            continue;
        }
        if words > 0 && matches!(word, "jr" | "sr" | "ii" | "iii" | "iv") {
            continue;
        }
        if words > 0 {
            whole.push(' ');
        }
        last = whole.len();
        whole.push_str(word);
        words += 1;
    }
    let first = whole.split(' ').next().unwrap_or_default();
    // The "Bank of Italy" is not called Italy.
    if whole.split(' ').any(|word| matches!(word, "of" | "for" | "on" | "against" | "without" | "the")) {
        last = 0;
    }
    (hash(&whole), hash(first), hash(&whole[last..]), words)
}

fn bare_word(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// A description up to its first aside: "one clerk" of "one clerk, who declined to be named".
fn main_words(words: &str) -> &str {
    let aside = |(i, c): &(usize, char)| match c {
        // "1,200" is one number.
        ',' => !words[i + 1..].starts_with(|c: char| c.is_ascii_digit()),
        c => matches!(c, '(' | '—'),
    };
    words.char_indices().find(aside).map_or(words, |(end, _)| &words[..end]).trim_end()
}

/// Whether a description is of several: "two dockers", "traders in Dunmore".
fn several(words: &str) -> bool {
    let words = words.split_whitespace().map(str::to_lowercase);
    let head = words.take_while(|word| !matches!(&**word, "of" | "in" | "at" | "on" | "for" | "from" | "to" | "who"));
    head.last().is_some_and(|word| names_many(&word) || word.ends_with('s') && !word.ends_with("ss"))
}

/// A name or description on one line, as it is shown.
fn one_line(written: &str) -> Arc<str> {
    let bytes = written.as_bytes();
    let broken = bytes.iter().any(|b| matches!(b, b'\n' | b'\r' | b'\t'));
    if broken || bytes.windows(2).any(|pair| pair == b"  ") {
        return written.split_whitespace().collect::<Vec<_>>().join(" ").into();
    }
    written.into()
}
