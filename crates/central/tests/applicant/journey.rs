//! A renewal at Brussels, from opening an account to the slip that is brought along, with officers between.

on_both!(a_renewal_from_registering_to_collecting);

pub(super) mod of {
    use crate::common::House;
    use crate::common::officer::Officer;
    use crate::phone::{by_an_officer, form, new_draft, officers_go_on, sha};
    use lingshi_rules::life::{ActionKind, Status};
    use lingshi_rules::order::files::Slot;
    use lingshi_rules::walk::ask_for_data_page;
    use lingshi_wire::Answer;
    use lingshi_wire::applicant::account::Wishes;
    use lingshi_wire::applicant::asking::Ask;
    use lingshi_wire::applicant::message::ReadSoFar;
    use lingshi_wire::client::Session;
    use lingshi_words::Language;

    pub(crate) async fn a_renewal_from_registering_to_collecting(house: House) {
        let post = house.post("BRU");
        let staff: Vec<(Officer, Session)> = house.staff(&post).await;
        let desk = (&post, &staff[..]);
        let phone = house.phone("li.ming@example.com").await;
        let no = phone.files(&new_draft(&post, form(&post))).await;
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::FirstReview);
        assert_eq!(seen.line.name, "李明");
        assert!(seen.may.contains(&ActionKind::Cancel));
        assert!(phone.asks.slip(&no).await.is_err(), "too early");

        // The first message is handed out in Chinese, the next one in English.
        let first = phone.asks.messages(&no).await.unwrap().messages;
        assert_eq!(first.len(), 1);
        assert!(first[0].body.contains(no.as_str()));
        assert_eq!(first[0].language, Language::ZhCn);
        let language = Language::En;
        phone.asks.wish(&Wishes { language }).await.unwrap();
        let answer = by_an_officer(&house, desk, &no, ask_for_data_page()).await;
        assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
        let told = phone.asks.messages(&no).await.unwrap().messages;
        assert_eq!(told[0], first[0], "what was handed out stays as it read");
        assert_eq!((told.len(), told[1].language), (2, Language::En));
        phone
            .asks
            .has_read(&no, &ReadSoFar { through: 0 })
            .await
            .unwrap();
        let told = phone.asks.messages(&no).await.unwrap().messages;
        assert!(told[0].read.is_some() && told[1].read.is_none());

        // The supplement, into the slot that was opened and into no other.
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::Supplement);
        assert!(seen.supplement.unwrap().slots.contains(&Slot(2)));
        let file = phone.hands_in(&no, Slot(2)).await;
        phone.done(&no, Ask::FinishSupplement {}).await;
        let mut coming = phone.asks.file_from(&no, &file, 0).await.unwrap();
        let mut bytes = Vec::new();
        while let Some(piece) = coming.next().await.unwrap() {
            bytes.extend(piece);
        }
        let kept = house.order(&post, &no);
        assert_eq!(kept.files[&file].sha256, sha(&bytes).to_string());

        for status in [
            Status::FirstReview,
            Status::SecondReview,
            Status::ToMake,
            Status::Made,
        ] {
            let seen = phone.asks.order(&no).await.unwrap();
            assert_eq!(seen.line.status, status);
            officers_go_on(&house, desk, &no).await;
        }
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::ToCollect);
        let slip = phone.asks.slip(&no).await.unwrap();
        assert_eq!((slip.no.clone(), slip.name.as_str()), (no.clone(), "李明"));
        assert_eq!(slip.old_number.as_deref(), Some("E12****78"));
        assert_eq!(slip.owed.unwrap().minor, 1_600);
        // It stands in the log as one line, filed by its applicant, with everything that made it.
        let lines = house.lines(&post);
        let filed: Vec<_> = lines.iter().filter(|what| *what == "order_filed").collect();
        assert_eq!(filed.len(), 1);
    }
}
