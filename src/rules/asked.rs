//! The question a claim raises: who says so, with the claim's words quoted.
//!
//! A claim that the ledger is sure of is a warning; a likely one gets a lower severity. The wording is always a question.

use super::shared::{in_capitals, quoted_to};
use super::{Context, Finding};
use crate::claims::Kind;
use crate::house::Strictness;
use crate::ledger::{Line, Sure};
use crate::text::Severity;

/// How to fix such a finding.
pub const HELP: &str = "Add who said it, or a source tag.";

/// The longest quotation in a question, in characters.
const LONGEST: usize = 70;

/// The finding of the rule `name` for line `i`, if the claim is sure enough for this newsroom's strictness.
pub fn ask(context: &Context<'_>, name: &'static str, i: usize) -> Option<Finding> {
    let ledger = context.ledger;
    let line = &ledger.lines[i];
    let least = least(context);
    if line.asked.sure < least || in_capitals(line.span.of(&ledger.text)) {
        return None;
    }
    let span = ledger.claim(i).span;
    let words = quoted_to(span.of(&ledger.text), LONGEST);
    let question = match line.asked.kind {
        Kind::Figure => format!("Who gives {words}?"),
        Kind::Toll => format!("Who counted this: {words}?"),
        Kind::Forecast => format!("Who expects this: {words}?"),
        Kind::Record => format!("Who found this: {words}?"),
        Kind::None | Kind::Accusation | Kind::Ground | Kind::Vague => format!("Who says {words}?"),
    };
    let mut finding = Finding::new(name, span, question);
    finding.severity = severity(line);
    finding.help = Some(HELP.into());
    if let Some((heard, speaker)) = last_heard(context, i) {
        finding.related.push((heard, format!("The last speaker is {}.", quoted_to(&speaker, LONGEST))));
    }
    Some(finding)
}

/// How sure the ledger must be at this newsroom's strictness.
pub fn least(context: &Context<'_>) -> Sure {
    match context.house.strictness {
        Strictness::Relaxed => Sure::Surely,
        Strictness::Standard => Sure::Likely,
        Strictness::Strict => Sure::Perhaps,
    }
}

/// The rule's own severity ([`Severity::Off`] stands for it) if any desk would ask, a lower one if the claim is only likely.
fn severity(line: &Line) -> Severity {
    match line.asked.sure {
        Sure::Surely => Severity::Off,
        Sure::Likely => Severity::Info,
        Sure::Perhaps | Sure::No => Severity::Hint,
    }
}

/// Who spoke last in the paragraph of line `i`, before it, and where.
fn last_heard(context: &Context<'_>, i: usize) -> Option<(crate::text::Span, String)> {
    let ledger = context.ledger;
    let line = &ledger.lines[i];
    let before = ledger.lines[..i].iter().rev().take_while(|other| other.block == line.block);
    let voice = before.filter_map(|other| Some((other.span, other.because?))).next();
    voice.and_then(|(span, voice)| Some((span, ledger.voices.get(voice)?.speaker.as_deref()?.to_owned())))
}
