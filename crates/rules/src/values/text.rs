//! Text as applicants type it: what cannot be seen in it is named, and never taken out silently.

use super::fold::position;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use strum::IntoStaticStr;

/// How much a field of the form takes, and whether it may hold several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TextKind {
    /// A name, a number, one word.
    Word,
    /// One line: an address, a place of work.
    Line,
    /// A statement of several lines.
    Passage,
}

impl TextKind {
    /// Characters it holds at most.
    pub fn limit(self) -> usize {
        match self {
            Self::Word => 80,
            Self::Line => 200,
            Self::Passage => 4_000,
        }
    }

    fn allows(self, c: char) -> bool {
        match self {
            Self::Word | Self::Line => false,
            Self::Passage => matches!(c, '\n' | '\t'),
        }
    }
}

/// Why a character is not what it seems.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum HiddenKind {
    /// A control character, line breaks included where one line is wanted.
    Control,
    /// It takes no room on the screen: two texts look alike and are not.
    ZeroWidth,
    /// It turns the direction of what follows, and can show a number backwards.
    Bidirectional,
    /// It picks a shape for the character before it.
    Variation,
    /// A code without a public meaning; old systems kept rare characters there.
    PrivateUse,
    /// A radical or compatibility form that looks like the character proper.
    Lookalike,
}

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TextFinding {
    /// Longer than the field.
    TooLong {
        /// Characters it may have.
        limit: usize,
        /// Characters it has.
        found: usize,
    },
    /// A character that is not what it seems.
    Hidden {
        /// Where, counted from one.
        position: usize,
        /// Why.
        kind: HiddenKind,
        /// Its code, as `U+200B`.
        scalar: String,
        /// Its name in Unicode, or that of its block.
        name: String,
    },
}

/// All that is wrong with a text of this kind.
pub fn findings(text: &str, kind: TextKind) -> Vec<TextFinding> {
    too_long(text, kind.limit())
        .into_iter()
        .chain(hidden(text, |c| kind.allows(c)))
        .collect()
}

fn too_long(text: &str, limit: usize) -> Option<TextFinding> {
    let found = text.chars().count();
    (found > limit).then_some(TextFinding::TooLong { limit, found })
}

fn hidden(text: &str, allowed: impl Fn(char) -> bool) -> impl Iterator<Item = TextFinding> {
    text.chars()
        .enumerate()
        .filter(move |(_, c)| !allowed(*c))
        .filter_map(|(index, c)| {
            let block = block_of(c)?;
            Some(TextFinding::Hidden {
                position: position(index),
                kind: block.kind,
                scalar: format!("U+{:04X}", u32::from(c)),
                name: block.name.to_owned(),
            })
        })
}

/// Why this character is not what it seems; none for an ordinary one.
pub fn hidden_kind(c: char) -> Option<HiddenKind> {
    block_of(c).map(|block| block.kind)
}

struct Block {
    first: u32,
    last: u32,
    kind: HiddenKind,
    name: &'static str,
}

static BLOCKS: LazyLock<Vec<Block>> = LazyLock::new(|| {
    include_str!("data/hidden_characters.txt")
        .lines()
        .filter_map(read_block)
        .collect()
});

fn block_of(c: char) -> Option<&'static Block> {
    let scalar = u32::from(c);
    BLOCKS
        .iter()
        .find(|block| (block.first..=block.last).contains(&scalar))
}

fn read_block(line: &'static str) -> Option<Block> {
    let mut columns = line.splitn(4, ' ');
    Some(Block {
        first: u32::from_str_radix(columns.next()?, 16).ok()?,
        last: u32::from_str_radix(columns.next()?, 16).ok()?,
        kind: read_kind(columns.next()?)?,
        name: columns.next()?,
    })
}

fn read_kind(name: &str) -> Option<HiddenKind> {
    match name {
        "control" => Some(HiddenKind::Control),
        "zero_width" => Some(HiddenKind::ZeroWidth),
        "bidirectional" => Some(HiddenKind::Bidirectional),
        "variation" => Some(HiddenKind::Variation),
        "private_use" => Some(HiddenKind::PrivateUse),
        "lookalike" => Some(HiddenKind::Lookalike),
        _ => None,
    }
}
