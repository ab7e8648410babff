//! Answers to mails: kept in the transaction that took the mail in, sent by whoever comes first, and sent again under
//! the same name until somebody says that it has them.

use super::judging::{Arrived, Judged};
use super::{AnswerMark, taken_in, taken_key};
use crate::kept::{self, Kept};
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Kind, Reading, Room, StoreFault, Writing};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::Verdict;
use lingshi_rules::values::Instant;
use lingshi_wire::mail::MailId;
use lingshi_words::{Addressee, MailAnswer, render_mail_answer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// After so many days nobody tries any more.
pub const GIVEN_UP_AFTER_DAYS: i64 = 5;
/// Whoever has taken an answer to send it has so many minutes for it; then it is another's to try.
const SENDING_MINUTES: i64 = 5;
/// The first pause after it could not be sent is at most so long, and each is at most twice the one before.
const FIRST_PAUSE_SECONDS: u64 = 30;
/// No pause is longer than six hours.
const LONGEST_PAUSE_SECONDS: u64 = 6 * 60 * 60;

const PAGE: Room = Room {
    rows: 500,
    bytes: 16 * 1024 * 1024,
};

/// An answer as it is sent. Whom it goes to and what it says stay out of traces.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// The post's mailbox.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// Its own name, in brackets: the same however often it is sent.
    pub id: String,
    /// The name of the mail it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// The names of the mails before it, that one the last.
    pub references: Vec<String>,
    /// When it was written.
    pub at: Instant,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Outgoing")
    }
}

/// An answer that is not sent yet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Queued {
    of: String,
    letter: Outgoing,
    tries: u32,
    next: Instant,
}

/// Which answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnswerName(String);

/// How sending it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentOr {
    /// Somebody said that they have it.
    Sent,
    /// It may go better another time.
    Later,
    /// It never will.
    Never,
}

fn key(name: &AnswerName) -> DocKey {
    DocKey::new(Kind::MailAnswer, &*name.0)
}

/// Keeps the answer to a mail, if it is answered; whether it is.
pub(super) fn queue(
    tx: &mut dyn Writing,
    (id, of): (&MailId, &str),
    arrived: &Arrived,
    judged: &Judged,
    policy: &PostPolicy,
    now: Instant,
) -> Told<bool> {
    let (Ok(letter), Some(to), Some(account)) =
        (&arrived.letter, arrived.sender(), &judged.account)
    else {
        return Ok(false);
    };
    let recognised = matches!(judged.verdict, Verdict::Recognised(_));
    let order = judged.order.as_ref().filter(|_| recognised);
    let addressee = order.map(|order| Addressee::of(order, policy, now));
    let mail = MailAnswer {
        verdict: &judged.verdict,
        letter,
        to: addressee.as_ref(),
    };
    let rendered = render_mail_answer(account.language, mail, policy)
        .map_err(|_| StoreFault::damaged("an answer cannot be put into words"))?;
    let Some(rendered) = rendered else {
        return Ok(false);
    };
    let mailbox = &policy.supplement.mailbox;
    let domain = mailbox
        .rsplit_once('@')
        .map_or("invalid", |(_, domain)| domain);
    let references = arrived.before.iter().chain(&arrived.id);
    let queued = Queued {
        of: of.to_owned(),
        letter: Outgoing {
            from: mailbox.clone(),
            to: to.as_str().to_owned(),
            subject: rendered.title,
            body: rendered.body,
            id: format!("<{id}.answer@{domain}>"),
            answers: arrived.id.clone(),
            references: references.cloned().collect(),
            at: now,
        },
        tries: 0,
        next: now,
    };
    kept::put_realm(tx, key(&AnswerName(id.as_str().to_owned())), None, &queued)?;
    Ok(true)
}

fn queued(tx: &mut (impl Reading + ?Sized), name: &AnswerName) -> Told<Option<Kept<Queued>>> {
    kept::of_realm(tx, &key(name))
}

impl Registry {
    /// Answers that may be sent now, the oldest first, and how many wait in all.
    pub fn answers_due(
        &self,
        tx: &mut (impl Reading + ?Sized),
        now: Instant,
    ) -> Told<(Vec<AnswerName>, usize)> {
        let (mut due, mut waiting, mut after) = (Vec::new(), 0, String::new());
        loop {
            let page = tx.realm_documents(Kind::MailAnswer, &after, PAGE)?;
            let Some(last) = page.last() else {
                return Ok((due, waiting));
            };
            after.clone_from(&last.key.id);
            waiting += page.len();
            for document in &page {
                let queued: Queued = kept::read(document)?.value;
                if queued.next <= now {
                    due.push(AnswerName(document.key.id.clone()));
                }
            }
        }
    }

    /// Takes an answer to send it; nothing if another took it, or its time has not come. Until it is told how that
    /// went, nobody else tries for a while.
    pub fn take_answer(
        &self,
        tx: &mut dyn Writing,
        name: &AnswerName,
        now: Instant,
    ) -> Told<Option<Outgoing>> {
        tx.lock_realm(&BTreeSet::from([key(name)]))?;
        let Some(Kept { version, value }) = queued(tx, name)? else {
            return Ok(None);
        };
        if value.next > now {
            return Ok(None);
        }
        let taken = Queued {
            tries: value.tries.saturating_add(1),
            next: now.plus_minutes(SENDING_MINUTES),
            ..value
        };
        kept::put_realm(tx, key(name), Some(version), &taken)?;
        Ok(Some(taken.letter))
    }

    /// Notes how sending an answer went; what has become of it then.
    pub fn answer_went(
        &self,
        tx: &mut dyn Writing,
        name: &AnswerName,
        went: SentOr,
        moment: &mut Moment<'_>,
    ) -> Told<AnswerMark> {
        let Some(seen) = queued(tx, name)? else {
            return Ok(AnswerMark::None);
        };
        let of = seen.value.of;
        tx.lock_realm(&BTreeSet::from([taken_key(&of), key(name)]))?;
        let Some(Kept { version, value }) = queued(tx, name)? else {
            return Ok(AnswerMark::None);
        };
        let at = moment.now;
        let over = at >= value.letter.at.plus_days(GIVEN_UP_AFTER_DAYS);
        let mark = match went {
            SentOr::Sent => AnswerMark::Sent { at },
            SentOr::Never => AnswerMark::GivenUp { at },
            SentOr::Later if over => AnswerMark::GivenUp { at },
            SentOr::Later => {
                let next = at.millis() + pause(value.tries, moment);
                let next = Instant::from_millis(next).unwrap_or(at);
                let again = Queued { next, ..value };
                kept::put_realm(tx, key(name), Some(version), &again)?;
                return Ok(AnswerMark::Waiting);
            }
        };
        tx.drop_realm(&key(name))?;
        if let Some(taken) = taken_in(tx, &of)? {
            let mut new = taken.value;
            new.answer = mark;
            kept::put_realm(tx, taken_key(&of), Some(taken.version), &new)?;
        }
        Ok(mark)
    }
}

/// Anywhere between now and the longest pause of this try, in milliseconds: many that failed together do not come
/// again together.
fn pause(tries: u32, moment: &mut Moment<'_>) -> i64 {
    let doubled = FIRST_PAUSE_SECONDS.saturating_mul(1 << tries.saturating_sub(1).min(20));
    let longest = doubled.min(LONGEST_PAUSE_SECONDS) * 1_000;
    let drawn = u64::from_be_bytes(moment.draw()) % longest;
    i64::try_from(drawn).unwrap_or(i64::MAX)
}
