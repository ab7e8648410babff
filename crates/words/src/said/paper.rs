//! Photos, erasures, pensions and stickers.

use super::{Words, n, none};
use crate::voice::Voice;
use crate::{Fill, WordsFault};
use lingshi_rules::legalisation::{Answer, FEWEST, MOST, QueryFault, QueryField};
use lingshi_rules::pension::PaperRefusal;
use lingshi_rules::photo_standard::{Departure, Measure, WIDTH};
use lingshi_rules::retention::Erased;

/// Tenths as they are read: `5.3`.
fn tenths(n: u32) -> String {
    format!("{}.{}", n / 10, n % 10)
}

pub(super) fn departure(voice: Voice<'_>, departure: Departure) -> Words {
    let (code, fill) = match departure {
        Departure::Format => ("format", none()),
        Departure::TooLarge { most } => ("too_large", none().with("most", voice.bytes(most)?)),
        Departure::TooFewPixels { width, height } => (
            "too_few_pixels",
            none().with("width", n(width)).with("height", n(height)),
        ),
        Departure::Proportions => ("proportions", none()),
        Departure::NoSingleHead => ("no_single_head", none()),
        Departure::CutOff => ("cut_off", none()),
        Departure::Tilted { found, most } => (
            "tilted",
            none()
                .with("found", tenths(found.into()))
                .with("most", tenths(most.into())),
        ),
        Departure::Measure {
            of,
            found,
            least,
            most,
        } => {
            // Between the eyes is of a thousand of the width, the others are pixels.
            let part = of == Measure::BetweenEyes;
            let read = |value| if part { tenths(value) } else { n(value) };
            let fill = none()
                .with("of", voice.term("photo_measure", of.into())?)
                .with("found", read(found))
                .with("least", read(least))
                .with("most", read(most))
                .with("width", n(WIDTH))
                .with_flag("part", part);
            ("measure", fill)
        }
    };
    voice.said("departure", code, &fill)
}

pub(super) fn erased(voice: Voice<'_>, erased: &Erased) -> Words {
    let rules = &voice.policy.retention;
    let months = |months: u16| none().with("months", n(months));
    let (code, fill) = match erased {
        Erased::RejectedImages => ("rejected_images", months(rules.rejected_image_months)),
        Erased::CancelledImages => ("cancelled_images", months(rules.cancelled_image_months)),
        Erased::InterviewScreenshots => ("interview_screenshots", months(rules.screenshot_months)),
        Erased::CardForm { payment: _ } => ("card_form", none()),
    };
    voice.said("erased", code, &fill)
}

pub(super) fn pension(voice: Voice<'_>, why: &PaperRefusal) -> Words {
    let (code, fill) = match why {
        PaperRefusal::RoleNeeded { roles } => {
            let roles = voice.terms_or("who", roles.iter().map(Into::into))?;
            ("role_needed", none().with("roles", roles))
        }
        PaperRefusal::OtherPost => ("other_post", none()),
        PaperRefusal::NotFilledIn => ("not_filled_in", none()),
        PaperRefusal::NotSeen => ("not_seen", none()),
        PaperRefusal::AlreadyThisYear { year } => {
            ("already_this_year", none().with("year", n(year)))
        }
        PaperRefusal::AnswerAwaited { until } => {
            let until = until.map(|day| voice.date(day)).transpose()?;
            ("answer_awaited", none().with_known("until", until))
        }
        PaperRefusal::WrongCause => ("wrong_cause", none()),
    };
    voice.said("pension_paper", code, &fill)
}

pub(super) fn query(voice: Voice<'_>, fault: QueryFault) -> Words {
    let of = |field: QueryField| -> Result<Fill, WordsFault> {
        Ok(none().with("field", voice.term("query_field", field.into())?))
    };
    let (code, fill) = match fault {
        QueryFault::Empty { field } => ("empty", of(field)?),
        QueryFault::WrongCharacter { field, position } => {
            ("wrong_character", of(field)?.with("position", n(position)))
        }
        QueryFault::WrongLength { field, found } => {
            let fill = of(field)?.with("found", n(found));
            let fill = fill.with("fewest", n(FEWEST));
            ("wrong_length", fill.with("most", n(MOST)))
        }
        QueryFault::NoName { field } => ("no_name", of(field)?),
    };
    voice.said("sticker_query", code, &fill)
}

pub(super) fn sticker(voice: Voice<'_>, answer: &Answer) -> Words {
    let (code, fill) = match answer {
        Answer::Genuine { signed } => ("genuine", none().with("signed", voice.date(*signed)?)),
        Answer::NotFound => ("not_found", none()),
    };
    voice.said("sticker_answer", code, &fill)
}
