//! The few differences of writing that carry no meaning, taken away before a number is read.

/// A full-width sign (`Ａ`, `１`, `－`, `　`) as its ordinary twin; anything else stays.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// The hyphens and dashes that keyboards and word processors put between groups.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A code as it is compared: half-width capitals without blanks and dashes.
///
/// Invisible characters stay, so that the parser stumbles over them instead of hiding them.
pub(super) fn code(text: &str) -> Vec<char> {
    text.chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !is_dash(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Position from one, for people who count characters.
pub(super) fn position(index: usize) -> usize {
    index + 1
}
