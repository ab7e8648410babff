//! What is sent, approved, made, handed over, ended and returned.

use super::*;

const FULL: [Original; 5] = [
    Original::Slip,
    Original::OldDocument,
    Original::PaymentProof,
    Original::PaperPhotos,
    Original::ReturnEnvelope,
];
const NO_PHOTOS: [Original; 4] = [
    Original::Slip,
    Original::OldDocument,
    Original::PaymentProof,
    Original::ReturnEnvelope,
];

fn owes(case: Case, amount: Money) -> Case {
    changed(case, |to| to.owed = Some(amount))
}

fn paid(case: Case) -> Case {
    changed(case, |to| to.owed = None)
}

fn travel(case: Case) -> Case {
    changed(case, |to| to.held = Some(PaperKind::TravelDocument))
}

fn collected(case: Case) -> Case {
    changed(case, |to| to.pickup = PickupMode::InPerson)
}

fn approved(name: &str, code: &str, send: &[Original], paid: bool) -> Case {
    let send = envelope(send);
    renewal(name, code, Notice::N11 { send, paid })
}

pub(super) fn mailings() -> Vec<Case> {
    vec![
        owes(
            renewal(
                "N10 send now",
                "SFO",
                Notice::N10 {
                    send: envelope(&NO_PHOTOS),
                },
            ),
            usd(2300),
        ),
        owes(
            travel(notice(
                "N10 send now, travel document",
                "SFO",
                Business::TdRenew,
                Notice::N10 {
                    send: envelope(&FULL),
                },
            )),
            usd(2300),
        ),
    ]
}

pub(super) fn approvals() -> Vec<Case> {
    vec![
        owes(approved("N11 by mail", "NYC", &NO_PHOTOS, false), usd(2300)),
        paid(approved("N11 by mail, paid", "NYC", &NO_PHOTOS, true)),
        owes(
            approved("N11 card form, strict mark", "LAX", &NO_PHOTOS, false),
            usd(2800),
        ),
        owes(approved("N11 paper photos", "WAS", &FULL, false), usd(2300)),
        owes(
            notice(
                "N11 lost, nothing old to send",
                "NYC",
                Business::PpReissue,
                Notice::N11 {
                    send: envelope(&[
                        Original::Slip,
                        Original::PaymentProof,
                        Original::ReturnEnvelope,
                    ]),
                    paid: false,
                },
            ),
            usd(2300),
        ),
        owes(
            approved(
                "N11 mail or bring, paid at collection",
                "LAD",
                &[Original::Slip, Original::OldDocument],
                false,
            ),
            usd(1800),
        ),
        owes(
            approved(
                "N11 mail, payment notice",
                "BRU",
                &[
                    Original::Slip,
                    Original::OldDocument,
                    Original::ReturnEnvelope,
                ],
                false,
            ),
            eur(1600),
        ),
        collected(owes(
            approved("N11 old document at collection", "BRU", &[], false),
            eur(1600),
        )),
        collected(paid(approved(
            "N11 old document at collection, paid",
            "BRU",
            &[],
            true,
        ))),
        paid(approved("N11 nothing to send", "SFO", &[], true)),
    ]
}

pub(super) fn makings() -> Vec<Case> {
    vec![
        renewal(
            "N12 by mail",
            "NYC",
            Notice::N12 {
                still: BTreeSet::new(),
                by_mail: true,
            },
        ),
        renewal(
            "N12 to collect",
            "BRU",
            Notice::N12 {
                still: BTreeSet::new(),
                by_mail: false,
            },
        ),
        renewal(
            "N12 reminder",
            "LAD",
            Notice::N12 {
                still: envelope(&[Original::Slip, Original::OldDocument]),
                by_mail: false,
            },
        ),
        collected(renewal(
            "N13 pay",
            "BRU",
            Notice::N13 {
                pay: Some(eur(1600)),
                bring_old: true,
            },
        )),
        collected(renewal(
            "N13 paid",
            "BRU",
            Notice::N13 {
                pay: None,
                bring_old: false,
            },
        )),
        renewal(
            "N13 cash on Thursdays",
            "LAD",
            Notice::N13 {
                pay: Some(usd(1800)),
                bring_old: false,
            },
        ),
        changed(
            notice(
                "N13 proxy",
                "BRU",
                Business::TdEmerg,
                Notice::N13 {
                    pay: Some(eur(1600)),
                    bring_old: false,
                },
            ),
            |to| to.pickup = PickupMode::Proxy,
        ),
    ]
}

pub(super) fn endings() -> Vec<Case> {
    let tracking = || Notice::N14 {
        tracking: "9405 5036 9930 0000 1234 56".into(),
    };
    let bare = |case: Case| changed(case, |to| to.old_returned = false);
    vec![
        renewal("N14", "NYC", tracking()),
        renewal("N14 with disclaimer", "SFO", tracking()),
        bare(notice(
            "N14 no old document",
            "NYC",
            Business::PpReissue,
            tracking(),
        )),
        renewal("N15", "BRU", Notice::N15 { count: 2 }),
        renewal("N25", "BRU", Notice::N25 { days: 30 }),
        renewal("N25", "LAD", Notice::N25 { days: 60 }),
        renewal("N05", "BRU", refuse(RejectReason::R01, &[])),
        renewal(
            "N05 under the law",
            "BRU",
            refuse(RejectReason::R14, &[("article", "ninth")]),
        ),
        renewal("N05 requested", "BRU", refuse(RejectReason::R20, &[])),
    ]
}

pub(super) fn exceptions() -> Vec<Case> {
    let returned = |name, code, cause| renewal(name, code, Notice::N20 { cause });
    let until = at("2026-12-21T09:30:00Z");
    let closed = |name, from, to| {
        let further = Further::Closed {
            reason: "国庆节放假".into(),
            from: day(from),
            to: day(to),
        };
        case(name, "BRU", Business::PpRenew, Said::Further(further))
    };
    let open = OrderNo::parse("BELAA3UHHT10085111").unwrap().value;
    vec![
        renewal(
            "N16",
            "NYC",
            Notice::N16 {
                what: Original::OldDocument,
                words: "护照号码与订单所填不一致".into(),
            },
        ),
        renewal(
            "N19",
            "NYC",
            Notice::N19 {
                missing: envelope(&[
                    Original::OldDocument,
                    Original::PaymentProof,
                    Original::ReturnEnvelope,
                ]),
            },
        ),
        returned("N20 early", "LAX", ReturnCause::Early),
        returned("N20 unmarked", "LAX", ReturnCause::Unmarked),
        returned("N20 ended", "LAX", ReturnCause::Ended),
        returned("N20 not ours", "LAX", ReturnCause::NotOurs),
        renewal(
            "N21 short, by mail",
            "NYC",
            Notice::N21 {
                due: usd(2800),
                held: usd(2300),
            },
        ),
        changed(
            renewal(
                "N21 short, at the counter",
                "BRU",
                Notice::N21 {
                    due: eur(1600),
                    held: eur(0),
                },
            ),
            |to| to.pickup = PickupMode::InPerson,
        ),
        renewal(
            "N21 short, on line",
            "BRU",
            Notice::N21 {
                due: eur(1600),
                held: eur(50),
            },
        ),
        renewal(
            "N21 too much",
            "NYC",
            Notice::N21 {
                due: usd(2300),
                held: usd(2800),
            },
        ),
        renewal("N22", "NYC", Notice::N22 { amount: usd(2300) }),
        case(
            "N23",
            "BRU",
            Business::PpRenew,
            Said::Further(Further::OpenOrder { open }),
        ),
        renewal(
            "N24 booking",
            "BRU",
            Notice::N24 {
                until,
                booking: true,
            },
        ),
        renewal(
            "N24 orders",
            "BRU",
            Notice::N24 {
                until,
                booking: false,
            },
        ),
        closed("N26", "2026-10-01", "2026-10-03"),
        closed("N26 one day", "2026-12-25", "2026-12-25"),
    ]
}
