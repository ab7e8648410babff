//! Taking money: a provider opens its own window, tells by itself what came in, and sends back what cannot be taken.

use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{Hmac, KeyInit, Mac};
use lingshi_rules::ids::PaymentId;
use lingshi_rules::values::Money;
use sha2::Sha256;
use zeroize::Zeroizing;

/// The provider could not.
#[derive(Debug, thiserror::Error)]
#[error("the payment provider could not: {0}")]
pub struct ProviderAway(pub String);

/// Somebody who takes money.
pub trait PaymentProvider: Send + Sync {
    /// What its own window is opened with.
    fn opens(&self, payment: &PaymentId, amount: Money) -> Result<String, ProviderAway>;
    /// Sends back what came under its own number; the same again is sent back once.
    fn send_back(
        &self,
        payment: &PaymentId,
        amount: Money,
        reference: &str,
    ) -> Result<(), ProviderAway>;
}

/// No money moves.
pub struct SimulatedPayments;

impl PaymentProvider for SimulatedPayments {
    fn opens(&self, payment: &PaymentId, _: Money) -> Result<String, ProviderAway> {
        Ok(format!("simulated:{payment}"))
    }

    fn send_back(&self, _: &PaymentId, _: Money, _: &str) -> Result<(), ProviderAway> {
        Ok(())
    }
}

/// A provider, and the secret its notices are proven with.
pub struct Payments {
    /// Who takes money.
    pub provider: Box<dyn PaymentProvider>,
    secret: Zeroizing<[u8; 32]>,
}

impl Payments {
    /// A provider with its secret.
    pub fn new(provider: Box<dyn PaymentProvider>, secret: Zeroizing<[u8; 32]>) -> Self {
        Self { provider, secret }
    }

    fn mac(&self, body: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret[..])
            .unwrap_or_else(|_| unreachable!("any length is a key"));
        mac.update(body);
        mac
    }

    /// Whether a notice is the provider's; found out in the same time whatever it is.
    pub fn proves(&self, body: &[u8], proof: &str) -> bool {
        let proof = HEXLOWER_PERMISSIVE.decode(proof.as_bytes());
        proof.is_ok_and(|proof| self.mac(body).verify_slice(&proof).is_ok())
    }

    /// What the provider shows with a notice.
    pub fn proof(&self, body: &[u8]) -> String {
        HEXLOWER_PERMISSIVE.encode(&self.mac(body).finalize().into_bytes())
    }
}
