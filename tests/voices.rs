//! Sentences of our own, marked with who says what (data/voices): that they are well formed, and how the ledger judges those that were
//! kept aside by their writers. It measures; nothing is trained or tuned on the kept ones. What falls short in the others is printed by
//! `cargo test --test voices -- --ignored --nocapture`, a line each, its kind first.
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed
#![allow(clippy::disallowed_methods, reason = "a test reads its own data")]

use sayso::article::Format;
use sayso::ledger::{Cache, Data, Ledger, Standing, build};
use sayso::text::Span;
use std::fs;
use std::path::Path;
use voices::{Marked, pieces, printed};

#[path = "../examples/train/voices.rs"]
mod voices;

/// All files of data/voices, by name.
fn files() -> Vec<(String, Vec<Vec<Marked>>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voices");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let read =
        |path: &Path| pieces(&fs::read_to_string(path).unwrap()).unwrap_or_else(|why| panic!("{}: {why}", named(path)));
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .map(|path| (named(path), read(path)))
        .collect()
}

/// The line of the ledger that has most of `span`.
fn line_at(ledger: &Ledger, span: Span) -> Option<&sayso::ledger::Line> {
    let shared =
        |line: &&sayso::ledger::Line| line.span.end.min(span.end).saturating_sub(line.span.start.max(span.start));
    ledger.lines.iter().filter(|line| shared(line) > 0).max_by_key(shared)
}

fn standing(line: &sayso::ledger::Line) -> &'static str {
    match line.standing {
        Standing::Tagged | Standing::Attributed => "attributed",
        Standing::Collective => "collective",
        Standing::Anonymous => "anonymous",
        Standing::Vague => "vague",
        Standing::Unattributed | Standing::None => "nobody",
    }
}

/// Whether two names are of one: the words of the shorter are all among those of the longer.
fn same(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        parts.filter(|word| !word.is_empty() && !["the", "a", "an", "s", "of"].contains(&word.as_str())).collect()
    };
    let (a, b) = (words(a), words(b));
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !few.is_empty() && few.iter().all(|word| many.contains(word))
}

#[test]
fn marked_sentences_are_well_formed_and_a_fifth_of_them_is_kept_aside() {
    let count = |kept: bool| -> usize {
        let these = files().into_iter().filter(|(name, _)| name.contains("kept") == kept);
        these.flat_map(|(_, pieces)| pieces).map(|piece| piece.len()).sum()
    };
    let (rest, kept) = (count(false), count(true));
    assert!(rest + kept >= 3000, "{rest} and {kept}");
    for sentence in files().into_iter().flat_map(|(_, pieces)| pieces).flatten() {
        assert!(sentence.standing == "nobody" || !sentence.marks.is_empty(), "{}", sentence.words);
        assert!(sentence.marks.iter().all(|mark| !mark.span.is_empty()), "{}", sentence.words);
    }
    assert!(kept * 6 > rest + kept, "{kept} of {} are kept aside", rest + kept);
}

/// How the ledger judges a marked sentence.
struct Judged<'a> {
    piece: String,
    sentence: &'a Marked,
    standing: &'static str,
    speaker: Option<String>,
    /// The source's words where the sentence stands on one.
    source: Option<String>,
}

impl Judged<'_> {
    fn stands_right(&self) -> bool {
        self.standing == self.sentence.standing
    }

    /// Whether somebody speaks by name or as a body, so that it can be right or wrong who does.
    fn heard(&self) -> bool {
        matches!(self.sentence.standing.as_str(), "attributed" | "collective")
    }

    fn speaker_right(&self) -> bool {
        self.speaker.as_ref().is_some_and(|speaker| same(speaker, &self.sentence.speaker))
    }

    /// How the sentence's own words point at its source, and what went wrong with it.
    fn kind(&self) -> String {
        let source = self.sentence.marks.iter().find(|mark| mark.kind.starts_with('s'));
        let words = source.map_or("", |mark| &self.sentence.words[mark.span.clone()]);
        let parts: Vec<&str> = words.split_whitespace().collect();
        let lower = words.to_lowercase();
        let capitals = || parts.iter().skip(1).any(|part| part.starts_with(char::is_uppercase));
        let points = match parts.as_slice() {
            [] if self.sentence.standing == "nobody" => "none",
            [] => "carried",
            [_] if ["he", "she", "they", "it"].contains(&lower.as_str()) => "pronoun",
            [one] if one.starts_with(char::is_uppercase) => "lone name",
            [first, ..] if ["the", "his", "her", "their", "its"].contains(&first.to_lowercase().as_str()) => {
                if capitals() { "description with a name" } else { "description" }
            }
            _ if capitals() => "name",
            _ => "noun",
        };
        let wrong = match (self.sentence.standing.as_str(), self.standing) {
            ("nobody", _) => "invented",
            (_, "nobody") => "missed",
            _ if !self.stands_right() => "standing",
            _ => "speaker",
        };
        format!("{wrong}: {points}")
    }
}

/// Judges the sentences of the files that are kept aside, or of the others, and hands each to `see`.
fn judge(kept: bool, mut see: impl FnMut(&Judged<'_>)) {
    for (file, pieces) in files().into_iter().filter(|(name, _)| name.contains("kept") == kept) {
        for (number, piece) in pieces.iter().enumerate() {
            let (text, starts) = printed(piece);
            let ledger = build(text.as_str().into(), Format::Plain, &Data::default(), &mut Cache::default());
            for (sentence, start) in piece.iter().zip(starts) {
                let line = line_at(&ledger, Span::new(start, start + sentence.words.len()));
                let because = line.and_then(|line| ledger.because(line));
                see(&Judged {
                    piece: format!("{file} {}", number + 1),
                    sentence,
                    standing: line.map_or("nobody", standing),
                    speaker: because.as_ref().and_then(|it| it.voice.speaker.as_deref().map(str::to_owned)),
                    source: because
                        .as_ref()
                        .and_then(|it| it.raw.source.map(|span| span.shifted(it.offset).of(&text).to_owned())),
                });
            }
        }
    }
}

/// Shares of sentences whose standing is right and, where somebody is heard, whose speaker is; and of how many.
#[derive(Default)]
struct Shares {
    all: u32,
    stands: u32,
    heard: u32,
    right: u32,
}

impl Shares {
    fn count(&mut self, judged: &Judged<'_>) {
        self.all += 1;
        self.stands += u32::from(judged.stands_right());
        self.heard += u32::from(judged.heard());
        self.right += u32::from(judged.heard() && judged.speaker_right());
    }

    fn standing(&self) -> f64 {
        f64::from(self.stands) / f64::from(self.all)
    }

    fn speaker(&self) -> f64 {
        f64::from(self.right) / f64::from(self.heard)
    }
}

impl std::fmt::Display for Shares {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (standing, speaker) = (self.standing(), self.speaker());
        write!(
            f,
            "{} sentences: standing right {standing:.3}; {} with a speaker: right {speaker:.3}",
            self.all, self.heard
        )
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that tells its figures to who asks for them")]
fn kept_sentences_are_judged_as_well_as_was_measured() {
    let mut shares = Shares::default();
    judge(true, |judged| shares.count(judged));
    println!("kept: {shares}");
    // What docs/accuracy.md says was measured (.752 and .699), less what a change of another kind may move either way.
    let (standing, speaker) = (shares.standing(), shares.speaker());
    assert!(standing > 0.73 && speaker > 0.67, "standing {standing:.3}, speaker {speaker:.3}");
}

#[test]
#[ignore = "it tells what to work on and judges nothing"]
#[expect(clippy::print_stdout, reason = "a test that tells its figures to who asks for them")]
fn what_falls_short_in_the_others() {
    let mut shares = Shares::default();
    judge(false, |judged| {
        shares.count(judged);
        if judged.stands_right() && (!judged.heard() || judged.speaker_right()) {
            return;
        }
        let Judged { piece, sentence, standing, speaker, source } = judged;
        let Marked { standing: right, speaker: who, .. } = sentence;
        let (speaker, source) = (speaker.as_deref().unwrap_or("-"), source.as_deref().unwrap_or("-"));
        let kind = judged.kind();
        println!("{kind}\t{piece}\t{right}: {who}\t{standing}: {speaker} [{source}]\t{}", sentence.words);
    });
    println!("others: {shares}");
}
