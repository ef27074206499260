//! The one gate for words that a view shows: what it lets through names no confidential source.
//!
//! A source's own words need no gate of their own, for the registry keeps none of a confidential one ([`super::Source::is_confidential`]); what passes
//! here is everything else that may hold a name: sentences of an article, messages that quote them, the words of other sources.

use super::identity::{Found, Names};
use super::{Registry, Source};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::HashSet;

/// What stands where a confidential source would be named.
pub const WITHHELD: &str = "[withheld]";

/// Who may not be named in one place: everybody whose whole name stands there, and by the family name alone those whom it can only mean.
#[derive(Clone, Debug)]
pub struct Guard<'a> {
    names: &'a Names,
    /// Indices of the sources whose family name alone counts; `None` for all.
    families: Option<HashSet<usize>>,
}

impl<'a> Guard<'a> {
    /// For words that belong to no article: no family name counts alone.
    #[must_use]
    pub fn whole(registry: &'a Registry) -> Self {
        Self::of(registry, HashSet::new())
    }

    /// For an article: the family names of the sources with these indices count.
    pub(crate) fn of(registry: &'a Registry, families: HashSet<usize>) -> Self {
        Self { names: &registry.names, families: Some(families) }
    }

    /// Whether there is nobody to withhold.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.names.is_empty()
    }

    fn counts(&self, found: &Found<'_>) -> bool {
        found.given.is_none() || self.families.as_ref().is_none_or(|families| families.contains(&found.source))
    }

    /// Where `text` names somebody who may not be named, in order and apart.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Span> {
        let mut spans: Vec<Span> =
            self.names.all_in(text).iter().filter(|found| self.counts(found)).map(|found| found.span).collect();
        spans.dedup();
        spans
    }

    /// `text` as it may be shown.
    #[must_use]
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let spans = self.spans(text);
        if spans.is_empty() {
            return text.into();
        }
        let mut shown = String::with_capacity(text.len());
        let mut from = 0;
        for span in spans {
            shown.push_str(&text[from..span.start]);
            shown.push_str(WITHHELD);
            from = span.end;
        }
        shown.push_str(&text[from..]);
        shown.into()
    }

    /// `text` as it may be shown, with the same bytes and columns; see [`masked`].
    #[must_use]
    pub fn masked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        masked(text, &self.spans(text))
    }
}

/// `text` with a dot for each character of `spans`, which are in order: one that is as long, so that places in it stay what they are.
#[must_use]
pub fn masked<'t>(text: &'t str, spans: &[Span]) -> Cow<'t, str> {
    if spans.is_empty() {
        return text.into();
    }
    let dot = |c: char| match c.len_utf8() {
        _ if matches!(c, '\n' | '\r') => c,
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '\u{1F784}',
    };
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans.iter().filter(|span| text.get(span.start..span.end).is_some()) {
        if span.start >= from {
            shown.push_str(&text[from..span.start]);
            shown.extend(span.of(text).chars().map(dot));
            from = span.end;
        }
    }
    shown.push_str(&text[from..]);
    shown.into()
}

/// Takes from the words that a confidential source keeps (its role, why it is not named) everybody's names.
pub(super) fn withhold(source: &mut Source, names: &Names) {
    let guard = Guard { names, families: None };
    for words in [&mut source.custom.role, &mut source.custom.anonymity_reason].into_iter().flatten() {
        if let Cow::Owned(shown) = guard.shown(words) {
            *words = shown;
        }
    }
}
