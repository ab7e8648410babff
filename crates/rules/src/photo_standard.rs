//! 证件照 by its measures: what a program may find by counting. The officer decides; nothing here refuses a photo.
//!
//! Measures are compared at the width of the standard, so that a larger picture of the same framing measures the same.

use crate::order::reasons::PhotoReason;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use strum::IntoStaticStr;

/// Smallest width a booklet is made from, and the width measures are compared at.
pub const WIDTH: u32 = 354;
/// Smallest height.
pub const HEIGHT: u32 = 472;
/// Largest file the APP takes.
pub const MOST_BYTES: u64 = 5 * 1024 * 1024;

/// At the standard's width, from one side of the head to the other.
const HEAD_WIDTH: RangeInclusive<u32> = 230..=283;
/// From crown to chin.
const HEAD_HEIGHT: RangeInclusive<u32> = 331..=390;
/// From the upper edge to the crown.
const ABOVE_CROWN: RangeInclusive<u32> = 25..=45;
/// From the upper edge to the line of the eyes.
const ABOVE_EYES: RangeInclusive<u32> = 176..=251;
/// Between the pupils, of a thousand of the width.
const BETWEEN_EYES: RangeInclusive<u32> = 230..=330;
/// Tilt in tenths of a degree beyond which a head is not upright.
const TILT: u16 = 50;

/// A format by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// JPEG
    Jpeg,
    /// PNG
    Png,
    /// Anything else.
    Other,
}

/// A head in a picture, in its own pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Head {
    /// From one side to the other.
    pub width: u32,
    /// Upper edge of the picture to the crown; nothing when it is cut off.
    pub crown: u32,
    /// Upper edge to the line of the eyes.
    pub eyes: u32,
    /// Upper edge to the chin.
    pub chin: u32,
    /// Between the pupils.
    pub between_eyes: u32,
    /// Tenths of a degree out of the upright, either way.
    pub tilt: u16,
}

/// A photo, measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Measured {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes of the file.
    pub bytes: u64,
    /// By its first bytes.
    pub format: Format,
    /// The one head found; none when there is none, or more than one.
    pub head: Option<Head>,
}

/// What is measured.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Measure {
    /// 头部宽度
    HeadWidth,
    /// 头部高度
    HeadHeight,
    /// 头顶距上边
    AboveCrown,
    /// 双眼距上边
    AboveEyes,
    /// 两眼间距
    BetweenEyes,
}

/// What a photo departs from the standard in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Departure {
    /// Neither JPEG nor PNG.
    Format,
    /// More than the APP takes.
    TooLarge {
        /// The most bytes.
        most: u64,
    },
    /// Fewer pixels than a booklet is made from.
    TooFewPixels {
        /// Least width.
        width: u32,
        /// Least height.
        height: u32,
    },
    /// Not three to four.
    Proportions,
    /// Nobody in it, or several.
    NoSingleHead,
    /// The crown is cut off.
    CutOff,
    /// Tilted.
    Tilted {
        /// Tenths of a degree.
        found: u16,
        /// The most.
        most: u16,
    },
    /// A measure beyond its limits, at the standard's width.
    Measure {
        /// Which.
        of: Measure,
        /// Found.
        found: u32,
        /// At least.
        least: u32,
        /// At most.
        most: u32,
    },
}

impl Departure {
    /// The reason an officer would pick for it.
    pub fn reason(self) -> PhotoReason {
        match self {
            Self::Format | Self::TooLarge { .. } | Self::Proportions => PhotoReason::PH16,
            Self::TooFewPixels { .. } => PhotoReason::PH10,
            Self::NoSingleHead => PhotoReason::PH15,
            Self::CutOff => PhotoReason::PH11,
            Self::Tilted { .. } | Self::Measure { .. } => PhotoReason::PH03,
        }
    }
}

/// Everything a photo departs from the standard in; nothing when it keeps it.
pub fn departures(photo: &Measured) -> Vec<Departure> {
    let mut found = of_file(photo);
    match photo.head {
        None => found.push(Departure::NoSingleHead),
        Some(head) => found.extend(of_head(photo.width, head)),
    }
    found
}

fn of_file(photo: &Measured) -> Vec<Departure> {
    // A hundredth of the width either way is a matter of rounding.
    let (across, down) = (u64::from(photo.width) * 4, u64::from(photo.height) * 3);
    let off = across.abs_diff(down) * 100 > across;
    let few = photo.width < WIDTH || photo.height < HEIGHT;
    let (width, height) = (WIDTH, HEIGHT);
    [
        (photo.format == Format::Other).then_some(Departure::Format),
        (photo.bytes > MOST_BYTES).then_some(Departure::TooLarge { most: MOST_BYTES }),
        few.then_some(Departure::TooFewPixels { width, height }),
        off.then_some(Departure::Proportions),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_head(width: u32, head: Head) -> Vec<Departure> {
    if head.crown == 0 {
        return vec![Departure::CutOff];
    }
    let scaled = |pixels: u32| scale(pixels, WIDTH, width);
    let tall = head.chin.saturating_sub(head.crown);
    let measures = [
        (Measure::HeadWidth, scaled(head.width), HEAD_WIDTH),
        (Measure::HeadHeight, scaled(tall), HEAD_HEIGHT),
        (Measure::AboveCrown, scaled(head.crown), ABOVE_CROWN),
        (Measure::AboveEyes, scaled(head.eyes), ABOVE_EYES),
        (
            Measure::BetweenEyes,
            scale(head.between_eyes, 1000, width),
            BETWEEN_EYES,
        ),
    ];
    let (found, most) = (head.tilt, TILT);
    let tilted = (found > most).then_some(Departure::Tilted { found, most });
    let beyond = measures
        .into_iter()
        .filter(|(_, found, limits)| !limits.contains(found))
        .map(|(of, found, limits)| Departure::Measure {
            of,
            found,
            least: *limits.start(),
            most: *limits.end(),
        });
    tilted.into_iter().chain(beyond).collect()
}

/// Rounded to the nearest; a picture without width has no measures.
fn scale(pixels: u32, to: u32, width: u32) -> u32 {
    let width = u64::from(width.max(1));
    let scaled = (u64::from(pixels) * u64::from(to) + width / 2) / width;
    u32::try_from(scaled).unwrap_or(u32::MAX)
}
