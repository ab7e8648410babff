//! Opening an account, signing in and out, and ending it.

on_both!(
    an_account_is_opened_by_a_code_and_entered_by_password_or_code,
    a_code_is_good_once_and_for_five_tries,
    tokens_of_one_side_open_nothing_on_the_other,
    a_lost_answer_does_not_sign_anybody_out,
    a_forgotten_password_is_set_anew_and_everybody_is_signed_out,
    people_are_kept_and_forgotten,
    an_account_ends_when_nothing_is_open,
);

pub(super) mod of {
    use crate::common::House;
    use crate::phone::{PASSWORD, code, form, new_draft};
    use lingshi_rules::people::Role;
    use lingshi_wire::api::Renewing;
    use lingshi_wire::applicant::account::{
        ApplicantSigningIn, CodeWanted, NewPassword, Person, Registering,
    };
    use lingshi_wire::applicant::asking::Ask;
    use lingshi_words::Language;

    const MAIL: &str = "zhang.san@example.com";

    pub(crate) fn by_password(contact: &str, password: &str) -> ApplicantSigningIn {
        ApplicantSigningIn {
            contact: contact.to_owned(),
            password: Some(password.to_owned()),
            code: None,
        }
    }

    fn by_code(contact: &str, code: &str) -> ApplicantSigningIn {
        ApplicantSigningIn {
            contact: contact.to_owned(),
            password: None,
            code: Some(code.to_owned()),
        }
    }

    /// As if the last code had been sent long ago.
    pub(crate) fn long_ago(house: &House, contact: &str) {
        let name = lingshi_registry::applicant::Contact::parse(contact)
            .unwrap()
            .name(&house.secrets().lookup);
        house.change(lingshi_wire::Kind::OneTimeCode, &name, |codes| {
            codes["sent"] = serde_json::json!([]);
        });
    }

    pub(crate) async fn an_account_is_opened_by_a_code_and_entered_by_password_or_code(
        house: House,
    ) {
        for (typed, written, masked) in [
            (MAIL, MAIL, "z****@example.com"),
            ("156 1234 5510", "+8615612345510", "+86 156****5510"),
        ] {
            let wanted = CodeWanted {
                contact: typed.to_owned(),
                language: Language::ZhTw,
            };
            house.client.send_code(&wanted).await.unwrap();
            let registering = Registering {
                contact: typed.to_owned(),
                code: house.letter(written),
                password: PASSWORD.to_owned(),
                language: Language::ZhTw,
            };
            let signed_in = house.client.register(&registering).await.unwrap();
            let mine = house.client.applicant(&signed_in.asking);
            let account = mine.account().await.unwrap();
            assert_eq!(account.contact, masked);
            assert_eq!(account.language, Language::ZhTw);
            let asked = by_password(written, PASSWORD);
            let again = house.client.applicant_signs_in(&asked).await.unwrap();
            let same = house.client.applicant(&again.asking).account().await;
            assert_eq!(same.unwrap(), account);
            long_ago(&house, typed);
            let letter = house.code_for(written).await;
            let asked = by_code(typed, &letter);
            house.client.applicant_signs_in(&asked).await.unwrap();
            let told = house.client.applicant_signs_in(&asked).await;
            assert_eq!(code(&told.err().unwrap()), "not_let_in", "a second time");
            mine.sign_out().await.unwrap();
            let told = mine.account().await.err().unwrap();
            assert_eq!(code(&told), "sign_in_needed");
        }
        let known = house.code_known(MAIL).await;
        assert_eq!(known, "known_contact");
    }

    impl House {
        /// Opens an account where there is one.
        async fn code_known(&self, contact: &str) -> String {
            long_ago(self, contact);
            let registering = Registering {
                contact: contact.to_owned(),
                code: self.code_for(contact).await,
                password: PASSWORD.to_owned(),
                language: Language::ZhCn,
            };
            let told = self.client.register(&registering).await.err().unwrap();
            code(&told).to_owned()
        }
    }

    pub(crate) async fn a_code_is_good_once_and_for_five_tries(house: House) {
        let letter = house.code_for(MAIL).await;
        let wrong = if letter == "000000" {
            "000001"
        } else {
            "000000"
        };
        let asked = |code: &str| Registering {
            contact: MAIL.to_owned(),
            code: code.to_owned(),
            password: PASSWORD.to_owned(),
            language: Language::ZhCn,
        };
        for _ in 0..5 {
            let told = house.client.register(&asked(wrong)).await.err().unwrap();
            assert_eq!(code(&told), "bad_code");
        }
        let told = house.client.register(&asked(&letter)).await.err().unwrap();
        assert_eq!(code(&told), "bad_code", "after five wrong ones");
        let wanted = CodeWanted {
            contact: MAIL.to_owned(),
            language: Language::ZhCn,
        };
        let told = house.client.send_code(&wanted).await.err().unwrap();
        assert_eq!(code(&told), "too_often", "within a minute");
        long_ago(&house, MAIL);
        let letter = house.code_for(MAIL).await;
        let mut weak = asked(&letter);
        "short".clone_into(&mut weak.password);
        let told = house.client.register(&weak).await.err().unwrap();
        assert_eq!(code(&told), "weak_password");
        house.client.register(&asked(&letter)).await.unwrap();
    }

    pub(crate) async fn tokens_of_one_side_open_nothing_on_the_other(house: House) {
        let post = house.post("BRU");
        let zhang = house.hire(&post, "bru-zhang", &[Role::Admin]).await;
        let officer = house.sign_in(&zhang).await;
        let told = house.client.applicant(&officer.asking).account().await;
        assert_eq!(code(&told.err().unwrap()), "sign_in_needed");
        let applicant = house.registered(MAIL).await;
        let server = house.server();
        let session = house.client.session(&post.code, &applicant.asking, &server);
        assert_eq!(
            code(&session.myself().await.err().unwrap()),
            "sign_in_needed"
        );
        let renewing = Renewing {
            renewing: applicant.renewing,
        };
        let told = house.client.renew(&renewing).await.err().unwrap();
        assert_eq!(code(&told), "sign_in_needed");
        let renewing = Renewing {
            renewing: officer.renewing,
        };
        let told = house
            .client
            .applicant_renews(&renewing)
            .await
            .err()
            .unwrap();
        assert_eq!(code(&told), "sign_in_needed");
    }

    pub(crate) async fn a_lost_answer_does_not_sign_anybody_out(house: House) {
        let first = house.registered(MAIL).await;
        let renewing = Renewing {
            renewing: first.renewing.clone(),
        };
        let lost = house.client.applicant_renews(&renewing).await.unwrap();
        let again = house.client.applicant_renews(&renewing).await.unwrap();
        let told = house.client.applicant(&lost.asking).account().await;
        assert_eq!(code(&told.err().unwrap()), "sign_in_needed");
        let mine = house.client.applicant(&again.asking);
        mine.account().await.unwrap();
        // Heard of: the token before it is stolen now, and ends everything.
        let told = house
            .client
            .applicant_renews(&renewing)
            .await
            .err()
            .unwrap();
        assert_eq!(code(&told), "sign_in_needed");
        assert_eq!(code(&mine.account().await.err().unwrap()), "sign_in_needed");
    }

    pub(crate) async fn a_forgotten_password_is_set_anew_and_everybody_is_signed_out(house: House) {
        let phone = house.phone(MAIL).await;
        long_ago(&house, MAIL);
        let new = NewPassword {
            contact: MAIL.to_owned(),
            code: house.code_for(MAIL).await,
            password: "bamboo after the rain".to_owned(),
        };
        house.client.set_password(&new).await.unwrap();
        let told = phone.asks.account().await.err().unwrap();
        assert_eq!(code(&told), "sign_in_needed");
        let asked = by_password(MAIL, PASSWORD);
        let told = house.client.applicant_signs_in(&asked);
        assert_eq!(code(&told.await.err().unwrap()), "not_let_in");
        let asked = by_password(MAIL, "bamboo after the rain");
        house.client.applicant_signs_in(&asked).await.unwrap();
        // For whom nobody knows it is as for a wrong code.
        let nobody = NewPassword {
            contact: "nobody@example.com".to_owned(),
            ..new
        };
        let told = house.client.set_password(&nobody).await.err().unwrap();
        assert_eq!(code(&told), "bad_code");
    }

    pub(crate) async fn people_are_kept_and_forgotten(house: House) {
        let (phone, other) = (
            house.phone(MAIL).await,
            house.phone("other@example.com").await,
        );
        let person = Person {
            name: "李明".to_owned(),
            born: Some("1990-03-07".parse().unwrap()),
            document: None,
            phone: None,
        };
        phone.asks.keep_person("person-01", &person).await.unwrap();
        let renamed = Person {
            name: "李小明".to_owned(),
            ..person
        };
        phone.asks.keep_person("person-01", &renamed).await.unwrap();
        let kept = phone.asks.persons().await.unwrap().persons;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].person.name, "李小明");
        assert!(other.asks.persons().await.unwrap().persons.is_empty());
        other.asks.remove_person("person-01").await.unwrap();
        assert_eq!(phone.asks.persons().await.unwrap().persons.len(), 1);
        phone.asks.remove_person("person-01").await.unwrap();
        assert!(phone.asks.persons().await.unwrap().persons.is_empty());
    }

    pub(crate) async fn an_account_ends_when_nothing_is_open(house: House) {
        let post = house.post("BRU");
        let phone = house.phone(MAIL).await;
        let no = phone.files(&new_draft(&post, form(&post))).await;
        let draft = phone.asks.begin(&new_draft(&post, form(&post))).await;
        let draft = draft.unwrap().line.no;
        let told = phone.asks.end_account().await.err().unwrap();
        assert_eq!(code(&told), "still_open");
        phone.done(&no, Ask::Cancel {}).await;
        phone.asks.end_account().await.unwrap();
        let told = phone.asks.orders().await.err().unwrap();
        assert_eq!(code(&told), "sign_in_needed");
        let asked = by_password(MAIL, PASSWORD);
        let told = house.client.applicant_signs_in(&asked);
        assert_eq!(code(&told.await.err().unwrap()), "not_let_in");
        assert!(
            house
                .read(|tx| tx.realm(&lingshi_wire::DocKey::new(
                    lingshi_wire::Kind::Draft,
                    draft.as_str()
                )))
                .is_none()
        );
        // The contact is free, and whoever has it now finds nothing of before.
        let next = house.phone(MAIL).await;
        assert!(next.asks.orders().await.unwrap().orders.is_empty());
    }
}
