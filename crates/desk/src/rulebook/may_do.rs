//! What may be done with an order in a state, by whom, and why the rest may not.

use super::leads::leads;
use super::stations;
use super::who::Who;
use crate::Problem;
use crate::words::unreadable;
use lingshi_rules::business::Business;
use lingshi_rules::life::{
    ActionKind, Refusal, Status, TRANSITIONS, TransitionId, allowed_actions,
};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::Walk;
use lingshi_words::{Language, render_refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// Which order, and who asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Position {
    /// The post.
    pub post: String,
    /// What is applied for.
    #[cfg_attr(test, ts(type = "BusinessCode"))]
    pub business: Business,
    /// Where the order stands.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub state: Status,
    /// Who asks.
    #[cfg_attr(test, ts(type = "WhoCode"))]
    pub who: Who,
}

/// What may be done, and why the rest may not.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MayDo {
    /// The invented order that was asked about.
    pub order: OrderSummary,
    /// Every action, in the order of the rulebook.
    pub verdicts: Vec<Verdict>,
}

/// The invented order.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OrderSummary {
    /// Its number in groups, as `BELA A3 UHHT 10085224`.
    pub no: Vec<String>,
    /// The invented applicant.
    pub applicant: String,
    /// Who has taken it, if it is taken; officers of the walk bear the names of their roles.
    pub claimed_by: Option<String>,
    /// How it stands besides its state.
    pub facts: Vec<Fact>,
}

/// One side of the order, by the codes of what it is and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fact {
    /// `payment`, `originals`.
    pub side: String,
    /// The code of its state.
    pub stands: String,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Verdict {
    /// Which.
    #[cfg_attr(test, ts(type = "ActionCode"))]
    pub action: ActionKind,
    /// Where it may send the order; nowhere when the order stays in its state.
    pub leads: Vec<Lead>,
    /// Why it may not be done; none when it may.
    pub refusal: Option<Reason>,
}

/// Where an action sends the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Lead {
    /// Along which arrow.
    #[cfg_attr(test, ts(type = "TransitionCode"))]
    pub id: TransitionId,
    /// To which state.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub to: Status,
}

/// Why something may not be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reason {
    /// The refusal's code.
    #[cfg_attr(test, ts(type = "RefusalCode"))]
    pub code: String,
    /// Its sentence, by language.
    pub said: BTreeMap<String, String>,
}

pub(super) fn ask(policy: &PostPolicy, position: &Position) -> Result<MayDo, Problem> {
    let never = || Problem::NeverReached {
        post: position.post.clone(),
        business: position.business.code().to_owned(),
        state: position.state.code().to_owned(),
    };
    let walk = stations::station(policy, position.business, position.state).ok_or_else(never)?;
    let actor = position.who.actor(policy);
    let walk = walk.seen_by(&actor);
    let asked = allowed_actions(&walk.order, &walk.context(&actor));
    let verdicts = asked.into_iter().map(|(action, answer)| {
        let (leads, refusal) = match answer {
            Ok(()) => (leads_from(&walk, action), None),
            Err(why) => (Vec::new(), Some(reason(&why, policy)?)),
        };
        Ok(Verdict {
            action,
            leads,
            refusal,
        })
    });
    Ok(MayDo {
        verdicts: verdicts.collect::<Result<_, Problem>>()?,
        order: summary(&walk),
    })
}

/// The arrows out of this state that the action may follow and this business does come along.
fn leads_from(walk: &Walk<'_>, action: ActionKind) -> Vec<Lead> {
    let own = TRANSITIONS.iter().filter(|t| {
        t.from == walk.order.status
            && leads(action).contains(&t.id)
            && goes_there(action, t.to)
            && stations::station(walk.policy, walk.order.business, t.to).is_some()
    });
    own.map(|t| Lead { id: t.id, to: t.to }).collect()
}

/// 退初审, 复审要求补充 and 复审要求面谈 share a number, each with its own end.
const OWN_END: [(ActionKind, Status); 3] = [
    (ActionKind::SendBack, Status::FirstReview),
    (ActionKind::SendBackForSupplement, Status::Supplement),
    (ActionKind::SendBackForInterview, Status::InterviewToBook),
];

fn goes_there(action: ActionKind, to: Status) -> bool {
    let own = OWN_END.iter().find(|(kind, _)| *kind == action);
    own.is_none_or(|(_, end)| *end == to)
}

fn reason(why: &Refusal, policy: &PostPolicy) -> Result<Reason, Problem> {
    let said = Language::iter().map(|language| {
        let sentence = render_refusal(language, why, policy).map_err(unreadable)?;
        Ok((language.code().to_owned(), sentence))
    });
    Ok(Reason {
        code: why.code().to_owned(),
        said: said.collect::<Result<_, Problem>>()?,
    })
}

fn summary(walk: &Walk<'_>) -> OrderSummary {
    let order = &walk.order;
    let fact = |side: &str, stands: &str| Fact {
        side: side.to_owned(),
        stands: stands.to_owned(),
    };
    OrderSummary {
        no: order.no.grouped().split(' ').map(str::to_owned).collect(),
        applicant: order.form.applicant.name.zh(),
        claimed_by: order
            .review
            .claim
            .as_ref()
            .map(|claim| claim.by.as_str().to_owned()),
        facts: vec![
            fact("payment", order.payment.state.into()),
            fact("originals", order.originals.state.into()),
        ],
    }
}
