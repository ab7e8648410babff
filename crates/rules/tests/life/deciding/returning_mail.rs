//! 直接退件: what goes straight back, and why (N20).

use super::{approve, at, by, does, named, plain_approval, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Notice, Refusal, Status, What};
use lingshi_rules::order::originals::{OriginalsState, ReturnCause, ReturnedMail};
use lingshi_rules::people::Role;

fn send_back(cause: ReturnCause, tracking: Option<&str>) -> Action {
    Action::ReturnMail {
        cause,
        tracking: tracking.map(str::to_owned),
    }
}

fn returned(post: &str, status: Status, cause: ReturnCause) -> Result<(), Refusal> {
    let mut walk = at(post, Business::PpRenew, status);
    let clerk = by(&walk, Role::MailClerk);
    walk.give(&clerk, send_back(cause, None)).map(drop)
}

const IN_ORDER: Result<(), Refusal> = Err(Refusal::MailInOrder);

#[test]
fn returned_mail_is_recorded_and_told() {
    let mut walk = at("LAX", Business::PpRenew, Status::FirstReview);
    let (clerk, at) = (by(&walk, Role::MailClerk), walk.now);
    let cause = ReturnCause::Early;
    assert_eq!(
        does(&mut walk, &clerk, send_back(cause, Some(" 9405 "))),
        [
            What::MailReturned {
                cause,
                tracking: Some("9405".into())
            },
            told(Notice::N20 { cause }),
        ]
    );
    let originals = &walk.order.originals;
    assert_eq!(originals.state, OriginalsState::Returned);
    assert_eq!(
        originals.returned,
        [ReturnedMail {
            cause,
            tracking: Some("9405".into()),
            by: named(&clerk),
            at
        }]
    );
}

#[test]
fn what_went_back_early_is_awaited_from_its_time_on() {
    let mut walk = at("LAX", Business::PpRenew, Status::SecondReview);
    let clerk = by(&walk, Role::MailClerk);
    does(&mut walk, &clerk, send_back(ReturnCause::Early, None));
    assert_eq!(walk.order.originals.state, OriginalsState::Returned);
    let second = by(&walk, Role::SecondReviewer);
    let action = approve(plain_approval(&walk));
    let happened = does(&mut walk, &second, action);
    assert!(happened.contains(&What::OriginalsAwaited));
    assert_eq!(walk.order.originals.state, OriginalsState::Awaited);
}

#[test]
fn mail_is_early_before_the_posts_trigger_and_never_after_the_end() {
    use ReturnCause::Early;
    assert_eq!(returned("LAX", Status::FirstReview, Early), Ok(()));
    assert_eq!(returned("LAX", Status::SecondReview, Early), Ok(()));
    assert_eq!(returned("LAX", Status::ToMake, Early), IN_ORDER);
    assert_eq!(returned("SFO", Status::FirstReview, Early), Ok(()));
    assert_eq!(returned("SFO", Status::SecondReview, Early), IN_ORDER);
    assert_eq!(returned("LAX", Status::Rejected, Early), IN_ORDER);
}

#[test]
fn unmarked_mail_goes_back_only_where_the_post_is_strict() {
    use ReturnCause::Unmarked;
    assert_eq!(returned("LAX", Status::ToMake, Unmarked), Ok(()));
    assert_eq!(returned("NYC", Status::ToMake, Unmarked), IN_ORDER);
    assert_eq!(returned("BRU", Status::ToMake, Unmarked), IN_ORDER);
    // Strict about a mark, but without one.
    let policy = super::but("LAX", |p| p.mail_in.mark = None);
    let mut walk = super::on(policy, Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(
        refused(&mut walk, &clerk, send_back(Unmarked, None)),
        Refusal::MailInOrder
    );
}

#[test]
fn mail_for_an_order_that_ended_goes_back() {
    use ReturnCause::Ended;
    assert_eq!(returned("NYC", Status::Cancelled, Ended), Ok(()));
    assert_eq!(returned("NYC", Status::Done, Ended), Ok(()));
    assert_eq!(returned("NYC", Status::ToMake, Ended), IN_ORDER);
}

#[test]
fn what_is_not_of_the_order_goes_back_at_any_time() {
    use ReturnCause::NotOurs;
    for status in [Status::FirstReview, Status::ToMake, Status::Done] {
        assert_eq!(returned("NYC", status, NotOurs), Ok(()));
    }
}

#[test]
fn what_lies_here_stays_here_when_another_envelope_goes_back() {
    let mut walk = at("NYC", Business::PpRenew, Status::Made);
    assert_eq!(walk.order.originals.state, OriginalsState::Complete);
    let clerk = by(&walk, Role::MailClerk);
    let blank = Some("  ");
    does(&mut walk, &clerk, send_back(ReturnCause::NotOurs, blank));
    assert_eq!(walk.order.originals.state, OriginalsState::Complete);
    assert_eq!(walk.order.originals.returned[0].tracking, None);
}

#[test]
fn a_tracking_number_fits() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let long = "9".repeat(65);
    assert_eq!(
        refused(
            &mut walk,
            &clerk,
            send_back(ReturnCause::NotOurs, Some(&long))
        ),
        Refusal::TextTooLong {
            text: TextOf::Number,
            most: 64
        }
    );
}
