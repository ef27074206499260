//! `--timings`: what each stage and each rule of a check costs.
//!
//! The stages are run one by one, on their own, with a clock between them, beside the check that makes the findings. So a check without
//! `--timings` carries no clocks, and one with them takes about twice as long.

use crate::article::{Block, BlockKind, Format, parse_block, split};
use crate::attribution;
use crate::desk::{self, Newsroom};
use crate::gazetteer::{Found, Mention, locate};
use crate::ledger;
use crate::rules::{self, Context};
use crate::text::Severity;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Time by stage and by rule.
#[derive(Debug, Default)]
pub(super) struct Timings {
    bytes: usize,
    text: Duration,
    attribution: Duration,
    places: Duration,
    ledger: Duration,
    rules: BTreeMap<&'static str, Duration>,
}

/// Runs `work` and adds what it took to `total`.
fn timed<T>(total: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    *total += start.elapsed();
    done
}

/// What the article `text` at `path` costs. Run before anything else of it, so that nothing is remembered from another reading.
pub(super) fn of(newsroom: &Newsroom, path: Option<&Path>, format: Format, text: &Arc<str>) -> Timings {
    let mut it = Timings { bytes: text.len(), ..Timings::default() };
    let data = match path {
        Some(path) => desk::data_of(newsroom, path, format, text, &|_| None),
        None => newsroom.data.clone(),
    };
    let pieces = timed(&mut it.text, || split(text, format));
    let pieces: Vec<(&str, BlockKind)> = pieces.iter().map(|piece| (piece.span.of(text), piece.kind)).collect();
    let blocks: Vec<(&str, Block)> =
        timed(&mut it.text, || pieces.iter().map(|(own, kind)| (*own, parse_block(own, *kind, format))).collect());
    timed(&mut it.attribution, || {
        for (own, block) in &blocks {
            black_box(attribution::read(own, block));
        }
    });
    timed(&mut it.places, || {
        let mentions: Vec<(&str, Vec<Mention>)> =
            blocks.iter().map(|(own, block)| (*own, data.atlas.mentions(own, block))).collect();
        let found: Vec<Found<'_>> = mentions
            .iter()
            .flat_map(|(own, mentions)| mentions.iter().map(|it| Found { written: it.span.of(own), mention: it }))
            .collect();
        black_box(locate(&data.atlas, &found, &[]));
    });
    let mut cache = ledger::Cache::default();
    ledger::build(Arc::clone(text), format, &data, &mut cache);
    // Its blocks are read by now, and what is left is to join them, carry speakers on and decide standings.
    let ledger = timed(&mut it.ledger, || ledger::build(Arc::clone(text), format, &data, &mut cache));
    let house = newsroom.house_at(path);
    let context = Context { ledger: &ledger, data: &data, house: &house };
    for &rule in rules::ALL.iter().filter(|rule| rule.severity_in(&house) > Severity::Off) {
        let cost = it.rules.entry(rule.name).or_default();
        black_box(timed(cost, || rule.alone(&context)));
    }
    it
}

impl Timings {
    pub(super) fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.text += other.text;
        self.attribution += other.attribution;
        self.places += other.places;
        self.ledger += other.ledger;
        for (rule, cost) in &other.rules {
            *self.rules.entry(rule).or_default() += *cost;
        }
    }

    /// The table, dearest rules first.
    pub(super) fn table(&self) -> String {
        let rules: Duration = self.rules.values().sum();
        let stages = [
            ("text", self.text),
            ("attribution", self.attribution),
            ("places", self.places),
            ("ledger", self.ledger),
            ("rules", rules),
        ];
        let whole: Duration = stages.iter().map(|(_, cost)| *cost).sum();
        let mut by_cost: Vec<(&str, Duration)> = self.rules.iter().map(|(rule, cost)| (*rule, *cost)).collect();
        by_cost.sort_by_key(|(rule, cost)| (std::cmp::Reverse(*cost), *rule));
        let mut out = format!("Time on one core for {:.2} MB, in milliseconds\n", self.bytes as f64 / 1e6);
        let mut row = |indent: &str, name: &str, cost: Duration| {
            let share = 100.0 * cost.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
            let name = format!("{indent}{name}");
            let _ = writeln!(out, "  {name:<30} {:>10.1} {share:>5.1}%", cost.as_secs_f64() * 1e3);
        };
        stages.iter().for_each(|(name, cost)| row("", name, *cost));
        by_cost.iter().for_each(|(name, cost)| row("  ", name, *cost));
        row("", "together", whole);
        out
    }
}
