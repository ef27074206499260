//! What an editor's user has set: at the start, and while it runs. Both hold under the newsroom's own `sayso.toml`.

use super::outgoing::Outgoing;
use crate::house::{House, from_editor};
use crate::rules;
use serde_json::{Value, json};
use std::sync::Arc;
use tower_lsp::lsp_types::MessageType;

/// Both, and what is made of them.
#[derive(Default)]
pub struct Settings {
    at_start: Value,
    sent: Value,
    /// Id of the request by which the editor was last asked.
    asked: Option<String>,
    /// What was last said of them, so that it is said once.
    said: Vec<String>,
}

impl Settings {
    /// Takes what came with the start.
    pub fn start(&mut self, settings: Option<Value>) {
        self.at_start = settings.unwrap_or_default();
    }

    /// Takes what was sent since. Says whether it holds anything; editors that wait to be asked send nothing.
    pub fn change(&mut self, settings: Value) -> bool {
        let own = settings.get("sayso").cloned().unwrap_or(settings);
        let some = own.as_object().is_some_and(|own| !own.is_empty());
        self.sent = own;
        some
    }

    /// Asks the editor what has been set.
    pub fn ask(&mut self, outgoing: &Outgoing) {
        let items = json!({"items": [{"section": "sayso"}]});
        self.asked = Some(outgoing.request("workspace/configuration", items));
    }

    /// Takes the editor's answer, if the request was the last by which it was asked. Says whether it was.
    pub fn answered(&mut self, request: &str, result: Option<&Value>) -> bool {
        if self.asked.as_deref() != Some(request) {
            return false;
        }
        self.asked = None;
        self.sent = result.and_then(|result| result.get(0)).cloned().unwrap_or_default();
        true
    }

    /// House style as the editor has it. What is wrong with it is said to whoever edits.
    pub fn house(&mut self, outgoing: &Outgoing) -> Arc<House> {
        let known: Vec<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
        let (house, mut problems) = from_editor(&House::default(), &self.at_start, &known);
        let (house, more) = from_editor(&house, &self.sent, &known);
        problems.extend(more);
        for message in problems.iter().filter(|problem| !self.said.contains(problem)) {
            outgoing.say(MessageType::WARNING, message);
        }
        self.said = problems;
        Arc::new(house)
    }
}
