//! Statements that end a device: two administrators say, each with their own key, that one device is to be locked
//! for good or wiped.
//!
//! A server alone can end nothing on a desk: an answer that says "revoked" locks it, and no more. Only what two
//! administrators signed, whose keys the post's root certified, makes a desk give up what is on it. The statement
//! names the device and the nonce it got when it was enrolled, so that an old one never ends a device that was
//! enrolled since. The same check runs on the desk and on the server.

use crate::certificate::{Certificate, CertifiedKey, NotCertified};
use crate::key::{KeyId, PublicKey, Signature, SigningKey};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// Under which name statements are signed.
pub const SIGNED_AS: &str = "lingshi/statement/1";
/// A statement has at most so many bytes; ours have three hundred.
pub const LONGEST: usize = 1024;
/// A proposal waits so many days for a second signature.
pub const OPEN_DAYS: i64 = 7;

/// What becomes of the device.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Fate {
    /// Nothing it signs is taken any more; what is on it stays sealed where it is.
    Revoke,
    /// It seals what was not sent yet to the post's recovery key, makes sure of the seal, and wipes the rest.
    Wipe,
}

/// Why, in a word: it is told to whoever asks, so nothing about people can stand here.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Because {
    /// Nobody knows where it is.
    Lost,
    /// Somebody took it.
    Stolen,
    /// Somebody else had it in their hands, or something runs on it that should not.
    Tampered,
    /// There is another one in its place.
    Replaced,
    /// Its officer left the post.
    Left,
}

/// What a device got when it was enrolled: a statement names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceNonce(String);

impl DeviceNonce {
    /// Of so many random bytes.
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(data_encoding::HEXLOWER.encode(&bytes))
    }
}

/// What two administrators say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Of which service.
    pub realm: String,
    /// At which post.
    pub post: PostCode,
    /// Which device, by its key.
    pub device: KeyId,
    /// What the device got when it was enrolled.
    pub nonce: DeviceNonce,
    /// What becomes of it.
    pub what: Fate,
    /// Why.
    pub why: Because,
    /// When it was proposed, by the proposer's clock.
    pub at: Instant,
}

/// One administrator's signature under a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Endorsement {
    /// With which key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: KeyId,
    /// The signature.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
}

/// A statement with the signatures it has so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedStatement {
    /// The text of a [`Statement`], as everybody signed it.
    #[cfg_attr(feature = "openapi", schema(max_length = 1024))]
    pub bytes: String,
    /// Of the proposer, then of whoever confirmed it.
    #[cfg_attr(feature = "openapi", schema(max_items = 2))]
    pub signatures: Vec<Endorsement>,
}

/// A complete statement with all that is needed to check it: what a device fetches about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ending {
    /// What was signed.
    pub statement: SignedStatement,
    /// What the post's root says of the keys it was signed with.
    pub certificates: Vec<Certificate>,
}

/// A statement that is waiting, or that was completed, as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stated {
    /// What was signed.
    pub statement: SignedStatement,
    /// Whose device it is about.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub officer: OfficerId,
    /// Who proposed it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proposed_by: OfficerId,
    /// Until when it waits for a second signature.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Instant,
    /// Two have signed: the device has ended.
    pub complete: bool,
}

/// Statements that are waiting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Each, by device.
    pub statements: Vec<Stated>,
}

/// Of what whoever checks a statement is certain.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Which service.
    pub realm: &'a str,
    /// Which post.
    pub post: &'a PostCode,
    /// The post's root.
    pub root: &'a PublicKey,
    /// Which device.
    pub device: &'a KeyId,
    /// What it got when it was enrolled.
    pub nonce: &'a DeviceNonce,
}

/// Why a statement ends nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum NotEffective {
    /// Longer than a statement may be.
    #[error("the statement is too long")]
    TooLong,
    /// Not two signatures.
    #[error("a statement has two signatures")]
    NotTwo,
    /// Nobody certified one of the keys.
    #[error("no certificate came along for one of the keys")]
    NoCertificate,
    /// A certificate is not the root's.
    #[error("a certificate is not signed by the post's root")]
    NotByTheRoot,
    /// A certificate is of another service or post.
    #[error("a certificate is of another service or post")]
    CertifiedElsewhere,
    /// The root did not say that its officer is an administrator.
    #[error("a key is certified, but not as an administrator's")]
    NotAnAdministrator,
    /// The device that is to end is not asked about it: whoever has it in their hands signs with it.
    #[error("a device does not sign its own end")]
    ByItself,
    /// A signature does not hold.
    #[error("a signature does not hold")]
    NotSigned,
    /// Both are of one officer.
    #[error("both signatures are of one officer")]
    SameOfficer,
    /// It cannot be read.
    #[error("this is no statement this program can read")]
    NotAStatement,
    /// It is of another service.
    #[error("the statement is of another service")]
    OtherRealm,
    /// It is of another post.
    #[error("the statement is of another post")]
    OtherPost,
    /// It is about another device.
    #[error("the statement is about another device")]
    OtherDevice,
    /// It is about an enrolment that is over.
    #[error("the statement is about an earlier enrolment of this device")]
    OldNonce,
}

impl Endorsement {
    /// Signs a statement's text.
    pub fn sign(bytes: &str, key: &SigningKey) -> Self {
        Self {
            key: key.public().id(),
            signature: key.sign(SIGNED_AS, bytes.as_bytes()),
        }
    }

    /// Whose it is, if it holds under this text and the certificate makes its officer an administrator.
    pub fn of(
        &self,
        bytes: &str,
        certificates: &[Certificate],
        about: &About<'_>,
    ) -> Result<CertifiedKey, NotEffective> {
        let certified = self.certified(certificates, about)?;
        if !certified.admin {
            return Err(NotEffective::NotAnAdministrator);
        }
        if self.key == *about.device {
            return Err(NotEffective::ByItself);
        }
        let signed = certified
            .key
            .signed(SIGNED_AS, bytes.as_bytes(), &self.signature);
        if signed {
            Ok(certified)
        } else {
            Err(NotEffective::NotSigned)
        }
    }

    fn certified(
        &self,
        certificates: &[Certificate],
        about: &About<'_>,
    ) -> Result<CertifiedKey, NotEffective> {
        for certificate in certificates {
            let says = match certificate.read(about.root) {
                Ok(says) => says,
                Err(NotCertified::NotSigned | NotCertified::Unreadable) => {
                    return Err(NotEffective::NotByTheRoot);
                }
            };
            if says.key.id() != self.key {
                continue;
            }
            if says.realm != about.realm || says.post != *about.post {
                return Err(NotEffective::CertifiedElsewhere);
            }
            return Ok(says);
        }
        Err(NotEffective::NoCertificate)
    }
}

impl Statement {
    /// Reads a text whose signatures hold, if it is about this device as it is enrolled.
    pub fn read(bytes: &str, about: &About<'_>) -> Result<Self, NotEffective> {
        let says: Self = serde_json::from_str(bytes).map_err(|_| NotEffective::NotAStatement)?;
        if says.realm != about.realm {
            return Err(NotEffective::OtherRealm);
        }
        if says.post != *about.post {
            return Err(NotEffective::OtherPost);
        }
        if says.device != *about.device {
            return Err(NotEffective::OtherDevice);
        }
        if says.nonce != *about.nonce {
            return Err(NotEffective::OldNonce);
        }
        Ok(says)
    }
}

impl SignedStatement {
    /// Proposes: one signature, of two.
    pub fn propose(says: &Statement, key: &SigningKey) -> Self {
        let bytes = serde_json::to_string(says).unwrap_or_default();
        let signatures = vec![Endorsement::sign(&bytes, key)];
        Self { bytes, signatures }
    }

    /// About which device it says to be. Nothing about it is believed yet.
    pub fn device(&self) -> Option<KeyId> {
        let says: Statement = serde_json::from_str(&self.bytes).ok()?;
        Some(says.device)
    }
}

impl Ending {
    /// What is to be done, if two administrators said so of this device as it is enrolled.
    pub fn check(&self, about: &About<'_>) -> Result<Statement, NotEffective> {
        self.signers(about)?;
        Statement::read(&self.statement.bytes, about)
    }

    /// Who signed it, if two administrators did.
    pub fn signers(&self, about: &About<'_>) -> Result<[OfficerId; 2], NotEffective> {
        let SignedStatement { bytes, signatures } = &self.statement;
        if bytes.len() > LONGEST {
            return Err(NotEffective::TooLong);
        }
        let [first, second] = &signatures[..] else {
            return Err(NotEffective::NotTwo);
        };
        let first = first.of(bytes, &self.certificates, about)?.officer;
        let second = second.of(bytes, &self.certificates, about)?.officer;
        // By person: one with two devices, or two keys, is still one.
        if first == second {
            return Err(NotEffective::SameOfficer);
        }
        Ok([first, second])
    }
}

#[cfg(test)]
mod tests;
