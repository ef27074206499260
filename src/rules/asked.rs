//! Putting the question that a claim raises: who says so, quoting the words it lies in.
//!
//! What the ledger is sure of is a warning; what it only takes for likely is a question of lower severity, and never worded as if we knew.

use super::shared::{in_capitals, quoted_to};
use super::{Context, Finding};
use crate::claims::Kind;
use crate::house::Strictness;
use crate::ledger::{Line, Sure};
use crate::text::Severity;

/// How such a finding is mended.
pub const HELP: &str = "Add who said it, or a source tag.";

/// The longest quotation in a question, in characters.
const LONGEST: usize = 70;

/// What is asked of line `i` by the rule called `name`, if this house asks it.
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
        finding.related.push((heard, format!("The last to be heard is {}.", quoted_to(&speaker, LONGEST))));
    }
    Some(finding)
}

/// How sure the ledger must be for this house to ask.
pub fn least(context: &Context<'_>) -> Sure {
    match context.house.strictness {
        Strictness::Relaxed => Sure::Surely,
        Strictness::Standard => Sure::Likely,
        Strictness::Strict => Sure::Perhaps,
    }
}

/// The rule's own severity where any desk would ask, a lower one where it is but likely. [`Severity::Off`] stands for the rule's own.
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
