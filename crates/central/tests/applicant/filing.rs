//! Drafts and filing: kept apart from the post until they are filed, and answered the same however often they come.

on_both!(
    a_draft_never_appears_at_the_post,
    the_same_command_is_answered_the_same,
    what_is_offered_says_for_and_against,
    a_face_is_judged_by_the_server_alone,
    the_rules_decide_what_is_filed,
);

pub(super) mod of {
    use crate::common::House;
    use crate::phone::{asking, code, form, form_of, id, new_draft, picture, sha};
    use lingshi_rules::business::Business;
    use lingshi_rules::ids::FileId;
    use lingshi_rules::life::Status;
    use lingshi_rules::offered::{Answers, Held};
    use lingshi_rules::order::files::Slot;
    use lingshi_rules::order::form::FaceCheck;
    use lingshi_rules::order::payment::PaymentMode;
    use lingshi_rules::people::Role;
    use lingshi_wire::Seq;
    use lingshi_wire::applicant::asking::{Ask, NewFile, Told};
    use lingshi_wire::applicant::filing::{Answered, Face, FaceShown};

    pub(crate) async fn a_draft_never_appears_at_the_post(house: House) {
        let post = house.post("BRU");
        let zhang = house.hire(&post, "bru-zhang", &[Role::FirstReviewer]).await;
        let desk = house.session(&zhang).await;
        let phone = house.phone("zhang@example.com").await;
        let before = desk.changes(Seq::START, None, None).await.unwrap();
        let digest = house.lines(&post);
        let draft = phone.draft(&new_draft(&post, form(&post))).await;
        assert_eq!(draft.line.status, Status::Draft);
        assert!(draft.line.lapses.is_some());
        let after = desk.changes(Seq::START, None, None).await.unwrap();
        assert_eq!(before.head, after.head);
        assert_eq!(digest, house.lines(&post));
        let no = draft.line.no.as_str();
        house.read(|tx| {
            lingshi_registry::snapshot::each(tx, &post.code, &mut |document| {
                assert_ne!(document.key.id, no, "in a snapshot");
                Ok(())
            })
        });
        // What it has uploaded is nothing to officers either.
        for file in &draft.files {
            let kept = phone.asks.file_from(&draft.line.no, &file.id, 0).await;
            let mut bytes = Vec::new();
            let mut coming = kept.unwrap();
            while let Some(piece) = coming.next().await.unwrap() {
                bytes.extend(piece);
            }
            let told = desk.blob_from(&sha(&bytes), 0).await.err().unwrap();
            assert_eq!(code(&told), "not_here");
        }
        phone.asks.give_up_draft(&draft.line.no).await.unwrap();
        assert!(phone.asks.orders().await.unwrap().orders.is_empty());
        assert_eq!(digest, house.lines(&post));
    }

    pub(crate) async fn the_same_command_is_answered_the_same(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let new = new_draft(&post, form(&post));
        let no = phone.draft(&new).await.line.no;
        let again = phone.asks.begin(&new).await.unwrap();
        assert_eq!(again.line.no, no);
        let other = form_of(&post, "310104198506150023", "1985-06-15");
        let mut misuse = new.clone();
        *misuse.form = other.clone();
        let told = phone.asks.begin(&misuse).await.err().unwrap();
        assert_eq!(code(&told), "id_taken");

        let mut asked = Vec::new();
        let version = phone.asks.order(&no).await.unwrap().version;
        let form = Box::new(form(&post));
        asked.push(asking(version, Ask::SaveDraft { form }));
        asked.push(asking(version, Ask::FinishSupplement {}));
        asked.push(asking(version, Ask::Submit {}));
        asked.push(asking(version, Ask::Submit {}));
        let mode = PaymentMode::Offline;
        asked.push(asking(version, Ask::ChoosePayment { mode }));
        let mut told = Vec::new();
        for asking in &asked {
            told.push(phone.asks.does(&no, asking).await.unwrap());
        }
        let done = |told: &Told| matches!(told, Told::Done { .. });
        let came: Vec<bool> = told.iter().map(done).collect();
        assert_eq!(came, [true, false, true, false, true], "{told:?}");
        let lines = house.lines(&post);
        for (asking, told) in asked.iter().zip(&told) {
            assert_eq!(phone.asks.does(&no, asking).await.unwrap(), *told);
        }
        assert_eq!(lines, house.lines(&post), "nothing was done twice");
        for asking in &asked {
            let mut misuse = asking.clone();
            misuse.seen += 1;
            let told = phone.asks.does(&no, &misuse).await.err().unwrap();
            assert_eq!(code(&told), "id_taken");
        }
    }

    pub(crate) async fn what_is_offered_says_for_and_against(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let posts = phone.asks.posts().await.unwrap().posts;
        assert_eq!(posts.len(), 1);
        assert_eq!(posts[0].name, "驻比利时大使馆");
        let answers = Answers {
            held: Held::Passport,
            gone: false,
            minor: false,
        };
        let mut form = form(&post);
        form.old_document.as_mut().unwrap().expires = Some("2035-01-01".parse().unwrap());
        form.renewal_reason = None;
        let answered = Answered {
            answers,
            form: Some(Box::new(form)),
        };
        let offered = phone.asks.offer(&post.code, &answered).await.unwrap();
        let all: Vec<Business> = offered.businesses.iter().map(|one| one.business).collect();
        assert_eq!(
            all,
            [Business::PpRenew, Business::PpNote, Business::TdRenew]
        );
        let renewal = &offered.businesses[0];
        assert!(renewal.grounds.is_empty() && renewal.doubts.len() == 1);
        assert_eq!(renewal.fee.unwrap().minor, 1_600);
        let nowhere = lingshi_rules::ids::PostCode::new("XXX");
        let told = phone.asks.offer(&nowhere, &answered).await.err().unwrap();
        assert_eq!(code(&told), "not_here");
    }

    pub(crate) async fn a_face_is_judged_by_the_server_alone(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let begun = phone.asks.begin(&new_draft(&post, form(&post))).await;
        let no = begun.unwrap().line.no;
        // The telephone has no words to say that it passed.
        let url = format!(
            "http://{}/v1/applicant/orders/{no}/commands",
            house.address()
        );
        let asked = reqwest::Client::builder().no_proxy().build().unwrap();
        let told = asked
            .post(url)
            .header(
                "authorization",
                format!("Bearer {}", house.registered("li@example.com").await.asking),
            )
            .json(&serde_json::json!({ "id": id(), "seen": 1,
                "do": { "action": "report_face_check", "result": { "result": "passed" } } }))
            .send()
            .await
            .unwrap();
        assert_eq!(told.status(), 400);
        // Nor can it show a capture that was never handed in.
        let shown = FaceShown {
            id: id(),
            face: Face::Applicant {
                capture: sha(&picture()),
            },
        };
        let told = phone.asks.shows_face(&no, &shown).await.err().unwrap();
        assert_eq!(code(&told), "not_here");
        // A guardian's face does not stand in for an adult's.
        let mut refused = None;
        while refused.is_none() {
            let capture = phone.uploads(&no, &picture()).await;
            let face = Face::Guardian { capture };
            let shown = FaceShown { id: id(), face };
            let told = phone.asks.shows_face(&no, &shown).await.unwrap();
            assert_eq!(phone.asks.shows_face(&no, &shown).await.unwrap(), told);
            if let Told::Refused { code, .. } = told {
                refused = Some(code);
            }
        }
        assert_eq!(refused.as_deref(), Some("own_face_needed"));
        let shown = FaceShown {
            id: id(),
            face: Face::Skipped {},
        };
        phone.asks.shows_face(&no, &shown).await.unwrap();
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.face_check, FaceCheck::Skipped);
    }

    pub(crate) async fn the_rules_decide_what_is_filed(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let begun = phone.asks.begin(&new_draft(&post, form(&post))).await;
        let no = begun.unwrap().line.no;
        assert_eq!(phone.refused(&no, Ask::Submit {}).await, "form_incomplete");
        let never = NewFile {
            id: FileId::new(id()),
            slot: Slot::PHOTO,
            name: "photo.jpg".to_owned(),
            sha256: sha(&picture()),
        };
        let told = phone
            .asks
            .does(&no, &asking(1, Ask::AddFile { file: never }))
            .await;
        assert_eq!(code(&told.err().unwrap()), "wrong_digest");
        // One applicant, one order: whose the other one is, is not told to another account.
        let first = phone.files(&new_draft(&post, form(&post))).await;
        let second = phone.draft(&new_draft(&post, form(&post))).await.line.no;
        let told = phone.does(&second, Ask::Submit {}).await;
        let shown = serde_json::to_string(&told).unwrap();
        assert!(shown.contains("open_order_exists") && shown.contains(first.as_str()));
        let other = house.phone("li@example.com").await;
        let third = other.draft(&new_draft(&post, form(&post))).await.line.no;
        let told = other.does(&third, Ask::Submit {}).await;
        let shown = serde_json::to_string(&told).unwrap();
        assert!(shown.contains("open_order_exists"), "{shown}");
        assert!(!shown.contains(first.as_str()), "{shown}");
    }
}
