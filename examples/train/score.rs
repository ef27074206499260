//! Scores what the tagger finds as the held-back articles are scored: sentences, spans, characters of content, links.

use super::corpus::{Article, Attribution, Pair, Piece};
use regex::Regex;
use sayso::attribution::model::{Memos, find_with, weights::Model};
use std::collections::BTreeSet;

/// Cues that an editor calls sourcing; the others are attitudes and intentions.
const SPEECH: &str = r"(?i)\b(sa(y|ys|id|ying)|t(ell|ells|old|elling)|according to|add(s|ed|ing)?|report(s|ed|ing|edly)?|announc\w+|claim\w*|argu\w+|stat(e|es|ed|ing|ement|ements)|wr(ite|ites|ote|itten|iting)|tweet\w*|insist\w*|assert\w*|not(e|es|ed|ing)|suggest\w*|warn\w*|den(y|ies|ied|ying)|explain\w*|declar\w+|call(s|ed|ing)?|ask(s|ed|ing)?|respond\w*|repl(y|ies|ied|ying)|accus\w+|criticiz\w+|describ\w+|mention\w*|testif\w+|confirm\w*|admit\w*|acknowledg\w+|conced\w+|remark\w*|comment\w*|quot\w+|conclud\w+|predict\w*|promis\w+|pledg\w+|vow\w*|urg(e|es|ed|ing)|recall\w*|joke\w*|blast\w*|attack\w*|prais\w+|show(s|ed|n|ing)?|found|finds?|poll\w*|survey\w*|alleg\w+|disclos\w+|reveal\w*|releas\w+|spoke|speak\w*|talk\w*|discuss\w*|posted|emphasi\w+|stress\w*|point\w* (out|to)|cit(e|es|ed|ing)|indicat\w+|observ\w+|reiterat\w+|repeat\w*|propos\w+|condemn\w*|denounc\w+|dismiss\w*|reject\w*|defend\w*|answer\w*|shout\w*|chant\w*|complain\w*|question\w*|endors\w+|inform\w*|brief\w*|declin\w+ to|refus\w+ to|words|speech|interview|comments|remarks|message|letter|article)\b|[:]$";

#[derive(Clone, Copy, Default)]
struct Tally {
    hit: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn add(&mut self, hit: usize, found: usize, gold: usize) {
        (self.hit, self.found, self.gold) = (self.hit + hit, self.found + found, self.gold + gold);
    }

    /// Precision, recall and F1.
    fn figures(self) -> [f64; 3] {
        let of = |n: usize| if n == 0 { 0.0 } else { self.hit as f64 / n as f64 };
        let (p, r) = (of(self.found), of(self.gold));
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

/// The figures of `model` on `articles`, cut to `pieces`, one line each.
pub fn score(model: &Model<'_>, articles: &[Article], pieces: &[Piece]) -> String {
    let speech = Regex::new(SPEECH).expect("the pattern is constant");
    let (mut every, mut spoken) = ([0; 4], [0; 4]);
    let (mut cue, mut source, mut content, mut link) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    for (index, article) in articles.iter().enumerate() {
        let found = found(model, pieces.iter().filter(|p| p.article == index));
        sentences(article, &found, &speech, &mut every, &mut spoken);
        let skip: Vec<Pair> = article.sentences.iter().filter(|s| s.discard).map(|s| [s.start, s.end]).collect();
        let live = |spans: BTreeSet<Pair>| -> Vec<Pair> { spans.into_iter().filter(|s| !touches(&skip, *s)).collect() };
        for (tally, pick) in [(&mut cue, 1), (&mut source, 0)] {
            let hulls = |all: &[Attribution]| {
                live(all.iter().filter_map(|a| hull(if pick == 0 { &a.source } else { &a.cue })).collect())
            };
            let (f, g) = (hulls(&found), hulls(&article.attributions));
            tally.add(pair_off(&f, &g), f.len(), g.len());
        }
        let (f, g) = (characters(article, &found, &skip), characters(article, &article.attributions, &skip));
        let both = f.iter().zip(&g).filter(|(f, g)| **f && **g).count();
        content.add(both, f.iter().filter(|f| **f).count(), g.iter().filter(|g| **g).count());
        for gold in article.attributions.iter().filter(|g| !g.cue.is_empty() && !g.source.is_empty()) {
            let same = |f: &&Attribution| f.cue.iter().any(|c| hull(&gold.cue).is_some_and(|g| overlap(*c, g)));
            if let Some(hit) = found.iter().find(same) {
                let right = gold.source.iter().any(|g| touches(&hit.source, *g));
                link.add(usize::from(right), 1, 1);
            }
        }
    }
    let show = |t: Tally| t.figures().map(|f| format!("{f:.3}")).join("/");
    let line = |name: &str, [tn, fp, fal, tp]: [usize; 4]| {
        let yes = Tally { hit: tp, found: tp + fp, gold: tp + fal };
        let no = Tally { hit: tn, found: tn + fal, gold: tn + fp };
        format!(
            "{name:9} attributed {}  unattributed {}  macro {:.3}\n",
            show(yes),
            show(no),
            (yes.figures()[2] + no.figures()[2]) / 2.0
        )
    };
    format!(
        "{}{}spans     cue {}  source {}  content {}  link {:.3}",
        line("sentence", every),
        line("speech", spoken),
        show(cue),
        show(source),
        show(content),
        link.figures()[0]
    )
}

/// What the model finds in the blocks of one article; of nested ones only the outer.
fn found<'a>(model: &Model<'_>, pieces: impl Iterator<Item = &'a Piece>) -> Vec<Attribution> {
    let mut all = Vec::new();
    let mut memos = Memos::default();
    for piece in pieces {
        let pair = |s: &sayso::text::Span| [s.start + piece.start, s.end + piece.start];
        for f in find_with(model, &mut memos, &piece.text, &piece.block) {
            let (source, cue) = (f.source.iter().map(pair).collect(), f.cue.iter().map(pair).collect());
            all.push(Attribution { source, cue, content: f.content.iter().map(pair).collect() });
        }
    }
    let inside = |i: usize| {
        let cue: Option<&Pair> = all[i].cue.first();
        cue.is_some_and(|c| {
            all.iter().enumerate().any(|(j, y)| j != i && y.content.iter().any(|[u, v]| *u <= c[0] && c[1] <= *v))
        })
    };
    let outer: Vec<bool> = (0..all.len()).map(|i| !inside(i)).collect();
    all.into_iter().zip(outer).filter(|(_, outer)| *outer).map(|(a, _)| a).collect()
}

fn sentences(
    article: &Article,
    found: &[Attribution],
    speech: &Regex,
    every: &mut [usize; 4],
    spoken: &mut [usize; 4],
) {
    let is_speech = |a: &&Attribution| hull(&a.cue).is_none_or(|[from, to]| speech.is_match(&article.text[from..to]));
    for s in article.sentences.iter().filter(|s| !s.discard) {
        let span = [s.start, s.end];
        let wordy = |[u, v]: &Pair| {
            let (from, to) = ((*u).max(s.start), (*v).min(s.end));
            from < to && article.text[from..to].chars().any(|c| c.is_alphanumeric() || c == '_')
        };
        let says = found.iter().any(|f| touches(&f.cue, span) || f.content.iter().any(wordy));
        every[2 * usize::from(s.attributed) + usize::from(says)] += 1;
        if !s.attributed {
            spoken[usize::from(says)] += 1;
        } else if article
            .attributions
            .iter()
            .filter(is_speech)
            .any(|g| touches(&g.cue, span) || touches(&g.content, span))
        {
            spoken[2 + usize::from(says)] += 1;
        }
    }
}

fn characters(article: &Article, all: &[Attribution], skip: &[Pair]) -> Vec<bool> {
    let mut marked = vec![false; article.text.len()];
    all.iter().flat_map(|a| &a.content).for_each(|[from, to]| marked[*from..*to].fill(true));
    skip.iter().for_each(|[from, to]| marked[*from..*to].fill(false));
    article.text.char_indices().map(|(i, c)| marked[i] && !c.is_whitespace()).collect()
}

fn pair_off(found: &[Pair], gold: &[Pair]) -> usize {
    let mut used = vec![false; gold.len()];
    let mut hits = 0;
    for f in found {
        let shared = |g: &Pair| f[1].min(g[1]) - f[0].max(g[0]);
        let free = gold.iter().enumerate().filter(|(i, g)| !used[*i] && overlap(*f, **g));
        if let Some((best, _)) = free.max_by_key(|(i, g)| (shared(g), usize::MAX - i)) {
            used[best] = true;
            hits += 1;
        }
    }
    hits
}

fn hull(spans: &[Pair]) -> Option<Pair> {
    Some([spans.first()?[0], spans.iter().map(|s| s[1]).max()?])
}

fn overlap(a: Pair, b: Pair) -> bool {
    a[0] < b[1] && a[1] > b[0]
}

fn touches(spans: &[Pair], span: Pair) -> bool {
    spans.iter().any(|s| overlap(*s, span))
}
