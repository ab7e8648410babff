//! Money owed, paid and given back for one order.

use super::Extra;
use crate::ids::{FileId, PaymentId};
use crate::people::By;
use crate::post::policy::PaymentKind;
use crate::values::money::Rate;
use crate::values::{Instant, Money};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// How the order stands with the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaymentState {
    /// 未付
    Unpaid,
    /// 待核
    ToVerify,
    /// 已付
    Paid,
    /// 需补
    Short,
    /// 应退
    ToRefund,
    /// 已退
    Refunded,
}

/// Online in the APP, or later by the post's own means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMode {
    /// 微信支付
    Online,
    /// 线下支付
    Offline,
}

/// Where one payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptState {
    /// 待核
    ToVerify,
    /// 到账
    Cleared,
    /// 退票
    Bounced,
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// As it is booked.
    pub id: PaymentId,
    /// How.
    pub kind: PaymentKind,
    /// How much.
    pub amount: Money,
    /// Cheque number or reference of the transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// To whom a cheque is made out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<String>,
    /// A cheque's memo line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// The scan of a cheque or a card form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<FileId>,
    /// The rate, where it was paid in another currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
    /// 待核, 到账, 退票.
    pub state: ReceiptState,
    /// Who booked it.
    pub by: By,
    /// When.
    pub at: Instant,
}

/// One repayment, through the channel the money came by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// How much.
    pub amount: Money,
    /// Who proposed it.
    pub proposed_by: By,
    /// Who confirmed it.
    pub confirmed_by: By,
    /// When.
    pub at: Instant,
}

/// The order's money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Chosen by the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<PaymentMode>,
    /// What the tariff says.
    pub due: Money,
    /// Until when an unpaid order waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Follows from all the rest; kept so that queues can ask for it.
    pub state: PaymentState,
    /// What came in.
    #[serde(default)]
    pub receipts: Vec<Receipt>,
    /// What went back.
    #[serde(default)]
    pub refunds: Vec<Refund>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Payment {
    /// Nothing paid yet.
    pub fn of(due: Money) -> Self {
        Self {
            mode: None,
            due,
            until: None,
            state: PaymentState::Unpaid,
            receipts: Vec::new(),
            refunds: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// Cleared, less what was paid back, in minor units of the due currency.
    pub fn held(&self) -> i64 {
        let came = self
            .receipts
            .iter()
            .filter(|r| r.state == ReceiptState::Cleared);
        let back: i64 = self.refunds.iter().map(|r| r.amount.minor).sum();
        came.map(|r| r.amount.minor).sum::<i64>() - back
    }

    /// What was cleared less what is due: positive is too much, negative too little.
    pub fn difference(&self) -> Money {
        Money::new(self.held() - self.due.minor, self.due.currency)
    }

    /// Something waits to be verified.
    pub fn has_unverified(&self) -> bool {
        self.receipts
            .iter()
            .any(|r| r.state == ReceiptState::ToVerify)
    }

    /// Everything due is in; too much counts as in.
    pub fn is_settled(&self) -> bool {
        self.held() >= self.due.minor
    }

    /// The state that follows from receipts, refunds and what is due.
    pub(crate) fn settle(&mut self) {
        let (held, due) = (self.held(), self.due.minor);
        self.state = if self.has_unverified() {
            PaymentState::ToVerify
        } else if held > due {
            PaymentState::ToRefund
        } else if held < due && held > 0 {
            PaymentState::Short
        } else if !self.refunds.is_empty() && held == due {
            PaymentState::Refunded
        } else if held < due {
            PaymentState::Unpaid
        } else {
            PaymentState::Paid
        };
    }
}
