//! What is expected in the envelope (§2.4), post by post.

use super::{at, but, filed, in_person};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::notices::{expected_originals, missing_originals};
use lingshi_rules::life::{Action, Notice, Status, What};
use lingshi_rules::order::Order;
use lingshi_rules::order::originals::Original::{
    self, OldDocument, PaperPhotos, PaymentProof, ReturnEnvelope, Slip,
};
use lingshi_rules::order::payment::PaymentMode;
use lingshi_rules::people::Role;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::PaperPhotos as Photos;
use lingshi_rules::walk::Walk;

fn expected(order: &Order, policy: &PostPolicy) -> Vec<Original> {
    expected_originals(order, policy).into_iter().collect()
}

fn sent(post: &str, business: Business) -> Vec<Original> {
    let walk = at(post, business, Status::PendingPayment);
    expected(&walk.order, walk.policy)
}

#[test]
fn in_america_everything_comes_in_one_envelope() {
    let all = [Slip, OldDocument, PaymentProof, ReturnEnvelope];
    for post in ["NYC", "SFO", "LAX"] {
        assert_eq!(sent(post, Business::PpRenew), all, "{post}");
    }
    let first = [Slip, PaymentProof, ReturnEnvelope];
    for business in [Business::PpNew, Business::PpReissue, Business::TdReissue] {
        assert_eq!(sent("LAX", business), first);
    }
}

#[test]
fn washington_wants_paper_photos_always_and_san_francisco_for_travel_documents() {
    let with_photos = [Slip, OldDocument, PaymentProof, PaperPhotos, ReturnEnvelope];
    assert_eq!(sent("WAS", Business::PpRenew), with_photos);
    assert_eq!(sent("WAS", Business::TdRenew), with_photos);
    assert_eq!(sent("SFO", Business::TdRenew), with_photos);
    assert!(!sent("SFO", Business::PpRenew).contains(&PaperPhotos));
    // New York asks for them itself where it needs them.
    assert!(!sent("NYC", Business::TdRenew).contains(&PaperPhotos));
    let policy = but("WAS", |p| p.mail_in.paper_photos = Photos::IfAsked);
    let walk = super::on(policy, Business::PpRenew, Status::PendingPayment);
    assert!(!expected(&walk.order, policy).contains(&PaperPhotos));
}

#[test]
fn at_luanda_no_money_and_no_envelope_home_are_sent() {
    assert_eq!(sent("LAD", Business::PpRenew), [Slip, OldDocument]);
    assert_eq!(sent("LAD", Business::PpReissue), [Slip]);
}

#[test]
fn at_brussels_only_who_wants_it_mailed_sends_anything() {
    assert_eq!(
        sent("BRU", Business::PpRenew),
        [Slip, OldDocument, ReturnEnvelope]
    );
    let bru = posts::post("BRU");
    let collected = |business| {
        let walk: Walk<'_> = filed(bru, business, Status::PendingPayment, in_person);
        expected(&walk.order, walk.policy)
    };
    assert_eq!(collected(Business::PpRenew), []);
    assert_eq!(collected(Business::PpNote), [Slip, OldDocument]);
}

#[test]
fn an_emergency_and_a_pension_send_nothing() {
    assert_eq!(sent("BRU", Business::TdEmerg), []);
    assert_eq!(sent("LAX", Business::TdEmerg), []);
    let walk = at("NYC", Business::Pension, Status::PensionProcessing);
    assert_eq!(expected(&walk.order, walk.policy), []);
}

#[test]
fn who_paid_in_the_app_says_so_in_the_envelope_where_the_post_asks_for_it() {
    let with_proof = |policy: &'static PostPolicy, mode| {
        let mut walk = super::on(policy, Business::PpRenew, Status::PendingPayment);
        walk.order.payment.mode = mode;
        expected(&walk.order, policy).contains(&PaymentProof)
    };
    for post in ["NYC", "WAS", "LAX"] {
        assert!(with_proof(posts::post(post), Some(PaymentMode::Online)));
    }
    let silent = but("NYC", |p| p.payment.tell_online_payment = false);
    assert!(!with_proof(silent, Some(PaymentMode::Online)));
    assert!(with_proof(silent, Some(PaymentMode::Offline)));
    assert!(with_proof(silent, None));
}

#[test]
fn a_foreign_paper_is_no_old_booklet_of_ours() {
    use lingshi_rules::values::papers::PaperKind;
    let walk = filed(
        posts::post("NYC"),
        Business::TdRenew,
        Status::PendingPayment,
        |form| {
            if let Some(old) = &mut form.old_document {
                old.kind = PaperKind::HongKongMacaoPermit;
            }
        },
    );
    assert!(!expected(&walk.order, walk.policy).contains(&OldDocument));
}

#[test]
fn missing_is_what_is_expected_and_not_here() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    walk.order.originals.here.extend([Slip, PaperPhotos]);
    let missing: Vec<_> = missing_originals(&walk.order, walk.policy)
        .into_iter()
        .collect();
    assert_eq!(missing, [OldDocument, PaymentProof, ReturnEnvelope]);
}

/// What is still asked for once the booklet is made, and whether it will be mailed.
fn asked_when_made(policy: &'static PostPolicy) -> (Vec<Original>, bool) {
    let mut walk = super::on(policy, Business::PpRenew, Status::ToMake);
    let maker = super::by(&walk, Role::Maker);
    let action = Action::RecordMade {
        number: "EK0000001".into(),
        issued: super::day(2026, 3, 2),
        expires: super::day(2036, 3, 1),
    };
    let happened = super::does(&mut walk, &maker, action);
    let Some(What::Told {
        notice: Notice::N12 { still, by_mail },
    }) = happened.last()
    else {
        panic!("what is made is told: {happened:?}");
    };
    (still.iter().copied().collect(), *by_mail)
}

#[test]
fn a_made_booklet_reminds_of_originals_only_where_the_post_says_so() {
    let luanda = posts::post("LAD");
    assert_eq!(asked_when_made(luanda), (vec![Slip, OldDocument], false));
    let quiet = but("LAD", |p| p.mail_in.remind_when_made = false);
    assert_eq!(asked_when_made(quiet), (vec![], false));
}
