//! A post's settings: every switch by which one post works unlike another.
//!
//! They come from a TOML file a post; a seventh post needs only a seventh file.

pub mod policy;
pub mod read;

pub use policy::PostPolicy;
