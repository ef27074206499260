//! What an editor can ask. One file a feature, each a pure function of a snapshot and a byte offset to plain data.
//!
//! Features read the ledger and decide nothing themselves. What they show of a source they take from its `display_` and `shown_`
//! functions, which hold back who a confidential source is.

pub mod account;
pub mod completion;
pub mod hover;

mod markdown;
mod place_card;
mod source_card;

pub use place_card::scheme_name;

#[cfg(test)]
mod testing;
