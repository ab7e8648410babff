//! The books of a post: why a line is not taken, and where book and orders differ.

use super::{Said, Words, n, none};
use crate::voice::{Voice, capital, few_words, one_line};
use lingshi_rules::book::NotTheWriter;
use lingshi_rules::cash_day::{CashRefusal, Difference};
use lingshi_rules::stock::{SerialRange, StockRefusal, WhyUnbooked};
use lingshi_rules::values::{Currency, Money, OrderNo};

pub(super) fn writer(voice: Voice<'_>, why: &NotTheWriter) -> Words {
    let (code, fill) = match why {
        NotTheWriter::OfficerNeeded => ("officer_needed", none()),
        NotTheWriter::OtherPost { post } => {
            ("other_post", none().with("post", voice.post(post.as_str())))
        }
        NotTheWriter::RoleNeeded { roles } => (
            "role_needed",
            none().with(
                "roles",
                voice.terms_or("who", roles.iter().map(Into::into))?,
            ),
        ),
        NotTheWriter::WitnessNeeded => ("witness_needed", none()),
    };
    voice.said("book_writer", code, &fill)
}

fn range(voice: Voice<'_>, range: &SerialRange) -> Words {
    let (first, last) = (range.from().to_string(), range.to().to_string());
    if first == last {
        return Ok(first);
    }
    let fill = none().with("first", first).with("last", last);
    voice.line("days_through", &fill)
}

fn ranges(voice: Voice<'_>, all: &[SerialRange]) -> Words {
    let all: Vec<String> = all
        .iter()
        .map(|one| range(voice, one))
        .collect::<Result<_, _>>()?;
    voice.list(&all)
}

pub(super) fn stock(voice: Voice<'_>, why: &StockRefusal) -> Words {
    let (code, fill) = match why {
        StockRefusal::Writer { why } => return writer(voice, why),
        StockRefusal::BookNewer { schema } => ("book_newer", none().with("schema", n(schema))),
        StockRefusal::Stale { seen, version } => (
            "stale",
            none().with("seen", n(seen)).with("version", n(version)),
        ),
        StockRefusal::Nothing => ("nothing", none()),
        StockRefusal::TextNeeded => ("text_needed", none()),
        StockRefusal::CountWrong { declared, found } => (
            "count_wrong",
            none().with("declared", n(declared)).with("found", n(found)),
        ),
        StockRefusal::KnownAlready { range: of } => {
            ("known_already", none().with("range", range(voice, of)?))
        }
        StockRefusal::NeverReceived { range: of } => {
            ("never_received", none().with("range", range(voice, of)?))
        }
        StockRefusal::GoneAlready { range: of } => {
            ("gone_already", none().with("range", range(voice, of)?))
        }
        StockRefusal::AnotherOrders { order } => {
            ("another_orders", none().with("order", order.as_str()))
        }
        StockRefusal::SamePost => ("same_post", none()),
        StockRefusal::CountDiffers { missing, surplus } => (
            "count_differs",
            none()
                .with("missing", ranges(voice, missing)?)
                .with("surplus", ranges(voice, surplus)?),
        ),
    };
    voice.said("stock", code, &fill)
}

pub(super) fn unbooked(voice: Voice<'_>, why: &WhyUnbooked) -> Words {
    let (code, fill) = match why {
        WhyUnbooked::NeverReceived => ("never_received", none()),
        WhyUnbooked::NotThisOrders { order } => (
            "not_this_orders",
            none().with_known("order", order.as_ref().map(OrderNo::as_str)),
        ),
        WhyUnbooked::NotSpoiled => ("not_spoiled", none()),
    };
    voice.said("stock_unbooked", code, &fill)
}

pub(super) fn cash(voice: Voice<'_>, why: &CashRefusal) -> Words {
    let (code, fill) = match why {
        CashRefusal::Writer { why } => return writer(voice, why),
        CashRefusal::BookNewer { schema } => ("book_newer", none().with("schema", n(schema))),
        CashRefusal::DayClosed => ("day_closed", none()),
        CashRefusal::OtherDay { today } => ("other_day", none().with("today", voice.date(*today)?)),
        CashRefusal::NumberWrong { next } => ("number_wrong", none().with("next", n(next))),
        CashRefusal::PaymentKnown => ("payment_known", none()),
        CashRefusal::AmountWrong => ("amount_wrong", none()),
        CashRefusal::TextNeeded => ("text_needed", none()),
        CashRefusal::NotEarlier => ("not_earlier", none()),
        CashRefusal::TransferKnown => ("transfer_known", none()),
        CashRefusal::NoSuchTransfer => ("no_such_transfer", none()),
        CashRefusal::Differs { differences } => (
            "differs",
            none().with(
                "differences",
                voice.sentences(differences.iter().copied().map(Said::CashDifference))?,
            ),
        ),
        CashRefusal::TransfersOpen { references } => {
            let all: Vec<String> = references.iter().map(|r| few_words(r)).collect();
            (
                "transfers_open",
                none().with("references", voice.list(&all)?),
            )
        }
        CashRefusal::SignedAlready { by } => {
            ("signed_already", none().with("by", one_line(by.as_str())))
        }
        CashRefusal::NotSigned => ("not_signed", none()),
        CashRefusal::SamePerson => ("same_person", none()),
        CashRefusal::Stale { seen, version } => (
            "stale",
            none().with("seen", n(seen)).with("version", n(version)),
        ),
    };
    voice.said("cash", code, &fill)
}

pub(super) fn difference(voice: Voice<'_>, difference: Difference) -> Words {
    let Difference {
        kind,
        currency,
        expected,
        booked,
    } = difference;
    let money = |minor: i64, currency: Currency| voice.money(Money::new(minor, currency));
    let fill = none()
        .with("kind", capital(&voice.term("kind", kind.into())?))
        .with("expected", money(expected.received, currency)?)
        .with("booked", money(booked.received, currency)?)
        .with_flag("received", expected.received != booked.received)
        .with("refund_expected", money(expected.refunded, currency)?)
        .with("refund_booked", money(booked.refunded, currency)?)
        .with_flag("refunded", expected.refunded != booked.refunded);
    voice.said("cash_difference", "difference", &fill)
}
