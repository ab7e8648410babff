//! A wire, time and chance as tests write them down.

use crate::queue::invented::moment;
use crate::queue::view::Queue;
use crate::queue::{Entered, Living, Shut, Surroundings, Wire, follow};
use lingshi_rules::values::Instant;
use lingshi_wire::changes::Changes;
use lingshi_wire::{Epoch, Seq};
use std::collections::VecDeque;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(super) const NOW: &str = "2026-03-16T11:00:00Z";

/// What was asked and waited for, in turn.
pub(super) type Diary = Arc<Mutex<Vec<String>>>;

/// A wire on which everything happens as it is written down; then nothing comes any more.
#[derive(Default)]
pub(super) struct Script {
    pub(super) enters: VecDeque<Result<Entered, Shut>>,
    pub(super) heads: VecDeque<Result<(Epoch, Seq), Shut>>,
    pub(super) pages: VecDeque<Result<Changes, Shut>>,
    pub(super) diary: Diary,
}

impl Script {
    fn note(&self, what: &str) {
        self.diary.lock().unwrap().push(what.to_owned());
    }
}

pub(super) fn inside() -> Entered {
    Entered {
        name: "沈知远".to_owned(),
        trial: true,
        until: moment(NOW).plus_minutes(15),
        elsewhere: false,
    }
}

impl Wire for Script {
    async fn enter(&mut self, _: Instant) -> Result<Entered, Shut> {
        self.note("enter");
        self.enters.pop_front().unwrap_or_else(|| Ok(inside()))
    }

    fn leave(&mut self) {
        self.note("leave");
    }

    async fn head(&mut self) -> Result<(Epoch, Seq), Shut> {
        self.heads.pop_front().unwrap_or(Ok((Epoch(1), Seq(1))))
    }

    async fn next(&mut self) -> Result<Changes, Shut> {
        // Whoever looks sees what was before it.
        tokio::task::yield_now().await;
        match self.pages.pop_front() {
            Some(told) => told,
            None => pending().await,
        }
    }

    fn begin_anew(&mut self) {
        self.note("begin anew");
    }
}

/// Pauses pass at once and are noted; tokens get old only as often as this says.
struct Around {
    renewals: u32,
    diary: Diary,
}

impl Surroundings for Around {
    fn now(&self) -> Instant {
        moment(NOW)
    }

    fn chance(&mut self) -> u64 {
        // Of every pause, all but a millisecond of the first.
        999
    }

    async fn wait(&mut self, time: Duration) {
        // What comes in the same moment comes first.
        for _ in 0..4 {
            tokio::task::yield_now().await;
        }
        if time > Duration::from_secs(100) {
            if self.renewals == 0 {
                pending::<()>().await;
            }
            self.renewals -= 1;
        }
        let noted = format!("wait {} ms", time.as_millis());
        self.diary.lock().unwrap().push(noted);
    }
}

/// Follows until the queue is as wanted, and gives it with the diary.
pub(super) async fn until(
    script: Script,
    renewals: u32,
    living: &Living,
    wanted: impl Fn(&Queue) -> bool,
) -> (Queue, Vec<String>) {
    let diary = Arc::clone(&script.diary);
    let around = Around {
        renewals,
        diary: Arc::clone(&diary),
    };
    let watched = async {
        for _ in 0..10_000 {
            let queue = living.view(moment(NOW));
            if wanted(&queue) {
                return queue;
            }
            tokio::task::yield_now().await;
        }
        panic!("it never came: {:?}", living.view(moment(NOW)));
    };
    tokio::select! {
        biased;
        queue = watched => {
            let diary = diary.lock().unwrap().clone();
            (queue, diary)
        }
        () = follow(script, around, living) => panic!("it ended"),
    }
}
