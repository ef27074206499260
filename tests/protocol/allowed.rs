//! Whether a message is one that this very editor can take: what its capabilities leave out must not be sent to it.

use serde_json::{Value, json};

/// What the editor said of itself.
pub struct Allowed(pub Value);

/// Whether an editor that says this of itself asks for diagnostics: if it cannot be told to ask again, it is sent them.
pub fn pulls(capabilities: &Value) -> bool {
    let refreshes = capabilities.pointer("/workspace/diagnostics/refreshSupport") == Some(&json!(true));
    refreshes && capabilities.pointer("/textDocument/diagnostic").is_some()
}

type Checked = Result<(), String>;

/// Whether an editor can show this: VS Code makes links of messages, and a terminal is steered by some characters.
fn words(message: &Value) -> Checked {
    let words = message.as_str().unwrap_or_default();
    let steers = words.chars().any(|c| {
        c != '\n' && (c.is_control() || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    });
    if steers || words.contains("](") { Err(format!("{words:?} as words")) } else { Ok(()) }
}

impl Allowed {
    fn at(&self, pointer: &str) -> &Value {
        self.0.pointer(pointer).unwrap_or(&Value::Null)
    }

    fn can(&self, pointer: &str) -> bool {
        self.at(pointer) == &json!(true)
    }

    fn lists(&self, pointer: &str, value: &str) -> bool {
        self.at(pointer).as_array().is_some_and(|list| list.iter().any(|it| it == value))
    }

    /// Checks a message of the server's; `method` is that of the request a response answers.
    pub fn check(&self, message: &Value, method: Option<&str>) -> Checked {
        words(&message["error"]["message"])?;
        match message["method"].as_str() {
            Some(own) => self.server_sends(own, &message["params"]),
            None => self.server_answers(method.unwrap_or_default(), &message["result"]),
        }
    }

    fn server_sends(&self, method: &str, params: &Value) -> Checked {
        let needs = |able: bool, what: &str| if able { Ok(()) } else { Err(format!("{method} without {what}")) };
        match method {
            "textDocument/publishDiagnostics" => {
                needs(!pulls(&self.0), "an editor that waits to be sent diagnostics")?;
                each(&params["diagnostics"], |it| self.diagnostic(it))
            }
            "workspace/applyEdit" => {
                needs(self.can("/workspace/applyEdit"), "applyEdit")?;
                self.edit(&params["edit"])
            }
            "window/showMessage" => words(&params["message"]),
            "window/showDocument" => needs(self.can("/window/showDocument/support"), "showDocument"),
            "window/workDoneProgress/create" => needs(self.can("/window/workDoneProgress"), "workDoneProgress"),
            "workspace/configuration" => needs(self.can("/workspace/configuration"), "configuration"),
            "workspace/diagnostic/refresh" => {
                needs(self.can("/workspace/diagnostics/refreshSupport"), "refreshSupport")
            }
            "workspace/inlayHint/refresh" => needs(self.can("/workspace/inlayHint/refreshSupport"), "refreshSupport"),
            "workspace/semanticTokens/refresh" => {
                needs(self.can("/workspace/semanticTokens/refreshSupport"), "refreshSupport")
            }
            "workspace/codeLens/refresh" => needs(self.can("/workspace/codeLens/refreshSupport"), "refreshSupport"),
            "client/registerCapability" => each(&params["registrations"], |it| {
                let method = it["method"].as_str().unwrap_or_default();
                needs(self.can(&format!("/{method}/dynamicRegistration")), "dynamicRegistration")
            }),
            _ => Ok(()),
        }
    }

    fn server_answers(&self, method: &str, result: &Value) -> Checked {
        match method {
            "initialize" => {
                let offers = &result["capabilities"];
                if offers.get("diagnosticProvider").is_some() != pulls(&self.0) {
                    return Err("diagnostics to be asked for, by an editor that does not ask".into());
                }
                let encoding = offers["positionEncoding"].as_str().unwrap_or("utf-16");
                let offered = encoding == "utf-16" || self.lists("/general/positionEncodings", encoding);
                if offered { Ok(()) } else { Err(format!("{encoding} was not offered")) }
            }
            "textDocument/completion" => each(&result["items"], |item| self.item(item)),
            "completionItem/resolve" => self.item(result),
            "textDocument/hover" => self.markup(&result["contents"], "/textDocument/hover/contentFormat"),
            "textDocument/codeAction" => each(result, |action| self.action(action)),
            "codeAction/resolve" => self.action(result),
            "textDocument/rename" => self.edit(result),
            "textDocument/diagnostic" => each(&result["items"], |it| self.diagnostic(it)),
            "textDocument/documentSymbol" => {
                let nested = result[0].get("selectionRange").is_some();
                let able = self.can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
                if nested && !able { Err("nested symbols".into()) } else { Ok(()) }
            }
            "textDocument/definition" => {
                let links = result[0].get("targetUri").is_some();
                if links && !self.can("/textDocument/definition/linkSupport") { Err("links".into()) } else { Ok(()) }
            }
            "textDocument/foldingRange" => each(result, |fold| {
                let able = self.can("/textDocument/foldingRange/foldingRange/collapsedText");
                if fold.get("collapsedText").is_some() && !able { Err("collapsedText".into()) } else { Ok(()) }
            }),
            _ => Ok(()),
        }
    }

    fn item(&self, item: &Value) -> Checked {
        let own = "/textDocument/completion/completionItem";
        let needs = |key: &str, able: bool| {
            if item.get(key).is_some() && !able { Err(format!("a completion with {key}")) } else { Ok(()) }
        };
        needs("labelDetails", self.can(&format!("{own}/labelDetailsSupport")))?;
        if item["insertTextFormat"] == 2 && !self.can(&format!("{own}/snippetSupport")) {
            return Err("a snippet".into());
        }
        let kinds = self.at("/textDocument/completion/completionItemKind/valueSet");
        let kind = &item["kind"];
        let known = kinds.as_array().map_or(kind.as_u64().is_some_and(|kind| kind <= 18), |kinds| kinds.contains(kind));
        if !known && !kind.is_null() {
            return Err(format!("a completion of kind {kind}"));
        }
        self.markup(&item["documentation"], &format!("{own}/documentationFormat"))
    }

    fn markup(&self, markup: &Value, formats: &str) -> Checked {
        let markdown = markup["kind"] == "markdown";
        if markdown && !self.lists(formats, "markdown") { Err("Markdown".into()) } else { Ok(()) }
    }

    fn action(&self, action: &Value) -> Checked {
        let own = "/textDocument/codeAction";
        if action["command"].is_string() {
            return Ok(());
        }
        if self.at(&format!("{own}/codeActionLiteralSupport")).is_null() {
            return Err("an action that is no command".into());
        }
        for (key, able) in
            [("isPreferred", "isPreferredSupport"), ("data", "dataSupport"), ("disabled", "disabledSupport")]
        {
            if action.get(key).is_some() && !self.can(&format!("{own}/{able}")) {
                return Err(format!("an action with {key}"));
            }
        }
        self.edit(&action["edit"])
    }

    fn edit(&self, edit: &Value) -> Checked {
        let changes = edit.get("documentChanges").filter(|it| !it.is_null());
        if changes.is_some() && !self.can("/workspace/workspaceEdit/documentChanges") {
            return Err("documentChanges".into());
        }
        each(changes.unwrap_or(&Value::Null), |change| match change["kind"].as_str() {
            Some(kind) if !self.lists("/workspace/workspaceEdit/resourceOperations", kind) => {
                Err(format!("to {kind} a file"))
            }
            _ => Ok(()),
        })
    }

    /// What an editor can show of a diagnostic it says under `publishDiagnostics`, also where it asks for them.
    fn diagnostic(&self, diagnostic: &Value) -> Checked {
        let own = "/textDocument/publishDiagnostics";
        let able = |key: &str| self.can(&format!("{own}/{key}"));
        for (key, able) in [
            ("codeDescription", able("codeDescriptionSupport")),
            ("relatedInformation", able("relatedInformation")),
            ("data", able("dataSupport")),
            ("tags", !self.at(&format!("{own}/tagSupport")).is_null()),
        ] {
            if diagnostic.get(key).is_some() && !able {
                return Err(format!("a diagnostic with {key}"));
            }
        }
        Ok(())
    }
}

fn each(list: &Value, check: impl Fn(&Value) -> Checked) -> Checked {
    list.as_array().into_iter().flatten().try_for_each(check)
}
