//! Serial numbers of blank booklets, and sets of them kept as ranges.

use crate::values::fold;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Digits a serial has at most; far beyond any, and well within a number.
const MOST_DIGITS: usize = 12;
const MOST_LETTERS: usize = 4;

/// A number printed into a blank booklet, as `EK0000001`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Serial {
    letters: String,
    digits: u8,
    number: u64,
}

impl Serial {
    /// Letters, then digits.
    pub fn parse(text: &str) -> Option<Self> {
        let signs = fold::code(text);
        let letters: String = signs
            .iter()
            .take_while(|c| c.is_ascii_uppercase())
            .collect();
        let rest: String = signs.iter().skip(letters.len()).collect();
        let fits = letters.len() <= MOST_LETTERS
            && (1..=MOST_DIGITS).contains(&rest.len())
            && rest.bytes().all(|b| b.is_ascii_digit());
        if !fits {
            return None;
        }
        Some(Self {
            letters,
            digits: u8::try_from(rest.len()).ok()?,
            number: rest.parse().ok()?,
        })
    }

    /// Of the same run: only the number differs.
    fn is_of_run(&self, other: &Self) -> bool {
        self.letters == other.letters && self.digits == other.digits
    }

    /// The one after it; none at the end of its run.
    fn next(&self) -> Option<Self> {
        self.at(self.number.checked_add(1)?)
    }

    /// The one before it.
    fn before(&self) -> Option<Self> {
        self.at(self.number.checked_sub(1)?)
    }

    fn at(&self, number: u64) -> Option<Self> {
        let fits = number < 10_u64.pow(u32::from(self.digits));
        fits.then(|| Self {
            number,
            ..self.clone()
        })
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = usize::from(self.digits);
        write!(f, "{}{:0width$}", self.letters, self.number)
    }
}

impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Serial {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Serial {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("a serial is letters and digits"))
    }
}

/// Serials of one run without a gap, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct SerialRange {
    from: Serial,
    to: Serial,
}

#[derive(Deserialize)]
struct Ends {
    from: Serial,
    to: Serial,
}

impl TryFrom<Ends> for SerialRange {
    type Error = &'static str;

    fn try_from(ends: Ends) -> Result<Self, Self::Error> {
        Self::new(ends.from, ends.to).ok_or("a range ends in its own run, after it begins")
    }
}

impl SerialRange {
    /// From one to another of the same run.
    pub fn new(from: Serial, to: Serial) -> Option<Self> {
        (from.is_of_run(&to) && from <= to).then_some(Self { from, to })
    }

    /// One alone.
    pub fn one(serial: Serial) -> Self {
        Self {
            to: serial.clone(),
            from: serial,
        }
    }

    /// The first.
    pub fn from(&self) -> &Serial {
        &self.from
    }

    /// The last.
    pub fn to(&self) -> &Serial {
        &self.to
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.to.number - self.from.number + 1
    }

    /// What both have.
    pub fn common(&self, other: &Self) -> Option<Self> {
        if !self.from.is_of_run(&other.from) {
            return None;
        }
        let from = self.from.clone().max(other.from.clone());
        let to = self.to.clone().min(other.to.clone());
        Self::new(from, to)
    }

    /// What is left of it without the other.
    fn without(&self, other: &Self) -> Vec<Self> {
        let Some(common) = self.common(other) else {
            return vec![self.clone()];
        };
        let below = common.from.before();
        let above = common.to.next();
        let below = below.and_then(|to| Self::new(self.from.clone(), to));
        let above = above.and_then(|from| Self::new(from, self.to.clone()));
        below.into_iter().chain(above).collect()
    }

    /// The two as one, where no serial is missing between them.
    fn joined(&self, later: &Self) -> Option<Self> {
        (self.to.next().as_ref() == Some(&later.from)).then(|| Self {
            from: self.from.clone(),
            to: later.to.clone(),
        })
    }
}

/// A set of serials, as sorted ranges that neither meet nor touch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Serials(Vec<SerialRange>);

impl Serials {
    /// Of ranges that may stand in any order; what stands there twice is the first serials of that.
    pub fn of(ranges: &[SerialRange]) -> Result<Self, SerialRange> {
        let mut all = Self::default();
        for range in ranges {
            if let Some(twice) = all.common(range) {
                return Err(twice);
            }
            all.insert(range);
        }
        Ok(all)
    }

    /// As ranges, in order.
    pub fn ranges(&self) -> &[SerialRange] {
        &self.0
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.0.iter().map(SerialRange::count).sum()
    }

    /// The first serials of a range that are in here.
    pub fn common(&self, range: &SerialRange) -> Option<SerialRange> {
        self.0.iter().find_map(|own| own.common(range))
    }

    /// The first serials of a range that are not in here.
    pub fn lacks(&self, range: &SerialRange) -> Option<SerialRange> {
        let mut rest = vec![range.clone()];
        for own in &self.0 {
            rest = rest.iter().flat_map(|r| r.without(own)).collect();
        }
        rest.into_iter().next()
    }

    /// This one is in here.
    pub fn contains(&self, serial: &Serial) -> bool {
        self.common(&SerialRange::one(serial.clone())).is_some()
    }

    /// Puts a range in.
    pub(super) fn insert(&mut self, range: &SerialRange) {
        self.remove(range);
        self.0.push(range.clone());
        self.0.sort();
        let mut joined: Vec<SerialRange> = Vec::with_capacity(self.0.len());
        for next in self.0.drain(..) {
            match joined.last_mut().and_then(|last| last.joined(&next)) {
                Some(both) => {
                    joined.pop();
                    joined.push(both);
                }
                None => joined.push(next),
            }
        }
        self.0 = joined;
    }

    /// Takes a range out.
    pub(super) fn remove(&mut self, range: &SerialRange) {
        self.0 = self.0.iter().flat_map(|own| own.without(range)).collect();
    }

    /// What is here and not there.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let mut left = self.clone();
        for range in &other.0 {
            left.remove(range);
        }
        left
    }
}
