//! Slow work on purpose: hashing a password takes twenty megabytes and a good part of a second of a core, and
//! a crowd at the door must not take all there is.

use super::problem::{Code, Fault};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// So many at once; the others wait.
pub struct Slow(Arc<Semaphore>);

impl Default for Slow {
    fn default() -> Self {
        Self::at_once(std::thread::available_parallelism().map_or(2, Into::into))
    }
}

impl Slow {
    fn at_once(count: usize) -> Self {
        Self(Arc::new(Semaphore::new(count)))
    }

    /// Does the work away from where others wait. The place is kept until it is done, even if whoever asked
    /// has gone.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let broken = || Fault::new(Code::Broken);
        let place = Arc::clone(&self.0).acquire_owned().await;
        let place = place.map_err(|_| broken())?;
        let work = move || {
            let _place = place;
            work()
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| broken())
    }
}

#[cfg(test)]
mod tests {
    use super::Slow;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn no_more_work_at_once_even_if_those_who_asked_have_gone() {
        let slow = Slow::at_once(2);
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        for _ in 0..20 {
            let (now, most) = (Arc::clone(&now), Arc::clone(&most));
            let work = slow.work(move || {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(20));
                now.fetch_sub(1, Ordering::SeqCst);
            });
            tokio::time::timeout(Duration::from_millis(5), work)
                .await
                .ok();
        }
        slow.work(|| ()).await.unwrap();
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
    }
}
