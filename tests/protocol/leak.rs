//! What no answer of the protocol may tell: who a confidential source is. Every request is asked, at every place of an article that rests on
//! such a source and of its registry.

use crate::client::Client;
use crate::folder::folder;
use crate::secrets::{ARTICLE, Form, assert_none, forms};
use serde_json::{Value, json};
use std::fs::File;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Requests about a place of a document.
const AT: [&str; 10] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/linkedEditingRange",
    "textDocument/prepareCallHierarchy",
    "textDocument/codeAction",
];

/// Requests about a whole document.
const OF: [&str; 9] = [
    "textDocument/documentSymbol",
    "textDocument/documentLink",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "textDocument/foldingRange",
    "textDocument/semanticTokens/full",
    "textDocument/diagnostic",
    "sayso/coverage",
    "textDocument/selectionRange",
];

struct Asking<'a> {
    client: Client,
    form: &'a Form,
}

impl Asking<'_> {
    fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.client.ask(method, params.clone());
        assert_none(&self.form.secrets, &answer.to_string(), &format!("{}, {method}", self.form.what));
        answer["result"].clone()
    }

    /// What was answered, with whatever the server adds when it is asked for more.
    fn resolve(&mut self, method: &str, answer: &Value) {
        let items = answer.as_array().or_else(|| answer["items"].as_array()).cloned().unwrap_or_default();
        for item in items.iter().take(8) {
            match method {
                "textDocument/completion" => drop(self.ask("completionItem/resolve", item.clone())),
                "textDocument/codeAction" if item.get("data").is_some() => {
                    drop(self.ask("codeAction/resolve", item.clone()));
                }
                "textDocument/documentLink" => drop(self.ask("documentLink/resolve", item.clone())),
                "textDocument/codeLens" => drop(self.ask("codeLens/resolve", item.clone())),
                "textDocument/inlayHint" => drop(self.ask("inlayHint/resolve", item.clone())),
                "textDocument/prepareCallHierarchy" => {
                    self.ask("callHierarchy/incomingCalls", json!({"item": item}));
                    self.ask("callHierarchy/outgoingCalls", json!({"item": item}));
                }
                _ => {}
            }
        }
    }

    fn everywhere_in(&mut self, uri: &str, text: &str, step: usize) {
        let document = json!({"uri": uri});
        for (number, line) in text.lines().enumerate() {
            for column in (0..=line.encode_utf16().count()).step_by(step) {
                let place = json!({"line": number, "character": column});
                for method in AT {
                    let range = json!({"start": place, "end": place});
                    let context = json!({"includeDeclaration": true, "diagnostics": []});
                    let params = json!({"textDocument": document, "position": place, "range": range, "context": context, "newName": "s9"});
                    let answer = self.ask(method, params);
                    if column % (4 * step) == 0 {
                        self.resolve(method, &answer);
                    }
                }
            }
        }
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 10_000, "character": 0}});
        for method in OF {
            let answer =
                self.ask(method, json!({"textDocument": document, "range": whole, "positions": [whole["start"]]}));
            self.resolve(method, &answer);
        }
        for command in ["sayso.coverage", "sayso.sources", "sayso.cleanCopy", "sayso.newSource", "sayso.uses"] {
            self.ask(
                "workspace/executeCommand",
                json!({"command": command, "arguments": [uri, {"line": 6, "character": 90}]}),
            );
        }
    }
}

#[test]
fn no_answer_tells_a_word_of_a_confidential_source() {
    for (number, form) in forms().iter().enumerate() {
        let folder = folder(&[("sayso.toml", ""), (form.name, &form.text), ("a.md", ARTICLE), ("other.md", ARTICLE)]);
        let log = folder.path().join(".log");
        let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .arg("lsp")
            .env("SAYSO_LOG", "debug")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).expect("a log"))
            .spawn()
            .expect("the server starts");
        let client = Client::over(child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        let mut asking = Asking { client, form };
        let root = format!("file://{}", folder.path().display());
        asking.client.initialize_with(json!({
            "processId": null, "rootUri": root, "workspaceFolders": [{"uri": root, "name": "desk"}], "capabilities": {"workspace": {"symbol": {}}},
        }));
        let (article, registry) = (format!("{root}/a.md"), format!("{root}/{}", form.name));
        asking.client.open(&article, "markdown", 1, ARTICLE);
        // Of the first form every place; the others differ in what is read, and not in what is shown where.
        let step = if number == 0 { 1 } else { 23 };
        asking.everywhere_in(&article, ARTICLE, step);
        asking.client.open(&registry, "yaml", 1, &form.text);
        asking.everywhere_in(&registry, &form.text, 97);
        asking.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        asking.client.sees(Duration::from_millis(200), |message| {
            assert_none(&form.secrets, &message.to_string(), form.what);
            false
        });
        // From here on the words are the editor's own.
        for query in form.secrets.iter().map(String::as_str).chain(["", "s1", "conf", "quor"]) {
            asking.ask("workspace/symbol", json!({"query": query}));
            // What is found tells as much as what is shown of it.
            asking.client.change(&article, 2, &[(None, &format!("{ARTICLE}\n[@{}", query.to_lowercase()))]);
            let line = ARTICLE.lines().count() as u32 + 1;
            let place = json!({"line": line, "character": 2 + query.len()});
            let found = asking
                .client
                .ask("textDocument/completion", json!({"textDocument": {"uri": article}, "position": place}));
            let offered =
                found["result"]["items"].as_array().is_some_and(|items| items.iter().any(|item| item["label"] == "s1"));
            assert!(!offered || !form.secrets.iter().any(|secret| secret == query), "{}: {query} finds s1", form.what);
        }
        drop(asking);
        let _ = child.kill();
        let _ = child.wait();
        assert_none(&form.secrets, &std::fs::read_to_string(&log).expect("a log"), form.what);
    }
}
