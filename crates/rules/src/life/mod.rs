//! The life of an order: what may be done, what follows, and what the order is afterwards.
//!
//! [`decide`] asks whether this person may do this now; [`evolve`] says what the order is after an event.
//! Both are pure: the desk runs them to show at once what an action will do, the server to decide it.

pub mod account;
pub mod action;
pub mod context;
mod decide;
mod deed;
pub mod event;
mod evolve;
mod guard;
pub mod notices;
mod open;
pub mod refusal;
pub mod terms;
pub mod upcast;

pub use action::{Action, ActionKind, Command};
pub use context::{Context, Facts};
pub use decide::{
    allowed_actions, decide, expiry_of, fitting_validities, interview_causes, make_gate, may_do,
    may_stand, open_hits, open_interview_causes,
};
pub use deed::stands_on as proposal_stands_on;
pub use event::{Event, What};
pub use evolve::{ReplayFault, begin, evolve, evolve_in_place, replay};
pub use open::open_draft;
pub use refusal::{Refusal, RefusalCode};

pub use crate::order::Status;
pub use crate::order::notice::{self, Notice, NoticeCode};
pub use crate::order::reasons;
pub use crate::order::transition::{self, TRANSITIONS, Transition, TransitionId};

/// The rulebook's version, named by every command that was decided under it.
pub const RULEBOOK: u32 = 1;
