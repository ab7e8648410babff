//! From the draft to the post: form, submission, payment (T01–T03, T25).

use crate::business::{Business, Module};
use crate::life::account;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::{FormPart, Refusal};
use crate::life::transition::TransitionId as T;
use crate::materials::{self, Applied};
use crate::order::files::Slot;
use crate::order::form::{FaceCheck, Form, Signer};
use crate::order::originals::OldDocumentState;
use crate::order::payment::{PaymentMode, Receipt};
use crate::order::{Order, Status};
use crate::post::policy::{PickupMode, SubmitMode};
use crate::retention::{self, Erased};
use std::collections::BTreeSet;

pub(super) fn save(deed: &mut Deed<'_>, form: &Form) -> Result<(), Refusal> {
    super::typed::check_texts(form)?;
    deed.did(What::FormFilled {
        form: Box::new(form.clone()),
    });
    let due = crate::fees::fee_of(deed.order.business, form, deed.ctx.policy).total();
    if due != deed.order.payment.due {
        super::money::set_fee(deed, due);
    }
    Ok(())
}

/// Only a minor's first application may be verified by the guardian's face; everybody else shows their own.
pub(super) fn face_check(deed: &mut Deed<'_>, result: FaceCheck) -> Result<(), Refusal> {
    if result == FaceCheck::GuardianPassed {
        guardian_may_stand_in(deed.order, deed.ctx)?;
    }
    deed.did(What::FaceChecked { result });
    Ok(())
}

fn guardian_may_stand_in(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    if order.business.is_first_issue() && order.form.is_minor(ctx.today()) {
        Ok(())
    } else {
        Err(Refusal::OwnFaceNeeded)
    }
}

pub(super) fn may_submit(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    taken_here(order, ctx)?;
    if let Some(until) = account::order_ban(ctx.facts, &ctx.policy.cancellation, ctx.now) {
        return Err(Refusal::OrderBan { until });
    }
    if let Some(no) = &ctx.facts.open_order {
        return Err(Refusal::OpenOrderExists { no: no.clone() });
    }
    once_a_year(order, ctx)?;
    complete(order)?;
    signed_rightly(order, ctx)?;
    materials_uploaded(order, ctx)?;
    face_checked(order, ctx)
}

fn taken_here(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let policy = ctx.policy;
    if !policy.scope.businesses.contains(&order.business) {
        return Err(Refusal::BusinessNotTaken {
            business: order.business,
        });
    }
    if order.form.applicant.hkmotw && !policy.scope.hkmotw {
        return Err(Refusal::HkmotwNotTaken);
    }
    if !order.own_district && !policy.scope.cross_district {
        return Err(Refusal::OtherDistrict);
    }
    if order.business == Business::Pension {
        return Ok(());
    }
    modes_offered(&order.form, order.business, ctx)
}

fn modes_offered(form: &Form, business: Business, ctx: &Context<'_>) -> Result<(), Refusal> {
    let emergency = business == Business::TdEmerg;
    let hand_over = &ctx.policy.hand_over;
    let offered = if emergency {
        &hand_over.emergency_modes
    } else {
        &hand_over.modes
    };
    if !offered.contains(&form.pickup.mode) {
        return Err(Refusal::PickupModeNotOffered {
            mode: form.pickup.mode,
        });
    }
    let brought = form.pickup.mode != PickupMode::Mail && hand_over.old_document_at_pickup;
    let submits_nothing = emergency || (brought && form.submit == SubmitMode::InPerson);
    if !submits_nothing && !ctx.policy.mail_in.modes.contains(&form.submit) {
        return Err(Refusal::SubmitModeNotOffered { mode: form.submit });
    }
    Ok(())
}

/// 养老金资格认证 is done once a calendar year.
fn once_a_year(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let pension = order.business == Business::Pension;
    if pension && crate::pension::filed_this_year(&ctx.facts.pensions, ctx.now, ctx.policy) {
        let year = crate::pension::year_of(ctx.now, ctx.policy);
        return Err(Refusal::PensionThisYear { year });
    }
    Ok(())
}

fn complete(order: &Order) -> Result<(), Refusal> {
    let parts = missing_parts(order);
    if parts.is_empty() {
        Ok(())
    } else {
        Err(Refusal::FormIncomplete { parts })
    }
}

fn missing_parts(order: &Order) -> Vec<FormPart> {
    let form = &order.form;
    let business = order.business;
    let name = &form.applicant.name;
    let pension = business == Business::Pension;
    let emergency = business == Business::TdEmerg;
    let holds_one = matches!(
        business,
        Business::PpRenew
            | Business::PpReissue
            | Business::PpNote
            | Business::TdRenew
            | Business::TdReissue
    );
    let wanted = [
        (
            FormPart::Name,
            name.surname_zh.trim().is_empty() && name.given_zh.trim().is_empty(),
        ),
        (FormPart::Statement, !pension && form.statement.is_none()),
        (FormPart::Signature, !pension && form.signature.is_none()),
        (FormPart::Photo, !pension && order.photo().is_none()),
        (FormPart::FaceCheck, order.face_check == FaceCheck::NotDone),
        (
            FormPart::OldDocument,
            holds_one && form.old_document.is_none(),
        ),
        (
            FormPart::Annotations,
            business == Business::PpNote && form.annotations.is_empty(),
        ),
        (
            FormPart::PickupSlot,
            emergency && form.pickup.slot.is_none(),
        ),
        (
            FormPart::Proxy,
            form.pickup.mode == PickupMode::Proxy && form.pickup.proxy.is_none(),
        ),
    ];
    wanted
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(part, _)| part)
        .collect()
}

/// From ten years on the applicant signs; below sixteen a parent signs the statement.
fn signed_rightly(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let form = &order.form;
    let age = form.age_class(ctx.today());
    let own = form
        .signature
        .as_ref()
        .is_some_and(|s| s.signer == Signer::Applicant);
    if age.signs_personally() && form.signature.is_some() && !own {
        return Err(Refusal::OwnSignatureNeeded);
    }
    let alone = form
        .statement
        .as_ref()
        .is_some_and(|s| s.signer == Signer::Applicant);
    if age.is_minor() && alone {
        return Err(Refusal::GuardianSignatureNeeded);
    }
    let text = form.statement.as_ref().and_then(|s| s.text.as_ref());
    let known = &ctx.facts.statements;
    let outdated = text.is_some_and(|text| !known.contains(&text.version));
    if outdated && !known.is_empty() {
        return Err(Refusal::StatementOutdated);
    }
    Ok(())
}

fn materials_uploaded(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let open: Vec<Slot> = needed_slots(order, ctx)
        .filter(|s| order.current_files(*s).next().is_none())
        .collect();
    if open.is_empty() {
        Ok(())
    } else {
        Err(Refusal::MaterialMissing { slots: open })
    }
}

/// Materials this order cannot do without.
pub(super) fn needed_slots(order: &Order, ctx: &Context<'_>) -> impl Iterator<Item = Slot> {
    materials::mandatory_files(&Applied::of(order, ctx.policy, ctx.now)).into_iter()
}

/// 护照旅行证 may skip the face check and be interviewed; 应急 and 养老金 may not.
fn face_checked(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    // The form may have changed since the guardian was verified.
    if order.face_check == FaceCheck::GuardianPassed {
        guardian_may_stand_in(order, ctx)?;
    }
    match order.business.module() {
        Module::Passport => Ok(()),
        Module::Emergency | Module::Pension if order.face_check.is_passed() => Ok(()),
        Module::Emergency | Module::Pension => Err(Refusal::FaceCheckNeeded),
    }
}

pub(super) fn submit(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let order = deed.order;
    let old_document = if order.form.old_booklet_is_missing() {
        OldDocumentState::Lost
    } else if order.form.holds_old_booklet() {
        OldDocumentState::Awaited
    } else {
        OldDocumentState::None
    };
    let pension = order.business == Business::Pension;
    let minutes = i64::from(deed.ctx.policy.payment.countdown_minutes);
    let until = (!pension).then(|| deed.ctx.now.plus_minutes(minutes));
    deed.did(What::Submitted {
        old_document,
        until,
    });
    if pension {
        deed.moved_and_told(T::T25, Status::PensionProcessing, None, Notice::N18);
    } else {
        deed.moved(T::T01, Status::PendingPayment, None);
    }
    Ok(())
}

pub(super) fn in_countdown(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let over = order.payment.until.is_some_and(|until| ctx.now >= until);
    if over {
        Err(Refusal::PaymentTimeOver)
    } else {
        Ok(())
    }
}

pub(super) fn countdown_over(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    match order.payment.until {
        Some(until) if ctx.now < until => Err(Refusal::PaymentTimeRuns { until }),
        Some(_) | None => Ok(()),
    }
}

/// What may no longer be kept; what it showed was decided long ago.
pub(super) fn erase(deed: &mut Deed<'_>, erased: &Erased) -> Result<(), Refusal> {
    let due = retention::due(deed.order, deed.ctx.policy, deed.ctx.now);
    let files = due
        .into_iter()
        .filter(|erasure| erasure.what == *erased)
        .flat_map(|erasure| erasure.files)
        .collect::<BTreeSet<_>>();
    if files.is_empty() {
        return Err(Refusal::NothingToErase);
    }
    deed.did(What::FilesErased {
        erased: erased.clone(),
        files,
    });
    Ok(())
}

fn to_first_review(deed: &mut Deed<'_>) {
    let wait_days = crate::queue::waiting_days(
        deed.ctx.facts.queue_ahead,
        deed.order.business,
        deed.ctx.policy,
    );
    deed.moved_and_told(T::T02, Status::FirstReview, None, Notice::N01 { wait_days });
}

pub(super) fn choose_payment(deed: &mut Deed<'_>, mode: PaymentMode) -> Result<(), Refusal> {
    let kinds = &deed.ctx.policy.payment.kinds;
    let offered = match mode {
        PaymentMode::Online => kinds.iter().any(|k| k.is_online()),
        PaymentMode::Offline => kinds.iter().any(|k| !k.is_online()),
    };
    if !offered {
        return Err(Refusal::PaymentModeNotOffered);
    }
    deed.did(What::PaymentChosen { mode });
    let free = deed.order.payment.due.minor == 0;
    match mode {
        // Online the order waits for the money, if there is any to wait for; off line it goes on at once.
        PaymentMode::Online if !free => {}
        PaymentMode::Online | PaymentMode::Offline => to_first_review(deed),
    }
    Ok(())
}

pub(super) fn confirm_online(deed: &mut Deed<'_>, receipt: &Receipt) -> Result<(), Refusal> {
    if !receipt.kind.is_online() {
        return Err(Refusal::PaymentKindNotTaken { kind: receipt.kind });
    }
    crate::fees::check_receipt(deed.order, receipt, deed.ctx.policy)?;
    if deed.order.status != Status::PendingPayment {
        return super::money::late(deed, receipt);
    }
    if in_countdown(deed.order, deed.ctx).is_err() {
        super::money::late(deed, receipt)?;
        return expire(deed);
    }
    let due = deed.order.payment.due;
    if receipt.amount.minor < due.minor {
        return Err(Refusal::AmountWrong { due });
    }
    if deed.order.payment.mode != Some(PaymentMode::Online) {
        deed.did(What::PaymentChosen {
            mode: PaymentMode::Online,
        });
    }
    let mut receipt = receipt.clone();
    receipt.state = crate::order::payment::ReceiptState::Cleared;
    receipt.by = deed.ctx.actor.by();
    receipt.at = deed.ctx.now;
    deed.did(What::PaymentBooked { receipt });
    to_first_review(deed);
    Ok(())
}

pub(super) fn expire(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    deed.moved_and_told(T::T03, Status::Expired, None, Notice::N02);
    Ok(())
}

pub(super) fn pension_answer(deed: &mut Deed<'_>, ok: bool) -> Result<(), Refusal> {
    let to = if ok {
        Status::PensionOk
    } else {
        Status::PensionFail
    };
    deed.moved(T::T25, to, None);
    Ok(())
}
