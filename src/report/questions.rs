//! What is still to be answered before an article goes: TK, sources still to come, keys nobody registered, sentences a desk would send back
//! because nobody answers for them. What a `stet` lets stand is no question any more.

use super::data::{Ask, OpenQuestion};
use super::make::Maker;
use crate::article::MarkKind;
use crate::features::account::{asked, line_of};
use crate::features::coverage::{UNSOURCED, settled};
use crate::ledger::Standing;
use crate::sources::RESERVED;

/// Which directives settle which question.
const TO_COME: &[&str] = &["tk"];
const UNKNOWN: &[&str] = &["unknown-source-tag"];

/// All open questions, in order of place.
pub fn questions(maker: &Maker<'_>) -> Vec<OpenQuestion> {
    let settled = |rules: &[&str]| settled(maker.snapshot, rules);
    let (to_come, unknown, nobody) = (settled(TO_COME), settled(UNKNOWN), settled(UNSOURCED));
    let ledger = maker.ledger;
    let mut open: Vec<(usize, OpenQuestion)> = Vec::new();
    let mut ask = |kind, at: usize, index: Option<usize>, settled: &[bool], question: String| {
        if !index.is_some_and(|index| settled.get(index).copied().unwrap_or(false)) {
            open.push((at, OpenQuestion { kind, sentence: index.map(|i| i + 1), line: maker.line(at), question }));
        }
    };
    for placed in &ledger.blocks {
        for mark in placed.entry.block.marks.iter().filter(|mark| mark.kind == MarkKind::ToCome) {
            let at = mark.span.start + placed.span.start;
            let index = maker.sentence_at(at).map(|number| number - 1);
            ask(Ask::ToCome, at, index, &to_come, "TK: placeholder left in copy. Fill it in.".into());
        }
    }
    for (placed, tag) in ledger.tags() {
        let index = line_of(placed, tag);
        for citation in &tag.citations {
            let at = citation.key_span.start + placed.span.start;
            if citation.key == "tk" {
                ask(Ask::SourceToCome, at, index, &to_come, "Source to come.".into());
            } else if !RESERVED.contains(&citation.key.as_str()) && maker.registry.get(&citation.key).is_none() {
                let near = maker.registry.nearest_key(&citation.key);
                let near = near.map(|near| format!(" Did you mean “{}”?", maker.words.show(near))).unwrap_or_default();
                let key = maker.words.show(&citation.key);
                ask(
                    Ask::UnknownSource,
                    at,
                    index,
                    &unknown,
                    format!("The registry has no source with the key “{key}”.{near}"),
                );
            }
        }
    }
    for (index, line) in ledger.lines.iter().enumerate().filter(|(_, line)| line.is_asked()) {
        let why = asked(line).unwrap_or_default();
        let (kind, question) = match line.standing {
            Standing::Unattributed => (Ask::Nobody, format!("Who says so? {why}")),
            Standing::Vague => (Ask::Vague, format!("Who exactly? {why}")),
            _ => continue,
        };
        ask(kind, line.span.start, Some(index), &nobody, question);
    }
    open.sort_by_key(|(at, _)| *at);
    open.into_iter().map(|(_, question)| question).collect()
}
