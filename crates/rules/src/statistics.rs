//! 统计: what a post did in a stretch of days, counted from its orders and nothing else.
//!
//! A pure fold: the report of a month is the sum of the reports of its days. Days, weeks and months are
//! those of the post's calendar. How long orders have stood is a matter of one moment and counted apart.

mod ageing;
mod load;
mod period;

pub use ageing::{Ageing, DAYS_OF_BUCKETS, ageing};
pub use load::{Load, Work};
pub use period::{Grain, Period};

use crate::business::Business;
use crate::cash_day::Sums;
use crate::ids::OfficerId;
use crate::order::interview::InterviewResult;
use crate::order::log::Change;
use crate::order::notice::Notice;
use crate::order::payment::ReceiptState;
use crate::order::reasons::{RejectReason, SupplementReason};
use crate::order::transition::TransitionId as T;
use crate::order::{Order, Status};
use crate::post::PostPolicy;
use crate::post::policy::PaymentKind;
use crate::values::Currency;
use crate::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// 一次通过率, as two numbers that can be added.
///
/// An order counts on the day its first review is decided for the first time: passed on (to second review,
/// to a visit, or as 应急 to making) or refused before that. It passed at the first attempt when it was
/// passed on and no supplement had been asked for until then. An interview does not speak against it, and an
/// order taken back before the decision does not count at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FirstPass {
    /// First reviews decided for the first time.
    pub decided: u32,
    /// Of these, passed on without a supplement.
    pub at_once: u32,
}

impl FirstPass {
    /// In thousandths, rounded down; none where nothing was decided.
    pub fn permille(self) -> Option<u32> {
        let at_once = u64::from(self.at_once) * 1_000;
        let rate = at_once.checked_div(u64::from(self.decided))?;
        u32::try_from(rate).ok()
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// 收到, by business: handed to the post, or to 人社部门.
    pub received: BTreeMap<Business, u32>,
    /// 初审: decisions by which an order left first review.
    pub first_reviews: u32,
    /// 补充材料, by reason asked for.
    pub supplements: BTreeMap<SupplementReason, u32>,
    /// 面谈, by result; a line cut off is one of them.
    pub interviews: BTreeMap<InterviewResult, u32>,
    /// 未到 that counted.
    pub missed: u32,
    /// 未到 for which the post was at fault.
    pub missed_by_post: u32,
    /// 复审: decisions by which an order left second review.
    pub second_reviews: u32,
    /// 不通过, by reason.
    pub refused: BTreeMap<RejectReason, u32>,
    /// 已取消.
    pub cancelled: u32,
    /// 已过期.
    pub expired: u32,
    /// 制证.
    pub made: u32,
    /// Booklets spoiled and made anew.
    pub spoiled: u32,
    /// 发证.
    pub handed_over: u32,
    /// 寄出.
    pub mailed: u32,
    /// 收费 and 退费, by kind and currency. A refund stands under the kind of the last payment.
    pub fees: BTreeMap<PaymentKind, BTreeMap<Currency, Sums>>,
    /// 一次通过率.
    pub first_pass: FirstPass,
    /// What each officer did.
    pub load: BTreeMap<OfficerId, Load>,
}

/// What was done in a stretch of days.
pub fn report<'o>(
    orders: impl IntoIterator<Item = &'o Order>,
    period: Period,
    policy: &PostPolicy,
) -> Report {
    let within = |at: Instant| period.holds(policy.local_day(at));
    orders
        .into_iter()
        .fold(Report::default(), |mut all, order| {
            all.count(order, &within);
            all
        })
}

/// The same, each day, week or month by itself.
pub fn series(
    orders: &[&Order],
    period: Period,
    grain: Grain,
    policy: &PostPolicy,
) -> Vec<(Period, Report)> {
    period
        .cut(grain)
        .into_iter()
        .map(|part| (part, report(orders.iter().copied(), part, policy)))
        .collect()
}

type Within<'w> = &'w dyn Fn(Instant) -> bool;

impl Report {
    fn count(&mut self, order: &Order, within: Within<'_>) {
        for change in order.changes.iter().filter(|c| within(c.at)) {
            self.change(order, change);
        }
        self.messages(order, within);
        for held in &order.interview.held {
            if within(held.record.to) {
                *self.interviews.entry(held.record.result).or_default() += 1;
            }
        }
        self.money(order, within);
        self.first_attempt(order, within);
        load::count(order, within, &mut self.load);
    }

    fn change(&mut self, order: &Order, change: &Change) {
        match change.transition {
            T::T02 => *self.received.entry(order.business).or_default() += 1,
            T::T25 if change.from == Status::Draft => {
                *self.received.entry(order.business).or_default() += 1;
            }
            T::T03 => self.expired += 1,
            T::T16 => self.made += 1,
            T::T19 => self.handed_over += 1,
            T::T20 => self.mailed += 1,
            T::T21 => self.cancelled += 1,
            T::T23 => self.spoiled += 1,
            T::T01
            | T::T04
            | T::T05
            | T::T06
            | T::T07
            | T::T08
            | T::T09
            | T::T10
            | T::T11
            | T::T12
            | T::T13
            | T::T14
            | T::T15
            | T::T17
            | T::T18
            | T::T22
            | T::T24
            | T::T25
            | T::T26
            | T::T27
            | T::T28 => {}
        }
        match load::work_of(change) {
            Some(Work::FirstReview) => self.first_reviews += 1,
            Some(Work::SecondReview) => self.second_reviews += 1,
            Some(Work::Interview | Work::Making | Work::HandOver) | None => {}
        }
        if change.to == Status::Rejected
            && let Some(reason) = reason_of(change)
        {
            *self.refused.entry(reason).or_default() += 1;
        }
    }

    /// What was asked for and missed stands in what the applicant was told, word for word.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "two notices of thirty are counted"
    )]
    fn messages(&mut self, order: &Order, within: Within<'_>) {
        for message in order.messages.iter().filter(|m| within(m.at)) {
            match &message.notice {
                Notice::N03 { picks, .. } => {
                    for pick in picks {
                        *self.supplements.entry(pick.reason).or_default() += 1;
                    }
                }
                Notice::N09 { counted: true, .. } => self.missed += 1,
                Notice::N09 { counted: false, .. } => self.missed_by_post += 1,
                _ => {}
            }
        }
    }

    fn money(&mut self, order: &Order, within: Within<'_>) {
        let payment = &order.payment;
        let cleared = payment
            .receipts
            .iter()
            .filter(|r| r.state == ReceiptState::Cleared);
        let mut last = None;
        for receipt in cleared {
            last = Some(receipt.kind);
            if within(receipt.at) {
                let sums = self.sums(receipt.kind, receipt.amount.currency);
                sums.received += receipt.amount.minor;
            }
        }
        let Some(kind) = last else { return };
        for refund in payment.refunds.iter().filter(|r| within(r.at)) {
            self.sums(kind, refund.amount.currency).refunded += refund.amount.minor;
        }
    }

    fn sums(&mut self, kind: PaymentKind, currency: Currency) -> &mut Sums {
        let currencies = self.fees.entry(kind).or_default();
        currencies.entry(currency).or_default()
    }

    fn first_attempt(&mut self, order: &Order, within: Within<'_>) {
        let Some(at) = order.changes.iter().position(decides_first_review) else {
            return;
        };
        let (before, decision) = (order.changes.iter().take(at), order.changes.get(at));
        let Some(decision) = decision.filter(|c| within(c.at)) else {
            return;
        };
        self.first_pass.decided += 1;
        let asked = before.filter(|c| c.transition == T::T04).count();
        if asked == 0 && decision.to != Status::Rejected {
            self.first_pass.at_once += 1;
        }
    }

    /// Adds what was done in another stretch of days.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        add(&mut self.received, &other.received);
        self.first_reviews += other.first_reviews;
        add(&mut self.supplements, &other.supplements);
        add(&mut self.interviews, &other.interviews);
        self.missed += other.missed;
        self.missed_by_post += other.missed_by_post;
        self.second_reviews += other.second_reviews;
        add(&mut self.refused, &other.refused);
        self.cancelled += other.cancelled;
        self.expired += other.expired;
        self.made += other.made;
        self.spoiled += other.spoiled;
        self.handed_over += other.handed_over;
        self.mailed += other.mailed;
        for (kind, currencies) in &other.fees {
            for (currency, sums) in currencies {
                let own = self.sums(*kind, *currency);
                own.received += sums.received;
                own.refunded += sums.refunded;
            }
        }
        self.first_pass.decided += other.first_pass.decided;
        self.first_pass.at_once += other.first_pass.at_once;
        for (officer, load) in &other.load {
            self.load.entry(officer.clone()).or_default().add(load);
        }
        self
    }
}

fn add<K: Ord + Copy>(own: &mut BTreeMap<K, u32>, other: &BTreeMap<K, u32>) {
    for (key, count) in other {
        *own.entry(*key).or_default() += count;
    }
}

/// Passed on, or refused: the first of these is the decision of the first review, as nothing comes to second
/// review or to a visit before it.
fn decides_first_review(change: &Change) -> bool {
    let passed = matches!(change.transition, T::T12 | T::T24 | T::T27);
    passed || change.to == Status::Rejected
}

fn reason_of(change: &Change) -> Option<RejectReason> {
    let code = change.reason.as_deref()?;
    RejectReason::iter().find(|reason| reason.code() == code)
}
