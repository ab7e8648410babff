//! What a mail was taken for. Every way it can fail is one variant here.

use super::letter::{AutomaticSign, Cloud, FileKind, Seal, Shortcoming, Unreadable};
use crate::business::Business;
use crate::order::Status;
use crate::order::reasons::MaterialReason;
use crate::values::OrderNo;
use crate::values::order_no::OrderNoFault;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What a mail was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// A supplement to an order.
    Recognised(Recognised),
    /// 未识别邮件.
    NotRecognised(NotRecognised),
}

/// A supplement to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// The order.
    pub order_no: OrderNo,
    /// Each enclosure of the letter, in its order.
    pub files: Vec<JudgedFile>,
    /// What the officer should look at.
    pub flags: Vec<Flag>,
    /// Whether it may be attached without an officer.
    pub attaching: Attaching,
    /// What the sender is told.
    pub answer: Answer,
}

/// A mail that lies in the tray.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRecognised {
    /// Why.
    pub why: Why,
    /// The order it may belong to, for an officer to confirm; never taken by itself.
    pub offered: Option<OrderNo>,
    /// What the sender is told.
    pub answer: Answer,
}

impl NotRecognised {
    /// Bytes that are no mail: there is nobody in them to answer.
    pub fn unreadable(fault: Unreadable) -> Self {
        Self {
            why: Why::Unreadable { fault },
            offered: None,
            answer: Answer::None {
                because: Silence::Stranger,
            },
        }
    }
}

/// Why a mail is no supplement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Why {
    /// Its bytes are no mail.
    Unreadable {
        /// Why not.
        fault: Unreadable,
    },
    /// A machine wrote it.
    Automatic {
        /// By what it is known.
        sign: AutomaticSign,
    },
    /// It is encrypted.
    Encrypted {
        /// How.
        seal: Seal,
    },
    /// There is no subject, or nothing but 回复 and 转发.
    SubjectEmpty,
    /// Words, and no number among them.
    SubjectWithoutNumber,
    /// The number, and words besides.
    SubjectSaysMore,
    /// Meant as a number, and none.
    SubjectFault {
        /// What is wrong with it.
        fault: OrderNoFault,
    },
    /// A letter for the digit that looks like it; the number meant is offered.
    SubjectSlip {
        /// Where the first one is, counted from one.
        position: usize,
        /// What stands there.
        found: char,
        /// What was probably meant.
        meant: char,
    },
    /// It names several orders.
    SeveralOrders {
        /// Which.
        found: Vec<OrderNo>,
    },
    /// No order has the number.
    NoSuchOrder,
    /// The order is another post's.
    OtherPost,
    /// The order waits for no supplement.
    NotAwaited {
        /// Where it stands.
        status: Status,
    },
}

/// What the officer should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Flag {
    /// The order is in 初审中: nothing was asked for, or it is back already.
    InFirstReview,
    /// 办理人姓名 is not there.
    NameMissing,
    /// It is another name than the order's.
    NameDiffers,
    /// Other characters with the same reading, as 張 for 张.
    NameOtherCharacters,
    /// 业务名称 is not there.
    BusinessMissing,
    /// It is another business than the order's, or none known.
    BusinessDiffers {
        /// The one named.
        found: Option<Business>,
        /// The order's.
        expected: Business,
    },
    /// 订单号 is not there.
    OrderMissing,
    /// It is another number than the subject's.
    OrderDiffers {
        /// The one named.
        found: OrderNo,
    },
    /// It is no number.
    OrderFault {
        /// What is wrong with it.
        fault: OrderNoFault,
    },
    /// 预约使领馆 is not there.
    PostMissing,
    /// It is another post.
    PostDiffers,
    /// The four lines stand only in what is quoted or forwarded.
    LinesQuoted,
    /// It was answered or forwarded, so many times.
    Forwarded {
        /// Marks before the number.
        times: usize,
    },
    /// Nothing came with it.
    NothingEnclosed,
    /// Nothing that came with it is fit.
    NothingFit,
    /// Files lie with a cloud service; nobody fetches them from there.
    LeftInCloud {
        /// Where.
        cloud: Cloud,
    },
    /// Pictures lie on a server; nobody fetches them from there.
    RemotePictures {
        /// How many.
        count: usize,
    },
    /// The form of the mail was wrong, or it was too much.
    Shortcoming {
        /// What.
        of: Shortcoming,
    },
}

impl Flag {
    /// The mail contradicts the order: an officer looks before anything is attached.
    pub fn is_contradiction(&self) -> bool {
        match self {
            Self::NameDiffers
            | Self::BusinessDiffers { .. }
            | Self::OrderDiffers { .. }
            | Self::OrderFault { .. }
            | Self::PostDiffers => true,
            Self::InFirstReview
            | Self::NameMissing
            | Self::NameOtherCharacters
            | Self::BusinessMissing
            | Self::OrderMissing
            | Self::PostMissing
            | Self::LinesQuoted
            | Self::Forwarded { .. }
            | Self::NothingEnclosed
            | Self::NothingFit
            | Self::LeftInCloud { .. }
            | Self::RemotePictures { .. }
            | Self::Shortcoming { .. } => false,
        }
    }
}

/// What becomes of one enclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedFile {
    /// Which one of the letter's, counted from zero.
    pub enclosure: usize,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of one enclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// Attached.
    Fit,
    /// Attached as 不合格: kept, so that nobody says it was never sent.
    Unfit {
        /// Why.
        reason: Unfit,
    },
    /// Listed, and not attached.
    LeftOut {
        /// Why.
        reason: LeftOut,
    },
}

impl Fate {
    /// The type under which the file is kept with its order: by its bytes. What cannot be opened as what
    /// it begins like is kept as nothing known, so that `AttachMail` does not take it for a picture.
    pub fn mime(&self, kind: FileKind) -> &'static str {
        match self {
            Self::Unfit {
                reason: Unfit::Damaged,
            } => FileKind::Unknown.mime(),
            Self::Fit | Self::Unfit { .. } | Self::LeftOut { .. } => kind.mime(),
        }
    }
}

/// Why an enclosure is 不合格; each asks the applicant for something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unfit {
    /// A picture or PDF that is too large.
    TooLarge {
        /// Bytes it may have.
        most: u64,
        /// Bytes it has.
        found: u64,
    },
    /// It did not arrive whole.
    Damaged,
    /// An iPhone's own format: 设置 → 相机 → 格式 → 兼容性最佳.
    Heic,
    /// A picture, and neither JPG nor PNG.
    OtherPicture {
        /// What it is.
        found: FileKind,
    },
    /// PDF, which this post does not take by mail.
    Pdf,
    /// Packed: every picture must come by itself.
    Archive {
        /// How.
        found: FileKind,
    },
    /// winmail.dat: to be sent as HTML or plain text from Outlook, not as Rich Text.
    Winmail,
    /// A document of Word and the like.
    Office,
    /// A recording.
    Recording,
    /// A program.
    Program,
    /// Encrypted by itself.
    Encrypted,
    /// Anything else.
    OtherType {
        /// What it is.
        found: FileKind,
    },
}

impl Unfit {
    /// The reason as it stands with an order's file.
    pub fn material(self) -> MaterialReason {
        match self {
            Self::TooLarge { .. } => MaterialReason::TooLarge,
            Self::Damaged => MaterialReason::CannotOpen,
            Self::Heic
            | Self::OtherPicture { .. }
            | Self::Pdf
            | Self::Archive { .. }
            | Self::Winmail
            | Self::Office
            | Self::Recording
            | Self::Program
            | Self::Encrypted
            | Self::OtherType { .. } => MaterialReason::WrongType,
        }
    }
}

/// Why an enclosure is no material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LeftOut {
    /// It has no bytes.
    Empty,
    /// The order has it already.
    KnownToOrder,
    /// It lies in the same mail twice.
    TwiceInMail,
    /// A logo, or a picture too small to show anything.
    SignaturePicture,
    /// An invitation.
    Calendar,
    /// A visiting card.
    VisitingCard,
    /// The signature of a signed mail.
    MailSignature,
}

/// Whether a mail may be attached without an officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "attaching", rename_all = "snake_case")]
pub enum Attaching {
    /// It may.
    ByItself,
    /// It waits in the tray.
    Waits {
        /// Why, every reason.
        because: Vec<Wait>,
    },
}

/// Why a recognised mail waits for an officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Wait {
    /// From names nobody, or several.
    SenderUnclear {
        /// How many.
        named: usize,
    },
    /// It is not from the address of the order's account.
    Stranger,
    /// Our own server says nothing about the sender.
    NoReport,
    /// Our own server does not say that it is from whom it says.
    NotProven,
    /// It came by a list, or has no return path.
    Automatic {
        /// By what it is known.
        sign: AutomaticSign,
    },
    /// It contradicts the order.
    Contradiction,
    /// There is nothing to attach.
    Nothing,
    /// The post attaches no mail without an officer.
    SwitchedOff,
}

/// What the sender is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// N04: received.
    Acknowledge,
    /// N04b: not recognised, or nothing in it is fit.
    Refuse,
    /// Nothing.
    None {
        /// Why.
        because: Silence,
    },
}

/// Why nobody is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Silence {
    /// A machine would be answered, and might answer.
    Automatic {
        /// By what it is known.
        sign: AutomaticSign,
    },
    /// Order numbers can be guessed: who is not known here learns nothing.
    Stranger,
    /// It may not be from whom it says; the answer would go to somebody who never wrote.
    NotProven,
    /// An officer decides first.
    OfficerFirst,
}
