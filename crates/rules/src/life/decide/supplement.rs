//! 补充材料 (T04–T06): asking, uploading into the opened slots, by mail, overdue.

use super::{text, wording};
use crate::ids::FileId;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::reasons::{Pick, Refusing, RejectReason, SupplementReason};
use crate::life::refusal::{Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::materials::{self, Applied};
use crate::order::files::{FileSource, Judgement, OrderFile, Slot, Verdict};
use crate::order::form::Form;
use crate::order::reasons::MaterialReason;
use crate::order::review::SupplementAsked;
use crate::order::{Order, Status};
use crate::outgoing::WordsPlace;
use crate::values::instant::Day;
use std::collections::{BTreeMap, BTreeSet};

/// So many times the files a place takes may be taken away again: each stays in the order for the record.
const TAKEN_AWAY: usize = 30;

/// Largest image taken by upload.
pub(super) const UPLOAD_MAX: u64 = 5 * 1024 * 1024;

pub(super) fn ask(
    deed: &mut Deed<'_>,
    picks: &[Pick],
    slots: &BTreeSet<Slot>,
    due_days: Option<u16>,
    words: Option<&str>,
    comment: Option<&str>,
) -> Result<(), Refusal> {
    check_picks(picks, deed.ctx)?;
    if slots.is_empty() || slots.iter().any(|s| !s.is_known()) {
        return Err(Refusal::NothingPicked);
    }
    let words = words
        .map(|w| wording::own(w, WordsPlace::Paragraphs, deed.ctx))
        .transpose()?;
    let comment = comment
        .map(|c| text::needed(TextOf::Comment, c, text::SHORT))
        .transpose()?;
    let due = due_day(deed.ctx, due_days)?;
    let transition = if comment.is_some() { T::T14 } else { T::T04 };
    if let Some(comment) = &comment {
        deed.did(What::SentBack {
            comment: comment.clone(),
        });
    }
    let by = deed.ctx.officer()?;
    let asked = SupplementAsked {
        picks: picks.to_vec(),
        slots: slots.iter().copied().collect(),
        due,
        words: words.clone(),
        by,
        at: deed.ctx.now,
    };
    deed.did(What::SupplementAsked { asked });
    let notice = Notice::N03 {
        picks: picks.to_vec(),
        words,
        due,
    };
    deed.moved_and_told(transition, Status::Supplement, comment, notice);
    Ok(())
}

fn check_picks(picks: &[Pick], ctx: &Context<'_>) -> Result<(), Refusal> {
    if picks.is_empty() {
        return Err(Refusal::NothingPicked);
    }
    let mut seen = BTreeSet::new();
    for pick in picks {
        // Materials of others may be asked for again and again; everything else once.
        let again = matches!(
            pick.reason,
            SupplementReason::S28 | SupplementReason::S29 | SupplementReason::S30
        );
        if !seen.insert(pick.reason) && !again {
            return Err(Refusal::PickedTwice {
                reason: pick.reason.code().to_owned(),
            });
        }
        if pick.reason == SupplementReason::S01 && pick.photo.is_empty() {
            return Err(Refusal::NothingPicked);
        }
        wording::of_pick(pick, ctx)?;
    }
    Ok(())
}

fn due_day(ctx: &Context<'_>, days: Option<u16>) -> Result<Day, Refusal> {
    let rules = &ctx.policy.supplement;
    let days = days.unwrap_or(rules.due_days);
    let after = |n: u16| {
        ctx.today()
            .checked_add_days(chrono::Days::new(u64::from(n)))
            .unwrap_or(Day::MAX)
    };
    if days == 0 {
        return Err(Refusal::TooEarly { first: after(1) });
    }
    if days > rules.due_days_max {
        return Err(Refusal::TooLate {
            last: after(rules.due_days_max),
        });
    }
    Ok(after(days))
}

pub(super) fn extend(deed: &mut Deed<'_>, due: Day) -> Result<(), Refusal> {
    let Some(asked) = &deed.order.review.supplement else {
        return Err(Refusal::NothingPicked);
    };
    let last = due_day(deed.ctx, Some(deed.ctx.policy.supplement.due_days_max))?;
    let first = asked
        .due
        .succ_opt()
        .unwrap_or(Day::MAX)
        .max(deed.ctx.today());
    if due < first {
        return Err(Refusal::TooEarly { first });
    }
    if due > last {
        return Err(Refusal::TooLate { last });
    }
    let asked = SupplementAsked {
        due,
        ..asked.clone()
    };
    let notice = Notice::N03 {
        picks: asked.picks.clone(),
        words: asked.words.clone(),
        due,
    };
    deed.did(What::SupplementAsked { asked });
    deed.told(notice);
    Ok(())
}

fn slot_open(order: &Order, slot: Slot) -> bool {
    if order.status == Status::Draft {
        return slot.is_known() && slot != Slot::SUPPLEMENT;
    }
    let asked = order.review.supplement.as_ref();
    asked.is_some_and(|s| slot == Slot::SUPPLEMENT || s.slots.contains(&slot))
}

pub(super) fn add_file(deed: &mut Deed<'_>, file: &OrderFile) -> Result<(), Refusal> {
    if !slot_open(deed.order, file.slot) {
        return Err(Refusal::SlotNotOpen { slot: file.slot });
    }
    let source = if deed.order.status == Status::Draft {
        FileSource::App
    } else {
        FileSource::Online
    };
    if file.bytes > UPLOAD_MAX || !is_image(file) {
        return Err(Refusal::FileNotTaken { most: UPLOAD_MAX });
    }
    has_room(deed.order, file.slot, deed.ctx)?;
    take(deed, file, source, UPLOAD_MAX)
}

/// A place takes so many files; a new photo takes the place of the old one. What was handed in before a supplement
/// was asked for does not stand in its way, nor does what came by mail.
fn has_room(order: &Order, slot: Slot, ctx: &Context<'_>) -> Result<(), Refusal> {
    let most = materials::most_files(&Applied::of(order, ctx.policy, ctx.now), slot);
    let asked = order.review.supplement.as_ref().map(|asked| asked.at);
    let uploaded = order.files.values().filter(|file| {
        let own = matches!(file.source, FileSource::App | FileSource::Online);
        own && file.slot == slot && asked.is_none_or(|at| file.uploaded_at >= at)
    });
    let (away, here): (Vec<_>, Vec<_>) = uploaded.partition(|file| file.replaced);
    let places = usize::from(most);
    let full = here.len() >= places && slot != Slot::PHOTO;
    if full || away.len() >= TAKEN_AWAY * places {
        Err(Refusal::TooManyFiles { slot, most })
    } else {
        Ok(())
    }
}

fn is_image(file: &OrderFile) -> bool {
    matches!(file.mime.as_str(), "image/jpeg" | "image/png")
}

fn take(
    deed: &mut Deed<'_>,
    file: &OrderFile,
    source: FileSource,
    most: u64,
) -> Result<(), Refusal> {
    if deed.order.files.contains_key(&file.id) {
        return Err(Refusal::FileKnown {
            file: file.id.clone(),
        });
    }
    if file.bytes == 0 || file.name.chars().count() > 255 {
        return Err(Refusal::FileNotTaken { most });
    }
    let mut file = file.clone();
    file.source = source;
    file.uploaded_at = deed.ctx.now;
    file.judgement = None;
    file.replaced = false;
    deed.did(What::FileAdded {
        file: Box::new(file),
    });
    Ok(())
}

pub(super) fn remove_file(deed: &mut Deed<'_>, file: &FileId) -> Result<(), Refusal> {
    let found = deed.order.files.get(file).filter(|f| !f.replaced);
    let found = found.ok_or_else(|| Refusal::NoSuchFile { file: file.clone() })?;
    if !slot_open(deed.order, found.slot) {
        return Err(Refusal::SlotNotOpen { slot: found.slot });
    }
    deed.did(What::FileRemoved { file: file.clone() });
    Ok(())
}

/// Something came since it was asked for.
fn came_since(order: &Order) -> bool {
    let asked = order.review.supplement.as_ref().map(|s| s.at);
    order
        .files
        .values()
        .any(|f| !f.replaced && asked.is_some_and(|at| f.uploaded_at >= at))
}

pub(super) fn may_finish(order: &Order) -> Result<(), Refusal> {
    if came_since(order) {
        Ok(())
    } else {
        Err(Refusal::NothingUploaded)
    }
}

pub(super) fn finish(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    deed.did(What::SupplementReturned);
    deed.moved_and_told(T::T05, Status::FirstReview, None, Notice::N04);
    Ok(())
}

/// What comes by mail goes to 其他材料; what is too large or of another type is kept, and 不合格.
pub(super) fn attach_mail(deed: &mut Deed<'_>, files: &[OrderFile]) -> Result<(), Refusal> {
    let rules = &deed.ctx.policy.supplement;
    let most = rules.mail_attachment_max.saturating_sub(1);
    let new = not_known(deed.order, files);
    if new.is_empty() {
        return Err(Refusal::NothingUploaded);
    }
    let mut any_fit = false;
    for file in new {
        let mut file = file.clone();
        file.slot = Slot::OTHER;
        take(deed, &file, FileSource::Mail, most)?;
        match unfit(&file, most, rules.mail_pdf) {
            None => any_fit = true,
            Some(reason) => mark_unfit(deed, file.id, reason),
        }
    }
    if deed.order.status != Status::Supplement {
        return Ok(());
    }
    if any_fit {
        finish(deed)
    } else {
        deed.told(Notice::N04b);
        Ok(())
    }
}

/// Sent twice is kept once.
fn not_known<'f>(order: &Order, files: &'f [OrderFile]) -> Vec<&'f OrderFile> {
    let here = order.files.values().filter(|f| !f.replaced);
    let mut known: BTreeSet<&str> = here.map(|f| f.sha256.as_str()).collect();
    let mut new = Vec::new();
    for file in files {
        if known.insert(&file.sha256) {
            new.push(file);
        }
    }
    new
}

fn unfit(file: &OrderFile, most: u64, pdf: bool) -> Option<MaterialReason> {
    let taken = is_image(file) || (pdf && file.mime == "application/pdf");
    if !taken {
        Some(MaterialReason::WrongType)
    } else if file.bytes > most {
        Some(MaterialReason::TooLarge)
    } else {
        None
    }
}

fn mark_unfit(deed: &mut Deed<'_>, file: FileId, reason: MaterialReason) {
    let judgement = Judgement {
        verdict: Verdict::Unfit,
        photo: Vec::new(),
        material: vec![reason],
        by: deed.ctx.actor.by(),
        at: deed.ctx.now,
    };
    deed.did(What::FileJudged { file, judgement });
}

pub(super) fn may_correct(ctx: &Context<'_>) -> Result<(), Refusal> {
    if ctx.policy.supplement.allow_applicant_correction {
        Ok(())
    } else {
        Err(Refusal::SwitchedOff)
    }
}

pub(super) fn correct(deed: &mut Deed<'_>, form: &Form) -> Result<(), Refusal> {
    super::applicant::save(deed, form)
}

/// The last day of the supplement is over.
pub(super) fn is_overdue(order: &Order, ctx: &Context<'_>) -> bool {
    let asked = order.review.supplement.as_ref();
    order.status == Status::Supplement && asked.is_none_or(|asked| ctx.today() > asked.due)
}

pub(super) fn may_expire(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    if !ctx.policy.supplement.overdue_rejects {
        return Err(Refusal::SwitchedOff);
    }
    match &order.review.supplement {
        Some(asked) if ctx.today() <= asked.due => Err(Refusal::TooEarly {
            first: asked.due.succ_opt().unwrap_or(Day::MAX),
        }),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn expire(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let due = deed
        .order
        .review
        .supplement
        .as_ref()
        .map(|s| s.due.to_string())
        .unwrap_or_default();
    let refusing = Refusing {
        reason: RejectReason::R08,
        words: BTreeMap::from([("due".to_owned(), due)]),
    };
    super::review::end_refused(deed, T::T06, refusing, vec![deed.ctx.actor.by()]);
    Ok(())
}
