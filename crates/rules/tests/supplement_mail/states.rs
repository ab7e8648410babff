//! Which orders a supplement can be for.

use crate::letters::{a_letter, brussels, judged, no, recognised_with, the_order};
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::Status;
use lingshi_rules::supplement_mail::{Attaching, Flag, Letter, OrderFacts, Seal, Verdict, Why};
use strum::IntoEnumIterator;

fn why(order: Option<OrderFacts>) -> (Why, bool) {
    match judged(&a_letter(), brussels(), order) {
        Verdict::NotRecognised(found) => (found.why, found.offered.is_some()),
        Verdict::Recognised(_) => panic!("recognised"),
    }
}

#[test]
fn only_orders_that_wait_or_are_in_first_review_take_a_supplement() {
    for status in Status::iter() {
        let order = OrderFacts {
            status,
            ..the_order()
        };
        if status == Status::Supplement {
            assert_eq!(recognised_with(&a_letter(), order).flags, []);
        } else if status == Status::FirstReview {
            let found = recognised_with(&a_letter(), order);
            assert_eq!(found.flags, [Flag::InFirstReview]);
            assert_eq!(found.attaching, Attaching::ByItself);
        } else {
            assert_eq!(why(Some(order)), (Why::NotAwaited { status }, true));
        }
    }
}

#[test]
fn an_order_that_does_not_exist_or_is_another_posts_is_refused_and_not_offered() {
    assert_eq!(why(None), (Why::NoSuchOrder, false));
    let another = OrderFacts {
        no: no("BELAA3UHHT10085224"),
        ..the_order()
    };
    assert_eq!(why(Some(another)), (Why::NoSuchOrder, false));
    let elsewhere = OrderFacts {
        post: PostCode::new("NYC"),
        ..the_order()
    };
    assert_eq!(why(Some(elsewhere)), (Why::OtherPost, false));
}

#[test]
fn an_encrypted_mail_is_told_and_its_number_offered() {
    for seal in [Seal::Smime, Seal::Pgp] {
        let letter = Letter {
            seal: Some(seal),
            ..a_letter()
        };
        let Verdict::NotRecognised(found) = judged(&letter, brussels(), Some(the_order())) else {
            panic!("recognised");
        };
        assert_eq!(found.why, Why::Encrypted { seal });
        assert_eq!(found.offered, Some(the_order().no));
    }
}
