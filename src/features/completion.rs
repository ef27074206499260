//! Stub.
/// Stub.
pub struct Completions {
    /// Items.
    pub items: Vec<Item>,
    /// More.
    pub incomplete: bool,
}
/// Stub.
pub struct Item {
    /// Label.
    pub label: String,
    /// Detail.
    pub detail: Option<String>,
    /// Doc.
    pub documentation: Option<String>,
    /// Filter.
    pub filter: String,
    /// Insert.
    pub insert: String,
    /// Replace.
    pub replace: crate::text::Span,
}
/// Stub.
#[must_use]
pub fn complete(_: &crate::desk::Snapshot, _: usize) -> Option<Completions> {
    None
}
