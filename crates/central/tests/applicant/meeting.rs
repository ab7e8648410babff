//! Slots, the hall and its windows.

on_both!(
    two_want_the_last_place_and_one_gets_it,
    the_hall_shows_who_waits_and_which_windows_are_open,
);

pub(super) mod of {
    use crate::common::officer::Officer;
    use crate::common::{House, Post};
    use crate::phone::{Phone, asking, by_an_officer, form, form_of, new_draft, window};
    use lingshi_central::world::now;
    use lingshi_registry::{Offered, offer};
    use lingshi_rules::life::{Action, Status};
    use lingshi_rules::order::interview::{InterviewCause, SlotTime};
    use lingshi_rules::people::By;
    use lingshi_rules::values::{Instant, OrderNo};
    use lingshi_wire::Answer;
    use lingshi_wire::applicant::asking::{Ask, Told};
    use lingshi_wire::client::Session;
    use std::collections::BTreeSet;

    fn slot(house: &House, post: &Post, start: Instant, capacity: u32) -> SlotTime {
        let time = SlotTime {
            start,
            end: start.plus_minutes(60),
        };
        let offered = [Offered { time, capacity }];
        let day = post.policy.local_day(start);
        house.write(|tx, moment| offer(tx, &post.policy, (day, &offered), By::System, moment));
        time
    }

    /// Two applicants who are to be interviewed.
    async fn two(house: &House, desk: (&Post, &[(Officer, Session)])) -> [(Phone, OrderNo); 2] {
        let post = desk.0;
        let forms = [
            form(post),
            form_of(post, "310104198506150023", "1985-06-15"),
        ];
        let mut all = Vec::new();
        for (form, mail) in forms
            .into_iter()
            .zip(["li@example.com", "wang@example.com"])
        {
            let phone = house.phone(mail).await;
            let no = phone.files(&new_draft(post, form)).await;
            let causes = BTreeSet::from([InterviewCause::Identity]);
            let answer = by_an_officer(house, desk, &no, Action::RequireInterview { causes }).await;
            assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
            all.push((phone, no));
        }
        all.try_into().unwrap_or_else(|_| panic!("two"))
    }

    pub(crate) async fn two_want_the_last_place_and_one_gets_it(house: House) {
        let post = house.post("BRU");
        let staff = house.staff(&post).await;
        let [one, other] = two(&house, (&post, &staff)).await;
        let time = slot(&house, &post, now().plus_days(3), 1);
        let shown = one.0.asks.slots(&one.1, (None, None)).await.unwrap();
        assert_eq!(shown.zone, "Europe/Brussels");
        assert_eq!(shown.days.len(), 1);
        assert_eq!(shown.days[0].slots[0].free, 1);
        let book = || Ask::BookInterview { slot: time };
        let never = asking(999, book());
        let told = one.0.asks.does(&one.1, &never).await.unwrap();
        assert!(matches!(told, Told::Refused { code, .. } if code == "not_seen_yet"));
        let version = one.0.asks.order(&one.1).await.unwrap().version;
        let mine = asking(version, book());
        let version = other.0.asks.order(&other.1).await.unwrap().version;
        let theirs = asking(version, book());
        let (a, b) = tokio::join!(
            one.0.asks.does(&one.1, &mine),
            other.0.asks.does(&other.1, &theirs)
        );
        let (a, b) = (a.unwrap(), b.unwrap());
        let done = |told: &Told| matches!(told, Told::Done { .. });
        assert_ne!(done(&a), done(&b), "{a:?} {b:?}");
        let full = |told: &Told| matches!(told, Told::Refused { code, .. } if code == "slot_full");
        assert!(full(&a) || full(&b), "{a:?} {b:?}");
        // However often they ask: the answers stay.
        assert_eq!(one.0.asks.does(&one.1, &mine).await.unwrap(), a);
        assert_eq!(other.0.asks.does(&other.1, &theirs).await.unwrap(), b);
        let shown = one.0.asks.slots(&one.1, (None, None)).await.unwrap();
        assert_eq!(shown.days[0].slots[0].free, 0);
        let (winner, no) = if done(&a) { &one } else { &other };
        assert_eq!(winner.refused(no, Ask::DrawNumber {}).await, "not_in_slot");
        winner.done(no, Ask::CancelBooking {}).await;
        let seen = winner.asks.order(no).await.unwrap();
        assert_eq!(seen.line.status, Status::InterviewToBook);
        let shown = one.0.asks.slots(&one.1, (None, None)).await.unwrap();
        assert_eq!(shown.days[0].slots[0].free, 1);
    }

    pub(crate) async fn the_hall_shows_who_waits_and_which_windows_are_open(house: House) {
        let post = house.post("BRU");
        let staff = house.staff(&post).await;
        let desk = (&post, &staff[..]);
        let [one, other] = two(&house, desk).await;
        let time = slot(&house, &post, now().plus_minutes(1), 2);
        for (phone, no) in [&one, &other] {
            assert!(phone.asks.hall(no).await.is_err(), "no slot yet");
            phone.done(no, Ask::BookInterview { slot: time }).await;
        }
        // The slot begins.
        let began = serde_json::to_value(now().plus_minutes(-1)).unwrap();
        for (_, no) in [&one, &other] {
            house.change_at_post(&post, lingshi_wire::Kind::Order, no.as_str(), |order| {
                order["interview"]["slot"]["start"] = began.clone();
            });
        }
        let hall = one.0.asks.hall(&one.1).await.unwrap();
        assert_eq!((hall.number, hall.ahead, hall.windows), (None, 0, 0));
        one.0.done(&one.1, Ask::DrawNumber {}).await;
        other.0.done(&other.1, Ask::DrawNumber {}).await;
        let interviewer = staff
            .iter()
            .position(|(officer, _)| officer.id.as_str() == "interviewer");
        let (officer, session) = &staff[interviewer.unwrap()];
        let interviewer = (officer, session);
        let told = window(&post, (&staff[0].0, &staff[0].1), true).await;
        assert!(matches!(told, Answer::Refused { .. }), "{told:?}");
        let told = window(&post, interviewer, true).await;
        assert!(matches!(told, Answer::Accepted { .. }), "{told:?}");
        let first = one.0.asks.hall(&one.1).await.unwrap();
        let second = other.0.asks.hall(&other.1).await.unwrap();
        assert_eq!((first.number, first.ahead, first.windows), (Some(1), 0, 1));
        assert_eq!((second.number, second.ahead), (Some(2), 1));
        assert!(!first.ringing);
        let answer = by_an_officer(&house, desk, &one.1, Action::CallNumber).await;
        assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
        assert!(one.0.asks.hall(&one.1).await.unwrap().ringing);
        one.0.done(&one.1, Ask::AnswerCall {}).await;
        assert_eq!(other.0.asks.hall(&other.1).await.unwrap().ahead, 0);
        window(&post, interviewer, false).await;
        assert_eq!(other.0.asks.hall(&other.1).await.unwrap().windows, 0);
    }
}
