//! The book of blanks and the book of the day.

use super::mails::no;
use super::{Shown, every};
use crate::cases::{day, usd};
use lingshi_rules::book::NotTheWriter;
use lingshi_rules::cash_day::{CashRefusal, Difference, Sums};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::stock::{Serial, SerialRange, StockRefusal, WhyUnbooked};
use lingshi_words::Said;

fn range(from: &str, to: &str) -> SerialRange {
    let serial = |text| Serial::parse(text).unwrap();
    SerialRange::new(serial(from), serial(to)).unwrap()
}

fn writers() -> Vec<NotTheWriter> {
    vec![
        NotTheWriter::OfficerNeeded,
        NotTheWriter::OtherPost {
            post: PostCode::new("NYC"),
        },
        NotTheWriter::OtherPost {
            post: PostCode::new("XXX"),
        },
        NotTheWriter::RoleNeeded {
            roles: vec![Role::Maker, Role::Supervisor],
        },
        NotTheWriter::WitnessNeeded,
    ]
}

fn stock() -> Vec<StockRefusal> {
    let one = || range("EK0000001", "EK0000001");
    let many = || range("EK0000100", "EK0000199");
    vec![
        StockRefusal::Writer {
            why: NotTheWriter::WitnessNeeded,
        },
        StockRefusal::BookNewer { schema: 2 },
        StockRefusal::Stale {
            seen: 41,
            version: 42,
        },
        StockRefusal::Nothing,
        StockRefusal::TextNeeded,
        StockRefusal::CountWrong {
            declared: 1_000,
            found: 999,
        },
        StockRefusal::KnownAlready { range: many() },
        StockRefusal::NeverReceived { range: one() },
        StockRefusal::GoneAlready { range: one() },
        StockRefusal::AnotherOrders {
            order: no("BELAA3UHHT10085224"),
        },
        StockRefusal::SamePost,
        StockRefusal::CountDiffers {
            missing: vec![one(), many(), range("TD000001", "TD000002")],
            surplus: vec![one()],
        },
        StockRefusal::CountDiffers {
            missing: vec![many()],
            surplus: Vec::new(),
        },
    ]
}

fn difference(kind: PaymentKind, received: [i64; 2], refunded: [i64; 2]) -> Difference {
    let sums = |n: usize| Sums {
        received: received[n],
        refunded: refunded[n],
    };
    Difference {
        kind,
        currency: usd(0).currency,
        expected: sums(0),
        booked: sums(1),
    }
}

fn differences() -> Vec<Difference> {
    vec![
        difference(PaymentKind::MoneyOrder, [4_600, 2_300], [0, 0]),
        difference(PaymentKind::Cash, [1_800, 1_800], [500, 0]),
        difference(PaymentKind::CardForm, [-500, 2_800], [0, 12_345_678]),
    ]
}

fn cash() -> Vec<CashRefusal> {
    vec![
        CashRefusal::Writer {
            why: NotTheWriter::OfficerNeeded,
        },
        CashRefusal::BookNewer { schema: 2 },
        CashRefusal::DayClosed,
        CashRefusal::OtherDay {
            today: day("2026-11-21"),
        },
        CashRefusal::NumberWrong { next: 1_024 },
        CashRefusal::PaymentKnown,
        CashRefusal::AmountWrong,
        CashRefusal::TextNeeded,
        CashRefusal::NotEarlier,
        CashRefusal::TransferKnown,
        CashRefusal::NoSuchTransfer,
        CashRefusal::Differs {
            differences: differences(),
        },
        CashRefusal::TransfersOpen {
            references: ["ref-1", "ref-2\u{202E}", "ref-3"]
                .map(str::to_owned)
                .into(),
        },
        CashRefusal::SignedAlready {
            by: OfficerId::new("𬭎㛃"),
        },
        CashRefusal::NotSigned,
        CashRefusal::SamePerson,
        CashRefusal::Stale {
            seen: 8,
            version: 9,
        },
    ]
}

pub(super) fn all() -> Vec<Shown> {
    let code = Some("code");
    let unbooked = vec![
        WhyUnbooked::NeverReceived,
        WhyUnbooked::NotThisOrders {
            order: Some(no("BELAA3BNDN10085236")),
        },
        WhyUnbooked::NotThisOrders { order: None },
        WhyUnbooked::NotSpoiled,
    ];
    let mut all = every("book_writer", code, writers(), Said::Writer);
    all.extend(every("stock", code, stock(), Said::Stock));
    all.extend(every("stock_unbooked", code, unbooked, Said::Unbooked));
    all.extend(every("cash", code, cash(), Said::Cash));
    all.extend(differences().into_iter().map(|difference| Shown {
        group: "cash_difference",
        code: "difference".into(),
        said: Said::CashDifference(difference),
    }));
    all
}
