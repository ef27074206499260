//! Stub.
/// Stub.
pub struct Hover {
    /// Where.
    pub span: crate::text::Span,
    /// What.
    pub markdown: String,
}
/// Stub.
#[must_use]
pub fn hover(_: &crate::desk::Snapshot, _: usize) -> Option<Hover> {
    None
}
