//! The table of docs/features.md: what the server offers, in its own words at the start of a session; which editors ask for it; the test
//! that covers it. Nothing can be offered that is not in the table, and no row can name a test that is not there.

use crate::profiles::{EDITORS, profile};
use crate::server;
use serde_json::Value;
use std::collections::BTreeSet;

/// One row.
struct Feature {
    /// Where in the server's capabilities it is offered.
    offered: &'static str,
    /// Where in an editor's capabilities it says that it asks for it; empty where there is no word for that.
    asked: &'static str,
    /// What it is, as whoever edits sees it.
    what: &'static str,
    /// A test that would fail without it.
    test: &'static str,
}

const fn row(offered: &'static str, asked: &'static str, what: &'static str, test: &'static str) -> Feature {
    Feature { offered, asked, what, test }
}

const FEATURES: [Feature; 36] = [
    row(
        "positionEncoding",
        "general/positionEncodings",
        "columns in the editor's encoding",
        "every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask",
    ),
    row(
        "textDocumentSync",
        "textDocument/synchronization",
        "incremental edits",
        "each_request_is_answered_from_the_text_it_was_asked_of",
    ),
    row(
        "hoverProvider",
        "textDocument/hover",
        "cards of places, sources and quotations",
        "every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask",
    ),
    row(
        "completionProvider",
        "textDocument/completion",
        "tags, locators, places, phrases, directives, settings",
        "settings_and_registries_are_completed_in_their_own_files",
    ),
    row(
        "completionProvider/resolveProvider",
        "textDocument/completion/completionItem/resolveSupport",
        "a source's details on demand",
        "every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask",
    ),
    row(
        "definitionProvider",
        "textDocument/definition",
        "a tag's entry, a place's entry, who \"he\" is; in registries, the origin's entry",
        "a_registry_leads_to_where_its_words_come_from",
    ),
    row(
        "referencesProvider",
        "textDocument/references",
        "every sentence in the newsroom that cites a source, every mention of a place",
        "every_sentence_that_rests_on_a_source_is_found_also_where_nothing_is_open",
    ),
    row(
        "callHierarchyProvider",
        "textDocument/callHierarchy",
        "who is quoted through whom",
        "a_source_is_called_by_what_rests_on_it_and_calls_its_origin",
    ),
    row(
        "documentHighlightProvider",
        "textDocument/documentHighlight",
        "all words for one source, place or speaker",
        "every_tag_of_a_source_is_lit",
    ),
    row(
        "documentSymbolProvider",
        "textDocument/documentSymbol",
        "headings, then sources with their sentences",
        "an_outline_is_nested_or_flat_as_the_editor_can",
    ),
    row(
        "workspaceSymbolProvider",
        "workspace/symbol",
        "sources, places and articles in the newsroom by a few letters",
        "sources_places_and_articles_are_found_by_some_of_their_letters",
    ),
    row(
        "documentLinkProvider",
        "textDocument/documentLink",
        "tags and bibliographies open their targets",
        "a_link_tells_where_it_leads_when_asked",
    ),
    row(
        "documentLinkProvider/resolveProvider",
        "textDocument/documentLink",
        "a link's address on demand",
        "a_link_tells_where_it_leads_when_asked",
    ),
    row(
        "renameProvider",
        "textDocument/rename",
        "a source in its registry and every article; a place's house-style name",
        "a_source_is_renamed_in_its_registry_and_in_every_article",
    ),
    row(
        "renameProvider/prepareProvider",
        "textDocument/rename/prepareSupport",
        "whether a word can be renamed",
        "what_can_be_renamed_is_told_beforehand",
    ),
    row(
        "workspace/fileOperations/willRename",
        "workspace/fileOperations/willRename",
        "paths of registries that are moved",
        "a_registry_that_is_moved_goes_on_being_found",
    ),
    row(
        "codeActionProvider",
        "textDocument/codeAction",
        "fixes, citing and adding sources, `stet`, house-style names",
        "a_findings_fix_is_an_edit_of_this_version",
    ),
    row(
        "codeActionProvider/resolveProvider",
        "textDocument/codeAction/resolveSupport",
        "edits of other files on demand",
        "a_speaker_is_registered_with_the_tag_when_the_action_is_taken",
    ),
    row(
        "codeLensProvider",
        "textDocument/codeLens",
        "an article's figures; uses of an entry",
        "each_entry_tells_how_much_it_is_used_also_in_what_is_not_saved",
    ),
    row(
        "diagnosticProvider",
        "textDocument/diagnostic",
        "findings for an editor that asks for them",
        "an_editor_that_asks_is_sent_none_and_told_to_ask_again_after_the_pause",
    ),
    row(
        "diagnosticProvider/workspaceDiagnostics",
        "workspace/diagnostics",
        "findings of articles that are not open",
        "articles_nobody_has_open_are_told_with_the_workspace_and_again_when_they_change",
    ),
    row(
        "foldingRangeProvider",
        "textDocument/foldingRange",
        "sections, front matter, sentences with one source",
        "every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask",
    ),
    row(
        "selectionRangeProvider",
        "textDocument/selectionRange",
        "word, quotation, clause, sentence, paragraph, section",
        "every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask",
    ),
    row(
        "linkedEditingRangeProvider",
        "textDocument/linkedEditingRange",
        "a key not yet in the registry, in all its tags at once",
        "every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask",
    ),
    row(
        "inlayHintProvider",
        "textDocument/inlayHint",
        "speakers; the house-style name of a place",
        "every_editor_gets_an_answer_it_can_take_to_everything_it_can_ask",
    ),
    row(
        "semanticTokensProvider",
        "textDocument/semanticTokens",
        "who says what, in colours",
        "tokens_can_be_told_by_what_has_changed",
    ),
    row(
        "executeCommandProvider/sayso.coverage",
        "workspace/executeCommand",
        "how much of an article is sourced",
        "commands_tell_count_and_clean",
    ),
    row(
        "executeCommandProvider/sayso.sources",
        "workspace/executeCommand",
        "an article's sources",
        "commands_tell_count_and_clean",
    ),
    row(
        "executeCommandProvider/sayso.cleanCopy",
        "workspace/executeCommand",
        "a clean copy",
        "commands_tell_count_and_clean",
    ),
    row(
        "executeCommandProvider/sayso.newSource",
        "workspace/executeCommand",
        "a new entry in the registry",
        "commands_tell_count_and_clean",
    ),
    row(
        "executeCommandProvider/sayso.uses",
        "workspace/executeCommand",
        "where an entry is used",
        "each_entry_tells_how_much_it_is_used_also_in_what_is_not_saved",
    ),
    row(
        "executeCommandProvider/sayso.reload",
        "workspace/executeCommand",
        "reload the newsroom's files",
        "the_registry_is_read_again_when_asked",
    ),
    row(
        "executeCommandProvider/sayso.register",
        "workspace/executeCommand",
        "add a person named in an article, from completion",
        "a_person_completed_is_registered_by_the_items_own_command",
    ),
    row(
        "executeCommandProvider/sayso.houseForm",
        "workspace/executeCommand",
        "a house-style name in every article, from a code action",
        "the_house_form_is_written_into_every_article_but_not_into_what_somebody_said",
    ),
    row(
        "executeCommandProvider/sayso.apply",
        "workspace/executeCommand",
        "a code action for an editor that takes only commands",
        "an_editor_that_takes_only_commands_has_the_server_carry_them_out",
    ),
    row(
        "workspace/workspaceFolders",
        "workspace/workspaceFolders",
        "several newsrooms at once",
        "two_newsrooms_with_one_key_keep_to_themselves",
    ),
];

/// What a server offers, as in [`Feature::offered`].
fn offered(capabilities: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (name, value) in capabilities.as_object().expect("capabilities") {
        match name.as_str() {
            "workspace" => all.extend(value.as_object().into_iter().flatten().flat_map(|(part, value)| {
                match part.as_str() {
                    "fileOperations" => value
                        .as_object()
                        .into_iter()
                        .flatten()
                        .map(|(it, _)| format!("workspace/fileOperations/{it}"))
                        .collect(),
                    part => vec![format!("workspace/{part}")],
                }
            })),
            "executeCommandProvider" => {
                let commands = value["commands"].as_array().into_iter().flatten();
                all.extend(commands.map(|command| format!("{name}/{}", command.as_str().expect("a name"))));
            }
            _ => {
                all.insert(name.clone());
                for more in ["resolveProvider", "prepareProvider", "workspaceDiagnostics"] {
                    if value[more] == true {
                        all.insert(format!("{name}/{more}"));
                    }
                }
            }
        }
    }
    all
}

#[test]
fn the_table_of_features_is_what_the_server_offers() {
    let offer = server().initialize(profile("vscode"))["capabilities"].clone();
    let listed: BTreeSet<String> = FEATURES.iter().map(|feature| feature.offered.to_owned()).collect();
    assert_eq!(listed.len(), FEATURES.len(), "no row stands twice");
    assert_eq!(offered(&offer), listed, "left is offered, right is in the table");
}

#[test]
fn every_row_names_a_test_that_is_there() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut sources = std::fs::read_to_string(format!("{root}/src/lsp/tests.rs")).expect("a source file");
    for file in std::fs::read_dir(format!("{root}/tests/protocol")).expect("a folder").flatten() {
        let path = file.path();
        if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("features.rs") {
            sources.push_str(&std::fs::read_to_string(path).expect("a source file"));
        }
    }
    for feature in &FEATURES {
        let test = format!("#[test]\nfn {}()", feature.test);
        assert!(sources.contains(&test), "{}: there is no test called {}", feature.offered, feature.test);
    }
}

#[test]
fn the_page_is_up_to_date() {
    let mut page = String::from(
        "# Features\n\n<!-- Generated by tests/protocol/features.rs from the server's capabilities; regenerate with UPDATE_EXPECT=1. -->\n\n\
         What `sayso lsp` offers at the start of a session, the editors that name it among their recorded capabilities, and the test that\n\
         covers it. A dash: the editor does not name it, though it may ask all the same, as Helix does for definitions. What an editor cannot\n\
         take is left out of what it is sent. [editors.md](editors.md) tells what each looks like.\n\n\
         | offered | what it is | VS Code | Neovim | Helix | Emacs | Zed | Sublime | test |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    let profiles: Vec<Value> = EDITORS.iter().filter(|name| **name != "bare").map(|name| profile(name)).collect();
    for feature in &FEATURES {
        let asks = profiles.iter().map(|profile| {
            let found = profile.pointer(&format!("/{}", feature.asked)).is_some_and(|it| *it != Value::Bool(false));
            if found { "yes" } else { "–" }
        });
        let asks: Vec<&str> = asks.collect();
        page.push_str(&format!(
            "| `{}` | {} | {} | `{}` |\n",
            feature.offered,
            feature.what,
            asks.join(" | "),
            feature.test
        ));
    }
    expect_test::expect_file!["../../docs/features.md"].assert_eq(&page);
}
