//! Money is whole minor units and a currency; it never passes through a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// An ISO 4217 code, as `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Three capitals.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimal places its minor unit has (ISO 4217; two unless listed).
    pub fn decimals(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" | b"UGX" | b"PYG" | b"XAF" | b"XOF"
            | b"XPF" => 0,
            b"KWD" | b"BHD" | b"OMR" | b"JOD" | b"TND" | b"IQD" | b"LYD" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("a currency is three capitals, as EUR"))
    }
}

/// An amount in minor units (cents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Whole minor units; negative only in differences.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

impl Money {
    /// So many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in this currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The sum; `None` when the currencies differ or the sum does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        Some(Self {
            minor: self.minor.checked_add(other.minor)?,
            currency: self.currency,
        })
    }

    /// What is left after taking `other` away.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            minor: other.minor.checked_neg()?,
            currency: other.currency,
        })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(self.currency.decimals());
        let (whole, rest) = (
            self.minor.unsigned_abs() / scale,
            self.minor.unsigned_abs() % scale,
        );
        let sign = if self.minor < 0 { "-" } else { "" };
        if scale == 1 {
            return write!(f, "{} {sign}{whole}", self.currency);
        }
        let width = self.currency.decimals() as usize;
        write!(f, "{} {sign}{whole}.{rest:0width$}", self.currency)
    }
}

/// An exchange rate as it was used, kept with the payment: so many `to` minor units for one million `from` minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// What is converted.
    pub from: Currency,
    /// What it is converted to.
    pub to: Currency,
    /// Minor units of `to` for 1,000,000 minor units of `from`.
    pub per_million: i64,
    /// How the last minor unit was decided.
    pub rounding: Rounding,
}

/// How a converted amount is rounded to a whole minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Half away from zero.
    HalfUp,
    /// Always up: the payer covers the part of a cent.
    Up,
    /// Always down.
    Down,
}

impl Rate {
    /// Converts; `None` for another currency, a rate that is not positive, a negative amount, or what does not fit.
    pub fn convert(&self, amount: Money) -> Option<Money> {
        if amount.currency != self.from || self.per_million <= 0 || amount.minor < 0 {
            return None;
        }
        let product = i128::from(amount.minor) * i128::from(self.per_million);
        let million = 1_000_000_i128;
        let minor = match self.rounding {
            Rounding::HalfUp => (product + million / 2) / million,
            Rounding::Up => (product + million - 1) / million,
            Rounding::Down => product / million,
        };
        Some(Money {
            minor: i64::try_from(minor).ok()?,
            currency: self.to,
        })
    }
}
