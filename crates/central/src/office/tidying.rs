//! Taking away what nobody needs any more: drafts that lapsed, codes that ran out, sessions that are over, mails
//! whose time is.

use super::Office;
use lingshi_registry::Told;
use lingshi_rules::values::Instant;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How often it is looked at: what is over opens nothing meanwhile.
const BEAT: Duration = Duration::from_secs(600);

impl Office {
    /// Goes on until the office closes. It does not keep the office open. Several nodes do no harm: each thing is
    /// looked at again before it goes.
    pub async fn tidying(office: Weak<Self>) {
        let mut beat = tokio::time::interval(BEAT);
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            beat.tick().await;
            let Some(office) = office.upgrade().filter(|office| !office.is_closing()) else {
                return;
            };
            if let Err(fault) = office.tidy().await {
                tracing::warn!(%fault, "what is over stays for now");
            }
        }
    }

    /// Takes away what is over now; how much it was.
    pub async fn tidy(&self) -> Told<usize> {
        let (registry, now) = (Arc::clone(&self.registry), self.now());
        let over = self.read(move |tx| registry.over(tx, now)).await?;
        let mut gone = 0;
        for one in over {
            let registry = Arc::clone(&self.registry);
            let take = self.write(move |tx, _| registry.take_away(tx, &one, now));
            gone += usize::from(take.await?);
        }
        Ok(gone + self.erase_mails(now).await?)
    }

    /// Mails whose time is over; their files go with the next sweep.
    async fn erase_mails(&self, now: Instant) -> Told<usize> {
        let registry = Arc::clone(&self.registry);
        let over = self.read(move |tx| registry.mails_over(tx, now)).await?;
        let mut gone = 0;
        for one in over {
            let registry = Arc::clone(&self.registry);
            let erase = self.write(move |tx, moment| registry.erase_mail(tx, &one, moment));
            gone += usize::from(erase.await?);
        }
        Ok(gone)
    }
}
