//! Worlds to measure and to break: posts with officers, certified devices and invented orders, on either
//! engine.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a proof that cannot be set up proves nothing"
)]

pub mod place;
pub mod world;
