//! The root of a post: a key that is kept off line, and says whose device keys are.
//!
//! Without it the server could invent officers. What it signs stands in the log too, so that whoever verifies the
//! log can verify the officers' signatures by nothing but the log and the root.

use super::devices::{Device, device, device_key};
use crate::Told;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_wire::certificate::NotCertified;
use lingshi_wire::{Certificate, PublicKey};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A post's root, as the server knows it: the public half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The key.
    pub key: PublicKey,
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

impl From<NotCertified> for BadCertificate {
    fn from(not: NotCertified) -> Self {
        match not {
            NotCertified::NotSigned => Self::NotSigned,
            NotCertified::Unreadable => Self::Unreadable,
        }
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
    let mut line = Line::next(post, head, "root_set", by, moment)
        .says(json!({ "root": new.key.id(), "public": new.key }));
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
    let says = match certificate.read(&root.value.key) {
        Ok(says) => says,
        Err(bad) => return Ok(Err(bad.into())),
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
        .says(json!({ "officer": says.officer, "key": says.key.id(), "certificate": certificate }));
    let name = device_key(&says.key.id());
    line.put(tx, name, Some(known.version), &certified, Vec::new())?;
    line.write(tx, None, moment)?;
    Ok(Ok(()))
}
