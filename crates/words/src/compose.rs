//! A whole message: order number above, body, post, and the line against fraud below.

use crate::catalogue::Catalogue;
use crate::notice::{Due, Filling};
use crate::voice::{Voice, few_words, one_line};
use crate::{Addressee, Fill, Language, WordsFault, catalogue};
use lingshi_rules::life::{Notice, NoticeCode};
use lingshi_rules::order::reasons::Pick;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::instant::Day;
use serde::{Deserialize, Serialize};

/// What an applicant reads, kept with the order as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// The title.
    pub title: String,
    /// Everything below it.
    pub body: String,
    /// In which language.
    pub language: Language,
    /// From which words.
    pub catalogue_version: String,
}

/// Messages that no event of an order tells by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Further {
    /// N23: another order is open.
    OpenOrder {
        /// Which.
        open: OrderNo,
    },
    /// N26: the post is closed.
    Closed {
        /// Why, in the post's words.
        reason: String,
        /// From this day on.
        from: Day,
        /// The last day.
        to: Day,
    },
}

/// A notice of the rulebook as a message.
pub fn render_notice(
    language: Language,
    notice: &Notice,
    to: &Addressee,
    policy: &PostPolicy,
) -> Result<Rendered, WordsFault> {
    let voice = Voice::of(catalogue(language)?, policy);
    let fill = Filling { voice, to }.of(notice)?;
    message(voice, NoticeCode::from(notice).into(), &fill, to, None)
}

/// A message that no event tells by itself.
pub fn render_further(
    language: Language,
    further: &Further,
    to: &Addressee,
    policy: &PostPolicy,
) -> Result<Rendered, WordsFault> {
    let voice = Voice::of(catalogue(language)?, policy);
    let (code, fill) = match further {
        Further::OpenOrder { open } => ("N23", Fill::new().with("open", open.as_str())),
        Further::Closed { reason, from, to } => (
            "N26",
            Fill::new()
                .with("reason", few_words(reason))
                .with("from", voice.day(*from)?)
                .with("to", voice.day(*to)?)
                .with_flag("same", from == to)
                .with_known("urgent", policy.contact.phones.get("protection").cloned()),
        ),
    };
    message(voice, code, &fill, to, None)
}

/// A supplement as it will read, composed off line: the days run from delivery.
pub fn preview_supplement(
    language: Language,
    picks: &[Pick],
    words: Option<&str>,
    due_days: u16,
    to: &Addressee,
    policy: &PostPolicy,
) -> Result<Rendered, WordsFault> {
    let voice = Voice::of(catalogue(language)?, policy);
    let fill = Filling { voice, to }.supplement(picks, words, Due::Days(due_days))?;
    let above = voice.plain("preview_line")?;
    message(voice, "N03", &fill, to, Some(above))
}

fn message(
    voice: Voice<'_>,
    code: &str,
    fill: &Fill,
    to: &Addressee,
    above: Option<String>,
) -> Result<Rendered, WordsFault> {
    let notice = voice.words.notice.get(code);
    let notice = notice.ok_or_else(|| voice.missing(code))?;
    let body = voice.fill(code, &notice.body, fill)?;
    let mut parts: Vec<String> = above.into_iter().collect();
    parts.push(order_line(voice, to)?);
    parts.push(body);
    letter(voice, voice.fill(code, &notice.title, fill)?, parts)
}

/// A message under its title, closed by the post and the line against fraud.
pub(crate) fn letter(
    voice: Voice<'_>,
    title: String,
    mut parts: Vec<String>,
) -> Result<Rendered, WordsFault> {
    let words: &Catalogue = voice.words;
    parts.push(voice.post_name());
    if voice.policy.notices.antifraud_footer {
        parts.push(voice.plain("antifraud")?);
    }
    Ok(Rendered {
        title,
        body: neat(&parts.join("\n")),
        language: words.language,
        catalogue_version: words.version.clone(),
    })
}

pub(crate) fn order_line(voice: Voice<'_>, to: &Addressee) -> Result<String, WordsFault> {
    let fill = Fill::new()
        .with("no", to.no.as_str())
        .with("business", voice.term("business", to.business.code())?)
        .with("name", one_line(&to.name));
    voice.line("order_line", &fill)
}

/// No blanks at the ends of lines, and no empty lines.
fn neat(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let kept: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    kept.join("\n")
}
