//! The edit that an editor was last asked to make, until it has answered.
//!
//! Until then files nobody has open are as they were, and have no version an editor could compare: what is worked out from them meanwhile
//! would be made on another text, an entry be added under a key given twice, a word be written into the middle of another. So one edit is
//! asked for at a time.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// An editor that has not answered within this time never will, as far as anybody waits for it.
const PATIENCE: Duration = Duration::from_secs(5);

/// What to tell whoever asks for another meanwhile.
pub const BUSY: &str = "An earlier edit is still being applied. Try again in a moment.";

/// The last edit.
#[derive(Default)]
pub struct Pending(RefCell<Option<Edit>>);

struct Edit {
    what: String,
    sent: Arc<Sent>,
}

/// How far an edit is: unset while it is worked out, then the request it was sent by and when, or nothing if there was nothing to send.
pub type Sent = OnceLock<Option<(String, Instant)>>;

impl Pending {
    /// What is being made, if anything is.
    pub fn what(&self) -> Option<String> {
        let edit = self.0.borrow();
        let edit = edit.as_ref()?;
        let busy = match edit.sent.get() {
            // It is worked out by a thread of its own, unless that has met with an accident.
            None => Arc::strong_count(&edit.sent) > 1,
            Some(sent) => sent.as_ref().is_some_and(|(_, at)| at.elapsed() < PATIENCE),
        };
        busy.then(|| edit.what.clone())
    }

    /// Takes note that an edit is being worked out; whoever does it sets the result when it is sent.
    pub fn begin(&self, what: &str) -> Arc<Sent> {
        let sent = Arc::new(Sent::new());
        *self.0.borrow_mut() = Some(Edit { what: what.to_owned(), sent: Arc::clone(&sent) });
        sent
    }

    /// Takes note that the editor has answered `request`: what it has changed it has told of before.
    pub fn answered(&self, request: &str) {
        let by = |edit: &mut Edit| matches!(edit.sent.get(), Some(Some((id, _))) if id == request);
        self.0.borrow_mut().take_if(by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_pending_until_it_is_answered_or_comes_to_nothing() {
        let pending = Pending::default();
        assert_eq!(pending.what(), None);
        let sent = pending.begin("@weir");
        assert_eq!(pending.what().as_deref(), Some("@weir"), "it is being worked out");
        sent.set(Some(("sayso/1".into(), Instant::now()))).expect("it is set once");
        pending.answered("sayso/2");
        assert_eq!(pending.what().as_deref(), Some("@weir"), "it has not been answered");
        pending.answered("sayso/1");
        assert_eq!(pending.what(), None);
        pending.begin("Odesa").set(None).expect("it is set once");
        assert_eq!(pending.what(), None, "there was nothing to send");
        drop(pending.begin("Odesa"));
        assert_eq!(pending.what(), None, "nobody works it out");
    }
}
