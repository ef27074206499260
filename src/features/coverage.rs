//! How much of an article stands on somebody's word, on whose, and what is still open: the numbers of code lens and commands.
//!
//! They count what the ledger says and judge nothing. Of a confidential source only its key is told.

use super::account::line_of;
use crate::desk::Snapshot;
use crate::ledger::Standing;
use crate::sources::RESERVED;
use crate::text::{Severity, Span};
use std::collections::{BTreeSet, HashMap};

/// The rules that ask who says so: a `stet` for one of them settles the question.
pub const UNSOURCED: &[&str] = &[
    "casualty-figure",
    "hearsay-adverb",
    "unattributed-claim",
    "unattributed-quote",
    "unsourced-lead",
    "vague-attribution",
];

/// The numbers of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences that claim anything.
    pub claims: usize,
    /// Those of them that need a source: what has one, and what a desk would send back for one.
    pub asked: usize,
    /// Those that stand on a tag, a person, a document or an institution.
    pub sourced: usize,
    /// Those a desk would send back and no `stet` settles: they name no source. In order.
    pub unanswered: Vec<Span>,
    /// Findings that are warnings or errors.
    pub open: usize,
    /// Its sources by tag, in order of first use.
    pub cited: Vec<CitedKey>,
    /// People, organisations and documents whose word it rests on without a tag, in order of first use, each with its sentences.
    pub voices: Vec<(String, Vec<Span>)>,
}

/// A key an article cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedKey {
    /// The key.
    pub key: String,
    /// Where it is cited first.
    pub first: Span,
    /// Sentences that bear it, in order.
    pub sentences: Vec<Span>,
    /// Whether the registry has it.
    pub registered: bool,
}

impl Coverage {
    /// The sourced share in per cent, rounded down so that 100 means all. `None` if no desk would ask anything.
    pub fn share(&self) -> Option<usize> {
        (self.sourced * 100).checked_div(self.asked)
    }

    /// The numbers in a line: "12 of 18 claims sourced (66%)".
    pub fn headline(&self) -> String {
        match self.share() {
            Some(share) => format!("{} of {} claims sourced ({share}%)", self.sourced, self.asked),
            None => "No claims to source".to_owned(),
        }
    }

    /// "3 open questions".
    pub fn questions(&self) -> String {
        match self.open {
            0 => "no open questions".to_owned(),
            n => super::markdown::count(n, "open question", "open questions"),
        }
    }

    /// "2 sources".
    pub fn sources(&self) -> String {
        match self.cited.len() + self.voices.len() {
            0 => "no sources".to_owned(),
            n => super::markdown::count(n, "source", "sources"),
        }
    }
}

/// Counts.
pub fn coverage(snapshot: &Snapshot) -> Coverage {
    let ledger = &*snapshot.ledger;
    let mut coverage = Coverage {
        open: snapshot.findings.iter().filter(|f| f.severity >= Severity::Warning).count(),
        cited: cited(snapshot),
        ..Coverage::default()
    };
    let mut voices: HashMap<&str, usize> = HashMap::new();
    let settled = settled(snapshot, UNSOURCED);
    for (index, line) in ledger.lines.iter().enumerate().filter(|(_, line)| line.standing != Standing::None) {
        coverage.claims += 1;
        if line.standing < Standing::Vague {
            coverage.sourced += 1;
        } else if line.is_asked() && !settled.get(index).is_some_and(|&settled| settled) {
            coverage.unanswered.push(line.span);
        }
        if let Some(speaker) = line.because.and_then(|voice| ledger.voices.get(voice)?.speaker.as_deref())
            && line.standing < Standing::Anonymous
        {
            let at = *voices.entry(speaker).or_insert_with(|| {
                coverage.voices.push((speaker.to_owned(), Vec::new()));
                coverage.voices.len() - 1
            });
            coverage.voices[at].1.push(line.span);
        }
    }
    coverage.asked = coverage.sourced + coverage.unanswered.len();
    let guard = snapshot.guard();
    coverage.voices.iter_mut().for_each(|(name, _)| *name = guard.shown(name).into_owned());
    coverage
}

/// For each sentence, whether a directive for one of `rules`, or for all, lets it stand.
pub fn settled(snapshot: &Snapshot, rules: &[&str]) -> Vec<bool> {
    let lines = &snapshot.ledger.lines;
    // How many such stretches begin and end at each sentence: however many directives there are, each costs two counts.
    let mut steps = vec![0_isize; lines.len() + 1];
    for stet in snapshot.stets.iter() {
        let meant = stet.rules.is_empty() || stet.rules.iter().any(|rule| rules.contains(&rule.as_str()));
        if let (true, Some(reach)) = (meant, stet.reach) {
            let first = lines.partition_point(|line| line.span.start < reach.start);
            let last = lines.partition_point(|line| line.span.start < reach.end);
            steps[first] += 1;
            steps[last.max(first)] -= 1;
        }
    }
    let mut depth = 0;
    let depth_at = steps.iter().take(lines.len()).map(|step| {
        depth += step;
        depth > 0
    });
    depth_at.collect()
}

/// The keys cited in the article, reserved ones left out.
pub fn cited(snapshot: &Snapshot) -> Vec<CitedKey> {
    let ledger = &*snapshot.ledger;
    let mut cited: Vec<CitedKey> = Vec::new();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    for placed in &ledger.blocks {
        for tag in &placed.entry.block.tags {
            for citation in tag.citations.iter().filter(|c| !RESERVED.contains(&c.key.as_str())) {
                let at = *by_key.entry(&citation.key).or_insert_with(|| {
                    cited.push(CitedKey {
                        key: citation.key.clone(),
                        first: citation.key_span.shifted(placed.span.start),
                        sentences: Vec::new(),
                        registered: snapshot.data.registry.get(&citation.key).is_some(),
                    });
                    cited.len() - 1
                });
                if let Some(line) = line_of(placed, tag)
                    && seen.insert((at, line))
                {
                    cited[at].sentences.extend(ledger.lines.get(line).map(|line| line.span));
                }
            }
        }
    }
    cited
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;

    #[test]
    fn what_stands_on_whose_word_is_counted() {
        let article = snapshot(
            "# Bridge shut\n\nThe bridge carries 4,000 cars a day [@ministry]. Jan Brink, the mayor, said that 12 piers were cracked. \
             The repair will cost 3 million euros. It was a calm day. He said that the road had been shut since May. \
             Two piers are new [@ministry; @nobody].\n",
        );
        let coverage = coverage(&article);
        assert_eq!((coverage.sourced, coverage.asked), (coverage.asked - 1, coverage.asked), "{coverage:?}");
        assert!(coverage.claims > coverage.asked && coverage.open >= 1, "{coverage:?}");
        let unanswered: Vec<_> = coverage.unanswered.iter().map(|span| span.of(&article.ledger.text)).collect();
        assert_eq!(unanswered, ["The repair will cost 3 million euros."]);
        let keys: Vec<_> = coverage.cited.iter().map(|c| (&*c.key, c.sentences.len(), c.registered)).collect();
        assert_eq!(keys, [("ministry", 2, true), ("nobody", 1, false)]);
        assert_eq!(coverage.voices.iter().map(|(who, on)| (&**who, on.len())).collect::<Vec<_>>(), [("Jan Brink", 2)]);
        assert!(coverage.headline().starts_with(&format!("{} of {} claims", coverage.sourced, coverage.asked)));
        assert_eq!(coverage.sources(), "3 sources");
    }

    #[test]
    fn an_article_that_claims_nothing_has_no_share() {
        let coverage = coverage(&snapshot("# A heading\n"));
        assert_eq!((coverage.share(), &*coverage.headline()), (None, "No claims to source"));
    }
}
