//! Every place a notice names, in any of its wordings, is filled by the type behind it.

use super::{Due, Filling};
use crate::voice::Voice;
use crate::{Addressee, Fill, Language, catalogue};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Notice, NoticeCode, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::station;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

fn policy() -> PostPolicy {
    let text = include_str!("../../../../fixtures/posts/BRU.toml");
    PostPolicy::read("BRU.toml", text).unwrap()
}

/// One of each notice, its particulars as they are written.
fn specimens() -> Vec<Notice> {
    let money = json!({ "minor": 1600, "currency": "EUR" });
    let slot = json!({ "start": "2026-12-04T09:00:00.000Z", "end": "2026-12-04T10:00:00.000Z" });
    let particulars = json!({
        "wait_days": 1, "picks": [{ "reason": "S02" }], "due": "2026-12-21",
        "refusing": { "reason": "R01" }, "with_guardian": true, "slot": slot, "strikes": 1,
        "counted": true, "send": ["slip"], "paid": false, "still": ["slip"], "by_mail": true,
        "pay": money, "bring_old": true, "tracking": "1", "count": 1, "what": "slip", "words": "?",
        "fingerprints": true, "missing": ["slip"], "cause": "early", "amount": money,
        "held": money, "until": "2026-12-04T10:00:00.000Z", "booking": true, "days": 1, "minutes": 30,
    });
    let one = |code: NoticeCode| {
        let mut json = particulars.clone();
        json["code"] = Value::from(<&str>::from(code));
        if code == NoticeCode::N21 {
            json["due"] = money.clone();
        }
        serde_json::from_value(json).unwrap()
    };
    NoticeCode::iter().map(one).collect()
}

#[test]
fn every_place_in_every_wording_is_filled() {
    let policy = policy();
    let walk = station(&policy, Business::PpRenew, Status::FirstReview).unwrap();
    let to = Addressee::of(&walk.order, &policy, walk.now);
    for language in Language::iter() {
        let voice = Voice::of(catalogue(language).unwrap(), &policy);
        let filling = Filling { voice, to: &to };
        for notice in specimens() {
            let code: &str = NoticeCode::from(&notice).into();
            let fill = filling.of(&notice).unwrap();
            let words = &voice.words.notice[code];
            let known: BTreeSet<&str> = fill.places().collect();
            for place in words.title.places().union(&words.body.places()) {
                assert!(known.contains(place), "{language} {code}: {place}");
            }
            // And what is filled is said somewhere: a fact nobody reads is a slip.
            let said: BTreeSet<&str> = words
                .title
                .places()
                .union(&words.body.places())
                .copied()
                .collect();
            assert_eq!(
                known.difference(&said).collect::<Vec<_>>(),
                Vec::<&&str>::new(),
                "{language} {code}"
            );
        }
    }
}

#[test]
fn a_preview_fills_what_the_message_fills() {
    let policy = policy();
    let walk = station(&policy, Business::PpRenew, Status::FirstReview).unwrap();
    let to = Addressee::of(&walk.order, &policy, walk.now);
    let voice = Voice::of(catalogue(Language::En).unwrap(), &policy);
    let filled = |due| -> BTreeSet<String> {
        let fill: Fill = Filling { voice, to: &to }
            .supplement(&[], None, due)
            .unwrap();
        fill.places().map(str::to_owned).collect()
    };
    let day = "2026-12-21".parse().unwrap();
    assert_eq!(filled(Due::Days(3)), filled(Due::On(day)));
}
