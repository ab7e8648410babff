//! 养老金资格认证: what 人社部门 decided is given to the rulebook as its command, once however often it is told.

use crate::kept::{self, Kept};
use crate::subjects::order_key;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::Writing;
use lingshi_rules::ids::CommandId;
use lingshi_rules::life::{Action, Command, RULEBOOK, Refusal};
use lingshi_rules::order::Order;
use lingshi_rules::people::Actor;
use lingshi_wire::answer::NotTaken;
use lingshi_wire::applicant::pension::PensionAnswer;
use lingshi_wire::{Answer, Seq, Sha, Why};
use std::collections::BTreeSet;

/// Why an answer about a pension was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPensionAnswer {
    /// No such post, or no such order there.
    NotHere,
    /// The rulebook says no.
    Refused(Refusal),
    /// The authority's number belongs to another answer.
    OtherAnswer,
    /// Something came between: ask again.
    Later,
}

impl Registry {
    /// Takes what 人社部门 decided; the line it stands in.
    pub fn take_pension_answer(
        &self,
        tx: &mut dyn Writing,
        answer: &PensionAnswer,
        moment: &mut Moment<'_>,
    ) -> Told<Result<Seq, BadPensionAnswer>> {
        let PensionAnswer { post, no, .. } = answer;
        if tx.lock_head(post)?.is_none() {
            return Ok(Err(BadPensionAnswer::NotHere));
        }
        let kept: Option<Kept<Order>> = kept::of_post(tx, post, &order_key(no))?;
        let Some(order) = kept.map(|kept| kept.value) else {
            return Ok(Err(BadPensionAnswer::NotHere));
        };
        let policy = self.settings(tx, post)?;
        let digest = Sha::of_parts("lingshi/pension/1", &[&kept::body(answer)?]);
        let number = Sha::of_parts("lingshi/answered/1", &[answer.reference.as_bytes()]);
        let command = Command {
            id: CommandId::new(format!("pension/{no}/{number}")),
            seen: order.version,
            stands_on: Vec::new(),
            fence: None,
            provisional: false,
            looked_at: BTreeSet::new(),
            rulebook: RULEBOOK,
            policy: policy.digest().as_str().to_owned(),
            device_time: moment.now,
            action: Action::AnswerPension { ok: answer.passed },
        };
        let authority = Actor::PensionAuthority;
        let told = self.given(tx, (post, no), &authority, (&command, digest), moment)?;
        Ok(match told {
            Answer::Accepted { seq, .. } => Ok(seq),
            Answer::Refused {
                why: Why::Order { refusal },
            } => Err(BadPensionAnswer::Refused(refusal)),
            Answer::Refused { .. } => Err(BadPensionAnswer::NotHere),
            Answer::NotTaken {
                why: NotTaken::IdTaken,
            } => Err(BadPensionAnswer::OtherAnswer),
            Answer::NotTaken { .. } | Answer::Later { .. } => Err(BadPensionAnswer::Later),
        })
    }
}
