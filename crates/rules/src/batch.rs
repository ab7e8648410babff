//! 批量同意: only the plainest renewals, each with the reason why another is not.

use crate::business::Business;
use crate::life::Context;
use crate::life::refusal::NotForBatch as Why;
use crate::order::Order;
use crate::order::interview::{Answer, InterviewState};

/// Every reason why an order may not be approved in a batch by this person; empty when it may.
pub fn why_not(order: &Order, ctx: &Context<'_>) -> Vec<Why> {
    let review = &order.review;
    let minor = order.form.is_minor(order.age_day(ctx.policy, ctx.now));
    let green = !review.priority.is_empty() || order.channel == crate::order::Channel::GreenChannel;
    let problem = review.checks.values().any(|a| a.answer == Answer::Problem);
    let foreign = order.form.statement.as_ref();
    let flagged = review.hold.is_some()
        || review.proposal.is_some()
        || !review.officer_values.is_empty()
        || problem
        // 国籍存疑 is looked at one by one.
        || foreign.is_some_and(|s| s.foreign_nationality);
    let duplicate = !review.hits.is_empty() || !ctx.facts.hits.is_empty();
    let interview = &order.interview;
    let interviewed = interview.state != InterviewState::NotNeeded
        || !interview.held.is_empty()
        || !interview.causes.is_empty();
    let me = ctx.actor.officer();
    let reasons = [
        (Why::Business, order.business != Business::PpRenew),
        (Why::Minor, minor),
        (Why::Hkmotw, order.form.applicant.hkmotw),
        (Why::District, !order.own_district),
        (Why::FaceCheck, !order.face_check.is_passed()),
        (Why::GreenChannel, green),
        (Why::Flagged, flagged),
        (Why::Duplicate, duplicate),
        (
            Why::Annotation,
            order.form.annotations.iter().any(|a| !a.on_old_passport),
        ),
        (Why::Interviewed, interviewed),
        (
            Why::OwnReview,
            review.forwarded.iter().any(|r| Some(&r.by) == me),
        ),
    ];
    reasons
        .into_iter()
        .filter(|(_, holds)| *holds)
        .map(|(why, _)| why)
        .collect()
}

/// How many of a batch are opened before it is signed.
pub fn sample_size(batch: usize, policy: &crate::post::PostPolicy) -> usize {
    batch.min(usize::from(policy.review.batch_sample))
}

/// A batch of this size may be signed at once.
pub fn fits(batch: usize, policy: &crate::post::PostPolicy) -> bool {
    (1..=usize::from(policy.review.batch_max)).contains(&batch)
}
