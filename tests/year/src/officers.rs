//! The officers of the post: one for each role, each with a certified device that signs.

use lingshi_ledger::Writing;
use lingshi_registry::people::{
    Certificate, CertifiedKey, Device, Officer, Root, certify, enrol_device, set_officer, set_root,
};
use lingshi_registry::{Chance, Moment, Told};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::life::Command;
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::OrderNo;
use lingshi_rules::walk::officer;
use lingshi_wire::{CommandBody, Instruction, SignedCommand, SigningKey};
use std::collections::BTreeMap;

const ROLES: [Role; 8] = [
    Role::FirstReviewer,
    Role::Interviewer,
    Role::SecondReviewer,
    Role::MailClerk,
    Role::Maker,
    Role::Cashier,
    Role::Counter,
    Role::Supervisor,
];

/// Who signs with what.
pub(crate) struct Officers {
    realm: &'static str,
    post: PostCode,
    keys: BTreeMap<OfficerId, SigningKey>,
    signed: u64,
}

impl Officers {
    /// Appoints them.
    pub(crate) fn appoint(
        tx: &mut dyn Writing,
        realm: &'static str,
        policy: &PostPolicy,
        moment: &mut Moment<'_>,
    ) -> Told<Self> {
        let post = policy.code.clone();
        let root = SigningKey::of_seed(&seed(moment));
        let key = root.public();
        set_root(tx, &post, &Root { key }, By::System, moment)?;
        let mut keys = BTreeMap::new();
        for role in ROLES {
            let Actor::Officer { id, roles, .. } = officer(policy, role) else {
                continue;
            };
            let new = Officer {
                id: id.clone(),
                name: id.to_string(),
                roles,
                left: false,
            };
            set_officer(tx, &post, &new, By::System, moment)?;
            let key = SigningKey::of_seed(&seed(moment));
            let device = Device {
                key: key.public(),
                officer: id.clone(),
                name: "desk".to_owned(),
                nonce: None,
                certificate: None,
                revoked: None,
            };
            enrol_device(tx, &post, &device, By::System, moment)?;
            let says = CertifiedKey {
                realm: realm.to_owned(),
                post: post.clone(),
                officer: id.clone(),
                key: key.public(),
                at: moment.now,
                admin: false,
            };
            let certificate = Certificate::sign(&says, &root);
            certify(tx, (realm, &post), &certificate, By::System, moment)?.unwrap();
            keys.insert(id, key);
        }
        Ok(Self {
            realm,
            post,
            keys,
            signed: 0,
        })
    }

    /// A command as this officer's desk signs it.
    pub(crate) fn sign(
        &mut self,
        who: &OfficerId,
        no: &OrderNo,
        command: Command,
    ) -> SignedCommand {
        self.signed += 1;
        let key = &self.keys[who];
        let body = CommandBody {
            realm: self.realm.to_owned(),
            post: self.post.clone(),
            key: key.public().id(),
            officer: who.clone(),
            head: None,
            device_seq: self.signed,
            displayed: BTreeMap::new(),
            instruction: Instruction::Order {
                no: no.clone(),
                command: Box::new(command),
            },
        };
        SignedCommand::sign(&body, key)
    }
}

fn seed(moment: &mut Moment<'_>) -> [u8; 32] {
    let mut seed = [0; 32];
    Chance::fill(moment.chance, &mut seed);
    seed
}
