//! What is kept of the statements about one device: what waits, and what ended it.

use super::Asked;
use crate::Told;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::lookup::LookupSecret;
use lingshi_ledger::{DocKey, Document, Kind, LookupHash, Reading, Sha, StoreFault, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use lingshi_wire::KeyId;
use lingshi_wire::certificate::Certificate;
use lingshi_wire::statement::{Ending, Endorsement, Fate, OPEN_DAYS, SignedStatement, Stated};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// About one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    pub(super) device: KeyId,
    /// What was proposed last; waiting, unless it lapsed, was withdrawn or is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) proposal: Option<Proposal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) complete: Option<Complete>,
}

/// What one administrator signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Proposal {
    pub(super) statement: SignedStatement,
    pub(super) certificate: Certificate,
    pub(super) by: OfficerId,
    pub(super) at: Instant,
    #[serde(default)]
    pub(super) withdrawn: bool,
}

/// What two signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Complete {
    pub(super) ending: Ending,
    pub(super) by: [OfficerId; 2],
    pub(super) what: Fate,
    pub(super) at: Instant,
}

impl Proposal {
    /// Not too old to be confirmed.
    pub(super) fn is_young(&self, now: Instant) -> bool {
        now < self.until()
    }

    fn until(&self) -> Instant {
        self.at.plus_days(OPEN_DAYS)
    }

    /// With a second signature.
    pub(super) fn with(&self, signature: &Endorsement, certificate: &Certificate) -> Ending {
        let mut statement = self.statement.clone();
        statement.signatures.push(signature.clone());
        Ending {
            statement,
            certificates: vec![self.certificate.clone(), certificate.clone()],
        }
    }
}

impl About {
    pub(super) fn new(device: KeyId) -> Self {
        Self {
            device,
            proposal: None,
            complete: None,
        }
    }

    fn is_complete(&self, proposal: &Proposal) -> bool {
        let complete = self.complete.as_ref();
        complete.is_some_and(|complete| {
            let signed = &complete.ending.statement;
            signed.bytes == proposal.statement.bytes
                && signed.signatures.first() == proposal.statement.signatures.first()
        })
    }

    /// What waits for a second signature.
    pub(super) fn waiting(&self, now: Instant) -> Option<&Proposal> {
        let proposal = self.proposal.as_ref()?;
        let waits = proposal.is_young(now) && !proposal.withdrawn && !self.is_complete(proposal);
        waits.then_some(proposal)
    }

    /// What was proposed with the very same words and signature, and waits or was completed.
    pub(super) fn same(&self, proposed: &SignedStatement, now: Instant) -> Option<Proposal> {
        let proposal = self.proposal.as_ref()?;
        let stands = self.is_complete(proposal) || self.waiting(now).is_some();
        (stands && proposal.statement == *proposed).then(|| proposal.clone())
    }

    /// What was completed with this very signature.
    pub(super) fn confirmed_by(&self, signature: &Endorsement) -> Option<Proposal> {
        let proposal = self.proposal.as_ref()?;
        let complete = self.complete.as_ref()?;
        let second = complete.ending.statement.signatures.get(1);
        (self.is_complete(proposal) && second == Some(signature)).then(|| proposal.clone())
    }

    /// Whether the device has ended like this, or worse.
    pub(super) fn has_ended(&self, what: Fate) -> bool {
        self.complete
            .as_ref()
            .is_some_and(|complete| complete.what >= what)
    }

    pub(super) fn complete(&mut self, ending: Ending, by: [OfficerId; 2], what: Fate, at: Instant) {
        self.complete = Some(Complete {
            ending,
            by,
            what,
            at,
        });
    }

    /// As administrators see it.
    pub(super) fn stated(&self, proposal: &Proposal, officer: &OfficerId) -> Stated {
        let complete = self.is_complete(proposal);
        let ending = self.complete.as_ref().filter(|_| complete);
        let statement = ending.map_or(&proposal.statement, |complete| &complete.ending.statement);
        Stated {
            statement: statement.clone(),
            officer: officer.clone(),
            proposed_by: proposal.by.clone(),
            until: proposal.until(),
            complete,
        }
    }
}

/// Where it is kept: not under the device's own name, for headers go to every desk, and a device in the wrong
/// hands is not to read that it is about to end.
pub(super) fn key(secret: &LookupSecret, device: &KeyId) -> DocKey {
    let LookupHash(bytes) = secret.about_device(device);
    let name = Sha::of_kept(&bytes).map_or_else(String::new, |name| name.to_string());
    DocKey::new(Kind::Statement, name)
}

pub(super) fn of(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    key: &DocKey,
) -> Told<Option<Kept<About>>> {
    kept::of_post(tx, post, key)
}

pub(super) fn read(document: &Document) -> Told<About> {
    serde_json::from_slice(&document.body)
        .map_err(|_| StoreFault::damaged("a statement cannot be read"))
}

pub(super) fn put(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    secret: &LookupSecret,
    asked: &Asked<'_>,
) -> Told<()> {
    let key = key(secret, &asked.target);
    let by = BTreeSet::from([secret.about_device(&asked.target)]);
    line.put(tx, key.clone(), asked.version, &asked.known, Vec::new())?;
    if asked.version.is_none() {
        tx.index(&asked.whose.post, &key, &by)?;
    }
    Ok(())
}
