//! Taking a mail in: one transaction with everything that follows.

use super::answers::queue;
use super::judging::{Arrived, Judged};
use super::placing::Placed;
use super::tray::{order_files, put_unplaced};
use super::{AnswerMark, TakenIn, id_of, item_key, taken_in, taken_key};
use crate::kept;
use crate::line::Line;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Kind, StoreFault, Writing};
use lingshi_rules::ids::{CommandId, PostCode};
use lingshi_rules::life::{Action, Command, RULEBOOK};
use lingshi_rules::order::Order;
use lingshi_rules::people::{Actor, By};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::tray::TrayState;
use lingshi_rules::supplement_mail::{Attaching, Fate, Letter, Receiving, Recognised, Verdict};
use lingshi_rules::values::{Instant, mask};
use lingshi_wire::mail::{MailContent, MailEnclosure, MailId, MailItem};
use lingshi_wire::{Answer, Why};
use std::collections::BTreeSet;
use strum::IntoStaticStr;

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Became {
    /// It was attached to its order.
    Attached,
    /// It waits in the tray of a post.
    Waits,
    /// It waits for the administration: no post can be told.
    Unplaced,
    /// It was here before.
    Known,
}

/// What the taking in came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is kept.
    Done {
        /// What became of it.
        became: Became,
        /// The post whose log has come further.
        post: Option<PostCode>,
    },
    /// It belongs elsewhere than its files were put: once more.
    Elsewhere,
}

impl Registry {
    /// Takes a mail in whose files stand where it was placed; whether it is to be answered is said by whoever can send
    /// answers.
    pub fn take_mail(
        &self,
        tx: &mut dyn Writing,
        arrived: &Arrived,
        (placed, receiving): (&Placed, &Receiving),
        answering: bool,
        moment: &mut Moment<'_>,
    ) -> Told<Taken> {
        let name = self.name_of_mail(arrived);
        let id = id_of(&name, moment.now);
        if let Some(post) = &placed.post {
            tx.lock_head(post)?;
        }
        let answer = DocKey::new(Kind::MailAnswer, id.as_str());
        tx.lock_realm(&BTreeSet::from([taken_key(&name), answer]))?;
        if taken_in(tx, &name)?.is_some() {
            let became = Became::Known;
            return Ok(Taken::Done { became, post: None });
        }
        let found = self.find_place(tx, arrived, receiving)?;
        if found.placed != *placed {
            return Ok(Taken::Elsewhere);
        }
        let policy = self.settings(tx, &placed.judged_at)?;
        let judged = self.judged(tx, arrived, (&policy, receiving), found.order)?;
        let mut item = item(&id, placed, arrived, &judged, moment.now);
        let became = match &placed.post {
            None => {
                put_unplaced(tx, &item)?;
                Became::Unplaced
            }
            Some(post) => {
                self.attach_believed(tx, (post, &policy), &judged, &mut item, moment)?;
                put_item(tx, post, &item, moment)?;
                match item.state {
                    TrayState::Attached { .. } => Became::Attached,
                    TrayState::Waiting | TrayState::Discarded { .. } | TrayState::Erased { .. } => {
                        Became::Waits
                    }
                }
            }
        };
        let queued = answering && queue(tx, (&id, &name), arrived, &judged, &policy, moment.now)?;
        let taken = TakenIn {
            id,
            post: placed.post.clone(),
            at: moment.now,
            answer: if queued {
                AnswerMark::Waiting
            } else {
                AnswerMark::None
            },
        };
        kept::put_realm(tx, taken_key(&name), None, &taken)?;
        let post = placed.post.clone();
        Ok(Taken::Done { became, post })
    }

    /// Gives the files of a believed mail to its order, as a command of nobody. What the order does not take waits.
    fn attach_believed(
        &self,
        tx: &mut dyn Writing,
        (post, policy): (&PostCode, &PostPolicy),
        judged: &Judged,
        item: &mut MailItem,
        moment: &mut Moment<'_>,
    ) -> Told<()> {
        let (Verdict::Recognised(found), Some(order)) = (&judged.verdict, &judged.order) else {
            return Ok(());
        };
        let Some(content) = &mut item.content else {
            return Ok(());
        };
        if found.attaching != Attaching::ByItself {
            return Ok(());
        }
        let enclosures = taken_of(found);
        let files = order_files(&item.id, &content.enclosures, &enclosures, moment.now);
        let id = CommandId::new(format!("mail/{}", item.id));
        let command = attaching(id, order, policy, Action::AttachMail { files }, moment.now);
        let answer = self.give(tx, (post, &order.no), &Actor::System, &command, moment)?;
        match answer {
            Answer::Accepted { at, .. } => {
                item.state = TrayState::Attached {
                    order: order.no.clone(),
                    enclosures,
                    by: By::System,
                    at,
                };
            }
            Answer::Refused { why } => content.refused = Some(code(&why)),
            Answer::NotTaken { .. } | Answer::Later { .. } => {
                return Err(StoreFault::misused("a mail's own command was not decided"));
            }
        }
        Ok(())
    }
}

/// A command that attaches, on an order as it is now.
pub(super) fn attaching(
    id: CommandId,
    order: &Order,
    policy: &PostPolicy,
    action: Action,
    now: Instant,
) -> Command {
    Command {
        id,
        seen: order.version,
        stands_on: Vec::new(),
        fence: None,
        provisional: false,
        looked_at: BTreeSet::new(),
        rulebook: RULEBOOK,
        policy: policy.digest().as_str().to_owned(),
        device_time: now,
        action,
    }
}

fn code(why: &Why) -> String {
    match why {
        Why::Order { refusal } => refusal.code().to_owned(),
        Why::Stock { .. }
        | Why::CashDay { .. }
        | Why::Mail { .. }
        | Why::Displayed { .. }
        | Why::NoSuchSubject
        | Why::ActsCount { .. } => "refused".to_owned(),
    }
}

/// Enclosures that go to the order.
fn taken_of(found: &Recognised) -> Vec<u32> {
    let taken = found
        .files
        .iter()
        .filter(|file| !matches!(file.fate, Fate::LeftOut { .. }));
    taken
        .filter_map(|file| u32::try_from(file.enclosure).ok())
        .collect()
}

fn item(
    id: &MailId,
    placed: &Placed,
    arrived: &Arrived,
    judged: &Judged,
    now: Instant,
) -> MailItem {
    let order = match &judged.verdict {
        Verdict::Recognised(found) => Some(found.order_no.clone()),
        Verdict::NotRecognised(found) => found.offered.clone(),
    };
    MailItem {
        id: id.clone(),
        post: placed.post.clone(),
        at: now,
        state: TrayState::Waiting,
        content: Some(MailContent {
            sender: arrived.sender().map(|from| mask::mail(from.as_str())),
            order,
            verdict: judged.verdict.clone(),
            refused: None,
            enclosures: match &arrived.letter {
                Ok(letter) => enclosures(letter, &judged.verdict),
                Err(_) => Vec::new(),
            },
        }),
    }
}

fn enclosures(letter: &Letter, verdict: &Verdict) -> Vec<MailEnclosure> {
    let fate = |at: usize| match verdict {
        Verdict::Recognised(found) => {
            let mut files = found.files.iter();
            files
                .find(|file| file.enclosure == at)
                .map(|file| file.fate.clone())
        }
        Verdict::NotRecognised(_) => None,
    };
    let all = letter.enclosures.iter().enumerate();
    let kept = all.map(|(at, enclosure)| MailEnclosure {
        name: enclosure.name.clone(),
        kind: enclosure.kind,
        bytes: enclosure.bytes,
        sha256: enclosure.sha256.clone(),
        whole: enclosure.whole,
        fate: fate(at),
    });
    kept.collect()
}

/// Puts a mail into the tray of its post, with a line of its log.
fn put_item(
    tx: &mut dyn Writing,
    post: &PostCode,
    item: &MailItem,
    moment: &mut Moment<'_>,
) -> Told<()> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let mut line = Line::next(post, head, "mail_taken", By::System, moment);
    line.put(tx, item_key(&item.id), None, item, Vec::new())?;
    line.write(tx, None, moment).map(drop)
}
