//! One-time codes that enrol a device: given by hand, good once and for a while.
//!
//! A code carries the beginning of the server key's fingerprint, so that a desk never trusts whoever
//! answers first, and 80 random bits of its own.

use crate::Told;
use crate::kept::{self, Kept};
use crate::world::Moment;
use data_encoding::BASE32_NOPAD;
use lingshi_ledger::{DocKey, Kind, Reading, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use lingshi_wire::{PublicKey, Sha};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Bytes of the fingerprint and of chance in a code.
const PART: usize = 10;

/// What an invitation is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// At which post.
    pub post: PostCode,
    /// For whom.
    pub officer: OfficerId,
    /// Until when.
    pub until: Instant,
}

/// A code.
#[derive(Clone)]
pub struct InvitationCode {
    fingerprint: [u8; PART],
    secret: Zeroizing<[u8; PART]>,
}

impl std::fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InvitationCode")
    }
}

fn fingerprint(server: &PublicKey) -> [u8; PART] {
    let digest = Sha::of_parts("lingshi/server/1", &[server.bytes()]);
    let mut part = [0; PART];
    part.copy_from_slice(&digest.bytes()[..PART]);
    part
}

impl InvitationCode {
    /// As it is typed: any case, dashes and blanks do not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = Zeroizing::new(BASE32_NOPAD.decode(plain.as_bytes()).ok()?);
        let (fingerprint, secret) = bytes.split_at_checked(PART)?;
        Some(Self {
            fingerprint: fingerprint.try_into().ok()?,
            secret: Zeroizing::new(secret.try_into().ok()?),
        })
    }

    /// As it is given: groups of four.
    pub fn show(&self) -> Zeroizing<String> {
        let bytes = [&self.fingerprint[..], &self.secret[..]].concat();
        let text = BASE32_NOPAD.encode(&bytes);
        let groups: Vec<&str> = (0..text.len())
            .step_by(4)
            .filter_map(|at| text.get(at..text.len().min(at + 4)))
            .collect();
        Zeroizing::new(groups.join("-"))
    }

    /// Whether the server with this key gave it.
    pub fn is_of(&self, server: &PublicKey) -> bool {
        fingerprint(server) == self.fingerprint
    }

    fn key(&self) -> DocKey {
        let name = Sha::of_parts("lingshi/invitation/1", &[&self.secret[..]]);
        DocKey::new(Kind::Invitation, name.to_string())
    }
}

/// A code is not taken. Which of these it was is not told to whoever typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadCode {
    /// There is none like it, or it was used.
    Unknown,
    /// It is too late.
    TooLate,
}

/// Invites an officer to enrol a device.
pub fn invite(
    tx: &mut dyn Writing,
    server: &PublicKey,
    invitation: &Invitation,
    moment: &mut Moment<'_>,
) -> Told<InvitationCode> {
    let code = InvitationCode {
        fingerprint: fingerprint(server),
        secret: Zeroizing::new(moment.draw()),
    };
    kept::put_realm(tx, code.key(), None, invitation)?;
    Ok(code)
}

/// What a code would enrol, without using it.
pub fn invited(
    tx: &mut (impl Reading + ?Sized),
    code: &InvitationCode,
    now: Instant,
) -> Told<Option<Invitation>> {
    let kept: Option<Kept<Invitation>> = kept::of_realm(tx, &code.key())?;
    Ok(kept
        .map(|kept| kept.value)
        .filter(|invitation| invitation.until >= now))
}

/// Uses a code; it is gone afterwards, whether it was in time or not.
pub fn redeem(
    tx: &mut dyn Writing,
    code: &InvitationCode,
    now: Instant,
) -> Told<Result<Invitation, BadCode>> {
    let key = code.key();
    tx.lock_realm(&BTreeSet::from([key.clone()]))?;
    let kept: Option<Kept<Invitation>> = kept::of_realm(tx, &key)?;
    let Some(kept) = kept else {
        return Ok(Err(BadCode::Unknown));
    };
    tx.drop_realm(&key)?;
    Ok(if kept.value.until < now {
        Err(BadCode::TooLate)
    } else {
        Ok(kept.value)
    })
}
