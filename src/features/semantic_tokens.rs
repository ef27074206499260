//! Who says what, in colours: sources, cues, quotations, places and tags, and which of them nobody answers for.
//!
//! Tokens come in order, never overlap and never run over a line end, so that every editor can take them. What is nearest wins: a tag or
//! a place inside a quotation is shown as that.

use crate::desk::Snapshot;
use crate::gazetteer::NameForm;
use crate::ledger::{Discounted, Ledger, Line, Placed, Standing};
use crate::text::Span;

/// What a token is; those that come first win over those that come later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// A source tag.
    Tag,
    /// A place.
    Place,
    /// Words that attribute.
    Cue,
    /// Words for who it is.
    Source,
    /// A quotation.
    Quotation,
}

impl TokenKind {
    /// All kinds, in their order.
    pub const ALL: [Self; 5] = [Self::Tag, Self::Place, Self::Cue, Self::Source, Self::Quotation];

    /// Its name, as an editor's theme knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Place => "place",
            Self::Cue => "cue",
            Self::Source => "source",
            Self::Quotation => "quotation",
        }
    }
}

/// Name of the modifier of tokens in a sentence that nobody answers for though a desk would ask.
pub const UNATTRIBUTED: &str = "unattributed";

/// A token, in the article's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
    /// Whether its sentence stands on nobody's word, and a desk would ask.
    pub unattributed: bool,
}

/// The tokens of all blocks that touch `within`.
pub fn tokens(snapshot: &Snapshot, within: Span) -> Vec<Token> {
    let ledger = &*snapshot.ledger;
    let first = ledger.blocks.partition_point(|b| b.span.end < within.start);
    let blocks = ledger.blocks[first..].iter().take_while(|b| b.span.start <= within.end);
    let mut tokens = Vec::new();
    blocks.for_each(|placed| of_block(ledger, placed, &mut tokens));
    tokens
}

fn of_block(ledger: &Ledger, placed: &Placed, out: &mut Vec<Token>) {
    let mut edges = edges(ledger, placed);
    // At one place what ends comes before what begins.
    edges.sort_unstable();
    let mut open = [0_usize; TokenKind::ALL.len()];
    let mut pieces: Vec<(Span, TokenKind)> = Vec::new();
    let mut from = 0;
    for (at, begins, kind) in edges {
        let top = TokenKind::ALL.into_iter().find(|&kind| open[kind as usize] > 0);
        if let Some(kind) = top.filter(|_| at > from) {
            match pieces.last_mut() {
                Some((last, same)) if *same == kind && last.end == from => last.end = at,
                _ => pieces.push((Span::new(from, at), kind)),
            }
        }
        from = at;
        if begins { open[kind as usize] += 1 } else { open[kind as usize] -= 1 }
    }
    let mut lines = ledger.lines[placed.first_line..].iter().take_while(|l| l.span.start < placed.span.end).peekable();
    for (span, kind) in pieces {
        let span = span.shifted(placed.span.start);
        while lines.next_if(|line| line.span.end <= span.start).is_some() {}
        let unattributed = lines.peek().is_some_and(|line| line.span.start <= span.start && is_open(line));
        on_each_line(&ledger.text, span, |span| out.push(Token { span, kind, unattributed }));
    }
}

fn is_open(line: &Line) -> bool {
    line.standing >= Standing::Vague && line.is_asked()
}

/// Where tokens of a block begin and end: (byte, whether one begins, which kind). Those that begin sort after those that end.
fn edges(ledger: &Ledger, placed: &Placed) -> Vec<(usize, bool, TokenKind)> {
    let entry = &placed.entry;
    let mut edges = Vec::new();
    let mut add = |span: Span, kind| {
        if !span.is_empty() {
            edges.extend([(span.start, true, kind), (span.end, false, kind)]);
        }
    };
    entry.block.tags.iter().for_each(|tag| add(tag.span, TokenKind::Tag));
    entry.block.quotations.iter().for_each(|quotation| add(quotation.span, TokenKind::Quotation));
    let from = ledger.places.partition_point(|it| it.span.start < placed.span.start);
    let own = ledger.places[from..].iter().take_while(|it| it.span.end <= placed.span.end);
    for it in own.filter(|it| it.choice.form != NameForm::Demonym) {
        add(it.mention(&ledger.blocks).span, TokenKind::Place);
    }
    for i in 0..entry.reading.attributions.len() {
        let Some(own) = ledger.attributed(placed, i) else { break };
        // What somebody quoted says or thinks is part of the quotation.
        if !matches!(own.discounted, Some(Discounted::AbstractSubject | Discounted::Quoted)) {
            own.raw.source.into_iter().for_each(|span| add(span, TokenKind::Source));
            own.raw.cue.into_iter().for_each(|span| add(span, TokenKind::Cue));
        }
    }
    edges
}

/// The pieces of `span` on each line, white space at their ends left out.
fn on_each_line(text: &str, span: Span, mut take: impl FnMut(Span)) {
    let mut start = span.start;
    for line in span.of(text).split_inclusive(['\n', '\r']) {
        let trimmed = line.trim_start();
        let from = start + line.len() - trimmed.len();
        let length = trimmed.trim_end().len();
        if length > 0 {
            take(Span::new(from, from + length));
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[expect(clippy::needless_pass_by_value, reason = "so that the tokens stand in the call")]
    fn check(text: &str, wanted: Expect) {
        let article = snapshot(text);
        let tokens = tokens(&article, Span::new(0, text.len()));
        let told = tokens.iter().map(|token| {
            let open = if token.unattributed { " unattributed" } else { "" };
            format!("{}{open}: {}\n", token.kind.name(), token.span.of(text))
        });
        wanted.assert_eq(&told.collect::<String>());
    }

    #[test]
    fn who_says_what_where_and_on_which_tag() {
        check(
            "“The bridge at Kramatorsk is\nnot safe,” Jan Brink said [@ministry].",
            expect![[r#"
                quotation: “The bridge at
                place: Kramatorsk
                quotation: is
                quotation: not safe,”
                source: Jan Brink
                cue: said
                tag: [@ministry]
            "#]],
        );
    }

    #[test]
    fn a_quotation_is_of_one_colour() {
        check(
            "“We knew of it in March and did not expect it to hold for long,” Jan Brink said.",
            expect![[r#"
                quotation: “We knew of it in March and did not expect it to hold for long,”
                source: Jan Brink
                cue: said
            "#]],
        );
    }

    #[test]
    fn what_nobody_answers_for_is_marked() {
        check(
            "At least 310 people were killed near Kramatorsk. Jan Brink said 12 were hurt in Kramatorsk.",
            expect![[r#"
                place unattributed: Kramatorsk
                source: Jan Brink
                cue: said
                place: Kramatorsk
            "#]],
        );
        check(
            "“We will open it later than anybody thinks.”",
            expect![[r#"
            quotation unattributed: “We will open it later than anybody thinks.”
        "#]],
        );
    }

    proptest! {
        #[test]
        fn in_order_apart_and_on_one_line(text in prop_oneof![any::<String>(), "[“”'\"Aa @\\[\\]\n\r.Kyiv said]{0,80}"]) {
            let article = snapshot(&text);
            let mut end = 0;
            for token in tokens(&article, Span::new(0, text.len())) {
                prop_assert!(end <= token.span.start && !token.span.is_empty());
                prop_assert!(!token.span.of(&text).contains(['\n', '\r']));
                end = token.span.end;
            }
        }
    }
}
