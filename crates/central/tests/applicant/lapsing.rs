//! Drafts lapse after thirty days without a change, and nothing of them is left.

on_both!(a_draft_lapses_and_its_files_with_it);

pub(super) mod of {
    use crate::account::of::by_password;
    use crate::common::House;
    use crate::phone::{PASSWORD, code, form, new_draft};
    use lingshi_central::world::now;
    use lingshi_wire::{Kind, Sha};

    fn tidy(house: &House, days: i64) -> usize {
        let (registry, at) = (house.registry(), now().plus_days(days));
        let over = house.read(|tx| registry.over(tx, at));
        over.iter()
            .filter(|one| house.write(|tx, _| registry.take_away(tx, one, at)))
            .count()
    }

    pub(crate) async fn a_draft_lapses_and_its_files_with_it(house: House) {
        let post = house.post("BRU");
        let phone = house.phone("zhang@example.com").await;
        let draft = phone.draft(&new_draft(&post, form(&post))).await;
        let filed = phone.submits(&new_draft(&post, form(&post))).await;
        let named = || house.read(|tx| lingshi_registry::blobs::named(tx, &post.code));
        let order = house.order(&post, &filed);
        let of_order: Vec<Sha> = order
            .files
            .values()
            .map(|file| Sha::parse(&file.sha256).unwrap())
            .collect();
        assert_eq!(named().len(), of_order.len() + draft.files.len());
        tidy(&house, 29);
        // Its session ran out in that time, and is gone.
        let told = phone.asks.order(&draft.line.no).await.err().unwrap();
        assert_eq!(code(&told), "sign_in_needed");
        let asked = by_password("zhang@example.com", PASSWORD);
        let again = house.client.applicant_signs_in(&asked).await.unwrap();
        let asks = house.client.applicant(&again.asking);
        assert!(asks.order(&draft.line.no).await.is_ok());
        assert_eq!(tidy(&house, 31), 3, "two drafts and a session");
        assert_eq!(tidy(&house, 31), 0, "once");
        let gone = |no: &str| {
            let key = lingshi_wire::DocKey::new(Kind::Draft, no);
            house.read(|tx| tx.realm(&key)).is_none()
        };
        assert!(gone(draft.line.no.as_str()) && gone(filed.as_str()));
        assert_eq!(named().len(), of_order.len());
        let again = house.client.applicant_signs_in(&asked).await.unwrap();
        let asks = house.client.applicant(&again.asking);
        let told = asks.order(&draft.line.no).await.err().unwrap();
        assert_eq!(code(&told), "not_here");
        let left: Vec<_> = asks.orders().await.unwrap().orders;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].no, filed);
    }
}
