//! Worlds to measure and to break: posts with officers, certified devices and invented orders, on either
//! engine.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::disallowed_methods,
    reason = "a proof that cannot be set up proves nothing; it measures real time"
)]

pub mod place;
pub mod program;
pub mod world;
