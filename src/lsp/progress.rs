//! How far a long piece of work is, as an editor shows it: asked for first, shown only where the editor agrees, and cancelled by it.

use super::outgoing::Outgoing;
use serde_json::json;

/// One piece of work.
pub struct Progress {
    /// Id of the request that asks to show it.
    request: String,
    token: String,
    begun: bool,
    /// The share last shown, in per cent.
    shown: usize,
}

impl Progress {
    /// Asks the editor to show progress.
    pub fn ask(outgoing: &Outgoing) -> Self {
        let (request, token) = outgoing.request_progress();
        Self { request, token, begun: false, shown: 0 }
    }

    /// Whether the request with this id asked for it.
    pub fn is_asked_by(&self, request: &str) -> bool {
        self.request == request
    }

    /// Whether the editor calls it `token`.
    pub fn is(&self, token: &str) -> bool {
        self.token == token
    }

    /// Begins to show it: the editor has agreed.
    pub fn begin(&mut self, done: usize, total: usize, outgoing: &Outgoing) {
        self.begun = true;
        self.tell(
            &json!({
                "kind": "begin",
                "title": "Reading the newsroom",
                "cancellable": true,
                "percentage": percent(done, total),
                "message": message(done, total),
            }),
            outgoing,
        );
    }

    /// Shows how far it is, where that is another share than before.
    pub fn report(&mut self, done: usize, total: usize, outgoing: &Outgoing) {
        let share = percent(done, total);
        if self.begun && share != self.shown {
            self.shown = share;
            let message = message(done, total);
            let value = json!({"kind": "report", "percentage": share, "message": message});
            outgoing.report_progress(&self.token, &value);
        }
    }

    /// Takes it away.
    pub fn end(&mut self, done: usize, total: usize, outgoing: &Outgoing) {
        if self.begun {
            self.tell(&json!({"kind": "end", "message": message(done, total)}), outgoing);
        }
    }

    fn tell(&self, value: &serde_json::Value, outgoing: &Outgoing) {
        outgoing.notify("$/progress", json!({"token": self.token, "value": value}));
    }
}

fn percent(done: usize, total: usize) -> usize {
    (done * 100).checked_div(total).unwrap_or(100).min(100)
}

fn message(done: usize, total: usize) -> String {
    format!("{done} of {total} articles")
}
