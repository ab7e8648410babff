//! Values an order is made of: each is parsed once, at the border, and is right from then on.
//!
//! What a parser refuses is a fault, what it takes with a doubt is a warning: both are codes with
//! typed parameters. Positions count characters from one, as an officer counts them on the screen.
//! The `Debug` form of a personal value is its mask, so that no log line carries more.

pub mod age;
pub mod country;
pub(crate) mod fold;
pub mod id_number;
pub mod instant;
pub mod mail;
pub mod mask;
pub mod money;
pub mod name;
pub mod nation;
pub mod order_no;
pub mod papers;
pub mod phone;
pub mod pinyin;
mod read;
pub mod text;

pub use id_number::IdNumber;
pub use instant::Instant;
pub use mail::MailAddress;
pub use money::{Currency, Money};
pub use name::PersonName;
pub use nation::{Nation, Sex};
pub use order_no::OrderNo;
pub use papers::PaperNumber;
pub use phone::Phone;
pub use read::Read;
