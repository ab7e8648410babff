//! Money on line: begun once, booked once, however and whenever the provider tells of it.

on_both!(
    what_was_paid_is_booked_once,
    what_is_too_little_goes_back,
    what_comes_too_late_is_money_all_the_same,
    nobody_else_tells_of_money,
);

pub(super) mod of {
    use crate::common::{House, Post};
    use crate::phone::{code, form, id, new_draft};
    use lingshi_rules::life::Status;
    use lingshi_rules::order::payment::PaymentState;
    use lingshi_rules::values::{Money, OrderNo};
    use lingshi_wire::applicant::paying::{BeginPayment, Booked, PaymentBegun, PaymentNotice};

    fn notice(begun: &PaymentBegun, minor: i64) -> PaymentNotice {
        PaymentNotice {
            payment: begun.payment.clone(),
            amount: Money::new(minor, begun.amount.currency),
            reference: id(),
        }
    }

    async fn begun(house: &House, post: &Post) -> (crate::phone::Phone, OrderNo, PaymentBegun) {
        let phone = house.phone("zhang@example.com").await;
        let no = phone.submits(&new_draft(post, form(post))).await;
        let wish = BeginPayment { id: id() };
        let begun = phone.asks.begin_payment(&no, &wish).await.unwrap();
        let again = phone.asks.begin_payment(&no, &wish).await.unwrap();
        assert_eq!(again, begun);
        assert_eq!(begun.amount.minor, 1_600);
        (phone, no, begun)
    }

    pub(crate) async fn what_was_paid_is_booked_once(house: House) {
        let post = house.post("BRU");
        let (phone, no, begun) = begun(&house, &post).await;
        let notice = notice(&begun, 1_600);
        for _ in 0..3 {
            let told = house.provider_tells(&notice).await.unwrap();
            assert_eq!(told.became, Booked::Booked);
        }
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::FirstReview);
        assert_eq!(seen.payment.state, PaymentState::Paid);
        assert_eq!(seen.payment.receipts.len(), 1);
        // Under the same number of the provider another amount is misuse.
        let other = PaymentNotice {
            amount: Money::new(1, notice.amount.currency),
            ..notice
        };
        let told = house.provider_tells(&other).await.err().unwrap();
        assert_eq!(code(&told), "id_taken");
        // Paid once more, it is money too much, and is to be given back.
        let more = super::of::notice(&begun, 1_600);
        let told = house.provider_tells(&more).await.unwrap();
        assert_eq!(told.became, Booked::Booked);
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.payment.state, PaymentState::ToRefund);
        // What was begun before is told again, but nothing new is begun.
        let wish = BeginPayment { id: id() };
        let told = phone.asks.begin_payment(&no, &wish).await.err().unwrap();
        assert_eq!(code(&told), "refused");
    }

    pub(crate) async fn what_is_too_little_goes_back(house: House) {
        let post = house.post("BRU");
        let (phone, no, begun) = begun(&house, &post).await;
        let little = notice(&begun, 1_500);
        for _ in 0..2 {
            let told = house.provider_tells(&little).await.unwrap();
            assert_eq!(told.became, Booked::SentBack);
        }
        let key = lingshi_wire::DocKey::new(lingshi_wire::Kind::Payment, begun.payment.as_str());
        let kept = house.read(|tx| tx.realm(&key)).unwrap();
        let kept: serde_json::Value = serde_json::from_slice(&kept.body).unwrap();
        assert!(
            kept["came"][&little.reference]["sent_back"].is_string(),
            "{kept}"
        );
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::PendingPayment);
        assert!(seen.payment.receipts.is_empty());
        let told = house.provider_tells(&notice(&begun, 1_600)).await.unwrap();
        assert_eq!(told.became, Booked::Booked);
    }

    pub(crate) async fn what_comes_too_late_is_money_all_the_same(house: House) {
        let post = house.post("BRU");
        let (phone, no, begun) = begun(&house, &post).await;
        let long_ago = serde_json::json!("2026-01-05T09:00:00.000Z");
        house.change_at_post(&post, lingshi_wire::Kind::Order, no.as_str(), |order| {
            order["payment"]["until"] = long_ago.clone();
        });
        let told = house.provider_tells(&notice(&begun, 1_600)).await.unwrap();
        assert_eq!(told.became, Booked::Booked);
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.line.status, Status::Expired);
        assert_eq!(seen.payment.state, PaymentState::ToRefund);
        assert_eq!(seen.payment.receipts.len(), 1);
    }

    pub(crate) async fn nobody_else_tells_of_money(house: House) {
        let post = house.post("BRU");
        let (phone, no, begun) = begun(&house, &post).await;
        let notice = notice(&begun, 1_600);
        for proof in ["", "00", &"0".repeat(64)] {
            let told = house
                .client
                .tell_payment(&notice, |_| proof.to_owned())
                .await;
            assert_eq!(code(&told.err().unwrap()), "not_let_in");
        }
        let unknown = PaymentNotice {
            payment: lingshi_rules::ids::PaymentId::new("nobodys"),
            ..notice
        };
        let told = house.provider_tells(&unknown).await.err().unwrap();
        assert_eq!(code(&told), "not_here");
        let seen = phone.asks.order(&no).await.unwrap();
        assert!(seen.payment.receipts.is_empty());
    }
}
