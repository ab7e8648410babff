//! Strikes and cancellations, counted by somebody who only sees what was done and what became of it.

use lingshi_rules::ids::AccountId;
use lingshi_rules::life::{ActionKind, Status};
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::BanWhen;
use lingshi_rules::values::Instant;
use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Tally {
    strikes: BTreeMap<AccountId, Vec<Instant>>,
    cancellations: BTreeMap<AccountId, Vec<Instant>>,
}

impl Tally {
    /// Somebody did something, and the order was so before and is so after.
    pub(crate) fn see(
        &mut self,
        kind: ActionKind,
        by_applicant: bool,
        (before, after): (&Order, &Order),
        at: Instant,
    ) {
        let lost =
            before.status == Status::InterviewBooked && after.status == Status::InterviewToBook;
        let strike = lost
            && matches!(
                kind,
                ActionKind::CancelBooking | ActionKind::MarkMissed | ActionKind::CallUnanswered
            );
        let account = &before.account;
        if strike {
            self.strikes.entry(account.clone()).or_default().push(at);
        }
        if by_applicant && kind == ActionKind::Cancel && after.status == Status::Cancelled {
            self.cancellations
                .entry(account.clone())
                .or_default()
                .push(at);
        }
    }

    pub(crate) fn strikes(&self) -> usize {
        self.strikes.values().map(Vec::len).sum()
    }

    /// Whether somebody may book now: no strike of the last days was one too many for those before it.
    pub(crate) fn is_banned(&self, account: &AccountId, policy: &PostPolicy, now: Instant) -> bool {
        let rules = &policy.interview;
        let all = self.strikes.get(account).map_or(&[][..], Vec::as_slice);
        let window = i64::from(rules.strike_window_days);
        let too_many = |at: &Instant| {
            let since = at.plus_days(-window);
            let count = all.iter().filter(|one| since < **one && *one <= at).count();
            match rules.ban_when {
                BanWhen::MoreThan => count > usize::from(rules.strike_limit),
                BanWhen::Reaches => count >= usize::from(rules.strike_limit),
            }
        };
        let mut lasting = all
            .iter()
            .filter(|at| at.plus_days(i64::from(rules.ban_days)) > now);
        lasting.any(too_many)
    }

    /// What the realm should know of an account, as it is kept.
    pub(crate) fn of(&self, account: &AccountId) -> (Vec<Instant>, Vec<Instant>) {
        let of =
            |all: &BTreeMap<AccountId, Vec<Instant>>| all.get(account).cloned().unwrap_or_default();
        (of(&self.strikes), of(&self.cancellations))
    }
}
