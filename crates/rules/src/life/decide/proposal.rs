//! 待第二人确认: one proposes, another confirms; the applicant hears nothing before.

use super::{review, second, text};
use crate::ids::OfficerId;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::{Did, Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::payment::Refund;
use crate::order::review::{Approval, OfficerValue, Proposal, ProposalEnd, Proposed};
use crate::order::{Order, Status};
use crate::people::{By, Role};
use crate::values::Money;

pub(super) fn propose(deed: &mut Deed<'_>, what: &Proposed) -> Result<(), Refusal> {
    sound(deed.order, what, deed.ctx)?;
    let proposal = Proposal {
        what: what.clone(),
        by: deed.ctx.officer()?,
        at: deed.ctx.now,
        version: deed.order.version,
    };
    deed.did(What::Proposed {
        proposal: Box::new(proposal),
    });
    Ok(())
}

/// The proposal could be confirmed as things stand; asked again when it is.
fn sound(order: &Order, what: &Proposed, ctx: &Context<'_>) -> Result<(), Refusal> {
    match what {
        Proposed::Reject { refusing } => {
            let reviewing = [
                Status::FirstReview,
                Status::SecondReview,
                Status::InterviewToBook,
            ];
            only_in(order, &reviewing)?;
            only_roles(
                ctx,
                &[
                    Role::FirstReviewer,
                    Role::Interviewer,
                    Role::SecondReviewer,
                    Role::Supervisor,
                ],
            )?;
            if !refusing.reason.is_legal() {
                return Err(Refusal::WrongReason {
                    reason: refusing.reason.code().to_owned(),
                });
            }
            let waiting = order.status == Status::InterviewToBook;
            if waiting && refusing.reason != crate::life::reasons::RejectReason::R11 {
                return Err(Refusal::WrongReason {
                    reason: refusing.reason.code().to_owned(),
                });
            }
            review::check_refusing(order, refusing, ctx)
        }
        Proposed::Refund { amount } => {
            only_roles(ctx, &[Role::Cashier, Role::Supervisor])?;
            refundable(order, *amount)
        }
        Proposed::Waive {
            reason, counted_at, ..
        } => {
            text::needed(TextOf::Reason, reason, text::SHORT)?;
            if *counted_at > ctx.now {
                return Err(Refusal::WrongMoment {
                    from: order.status_since,
                    to: ctx.now,
                });
            }
            Ok(())
        }
        Proposed::Emergency { approval } => emergency(order, approval, ctx),
        Proposed::Correction {
            field,
            value,
            reason,
        } => {
            only_open(order)?;
            text::needed(TextOf::Reason, reason, text::SHORT)?;
            text::needed(TextOf::Value, value, text::SHORT)?;
            if correctable(order, field) {
                Ok(())
            } else {
                Err(Refusal::NoSuchField)
            }
        }
    }
}

fn only_in(order: &Order, possible_in: &[Status]) -> Result<(), Refusal> {
    if possible_in.contains(&order.status) {
        return Ok(());
    }
    Err(Refusal::WrongStatus {
        status: order.status,
        possible_in: possible_in.to_vec(),
    })
}

fn only_open(order: &Order) -> Result<(), Refusal> {
    if order.status.is_terminal() {
        Err(Refusal::OrderEnded {
            status: order.status,
        })
    } else {
        Ok(())
    }
}

fn only_roles(ctx: &Context<'_>, roles: &[Role]) -> Result<(), Refusal> {
    if ctx.has_any(roles) {
        Ok(())
    } else {
        Err(Refusal::RoleNeeded {
            roles: roles.to_vec(),
        })
    }
}

fn refundable(order: &Order, amount: Money) -> Result<(), Refusal> {
    let most = order.payment.difference();
    let fits = amount.currency == most.currency && amount.minor > 0 && amount.minor <= most.minor;
    if fits {
        Ok(())
    } else {
        Err(Refusal::NothingToRefund { most })
    }
}

/// 应急: face check passed, materials fit, checks answered, hits settled, validity of one journey.
fn emergency(order: &Order, approval: &Approval, ctx: &Context<'_>) -> Result<(), Refusal> {
    if order.business != crate::business::Business::TdEmerg {
        return Err(Refusal::WrongBusiness {
            business: order.business,
        });
    }
    only_in(order, &[Status::FirstReview])?;
    if !order.face_check.is_passed() {
        return Err(Refusal::FaceCheckNeeded);
    }
    review::materials_fit(order, ctx)?;
    review::checks_answered(order, ctx)?;
    review::hits_settled(order, ctx)?;
    second::check_approval(order, approval, ctx)
}

/// The form has a field of this path, and it is a plain value.
fn correctable(order: &Order, field: &str) -> bool {
    let Ok(form) = serde_json::to_value(&order.form) else {
        return false;
    };
    let pointer = format!("/{}", field.replace('.', "/"));
    form.pointer(&pointer)
        .is_some_and(|v| v.is_string() || v.is_boolean() || v.is_number())
}

fn open(order: &Order) -> Result<&Proposal, Refusal> {
    order.review.proposal.as_ref().ok_or(Refusal::NoProposal)
}

pub(super) fn may_confirm(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let proposal = open(order)?;
    if ctx.actor.officer() == Some(&proposal.by) {
        return Err(Refusal::OtherPersonNeeded { did: Did::Proposal });
    }
    Ok(())
}

pub(super) fn may_decline(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    may_confirm(order, ctx)
}

pub(super) fn may_withdraw(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let proposal = open(order)?;
    if ctx.actor.officer() == Some(&proposal.by) {
        return Ok(());
    }
    Err(Refusal::NotYourProposal {
        by: proposal.by.clone(),
    })
}

pub(super) fn decline(deed: &mut Deed<'_>, reason: &str) -> Result<(), Refusal> {
    let reason = text::needed(TextOf::Reason, reason, text::SHORT)?;
    deed.did(What::ProposalEnded {
        how: ProposalEnd::Declined,
        reason: Some(reason),
    });
    Ok(())
}

pub(super) fn withdraw(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    deed.did(What::ProposalEnded {
        how: ProposalEnd::Withdrawn,
        reason: None,
    });
    Ok(())
}

pub(super) fn confirm(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let proposal = open(deed.order)?.clone();
    let confirmer = deed.ctx.officer()?;
    // Who confirms must find it sound as well; roles of the proposer were asked when it was made.
    match &proposal.what {
        Proposed::Refund { amount } => refundable(deed.order, *amount)?,
        Proposed::Emergency { approval } => emergency(deed.order, approval, deed.ctx)?,
        Proposed::Reject { .. } | Proposed::Waive { .. } | Proposed::Correction { .. } => {}
    }
    deed.did(What::ProposalEnded {
        how: ProposalEnd::Confirmed,
        reason: None,
    });
    let by = |id: &OfficerId| By::Officer { id: id.clone() };
    match proposal.what {
        Proposed::Reject { refusing } => {
            let waiting = deed.order.status == Status::InterviewToBook;
            let transition = if waiting { T::T26 } else { T::T15 };
            review::end_refused(
                deed,
                transition,
                refusing,
                vec![by(&proposal.by), by(&confirmer)],
            );
        }
        Proposed::Refund { amount } => {
            let refund = Refund {
                amount,
                proposed_by: by(&proposal.by),
                confirmed_by: by(&confirmer),
                at: deed.ctx.now,
            };
            deed.did(What::Refunded { refund });
            deed.told(Notice::N22 { amount });
        }
        Proposed::Waive {
            counted,
            counted_at,
            ..
        } => deed.did(What::CountWaived {
            counted,
            counted_at,
        }),
        Proposed::Emergency { approval } => {
            let due = second::final_fee(deed.order, &approval, deed.ctx.policy);
            deed.did(What::Forwarded {
                by: proposal.by.clone(),
            });
            deed.did(What::Approved {
                approval: Box::new(approval),
                by: confirmer,
            });
            let notice = crate::life::notices::to_make(deed.order, due, deed.ctx);
            deed.moved_and_told(T::T27, Status::ToMake, None, notice);
            if due != deed.order.payment.due {
                super::money::set_fee(deed, due);
            }
        }
        Proposed::Correction {
            field,
            value,
            reason,
        } => {
            let (proposed_by, at) = (proposal.by, deed.ctx.now);
            let value = OfficerValue {
                value,
                reason,
                proposed_by,
                confirmed_by: confirmer,
                at,
            };
            deed.did(What::OfficerValueSet { field, value });
        }
    }
    Ok(())
}
