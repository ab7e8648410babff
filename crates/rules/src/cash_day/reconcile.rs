//! What the orders say came in and went out on a day, beside what the book says.

use super::{CashDay, CashFor};
use crate::order::Order;
use crate::order::payment::{Payment, ReceiptState};
use crate::post::PostPolicy;
use crate::post::policy::PaymentKind;
use crate::values::Currency;
use crate::values::instant::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// In and out, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sums {
    /// 收
    pub received: i64,
    /// 退
    pub refunded: i64,
}

/// Sums by kind and currency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Totals(pub BTreeMap<PaymentKind, BTreeMap<Currency, Sums>>);

/// Where orders and book differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which kind.
    pub kind: PaymentKind,
    /// In which currency.
    pub currency: Currency,
    /// By the orders.
    pub expected: Sums,
    /// By the book.
    pub booked: Sums,
}

impl Totals {
    fn at(&mut self, kind: PaymentKind, currency: Currency) -> &mut Sums {
        let kinds = self.0.entry(kind).or_default();
        kinds.entry(currency).or_default()
    }

    /// The sums of one kind in one currency.
    pub fn of(&self, kind: PaymentKind, currency: Currency) -> Sums {
        let sums = self.0.get(&kind).and_then(|c| c.get(&currency));
        sums.copied().unwrap_or_default()
    }
}

/// What the orders say of a day. A cheque is in when it is booked; should it bounce on a later day, the book
/// of that day corrects it.
pub fn expected<'o>(
    orders: impl IntoIterator<Item = &'o Order>,
    day: Day,
    policy: &PostPolicy,
) -> Totals {
    let mut totals = Totals::default();
    for payment in orders.into_iter().map(|order| &order.payment) {
        let received = payment
            .receipts
            .iter()
            .filter(|r| r.state != ReceiptState::Bounced && policy.local_day(r.at) == day);
        for receipt in received {
            let sums = totals.at(receipt.kind, receipt.amount.currency);
            sums.received += receipt.amount.minor;
        }
        refunds(payment, day, policy, &mut totals);
    }
    totals
}

/// Money goes back the way it came: the last payment first.
fn refunds(payment: &Payment, day: Day, policy: &PostPolicy, totals: &mut Totals) {
    let cleared = payment
        .receipts
        .iter()
        .rev()
        .filter(|r| r.state == ReceiptState::Cleared);
    let mut left: Vec<(PaymentKind, i64)> = cleared.map(|r| (r.kind, r.amount.minor)).collect();
    for refund in &payment.refunds {
        let today = policy.local_day(refund.at) == day;
        let mut open = refund.amount.minor;
        for (kind, held) in &mut left {
            let part = open.min(*held);
            *held -= part;
            open -= part;
            if today && part > 0 {
                totals.at(*kind, refund.amount.currency).refunded += part;
            }
        }
    }
}

impl CashDay {
    /// What the book says came in and went out today; corrections of other days stand apart.
    pub fn booked(&self) -> Totals {
        let mut totals = Totals::default();
        for line in &self.lines {
            let sums = || (line.kind, line.amount.currency);
            match &line.what {
                CashFor::Receipt { .. } => {
                    let (kind, currency) = sums();
                    totals.at(kind, currency).received += line.amount.minor;
                }
                CashFor::Refund { .. } => {
                    let (kind, currency) = sums();
                    totals.at(kind, currency).refunded += line.amount.minor;
                }
                CashFor::VoidReceipt { .. } | CashFor::Correction { .. } => {}
            }
        }
        totals
    }

    /// What is put right today of other days, by kind and currency.
    pub fn corrected(&self) -> BTreeMap<PaymentKind, BTreeMap<Currency, i64>> {
        let mut sums: BTreeMap<PaymentKind, BTreeMap<Currency, i64>> = BTreeMap::new();
        let corrections = self
            .lines
            .iter()
            .filter(|line| matches!(line.what, CashFor::Correction { .. }));
        for line in corrections {
            let kinds = sums.entry(line.kind).or_default();
            *kinds.entry(line.amount.currency).or_default() += line.amount.minor;
        }
        sums
    }
}

/// Where the book differs from what the orders say.
pub fn reconcile(book: &CashDay, expected: &Totals) -> Vec<Difference> {
    let booked = book.booked();
    let mut all: BTreeMap<(PaymentKind, Currency), (Sums, Sums)> = BTreeMap::new();
    for (kind, currency, sums) in expected.each() {
        all.entry((kind, currency)).or_default().0 = sums;
    }
    for (kind, currency, sums) in booked.each() {
        all.entry((kind, currency)).or_default().1 = sums;
    }
    all.into_iter()
        .filter(|(_, (expected, booked))| expected != booked)
        .map(|((kind, currency), (expected, booked))| Difference {
            kind,
            currency,
            expected,
            booked,
        })
        .collect()
}

impl Totals {
    fn each(&self) -> impl Iterator<Item = (PaymentKind, Currency, Sums)> {
        self.0.iter().flat_map(|(kind, currencies)| {
            currencies
                .iter()
                .map(|(currency, sums)| (*kind, *currency, *sums))
        })
    }
}
