//! Between the editor's stream and tower-lsp's service: the reading loop, what tower-lsp's own transport does not survive, and the exit.
//!
//! tower-lsp 0.20 has two halves: a service, which knows methods, parameters, the order of a session and cancelling, and a transport. Only
//! the service is used. The transport ends without a word at a frame it cannot read, locks up when handlers wait for the editor, answers at
//! most four requests at once, and does not exit when told to. Here each message is handed to the service as it arrives and its handler
//! polled on the spot, so that handlers, whose first act is to send, send in the order of the wire; one that must wait for its answer goes
//! on where it is woken ([`super::waiting`]). A message that cannot be read is answered by an error and costs nothing else. What has been read is counted
//! ([`super::backpressure`]) until it is done with, and nothing more is read while that is too much.

use super::backpressure::Share;
use super::capabilities;
use super::editor_process::{self, SignsOfLife};
use super::frames::{self, InputFrame};
use super::large_answer::Reply;
use super::log::{self, Level};
use super::message::Message;
use super::outgoing::Outgoing;
use super::requests;
use super::server::Server;
use super::waiting::Waiting;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::io::BufRead;
use std::sync::{Arc, mpsc};
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::lsp_types::{DidChangeTextDocumentParams, MessageType, Url};
use tower_service::Service;

/// The door.
pub struct FrontDoor {
    service: LspService<Server>,
    actor: Arc<mpsc::Sender<Message>>,
    outgoing: Outgoing,
    signs: SignsOfLife,
    /// What to do when the process the editor names has gone.
    orphaned: Option<fn()>,
    shut_down: bool,
}

/// Whether to go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Go,
    Exit,
}

impl FrontDoor {
    /// A door to the actor behind `actor`. `orphaned` is called when the process the editor names has gone and its stream has not.
    pub fn new(actor: Arc<mpsc::Sender<Message>>, outgoing: Outgoing, orphaned: Option<fn()>) -> Self {
        // What goes to the editor of the server's own accord goes by `outgoing`; tower-lsp's socket for it is not used.
        let (service, _socket) = LspService::build(|_| Server { actor: actor.clone() })
            .custom_method(requests::coverage::METHOD, Server::coverage)
            // The protocol's own method, which tower-lsp leaves out.
            .custom_method("window/workDoneProgress/cancel", Server::cancel_progress)
            .finish();
        Self { service, actor, outgoing, signs: SignsOfLife::default(), orphaned, shut_down: false }
    }

    /// Reads messages until `exit` or the end of the stream. Returns the exit code the protocol asks for: 0 if the editor asked for a
    /// shutdown and then for the exit, 1 otherwise.
    pub fn run(&mut self, mut input: impl BufRead) -> u8 {
        loop {
            self.outgoing.load().wait_to_read();
            match frames::next(&mut input) {
                Ok(Some(frame)) => {
                    self.signs.message();
                    if self.frame(frame) == Flow::Exit {
                        break u8::from(!self.shut_down);
                    }
                }
                Ok(None) | Err(_) => {
                    log::line(Level::Info, format_args!("the editor has exited"));
                    break 1;
                }
            }
        }
    }

    /// Ends the actor, and with it the requests that still wait: nobody waits for them.
    pub fn close(self) {
        let _ = self.actor.send(Message::End);
    }

    fn frame(&mut self, frame: InputFrame) -> Flow {
        match frame {
            InputFrame::NoLength => {
                self.refuse(Id::Null, ErrorCode::ParseError, "The message has no Content-Length header.");
            }
            InputFrame::TooLong(length, head) => {
                let limit = frames::LONGEST >> 20;
                let message = format!("A message of {} MB was skipped: the limit is {limit} MB.", length >> 20);
                self.outgoing.say(MessageType::ERROR, &message);
                self.refuse(Id::Null, ErrorCode::InvalidRequest, &message);
                self.tell_of_lost_change(&head);
            }
            InputFrame::Body(mut body) => {
                frames::mend_surrogates(&mut body);
                let load = Arc::new(self.outgoing.load().sent(body.len()));
                let flow = match serde_json::from_slice(&body) {
                    Ok(Value::Array(batch)) if !batch.is_empty() => {
                        let stopped = batch.into_iter().any(|message| self.message(message, &load) == Flow::Exit);
                        if stopped { Flow::Exit } else { Flow::Go }
                    }
                    Ok(message) => self.message(message, &load),
                    Err(_) => {
                        self.refuse(Id::Null, ErrorCode::ParseError, "The message is not JSON.");
                        self.tell_of_lost_change(&body);
                        Flow::Go
                    }
                };
                let _ = self.actor.send(Message::Taken(load));
                return flow;
            }
        }
        Flow::Go
    }

    /// Takes one message. A batch's messages are taken, and answered, one by one.
    fn message(&mut self, message: Value, load: &Arc<Share>) -> Flow {
        let Value::Object(mut message) = message else {
            self.refuse(Id::Null, ErrorCode::InvalidRequest, "A message must be a JSON object.");
            return Flow::Go;
        };
        let id = match message.remove("id").map(serde_json::from_value::<Id>) {
            None => None,
            Some(Ok(id)) => Some(id),
            Some(Err(_)) => {
                self.refuse(Id::Null, ErrorCode::InvalidRequest, "An id must be an integer or a string.");
                return Flow::Go;
            }
        };
        let Some(Value::String(method)) = message.remove("method") else {
            match id {
                Some(id) if message.contains_key("result") || message.contains_key("error") => {
                    log_answer(&message);
                    if let Id::String(request) = id {
                        self.signs.answer(&request);
                        let result = message.remove("result").filter(|_| !message.contains_key("error"));
                        let _ = self.actor.send(Message::Answered { request, result });
                    }
                }
                id => self.refuse(id.unwrap_or_default(), ErrorCode::InvalidRequest, "The message has no method."),
            }
            return Flow::Go;
        };
        let params = message.remove("params");
        if method == "exit" {
            return Flow::Exit;
        }
        if method == "textDocument/didChange" {
            self.check_change(params.as_ref());
        }
        self.call(method, id, params, load);
        Flow::Go
    }

    /// Hands a request or notification to the service and sees to its answer.
    fn call(&mut self, method: String, id: Option<Id>, params: Option<Value>, load: &Arc<Share>) {
        let shutdown = method == "shutdown";
        let parent =
            params.as_ref().filter(|_| method == "initialize").and_then(|params| params.get("processId")?.as_i64());
        // Where the protocol has no parameters editors send `null` or `{}`, and tower-lsp takes only their absence; where it has an empty
        // object some send nothing, and tower-lsp takes only the object.
        let params = match method.as_str() {
            "shutdown" => None,
            "initialized" => Some(json!({})),
            "initialize" => params.map(capabilities::mended),
            _ => params,
        };
        let mut request = Request::build(method);
        if let Some(id) = &id {
            request = request.id(id.clone());
        }
        if let Some(params) = params.filter(|p| p.is_object() || p.is_array()) {
            request = request.params(params);
        }
        let reply = Reply::new(id, self.outgoing.clone(), Arc::clone(load));
        let called = self.service.call(request.finish());
        let request = Waiting::start(async { called.await.ok().flatten() }, reply);
        self.shut_down |= shutdown && request.is_done();
        if let (true, Some(parent), Some(orphaned)) = (request.is_done(), parent, self.orphaned) {
            editor_process::watch(parent, self.signs.clone(), self.outgoing.clone(), orphaned);
        }
    }

    fn refuse(&self, id: Id, code: ErrorCode, message: &str) {
        log::line(Level::Warn, format_args!("skipped a message: {message}"));
        let error = Error { code, message: message.to_owned().into(), data: None };
        self.outgoing.respond(Response::from_error(id, error));
    }

    /// tower-lsp drops an edit whose parameters have wrong types without a word, and the document would be wrong from then on.
    fn check_change(&self, params: Option<&Value>) {
        if params.is_none_or(|params| DidChangeTextDocumentParams::deserialize(params).is_err()) {
            let uri = params.and_then(|p| p.pointer("/textDocument/uri")).and_then(Value::as_str);
            let _ = self.actor.send(Message::LostChange { uri: uri.and_then(|uri| Url::parse(uri).ok()) });
        }
    }

    /// A message that could not be read may have been an edit. If it looks like one, the documents it may have been for are not trusted.
    fn tell_of_lost_change(&self, body: &[u8]) {
        if memchr::memmem::find(body, b"textDocument/didChange\"").is_some() {
            let _ = self.actor.send(Message::LostChange { uri: uri_in(body) });
        }
    }
}

fn log_answer(message: &Map<String, Value>) {
    if let Some(error) = message.get("error") {
        let code = error.get("code").cloned().unwrap_or(json!(null));
        log::line(Level::Info, format_args!("the editor refused a request from the server: code {code}"));
    }
}

/// The first `"uri": "..."` in JSON that may be broken.
fn uri_in(json: &[u8]) -> Option<Url> {
    let name = memchr::memmem::find(json, b"\"uri\"")?;
    let mut parts = json[name + 5..].splitn(3, |&b| b == b'"');
    let colon = parts.next()?;
    let uri = parts.next()?;
    parts.next()?;
    let between = colon.iter().all(|b| b.is_ascii_whitespace() || *b == b':');
    if between { Url::parse(std::str::from_utf8(uri).ok()?).ok() } else { None }
}
