//! Which place each mention of an article means, and how the house writes that place. What several features need to know of places.

use crate::desk::Snapshot;
use crate::gazetteer::{Atlas, Confidence, NameForm, PlaceId, Signs, fold};
use crate::house::House;
use crate::ledger;
use crate::rules::part_of;
use crate::text::Span;
use std::borrow::Cow;

/// A mention of a place, its meaning chosen from the whole article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenPlace {
    /// Where, in the article's bytes.
    pub span: Span,
    /// Which place.
    pub place: PlaceId,
    /// Whether it is pinned, the only one of its name, or stands well ahead of its namesakes.
    pub sure: bool,
    /// What the name is to the place.
    pub form: NameForm,
    /// Whether it stands in a quotation, whose words are the speaker's.
    pub quoted: bool,
    /// Whether a `[CQ]` after it says that it is meant so.
    pub verified: bool,
}

/// All mentions of places, in order.
pub fn mentioned(snapshot: &Snapshot) -> Vec<ChosenPlace> {
    let ledger = &*snapshot.ledger;
    let view = |it: &ledger::Mentioned| {
        let signs = it.mention(&ledger.blocks).signs;
        ChosenPlace {
            span: it.span,
            place: it.choice.place,
            sure: it.choice.confidence == Confidence::Sure,
            form: it.choice.form,
            quoted: signs.any(Signs::QUOTED),
            verified: signs.any(Signs::VERIFIED),
        }
    };
    ledger.places.iter().map(view).collect()
}

/// The form to be written in place of a mention: `None` where the writer's own is as good, or means the place's people.
pub fn better_form<'a>(snapshot: &'a Snapshot, mention: &ChosenPlace) -> Option<Cow<'a, str>> {
    let at = (&*snapshot.ledger.text, mention.span);
    better(&snapshot.newsroom.house, &snapshot.data.atlas, at, mention.place, mention.form, mention.sure)
}

/// Like [`better_form`], for a name written in a text at a span, which is `form` to `place`.
pub fn better<'a>(
    house: &House,
    atlas: &'a Atlas,
    (text, span): (&str, Span),
    place: PlaceId,
    form: NameForm,
    sure: bool,
) -> Option<Cow<'a, str>> {
    let wanted = house.form(atlas, place);
    // One of several good names is only worse where the house has said which it wants, and of a name nobody knows more of than that some
    // data set lists it nothing is said.
    let preferred = atlas.facts(place).country().is_some_and(|country| house.prefer.contains_key(country));
    let worse = || preferred || (form != NameForm::Preferred && atlas.is_on_record(place, span.of(text)));
    let differs =
        || fold::folded_name(&wanted) != fold::folded_name(span.of(text)) && part_of(text, span, &wanted).is_none();
    (sure && form != NameForm::Demonym && differs() && worse()).then_some(wanted)
}
