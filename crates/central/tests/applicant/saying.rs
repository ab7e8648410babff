//! What is said to an applicant in their own language: why something may not be done, and the statement they sign.

on_both!(
    a_refusal_is_a_sentence_in_the_language_of_the_account,
    a_refusal_that_is_not_to_be_told_says_nothing_of_it,
    the_statement_is_signed_in_the_words_that_were_read,
);

pub(super) mod of {
    use crate::common::House;
    use crate::phone::{Phone, asking, code, form, new_draft};
    use lingshi_rules::business::Business;
    use lingshi_rules::life::Refusal;
    use lingshi_rules::order::files::Slot;
    use lingshi_rules::order::form::{Form, SignedText};
    use lingshi_rules::values::OrderNo;
    use lingshi_wire::applicant::account::Wishes;
    use lingshi_wire::applicant::asking::{Ask, Told};
    use lingshi_wire::applicant::filing::{NewDraft, StatementToSign};
    use lingshi_words::Language;

    fn says(told: &Told) -> &str {
        match told {
            Told::Refused { says, .. } => says.as_deref().unwrap_or_default(),
            told @ Told::Done { .. } => panic!("{told:?}"),
        }
    }

    pub(crate) async fn a_refusal_is_a_sentence_in_the_language_of_the_account(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("li.ming@example.com").await;
        let begun = phone.asks.begin(&new_draft(&post, form(&post))).await;
        let no = begun.unwrap().line.no;
        let version = phone.asks.order(&no).await.unwrap().version;
        let submit = asking(version, Ask::Submit {});
        let chinese = phone.asks.does(&no, &submit).await.unwrap();
        assert!(says(&chinese).contains("证件照"), "{chinese:?}");
        let language = Language::En;
        phone.asks.wish(&Wishes { language }).await.unwrap();
        let english = phone.asks.does(&no, &submit).await.unwrap();
        assert!(says(&english).is_ascii() || says(&english).contains('“'));
        let (
            Told::Refused { code, why, .. },
            Told::Refused {
                code: same,
                why: too,
                ..
            },
        ) = (&chinese, &english)
        else {
            panic!("{english:?}");
        };
        assert_eq!((code, why), (same, too), "the same but for the language");
        // A place that is full says so.
        for _ in 0..2 {
            phone.hands_in(&no, Slot::OTHER).await;
        }
        let sha256 = phone.uploads(&no, &crate::phone::picture()).await;
        let file = lingshi_wire::applicant::asking::NewFile {
            id: lingshi_rules::ids::FileId::new("one-too-many"),
            slot: Slot::OTHER,
            name: "more.jpg".to_owned(),
            sha256,
        };
        let told = phone.does(&no, Ask::AddFile { file }).await;
        assert!(says(&told).contains("takes 2 files"), "{told:?}");
    }

    pub(crate) async fn a_refusal_that_is_not_to_be_told_says_nothing_of_it(house: House) {
        let post = house.post("BRU");
        let (zhang, wang) = (
            house.phone("zhang@example.com").await,
            house.phone("wang@example.com").await,
        );
        let others = zhang.files(&new_draft(&post, form(&post))).await;
        let no = wang.draft(&new_draft(&post, form(&post))).await.line.no;
        let told = wang.does(&no, Ask::Submit {}).await;
        assert!(matches!(&told, Told::Refused { why: None, .. }));
        let says = says(&told);
        assert!(says.contains("未办结"), "{says}");
        assert!(!says.contains(others.tail()) && !says.contains(others.as_str()));
    }

    fn signed(mut form: Form, text: &StatementToSign) -> Form {
        let statement = form.statement.as_mut().unwrap();
        statement.text = Some(SignedText {
            language: text.language.code().to_owned(),
            version: text.version.clone(),
        });
        form
    }

    async fn saves(phone: &Phone, no: &OrderNo, form: Form) {
        let form = Box::new(form);
        phone.done(no, Ask::SaveDraft { form }).await;
    }

    pub(crate) async fn the_statement_is_signed_in_the_words_that_were_read(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("li.ming@example.com").await;
        let no = phone.draft(&new_draft(&post, form(&post))).await.line.no;
        let chinese = phone.asks.statement(&no).await.unwrap();
        assert_eq!(chinese.title, "国籍状况声明");
        assert_eq!(
            (chinese.language, chinese.paragraphs.len()),
            (Language::ZhCn, 3)
        );
        let language = Language::En;
        phone.asks.wish(&Wishes { language }).await.unwrap();
        let english = phone.asks.statement(&no).await.unwrap();
        assert_ne!(english.version, chinese.version);
        // Signed long ago, in words that are no longer shown.
        let old = StatementToSign {
            version: "0".repeat(32),
            ..chinese.clone()
        };
        saves(&phone, &no, signed(form(&post), &old)).await;
        let told = phone.does(&no, Ask::Submit {}).await;
        let outdated = Some(Refusal::StatementOutdated);
        assert!(
            matches!(&told, Told::Refused { why, .. } if *why == outdated),
            "{told:?}"
        );
        // Whichever language it was read in, it is named in the order for officers.
        saves(&phone, &no, signed(form(&post), &chinese)).await;
        phone.done(&no, Ask::Submit {}).await;
        let order = house.order(&post, &no);
        let text = order.form.statement.unwrap().text.unwrap();
        assert_eq!(
            (text.language.as_str(), text.version),
            ("zh-CN", chinese.version)
        );
        // Nothing is stated for a pension, and nothing of another's is shown.
        let pension = NewDraft {
            business: Business::Pension,
            ..new_draft(&post, form(&post))
        };
        let pension = phone.asks.begin(&pension).await.unwrap().line.no;
        let told = phone.asks.statement(&pension).await.err().unwrap();
        assert_eq!(code(&told), "not_here");
        let other = house.phone("wang@example.com").await;
        let told = other.asks.statement(&no).await.err().unwrap();
        assert_eq!(code(&told), "not_here");
    }
}
