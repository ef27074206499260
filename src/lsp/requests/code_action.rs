//! `textDocument/codeAction` and `codeAction/resolve`.
//!
//! An editor that takes actions gets edits; one that only takes commands gets commands the server carries out itself by sending the edits
//! back. What touches another file is worked out when the action is taken, where the editor can ask for that.

use super::super::context::{OpenArticle, RequestContext};
use super::super::edits::{Edited, workspace_edit};
use super::super::ranges::Ranges;
use super::{command, registry};
use crate::features::actions::{self, Action, ActionKind, Does};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use tower_lsp::lsp_types::{self as lsp, Url};

/// The kind of the action that applies all safe fixes.
pub const FIX_ALL: &str = "source.fixAll.sayso";

/// What an editor gives back to have an action's edit worked out.
#[derive(Debug, Serialize, Deserialize)]
struct Data {
    uri: Url,
    version: i32,
    start: usize,
    end: usize,
    title: String,
}

pub fn answer(
    context: &RequestContext<'_>,
    range: lsp::Range,
    asked_for: &lsp::CodeActionContext,
) -> Option<Vec<lsp::CodeActionOrCommand>> {
    let article = context.article()?;
    let start = article.offset(range.start);
    let range = Span::new(start, article.offset(range.end).max(start));
    let mut found = actions::actions(article.snapshot, range);
    found.extend(actions::fix_all(article.snapshot));
    found.retain(|action| wanted(asked_for.only.as_deref(), kind(action.sort).as_str()));
    let shown = Shown::new(&asked_for.diagnostics);
    // One for all of them, which come in the order of the text: each would look for its place from the start.
    let mut ranges = article.ranges();
    let offered = found.into_iter().filter_map(|action| offered(context, &article, &mut ranges, range, &shown, action));
    Some(offered.collect())
}

/// The document an action is about, for [`resolve`].
pub fn document(action: &lsp::CodeAction) -> Option<Url> {
    serde_json::from_value::<Data>(action.data.clone()?).ok().map(|data| data.uri)
}

pub fn resolve(context: &RequestContext<'_>, mut action: lsp::CodeAction) -> lsp::CodeAction {
    let data = action.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    if let (Some(data), Some(article)) = (data, context.article()) {
        let range = Span::new(data.start, data.end);
        let same = |found: &Action| found.title == data.title;
        if article.version == data.version
            && data.end <= article.text().len()
            && let Some(found) = actions::actions(article.snapshot, range).into_iter().find(same)
        {
            action.edit = edit(context, &article, &mut article.ranges(), &found.does);
        }
    }
    action
}

fn kind(sort: ActionKind) -> lsp::CodeActionKind {
    match sort {
        ActionKind::Fix => lsp::CodeActionKind::QUICKFIX,
        ActionKind::Rewrite => lsp::CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixAll => lsp::CodeActionKind::new(FIX_ALL),
    }
}

/// Whether the editor asked for actions of that kind: for all, or for one it lies under.
fn wanted(only: Option<&[lsp::CodeActionKind]>, kind: &str) -> bool {
    let under = |group: &lsp::CodeActionKind| {
        let rest = kind.strip_prefix(group.as_str());
        group.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.is_empty() || only.iter().any(under))
}

fn offered(
    context: &RequestContext<'_>,
    article: &OpenArticle<'_>,
    ranges: &mut Ranges<'_>,
    range: Span,
    shown: &Shown<'_>,
    action: Action,
) -> Option<lsp::CodeActionOrCommand> {
    let client = context.client;
    let data = Data {
        uri: article.uri.clone(),
        version: article.version,
        start: range.start,
        end: range.end,
        title: action.title.clone(),
    };
    if let Does::HouseForm(place) = &action.does {
        // Articles are read for it that nobody has open: that is for the server to do, when it is asked to.
        let able = client.applies_edits && context.newsroom().is_some_and(|newsroom| newsroom.root.is_some());
        let command = lsp::Command {
            title: action.title.clone(),
            command: command::HOUSE_FORM.into(),
            arguments: Some(vec![json!(article.uri), json!(place)]),
        };
        return able.then(|| carried_out(client.literal_actions, &action, command));
    }
    if !client.literal_actions {
        let edit = client.applies_edits.then(|| edit(context, article, ranges, &action.does)).flatten()?;
        return Some(lsp::CodeActionOrCommand::Command(lsp::Command {
            title: action.title,
            command: command::APPLY.into(),
            arguments: Some(vec![json!(article.uri), json!(article.version), json!(edit)]),
        }));
    }
    let costly = matches!(action.does, Does::Register(..)) && client.resolves_edits;
    let diagnostics = shown.mended(article, ranges, &action);
    let edit = if costly { None } else { Some(edit(context, article, ranges, &action.does)?) };
    Some(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
        kind: Some(kind(action.sort)),
        diagnostics,
        edit,
        is_preferred: (client.prefers && action.preferred).then_some(true),
        data: costly.then(|| json!(data)),
        title: action.title,
        ..Default::default()
    }))
}

/// An action the server carries out itself.
fn carried_out(literal: bool, action: &Action, command: lsp::Command) -> lsp::CodeActionOrCommand {
    if !literal {
        return lsp::CodeActionOrCommand::Command(command);
    }
    lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
        title: action.title.clone(),
        kind: Some(kind(action.sort)),
        command: Some(command),
        ..Default::default()
    })
}

/// The diagnostics the editor shows, by rule and where they start.
struct Shown<'a>(BTreeMap<(&'a str, lsp::Position), Vec<&'a lsp::Diagnostic>>);

impl<'a> Shown<'a> {
    fn new(diagnostics: &'a [lsp::Diagnostic]) -> Self {
        let mut shown: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for diagnostic in diagnostics {
            if let Some(lsp::NumberOrString::String(code)) = &diagnostic.code {
                shown.entry((code.as_str(), diagnostic.range.start)).or_default().push(diagnostic);
            }
        }
        Self(shown)
    }

    /// Those that the action mends.
    fn mended(
        &self,
        article: &OpenArticle<'_>,
        ranges: &mut Ranges<'_>,
        action: &Action,
    ) -> Option<Vec<lsp::Diagnostic>> {
        let mut mended: Vec<lsp::Diagnostic> = Vec::new();
        for finding in action.mends.iter().map(|&i| &article.snapshot.findings[i]) {
            let range = ranges.range(finding.span);
            let own = self.0.get(&(finding.rule, range.start)).into_iter().flatten();
            mended.extend(own.filter(|diagnostic| diagnostic.range == range).map(|&diagnostic| diagnostic.clone()));
        }
        (!mended.is_empty()).then_some(mended)
    }
}

/// What the action writes, as the editor takes it. `None` where that is not possible.
fn edit(
    context: &RequestContext<'_>,
    article: &OpenArticle<'_>,
    ranges: &mut Ranges<'_>,
    does: &Does,
) -> Option<lsp::WorkspaceEdit> {
    let mut own = |edits: &[actions::Edit]| Edited::at(ranges, article.uri.clone(), Some(article.version), edits);
    match does {
        Does::Edit(edits) => Some(workspace_edit(context.client, vec![own(edits)])),
        Does::Register(person, edits) => {
            let entry = registry::add(context, &registry::entry_of(person))?;
            Some(workspace_edit(context.client, vec![entry, own(edits)]))
        }
        Does::HouseForm(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_gets_the_kinds_it_asked_for_and_those_under_them() {
        let only = |kinds: &[&'static str], kind| {
            let kinds: Vec<_> = kinds.iter().map(|&kind| lsp::CodeActionKind::new(kind)).collect();
            wanted(Some(&kinds), kind)
        };
        assert!(wanted(None, "quickfix") && only(&[], "quickfix") && only(&[""], "quickfix"));
        assert!(only(&["source"], FIX_ALL) && only(&["source.fixAll"], FIX_ALL) && only(&[FIX_ALL], FIX_ALL));
        assert!(
            !only(&["source.fix"], FIX_ALL)
                && !only(&["source"], "quickfix")
                && only(&["refactor"], "refactor.rewrite")
        );
    }
}
