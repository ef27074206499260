//! Which place each mention of an article means, and how the house writes that place. What several features need to know of places.

use crate::desk::Snapshot;
use crate::gazetteer::{self, NameForm, Place, PlaceId};
use crate::house::House;
use crate::text::Span;

/// A mention of a place, its meaning chosen from the whole article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mentioned {
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
pub fn mentioned(snapshot: &Snapshot) -> Vec<Mentioned> {
    let ledger = &*snapshot.ledger;
    let mut found: Vec<Mentioned> = Vec::new();
    let mut candidates: Vec<(&str, &[PlaceId])> = Vec::new();
    for placed in &ledger.blocks {
        let block = &placed.entry.block;
        let text = placed.span.of(&ledger.text);
        let mut quotations = block.quotations.iter().filter(|q| q.depth == 0).peekable();
        for mention in &placed.entry.mentions {
            // Both are in order, so one walk along the quotations answers for all mentions.
            while quotations.next_if(|q| q.span.end <= mention.span.start).is_some() {}
            candidates.push((mention.span.of(text), &mention.candidates));
            found.push(Mentioned {
                span: mention.span.shifted(placed.span.start),
                place: PlaceId(0),
                sure: false,
                form: mention.form,
                quoted: quotations.peek().is_some_and(|q| q.span.contains(mention.span)),
                verified: crate::rules::verified(text, block, mention.span),
            });
        }
    }
    let atlas = &snapshot.data.atlas;
    let chosen = gazetteer::choose(atlas, &candidates, &ledger.front_matter.places);
    debug_assert_eq!(chosen.len(), found.len(), "no mention is without candidates");
    for ((mention, choice), (written, _)) in found.iter_mut().zip(chosen).zip(candidates) {
        mention.place = choice.place;
        mention.sure = choice.sure;
        mention.form = atlas.name_of(choice.place, written).map_or(mention.form, |name| name.form);
    }
    found
}

/// How the house writes `place`: in the language it prefers for that country, where the place has such a name; else by its first name.
pub fn house_form<'a>(house: &House, place: &'a Place) -> Option<&'a str> {
    let language = place.country.as_ref().and_then(|country| house.prefer.get(country));
    let usual = |form| matches!(form, NameForm::Preferred | NameForm::Exonym);
    let preferred = language.and_then(|language| {
        place.names.iter().find(|name| name.language.as_ref() == Some(language) && usual(name.form))
    });
    preferred.or(place.names.first()).map(|name| name.text.as_str())
}

/// The form to be written in place of a mention written `written`: `None` where the writer's own is as good, or means the place's people.
pub fn better_form<'a>(snapshot: &'a Snapshot, mention: &Mentioned) -> Option<&'a str> {
    let place = snapshot.data.atlas.place(mention.place);
    let form = house_form(&snapshot.newsroom.house, place)?;
    let written = mention.span.of(&snapshot.ledger.text);
    // One of several good names is only worse where the house has said which it wants.
    let as_good = mention.form == NameForm::Preferred
        && place.country.as_ref().is_none_or(|country| !snapshot.newsroom.house.prefer.contains_key(country));
    let differs = gazetteer::fold::folded(form) != gazetteer::fold::folded(written);
    (mention.sure && !as_good && mention.form != NameForm::Demonym && differs).then_some(form)
}
