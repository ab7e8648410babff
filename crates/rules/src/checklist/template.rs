//! The templates as they are kept: items, and what is said of each.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use strum::{EnumIter, IntoStaticStr};

macro_rules! code {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $code:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumIter, IntoStaticStr,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name {
            $($(#[$vdoc])* $code),+
        }
    };
}

/// One of the four.
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
pub enum Template {
    /// 未成年人
    A,
    /// 遗失、被盗、损毁补发
    B,
    /// 人脸识别未通过或跳过
    C,
    /// 姓名、国籍存疑
    D,
}

code! {
    /// When an item is asked.
    #[derive(Default)]
    When {
        /// In every interview of its template.
        #[default]
        Always,
        /// 满10周岁
        TenOrOlder,
        /// By video.
        Video,
        /// The old booklet was lost or stolen, or nothing is said of it.
        Missing,
        /// The old booklet was damaged.
        Damaged,
        /// There is an old booklet or an ID number to show.
        HasPapers,
        /// 加注 are asked for.
        Annotated,
        /// 港澳台居民
        Hkmotw,
        /// The statement was not skipped.
        StatementSigned,
    }
}

code! {
    /// When a ★ may be answered 不适用.
    #[derive(Default)]
    Skip {
        /// Never.
        #[default]
        Never,
        /// For a child below ten.
        BelowTen,
        /// Whenever the officer notes why.
        Always,
    }
}

code! {
    /// A question several templates share.
    Asks {
        /// Is it the person?
        Identity,
        /// Is the screenshot kept?
        Screenshot,
        /// Is the person here?
        Presence,
        /// Has the person a foreign nationality?
        ForeignNationality,
        /// What were the parents when the person was born?
        ParentsAtBirth,
    }
}

code! {
    /// What is shown beside an item.
    Shown {
        /// 户籍地址
        AddressHome,
        /// 境外住址
        AddressAbroad,
        /// 账号
        Account,
        /// 年龄段
        Age,
        /// 加注依据
        AnnotationProof,
        /// 加注内容
        Annotations,
        /// 出生日期、地点
        Birth,
        /// 出生证明
        BirthCertificate,
        /// 同意书
        Consent,
        /// 国内联系人
        ContactHome,
        /// 监护权证明
        Custody,
        /// 出境口岸、日期
        Departure,
        /// 此前订单
        EarlierOrders,
        /// 人脸识别留存影像
        FaceCapture,
        /// 人脸识别结果
        FaceCheck,
        /// 登记的监护人
        Guardian,
        /// 监护人证件
        GuardianDocument,
        /// 回乡证、台胞证
        HkmotwPapers,
        /// 身份证号
        IdNumber,
        /// 证件照
        IdPhoto,
        /// 行程
        Journey,
        /// 遗失经过
        Loss,
        /// 遗失说明
        LossStatement,
        /// 姓名
        Name,
        /// 国籍建议
        NationalitySuggestion,
        /// 原证件
        OldDocument,
        /// 旧证照片
        OldPhoto,
        /// 疑似重复
        OtherOrders,
        /// 父母
        Parents,
        /// 电话
        Phone,
        /// 报警案号
        PoliceReport,
        /// 在当地证明
        PresenceProof,
        /// 出生时父母居留身份
        ResidenceAtBirth,
        /// 居留证件
        ResidencePermit,
        /// 截图
        Screenshots,
        /// 电子签名
        Signature,
        /// 国籍状况声明
        Statement,
    }
}

/// One item of a template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Template and number, as `A1`.
    pub id: String,
    /// ★
    #[serde(default)]
    pub star: bool,
    /// Something is looked at: not by telephone.
    #[serde(default)]
    pub seen: bool,
    /// When it is asked.
    #[serde(default)]
    pub when: When,
    /// When its ★ may be answered 不适用.
    #[serde(default)]
    pub skip: Skip,
    /// The question it shares with other templates.
    #[serde(default)]
    pub asks: Option<Asks>,
    /// What is shown beside it.
    pub shows: Vec<Shown>,
}

impl Item {
    /// Whose it is, by the letter it begins with.
    pub fn template(&self) -> Template {
        match self.id.as_bytes().first() {
            Some(b'A') => Template::A,
            Some(b'B') => Template::B,
            Some(b'C') => Template::C,
            _ => Template::D,
        }
    }
}

#[derive(Deserialize)]
struct Kept {
    item: Vec<Item>,
}

static ITEMS: LazyLock<Vec<Item>> = LazyLock::new(|| {
    let kept: Result<Kept, _> = toml::from_str(include_str!("templates.toml"));
    // A kept file that is read by every test; an empty list would let nothing pass.
    kept.map(|kept| kept.item).unwrap_or_default()
});

/// Every item of the four templates, in order.
pub fn items() -> &'static [Item] {
    &ITEMS
}
