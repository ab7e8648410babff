//! 疑似重复: is this person at a post already?
//!
//! Orders are found by keys (what two orders of one person would have alike), compared side by side, and
//! shown as hits an officer settles. Nothing here decides that two people are one.

mod differing;
mod keys;
mod traits;

pub use differing::{Differing, SideField, differing};
pub use keys::{KeyKind, LookupKey, keys};

use crate::business::Business;
use crate::ids::PostCode;
use crate::order::form::OldDocumentFate;
use crate::order::review::{DuplicateHit, HitLevel};
use crate::order::{Order, Status};
use crate::values::instant::Day;
use chrono::Months;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use strum::{EnumIter, IntoStaticStr};
use traits::Traits;

/// What two orders have alike.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Ground {
    /// 身份证号相同
    IdNumber,
    /// 原证件号相同
    OldDocument,
    /// 姓名、出生日期、性别相同
    NameBirthSex,
    /// 拼音、出生日期相同
    PinyinBirth,
    /// 电话、出生日期相同
    PhoneBirth,
    /// 照片相同
    Photo,
    /// 父母、出生日期相同
    ParentsBirth,
    /// 名下另有在有效期内的证件
    ValidDocument,
    /// 所持证件已报失
    ReportedLost,
}

impl Ground {
    /// How sure it makes, in an order not ended.
    fn level(self) -> HitLevel {
        match self {
            Self::IdNumber | Self::OldDocument => HitLevel::A,
            Self::NameBirthSex | Self::ValidDocument | Self::ReportedLost => HitLevel::B,
            Self::PinyinBirth | Self::PhoneBirth | Self::Photo | Self::ParentsBirth => HitLevel::C,
        }
    }
}

/// A pair that may be one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// How sure.
    pub level: HitLevel,
    /// Why.
    pub grounds: BTreeSet<Ground>,
    /// What differs, side by side.
    pub differs: Vec<Differing>,
}

/// An earlier order of the same applicant that came to nothing: worth knowing, and no hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its post.
    pub post: PostCode,
    /// The last digits of its number.
    pub tail: String,
    /// What was applied for.
    pub business: Business,
    /// How it ended.
    pub status: Status,
    /// Why it is taken for the same applicant's.
    pub grounds: BTreeSet<Ground>,
}

/// A booklet reported lost: found again it may not be used.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostDocument {
    /// Its number.
    pub number: String,
    /// The post of the order it was reported with.
    pub post: PostCode,
    /// The last digits of that order's number.
    pub tail: String,
}

/// The day it is, and how far back issued documents count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looking {
    /// Today, at the post.
    pub today: Day,
    /// Documents issued in so many years are looked at.
    pub issued_years: u32,
}

impl Looking {
    /// As far back as any passport is valid.
    pub fn on(today: Day) -> Self {
        Self {
            today,
            issued_years: 10,
        }
    }
}

/// Compares two orders; none where nothing is alike, or the other came to nothing.
pub fn compare(order: &Order, other: &Order, looking: Looking) -> Option<Match> {
    if order.no == other.no || !of_one_kind(order.business, other.business) {
        return None;
    }
    let mut grounds = Traits::of(order).alike(&Traits::of(other));
    match standing(other) {
        Standing::Open => {}
        Standing::Issued if holds_another(order, other, looking) => {
            grounds.insert(Ground::ValidDocument);
        }
        Standing::Issued | Standing::CameToNothing => return None,
    }
    let surest = grounds
        .iter()
        .filter(|ground| **ground != Ground::ValidDocument)
        .map(|ground| ground.level())
        .min()?;
    // Only an order that is not ended makes level A.
    let level = if other.status.is_terminal() {
        surest.max(HitLevel::B)
    } else {
        surest
    };
    Some(Match {
        level,
        grounds,
        differs: differing(order, other),
    })
}

/// The hits among orders found by the keys, the surest first.
pub fn hits<'o>(
    order: &Order,
    found: impl IntoIterator<Item = &'o Order>,
    looking: Looking,
) -> Vec<DuplicateHit> {
    let mut hits: Vec<DuplicateHit> = found
        .into_iter()
        .filter_map(|other| {
            let level = compare(order, other, looking)?.level;
            Some(hit(level, &other.post, other.no.tail()))
        })
        .collect();
    hits.sort_by(|a, b| (a.level, &a.key).cmp(&(b.level, &b.key)));
    hits.dedup_by(|a, b| a.key == b.key);
    hits
}

/// The hits on the list of lost documents: somebody holds what was reported lost.
pub fn lost_hits(order: &Order, list: &[LostDocument]) -> Vec<DuplicateHit> {
    let held = order
        .form
        .old_document
        .as_ref()
        .filter(|old| match old.fate {
            OldDocumentFate::Held | OldDocumentFate::Damaged => true,
            OldDocumentFate::Lost | OldDocumentFate::Stolen => false,
        });
    let Some(number) = held.and_then(|old| traits::document(&old.number)) else {
        return Vec::new();
    };
    list.iter()
        .filter(|lost| traits::document(&lost.number).as_ref() == Some(&number))
        .filter(|lost| lost.post != order.post || lost.tail != order.no.tail())
        .map(|lost| hit(Ground::ReportedLost.level(), &lost.post, &lost.tail))
        .collect()
}

/// Earlier orders of the same applicant that were refused, taken back or never paid.
pub fn history<'o>(order: &Order, found: impl IntoIterator<Item = &'o Order>) -> Vec<Earlier> {
    let own = Traits::of(order);
    found
        .into_iter()
        .filter(|other| other.no != order.no && standing(other) == Standing::CameToNothing)
        .filter_map(|other| {
            let grounds = own.alike(&Traits::of(other));
            let sure = grounds.iter().any(|ground| ground.level() < HitLevel::C);
            sure.then(|| Earlier {
                post: other.post.clone(),
                tail: other.no.tail().to_owned(),
                business: other.business,
                status: other.status,
                grounds,
            })
        })
        .collect()
}

/// The same hit keeps its key; one that has become surer is another, and has to be settled anew.
fn hit(level: HitLevel, post: &PostCode, tail: &str) -> DuplicateHit {
    let code: &str = level.into();
    DuplicateHit {
        key: format!("{post}-{tail}-{code}"),
        level,
        post: post.clone(),
        tail: tail.to_owned(),
    }
}

/// A pension has nothing to do with a booklet.
pub fn of_one_kind(one: Business, other: Business) -> bool {
    (one == Business::Pension) == (other == Business::Pension)
}

#[derive(PartialEq, Eq)]
enum Standing {
    Open,
    Issued,
    CameToNothing,
}

fn standing(order: &Order) -> Standing {
    match order.status {
        // Nobody but its applicant sees a draft.
        Status::Draft
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionOk
        | Status::PensionFail => Standing::CameToNothing,
        Status::Done => Standing::Issued,
        Status::PendingPayment
        | Status::FirstReview
        | Status::Supplement
        | Status::InterviewToBook
        | Status::InterviewBooked
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToCollect
        | Status::ToMail
        | Status::PensionProcessing => Standing::Open,
    }
}

/// 不能向同一申请人颁发两本以上有效护照: the other order issued a booklet of the kind this one makes, which is
/// still valid and is not the one this order replaces.
fn holds_another(order: &Order, other: &Order, looking: Looking) -> bool {
    let Some(made) = &other.making.made else {
        return false;
    };
    let same_kind = order.business.booklet() == other.business.booklet();
    let first = looking
        .today
        .checked_sub_months(Months::new(looking.issued_years.saturating_mul(12)));
    let recent = first.is_none_or(|first| made.issued >= first);
    let old = order.form.old_document.as_ref();
    let replaced = old.and_then(|old| traits::document(&old.number));
    same_kind
        && recent
        && made.expires >= looking.today
        && replaced != traits::document(&made.number)
}

/// Whose booklet it was is nobody's business in a log line.
impl fmt::Debug for LostDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LostDocument").finish_non_exhaustive()
    }
}
