//! Contradictions of money, hours and holidays.

use crate::contradictions::{fine, refused, told};

const KINDS: &str = "[\"bank_transfer\"]";
const DUE: &str = "due = \"with_mail\"";
const HALL: &str = "hall = [{ days = [\"Mon\"], from = \"09:00:00\", to = \"12:00:00\" }]";

#[test]
fn no_fee_is_below_zero() {
    for (piece, name, told) in [
        ("booklet = 1600", "booklet", ":35:1: fees.booklet"),
        ("mailing = 0", "mailing", ":36:1: fees.mailing"),
        ("annotation = 0", "annotation", ":37:1: fees.annotation"),
    ] {
        let wanted = format!("{told}: may not be negative");
        refused(&[(piece, &format!("{name} = -1"))], &[&wanted]);
        fine(&[(piece, &format!("{name} = 0"))]);
    }
    refused(
        &[("booklet = 1600", "booklet = 1600\nemergency = -1")],
        &[":36:1: fees.emergency: may not be negative"],
    );
    fine(&[("booklet = 1600", "booklet = 1600\nemergency = 0")]);
}

#[test]
fn mailing_is_not_charged_where_nothing_is_mailed() {
    let collected = ("[\"in_person\", \"mail\"]", "[\"in_person\"]");
    let no_envelope = ("[mail_in.return_envelope]\n", "");
    let charged = (
        "mailing = 0",
        "mailing = 1\nmailing_waived_at_pickup = false",
    );
    refused(
        &[collected, no_envelope, charged],
        &[
            ":35:1: fees.mailing: mailing is charged, but nothing goes by mail (see hand_over.modes in line 29)",
        ],
    );
    fine(&[charged]);
    fine(&[collected, no_envelope, ("mailing = 0", "mailing = 1")]);
    fine(&[
        collected,
        no_envelope,
        (
            "mailing = 0",
            "mailing = 0\nmailing_waived_at_pickup = false",
        ),
    ]);
}

#[test]
fn cheques_are_made_out_to_somebody() {
    for cheque in ["money_order", "cashiers_check"] {
        let kinds = format!("[\"{cheque}\"]");
        refused(
            &[(KINDS, &kinds)],
            &[
                ":41:1: payment.kinds: cheques are taken, but no payee is set (see payment.payee in line 40)",
            ],
        );
        let payee = format!("{kinds}\npayee = \"Embassy\"");
        fine(&[(KINDS, &payee)]);
    }
    refused(
        &[(KINDS, "[\"money_order\"]\npayee = \" \"")],
        &[":42:1: payment.payee: may not be empty"],
    );
}

#[test]
fn payee_and_memo_are_for_cheques() {
    refused(
        &[(
            KINDS,
            "[\"bank_transfer\"]\npayee = \"Embassy\"\nmemo = \"order_no\"",
        )],
        &[
            ":42:1: payment.payee: no cheque is taken (see payment.kinds in line 41)",
            ":43:1: payment.memo: no cheque is taken (see payment.kinds in line 41)",
        ],
    );
    fine(&[(
        KINDS,
        "[\"money_order\"]\npayee = \"Embassy\"\nmemo = \"order_no\"",
    )]);
}

#[test]
fn what_is_due_with_the_mail_can_be_paid_away_from_the_counter() {
    refused(
        &[(
            KINDS,
            "[\"card_counter\", \"wechat_counter\", \"alipay_counter\"]",
        )],
        &[
            ":42:1: payment.due: due with the mail, but taken at the counter only (see payment.kinds in line 41)",
        ],
    );
    for kind in ["wechat", "qr_by_mail", "card_form", "bank_transfer"] {
        fine(&[(KINDS, &format!("[\"card_counter\", \"{kind}\"]"))]);
    }
}

#[test]
fn what_is_due_with_the_mail_is_mailed() {
    refused(
        &[("modes = [\"mail\"]", "modes = [\"in_person\", \"proxy\"]")],
        &[
            ":42:1: payment.due: due with the mail, but nothing is mailed (see mail_in.modes in line 23)",
        ],
    );
    fine(&[("modes = [\"mail\"]", "modes = [\"in_person\", \"mail\"]")]);
}

#[test]
fn cash_never_comes_in_the_envelope() {
    let cash = (KINDS, "[\"bank_transfer\", \"cash\"]");
    refused(
        &[cash],
        &[
            ":41:1: payment.kinds: cash would have to come in the envelope (see payment.due in line 42)",
        ],
    );
    fine(&[
        cash,
        ("modes = [\"mail\"]", "modes = [\"in_person\", \"mail\"]"),
    ]);
    fine(&[cash, (DUE, "due = \"at_pickup\"")]);
}

#[test]
fn what_goes_home_by_mail_is_not_paid_at_the_counter_only() {
    for due in ["at_pickup", "at_order_or_pickup"] {
        let due = (DUE, &*format!("due = \"{due}\""));
        let counter = (KINDS, "[\"cash\", \"card_counter\"]");
        refused(
            &[due, counter],
            &[
                ":41:1: payment.kinds: documents go by mail, but are paid at the counter only (see hand_over.modes in line 30)",
            ],
        );
        fine(&[due, (KINDS, "[\"cash\", \"qr_by_mail\"]")]);
        let collected = ("[\"in_person\", \"mail\"]", "[\"in_person\"]");
        fine(&[due, counter, collected, ("[mail_in.return_envelope]\n", "")]);
    }
    refused(
        &[(DUE, "due = \"at_pickup\""), (KINDS, "[]")],
        &[":41:1: payment.kinds: may not be empty"],
    );
}

#[test]
fn only_what_is_converted_is_settled_in_another_currency() {
    refused(
        &[(
            KINDS,
            "[\"bank_transfer\", \"card_counter\"]\nsettled_in = \"CNY\"",
        )],
        &[
            ":42:1: payment.settled_in: no kind of payment is converted (see payment.kinds in line 41)",
        ],
    );
    fine(&[(
        KINDS,
        "[\"bank_transfer\", \"qr_by_mail\"]\nsettled_in = \"CNY\"",
    )]);
}

#[test]
fn only_a_payment_in_the_app_is_told() {
    let told = "\ntell_online_payment = true";
    refused(
        &[(
            KINDS,
            &format!("[\"bank_transfer\", \"wechat_counter\"]{told}"),
        )],
        &[
            ":42:1: payment.tell_online_payment: nothing is paid in the APP (see payment.kinds in line 41)",
        ],
    );
    fine(&[(KINDS, &format!("[\"wechat\"]{told}"))]);
}

#[test]
fn the_counter_takes_money_on_days_it_is_open() {
    let days = |list: &str| format!("[\"bank_transfer\"]\ncounter_days = {list}");
    fine(&[(KINDS, &days("[\"Mon\"]"))]);
    refused(
        &[(KINDS, &days("[\"Mon\", \"Tue\"]"))],
        &[":42:1: payment.counter_days: Tue has no opening hours (see hours in line 47)"],
    );
    refused(
        &[(KINDS, &days("[\"Sat\"]"))],
        &[
            ":42:1: payment.counter_days: Sat is no working day (see hours.working_days in line 48)",
            ":42:1: payment.counter_days: Sat has no opening hours (see hours in line 47)",
        ],
    );
    let pickup = format!(
        "{HALL}\npickup = [{{ days = [\"Tue\"], from = \"09:00:00\", to = \"12:00:00\" }}]"
    );
    fine(&[(KINDS, &days("[\"Mon\", \"Tue\"]")), (HALL, &pickup)]);
}

#[test]
fn hall_and_pick_up_are_open_on_working_days_and_the_telephone_when_it_will() {
    let span = "[{ days = [\"Mon\", \"Sun\"], from = \"09:00:00\", to = \"12:00:00\" }]";
    refused(
        &[(HALL, &format!("hall = {span}"))],
        &[":48:11: hours.hall[0].days: Sun is no working day (see hours.working_days in line 47)"],
    );
    refused(
        &[(HALL, &format!("{HALL}\npickup = {span}"))],
        &[
            ":49:13: hours.pickup[0].days: Sun is no working day (see hours.working_days in line 47)",
        ],
    );
    fine(&[(HALL, &format!("{HALL}\nphone = {span}"))]);
}

#[test]
fn a_span_ends_after_it_begins() {
    for end in ["09:00:00", "08:59:59"] {
        refused(
            &[("to = \"12:00:00\"", &format!("to = \"{end}\""))],
            &[
                ":48:46: hours.hall[0].to: ends before it begins (see hours.hall[0].from in line 48)",
            ],
        );
    }
    fine(&[("to = \"12:00:00\"", "to = \"09:00:01\"")]);
}

#[test]
fn spans_of_one_day_do_not_overlap() {
    let hall = |days: &str, from: &str, to: &str| {
        format!(
            "hall = [{{ days = [\"Mon\", \"Tue\"], from = \"09:00:00\", to = \"12:00:00\" }}, \
             {{ days = {days}, from = \"{from}\", to = \"{to}\" }}]"
        )
    };
    for (from, to) in [
        ("11:59:59", "13:00:00"),
        ("08:00:00", "09:00:01"),
        ("10:00:00", "11:00:00"),
        ("08:00:00", "13:00:00"),
    ] {
        refused(
            &[(HALL, &hall("[\"Tue\", \"Wed\"]", from, to))],
            &[":48:72: hours.hall[1]: spans overlap on Tue (see hours.hall[0] in line 48)"],
        );
        fine(&[(HALL, &hall("[\"Wed\"]", from, to))]);
    }
    fine(&[(HALL, &hall("[\"Tue\"]", "12:00:00", "13:00:00"))]);
    fine(&[(HALL, &hall("[\"Tue\"]", "08:00:00", "09:00:00"))]);
    for list in ["pickup", "phone"] {
        let spans =
            hall("[\"Tue\"]", "11:00:00", "13:00:00").replace("hall =", &format!("{list} ="));
        let told = told(&[(HALL, &format!("{HALL}\n{spans}"))]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(&format!("hours.{list}[1]: spans overlap")));
    }
}

#[test]
fn who_is_to_come_is_let_in() {
    let closed = (HALL, "");
    let never = |key: &str, line: &str| {
        vec![format!(
            ":{line}: {key}: people are to come, but it is never open (see hours in line 46)"
        )]
    };
    assert_eq!(told(&[closed]), never("hand_over.modes", "30:1"));
    let mailed = [
        closed,
        ("[\"in_person\", \"mail\"]", "[\"mail\"]"),
        ("pickup = true", "pickup = false"),
    ];
    let to_emergencies = told(&mailed);
    assert_eq!(to_emergencies, never("hand_over.emergency_modes", "29:2"));
    let no_emergencies = ("\"PP_RENEW\", \"TD_EMERG\"", "\"PP_RENEW\"");
    fine(&[mailed[0], mailed[1], mailed[2], no_emergencies]);
    let brought = (
        "modes = [\"mail\"]\nslip",
        "modes = [\"mail\", \"proxy\"]\nslip",
    );
    let told_brought = told(&[brought, mailed[0], mailed[1], mailed[2], no_emergencies]);
    assert_eq!(told_brought, never("mail_in.modes", "23:1"));
    let visits = ("[contact]", "[contact]\n[onsite]\nafter = \"first_review\"");
    let told_visits = told(&[mailed[0], mailed[1], mailed[2], no_emergencies, visits]);
    assert_eq!(told_visits, never("onsite", "51:2"));
    let pickup = (
        HALL,
        "pickup = [{ days = [\"Mon\"], from = \"09:00:00\", to = \"12:00:00\" }]",
    );
    fine(&[pickup]);
}

#[test]
fn a_holiday_stands_once() {
    let holidays = |second: &str| {
        format!(
            "schema = 1\nholidays = [\n{{ day = \"2026-01-01\", name = \"元旦\" }},\n{{ day = \"{second}\", name = \"x\" }},\n{{ day = \"2026-01-01\", name = \"x\" }}]"
        )
    };
    refused(
        &[("schema = 1", &holidays("2026-01-02"))],
        &[":5:3: holidays[2].day: stands here twice (see holidays[0].day in line 3)"],
    );
    refused(
        &[("schema = 1", &holidays("2026-01-01"))],
        &[
            ":4:3: holidays[1].day: stands here twice (see holidays[0].day in line 3)",
            ":5:3: holidays[2].day: stands here twice (see holidays[0].day in line 3)",
        ],
    );
    refused(
        &[(
            "schema = 1",
            "schema = 1\nholidays = [{ day = \"2026-01-01\", name = \"\" }]",
        )],
        &[":2:35: holidays[0].name: may not be empty"],
    );
}
