//! How each of the six posts takes originals in and hands documents out.

use crate::files::{CODES, all, post};
use lingshi_rules::business::Booklet;
use lingshi_rules::post::policy::{
    MailInTrigger, PaperPhotos, PickupMode, PostPolicy, SlipKind, SubmitMode, WrongMail,
};

/// The codes of the posts for which this is so.
fn posts_where(so: impl Fn(&PostPolicy) -> bool) -> Vec<&'static str> {
    CODES.into_iter().filter(|code| so(&post(code))).collect()
}

#[test]
fn san_francisco_takes_originals_during_second_review() {
    let during = posts_where(|p| p.mail_in.trigger == MailInTrigger::SecondReview);
    assert_eq!(during, ["SFO"]);
}

#[test]
fn the_other_five_take_originals_when_the_order_is_to_be_made() {
    let then = posts_where(|p| p.mail_in.trigger == MailInTrigger::ToMake);
    assert_eq!(then, ["BRU", "NYC", "WAS", "LAX", "LAD"]);
}

#[test]
fn los_angeles_returns_early_and_unmarked_mail() {
    assert_eq!(
        posts_where(|p| p.mail_in.early == WrongMail::Return),
        ["LAX"]
    );
    assert_eq!(
        posts_where(|p| p.mail_in.unmarked == WrongMail::Return),
        ["LAX"]
    );
}

#[test]
fn envelopes_bear_the_mark_of_their_post() {
    let marks: Vec<Option<String>> = all().into_iter().map(|p| p.mail_in.mark).collect();
    let marks: Vec<Option<&str>> = marks.iter().map(Option::as_deref).collect();
    assert_eq!(
        marks,
        [
            None,
            Some("APP 护照申请材料"),
            Some("APP 护照或旅行证申请材料"),
            None,
            Some("证件办理"),
            None
        ]
    );
}

#[test]
fn luanda_reminds_of_the_originals_when_the_document_is_made() {
    assert_eq!(posts_where(|p| p.mail_in.remind_when_made), ["LAD"]);
}

#[test]
fn luanda_takes_originals_by_mail_in_person_and_by_proxy() {
    let all_modes = [SubmitMode::Mail, SubmitMode::InPerson, SubmitMode::Proxy].into();
    assert_eq!(post("LAD").mail_in.modes, all_modes);
}

#[test]
fn the_other_five_take_originals_by_mail_only() {
    let mail_only = [SubmitMode::Mail].into();
    let posts = posts_where(|p| p.mail_in.modes == mail_only);
    assert_eq!(posts, ["BRU", "NYC", "SFO", "WAS", "LAX"]);
}

#[test]
fn brussels_hands_out_at_the_post_and_by_mail() {
    let both = [PickupMode::InPerson, PickupMode::Mail].into();
    assert_eq!(posts_where(|p| p.hand_over.modes == both), ["BRU"]);
}

#[test]
fn the_posts_in_the_usa_hand_out_by_mail_only() {
    let mail = [PickupMode::Mail].into();
    let posts = posts_where(|p| p.hand_over.modes == mail);
    assert_eq!(posts, ["NYC", "SFO", "WAS", "LAX"]);
}

#[test]
fn luanda_hands_out_at_the_post_only() {
    let in_person = [PickupMode::InPerson].into();
    assert_eq!(posts_where(|p| p.hand_over.modes == in_person), ["LAD"]);
}

#[test]
fn emergency_documents_are_collected_everywhere() {
    let collected = [PickupMode::InPerson, PickupMode::Proxy].into();
    assert!(
        all()
            .iter()
            .all(|p| p.hand_over.emergency_modes == collected)
    );
}

#[test]
fn brussels_cancels_the_old_document_at_the_pick_up() {
    assert_eq!(posts_where(|p| p.hand_over.old_document_at_pickup), ["BRU"]);
}

#[test]
fn san_francisco_disclaims_loss_in_the_mail() {
    assert_eq!(posts_where(|p| p.hand_over.mail_disclaimer), ["SFO"]);
}

#[test]
fn receipts_go_back_and_reminders_come_after_30_60_and_90_days() {
    for post in all() {
        assert!(post.hand_over.receipt_enclosed);
        assert_eq!(post.hand_over.reminder_days, [30, 60, 90]);
    }
}

#[test]
fn the_slip_is_as_each_post_asks() {
    assert_eq!(
        posts_where(|p| p.mail_in.slip == SlipKind::NameAndNumber),
        ["BRU", "WAS", "LAX"]
    );
    assert_eq!(
        posts_where(|p| p.mail_in.slip == SlipKind::BarcodePage),
        ["NYC", "SFO"]
    );
    assert_eq!(
        posts_where(|p| p.mail_in.slip == SlipKind::PrintedSlip),
        ["LAD"]
    );
}

#[test]
fn san_francisco_wants_two_paper_photos_for_travel_documents_only() {
    let sfo = post("SFO");
    assert_eq!(sfo.mail_in.paper_photos, PaperPhotos::TravelDocument);
    assert_eq!(sfo.paper_photos(Booklet::TravelDocument), 2);
    assert_eq!(sfo.paper_photos(Booklet::Passport), 0);
}

#[test]
fn washington_wants_paper_photos_and_new_york_only_if_asked() {
    let was = post("WAS");
    assert_eq!(was.paper_photos(Booklet::Passport), 2);
    assert_eq!(was.paper_photos(Booklet::TravelDocument), 2);
    let nyc = post("NYC");
    assert_eq!(nyc.mail_in.paper_photos, PaperPhotos::IfAsked);
    assert_eq!(nyc.mail_in.paper_photo_count, 2);
    assert_eq!(nyc.paper_photos(Booklet::Passport), 0);
}

#[test]
fn brussels_los_angeles_and_luanda_want_no_paper_photos() {
    let never = posts_where(|p| p.mail_in.paper_photos == PaperPhotos::Never);
    assert_eq!(never, ["BRU", "LAX", "LAD"]);
}

#[test]
fn new_york_and_san_francisco_take_priority_mail_envelopes_only() {
    let priority: std::collections::BTreeSet<String> =
        ["USPS Priority Mail", "USPS Priority Mail Express"]
            .map(str::to_owned)
            .into();
    let posts = posts_where(|p| {
        let envelope = p.mail_in.return_envelope.as_ref();
        envelope.is_some_and(|e| e.services == priority)
    });
    assert_eq!(posts, ["NYC", "SFO"]);
}

#[test]
fn washington_and_los_angeles_take_tracked_usps_envelopes() {
    for code in ["WAS", "LAX"] {
        let envelope = post(code).mail_in.return_envelope.unwrap();
        assert_eq!(envelope.services, ["USPS".to_owned()].into());
        assert!(envelope.tracked);
        assert_eq!(envelope.sender, None);
    }
}

#[test]
fn san_francisco_is_the_sender_of_its_return_envelopes() {
    let sender = post("SFO").mail_in.return_envelope.unwrap().sender;
    assert_eq!(
        sender.as_deref(),
        Some("Chinese Consulate, 1450 Laguna Street, San Francisco, CA 94115")
    );
}

#[test]
fn brussels_takes_any_return_envelope_and_luanda_none() {
    assert!(
        post("BRU")
            .mail_in
            .return_envelope
            .unwrap()
            .services
            .is_empty()
    );
    assert_eq!(post("LAD").mail_in.return_envelope, None);
}

#[test]
fn passports_of_los_angeles_are_made_in_new_york() {
    for post in all() {
        let centre = post.making.centre.as_ref().map(|c| c.as_str().to_owned());
        let wanted = (post.code.as_str() == "LAX").then(|| "NYC".to_owned());
        assert_eq!(centre, wanted);
        assert!(post.making.verify_lost_passports);
    }
}

#[test]
fn luanda_promises_three_weeks_and_los_angeles_a_month() {
    let days: Vec<Option<u16>> = all().iter().map(|p| p.making.expected_days).collect();
    assert_eq!(days, [None, None, None, None, Some(30), Some(21)]);
}

#[test]
fn brussels_takes_fingerprints_on_request() {
    assert_eq!(posts_where(|p| p.making.fingerprints_on_request), ["BRU"]);
}
