//! The life of an order at one post: which states and arrows there are, and which a business uses.

use super::leads::leads;
use super::stations;
use super::who::Who;
use lingshi_rules::business::Business;
use lingshi_rules::life::{
    ActionKind, Refusal, Status, TRANSITIONS, Transition, TransitionId, may_do,
};
use lingshi_rules::order::status::Turn;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::Walk;
use serde::Serialize;
use strum::IntoEnumIterator;

/// The life of an order at one post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LifeMap {
    /// Every state there is.
    pub states: Vec<Station>,
    /// Every arrow there is.
    pub arrows: Vec<Arrow>,
    /// The state from which originals are taken in by mail.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub mail_in_at: Status,
    /// What each business uses of it here.
    pub businesses: Vec<BusinessLife>,
}

/// A state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Station {
    /// Its code.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub status: Status,
    /// Whose turn it is.
    #[cfg_attr(test, ts(type = "TurnCode"))]
    pub turn: Turn,
    /// Nothing leads on from here.
    pub terminal: bool,
}

/// An arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Arrow {
    /// Its number; several arrows may share one.
    #[cfg_attr(test, ts(type = "TransitionCode"))]
    pub id: TransitionId,
    /// From.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub from: Status,
    /// To.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub to: Status,
}

/// What one business uses of the map at this post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BusinessLife {
    /// The business.
    #[cfg_attr(test, ts(type = "BusinessCode"))]
    pub business: Business,
    /// The post takes it in the APP.
    pub taken: bool,
    /// States its orders come to.
    #[cfg_attr(test, ts(type = "Array<StatusCode>"))]
    pub reached: Vec<Status>,
    /// Arrows its orders may follow.
    pub arrows: Vec<Arrow>,
    /// The ways of orders in which all is well, from draft to end.
    pub path: Vec<Arrow>,
}

impl From<&Transition> for Arrow {
    fn from(t: &Transition) -> Self {
        Self {
            id: t.id,
            from: t.from,
            to: t.to,
        }
    }
}

pub(super) fn draw(policy: &PostPolicy) -> LifeMap {
    LifeMap {
        states: Status::iter().map(station).collect(),
        arrows: TRANSITIONS.iter().map(Arrow::from).collect(),
        mail_in_at: super::mail_in_at(policy),
        businesses: Business::iter().map(|b| life_of(policy, b)).collect(),
    }
}

fn station(status: Status) -> Station {
    Station {
        status,
        turn: status.turn(),
        terminal: status.is_terminal(),
    }
}

fn life_of(policy: &PostPolicy, business: Business) -> BusinessLife {
    let walks = stations::all(policy, business);
    let path = path(&walks);
    let arrows = TRANSITIONS.iter().map(Arrow::from);
    let arrows = arrows.filter(|arrow| path.contains(arrow) || is_open(*arrow, &walks));
    BusinessLife {
        business,
        taken: policy.scope.businesses.contains(&business),
        arrows: arrows.collect(),
        reached: reached(&walks),
        path,
    }
}

fn reached(walks: &[Walk<'_>]) -> Vec<Status> {
    let is_reached = |status: &Status| walks.iter().any(|walk| walk.order.status == *status);
    Status::iter().filter(is_reached).collect()
}

/// The steps of the walks that came to a good end, each once.
fn path(walks: &[Walk<'_>]) -> Vec<Arrow> {
    let good = |walk: &&Walk<'_>| matches!(walk.order.status, Status::Done | Status::PensionOk);
    let mut path = Vec::new();
    for change in walks
        .iter()
        .filter(good)
        .flat_map(|walk| &walk.order.changes)
    {
        let step = Arrow {
            id: change.transition,
            from: change.from,
            to: change.to,
        };
        if !path.contains(&step) {
            path.push(step);
        }
    }
    path
}

/// Somebody has an action that leads along it, and no switch or business stands against that for good.
fn is_open(arrow: Arrow, walks: &[Walk<'_>]) -> bool {
    let from = || walks.iter().filter(|walk| walk.order.status == arrow.from);
    walks.iter().any(|walk| walk.order.status == arrow.to)
        && ActionKind::iter()
            .filter(|kind| leads(*kind).contains(&arrow.id) && !only_on_the_path(*kind, arrow))
            .any(|kind| from().any(|walk| Who::iter().any(|who| !is_shut(walk, kind, who))))
}

/// What a confirmation leads to depends on what was proposed; a walk shows where that is approval.
fn only_on_the_path(kind: ActionKind, arrow: Arrow) -> bool {
    kind == ActionKind::ConfirmProposal && arrow.to != Status::Rejected
}

fn is_shut(walk: &Walk<'_>, kind: ActionKind, who: Who) -> bool {
    let actor = who.actor(walk.policy);
    match may_do(&walk.order, kind, &walk.context(&actor)) {
        Ok(()) => false,
        Err(why) => is_for_good(&why),
    }
}

/// Waiting, another person or another paper would not change it.
fn is_for_good(why: &Refusal) -> bool {
    matches!(
        why,
        Refusal::NotFor { .. }
            | Refusal::NoSuchOrder
            | Refusal::RoleNeeded { .. }
            | Refusal::WrongStatus { .. }
            | Refusal::OrderEnded { .. }
            | Refusal::WrongBusiness { .. }
            | Refusal::SwitchedOff
            | Refusal::NoVisitsHere
            | Refusal::ReissueNotCancellable
            | Refusal::EmergencyNotCancellable
            | Refusal::ReviewedNotCancellable
            | Refusal::OtherPickupMode { .. }
            | Refusal::PickupModeNotOffered { .. }
    )
}
