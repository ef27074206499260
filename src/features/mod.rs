//! What an editor can ask. One file a feature, each a pure function of a snapshot and a byte offset to plain data.

pub mod completion;
pub mod hover;
