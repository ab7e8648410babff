//! One leader among the nodes of a service: whoever holds the lease winds the clocks. Nothing depends on there being
//! only one; it spares the others the work.

use crate::Told;
use crate::kept::{self, Kept};
use lingshi_ledger::{DocKey, Kind, Writing};
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A lease that is not renewed ends after so long.
const LEASE_MINUTES: i64 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Lease {
    holder: String,
    until: Instant,
}

fn key() -> DocKey {
    DocKey::new(Kind::Realm, "leader")
}

/// Takes the lease or renews it; false while another node has it.
pub fn lead(tx: &mut dyn Writing, node: &str, now: Instant) -> Told<bool> {
    tx.lock_realm(&BTreeSet::from([key()]))?;
    let kept: Option<Kept<Lease>> = kept::of_realm(tx, &key())?;
    let others = kept
        .as_ref()
        .is_some_and(|kept| kept.value.holder != node && kept.value.until > now);
    if others {
        return Ok(false);
    }
    let lease = Lease {
        holder: node.to_owned(),
        until: now.plus_minutes(LEASE_MINUTES),
    };
    kept::put_realm(tx, key(), kept.map(|kept| kept.version), &lease)?;
    Ok(true)
}
