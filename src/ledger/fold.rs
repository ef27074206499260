//! One pass over the sentences of an article: speakers carried on, standings decided.
//!
//! Runs after every keystroke over the whole article, so it works on numbers that each block's entry has ready and makes no strings.

use super::entry::VoiceKey;
use super::speakers::Speakers;
use super::{Asked, Line, Placed, Standing, Voice};
use crate::article::BlockKind;
use crate::attribution::SourceKind;
use std::cmp::Ordering;
use std::sync::Arc;

/// Folds over `blocks`, sets where each one's lines and voices start, and returns all lines and voices in order. Where the article is not
/// `judged`, no voice has a speaker, and no sentence stands on more than its tags.
pub(super) fn fold(blocks: &mut [Placed], judged: bool) -> (Vec<Line>, Vec<Voice>) {
    let mut lines: Vec<Line> = Vec::with_capacity(blocks.iter().map(|b| b.entry.keys.sentences.len()).sum());
    let mut voices: Vec<Voice> = Vec::with_capacity(blocks.iter().map(|b| b.entry.keys.voices.len()).sum());
    let mut speakers = Speakers::default();
    let mut runs_on = false;
    // The voice that the block before ends on with a colon.
    let mut introduced: Option<usize> = None;
    for (index, placed) in blocks.iter_mut().enumerate() {
        placed.first_line = lines.len();
        placed.first_voice = voices.len();
        let keys = &placed.entry.keys;
        if keys.bears_tag_before
            && let Some(line) = lines.last_mut()
        {
            line.bears_tag = true;
            if keys.tags_before && (line.standing != Standing::None || !judged) {
                (line.standing, line.because, line.carried) = (Standing::Tagged, None, false);
            }
        }
        if judged {
            listen(placed, &mut speakers, runs_on, &mut voices);
            let set_off = introduced.filter(|_| placed.kind == BlockKind::Prose);
            if let Some(voice) = set_off {
                let extent = keys.extent().shifted(placed.span.start);
                voices[voice].set_off = Some(voices[voice].set_off.map_or(extent, |before| before.hull(extent)));
            }
            stand(placed, index, set_off, &voices, &mut lines);
        } else {
            voices.resize(voices.len() + keys.voices.len(), Voice::default());
            stand_on_tags(placed, index, &mut lines);
        }
        if !keys.sentences.is_empty() {
            runs_on = keys.runs_on;
            // All items of a list are what its lead-in introduces.
            let goes_on = introduced.filter(|_| keys.item);
            introduced = keys.introduces.map(|own| placed.first_voice + own).or(goes_on);
        }
    }
    (lines, voices)
}

/// Meets the names and hears the attributions of a block, in order of its sentences.
fn listen(placed: &Placed, speakers: &mut Speakers, runs_on: bool, voices: &mut Vec<Voice>) {
    let keys = &placed.entry.keys;
    let offset = placed.span.start;
    let (mut name, mut again) = (0, 0);
    // A word that points back means somebody named before its sentence names others.
    let mut meet = |speakers: &mut Speakers, upto: usize| loop {
        let next = keys.names.get(name).filter(|it| it.sentence <= upto);
        let back = keys.again.get(again).filter(|it| it.0 <= upto);
        match (next, back) {
            (next, Some((sentence, by, leads))) if next.is_none_or(|next| next.sentence >= *sentence) => {
                speakers.meet_again(by, placed.first_line + sentence, *leads);
                again += 1;
            }
            (Some(next), _) => {
                speakers.meet(next, offset, placed.first_line + next.sentence);
                name += 1;
            }
            _ => break,
        }
    };
    for voice in &keys.voices {
        meet(speakers, voice.sentence);
        voices.push(speakers.hear(voice, offset, placed.first_line + voice.sentence, runs_on));
    }
    meet(speakers, usize::MAX);
}

/// Decides where each sentence of a block stands; `set_off` is the voice that introduces the block with a colon.
fn stand(placed: &Placed, index: usize, set_off: Option<usize>, voices: &[Voice], lines: &mut Vec<Line>) {
    let keys = &placed.entry.keys;
    let mut rest = 0;
    for (s, key) in keys.sentences.iter().enumerate() {
        let mut best = (Standing::Unattributed, None, false);
        let mut best_elsewhere = false;
        while let Some(&(at, attribution, elsewhere)) = keys.rests.get(rest).filter(|r| r.0 <= s) {
            rest += 1;
            let voice = &voices[placed.first_voice + attribution];
            if at != s || keys.voices[attribution].discounted.is_some() {
                continue;
            }
            let standing = voice.kind.map_or(Standing::Unattributed, standing);
            let heard = &keys.voices[attribution];
            let carried =
                elsewhere || heard.points_back() && voice.speaker.is_some() && !speaks_as_written(voice, heard);
            // Whose words began in another sentence is heard in this one, outside a quotation, only where nobody else is heard in it.
            let nearer = match best.1.map(|best: usize| &voices[best]) {
                Some(best) if !key.quoted && best.speaker != voice.speaker => best_elsewhere.cmp(&elsewhere),
                _ => Ordering::Equal,
            };
            let stronger = standing < best.0 || standing == best.0 && best.2 && !carried;
            if standing < Standing::Unattributed && (nearer.is_gt() || nearer.is_eq() && stronger) {
                best = (standing, Some(placed.first_voice + attribution), carried);
                best_elsewhere = elsewhere;
            }
        }
        if let Some(voice) = set_off.filter(|_| best.0 == Standing::Unattributed)
            && let Some(kind) = voices[voice].kind
        {
            best = (standing(kind), Some(voice), true);
        }
        if best.0 == Standing::Unattributed && key.vague {
            best = (Standing::Vague, None, false);
        }
        if key.silent && best.0 == Standing::Unattributed {
            best = (Standing::None, None, false);
        }
        if key.tagged {
            best = (Standing::Tagged, None, false);
        }
        // A question in somebody's quotation or turn is theirs, as the sentences around it are.
        let theirs = key.asks && best.0 < Standing::Vague;
        if !key.claims && !theirs {
            best = (Standing::None, None, false);
        }
        let (standing, because, carried) = best;
        lines.push(Line {
            span: key.span.shifted(placed.span.start),
            block: index,
            sentence: s,
            standing,
            asked: Asked::default(),
            carried,
            bears_tag: key.bears_tag,
            quoted: key.quoted,
            own: placed.entry.reading.sentences.get(s).is_some_and(|read| read.own),
            speech: placed.entry.reading.sentences.get(s).is_some_and(|read| read.speech),
            because,
        });
    }
}

/// Where each sentence of a block stands that is in a language nobody here reads.
fn stand_on_tags(placed: &Placed, index: usize, lines: &mut Vec<Line>) {
    let sentences = placed.entry.block.sentences.iter().zip(&placed.entry.keys.sentences);
    lines.extend(sentences.enumerate().map(|(sentence, (own, key))| Line {
        span: own.span.shifted(placed.span.start),
        block: index,
        sentence,
        standing: if key.tagged { Standing::Tagged } else { Standing::None },
        asked: Asked::default(),
        carried: false,
        because: None,
        bears_tag: key.bears_tag,
        quoted: key.quoted,
        own: false,
        speech: false,
    }));
}

/// Where a sentence stands that rests on a source of that kind.
fn standing(kind: SourceKind) -> Standing {
    match kind {
        SourceKind::Named => Standing::Attributed,
        SourceKind::Collective => Standing::Collective,
        SourceKind::Anonymous => Standing::Anonymous,
        SourceKind::Vague => Standing::Vague,
    }
}

/// Whether the speaker is known by the source's own words alone: nobody was found whom they stand for.
fn speaks_as_written(voice: &Voice, key: &VoiceKey) -> bool {
    voice.speaker.as_ref().zip(key.display.as_ref()).is_some_and(|(speaker, own)| Arc::ptr_eq(speaker, own))
}
