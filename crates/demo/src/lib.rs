//! A post that is alive without anybody: invented people file, answer, book and miss; invented colleagues review,
//! meet and make. It asks the server by the same doors as everybody, and knows neither the server nor the desk.
//!
//! [`pass`] lets a program in as one of the demo's officers. Everything else is behind the feature `life`.

#[cfg(feature = "life")]
pub mod colleagues;
#[cfg(feature = "life")]
pub mod filed;
#[cfg(feature = "life")]
pub mod habits;
#[cfg(feature = "life")]
pub mod life;
pub mod pass;
#[cfg(feature = "life")]
pub mod stock;
#[cfg(feature = "life")]
pub mod telephone;

pub use pass::Pass;
