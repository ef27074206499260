//! Second-hand words: the other hands of a chain, nearest first ("told the Herald", "citing an unnamed sailor").
//!
//! Looks at the sentence of the cue only, and gives spans; who a chain's speaker is, is not decided here.

use super::Via;
use super::lexicon::{Class, list};
use super::model::Found;
use super::phrase;
use super::sheet::{Sheet, finite};
use crate::text::Span;

/// Words that hand on.
pub const LISTS: &[(&str, u32)] =
    &[("tell tells told telling to with citing cited cites quoting quoted", list::HANDS_ON)];

/// Through whom: the outlet told or spoken to, and whoever is cited further.
#[must_use]
pub fn via(sheet: &Sheet<'_>, found: &Found) -> Vec<Via> {
    let Some(cue) = found.cue else { return Vec::new() };
    let Some(sentence) = sheet.sentence(cue.start) else { return Vec::new() };
    let items = sheet.around(sentence.span, cue);
    let mut via = Vec::new();
    let named_after = |k: usize| {
        let mut k = k;
        while items
            .get(k)
            .is_some_and(|&i| sheet.items[i].is(Class::DETERMINER.with(Class::ADVERB)) && !sheet.items[i].capital)
        {
            k += 1;
        }
        let run: Vec<usize> = items[k.min(items.len())..]
            .iter()
            .copied()
            .take(8)
            .take_while(|&i| sheet.items[i].capital && sheet.items[i].wordy())
            .collect();
        run.first().zip(run.last()).map(|(&a, &b)| Span::new(sheet.items[a].span.start, sheet.items[b].span.end))
    };
    for (k, &i) in items.iter().enumerate() {
        if sheet.items[i].lists & list::HANDS_ON == 0 {
            continue;
        }
        let word = sheet.word(i);
        let told = cue.contains(sheet.items[i].span) && sheet.items[i].lex.verb.is_some_and(|v| v.lemma == "tell");
        let spoke = word == "to"
            && k > 0
            && matches!(sheet.word(items[k - 1]), "speaking" | "comments" | "talking" | "spoke" | "remarks");
        let interview = word == "with" && k > 0 && sheet.word(items[k - 1]) == "interview";
        let cites =
            matches!(word, "citing" | "cited" | "cites" | "quoting" | "quoted") && !cue.contains(sheet.items[i].span);
        let span = if told || spoke || interview {
            named_after(k + 1)
        } else if cites {
            let by = usize::from(items.get(k + 1).is_some_and(|&j| sheet.word(j) == "by"));
            named_after(k + 1 + by).or_else(|| phrase_after(sheet, items, k + 1 + by))
        } else {
            None
        };
        if let Some(span) = span.filter(|s| found.source.is_none_or(|f| !f.contains(*s)) || cites) {
            via.push(Via { span, cited: cites });
        }
    }
    via
}

fn follows_determiner(sheet: &Sheet<'_>, i: usize) -> bool {
    i > 0 && sheet.items[i - 1].is(Class::DETERMINER)
}

/// A noun phrase after item `k` of a sentence, as far as the next mark, clause or verb.
fn phrase_after(sheet: &Sheet<'_>, items: &[usize], k: usize) -> Option<Span> {
    // "is cited on the board's website": nobody is cited.
    let first = items.get(k).filter(|&&i| !sheet.items[i].is(Class::PREPOSITION))?;
    let run: Vec<usize> = items
        .get(k..)?
        .iter()
        .copied()
        .take(12)
        .take_while(|&i| {
            sheet.items[i].wordy()
                && !sheet.items[i].is(Class::BREAKS)
                && !(finite(sheet, i) && !sheet.items[i].capital && !follows_determiner(sheet, i))
        })
        .collect();
    // "citing the release of prisoners" cites an event, whoever stands in it.
    let last = run.last()?;
    let head = phrase::head(sheet, (*first, *last));
    let event = sheet.word(head) == "release" && sheet.word(head + 1) == "of" || sheet.items[head].is(Class::ABSTRACT);
    let unnamed = run.iter().any(|&i| sheet.items[i].is(Class::UNNAMED));
    // "Two dockers", "a diver": nouns of agents by their endings, of whom some are brought up.
    let agents =
        sheet.items[*first].is(Class::INDEFINITE) && phrase::fit(sheet, (*first, *last)) == phrase::Fit::Source;
    let somebody = !event && (unnamed || agents || sheet.items[head].is(Class::SOURCE_NOUN.with(Class::VAGUE)));
    somebody.then(|| Span::new(sheet.items[*first].span.start, sheet.items[*last].span.end))
}
