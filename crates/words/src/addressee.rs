//! Whom a message is for: what an order says that its sentences need.

use lingshi_rules::business::{Booklet, Business};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::InterviewCause;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::values::{Instant, Money, OrderNo};
use std::collections::BTreeSet;

/// Whom a message is for. No message is made without an order number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The order.
    pub no: OrderNo,
    /// The applicant, in characters or else in letters.
    pub name: String,
    /// What is applied for.
    pub business: Business,
    /// Below sixteen.
    pub minor: bool,
    /// The kind of the document held or lost, where there was one.
    pub held: Option<PaperKind>,
    /// Whole years since it expired.
    pub expired_years: u32,
    /// The old booklet goes back, cancelled.
    pub old_returned: bool,
    /// The name to be annotated.
    pub annotation: Option<String>,
    /// The tail of the order kept instead of this one.
    pub kept_tail: Option<String>,
    /// The last day of the supplement asked for.
    pub supplement_due: Option<Day>,
    /// Why an interview is held.
    pub causes: BTreeSet<InterviewCause>,
    /// What is still to be paid.
    pub owed: Option<Money>,
    /// How the new document reaches its holder.
    pub pickup: PickupMode,
}

impl Addressee {
    /// As the order says.
    pub fn of(order: &Order, policy: &PostPolicy, now: Instant) -> Self {
        let form = &order.form;
        let today = policy.local_day(now);
        let zh = form.applicant.name.zh();
        let old = form.old_document.as_ref();
        let first_new = form.annotations.iter().find(|a| !a.on_old_passport);
        let owed = order.payment.difference();
        Self {
            no: order.no.clone(),
            name: if zh.is_empty() {
                form.applicant.name.latin()
            } else {
                zh
            },
            business: order.business,
            minor: form.is_minor(order.age_day(policy, now)),
            held: old.map(|old| old.kind),
            expired_years: old
                .and_then(|old| old.expires)
                .and_then(|day| today.years_since(day))
                .unwrap_or_default(),
            old_returned: form.holds_old_booklet() && !form.old_booklet_is_damaged(),
            annotation: first_new.map(|a| a.name.preview()),
            kept_tail: order
                .review
                .kept_instead
                .as_ref()
                .map(|kept| kept.tail.clone()),
            supplement_due: order.review.supplement.as_ref().map(|asked| asked.due),
            causes: order.interview.causes.clone(),
            owed: (owed.minor < 0).then(|| Money::new(-owed.minor, owed.currency)),
            pickup: form.pickup.mode,
        }
    }

    /// The code of the document held: `passport`, `travel_document`, `other`.
    pub(crate) fn held_code(&self) -> &'static str {
        match self.held {
            Some(PaperKind::OrdinaryPassport | PaperKind::OfficialPassport) => "passport",
            Some(PaperKind::TravelDocument) => "travel_document",
            Some(PaperKind::HongKongMacaoPermit | PaperKind::TaiwanPermit | PaperKind::Other) => {
                "other"
            }
            None => self.booklet_code(),
        }
    }

    /// The code of the document applied for.
    pub(crate) fn booklet_code(&self) -> &'static str {
        match self.business.booklet() {
            Some(Booklet::Passport) => "passport",
            Some(Booklet::TravelDocument) => "travel_document",
            None => "other",
        }
    }

    /// A minor's first document asks for both parents.
    pub(crate) fn needs_both_parents(&self) -> bool {
        self.minor && self.business.is_first_issue()
    }

    pub(crate) fn by_mail(&self) -> bool {
        self.pickup == PickupMode::Mail
    }
}
