//! What officers signed, held against the keys the post's root certified: all of it from the log alone.

use super::found::{Broken, Officers};
use super::walk::Beside;
use lingshi_ledger::{Header, Kind};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::By;
use lingshi_wire::command::Unreadable;
use lingshi_wire::statement::{About, Ending, Statement};
use lingshi_wire::{Certificate, CertifiedKey, CommandBody, KeyId, PublicKey, SignedCommand};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// As much of what stands beside a line as is looked at.
#[derive(Deserialize, Default)]
struct Says {
    #[serde(default)]
    signed: Option<SignedCommand>,
    #[serde(default)]
    says: Told,
}

#[derive(Deserialize, Default)]
struct Told {
    public: Option<PublicKey>,
    ending: Option<Ending>,
    certificate: Option<Certificate>,
}

/// What is known of keys, as far as the log has been read.
pub(super) struct Signatures<'a> {
    realm: &'a str,
    post: &'a PostCode,
    roots: &'a [PublicKey],
    root: Option<PublicKey>,
    certified: BTreeMap<String, Certificate>,
    /// What the certificate of a key says under the present root; looked at once.
    read: BTreeMap<String, Option<CertifiedKey>>,
    revoked: BTreeSet<String>,
    /// A root or a certificate was not there to be read: of a key nobody seems to have certified, nothing can
    /// be said.
    unread: bool,
    told: Officers,
}

impl<'a> Signatures<'a> {
    pub(super) fn new((realm, post): (&'a str, &'a PostCode), roots: &'a [PublicKey]) -> Self {
        Self {
            realm,
            post,
            roots,
            root: None,
            certified: BTreeMap::new(),
            read: BTreeMap::new(),
            revoked: BTreeSet::new(),
            unread: false,
            told: Officers::default(),
        }
    }

    pub(super) fn told(self) -> Officers {
        self.told
    }

    /// Looks at a line that stands where it should; what is wrong with it.
    pub(super) fn look_at(&mut self, header: &Header, beside: &Beside<'_>) -> Option<Broken> {
        match (header.what.as_str(), &header.by) {
            ("root_set", _) => self.new_root(header, says(beside)),
            ("key_certified", _) => {
                self.new_certificate(says(beside));
                None
            }
            ("device_revoked" | "device_wiped", by) => {
                let mut ended = header.touched.iter();
                let ended = ended.find(|touched| touched.key.kind == Kind::Device);
                let ended = ended.map(|touched| touched.key.id.clone());
                self.revoked.extend(ended.clone());
                match by {
                    By::Officer { .. } => self.ending(header, ended.as_deref(), says(beside)),
                    // Whoever holds the server locked it; no administrator is said to have signed.
                    By::Applicant { .. } | By::System | By::PensionAuthority => None,
                }
            }
            ("command" | "acts", By::Officer { .. }) => self.command(header, says(beside)),
            _ => None,
        }
    }

    fn new_root(&mut self, header: &Header, says: Option<Says>) -> Option<Broken> {
        let Some(root) = says.and_then(|says| says.says.public) else {
            self.unread = true;
            self.root = None;
            self.read.clear();
            return None;
        };
        self.told.roots.insert(root.id());
        self.read.clear();
        let is_known = self.roots.is_empty() || self.roots.contains(&root);
        self.root = Some(root);
        let seq = header.seq;
        (!is_known).then_some(Broken::OtherRoot { seq })
    }

    fn new_certificate(&mut self, says: Option<Says>) {
        let certificate = says.and_then(|says| says.says.certificate);
        // Whose it is stands in it, and is believed once the root's signature is looked at.
        let key = certificate.as_ref().and_then(key_of);
        match key.zip(certificate) {
            Some((key, certificate)) => {
                self.read.remove(key.as_str());
                self.certified.insert(key.as_str().to_owned(), certificate);
            }
            None => self.unread = true,
        }
    }

    fn of_key(&mut self, key: &str) -> Option<CertifiedKey> {
        if let Some(known) = self.read.get(key) {
            return known.clone();
        }
        let certificate = self.certified.get(key);
        let read = certificate
            .zip(self.root.as_ref())
            .and_then(|(certificate, root)| certificate.read(root).ok());
        let read = read.filter(|says| {
            says.realm == self.realm && says.post == *self.post && says.key.id().as_str() == key
        });
        self.read.insert(key.to_owned(), read.clone());
        read
    }

    fn command(&mut self, header: &Header, says: Option<Says>) -> Option<Broken> {
        let seq = header.seq;
        // Without a key in the header nobody signed it, whatever stands beside.
        let Some(key) = header.key.clone() else {
            return Some(Broken::NotSigned { seq });
        };
        if self.revoked.contains(&key) {
            return Some(Broken::Revoked { seq });
        }
        let Some(says) = says else {
            self.told.unknown += 1;
            return None;
        };
        let Some(signed) = says.signed else {
            return Some(Broken::NotSigned { seq });
        };
        let Some(certified) = self.of_key(&key) else {
            let was_read = self.root.is_some() && self.certified.contains_key(&key);
            if self.unread && !was_read {
                self.told.unknown += 1;
                return None;
            }
            return Some(Broken::NotCertified { seq });
        };
        match signed.open(&certified.key) {
            Ok(body) if self.is_what_stands(header, &body, &certified) => {
                self.told.hold += 1;
                None
            }
            Ok(_) | Err(Unreadable::NotSigned) => Some(Broken::NotSigned { seq }),
            // It is signed, by a desk that was newer than this program.
            Err(Unreadable::TooLong | Unreadable::NotACommand | Unreadable::Unknown(_)) => {
                self.told.unknown += 1;
                None
            }
        }
    }

    /// An officer ends a device only with another: both signed it, and the root made both administrators.
    fn ending(
        &mut self,
        header: &Header,
        device: Option<&str>,
        says: Option<Says>,
    ) -> Option<Broken> {
        let seq = header.seq;
        let Some(says) = says else {
            self.told.unknown += 1;
            return None;
        };
        let Some(root) = self.root.as_ref().filter(|_| !self.unread) else {
            self.told.unknown += 1;
            return None;
        };
        let ending = says.says.ending;
        let text = ending
            .as_ref()
            .map(|ending| ending.statement.bytes.as_str());
        let says: Option<Statement> = text.and_then(|text| serde_json::from_str(text).ok());
        let signed = ending.zip(says).is_some_and(|(ending, says)| {
            let about = About {
                realm: self.realm,
                post: self.post,
                root,
                device: &says.device,
                nonce: &says.nonce,
            };
            let signers = ending.signers(&about);
            let is_one =
                |signers: [OfficerId; 2]| signers.map(|id| By::Officer { id }).contains(&header.by);
            Some(says.device.as_str()) == device
                && ending.check(&about).is_ok()
                && signers.is_ok_and(is_one)
        });
        if signed {
            self.told.hold += 1;
            return None;
        }
        Some(Broken::NotSigned { seq })
    }

    /// What was signed is what the header says, and the officer whose key it is gave it.
    fn is_what_stands(&self, header: &Header, body: &CommandBody, key: &CertifiedKey) -> bool {
        let by = By::Officer {
            id: body.officer.clone(),
        };
        body.realm == self.realm
            && body.post == *self.post
            && body.officer == key.officer
            && body.key == key.key.id()
            && header.by == by
            && header.command.as_ref() == Some(body.instruction.id())
    }
}

fn says(beside: &Beside<'_>) -> Option<Says> {
    match beside {
        Beside::There(_, bytes) => Some(serde_json::from_slice(bytes).unwrap_or_default()),
        Beside::Erased(_) | Beside::Gone | Beside::LeftOut => None,
    }
}

fn key_of(certificate: &Certificate) -> Option<KeyId> {
    let says: CertifiedKey = serde_json::from_str(&certificate.bytes).ok()?;
    Some(says.key.id())
}
