//! First review: verdicts, answers, hits, forwarding (T12), refusing (T15, T06).

use super::{applicant, interview, second, supplement, text, wording};
use crate::checks::{self, Check};
use crate::ids::FileId;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::reasons::{MaterialOrPhoto, Refusing, RejectReason};
use crate::life::refusal::{Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::files::{Judgement, OrderFile, Slot, Verdict};
use crate::order::interview::Answer;
use crate::order::review::{
    CheckAnswer, DuplicateHit, HitLevel, HitResolution, ProposalKind, SettledHit,
};
use crate::order::{Order, Status};
use crate::people::{By, Role};
use crate::post::policy::OnsiteAfter;
use std::collections::BTreeSet;

pub(super) fn judge(
    deed: &mut Deed<'_>,
    id: &FileId,
    reasons: &[MaterialOrPhoto],
) -> Result<(), Refusal> {
    let file = deed.order.files.get(id).filter(|f| !f.replaced);
    let file = file.ok_or_else(|| Refusal::NoSuchFile { file: id.clone() })?;
    let (mut photo, mut material) = (BTreeSet::new(), BTreeSet::new());
    for reason in reasons {
        match reason {
            MaterialOrPhoto::Photo(reason) => photo.insert(*reason),
            MaterialOrPhoto::Material(reason) => material.insert(*reason),
        };
    }
    // PH reasons are for photos alone.
    if let Some(wrong) = photo.first().filter(|_| file.slot != Slot::PHOTO) {
        return Err(Refusal::WrongReason {
            reason: wrong.code().to_owned(),
        });
    }
    let verdict = if reasons.is_empty() {
        Verdict::Fit
    } else {
        Verdict::Unfit
    };
    let judgement = Judgement {
        verdict,
        photo: photo.into_iter().collect(),
        material: material.into_iter().collect(),
        by: deed.ctx.actor.by(),
        at: deed.ctx.now,
    };
    deed.did(What::FileJudged {
        file: id.clone(),
        judgement,
    });
    Ok(())
}

pub(super) fn answer(
    deed: &mut Deed<'_>,
    check: Check,
    answer: Answer,
    note: Option<&str>,
) -> Result<(), Refusal> {
    let note = note
        .map(|n| text::needed(TextOf::Note, n, text::SHORT))
        .transpose()?;
    // What the program found wrong may be explained, not passed over.
    if answer != Answer::Problem && note.is_none() && is_found_wrong(deed, check) {
        return Err(Refusal::TextNeeded { text: TextOf::Note });
    }
    let answer = CheckAnswer {
        answer,
        note,
        by: deed.ctx.officer()?,
        at: deed.ctx.now,
    };
    deed.did(What::CheckAnswered { check, answer });
    Ok(())
}

fn is_found_wrong(deed: &Deed<'_>, check: Check) -> bool {
    checks::line(check, deed.order, deed.ctx)
        .and_then(|line| line.finding)
        .is_some_and(|found| found.verdict == checks::Verdict::Problem)
}

/// Hits looked up now and not settled.
pub fn open_hits<'a>(
    order: &'a Order,
    ctx: &'a Context<'_>,
) -> impl Iterator<Item = &'a DuplicateHit> {
    ctx.facts
        .hits
        .iter()
        .filter(|hit| !order.review.hits.contains_key(&hit.key))
}

pub(super) fn has_hits(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let any = !ctx.facts.hits.is_empty() || !order.review.hits.is_empty();
    if any { Ok(()) } else { Err(Refusal::NoSuchHit) }
}

pub(super) fn settle_hit(
    deed: &mut Deed<'_>,
    key: &str,
    resolution: HitResolution,
    reason: &str,
) -> Result<(), Refusal> {
    let reason = text::needed(TextOf::Reason, reason, text::SHORT)?;
    let looked_up = deed.ctx.facts.hits.iter().find(|h| h.key == key);
    let settled = deed.order.review.hits.get(key).map(|s| &s.hit);
    let hit = looked_up.or(settled).ok_or(Refusal::NoSuchHit)?.clone();
    let settled = SettledHit {
        hit,
        resolution,
        reason,
        by: deed.ctx.officer()?,
        at: deed.ctx.now,
    };
    deed.did(What::HitSettled { settled });
    Ok(())
}

/// No hit stands open, and none says this order is the one to go.
pub(super) fn hits_settled(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let open: Vec<HitLevel> = open_hits(order, ctx).map(|h| h.level).collect();
    if let Some(level) = open.iter().min() {
        let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
        return Err(Refusal::HitsOpen {
            count,
            level: *level,
        });
    }
    not_the_one_to_go(order)
}

/// No hit was settled as the same person with this order to be refused.
pub(super) fn not_the_one_to_go(order: &Order) -> Result<(), Refusal> {
    let to_go = order
        .review
        .hits
        .values()
        .any(|h| h.resolution == HitResolution::SameRejectThis);
    if to_go {
        Err(Refusal::DuplicateOfOther)
    } else {
        Ok(())
    }
}

pub(super) fn may_forward(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    if order.business == crate::business::Business::TdEmerg {
        return Err(Refusal::ProposalNeeded {
            kind: ProposalKind::Emergency,
        });
    }
    materials_fit(order, ctx)?;
    checks_answered(order, ctx)?;
    hits_settled(order, ctx)?;
    interview::lets_forward(order, ctx)
}

/// Mandatory materials are there, the photo is 合格, nothing is 不合格.
pub(super) fn materials_fit(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let missing: Vec<Slot> = applicant::needed_slots(order, ctx)
        .filter(|s| order.current_files(*s).next().is_none())
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::MaterialMissing { slots: missing });
    }
    let fit = |f: &OrderFile| {
        f.judgement
            .as_ref()
            .is_some_and(|j| j.verdict == Verdict::Fit)
    };
    if !order.photo().is_some_and(fit) {
        return Err(Refusal::PhotoNotFit);
    }
    let unfit: Vec<FileId> = order
        .files
        .values()
        .filter(|f| !f.replaced && f.slot != Slot::PHOTO)
        .filter(|f| {
            f.judgement
                .as_ref()
                .is_some_and(|j| j.verdict == Verdict::Unfit)
        })
        .map(|f| f.id.clone())
        .collect();
    if unfit.is_empty() {
        Ok(())
    } else {
        Err(Refusal::FilesUnfit { files: unfit })
    }
}

pub(super) fn checks_answered(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let answers = &order.review.checks;
    let open: Vec<Check> = checks::to_answer(order, ctx)
        .into_iter()
        .filter(|c| !answers.contains_key(c))
        .collect();
    if !open.is_empty() {
        return Err(Refusal::ChecksOpen { checks: open });
    }
    let failed: Vec<Check> = answers
        .iter()
        .filter(|(_, a)| a.answer == Answer::Problem)
        .map(|(c, _)| *c)
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ChecksFailed { checks: failed })
    }
}

pub(super) fn forward(deed: &mut Deed<'_>, looked_at: &BTreeSet<FileId>) -> Result<(), Refusal> {
    let order = deed.order;
    let unseen: Vec<FileId> = applicant::needed_slots(order, deed.ctx)
        .flat_map(|slot| order.current_files(slot))
        .filter(|f| !looked_at.contains(&f.id))
        .map(|f| f.id.clone())
        .collect();
    if !unseen.is_empty() {
        return Err(Refusal::NotLookedAt { files: unseen });
    }
    let by = deed.ctx.officer()?;
    deed.did(What::Forwarded { by });
    let visits_first = deed
        .ctx
        .policy
        .onsite
        .as_ref()
        .filter(|o| o.after == OnsiteAfter::FirstReview && !order.was_visited());
    if let Some(onsite) = visits_first {
        let notice = crate::life::notices::visit(order, onsite, deed.ctx);
        deed.moved_and_told(T::T24, Status::OnsiteToBook, None, notice);
    } else {
        let notice = crate::life::notices::second_review(order, deed.ctx);
        deed.moved_and_told(T::T12, Status::SecondReview, None, notice);
    }
    Ok(())
}

/// A reason fits the moment it is given in, and says something.
pub(super) fn check_refusing(
    order: &Order,
    refusing: &Refusing,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let reason = refusing.reason;
    let wrong = || Refusal::WrongReason {
        reason: reason.code().to_owned(),
    };
    let emergency = order.business == crate::business::Business::TdEmerg;
    let out_of_place = [
        (RejectReason::R06, !emergency),
        (RejectReason::R08, !supplement::is_overdue(order, ctx)),
        (RejectReason::R09, order.review.supplements == 0),
        (RejectReason::R10, order.interview.held.is_empty()),
        (RejectReason::R11, order.interview.causes.is_empty()),
    ];
    if out_of_place.contains(&(reason, true)) {
        return Err(wrong());
    }
    if order.status == Status::Supplement
        && !matches!(reason, RejectReason::R08 | RejectReason::R09)
    {
        return Err(wrong());
    }
    if reason == RejectReason::R04 && order.review.kept_instead.is_none() {
        return Err(Refusal::KeptOrderUnknown);
    }
    wording::of_refusing(refusing, ctx)
}

/// Refusing in second review is second review: another person's, and a second reviewer's.
pub(super) fn may_reject(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    if order.status != Status::SecondReview {
        return Ok(());
    }
    let roles = [Role::SecondReviewer, Role::Supervisor];
    if !ctx.has_any(&roles) {
        return Err(Refusal::RoleNeeded {
            roles: roles.to_vec(),
        });
    }
    second::other_person(order, ctx)
}

pub(super) fn reject(deed: &mut Deed<'_>, refusing: &Refusing) -> Result<(), Refusal> {
    check_refusing(deed.order, refusing, deed.ctx)?;
    if refusing.reason.is_legal() && deed.ctx.policy.review.two_people_for_legal_refusals {
        return Err(Refusal::ProposalNeeded {
            kind: ProposalKind::Reject,
        });
    }
    let by = vec![deed.ctx.actor.by()];
    let transition = if deed.order.status == Status::Supplement {
        T::T06
    } else {
        T::T15
    };
    end_refused(deed, transition, refusing.clone(), by);
    Ok(())
}

/// A duplicate's applicant is told which order is kept, by its post and the end of its number alone.
fn name_the_kept(order: &Order, refusing: &mut Refusing) {
    let kept = order.review.kept_instead.as_ref();
    if let Some(kept) = kept.filter(|_| refusing.reason == RejectReason::R04) {
        let words = &mut refusing.words;
        words.insert("post".to_owned(), kept.post.to_string());
        words.insert("tail".to_owned(), kept.tail.clone());
    }
}

/// The order ends refused, and the applicant is told why.
pub(super) fn end_refused(deed: &mut Deed<'_>, transition: T, mut refusing: Refusing, by: Vec<By>) {
    name_the_kept(deed.order, &mut refusing);
    let code = refusing.reason.code().to_owned();
    let notice = Notice::N05 {
        refusing: refusing.clone(),
    };
    deed.did(What::Refused { refusing, by });
    deed.moved_and_told(transition, Status::Rejected, Some(code), notice);
}
