//! The verdict.

use super::letter::{Letter, Seal};
use super::trust::{Receiving, proven, same_mailbox, sender};
use super::verdict::{
    Answer, Attaching, Fate, Flag, JudgedFile, NotRecognised, Recognised, Silence, Verdict, Wait,
    Why,
};
use super::{automatic, body, compare, enclosures, subject};
use crate::business::Business;
use crate::ids::PostCode;
use crate::order::{Order, Status};
use crate::post::PostPolicy;
use crate::values::{MailAddress, OrderNo, PersonName};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// Where the mail is judged.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'d> {
    /// The post.
    pub policy: &'d PostPolicy,
    /// The server that took the mail in.
    pub receiving: &'d Receiving,
}

/// What was found under the number the mail names, and under its sender.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The order, if there is one.
    pub order: Option<OrderFacts>,
    /// The sender's address is that of an account, this order's or another's.
    pub sender_is_known: bool,
}

/// What of an order is compared with a mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFacts {
    /// Its number.
    pub no: OrderNo,
    /// Its post.
    pub post: PostCode,
    /// Where it stands.
    pub status: Status,
    /// 办理人.
    pub applicant: PersonName,
    /// What is applied for.
    pub business: Business,
    /// The address of the account that filed it; none for an account by telephone.
    pub account_mail: Option<MailAddress>,
    /// SHA-256 of the files it has.
    pub known: BTreeSet<String>,
}

impl OrderFacts {
    /// Of an order; the account's address is not in it.
    pub fn of(order: &Order, account_mail: Option<MailAddress>) -> Self {
        let files = order.files.values().filter(|file| !file.replaced);
        Self {
            no: order.no.clone(),
            post: order.post.clone(),
            status: order.status,
            applicant: order.form.applicant.name.clone(),
            business: order.business,
            account_mail,
            known: files.map(|file| file.sha256.clone()).collect(),
        }
    }
}

impl fmt::Debug for OrderFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderFacts")
            .field("no", &self.no)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The order to look up: the number the subject is, and nothing that is only meant.
pub fn order_named(letter: &Letter) -> Option<OrderNo> {
    subject::read(&letter.subject).number.ok()
}

/// What this mail is taken for.
pub fn judge(letter: &Letter, desk: Desk<'_>, lookup: &Lookup) -> Verdict {
    match recognise(letter, desk, lookup) {
        Ok(recognised) => Verdict::Recognised(recognised),
        Err((why, offered)) => Verdict::NotRecognised(NotRecognised {
            why,
            offered,
            answer: answer_unrecognised(letter, desk, lookup),
        }),
    }
}

type NotFound = (Why, Option<OrderNo>);

fn recognise(letter: &Letter, desk: Desk<'_>, lookup: &Lookup) -> Result<Recognised, NotFound> {
    if let Some(sign) = automatic::written_by_machine(letter) {
        return Err((Why::Automatic { sign }, None));
    }
    let subject = subject::read(&letter.subject);
    if let Some(seal) = letter.seal {
        return Err((encrypted(seal), subject.number.ok()));
    }
    let no = subject.number?;
    let body = body::read(&letter.text, &letter.enclosed_texts);
    refuse_several(&no, &body.numbers)?;
    let order = awaited(&no, desk.policy, lookup)?;
    let files = enclosures::judge(letter, &order.known, &desk.policy.supplement);
    let mut flags = Vec::new();
    flags.extend((order.status == Status::FirstReview).then_some(Flag::InFirstReview));
    flags.extend(compare::all(
        &body.lines,
        &order.applicant,
        order.business,
        &no,
        desk.policy,
    ));
    flags.extend(body.quoted.then_some(Flag::LinesQuoted));
    let times = subject.marks;
    flags.extend((times > 0).then_some(Flag::Forwarded { times }));
    flags.extend(of_enclosures(letter, &files));
    let attaching = attaching(letter, desk, order, &files, &flags);
    let answer = answer_recognised(letter, &attaching, &files);
    Ok(Recognised {
        order_no: no,
        files,
        flags,
        attaching,
        answer,
    })
}

fn encrypted(seal: Seal) -> Why {
    Why::Encrypted { seal }
}

/// One other number in place of the subject's is a slip of the pen, and flagged; besides it, or two
/// others, are several orders.
fn refuse_several(no: &OrderNo, in_body: &[OrderNo]) -> Result<(), NotFound> {
    if in_body.len() < 2 {
        return Ok(());
    }
    let others = in_body.iter().filter(|other| *other != no);
    let found = std::iter::once(no).chain(others).cloned().collect();
    Err((Why::SeveralOrders { found }, None))
}

fn awaited<'l>(
    no: &OrderNo,
    policy: &PostPolicy,
    lookup: &'l Lookup,
) -> Result<&'l OrderFacts, NotFound> {
    let found = lookup.order.as_ref().filter(|order| order.no == *no);
    let order = found.ok_or((Why::NoSuchOrder, None))?;
    if order.post != policy.code {
        return Err((Why::OtherPost, None));
    }
    match order.status {
        Status::Supplement | Status::FirstReview => Ok(order),
        status @ (Status::Draft
        | Status::PendingPayment
        | Status::InterviewToBook
        | Status::InterviewBooked
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToCollect
        | Status::ToMail
        | Status::Done
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionProcessing
        | Status::PensionOk
        | Status::PensionFail) => Err((Why::NotAwaited { status }, Some(no.clone()))),
    }
}

fn of_enclosures(letter: &Letter, files: &[JudgedFile]) -> impl Iterator<Item = Flag> {
    let taken = |file: &JudgedFile| !matches!(file.fate, Fate::LeftOut { .. });
    let nothing = if !files.iter().any(taken) {
        Some(Flag::NothingEnclosed)
    } else if any_fit(files) {
        None
    } else {
        Some(Flag::NothingFit)
    };
    let clouds = letter.clouds.iter();
    let clouds = clouds.map(|cloud| Flag::LeftInCloud { cloud: *cloud });
    let count = letter.remote_pictures;
    let remote = (count > 0).then_some(Flag::RemotePictures { count });
    let form = letter.shortcomings.iter();
    let form = form.map(|of| Flag::Shortcoming { of: *of });
    nothing.into_iter().chain(clouds).chain(remote).chain(form)
}

fn any_fit(files: &[JudgedFile]) -> bool {
    files.iter().any(|file| file.fate == Fate::Fit)
}

fn attaching(
    letter: &Letter,
    desk: Desk<'_>,
    order: &OrderFacts,
    files: &[JudgedFile],
    flags: &[Flag],
) -> Attaching {
    let mut because = Vec::new();
    because.extend(doubt_of_sender(letter, desk, order));
    because.extend(automatic::sent_by_machine(letter).map(|sign| Wait::Automatic { sign }));
    because.extend(
        flags
            .iter()
            .any(Flag::is_contradiction)
            .then_some(Wait::Contradiction),
    );
    let nothing = files
        .iter()
        .all(|file| matches!(file.fate, Fate::LeftOut { .. }));
    because.extend(nothing.then_some(Wait::Nothing));
    let by_itself = desk.policy.supplement.mail_by_itself;
    because.extend((!by_itself).then_some(Wait::SwitchedOff));
    if because.is_empty() {
        Attaching::ByItself
    } else {
        Attaching::Waits { because }
    }
}

fn doubt_of_sender(letter: &Letter, desk: Desk<'_>, order: &OrderFacts) -> Option<Wait> {
    let sender = match sender(letter) {
        Ok(sender) => sender,
        Err(unclear) => return Some(unclear),
    };
    let account = order.account_mail.as_ref();
    if !account.is_some_and(|account| same_mailbox(account, sender)) {
        return Some(Wait::Stranger);
    }
    proven(letter, sender, desk.receiving).err()
}

fn answer_recognised(letter: &Letter, attaching: &Attaching, files: &[JudgedFile]) -> Answer {
    if let Some(sign) = automatic::must_not_be_answered(letter) {
        return silent(Silence::Automatic { sign });
    }
    let because = match attaching {
        Attaching::ByItself => &[],
        Attaching::Waits { because } => because.as_slice(),
    };
    let strange = |wait: &Wait| matches!(wait, Wait::Stranger | Wait::SenderUnclear { .. });
    let unproven = |wait: &Wait| matches!(wait, Wait::NoReport | Wait::NotProven);
    if because.iter().any(strange) {
        silent(Silence::Stranger)
    } else if because.iter().any(unproven) {
        silent(Silence::NotProven)
    } else if because.contains(&Wait::Contradiction) {
        silent(Silence::OfficerFirst)
    } else if any_fit(files) {
        Answer::Acknowledge
    } else {
        Answer::Refuse
    }
}

/// Somebody with an account, who is proven to be the sender, is told that the mail was not understood;
/// in the same words whether the order exists or not.
fn answer_unrecognised(letter: &Letter, desk: Desk<'_>, lookup: &Lookup) -> Answer {
    if let Some(sign) = automatic::must_not_be_answered(letter) {
        return silent(Silence::Automatic { sign });
    }
    let Ok(sender) = sender(letter) else {
        return silent(Silence::Stranger);
    };
    if !lookup.sender_is_known {
        return silent(Silence::Stranger);
    }
    match proven(letter, sender, desk.receiving) {
        Ok(()) => Answer::Refuse,
        Err(_) => silent(Silence::NotProven),
    }
}

fn silent(because: Silence) -> Answer {
    Answer::None { because }
}
