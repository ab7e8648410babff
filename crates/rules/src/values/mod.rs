//! Values an order is made of: each is parsed once, at the border, and is right from then on.

pub mod instant;
pub mod money;
pub mod order_no;

pub use instant::Instant;
pub use money::{Currency, Money};
pub use order_no::OrderNo;
