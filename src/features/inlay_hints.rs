//! What an editor shows between the words: who speaks in a quotation that names nobody, and the house form beside another name of a place.

use super::places;
use crate::attribution::Reference;
use crate::desk::Snapshot;
use crate::ledger::{Ledger, Placed};
use crate::text::Span;

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Before which byte of the article it is shown.
    pub at: usize,
    /// What it says.
    pub label: String,
    /// Why it is there, in Markdown.
    pub tooltip: String,
    /// The words it points at, in this article.
    pub leads_to: Option<Span>,
    /// What taking it over would put in place of which span.
    pub edit: Option<(Span, String)>,
}

/// The hints for what lies in `within`, in order.
pub fn hints(snapshot: &Snapshot, within: Span) -> Vec<Hint> {
    let ledger = &*snapshot.ledger;
    let mut hints = Vec::new();
    let first = ledger.blocks.partition_point(|b| b.span.end < within.start);
    for placed in ledger.blocks[first..].iter().take_while(|b| b.span.start <= within.end) {
        speakers(ledger, placed, &mut hints);
    }
    for mention in places::mentioned(snapshot).iter().filter(|m| !m.quoted && !m.verified) {
        if let Some(form) = places::better_form(snapshot, mention) {
            hints.push(Hint {
                at: mention.span.end,
                label: format!("→ {form}"),
                tooltip: "House-style name.".into(),
                leads_to: None,
                edit: Some((mention.span, form.clone().into_owned())),
            });
        }
    }
    hints.retain(|hint| within.touches(hint.at));
    let guard = snapshot.guard();
    hints.iter_mut().for_each(|hint| hint.label = guard.shown(&hint.label).into_owned());
    hints.sort_by_key(|hint| hint.at);
    hints
}

/// Hints on who speaks in the quotations of a block, where their own sentence does not name them.
fn speakers(ledger: &Ledger, placed: &Placed, out: &mut Vec<Hint>) {
    let block = &placed.entry.block;
    let outer: Vec<Span> = block.quotations.iter().filter(|q| q.depth == 0).map(|q| q.span).collect();
    let mut told = vec![false; block.sentences.len()];
    for i in 0..placed.entry.reading.attributions.len() {
        let Some(own) = ledger.attributed(placed, i) else { return };
        let (Some(speaker), Some(named_at)) = (&own.voice.speaker, own.voice.named_at) else { continue };
        if own.discounted.is_some() || own.raw.nested {
            continue;
        }
        for &content in &own.raw.content {
            let first = outer.partition_point(|quotation| quotation.end <= content.start);
            for quotation in outer[first..].iter().take_while(|quotation| quotation.start < content.end) {
                let sentence = block.sentences.partition_point(|s| s.span.end <= quotation.start);
                let Some(told) = told.get_mut(sentence).filter(|told| !**told) else { continue };
                let own_sentence = block.sentences[sentence].span;
                let source = own.raw.source.filter(|source| own_sentence.contains(*source));
                let points_back =
                    matches!(own.raw.reference, Reference::Pronoun(_) | Reference::Description(_) | Reference::Absent);
                let at = match source {
                    Some(source) if points_back => source.end,
                    Some(_) => continue,
                    None => quotation.end,
                };
                *told = true;
                out.push(Hint {
                    at: at + placed.span.start,
                    label: if source.is_some() { format!("({speaker})") } else { format!("– {speaker}") },
                    tooltip: "Speaker (inferred).".into(),
                    leads_to: Some(named_at),
                    edit: None,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;

    /// The text with each hint in braces where it is shown.
    fn check(text: &str, shown: &str) {
        let article = snapshot(text);
        let mut out = String::new();
        let mut from = 0;
        for hint in hints(&article, Span::new(0, text.len())) {
            out.push_str(&format!("{}{{{}}}", &text[from..hint.at], hint.label));
            from = hint.at;
        }
        assert_eq!(out + &text[from..], shown);
    }

    #[test]
    fn a_quotation_that_names_nobody_says_who_speaks() {
        check(
            "“It is not safe,” Jan Brink said. “We will open it later.”",
            "“It is not safe,” Jan Brink said. “We will open it later.”{– Jan Brink}",
        );
        check(
            "Jan Brink, the mayor of Lipa, left. “It is not safe,” he said.",
            "Jan Brink, the mayor of Lipa, left. “It is not safe,” he{(Jan Brink)} said.",
        );
        check("“It is not safe,” Jan Brink said.", "“It is not safe,” Jan Brink said.");
        check("“It is not safe to cross the bridge now.”", "“It is not safe to cross the bridge now.”");
    }

    #[test]
    fn a_variant_shows_the_house_form_and_can_be_taken_over() {
        check("The train left Kharkov at noon.", "The train left Kharkov{→ Kharkiv} at noon.");
        check("The train left Kharkiv at noon.", "The train left Kharkiv at noon.");
        check("“We left Kharkov at noon,” Jan Brink said.", "“We left Kharkov at noon,” Jan Brink said.");
        check("The train left Kharkov [CQ] at noon.", "The train left Kharkov [CQ] at noon.");
        let article = snapshot("Kharkov waits.");
        assert_eq!(hints(&article, Span::new(0, 14))[0].edit, Some((Span::new(0, 7), "Kharkiv".to_owned())));
    }

    #[test]
    fn only_what_lies_in_the_range_is_told() {
        let text = "Kharkov waits.\n\nKharkov waits.";
        assert_eq!(hints(&snapshot(text), Span::new(0, 10)).len(), 1);
    }
}
