//! What somebody who shares a secret with the server shows with what they tell: a provider of payments, 人社部门.

use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A secret shared with one of them.
pub struct Shared(Zeroizing<[u8; 32]>);

impl Shared {
    /// This secret.
    pub fn new(secret: Zeroizing<[u8; 32]>) -> Self {
        Self(secret)
    }

    fn mac(&self, body: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0[..])
            .unwrap_or_else(|_| unreachable!("any length is a key"));
        mac.update(body);
        mac
    }

    /// Whether these bytes are theirs; found out in the same time whatever they are.
    pub fn proves(&self, body: &[u8], proof: &str) -> bool {
        let proof = HEXLOWER_PERMISSIVE.decode(proof.as_bytes());
        proof.is_ok_and(|proof| self.mac(body).verify_slice(&proof).is_ok())
    }

    /// What they show with these bytes.
    pub fn proof(&self, body: &[u8]) -> String {
        HEXLOWER_PERMISSIVE.encode(&self.mac(body).finalize().into_bytes())
    }
}
