//! Officers of the house: invited, enrolled over the API with a device, certified, signed in.

use super::{House, Post, REALM, root_key};
use lingshi_registry::identity::{Invitation, InvitationCode, SecondFactor, invite, open_session};
use lingshi_registry::people::{
    Certificate, CertifiedKey, Officer as Kept, certify, revoke_device, set_officer,
};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::{By, Role};
use lingshi_rules::values::Instant;
use lingshi_wire::api::{ENROLS_AS, Enrolled, Enrolment, SIGNS_IN_AS, SignedIn, SigningIn};
use lingshi_wire::client::{ClientFault, Session};
use lingshi_wire::{Kind, SigningKey};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const PASSWORD: &str = "correct horse battery";

static NEXT_KEY: AtomicU64 = AtomicU64::new(1_000);

/// A key nobody has yet.
pub(crate) fn new_key() -> SigningKey {
    let mut seed = [0; 32];
    let number = NEXT_KEY.fetch_add(1, Ordering::Relaxed);
    seed[..8].copy_from_slice(&number.to_be_bytes());
    SigningKey::of_seed(&seed)
}

/// An officer with a device and an authenticator.
pub(crate) struct Officer {
    pub(crate) post: PostCode,
    pub(crate) id: OfficerId,
    pub(crate) roles: BTreeSet<Role>,
    pub(crate) key: SigningKey,
    pub(crate) second: SecondFactor,
}

/// What an authenticator takes from the address it is shown.
pub(crate) fn authenticator(address: &str) -> SecondFactor {
    let (_, rest) = address.split_once("secret=").unwrap();
    let secret = rest.split('&').next().unwrap();
    let bytes = data_encoding::BASE32_NOPAD
        .decode(secret.as_bytes())
        .unwrap();
    SecondFactor::new(bytes.try_into().unwrap())
}

/// What a device asks with a code.
pub(crate) fn enrolment(code: &str, key: &SigningKey, password: &str) -> Enrolment {
    Enrolment {
        code: code.to_owned(),
        name: "desk".to_owned(),
        key: key.public(),
        signature: key.sign(ENROLS_AS, code.as_bytes()),
        password: password.to_owned(),
    }
}

impl Officer {
    /// The six digits now, where nobody has put the clock on.
    pub(crate) fn digits(&self) -> String {
        self.digits_at(lingshi_central::world::now())
    }

    /// The six digits at a time.
    pub(crate) fn digits_at(&self, at: Instant) -> String {
        self.second.code(at).unwrap()
    }

    /// What is said at the door.
    pub(crate) fn signing_in(&self, nonce: &str, password: &str, code: &str) -> SigningIn {
        SigningIn {
            post: self.post.clone(),
            officer: self.id.clone(),
            password: password.to_owned(),
            code: code.to_owned(),
            device: self.key.public().id(),
            nonce: nonce.to_owned(),
            signature: self.key.sign(SIGNS_IN_AS, nonce.as_bytes()),
        }
    }
}

impl House {
    /// Adds an officer, or changes one.
    pub(crate) fn appoint(&self, post: &PostCode, id: &OfficerId, roles: &[Role], left: bool) {
        let officer = Kept {
            id: id.clone(),
            name: id.to_string(),
            roles: roles.iter().copied().collect(),
            left,
        };
        self.write(|tx, moment| set_officer(tx, post, &officer, By::System, moment));
    }

    /// Gives a one-time code for a device.
    pub(crate) fn invite(&self, post: &PostCode, id: &OfficerId, minutes: i64) -> String {
        let server = self.secrets().server.public();
        self.invite_as(&server, post, id, minutes)
            .show()
            .to_string()
    }

    pub(crate) fn invite_as(
        &self,
        server: &lingshi_wire::PublicKey,
        post: &PostCode,
        id: &OfficerId,
        minutes: i64,
    ) -> InvitationCode {
        let invitation = Invitation {
            post: post.clone(),
            officer: id.clone(),
            until: self.now().plus_minutes(minutes),
        };
        self.write(|tx, moment| invite(tx, server, &invitation, moment))
    }

    /// The root says whose the key is.
    pub(crate) fn certify(
        &self,
        post: &PostCode,
        (id, roles): (&OfficerId, &BTreeSet<Role>),
        key: &SigningKey,
    ) {
        let says = CertifiedKey {
            realm: REALM.to_owned(),
            post: post.clone(),
            officer: id.clone(),
            key: key.public(),
            at: self.now(),
            admin: roles.contains(&Role::Admin),
        };
        let certificate = Certificate::sign(&says, &root_key());
        self.write(|tx, moment| certify(tx, (REALM, post), &certificate, By::System, moment))
            .unwrap();
    }

    pub(crate) fn revoke(&self, officer: &Officer) {
        let (post, device) = (&officer.post, officer.key.public().id());
        let told =
            self.write(|tx, moment| revoke_device(tx, (post, &device), "lost", By::System, moment));
        assert!(told);
    }

    /// Enrols the first device of an officer over the API; it is not certified yet.
    pub(crate) async fn enrol(&self, post: &Post, id: &str, roles: &[Role]) -> Officer {
        let (id, key) = (OfficerId::new(id), new_key());
        self.appoint(&post.code, &id, roles, false);
        let code = self.invite(&post.code, &id, 60);
        let asked = enrolment(&code, &key, PASSWORD);
        let Enrolled { second_factor, .. } = self.client.enrol(&asked).await.unwrap();
        Officer {
            post: post.code.clone(),
            id,
            roles: roles.iter().copied().collect(),
            key,
            second: authenticator(&second_factor.unwrap()),
        }
    }

    /// An officer with a certified device.
    pub(crate) async fn hire(&self, post: &Post, id: &str, roles: &[Role]) -> Officer {
        let officer = self.enrol(post, id, roles).await;
        self.certify(&post.code, (&officer.id, &officer.roles), &officer.key);
        officer
    }

    /// Says at the door what is said there, with a nonce of its own.
    pub(crate) async fn knock(
        &self,
        officer: &Officer,
        password: &str,
        code: &str,
    ) -> Result<SignedIn, ClientFault> {
        let nonce = self.client.challenge().await?.nonce;
        let asked = officer.signing_in(&nonce, password, code);
        self.client.sign_in(&asked).await
    }

    /// Signs in over the API with everything right.
    pub(crate) async fn sign_in(&self, officer: &Officer) -> SignedIn {
        self.knock(officer, PASSWORD, &officer.digits_at(self.now()))
            .await
            .unwrap()
    }

    /// Asks as this officer, signed in over the API.
    pub(crate) async fn session(&self, officer: &Officer) -> Session {
        let tokens = self.sign_in(officer).await;
        self.client
            .session(&officer.post, &tokens.asking, &self.server())
    }

    /// A session as if signed in, without waiting half a minute for other digits.
    pub(crate) fn opened(&self, officer: &Officer) -> SignedIn {
        let device = officer.key.public().id();
        let at = (&officer.post, &officer.id, &device);
        let opened = self.write(|tx, moment| open_session(tx, at, moment));
        SignedIn {
            asking: opened.asking.show().to_string(),
            asking_until: opened.asking_until,
            renewing: opened.renewing.show().to_string(),
            renewing_until: opened.renewing_until,
        }
    }

    /// The digits of this half minute are taken once more, and failures are forgotten.
    pub(crate) fn forget(&self, officer: &OfficerId) {
        self.change(Kind::Credential, officer.as_str(), |kept| {
            kept["second"]["used"] = 0.into();
            kept["failures"] = 0.into();
            kept["locked_until"] = serde_json::Value::Null;
        });
    }

    /// Makes a session older than its short token lives.
    pub(crate) fn age(&self, tokens: &SignedIn) {
        let id = tokens.asking.split('.').nth(1).unwrap();
        self.change(Kind::Session, id, |kept| {
            kept["asking_until"] = "2026-03-16T09:00:00.000Z".into();
        });
    }
}
