//! The conditions every action shares: who, where, when, under which claim, on which version.

use super::action::{ActionKind, Command};
use super::context::Context;
use super::refusal::{Refusal, Side};
use super::terms::{Terms, terms};
use crate::ids::OfficerId;
use crate::order::{ORDER_SCHEMA, Order};
use crate::people::Actor;

/// What must be done about the claim before the action itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClaimNeed {
    /// Nothing.
    Nothing,
    /// It is granted together with the decision.
    GrantNow,
}

/// Everything that can be asked without the command's particulars.
pub(super) fn may(order: &Order, kind: ActionKind, ctx: &Context<'_>) -> Result<Terms, Refusal> {
    let terms = terms(kind);
    side(order, &terms, ctx)?;
    status(order, &terms)?;
    if order.schema > ORDER_SCHEMA {
        return Err(Refusal::DocumentNewer {
            schema: order.schema,
        });
    }
    if terms.confirmed && ctx.facts.unconfirmed {
        return Err(Refusal::AwaitsUpload);
    }
    if terms.not_on_hold {
        not_on_hold(order, ctx)?;
    }
    if terms.no_proposal
        && let Some(open) = &order.review.proposal
    {
        return Err(Refusal::ProposalOpen {
            kind: open.what.kind(),
            by: open.by.clone(),
        });
    }
    Ok(terms)
}

fn side(order: &Order, terms: &Terms, ctx: &Context<'_>) -> Result<(), Refusal> {
    let own = match ctx.actor {
        Actor::Officer { .. } => Side::Officer,
        Actor::Applicant { .. } => Side::Applicant,
        Actor::System => Side::System,
        Actor::PensionAuthority => Side::PensionAuthority,
    };
    if let Actor::Applicant { account } = ctx.actor
        && *account != order.account
    {
        return Err(Refusal::NoSuchOrder);
    }
    if !terms.sides.contains(&own) {
        return Err(Refusal::NotFor {
            side: terms.sides.to_vec(),
        });
    }
    if ctx.actor_post().is_some_and(|post| *post != order.post) || ctx.policy.code != order.post {
        return Err(Refusal::OtherPost {
            post: order.post.clone(),
        });
    }
    let roles = terms.roles_in(order.status);
    if own == Side::Officer && !ctx.has_any(roles) {
        return Err(Refusal::RoleNeeded {
            roles: roles.to_vec(),
        });
    }
    Ok(())
}

fn status(order: &Order, terms: &Terms) -> Result<(), Refusal> {
    if terms.statuses.contains(&order.status) {
        return Ok(());
    }
    if order.status.is_terminal() {
        return Err(Refusal::OrderEnded {
            status: order.status,
        });
    }
    Err(Refusal::WrongStatus {
        status: order.status,
        possible_in: terms.statuses.to_vec(),
    })
}

fn not_on_hold(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    match &order.review.hold {
        Some(hold) if hold.until > ctx.now => Err(Refusal::OnHold {
            by: hold.by.clone(),
            until: hold.until,
        }),
        Some(_) | None => Ok(()),
    }
}

/// The claim as a button would show it: held, or free to take.
pub(super) fn claim_for_button(
    order: &Order,
    terms: &Terms,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let Some(me) = ctx
        .actor
        .officer()
        .filter(|_| terms.needs_claim(order.status))
    else {
        return Ok(());
    };
    match &order.review.claim {
        Some(claim) if claim.by == *me => Ok(()),
        Some(claim) if claim.until > ctx.now => Err(Refusal::ClaimedByOther {
            by: claim.by.clone(),
            until: claim.until,
        }),
        Some(_) | None => Err(Refusal::ClaimNeeded),
    }
}

/// The claim as a command names it.
///
/// A claim is lost only when a higher number was granted; one that ran out or was released still writes.
pub(super) fn claim_for_command(
    order: &Order,
    terms: &Terms,
    command: &Command,
    ctx: &Context<'_>,
) -> Result<ClaimNeed, Refusal> {
    let Some(me) = ctx
        .actor
        .officer()
        .filter(|_| terms.needs_claim(order.status))
    else {
        return Ok(ClaimNeed::Nothing);
    };
    let review = &order.review;
    if command.fence == Some(review.fence) && review.last_holder.as_ref() == Some(me) {
        return Ok(ClaimNeed::Nothing);
    }
    claim_unnamed(order, me, command, ctx)
}

fn claim_unnamed(
    order: &Order,
    me: &OfficerId,
    command: &Command,
    ctx: &Context<'_>,
) -> Result<ClaimNeed, Refusal> {
    let review = &order.review;
    if let Some(claim) = &review.claim {
        if claim.by == *me && command.provisional {
            return Ok(ClaimNeed::Nothing);
        }
        if claim.by != *me && claim.until > ctx.now {
            return Err(Refusal::ClaimedByOther {
                by: claim.by.clone(),
                until: claim.until,
            });
        }
    }
    if command.fence.is_some() {
        return Err(Refusal::ClaimLost {
            fence: review.fence,
        });
    }
    if command.provisional {
        Ok(ClaimNeed::GrantNow)
    } else {
        Err(Refusal::ClaimNeeded)
    }
}

/// The command's giver had seen what matters to it.
pub(super) fn fresh(order: &Order, terms: &Terms, command: &Command) -> Result<(), Refusal> {
    if command.seen > order.version {
        return Err(Refusal::NotSeenYet {
            seen: command.seen,
            version: order.version,
        });
    }
    let own = |line: &crate::order::log::LogLine| {
        line.command
            .as_ref()
            .is_some_and(|id| *id == command.id || command.stands_on.contains(id))
    };
    let newer = order
        .log
        .iter()
        .rev()
        .take_while(|line| line.version > command.seen);
    let stale = newer.filter(|line| !own(line)).find_map(|line| {
        line.touched
            .iter()
            .find(|f| terms.stands_on.contains(f))
            .map(|f| (line, *f))
    });
    match stale {
        None => Ok(()),
        Some((line, facet)) => Err(Refusal::Stale {
            facet,
            version: line.version,
            by: line.by.clone(),
            at: line.at,
        }),
    }
}
