//! Names and texts: what is remarked about them.

use super::{Said, Words, n, none, sign, tell};
use crate::voice::{Voice, one_line};
use crate::{Fill, WordsFault};
use lingshi_rules::values::name::{NamePart, NameRemark};
use lingshi_rules::values::text::TextFinding;

type Filled = Result<Fill, WordsFault>;

pub(super) fn remark(voice: Voice<'_>, remark: &NameRemark) -> Words {
    use NameRemark as R;
    let (code, fill) = match remark {
        R::NoName => ("no_name", none()),
        R::Missing { part } => ("missing", of(voice, *part)?),
        R::TooLong { part, limit, found } => {
            let fill = of(voice, *part)?.with("limit", n(limit));
            ("too_long", fill.with("found", n(found)))
        }
        R::LongerThanMachineZone { limit, found } => {
            let fill = none().with("limit", n(limit)).with("found", n(found));
            ("longer_than_machine_zone", fill)
        }
        R::Text { part, finding } => {
            let finding = tell(voice, Said::Text(finding))?;
            ("text", of(voice, *part)?.with("finding", finding))
        }
        R::NotACharacter {
            part,
            position,
            found,
        } => ("not_a_character", at(voice, *part, *position, *found)?),
        R::WrongDot {
            part,
            position,
            found,
        } => ("wrong_dot", at(voice, *part, *position, *found)?),
        R::NotCapitals { part, meant } => ("not_capitals", meaning(voice, *part, meant)?),
        R::Blank {
            part,
            position,
            meant,
        } => ("blank", apart(voice, *part, *position, meant)?),
        R::GivenNameApart { meant } => ("given_name_apart", none().with("meant", one_line(meant))),
        R::Hyphen {
            part,
            position,
            meant,
        } => ("hyphen", apart(voice, *part, *position, meant)?),
        R::Apostrophe {
            part,
            position,
            meant,
        } => ("apostrophe", apart(voice, *part, *position, meant)?),
        R::NotALetter {
            part,
            position,
            found,
        } => ("not_a_letter", at(voice, *part, *position, *found)?),
        R::UmlautForm { part, meant } => ("umlaut_form", meaning(voice, *part, meant)?),
        R::NotPinyin { part } => ("not_pinyin", of(voice, *part)?),
        R::ReadingDiffers {
            part,
            position,
            character,
            readings,
        } => {
            let fill = at(voice, *part, *position, *character)?;
            let fill = fill.with("readings", voice.joined_or(readings)?);
            ("reading_differs", fill)
        }
        R::UnusualReading {
            part,
            position,
            character,
            used,
            usual,
        } => {
            let fill = at(voice, *part, *position, *character)?;
            let fill = fill.with("used", one_line(used));
            ("unusual_reading", fill.with("usual", one_line(usual)))
        }
        R::UnusualSurname { usual } => {
            let usual = voice.joined_or(usual)?;
            ("unusual_surname", none().with("usual", usual))
        }
        R::NoReading {
            part,
            position,
            character,
        } => ("no_reading", at(voice, *part, *position, *character)?),
        R::CompareWithOldPassport => ("compare_with_old_passport", none()),
        R::ForeignNameNeedsEvidence => ("foreign_name_needs_evidence", none()),
    };
    voice.said("name_remark", code, &fill)
}

fn of(voice: Voice<'_>, part: NamePart) -> Filled {
    Ok(none().with("part", voice.term("name_part", part.into())?))
}

fn at(voice: Voice<'_>, part: NamePart, position: usize, found: char) -> Filled {
    let fill = of(voice, part)?.with("position", n(position));
    Ok(fill.with("found", sign(found)))
}

fn meaning(voice: Voice<'_>, part: NamePart, meant: &str) -> Filled {
    Ok(of(voice, part)?.with("meant", one_line(meant)))
}

fn apart(voice: Voice<'_>, part: NamePart, position: usize, meant: &str) -> Filled {
    Ok(meaning(voice, part, meant)?.with("position", n(position)))
}

pub(super) fn text(voice: Voice<'_>, finding: &TextFinding) -> Words {
    let (code, fill) = match finding {
        TextFinding::TooLong { limit, found } => (
            "too_long",
            none().with("limit", n(limit)).with("found", n(found)),
        ),
        TextFinding::Hidden {
            position,
            kind,
            scalar,
            name,
        } => (
            "hidden",
            none()
                .with("position", n(position))
                .with("kind", voice.term("hidden_kind", kind.into())?)
                .with("scalar", one_line(scalar))
                .with("name", one_line(name)),
        ),
    };
    voice.said("text_finding", code, &fill)
}
