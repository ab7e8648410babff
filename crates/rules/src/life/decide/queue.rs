//! 领取, 暂挂, 备注.

use super::text;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::refusal::{Refusal, TextOf};
use crate::order::Order;
use crate::order::review::{Claim, ClaimEnd, Hold};
use crate::values::Instant;

fn claim_of<'a>(order: &'a Order, ctx: &Context<'_>) -> Option<(&'a Claim, bool)> {
    let claim = order.review.claim.as_ref()?;
    Some((claim, ctx.actor.officer() == Some(&claim.by)))
}

pub(super) fn may_claim(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    match claim_of(order, ctx) {
        Some((claim, _)) if claim.until <= ctx.now => Ok(()),
        Some((claim, true)) => Err(Refusal::AlreadyClaimed { until: claim.until }),
        Some((claim, false)) => Err(Refusal::ClaimedByOther {
            by: claim.by.clone(),
            until: claim.until,
        }),
        None => Ok(()),
    }
}

pub(super) fn holds_claim(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    match claim_of(order, ctx) {
        Some((_, true)) => Ok(()),
        Some((claim, false)) => Err(Refusal::ClaimedByOther {
            by: claim.by.clone(),
            until: claim.until,
        }),
        None => Err(Refusal::ClaimNeeded),
    }
}

pub(super) fn is_claimed(order: &Order) -> Result<(), Refusal> {
    if order.review.claim.is_some() {
        Ok(())
    } else {
        Err(Refusal::ClaimNeeded)
    }
}

pub(super) fn is_held(order: &Order) -> Result<(), Refusal> {
    if order.review.hold.is_some() {
        Ok(())
    } else {
        Err(Refusal::NotOnHold)
    }
}

pub(super) fn claim(deed: &mut Deed<'_>, minutes: Option<u32>) -> Result<(), Refusal> {
    let minutes = minutes.unwrap_or(deed.ctx.policy.claims.minutes);
    check_minutes(deed, minutes)?;
    grant(deed, minutes);
    Ok(())
}

fn check_minutes(deed: &Deed<'_>, minutes: u32) -> Result<(), Refusal> {
    let most = deed.ctx.policy.claims.offline_minutes_max;
    if minutes == 0 || minutes > most {
        Err(Refusal::ClaimTooLong { most })
    } else {
        Ok(())
    }
}

fn until(deed: &Deed<'_>, minutes: u32) -> Instant {
    deed.ctx.now.plus_minutes(i64::from(minutes))
}

/// Grants a claim. Who takes up an own claim again keeps its number: decisions under it stay good.
pub(super) fn grant(deed: &mut Deed<'_>, minutes: u32) {
    let Some(by) = deed.ctx.actor.officer().cloned() else {
        return;
    };
    let review = &deed.order.review;
    let own = review.last_holder.as_ref() == Some(&by);
    if review.claim.as_ref().is_some_and(|c| c.by != by) {
        deed.did(What::ClaimEnded {
            why: ClaimEnd::TakenOver,
        });
    }
    let fence = if own { review.fence } else { review.fence + 1 };
    let claim = Claim {
        by,
        fence,
        until: until(deed, minutes),
    };
    deed.did(What::Claimed { claim });
}

pub(super) fn extend(deed: &mut Deed<'_>, minutes: u32) -> Result<(), Refusal> {
    check_minutes(deed, minutes)?;
    let until = until(deed, minutes);
    let Some(held) = deed.order.review.claim.as_ref() else {
        return Err(Refusal::ClaimNeeded);
    };
    deed.did(What::Claimed {
        claim: Claim {
            until,
            ..held.clone()
        },
    });
    Ok(())
}

pub(super) fn release(deed: &mut Deed<'_>, why: ClaimEnd) -> Result<(), Refusal> {
    deed.did(What::ClaimEnded { why });
    Ok(())
}

pub(super) fn hold(deed: &mut Deed<'_>, reason: &str, until: Instant) -> Result<(), Refusal> {
    let reason = text::needed(TextOf::Reason, reason, text::SHORT)?;
    let last = deed
        .ctx
        .now
        .plus_days(i64::from(deed.ctx.policy.review.hold_max_days));
    if until <= deed.ctx.now || until > last {
        return Err(Refusal::WrongMoment {
            from: deed.ctx.now,
            to: last,
        });
    }
    let by = deed.ctx.officer()?;
    deed.did(What::Held {
        hold: Hold {
            by,
            at: deed.ctx.now,
            reason,
            until,
        },
    });
    Ok(())
}

pub(super) fn note(deed: &mut Deed<'_>, note: &str) -> Result<(), Refusal> {
    let text = text::needed(TextOf::Note, note, text::LONG)?;
    deed.did(What::Noted { text });
    Ok(())
}
