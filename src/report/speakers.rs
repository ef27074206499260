//! Whom an article relies on, and for how many sentences: the sources named in the sentences, else the speakers of their tags.

use super::data::{Answer, Heard, Source, Status, Tag};
use crate::attribution::SourceKind;
use std::collections::HashMap;

/// Maximum number of intermediaries listed for one speaker.
const MOST_THROUGH: usize = 12;

/// The speakers found so far.
#[derive(Default)]
pub struct Speakers {
    all: Vec<Heard>,
    by_name: HashMap<String, usize>,
}

impl Speakers {
    /// Adds sentence `number`: its source, and how many of its words are in quotation marks.
    pub fn add(&mut self, number: usize, answer: Option<&Answer>, tags: &[Tag], sources: &[Source], quoted: usize) {
        if let Some(answer) = answer {
            let one = self.of(&answer.who, answer.kind);
            one.sentences.push(number);
            one.quoted_words += quoted;
            for through in &answer.through {
                if !one.through.contains(through) && one.through.len() < MOST_THROUGH {
                    one.through.push(through.clone());
                }
            }
            return;
        }
        for source in tags.iter().map(|tag| &sources[tag.source]).filter(|s| s.status == Status::Registered) {
            let one = self.of(source.who.as_ref().unwrap_or(&source.name), SourceKind::Named);
            if one.sentences.last() != Some(&number) {
                one.sentences.push(number);
            }
        }
    }

    fn of(&mut self, who: &str, kind: SourceKind) -> &mut Heard {
        let at = match self.by_name.get(who) {
            Some(&at) => at,
            None => {
                self.by_name.insert(who.to_owned(), self.all.len());
                let who = who.to_owned();
                self.all.push(Heard { who, kind, sentences: Vec::new(), quoted_words: 0, through: Vec::new() });
                self.all.len() - 1
            }
        };
        &mut self.all[at]
    }

    /// All speakers, the one with most sentences first.
    pub fn done(self) -> Vec<Heard> {
        let mut all = self.all;
        all.sort_by_key(|heard| std::cmp::Reverse(heard.sentences.len()));
        all
    }
}
