//! What each officer did.

use super::Within;
use crate::ids::OfficerId;
use crate::order::log::Change;
use crate::order::transition::TransitionId as T;
use crate::order::{Order, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A piece of work that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// 初审
    FirstReview,
    /// 面谈
    Interview,
    /// 复审
    SecondReview,
    /// 制证
    Making,
    /// 发证, 寄出
    HandOver,
}

/// One officer's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Load {
    /// 初审
    pub first_reviews: u32,
    /// 面谈
    pub interviews: u32,
    /// 复审
    pub second_reviews: u32,
    /// 制证
    pub made: u32,
    /// 发证, 寄出
    pub handed_over: u32,
}

impl Load {
    pub(super) fn add(&mut self, other: &Self) {
        self.first_reviews += other.first_reviews;
        self.interviews += other.interviews;
        self.second_reviews += other.second_reviews;
        self.made += other.made;
        self.handed_over += other.handed_over;
    }

    fn did(&mut self, work: Work) {
        let count = match work {
            Work::FirstReview => &mut self.first_reviews,
            Work::Interview => &mut self.interviews,
            Work::SecondReview => &mut self.second_reviews,
            Work::Making => &mut self.made,
            Work::HandOver => &mut self.handed_over,
        };
        *count += 1;
    }
}

/// The piece of work a change of status is, when an officer made it; interviews are counted by their records.
pub(super) fn work_of(change: &Change) -> Option<Work> {
    change.by.officer()?;
    let by = |ids: &[T]| ids.contains(&change.transition);
    let leaves = |status| by(&[T::T15, T::T24]) && change.from == status;
    if by(&[T::T04, T::T06, T::T07, T::T12, T::T27]) || leaves(Status::FirstReview) {
        Some(Work::FirstReview)
    } else if by(&[T::T13, T::T14]) || leaves(Status::SecondReview) {
        Some(Work::SecondReview)
    } else if by(&[T::T16]) {
        Some(Work::Making)
    } else if by(&[T::T19, T::T20]) {
        Some(Work::HandOver)
    } else {
        None
    }
}

pub(super) fn count(order: &Order, within: Within<'_>, all: &mut BTreeMap<OfficerId, Load>) {
    for change in order.changes.iter().filter(|c| within(c.at)) {
        if let (Some(work), Some(by)) = (work_of(change), change.by.officer()) {
            all.entry(by.clone()).or_default().did(work);
        }
    }
    for held in order.interview.held.iter().filter(|h| within(h.record.to)) {
        if let Some(by) = held.by.officer() {
            all.entry(by.clone()).or_default().did(Work::Interview);
        }
    }
}
