//! The switches themselves, as the rest of the rulebook asks for them.

use crate::business::{Booklet, Business};
use crate::ids::PostCode;
use crate::values::{Currency, instant::Day};
use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use strum::{EnumIter, IntoStaticStr, VariantNames};

/// Everything the rulebook may ask about a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostPolicy {
    /// The shape of this file; 1.
    pub schema: u32,
    /// `BRU`.
    pub code: PostCode,
    /// What people call it.
    pub name: PostName,
    /// ISO 3166 alpha-3 of the host country, as `BEL`.
    pub country: String,
    /// The four letters its order numbers begin with (`BELA`), where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_prefix: Option<String>,
    /// IANA zone of the post's clock and calendar.
    pub zone: Tz,
    /// Who may apply here.
    pub scope: Scope,
    /// Originals by mail.
    pub mail_in: MailIn,
    /// How documents leave.
    pub hand_over: HandOver,
    /// What is charged.
    pub fees: Fees,
    /// How it is paid.
    pub payment: PaymentRules,
    /// Making booklets.
    pub making: Making,
    /// Interviews and slots.
    #[serde(default)]
    pub interview: InterviewRules,
    /// First and second review.
    #[serde(default)]
    pub review: ReviewRules,
    /// Taking an application back.
    #[serde(default)]
    pub cancellation: CancellationRules,
    /// Supplements.
    #[serde(default)]
    pub supplement: SupplementRules,
    /// Claims on orders.
    #[serde(default)]
    pub claims: ClaimRules,
    /// The order of the queue and how much of it a day holds.
    #[serde(default)]
    pub queue: QueueRules,
    /// Visits in person instead of video and mail (posts of 2023 and later); absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onsite: Option<Onsite>,
    /// What is said to applicants.
    #[serde(default)]
    pub notices: NoticeRules,
    /// When the post is open.
    pub hours: Hours,
    /// Days the post is closed besides weekends.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
    /// Where the post is and how it is reached.
    pub contact: Contact,
}

/// A post's names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostName {
    /// `驻比利时大使馆`
    pub zh: String,
    /// `使馆` or `总领馆`, as it calls itself in a sentence.
    pub self_zh: String,
    /// The host country, `比利时`.
    pub country_zh: String,
    /// The city, `布鲁塞尔`.
    pub city_zh: String,
    /// In English, for officers who choose it.
    pub en: String,
}

/// Who may apply here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own, named in the post's file"
)]
pub struct Scope {
    /// Only people who are in the host country.
    pub in_country_only: bool,
    /// People of another consular district of the same country are taken.
    pub cross_district: bool,
    /// People of the own district come first.
    pub own_district_first: bool,
    /// Businesses this post takes in the APP.
    pub businesses: BTreeSet<Business>,
    /// 港澳台 travel documents are taken in the APP (not so at Florence).
    #[serde(default = "yes")]
    pub hkmotw: bool,
}

/// When the originals are to be sent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MailInTrigger {
    /// As soon as the order is in second review (SFO).
    SecondReview,
    /// Only after approval (NYC, WAS, LAX, LAD, BRU).
    ToMake,
}

/// What becomes of an envelope that is early or unmarked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WrongMail {
    /// Sent back at once (LAX).
    Return,
    /// Taken in all the same.
    Keep,
}

/// What names the order inside the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SlipKind {
    /// Name and order number, printed or written by hand.
    NameAndNumber,
    /// The applicant page with the order's barcode, printed or written by hand.
    BarcodePage,
    /// 取证单 printed from the APP; hand-writing is not taken.
    PrintedSlip,
}

/// When paper photos are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaperPhotos {
    /// Never.
    Never,
    /// 如需要: only where an officer asked for them.
    IfAsked,
    /// With each travel document.
    TravelDocument,
    /// With each order.
    Always,
}

/// Originals by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailIn {
    /// The state from which originals are taken in.
    pub trigger: MailInTrigger,
    /// What becomes of mail that comes before it.
    pub early: WrongMail,
    /// The words that must stand on the envelope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// What becomes of mail without the mark.
    pub unmarked: WrongMail,
    /// How originals may be handed in.
    pub modes: BTreeSet<SubmitMode>,
    /// What names the order inside.
    pub slip: SlipKind,
    /// Paper photos.
    pub paper_photos: PaperPhotos,
    /// How many, where they are asked for.
    #[serde(default)]
    pub paper_photo_count: u8,
    /// The applicant's prepaid envelope for the way back; absent where nothing is mailed back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_envelope: Option<ReturnEnvelope>,
    /// The mailing notice is pushed a second time when the document is made (LAD).
    #[serde(default)]
    pub remind_when_made: bool,
}

/// How originals may reach the post.
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
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubmitMode {
    /// 邮寄
    Mail,
    /// 到馆
    InPerson,
    /// 他人代交
    Proxy,
}

/// The envelope in which the new document goes home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnEnvelope {
    /// Services that are taken; any when empty.
    #[serde(default)]
    pub services: BTreeSet<String>,
    /// It must be traceable.
    #[serde(default = "yes")]
    pub tracked: bool,
    /// The words the sender line must carry (SFO: the consulate itself).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
}

/// How the new document reaches its holder.
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
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PickupMode {
    /// 到馆取证 (应急: 自取)
    InPerson,
    /// 他人代取
    Proxy,
    /// 邮寄
    Mail,
}

/// How documents leave the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// What an applicant may choose.
    pub modes: BTreeSet<PickupMode>,
    /// What an applicant for an emergency document may choose; it is always collected.
    #[serde(default = "emergency_modes")]
    pub emergency_modes: BTreeSet<PickupMode>,
    /// 到馆取证: the old document is brought then and cancelled there, so making need not wait for it (BRU).
    pub old_document_at_pickup: bool,
    /// The receipt goes back with the documents.
    #[serde(default = "yes")]
    pub receipt_enclosed: bool,
    /// Loss in the mail is the applicant's risk, and is said so (SFO).
    #[serde(default)]
    pub mail_disclaimer: bool,
    /// Days after which an uncollected document is reminded of.
    #[serde(default = "pickup_reminders")]
    pub reminder_days: Vec<u16>,
}

/// Which annotations are charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ChargedAnnotations {
    /// Each one in the new booklet.
    All,
    /// Only those the old booklet did not have (SFO).
    New,
}

/// What is charged, in minor units of the post's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fees {
    /// ISO code.
    pub currency: Currency,
    /// Making one booklet.
    pub booklet: i64,
    /// Handling of the mail, once an order.
    pub mailing: i64,
    /// 到馆取证 costs no mailing.
    #[serde(default = "yes")]
    pub mailing_waived_at_pickup: bool,
    /// One annotation.
    pub annotation: i64,
    /// Which annotations count.
    pub annotations_charged: ChargedAnnotations,
    /// An emergency booklet, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<i64>,
}

/// A way of paying.
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
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaymentKind {
    /// 微信支付, in the APP
    Wechat,
    /// 柜台微信
    WechatCounter,
    /// 柜台支付宝
    AlipayCounter,
    /// 柜台刷卡
    CardCounter,
    /// 使馆邮件发送的收款码
    QrByMail,
    /// Money Order
    MoneyOrder,
    /// Cashier's Check 现金支票
    CashiersCheck,
    /// 信用卡付款授权表
    CardForm,
    /// 银行转账
    BankTransfer,
    /// 窗口现金
    Cash,
}

impl PaymentKind {
    /// A cheque: payee, memo and exact amount are looked at.
    pub fn is_cheque(self) -> bool {
        matches!(self, Self::MoneyOrder | Self::CashiersCheck)
    }

    /// Paid inside the APP.
    pub fn is_online(self) -> bool {
        matches!(self, Self::Wechat)
    }

    /// Paid by somebody who stands at the counter.
    pub fn needs_the_counter(self) -> bool {
        matches!(
            self,
            Self::WechatCounter | Self::AlipayCounter | Self::CardCounter | Self::Cash
        )
    }

    /// The provider converts the amount for the payer.
    pub fn is_converted(self) -> bool {
        matches!(
            self,
            Self::Wechat | Self::WechatCounter | Self::AlipayCounter | Self::QrByMail
        )
    }

    /// Comes in the envelope.
    pub fn comes_by_mail(self) -> bool {
        self.is_cheque() || matches!(self, Self::CardForm)
    }
}

/// When the money is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaymentDue {
    /// With the order, or at the counter (BRU).
    AtOrderOrPickup,
    /// With the mail (USA).
    WithMail,
    /// At 待取证 (LAD).
    AtPickup,
}

/// What must stand in a cheque's memo line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MemoRule {
    /// The applicant's Chinese name (SFO).
    ChineseName,
    /// The order number.
    OrderNo,
}

/// How it is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentRules {
    /// What is taken.
    pub kinds: BTreeSet<PaymentKind>,
    /// When it is due.
    pub due: PaymentDue,
    /// Cheques are made out to exactly this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<String>,
    /// What must stand in the memo line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<MemoRule>,
    /// The weekdays on which the counter takes money; every open day when empty (LAD: Thursdays).
    #[serde(default)]
    pub counter_days: BTreeSet<WeekdayName>,
    /// Minutes an order waits for its payment.
    #[serde(default = "thirty_u32")]
    pub countdown_minutes: u32,
    /// Paid in the APP or by QR code, the amount is converted to this currency (BRU: CNY).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_in: Option<Currency>,
    /// Who has paid in the APP says so in the envelope (NYC, WAS, LAX).
    #[serde(default)]
    pub tell_online_payment: bool,
    /// Who books a payment may not be who clears it.
    #[serde(default = "yes")]
    pub two_people_clear: bool,
    /// An emergency order's online fee is refunded when it is refused (everywhere: no).
    #[serde(default)]
    pub refund_emergency: bool,
}

/// Making booklets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Making {
    /// The post that makes them, where it is another (LAX: NYC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<PostCode>,
    /// Days from the receipt of the originals to the finished document, as applicants are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_days: Option<u16>,
    /// Making waits until the old booklet is here; where it does not, the mailing notice is pushed again (LAD).
    #[serde(default = "yes")]
    pub waits_for_originals: bool,
    /// A lost passport waits for the answer of the authority that issued it.
    #[serde(default = "yes")]
    pub verify_lost_passports: bool,
    /// The finished booklet is checked by a second person.
    #[serde(default = "yes")]
    pub second_person_check: bool,
    /// Fingerprints can be given at the post on request (BRU).
    #[serde(default)]
    pub fingerprints_on_request: bool,
}

/// How strongly a cause asks for an interview.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Strength {
    /// It does not.
    No,
    /// The officer decides.
    May,
    /// The order cannot be forwarded without one.
    Must,
}

/// The comparator of the interview ban.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BanWhen {
    /// 超过: more than the limit.
    MoreThan,
    /// 达: at the limit.
    Reaches,
}

/// Interviews and slots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InterviewRules {
    /// A minor's first document.
    pub minor_first: Strength,
    /// A minor's other orders.
    pub minor_other: Strength,
    /// 补发.
    pub reissue: Strength,
    /// Face check failed or skipped.
    pub face_check: Strength,
    /// Minutes a slot lasts.
    pub slot_minutes: u16,
    /// Interviews one window manages in an hour.
    pub per_window_hour: u16,
    /// Hours before the slot until which a booking may be cancelled.
    pub cancel_hours: u16,
    /// Misses and cancelled bookings.
    pub strike_limit: u16,
    /// Whether the ban comes at the limit or beyond it.
    pub ban_when: BanWhen,
    /// Days within which strikes are counted.
    pub strike_window_days: u16,
    /// Days the ban lasts.
    pub ban_days: u16,
    /// Calls before a number moves to the end.
    pub calls: u8,
    /// Minutes between two calls.
    pub call_gap_minutes: u8,
    /// How often a number moves to the end before it is 过号.
    pub move_to_end: u8,
    /// Screenshots a video interview needs at least.
    pub min_screenshots: u8,
}

impl Default for InterviewRules {
    fn default() -> Self {
        Self {
            minor_first: Strength::Must,
            minor_other: Strength::May,
            reissue: Strength::Must,
            face_check: Strength::Must,
            slot_minutes: 60,
            per_window_hour: 6,
            cancel_hours: 24,
            strike_limit: 3,
            ban_when: BanWhen::MoreThan,
            strike_window_days: 30,
            ban_days: 30,
            calls: 3,
            call_gap_minutes: 1,
            move_to_end: 1,
            min_screenshots: 1,
        }
    }
}

/// First and second review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewRules {
    /// R10–R16 need a second person.
    pub two_people_for_legal_refusals: bool,
    /// A supervisor may bring a refused order back.
    pub restore_rejected: bool,
    /// Orders in one batch approval.
    pub batch_max: u16,
    /// Of a batch, so many are opened at random before it is signed; all when the batch is smaller.
    pub batch_sample: u16,
    /// Days until an order is kept from being put on hold any longer.
    pub hold_max_days: u16,
    /// 旅行证 2 years for several journeys may be given.
    pub two_year_travel_document: bool,
}

impl Default for ReviewRules {
    fn default() -> Self {
        Self {
            two_people_for_legal_refusals: true,
            restore_rejected: false,
            batch_max: 50,
            batch_sample: 5,
            hold_max_days: 90,
            two_year_travel_document: true,
        }
    }
}

/// Taking an application back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CancellationRules {
    /// Cancellations by one account at which new orders are refused.
    pub limit: u16,
    /// Days within which they are counted.
    pub window_days: u16,
    /// Days the refusal lasts.
    pub ban_days: u16,
    /// 取消订单 is offered while payment is awaited.
    pub while_payment_pending: bool,
    /// 取消订单 is offered while an interview is to be booked or booked.
    pub while_interview: bool,
    /// Businesses that cannot be cancelled once first review is passed.
    pub not_after_first_review: BTreeSet<Business>,
}

impl Default for CancellationRules {
    fn default() -> Self {
        Self {
            limit: 3,
            window_days: 30,
            ban_days: 30,
            while_payment_pending: true,
            while_interview: true,
            not_after_first_review: [
                Business::PpNew,
                Business::PpRenew,
                Business::PpNote,
                Business::TdNew,
                Business::TdRenew,
            ]
            .into(),
        }
    }
}

/// Supplements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SupplementRules {
    /// Days an applicant has unless the officer says otherwise.
    pub due_days: u16,
    /// The longest an officer may give.
    pub due_days_max: u16,
    /// A supplement overdue ends the order by itself.
    pub overdue_rejects: bool,
    /// Applicants may correct fields when asked to (seeds 001, 003, 004 speak of it; 000 excludes it).
    pub allow_applicant_correction: bool,
    /// The mailbox supplements are sent to.
    pub mailbox: String,
    /// Largest attachment of a mail, in bytes.
    pub mail_attachment_max: u64,
    /// The post also takes PDF by mail (Milan).
    pub mail_pdf: bool,
}

impl Default for SupplementRules {
    fn default() -> Self {
        Self {
            due_days: 30,
            due_days_max: 90,
            overdue_rejects: true,
            allow_applicant_correction: false,
            mailbox: "zgls@csmail.mfa.gov.cn".into(),
            mail_attachment_max: 2 * 1024 * 1024,
            mail_pdf: false,
        }
    }
}

/// Claims on orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimRules {
    /// Minutes a claim lasts unless it is extended.
    pub minutes: u32,
    /// The longest a claim for 准备断网 may be taken.
    pub offline_minutes_max: u32,
}

impl Default for ClaimRules {
    fn default() -> Self {
        Self {
            minutes: 60,
            offline_minutes_max: 3 * 24 * 60,
        }
    }
}

/// The order of the queue and how much of it a day holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QueueRules {
    /// 应急 and 绿色通道 come first.
    pub emergency_first: bool,
    /// So do people whose passport or residence runs out within so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiring_days: Option<u16>,
    /// So do newborns (Seoul): children below so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newborn_days: Option<u16>,
    /// First reviews a day, all businesses together.
    pub daily: u32,
    /// First reviews a day of one business.
    pub daily_by_business: BTreeMap<Business, u32>,
    /// First reviews a day of one officer.
    pub daily_by_officer: u32,
}

impl Default for QueueRules {
    fn default() -> Self {
        Self {
            emergency_first: true,
            expiring_days: None,
            newborn_days: None,
            daily: 60,
            daily_by_business: BTreeMap::new(),
            daily_by_officer: 60,
        }
    }
}

/// After which review a visit in person is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OnsiteAfter {
    /// After first review (London, Bangkok).
    FirstReview,
    /// After second review (Singapore).
    SecondReview,
}

/// Visits in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Onsite {
    /// After which review.
    pub after: OnsiteAfter,
    /// Fingerprints are taken from 16 years on.
    #[serde(default = "yes")]
    pub fingerprints: bool,
}

/// What is said to applicants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoticeRules {
    /// Every message ends with the anti-fraud sentence.
    pub antifraud_footer: bool,
}

impl Default for NoticeRules {
    fn default() -> Self {
        Self {
            antifraud_footer: true,
        }
    }
}

/// A weekday, written as in `Mon`.
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
    VariantNames,
)]
pub enum WeekdayName {
    /// 周一
    Mon,
    /// 周二
    Tue,
    /// 周三
    Wed,
    /// 周四
    Thu,
    /// 周五
    Fri,
    /// 周六
    Sat,
    /// 周日
    Sun,
}

impl From<Weekday> for WeekdayName {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Mon,
            Weekday::Tue => Self::Tue,
            Weekday::Wed => Self::Wed,
            Weekday::Thu => Self::Thu,
            Weekday::Fri => Self::Fri,
            Weekday::Sat => Self::Sat,
            Weekday::Sun => Self::Sun,
        }
    }
}

/// A span of one or more weekdays, in the post's local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// On these days.
    pub days: BTreeSet<WeekdayName>,
    /// From, as `09:00:00`.
    pub from: NaiveTime,
    /// Until.
    pub to: NaiveTime,
}

/// When the post is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Days on which officers work: deadlines and waiting times count these.
    pub working_days: BTreeSet<WeekdayName>,
    /// The hall.
    #[serde(default)]
    pub hall: Vec<Span>,
    /// Collecting documents; as the hall when empty.
    #[serde(default)]
    pub pickup: Vec<Span>,
    /// The telephone.
    #[serde(default)]
    pub phone: Vec<Span>,
}

/// A day the post is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub day: Day,
    /// What it is called.
    pub name: String,
}

/// Where the post is and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Where people come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Where mail goes; not always the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_address: Option<String>,
    /// Telephones by what they are for.
    #[serde(default)]
    pub phones: BTreeMap<String, String>,
    /// Mailboxes by what they are for.
    #[serde(default)]
    pub mailboxes: BTreeMap<String, String>,
    /// The web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

impl PostPolicy {
    /// Paper photos this booklet needs in the envelope.
    pub fn paper_photos(&self, booklet: Booklet) -> u8 {
        match (self.mail_in.paper_photos, booklet) {
            (PaperPhotos::Always, _) | (PaperPhotos::TravelDocument, Booklet::TravelDocument) => {
                self.mail_in.paper_photo_count
            }
            (PaperPhotos::Never | PaperPhotos::IfAsked | PaperPhotos::TravelDocument, _) => 0,
        }
    }
}

fn yes() -> bool {
    true
}
fn thirty_u32() -> u32 {
    30
}
fn emergency_modes() -> BTreeSet<PickupMode> {
    [PickupMode::InPerson, PickupMode::Proxy].into()
}
fn pickup_reminders() -> Vec<u16> {
    vec![30, 60, 90]
}
