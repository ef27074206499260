//! The shape of a line of `sayso scan`: what docs/scan.md promises, field by field.
//!
//! Spans leave their blocks here and become bytes of the article. Nothing is judged.

use crate::desk::Snapshot;
use crate::ledger::{Attributed, Ledger, Mentioned};
use crate::sources::Guard;
use crate::text::json::Json;
use serde_json::Value;

/// The line for the article `id`, its line feed included.
pub(super) fn line(id: &Value, snapshot: &Snapshot) -> Vec<u8> {
    let ledger = &*snapshot.ledger;
    // News comes to less than twice its own length.
    let mut json = Json::with_room(2 * ledger.text.len() + 256);
    json.put("{\"id\":");
    json.value(id);
    json.put(",\"sentences\":");
    let guard = snapshot.guard();
    sentences(&mut json, ledger, &guard);
    json.put(",\"quotations\":");
    quotations(&mut json, ledger, &guard);
    json.put(",\"places\":");
    places(&mut json, snapshot);
    json.put(",\"findings\":");
    json.list(snapshot.findings.iter(), |json, finding| {
        json.put("{\"rule\":");
        json.string(finding.rule);
        json.put(",\"severity\":");
        json.value(&finding.severity);
        json.put(",\"start\":");
        json.number(finding.span.start);
        json.put(",\"end\":");
        json.number(finding.span.end);
        json.put(",\"message\":");
        json.string(&finding.message);
        json.put("}");
    });
    json.put("}\n");
    json.into_bytes()
}

fn sentences(json: &mut Json, ledger: &Ledger, guard: &Guard<'_>) {
    let mut tags = tags(ledger).into_iter().peekable();
    json.list(ledger.lines.iter().enumerate(), |json, (index, line)| {
        json.open_at(line.span);
        json.put(",\"standing\":");
        json.value(&line.standing);
        let speaker = ledger.because(line).and_then(|it| it.voice.speaker.as_deref());
        json.put(",\"speaker\":");
        json.string_or_null(speaker.map(|speaker| guard.shown(speaker)).as_deref());
        json.put(if line.checkworthy.any() { ",\"checkworthy\":true" } else { ",\"checkworthy\":false" });
        json.put(",\"attributions\":");
        json.list(ledger.attributions(index), |json, attributed| attribution(json, ledger, guard, &attributed));
        json.put(",\"tags\":");
        let own = std::iter::from_fn(|| tags.next_if(|&(at, _)| at == index));
        json.list(own, |json, (_, key)| json.string(key));
        json.put("}");
    });
}

/// The keys of all tags, each with the index of the sentence it belongs to, in order.
fn tags(ledger: &Ledger) -> Vec<(usize, &str)> {
    let mut tags = Vec::new();
    for placed in &ledger.blocks {
        for tag in &placed.entry.block.tags {
            // A tag that opens a block belongs to the last sentence before it; one that opens the article, to none.
            let line = match tag.sentence {
                Some(sentence) => Some(placed.first_line + sentence),
                None => placed.first_line.checked_sub(1),
            };
            if let Some(line) = line {
                tags.extend(tag.citations.iter().map(|citation| (line, citation.key.as_str())));
            }
        }
    }
    tags
}

fn attribution(json: &mut Json, ledger: &Ledger, guard: &Guard<'_>, attributed: &Attributed<'_>) {
    let Attributed { raw, voice, offset, .. } = *attributed;
    for (name, span) in [("{\"source\":", raw.source), (",\"cue\":", raw.cue)] {
        json.put(name);
        match span {
            Some(span) => json.span(span.shifted(offset)),
            None => json.put("null"),
        }
    }
    json.put(",\"content\":");
    json.list(raw.content.iter().map(|span| span.shifted(offset)).chain(voice.set_off), Json::span);
    json.put(",\"speaker\":");
    json.string_or_null(voice.speaker.as_deref().map(|speaker| guard.shown(speaker)).as_deref());
    json.put(",\"via\":");
    json.list(&raw.via, |json, via| json.string(&guard.shown(via.span.shifted(offset).of(&ledger.text))));
    json.put(",\"kind\":");
    json.value(&voice.kind.unwrap_or(raw.kind));
    json.put(",\"act\":");
    json.value(&raw.act);
    json.put("}");
}

fn quotations(json: &mut Json, ledger: &Ledger, guard: &Guard<'_>) {
    let all = ledger.blocks.iter().flat_map(|placed| {
        let quotations = placed.entry.block.quotations.iter().map(|quotation| quotation.span);
        quotations.map(|span| span.shifted(placed.span.start)).zip(ledger.quoted_speakers(placed))
    });
    json.list(all, |json, (span, speaker)| {
        json.open_at(span);
        json.put(",\"speaker\":");
        json.string_or_null(speaker.map(|speaker| guard.shown(speaker)).as_deref());
        json.put("}");
    });
}

fn places(json: &mut Json, snapshot: &Snapshot) {
    json.list(snapshot.ledger.places.iter(), |json, it| place(json, snapshot, it));
}

/// A place the article mentions.
fn place(json: &mut Json, snapshot: &Snapshot, it: &Mentioned) {
    let atlas = &snapshot.data.atlas;
    let facts = atlas.facts(it.choice.place);
    json.open_at(it.span);
    json.put(",\"name\":");
    json.string(facts.name);
    json.put(",\"id\":");
    json.string(&atlas.id(it.choice.place));
    json.put(",\"lat\":");
    json.value(&facts.at.map(|(lat, _)| lat));
    json.put(",\"lon\":");
    json.value(&facts.at.map(|(_, lon)| lon));
    json.put(",\"country\":");
    json.string_or_null(facts.country());
    json.put(",\"form\":");
    json.value(&it.choice.form);
    json.put("}");
}
