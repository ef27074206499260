//! Figures of merit.

use crate::learn::{KINDS, softmax};
use crate::own::{Form, Part};
use sayso::claims::Kind;
use std::fmt::Write;

/// How well `raw` tells the sentences of `parts` apart, by form and by kind.
pub fn report(parts: &[Part], raw: &[[f32; KINDS]]) -> String {
    let shares: Vec<[f32; KINDS]> = raw.iter().map(|raw| softmax(*raw)).collect();
    let lines: Vec<_> = parts.iter().flat_map(|part| part.lines.iter().map(move |line| (part.form, line))).collect();
    let mut out = String::new();
    for form in [Form::Pairs, Form::Single, Form::Piece] {
        let own = || lines.iter().zip(&shares).filter(move |((own, _), _)| *own == form);
        let any: Vec<(f32, bool)> = own().map(|((_, line), s)| (1.0 - s[0], line.kind != Kind::None)).collect();
        let (recall, _) = recall_at(&any, 0.85);
        let ap = average_precision(&any);
        let _ = write!(out, "{form:?}: {} sentences, average precision {ap:.3}, recall {recall:.2} at .85;", any.len());
        for kind in &Kind::ALL[1..] {
            let among = own().filter(|((_, line), _)| line.kind == *kind || line.kind == Kind::None);
            let rows: Vec<(f32, bool)> = among.map(|((_, line), s)| (1.0 - s[0], line.kind == *kind)).collect();
            let _ = write!(out, " {} {:.2}", kind.name(), average_precision(&rows));
        }
        out.push('\n');
    }
    out + &pairs(&lines, &shares)
}

/// Of neighbours of which one accuses: how many guilty are found, how many innocent taken for guilty.
fn pairs(lines: &[(Form, &crate::own::Marked)], shares: &[[f32; KINDS]]) -> String {
    let some = |i: usize| 1.0 - shares[i][0] > 0.5;
    let (mut all, mut guilty, mut innocent, mut order) = (0, 0, 0, 0);
    for i in 1..lines.len() {
        let ((form, deed), (_, other)) = (lines[i - 1], lines[i]);
        if form == Form::Pairs && !other.opens && deed.kind == Kind::Accusation && other.kind == Kind::None {
            all += 1;
            guilty += usize::from(some(i - 1));
            innocent += usize::from(some(i));
            order += usize::from(shares[i - 1][0] < shares[i][0]);
        }
    }
    format!(
        "deeds: {all} pairs, in the right order {order}, guilty found {guilty}, innocent taken for guilty {innocent}"
    )
}

/// Average precision of `rows`, each a score and whether it should stand above the others.
pub fn average_precision(rows: &[(f32, bool)]) -> f64 {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = rows.iter().filter(|(_, right)| *right).count();
    let (mut right, mut sum) = (0_usize, 0.0);
    for (i, (_, is)) in rows.iter().enumerate() {
        if *is {
            right += 1;
            sum += right as f64 / (i + 1) as f64;
        }
    }
    sum / all.max(1) as f64
}

/// The highest recall at a precision of at least `precision`, and the score from which it is had.
pub fn recall_at(rows: &[(f32, bool)], precision: f64) -> (f64, f32) {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = rows.iter().filter(|(_, right)| *right).count();
    let (mut right, mut best) = (0_usize, (0.0, f32::INFINITY));
    for (i, (score, is)) in rows.iter().enumerate() {
        right += usize::from(*is);
        if right as f64 / (i + 1) as f64 >= precision {
            best = (right as f64 / all.max(1) as f64, *score);
        }
    }
    best
}
