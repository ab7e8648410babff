//! What fills the sentences of S01–S30 and R01–R21: the places of each, and who fills them.
//!
//! A place the order itself knows is never typed again. A place left empty is no fault unless it must be
//! filled: the sentence has a wording without it.

use super::reasons::{Pick, Refusing, RejectReason, SupplementReason};
use std::collections::BTreeMap;

/// What may stand in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A few words on one line.
    Line,
    /// A sentence or several.
    Passage,
    /// One of these codes; the catalogue names them.
    Choice(&'static [&'static str]),
    /// A business, by its code.
    Business,
    /// A whole number.
    Count,
    /// A calendar day.
    Day,
    /// Yes, or nothing.
    Flag,
}

impl FieldKind {
    /// The officer writes freely there.
    pub fn is_free(self) -> bool {
        matches!(self, Self::Line | Self::Passage)
    }

    /// Characters a place holds at most.
    pub fn limit(self) -> usize {
        match self {
            Self::Passage => 500,
            Self::Line => 80,
            Self::Choice(_) | Self::Business => 32,
            Self::Count | Self::Day | Self::Flag => 10,
        }
    }
}

/// Who fills a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledBy {
    /// The officer; without it the sentence says nothing.
    Officer,
    /// The officer, where it is known.
    OfficerIfKnown,
    /// The order or the post's settings.
    Order,
}

/// One place of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name, as in the template.
    pub name: &'static str,
    /// What may stand there.
    pub kind: FieldKind,
    /// Who fills it.
    pub by: FilledBy,
}

const fn must(name: &'static str, kind: FieldKind) -> Field {
    let by = FilledBy::Officer;
    Field { name, kind, by }
}

const fn may(name: &'static str, kind: FieldKind) -> Field {
    let by = FilledBy::OfficerIfKnown;
    Field { name, kind, by }
}

const fn from_order(name: &'static str, kind: FieldKind) -> Field {
    let by = FilledBy::Order;
    Field { name, kind, by }
}

const DOCUMENT: FieldKind = FieldKind::Choice(&["passport", "travel_document", "other"]);
const TEXT: &[Field] = &[must("text", FieldKind::Passage)];

impl SupplementReason {
    /// The places of its sentence.
    pub fn fields(self) -> &'static [Field] {
        use FieldKind::{Choice, Count, Flag, Line};
        match self {
            Self::S02 | Self::S10 | Self::S27 => const { &[from_order("document", DOCUMENT)] },
            Self::S04 => const { &[from_order("name", Line)] },
            Self::S08 => const { &[from_order("parents", Choice(&["both", "one"]))] },
            Self::S13 => const { &[from_order("minor", Flag)] },
            Self::S14 => const { &[from_order("country", Line)] },
            Self::S17 => const { &[from_order("years", Count)] },
            Self::S19 => {
                const {
                    &[may(
                        "fault",
                        Choice(&["scrawled", "pinyin", "other_person"]),
                    )]
                }
            }
            Self::S25 | Self::S26 => const { &[from_order("no", Line)] },
            Self::S28 => const { &[must("material", Line)] },
            Self::S29 => const { &[must("field", Line), may("stated", Line), may("shown", Line)] },
            Self::S30 => TEXT,
            Self::S01
            | Self::S03
            | Self::S05
            | Self::S06
            | Self::S07
            | Self::S09
            | Self::S11
            | Self::S12
            | Self::S15
            | Self::S16
            | Self::S18
            | Self::S20
            | Self::S21
            | Self::S22
            | Self::S23
            | Self::S24 => &[],
        }
    }

    /// Says nothing without the officer's own words.
    pub fn needs_words(self) -> bool {
        needs(self.fields())
    }
}

impl RejectReason {
    /// The places of its sentence.
    pub fn fields(self) -> &'static [Field] {
        use FieldKind::{Business, Choice, Day, Line, Passage};
        match self {
            Self::R01 => const { &[from_order("country", Line)] },
            Self::R03 => const { &[may("post", Line)] },
            Self::R04 => const { &[may("post", Line), from_order("tail", Line)] },
            Self::R05 => const { &[must("business", Business)] },
            Self::R07 => const { &[may("field", Line)] },
            Self::R08 => const { &[from_order("due", Day)] },
            Self::R09 => const { &[must("reason", Passage)] },
            Self::R10 => {
                const {
                    &[may(
                        "what",
                        Choice(&["identity", "guardianship", "nationality"]),
                    )]
                }
            }
            Self::R14 => const { &[may("article", Choice(&["third", "fifth", "ninth"]))] },
            Self::R17 => {
                const {
                    &[
                        may("kind", Choice(&["official_passport", "hksar_passport"])),
                        from_order("mailbox", Line),
                    ]
                }
            }
            Self::R21 => TEXT,
            Self::R02
            | Self::R06
            | Self::R11
            | Self::R12
            | Self::R13
            | Self::R15
            | Self::R16
            | Self::R18
            | Self::R19
            | Self::R20 => &[],
        }
    }

    /// Says nothing without the officer's own words.
    pub fn needs_words(self) -> bool {
        needs(self.fields())
    }
}

impl Pick {
    /// Places the officer must still fill.
    pub fn unfilled(&self) -> Vec<&'static str> {
        unfilled(self.reason.fields(), &self.words)
    }
}

impl Refusing {
    /// Places the officer must still fill.
    pub fn unfilled(&self) -> Vec<&'static str> {
        unfilled(self.reason.fields(), &self.words)
    }
}

fn needs(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.by == FilledBy::Officer)
}

fn unfilled(fields: &[Field], words: &BTreeMap<String, String>) -> Vec<&'static str> {
    let said = |name| words.get(name).is_some_and(|word| !word.trim().is_empty());
    fields
        .iter()
        .filter(|field| field.by == FilledBy::Officer && !said(field.name))
        .map(|field| field.name)
        .collect()
}
