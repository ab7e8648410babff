//! Photos, materials and other files of an order.

use super::Extra;
use super::reasons::{MaterialReason, PhotoReason};
use crate::ids::FileId;
use crate::people::By;
use crate::values::Instant;
use serde::{Deserialize, Serialize};

/// Where a file belongs: a row of the materials matrix by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(pub u8);

impl Slot {
    /// 证件照
    pub const PHOTO: Self = Self(1);
    /// 国籍状况声明
    pub const STATEMENT: Self = Self(21);
    /// 其他材料
    pub const OTHER: Self = Self(22);
    /// 初审后使领馆要求的补充材料
    pub const SUPPLEMENT: Self = Self(23);

    /// A row that exists.
    pub fn is_known(self) -> bool {
        (1..=24).contains(&self.0)
    }
}

/// How a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileSource {
    /// With the application.
    App,
    /// 在线上传
    Online,
    /// 邮件上传
    Mail,
    /// An officer's scan or screenshot.
    Officer,
}

/// What an officer thinks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 合格
    Fit,
    /// 不合格
    Unfit,
}

/// An officer's judgement of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// 合格 or 不合格.
    pub verdict: Verdict,
    /// For a photo.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photo: Vec<PhotoReason>,
    /// For a material.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub material: Vec<MaterialReason>,
    /// Who.
    pub by: By,
    /// When.
    pub at: Instant,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFile {
    /// Its id.
    pub id: FileId,
    /// Where it belongs.
    pub slot: Slot,
    /// The name it came with.
    pub name: String,
    /// Its type, by magic bytes.
    pub mime: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// How it came.
    pub source: FileSource,
    /// When.
    pub uploaded_at: Instant,
    /// 未看 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
    /// The applicant took it away or put another in its place; kept for the record.
    #[serde(default)]
    pub replaced: bool,
    /// When it was lawfully erased: nobody may read it any more, and its bytes are gone or about to go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<Instant>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}
