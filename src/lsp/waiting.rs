//! A request between its handler's first step and its answer.
//!
//! A handler is polled by whichever thread wakes it: at first the one that reads the editor's stream, then the actor that has its answer.
//! So answers are queued in the order the actor gives them, which is the order of the wire: the protocol asks for roughly that, and there
//! are clients that lose an answer which another overtakes. A runtime's own queue kept no such order. Never polls a handler on two threads
//! at once, and never sends two answers.

use super::large_answer::Reply;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use tower_lsp::jsonrpc::{Error, Response};

/// What a handler comes to: a response, none for a notification or for what nobody knows.
type Handler = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// A request that may still wait.
pub struct Waiting {
    /// Gone once it has come to its end.
    handler: Mutex<Option<Handler>>,
    reply: Reply,
    /// How often it was woken since it was last seen to be still waiting. Whoever makes it one polls it; the others leave it to that thread.
    wakes: AtomicUsize,
    /// Whether it was answered without an error, once it was.
    done: OnceLock<bool>,
}

impl Waiting {
    /// Polls `handler` here, and from then on where it is woken; what it comes to goes to `reply`.
    pub fn start(handler: impl Future<Output = Option<Response>> + Send + 'static, reply: Reply) -> Arc<Self> {
        let handler: Handler = Box::pin(reply.to(handler));
        let this =
            Self { handler: Mutex::new(Some(handler)), reply, wakes: AtomicUsize::new(0), done: OnceLock::new() };
        let this = Arc::new(this);
        Arc::clone(&this).wake();
        this
    }

    /// Whether it has been answered without an error.
    pub fn is_done(&self) -> bool {
        self.done.get() == Some(&true)
    }

    fn poll(&self, waker: &Waker) {
        let mut handler = self.handler.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(waiting) = handler.as_mut() else { return };
        let mut context = Context::from_waker(waker);
        let response = match catch_unwind(AssertUnwindSafe(|| waiting.as_mut().poll(&mut context))) {
            Ok(Poll::Pending) => return,
            Ok(Poll::Ready(response)) => response,
            Err(_) => self.reply.id.clone().map(|id| Response::from_error(id, Error::internal_error())),
        };
        let finished = handler.take();
        let _ = self.done.set(response.as_ref().is_some_and(Response::is_ok));
        self.reply.finish(response);
        // What it held is let go of after its answer is queued: that may be what the next answer waits for.
        drop(finished);
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        if self.wakes.fetch_add(1, Ordering::AcqRel) > 0 {
            return;
        }
        let waker = Waker::from(Arc::clone(&self));
        let mut seen = 1;
        loop {
            self.poll(&waker);
            match self.wakes.compare_exchange(seen, 0, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return,
                Err(now) => seen = now,
            }
        }
    }
}
