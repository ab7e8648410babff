//! 取证单: its data, once the order stands where it may be printed.

use crate::{Registry, Told};
use chrono::Datelike;
use lingshi_ledger::Reading;
use lingshi_rules::ids::AccountId;
use lingshi_rules::life::Status;
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_rules::values::{Money, OrderNo, mask};
use lingshi_wire::applicant::order::Slip;
use lingshi_words::Addressee;

/// Approved and not ended: before that it would send people and envelopes on their way too early. At posts that want
/// the originals at second review it goes into that envelope.
fn may_be_printed(order: &Order, policy: &PostPolicy) -> bool {
    use lingshi_rules::post::policy::MailInTrigger;
    match order.status {
        Status::ToMake | Status::Made | Status::ToCollect | Status::ToMail => true,
        Status::SecondReview => policy.mail_in.trigger == MailInTrigger::SecondReview,
        Status::Draft
        | Status::PendingPayment
        | Status::FirstReview
        | Status::Supplement
        | Status::InterviewToBook
        | Status::InterviewBooked
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::Done
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionProcessing
        | Status::PensionOk
        | Status::PensionFail => false,
    }
}

impl Registry {
    /// The slip of an order; none while it may not be printed, and none of another account's.
    pub fn slip(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
        now: Instant,
    ) -> Told<Option<Slip>> {
        let Some(order) = self.mine(tx, of)?.map(|mine| mine.order) else {
            return Ok(None);
        };
        let policy = self.settings(tx, &order.post)?;
        Ok(may_be_printed(&order, &policy).then(|| slip(&order, &policy, now)))
    }
}

fn slip(order: &Order, policy: &PostPolicy, now: Instant) -> Slip {
    let form = &order.form;
    let name = &form.applicant.name;
    let old = form.old_document.as_ref();
    let owed: Option<Money> = Addressee::of(order, policy, now).owed;
    Slip {
        no: order.no.clone(),
        grouped: order.no.grouped(),
        name: name.zh(),
        latin: name.latin(),
        born: form.applicant.born.year(),
        business: order.business,
        old_number: old.map(|old| mask::passport(&old.number)),
        submit: form.submit,
        pickup: form.pickup.mode,
        pickup_at: form.pickup.slot,
        phone: form.applicant.phone.clone(),
        owed,
        status: order.status,
        status_since: order.status_since,
        post: policy.name.zh.clone(),
        office: policy.contact.office.clone(),
        enquiries: policy.contact.phones.get("enquiries").cloned(),
    }
}
