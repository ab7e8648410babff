//! 今日队列: how many orders stand where at one post, who comes for an interview today, and what just happened.
//!
//! It follows the post's log and keeps in memory of each order only what is counted or shown here. It decides nothing,
//! writes nothing down, and reads no clock: time, chance and the way in are handed to it ([`Surroundings`],
//! [`Door`]). No token leaves it towards a page.

mod board;
mod by_wire;
mod follower;
mod kept;
mod line;
mod living;
mod look;
mod pauses;
mod stage;
mod view;

pub use by_wire::{ByWire, Door, Inside};
pub use follower::{Entered, Surroundings, Wire, follow};
pub use line::{CutWhy, Line, LockedWhy, Shut};
pub use living::Living;
pub use stage::{Flag, Stage};
pub use view::{
    FlagCount, Group, Happening, LineShown, Meeting, Oldest, Part, PostHere, Queue, QueuePage,
    Shown, Today, When,
};

#[cfg(test)]
pub(crate) mod invented;
#[cfg(test)]
mod tests;
