//! What is charged, and how it is paid.

use super::{WeekdayName, yes};
use crate::values::Currency;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr, VariantNames};

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

fn thirty_u32() -> u32 {
    30
}
