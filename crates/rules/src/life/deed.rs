//! What a decision puts together: events in order, each move with its message, and what follows by itself.

use super::context::Context;
use super::event::{EVENT_SCHEMA, Event, What};
use super::notice::Notice;
use super::transition::TransitionId;
use crate::ids::CommandId;
use crate::order::log::Facet;
use crate::order::originals::OriginalsState;
use crate::order::review::{ClaimEnd, ProposalEnd, ProposalKind};
use crate::order::{Order, Status};

/// A decision in the making.
pub(super) struct Deed<'a> {
    pub(super) order: &'a Order,
    pub(super) ctx: &'a Context<'a>,
    whats: Vec<What>,
}

impl<'a> Deed<'a> {
    pub(super) fn new(order: &'a Order, ctx: &'a Context<'a>) -> Self {
        Self {
            order,
            ctx,
            whats: Vec::with_capacity(4),
        }
    }

    pub(super) fn did(&mut self, what: What) {
        self.whats.push(what);
    }

    pub(super) fn told(&mut self, notice: Notice) {
        self.whats.push(What::Told { notice });
    }

    /// Moves along a transition, silently.
    pub(super) fn moved(&mut self, transition: TransitionId, to: Status, reason: Option<String>) {
        self.go(transition, to, reason, None);
    }

    /// Moves along a transition and says so.
    pub(super) fn moved_and_told(
        &mut self,
        transition: TransitionId,
        to: Status,
        reason: Option<String>,
        notice: Notice,
    ) {
        self.go(transition, to, reason, Some(notice));
    }

    fn go(
        &mut self,
        transition: TransitionId,
        to: Status,
        reason: Option<String>,
        notice: Option<Notice>,
    ) {
        let told = notice.is_some();
        self.whats.push(What::Moved {
            transition,
            from: self.order.status,
            to,
            reason,
            told,
        });
        if let Some(notice) = notice {
            self.told(notice);
        }
        self.originals_from(to);
        if self.holds_claim() {
            self.did(What::ClaimEnded {
                why: ClaimEnd::WorkDone,
            });
        }
        if self.order.review.hold.is_some() {
            self.did(What::HoldEnded);
        }
        if to.is_terminal() {
            let due = crate::fees::due_after_end(self.order, self.ctx.policy);
            if to != Status::Done && due != self.order.payment.due {
                self.did(What::FeeSet { due });
            }
        }
    }

    /// Claimed before, or granted together with this very decision.
    fn holds_claim(&self) -> bool {
        let granted = self.whats.iter().any(|w| matches!(w, What::Claimed { .. }));
        granted || self.order.review.claim.is_some()
    }

    /// From the post's trigger on, originals are awaited.
    fn originals_from(&mut self, to: Status) {
        use crate::post::policy::MailInTrigger as Trigger;
        let here = match self.ctx.policy.mail_in.trigger {
            Trigger::SecondReview => matches!(to, Status::SecondReview | Status::ToMake),
            Trigger::ToMake => to == Status::ToMake,
        };
        // What went back has to come again.
        let new = matches!(
            self.order.originals.state,
            OriginalsState::NotNeeded | OriginalsState::Returned
        );
        if here && new && !super::notices::missing_originals(self.order, self.ctx.policy).is_empty()
        {
            self.did(What::OriginalsAwaited);
        }
    }

    /// A proposal lapses when something it stands on changes.
    fn lapse(&mut self) {
        let Some(open) = &self.order.review.proposal else {
            return;
        };
        let ended = self
            .whats
            .iter()
            .any(|w| matches!(w, What::ProposalEnded { .. }));
        let base = stands_on(open.what.kind());
        let touched = self
            .whats
            .iter()
            .any(|w| w.touches().iter().any(|f| base.contains(f)));
        if !ended && touched {
            self.did(What::ProposalEnded {
                how: ProposalEnd::Lapsed,
                reason: None,
            });
        }
    }

    /// The events, numbered.
    pub(super) fn events(mut self, command: Option<&CommandId>) -> Vec<Event> {
        self.lapse();
        let (by, at) = (self.ctx.actor.by(), self.ctx.now);
        let first = self.order.version;
        self.whats
            .into_iter()
            .zip(1..)
            .map(|(what, n)| Event {
                schema: EVENT_SCHEMA,
                version: first + n,
                at,
                by: by.clone(),
                command: command.cloned(),
                what,
            })
            .collect()
    }
}

/// What a proposal stands on.
pub fn stands_on(kind: ProposalKind) -> &'static [Facet] {
    use Facet as F;
    match kind {
        ProposalKind::Reject | ProposalKind::Emergency => {
            &[F::Status, F::Form, F::Materials, F::Interview]
        }
        ProposalKind::Refund => &[F::Status, F::Payment],
        ProposalKind::Waive => &[],
        ProposalKind::Correction => &[F::Status, F::Form],
    }
}
