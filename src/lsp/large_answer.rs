//! Answers that can be megabytes. Their handlers serialise them directly; tower-lsp would build a tree of JSON values first.
//!
//! For fifty thousand locations that tree takes half a million allocations and 95% of the time. Such a handler calls [`answer`] and returns an
//! empty value, which is discarded. tower-lsp still handles errors, cancellation and the order of the session.

use super::backpressure::Share;
use super::outgoing::Outgoing;
use serde::Serialize;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::task::futures::TaskLocalFuture;
use tower_lsp::jsonrpc::{Error, Id, Response};

tokio::task_local! {
    /// The request whose handler is being polled.
    static REPLY: Reply;
}

/// Where the answer to a request goes.
#[derive(Clone)]
pub struct Reply {
    pub id: Option<Id>,
    pub outgoing: Outgoing,
    sent: Arc<AtomicBool>,
    /// Counts the request until this is gone.
    _load: Arc<Share>,
}

#[derive(Serialize)]
struct Answer<'a, T> {
    jsonrpc: &'static str,
    result: &'a T,
    id: &'a Id,
}

impl Reply {
    /// The answer to `id`, not sent yet; a notification has none.
    pub fn new(id: Option<Id>, outgoing: Outgoing, load: Arc<Share>) -> Self {
        Self { id, outgoing, sent: Arc::default(), _load: load }
    }

    /// `handler`, which may [`answer`] for itself.
    pub fn to<F: Future>(&self, handler: F) -> TaskLocalFuture<Self, F> {
        REPLY.scope(self.clone(), handler)
    }

    /// Sends what the request's handler came to, unless it has answered for itself. One that came to nothing asked for something the
    /// server does not know: a request is always answered.
    pub fn finish(&self, response: Option<Response>) {
        if self.sent.load(Ordering::Relaxed) {
            return;
        }
        match (response, &self.id) {
            (Some(response), _) => self.outgoing.respond(response),
            (None, Some(id)) => self.outgoing.respond(Response::from_error(id.clone(), Error::method_not_found())),
            (None, None) => {}
        }
    }
}

/// Answers the request whose handler this is called from.
pub fn answer(result: &impl Serialize) {
    REPLY.with(|reply| {
        if let Some(id) = &reply.id {
            reply.outgoing.send(&Answer { jsonrpc: "2.0", result, id });
        }
        reply.sent.store(true, Ordering::Relaxed);
    });
}
