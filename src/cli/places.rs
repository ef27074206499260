//! `sayso places`: what the atlas knows of a name, or which places an article mentions.

use super::files::{Newsrooms, checked, whole};
use super::{FileName, Outcome, Streams};
use crate::desk::{Newsroom, Snapshot};
use crate::features::{NameGroup, name_groups, told_of_name};
use crate::gazetteer::{Atlas, Confidence, Hit, Name, NameForm, Place};
use serde_json::{Value, json};
use std::io;
use std::path::Path;

/// Look up names of places, or list the places an article mentions
///
/// An argument that is a file is read as an article; any other is a name, in any script and spelling.
#[derive(clap::Args)]
pub(crate) struct Places {
    /// Names to look up, or articles
    #[arg(value_name = "NAME-OR-FILE", required = true)]
    names: Vec<String>,
    /// Print one JSON object for each name or file, one a line
    #[arg(long)]
    json: bool,
    /// Look for near misses too where nothing is called so
    #[arg(long)]
    near: bool,
}

/// Places shown of one name, and other names of one place, on a terminal.
const MOST_PLACES: usize = 8;
const MOST_NAMES: usize = 10;

impl Places {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let mut newsrooms = Newsrooms::default();
        let here = std::env::current_dir().unwrap_or_default().join("-");
        let atlas = newsrooms.of(&here).data.atlas.clone();
        let mut outcome = Outcome::Clean;
        for name in &self.names {
            let path = Path::new(name);
            if !path.is_file() {
                self.name(&atlas, name, streams)?;
                continue;
            }
            let newsroom = newsrooms.of(&whole(path));
            match checked(path, &newsroom) {
                Ok(snapshot) => self.article(name, &snapshot, &newsroom, streams)?,
                Err(reason) => {
                    streams.note(format_args!("sayso: {}: {reason}", FileName::from(&**name)))?;
                    outcome = Outcome::Failed;
                }
            }
        }
        Ok(outcome)
    }

    fn name(&self, atlas: &Atlas, name: &str, streams: &mut Streams<'_>) -> io::Result<()> {
        let hits = if self.near { atlas.near(name) } else { atlas.look_up(name) };
        if self.json {
            let candidates: Vec<Value> = hits.iter().map(|hit| candidate(atlas, name, *hit)).collect();
            return streams.json(format!("{}\n", json!({ "name": name, "candidates": candidates })));
        }
        if hits.is_empty() {
            let hint = if self.near { "" } else { " --near looks for names that are nearly so." };
            return streams.line(format_args!("{name}: no place is called so.{hint}"));
        }
        let places = if hits.len() == 1 { "place" } else { "places" };
        streams.line(format_args!("{name}: {} {places}", hits.len()))?;
        for hit in hits.iter().take(MOST_PLACES) {
            describe(atlas, name, *hit, streams)?;
        }
        if hits.len() > MOST_PLACES {
            streams.line(format_args!("  and {} more (--json prints all)", hits.len() - MOST_PLACES))?;
        }
        Ok(())
    }

    fn article(
        &self,
        file: &str,
        snapshot: &Snapshot,
        newsroom: &Newsroom,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let (ledger, atlas) = (&snapshot.ledger, &snapshot.data.atlas);
        if self.json {
            let places: Vec<Value> = ledger
                .places
                .iter()
                .map(|it| {
                    json!({
                        "start": it.span.start,
                        "end": it.span.end,
                        "written": it.span.of(&ledger.text),
                        "house": newsroom.house.form(atlas, it.choice.place),
                        "id": atlas.id(it.choice.place),
                        "form": it.choice.form,
                        "sure": confidence(it.choice.confidence),
                    })
                })
                .collect();
            return streams.json(format!("{}\n", json!({ "file": file, "places": places })));
        }
        streams.line(FileName::from(file))?;
        let mut seen: Vec<(&str, crate::gazetteer::Choice, usize)> = Vec::new();
        for it in &ledger.places {
            let written = it.span.of(&ledger.text);
            match seen.iter_mut().find(|(name, choice, _)| *name == written && choice.place == it.choice.place) {
                Some((_, _, times)) => *times += 1,
                None => seen.push((written, it.choice, 1)),
            }
        }
        for (written, choice, times) in seen {
            let place = atlas.place(choice.place);
            let form = newsroom.house.form(atlas, choice.place);
            let times = if times > 1 { format!(" ({times} times)") } else { String::new() };
            let (what, sure) = (form_name(choice.form), confidence(choice.confidence));
            streams.line(format_args!(
                "  {written}{times}: {form}, {} [{}] – {what}, {sure}",
                whereabouts(&place),
                place.id
            ))?;
        }
        Ok(())
    }
}

fn describe(atlas: &Atlas, written: &str, hit: Hit, streams: &mut Streams<'_>) -> io::Result<()> {
    let place = atlas.place(hit.place);
    let name = place.names.first().map_or("", |n| &n.text);
    streams.line("")?;
    streams.line(format_args!("  {name} – {} [{}]", whereabouts(&place), place.id))?;
    if let Some(this) = atlas.name_of(hit.place, written).filter(|this| this.text != name) {
        streams.line(format_args!("    “{}”: {}", this.text, told_of_name(&this)))?;
    }
    if let Some(note) = &place.note {
        streams.line(format_args!("    {note}"))?;
    }
    for NameGroup { title, names } in name_groups(&place, name) {
        let shown: Vec<String> = names.iter().take(MOST_NAMES).map(|n| with_years(n)).collect();
        let more = names.len() - shown.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        streams.line(format_args!("    {title}: {}{more}", shown.join(", ")))?;
    }
    Ok(())
}

/// "Bombay (until 1995)".
fn with_years(name: &Name) -> String {
    let mut all: Vec<&str> = name.language.as_deref().filter(|l| *l != "en").into_iter().collect();
    all.extend(name.official.then_some("official"));
    all.extend(name.note.as_deref());
    if all.is_empty() { name.text.clone() } else { format!("{} ({})", name.text, all.join(", ")) }
}

/// "city in Pokrovsk district, Donetsk Oblast, Ukraine; 60127 inhabitants; 48.2801, 37.1771"
fn whereabouts(place: &Place) -> String {
    let country = place.country_name.as_ref().or(place.country.as_ref());
    let name = place.names.first().map(|n| &n.text);
    let around = [place.district.as_ref(), place.region.as_ref(), country].into_iter().flatten();
    let mut within: Vec<&str> = around.filter(|around| Some(*around) != name).map(String::as_str).collect();
    within.dedup();
    let mut line = place.what.clone();
    if !within.is_empty() && place.what != "country" {
        line.push_str(&format!(" in {}", within.join(", ")));
    }
    if let Some(population) = place.population {
        line.push_str(&format!("; {population} inhabitants"));
    }
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        line.push_str(&format!("; {}{lat}, {lon}", if place.approximate { "near " } else { "" }));
    }
    line
}

fn form_name(form: NameForm) -> &'static str {
    match form {
        NameForm::Preferred => "usual name",
        NameForm::Exonym => "name in another language",
        NameForm::Former => "former or other name",
        NameForm::Romanisation => "other spelling",
        NameForm::Garbled => "near miss",
        NameForm::Demonym => "people or adjective",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Guess => "guess",
        Confidence::Likely => "likely",
        Confidence::Sure => "sure",
    }
}

fn candidate(atlas: &Atlas, written: &str, hit: Hit) -> Value {
    let place = atlas.place(hit.place);
    let names: Vec<Value> = place
        .names
        .iter()
        .map(|n| json!({ "text": n.text, "language": n.language, "form": n.form, "scheme": n.scheme, "official": n.official, "note": n.note }))
        .collect();
    let form = atlas.name_of(hit.place, written).map_or(hit.form, |name| name.form);
    json!({
        "id": place.id,
        "name": place.names.first().map(|n| &n.text),
        "what": place.what,
        "country": place.country,
        "region": place.region,
        "district": place.district,
        "lat": place.lat,
        "lon": place.lon,
        "approximate": place.approximate,
        "population": place.population,
        "form": form,
        "found_by": hit.rung,
        "names": names,
        "note": place.note,
        "source": place.source,
    })
}
