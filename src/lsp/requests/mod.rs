//! One file a request: the protocol's parameters in, a feature asked, its plain data out as the protocol's types.
//!
//! Each has an `answer`, called on the actor's thread with everything the server knows, and nothing in it decides: that is the
//! features' part. What a client cannot take is left out here, by its [`Client`](super::capabilities::Client).

pub mod call_hierarchy;
pub mod code_action;
pub mod code_lens;
pub mod command;
pub mod completion;
pub mod coverage;
pub mod definition;
pub mod diagnostic;
pub mod folding;
pub mod highlight;
pub mod hover;
pub mod inlay_hints;
pub mod linked_editing;
pub mod links;
pub mod moved;
pub mod references;
pub mod registry;
pub mod rename;
pub mod selection;
pub mod semantic_tokens;
pub mod symbols;
pub mod word;
pub mod workspace_symbols;
