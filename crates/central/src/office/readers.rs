//! Readers: each with a handle of its own, so that a long snapshot never waits for a short question.

use super::{Engine, stopped};
use lingshi_ledger::{Reading, Store, StoreFault};
use lingshi_registry::Told;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

pub(super) struct Readers {
    free: Arc<Mutex<Vec<Box<dyn Store>>>>,
    places: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn start(engine: &Engine, count: usize) -> Result<Self, StoreFault> {
        let free = (0..count)
            .map(|_| engine.open())
            .collect::<Result<_, StoreFault>>()?;
        Ok(Self {
            free: Arc::new(Mutex::new(free)),
            places: Arc::new(Semaphore::new(count)),
        })
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut dyn Reading) -> Told<T> + Send + 'static,
    ) -> Told<T> {
        let place = Arc::clone(&self.places)
            .acquire_owned()
            .await
            .map_err(|_| stopped())?;
        let free = Arc::clone(&self.free);
        let read = move || {
            let store = free.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut store = store.ok_or_else(stopped)?;
            let mut said = None;
            let done = store.read(&mut |tx| {
                said = Some(work(tx)?);
                Ok(())
            });
            free.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(store);
            drop(place);
            done.and_then(|()| said.ok_or_else(stopped))
        };
        tokio::task::spawn_blocking(read)
            .await
            .map_err(|_| stopped())?
    }

    pub(super) fn is_closed(&self) -> bool {
        self.places.is_closed()
    }

    pub(super) async fn close(&self) {
        self.places.close();
        let free = Arc::clone(&self.free);
        let close = move || free.lock().unwrap_or_else(PoisonError::into_inner).clear();
        tokio::task::spawn_blocking(close).await.ok();
    }
}

/// An office that is let go without being closed, as when its address is taken: an engine may wait while it
/// ends, which a thread that serves others must not.
impl Drop for Readers {
    fn drop(&mut self) {
        let free = std::mem::take(&mut *self.free.lock().unwrap_or_else(PoisonError::into_inner));
        if !free.is_empty() {
            std::thread::spawn(move || drop(free));
        }
    }
}
