//! Devices: whose they are, and with which key they sign.

use super::root::Root;
use crate::Told;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::By;
use lingshi_rules::values::Instant;
use lingshi_wire::statement::DeviceNonce;
use lingshi_wire::{Certificate, KeyId, PublicKey};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// What it signs with.
    pub key: PublicKey,
    /// Whose it is.
    pub officer: OfficerId,
    /// As its officer calls it.
    pub name: String,
    /// What a statement about it must name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<DeviceNonce>,
    /// What the root says of the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// Its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Revoked>,
}

/// The end of a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// When.
    pub at: Instant,
    /// Why, in a word: lost, replaced, left.
    pub why: String,
}

impl Device {
    /// The root says that the key is this officer's.
    pub fn is_certified(&self, realm: &str, post: &PostCode, root: Option<&Root>) -> bool {
        let says = root
            .zip(self.certificate.as_ref())
            .and_then(|(root, certificate)| certificate.read(&root.key).ok());
        says.is_some_and(|says| {
            says.realm == realm
                && says.post == *post
                && says.officer == self.officer
                && says.key == self.key
        })
    }
}

pub(super) fn device_key(id: &KeyId) -> DocKey {
    DocKey::new(Kind::Device, id.as_str())
}

/// A device by its key.
pub fn device(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    id: &KeyId,
) -> Told<Option<Kept<Device>>> {
    kept::of_post(tx, post, &device_key(id))
}

/// Enrols a device, and says what a statement about it must name; nothing if the key was enrolled before.
pub fn enrol_device(
    tx: &mut dyn Writing,
    post: &PostCode,
    new: &Device,
    by: By,
    moment: &mut Moment<'_>,
) -> Told<Option<DeviceNonce>> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let id = new.key.id();
    if device(tx, post, &id)?.is_some() {
        return Ok(None);
    }
    let nonce = DeviceNonce::new(moment.draw());
    let enrolled = Device {
        nonce: Some(nonce.clone()),
        ..new.clone()
    };
    let mut line = Line::next(post, head, "device_enrolled", by, moment)
        .says(json!({ "officer": new.officer, "key": id }));
    line.put(tx, device_key(&id), None, &enrolled, Vec::new())?;
    line.write(tx, None, moment)?;
    Ok(Some(nonce))
}

/// Ends a device at the server alone, which a desk takes for a lock and no more; false if there is none, or it was ended before.
pub fn revoke_device(
    tx: &mut dyn Writing,
    (post, id): (&PostCode, &KeyId),
    why: &str,
    by: By,
    moment: &mut Moment<'_>,
) -> Told<bool> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let Some(known) = device(tx, post, id)?.filter(|known| known.value.revoked.is_none()) else {
        return Ok(false);
    };
    let at = moment.now;
    let ended = Device {
        revoked: Some(Revoked {
            at,
            why: why.to_owned(),
        }),
        ..known.value
    };
    let mut line = Line::next(post, head, "device_revoked", by, moment)
        .says(json!({ "officer": ended.officer, "key": id, "why": why }));
    line.put(tx, device_key(id), Some(known.version), &ended, Vec::new())?;
    line.write(tx, None, moment)?;
    Ok(true)
}
