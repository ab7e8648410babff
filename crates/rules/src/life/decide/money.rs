//! Booking, clearing, bouncing; 多退少补.

use crate::ids::PaymentId;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::{Did, Refusal};
use crate::order::payment::{Receipt, ReceiptState};
use crate::order::{Order, Status};
use crate::post::policy::{PaymentKind, WeekdayName};
use crate::values::Money;
use crate::values::instant::Day;
use chrono::Datelike;

/// Everything due is in and cleared.
pub(super) fn paid(order: &Order) -> Result<(), Refusal> {
    let payment = &order.payment;
    if payment.is_settled() && !payment.has_unverified() {
        return Ok(());
    }
    Err(Refusal::NotPaid {
        state: payment.state,
        due: payment.due,
    })
}

pub(super) fn has_unverified(order: &Order) -> Result<(), Refusal> {
    if order.payment.has_unverified() {
        Ok(())
    } else {
        Err(Refusal::NoSuchPayment)
    }
}

/// Cash and cards at the window are money at once; everything else waits to be verified.
fn clears_at_once(kind: PaymentKind) -> bool {
    match kind {
        PaymentKind::Cash
        | PaymentKind::CardCounter
        | PaymentKind::WechatCounter
        | PaymentKind::AlipayCounter => true,
        PaymentKind::Wechat
        | PaymentKind::QrByMail
        | PaymentKind::MoneyOrder
        | PaymentKind::CashiersCheck
        | PaymentKind::CardForm
        | PaymentKind::BankTransfer => false,
    }
}

pub(super) fn book(deed: &mut Deed<'_>, receipt: &Receipt) -> Result<(), Refusal> {
    crate::fees::check_receipt(deed.order, receipt, deed.ctx.policy)?;
    // What was paid in the APP is reported by its provider, not by an officer.
    if receipt.kind.is_online() {
        return Err(Refusal::PaymentKindNotTaken { kind: receipt.kind });
    }
    counter_takes_money(receipt.kind, deed.ctx)?;
    let mut receipt = receipt.clone();
    receipt.state = if clears_at_once(receipt.kind) {
        ReceiptState::Cleared
    } else {
        ReceiptState::ToVerify
    };
    receipt.by = deed.ctx.actor.by();
    receipt.at = deed.ctx.now;
    let held = if receipt.state == ReceiptState::Cleared {
        receipt.amount.minor
    } else {
        0
    };
    deed.did(What::PaymentBooked { receipt });
    if held > 0 {
        tell_difference(deed, held, deed.order.payment.due);
    }
    Ok(())
}

/// At posts with days of their own for it, money is taken at the counter on these alone.
fn counter_takes_money(kind: PaymentKind, ctx: &Context<'_>) -> Result<(), Refusal> {
    let days = &ctx.policy.payment.counter_days;
    let today = ctx.today();
    if !kind.needs_the_counter() || days.is_empty() {
        return Ok(());
    }
    let taken = |day: &Day| days.contains(&WeekdayName::from(day.weekday()));
    match today.iter_days().take(7).find(taken) {
        Some(next) if next != today => Err(Refusal::NoCounterDay { next }),
        Some(_) | None => Ok(()),
    }
}

/// What was paid in the APP after the countdown, or beside another way of paying: it is money all the same.
/// An order that has ended owes nothing, so all of it is to be given back.
pub(super) fn late(deed: &mut Deed<'_>, receipt: &Receipt) -> Result<(), Refusal> {
    let mut receipt = receipt.clone();
    receipt.state = ReceiptState::Cleared;
    receipt.by = deed.ctx.actor.by();
    receipt.at = deed.ctx.now;
    let amount = receipt.amount.minor;
    deed.did(What::PaymentBooked { receipt });
    if deed.order.status != Status::PendingPayment {
        tell_difference(deed, amount, deed.order.payment.due);
    }
    Ok(())
}

fn unverified<'a>(order: &'a Order, id: &PaymentId) -> Result<&'a Receipt, Refusal> {
    let mut waiting = order
        .payment
        .receipts
        .iter()
        .filter(|r| r.state == ReceiptState::ToVerify);
    waiting.find(|r| r.id == *id).ok_or(Refusal::NoSuchPayment)
}

pub(super) fn clear(deed: &mut Deed<'_>, id: &PaymentId) -> Result<(), Refusal> {
    let receipt = unverified(deed.order, id)?;
    other_person(receipt, deed.ctx)?;
    let amount = receipt.amount.minor;
    deed.did(What::PaymentCleared {
        payment: id.clone(),
    });
    tell_difference(deed, amount, deed.order.payment.due);
    Ok(())
}

fn other_person(receipt: &Receipt, ctx: &Context<'_>) -> Result<(), Refusal> {
    let same = receipt.by.officer().is_some() && receipt.by.officer() == ctx.actor.officer();
    if same && ctx.policy.payment.two_people_clear {
        return Err(Refusal::OtherPersonNeeded { did: Did::Booking });
    }
    Ok(())
}

pub(super) fn bounce(deed: &mut Deed<'_>, id: &PaymentId) -> Result<(), Refusal> {
    unverified(deed.order, id)?;
    deed.did(What::PaymentBounced {
        payment: id.clone(),
    });
    // Who sent it believes it paid.
    tell_difference(deed, 0, deed.order.payment.due);
    Ok(())
}

/// The fee changed after something was paid.
pub(super) fn set_fee(deed: &mut Deed<'_>, due: Money) {
    deed.did(What::FeeSet { due });
    if deed.order.payment.held() > 0 {
        tell_difference(deed, 0, due);
    }
}

/// Says what is still owed or will be given back, when there is a difference.
fn tell_difference(deed: &mut Deed<'_>, more: i64, due: Money) {
    let held = Money::new(deed.order.payment.held() + more, due.currency);
    if held != due && !deed.order.status.is_terminal() {
        deed.told(Notice::N21 { due, held });
    }
}
