//! Lingshi Central: the skin around the registry. Sockets, threads, the clock and chance are here; what is
//! decided is not.

pub mod api;
pub mod applicants;
pub mod blobs;
pub mod config;
pub mod counted;
#[cfg(feature = "demo")]
pub mod demo;
pub mod office;
pub mod secrets;
pub mod serve;
pub mod snapshots;
pub mod world;
