//! What posts offer: which there are, and which businesses somebody is offered there, with what speaks for and against.

use crate::{Registry, Told};
use lingshi_ledger::Reading;
use lingshi_rules::eligibility::{Eligibility, eligibility};
use lingshi_rules::fees::fee_of;
use lingshi_rules::ids::PostCode;
use lingshi_rules::offered::offered;
use lingshi_rules::values::Instant;
use lingshi_wire::applicant::filing::{
    Answered, OfferedBusiness, OfferedThere, OpenPost, OpenPosts,
};

impl Registry {
    /// Every post that takes applications.
    pub fn open_posts(&self, tx: &mut (impl Reading + ?Sized)) -> Told<OpenPosts> {
        let mut posts = Vec::new();
        for post in tx.posts()? {
            let policy = self.settings(tx, &post)?;
            posts.push(OpenPost {
                post,
                name: policy.name.zh.clone(),
                name_en: policy.name.en.clone(),
                country: policy.country.clone(),
                businesses: policy.scope.businesses.iter().copied().collect(),
            });
        }
        Ok(OpenPosts { posts })
    }

    /// What somebody is offered at a post; nothing where there is no such post.
    pub fn offered_there(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        answered: &Answered,
        now: Instant,
    ) -> Told<Option<OfferedThere>> {
        if tx.head(post)?.is_none() {
            return Ok(None);
        }
        let policy = self.settings(tx, post)?;
        let today = policy.local_day(now);
        let businesses = offered(answered.answers, &policy).into_iter();
        let businesses = businesses.map(|business| {
            let form = answered.form.as_deref();
            let found = form.map(|form| eligibility(business, form, today));
            let Eligibility { grounds, doubts } = found.unwrap_or_default();
            OfferedBusiness {
                business,
                grounds,
                doubts,
                fee: form.map(|form| fee_of(business, form, &policy).total()),
            }
        });
        let businesses = businesses.collect();
        Ok(Some(OfferedThere { businesses }))
    }
}
