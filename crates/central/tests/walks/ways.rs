//! Which ways an application may go at a post: the business, how originals come, how the document leaves, how it is
//! paid.

use lingshi_rules::business::Business;
use lingshi_rules::order::payment::PaymentMode;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{PickupMode, SubmitMode};

/// One way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) business: Business,
    pub(crate) submit: SubmitMode,
    pub(crate) pickup: PickupMode,
    pub(crate) paid: PaymentMode,
    /// The first way of its business: asked for a supplement, and tried with everything that may not be done.
    pub(crate) first: bool,
}

fn submits(policy: &PostPolicy, business: Business, pickup: PickupMode) -> Vec<SubmitMode> {
    if business == Business::TdEmerg {
        return vec![SubmitMode::InPerson];
    }
    let brought = pickup != PickupMode::Mail && policy.hand_over.old_document_at_pickup;
    let offered = |mode: &SubmitMode| {
        policy.mail_in.modes.contains(mode) || (brought && *mode == SubmitMode::InPerson)
    };
    let all = [SubmitMode::Mail, SubmitMode::InPerson, SubmitMode::Proxy];
    all.into_iter().filter(offered).collect()
}

fn payments(policy: &PostPolicy) -> Vec<PaymentMode> {
    let kinds = &policy.payment.kinds;
    let on_line = kinds.iter().any(|kind| kind.is_online());
    let off_line = kinds.iter().any(|kind| !kind.is_online());
    let all = [
        (PaymentMode::Offline, off_line),
        (PaymentMode::Online, on_line),
    ];
    all.into_iter()
        .filter(|(_, offered)| *offered)
        .map(|(mode, _)| mode)
        .collect()
}

fn of_business(policy: &PostPolicy, business: Business) -> Vec<Way> {
    let mut all = Vec::new();
    let modes = if business == Business::TdEmerg {
        &policy.hand_over.emergency_modes
    } else {
        &policy.hand_over.modes
    };
    for pickup in modes {
        for submit in submits(policy, business, *pickup) {
            for paid in payments(policy) {
                all.push(Way {
                    business,
                    submit,
                    pickup: *pickup,
                    paid,
                    first: all.is_empty(),
                });
            }
        }
    }
    if business == Business::Pension {
        // Nothing is sent, paid or collected.
        all.truncate(1);
    }
    all
}

/// Every way of a post.
pub(crate) fn of(policy: &PostPolicy) -> Vec<Way> {
    let businesses = policy.scope.businesses.iter();
    businesses
        .flat_map(|business| of_business(policy, *business))
        .collect()
}
