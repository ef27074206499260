//! `workspace/symbol`: the sources of all newsrooms, the places their articles name, the articles themselves, by what is typed of them.

use super::super::context::{RequestContext, TextFile};
use super::super::convert::Lines;
use super::super::documents::CheckState;
use super::super::index::{NewsroomIndex, UseKey};
use super::super::ranges::Ranges;
use crate::desk::Newsroom;
use crate::features::fuzzy::{fit, starts_a_word};
use crate::features::uses;
use crate::sources::{Guard, key};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use tower_lsp::lsp_types::{self as lsp, Url};

/// More nobody reads; whoever types on is answered anew.
const MOST: usize = 200;

/// Shorter queries are not looked for in a place's other names.
const LONG_ENOUGH: usize = 3;

/// Something to go to. Less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Hit<'a> {
    tier: u8,
    sort: Sort,
    name: String,
    container: String,
    at: At<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Source,
    Place,
    Article,
}

/// Where it is; worked out for those alone that are shown.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum At<'a> {
    /// A source, by index in the newsroom's registry.
    Source(usize, usize),
    Place(usize, crate::gazetteer::PlaceId),
    Article(&'a Path),
    Open(&'a Url),
}

pub fn answer(context: &RequestContext<'_>, query: &str) -> Option<Vec<lsp::SymbolInformation>> {
    let query = query.trim().trim_start_matches('@').to_lowercase();
    let indexes: Vec<&NewsroomIndex> = context.index.newsrooms().collect();
    let mut hits = Vec::new();
    for (i, index) in indexes.iter().enumerate() {
        sources(i, index.newsroom(), &query, &mut hits);
        places(i, index, &query, &mut hits);
        if context.cancelled() {
            return None;
        }
        articles(context, index, &query, &mut hits);
    }
    open_articles(context, &query, &mut hits);
    if hits.len() > MOST {
        hits.select_nth_unstable(MOST);
        hits.truncate(MOST);
    }
    hits.sort_unstable();
    let mut files = HashMap::new();
    Some(hits.into_iter().filter_map(|hit| symbol(context, &indexes, hit, &mut files)).collect())
}

fn sources(index: usize, newsroom: &Newsroom, query: &str, hits: &mut Vec<Hit<'_>>) {
    let registry = &newsroom.data.registry;
    for (source, words) in registry.search(query) {
        let tier = match fit(query, words.key) {
            Some(tier @ 0..=2) => Some(tier),
            _ if words.hit => Some(2),
            weak => weak,
        };
        if let (Some(tier), Some(&at)) = (tier, registry.by_key.get(&source.key)) {
            let container = Guard::whole(registry).shown(source.display_name()).into_owned();
            hits.push(Hit {
                tier,
                sort: Sort::Source,
                // As it is cited: editors write it into a tag.
                name: format!("@{}", key::cited(&source.key)),
                container,
                at: At::Source(index, at),
            });
        }
    }
}

fn places(at: usize, index: &NewsroomIndex, query: &str, hits: &mut Vec<Hit<'_>>) {
    let newsroom = index.newsroom();
    let atlas = &newsroom.data.atlas;
    for (key, _) in index.all_used() {
        let UseKey::Place(id) = *key else { continue };
        let name = newsroom.house.form(atlas, id).into_owned();
        let by_form = fit(query, &name.to_lowercase());
        let by_another = || {
            let names = &atlas.place(id).names;
            names.iter().any(|name| starts_a_word(&name.text.to_lowercase(), query)).then_some(1)
        };
        let tier = match by_form {
            Some(0..=2) => by_form,
            _ if query.len() >= LONG_ENOUGH => by_another().or(by_form),
            weak => weak,
        };
        if let Some(tier) = tier {
            let facts = atlas.facts(id);
            let lies_in = [facts.district, facts.region, facts.country_name].into_iter().flatten();
            let container = lies_in.collect::<Vec<_>>().join(", ");
            hits.push(Hit { tier, sort: Sort::Place, name, container, at: At::Place(at, id) });
        }
    }
}

fn articles<'a>(context: &RequestContext<'_>, index: &'a NewsroomIndex, query: &str, hits: &mut Vec<Hit<'a>>) {
    let root = index.newsroom().root.as_deref();
    let guard = Guard::whole(&index.newsroom().data.registry);
    for (path, title, _) in index.articles() {
        if let Some(tier) = fit_article(query, title, path)
            && context.documents.at(path).is_none()
        {
            let (name, container) = called(&guard.shown(title), path, root);
            hits.push(Hit { tier, sort: Sort::Article, name, container, at: At::Article(path) });
        }
    }
}

fn open_articles<'a>(context: &RequestContext<'a>, query: &str, hits: &mut Vec<Hit<'a>>) {
    for (uri, document) in context.documents.iter() {
        let (CheckState::Done(snapshot, _), Some(path)) = (&document.checked, &document.path) else { continue };
        let title = uses::title_of(snapshot).map_or("", |span| span.of(&snapshot.ledger.text));
        if let Some(tier) = fit_article(query, title, path) {
            let (name, container) = called(&snapshot.shown(title), path, document.root());
            hits.push(Hit { tier, sort: Sort::Article, name, container, at: At::Open(uri) });
        }
    }
}

fn fit_article(query: &str, title: &str, path: &Path) -> Option<u8> {
    let stem = || path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_lowercase();
    match fit(query, &title.to_lowercase()) {
        Some(0) => Some(0),
        by_title => by_title.into_iter().chain(fit(query, &stem())).min(),
    }
}

/// What an article is called, and where it lies.
pub fn called(title: &str, path: &Path, root: Option<&Path>) -> (String, String) {
    let inside = root.and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let title = if title.is_empty() { name } else { title.to_owned() };
    (title, inside.display().to_string())
}

/// Files that hold sources or places, read once for all that is found in them.
type Files = HashMap<PathBuf, Option<(Url, TextFile)>>;

#[allow(deprecated, reason = "the protocol's own type has the field")]
fn symbol(
    context: &RequestContext<'_>,
    indexes: &[&NewsroomIndex],
    hit: Hit<'_>,
    files: &mut Files,
) -> Option<lsp::SymbolInformation> {
    let mut in_file = |path: &Path, span| {
        let read = || context.file(path).and_then(|file| Some((file.uri(context, path)?, file)));
        let (uri, file) = files.entry(path.to_owned()).or_insert_with(read).as_ref()?;
        Some(lsp::Location::new(uri.clone(), file.range(span)))
    };
    let location = match hit.at {
        At::Source(index, at) => {
            let newsroom = indexes.get(index)?.newsroom();
            let source = newsroom.data.registry.sources.get(at)?;
            in_file(&newsroom.path_of(newsroom.data.registry.files.get(source.file)?), source.key_span)?
        }
        At::Place(index, id) => {
            let index = indexes.get(index)?;
            let newsroom = index.newsroom();
            match newsroom.own_place(&newsroom.data.atlas.id(id)) {
                Some(own) => in_file(own.path, own.name)?,
                None => {
                    let (path, range) = index.first_site(&UseKey::Place(id))?;
                    lsp::Location::new(Url::from_file_path(path).ok()?, range)
                }
            }
        }
        At::Article(path) => {
            let range = indexes.iter().find_map(|index| index.title(path)).unwrap_or_default().1;
            lsp::Location::new(Url::from_file_path(path).ok()?, range)
        }
        At::Open(uri) => {
            let CheckState::Done(snapshot, lines) = &context.documents.get(uri)?.checked else { return None };
            let title = uses::title_of(snapshot).unwrap_or_default();
            let lines: &Lines = lines;
            let range = Ranges::new(&snapshot.ledger.text, lines, context.client.encoding).range(title);
            lsp::Location::new(uri.clone(), range)
        }
    };
    Some(lsp::SymbolInformation {
        name: hit.name,
        // None of the kinds that not every editor knows.
        kind: match hit.sort {
            Sort::Source => lsp::SymbolKind::CONSTANT,
            Sort::Place => lsp::SymbolKind::NAMESPACE,
            Sort::Article => lsp::SymbolKind::FILE,
        },
        tags: None,
        deprecated: None,
        location,
        container_name: Some(hit.container).filter(|container| !container.is_empty()),
    })
}
