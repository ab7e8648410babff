//! What the sender of a supplement mail is told: that it came, what of it cannot be used, or why it was not
//! recognised and how to do it right.
//!
//! Whether an order exists is nobody's to find out by writing: the answer to a mail that was not recognised
//! says nothing of any order, and reads alike whatever was found under its number.

use crate::compose::{Rendered, letter, order_line};
use crate::said::letter::{left_out_code, unfit_parts};
use crate::said::{Said, tell};
use crate::voice::{Voice, capital, few_words, one_line};
use crate::{Addressee, Fill, Language, WordsFault, catalogue};
use lingshi_rules::outgoing::{Severity, findings};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::{
    Answer, Fate, Flag, LeftOut, Letter, NotRecognised, Recognised, Shortcoming, Verdict, Why,
};

type Words = Result<String, WordsFault>;

/// Characters of a file's name that are repeated to its sender.
const LONGEST_NAME: usize = 40;

/// Digits of a number that names a person or an account; cameras write shorter ones.
const SHORTEST_NUMBER: usize = 15;

/// A mail that was judged.
#[derive(Debug, Clone, Copy)]
pub struct MailAnswer<'m> {
    /// What it was taken for.
    pub verdict: &'m Verdict,
    /// The mail.
    pub letter: &'m Letter,
    /// The order's applicant, where the mail was recognised.
    pub to: Option<&'m Addressee>,
}

/// What the sender is told; nothing where nobody is answered.
pub fn render_mail_answer(
    language: Language,
    mail: MailAnswer<'_>,
    policy: &PostPolicy,
) -> Result<Option<Rendered>, WordsFault> {
    let voice = Voice::of(catalogue(language)?, policy);
    match mail.verdict {
        Verdict::Recognised(found) => recognised(voice, found, mail),
        Verdict::NotRecognised(found) => not_recognised(voice, found),
    }
}

fn not_recognised(voice: Voice<'_>, found: &NotRecognised) -> Result<Option<Rendered>, WordsFault> {
    match found.answer {
        Answer::Refuse => {}
        Answer::Acknowledge | Answer::None { .. } => return Ok(None),
    }
    let fill = how(voice)?.with("why", why(voice, &found.why)?);
    rendered(voice, "refused", &fill, None).map(Some)
}

fn recognised(
    voice: Voice<'_>,
    found: &Recognised,
    mail: MailAnswer<'_>,
) -> Result<Option<Rendered>, WordsFault> {
    let (code, all) = match found.answer {
        Answer::Acknowledge => ("received", false),
        Answer::Refuse => ("nothing", true),
        Answer::None { .. } => return Ok(None),
    };
    let mut items = files(voice, found, mail.letter, all)?;
    for flag in &found.flags {
        items.extend(told(voice, flag)?);
    }
    let fill = how(voice)?
        .with("items", listed(voice, &items)?)
        .with("no", found.order_no.as_str());
    rendered(voice, code, &fill, mail.to).map(Some)
}

fn rendered(
    voice: Voice<'_>,
    code: &str,
    fill: &Fill,
    to: Option<&Addressee>,
) -> Result<Rendered, WordsFault> {
    let title = line(voice, "title", code, fill)?;
    let body = line(voice, "body", code, fill)?;
    let above = to.map(|to| order_line(voice, to)).transpose()?;
    letter(voice, title, above.into_iter().chain([body]).collect())
}

/// How a mail is sent so that it is recognised.
fn how(voice: Voice<'_>) -> Result<Fill, WordsFault> {
    let rules = &voice.policy.supplement;
    Ok(Fill::new()
        .with("mailbox", rules.mailbox.clone())
        .with("size", voice.bytes(rules.mail_attachment_max)?)
        .with_flag("pdf", rules.mail_pdf))
}

fn line(voice: Voice<'_>, group: &str, code: &str, fill: &Fill) -> Words {
    let key = || format!("answer.{group}.{code}");
    let lines = voice.words.answer.get(group);
    let found = lines.and_then(|lines| lines.get(code));
    voice.fill(&key(), found.ok_or_else(|| voice.missing(key()))?, fill)
}

/// What is wrong with the mail itself. What was found under its number is not told.
fn why(voice: Voice<'_>, why: &Why) -> Words {
    let none = Fill::new();
    let (code, fill) = match why {
        Why::Unreadable { .. } | Why::Automatic { .. } => ("unreadable", none),
        Why::Encrypted { .. } => ("encrypted", none),
        Why::SubjectEmpty => ("subject_empty", none),
        Why::SubjectWithoutNumber => ("subject_without_number", none),
        Why::SubjectSaysMore => ("subject_says_more", none),
        Why::SubjectFault { fault } => {
            let fault = tell(voice, Said::OrderNoFault(fault))?;
            ("subject_fault", none.with("fault", fault))
        }
        Why::SubjectSlip {
            position,
            found,
            meant,
        } => (
            "subject_slip",
            none.with("position", position.to_string())
                .with("found", one_line(&found.to_string()))
                .with("meant", one_line(&meant.to_string())),
        ),
        Why::SeveralOrders { .. } => ("several_orders", none),
        Why::NoSuchOrder | Why::OtherPost | Why::NotAwaited { .. } => ("no_open_order", none),
    };
    line(voice, "why", code, &fill)
}

/// Enclosures that were not taken, each with what to do; what is no material at all is named only where
/// nothing else came.
fn files(
    voice: Voice<'_>,
    found: &Recognised,
    letter: &Letter,
    all: bool,
) -> Result<Vec<String>, WordsFault> {
    let mut items = Vec::new();
    for file in &found.files {
        let said = match file.fate {
            Fate::Fit => continue,
            Fate::Unfit { reason } => {
                let (code, fill) = unfit_parts(voice, reason)?;
                line(voice, "unfit", code, &fill)?
            }
            Fate::LeftOut { reason } if all || reason == LeftOut::Empty => {
                line(voice, "left_out", left_out_code(reason), &Fill::new())?
            }
            Fate::LeftOut { .. } => continue,
        };
        let name = letter.enclosures.get(file.enclosure);
        let name = name.and_then(|file| shown_name(voice, &file.name));
        let fill = Fill::new()
            .with("n", (file.enclosure + 1).to_string())
            .with_known("name", name)
            .with("said", said);
        items.push(line(voice, "item", "file", &fill)?);
    }
    Ok(items)
}

/// A file's name, where it may stand in a message of the post: no card's number, and no person's.
fn shown_name(voice: Voice<'_>, name: &str) -> Option<String> {
    let name = few_words(name);
    let short: String = name.chars().take(LONGEST_NAME).collect();
    let name = if short == name {
        short
    } else {
        format!("{short}…")
    };
    let blocked = findings(&name, voice.policy, LONGEST_NAME * 2)
        .iter()
        .any(|finding| finding.severity == Severity::Block);
    let mut runs = name.split(|c: char| !c.is_ascii_digit());
    let numbered = runs.any(|run| run.len() >= SHORTEST_NUMBER);
    (!blocked && !numbered && !name.is_empty()).then_some(name)
}

/// What the sender can mend; the rest is for the officer.
fn told(voice: Voice<'_>, flag: &Flag) -> Result<Option<String>, WordsFault> {
    let none = Fill::new();
    let (code, fill) = match flag {
        Flag::NothingEnclosed => ("nothing_enclosed", none),
        Flag::LeftInCloud { cloud } => {
            let cloud = voice.term("cloud", cloud.into())?;
            ("left_in_cloud", none.with("cloud", cloud))
        }
        Flag::RemotePictures { count } => {
            ("remote_pictures", none.with("count", count.to_string()))
        }
        Flag::Shortcoming {
            of: Shortcoming::TooManyEnclosures { most },
        } => ("too_many_enclosures", none.with("most", most.to_string())),
        Flag::Shortcoming {
            of:
                Shortcoming::CutOff
                | Shortcoming::BoundaryMissing
                | Shortcoming::DamagedEncoding
                | Shortcoming::TooManyParts { .. }
                | Shortcoming::TooDeep { .. },
        } => ("incomplete", none),
        Flag::Shortcoming {
            of:
                Shortcoming::DamagedCharacters
                | Shortcoming::UnknownCharset
                | Shortcoming::HeadTooLong { .. }
                | Shortcoming::TextTooLong { .. },
        }
        | Flag::InFirstReview
        | Flag::NameMissing
        | Flag::NameDiffers
        | Flag::NameOtherCharacters
        | Flag::BusinessMissing
        | Flag::BusinessDiffers { .. }
        | Flag::OrderMissing
        | Flag::OrderDiffers { .. }
        | Flag::OrderFault { .. }
        | Flag::PostMissing
        | Flag::PostDiffers
        | Flag::LinesQuoted
        | Flag::Forwarded { .. }
        | Flag::NothingFit => return Ok(None),
    };
    line(voice, "flag", code, &fill).map(Some)
}

/// One on a line of its own, several numbered.
fn listed(voice: Voice<'_>, items: &[String]) -> Words {
    match items {
        [] => Ok(String::new()),
        [only] => Ok(format!("\n{}{}", capital(only), voice.plain("end")?)),
        _ => voice.numbered(items, "outer_number"),
    }
}
