//! A post's settings: every switch by which one post works unlike another.
//!
//! They come from a TOML file a post; a seventh post needs only a seventh file.

pub mod between;
pub mod calendar;
pub mod check;
pub mod contradiction;
pub mod digest;
pub mod fault;
pub mod keys;
mod meant;
pub mod policy;
pub mod read;
mod text;
mod walk;

pub use between::{BetweenPosts, PostsClash, check_all};
pub use calendar::{LocalMoment, Opening};
pub use check::Clash;
pub use contradiction::Contradiction;
pub use digest::PolicyDigest;
pub use fault::{Fault, Kind, Place, PolicyFault};
pub use policy::PostPolicy;
pub use read::{Tables, word_at_top};
