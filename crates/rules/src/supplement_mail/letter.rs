//! A mail as it lies on the desk: decoded, bounded, and not yet believed.

use crate::values::MailAddress;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// One mail. Its words and names are personal: `Debug` tells how much there is, and nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The addresses in From that a message could be sent to.
    pub from: Vec<MailAddress>,
    /// Where the envelope says a failure goes.
    pub return_path: ReturnPath,
    /// The subject, decoded; line breaks are blanks.
    pub subject: String,
    /// What the sender wrote, as plain lines; made from the HTML where there is nothing else.
    pub text: String,
    /// The same of each mail that was forwarded as an attachment.
    pub enclosed_texts: Vec<String>,
    /// Everything that came with it.
    pub enclosures: Vec<Enclosure>,
    /// What says that a machine sent it.
    pub automatic: Vec<AutomaticSign>,
    /// What receiving servers wrote about it, the newest first.
    pub reports: Vec<AuthReport>,
    /// Pictures that would be fetched from a server; never fetched.
    pub remote_pictures: usize,
    /// Files left with a cloud service in place of attachments.
    pub clouds: Vec<Cloud>,
    /// It is encrypted, and nothing of it could be read.
    pub seal: Option<Seal>,
    /// What was wrong with its form, or too much of it.
    pub shortcomings: Vec<Shortcoming>,
}

/// Where the envelope says a failure goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnPath {
    /// The receiving server wrote none.
    Absent,
    /// `<>`: nobody wants to hear of a failure, so a machine sent it.
    Null,
    /// Somewhere; who is not asked.
    Given,
}

/// One thing that came with a mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// The name it came with, decoded; empty when it has none.
    pub name: String,
    /// The type the mail gives it.
    pub declared: String,
    /// What its first bytes say it is.
    pub kind: FileKind,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Beside the text or in it.
    pub place: Place,
    /// Its size as a picture, where its head tells it.
    pub pixels: Option<Pixels>,
    /// It arrived to its end, without signs that cannot stand in it.
    pub whole: bool,
    /// In how many forwarded mails it lies.
    pub depth: u8,
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pixels {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// Beside the text or in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Place {
    /// Attached.
    Attached,
    /// Shown within what the sender wrote.
    InText,
    /// Shown within the signature, and nowhere else.
    InSignature,
    /// Meant to be shown, and shown nowhere.
    Unshown,
}

/// What the first bytes of a file say it is.
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
pub enum FileKind {
    /// A photo as taken.
    Jpeg,
    /// A picture without loss.
    Png,
    /// What iPhones take photos in.
    Heic,
    /// A picture of another kind: GIF.
    Gif,
    /// BMP.
    Bmp,
    /// TIFF, as scanners make.
    Tiff,
    /// `WebP`.
    Webp,
    /// A drawing that can carry scripts.
    Svg,
    /// PDF.
    Pdf,
    /// ZIP.
    Zip,
    /// RAR.
    Rar,
    /// 7z.
    SevenZip,
    /// gzip.
    Gzip,
    /// Word, Excel or `PowerPoint`, of any year, and WPS.
    Office,
    /// winmail.dat: Outlook put the attachments into a box only Outlook opens.
    Winmail,
    /// An invitation.
    Calendar,
    /// A visiting card.
    VisitingCard,
    /// The signature of a signed mail.
    MailSignature,
    /// Something encrypted.
    Encrypted,
    /// A recording.
    Recording,
    /// A program.
    Program,
    /// A page.
    Html,
    /// Words.
    Text,
    /// Nothing known here.
    Unknown,
}

impl FileKind {
    /// The type as it is kept with an order's file.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::Tiff => "image/tiff",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
            Self::Pdf => "application/pdf",
            Self::Zip => "application/zip",
            Self::Rar => "application/vnd.rar",
            Self::SevenZip => "application/x-7z-compressed",
            Self::Gzip => "application/gzip",
            Self::Winmail => "application/vnd.ms-tnef",
            Self::Calendar => "text/calendar",
            Self::VisitingCard => "text/vcard",
            Self::Html => "text/html",
            Self::Text => "text/plain",
            Self::Office
            | Self::MailSignature
            | Self::Encrypted
            | Self::Recording
            | Self::Program
            | Self::Unknown => "application/octet-stream",
        }
    }
}

/// What says that a machine sent a mail, or wants no machine's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AutomaticSign {
    /// A report that a mail could not be delivered, or was.
    DeliveryReport,
    /// A report that a mail was read.
    ReadReceipt,
    /// Auto-Submitted, and not `no`.
    AutoSubmitted,
    /// A header or a subject only absence notes have.
    AutoReply,
    /// Sent to all readers of a list.
    MailingList,
    /// Precedence.
    Precedence {
        /// Its word.
        word: Precedence,
    },
    /// The envelope wants no answer.
    NullReturnPath,
    /// X-Auto-Response-Suppress.
    AnswersUnwanted,
    /// MAILER-DAEMON and its like.
    RobotSender,
}

/// The words of Precedence that say a mail was not written to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Precedence {
    /// Sent to many.
    Bulk,
    /// Sent to a list.
    List,
    /// Not worth an answer.
    Junk,
    /// An absence note.
    AutoReply,
}

/// One Authentication-Results header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthReport {
    /// The server that says it wrote it. Anybody can say so.
    pub authserv_id: String,
    /// How many Received lines stand above it: what was in the mail when it came stands below ours.
    pub hops_above: usize,
    /// What it found, of the methods asked for here.
    pub results: Vec<AuthResult>,
}

/// One finding of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthResult {
    /// Of what.
    pub method: AuthMethod,
    /// `pass`, and no other word.
    pub passed: bool,
    /// The domain it holds for: who signed (DKIM), whom From names (DMARC).
    pub domain: Option<String>,
}

/// The methods that tell who sent a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AuthMethod {
    /// A domain signed the mail.
    Dkim,
    /// The domain in From stands for the mail.
    Dmarc,
}

/// A service where files were left in place of attachments.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Cloud {
    /// QQ邮箱 超大附件, 文件中转站.
    Qq,
    /// 网易 云附件 (163, 126, yeah).
    NetEase,
    /// 新浪 超大附件.
    Sina,
    /// 百度网盘.
    Baidu,
    /// 阿里云盘.
    Aliyun,
    /// Google Drive.
    Google,
    /// `OneDrive` and `SharePoint`.
    OneDrive,
    /// iCloud Mail Drop.
    ICloud,
    /// Dropbox.
    Dropbox,
    /// `WeTransfer`.
    WeTransfer,
}

/// How a mail is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Seal {
    /// S/MIME.
    Smime,
    /// PGP.
    Pgp,
}

/// What was wrong with the form of a mail, or too much of it. What is left is read all the same.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Shortcoming {
    /// It ends before its last part does.
    CutOff,
    /// The sign that parts it is not in it.
    BoundaryMissing,
    /// Signs in the encoding that cannot stand there.
    DamagedEncoding,
    /// Characters that the named character set does not have.
    DamagedCharacters,
    /// A character set nobody knows; the characters were guessed.
    UnknownCharset,
    /// The head is longer than is read.
    HeadTooLong {
        /// Bytes that are read.
        most: usize,
    },
    /// More parts than are read.
    TooManyParts {
        /// How many are read.
        most: usize,
    },
    /// More enclosures than are kept.
    TooManyEnclosures {
        /// How many are kept.
        most: usize,
    },
    /// Parts within parts, deeper than is read.
    TooDeep {
        /// How deep is read.
        most: usize,
    },
    /// More words than are read.
    TextTooLong {
        /// Bytes that are read.
        most: usize,
    },
}

/// Why the bytes are not a mail that can be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unreadable {
    /// There is nothing.
    Empty,
    /// Larger than is taken.
    TooLarge {
        /// Bytes that are taken.
        most: usize,
        /// Bytes there are.
        found: usize,
    },
    /// It has no head: no mail.
    NotAMail,
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter")
            .field("subject", &self.subject.chars().count())
            .field("text", &self.text.chars().count())
            .field("enclosures", &self.enclosures)
            .field("automatic", &self.automatic)
            .field("shortcomings", &self.shortcomings)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Enclosure {
    /// Applicants name files after people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enclosure")
            .field("kind", &self.kind)
            .field("bytes", &self.bytes)
            .field("place", &self.place)
            .field("whole", &self.whole)
            .finish_non_exhaustive()
    }
}
