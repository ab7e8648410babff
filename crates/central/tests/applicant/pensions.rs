//! 养老金资格认证: what 人社部门 decides is taken once, from nobody else, and only while it is waited for.

on_both!(
    what_the_authority_decided_is_taken_once,
    nobody_else_decides_of_pensions,
);

pub(super) mod of {
    use crate::common::{House, Post};
    use crate::phone::{Phone, code, form, id, new_draft};
    use lingshi_rules::business::Business;
    use lingshi_rules::life::Status;
    use lingshi_rules::values::OrderNo;
    use lingshi_wire::applicant::asking::Ask;
    use lingshi_wire::applicant::filing::NewDraft;
    use lingshi_wire::applicant::pension::PensionAnswer;

    async fn filed(house: &House, post: &Post) -> (Phone, OrderNo, PensionAnswer) {
        let phone = house.phone("li.ming@example.com").await;
        let new = NewDraft {
            business: Business::Pension,
            ..new_draft(post, form(post))
        };
        let no = phone.draft(&new).await.line.no;
        phone.done(&no, Ask::Submit {}).await;
        let answer = PensionAnswer {
            post: post.code.clone(),
            no: no.clone(),
            passed: false,
            reference: id(),
        };
        (phone, no, answer)
    }

    pub(crate) async fn what_the_authority_decided_is_taken_once(house: House) {
        let post = house.post("BRU");
        let (phone, no, answer) = filed(&house, &post).await;
        let lines = house.lines(&post).len();
        for _ in 0..3 {
            house.authority_tells(&answer).await.unwrap();
        }
        assert_eq!(house.lines(&post).len(), lines + 1);
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::PensionFail);
        let other = PensionAnswer {
            passed: true,
            ..answer.clone()
        };
        let told = house.authority_tells(&other).await.err().unwrap();
        assert_eq!(code(&told), "id_taken", "another answer under its number");
        let late = PensionAnswer {
            reference: id(),
            ..other
        };
        let told = house.authority_tells(&late).await.err().unwrap();
        assert_eq!(code(&told), "refused", "it was decided before");
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::PensionFail);
    }

    pub(crate) async fn nobody_else_decides_of_pensions(house: House) {
        let post = house.post("BRU");
        let (phone, no, answer) = filed(&house, &post).await;
        let provider = |body: &[u8]| house.proof(lingshi_central::secrets::PAYMENTS, body);
        let told = house.client.answer_pension(&answer, provider).await;
        assert_eq!(code(&told.err().unwrap()), "not_let_in");
        let told = house.client.answer_pension(&answer, |_| "00".to_owned());
        assert_eq!(code(&told.await.err().unwrap()), "not_let_in");
        let elsewhere = PensionAnswer {
            post: lingshi_rules::ids::PostCode::new("NYC"),
            ..answer
        };
        let told = house.authority_tells(&elsewhere).await.err().unwrap();
        assert_eq!(code(&told), "not_here");
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::PensionProcessing);
    }
}
