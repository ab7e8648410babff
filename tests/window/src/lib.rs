//! Drives the real window over `WebDriver`: a client of nothing but the standard library.
//!
//! One connection is kept alive for a whole session; the drivers answer others unreliably.

mod demo;
mod driver;
mod http;
mod picture;
mod window;

pub use demo::{Demo, Gone};
pub use driver::Drivers;
pub use picture::{OVERFLOWING, SIZES, THEMES};
pub use window::{Key, Window};

/// What stands in the way of a test, as a sentence.
pub type Told<T> = Result<T, String>;
