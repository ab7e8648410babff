//! What each of the six posts charges, and how it is paid.

use crate::files::{all, post};
use lingshi_rules::post::policy::{
    ChargedAnnotations, MemoRule, PaymentDue, PaymentKind, WeekdayName,
};

#[test]
fn the_fees_are_those_of_each_post() {
    let fees: Vec<(String, String, i64, i64, i64)> = all()
        .into_iter()
        .map(|p| {
            let fees = p.fees;
            let currency = fees.currency.to_string();
            let code = p.code.to_string();
            (code, currency, fees.booklet, fees.mailing, fees.annotation)
        })
        .collect();
    let row = |code: &str, currency: &str, booklet, mailing, annotation| {
        (
            code.to_owned(),
            currency.to_owned(),
            booklet,
            mailing,
            annotation,
        )
    };
    assert_eq!(
        fees,
        [
            row("BRU", "EUR", 1600, 0, 0),
            row("NYC", "USD", 1800, 500, 500),
            row("SFO", "USD", 1800, 500, 500),
            row("WAS", "USD", 1800, 500, 500),
            row("LAX", "USD", 1800, 500, 500),
            row("LAD", "USD", 1800, 0, 500),
        ]
    );
}

#[test]
fn an_emergency_document_costs_16_euros_at_brussels() {
    let fees: Vec<Option<i64>> = all().iter().map(|p| p.fees.emergency).collect();
    assert_eq!(fees, [Some(1600), None, None, None, None, None]);
}

#[test]
fn mailing_is_waived_for_who_collects() {
    assert!(all().iter().all(|p| p.fees.mailing_waived_at_pickup));
}

#[test]
fn san_francisco_charges_new_annotations_only() {
    for post in all() {
        let wanted = if post.code.as_str() == "SFO" {
            ChargedAnnotations::New
        } else {
            ChargedAnnotations::All
        };
        assert_eq!(post.fees.annotations_charged, wanted, "{}", post.code);
    }
}

#[test]
fn brussels_takes_wechat_the_counter_and_qr_by_mail() {
    let kinds = [
        PaymentKind::Wechat,
        PaymentKind::WechatCounter,
        PaymentKind::AlipayCounter,
        PaymentKind::CardCounter,
        PaymentKind::QrByMail,
    ];
    assert_eq!(post("BRU").payment.kinds, kinds.into());
}

#[test]
fn new_york_and_washington_take_wechat_and_cheques() {
    let kinds = [
        PaymentKind::Wechat,
        PaymentKind::MoneyOrder,
        PaymentKind::CashiersCheck,
    ];
    assert_eq!(post("NYC").payment.kinds, kinds.into());
    assert_eq!(post("WAS").payment.kinds, kinds.into());
}

#[test]
fn san_francisco_takes_cheques_only() {
    let kinds = [PaymentKind::MoneyOrder, PaymentKind::CashiersCheck];
    assert_eq!(post("SFO").payment.kinds, kinds.into());
}

#[test]
fn los_angeles_takes_the_card_form_besides() {
    let kinds = [
        PaymentKind::Wechat,
        PaymentKind::MoneyOrder,
        PaymentKind::CashiersCheck,
        PaymentKind::CardForm,
    ];
    assert_eq!(post("LAX").payment.kinds, kinds.into());
}

#[test]
fn luanda_takes_cash_at_the_window_only() {
    assert_eq!(post("LAD").payment.kinds, [PaymentKind::Cash].into());
}

#[test]
fn luanda_takes_money_on_thursdays_only() {
    for post in all() {
        let days: Vec<WeekdayName> = post.payment.counter_days.into_iter().collect();
        if post.code.as_str() == "LAD" {
            assert_eq!(days, [WeekdayName::Thu]);
        } else {
            assert!(days.is_empty());
        }
    }
}

#[test]
fn money_is_due_with_the_mail_in_the_usa() {
    let due: Vec<PaymentDue> = all().iter().map(|p| p.payment.due).collect();
    assert_eq!(
        due,
        [
            PaymentDue::AtOrderOrPickup,
            PaymentDue::WithMail,
            PaymentDue::WithMail,
            PaymentDue::WithMail,
            PaymentDue::WithMail,
            PaymentDue::AtPickup,
        ]
    );
}

#[test]
fn cheques_are_made_out_to_each_post_in_its_own_words() {
    let payees: Vec<Option<String>> = all().into_iter().map(|p| p.payment.payee).collect();
    let payees: Vec<Option<&str>> = payees.iter().map(Option::as_deref).collect();
    assert_eq!(
        payees,
        [
            None,
            Some("Chinese Consulate General in New York"),
            Some("Chinese Consulate"),
            Some("Chinese Embassy"),
            Some("Chinese Consulate General in Los Angeles"),
            None
        ]
    );
}

#[test]
fn san_francisco_wants_the_chinese_name_in_the_memo() {
    for post in all() {
        let wanted = (post.code.as_str() == "SFO").then_some(MemoRule::ChineseName);
        assert_eq!(post.payment.memo, wanted);
    }
}

#[test]
fn a_payment_in_the_app_is_told_in_the_envelope_where_the_post_asks() {
    let told: Vec<bool> = all()
        .iter()
        .map(|p| p.payment.tell_online_payment)
        .collect();
    assert_eq!(told, [false, true, false, true, true, false]);
}

#[test]
fn brussels_converts_to_rmb() {
    let settled = post("BRU").payment.settled_in;
    assert_eq!(settled.map(|c| c.to_string()).as_deref(), Some("CNY"));
    let others = ["NYC", "SFO", "WAS", "LAX", "LAD"];
    assert!(
        others
            .iter()
            .all(|code| post(code).payment.settled_in.is_none())
    );
}

#[test]
fn an_order_waits_half_an_hour_and_no_emergency_fee_is_refunded() {
    for post in all() {
        assert_eq!(post.payment.countdown_minutes, 30);
        assert!(post.payment.two_people_clear);
        assert!(!post.payment.refund_emergency);
    }
}

#[test]
fn kinds_of_payment_are_told_apart_by_how_the_money_comes() {
    use PaymentKind as K;
    use strum::IntoEnumIterator;
    let which = |is: fn(K) -> bool| K::iter().filter(|kind| is(*kind)).collect::<Vec<_>>();
    assert_eq!(which(K::is_cheque), [K::MoneyOrder, K::CashiersCheck]);
    assert_eq!(which(K::is_online), [K::Wechat]);
    assert_eq!(
        which(K::comes_by_mail),
        [K::MoneyOrder, K::CashiersCheck, K::CardForm]
    );
    assert_eq!(
        which(K::needs_the_counter),
        [K::WechatCounter, K::AlipayCounter, K::CardCounter, K::Cash]
    );
    assert_eq!(
        which(K::is_converted),
        [K::Wechat, K::WechatCounter, K::AlipayCounter, K::QrByMail]
    );
}
