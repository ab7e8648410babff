//! Commands that come in a sealed file instead of by wire: whose file it is, and in what order they are given.
//!
//! Each command goes the same way as by wire and gets the same answer, for receipts do not ask how it came.

use crate::accept::Named;
use crate::people::device;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{Reading, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_wire::outbox::Head;
use lingshi_wire::{Answer, Instruction, NotTaken, PublicKey, SignedCommand};

/// A command that was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// What it was answered.
    pub answer: Answer,
    /// It stands in the log since now, not since before.
    pub is_new: bool,
    /// What it says, if its signature holds.
    pub says: Option<Instruction>,
}

impl Given {
    /// It has its answer for ever. What was not taken may be mended and come again; what waits, waits.
    pub fn is_answered(&self) -> bool {
        match self.answer {
            Answer::Accepted { .. } | Answer::Refused { .. } => true,
            Answer::NotTaken { .. } | Answer::Later { .. } => false,
        }
    }

    fn waits(&self) -> bool {
        matches!(self.answer, Answer::Later { .. })
    }
}

impl Registry {
    /// The key that must have signed a file with this head; none if its device or officer may not act here.
    pub fn signs_outbox(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        head: &Head,
    ) -> Told<Result<PublicKey, NotTaken>> {
        let Some(device) = device(tx, post, &head.device)? else {
            return Ok(Err(self.elsewhere(post, head)));
        };
        let named = Named {
            realm: &head.realm,
            post: &head.post,
            officer: &head.officer,
            key: &head.device,
        };
        let who = self.who(tx, post, named, &device.value)?;
        Ok(who.map(|_| device.value.key))
    }

    /// Why nobody knows its device: most often it is meant for elsewhere.
    fn elsewhere(&self, post: &PostCode, head: &Head) -> NotTaken {
        if head.realm != self.realm() {
            NotTaken::OtherRealm
        } else if head.post == *post {
            NotTaken::UnknownKey
        } else {
            let post = head.post.clone();
            NotTaken::OtherPost { post }
        }
    }

    /// Gives one command of a file, and says whether it was here before.
    pub fn give_from_outbox(
        &self,
        tx: &mut dyn Writing,
        post: &PostCode,
        signed: &SignedCommand,
        moment: &mut Moment<'_>,
    ) -> Told<Given> {
        let before = tx
            .lock_head(post)?
            .ok_or_else(|| StoreFault::misused("no such post"))?;
        let answer = self.accept(tx, post, signed, moment)?;
        let is_new = match &answer {
            Answer::Accepted { epoch, seq, .. } => *epoch == before.epoch && *seq > before.seq,
            Answer::Refused { .. } | Answer::NotTaken { .. } | Answer::Later { .. } => false,
        };
        let key = device(tx, post, &signed.key)?.map(|kept| kept.value.key);
        let says = key.and_then(|key| signed.open(&key).ok());
        Ok(Given {
            answer,
            is_new,
            says: says.map(|body| body.instruction),
        })
    }
}

/// Gives so many commands in their order, and those that wait for another one again after the others, as long as
/// that one comes. The first fault ends it: those after it are not tried, for their order would be lost.
pub fn in_turn<E>(
    count: usize,
    mut give: impl FnMut(usize) -> Result<Given, E>,
) -> (Vec<Option<Given>>, Option<E>) {
    let mut all = vec![None; count];
    let mut waiting: Vec<usize> = (0..count).collect();
    loop {
        let before = waiting.len();
        let mut still = Vec::new();
        for at in waiting {
            match give(at) {
                Ok(given) => {
                    if given.waits() {
                        still.push(at);
                    }
                    all[at] = Some(given);
                }
                Err(fault) => return (all, Some(fault)),
            }
        }
        if still.is_empty() || still.len() == before {
            return (all, None);
        }
        waiting = still;
    }
}
