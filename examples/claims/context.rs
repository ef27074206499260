//! Learns what a claim is worth where it stands, from the articles among our own sentences: see `sayso::ledger::Before`.

use crate::learn::KINDS;
use crate::own::{self, Form, Part};
use sayso::article::Format;
use sayso::claims::{Kind, SIGNS, Scores};
use sayso::ledger::{Before, Cache, Data, Standing, build};

/// One sentence of an article: its signs, and whether it goes back.
type Row = ([f32; SIGNS], bool);

/// Steps down the slope; the error no longer changes long before.
const STEPS: usize = 3000;
const RATE: f32 = 1.0;
/// What keeps a weight small that few sentences speak for.
const DECAY: f32 = 1e-3;

/// The weights, and what they make of the sentences they were learned from, printed. `raw` tells of each sentence of `parts` what a model
/// makes of it that did not see it.
pub fn learn(parts: &[Part], raw: &[[f32; KINDS]]) -> [f32; SIGNS] {
    let rows = rows(parts, raw);
    let mut weights = [0.0_f32; SIGNS];
    weights[1] = 1.0;
    for step in 0..STEPS {
        let mut slope = [0.0_f32; SIGNS];
        for (signs, back) in &rows {
            let error = 1.0 / (1.0 + (-odds(&weights, signs)).exp()) - f32::from(u8::from(*back));
            slope.iter_mut().zip(signs).for_each(|(slope, sign)| *slope += error * sign);
        }
        let rate = RATE * (1.0 - step as f32 / STEPS as f32);
        for ((weight, slope), sign) in weights.iter_mut().zip(slope).zip(0..) {
            let decay = if sign == 0 { 0.0 } else { DECAY * *weight };
            *weight -= rate * (slope / rows.len().max(1) as f32 + decay);
        }
    }
    println!("weights of signs: {weights:.2?}");
    for from in [-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0] {
        let said = rows.iter().filter(|(signs, _)| odds(&weights, signs) >= from);
        let (all, right) = said.fold((0, 0), |(all, right), (_, back)| (all + 1, right + usize::from(*back)));
        let must = rows.iter().filter(|(_, back)| *back).count();
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        println!("  from {from:4.1}: recall {:.3}, precision {:.3}", share(right, must), share(right, all));
    }
    weights
}

fn odds(weights: &[f32; SIGNS], signs: &[f32; SIGNS]) -> f32 {
    signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum()
}

/// The sentences of the articles.
fn rows(parts: &[Part], raw: &[[f32; KINDS]]) -> Vec<Row> {
    let data = Data::default();
    let mut rows = Vec::new();
    let mut at = 0;
    for part in parts {
        let scores = &raw[at..at + part.lines.len()];
        at += part.lines.len();
        if part.form != Form::Piece {
            continue;
        }
        let (text, spans) = own::article(part);
        let ledger = build(text.into(), Format::Plain, &data, &mut Cache::default());
        let mut before = Before::new(&ledger.lines);
        for line in ledger.lines.iter().filter(|line| line.standing != Standing::None) {
            let marked = spans.partition_point(|span| span.end <= line.span.start);
            let Some((marked, raw)) = part.lines.get(marked).zip(scores.get(marked)) else { continue };
            rows.push((before.signs(line, Scores::of(*raw)), marked.kind != Kind::None && !marked.runs_on));
        }
    }
    rows
}
