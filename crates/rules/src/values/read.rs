//! What a tolerant parser hands back.

/// A value that was understood, and what made the reader doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T, W> {
    /// The value in its one written form.
    pub value: T,
    /// Doubts an officer should see; none of them blocks.
    pub warnings: Vec<W>,
}
