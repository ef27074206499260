//! Limits on buffered messages: answers the editor has not read, and requests the server has not worked on.
//!
//! An editor may send requests while it reads no answers. Requests are small and answers can be large, so the requests wait: the actor
//! answers none while too many bytes are unread. Past [`ALL`] the server also stops reading, until the editor reads. Nothing is lost or
//! reordered. Each message is counted by a [`Share`] and uncounted when that is dropped.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// No request is answered while the editor has more than this many bytes to read: some hundred answers about a long article, and little
/// beside the server's other memory.
const UNREAD: usize = 16 << 20;

/// Nothing more is read while more than this many bytes are buffered in both directions: the longest message allowed, and [`UNREAD`].
const ALL: usize = super::frames::LONGEST + UNREAD;

/// Bytes counted for each message besides its text: a waiting handler, its parameters, its place in queues. Measured: ten thousand waiting
/// requests take some 2 KB each.
const MESSAGE: usize = 4 << 10;

/// Maximum number of answers between the actor and the queue: they can be large, and their bytes are not counted yet. Enough for the actor to
/// work on the next while one is serialised.
const MAKING: usize = 4;

/// The counts, which all who hold a clone share.
#[derive(Clone, Default)]
pub struct Load(Arc<Shared>);

#[derive(Default)]
struct Shared {
    counts: Mutex<Counts>,
    room: Condvar,
}

#[derive(Default)]
struct Counts {
    unread: usize,
    sent: usize,
    making: usize,
    /// Whether the session is over, so that nothing waits any more.
    over: bool,
}

/// What is counted.
#[derive(Clone, Copy)]
enum What {
    Unread,
    Sent,
    Making,
}

impl Counts {
    fn of(&mut self, what: What) -> &mut usize {
        match what {
            What::Unread => &mut self.unread,
            What::Sent => &mut self.sent,
            What::Making => &mut self.making,
        }
    }

    fn may_answer(&self) -> bool {
        self.over || (self.unread <= UNREAD && self.making < MAKING)
    }

    fn may_read(&self) -> bool {
        self.over || self.unread + self.sent <= ALL
    }
}

/// Something that counts until it is dropped.
pub struct Share {
    of: Load,
    what: What,
    size: usize,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut counts = self.of.lock();
        let before = (counts.may_answer(), counts.may_read());
        *counts.of(self.what) -= self.size;
        let freed = before != (counts.may_answer(), counts.may_read());
        drop(counts);
        if freed {
            self.of.0.room.notify_all();
        }
    }
}

impl Load {
    fn share(&self, what: What, size: usize) -> Share {
        *self.lock().of(what) += size;
        Share { of: self.clone(), what, size }
    }

    /// Counts `bytes` that the editor has not read.
    pub fn unread(&self, bytes: usize) -> Share {
        self.share(What::Unread, bytes)
    }

    /// Counts a message of so many `bytes` that the editor has sent.
    pub fn sent(&self, bytes: usize) -> Share {
        self.share(What::Sent, bytes + MESSAGE)
    }

    /// Counts an answer that is being made.
    pub fn making(&self) -> Share {
        self.share(What::Making, 1)
    }

    /// Waits until the editor has read enough for another answer to be made.
    pub fn wait_to_answer(&self) {
        self.wait(Counts::may_answer);
    }

    /// Waits until there is room for another message of the editor's.
    pub fn wait_to_read(&self) {
        self.wait(Counts::may_read);
    }

    fn wait(&self, until: fn(&Counts) -> bool) {
        drop(self.0.room.wait_while(self.lock(), |counts| !until(counts)));
    }

    /// Nobody waits any more: the session is over.
    pub fn end(&self) {
        self.lock().over = true;
        self.0.room.notify_all();
    }

    /// Each change to the counts is one step, so they are right whatever happens to a thread that holds them.
    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    /// Whether `wait` comes to its end only after `give` has given back what is waited for.
    fn waits(load: &Load, wait: fn(&Load), give: impl FnOnce()) -> bool {
        let (sender, ended) = mpsc::channel();
        let waiting = load.clone();
        std::thread::spawn(move || {
            wait(&waiting);
            sender.send(()).expect("somebody listens");
        });
        let too_soon = ended.recv_timeout(Duration::from_millis(50)).is_ok();
        give();
        ended.recv_timeout(Duration::from_secs(10)).is_ok() && !too_soon
    }

    #[test]
    fn answers_wait_for_an_editor_that_does_not_read_and_questions_do_not() {
        let load = Load::default();
        let unread = load.unread(UNREAD + 1);
        load.wait_to_read();
        assert!(waits(&load, Load::wait_to_answer, || drop(unread)));
        let making: Vec<Share> = (0..MAKING).map(|_| load.making()).collect();
        assert!(waits(&load, Load::wait_to_answer, || drop(making)));
        load.wait_to_answer();
    }

    #[test]
    fn reading_stops_where_questions_and_answers_together_are_too_many() {
        let load = Load::default();
        let questions: Vec<Share> = (0..ALL / MESSAGE).map(|_| load.sent(0)).collect();
        load.wait_to_read();
        let unread = load.unread(MESSAGE);
        assert!(waits(&load, Load::wait_to_read, || drop(unread)));
        let one_more = load.sent(MESSAGE);
        assert!(waits(&load, Load::wait_to_read, || load.end()));
        drop((questions, one_more));
    }
}
