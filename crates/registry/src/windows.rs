//! 在线面谈窗口: officers open and close theirs by a signed instruction.
//!
//! A window counts from the moment it is opened until it is closed, until the day is over, or until nothing is heard
//! of the post: whoever waits is not told of officers who cannot see them.

use crate::Told;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::presence;
use crate::subjects::Giver;
use lingshi_ledger::{DocKey, Kind, Reading, Writing};
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::Refusal;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;
use lingshi_wire::Why;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A post is there as long as it was heard of within so many minutes.
const HEARD_MINUTES: i64 = 2;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Windows {
    open: BTreeMap<OfficerId, Instant>,
}

fn key(day: Day) -> DocKey {
    DocKey::new(Kind::Windows, day.to_string())
}

/// Opens an officer's window for today, or closes it; doing so again changes nothing but the line that says so.
pub(crate) fn give_to_windows(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    open: bool,
    giver: Giver<'_>,
    now: Instant,
) -> Told<Result<(), Why>> {
    let Actor::Officer { id, roles, .. } = giver.actor else {
        return Ok(Err(Why::NoSuchSubject));
    };
    if !roles.contains(&Role::Interviewer) {
        let roles = vec![Role::Interviewer];
        let refusal = Refusal::RoleNeeded { roles };
        return Ok(Err(Why::Order { refusal }));
    }
    let key = key(giver.policy.local_day(now));
    let kept: Option<Kept<Windows>> = kept::of_post(tx, &giver.policy.code, &key)?;
    let version = kept.as_ref().map(|kept| kept.version);
    let mut windows = kept.map(|kept| kept.value).unwrap_or_default();
    if open {
        windows.open.entry(id.clone()).or_insert(now);
    } else {
        windows.open.remove(id);
    }
    line.put(tx, key, version, &windows, Vec::new())?;
    Ok(Ok(()))
}

/// How many windows are open at a post now.
pub(crate) fn open_now(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    now: Instant,
) -> Told<u32> {
    if !presence::heard_lately(tx, &policy.code, now, HEARD_MINUTES)? {
        return Ok(0);
    }
    let key = key(policy.local_day(now));
    let kept: Option<Kept<Windows>> = kept::of_post(tx, &policy.code, &key)?;
    let open = kept.map_or(0, |kept| kept.value.open.len());
    Ok(u32::try_from(open).unwrap_or(u32::MAX))
}
