//! The arrows of the life cycle, by their numbers. Status moves along these and no others.

use super::status::Status;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// The number of a transition, as `T04`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[allow(missing_docs, reason = "the table below says what each one is")]
pub enum TransitionId {
    T01,
    T02,
    T03,
    T04,
    T05,
    T06,
    T07,
    T08,
    T09,
    T10,
    T11,
    T12,
    T13,
    T14,
    T15,
    T16,
    T17,
    T18,
    T19,
    T20,
    T21,
    T22,
    T23,
    T24,
    T25,
    T26,
    T27,
    /// 恢复 of a mistaken refusal, at posts that switch it on.
    T28,
}

/// One arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// Its number; several arrows may share one.
    pub id: TransitionId,
    /// From.
    pub from: Status,
    /// To.
    pub to: Status,
}

const fn t(id: TransitionId, from: Status, to: Status) -> Transition {
    Transition { id, from, to }
}

use Status as S;
use TransitionId as T;

/// Every arrow there is.
pub const TRANSITIONS: &[Transition] = &[
    t(T::T01, S::Draft, S::PendingPayment),
    t(T::T02, S::PendingPayment, S::FirstReview),
    t(T::T03, S::PendingPayment, S::Expired),
    t(T::T04, S::FirstReview, S::Supplement),
    t(T::T05, S::Supplement, S::FirstReview),
    t(T::T06, S::Supplement, S::Rejected),
    t(T::T07, S::FirstReview, S::InterviewToBook),
    t(T::T08, S::InterviewToBook, S::InterviewBooked),
    t(T::T09, S::InterviewBooked, S::InterviewToBook),
    t(T::T10, S::InterviewBooked, S::InterviewToBook),
    t(T::T11, S::InterviewBooked, S::FirstReview),
    t(T::T12, S::FirstReview, S::SecondReview),
    t(T::T13, S::SecondReview, S::ToMake),
    t(T::T14, S::SecondReview, S::FirstReview),
    t(T::T14, S::SecondReview, S::Supplement),
    t(T::T14, S::SecondReview, S::InterviewToBook),
    t(T::T15, S::FirstReview, S::Rejected),
    t(T::T15, S::SecondReview, S::Rejected),
    t(T::T16, S::ToMake, S::Made),
    t(T::T17, S::Made, S::ToCollect),
    t(T::T18, S::Made, S::ToMail),
    t(T::T19, S::ToCollect, S::Done),
    t(T::T20, S::ToMail, S::Done),
    t(T::T21, S::PendingPayment, S::Cancelled),
    t(T::T21, S::FirstReview, S::Cancelled),
    t(T::T21, S::Supplement, S::Cancelled),
    t(T::T21, S::InterviewToBook, S::Cancelled),
    t(T::T21, S::InterviewBooked, S::Cancelled),
    t(T::T21, S::SecondReview, S::Cancelled),
    t(T::T22, S::ToMake, S::SecondReview),
    t(T::T23, S::Made, S::ToMake),
    t(T::T24, S::FirstReview, S::OnsiteToBook),
    t(T::T24, S::SecondReview, S::OnsiteToBook),
    t(T::T24, S::OnsiteToBook, S::OnsiteBooked),
    t(T::T24, S::OnsiteBooked, S::OnsiteToBook),
    t(T::T24, S::OnsiteBooked, S::SecondReview),
    t(T::T24, S::OnsiteBooked, S::ToMake),
    t(T::T25, S::Draft, S::PensionProcessing),
    t(T::T25, S::PensionProcessing, S::PensionOk),
    t(T::T25, S::PensionProcessing, S::PensionFail),
    t(T::T26, S::InterviewToBook, S::FirstReview),
    t(T::T26, S::InterviewToBook, S::Rejected),
    t(T::T27, S::FirstReview, S::ToMake),
    t(T::T28, S::Rejected, S::FirstReview),
];

impl TransitionId {
    /// As it is written.
    pub fn code(self) -> &'static str {
        self.into()
    }
}
