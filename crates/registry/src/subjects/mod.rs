//! What a command may be given to: an order, the book of blank booklets, the book of a day's money.

mod books;
mod facts;
mod order;
mod person;
mod slots;

pub(crate) use books::{give_to_cash_day, give_to_stock};
pub(crate) use facts::{alike, gather};
pub(crate) use order::{Given, give_to_order, order_key, put_new};
pub(crate) use person::keys as locked_for;
pub use slots::{Offered, offer, offer_ahead, usual};
pub(crate) use slots::{expected, free};

use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;

/// Who gives a command, and under which settings.
#[derive(Clone, Copy)]
pub(crate) struct Giver<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) policy: &'a PostPolicy,
}
