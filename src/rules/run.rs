//! Running the rules: block rules once for each new block, article rules each time, a rule that panics never again. Where two rules
//! point at the same words, the more telling one speaks.

use super::{ALL, BlockContext, Check, Context, DirectivesContext, Finding, RegistryContext, Rule, Stet, stet};
use crate::article::Plain;
use crate::house::House;
use crate::ledger::{Kept, Placed};
use crate::text::{Severity, Span};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
#[cfg(debug_assertions)]
use std::sync::LazyLock;
use std::sync::{Mutex, PoisonError};

/// Findings of blocks of one article's last check, by the entry's key. A check keeps what it used and drops the rest.
#[derive(Debug, Default)]
pub struct Cache {
    house: Option<House>,
    date: Option<String>,
    blocks: Kept<Box<[Finding]>>,
}

/// What came of checking an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Findings in order of place, then rule. What `stet` lets stand is left out.
    pub findings: Vec<Finding>,
    /// What `stet` directives let stand, in order of the directives; those that let nothing stand among them.
    pub stets: Vec<Stet>,
}

impl Checked {
    /// Moves what was found in the plain form of a text to where it stands in it.
    pub(crate) fn put_back(&mut self, plain: &Plain) {
        let back = |span: &mut Span| *span = plain.written(*span);
        for stet in &mut self.stets {
            back(&mut stet.span);
            stet.reach.iter_mut().chain(&mut stet.reason).for_each(back);
        }
        let let_stand = self.stets.iter_mut().flat_map(|stet| &mut stet.findings);
        for finding in self.findings.iter_mut().chain(let_stand) {
            back(&mut finding.span);
            finding.related.iter_mut().for_each(|(span, _)| back(span));
            finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|(span, _)| back(span));
        }
    }
}

/// Checks an article.
pub fn check(context: &Context<'_>, cache: &mut Cache) -> Checked {
    check_by(ALL, context, cache)
}

/// [`check`] by the given rules.
pub(super) fn check_by(rules: &[&'static Rule], context: &Context<'_>, cache: &mut Cache) -> Checked {
    let date = &context.ledger.front_matter.date;
    if cache.house.as_ref() != Some(context.house) || cache.date != *date {
        cache.blocks.clear();
        cache.date.clone_from(date);
        cache.house = Some(context.house.clone());
    }
    let active: Vec<&'static Rule> =
        rules.iter().copied().filter(|r| r.severity_in(context.house) > Severity::Off).collect();
    let mut findings = block_findings(&active, context, cache);
    for rule in &active {
        if let Check::Article(run) = rule.check {
            guarded(rule, context.house, &mut findings, |out| run(context, out));
        }
    }
    sort(&mut findings);
    yield_to_the_more_telling(&mut findings);
    let judged = stet::apply(context.ledger, &mut findings);
    let mut of_directives = Vec::new();
    for rule in &active {
        if let Check::Directives(run) = rule.check {
            let directives = DirectivesContext { ledger: context.ledger, judged: &judged, findings: &findings };
            guarded(rule, context.house, &mut of_directives, |out| run(&directives, out));
        }
    }
    if !of_directives.is_empty() {
        findings.append(&mut of_directives);
        sort(&mut findings);
    }
    Checked { findings, stets: judged.into_iter().map(Stet::from).collect() }
}

/// Rules that stay silent where another one points at the same words, or at some of them: that one says more, or what comes first. A rule
/// that the house turned off finds nothing, and so nothing yields to it.
const YIELDS: &[(&str, &[&str])] = &[
    ("anonymous-without-grounds", &["anonymous-opinion"]),
    ("lapsed-attribution", &["casualty-figure", "unattributed-quote", "unsourced-lead"]),
    ("place-name-inconsistent", &["mixed-script", "non-latin-name"]),
    ("place-name-variant", &["mixed-script", "place-name-inconsistent"]),
    ("unattributed-claim", &["casualty-figure", "lapsed-attribution", "unattributed-quote", "unsourced-lead"]),
    ("unsourced-lead", &["casualty-figure", "unattributed-quote"]),
    ("unverified-not-said", &["low-grade-source"]),
    ("vague-attribution", &["anonymous-opinion", "hearsay-adverb"]),
];

/// Takes out of `findings`, which are in order of place, those that [`YIELDS`] has yield.
fn yield_to_the_more_telling(findings: &mut Vec<Finding>) {
    let telling = |rule: &str| YIELDS.iter().any(|(_, to)| to.contains(&rule));
    // Of each telling rule the places in order, each with the furthest end so far: whether one overlaps is then one look.
    let mut places: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| telling(f.rule)) {
        let all = places.entry(finding.rule).or_default();
        let furthest = all.last().map_or(0, |&(_, end)| end).max(finding.span.end);
        all.push((finding.span.start, furthest));
    }
    findings.retain(|finding| {
        let Some((_, to)) = YIELDS.iter().find(|(rule, _)| *rule == finding.rule) else { return true };
        !to.iter().filter_map(|rule| places.get(rule)).any(|all| {
            let before = all.partition_point(|&(start, _)| start < finding.span.end);
            before > 0 && all[before - 1].1 > finding.span.start
        })
    });
}

/// Checks the registry: what is found in each of its files, in order of place.
#[must_use]
pub fn check_registry(context: &RegistryContext<'_>) -> Vec<Vec<Finding>> {
    let mut by_file = vec![Vec::new(); context.registry.files.len()];
    for rule in ALL.iter().copied().filter(|rule| rule.severity_in(context.house) > Severity::Off) {
        let Check::Registry(run) = rule.check else { continue };
        for (index, source) in context.registry.sources.iter().enumerate() {
            if let Some(findings) = by_file.get_mut(source.file) {
                guarded(rule, context.house, findings, |out| run(context, index, out));
            }
        }
    }
    by_file.iter_mut().for_each(|findings| sort(findings));
    by_file
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span.start, a.span.end, a.rule).cmp(&(b.span.start, b.span.end, b.rule)));
}

/// Findings of the block rules, in the article's bytes.
fn block_findings(active: &[&'static Rule], context: &Context<'_>, cache: &mut Cache) -> Vec<Finding> {
    let mut findings = Vec::new();
    for placed in &context.ledger.blocks {
        let found = cache.blocks.get(placed.entry.key, || one_block(active, context, placed).into());
        findings.extend(found.iter().map(|finding| finding.shifted(placed.span.start)));
    }
    cache.blocks.done();
    findings
}

fn one_block(active: &[&'static Rule], context: &Context<'_>, placed: &Placed) -> Vec<Finding> {
    let block = BlockContext {
        text: placed.span.of(&context.ledger.text),
        entry: &placed.entry,
        date: context.ledger.front_matter.date.as_deref(),
        data: context.data,
        house: context.house,
    };
    let mut found = Vec::new();
    for rule in active {
        if let Check::Block(run) = rule.check {
            guarded(rule, context.house, &mut found, |out| run(&block, out));
        }
    }
    found
}

/// Names of rules that have panicked: they are left out for the rest of the run.
static BROKEN: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

impl Rule {
    /// Names of the rules that have failed in this run of the program and are left out.
    #[must_use]
    pub fn broken() -> Vec<&'static str> {
        BROKEN.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What this rule alone finds, whatever is let stand: for telling its cost from that of the others.
    pub fn alone(&'static self, context: &Context<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        match self.check {
            Check::Block(_) => {
                for placed in &context.ledger.blocks {
                    findings.extend(one_block(&[self], context, placed));
                }
            }
            Check::Article(run) => guarded(self, context.house, &mut findings, |out| run(context, out)),
            Check::Directives(run) => {
                let judged = stet::apply(context.ledger, &mut Vec::new());
                let directives = DirectivesContext { ledger: context.ledger, judged: &judged, findings: &[] };
                guarded(self, context.house, &mut findings, |out| run(&directives, out));
            }
            // It looks at no article.
            Check::Registry(_) => {}
        }
        findings
    }
}

/// In a build for tests, the rule that is to fail: so that it can be seen what one that does costs the whole program.
#[cfg(debug_assertions)]
static TO_FAIL: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("SAYSO_TEST_RULE_THAT_FAILS").ok());

/// Runs a rule, gives its findings their severity, and takes back what it found if it panics. Nothing of the text is told: what a
/// panic says may quote it.
fn guarded(rule: &'static Rule, house: &House, out: &mut Vec<Finding>, run: impl FnOnce(&mut Vec<Finding>)) {
    let broken = || BROKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if broken().contains(&rule.name) {
        return;
    }
    let before = out.len();
    let run = AssertUnwindSafe(|| {
        #[cfg(debug_assertions)]
        assert_ne!(TO_FAIL.as_deref(), Some(rule.name));
        run(out);
    });
    if catch_unwind(run).is_err() {
        out.truncate(before);
        let mut broken = broken();
        if !broken.contains(&rule.name) {
            broken.push(rule.name);
            eprintln!("sayso: the rule {} failed and is off from here on; all other rules still run", rule.name);
        }
        return;
    }
    let severity = rule.severity_in(house);
    for finding in out.iter_mut().skip(before).filter(|f| f.severity == Severity::Off) {
        finding.severity = severity;
    }
}
