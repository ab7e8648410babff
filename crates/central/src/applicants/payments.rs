//! Taking money: a provider opens its own window, tells by itself what came in, and sends back what cannot be taken.

use super::Shared;
use lingshi_rules::ids::PaymentId;
use lingshi_rules::values::Money;

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
    /// What is shared with them.
    pub shared: Shared,
}
