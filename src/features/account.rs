//! Why a sentence stands as it does, in an editor's words: what hover shows on a card, and `sayso explain --sentence` in a terminal.
//!
//! One wording for both, with the user's words set off as the [`Medium`] can. It tells what the ledger holds and decides nothing.

use super::markdown::{escaped, list, on_one_line};
use crate::article::Tag;
use crate::attribution::{Act, FoundBy, SourceKind};
use crate::claims::Kind;
use crate::ledger::{Attributed, Discounted, Ledger, Line, Placed, Standing};
use crate::sources::Registry;
use crate::text::Span;
use crate::text::position::{Encoding, LineIndex};

/// Where words are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// On a card, as Markdown.
    Markdown,
    /// In a terminal or a file, as they are.
    Plain,
}

impl Medium {
    /// Words of the article or the registry, on one line, in bold where there is bold.
    pub fn bold(self, words: &str) -> String {
        self.strong(&self.words(words))
    }

    /// Words of the article, on one line, in one pair of quotation marks.
    pub fn quoted(self, words: &str) -> String {
        format!("“{}”", self.words(words.trim_matches(['“', '”', '"', ',', ' '])))
    }

    fn words(self, words: &str) -> String {
        match self {
            Self::Markdown => escaped(words),
            Self::Plain => on_one_line(words),
        }
    }

    /// Words of ours, in bold where there is bold.
    fn strong(self, words: &str) -> String {
        match self {
            Self::Markdown => format!("**{words}**"),
            Self::Plain => words.to_owned(),
        }
    }
}

/// What there is to tell of one attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whose word it is, in a sentence.
    pub verdict: String,
    /// What to do about it, or why no sentence stands on it.
    pub advice: Option<String>,
    /// What the verdict was read off, one to a line.
    pub facts: Vec<String>,
}

impl Account {
    /// All of it as a card. Meant for an account worded in Markdown.
    pub fn card(&self) -> String {
        let advice = self.advice.as_ref().map_or(String::new(), |advice| format!("\n\n{advice}"));
        format!("{}{advice}\n{}", self.verdict, list(&self.facts))
    }
}

/// The account of one attribution: who says it, through whom, what that is worth, and the words it was read off.
pub fn attribution(ledger: &Ledger, attributed: &Attributed<'_>, medium: Medium) -> Account {
    let raw = attributed.raw;
    let words = |span: Span| span.shifted(attributed.offset).of(&ledger.text);
    let source = raw.source.map(words);
    let who = attributed.voice.speaker.as_deref().or(source);
    let kind = attributed.voice.kind.unwrap_or(raw.kind);
    let through: Vec<String> = raw.via.iter().map(|via| medium.bold(words(via.span))).collect();
    let through = if through.is_empty() { String::new() } else { format!(", through {}", through.join(" and ")) };
    let verdict = match (attributed.discounted, who) {
        (Some(Discounted::AbstractSubject), _) => {
            let subject = source.map_or_else(|| "Its subject".to_owned(), |words| medium.quoted(words));
            let voice = medium.strong("The writer's own claim.");
            format!("{voice} {subject} is not a person or document, so this has no source.")
        }
        (_, None) => format!("{}{through}. Say who spoke.", medium.strong("No speaker is named")),
        (discounted, Some(who)) => {
            let head = medium.strong(head(discounted, kind));
            format!("{head} – {}{through}.", rests_on(raw.act, &medium.bold(who)))
        }
    };
    let advice = match attributed.discounted {
        Some(discounted) => why_not(discounted),
        None => who.and_then(|_| advice(kind, raw.act)),
    };
    Account { verdict, advice: advice.map(str::to_owned), facts: facts(ledger, attributed, medium) }
}

/// What was read, one fact to a line.
fn facts(ledger: &Ledger, attributed: &Attributed<'_>, medium: Medium) -> Vec<String> {
    let (raw, voice) = (attributed.raw, attributed.voice);
    let words = |span: Span| medium.quoted(span.shifted(attributed.offset).of(&ledger.text));
    let mut facts = Vec::new();
    if let Some(source) = raw.source {
        let antecedent = raw.antecedent.map_or(String::new(), |span| format!(", for {}", words(span)));
        facts.push(format!("Source: {}{antecedent}", words(source)));
    }
    if let Some(named_at) = voice.named_at {
        let line = LineIndex::new(&ledger.text).position(&ledger.text, named_at.start, Encoding::Utf8).line + 1;
        let speaker = voice.speaker.as_deref().unwrap_or_else(|| named_at.of(&ledger.text));
        facts.push(format!("Speaker: {}, first named on line {line}", medium.bold(speaker)));
    }
    facts.push(match raw.cue {
        Some(cue) => format!("Cue: {} ({})", words(cue), act_in_words(raw.act)),
        None => "Cue: none (inferred from position)".to_owned(),
    });
    if !raw.content.is_empty() {
        let content: Vec<String> = raw.content.iter().map(|&span| words(span)).collect();
        facts.push(format!("Attributed words: {}", content.join(" and ")));
    }
    if attributed.discounted != Some(Discounted::AbstractSubject) {
        facts.push(format!("Kind of source: {}", kind_in_words(voice.kind.unwrap_or(raw.kind))));
    }
    // Of use to whoever asks why, not to a reporter who rests the pointer on a word.
    if medium == Medium::Plain {
        facts.push(format!("Found by: {}", finder_in_words(raw.found_by)));
    }
    facts
}

fn head(discounted: Option<Discounted>, kind: SourceKind) -> &'static str {
    match (discounted, kind) {
        (Some(Discounted::Intention), _) => "A plan",
        (Some(_), _) => "Possible attribution, not counted",
        (None, SourceKind::Named) => "Attributed",
        (None, SourceKind::Collective) => "Collective",
        (None, SourceKind::Anonymous) => "Anonymous",
        (None, SourceKind::Vague) => "Vague",
    }
}

fn rests_on(act: Act, who: &str) -> String {
    match act {
        Act::Speech => format!("on the word of {who}"),
        Act::Evidence => format!("on evidence from {who}"),
        Act::Belief => format!("according to what {who} thinks"),
        Act::Intent => format!("a plan of {who}"),
    }
}

fn act_in_words(act: Act) -> &'static str {
    match act {
        Act::Speech => "reports speech",
        Act::Evidence => "reports evidence",
        Act::Belief => "reports a belief",
        Act::Intent => "states a plan",
    }
}

fn kind_in_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named => "named (a person or a document)",
        SourceKind::Collective => "collective (an institution, a firm or a side)",
        SourceKind::Anonymous => "anonymous (an unnamed source)",
        SourceKind::Vague => "vague (nobody identified)",
    }
}

fn finder_in_words(finder: FoundBy) -> &'static str {
    match finder {
        FoundBy::Rules => "the grammar rules",
        FoundBy::Tagger => "the tagger (trained on annotated news)",
        FoundBy::Both => "the grammar rules and the tagger",
    }
}

fn why_not(discounted: Discounted) -> Option<&'static str> {
    match discounted {
        // The verdict says it all.
        Discounted::AbstractSubject => None,
        Discounted::Intention => Some("A plan is not a source: say who announced it."),
        Discounted::Unsaid => Some("The verb denies or asks this, so nobody is claiming it."),
        Discounted::Deed => Some("The verb reports an action or a feeling, not words: say who reported it."),
        Discounted::Quoted => Some("This is inside a quotation: the person quoted is the source."),
        Discounted::Heading => Some("This is in a heading: the text below it must give the source."),
        Discounted::Tentative => Some("It is not clear enough that somebody is speaking here."),
        Discounted::Hearsay => Some("A word such as “reportedly” leaves open who says this."),
    }
}

fn advice(kind: SourceKind, act: Act) -> Option<&'static str> {
    match (act, kind) {
        (_, SourceKind::Collective) => Some("An institution, a firm or a side: name the spokesperson if you can."),
        (_, SourceKind::Anonymous) => Some("An unnamed source: say how they would know, and why they are unnamed."),
        (_, SourceKind::Vague) => Some("Too vague to check: name one of them, or a document."),
        (Act::Belief, SourceKind::Named) => Some("How do we know what they think? Say who heard it from them."),
        (_, SourceKind::Named) => None,
    }
}

/// What there is to tell of the line at `index` beside its attributions: that it rests on a tag, on a vague word, or on nothing though a
/// desk would ask. `None` where there is nothing that needs telling.
pub fn standing(ledger: &Ledger, index: usize, medium: Medium) -> Option<String> {
    let line = &ledger.lines[index];
    match line.standing {
        Standing::Tagged => {
            let keys: Vec<String> =
                keys_of(ledger, index).into_iter().map(|key| medium.words(&format!("@{key}"))).collect();
            let keys = if keys.is_empty() { "a source tag".to_owned() } else { keys.join(" and ") };
            Some(format!("{} – its source is {keys}.", medium.strong("Tagged")))
        }
        Standing::Unattributed if line.is_asked() => {
            let nobody = medium.strong("No source is given.");
            let why = asked(line).unwrap_or_default();
            Some(format!("{nobody} {why} Say who said it, or add a source tag."))
        }
        Standing::Vague if line.because.is_none() => {
            let vague = medium.strong("Vague");
            Some(format!("{vague} – nobody here could be called to confirm it. Name one of them, or a document."))
        }
        _ => None,
    }
}

/// Why a desk would ask for the source of a sentence: "A desk would ask: it gives a figure."
pub fn asked(line: &Line) -> Option<String> {
    reason(line).map(|reason| format!("A desk would ask: it {reason}."))
}

/// What the sentence does for which a desk would want a source.
pub fn reason(line: &Line) -> Option<&'static str> {
    if line.quotes_nobody() {
        return Some("quotes somebody");
    }
    if !line.is_asked() {
        return None;
    }
    Some(match line.asked.kind {
        Kind::None => return None,
        Kind::Accusation => "may accuse somebody",
        Kind::Toll => "counts dead, hurt, missing or lost",
        Kind::Ground => "says who holds territory",
        Kind::Forecast => "makes a forecast",
        Kind::Record => "calls something a first or a record",
        Kind::Figure => "gives a figure",
        Kind::Vague => "rests on somebody who is not named",
    })
}

/// Everything there is to tell of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceAccount {
    /// Where it stands, in a sentence. Where it stands on an attribution, this is that one's verdict.
    pub standing: String,
    /// The attribution it stands on.
    pub answering: Option<Account>,
    /// Its tags, and whether they lead to a source.
    pub tags: Vec<String>,
    /// Why a desk would ask for its source, where `standing` does not say it.
    pub checkworthy: Option<String>,
    /// Other attributions in it.
    pub others: Vec<Account>,
}

/// The account of the line at `index`.
pub fn sentence(ledger: &Ledger, registry: &Registry, index: usize, medium: Medium) -> SentenceAccount {
    let line = &ledger.lines[index];
    let answering = answering(ledger, index);
    let others =
        ledger.attributions(index).filter(|own| !answering.as_ref().is_some_and(|a| std::ptr::eq(a.raw, own.raw)));
    let others = others.map(|own| attribution(ledger, &own, medium)).collect();
    let answering = answering.map(|own| attribution(ledger, &own, medium));
    let standing = standing(ledger, index, medium).unwrap_or_else(|| match &answering {
        Some(account) => account.verdict.clone(),
        None => format!("{}.", medium.strong(plainly(ledger, line))),
    });
    SentenceAccount {
        checkworthy: asked(line).filter(|asked| !standing.contains(asked)),
        standing,
        answering,
        tags: keys_of(ledger, index).into_iter().map(|key| tag(registry, key, medium)).collect(),
        others,
    }
}

/// Where a sentence stands of which there is nothing that needs telling.
fn plainly(ledger: &Ledger, line: &Line) -> &'static str {
    match line.standing {
        Standing::None if !ledger.language.judged() => "Not checked – sayso checks sourcing in English only",
        Standing::None => "No claim: a heading, a question, a byline, a refusal to comment or the like",
        Standing::Unattributed => "Unattributed – no source",
        Standing::Tagged => "Tagged",
        Standing::Attributed => "Attributed",
        Standing::Collective => "Collective",
        Standing::Anonymous => "Anonymous",
        Standing::Vague => "Vague",
    }
}

/// A tag of a sentence, and where it leads.
fn tag(registry: &Registry, key: &str, medium: Medium) -> String {
    let at = medium.bold(&format!("@{key}"));
    if let Some(source) = registry.get(key) {
        return format!("{at} leads to {}.", medium.quoted(source.display_name()));
    }
    match super::source_card::reserved(key) {
        Some(meaning) => format!("{at}: {meaning}"),
        None => format!("{at} is not in the registry, so it is not a source."),
    }
}

/// The attribution the sentence at `index` stands on, if it stands on one; beside a tag, the first that puts it on somebody's word.
pub fn answering(ledger: &Ledger, index: usize) -> Option<Attributed<'_>> {
    let line = &ledger.lines[index];
    if line.standing == Standing::Tagged {
        return ledger.attributions(index).find(|own| !own.raw.nested && own.discounted.is_none());
    }
    let voice = line.because?;
    // Blocks without attributions share their first voice with the block after them, which is the one that counts.
    let block = ledger.blocks.partition_point(|placed| placed.first_voice <= voice).checked_sub(1)?;
    let placed = &ledger.blocks[block];
    ledger.attributed(placed, voice.checked_sub(placed.first_voice)?)
}

/// Keys of the tags that belong to the line at `index`, in order, each once.
pub fn keys_of(ledger: &Ledger, index: usize) -> Vec<&str> {
    let line = &ledger.lines[index];
    let mut keys: Vec<&str> = Vec::new();
    for placed in ledger.blocks[line.block..].iter().take(2) {
        for tag in placed.entry.block.tags.iter().filter(|tag| line_of(placed, tag) == Some(index)) {
            for citation in &tag.citations {
                if !keys.contains(&citation.key.as_str()) {
                    keys.push(&citation.key);
                }
            }
        }
    }
    keys
}

/// Index of the line a tag belongs to; a tag with no sentence before it in its block belongs to the last one before the block.
pub fn line_of(placed: &Placed, tag: &Tag) -> Option<usize> {
    match tag.sentence {
        Some(sentence) => Some(placed.first_line + sentence),
        None => placed.first_line.checked_sub(1),
    }
}
