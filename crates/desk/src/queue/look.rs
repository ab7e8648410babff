//! Looking at what was read: counting it, and telling its moments as clocks at the post show them.

use super::board::{Board, Happened, HappenedKey};
use super::kept::{Kept, Meets};
use super::line::Line;
use super::living::Standing;
use super::stage::{Flag, Stage};
use super::view::{
    FlagCount, Group, Happening, LineShown, Meeting, Oldest, Part, PostHere, Queue, Shown, Today,
    When,
};
use lingshi_rules::order::Status;
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use strum::IntoEnumIterator;

/// A post at a moment.
struct At<'a> {
    policy: &'a PostPolicy,
    now: Instant,
}

pub(super) fn queue(standing: &Standing, turn: u32, now: Instant) -> Queue {
    let board = &standing.board;
    let policy = board.policy.as_ref();
    let at = policy.map(|policy| At { policy, now });
    Queue {
        turn,
        name: standing.name.clone().map(Shown),
        trial: standing.trial,
        line: line(&standing.line, at.as_ref(), now),
        read: board.read,
        head: board.head,
        today: at.filter(|_| board.is_whole).map(|at| at.today(board)),
    }
}

fn line(line: &Line, at: Option<&At<'_>>, now: Instant) -> LineShown {
    match *line {
        Line::Connecting => LineShown::Connecting,
        Line::Live => LineShown::Live,
        Line::CutOff { since, why } => LineShown::CutOff {
            since: at.map(|at| at.when(since)),
            minutes: minutes(since, now),
            why,
        },
        Line::LockedOut { why } => LineShown::LockedOut { why },
    }
}

impl At<'_> {
    fn today(&self, board: &Board) -> Today {
        let name = &self.policy.name;
        Today {
            post: PostHere {
                code: self.policy.code.as_str().to_owned(),
                name: name.zh.clone(),
                city: name.city_zh.clone(),
            },
            now: self.when(self.now),
            groups: self.groups(board),
            meetings: self.meetings(board),
            happened: board
                .happened
                .iter()
                .rev()
                .map(|(key, happened)| self.happening(key, happened, board))
                .collect(),
            unread: counted(board.unread.len()),
        }
    }

    fn when(&self, at: Instant) -> When {
        let day = self.policy.local_day(at);
        When {
            day: day.to_string(),
            weekday: day.format("%a").to_string(),
            time: self.policy.local_time(at).format("%H:%M").to_string(),
            today: day == self.policy.local_day(self.now),
        }
    }

    fn groups(&self, board: &Board) -> Vec<Group> {
        let today = self.policy.local_day(self.now);
        Stage::iter()
            .map(|stage| {
                let orders = board.orders.values();
                let there: Vec<&Kept> = orders
                    .filter(|order| order.stage(self.policy, today) == Some(stage))
                    .collect();
                self.group(stage, &there)
            })
            .collect()
    }

    fn group(&self, stage: Stage, there: &[&Kept]) -> Group {
        let states = Status::iter().filter(|status| Stage::of(*status) == Some(stage));
        let in_state = |status: Status| {
            let count = there.iter().filter(|order| order.status == status).count();
            Part {
                status,
                count: counted(count),
            }
        };
        let parts: Vec<Part> = states.map(in_state).collect();
        let ended = stage == Stage::EndedToday;
        let oldest = there.iter().min_by_key(|order| (order.since, &order.no));
        Group {
            stage,
            count: counted(there.len()),
            parts: if parts.len() > 1 { parts } else { Vec::new() },
            flags: self.flags(there),
            oldest: oldest.filter(|_| !ended).map(|order| Oldest {
                tail: order.no.short_tail().to_owned(),
                minutes: minutes(order.since, self.now),
            }),
        }
    }

    fn flags(&self, there: &[&Kept]) -> Vec<FlagCount> {
        let flagged = Flag::iter().map(|flag| {
            let orders = there.iter();
            let with = orders.filter(|order| order.has(flag, self.policy, self.now));
            FlagCount {
                flag,
                count: counted(with.count()),
            }
        });
        flagged.filter(|flag| flag.count > 0).collect()
    }

    fn meetings(&self, board: &Board) -> Vec<Meeting> {
        let today = self.policy.local_day(self.now);
        let orders = board.orders.values();
        let mut all: Vec<(&Meets, &Kept)> = orders
            .filter(|order| order.meets_on(self.policy, today))
            .filter_map(|order| Some((order.meets.as_ref()?, order)))
            .collect();
        all.sort_by_key(|(meets, order)| (meets.slot.start, &order.no));
        all.into_iter()
            .map(|(meets, order)| self.meeting(meets, order))
            .collect()
    }

    fn meeting(&self, meets: &Meets, order: &Kept) -> Meeting {
        Meeting {
            no: order.no.grouped(),
            tail: order.no.short_tail().to_owned(),
            name: (&meets.name).into(),
            business: meets.business,
            from: self.when(meets.slot.start),
            until: self.when(meets.slot.end),
            state: meets.state,
            number: meets.number,
        }
    }

    fn happening(&self, key: &HappenedKey, happened: &Happened, board: &Board) -> Happening {
        let (at, no, version) = key;
        let officer = happened.by.officer();
        Happening {
            key: name_of(no, *version),
            at: self.when(*at),
            transition: happened.transition,
            from: happened.from,
            to: happened.to,
            no: no.grouped(),
            tail: no.short_tail().to_owned(),
            name: (&happened.name).into(),
            business: happened.business,
            side: side(&happened.by).to_owned(),
            officer: officer
                .and_then(|id| board.officers.get(id))
                .cloned()
                .map(Shown),
        }
    }
}

fn name_of(no: &OrderNo, version: u32) -> String {
    format!("{}-{version}", no.as_str())
}

fn side(by: &By) -> &'static str {
    match by {
        By::Officer { .. } => "officer",
        By::Applicant { .. } => "applicant",
        By::System => "system",
        By::PensionAuthority => "pension_authority",
    }
}

fn minutes(since: Instant, now: Instant) -> u32 {
    u32::try_from(now.minutes_since(since).max(0)).unwrap_or(u32::MAX)
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
