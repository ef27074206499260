//! What an editor can ask. One file a feature, each a pure function of a snapshot and a byte offset to plain data.
//!
//! Features read the ledger and decide nothing themselves. What they show of a source they take from its `display_` and `shown_`
//! functions, which hold back who a confidential source is.

pub mod account;
pub mod actions;
pub mod clean;
pub mod code_lens;
pub mod completion;
pub mod coverage;
pub mod definition;
pub mod folding;
pub mod footnotes;
pub(crate) mod fuzzy;
pub mod highlight;
pub mod hover;
pub mod inlay_hints;
pub mod linked_editing;
pub mod links;
pub mod rename;
pub mod selection;
pub mod semantic_tokens;
pub mod structure;
pub mod symbol;
pub mod symbols;
pub mod uses;

mod markdown;
pub(crate) use markdown::{escaped_whole, link, shortened};
mod place_card;
mod place_names;
pub(crate) mod places;
mod sections;
mod source_card;
pub(crate) use source_card::reserved;

pub use place_names::{NameGroup, groups as name_groups, told as told_of_name};

#[cfg(test)]
pub(crate) mod testing;
