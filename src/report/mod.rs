//! The fact-check sheet: one article's ledger and what its registry, atlas and rules know of it, laid out for the meeting with the lawyer.
//!
//! [`article`] is a pure function of a snapshot to plain [`data`]; [`html`], [`csv`], [`md`] and [`json`] write that down. Nothing is
//! decided here: where a sentence stands, what was found and what was let stand come from the ledger and the rules. Who a confidential
//! source is never gets into the data, not even where the copy gives it away.

mod chains;
pub mod csv;
pub mod data;
mod figures;
pub mod html;
mod make;
pub mod map;
pub mod md;
mod questions;
mod speakers;
#[cfg(test)]
mod tests;
mod words;

use crate::text::json::tame;

pub use data::Sheet;
pub use make::article;

/// The sheet of some articles.
#[must_use]
pub fn sheet(articles: Vec<data::Article>) -> Sheet {
    Sheet { sayso: env!("CARGO_PKG_VERSION"), articles }
}

/// Whether a file that begins so is a sheet, of whatever form.
#[must_use]
pub fn is_sheet(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let json = || {
        let rest = head.strip_prefix('{').map(str::trim_start).and_then(|rest| rest.strip_prefix("\"sayso\""));
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    let html = || head.starts_with("<!DOCTYPE html>") && head.contains(html::GENERATOR);
    html() || json() || head.starts_with(md::HEAD) || head.starts_with(&*csv::head())
}

/// The sheet as one JSON object, as docs/report.md has it.
#[must_use]
pub fn json(sheet: &Sheet) -> String {
    // Plain data with string keys always has a form in JSON.
    serde_json::to_string_pretty(sheet).map(|json| tame(json) + "\n").unwrap_or_default()
}
