//! The materials matrix of the guides: 24 rows, nine columns.

use super::condition::Condition::{
    self, AddressAsked, Annotated, EarlyRenewal, ForeignName, HkMoTw, LongExpired, Minor,
    NewAnnotation, NoOldDocument, OldDocumentGone, OtherGuardian, PoliceReportAsked, PresenceAsked,
    ResidenceAsked, Supplementing, UrgentOtherwise,
};
use crate::business::Business;
use crate::order::files::Slot;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// A column: what kind of application it is.
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
pub enum Column {
    /// 换发护照
    PassportRenewal,
    /// 补发护照
    PassportReissue,
    /// 颁发护照 成人; also an adult's first 旅行证
    FirstPassport,
    /// 加注
    Annotation,
    /// 旅行证换发
    TravelDocumentRenewal,
    /// 旅行证补发
    TravelDocumentReissue,
    /// 港澳台旅行证
    HongKongMacaoTaiwan,
    /// 未成年首次
    MinorFirst,
    /// 应急
    Emergency,
}

impl Column {
    /// The column of an application; none for a pension.
    pub fn of(business: Business, hkmotw: bool, minor: bool) -> Option<Self> {
        Some(match business {
            Business::TdNew | Business::TdRenew if hkmotw => Self::HongKongMacaoTaiwan,
            Business::PpNew | Business::TdNew if minor => Self::MinorFirst,
            Business::PpNew | Business::TdNew => Self::FirstPassport,
            Business::PpRenew => Self::PassportRenewal,
            Business::PpReissue => Self::PassportReissue,
            Business::PpNote => Self::Annotation,
            Business::TdRenew => Self::TravelDocumentRenewal,
            Business::TdReissue => Self::TravelDocumentReissue,
            Business::TdEmerg => Self::Emergency,
            Business::Pension => return None,
        })
    }
}

/// What a material is when none of its conditions holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Otherwise {
    /// 选填
    Optional,
    /// An officer may ask for it.
    IfAsked,
}

/// One cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// **M**
    Mandatory,
    /// O
    Optional,
    /// –
    Never,
    /// C: mandatory when one of these holds.
    When(&'static [Condition], Otherwise),
    /// A place that is there only while this holds.
    Opens(Condition),
}

/// One row: a material with its nine cells, in the order of [`Column`].
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its number.
    pub slot: Slot,
    cells: [Cell; 9],
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, column: Column) -> Cell {
        self.cells[column as usize]
    }

    /// The most files it takes: 其他材料 has two places, four for minors.
    pub(super) fn most(&self, minor: bool) -> u8 {
        match (self.slot, minor) {
            (Slot::OTHER, true) => 4,
            (Slot::OTHER, false) => 2,
            (Slot::PHOTO, _) => 1,
            _ => 10,
        }
    }
}

const M: Cell = Cell::Mandatory;
const O: Cell = Cell::Optional;
const N: Cell = Cell::Never;
/// Only if an officer asks.
const A: Cell = Cell::When(&[], Otherwise::IfAsked);
/// Below sixteen.
const C16: Cell = Cell::When(&[Minor], Otherwise::IfAsked);

const fn when(conditions: &'static [Condition]) -> Cell {
    Cell::When(conditions, Otherwise::IfAsked)
}

const fn else_optional(conditions: &'static [Condition]) -> Cell {
    Cell::When(conditions, Otherwise::Optional)
}

const PAGE: Cell = else_optional(&[Annotated]);
const EVIDENCE: Cell = when(&[NewAnnotation]);
const STAY: Cell = when(&[LongExpired, ResidenceAsked]);
const ADDRESS: Cell = when(&[AddressAsked]);
const PRESENT: Cell = when(&[PresenceAsked]);
const CUSTODY: Cell = when(&[OtherGuardian]);
const NAME: Cell = when(&[ForeignName]);
const POLICE: Cell = else_optional(&[PoliceReportAsked]);
const LATER: Cell = Cell::Opens(Supplementing);

/// Row by row, as the guides have it.
#[rustfmt::skip]
pub const MATRIX: [Row; 24] = [
    //           换发护照   补发护照   颁发护照   加注   旅行证换发  旅行证补发  港澳台  未成年首次  应急
    // 证件照
    row(1,  [M,         M,         M,         M,     M,          M,          M,      M,          M]),
    // 现持护照/旅行证资料页
    row(2,  [M,         N,         N,         M,     M,          O,          N,      N,          O]),
    // 旧护照资料页、身份证、户口本任一
    row(3,  [N,         M,         N,         N,     N,          N,          N,      N,          N]),
    // 加注页
    row(4,  [PAGE,      PAGE,      when(&[Annotated]), M, O,     O,          N,      O,          N]),
    // 加注依据
    row(5,  [EVIDENCE,  EVIDENCE,  EVIDENCE,  M,     EVIDENCE,   EVIDENCE,   N,      EVIDENCE,   N]),
    // 证件遗失原因及经过说明
    row(6,  [N,         M,         N,         N,     N,          O,          N,      when(&[OldDocumentGone]), when(&[OldDocumentGone])]),
    // 报警证明
    row(7,  [N,         POLICE,    N,         N,     N,          POLICE,     POLICE, N,          POLICE]),
    // 身份证、户口簿、出生公证任一
    row(8,  [N,         N,         M,         N,     N,          N,          N,      N,          else_optional(&[NoOldDocument])]),
    // 已过期回乡证、台胞证、其他旅行证件任一
    row(9,  [N,         N,         N,         N,     N,          N,          M,      N,          A]),
    // 居留证件或签证
    row(10, [STAY,      STAY,      STAY,      N,     STAY,       when(&[LongExpired, ResidenceAsked, HkMoTw]), M, N, STAY]),
    // 长期居住地址证明
    row(11, [ADDRESS,   ADDRESS,   ADDRESS,   ADDRESS, ADDRESS,  ADDRESS,    ADDRESS, ADDRESS,   N]),
    // 在当地证明
    row(12, [PRESENT,   PRESENT,   PRESENT,   PRESENT, PRESENT,  PRESENT,    PRESENT, PRESENT,   N]),
    // 出生证明
    row(13, [C16,       C16,       A,         N,     C16,        C16,        N,      M,          C16]),
    // 父母护照资料页、身份证、户口本
    row(14, [C16,       C16,       A,         N,     C16,        C16,        N,      M,          C16]),
    // 父母在申请人出生时持有的外国居留证
    row(15, [N,         N,         N,         N,     A,          N,          N,      M,          N]),
    // 同意书
    row(16, [C16,       C16,       N,         N,     C16,        C16,        N,      M,          C16]),
    // 法定监护权证明
    row(17, [CUSTODY,   CUSTODY,   N,         N,     CUSTODY,    CUSTODY,    N,      CUSTODY,    CUSTODY]),
    // 外文名的出生证和声明
    row(18, [N,         N,         N,         N,     NAME,       NAME,       N,      NAME,       N]),
    // 过期情况说明
    row(19, [when(&[LongExpired]), N, N,      N,     when(&[LongExpired]), N, N,     N,          N]),
    // 提前换发理由说明
    row(20, [when(&[EarlyRenewal]), N, N,     N,     N,          N,          N,      N,          N]),
    // 国籍状况声明和电子签名
    row(21, [M,         M,         M,         M,     M,          M,          M,      M,          M]),
    // 其他材料
    row(22, [O,         O,         O,         O,     O,          O,          O,      O,          O]),
    // 初审后使领馆要求的补充材料
    row(23, [LATER,     LATER,     LATER,     LATER, LATER,      LATER,      LATER,  LATER,      LATER]),
    // 紧急事由证明
    row(24, [N,         N,         N,         N,     N,          N,          N,      N,          else_optional(&[UrgentOtherwise])]),
];

const fn row(slot: u8, cells: [Cell; 9]) -> Row {
    Row {
        slot: Slot(slot),
        cells,
    }
}
