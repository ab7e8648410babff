//! A mail that waits: who may look into it, who may settle it, and that it is settled once.

use crate::letters::{a_letter, brussels, judged, the_order};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::supplement_mail::tray::{
    DiscardReason, MAY_SETTLE, TrayAct, TrayRefusal, TrayState, may_read, settle,
};
use lingshi_rules::supplement_mail::{Answer, Attaching, Verdict, Wait};
use lingshi_rules::values::{Instant, OrderNo};

fn officer(role: Role) -> Actor {
    Actor::Officer {
        id: OfficerId::new("zhang"),
        post: PostCode::new("BRU"),
        roles: [role].into(),
    }
}

fn at() -> Instant {
    Instant::from_millis(1_770_000_000_000).unwrap()
}

fn attach(enclosures: &[u32]) -> TrayAct {
    TrayAct::Attach {
        order: OrderNo::parse("BELAA3FAPT10085235").unwrap().value,
        enclosures: enclosures.to_vec(),
    }
}

const DISCARD: TrayAct = TrayAct::Discard {
    why: DiscardReason::Repeated,
};

#[test]
fn who_reviews_looks_into_a_mail_and_who_asks_for_supplements_settles_it() {
    for (role, reads, settles) in [
        (Role::FirstReviewer, true, true),
        (Role::Supervisor, true, true),
        (Role::Interviewer, true, false),
        (Role::SecondReviewer, true, false),
        (Role::Cashier, false, false),
        (Role::MailClerk, false, false),
        (Role::Maker, false, false),
        (Role::Counter, false, false),
        (Role::Admin, false, false),
        (Role::Auditor, false, false),
    ] {
        let actor = officer(role);
        assert_eq!(may_read(&actor), reads, "{role:?}");
        let told = settle((&TrayState::Waiting, 1), &DISCARD, &actor, at());
        let roles = MAY_SETTLE.to_vec();
        let refused = Err(TrayRefusal::RoleNeeded { roles });
        assert_eq!(told.is_ok(), settles, "{role:?}");
        assert!(settles || told == refused, "{role:?}");
    }
    assert!(!may_read(&Actor::System));
    assert!(settle((&TrayState::Waiting, 1), &DISCARD, &Actor::System, at()).is_err());
}

#[test]
fn a_mail_is_settled_once_and_says_by_whom() {
    let zhang = officer(Role::FirstReviewer);
    let settled = settle((&TrayState::Waiting, 3), &attach(&[0, 2]), &zhang, at()).unwrap();
    let TrayState::Attached { by, enclosures, .. } = &settled else {
        panic!("{settled:?}");
    };
    let id = OfficerId::new("zhang");
    assert_eq!((by, &enclosures[..]), (&By::Officer { id }, &[0, 2][..]));
    for state in [settled, TrayState::Erased { at: at() }] {
        for act in [DISCARD, attach(&[0])] {
            let again = settle((&state, 3), &act, &zhang, at());
            assert_eq!(again, Err(TrayRefusal::Settled));
        }
    }
}

#[test]
fn enclosures_are_chosen_each_once_and_are_there() {
    let zhang = officer(Role::FirstReviewer);
    for wrong in [&[][..], &[2], &[0, 0], &[1, 0], &[0, 1, 2]] {
        let told = settle((&TrayState::Waiting, 2), &attach(wrong), &zhang, at());
        assert_eq!(told, Err(TrayRefusal::WrongEnclosures), "{wrong:?}");
    }
    assert!(settle((&TrayState::Waiting, 2), &attach(&[0, 1]), &zhang, at()).is_ok());
}

#[test]
fn a_post_may_have_every_mail_wait_and_its_sender_is_answered_all_the_same() {
    let mut policy = brussels().clone();
    policy.supplement.mail_by_itself = false;
    let Verdict::Recognised(found) = judged(&a_letter(), &policy, Some(the_order())) else {
        panic!("not recognised");
    };
    let because = vec![Wait::SwitchedOff];
    assert_eq!(found.attaching, Attaching::Waits { because });
    assert_eq!(found.answer, Answer::Acknowledge);
}
