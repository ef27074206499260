//! sayso asks one question of every sentence of a news draft: on whose say-so?
//!
//! Data flows one way: text -> [`ledger`] -> views. The modules below are in order: each uses only those listed after it. Only [`lsp`] names a protocol type; only [`cli`], [`lsp`] and [`desk`] touch files, clocks or threads.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests lay out files; the library is also linted without them")
)]

pub mod cli;
pub mod lsp;

pub mod report;

pub mod features;

pub mod desk;

pub mod rules;

pub mod ledger;

pub mod attribution;

pub mod claims;

pub mod syntax;

pub mod house;

pub mod gazetteer;

pub mod sources;

pub mod article;

pub mod text;
