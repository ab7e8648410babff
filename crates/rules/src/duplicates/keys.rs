//! By what an order is found from another: each key is a kind and a value written in one way.
//!
//! Values are personal. Whoever stores them hashes them with a key of their own.

use super::traits::Traits;
use crate::order::Order;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// What a key is of.
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
pub enum KeyKind {
    /// 身份证号
    IdNumber,
    /// 原证件号, 新证件号
    Document,
    /// 姓名、出生日期、性别
    NameBirthSex,
    /// 拼音、出生日期
    PinyinBirth,
    /// 电话、出生日期
    PhoneBirth,
    /// 照片
    Photo,
    /// 父母、出生日期
    ParentsBirth,
}

/// One key.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LookupKey {
    /// Of what.
    pub kind: KeyKind,
    /// The value, to be hashed by whoever keeps it.
    pub value: String,
}

/// Every key an order is found by.
pub fn keys(order: &Order) -> Vec<LookupKey> {
    let traits = Traits::of(order);
    let born = |value: Option<String>| value.map(|v| format!("{v}|{}", traits.born));
    let sex = traits.sex.letter();
    let single = [
        (KeyKind::IdNumber, traits.id_number.clone()),
        (
            KeyKind::NameBirthSex,
            born(traits.name.clone()).map(|v| format!("{v}|{sex}")),
        ),
        (KeyKind::PinyinBirth, born(traits.pinyin.clone())),
        (KeyKind::PhoneBirth, born(traits.phone.clone())),
        (KeyKind::Photo, traits.photo.clone()),
        (KeyKind::ParentsBirth, born(traits.parents.clone())),
    ];
    let documents = traits
        .documents
        .iter()
        .map(|number| (KeyKind::Document, Some(number.clone())));
    single
        .into_iter()
        .chain(documents)
        .filter_map(|(kind, value)| {
            Some(LookupKey {
                kind,
                value: value?,
            })
        })
        .collect()
}

/// Whose key it is, is nobody's business in a log line.
impl fmt::Debug for LookupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LookupKey")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
