//! The places of the world, joined from tables and laid over with our own.

use crate::names::{Scripts, is_kept, plain, printed, worldwide};
use crate::tables::{list, rows};
use crate::ukraine::{self, Classifier};
use sayso::gazetteer::layout::KINDS;
use sayso::gazetteer::{Name, NameForm, fold, parse_places};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Aliases in all scripts are kept for places of so many inhabitants or more.
const WELL_KNOWN: u64 = 300_000;

/// Places of fewer inhabitants are left out, to keep the program small, but for countries in the next list.
const SMALLEST: u64 = 2000;

/// Where places are kept however small: Ukraine and its neighbours, lands of war, and those English-language newspapers come from.
const SMALL_TOO: [&str; 36] = [
    "UA", "RU", "BY", "MD", "GE", "AM", "AZ", "XK", "SY", "IQ", "IR", "IL", "PS", "LB", "JO", "LY", "YE", "SD", "SS",
    "ET", "ER", "SO", "ML", "NE", "BF", "NG", "TD", "CF", "CD", "AF", "MM", "US", "GB", "IE", "CA", "NZ",
];

/// Where a small place has one name, whatever data sets add to it ("Borough of Lipa", "Lipa Commune"): countries of one language in Latin
/// letters.
const ONE_NAME: [&str; 22] = [
    "US", "AU", "FR", "DE", "AT", "NL", "PT", "PL", "CZ", "HU", "SE", "DK", "NO", "RO", "HR", "MX", "BR", "AR", "CO",
    "CL", "CI", "PH",
];

/// Other names of places of fewer inhabitants are left out there.
const SMALL: u64 = 5000;

/// A town of so many inhabitants is what its name means, though a larger place once bore it: Salisbury is not Harare.
const WORTH_A_NAME: u64 = 5000;

/// Of places of so many inhabitants or more names in their country's own script are kept.
const OWN_SCRIPT: u64 = 15_000;

/// Second-level subdivisions are kept where English-language newspapers name them.
const COUNTIES: [&str; 22] = [
    "US", "GB", "IE", "CA", "AU", "NZ", "ZA", "UA", "IN", "PK", "BD", "NP", "FR", "IT", "ES", "ID", "PH", "IQ", "SY",
    "AF", "YE", "PS",
];

/// Countries of which most states hold that their capital is not settled; what its status is a note says.
const NO_CAPITAL: [&str; 1] = ["IL"];

/// A place on its way into the file.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: String,
    pub what: String,
    pub names: Vec<Name>,
    /// Index into [`World::regions`].
    pub region: u16,
    pub at: Option<(f64, f64)>,
    pub approximate: bool,
    pub population: u64,
    pub note: Option<String>,
    pub source: Option<String>,
    /// Names by which it is known before all others.
    pub main: HashSet<String>,
    /// In how many tongues and spellings the data set has it.
    pub aliases: usize,
    /// Whether our own tables name it.
    pub ours: bool,
}

/// A region of the file: name, country, index of what it lies in.
#[derive(Clone, Debug)]
pub struct Area {
    pub name: String,
    pub country: String,
    pub within: u16,
}

/// Everything read so far.
#[derive(Default)]
pub struct World {
    pub places: Vec<Draft>,
    pub regions: Vec<Area>,
    /// "UA", "UA.05", "UA.05.1416" -> index of the region.
    codes: HashMap<String, u16>,
    /// ISO code -> index of the place.
    iso: HashMap<String, usize>,
    /// Subdivision code -> points of cities in it.
    points: HashMap<String, Vec<(f64, f64)>>,
    /// Index of a region -> index of the place it is.
    area_places: HashMap<u16, usize>,
    /// Indexes of the places that are regions and districts.
    areas: Vec<usize>,
    /// ISO code -> folded name of its capital.
    capitals: HashMap<String, String>,
    scripts: Scripts,
    /// Countries whose own letters are not Latin ones.
    not_latin: HashSet<String>,
}

impl World {
    fn area(&mut self, code: &str, name: &str, country: &str, within: u16) -> u16 {
        let index = u16::try_from(self.regions.len()).expect("fewer regions than 2^16");
        self.regions.push(Area { name: name.into(), country: country.into(), within });
        self.codes.insert(code.into(), index);
        index
    }

    /// The regions, before anything lies in them; and where cities lie in each.
    pub fn regions(&mut self, tables: &Path, data: &Path) {
        self.scripts = Scripts::read(data);
        self.not_latin = rows(&data.join("places/languages.tsv")).into_iter().map(|row| row[0].clone()).collect();
        self.area("", "", "", 0);
        for row in rows(&tables.join("countries.tsv")) {
            self.area(&row[0], &row[4], &row[0], 0);
            if !NO_CAPITAL.contains(&row[0].as_str()) {
                self.capitals.insert(row[0].clone(), fold::folded_name(&row[3]));
            }
        }
        for row in rows(&tables.join("subdivisions.tsv")) {
            // A row without a code is nothing a place can be told to lie in, and the empty code is region 0, nowhere.
            let Some(country) = row[0].get(..2).map(str::to_owned) else { continue };
            let first = row[0].split('.').take(2).collect::<Vec<_>>().join(".");
            if row[3] == "1" {
                let name = self.english(&row, &country);
                let within = self.codes.get(&country).copied().unwrap_or(0);
                self.area(&row[0], &name, &country, within);
            } else if row[3] == "2" && country == "UA" {
                let within = self.codes.get(&first).copied().unwrap_or(0);
                self.area(&row[0], &raion(&row), &country, within);
            }
        }
        for row in rows(&tables.join("cities.tsv")) {
            let point = (number(&row[4]), number(&row[5]));
            let codes: Vec<&str> = row[3].split('.').collect();
            self.points.entry(row[1].clone()).or_default().push(point);
            for depth in 2..=codes.len() {
                self.points.entry(codes[..depth].join(".")).or_default().push(point);
            }
        }
    }

    /// The middle of a country or subdivision: of the least box its settlements lie in, since their mean lies where most of them are. The
    /// outermost one on each side is left out: it may have been put into the wrong subdivision.
    fn middle(&self, code: &str) -> Option<(f64, f64)> {
        const MANY: usize = 50;
        let points = self.points.get(code)?;
        let outermost = usize::from(points.len() >= MANY);
        let between = |of: fn(&(f64, f64)) -> f64| {
            let mut values: Vec<f64> = points.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values[outermost].midpoint(values[values.len() - 1 - outermost])
        };
        Some((between(|point| point.0), between(|point| point.1)))
    }

    pub fn countries(&mut self, tables: &Path, data: &Path) {
        let own: HashMap<String, Vec<String>> =
            rows(&data.join("places/countries.tsv")).into_iter().map(|row| (row[0].clone(), row)).collect();
        for row in rows(&tables.join("countries.tsv")) {
            let mut names = vec![plain(&row[4], Some("en"), NameForm::Preferred)];
            let mut seen = HashSet::from([row[4].clone()]);
            let mut main = seen.clone();
            let mut add = |text: &str, language: Option<&str>, form: NameForm| {
                let fits = form == NameForm::Demonym
                    || is_kept(text, "", &Scripts::default(), true, true)
                    || text.chars().all(|c| c.is_uppercase() || c == '.');
                if fits && text.chars().count() > 1 && seen.insert(text.to_owned()) {
                    names.push(plain(text, language, form));
                }
            };
            for localised in list(&row[6]) {
                let (language, name) = localised.split_once(':').expect("language:name");
                let name = name.split(" (").next().unwrap_or(name);
                let english = language == "en";
                // CLDR has short forms ("US") as variants.
                add(name, Some(language), if english { NameForm::Preferred } else { NameForm::Exonym });
                if english {
                    main.insert(name.to_owned());
                }
            }
            for alias in list(&row[5]) {
                add(alias, None, NameForm::Exonym);
            }
            let own = own.get(&row[0]);
            for people in own.map_or("", |own| own.get(3).map_or("", |f| f)).split('|').filter(|p| !p.is_empty()) {
                add(people, Some("en"), NameForm::Demonym);
                main.insert(people.to_owned());
            }
            let at = own.map(|own| (number(&own[1]), number(&own[2])));
            let at = at.or_else(|| self.middle(&row[0]));
            self.iso.insert(row[0].clone(), self.places.len());
            self.places.push(Draft {
                id: format!("geonames:{}", row[1]),
                what: "country".into(),
                names,
                region: self.codes[&row[0]],
                at,
                approximate: false,
                population: row[2].parse().unwrap_or(0),
                note: None,
                source: Some("GeoNames, Unicode CLDR".into()),
                main,
                aliases: 0,
                ours: false,
            });
        }
    }

    pub fn subdivisions(&mut self, tables: &Path, data: &Path) {
        let settlements: HashSet<(String, String)> = rows(&tables.join("cities.tsv"))
            .into_iter()
            .map(|row| (row[1].clone(), fold::folded_name(&row[7])))
            .collect();
        let own: HashMap<String, Vec<String>> =
            rows(&data.join("places/states.tsv")).into_iter().map(|row| (row[0].clone(), row)).collect();
        let middles: HashMap<String, (f64, f64)> = rows(&data.join("places/middles.tsv"))
            .into_iter()
            .map(|row| (row[0].clone(), (number(&row[1]), number(&row[2]))))
            .collect();
        for row in rows(&tables.join("subdivisions.tsv")) {
            let [code, iso, geonames, level, kind, name, aliases] = &row[..7] else { continue };
            // Some have no GeoNames code; what ISO 3166-2 calls them begins with the country's.
            let country = code.get(..2).or_else(|| iso.get(..2)).unwrap_or("");
            let second = level == "2" && COUNTIES.contains(&country);
            if (level != "1" && !second) || geonames.is_empty() {
                continue;
            }
            let preferred = match (country, second) {
                ("UA", true) => raion(&row),
                (_, false) => self.english(&row, country),
                _ => printed(name, country, &self.not_latin),
            };
            // A district is not called by its seat's name alone, but by its own where no town bears it ("Wayanad").
            let taken = |alias: &str| settlements.contains(&(country.to_owned(), fold::folded_name(alias)));
            let english = ["US", "GB", "IE", "CA", "AU", "NZ", "ZA"].contains(&country);
            if second && country != "UA" && !english && taken(&preferred) {
                continue;
            }
            let bare =
                |alias: &str| (country == "UA" || (second && (english || taken(alias)))) && !alias.contains([' ', '-']);
            let aliases: Vec<&str> = std::iter::once(name.as_str())
                .chain(list(aliases))
                .filter(|alias| {
                    *alias != preferred && is_kept(alias, country, &self.scripts, !second, !second) && !bare(alias)
                })
                .collect();
            let mut names = worldwide(&preferred, &aliases, country, &self.scripts);
            let mut main = HashSet::from([preferred.clone()]);
            if let Some(own) = own.get(iso).filter(|_| !iso.is_empty()) {
                for (field, form) in
                    [(&own[1], NameForm::Preferred), (own.get(2).unwrap_or(&own[0]), NameForm::Demonym)]
                {
                    for text in list(field).filter(|text| *text != iso) {
                        names.push(plain(text, Some("en"), form));
                        main.insert(text.to_owned());
                    }
                }
            }
            if second && country == "US" {
                // Newspapers call Baton Rouge's county a parish, and it is one already; St. and Saint are one.
                if let Some(saint) = preferred.strip_prefix("Saint ") {
                    names.push(plain(&format!("St. {saint}"), Some("en"), NameForm::Preferred));
                }
            }
            if !iso.is_empty() {
                self.iso.insert(iso.clone(), self.places.len());
            }
            let what = match (kind.to_lowercase(), second, country) {
                (_, true, "UA") => "district".to_owned(),
                (_, true, "US") => "county".to_owned(),
                (_, false, "UA") if preferred.ends_with("Oblast") => "oblast".to_owned(),
                (kind, ..) if KINDS.contains(&kind.as_str()) && kind != "city" => kind,
                (_, true, _) => "district".to_owned(),
                _ => "region".to_owned(),
            };
            self.areas.push(self.places.len());
            if let Some(&area) = self.codes.get(code).filter(|_| !code.is_empty() && !second) {
                self.area_places.insert(area, self.places.len());
            }
            self.places.push(Draft {
                id: format!("geonames:{geonames}"),
                what,
                names,
                region: self
                    .codes
                    .get(code)
                    .filter(|_| !code.is_empty())
                    .or_else(|| self.codes.get(country))
                    .copied()
                    .unwrap_or(0),
                at: middles.get(code).copied().or_else(|| self.middle(code)),
                approximate: true,
                population: 0,
                note: None,
                source: Some("GeoNames, ISO 3166-2".into()),
                main,
                aliases: 0,
                ours: false,
            });
        }
    }

    pub fn cities(&mut self, tables: &Path, data: &Path) {
        // What our own tables name is kept, however small.
        let ours: HashSet<String> = ["names", "former", "native"]
            .iter()
            .flat_map(|table| rows(&data.join(format!("places/{table}.tsv"))))
            .map(|row| row[0].clone())
            .collect();
        let mut classifier = Classifier::read(tables);
        let mut oblasts = HashMap::new();
        let mut of_settlement: HashMap<usize, usize> = HashMap::new();
        // The best known are joined first, so that a town and not a hamlet of its name gets the classifier's entry.
        let mut cities = rows(&tables.join("cities.tsv"));
        cities.sort_by_key(|row| std::cmp::Reverse(row[6].parse::<u64>().unwrap_or(0)));
        for row in cities {
            let (country, population) = (row[1].as_str(), row[6].parse().unwrap_or(0));
            if population < SMALLEST && !SMALL_TOO.contains(&country) && !ours.contains(&row[0]) {
                continue;
            }
            let all_scripts = population >= WELL_KNOWN;
            let all: Vec<&str> = row.get(8).map(|f| list(f).collect()).unwrap_or_default();
            let known: HashSet<String> =
                std::iter::once(row[7].as_str()).chain(all.iter().copied()).map(fold::folded_name).collect();
            let first = fold::folded_name(&row[7]);
            let one_name = population < SMALL && ONE_NAME.contains(&country);
            let keep = |alias: &&str| {
                is_kept(alias, country, &self.scripts, all_scripts, population >= OWN_SCRIPT)
                    && (!one_name || fold::folded_name(alias) == first)
                    && !with_noun(alias).is_some_and(|rest| known.contains(&fold::folded_name(rest)))
            };
            let aliases: Vec<&str> = all.iter().copied().filter(keep).collect();
            let spellings = all.len();
            let first = format!("{country}.{}", row[2]);
            // By international recognition they are not in Israel, whatever the data set's administration of them is.
            let area = if row[3].starts_with("IL.WE") { "PS.WE" } else { row[3].as_str() };
            let mut coded = [area, first.as_str()].into_iter().filter(|code| !code.is_empty());
            let region = coded.find_map(|code| self.codes.get(code)).copied();
            let region = region.unwrap_or_else(|| self.codes.get(country).copied().unwrap_or(0));
            let english = printed(&row[7], country, &self.not_latin);
            let mut main = HashSet::from([row[7].clone(), english.clone()]);
            let mut what = if population >= 100_000 {
                "city"
            } else if population >= 5_000 {
                "town"
            } else {
                "place"
            };
            let mut source = None;
            let names = if country == "UA" {
                let raion = row[3].split('.').nth(2).unwrap_or("");
                let oblast =
                    raion.get(..2).map(str::to_owned).or_else(|| oblasts.get(&row[2]).cloned()).unwrap_or_default();
                oblasts.entry(row[2].clone()).or_insert_with(|| oblast.clone());
                let joined = classifier.join(&row[7], &aliases, &oblast, raion);
                if let Some(index) = joined {
                    what = classifier.settlements[index].what;
                    source = Some("GeoNames, KATOTTG".into());
                    of_settlement.insert(index, self.places.len());
                }
                let official = joined.map(|index| classifier.settlements[index].name.clone());
                let all: Vec<&str> = std::iter::once(row[7].as_str()).chain(aliases.iter().copied()).collect();
                match official {
                    Some(official) => ukraine::names(&official, &all),
                    None => ukraine::unlisted(&row[7], &all)
                        .unwrap_or_else(|| worldwide(&row[7], &aliases, country, &self.scripts)),
                }
            } else {
                let all: Vec<&str> = std::iter::once(row[7].as_str()).chain(aliases.iter().copied()).collect();
                worldwide(&english, &all, country, &self.scripts)
            };
            // The first of the name is the largest.
            let capital = self.capitals.get(country).filter(|capital| {
                names.iter().any(|n| {
                    matches!(n.form, NameForm::Preferred | NameForm::Exonym) && fold::folded_name(&n.text) == **capital
                })
            });
            if capital.is_some() {
                self.capitals.remove(country);
                what = "capital city";
            }
            main.extend(
                names
                    .iter()
                    .filter(|n| n.form == NameForm::Preferred || (n.scheme.is_some() && n.form == NameForm::Exonym))
                    .map(|n| n.text.clone()),
            );
            self.places.push(Draft {
                id: format!("geonames:{}", row[0]),
                what: what.into(),
                names,
                region,
                at: Some((number(&row[4]), number(&row[5]))),
                approximate: false,
                population,
                note: None,
                source,
                main,
                aliases: spellings,
                ours: false,
            });
        }
        self.settlements(&classifier, &of_settlement);
    }

    /// Settlements that only the classifier knows: placed by the seat of their raion.
    fn settlements(&mut self, classifier: &Classifier, of_settlement: &HashMap<usize, usize>) {
        let raions: HashMap<String, u16> = self
            .codes
            .iter()
            .filter_map(|(code, index)| Some((code.strip_prefix("UA.")?.split_once('.')?.1.to_owned(), *index)))
            .collect();
        for settlement in classifier.settlements.iter().filter(|s| !s.joined) {
            let seat = classifier.seats.get(&settlement.raion).and_then(|seat| of_settlement.get(seat));
            let names = ukraine::names(&settlement.name, &[]);
            self.places.push(Draft {
                id: format!("katottg:{}", settlement.number),
                what: settlement.what.into(),
                region: raions.get(&settlement.raion).copied().unwrap_or(self.codes["UA"]),
                at: seat.and_then(|&seat| self.places[seat].at),
                approximate: true,
                population: 0,
                note: None,
                source: Some("KATOTTG".into()),
                main: names.iter().map(|n| n.text.clone()).collect(),
                names,
                aliases: 0,
                ours: false,
            });
        }
    }

    /// The English short form of a first-level region: "Donetsk Oblast", "Guangdong", "Giza" where the data set has such a one, else its name as
    /// English prints it.
    fn english(&self, row: &[String], country: &str) -> String {
        if row[5] == "Avtonomna Respublika Krym" {
            return "Crimea".to_owned();
        }
        let latin = |name: &&str| name.chars().all(|c| (c as u32) < 0x250 || c == '’' || c == '‘');
        let oblast = |a: &&str| a.ends_with(" Oblast") && a.is_ascii() && !a.contains("skaya") && !a.contains("ska ");
        if let Some(oblast) = list(&row[6]).find(oblast) {
            return oblast.to_owned();
        }
        let all = || std::iter::once(row[5].as_str()).chain(list(&row[6])).filter(latin);
        // An English noun tells that the name is English; of several the one that the data set's own begins like.
        let like = |short: &&str| {
            let (short, own) = (fold::folded(short), fold::folded(&row[5]));
            std::cmp::Reverse(short.chars().zip(own.chars()).take_while(|(a, b)| a == b).count())
        };
        let short = all().filter_map(without_noun).min_by_key(like);
        let words = [" Sheng", " Zizhiqu", " Shi", " oblysy", " oblast'", " voblasć", ", Respublika"];
        let cut = || words.iter().find_map(|word| row[5].strip_suffix(word));
        printed(short.or_else(cut).unwrap_or(&row[5]), country, &self.not_latin)
    }

    /// Lays our own rows over what the data sets have.
    pub fn overlay(&mut self, data: &Path) {
        let mut by_id: HashMap<String, usize> =
            self.places.iter().enumerate().map(|(i, p)| (p.id.clone(), i)).collect();
        for file in ["countries", "regions", "ukraine", "curated"] {
            let path = data.join(format!("places/{file}.yaml"));
            let text = std::fs::read_to_string(&path).expect("our own rows are there");
            let (rows, problems) = parse_places(&text);
            let problem = problems.iter().find(|p| !p.message.contains("already a name of"));
            assert!(problem.is_none(), "{}: {problem:?}", path.display());
            for row in rows {
                let known = row
                    .id
                    .strip_prefix("iso:")
                    .and_then(|iso| self.iso.get(iso))
                    .or_else(|| by_id.get(&row.id))
                    .copied();
                let mut names = row.names.clone();
                // What ISO 3166-2 lists is what the state calls it.
                if file == "regions"
                    && let Some(own) = names.iter_mut().find(|n| state_language(row.country.as_deref(), n))
                {
                    own.official = true;
                }
                let main: HashSet<String> = names.iter().map(|n| n.text.clone()).collect();
                let country = row.country.clone().unwrap_or_default();
                if let Some(index) = known {
                    let place = &mut self.places[index];
                    lay_over(&mut place.names, names);
                    place.main.extend(main);
                    place.ours = true;
                    place.note = row.note.or_else(|| place.note.take());
                    if let (Some(lat), Some(lon)) = (row.lat, row.lon) {
                        place.at = Some((lat, lon));
                    }
                    continue;
                }
                assert!(KINDS.contains(&row.what.as_str()), "{}: no kind is called {:?}", row.id, row.what);
                assert!(row.id.starts_with("sayso:"), "{} is in no data set", row.id);
                let within = row.region.as_ref().and_then(|region| {
                    let found =
                        self.regions.iter().position(|a| a.country == country && a.name.starts_with(region.as_str()));
                    found.and_then(|i| u16::try_from(i).ok())
                });
                let region = within.or_else(|| self.codes.get(&country).copied()).unwrap_or(0);
                by_id.insert(row.id.clone(), self.places.len());
                self.places.push(Draft {
                    id: row.id,
                    what: row.what,
                    names,
                    region,
                    at: row.lat.zip(row.lon),
                    approximate: false,
                    population: row.population.unwrap_or(0),
                    note: row.note,
                    source: row.source,
                    main,
                    aliases: 0,
                    ours: true,
                });
            }
        }
    }

    /// Seas, lakes, islands, mountains, fronts and what else no data set of ours has, one a line.
    pub fn features(&mut self, data: &Path) {
        for row in rows(&data.join("places/features.tsv")) {
            let [id, what, country, at, names, note] = &row[..] else { panic!("six fields: {row:?}") };
            assert!(KINDS.contains(&what.as_str()), "{id}: no kind is called {what:?}");
            assert!(note.len() < 256, "{note}");
            let mut all = Vec::new();
            for text in list(names) {
                let (language, text) = match text.split_once(':') {
                    Some((language, text)) => (Some(language), text),
                    None => (None, text),
                };
                let form = if all.is_empty() || language == Some("en") {
                    NameForm::Preferred
                } else if language.is_some() {
                    NameForm::Exonym
                } else {
                    NameForm::Romanisation
                };
                all.push(plain(text, language, form));
            }
            let (lat, lon) = at.split_once(',').unwrap_or_else(|| panic!("{id}: lat,lon"));
            let main: HashSet<String> = all.iter().map(|name| name.text.clone()).collect();
            // What is a region of its country already is that and not another place.
            let first = fold::folded_name(&all[0].text);
            let same = |place: &Draft| {
                let of = &self.regions[usize::from(place.region)].country;
                let named = |name: &Name| name.form != NameForm::Demonym && fold::folded_name(&name.text) == first;
                of == country && place.names.iter().any(named)
            };
            let mut regions = self.areas.iter().copied();
            if let Some(index) = regions.find(|&i| same(&self.places[i])).filter(|_| !country.is_empty()) {
                let place = &mut self.places[index];
                lay_over(&mut place.names, all);
                place.main.extend(main);
                place.ours = true;
                continue;
            }
            self.places.push(Draft {
                id: format!("sayso:{id}"),
                what: what.clone(),
                main,
                names: all,
                region: *self.codes.get(country).unwrap_or_else(|| panic!("{id}: no region is {country:?}")),
                at: Some((number(lat), number(lon))),
                approximate: !matches!(
                    what.as_str(),
                    "city" | "town" | "village" | "camp" | "building" | "square" | "crossing" | "airport" | "base"
                ),
                population: 0,
                note: Some(note.clone()).filter(|note| !note.is_empty()),
                source: Some("public record".into()),
                aliases: 0,
                ours: true,
            });
        }
    }

    /// Former names with their years, names in the state's own script, and notes on disputed lands, each from a table of ours.
    pub fn tables_of_ours(&mut self, data: &Path) {
        let by_id: HashMap<String, usize> = self.places.iter().enumerate().map(|(i, p)| (p.id.clone(), i)).collect();
        self.names_of_ours(data, &by_id);
        let index = |id: &str| *by_id.get(&format!("geonames:{id}")).unwrap_or_else(|| panic!("no place is {id}"));
        // Names that towns bear before all others, with the largest one's inhabitants: nobody who writes one of them means the former name of
        // another place, unless that is a hundred times as large.
        let mut towns: HashMap<String, u64> = HashMap::new();
        for place in self.places.iter().filter(|p| p.population >= WORTH_A_NAME || p.what == "country") {
            let largest = towns.entry(fold::folded_name(&place.names[0].text)).or_default();
            *largest = place.population.max(*largest);
        }
        for row in rows(&data.join("places/former.tsv")) {
            let [id, now, former, first, last] = &row[..] else { panic!("five fields: {row:?}") };
            let index = index(id);
            let note = if first.is_empty() { format!("until {last}") } else { format!("from {first} until {last}") };
            let place = &mut self.places[index];
            if list(former).any(|text| fold::folded_name(text) == fold::folded_name(&place.names[0].text)) {
                place.names.retain(|name| name.text != *now);
                place.names.insert(0, plain(now, None, NameForm::Preferred));
                place.main.insert(now.clone());
            }
            for text in list(former) {
                let folded = fold::folded_name(text);
                let same = |name: &Name| fold::folded_name(&name.text) == folded && name.form != NameForm::Demonym;
                let language = place.names.iter().find(|n| same(n)).and_then(|n| n.language.clone());
                let first = place.names[0].clone();
                place.names.retain(|name| !same(name));
                if place.names.first() != Some(&first) {
                    place.names.insert(0, first);
                }
                let name = Name { note: Some(note.clone()), language, ..plain(text, None, NameForm::Former) };
                place.names.insert(1, name);
                if towns.get(&folded).is_none_or(|&largest| place.population >= 100 * largest) {
                    place.main.insert(text.to_owned());
                }
            }
        }
        for row in rows(&data.join("places/native.tsv")) {
            let [id, _, language, native] = &row[..] else { panic!("four fields: {row:?}") };
            let place = &mut self.places[index(id)];
            place.names.retain(|name| name.text != *native);
            place.names.iter_mut().for_each(|name| name.official = false);
            let name = plain(native, Some(language), NameForm::Exonym);
            place.names.insert(1, Name { official: true, ..name });
        }
        self.disputes(data);
        // What a place is told to lie in bears the name it has itself.
        for (&area, &index) in &self.area_places {
            self.regions[usize::from(area)].name = self.places[index].names[0].text.clone();
        }
        for (iso, &index) in self.iso.iter().filter(|(iso, _)| iso.len() == 2) {
            self.regions[usize::from(self.codes[iso])].name = self.places[index].names[0].text.clone();
        }
    }

    /// A land that our own rows describe and a data set has as a region is one place: ours, with the names of both.
    pub fn one_record_each(&mut self) {
        let lands = ["territory", "disputed territory", "region", "county", "island", "islands", "river", "bay"];
        let key = |world: &Self, i: usize| {
            let place = &world.places[i];
            let country = world.regions[usize::from(place.region)].country.clone();
            (country, fold::folded_name(&place.names[0].text))
        };
        let ours = (0..self.places.len())
            .filter(|&i| self.places[i].id.starts_with("sayso:") && lands.contains(&self.places[i].what.as_str()));
        let ours: HashMap<(String, String), usize> = ours.map(|i| (key(self, i), i)).collect();
        let double: Vec<(usize, usize)> =
            self.areas.iter().filter_map(|&i| Some((i, *ours.get(&key(self, i))?))).collect();
        for &(theirs, own) in &double {
            let names = self.places[theirs].names.clone();
            let known: HashSet<String> = self.places[own].names.iter().map(|name| name.text.clone()).collect();
            self.places[own].names.extend(names.into_iter().filter(|name| !known.contains(&name.text)));
        }
        let gone: HashSet<usize> = double.into_iter().map(|(theirs, _)| theirs).collect();
        let mut i = 0;
        self.places.retain(|_| {
            i += 1;
            !gone.contains(&(i - 1))
        });
    }

    /// House forms and other names by hand, each with its language where it has one. A row's names go before all others.
    fn names_of_ours(&mut self, data: &Path, by_id: &HashMap<String, usize>) {
        for row in rows(&data.join("places/names.tsv")) {
            let [id, form, others] = &row[..] else { panic!("three fields: {row:?}") };
            let id = if id.contains(':') { id.clone() } else { format!("geonames:{id}") };
            let index = *by_id.get(&id).unwrap_or_else(|| panic!("no place is {id}, {form}"));
            let place = &mut self.places[index];
            let before = std::mem::take(&mut place.names);
            let mut own = vec![plain(form, None, NameForm::Preferred)];
            for other in list(others) {
                let (language, text) = match other.split_once(':') {
                    Some((language, text)) => (Some(language), text),
                    None => (None, other),
                };
                let form = match language {
                    Some("en") => NameForm::Preferred,
                    Some(_) => NameForm::Exonym,
                    None => NameForm::Romanisation,
                };
                own.push(plain(text, language, form));
            }
            for name in &mut own {
                if let Some(known) = before.iter().find(|known| known.text == name.text) {
                    name.scheme = known.scheme;
                    name.official = known.official;
                    name.language = name.language.take().or_else(|| known.language.clone());
                }
            }
            place.ours = true;
            place.main.extend(own.iter().map(|name| name.text.clone()));
            let known: HashSet<String> = own.iter().map(|name| name.text.clone()).collect();
            let first = fold::folded_name(form);
            for mut name in before.into_iter().filter(|name| !known.contains(&name.text)) {
                if name.form == NameForm::Preferred
                    && fold::folded_name(&name.text) != first
                    && name.language.as_deref() != Some("en")
                {
                    // What was the first name is another spelling of the one we put before it.
                    name.form = if place.what == "country" { NameForm::Preferred } else { NameForm::Romanisation };
                }
                own.push(name);
            }
            place.names = own;
        }
    }

    /// Notes on disputed lands: on every place in a region, or in a shape on the map, that has none of its own.
    fn disputes(&mut self, data: &Path) {
        let mut of_region: HashMap<u16, String> = HashMap::new();
        let mut shapes: Vec<Shape> = Vec::new();
        for row in rows(&data.join("places/disputed.tsv")) {
            let [at, _, note] = &row[..] else { panic!("three fields: {row:?}") };
            assert!(note.len() < 256, "{note}");
            if let Some((countries, points)) = at.split_once(' ') {
                let point = |p: &str| p.split_once(',').map(|(lat, lon)| (number(lat), number(lon))).expect("lat,lon");
                shapes.push((
                    points.split(' ').map(point).collect(),
                    list(countries).map(str::to_owned).collect(),
                    note.clone(),
                ));
            } else {
                of_region.insert(*self.codes.get(at).unwrap_or_else(|| panic!("no region is {at}")), note.clone());
            }
        }
        for place in self.places.iter_mut().filter(|place| place.note.is_none()) {
            let settled = !matches!(
                place.what.as_str(),
                "country" | "sea" | "river" | "continent" | "region" | "ocean" | "mountains"
            );
            let country = &self.regions[usize::from(place.region)].country;
            let shape = place.at.filter(|_| settled).and_then(|at| {
                shapes
                    .iter()
                    .find(|(points, of, _)| of.contains(country) && inside(points, at))
                    .map(|(_, _, note)| note.clone())
            });
            place.note = shape;
            let mut region = place.region;
            while region != 0 && place.note.is_none() {
                place.note = of_region.get(&region).cloned();
                region = self.regions[usize::from(region)].within;
            }
        }
    }
}

/// Corners of a disputed land, the countries whose places in it bear the note, and the note.
type Shape = (Vec<(f64, f64)>, Vec<String>, String);

/// Whether a point lies in a shape, by how often a line from it crosses the edge.
fn inside(shape: &[(f64, f64)], (lat, lon): (f64, f64)) -> bool {
    let edges = shape.iter().zip(shape.iter().cycle().skip(1));
    let crosses = |((a, x), (b, y)): (&(f64, f64), &(f64, f64))| {
        (*a > lat) != (*b > lat) && lon < (y - x) * (lat - a) / (b - a) + x
    };
    edges.map(|((a, x), (b, y))| ((*a, *x), (*b, *y))).filter(|(p, q)| crosses((p, q))).count() % 2 == 1
}

/// Whether a name is in the language of Ukraine or of Russia and in its script, where `country` is that state.
fn state_language(country: Option<&str>, name: &Name) -> bool {
    let language = match country {
        Some("UA") => "uk",
        Some("RU") => "ru",
        _ => return false,
    };
    name.language.as_deref() == Some(language) && name.text.contains(fold::is_cyrillic)
}

/// Our own names first; a name both have keeps what we know of it and, where we know nothing, what the data sets know.
fn lay_over(names: &mut Vec<Name>, own: Vec<Name>) {
    let before = std::mem::take(names);
    for mut name in own {
        if let Some(other) = before.iter().find(|n| n.text == name.text) {
            name.language = name.language.or_else(|| other.language.clone());
            name.scheme = name.scheme.or(other.scheme);
            name.official |= other.official;
        }
        names.push(name);
    }
    let own = names.len();
    let first = fold::folded_name(&names[0].text);
    for mut name in before {
        if names[..own].iter().any(|n| n.text == name.text) {
            continue;
        }
        // Only one of two different forms is the one to write.
        if name.form == NameForm::Preferred
            && fold::folded_name(&name.text) != first
            && names[0].language.as_deref() != Some("en")
        {
            name.form = NameForm::Exonym;
        }
        names.push(name);
    }
}

/// Nouns that data sets put behind the names of first-level regions, and newspapers mostly leave out.
const NOUNS: [&str; 20] = [
    "Autonomous Region",
    "Autonomous Community",
    "Special Region",
    "Regional State",
    "Province",
    "Governorate",
    "Department",
    "Region",
    "Prefecture",
    "District",
    "County",
    "Municipality",
    "Voivodeship",
    "Emirate",
    "Parish",
    "State",
    "Canton",
    "Division",
    "Territory",
    "Oblasy",
];

/// And before them.
const NOUNS_BEFORE: [&str; 9] = [
    "Province of ",
    "County of ",
    "State of ",
    "Municipality of ",
    "Governorate of ",
    "Department of ",
    "Canton of ",
    "Region of ",
    "Republic of ",
];

/// What is left of an English name of a region without its noun; nothing where it has none, or where the rest is no name ("Eastern").
fn without_noun(name: &str) -> Option<&str> {
    let behind = NOUNS.iter().find_map(|noun| name.strip_suffix(noun)?.strip_suffix(' '));
    let short = behind.or_else(|| NOUNS_BEFORE.iter().find_map(|noun| name.strip_prefix(noun)))?;
    let direction = |word: &str| {
        let word = word.to_lowercase();
        [
            "east",
            "west",
            "north",
            "south",
            "central",
            "centre",
            "center",
            "capital",
            "upper",
            "lower",
            "middle",
            "autonomous",
            "federal",
            "free",
            "province",
        ]
        .iter()
        .any(|d| word.starts_with(d))
            || word.bytes().all(|b| b.is_ascii_digit())
    };
    (!short.split([' ', '-']).all(direction)).then_some(short)
}

/// What is left of a name without words for what kind of place bears it, which nobody writes as a part of the name.
fn with_noun(name: &str) -> Option<&str> {
    const BEFORE: [&str; 16] = [
        "City of ",
        "Town of ",
        "Village of ",
        "Township of ",
        "Borough of ",
        "Municipality of ",
        "Commune of ",
        "Parish of ",
        "Ciudad de ",
        "Villa de ",
        "Pueblo de ",
        "Commune de ",
        "Ville de ",
        "Municipio de ",
        "Stadt ",
        "Barangay ",
    ];
    const BEHIND: [&str; 17] = [
        " Shi",
        " Zhen",
        " Xian",
        " Qu",
        " Xiang",
        " Jiedao",
        " Township",
        " Municipality",
        " Village",
        " Town",
        " Stad",
        " kommun",
        " Commune",
        " Gemeinde",
        " Shahr",
        " Sub-District",
        " Municipal District",
    ];
    let before = BEFORE.iter().find_map(|noun| name.strip_prefix(noun));
    before.or_else(|| BEHIND.iter().find_map(|noun| name.strip_suffix(noun)))
}

/// "Kramatorsk district".
fn raion(row: &[String]) -> String {
    let all = std::iter::once(row[5].as_str()).chain(list(&row[6]));
    let seats =
        all.filter_map(|a| a.strip_suffix(" Raion").or_else(|| a.strip_suffix(" raion"))).filter(|a| !a.contains('’'));
    // "Kramatorsk" rather than the adjective "Kramatorskyi".
    let seat = seats.min_by_key(|a| (a.ends_with('i') || a.ends_with("yy"), a.len()));
    seat.map_or_else(|| row[5].clone(), |seat| format!("{seat} district"))
}

fn number(field: &str) -> f64 {
    field.parse().unwrap_or_else(|_| panic!("{field:?} is no number"))
}
