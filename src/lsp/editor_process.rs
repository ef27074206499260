//! Ends the server when the editor that started it has exited.
//!
//! An editor that exits closes the server's input, which ends the server. But another process (a shell in between, another child of the
//! editor) may hold that stream open, and the server would run forever. So the process id that the editor sends at the start is watched too.
//! A running editor must never be taken for gone: an editor outside a container, or on another machine, sends an id that does not exist here
//! or belongs to another process. An id that does not exist is not watched, and before the server exits it asks the editor for a sign of
//! life.
//!
//! On Windows nothing is watched: only the end of the stream ends the server.

use super::log::{self, Level};
use super::outgoing::Outgoing;
use serde_json::json;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long to wait for a sign of life. A running editor answers within milliseconds.
const SIGN: Duration = Duration::from_secs(2);

/// How often to look for the process where the system cannot signal its end.
#[cfg(unix)]
const LOOK: Duration = Duration::from_secs(1);

/// Messages that prove the editor is running.
#[derive(Clone, Default)]
pub struct SignsOfLife(Arc<Mutex<Seen>>);

#[derive(Default)]
struct Seen {
    /// Messages read.
    messages: u64,
    /// Id of the request the editor is to answer as a sign of life.
    asked: Option<String>,
    /// Whether it has.
    answered: bool,
}

impl SignsOfLife {
    /// Records that a message was read.
    pub fn message(&self) {
        self.with(|seen| seen.messages += 1);
    }

    /// Records that the editor has answered the request with this id.
    pub fn answer(&self, id: &str) {
        self.with(|seen| seen.answered |= seen.asked.as_deref() == Some(id));
    }

    fn with<T>(&self, act: impl FnOnce(&mut Seen) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks for a sign of life; returns whether it came. Messages written before the editor exited do not count; they are read to the end.
    fn come(&self, outgoing: &Outgoing) -> bool {
        // Every editor answers this request, if only with an error, and it changes nothing.
        let ask = || outgoing.request("client/registerCapability", json!({"registrations": []}));
        self.with(|seen| seen.asked = Some(ask()));
        loop {
            let before = self.with(|seen| seen.messages);
            std::thread::sleep(SIGN);
            let (now, answered) = self.with(|seen| (seen.messages, seen.answered));
            if answered || now == before {
                return answered;
            }
        }
    }
}

/// Watches the process with this id, if there is one, on a thread of its own, and calls `orphaned` once it has gone and the editor gives no
/// sign of life.
pub fn watch(id: i64, signs: SignsOfLife, outgoing: Outgoing, orphaned: fn()) {
    let Some(process) = process::Process::find(id) else { return };
    std::thread::spawn(move || {
        process.wait();
        if signs.come(&outgoing) {
            log::line(
                Level::Info,
                format_args!("the process the editor named has ended, but the editor is still running"),
            );
        } else {
            log::line(Level::Info, format_args!("the editor has exited without closing its stream"));
            orphaned();
        }
    });
}

#[cfg(unix)]
mod process {
    use super::LOOK;
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    /// A process that was there when it was looked for.
    pub struct Process {
        id: Pid,
        /// What becomes readable when it ends. Its number may be given to another afterwards; this stays its own.
        #[cfg(target_os = "linux")]
        end: Option<rustix::fd::OwnedFd>,
    }

    impl Process {
        pub fn find(id: i64) -> Option<Self> {
            let id = Pid::from_raw(i32::try_from(id).ok().filter(|&id| id > 0)?)?;
            is_there(id).then(|| Self {
                id,
                #[cfg(target_os = "linux")]
                end: rustix::process::pidfd_open(id, rustix::process::PidfdFlags::empty()).ok(),
            })
        }

        /// Returns when it has ended.
        pub fn wait(&self) {
            #[cfg(target_os = "linux")]
            if let Some(end) = &self.end {
                use rustix::event::{PollFd, PollFlags, poll};
                loop {
                    match poll(&mut [PollFd::new(end, PollFlags::IN)], None) {
                        Ok(1..) => return,
                        Ok(0) | Err(Errno::INTR) => {}
                        // Then it is looked for now and then.
                        Err(_) => break,
                    }
                }
            }
            while is_there(self.id) {
                std::thread::sleep(LOOK);
            }
        }
    }

    /// Whether any process has the number: one that may not be touched is there too.
    fn is_there(id: Pid) -> bool {
        !matches!(test_kill_process(id), Err(Errno::SRCH))
    }
}

#[cfg(not(unix))]
mod process {
    #[allow(dead_code, reason = "none is found here")]
    pub struct Process;

    impl Process {
        pub fn find(_: i64) -> Option<Self> {
            None
        }

        pub fn wait(&self) {}
    }
}
