//! Looking people up across posts: by hashes under a secret that is not in the database.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use lingshi_ledger::{LookupHash, Sha};
use lingshi_rules::duplicates::{self, KeyKind, LookupKey};
use lingshi_rules::ids::{AccountId, PostCode};
use lingshi_rules::order::files::OrderFile;
use lingshi_rules::order::{Order, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::Day;
use lingshi_wire::KeyId;
use sha2::Sha256;
use std::collections::BTreeSet;

/// The secret; never shown.
#[derive(Clone)]
pub struct LookupSecret([u8; 32]);

impl std::fmt::Debug for LookupSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LookupSecret")
    }
}

impl LookupSecret {
    /// From 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn hash(&self, name: &str, value: &str) -> LookupHash {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
            .unwrap_or_else(|_| unreachable!("any length is a key"));
        mac.update(name.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        LookupHash(mac.finalize().into_bytes().into())
    }

    fn of_key(&self, key: &LookupKey) -> LookupHash {
        self.hash(<&str>::from(key.kind), &key.value)
    }

    /// Orders of a post that stand in one state.
    pub(crate) fn standing(&self, post: &PostCode, status: Status) -> LookupHash {
        self.hash("standing", &format!("{post}/{}", status.code()))
    }

    /// By what an order is found by whom it is of.
    pub(crate) fn of_person(&self, order: &Order) -> BTreeSet<LookupHash> {
        duplicates::keys(order)
            .iter()
            .map(|key| self.of_key(key))
            .collect()
    }

    /// Orders of an account, at whatever post.
    pub(crate) fn of_account(&self, account: &AccountId) -> LookupHash {
        self.hash("account", account.as_str())
    }

    /// A name for something that must not be read from the ledger: what it is, and its value.
    pub(crate) fn named(&self, what: &str, value: &str) -> String {
        HEXLOWER.encode(&self.hash(what, value).0)
    }

    /// Orders of a post with money that came or went on a day.
    pub(crate) fn paid_on(&self, post: &PostCode, day: Day) -> LookupHash {
        self.hash("paid", &format!("{post}/{day}"))
    }

    /// Orders of a post with a file, by its digest in hex.
    pub(crate) fn with_file(&self, post: &PostCode, sha256: &str) -> LookupHash {
        self.hash("file", &format!("{post}/{sha256}"))
    }

    /// What is stated about a device, by its key: a device that asks knows no post any more.
    pub(crate) fn about_device(&self, device: &KeyId) -> LookupHash {
        self.hash("device", device.as_str())
    }

    /// Everything an order is found by.
    pub(crate) fn of_order(&self, order: &Order, policy: &PostPolicy) -> BTreeSet<LookupHash> {
        let mut all = self.of_person(order);
        all.insert(self.standing(&order.post, order.status));
        all.insert(self.of_account(&order.account));
        let payment = &order.payment;
        let came = payment.receipts.iter().map(|receipt| receipt.at);
        let went = payment.refunds.iter().map(|refund| refund.at);
        let days = came.chain(went).map(|at| policy.local_day(at));
        all.extend(days.map(|day| self.paid_on(&order.post, day)));
        // Those that were replaced too: they are kept for the record, and looked at. Those that were erased are
        // not: nobody may read them any more.
        let kept = |file: &&OrderFile| !order.erased.contains(&file.id);
        let files = order.files.values().filter(kept);
        all.extend(files.map(|file| self.with_file(&order.post, &file.sha256)));
        all
    }

    /// The one name of whoever the order is of: by ID number, or else by name, birth and sex.
    pub(crate) fn person(&self, order: &Order) -> Option<String> {
        let keys = duplicates::keys(order);
        let of = |kind| keys.iter().find(|key| key.kind == kind);
        let key = of(KeyKind::IdNumber).or_else(|| of(KeyKind::NameBirthSex))?;
        let LookupHash(bytes) = self.of_key(key);
        Sha::of_kept(&bytes).map(|name| name.to_string())
    }
}
