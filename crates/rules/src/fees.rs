//! What an order costs, and 多退少补.

use crate::business::Business;
use crate::life::Refusal;
use crate::order::form::Form;
use crate::order::payment::{PaymentMode, Receipt};
use crate::order::{Order, Status};
use crate::post::PostPolicy;
use crate::post::policy::{ChargedAnnotations, MemoRule, PickupMode};
use crate::values::Money;
use serde::{Deserialize, Serialize};

/// The parts of a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// 制证费
    pub booklet: Money,
    /// 邮寄手续费
    pub mailing: Money,
    /// 加注费, all of them together
    pub annotations: Money,
    /// How many annotations are charged.
    pub charged: u8,
}

impl Fee {
    /// All parts together.
    pub fn total(&self) -> Money {
        Money::new(
            self.booklet.minor + self.mailing.minor + self.annotations.minor,
            self.booklet.currency,
        )
    }
}

/// How many annotations of the form are charged at this post.
pub fn charged_annotations(form: &Form, policy: &PostPolicy) -> u8 {
    let charged = form
        .annotations
        .iter()
        .filter(|a| match policy.fees.annotations_charged {
            ChargedAnnotations::All => true,
            ChargedAnnotations::New => !a.on_old_passport,
        });
    u8::try_from(charged.count()).unwrap_or(u8::MAX)
}

/// The tariff for a business, a way of collecting and a number of annotations.
pub fn tariff(business: Business, pickup: PickupMode, charged: u8, policy: &PostPolicy) -> Fee {
    let fees = &policy.fees;
    let booklet = match business {
        // The entitlement is certified free of charge; an annotation goes into the old booklet.
        Business::Pension | Business::PpNote => 0,
        Business::TdEmerg => fees.emergency.unwrap_or(fees.booklet),
        Business::PpNew
        | Business::PpRenew
        | Business::PpReissue
        | Business::TdNew
        | Business::TdRenew
        | Business::TdReissue => fees.booklet,
    };
    let mailed = match pickup {
        PickupMode::Mail => true,
        PickupMode::InPerson | PickupMode::Proxy => !fees.mailing_waived_at_pickup,
    };
    let mailing = if mailed && business != Business::Pension {
        fees.mailing
    } else {
        0
    };
    let annotations = fees.annotation.saturating_mul(i64::from(charged));
    let money = |minor| Money::new(minor, fees.currency);
    Fee {
        booklet: money(booklet),
        mailing: money(mailing),
        annotations: money(annotations),
        charged,
    }
}

/// What a form costs as it stands.
pub fn fee_of(business: Business, form: &Form, policy: &PostPolicy) -> Fee {
    tariff(
        business,
        form.pickup.mode,
        charged_annotations(form, policy),
        policy,
    )
}

/// A payment in the APP may be begun: the post takes one, and something is to be paid.
pub fn may_be_paid_online(order: &Order, policy: &PostPolicy) -> Result<(), Refusal> {
    if !policy.payment.kinds.iter().any(|kind| kind.is_online()) {
        return Err(Refusal::PaymentModeNotOffered);
    }
    if order.payment.due.minor <= order.payment.held() {
        return Err(Refusal::NothingToPay);
    }
    Ok(())
}

/// A payment may be booked: the post takes the kind, and a cheque is exact and made out rightly.
pub fn check_receipt(order: &Order, receipt: &Receipt, policy: &PostPolicy) -> Result<(), Refusal> {
    let due = order.payment.due;
    if !policy.payment.kinds.contains(&receipt.kind) {
        return Err(Refusal::PaymentKindNotTaken { kind: receipt.kind });
    }
    if receipt.amount.currency != due.currency {
        return Err(Refusal::WrongCurrency { due });
    }
    if receipt.amount.minor <= 0 {
        return Err(Refusal::AmountWrong { due });
    }
    if order.payment.receipts.iter().any(|r| r.id == receipt.id) {
        return Err(Refusal::PaymentKnown);
    }
    if receipt.kind.is_cheque() {
        check_cheque(order, receipt, policy)
    } else {
        Ok(())
    }
}

fn check_cheque(order: &Order, receipt: &Receipt, policy: &PostPolicy) -> Result<(), Refusal> {
    let owed = order.payment.due.minor - order.payment.held();
    if receipt.amount.minor != owed {
        return Err(Refusal::AmountWrong {
            due: Money::new(owed, order.payment.due.currency),
        });
    }
    if receipt
        .reference
        .as_deref()
        .is_none_or(|r| r.trim().is_empty())
    {
        return Err(Refusal::ReferenceNeeded);
    }
    if let Some(payee) = &policy.payment.payee
        && receipt.payee.as_deref().map(str::trim) != Some(payee)
    {
        return Err(Refusal::PayeeWrong {
            payee: payee.clone(),
        });
    }
    let memo = receipt.memo.as_deref().unwrap_or_default();
    let name = &order.form.applicant.name;
    let fits = match policy.payment.memo {
        None => true,
        Some(MemoRule::ChineseName) => {
            memo.contains(&format!("{}{}", name.surname_zh, name.given_zh))
        }
        Some(MemoRule::OrderNo) => memo.contains(order.no.as_str()),
    };
    if fits {
        Ok(())
    } else {
        Err(Refusal::MemoWrong)
    }
}

/// An order that ends is owed its money back: all but an emergency document's online fee, and that too when
/// the order never came to the post.
pub fn due_after_end(order: &Order, policy: &PostPolicy) -> Money {
    let came = order.status != Status::PendingPayment;
    let kept = came
        && order.business == Business::TdEmerg
        && order.payment.mode == Some(PaymentMode::Online)
        && !policy.payment.refund_emergency;
    if kept {
        order.payment.due
    } else {
        Money::zero(order.payment.due.currency)
    }
}
