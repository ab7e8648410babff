//! Where words of an officer's own may stand in what an applicant reads.

use super::PARAGRAPHS_LIMIT;
use crate::order::reason_fields::{Field, FilledBy};
use crate::order::reasons::{RejectReason, SupplementReason};
use strum::IntoEnumIterator;

/// A place for words of an officer's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsPlace {
    /// The officer's own paragraphs under what is asked for again.
    Paragraphs,
    /// What is wrong with an original that came.
    Original,
    /// A place in the sentence of a reason.
    Reason {
        /// The reason's code.
        code: &'static str,
        /// The place.
        field: Field,
    },
}

impl WordsPlace {
    /// Every place there is.
    pub fn all() -> Vec<Self> {
        let asked = SupplementReason::iter().map(|reason| (reason.code(), reason.fields()));
        let refused = RejectReason::iter().map(|reason| (reason.code(), reason.fields()));
        let reasons = asked.chain(refused).flat_map(|(code, fields)| {
            let free = |field: &&Field| field.kind.is_free() && field.by != FilledBy::Order;
            fields.iter().filter(free).map(move |field| Self::Reason {
                code,
                field: *field,
            })
        });
        [Self::Paragraphs, Self::Original]
            .into_iter()
            .chain(reasons)
            .collect()
    }

    /// The place of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|place| place.name() == name)
    }

    /// As it is written: `paragraphs`, `S30.text`.
    pub fn name(self) -> String {
        match self {
            Self::Paragraphs => "paragraphs".to_owned(),
            Self::Original => "original".to_owned(),
            Self::Reason { code, field } => format!("{code}.{}", field.name),
        }
    }

    /// Characters it holds at most.
    pub fn limit(self) -> u32 {
        match self {
            Self::Paragraphs => u32::try_from(PARAGRAPHS_LIMIT).unwrap_or(u32::MAX),
            Self::Original => 500,
            Self::Reason { field, .. } => u32::try_from(field.kind.limit()).unwrap_or(u32::MAX),
        }
    }
}
