//! Writers: on a file one thread, which takes whatever waits and commits it together.

use super::{Engine, stopped};
use lingshi_ledger::{FaultKind, Store, StoreFault, Work, Writing};
use lingshi_registry::Told;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// Jobs that may wait; more are sent away, to come again.
const WAITING: usize = 1_024;
/// Jobs committed together at most.
const TOGETHER: usize = 64;

type Doing = Box<dyn FnMut(&mut dyn Writing) -> Told<()> + Send>;

struct Job {
    work: Doing,
    done: oneshot::Sender<Told<()>>,
}

pub(super) struct Writers {
    jobs: Mutex<Option<SyncSender<Job>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Writers {
    pub(super) fn start(engine: &Engine) -> Result<Self, StoreFault> {
        let (jobs, waiting) = sync_channel(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        let mut threads = Vec::new();
        for number in 0..engine.writers() {
            let (store, waiting) = (engine.open()?, Arc::clone(&waiting));
            let thread = std::thread::Builder::new()
                .name(format!("writer-{number}"))
                .spawn(move || work(store, &waiting))
                .map_err(|_| stopped())?;
            threads.push(thread);
        }
        Ok(Self {
            jobs: Mutex::new(Some(jobs)),
            threads: Mutex::new(threads),
        })
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut dyn Writing) -> Told<T> + Send + 'static,
    ) -> Told<T> {
        let said = Arc::new(Mutex::new(None));
        let told = Arc::clone(&said);
        let (done, outcome) = oneshot::channel();
        let job = Job {
            work: Box::new(move |tx| {
                *held(&told) = Some(work(tx)?);
                Ok(())
            }),
            done,
        };
        self.send(job)?;
        outcome.await.map_err(|_| stopped())??;
        let said = held(&said).take();
        said.ok_or_else(stopped)
    }

    fn send(&self, job: Job) -> Result<(), StoreFault> {
        match held(&self.jobs).as_ref().map(|jobs| jobs.try_send(job)) {
            Some(Ok(())) => {
                crate::counted::waiting(true);
                Ok(())
            }
            Some(Err(TrySendError::Full(_))) => Err(StoreFault::new(
                FaultKind::Busy,
                "too much waits to be written",
            )),
            Some(Err(TrySendError::Disconnected(_))) | None => Err(stopped()),
        }
    }

    pub(super) async fn close(&self) {
        held(&self.jobs).take();
        let threads = std::mem::take(&mut *held(&self.threads));
        tokio::task::spawn_blocking(|| threads.into_iter().for_each(|t| drop(t.join())))
            .await
            .ok();
    }
}

/// What waits now, the first of it waited for.
fn next(waiting: &Mutex<Receiver<Job>>, together: usize) -> Vec<Job> {
    let waiting = held(waiting);
    let Ok(first) = waiting.recv() else {
        return Vec::new();
    };
    let mut jobs = vec![first];
    while jobs.len() < together
        && let Ok(job) = waiting.try_recv()
    {
        jobs.push(job);
    }
    jobs
}

fn work(mut store: Box<dyn Store>, waiting: &Mutex<Receiver<Job>>) {
    let together = if store.commits_together() {
        TOGETHER
    } else {
        1
    };
    loop {
        let mut jobs = next(waiting, together);
        if jobs.is_empty() {
            return;
        }
        let mut works: Vec<Work<'_>> = jobs
            .iter_mut()
            .map(|job| -> Work<'_> { &mut *job.work })
            .collect();
        let outcomes = store.write_together(&mut works);
        for (job, outcome) in jobs.into_iter().zip(outcomes) {
            crate::counted::waiting(false);
            job.done.send(outcome).ok();
        }
    }
}
