//! Everything that goes to the editor: one queue, one thread that writes it.
//!
//! Whoever sends never waits, so an editor that is slow to read cannot stop the server from reading, which would lock both up. Diagnostics of
//! a document that are still in the queue are replaced by later ones: nobody will see them.

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
pub struct Outgoing(Arc<Shared>);

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
    /// Whether the thread has written all there was and let go of the stream.
    done: bool,
}

struct Frame {
    /// Of which document these are the diagnostics.
    about: Option<String>,
    /// A whole message; of diagnostics its parameters, which can be megabytes and are put into their envelope as they are written.
    body: Vec<u8>,
}

impl Frame {
    /// The message, in parts.
    fn parts(&self) -> [&[u8]; 3] {
        match self.about {
            None => [b"", &self.body, b""],
            Some(_) => [br#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":"#, &self.body, b"}"],
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
            thread.lock().done = true;
            thread.0.changed.notify_all();
        });
        this
    }

    /// Sends a message that is whole already.
    pub fn send(&self, message: &impl Serialize) {
        self.push_message(message);
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        debug_assert_ne!(method, SHOW, "words for whoever edits go by say()");
        self.push_message(&Envelope { jsonrpc: "2.0", id: None, method, params });
    }

    /// Shows a message to whoever edits. Anybody's words may be in it: the editor makes no link of them.
    pub fn say(&self, typ: MessageType, message: &str) {
        let params = ShowMessageParams { typ, message: notice(message) };
        self.push_message(&Envelope { jsonrpc: "2.0", id: None, method: SHOW, params });
    }

    /// Sends the answer to a request. What an error says is shown by editors as a message is.
    pub fn respond(&self, response: Response) {
        if response.is_ok() {
            return self.push_message(&response);
        }
        let (id, body) = response.into_parts();
        let body = body.map_err(|error| Error { message: notice(&error.message).into(), ..error });
        self.push_message(&Response::from_parts(id, body));
    }

    /// Sends a request. Returns its id: the front door has the actor take the answer.
    pub fn request(&self, method: &str, params: impl Serialize) -> String {
        let id = self.next_id();
        self.push_message(&Envelope { jsonrpc: "2.0", id: Some(id.clone()), method, params });
        id
    }

    /// Asks the editor to show progress. Returns the request's id, which the answer bears, and the token of what is to be shown.
    pub fn request_progress(&self) -> (String, String) {
        let id = self.next_id();
        let token = format!("{id}/progress");
        let params = serde_json::json!({ "token": token });
        let method = "window/workDoneProgress/create";
        self.push_message(&Envelope { jsonrpc: "2.0", id: Some(id.clone()), method, params });
        (id, token)
    }

    /// Sends a request that has no parameters, such as one to ask again.
    pub fn call(&self, method: &str) {
        self.push_message(&serde_json::json!({ "jsonrpc": "2.0", "id": self.next_id(), "method": method }));
    }

    fn next_id(&self) -> String {
        let mut queue = self.lock();
        queue.requests += 1;
        format!("sayso/{}", queue.requests)
    }

    /// Sends the diagnostics of the document `uri`, in place of those not yet on their way. `params` are JSON.
    pub fn publish(&self, uri: &str, params: Vec<u8>) {
        self.push(Some(uri), params);
    }

    /// Lets the thread write what is queued and stop; waits for that, but no longer than `patience`.
    pub fn close(&self, patience: Duration) {
        let mut queue = self.lock();
        queue.closed = true;
        self.0.changed.notify_all();
        let waited = self.0.changed.wait_timeout_while(queue, patience, |queue| !queue.done);
        drop(waited);
    }

    fn push_message(&self, message: &impl Serialize) {
        // Every message is made of strings, numbers and lists: there is nothing in it that JSON has no form for.
        if let Ok(body) = serde_json::to_vec(message) {
            self.push(None, body);
        }
    }

    fn push(&self, about: Option<&str>, body: Vec<u8>) {
        let mut queue = self.lock();
        if about.is_some() {
            queue.frames.retain(|frame| frame.about.as_deref() != about);
        }
        queue.frames.push_back(Frame { about: about.map(str::to_owned), body });
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
    fn diagnostics_nobody_has_seen_are_replaced() {
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
        leave.send(()).expect("the thread waits");
        outgoing.close(Duration::from_secs(10));
        let all = written.try_iter().flatten().collect::<Vec<u8>>();
        let all = String::from_utf8(all).expect("JSON");
        let params: Vec<&str> = all.split("\"params\":").skip(1).map(|rest| &rest[..1]).collect();
        assert_eq!(params, ["0", "2", "3"]);
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
