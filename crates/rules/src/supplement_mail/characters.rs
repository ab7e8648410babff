//! Writings that mean the same: full and half width, traditional and simplified.
//!
//! The traditional characters are those of the four lines, of businesses and posts, and of common names;
//! a name with others is told by its reading (`compare.rs`). One character gives one character, so that
//! places in the folded line are places in the line.

use crate::values::fold::half_width;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    include_str!("data/traditional.txt")
        .split_whitespace()
        .filter_map(|pair| {
            let mut pair = pair.chars();
            Some((pair.next()?, pair.next()?))
        })
        .collect()
});

/// A line as it is compared; blanks of every kind are one kind.
pub(super) fn folded(line: &str) -> String {
    line.chars()
        .map(half_width)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c))
        .filter(|c| !is_unseen(*c))
        .collect()
}

/// What copying from the APP or a page leaves behind; it carries no meaning between words.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Letters, digits and characters alone, in capitals.
pub(super) fn bare(text: &str) -> String {
    folded(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}
