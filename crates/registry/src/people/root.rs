//! The root of a post: a key that is kept off line, and says whose device keys are.
//!
//! Without it the server could invent officers. It signs one thing only: that a key is an officer's.

use super::devices::{Device, device, device_key};
use crate::Told;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::By;
use lingshi_rules::values::Instant;
use lingshi_wire::{PublicKey, Signature, SigningKey};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Under which name certificates are signed.
const SIGNED_AS: &str = "lingshi/officer-key/1";

/// A post's root, as the server knows it: the public half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The key.
    pub key: PublicKey,
}

/// What the root says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertifiedKey {
    /// For which service.
    pub realm: String,
    /// At which post.
    pub post: PostCode,
    /// Whose.
    pub officer: OfficerId,
    /// The device key.
    pub key: PublicKey,
    /// When it was signed, by the clock of whoever did.
    pub at: Instant,
}

/// What the root says, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The text of a [`CertifiedKey`].
    pub bytes: String,
    /// The root's signature.
    pub signature: Signature,
}

/// A certificate does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCertificate {
    /// The post has no root yet.
    #[error("the post has no root key yet")]
    NoRoot,
    /// Not signed by the post's root.
    #[error("not signed by the root of this post")]
    NotSigned,
    /// It cannot be read.
    #[error("not a certificate this program can read")]
    Unreadable,
    /// It is of another service, post, officer or key.
    #[error("it certifies another officer, key, post or service")]
    OfAnother,
    /// Nobody enrolled the key.
    #[error("no device with this key is enrolled at the post")]
    NoSuchDevice,
}

impl Certificate {
    /// Signs, away from the server.
    pub fn sign(says: &CertifiedKey, root: &SigningKey) -> Self {
        let bytes = serde_json::to_string(says).unwrap_or_default();
        let signature = root.sign(SIGNED_AS, bytes.as_bytes());
        Self { bytes, signature }
    }

    /// What it says, if the root signed it.
    pub fn read(&self, root: &Root) -> Result<CertifiedKey, BadCertificate> {
        let signed = root
            .key
            .signed(SIGNED_AS, self.bytes.as_bytes(), &self.signature);
        if !signed {
            return Err(BadCertificate::NotSigned);
        }
        serde_json::from_str(&self.bytes).map_err(|_| BadCertificate::Unreadable)
    }
}

fn key() -> DocKey {
    DocKey::new(Kind::Root, "root")
}

/// A post's root.
pub fn root(tx: &mut (impl Reading + ?Sized), post: &PostCode) -> Told<Option<Kept<Root>>> {
    kept::of_post(tx, post, &key())
}

/// Gives a post its root, or another one; keys the old one certified are no longer certified.
pub fn set_root(
    tx: &mut dyn Writing,
    post: &PostCode,
    new: &Root,
    by: By,
    moment: &mut Moment<'_>,
) -> Told<()> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let known = root(tx, post)?;
    if known.as_ref().is_some_and(|known| known.value == *new) {
        return Ok(());
    }
    let mut line =
        Line::next(post, head, "root_set", by, moment).says(json!({ "root": new.key.id() }));
    line.put(tx, key(), known.map(|k| k.version), new, Vec::new())?;
    line.write(tx, None, moment).map(drop)
}

/// Takes a certificate for an enrolled device.
pub fn certify(
    tx: &mut dyn Writing,
    (realm, post): (&str, &PostCode),
    certificate: &Certificate,
    by: By,
    moment: &mut Moment<'_>,
) -> Told<Result<(), BadCertificate>> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let Some(root) = root(tx, post)? else {
        return Ok(Err(BadCertificate::NoRoot));
    };
    let says = match certificate.read(&root.value) {
        Ok(says) => says,
        Err(bad) => return Ok(Err(bad)),
    };
    let Some(known) = device(tx, post, &says.key.id())? else {
        return Ok(Err(BadCertificate::NoSuchDevice));
    };
    let same = says.realm == realm && says.post == *post && says.officer == known.value.officer;
    if !same {
        return Ok(Err(BadCertificate::OfAnother));
    }
    let certified = Device {
        certificate: Some(certificate.clone()),
        ..known.value
    };
    let mut line = Line::next(post, head, "key_certified", by, moment)
        .says(json!({ "officer": says.officer, "key": says.key.id() }));
    let name = device_key(&says.key.id());
    line.put(tx, name, Some(known.version), &certified, Vec::new())?;
    line.write(tx, None, moment)?;
    Ok(Ok(()))
}
