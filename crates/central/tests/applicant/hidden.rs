//! What is another's does not exist, and what officers do to an order is not shown.

on_both!(
    another_accounts_order_is_as_nothing,
    what_officers_think_is_not_shown,
);

pub(super) mod of {
    use crate::common::House;
    use crate::common::fill::signed;
    use crate::phone::{asking, form, form_of, id, new_draft, picture, sha};
    use lingshi_rules::checks::Check;
    use lingshi_rules::life::Action;
    use lingshi_rules::order::interview::Answer as Checked;
    use lingshi_rules::people::Role;
    use lingshi_rules::values::OrderNo;
    use lingshi_wire::api::Commands;
    use lingshi_wire::applicant::asking::Ask;
    use lingshi_wire::applicant::filing::{Face, FaceShown};
    use lingshi_wire::applicant::message::ReadSoFar;
    use lingshi_wire::applicant::paying::BeginPayment;
    use lingshi_wire::blobs::NewUpload;
    use lingshi_wire::client::{Applicant, ClientFault};

    /// What everything that may be asked of an order is answered.
    async fn asked_everything(asks: &Applicant, no: &OrderNo) -> Vec<Result<(), ClientFault>> {
        let face = Face::Skipped {};
        let new = NewUpload {
            sha256: sha(&picture()),
            bytes: 4_000,
            mime: "image/jpeg".to_owned(),
        };
        let file = lingshi_rules::ids::FileId::new("file");
        let submit = asking(1, Ask::Submit {});
        vec![
            asks.order(no).await.map(drop),
            asks.does(no, &submit).await.map(drop),
            asks.does(no, &asking(1, Ask::Cancel {})).await.map(drop),
            asks.shows_face(no, &FaceShown { id: id(), face })
                .await
                .map(drop),
            asks.begin_upload(no, &new).await.map(drop),
            asks.file_from(no, &file, 0).await.map(drop),
            asks.messages(no).await.map(drop),
            asks.has_read(no, &ReadSoFar { through: 9 }).await,
            asks.slots(no, (None, None)).await.map(drop),
            asks.hall(no).await.map(drop),
            asks.slip(no).await.map(drop),
            asks.begin_payment(no, &BeginPayment { id: id() })
                .await
                .map(drop),
            asks.give_up_draft(no).await,
        ]
    }

    /// The body of a problem, without the name of the request.
    fn told(all: Vec<Result<(), ClientFault>>) -> Vec<String> {
        let one = |told: Result<(), ClientFault>| match told {
            Err(ClientFault::Problem { mut problem, .. }) => {
                problem.request = None;
                serde_json::to_string(&problem).unwrap()
            }
            other => panic!("{other:?}"),
        };
        all.into_iter().map(one).collect()
    }

    pub(crate) async fn another_accounts_order_is_as_nothing(house: House) {
        let post = house.post("BRU");
        let mine = house.phone("zhang@example.com").await;
        let other = house.phone("li@example.com").await;
        let draft = mine.draft(&new_draft(&post, form(&post))).await.line.no;
        let another = form_of(&post, "310104198506150023", "1985-06-15");
        let order = mine.files(&new_draft(&post, another)).await;
        let nobodys = OrderNo::parse("BELAA3ABCD12345678").unwrap().value;
        let nothing = told(asked_everything(&other.asks, &nobodys).await);
        assert!(nothing.iter().all(|told| told.contains("not_here")));
        for no in [&draft, &order] {
            assert_eq!(told(asked_everything(&other.asks, no).await), nothing);
        }
        assert!(other.asks.orders().await.unwrap().orders.is_empty());
        assert_eq!(mine.asks.orders().await.unwrap().orders.len(), 2);
    }

    pub(crate) async fn what_officers_think_is_not_shown(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let no = phone.files(&new_draft(&post, form(&post))).await;
        let zhang = house
            .hire(&post, "officer-zhang", &[Role::FirstReviewer])
            .await;
        let desk = house.session(&zhang).await;
        let before = phone.asks.order(&no).await.unwrap();
        let file = before.files[0].id.clone();
        for action in [
            Action::Claim { minutes: None },
            Action::AddNote {
                text: "疑似代办".to_owned(),
            },
            Action::JudgeFile {
                file,
                reasons: Vec::new(),
            },
            Action::AnswerCheck {
                check: Check::Presence,
                answer: Checked::Problem,
                note: Some("存疑".to_owned()),
            },
        ] {
            let commands = vec![signed(&post, &zhang, &house.order(&post, &no), action)];
            let answers = desk.commands(&Commands { commands }).await.unwrap();
            let answer = &answers.answers[0];
            assert!(
                matches!(answer, lingshi_wire::Answer::Accepted { .. }),
                "{answer:?}"
            );
        }
        let after = phone.asks.order(&no).await.unwrap();
        assert!(after.version > before.version);
        let shown = serde_json::to_string(&after).unwrap();
        for hidden in [
            "officer-zhang",
            "疑似代办",
            "存疑",
            "claim",
            "judgement",
            "verdict",
        ] {
            assert!(!shown.contains(hidden), "{hidden}");
        }
        let same = lingshi_wire::applicant::order::OrderSeen {
            version: before.version,
            ..after
        };
        assert_eq!(
            same, before,
            "officers' work alone changes nothing for the applicant"
        );
    }
}
