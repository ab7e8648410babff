//! 面谈: who must be interviewed, and the record (T07, T11, T26).

use super::{hall, text};
use crate::business::{Business, Module};
use crate::ids::FileId;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::{Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::interview::{
    HeldInterview, InterviewCause, InterviewMode, InterviewRecord, InterviewResult, InterviewState,
};
use crate::order::{Order, Status};
use crate::post::policy::Strength;
use crate::values::Instant;
use std::collections::BTreeSet;

/// The causes for an interview, each with how strongly it asks.
pub fn causes(order: &Order, ctx: &Context<'_>) -> Vec<(InterviewCause, Strength)> {
    // In on-site mode a counter meeting takes the video's place; 应急 and 养老金 go to the counter.
    if ctx.policy.onsite.is_some() || order.business.module() != Module::Passport {
        return Vec::new();
    }
    let rules = &ctx.policy.interview;
    let minor = order.form.is_minor(order.age_day(ctx.policy, ctx.now));
    let of_minor = if order.business.is_first_issue() {
        rules.minor_first
    } else {
        rules.minor_other
    };
    let asked = order
        .interview
        .causes
        .iter()
        .map(|cause| (*cause, Strength::Must));
    let by_rule = [
        (InterviewCause::Minor, minor, of_minor),
        (
            InterviewCause::Reissue,
            order.business.is_reissue(),
            rules.reissue,
        ),
        (
            InterviewCause::FaceCheck,
            !order.face_check.is_passed(),
            rules.face_check,
        ),
    ];
    let mut found: Vec<_> = by_rule
        .into_iter()
        .filter(|(cause, holds, _)| *holds && !order.interview.causes.contains(cause))
        .map(|(cause, _, strength)| (cause, strength))
        .filter(|(_, strength)| *strength != Strength::No)
        .collect();
    found.extend(asked);
    found
}

/// Causes that still stand in the way of forwarding.
pub fn open_must(order: &Order, ctx: &Context<'_>) -> Vec<InterviewCause> {
    if order.interview.state == InterviewState::Passed {
        return Vec::new();
    }
    causes(order, ctx)
        .into_iter()
        .filter(|(_, s)| *s == Strength::Must)
        .map(|(cause, _)| cause)
        .collect()
}

/// The interview, if there was one, lets the order go on.
pub(super) fn lets_forward(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    // The history tells, not the place in the queue: that is forgotten once the order went on.
    let came_back = || {
        let held = order.interview.held.last().map(|h| h.record.to);
        let back = |at: Instant| {
            order
                .changes
                .iter()
                .any(|c| c.transition == T::T05 && c.at > at)
        };
        held.is_some_and(back)
    };
    match order.interview.state {
        InterviewState::Passed => Ok(()),
        InterviewState::NeedsMaterials if came_back() => Ok(()),
        InterviewState::NeedsMaterials | InterviewState::NeedsVisit | InterviewState::Failed => {
            Err(Refusal::InterviewNotPassed)
        }
        InterviewState::NotNeeded
        | InterviewState::ToBook
        | InterviewState::Booked
        | InterviewState::Queued
        | InterviewState::InProgress
        | InterviewState::Missed
        | InterviewState::Unverified => {
            let causes = open_must(order, ctx);
            if causes.is_empty() {
                Ok(())
            } else {
                Err(Refusal::InterviewNeeded { causes })
            }
        }
    }
}

pub(super) fn require(
    deed: &mut Deed<'_>,
    causes: &BTreeSet<InterviewCause>,
    comment: Option<&str>,
) -> Result<(), Refusal> {
    if causes.is_empty() {
        return Err(Refusal::NothingPicked);
    }
    if deed.order.business == Business::TdEmerg {
        return Err(Refusal::WrongBusiness {
            business: deed.order.business,
        });
    }
    let comment = comment
        .map(|c| text::needed(TextOf::Comment, c, text::SHORT))
        .transpose()?;
    let transition = if comment.is_some() { T::T14 } else { T::T07 };
    if let Some(comment) = &comment {
        deed.did(What::SentBack {
            comment: comment.clone(),
        });
    }
    deed.did(What::InterviewRequired {
        causes: causes.clone(),
    });
    let minor = deed
        .order
        .form
        .is_minor(deed.order.age_day(deed.ctx.policy, deed.ctx.now));
    deed.moved_and_told(
        transition,
        Status::InterviewToBook,
        comment,
        Notice::N06 {
            with_guardian: minor,
        },
    );
    Ok(())
}

pub(super) fn return_to_review(deed: &mut Deed<'_>, reason: &str) -> Result<(), Refusal> {
    let reason = text::needed(TextOf::Reason, reason, text::SHORT)?;
    deed.moved(T::T26, Status::FirstReview, Some(reason));
    Ok(())
}

pub(super) fn record(deed: &mut Deed<'_>, record: &InterviewRecord) -> Result<(), Refusal> {
    let booked = deed.order.status == Status::InterviewBooked;
    if !booked && record.mode == InterviewMode::Video {
        return Err(Refusal::WrongInterviewMode);
    }
    if record.from > record.to || record.to > deed.ctx.now {
        return Err(Refusal::WrongMoment {
            from: record.from,
            to: deed.ctx.now,
        });
    }
    text::fits(
        TextOf::Note,
        record.remark.as_deref().unwrap_or_default(),
        text::LONG,
    )?;
    for note in record.lines.iter().filter_map(|line| line.note.as_deref()) {
        text::fits(TextOf::Note, note, text::SHORT)?;
    }
    if record.result == InterviewResult::Interrupted {
        return interrupted(deed, record, booked);
    }
    let least = deed.ctx.policy.interview.min_screenshots;
    evidence(record, least)?;
    let asked = crate::checklist::checklist(deed.order, record.mode, deed.ctx);
    let lines = crate::checklist::hold_to(&asked, &record.lines, record.result)?;
    let minor = deed
        .order
        .form
        .is_minor(deed.order.age_day(deed.ctx.policy, deed.ctx.now));
    let passing = record.result == InterviewResult::Passed;
    if minor && passing && !record.guardian_present {
        return Err(Refusal::GuardianNeeded);
    }
    let record = InterviewRecord {
        lines,
        ..record.clone()
    };
    held(deed, &record);
    let transition = if booked { T::T11 } else { T::T26 };
    let result: &str = record.result.into();
    deed.moved(transition, Status::FirstReview, Some(result.to_owned()));
    Ok(())
}

fn interrupted(deed: &mut Deed<'_>, record: &InterviewRecord, booked: bool) -> Result<(), Refusal> {
    held(deed, record);
    if booked {
        hall::without_strike(deed);
    }
    Ok(())
}

fn held(deed: &mut Deed<'_>, record: &InterviewRecord) {
    let held = HeldInterview {
        by: deed.ctx.actor.by(),
        record: record.clone(),
    };
    deed.did(What::InterviewHeld {
        held: Box::new(held),
    });
}

/// Video leaves screenshots; telephone, counter and paper leave the officer's signed record.
fn evidence(record: &InterviewRecord, least: u8) -> Result<(), Refusal> {
    let shots: &BTreeSet<FileId> = &record.screenshots;
    match record.mode {
        InterviewMode::Video if shots.len() < usize::from(least) => {
            Err(Refusal::ScreenshotNeeded { least })
        }
        InterviewMode::Telephone | InterviewMode::Counter | InterviewMode::Paper
            if !record.signed_record =>
        {
            Err(Refusal::SignedRecordNeeded)
        }
        InterviewMode::Video
        | InterviewMode::Telephone
        | InterviewMode::Counter
        | InterviewMode::Paper => Ok(()),
    }
}
