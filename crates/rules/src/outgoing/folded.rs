//! A text as a person reads it: without the disguises of full width, invisible characters and capitals.

use crate::values::fold::half_width;
use crate::values::text::{HiddenKind, hidden_kind};

/// One character as it is read, and where it stands in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) read: char,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The text, character by character.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) glyphs: Vec<Glyph>,
}

impl Folded {
    pub(super) fn of(text: &str) -> Self {
        let visible = |c: &char| {
            !matches!(
                hidden_kind(*c),
                Some(HiddenKind::ZeroWidth | HiddenKind::Bidirectional | HiddenKind::Variation)
            )
        };
        let glyphs = text
            .char_indices()
            .filter(|(_, c)| visible(c))
            .map(|(from, c)| Glyph {
                read: half_width(c).to_ascii_lowercase(),
                from,
                to: from + c.len_utf8(),
            })
            .collect();
        Self { glyphs }
    }

    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.glyphs.get(index).map(|glyph| glyph.read)
    }

    /// Bytes from one glyph to just before another.
    pub(super) fn bytes(&self, from: usize, to: usize) -> (usize, usize) {
        let first = self.glyphs.get(from).map_or(0, |g| g.from);
        let last = to.checked_sub(1).and_then(|i| self.glyphs.get(i));
        (first, last.map_or(first, |g| g.to))
    }

    /// What is read between two glyphs.
    pub(super) fn read(&self, from: usize, to: usize) -> String {
        let to = to.min(self.glyphs.len());
        let part = self.glyphs.get(from..to).unwrap_or_default();
        part.iter().map(|g| g.read).collect()
    }

    /// What is read just before a glyph, in the same sentence.
    pub(super) fn before(&self, index: usize, most: usize) -> String {
        let start = index.saturating_sub(most);
        let part = self.read(start, index);
        let cut = part.rfind(['。', '；', '！', '？', '\n', ';']);
        cut.map_or(part.clone(), |at| {
            part.chars().skip(part[..at].chars().count() + 1).collect()
        })
    }
}

/// What is put between the characters of a word to break it up.
pub(super) fn is_filler(c: char) -> bool {
    c.is_whitespace() && c != '\n'
        || matches!(
            c,
            '-' | '_' | '*' | '.' | '·' | '•' | '/' | '|' | '~' | '+' | '#' | '^'
        )
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}
