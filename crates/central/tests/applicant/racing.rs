//! Telephones that ask at once: one applicant has one order, a place has one taker, and a command that comes many
//! times has one effect.

on_both!(
    one_of_two_drafts_of_one_person_is_filed,
    one_of_two_accounts_files_for_one_person_and_hears_nothing_of_the_other,
    places_are_taken_by_as_many_as_there_are,
    a_command_that_comes_many_times_at_once_has_one_effect,
    money_that_is_told_many_times_at_once_is_booked_once,
);

pub(super) mod of {
    use crate::common::House;
    use crate::phone::{Phone, asking, by_an_officer, code, form, form_of, id, new_draft};
    use lingshi_rules::life::{Action, Refusal, Status};
    use lingshi_rules::order::interview::{InterviewCause, SlotTime};
    use lingshi_rules::people::By;
    use lingshi_rules::values::OrderNo;
    use lingshi_wire::applicant::asking::{Ask, Asking, Told};
    use lingshi_wire::applicant::paying::{BeginPayment, Booked, PaymentNotice};
    use std::collections::BTreeSet;
    use tokio::task::JoinSet;

    const TIMES: usize = 8;

    /// Asks until it is answered; something may come between.
    async fn answered(phone: &Phone, no: &OrderNo, asking: &Asking) -> Told {
        loop {
            match phone.asks.does(no, asking).await {
                Ok(told) => return told,
                Err(fault) if code(&fault) == "later" => {}
                Err(fault) => panic!("{fault}"),
            }
        }
    }

    fn is_done(told: &Told) -> bool {
        matches!(told, Told::Done { .. })
    }

    /// Two drafts are submitted at once; which was filed, and what the other was told.
    async fn both_submit(drafts: [(&Phone, OrderNo); 2]) -> (OrderNo, OrderNo, Told) {
        let [one, other] = drafts;
        let seen = |(phone, no): &(&Phone, OrderNo)| {
            let (asks, no) = (phone.asks.clone(), no.clone());
            async move { asks.order(&no).await.unwrap().version }
        };
        let mine = asking(seen(&one).await, Ask::Submit {});
        let theirs = asking(seen(&other).await, Ask::Submit {});
        let (a, b) = tokio::join!(
            answered(one.0, &one.1, &mine),
            answered(other.0, &other.1, &theirs)
        );
        assert_ne!(is_done(&a), is_done(&b), "{a:?} {b:?}");
        // However often they ask: the answers stay.
        assert_eq!(answered(one.0, &one.1, &mine).await, a);
        assert_eq!(answered(other.0, &other.1, &theirs).await, b);
        if is_done(&a) {
            (one.1, other.1, b)
        } else {
            (other.1, one.1, a)
        }
    }

    pub(crate) async fn one_of_two_drafts_of_one_person_is_filed(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let one = phone.draft(&new_draft(&post, form(&post))).await.line.no;
        let other = phone.draft(&new_draft(&post, form(&post))).await.line.no;
        let (filed, left, told) = both_submit([(&phone, one), (&phone, other)]).await;
        let why = Some(Refusal::OpenOrderExists { no: filed.clone() });
        assert!(matches!(told, Told::Refused { why: said, .. } if said == why));
        let filed = phone.asks.order(&filed).await.unwrap();
        assert_eq!(filed.line.status, Status::PendingPayment);
        let left = phone.asks.order(&left).await.unwrap();
        assert_eq!(left.line.status, Status::Draft);
    }

    pub(crate) async fn one_of_two_accounts_files_for_one_person_and_hears_nothing_of_the_other(
        house: House,
    ) {
        // At two posts: the person is one all the same.
        let (bru, lad) = (house.post("BRU"), house.post("LAD"));
        let (zhang, wang) = (
            house.phone("zhang@example.com").await,
            house.phone("wang@example.com").await,
        );
        let one = zhang.draft(&new_draft(&bru, form(&bru))).await.line.no;
        let other = wang.draft(&new_draft(&lad, form(&lad))).await.line.no;
        let (_, _, told) = both_submit([(&zhang, one), (&wang, other)]).await;
        let Told::Refused { code, why, .. } = told else {
            panic!("{told:?}");
        };
        assert_eq!((code.as_str(), why), ("open_order_exists", None));
        let filed = |post| {
            let lines = house.lines(post);
            lines.iter().filter(|what| *what == "order_filed").count()
        };
        assert_eq!(filed(&bru) + filed(&lad), 1);
    }

    pub(crate) async fn places_are_taken_by_as_many_as_there_are(house: House) {
        let post = house.post("BRU");
        let staff = house.staff(&post).await;
        let people = [
            ("310104198506150023", "1985-06-15"),
            ("11010519491231002X", "1949-12-31"),
            ("440524188001010014", "1880-01-01"),
        ];
        let mut phones = Vec::new();
        for (number, (id_number, born)) in people.into_iter().enumerate() {
            let phone = house.phone(&format!("p{number}@example.com")).await;
            let form = form_of(&post, id_number, born);
            let no = phone.files(&new_draft(&post, form)).await;
            let causes = BTreeSet::from([InterviewCause::Identity]);
            let asked = Action::RequireInterview { causes };
            by_an_officer(&house, (&post, &staff), &no, asked).await;
            phones.push((phone, no));
        }
        let start = house.now().plus_days(3);
        let end = start.plus_minutes(60);
        let slot = SlotTime { start, end };
        let (capacity, time) = (2, slot);
        let offered = [lingshi_registry::Offered { time, capacity }];
        let day = post.policy.local_day(start);
        house.write(|tx, moment| {
            let of = (day, &offered[..]);
            lingshi_registry::offer(tx, &post.policy, of, By::System, moment)
        });
        let mut all = JoinSet::new();
        for (phone, no) in phones {
            all.spawn(async move {
                let version = phone.asks.order(&no).await.unwrap().version;
                let booking = asking(version, Ask::BookInterview { slot });
                let told = answered(&phone, &no, &booking).await;
                (phone, no, told)
            });
        }
        let all = all.join_all().await;
        let (took, not): (Vec<_>, Vec<_>) = all.iter().partition(|(_, _, told)| is_done(told));
        assert_eq!((took.len(), not.len()), (2, 1));
        let (phone, no, told) = not[0];
        assert!(matches!(told, Told::Refused { code, .. } if code == "slot_full"));
        let shown = phone.asks.slots(no, (None, None)).await.unwrap();
        assert_eq!(shown.days[0].slots[0].free, 0);
    }

    pub(crate) async fn a_command_that_comes_many_times_at_once_has_one_effect(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let no = phone.draft(&new_draft(&post, form(&post))).await.line.no;
        let mode = lingshi_rules::order::payment::PaymentMode::Offline;
        for what in [Ask::Submit {}, Ask::ChoosePayment { mode }, Ask::Cancel {}] {
            let asked = asking(phone.asks.order(&no).await.unwrap().version, what);
            let before = house.lines(&post).len();
            let mut all = JoinSet::new();
            for _ in 0..TIMES {
                let (asks, no, asked) = (phone.asks.clone(), no.clone(), asked.clone());
                all.spawn(async move { answered(&Phone { asks }, &no, &asked).await });
            }
            let told = all.join_all().await;
            assert!(is_done(&told[0]), "{:?}", told[0]);
            assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
            assert_eq!(house.lines(&post).len(), before + 1);
        }
        let order = house.order(&post, &no);
        assert_eq!(order.status, Status::Cancelled);
        assert_eq!(order.changes.len(), 3);
    }

    pub(crate) async fn money_that_is_told_many_times_at_once_is_booked_once(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let no = phone.submits(&new_draft(&post, form(&post))).await;
        let wish = BeginPayment { id: id() };
        let begun = phone.asks.begin_payment(&no, &wish).await.unwrap();
        let notice = PaymentNotice {
            payment: begun.payment,
            amount: begun.amount,
            reference: id(),
        };
        let tell = || house.provider_tells(&notice);
        let told = tokio::join!(tell(), tell(), tell(), tell());
        for one in [told.0, told.1, told.2, told.3] {
            assert_eq!(one.unwrap().became, Booked::Booked);
        }
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.payment.receipts.len(), 1);
    }
}
