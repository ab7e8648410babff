//! Invented orders at every state, by every way an applicant may choose to collect.

use lingshi_rules::business::Business;
use lingshi_rules::life::Status;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::{self, Walk, sample_form};
use strum::IntoEnumIterator;

/// An order in this state; of the ways of collecting, the first that leads there.
pub(super) fn station(policy: &PostPolicy, business: Business, status: Status) -> Option<Walk<'_>> {
    stations(policy, business, status).next()
}

/// Every order the post's ways of collecting lead to any state.
pub(super) fn all(policy: &PostPolicy, business: Business) -> Vec<Walk<'_>> {
    Status::iter()
        .flat_map(|status| stations(policy, business, status))
        .collect()
}

fn stations(
    policy: &PostPolicy,
    business: Business,
    status: Status,
) -> impl Iterator<Item = Walk<'_>> {
    let usual = walk::station(policy, business, status);
    let usual_mode = usual.as_ref().map(|walk| walk.order.form.pickup.mode);
    let modes = policy.hand_over.modes.iter().copied();
    let others = modes.filter(move |mode| Some(*mode) != usual_mode);
    usual.into_iter().chain(others.filter_map(move |mode| {
        let form = sample_form(policy, business, mode);
        let mut walk = Walk::begin_with(policy, business, form).ok()?;
        walk.lead_to(status).ok()?;
        (walk.order.status == status).then_some(walk)
    }))
}
