//! What the tests of features share: an article with a caret, a newsroom in memory.

use crate::article::Format;
use crate::desk::{self, Caches, Newsroom, Snapshot};
use crate::ledger::Data;
use crate::sources::{self, Registry};
use std::sync::Arc;

/// A registry of invented people and papers.
pub const SOURCES: &str = "references:
- id: lipa-0304
  type: article-newspaper
  title: \"Bridge at Lipa *closed* until May\"
  author: [{family: Kovach, given: Anna}]
  container-title: Lipa Herald
  issued: 2026-03-04
  URL: https://example.org/bridge
  custom: {kind: wire, speaker: Jan Brink, role: mayor of Lipa, grade: C3, basis: secondhand, origin: brink-call}
- id: brink-call
  type: interview
  title: Call with the mayor
  issued: 2026-03-02
  custom: {speaker: Jan Brink}
- id: ministry
  title: Road closures, first quarter
  publisher: Ministry of Roads
  issued: 2026-02
- id: s1
  title: Olha Brynza talks
  custom: {confidential: true, speaker: Olha Brynza, identity: Olha Brynza, role: engineer at the bridge, grade: B2}
";

/// `marked` with its `|` taken out, checked by a newsroom with [`SOURCES`] and the built-in atlas; and where the `|` was.
#[track_caller]
pub fn at_caret(marked: &str) -> (Snapshot, usize) {
    let offset = marked.find('|').expect("the text marks the caret with |");
    (snapshot(&marked.replacen('|', "", 1)), offset)
}

/// `text` checked as Markdown by a newsroom with [`SOURCES`].
pub fn snapshot(text: &str) -> Snapshot {
    checked(text, Format::Markdown)
}

/// `text` checked as plain text by the same newsroom.
pub fn plain(text: &str) -> Snapshot {
    checked(text, Format::Plain)
}

fn checked(text: &str, format: Format) -> Snapshot {
    let (sources, problems) = sources::parse("sources.yaml", SOURCES);
    assert!(problems.is_empty(), "{problems:?}");
    let registry = Registry::join(vec![("sources.yaml".into(), sources)]);
    let data = Data { registry: Arc::new(registry), version: 1, ..Data::default() };
    let mut newsroom = Newsroom::default();
    newsroom.data = data;
    desk::check(&Arc::new(newsroom), None, format, text.into(), &|_| None, &mut Caches::default())
}
