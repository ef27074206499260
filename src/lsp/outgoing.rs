//! Everything that goes to the editor: one queue, one thread that writes it.
//!
//! Whoever sends never waits, so an editor that is slow to read cannot stop the server from reading, which would lock both up; what it has
//! not read is counted ([`Load`]), and no question is answered while that is too much. What nobody has seen yet and something later makes
//! void (diagnostics of the same document, how far a piece of work is, a request to ask again) is replaced in the queue.

use super::backpressure::{Load, Share};
use crate::text::shown::notice;
use serde::Serialize;
use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tower_lsp::jsonrpc::{Error, Response};
use tower_lsp::lsp_types::{MessageType, ShowMessageParams};

const SHOW: &str = "window/showMessage";

/// The sending end. Clones send to the same editor.
#[derive(Clone, Default)]
pub struct Outgoing(Arc<Shared>, Load);

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    frames: VecDeque<Frame>,
    requests: u64,
    closed: bool,
    /// Whether the thread has written all there was, or all it could, and let go of the stream.
    done: bool,
}

/// What a message tells the latest of, so that one nobody has read can be replaced.
#[derive(PartialEq, Eq)]
enum Latest {
    /// The diagnostics of a document.
    Diagnostics(String),
    /// How far the work with this token is.
    Progress(String),
    /// That the editor should ask again, by this method.
    Again(String),
}

struct Frame {
    latest: Option<Latest>,
    /// A whole message; of diagnostics its parameters, which can be megabytes and are put into their envelope as they are written.
    body: Vec<u8>,
    /// Counts its bytes until they are written.
    _unread: Share,
}

impl Frame {
    /// The message, in parts.
    fn parts(&self) -> [&[u8]; 3] {
        match self.latest {
            Some(Latest::Diagnostics(_)) => {
                [br#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":"#, &self.body, b"}"]
            }
            _ => [b"", &self.body, b""],
        }
    }
}

#[derive(Serialize)]
struct Envelope<'a, P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    method: &'a str,
    params: P,
}

impl Outgoing {
    /// Starts the thread that writes to `stream`.
    pub fn start(mut stream: impl Write + Send + 'static) -> Self {
        let this = Self::default();
        let thread = this.clone();
        std::thread::spawn(move || {
            while let Some(frame) = thread.next() {
                let parts = frame.parts();
                let written =
                    write!(stream, "Content-Length: {}\r\n\r\n", parts.map(<[u8]>::len).iter().sum::<usize>())
                        .and_then(|()| parts.iter().try_for_each(|part| stream.write_all(part)))
                        .and_then(|()| stream.flush());
                // An editor that has gone will end the server by closing the other stream.
                if written.is_err() {
                    break;
                }
            }
            let mut queue = thread.lock();
            queue.done = true;
            // Nobody will read what is left.
            let left = std::mem::take(&mut queue.frames);
            drop(queue);
            drop(left);
            thread.0.changed.notify_all();
            thread.1.end();
        });
        this
    }

    /// What lies about between the editor and the server.
    pub fn load(&self) -> &Load {
        &self.1
    }

    /// Sends a message that is whole already.
    pub fn send(&self, message: &impl Serialize) {
        self.push_message(None, message);
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        debug_assert_ne!(method, SHOW, "words for whoever edits go by say()");
        self.push_message(None, &Envelope { jsonrpc: "2.0", id: None, method, params });
    }

    /// Tells how far the work with this token is, in place of what was told of it before and is not yet on its way.
    pub fn report_progress(&self, token: &str, value: &impl Serialize) {
        let params = serde_json::json!({ "token": token, "value": value });
        let message = Envelope { jsonrpc: "2.0", id: None, method: "$/progress", params };
        self.push_message(Some(Latest::Progress(token.to_owned())), &message);
    }

    /// Shows a message to whoever edits. Anybody's words may be in it: the editor makes no link of them.
    pub fn say(&self, typ: MessageType, message: &str) {
        let params = ShowMessageParams { typ, message: notice(message) };
        self.push_message(None, &Envelope { jsonrpc: "2.0", id: None, method: SHOW, params });
    }

    /// Sends the answer to a request. What an error says is shown by editors as a message is.
    pub fn respond(&self, response: Response) {
        if response.is_ok() {
            return self.push_message(None, &response);
        }
        let (id, body) = response.into_parts();
        let body = body.map_err(|error| Error { message: notice(&error.message).into(), ..error });
        self.push_message(None, &Response::from_parts(id, body));
    }

    /// Sends a request. Returns its id: the front door has the actor take the answer.
    pub fn request(&self, method: &str, params: impl Serialize) -> String {
        let id = self.next_id();
        self.push_message(None, &Envelope { jsonrpc: "2.0", id: Some(id.clone()), method, params });
        id
    }

    /// Asks the editor to show progress. Returns the request's id, which the answer bears, and the token of what is to be shown.
    pub fn request_progress(&self) -> (String, String) {
        let token = format!("sayso/progress/{}", self.count());
        let id = self.request("window/workDoneProgress/create", serde_json::json!({ "token": token }));
        (id, token)
    }

    /// Has the editor ask again for something: sends a request that has no parameters, in place of one that is not yet on its way.
    pub fn ask_again(&self, method: &str) {
        let message = serde_json::json!({ "jsonrpc": "2.0", "id": self.next_id(), "method": method });
        self.push_message(Some(Latest::Again(method.to_owned())), &message);
    }

    fn next_id(&self) -> String {
        format!("sayso/{}", self.count())
    }

    fn count(&self) -> u64 {
        let mut queue = self.lock();
        queue.requests += 1;
        queue.requests
    }

    /// Sends the diagnostics of the document `uri`, in place of those not yet on their way. `params` are JSON.
    pub fn publish(&self, uri: &str, params: Vec<u8>) {
        self.push(Some(Latest::Diagnostics(uri.to_owned())), params);
    }

    /// Lets the thread write what is queued and stop; waits for that, but no longer than `patience`.
    pub fn close(&self, patience: Duration) {
        let mut queue = self.lock();
        queue.closed = true;
        self.1.end();
        self.0.changed.notify_all();
        let waited = self.0.changed.wait_timeout_while(queue, patience, |queue| !queue.done);
        drop(waited);
    }

    fn push_message(&self, latest: Option<Latest>, message: &impl Serialize) {
        // Every message is made of strings, numbers and lists: there is nothing in it that JSON has no form for.
        if let Ok(body) = serde_json::to_vec(message) {
            self.push(latest, body);
        }
    }

    fn push(&self, latest: Option<Latest>, body: Vec<u8>) {
        let frame = Frame { _unread: self.1.unread(body.len()), latest, body };
        let mut queue = self.lock();
        if queue.done {
            return;
        }
        if frame.latest.is_some() {
            queue.frames.retain(|queued| queued.latest != frame.latest);
        }
        queue.frames.push_back(frame);
        drop(queue);
        self.0.changed.notify_all();
    }

    fn next(&self) -> Option<Frame> {
        let queue = self.lock();
        let waited = self.0.changed.wait_while(queue, |queue| queue.frames.is_empty() && !queue.closed);
        waited.unwrap_or_else(PoisonError::into_inner).frames.pop_front()
    }

    /// The queue stays whole whatever happens to a thread that holds it: each change to it is one call.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    /// A stream that hands on each write, and waits for leave to make its first.
    struct Slow(Option<mpsc::Receiver<()>>, mpsc::Sender<Vec<u8>>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if let Some(leave) = self.0.take() {
                leave.recv().expect("leave is given");
            }
            self.1.send(bytes.to_vec()).expect("somebody listens");
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_nobody_has_seen_is_replaced_by_what_is_newer() {
        let (leave, wait) = mpsc::channel();
        let (sender, written) = mpsc::channel();
        let outgoing = Outgoing::start(Slow(Some(wait), sender));
        outgoing.notify("first", 0);
        // The thread holds the first message and waits.
        while !outgoing.lock().frames.is_empty() {
            std::thread::yield_now();
        }
        outgoing.publish("a", b"1".to_vec());
        outgoing.publish("b", b"2".to_vec());
        outgoing.publish("a", b"3".to_vec());
        outgoing.report_progress("p", &4);
        outgoing.ask_again("x");
        outgoing.report_progress("p", &5);
        outgoing.ask_again("x");
        leave.send(()).expect("the thread waits");
        outgoing.close(Duration::from_secs(10));
        let all = written.try_iter().flatten().collect::<Vec<u8>>();
        let all = String::from_utf8(all).expect("JSON");
        let params: Vec<&str> = all.split("\"params\":").skip(1).map(|rest| &rest[..1]).collect();
        assert_eq!(params, ["0", "2", "3", "{"]);
        assert!(all.contains("\"value\":5") && !all.contains("\"value\":4"), "{all}");
        assert_eq!(all.matches("\"method\":\"x\"").count(), 1, "{all}");
    }

    #[test]
    fn closing_does_not_wait_for_an_editor_that_does_not_read() {
        let (_leave, wait) = mpsc::channel();
        let (sender, _written) = mpsc::channel();
        let outgoing = Outgoing::start(Slow(Some(wait), sender));
        outgoing.notify("first", 0);
        outgoing.close(Duration::from_millis(10));
    }
}
