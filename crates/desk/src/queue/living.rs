//! The queue as it stands, between the one who follows the post and whoever looks.

use super::board::Board;
use super::line::{CutWhy, Line, LockedWhy, Shut};
use super::look::queue;
use super::view::Queue;
use lingshi_rules::values::Instant;
use lingshi_wire::changes::Changes;
use lingshi_wire::{Epoch, Seq};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::time::{sleep, timeout};

/// Whoever looks is answered after so long at the latest: minutes pass even where nothing happens.
const BEAT: Duration = Duration::from_secs(20);
/// What happens within so short a time is shown together.
const TOGETHER: Duration = Duration::from_millis(250);

/// The queue of one post while the desk runs.
#[derive(Debug)]
pub struct Living {
    now: Mutex<Standing>,
    turn: watch::Sender<u32>,
    again: Notify,
}

#[derive(Debug)]
pub(super) struct Standing {
    pub(super) board: Board,
    pub(super) line: Line,
    pub(super) name: Option<String>,
    pub(super) trial: bool,
}

impl Default for Living {
    fn default() -> Self {
        let standing = Standing {
            board: Board::empty(),
            line: Line::Connecting,
            name: None,
            trial: false,
        };
        Self {
            now: Mutex::new(standing),
            turn: watch::Sender::new(0),
            again: Notify::new(),
        }
    }
}

impl Living {
    /// As it stands at this moment.
    pub fn view(&self, now: Instant) -> Queue {
        let turn = *self.turn.borrow();
        queue(&self.standing(), turn, now)
    }

    /// Waits until something is other than at that turn, or for a while.
    pub async fn turned(&self, seen: u32) {
        let mut turn = self.turn.subscribe();
        let other = turn.wait_for(|now| *now != seen);
        if timeout(BEAT, other).await.is_ok() {
            sleep(TOGETHER).await;
        }
    }

    /// Somebody asks that it be tried now.
    pub fn ask_again(&self) {
        self.again.notify_one();
    }

    pub(super) async fn asked_again(&self) {
        self.again.notified().await;
    }

    pub(super) fn entered(&self, name: &str, trial: bool) {
        self.change(|standing| {
            let let_in = matches!(standing.line, Line::LockedOut { .. });
            if let_in {
                standing.line = Line::Connecting;
            }
            standing.trial = trial;
            let before = standing.name.replace(name.to_owned());
            let_in || before.as_deref() != Some(name)
        });
    }

    /// The server answers, and its log has come so far.
    pub(super) fn heard(&self, epoch: Epoch, head: Seq) {
        self.change(|standing| {
            if standing.board.epoch == Some(epoch) {
                standing.board.heard(head);
                standing.is_live_if_read();
            }
            true
        });
    }

    pub(super) fn take(&self, page: &Changes) -> Result<(), Shut> {
        let mut taken = Ok(());
        self.change(|standing| {
            taken = standing.board.take(page);
            if taken.is_ok() {
                standing.is_live_if_read();
            }
            true
        });
        taken
    }

    pub(super) fn begin_anew(&self) {
        self.change(|standing| {
            standing.board = Board::empty();
            true
        });
    }

    pub(super) fn connecting(&self) {
        self.put(Line::Connecting);
    }

    pub(super) fn cut_off(&self, now: Instant, why: CutWhy) {
        self.change(|standing| {
            let since = match standing.line {
                Line::CutOff { since, .. } => since,
                Line::Connecting | Line::Live | Line::LockedOut { .. } => now,
            };
            let line = Line::CutOff { since, why };
            std::mem::replace(&mut standing.line, line) != line
        });
    }

    pub(super) fn locked_out(&self, why: LockedWhy) {
        self.put(Line::LockedOut { why });
    }

    fn put(&self, line: Line) {
        self.change(|standing| std::mem::replace(&mut standing.line, line) != line);
    }

    /// Changes it, and tells whoever waits if it is another now.
    fn change(&self, change: impl FnOnce(&mut Standing) -> bool) {
        // Told while it is held: who is woken by the turn sees what it stands for.
        let mut standing = self.standing();
        if change(&mut standing) {
            self.turn.send_modify(|turn| *turn = turn.wrapping_add(1));
        }
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Standing {
    fn is_live_if_read(&mut self) {
        if self.board.is_at_the_end() {
            self.line = Line::Live;
        }
    }
}
