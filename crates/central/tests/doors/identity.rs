//! Who is let in: locks, codes that are taken once, sessions that end when a token was stolen, invitations.

use crate::common::officer::{Officer, PASSWORD, authenticator, enrolment, new_key};
use crate::common::{House, Post};
use lingshi_central::world::now;
use lingshi_ledger::{DocKey, Kind};
use lingshi_registry::identity::Credential;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::people::Role;
use lingshi_wire::api::{Enrolled, Enrolment, Renewing};
use lingshi_wire::client::ClientFault;

const ROLES: [Role; 1] = [Role::FirstReviewer];

async fn house() -> (House, Post) {
    let house = House::open().await;
    let post = house.post("BRU");
    (house, post)
}

async fn house_with(id: &str) -> (House, Post, Officer) {
    let (house, post) = house().await;
    let officer = house.hire(&post, id, &ROLES).await;
    (house, post, officer)
}

/// What a fault says but for the name of its request, and in how many seconds it may be asked again.
fn told<T>(answer: Result<T, ClientFault>) -> (String, u64) {
    match answer {
        Ok(_) => ("let in".to_owned(), 0),
        Err(ClientFault::Problem {
            mut problem,
            again_in,
        }) => {
            problem.request = None;
            let text = serde_json::to_string(&problem).unwrap();
            (text, again_in.map_or(0, |wait| wait.as_secs()))
        }
        Err(other) => panic!("{other}"),
    }
}

fn code<T>(answer: Result<T, ClientFault>) -> String {
    match answer {
        Ok(_) => "let in".to_owned(),
        Err(fault) => fault.code().unwrap().to_owned(),
    }
}

impl House {
    fn credential(&self, id: &OfficerId) -> Credential {
        let key = DocKey::new(Kind::Credential, id.as_str());
        let kept = self.read(|tx| tx.realm(&key)).unwrap();
        serde_json::from_slice(&kept.body).unwrap()
    }

    /// The lock is off, as if its time had passed; failures are remembered.
    fn wait_for(&self, id: &OfficerId) {
        self.change(Kind::Credential, id.as_str(), |kept| {
            kept["locked_until"] = "2026-03-16T09:00:00.000Z".into();
        });
    }

    async fn fails(&self, officer: &Officer, times: usize) {
        for _ in 0..times {
            let answer = self.knock(officer, "another password", "000000").await;
            assert_eq!(code(answer), "not_let_in");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_failures_lock_and_five_more_lock_longer() {
    let (house, _, zhang) = house_with("bru-zhang").await;
    for minutes in [5, 10, 20, 40] {
        house.fails(&zhang, 5).await;
        // The right password with the right digits does not help.
        let answer = house.knock(&zhang, PASSWORD, &zhang.digits()).await;
        let (problem, seconds) = told(answer);
        assert!(problem.contains("\"code\":\"locked\""), "{problem}");
        let longest = minutes * 60;
        assert!(
            (longest - 30..=longest + 1).contains(&seconds),
            "{minutes} minutes: {seconds}"
        );
        // While it is locked nothing is counted.
        let failures = house.credential(&zhang.id).failures;
        house.knock(&zhang, "another password", "").await.err();
        assert_eq!(house.credential(&zhang.id).failures, failures);
        house.wait_for(&zhang.id);
    }
    house.sign_in(&zhang).await;
    let kept = house.credential(&zhang.id);
    assert_eq!((kept.failures, kept.locked_until), (0, None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_longest_lock_is_a_day() {
    let (house, _, zhang) = house_with("bru-zhang").await;
    house.change(Kind::Credential, "bru-zhang", |kept| {
        kept["failures"] = 4_294_967_289_u32.into();
    });
    house.fails(&zhang, 1).await;
    let (_, seconds) = told(house.knock(&zhang, PASSWORD, "").await);
    assert!((86_000..=86_401).contains(&seconds), "{seconds}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn digits_are_taken_once() {
    let (house, _, zhang) = house_with("bru-zhang").await;
    let digits = zhang.digits();
    house.knock(&zhang, PASSWORD, &digits).await.unwrap();
    let again = house.knock(&zhang, PASSWORD, &digits).await;
    assert_eq!(code(again), "not_let_in");
    // Not by many at once either.
    house.forget(&zhang.id);
    let digits = zhang.digits();
    let knocks: Vec<_> = (0..4)
        .map(|_| house.knock(&zhang, PASSWORD, &digits))
        .collect();
    let mut let_in = 0;
    for answer in all(knocks).await {
        let_in += u32::from(answer.is_ok());
    }
    assert_eq!(let_in, 1);
}

async fn all<T>(asked: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut asked: Vec<_> = asked.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<T>> = asked.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        for (one, done) in asked.iter_mut().zip(&mut done) {
            if done.is_none()
                && let std::task::Poll::Ready(answer) = one.as_mut().poll(cx)
            {
                *done = Some(answer);
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_knocks_does_not_learn_who_lives_here() {
    let (house, post, zhang) = house_with("bru-zhang").await;
    let stranger = Officer {
        post: post.code.clone(),
        id: OfficerId::new("bru-nobody"),
        roles: zhang.roles.clone(),
        key: new_key(),
        second: authenticator("secret=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&"),
    };
    // Longer than until the lock: a lock tells nothing either.
    for knock in 0..7 {
        let here = house.knock(&zhang, "another password", "000000").await;
        let nobody = house.knock(&stranger, "another password", "000000").await;
        let ((here, wait), (nobody, as_long)) = (told(here), told(nobody));
        assert_eq!(here, nobody, "knock {knock}");
        assert!(
            wait.abs_diff(as_long) < 5,
            "knock {knock}: {wait} {as_long}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_wrong_at_the_door_is_told_the_same() {
    let (house, post, zhang) = house_with("bru-zhang").await;
    let other = house.hire(&post, "bru-li", &ROLES).await;
    let wrong = told(house.knock(&zhang, "another password", "000000").await);
    let nonce = house.client.challenge().await.unwrap().nonce;
    let right = zhang.signing_in(&nonce, PASSWORD, &zhang.digits());
    let mut digits = right.clone();
    digits.code = "12345".to_owned();
    let mut device = right.clone();
    device.device = other.key.public().id();
    let mut nobodys = right.clone();
    nobodys.device = new_key().public().id();
    let mut signature = right.clone();
    signature.signature = other.key.sign("lingshi/sign-in/1", nonce.as_bytes());
    let mut nowhere = right.clone();
    nowhere.post = lingshi_rules::ids::PostCode::new("LON");
    let mut garbage = right.clone();
    garbage.nonce = "garbage".to_owned();
    for asked in [digits, device, nobodys, signature, nowhere, garbage] {
        assert_eq!(told(house.client.sign_in(&asked).await), wrong);
        house.forget(&zhang.id);
    }
    let right = zhang.signing_in(&nonce, PASSWORD, &zhang.digits());
    house.client.sign_in(&right).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_nobody_certified_is_not_let_in() {
    let (house, post) = house().await;
    let zhang = house.enrol(&post, "bru-zhang", &ROLES).await;
    let answer = house.knock(&zhang, PASSWORD, &zhang.digits()).await;
    assert_eq!(code(answer), "not_let_in");
    house.certify(&post.code, (&zhang.id, &zhang.roles), &zhang.key);
    house.forget(&zhang.id);
    let session = house.session(&zhang).await;
    let myself = session.myself().await.unwrap();
    assert_eq!(
        (myself.officer, myself.device),
        (zhang.id, zhang.key.public().id())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_longer_token_is_changed_once_and_a_second_time_ends_the_session() {
    let (house, post, zhang) = house_with("bru-zhang").await;
    let first = house.sign_in(&zhang).await;
    let renew = |renewing: &str| {
        let renewing = renewing.to_owned();
        let client = house.client.clone();
        async move { client.renew(&Renewing { renewing }).await }
    };
    let alive = |asking: &str| {
        let session = house.client.session(&post.code, asking, &house.server());
        async move { code(session.myself().await) }
    };
    let second = renew(&first.renewing).await.unwrap();
    assert_eq!(alive(&first.asking).await, "sign_in_needed");
    assert_eq!(alive(&second.asking).await, "let in");
    // Each token is for its own end.
    assert_eq!(alive(&second.renewing).await, "sign_in_needed");
    assert_eq!(code(renew(&second.asking).await), "sign_in_needed");
    assert_eq!(alive(&second.asking).await, "let in");
    // A stranger's token ends nothing.
    let (name, _) = second.renewing.rsplit_once('.').unwrap();
    let forged = format!("{name}.{}", "A".repeat(32));
    assert_eq!(code(renew(&forged).await), "sign_in_needed");
    assert_eq!(alive(&second.asking).await, "let in");
    // The one that was changed comes again: nobody knows who has it.
    assert_eq!(code(renew(&first.renewing).await), "sign_in_needed");
    assert_eq!(alive(&second.asking).await, "sign_in_needed");
    assert_eq!(code(renew(&second.renewing).await), "sign_in_needed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_longer_token_runs_out_too_and_opens_nothing_for_whoever_is_gone() {
    let (house, post, zhang) = house_with("bru-zhang").await;
    let id = |token: &str| token.split('.').nth(1).unwrap().to_owned();
    let renew = |renewing: String| {
        let client = house.client.clone();
        async move { code(client.renew(&Renewing { renewing }).await) }
    };
    let late = house.opened(&zhang);
    house.change(Kind::Session, &id(&late.asking), |kept| {
        kept["renewing_until"] = "2026-03-16T09:00:00.000Z".into();
    });
    assert_eq!(renew(late.renewing).await, "session_ran_out");
    let before = [house.opened(&zhang), house.opened(&zhang)];
    house.appoint(&post.code, &zhang.id, &ROLES, true);
    let [one, other] = before.map(|tokens| tokens.renewing);
    assert_eq!(renew(one).await, "not_an_officer");
    house.appoint(&post.code, &zhang.id, &ROLES, false);
    house.revoke(&zhang);
    assert_eq!(renew(other).await, "device_revoked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_enrols_one_device_and_no_second() {
    let (house, post) = house().await;
    let id = OfficerId::new("bru-zhang");
    house.appoint(&post.code, &id, &ROLES, false);
    let invitation = house.invite(&post.code, &id, 60);
    let asked: Vec<Enrolment> = (0..4)
        .map(|_| enrolment(&invitation, &new_key(), PASSWORD))
        .collect();
    let answers = all(asked
        .iter()
        .map(|asked| house.client.enrol(asked))
        .collect())
    .await;
    let enrolled = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(enrolled, 1);
    let again = enrolment(&invitation, &new_key(), PASSWORD);
    assert_eq!(code(house.client.enrol(&again).await), "bad_invitation");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_is_late_or_of_another_server_is_not_taken() {
    let (house, post) = house().await;
    let id = OfficerId::new("bru-zhang");
    house.appoint(&post.code, &id, &ROLES, false);
    let key = new_key();
    let late = house.invite(&post.code, &id, -1);
    let other = house.invite_as(&key.public(), &post.code, &id, 60);
    for bad in [
        late,
        other.show().to_string(),
        "garbage".to_owned(),
        String::new(),
    ] {
        let answer = house.client.enrol(&enrolment(&bad, &key, PASSWORD)).await;
        assert_eq!(code(answer), "bad_invitation", "{bad}");
    }
    // Nor one whose device does not hold the key it shows.
    let good = house.invite(&post.code, &id, 60);
    let mut asked = enrolment(&good, &key, PASSWORD);
    asked.key = new_key().public();
    assert_eq!(code(house.client.enrol(&asked).await), "bad_invitation");
    // However it is typed.
    let typed = good.to_lowercase().replace('-', " ");
    let answer = house.client.enrol(&enrolment(&typed, &key, PASSWORD)).await;
    assert_eq!(answer.unwrap().officer, id);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slip_does_not_cost_the_code() {
    let (house, post) = house().await;
    let id = OfficerId::new("bru-zhang");
    house.appoint(&post.code, &id, &ROLES, false);
    let key = new_key();
    let first = house.invite(&post.code, &id, 60);
    for weak in ["short", "aaaaaaaaaaaaaaaa", "my-bru-zhang-2026", ""] {
        let answer = house.client.enrol(&enrolment(&first, &key, weak)).await;
        assert_eq!(code(answer), "weak_password", "{weak}");
    }
    let mut nameless = enrolment(&first, &key, PASSWORD);
    nameless.name = "  ".to_owned();
    assert_eq!(code(house.client.enrol(&nameless).await), "unreadable");
    let answer = house.client.enrol(&enrolment(&first, &key, PASSWORD)).await;
    let Enrolled { second_factor, .. } = answer.unwrap();
    assert!(second_factor.is_some());
    // Another device asks for the password that is known, and shows no second factor again.
    let second = house.invite(&post.code, &id, 60);
    let known = enrolment(&second, &key, PASSWORD);
    assert_eq!(code(house.client.enrol(&known).await), "known_device");
    let other = new_key();
    let answer = house
        .client
        .enrol(&enrolment(&second, &other, "another good password"))
        .await;
    assert_eq!(code(answer), "not_let_in");
    let answer = house
        .client
        .enrol(&enrolment(&second, &other, PASSWORD))
        .await;
    assert_eq!(answer.unwrap().second_factor, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passwords_are_not_tried_with_a_code() {
    let (house, post, zhang) = house_with("bru-zhang").await;
    let invitation = house.invite(&post.code, &zhang.id, 60);
    let key = new_key();
    for _ in 0..5 {
        let asked = enrolment(&invitation, &key, "another password");
        assert_eq!(code(house.client.enrol(&asked).await), "not_let_in");
    }
    let asked = enrolment(&invitation, &key, PASSWORD);
    let fault = house.client.enrol(&asked).await.err().unwrap();
    assert_eq!(fault.code(), Some("locked"));
    assert!(fault.again_in().is_some());
    // It is the same lock as at the door.
    let answer = house.knock(&zhang, PASSWORD, &zhang.digits()).await;
    assert_eq!(code(answer), "locked");
    let locked = house.credential(&zhang.id).locked_until.unwrap();
    assert!(locked > now());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_first_devices_at_once_do_not_take_each_others_password() {
    let (house, post) = house().await;
    let id = OfficerId::new("bru-zhang");
    house.appoint(&post.code, &id, &ROLES, false);
    let codes = [0, 1, 2].map(|_| house.invite(&post.code, &id, 60));
    let asked: Vec<Enrolment> = codes
        .iter()
        .enumerate()
        .map(|(number, code)| enrolment(code, &new_key(), &format!("{PASSWORD} {number}")))
        .collect();
    let answers = all(asked
        .iter()
        .map(|asked| house.client.enrol(asked))
        .collect())
    .await;
    let mut first = answers
        .iter()
        .zip(&asked)
        .filter(|(answer, _)| answer.is_ok());
    let (_, winner) = first.next().unwrap();
    assert!(first.next().is_none(), "two devices were the first");
    assert!(house.credential(&id).password.is(&winner.password));
}
