//! The clockwork of the service: the leading node winds a clock for each post, and does what falls due.

use super::Office;
use lingshi_registry::clockwork::{Clock, Struck};
use lingshi_registry::leading::lead;
use lingshi_registry::{Chance, Told, offer_ahead};
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::ActionKind;
use lingshi_rules::values::Instant;
use lingshi_wire::{Answer, Seq};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// How often the clocks are looked at: nothing that falls due is due to the second.
const BEAT: Duration = Duration::from_secs(1);
/// The lease is renewed so often, in beats.
const RENEW: u32 = 15;
/// Things done at one post before the next one has its turn.
const AT_ONCE: usize = 50;

type Clocks = BTreeMap<PostCode, Arc<Mutex<Clock>>>;

fn node() -> String {
    let mut bytes = [0; 10];
    crate::world::OsChance.fill(&mut bytes);
    data_encoding::BASE32_NOPAD.encode(&bytes)
}

impl Office {
    /// Goes on until the office closes. It does not keep the office open.
    pub async fn clockwork(office: Weak<Self>) {
        let (node, mut clocks, mut beats) = (node(), Clocks::new(), 0_u32);
        let mut leads = false;
        let mut beat = tokio::time::interval(BEAT);
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            beat.tick().await;
            let Some(office) = office.upgrade().filter(|office| !office.is_closing()) else {
                return;
            };
            if beats.is_multiple_of(RENEW) {
                leads = office.leads(&node).await;
            }
            beats = beats.wrapping_add(1);
            if !leads {
                clocks.clear();
                continue;
            }
            // What could not be done now is done at the next beat, from what the ledger says then.
            if let Err(fault) = office.strike_all(&mut clocks).await {
                tracing::warn!(%fault, "the clockwork waits for the ledger");
                clocks.clear();
            }
        }
    }

    async fn leads(&self, node: &str) -> bool {
        let node = node.to_owned();
        let lead = self.write(move |tx, moment| lead(tx, &node, moment.now));
        lead.await.unwrap_or(false)
    }

    async fn strike_all(&self, clocks: &mut Clocks) -> Told<()> {
        for (post, head) in self.read(|tx| tx.heads()).await? {
            let clock = match clocks.get(&post) {
                Some(clock) => Arc::clone(clock),
                None => Arc::new(Mutex::new(self.wound(&post).await?)),
            };
            clocks.insert(post.clone(), Arc::clone(&clock));
            self.open_days(&post).await?;
            if seen(&clock) != head.seq {
                self.follow(&clock).await?;
            }
            for _ in 0..AT_ONCE {
                let Some(struck) = self.strike(&clock).await? else {
                    break;
                };
                self.told(&post, &struck);
            }
        }
        Ok(())
    }

    /// Slots of the coming days, a day at a time; looked at once a minute.
    async fn open_days(&self, post: &PostCode) -> Told<()> {
        let minute = self.now().millis().div_euclid(60_000);
        if !self.offered.is_new(post, minute) {
            return Ok(());
        }
        loop {
            let (registry, at) = (Arc::clone(&self.registry), post.clone());
            let offer = self.write(move |tx, moment| {
                let policy = registry.settings(tx, &at)?;
                offer_ahead(tx, &policy, moment)
            });
            if offer.await?.is_none() {
                return Ok(());
            }
        }
    }

    async fn wound(&self, post: &PostCode) -> Told<Clock> {
        let (registry, post, now) = (Arc::clone(&self.registry), post.clone(), self.now());
        self.read(move |tx| registry.wind(tx, &post, now)).await
    }

    async fn follow(&self, clock: &Arc<Mutex<Clock>>) -> Told<()> {
        let (registry, clock, now) = (Arc::clone(&self.registry), Arc::clone(clock), self.now());
        let follow = move |tx: &mut dyn lingshi_ledger::Reading| {
            let mut clock = clock.lock().unwrap_or_else(PoisonError::into_inner);
            registry.follow(&mut clock, tx, now)
        };
        self.read(follow).await
    }

    async fn strike(&self, clock: &Arc<Mutex<Clock>>) -> Told<Option<Struck>> {
        if !is_due(clock, self.now()) {
            return Ok(None);
        }
        let (registry, asked) = (Arc::clone(&self.registry), Arc::clone(clock));
        let work = self.write(move |tx, moment| {
            let clock = asked.lock().unwrap_or_else(PoisonError::into_inner);
            registry.strike(&clock, tx, moment)
        });
        let stroke = work.await?;
        let mut clock = clock.lock().unwrap_or_else(PoisonError::into_inner);
        clock.heed(&stroke);
        Ok(stroke.struck)
    }

    fn told(&self, post: &PostCode, struck: &Struck) {
        let kind = ActionKind::from(&struck.due.action).code();
        let accepted = matches!(struck.answer, Answer::Accepted { .. });
        crate::counted::struck(kind, accepted);
        if let Answer::Accepted { seq, .. } = &struck.answer {
            self.nudges.tell(post, *seq);
        }
    }
}

fn seen(clock: &Mutex<Clock>) -> Seq {
    let clock = clock.lock().unwrap_or_else(PoisonError::into_inner);
    clock.seen()
}

fn is_due(clock: &Mutex<Clock>, now: Instant) -> bool {
    let clock = clock.lock().unwrap_or_else(PoisonError::into_inner);
    clock.next().is_some_and(|next| next <= now)
}
