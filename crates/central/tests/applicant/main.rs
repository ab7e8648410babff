//! The applicant's side over real sockets: an account, an application, what becomes of it, and nothing of anybody
//! else's.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, and picks what it looks at"
)]

#[path = "../common/mod.rs"]
mod common;

/// The same on both engines.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        $(mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn in_a_file() {
                let place = crate::common::place::Place::file();
                super::of::$name(crate::common::House::on(place).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn in_postgres() {
                let place = crate::common::place::Place::schema();
                super::of::$name(crate::common::House::on(place).await).await;
            }
        })+
    };
}

mod account;
mod filing;
mod hidden;
mod journey;
mod lapsing;
mod limits;
mod meeting;
mod paying;
mod pensions;
mod phone;
mod racing;
mod saying;
