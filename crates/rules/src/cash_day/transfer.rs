//! Bank transfers, and whose they may be: by order number, by its last eight digits, by name.

use crate::values::fold;
use crate::values::instant::Instant;
use crate::values::{Money, OrderNo, PersonName};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::IntoStaticStr;

/// One transfer of the bank's list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// The bank's reference; no other transfer has it.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// Who sent it, as the bank writes it.
    pub payer: String,
    /// 附言
    pub text: String,
    /// When it came.
    pub at: Instant,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderNo>,
    /// How that was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched_by: Option<MatchedBy>,
}

/// By what a transfer was matched, the surest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MatchedBy {
    /// The whole order number.
    OrderNo,
    /// Its last eight digits.
    Tail,
    /// The applicant's name.
    Name,
    /// An officer, from something else.
    Hand,
}

/// An order that owes money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payable {
    /// Its number.
    pub no: OrderNo,
    /// The applicant.
    pub name: PersonName,
    /// What is owed.
    pub owed: Money,
}

/// An order a transfer may be for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Candidate {
    /// By what.
    pub by: MatchedBy,
    /// The amount is not what is owed.
    pub amount_differs: bool,
    /// Which order.
    pub order: OrderNo,
}

/// Orders the transfer may be for, the likeliest first.
pub fn candidates(transfer: &Transfer, open: &[Payable]) -> Vec<Candidate> {
    let words = Words::of(transfer);
    let mut found: Vec<Candidate> = open
        .iter()
        .filter_map(|payable| {
            Some(Candidate {
                by: words.name(payable)?,
                amount_differs: payable.owed != transfer.amount,
                order: payable.no.clone(),
            })
        })
        .collect();
    found.sort();
    found
}

/// What stands in a transfer, as it is compared.
struct Words {
    /// Capitals and digits, without anything between them.
    code: String,
    /// Every run of digits.
    numbers: Vec<String>,
    /// As typed, for names in characters.
    zh: String,
}

impl Words {
    fn of(transfer: &Transfer) -> Self {
        let both = format!("{} {}", transfer.text, transfer.payer);
        let code = fold::code(&both)
            .into_iter()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let half: String = both.chars().map(fold::half_width).collect();
        let numbers = half
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| !run.is_empty())
            .map(str::to_owned)
            .collect();
        let zh = both.chars().filter(|c| !c.is_whitespace()).collect();
        Self { code, numbers, zh }
    }

    fn name(&self, payable: &Payable) -> Option<MatchedBy> {
        if self.code.contains(payable.no.as_str()) {
            return Some(MatchedBy::OrderNo);
        }
        // Eight digits inside a longer number are somebody's account.
        if self.numbers.iter().any(|run| run == payable.no.tail()) {
            return Some(MatchedBy::Tail);
        }
        self.has_name(&payable.name).then_some(MatchedBy::Name)
    }

    fn has_name(&self, name: &PersonName) -> bool {
        let zh = name.zh();
        if zh.chars().count() > 1 && self.zh.contains(&zh) {
            return true;
        }
        let letters = |text: &str| -> String {
            fold::code(text)
                .into_iter()
                .filter(char::is_ascii_alphanumeric)
                .collect()
        };
        let (surname, given) = (letters(&name.surname_latin), letters(&name.given_latin));
        let whole = !surname.is_empty() && !given.is_empty();
        whole
            && (self.code.contains(&format!("{surname}{given}"))
                || self.code.contains(&format!("{given}{surname}")))
    }
}

/// Who paid is nobody's business in a log line.
impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfer")
            .field("amount", &self.amount)
            .field("matched_by", &self.matched_by)
            .finish_non_exhaustive()
    }
}
