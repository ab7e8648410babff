//! Accepting commands: the envelope first, then the rulebook, and an answer that is kept for ever.
//!
//! What is wrong with an envelope is told and not kept, for it may be mended. What the rulebook refuses is
//! kept like what it accepts. Nothing is written before it is known that the rulebook accepts.

use crate::kept;
use crate::line::Line;
use crate::mail::give_to_mail;
use crate::people::{Device, Officer, device, officer, root};
use crate::subjects::{Given, Giver, give_to_cash_day, give_to_order, give_to_stock};
use crate::windows::give_to_windows;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{Head, Reading, Receipt, StoreFault, Writing};
use lingshi_rules::ids::{CommandId, OfficerId, PostCode};
use lingshi_rules::life::{Command, RULEBOOK};
use lingshi_rules::people::Actor;
use lingshi_rules::values::OrderNo;
use lingshi_wire::acts;
use lingshi_wire::command::Unreadable;
use lingshi_wire::{Answer, Instruction, KeyId, NotTaken, Sha, SignedCommand, Why};
use std::collections::BTreeMap;

/// A desk whose command stands on one that has not come yet asks again in so many seconds.
const ASK_AGAIN: u32 = 2;

/// A command, whoever gave it and however it came.
struct Coming<'a> {
    actor: &'a Actor,
    id: &'a CommandId,
    instruction: &'a Instruction,
    displayed: &'a BTreeMap<lingshi_rules::ids::FileId, Sha>,
    digest: Sha,
    signed: Option<(&'a KeyId, &'a SignedCommand)>,
}

/// Who signed something, by what stands in it.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) realm: &'a str,
    pub(crate) post: &'a PostCode,
    pub(crate) officer: &'a OfficerId,
    pub(crate) key: &'a KeyId,
}

fn not_taken(why: NotTaken) -> Answer {
    Answer::NotTaken { why }
}

impl Registry {
    /// Takes a signed command of a desk.
    pub fn accept(
        &self,
        tx: &mut dyn Writing,
        post: &PostCode,
        signed: &SignedCommand,
        moment: &mut Moment<'_>,
    ) -> Told<Answer> {
        let head = tx
            .lock_head(post)?
            .ok_or_else(|| StoreFault::misused("no such post"))?;
        let Some(device) = device(tx, post, &signed.key)? else {
            return Ok(not_taken(NotTaken::UnknownKey));
        };
        let body = match signed.open(&device.value.key) {
            Ok(body) => body,
            Err(unreadable) => return Ok(not_taken(told(unreadable))),
        };
        // The same command gets the same answer, whatever has become of its giver since.
        if let Some(answer) = answered(tx, post, body.instruction.id(), &signed.digest())? {
            return Ok(answer);
        }
        let signed_by = Named {
            realm: &body.realm,
            post: &body.post,
            officer: &body.officer,
            key: &body.key,
        };
        let officer = match self.who(tx, post, signed_by, &device.value)? {
            Ok(officer) => officer,
            Err(why) => return Ok(not_taken(why)),
        };
        let actor = officer.actor(post);
        let coming = Coming {
            actor: &actor,
            id: body.instruction.id(),
            instruction: &body.instruction,
            displayed: &body.displayed,
            digest: signed.digest(),
            signed: Some((&body.key, signed)),
        };
        self.decide(tx, (post, head), &coming, moment)
    }

    /// Takes a command of the applicant's side or of the clockwork, which nobody signs.
    pub fn give(
        &self,
        tx: &mut dyn Writing,
        (post, no): (&PostCode, &OrderNo),
        actor: &Actor,
        command: &Command,
        moment: &mut Moment<'_>,
    ) -> Told<Answer> {
        let digest = Sha::of_parts("lingshi/given/1", &[&kept::body(command)?]);
        self.given(tx, (post, no), actor, (command, digest), moment)
    }

    /// Takes a command that came in other words, known again by their digest.
    pub(crate) fn given(
        &self,
        tx: &mut dyn Writing,
        (post, no): (&PostCode, &OrderNo),
        actor: &Actor,
        (command, digest): (&Command, Sha),
        moment: &mut Moment<'_>,
    ) -> Told<Answer> {
        let head = tx
            .lock_head(post)?
            .ok_or_else(|| StoreFault::misused("no such post"))?;
        if let Some(answer) = answered(tx, post, &command.id, &digest)? {
            return Ok(answer);
        }
        let instruction = Instruction::Order {
            no: no.clone(),
            command: Box::new(command.clone()),
        };
        let coming = Coming {
            actor,
            id: &command.id,
            instruction: &instruction,
            displayed: &BTreeMap::new(),
            digest,
            signed: None,
        };
        self.decide(tx, (post, head), &coming, moment)
    }

    /// Who signed it, if it is who it says and they may still act here.
    pub(crate) fn who(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        named: Named<'_>,
        device: &Device,
    ) -> Told<Result<Officer, NotTaken>> {
        if named.realm != self.realm() {
            return Ok(Err(NotTaken::OtherRealm));
        }
        if named.post != post {
            let post = named.post.clone();
            return Ok(Err(NotTaken::OtherPost { post }));
        }
        if *named.officer != device.officer || *named.key != device.key.id() {
            let officer = device.officer.clone();
            return Ok(Err(NotTaken::OtherOfficer { officer }));
        }
        if device.revoked.is_some() {
            return Ok(Err(NotTaken::KeyRevoked));
        }
        let root = root(tx, post)?.map(|kept| kept.value);
        if !device.is_certified(self.realm(), post, root.as_ref()) {
            return Ok(Err(NotTaken::NotCertified));
        }
        let officer = officer(tx, post, named.officer)?.filter(|kept| !kept.value.left);
        Ok(officer.map(|kept| kept.value).ok_or(NotTaken::NotAnOfficer))
    }

    fn decide(
        &self,
        tx: &mut dyn Writing,
        (post, head): (&PostCode, Head),
        coming: &Coming<'_>,
        moment: &mut Moment<'_>,
    ) -> Told<Answer> {
        if let Instruction::Order { command, .. } = coming.instruction
            && let Some(answer) = before_it(tx, post, command)?
        {
            return Ok(answer);
        }
        let policy = self.settings(tx, post)?;
        let giver = Giver {
            actor: coming.actor,
            policy: &policy,
        };
        let key = coming.signed.map(|(key, _)| key.clone());
        let epoch = head.epoch;
        let what = match coming.instruction {
            Instruction::Acts(_) => "acts",
            Instruction::Order { .. }
            | Instruction::Stock { .. }
            | Instruction::CashDay { .. }
            | Instruction::Window { .. }
            | Instruction::Mail { .. } => "command",
        };
        let mut line = Line::next(post, head, what, coming.actor.by(), moment)
            .by_command(coming.id.clone(), key);
        let decided = match coming.instruction {
            Instruction::Order { no, command } => {
                let order = Given {
                    no,
                    command,
                    displayed: coming.displayed,
                };
                give_to_order(tx, &mut line, &self.lookup, order, giver, moment.now)?
            }
            Instruction::Stock { booklet, command } => {
                give_to_stock(tx, &mut line, *booklet, command, giver, moment.now)?
            }
            Instruction::CashDay { day, command } => {
                let line = &mut line;
                give_to_cash_day(tx, line, &self.lookup, (*day, command), giver, moment.now)?
            }
            Instruction::Window { open, .. } => {
                give_to_windows(tx, &mut line, *open, giver, moment.now)?
            }
            Instruction::Mail { id, mail, act } => {
                let line = &mut line;
                give_to_mail(tx, line, &self.lookup, (id, mail, act), giver, moment.now)?
            }
            Instruction::Acts(acts) => counted(acts.acts.len()),
        };
        let answer = if let Err(why) = decided {
            Answer::Refused { why }
        } else {
            let signed = coming.signed.map(|(_, signed)| signed);
            let (header, versions) = line.write(tx, signed, moment)?;
            Answer::Accepted {
                epoch,
                seq: header.seq,
                at: header.at,
                versions,
            }
        };
        tx.keep_receipt(
            post,
            &Receipt {
                command: coming.id.clone(),
                digest: coming.digest,
                answer: kept::body(&answer)?,
            },
        )?;
        Ok(answer)
    }
}

/// Acts change nothing: the line holds them as they were signed.
fn counted(acts: usize) -> Result<(), Why> {
    if (1..=acts::MOST).contains(&acts) {
        return Ok(());
    }
    let most = u32::try_from(acts::MOST).unwrap_or(u32::MAX);
    Err(Why::ActsCount { most })
}

fn told(unreadable: Unreadable) -> NotTaken {
    match unreadable {
        Unreadable::TooLong => NotTaken::TooLong,
        Unreadable::NotSigned => NotTaken::NotSigned,
        Unreadable::NotACommand => NotTaken::NotACommand,
        Unreadable::Unknown(path) => NotTaken::UnknownField { path },
    }
}

/// The answer given before; another command under the same id is misuse.
fn answered(
    tx: &mut dyn Writing,
    post: &PostCode,
    id: &CommandId,
    digest: &Sha,
) -> Told<Option<Answer>> {
    let Some(receipt) = tx.receipt(post, id)? else {
        return Ok(None);
    };
    if receipt.digest != *digest {
        return Ok(Some(not_taken(NotTaken::IdTaken)));
    }
    read_answer(&receipt.answer).map(Some)
}

/// An answer as it was kept.
pub fn read_answer(bytes: &[u8]) -> Told<Answer> {
    serde_json::from_slice(bytes).map_err(|_| StoreFault::damaged("an answer cannot be read"))
}

/// What must be known before the rulebook is asked: a newer rulebook decided otherwise, and own commands it
/// stands on are in the log.
fn before_it(tx: &mut dyn Writing, post: &PostCode, command: &Command) -> Told<Option<Answer>> {
    if command.rulebook > RULEBOOK {
        let why = NotTaken::NewerRulebook { rulebook: RULEBOOK };
        return Ok(Some(not_taken(why)));
    }
    for earlier in &command.stands_on {
        let Some(receipt) = tx.receipt(post, earlier)? else {
            let seconds = ASK_AGAIN;
            return Ok(Some(Answer::Later { seconds }));
        };
        let accepted = matches!(read_answer(&receipt.answer)?, Answer::Accepted { .. });
        if !accepted {
            let command = earlier.clone();
            return Ok(Some(not_taken(NotTaken::StandsOnRefused { command })));
        }
    }
    Ok(None)
}
