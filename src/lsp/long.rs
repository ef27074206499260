//! Answers that can be megabytes: sent by their handlers, past the tree of values tower-lsp makes of whatever a handler returns.
//!
//! Of fifty thousand locations that tree is half a million allocations, and took nineteen parts in twenty of the time such an answer took.
//! A handler that answers at length calls [`answer`] and returns something empty, which then goes nowhere. Errors, cancelling and the order
//! of a session stay tower-lsp's.

use super::load::Share;
use super::outgoing::Outgoing;
use serde::Serialize;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::task::futures::TaskLocalFuture;
use tower_lsp::jsonrpc::Id;

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
    pub fn to<F: Future>(&self, handler: F) -> Pin<Box<TaskLocalFuture<Self, F>>> {
        Box::pin(REPLY.scope(self.clone(), handler))
    }

    /// Whether the handler has answered for itself.
    pub fn is_sent(&self) -> bool {
        self.sent.load(Ordering::Relaxed)
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
