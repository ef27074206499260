//! `workspace/executeCommand`: what the server carries out itself, so that it works in every editor.
//!
//! A command answers with data, for those who call it from a script, and shows what a person wants to know: a message, an edit, a
//! document. What changes the server's own state (`sayso.reload`) is done by the actor.

use super::super::context::RequestContext;
use super::super::edits::{Edited, workspace_edit};
use super::super::house_style;
use super::super::message::Reach;
use super::super::pending::BUSY;
use super::{registry, word};
use crate::features::actions::Person;
use crate::features::{clean, coverage};
use crate::sources::append::NewEntry;
use crate::text::{Span, shown};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;
use tower_lsp::lsp_types::{self as lsp, Url};

/// Tells how much of an article is sourced: `[uri]`.
pub const COVERAGE: &str = "sayso.coverage";
/// Lists the sources of an article: `[uri]`.
pub const SOURCES: &str = "sayso.sources";
/// Makes the copy of an article that is printed, tags and directives stripped: `[uri]`.
pub const CLEAN_COPY: &str = "sayso.cleanCopy";
/// Adds an entry to the registry: `[uri, key?]`.
pub const NEW_SOURCE: &str = "sayso.newSource";
/// Reads the newsroom's files again: `[]`.
pub const RELOAD: &str = "sayso.reload";
/// Adds somebody an article names to the registry: `[uri, person]`.
pub const REGISTER: &str = "sayso.register";
/// Writes the house form of a place into every article of the newsroom: `[uri, id of the place]`.
pub const HOUSE_FORM: &str = "sayso.houseForm";
/// Applies an edit to a document of that version: `[uri, version, edit]`.
pub const APPLY: &str = "sayso.apply";

/// Lists where what stands at a position is used: `[uri, position]`.
pub const USES: &str = "sayso.uses";

/// All of them.
pub const COMMANDS: [&str; 9] = [USES, COVERAGE, SOURCES, CLEAN_COPY, NEW_SOURCE, RELOAD, REGISTER, HOUSE_FORM, APPLY];

/// The document a command is about: its first argument.
pub fn document(arguments: &[Value]) -> Option<Url> {
    Url::parse(arguments.first()?.as_str()?).ok()
}

/// What a command has to know of.
pub fn reach(command: &str) -> Reach {
    if [HOUSE_FORM, USES].contains(&command) { Reach::Newsroom } else { Reach::Document }
}

/// Carries the command out. An error is what to tell whoever asked.
pub fn answer(context: &RequestContext<'_>, command: &str, arguments: &[Value]) -> Result<Value, String> {
    match command {
        COVERAGE => tell_coverage(context),
        SOURCES => list_sources(context),
        CLEAN_COPY => clean_copy(context),
        NEW_SOURCE => new_source(context, arguments.get(1).and_then(Value::as_str)),
        REGISTER => register(context, arguments.get(1)),
        HOUSE_FORM => {
            able(context)?;
            let place = arguments.get(1).and_then(Value::as_str).ok_or("Missing argument: place id.")?;
            house_style::apply(context, place).map(|()| Value::Null)
        }
        USES => uses(context, arguments.get(1)),
        APPLY => apply(context, arguments),
        RELOAD => Ok(Value::Null),
        _ => Err(format!("Unknown command: {command}.")),
    }
}

const NO_ARTICLE: &str = "Open a draft in a newsroom first.";

fn tell_coverage(context: &RequestContext<'_>) -> Result<Value, String> {
    let article = context.article().ok_or(NO_ARTICLE)?;
    let found = coverage::coverage(article.snapshot);
    say(context, &format!("{}, {}, {}.", found.headline(), found.questions(), found.sources()));
    Ok(json!({
        "claims": found.claims,
        "asked": found.asked,
        "sourced": found.sourced,
        "share": found.share(),
        "open": found.open,
        "sources": found.cited.len() + found.voices.len(),
    }))
}

fn list_sources(context: &RequestContext<'_>) -> Result<Value, String> {
    let article = context.article().ok_or(NO_ARTICLE)?;
    let found = coverage::coverage(article.snapshot);
    let registry = &article.snapshot.data.registry;
    let ranges = |spans: &[Span]| spans.iter().map(|&span| json!(article.range(span))).collect::<Vec<_>>();
    let name = |key: &str| registry.get(key).map(|source| article.snapshot.shown(source.display_name()));
    let cited = found.cited.iter().map(|cited| {
        json!({"key": cited.key, "name": name(&cited.key), "registered": cited.registered, "sentences": ranges(&cited.sentences)})
    });
    let voices = found.voices.iter().map(|(name, spans)| json!({"name": name, "sentences": ranges(spans)}));
    let listed = cited.chain(voices).collect::<Vec<_>>();
    let told = found.cited.iter().map(|cited| {
        let name = name(&cited.key).unwrap_or_else(|| "not in the registry".to_owned());
        format!("@{}: {name} ({})", cited.key, cited.sentences.len())
    });
    let spoken = found.voices.iter().map(|(name, spans)| format!("{name} ({})", spans.len()));
    let lines: Vec<String> = told.chain(spoken).collect();
    say(context, &if lines.is_empty() { "This article has no sources.".to_owned() } else { lines.join("\n") });
    Ok(json!(listed))
}

fn uses(context: &RequestContext<'_>, position: Option<&Value>) -> Result<Value, String> {
    let position =
        position.and_then(|position| lsp::Position::deserialize(position).ok()).ok_or("Missing argument: position.")?;
    let key = word::at(context, position).and_then(|word| word.key).ok_or("No source or place here.")?;
    let found = word::uses(context, &key).unwrap_or_default();
    let root = context.newsroom().and_then(|newsroom| newsroom.root.clone()).unwrap_or_default();
    let told = found.chunk_by(|a, b| a.uri == b.uri).map(|same| {
        let path = same[0].uri.to_file_path().unwrap_or_default();
        let inside = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy();
        format!("{} ({})", shown::name(&inside), same.len())
    });
    let told: Vec<String> = told.collect();
    say(context, &if told.is_empty() { "Not used in any article.".to_owned() } else { told.join("\n") });
    Ok(json!(found))
}

fn clean_copy(context: &RequestContext<'_>) -> Result<Value, String> {
    let article = context.article().ok_or(NO_ARTICLE)?;
    let text = clean::clean(article.snapshot)?;
    let made = article.uri.to_file_path().ok().and_then(|path| copy_of(&path)).filter(|path| !path.exists());
    let uri = made.and_then(|path| Url::from_file_path(path).ok());
    // Until one that was sent has been made the file is not there, and would be filled twice.
    let able = context.client.creates_files && context.client.applies_edits && context.pending.what().is_none();
    if let (Some(uri), true) = (&uri, able) {
        let edit = Edited::of(context.client.encoding, uri.clone(), None, "", &[(Span::default(), text.clone())]);
        send(context, "Clean copy", uri.as_str(), workspace_edit(context.client, vec![Edited { new: true, ..edit }]));
        show(context, uri);
        return Ok(json!({"text": text, "uri": uri}));
    }
    Ok(json!({"text": text}))
}

/// Where the clean copy of the article at `path` goes: beside it, as `dam.clean.md`.
fn copy_of(path: &Path) -> Option<std::path::PathBuf> {
    let stem = path.file_stem()?.to_str()?;
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("txt");
    Some(path.with_file_name(format!("{stem}.clean.{extension}")))
}

fn new_source(context: &RequestContext<'_>, key: Option<&str>) -> Result<Value, String> {
    let newsroom = context.newsroom().ok_or("This file isn't in a newsroom folder. Create sayso.toml to make one.")?;
    let registry = &newsroom.data.registry;
    let taken = |key: &str| registry.get(key).is_some();
    let key = match key {
        Some(key) if taken(key) => return Err(format!("The key {key} is already used.")),
        Some(key) if !crate::sources::key::is_simple(key) => {
            return Err(format!("{key} is not a valid key. Use letters, digits and single marks, as in tass-0304."));
        }
        Some(key) => key.to_owned(),
        None => {
            let numbered = (2..).map(|n| format!("new-source-{n}"));
            let mut keys = std::iter::once("new-source".to_owned()).chain(numbered);
            keys.find(|key| !taken(key)).unwrap_or_default()
        }
    };
    let entry = NewEntry { key: key.clone(), title: "TK".into(), ..NewEntry::default() };
    add(context, &entry)?;
    Ok(json!({"key": key}))
}

fn register(context: &RequestContext<'_>, person: Option<&Value>) -> Result<Value, String> {
    let words = |name: &str| person.and_then(|p| p.get(name)).and_then(Value::as_str).map(str::to_owned);
    let (Some(key), Some(name)) = (words("key"), words("name")) else {
        return Err("Missing argument: person to add.".into());
    };
    if context.newsroom().is_some_and(|newsroom| newsroom.data.registry.get(&key).is_some()) {
        return Ok(json!({"key": key}));
    }
    if !crate::sources::key::is_citable(&key) {
        return Err(format!("{key} is not a valid key. Use letters, digits and single marks, as in tass-0304."));
    }
    let person = Person { key: key.clone(), name, role: words("role"), date: words("date") };
    add(context, &registry::entry_of(&person))?;
    Ok(json!({"key": key}))
}

/// The arguments of [`REGISTER`].
pub fn register_arguments(uri: &Url, person: &Person) -> Vec<Value> {
    vec![json!(uri), json!({"key": person.key, "name": person.name, "role": person.role, "date": person.date})]
}

fn add(context: &RequestContext<'_>, entry: &NewEntry) -> Result<(), String> {
    able(context)?;
    let what = format!("@{}", entry.key);
    match context.pending.what() {
        Some(pending) if pending == what => return Ok(()),
        Some(_) => return Err(BUSY.into()),
        None => {}
    }
    let edited = registry::add(context, entry).ok_or(
        "sayso cannot add to this newsroom's registry: the file has a mistake or cannot be edited. Fix it first.",
    )?;
    let uri = edited.uri.clone();
    send(context, "New source", &what, workspace_edit(context.client, vec![edited]));
    show(context, &uri);
    Ok(())
}

fn apply(context: &RequestContext<'_>, arguments: &[Value]) -> Result<Value, String> {
    able(context)?;
    let edit = arguments.get(2).cloned().and_then(|edit| serde_json::from_value(edit).ok());
    let edit: lsp::WorkspaceEdit = edit.ok_or("Missing argument: edit.")?;
    let (_, document) = context.document.ok_or(NO_ARTICLE)?;
    if arguments.get(1).and_then(Value::as_i64) != Some(i64::from(document.version)) {
        return Err("The text has changed. Try again.".into());
    }
    send(context, "sayso", "", edit);
    Ok(Value::Null)
}

fn able(context: &RequestContext<'_>) -> Result<(), String> {
    if context.client.applies_edits {
        Ok(())
    } else {
        Err("This editor does not accept edits from a language server.".into())
    }
}

/// Has the editor carry out an edit of `what`.
fn send(context: &RequestContext<'_>, label: &str, what: &str, edit: lsp::WorkspaceEdit) {
    let params = lsp::ApplyWorkspaceEditParams { label: Some(label.into()), edit };
    let request = context.outgoing.request("workspace/applyEdit", params);
    let _ = context.pending.begin(what).set(Some((request, Instant::now())));
}

fn say(context: &RequestContext<'_>, message: &str) {
    context.outgoing.say(lsp::MessageType::INFO, message);
}

fn show(context: &RequestContext<'_>, uri: &Url) {
    if context.client.shows_documents {
        let params = lsp::ShowDocumentParams { uri: uri.clone(), external: None, take_focus: None, selection: None };
        context.outgoing.request("window/showDocument", params);
    }
}
