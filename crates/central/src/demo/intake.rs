//! Taking in the orders a demo begins with. Their pictures are drawn as it goes, for drawing takes about a second an
//! order: whoever looks on sees the queue fill. What was taken in is not drawn again.

use super::place::{NoDemo, Place, hashed};
use crate::blobs::{Bringer, Store};
use crate::office::Office;
use bytes::Bytes;
use lingshi_demo::filed::contact;
use lingshi_demo::stock::{NoStock, ORDERS, Stock};
use lingshi_fixtures::orders::MadeOrder;
use lingshi_fixtures::pictures::Picture;
use lingshi_registry::applicant::{Contact, take_in_account};
use lingshi_registry::identity::Password;
use lingshi_wire::{DocKey, Kind, Sha};
use lingshi_words::Language;
use sha2::{Digest as _, Sha256};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{mpsc, watch};

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Orders that are there.
    pub orders: u32,
    /// Of so many.
    pub of: u32,
    /// Nothing more comes.
    pub whole: bool,
}

/// Takes them in.
pub struct Intake {
    place: Arc<Place>,
    stock: Arc<Stock>,
    office: Arc<Office>,
    taken: watch::Sender<Taken>,
}

type Drawn = Result<(MadeOrder, Vec<Picture>), NoStock>;

impl Intake {
    /// Into this office.
    pub fn of(
        place: &Arc<Place>,
        stock: &Arc<Stock>,
        office: &Arc<Office>,
    ) -> (Self, watch::Receiver<Taken>) {
        let (taken, told) = watch::channel(Taken {
            of: ORDERS,
            ..Taken::default()
        });
        let intake = Self {
            place: Arc::clone(place),
            stock: Arc::clone(stock),
            office: Arc::clone(office),
            taken,
        };
        (intake, told)
    }

    /// Goes on until all of them are there, or it is told to end.
    pub async fn go_on(self, end: watch::Receiver<bool>) {
        if let Err(fault) = Box::pin(self.take_all(&end)).await {
            tracing::error!(%fault, "the demo's orders could not all be taken in");
        }
        self.taken.send_modify(|taken| taken.whole = true);
    }

    async fn take_all(&self, end: &watch::Receiver<bool>) -> Result<(), NoDemo> {
        let password = hashed(&self.place.known)?;
        let store = Store::open(&self.place.config.blobs, &self.place.config.folder)
            .map_err(|fault| NoDemo::Serve(fault.into()))?;
        let mut coming = self.draw(self.missing().await?, end);
        while let Some(drawn) = coming.recv().await {
            if *end.borrow() {
                return Ok(());
            }
            let (made, pictures) = drawn?;
            self.keep(&store, &made, pictures).await?;
            self.take(made, &password).await?;
        }
        Ok(())
    }

    /// Numbers of those that are not there yet.
    async fn missing(&self) -> Result<VecDeque<u32>, NoDemo> {
        let numbers = self.stock.numbers().clone();
        let post = self.place.policy.code.clone();
        let there = self.office.read(move |tx| {
            let mut there = Vec::new();
            for (no, number) in &numbers {
                let key = DocKey::new(Kind::Order, no.as_str());
                there.push((*number, tx.document(&post, &key)?.is_some()));
            }
            Ok(there)
        });
        let mut there = there.await?;
        there.sort_unstable();
        let known = there.iter().filter(|(_, there)| *there).count();
        let orders = u32::try_from(known).unwrap_or_default();
        self.taken.send_modify(|taken| taken.orders = orders);
        let missing = there.into_iter().filter(|(_, there)| !there);
        Ok(missing.map(|(number, _)| number).collect())
    }

    /// On as many threads as there are cores.
    fn draw(&self, missing: VecDeque<u32>, end: &watch::Receiver<bool>) -> mpsc::Receiver<Drawn> {
        let (drawn, coming) = mpsc::channel(4);
        let missing = Arc::new(Mutex::new(missing));
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        for _ in 0..cores {
            let (missing, stock) = (Arc::clone(&missing), Arc::clone(&self.stock));
            let (drawn, end) = (drawn.clone(), end.clone());
            tokio::task::spawn_blocking(move || {
                let next = || {
                    let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
                    missing.pop_front()
                };
                while let Some(number) = next() {
                    if *end.borrow() || drawn.blocking_send(stock.drawn(number)).is_err() {
                        return;
                    }
                }
            });
        }
        coming
    }

    /// The files come first, as they do from a telephone.
    async fn keep(
        &self,
        store: &Store,
        made: &MadeOrder,
        pictures: Vec<Picture>,
    ) -> Result<(), NoDemo> {
        let who = Bringer::Applicant(made.order.account.clone());
        for picture in pictures {
            let Some(sha256) = Sha::of_kept(&Sha256::digest(&picture.bytes)) else {
                continue;
            };
            let to = (&made.order.post, &who);
            let kept = store.keep(to, &sha256, Bytes::from(picture.bytes)).await;
            kept.map_err(|fault| NoDemo::Serve(fault.into()))?;
        }
        Ok(())
    }

    async fn take(&self, made: MadeOrder, password: &Password) -> Result<(), NoDemo> {
        let (registry, password) = (Arc::clone(&self.office.registry), password.clone());
        let post = self.place.policy.code.clone();
        let taken = self.office.write(move |tx, moment| {
            let account = &made.order.account;
            if let Ok(contact) = Contact::parse(&contact(account)) {
                let shown = (password.clone(), Language::ZhCn);
                let of = (account, &contact);
                take_in_account(tx, registry.lookup(), of, shown, moment.now)?;
            }
            registry.import(tx, &post, (&made.order, &made.events), moment)
        });
        if let Err(bad) = taken.await? {
            tracing::warn!(%bad, "an invented order was not taken in");
            return Ok(());
        }
        self.taken.send_modify(|taken| taken.orders += 1);
        Ok(())
    }
}
