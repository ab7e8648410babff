//! Two orders side by side: the fields in which they are not alike.

use crate::order::Order;
use crate::order::form::Kinship;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoEnumIterator, IntoStaticStr};

/// A field that is shown side by side.
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
pub enum SideField {
    /// 馆
    Post,
    /// 业务
    Business,
    /// 中文姓名
    NameZh,
    /// 拼音
    NameLatin,
    /// 性别
    Sex,
    /// 出生日期
    Born,
    /// 出生地点
    Birthplace,
    /// 身份证号
    IdNumber,
    /// 原证件号
    OldDocument,
    /// 新证件号
    Issued,
    /// 电话
    Phone,
    /// 境外住址
    AddressAbroad,
    /// 父亲
    Father,
    /// 母亲
    Mother,
    /// 证件照
    Photo,
}

/// One field with both values; what an order does not have is none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// Which.
    pub field: SideField,
    /// This order's.
    pub this: Option<String>,
    /// The other's.
    pub other: Option<String>,
}

/// What differs, in the order it is shown.
pub fn differing(this: &Order, other: &Order) -> Vec<Differing> {
    SideField::iter()
        .map(|field| Differing {
            field,
            this: value(this, field),
            other: value(other, field),
        })
        .filter(|pair| pair.this != pair.other)
        .collect()
}

fn value(order: &Order, field: SideField) -> Option<String> {
    let applicant = &order.form.applicant;
    let relative = |kinship| {
        let found = order.form.relatives.iter().find(|r| r.kinship == kinship);
        found.map(|r| r.name.clone())
    };
    match field {
        SideField::Post => Some(order.post.to_string()),
        SideField::Business => Some(order.business.code().to_owned()),
        SideField::NameZh => Some(applicant.name.zh()),
        SideField::NameLatin => Some(applicant.name.latin()),
        SideField::Sex => Some(applicant.sex.letter().to_string()),
        SideField::Born => Some(applicant.born.to_string()),
        SideField::Birthplace => Some(applicant.birthplace.clone()),
        SideField::IdNumber => applicant.id_number.clone(),
        SideField::OldDocument => order.form.old_document.as_ref().map(|d| d.number.clone()),
        SideField::Issued => order.making.made.as_ref().map(|m| m.number.clone()),
        SideField::Phone => Some(applicant.phone.clone()),
        SideField::AddressAbroad => Some(applicant.address_abroad.clone()),
        SideField::Father => relative(Kinship::Father),
        SideField::Mother => relative(Kinship::Mother),
        SideField::Photo => order.photo().map(|photo| photo.sha256.clone()),
    }
}

/// Whose values they are is nobody's business in a log line.
impl fmt::Debug for Differing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Differing")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}
